/*
 * SQL that a function runs in the connection of its caller: the library's own scripts, and
 * questions about the schema. Only functions that are direct_only may do so.
 *
 * Whatever goes wrong becomes the error of the function that is being called: its name, SQLite's
 * own message, and the statement; the callback then cleans up and returns. The code of SQLite's
 * error is kept, so that a host sees SQLITE_BUSY or SQLITE_READONLY as such; lack of memory is
 * SQLITE_NOMEM.
 *
 * Formats are those of sqlite3_mprintf: "%w" in double quotes is an identifier, %Q a text value.
 */
#ifndef ADVOCACY_PRODUCT_CONNECTION_H
#define ADVOCACY_PRODUCT_CONNECTION_H

#include "host/function.h"

/* Runs every statement of a text, one after the other, up to the first that fails. */
bool run_sql(sqlite3_context *context, const char *sql);

/*
 * The same, and the first column of the last row that came, as text from sqlite3_malloc, which may
 * hold zero bytes; NULL when there was none.
 */
bool run_for_text(sqlite3_context *context, const char *sql, char **text, sqlite3_uint64 *length);

/* The same for SQL that is made of a format. */
bool run_format(sqlite3_context *context, const char *format, ...);

/*
 * A statement that gives rows: prepare it, take each row with next_row, and finish it. NULL after
 * an error. next_row is false behind the last row and after an error; finish_rows says which of the
 * two: false after an error, also of prepare_format, whose NULL it takes.
 */
sqlite3_stmt *prepare_format(sqlite3_context *context, const char *format, ...);
bool next_row(sqlite3_stmt *rows);
bool finish_rows(sqlite3_context *context, sqlite3_stmt *rows);

/*
 * The first column of the first row of a query: as text from sqlite3_malloc, NULL when it is NULL
 * or there is no row; as an integer, 0 then. False after an error.
 */
bool query_text(sqlite3_context *context, char **text, const char *format, ...);
bool query_integer(sqlite3_context *context, sqlite3_int64 *integer, const char *format, ...);

/* Makes what sqlite3_errmsg says of the statement the function's error. */
void fail_statement(sqlite3_context *context, int code, const char *sql);

#endif
