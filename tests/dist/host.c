/*
 * A small application that holds the extension and asks it: the queries of queries.tsv, and every
 * example of the manual in it. Compiled against each C library and as each kind of build that the
 * packages are for.
 *
 * usage: host LIBRARY QUERIES VERSION [DATABASE]
 *   LIBRARY   what to load, or - when the extension is built in (compiled with -DBUILT_IN)
 *   DATABASE  of which the whole page is printed too, for a comparison
 */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#ifdef BUILT_IN
#include <advocacy.h>
#endif

#define LONGEST_LINE 1000

/* The rows of a query as the manual writes them: columns joined by |, rows by line ends. */
static char *results(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) {
        return sqlite3_mprintf("error: %s", sqlite3_errmsg(db));
    }
    char *text = sqlite3_mprintf("");
    int rows = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            const char *value = (const char *)sqlite3_column_text(statement, i);
            text = sqlite3_mprintf("%z%s%s", text,
                                   i > 0      ? "|"
                                   : rows > 0 ? "\n"
                                              : "",
                                   value ? value : "NULL");
        }
        rows++;
    }
    if (sqlite3_finalize(statement) != SQLITE_OK) {
        sqlite3_free(text);
        text = sqlite3_mprintf("error: %s", sqlite3_errmsg(db));
    }
    return text;
}

static int differs(sqlite3 *db, const char *sql, const char *expected)
{
    char *found = results(db, sql);
    int is_different = strcmp(found, expected) != 0;
    if (is_different) {
        printf("%s\n  expected %s\n  found    %s\n", sql, expected, found);
    }
    sqlite3_free(found);
    return is_different;
}

/* Counts what is wrong. A file without queries is wrong too. */
static int ask_queries(sqlite3 *db, const char *path)
{
    FILE *stream = fopen(path, "rb");
    if (!stream) {
        printf("cannot read %s\n", path);
        return 1;
    }
    char line[LONGEST_LINE];
    int wrong = 0;
    int asked = 0;
    while (fgets(line, sizeof line, stream)) {
        line[strcspn(line, "\r\n")] = 0;
        char *expected = strchr(line, '\t');
        if (!expected) {
            printf("no expected result: %s\n", line);
            wrong++;
            continue;
        }
        *expected = 0;
        wrong += differs(db, line, expected + 1);
        asked++;
    }
    (void)fclose(stream);
    printf("%d queries\n", asked);
    return wrong + (asked == 0);
}

static int ask_examples(sqlite3 *db)
{
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(db, "SELECT example, output FROM advocacy_functions", -1, &statement,
                           NULL) != SQLITE_OK) {
        printf("%s\n", sqlite3_errmsg(db));
        return 1;
    }
    int wrong = 0;
    int asked = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        wrong += differs(db, (const char *)sqlite3_column_text(statement, 0),
                         (const char *)sqlite3_column_text(statement, 1));
        asked++;
    }
    wrong += sqlite3_finalize(statement) != SQLITE_OK;
    printf("%d examples\n", asked);
    return wrong + (asked == 0);
}

static int bring_in(sqlite3 *db, const char *library)
{
    char *message = NULL;
#ifdef BUILT_IN
    (void)library;
    int error = sqlite3_advocacy_init(db, &message, NULL);
#else
    sqlite3_enable_load_extension(db, 1);
    int error = sqlite3_load_extension(db, library, NULL, &message);
#endif
    if (error != SQLITE_OK) {
        printf("%s\n", message ? message : sqlite3_errstr(error));
        sqlite3_free(message);
    }
    return error != SQLITE_OK;
}

static int print_page(const char *path, const char *library)
{
    sqlite3 *db;
    if (sqlite3_open(path, &db) != SQLITE_OK || bring_in(db, library)) {
        return 1;
    }
    char *page = results(db, "SELECT advocacy_dashboard('{\"as_of\": \"2026-10-31\"}')");
    printf("%s\n", page);
    sqlite3_free(page);
    return sqlite3_close(db) != SQLITE_OK;
}

int main(int count, char **arguments)
{
    sqlite3 *db;
    if (count < 4 || count > 5 || sqlite3_open(":memory:", &db) != SQLITE_OK ||
        bring_in(db, arguments[1])) {
        return 1;
    }
    int wrong = ask_queries(db, arguments[2]) + ask_examples(db) +
                differs(db, "SELECT advocacy_version()", arguments[3]) +
                differs(db, "SELECT nps(99)",
                        "error: nps(): 99 is not an answer from 0 to 10; nps_answer() turns such "
                        "values into NULL");
    printf("SQLite %s: %s\n", sqlite3_libversion(), wrong ? "wrong" : "right");
    wrong += count == 5 && print_page(arguments[4], arguments[1]);
    return wrong || sqlite3_close(db) != SQLITE_OK;
}
