#include "host/option_object.h"

#include <string.h>

#include "reading/json_reader.h"

bool is_option_object(sqlite3_value *argument)
{
    if (sqlite3_value_type(argument) != SQLITE_TEXT) {
        return false;
    }
    const char *text = (const char *)sqlite3_value_text(argument);
    return text && text[strspn(text, " \t\r\n")] == '{';
}

static void set_fallbacks(const struct Option *const *rows, struct ObjectValues *values)
{
    memset(values, 0, sizeof *values);
    for (int i = 0; rows[i]; i++) {
        values->value[i] = rows[i]->fallback;
    }
}

/* The text that was read last, once its escapes are resolved. */
static bool read_object_name(const struct JsonReader *json, struct ObjectValues *values)
{
    /* An escape is at most six bytes for one. */
    char text[LONGEST_NAME * 6];
    if (json->length > sizeof text) {
        return false;
    }
    const size_t length = json_text_value(json, text);
    if (length == 0 || length > LONGEST_NAME) {
        return false;
    }
    memset(values->name, 0, sizeof values->name);
    memcpy(values->name, text, length);
    values->name_length = (int)length;
    return true;
}

/* The value of the key that was read last. */
static bool read_object_value(const struct Option *row, struct JsonReader *json,
                              struct ObjectValues *values, double *value)
{
    const enum JsonToken token = json_next(json);
    if (row->kind == ANY_NAME) {
        return token == JSON_TEXT && read_object_name(json, values);
    }
    if (row->kind == YES_OR_NO) {
        *value = token == JSON_TRUE;
        return token == JSON_TRUE || token == JSON_FALSE;
    }
    return token == JSON_NUMBER && option_allows(row, *value = json_number_value(json));
}

static bool read_object_member(const struct Option *const *rows, struct JsonReader *json,
                               struct ObjectValues *values)
{
    for (int i = 0; rows[i]; i++) {
        if (json_text_is(json, rows[i]->name)) {
            return read_object_value(rows[i], json, values, &values->value[i]);
        }
    }
    return false;
}

static bool read_object(const struct Option *const *rows, const char *text, int length,
                        struct ObjectValues *values)
{
    struct JsonReader json = json_read(text, (size_t)length);
    set_fallbacks(rows, values);
    if (json_next(&json) != JSON_OBJECT) {
        return false;
    }
    enum JsonToken token = json_next(&json);
    for (; token == JSON_KEY; token = json_next(&json)) {
        if (!read_object_member(rows, &json, values)) {
            return false;
        }
    }
    return token == JSON_OBJECT_END && json_next(&json) == JSON_END;
}

/*
 * "confidence, a number between 0 and 1; most, a whole number from 1 to 1000"; NULL when out of
 * memory.
 */
static char *object_rule(const struct Option *const *rows)
{
    sqlite3_str *rule = sqlite3_str_new(NULL);
    for (int i = 0; rows[i]; i++) {
        char *one = option_rule(rows[i], false);
        if (!one) {
            sqlite3_free(sqlite3_str_finish(rule));
            return NULL;
        }
        sqlite3_str_appendf(rule, "%s%s, %s", i ? "; " : "", rows[i]->name, one);
        sqlite3_free(one);
    }
    return sqlite3_str_finish(rule);
}

static void refuse_object(sqlite3_context *context, const struct Option *const *rows,
                          sqlite3_value *argument, bool is_right)
{
    char *shown = argument ? describe(argument) : sqlite3_mprintf("none");
    char *rule = object_rule(rows);
    if (!shown || !rule) {
        sqlite3_result_error_nomem(context);
    } else if (is_right) {
        fail(context, "options must be one constant; this row has %s", shown);
    } else {
        fail(context, "%s are not options; options are a JSON object of %s", shown, rule);
    }
    sqlite3_free(shown);
    sqlite3_free(rule);
}

/* The object as text; NULL for an argument that is none, or when memory runs out. */
static const char *object_text(sqlite3_value *argument, int *length)
{
    if (!argument || sqlite3_value_type(argument) != SQLITE_TEXT) {
        return NULL;
    }
    const char *text = (const char *)sqlite3_value_text(argument);
    *length = sqlite3_value_bytes(argument);
    return text;
}

static bool are_same(const struct Option *const *rows, const struct ObjectValues *one,
                     const struct ObjectValues *other)
{
    for (int i = 0; rows[i]; i++) {
        if (one->value[i] != other->value[i]) {
            return false;
        }
    }
    return one->name_length == other->name_length &&
           memcmp(one->name, other->name, (size_t)one->name_length) == 0;
}

bool read_option_object(sqlite3_context *context, const struct Option *const *rows,
                        sqlite3_value *argument, struct OptionObject *options)
{
    int length = 0;
    const char *text = object_text(argument, &length);
    if (text && options->known && length == options->length &&
        memcmp(text, options->text, (size_t)length) == 0) {
        return true;
    }
    struct ObjectValues values = {0};
    bool is_right = !argument;
    if (text) {
        is_right = read_object(rows, text, length, &values);
    } else if (!argument) {
        set_fallbacks(rows, &values);
    }
    if (is_right && options->known && !are_same(rows, &values, &options->values)) {
        refuse_object(context, rows, argument, true);
        return false;
    }
    if (!is_right) {
        refuse_object(context, rows, argument, false);
        return false;
    }
    if (!options->known) {
        options->known = true;
        options->values = values;
        options->length = text && length <= LONGEST_KEPT_OBJECT ? length : 0;
        memcpy(options->text, text ? text : "", (size_t)options->length);
    }
    return true;
}
