/* A database with the extension loaded, and assertions on what queries give. */
#ifndef TESTS_DATABASE_H
#define TESTS_DATABASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>

/* The library under test without its suffix: $ADVOCACY_LIBRARY, or build/advocacy. */
const char *library_path(void);

/* An in-memory database with the extension loaded; fails the test when that is not possible. */
sqlite3 *open_database(void);
/* Fails the test when a statement is left open. */
void close_database(sqlite3 *db);

/* cmocka fixtures for suites whose tests share a connection: *state is the sqlite3 *. */
int open_fixture(void **state);
int close_fixture(void **state);

/*
 * The message from the last "name(): " on: shells and versions put different words before it.
 */
const char *own_message(const char *message);

/* Runs statements whose result does not matter; an error fails the test. */
void execute(sqlite3 *db, const char *sql);

/*
 * Columns joined by |, rows by line ends, NULL as "NULL", a BLOB as "x'..'", reals as SQLite prints
 * them; an error as "error: " and its message from the last "name(): " on. From sqlite3_malloc;
 * never NULL.
 */
char *query(sqlite3 *db, const char *sql);

/*
 * The same of the first of these statements; *sql is then the text after it, NULL after an error,
 * and *rows how many rows it gave, -1 after an error. NULL when there is no statement.
 */
char *query_next(sqlite3 *db, const char **sql, int *rows);

/* The query's result, as query() writes it, is `expected`. */
void assert_query(sqlite3 *db, const char *sql, const char *expected);
/*
 * The statement fails with this message, compared from the function's name on, and the connection
 * works afterwards.
 */
void assert_fails(sqlite3 *db, const char *sql, const char *message);
/* The first column of the first row is a number within `tolerance` of `expected`. */
void assert_number(sqlite3 *db, const char *sql, double expected, double tolerance);

/* The first column of the first row; the test fails on an error or when there is no row. */
double query_number(sqlite3 *db, const char *sql);

/* Two queries have equal results, row for row, numbers compared with this relative tolerance. */
void assert_same_results(sqlite3 *db, const char *left, const char *right, double tolerance);

/* Deterministic pseudo-random numbers (xorshift64*), so that a failure can be repeated. */
struct Random {
    uint64_t state;
};
uint64_t random_next(struct Random *random);
/* 0 <= result < limit */
int random_below(struct Random *random, int limit);
/* 0 <= result < 1 */
double random_unit(struct Random *random);

#endif
