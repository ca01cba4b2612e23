/*
 * An application that has the extension compiled in: as an automatic extension
 * of every connection, or of one connection only. test_loading builds and runs it.
 */
#include <sqlite3.h>
#include <stdio.h>

int sqlite3_advocacy_init(sqlite3 *db, char **message, const void *routines);

static int print_score(sqlite3 *db)
{
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(db, "SELECT nps(9), count(*) > 20 FROM advocacy_functions", -1,
                           &statement, NULL) != SQLITE_OK ||
        sqlite3_step(statement) != SQLITE_ROW) {
        printf("%s\n", sqlite3_errmsg(db));
        return 1;
    }
    printf("%g %d\n", sqlite3_column_double(statement, 0), sqlite3_column_int(statement, 1));
    return sqlite3_finalize(statement) != SQLITE_OK;
}

int main(void)
{
    sqlite3 *db;
    if (sqlite3_open(":memory:", &db) != SQLITE_OK ||
        sqlite3_advocacy_init(db, NULL, NULL) != SQLITE_OK || print_score(db) != 0 ||
        sqlite3_close(db) != SQLITE_OK) {
        return 1;
    }
    sqlite3_auto_extension((void (*)(void))sqlite3_advocacy_init);
    if (sqlite3_open(":memory:", &db) != SQLITE_OK || print_score(db) != 0 ||
        sqlite3_close(db) != SQLITE_OK) {
        return 1;
    }
    sqlite3_reset_auto_extension();
    return 0;
}
