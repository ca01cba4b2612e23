<?php
[, $database, $library] = $argv;
$db = new SQLite3($database);
$db->enableExceptions(true);
$db->loadExtension(basename($library));

foreach (array_slice($argv, 3) as $query) {
    try {
        echo $db->querySingle($query), "\n";
    } catch (Exception $error) {
        echo "error: ", $error->getMessage(), "\n";
    }
}
