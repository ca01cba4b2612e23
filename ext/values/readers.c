/*
 * Readers: what a foreign table holds, turned into what the views and functions count with. None of
 * them is ever an error because of a value: what it cannot read is NULL.
 */
#include "function_tables.h"
#include "host/value.h"
#include "reading/flag.h"

static void advocacy_id(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    if (!is_blank(arguments[0])) {
        sqlite3_result_value(context, arguments[0]);
    }
}

static void set_flag(sqlite3_context *context, int flag)
{
    if (flag != NO_FLAG) {
        sqlite3_result_int(context, flag);
    }
}

static void advocacy_flag(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    sqlite3_value *value = arguments[0];
    int type = sqlite3_value_type(value);
    if (type == SQLITE_INTEGER || type == SQLITE_FLOAT) {
        double number = sqlite3_value_double(value);
        set_flag(context, number == 0 ? 0 : number == 1 ? 1 : NO_FLAG);
    } else if (type == SQLITE_TEXT) {
        const char *text = (const char *)sqlite3_value_text(value);
        if (text) {
            set_flag(context, flag_in_text(text, (size_t)sqlite3_value_bytes(value)));
        } else {
            sqlite3_result_error_nomem(context);
        }
    }
}

static const struct Function reader_functions[] = {
    {
        .name = "advocacy_id",
        .signature = "advocacy_id(value)",
        .summary =
            "NULL for a blank text, of whatever kind of space (also no-break spaces and a lone byte order mark); every other value as it is. A CSV import writes an empty cell as '', and all of them would be one customer.",
        .example =
            "SELECT advocacy_id('') IS NULL, advocacy_id(char(160)) IS NULL, advocacy_id(' 7'), advocacy_id(7)",
        .output = "1|1| 7|7",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 1,
        .most_arguments = 1,
        .scalar = advocacy_id,
    },
    {
        .name = "advocacy_flag",
        .signature = "advocacy_flag(value)",
        .summary =
            "1 or 0 from 1 and 0, true and false, t and f, y and n, on and off, and yes and no in English, Italian, French, Romanian, Spanish, German and Chinese; NULL for anything else. Never an error.",
        .example =
            "SELECT advocacy_flag('TRUE'), advocacy_flag('no'), advocacy_flag(' Ja'), advocacy_flag('1.0'), advocacy_flag('maybe') IS NULL",
        .output = "1|0|1|1|1",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 1,
        .most_arguments = 1,
        .scalar = advocacy_flag,
    },
};

const struct FunctionTable reader_function_table = FUNCTION_TABLE("reading", reader_functions);
