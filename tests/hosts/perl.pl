use strict;
use warnings;
use DBI;

my ($database, $library, @queries) = @ARGV;
my $db = DBI->connect("dbi:SQLite:$database", "", "", { RaiseError => 1, PrintError => 0 });
$db->sqlite_enable_load_extension(1);
$db->sqlite_load_extension($library);

for my $query (@queries) {
    my ($value) = eval { $db->selectrow_array($query) };
    print $@ ? "error: " . $db->errstr : $value // "NULL", "\n";
}
