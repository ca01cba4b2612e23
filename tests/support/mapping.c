#include "support/mapping.h"

#include <stdlib.h>

#include "support/customers.h"
#include "support/shell.h"

/* The whole of a database file, in memory with the extension. */
static sqlite3 *open_copy(const char *path)
{
    sqlite3 *file;
    sqlite3 *db = open_database();
    assert_int_equal(sqlite3_open_v2(path, &file, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    sqlite3_backup *backup = sqlite3_backup_init(db, "main", file, "main");
    assert_non_null(backup);
    assert_int_equal(sqlite3_backup_step(backup, -1), SQLITE_DONE);
    assert_int_equal(sqlite3_backup_finish(backup), SQLITE_OK);
    sqlite3_close(file);
    return db;
}

sqlite3 *open_data(const char *name)
{
    char *path = data_file(name);
    if (!path) {
        skip();
    }
    sqlite3 *db = open_copy(path);
    sqlite3_free(path);
    return db;
}

sqlite3 *open_csv_file(const char *path, const char *table)
{
    char *folder = scratch_folder("mapping");
    char *database = sqlite3_mprintf("%s/imported.db", folder);
    char *script = sqlite3_mprintf(".import --csv '%s' %s\n", path, table);
    free(run_script(database, script));
    sqlite3 *db = open_copy(database);
    sqlite3_free(script);
    sqlite3_free(database);
    sqlite3_free(folder);
    return db;
}

sqlite3 *open_csv(const char *name, const char *table)
{
    char *path = data_file(name);
    if (!path) {
        skip();
    }
    sqlite3 *db = open_csv_file(path, table);
    sqlite3_free(path);
    return db;
}

char *mapping_of(sqlite3 *db)
{
    return query_text(db, "SELECT advocacy_mapping()");
}

void run_mapping(sqlite3 *db)
{
    char *script = mapping_of(db);
    execute(db, script);
    sqlite3_free(script);
}

void make_tables(sqlite3 *db, const char *sql)
{
    execute(db, "CREATE TEMP TABLE n(i INTEGER PRIMARY KEY);"
                "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 5000) "
                "INSERT INTO n SELECT i FROM c");
    execute(db, sql);
    execute(db, "DROP TABLE temp.n");
}

void map_database(sqlite3 *db, const char *as_of)
{
    char *setup = sqlite3_mprintf("SELECT advocacy_setup('temp', '{\"as_of\": \"%s\"}')", as_of);
    run_mapping(db);
    execute(db, setup);
    sqlite3_free(setup);
}
