/*
 * A number out of a JSON result. SQLite's json_extract() does the same, but not everywhere: some
 * builds have no JSON functions, and some versions, 3.40 among them, do not let a view use them
 * where the schema is not trusted.
 */
#include "bindings/families.h"
#include "bindings/json_reader.h"
#include "bindings/value.h"

/* Moves behind the value that comes next. */
/*
 * Moves to the value of the member with this name. JSON_OBJECT_END says that there is none,
 * JSON_ERROR that this is no object.
 */
static enum JsonToken find_member(struct JsonReader *reader, const char *name)
{
    enum JsonToken token = json_next(reader);
    if (token != JSON_OBJECT) {
        return JSON_ERROR;
    }
    while ((token = json_next(reader)) == JSON_KEY) {
        if (json_text_is(reader, name)) {
            return json_next(reader);
        }
        if (!json_skip_value(reader)) {
            return JSON_ERROR;
        }
    }
    return token;
}

static void set_json_number(sqlite3_context *context, const struct JsonReader *reader)
{
    int64_t whole;
    if (json_integer_value(reader, &whole)) {
        sqlite3_result_int64(context, whole);
    } else {
        result_number(context, json_number_value(reader));
    }
}

/* NULL when out of memory, which is then reported. */
static const char *text_argument(sqlite3_context *context, sqlite3_value *value)
{
    const char *text = (const char *)sqlite3_value_text(value);
    if (!text) {
        sqlite3_result_error_nomem(context);
    }
    return text;
}

static void advocacy_number(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL ||
        sqlite3_value_type(arguments[1]) == SQLITE_NULL) {
        return;
    }
    const char *name = text_argument(context, arguments[1]);
    const char *text = name ? text_argument(context, arguments[0]) : NULL;
    if (!text) {
        return;
    }
    struct JsonReader reader = json_read(text, (size_t)sqlite3_value_bytes(arguments[0]));
    switch (find_member(&reader, name)) {
    case JSON_NUMBER:
        set_json_number(context, &reader);
        break;
    case JSON_NULL:
        break;
    case JSON_ERROR:
        refuse_value(context, "%s is not a JSON object", arguments[0]);
        break;
    case JSON_OBJECT_END:
        refuse_value(context, "the object has no %s", arguments[1]);
        break;
    default:
        refuse_value(context, "%s is not a number there", arguments[1]);
        break;
    }
}

static const struct Function json_member_functions[] = {
    {
        .name = "advocacy_number",
        .signature = "advocacy_number(json, name)",
        .summary = "A number out of a JSON object that another function returned, NULL where it is "
                   "null. As json_extract(), for views that must work in builds without JSON "
                   "functions and where the schema is not trusted.",
        .example = "WITH answer(score) AS (VALUES (10), (9), (8), (3)) SELECT "
                   "advocacy_number(nps_summary(score), 'nps'), "
                   "advocacy_number(nps_summary(score), 'responses') FROM answer",
        .output = "25.0|4",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 2,
        .most_arguments = 2,
        .scalar = advocacy_number,
    },
};

const struct Family json_member_family = FAMILY("about", json_member_functions);
