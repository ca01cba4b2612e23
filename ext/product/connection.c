#include "product/connection.h"

#include <stdarg.h>
#include <string.h>

#define LONGEST_STATEMENT_SHOWN 70

/* Behind white space and comments, which say little about a statement that failed. */
static const char *first_word(const char *sql)
{
    for (;;) {
        sql += strspn(sql, " \t\r\n");
        if (strncmp(sql, "--", 2) != 0) {
            return sql;
        }
        sql += strcspn(sql, "\n");
    }
}

/* The length of the first line, cut between two characters where it is too long to be shown. */
static int shown_length(const char *sql)
{
    size_t length = strcspn(sql, "\r\n");
    if (length > LONGEST_STATEMENT_SHOWN) {
        length = LONGEST_STATEMENT_SHOWN;
        while (length > 0 && ((unsigned char)sql[length] & 0xC0) == 0x80) {
            length--;
        }
    }
    return (int)length;
}

void fail_statement(sqlite3_context *context, int code, const char *sql)
{
    sql = first_word(sql);
    char *message = (code & 0xFF) == SQLITE_NOMEM
                        ? NULL
                        : sqlite3_mprintf("%s(): %s, in: %.*s", function_called(context)->name,
                                          sqlite3_errmsg(sqlite3_context_db_handle(context)),
                                          shown_length(sql), sql);
    if (message) {
        sqlite3_result_error(context, message, -1);
        sqlite3_result_error_code(context, code);
    } else {
        sqlite3_result_error_nomem(context);
    }
    sqlite3_free(message);
}

/* The text of the last row that came. */
struct LastRow {
    char *text;
    sqlite3_uint64 length;
};

/* SQLITE_ROW or SQLITE_NOMEM. */
static int keep_row(sqlite3_stmt *statement, struct LastRow *row)
{
    const unsigned char *text = sqlite3_column_text(statement, 0);
    const sqlite3_uint64 length = (sqlite3_uint64)sqlite3_column_bytes(statement, 0);
    sqlite3_free(row->text);
    row->length = length;
    row->text = text ? sqlite3_malloc64(length + 1) : NULL;
    if (!row->text) {
        return sqlite3_column_type(statement, 0) == SQLITE_NULL ? SQLITE_ROW : SQLITE_NOMEM;
    }
    memcpy(row->text, text, length + 1);
    return SQLITE_ROW;
}

/* `row` may be NULL. */
static bool run_statement(sqlite3_context *context, const char *sql, const char **rest,
                          struct LastRow *row)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(sqlite3_context_db_handle(context), sql, -1, &statement, rest);
    while (code == SQLITE_OK || code == SQLITE_ROW) {
        /* NULL: nothing but white space and comments were left. */
        code = statement ? sqlite3_step(statement) : SQLITE_DONE;
        if (code == SQLITE_ROW && row) {
            code = keep_row(statement, row);
        }
    }
    if (code != SQLITE_DONE) {
        fail_statement(context, code, sql);
    }
    sqlite3_finalize(statement);
    return code == SQLITE_DONE;
}

bool run_sql(sqlite3_context *context, const char *sql)
{
    while (*sql) {
        if (!run_statement(context, sql, &sql, NULL)) {
            return false;
        }
    }
    return true;
}

bool run_for_text(sqlite3_context *context, const char *sql, char **text, sqlite3_uint64 *length)
{
    struct LastRow row = {0};
    bool has_run = true;
    while (has_run && *sql) {
        has_run = run_statement(context, sql, &sql, &row);
    }
    if (!has_run) {
        sqlite3_free(row.text);
        row.text = NULL;
    }
    *text = row.text;
    *length = row.length;
    return has_run;
}

/* NULL when out of memory, which is reported. */
static char *format_sql(sqlite3_context *context, const char *format, va_list arguments)
{
    char *sql = sqlite3_vmprintf(format, arguments);
    if (!sql) {
        sqlite3_result_error_nomem(context);
    }
    return sql;
}

bool run_format(sqlite3_context *context, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *sql = format_sql(context, format, arguments);
    va_end(arguments);
    bool has_run = sql && run_sql(context, sql);
    sqlite3_free(sql);
    return has_run;
}

static sqlite3_stmt *prepare(sqlite3_context *context, const char *format, va_list arguments)
{
    char *sql = format_sql(context, format, arguments);
    if (!sql) {
        return NULL;
    }
    sqlite3_stmt *rows = NULL;
    int code = sqlite3_prepare_v2(sqlite3_context_db_handle(context), sql, -1, &rows, NULL);
    if (code) {
        fail_statement(context, code, sql);
    }
    sqlite3_free(sql);
    return rows;
}

sqlite3_stmt *prepare_format(sqlite3_context *context, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    sqlite3_stmt *rows = prepare(context, format, arguments);
    va_end(arguments);
    return rows;
}

bool next_row(sqlite3_stmt *rows)
{
    return rows && sqlite3_step(rows) == SQLITE_ROW;
}

/*
 * That a statement which ended well is reset changes nothing; after an error its code comes again.
 */
bool finish_rows(sqlite3_context *context, sqlite3_stmt *rows)
{
    if (!rows) {
        return false;
    }
    int code = sqlite3_reset(rows);
    if (code) {
        fail_statement(context, code, sqlite3_sql(rows));
    }
    sqlite3_finalize(rows);
    return code == SQLITE_OK;
}

bool query_text(sqlite3_context *context, char **text, const char *format, ...)
{
    *text = NULL;
    va_list arguments;
    va_start(arguments, format);
    sqlite3_stmt *rows = prepare(context, format, arguments);
    va_end(arguments);
    bool lacks_memory = false;
    if (next_row(rows) && sqlite3_column_type(rows, 0) != SQLITE_NULL) {
        const unsigned char *value = sqlite3_column_text(rows, 0);
        *text = value ? sqlite3_mprintf("%s", value) : NULL;
        lacks_memory = !*text;
    }
    bool has_run = finish_rows(context, rows);
    if (has_run && lacks_memory) {
        sqlite3_result_error_nomem(context);
    }
    if (!has_run) {
        sqlite3_free(*text);
        *text = NULL;
    }
    return has_run && !lacks_memory;
}

bool query_integer(sqlite3_context *context, sqlite3_int64 *integer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    sqlite3_stmt *rows = prepare(context, format, arguments);
    va_end(arguments);
    *integer = next_row(rows) ? sqlite3_column_int64(rows, 0) : 0;
    return finish_rows(context, rows);
}
