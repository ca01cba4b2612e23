#include "host/value.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "mathematics/category.h"
#include "reading/answer.h"
#include "reading/utf8.h"

#define LONGEST_QUOTE 40

void fail(sqlite3_context *context, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *rest = sqlite3_vmprintf(format, arguments);
    va_end(arguments);
    char *message = rest ? sqlite3_mprintf("%s(): %s", function_called(context)->name, rest) : NULL;
    if (message) {
        sqlite3_result_error(context, message, -1);
    } else {
        sqlite3_result_error_nomem(context);
    }
    sqlite3_free(message);
    sqlite3_free(rest);
}

/* What cannot stand in a line of a message; controls are those of ASCII and U+0080 to U+009F. */
static bool is_unprintable(uint32_t code_point)
{
    return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) || code_point == NOT_UTF8;
}

char *describe_text(const char *text, int length)
{
    const char *at = text;
    const char *end = text + length;
    sqlite3_str *quoted = sqlite3_str_new(NULL);
    sqlite3_str_appendchar(quoted, 1, '\'');
    for (int shown = 0; at < end && shown < LONGEST_QUOTE; shown++) {
        int width;
        uint32_t code_point = next_code_point(at, end, &width);
        if (is_unprintable(code_point)) {
            sqlite3_str_appendchar(quoted, 1, '?');
        } else {
            sqlite3_str_append(quoted, at, width);
        }
        /* One question mark for each damaged byte, so that how many there are can be seen. */
        at += code_point == NOT_UTF8 ? 1 : width;
    }
    sqlite3_str_appendall(quoted, at < end ? "...'" : "'");
    return sqlite3_str_finish(quoted);
}

char *describe(sqlite3_value *value)
{
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
        return sqlite3_mprintf("%lld", sqlite3_value_int64(value));
    case SQLITE_FLOAT:
        return sqlite3_mprintf("%!.15g", sqlite3_value_double(value));
    case SQLITE_BLOB:
        return sqlite3_mprintf("a BLOB of %d byte%s", sqlite3_value_bytes(value),
                               sqlite3_value_bytes(value) == 1 ? "" : "s");
    case SQLITE_NULL:
        return sqlite3_mprintf("NULL");
    default: {
        const char *text = (const char *)sqlite3_value_text(value);
        return text ? describe_text(text, sqlite3_value_bytes(value)) : NULL;
    }
    }
}

/* Frees what is shown; NULL says that memory ran out. */
static void fail_and_free(sqlite3_context *context, const char *format, char *shown)
{
    if (shown) {
        fail(context, format, shown);
    } else {
        sqlite3_result_error_nomem(context);
    }
    sqlite3_free(shown);
}

void refuse_value(sqlite3_context *context, const char *format, sqlite3_value *value)
{
    fail_and_free(context, format, describe(value));
}

void refuse_text(sqlite3_context *context, const char *format, const char *text, int length)
{
    fail_and_free(context, format, describe_text(text, length));
}

bool is_blank(sqlite3_value *value)
{
    if (sqlite3_value_type(value) != SQLITE_TEXT) {
        return false;
    }
    const char *text = (const char *)sqlite3_value_text(value);
    return text && is_blank_text(text, (size_t)sqlite3_value_bytes(value));
}

/* Newer versions of SQLite read a number up to a zero byte, older ones refuse such a text. */
static bool has_zero_byte(sqlite3_value *value)
{
    const unsigned char *text = sqlite3_value_text(value);
    return text && memchr(text, 0, (size_t)sqlite3_value_bytes(value)) != NULL;
}

bool read_number(sqlite3_value *value, double *number)
{
    if (sqlite3_value_type(value) == SQLITE_TEXT && has_zero_byte(value)) {
        return false;
    }
    int type = sqlite3_value_numeric_type(value);
    if (type != SQLITE_INTEGER && type != SQLITE_FLOAT) {
        return false;
    }
    *number = sqlite3_value_double(value);
    return isfinite(*number);
}

/*
 * What a query can do about a value that is no answer on this scale. `number` is what it says, NAN
 * if nothing, and stands in a label or alone. nps_answer() reads up to 10: on a longer scale it
 * would drop answers.
 */
static const char *way_out_of_answer(int lowest, int highest, double number, bool is_label)
{
    bool reads_scale = highest <= HIGHEST_ANSWER;
    if (is_label && reads_scale && number >= lowest && number <= highest) {
        return "nps_answer() reads it as %d";
    }
    if (number > highest && number <= HIGHEST_ANSWER && number == floor(number)) {
        return "points says how long the scale is";
    }
    return reads_scale && number != 0 ? "nps_answer() turns such values into NULL"
                                      : "nullif() turns such a code into NULL";
}

static void refuse_answer(sqlite3_context *context, sqlite3_value *value, int lowest, int highest)
{
    int label = NO_ANSWER;
    double number = NAN;
    if (!read_number(value, &number) && sqlite3_value_type(value) == SQLITE_TEXT) {
        const char *text = (const char *)sqlite3_value_text(value);
        label = text ? answer_in_label(text, (size_t)sqlite3_value_bytes(value)) : NO_ANSWER;
    }
    bool is_label = label != NO_ANSWER;
    number = is_label ? label : number;
    char *shown = describe(value);
    char *way_out = sqlite3_mprintf(way_out_of_answer(lowest, highest, number, is_label), label);
    if (shown && way_out) {
        fail(context, "%s is not an answer from %d to %d; %s", shown, lowest, highest, way_out);
    } else {
        sqlite3_result_error_nomem(context);
    }
    sqlite3_free(shown);
    sqlite3_free(way_out);
}

static enum Reading read_whole_number(sqlite3_context *context, sqlite3_value *value, int lowest,
                                      int highest, int *answer)
{
    double number;
    if (read_number(value, &number) && number >= lowest && number <= highest &&
        number == floor(number)) {
        *answer = (int)number;
        return READ_VALUE;
    }
    refuse_answer(context, value, lowest, highest);
    return READ_ERROR;
}

/* The answer with these digits, '0' to '10' as a CSV import leaves them, or NO_ANSWER. */
static int answer_in_digits(const char *text, int length)
{
    if (length == 1 && text[0] >= '0' && text[0] <= '9') {
        return text[0] - '0';
    }
    return length == 2 && text[0] == '1' && text[1] == '0' ? 10 : NO_ANSWER;
}

static enum Reading read_answer_in_text(sqlite3_context *context, sqlite3_value *value, int lowest,
                                        int highest, int *answer)
{
    const char *text = (const char *)sqlite3_value_text(value);
    if (!text) {
        sqlite3_result_error_nomem(context);
        return READ_ERROR;
    }
    int length = sqlite3_value_bytes(value);
    *answer = answer_in_digits(text, length);
    if (*answer >= lowest && *answer <= highest) {
        return READ_VALUE;
    }
    return is_blank_text(text, (size_t)length)
               ? READ_NOTHING
               : read_whole_number(context, value, lowest, highest, answer);
}

/* The common cases first: this is the inner loop of every query. */
enum Reading read_answer(sqlite3_context *context, sqlite3_value *value, int lowest, int highest,
                         int *answer)
{
    int type = sqlite3_value_type(value);
    if (type == SQLITE_INTEGER) {
        sqlite3_int64 number = sqlite3_value_int64(value);
        if (number >= lowest && number <= highest) {
            *answer = (int)number;
            return READ_VALUE;
        }
    }
    if (type == SQLITE_TEXT) {
        return read_answer_in_text(context, value, lowest, highest, answer);
    }
    if (type == SQLITE_NULL) {
        return READ_NOTHING;
    }
    return read_whole_number(context, value, lowest, highest, answer);
}

void fail_too_large(sqlite3_context *context)
{
    fail(
        context,
        "the result is beyond 1.8e308, the largest number there is; values that differ so much in size need other units");
}

void fail_lost(sqlite3_context *context)
{
    fail(
        context,
        "the values of a window must not differ so much in size that none can be taken out again; leave out those that are next to nothing");
}

void result_number(sqlite3_context *context, double number)
{
    if (isinf(number)) {
        fail_too_large(context);
    } else {
        sqlite3_result_double(context, number + 0.0);
    }
}

void result_string(sqlite3_context *context, sqlite3_str *string)
{
    int error = sqlite3_str_errcode(string);
    sqlite3_uint64 length = (sqlite3_uint64)sqlite3_str_length(string);
    char *text = sqlite3_str_finish(string);
    if (error == SQLITE_TOOBIG) {
        sqlite3_result_error_toobig(context);
        sqlite3_free(text);
    } else if (error || !text) {
        sqlite3_result_error_nomem(context);
        sqlite3_free(text);
    } else {
        sqlite3_result_text64(context, text, length, sqlite3_free, SQLITE_UTF8);
    }
}
