/*
 * Reading SQL values by rules 1 and 2 of ext/README.md, and saying what is wrong with those that
 * break them (rule 3).
 */
#ifndef ADVOCACY_HOST_VALUE_H
#define ADVOCACY_HOST_VALUE_H

#include <stdint.h>

#include "host/function.h"

/*
 * What a value turned out to be. After READ_ERROR the error is set on the context and the callback
 * returns.
 */
enum Reading { READ_VALUE, READ_NOTHING, READ_ERROR };

/* "name(): " and the rest, formatted as by sqlite3_mprintf. Out of memory is reported as such. */
void fail(sqlite3_context *context, const char *format, ...);

/*
 * The value as it should stand in an error message: numbers as they are, text in quotes and cut to
 * a readable length, what cannot be printed replaced. NULL when out of memory; the caller frees it
 * with sqlite3_free.
 */
char *describe(sqlite3_value *value);
/* The same for a piece of text that is no value of its own. */
char *describe_text(const char *text, int length);

/* Fails with a message that shows the value, or the text: the only %s in `format`. */
void refuse_value(sqlite3_context *context, const char *format, sqlite3_value *value);
void refuse_text(sqlite3_context *context, const char *format, const char *text, int length);

/*
 * An answer: a whole number from `lowest` to `highest`, as INTEGER, REAL without a fraction, or
 * TEXT that reads as one. NULL and blank TEXT are no answer. Anything else is an error, which names
 * what turns such a value into an answer or into none.
 */
enum Reading read_answer(sqlite3_context *context, sqlite3_value *value, int lowest, int highest,
                         int *answer);

/* Any finite number, also as TEXT that reads as one; otherwise false, and nothing is reported. */
bool read_number(sqlite3_value *value, double *number);

/*
 * Whether the value is TEXT of nothing but space, as reading/utf8.h has it. Memory errors are left
 * to the caller's next call.
 */
bool is_blank(sqlite3_value *value);

/* Says that no number is as large as the result. */
void fail_too_large(sqlite3_context *context);

/* Says that a window cannot go on: what leaves it has been lost beside much larger values. */
void fail_lost(sqlite3_context *context);

/*
 * Sets a REAL result that is never -0.0; NaN becomes NULL, as everywhere in SQLite, and infinity is
 * an error.
 */
void result_number(sqlite3_context *context, double number);

/* Ends the text and makes it the result, or reports that it is too long or that memory is out. */
void result_string(sqlite3_context *context, sqlite3_str *string);

#endif
