/* Tables of queries with the results that they must have, and survey answers to ask about. */
#ifndef TESTS_SURVEY_H
#define TESTS_SURVEY_H

#include "support/database.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct Case {
    const char *sql;
    const char *expected;
};

/* Each query's result, as query() writes it, is the expected one. */
void assert_cases(sqlite3 *db, const struct Case *cases, size_t count);

/* Each query fails with the expected message (assert_fails). */
void assert_failures(sqlite3 *db, const struct Case *cases, size_t count);

/* The text with every @ replaced. From sqlite3_malloc. */
char *replace(const char *format, const char *replacement);

/*
 * The two queries that come from a text with @ have equal results, to a relative tolerance
 * (assert_same_results).
 */
void assert_same_with(sqlite3 *db, const char *format, const char *left, const char *right,
                      double tolerance);

/*
 * The table answer(id, team, score, whole, weight, points): 400 random answers in two teams as
 * integers (whole), and the same in every way that a table may hold them, with NULLs and blanks
 * (score); weights between 0.05 and 3.05; points from 1 to 5.
 */
void fill_answers(sqlite3 *db);

/* A fixture: a database with that table. Closed by close_fixture(). */
int open_with_answers(void **state);

#endif
