#include "support/database.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * cmocka names tests on standard output and says what failed on the other: line by line, so that
 * both stand in order where they go to one file.
 */
__attribute__((constructor)) static void write_line_by_line(void)
{
    (void)setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
}

const char *library_path(void)
{
    const char *path = getenv("ADVOCACY_LIBRARY");
    return path ? path : "build/advocacy";
}

sqlite3 *open_database(void)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL);
    char *message = NULL;
    char *path = sqlite3_mprintf("%s%s", library_path()[0] == '/' ? "" : "./", library_path());
    if (sqlite3_load_extension(db, path, NULL, &message) != SQLITE_OK) {
        fail_msg("cannot load %s: %s", path, message);
    }
    sqlite3_free(path);
    return db;
}

void close_database(sqlite3 *db)
{
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

int open_fixture(void **state)
{
    *state = open_database();
    return 0;
}

int close_fixture(void **state)
{
    close_database(*state);
    return 0;
}

void execute(sqlite3 *db, const char *sql)
{
    char *message = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK) {
        fail_msg("%s\n%s", message, sql);
    }
}

static void append_column(sqlite3_str *text, sqlite3_stmt *statement, int column)
{
    const unsigned char *blob;
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL:
        sqlite3_str_appendall(text, "NULL");
        break;
    case SQLITE_BLOB:
        blob = sqlite3_column_blob(statement, column);
        sqlite3_str_appendall(text, "x'");
        for (int i = 0; i < sqlite3_column_bytes(statement, column); i++) {
            sqlite3_str_appendf(text, "%02x", blob[i]);
        }
        sqlite3_str_appendall(text, "'");
        break;
    case SQLITE_FLOAT:
        sqlite3_str_appendf(text, "%!.15g", sqlite3_column_double(statement, column));
        break;
    default:
        sqlite3_str_append(text, (const char *)sqlite3_column_text(statement, column),
                           sqlite3_column_bytes(statement, column));
        break;
    }
}

const char *own_message(const char *message)
{
    const char *mark = strstr(message, "(): ");
    while (mark && mark > message &&
           (strchr("_", mark[-1]) || (mark[-1] >= 'a' && mark[-1] <= 'z'))) {
        mark--;
    }
    return mark ? mark : message;
}

static int append_rows(sqlite3_str *text, sqlite3_stmt *statement, int *rows)
{
    int code;
    *rows = 0;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        if ((*rows)++ > 0) {
            sqlite3_str_appendchar(text, 1, '\n');
        }
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            if (i > 0) {
                sqlite3_str_appendchar(text, 1, '|');
            }
            append_column(text, statement, i);
        }
    }
    return code;
}

char *query_next(sqlite3 *db, const char **sql, int *rows)
{
    sqlite3_stmt *statement = NULL;
    const char *tail = NULL;
    int code = sqlite3_prepare_v2(db, *sql, -1, &statement, &tail);
    if (code == SQLITE_OK && !statement) {
        *sql = NULL;
        return NULL;
    }
    sqlite3_str *text = sqlite3_str_new(NULL);
    if (code == SQLITE_OK) {
        code = append_rows(text, statement, rows);
    }
    *sql = tail;
    if (code != SQLITE_DONE) {
        sqlite3_str_reset(text);
        sqlite3_str_appendf(text, "error: %s", own_message(sqlite3_errmsg(db)));
        *sql = NULL;
        *rows = -1;
    }
    sqlite3_finalize(statement);
    char *result = sqlite3_str_finish(text);
    return result ? result : sqlite3_mprintf("");
}

char *query(sqlite3 *db, const char *sql)
{
    int rows;
    char *result = query_next(db, &sql, &rows);
    return result ? result : sqlite3_mprintf("");
}

void assert_query(sqlite3 *db, const char *sql, const char *expected)
{
    char *result = query(db, sql);
    if (strcmp(result, expected) != 0) {
        fail_msg("%s\n  expected: %s\n  found:    %s", sql, expected, result);
    }
    sqlite3_free(result);
}

void assert_fails(sqlite3 *db, const char *sql, const char *message)
{
    char *expected = sqlite3_mprintf("error: %s", message);
    assert_query(db, sql, expected);
    sqlite3_free(expected);
    assert_query(db, "SELECT 1", "1");
}

static sqlite3_stmt *first_row(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK ||
        sqlite3_step(statement) != SQLITE_ROW) {
        fail_msg("%s\n%s", sqlite3_errmsg(db), sql);
    }
    return statement;
}

double query_number(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement = first_row(db, sql);
    int type = sqlite3_column_type(statement, 0);
    double number = sqlite3_column_double(statement, 0);
    sqlite3_finalize(statement);
    if (type != SQLITE_INTEGER && type != SQLITE_FLOAT) {
        fail_msg("not a number: %s", sql);
    }
    return number;
}

void assert_number(sqlite3 *db, const char *sql, double expected, double tolerance)
{
    double found = query_number(db, sql);
    if (!(fabs(found - expected) <= tolerance)) {
        fail_msg("%s\n  expected: %.15g\n  found:    %.15g", sql, expected, found);
    }
}

static int is_number(int type)
{
    return type == SQLITE_INTEGER || type == SQLITE_FLOAT;
}

static int same_value(sqlite3_stmt *left, sqlite3_stmt *right, int column, double tolerance)
{
    int left_type = sqlite3_column_type(left, column);
    int right_type = sqlite3_column_type(right, column);
    if (is_number(left_type) && is_number(right_type)) {
        double a = sqlite3_column_double(left, column);
        double b = sqlite3_column_double(right, column);
        return a == b || fabs(a - b) <= tolerance * fmax(1, fmax(fabs(a), fabs(b)));
    }
    if (left_type != right_type) {
        return 0;
    }
    int bytes = sqlite3_column_bytes(left, column);
    if (left_type == SQLITE_NULL || bytes != sqlite3_column_bytes(right, column)) {
        return left_type == SQLITE_NULL;
    }
    const void *left_bytes = sqlite3_column_blob(left, column);
    return bytes == 0 || memcmp(left_bytes, sqlite3_column_blob(right, column), (size_t)bytes) == 0;
}

void assert_same_results(sqlite3 *db, const char *left_sql, const char *right_sql, double tolerance)
{
    sqlite3_stmt *left = NULL;
    sqlite3_stmt *right = NULL;
    if (sqlite3_prepare_v2(db, left_sql, -1, &left, NULL) ||
        sqlite3_prepare_v2(db, right_sql, -1, &right, NULL)) {
        fail_msg("%s\n%s\n%s", sqlite3_errmsg(db), left_sql, right_sql);
    }
    assert_int_equal(sqlite3_column_count(left), sqlite3_column_count(right));
    for (int row = 0;; row++) {
        int code = sqlite3_step(left);
        int other_code = sqlite3_step(right);
        if (code != other_code || (code != SQLITE_ROW && code != SQLITE_DONE)) {
            fail_msg("row %d: %s\n%s\n%s", row, sqlite3_errmsg(db), left_sql, right_sql);
        }
        if (code == SQLITE_DONE) {
            break;
        }
        for (int i = 0; i < sqlite3_column_count(left); i++) {
            if (!same_value(left, right, i, tolerance)) {
                fail_msg("row %d, column %d: %s against %s\n%s\n%s", row, i,
                         sqlite3_column_text(left, i), sqlite3_column_text(right, i), left_sql,
                         right_sql);
            }
        }
    }
    sqlite3_finalize(left);
    sqlite3_finalize(right);
}

uint64_t random_next(struct Random *random)
{
    random->state ^= random->state >> 12;
    random->state ^= random->state << 25;
    random->state ^= random->state >> 27;
    return random->state * 0x2545F4914F6CDD1DULL;
}

int random_below(struct Random *random, int limit)
{
    return (int)((random_next(random) >> 33) % (uint64_t)limit);
}

double random_unit(struct Random *random)
{
    return (double)(random_next(random) >> 11) / 9007199254740992.0;
}
