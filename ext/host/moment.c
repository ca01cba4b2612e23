#include "host/moment.h"

#include "host/key_table.h"
#include "reading/time.h"

static void refuse_time(sqlite3_context *context, sqlite3_value *value, const char *means)
{
    const char *text = (const char *)sqlite3_value_text(value);
    size_t length = (size_t)sqlite3_value_bytes(value);
    double number;
    struct Time time;
    if (text && (time_in_text(text, length, DAY_MONTH_YEAR, &time) ||
                 time_in_text(text, length, MONTH_DAY_YEAR, &time))) {
        refuse_value(
            context,
            "%s could be either of two days; advocacy_time() reads it in the order 'dmy' or 'mdy'",
            value);
    } else if (read_number(value, &number)) {
        refuse_value(
            context,
            "%s is not a time; advocacy_time() reads such numbers in the order 'unix', 'unix ms' or 'excel'",
            value);
    } else {
        char *shown = describe(value);
        if (shown) {
            fail(context, "%s is not a time; advocacy_time() turns such values into NULL%s", shown,
                 means);
        } else {
            sqlite3_result_error_nomem(context);
        }
        sqlite3_free(shown);
    }
}

bool read_moment(sqlite3_context *context, sqlite3_value *value, const char *means, int64_t *moment)
{
    struct Time time = {UNKNOWN_MOMENT, false};
    bool is_read = true;
    const char *text;
    switch (sqlite3_value_type(value)) {
    case SQLITE_TEXT:
        text = (const char *)sqlite3_value_text(value);
        if (!text) {
            sqlite3_result_error_nomem(context);
            return false;
        }
        is_read = time_in_text(text, (size_t)sqlite3_value_bytes(value), UNKNOWN_ORDER, &time) ||
                  is_blank(value);
        break;
    case SQLITE_INTEGER:
    case SQLITE_FLOAT:
        is_read = time_of_number(sqlite3_value_double(value), UNKNOWN_ORDER, &time);
        break;
    case SQLITE_BLOB:
        return check_key(context, SQLITE_MISMATCH, "time");
    default:
        break;
    }
    if (!is_read) {
        refuse_time(context, value, means);
    }
    *moment = time.second;
    return is_read;
}
