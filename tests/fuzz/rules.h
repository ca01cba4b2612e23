/* What must hold for every result of every function, whatever the arguments were: rules 4 and 8. */
#ifndef TESTS_FUZZ_RULES_H
#define TESTS_FUZZ_RULES_H

#include <sqlite3.h>

#include "host/function.h"

/*
 * Scores from -100 to 100, limits on both sides of them, shares and percentages from 0 to 100,
 * never -0.0; JSON that our reader accepts, with counts that add up.
 */
void check_result(const struct Function *function, sqlite3_value *result);

/* An error must be the function's own, and say so. */
void check_error(sqlite3 *db, const char *sql);

/* Equal types, equal texts, numbers (also inside of JSON) within this relative tolerance. */
void check_same(const char *sql, sqlite3_value *left, sqlite3_value *right, double tolerance);

#endif
