/*
 * Run with an SQLite that is too old: loading the extension must say so. The suites cannot do this:
 * they need an extension that loads.
 */
#include <stdio.h>
#include <string.h>

#include <sqlite3.h>

static int check(int condition, const char *claim)
{
    printf("[  %s ] %s\n", condition ? "    OK" : "FAILED", claim);
    return condition;
}

int main(int count, char **arguments)
{
    sqlite3 *db;
    if (count != 2 || sqlite3_open(":memory:", &db) != SQLITE_OK) {
        fprintf(stderr, "usage: old_host LIBRARY\n");
        return 2;
    }
    sqlite3_enable_load_extension(db, 1);
    char *message = NULL;
    int code = sqlite3_load_extension(db, arguments[1], NULL, &message);
    char *expected = sqlite3_mprintf(
        "error during initialization: advocacy needs SQLite 3.31 or later; this is %s",
        sqlite3_libversion());
    int passed = check(code == SQLITE_ERROR, "loading fails with SQLITE_ERROR");
    passed &= check(message && strcmp(message, expected) == 0, expected);
    if (message && strcmp(message, expected) != 0) {
        printf("  found: %s\n", message);
    }
    passed &= check(sqlite3_exec(db, "SELECT nps(9)", NULL, NULL, NULL) == SQLITE_ERROR,
                    "no function was registered");
    passed &= check(sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL) == SQLITE_OK,
                    "the connection still works");
    sqlite3_free(expected);
    sqlite3_free(message);
    passed &= check(sqlite3_close(db) == SQLITE_OK && sqlite3_memory_used() == 0, "nothing leaks");
    return !passed;
}
