/*
 * Readers: what a foreign table holds, turned into what the views and functions count with. No
 * value makes them fail: what they cannot read is NULL.
 */
#include <math.h>

#include "function_tables.h"
#include "host/option.h"
#include "reading/amount.h"
#include "reading/flag.h"
#include "reading/time.h"

/* What an import that reads '\r\n' as '\n' leaves at the end of the last column. */
static bool is_line_end(char c)
{
    return c == '\r' || c == '\n';
}

static void advocacy_id(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    if (is_blank(arguments[0])) {
        return;
    }
    if (sqlite3_value_type(arguments[0]) == SQLITE_TEXT) {
        const char *text = (const char *)sqlite3_value_text(arguments[0]);
        int length = text ? sqlite3_value_bytes(arguments[0]) : 0;
        if (length > 0 && is_line_end(text[length - 1])) {
            while (is_line_end(text[length - 1])) {
                length--;
            }
            sqlite3_result_text(context, text, length, SQLITE_TRANSIENT);
            return;
        }
    }
    sqlite3_result_value(context, arguments[0]);
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

/* As in enum TimeOrder, from YEAR_MONTH_DAY on. */
static const char *const order_names[] = {"ymd", "mdy", "dmy", "unix", "unix ms", "excel", NULL};
static const struct Option order_option = {"order", ONE_NAME, .names = order_names};

static void read_time_text(sqlite3_context *context, sqlite3_value *value, enum TimeOrder order)
{
    const char *text = (const char *)sqlite3_value_text(value);
    if (!text) {
        sqlite3_result_error_nomem(context);
        return;
    }
    size_t length = (size_t)sqlite3_value_bytes(value);
    struct Time time;
    char written[LONGEST_TIME_TEXT];
    if (is_time_text(text, length)) {
        sqlite3_result_value(context, value);
    } else if (time_in_text(text, length, order, &time)) {
        sqlite3_result_text(context, written, (int)time_text(time, written), SQLITE_TRANSIENT);
    }
}

/* A value that has this form already, as most have, is passed on as it is. */
static void advocacy_time(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    enum TimeOrder order = UNKNOWN_ORDER;
    if (count > 1) {
        double place;
        enum Reading reading = read_parameter(context, &order_option, arguments[1], &place);
        if (reading == READ_ERROR) {
            return;
        }
        order = reading == READ_VALUE ? YEAR_MONTH_DAY + (enum TimeOrder)place : UNKNOWN_ORDER;
    }
    struct Time time;
    switch (sqlite3_value_type(arguments[0])) {
    case SQLITE_TEXT:
        read_time_text(context, arguments[0], order);
        break;
    case SQLITE_INTEGER:
    case SQLITE_FLOAT:
        if (time_of_number(sqlite3_value_double(arguments[0]), order, &time)) {
            char written[LONGEST_TIME_TEXT];
            sqlite3_result_text(context, written, (int)time_text(time, written), SQLITE_TRANSIENT);
        }
        break;
    default:
        break;
    }
}

/* As in enum DecimalMark, from DECIMAL_POINT on. */
static const char *const mark_names[] = {".", ",", NULL};
static const struct Option mark_option = {"decimal_mark", ONE_NAME, .names = mark_names};

static void read_amount_text(sqlite3_context *context, sqlite3_value *value, enum DecimalMark mark)
{
    const char *text = (const char *)sqlite3_value_text(value);
    double amount;
    if (!text) {
        sqlite3_result_error_nomem(context);
    } else if (amount_in_text(text, (size_t)sqlite3_value_bytes(value), mark, &amount)) {
        result_number(context, amount);
    }
}

static void advocacy_amount(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    enum DecimalMark mark = UNKNOWN_MARK;
    if (count > 1) {
        double place;
        enum Reading reading = read_parameter(context, &mark_option, arguments[1], &place);
        if (reading == READ_ERROR) {
            return;
        }
        mark = reading == READ_VALUE ? DECIMAL_POINT + (enum DecimalMark)place : UNKNOWN_MARK;
    }
    int type = sqlite3_value_type(arguments[0]);
    if (type == SQLITE_TEXT) {
        read_amount_text(context, arguments[0], mark);
    } else if (type == SQLITE_INTEGER || type == SQLITE_FLOAT) {
        double amount = sqlite3_value_double(arguments[0]);
        if (isfinite(amount)) {
            result_number(context, amount);
        }
    }
}

static const struct Function reader_functions[] = {
    {
        .name = "advocacy_time",
        .signature = "advocacy_time(value [, order])",
        .summary =
            "The day or time that databases, spreadsheets and forms write in many ways, as text: YYYY-MM-DD, or YYYY-MM-DD HH:MM:SS in UTC, to the second. Reads ISO 8601, names of months and weekdays in English, Italian, French, Romanian, Spanish, German and Chinese, AM and PM, zones and offsets. NULL if it is none, or could be either of two, such as 1/5/2026: order says which, 'ymd', 'mdy' or 'dmy'; numbers need 'unix' (seconds), 'unix ms' or 'excel' (days). Without a zone a time is UTC. Never an error.",
        .example =
            "SELECT advocacy_time('Oct 31, 2026, 2:05 PM'), advocacy_time('2026-10-31T14:05:09.5+02:00'), advocacy_time('1/5/2026') IS NULL, advocacy_time('1/5/2026', 'dmy'), advocacy_time(46326, 'excel')",
        .output = "2026-10-31 14:05:00|2026-10-31 12:05:09|1|2026-05-01|2026-10-31",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 1,
        .most_arguments = 2,
        .scalar = advocacy_time,
    },
    {
        .name = "advocacy_amount",
        .signature = "advocacy_amount(value [, decimal_mark])",
        .summary =
            "The amount of money that spreadsheets, shops and people write in many ways, as REAL: with currencies, with groups of thousands (also those of India), with a minus in front or behind, or in brackets. NULL if it is none, or could be either of two, such as '1,234' and '1.234': decimal_mark, '.' or ',', says which. A number stays as it is. Never an error.",
        .example =
            "SELECT advocacy_amount('$1,234.50'), advocacy_amount('1.234,50 EUR'), advocacy_amount('(12.50)'), advocacy_amount('1,234') IS NULL, advocacy_amount('1,234', '.')",
        .output = "1234.5|1234.5|-12.5|1|1234.0",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 1,
        .most_arguments = 2,
        .scalar = advocacy_amount,
    },
    {
        .name = "advocacy_id",
        .signature = "advocacy_id(value)",
        .summary =
            "NULL for a blank text, whatever the kind of space (no-break spaces and a lone byte order mark too); a text without the line end that an import may leave behind it; every other value as it is. A CSV import writes empty cells as '', which would all be one customer.",
        .example =
            "SELECT advocacy_id('') IS NULL, advocacy_id(char(160)) IS NULL, advocacy_id('a7' || char(13)) = 'a7', advocacy_id(' 7'), advocacy_id(7)",
        .output = "1|1|1| 7|7",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 1,
        .most_arguments = 1,
        .scalar = advocacy_id,
    },
    {
        .name = "advocacy_flag",
        .signature = "advocacy_flag(value)",
        .summary =
            "1 or 0, from 1 and 0, true and false, t and f, y and n, on and off, and yes and no in English, Italian, French, Romanian, Spanish, German and Chinese; NULL for anything else. Never an error.",
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
