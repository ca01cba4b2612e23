#include <sqlite3.h>
#include <stdio.h>

static int print_value(void *context, int columns, char **values, char **names)
{
    (void)context, (void)columns, (void)names;
    return puts(values[0] ? values[0] : "NULL") < 0;
}

int main(int count, char **arguments)
{
    sqlite3 *db;
    char *message = NULL;
    if (count < 3 || sqlite3_open(arguments[1], &db) != SQLITE_OK ||
        sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL) != SQLITE_OK ||
        sqlite3_load_extension(db, arguments[2], NULL, &message) != SQLITE_OK) {
        fprintf(stderr, "error: %s\n", message ? message : "cannot open the database");
        return 1;
    }
    for (int i = 3; i < count; i++) {
        if (sqlite3_exec(db, arguments[i], print_value, NULL, &message) != SQLITE_OK) {
            printf("error: %s\n", message);
            sqlite3_free(message);
        }
    }
    return sqlite3_close(db);
}
