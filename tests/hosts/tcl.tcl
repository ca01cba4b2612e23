package require sqlite3

set queries [lassign $argv database library]
sqlite3 db $database
db enable_load_extension true
db eval {SELECT load_extension($library)}

foreach query $queries {
    if {[catch {db onecolumn $query} value]} {
        set value "error: $value"
    }
    puts $value
}
