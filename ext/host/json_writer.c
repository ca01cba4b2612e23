#include "host/json_writer.h"

#include <math.h>
#include <string.h>

#include "host/value.h"
#include "reading/decimal.h"

struct JsonWriter json_begin(sqlite3_context *context)
{
    return (struct JsonWriter){sqlite3_str_new(sqlite3_context_db_handle(context)), false, false};
}

static void begin_value(struct JsonWriter *json)
{
    if (json->after_value) {
        sqlite3_str_appendchar(json->text, 1, ',');
    }
    json->after_value = true;
}

void json_open(struct JsonWriter *json, char bracket)
{
    begin_value(json);
    sqlite3_str_appendchar(json->text, 1, bracket);
    json->after_value = false;
}

void json_close(struct JsonWriter *json, char bracket)
{
    sqlite3_str_appendchar(json->text, 1, bracket);
    json->after_value = true;
}

void json_key(struct JsonWriter *json, const char *key)
{
    json_text(json, key, strlen(key));
    sqlite3_str_appendchar(json->text, 1, ':');
    json->after_value = false;
}

void json_null(struct JsonWriter *json)
{
    begin_value(json);
    sqlite3_str_append(json->text, "null", 4);
}

void json_integer(struct JsonWriter *json, sqlite3_int64 value)
{
    begin_value(json);
    sqlite3_str_appendf(json->text, "%lld", value);
}

void json_boolean(struct JsonWriter *json, bool value)
{
    begin_value(json);
    sqlite3_str_appendall(json->text, value ? "true" : "false");
}

void json_number(struct JsonWriter *json, double value)
{
    if (isnan(value)) {
        json_null(json);
        return;
    }
    json->is_too_large = json->is_too_large || isinf(value);
    begin_value(json);
    char digits[LONGEST_DECIMAL];
    sqlite3_str_append(json->text, digits, (int)decimal_text(value, digits));
}

void json_given_number(struct JsonWriter *json, double value)
{
    if (isinf(value)) {
        begin_value(json);
        sqlite3_str_appendall(json->text, value > 0 ? "9e999" : "-9e999");
    } else {
        json_number(json, value);
    }
}

/*
 * Everything outside of ASCII is passed on as it is; JSON requires no more than quotes, backslashes
 * and controls to be escaped.
 */
void json_text(struct JsonWriter *json, const char *text, size_t length)
{
    begin_value(json);
    sqlite3_str_appendchar(json->text, 1, '"');
    size_t copied = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (byte >= 0x20 && byte != '"' && byte != '\\') {
            continue;
        }
        sqlite3_str_append(json->text, text + copied, (int)(i - copied));
        copied = i + 1;
        if (byte < 0x20) {
            sqlite3_str_appendf(json->text, "\\u%04x", byte);
        } else {
            sqlite3_str_appendf(json->text, "\\%c", byte);
        }
    }
    sqlite3_str_append(json->text, text + copied, (int)(length - copied));
    sqlite3_str_appendchar(json->text, 1, '"');
}

void json_integer_member(struct JsonWriter *json, const char *key, sqlite3_int64 value)
{
    json_key(json, key);
    json_integer(json, value);
}

void json_number_member(struct JsonWriter *json, const char *key, double value)
{
    json_key(json, key);
    json_number(json, value);
}

void json_result(struct JsonWriter *json, sqlite3_context *context)
{
    if (json->is_too_large) {
        sqlite3_free(sqlite3_str_finish(json->text));
        fail_too_large(context);
        return;
    }
    result_string(context, json->text);
    sqlite3_result_subtype(context, 'J');
}
