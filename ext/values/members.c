/*
 * Numbers and texts out of a JSON result. SQLite's json_extract() does the same, but not
 * everywhere: some builds have no JSON functions, and some versions, 3.40 among them, do not let a
 * view use them where the schema is not trusted.
 */
#include "function_tables.h"
#include "host/value.h"
#include "reading/json_reader.h"

/*
 * Moves to the value of the member with this name, behind the bracket of its object.
 * JSON_OBJECT_END says that there is none.
 */
static enum JsonToken find_member(struct JsonReader *reader, const char *name)
{
    enum JsonToken token;
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

/*
 * The same for an element, counted from 0. JSON_ARRAY_END says that there are not so many; there
 * are never as many as a negative place.
 */
static enum JsonToken find_element(struct JsonReader *reader, sqlite3_int64 index)
{
    enum JsonToken token;
    while ((token = json_next(reader)) != JSON_ARRAY_END && token != JSON_ERROR && index != 0) {
        index -= index > 0;
        if ((token == JSON_OBJECT || token == JSON_ARRAY) && !json_skip(reader)) {
            return JSON_ERROR;
        }
    }
    return token;
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

/* What stands where a path leads to; JSON_END: nothing to return, or an error that is set. */
static enum JsonToken follow_step(sqlite3_context *context, struct JsonReader *reader,
                                  enum JsonToken token, int step, sqlite3_value **arguments)
{
    bool is_index = sqlite3_value_type(arguments[step]) == SQLITE_INTEGER;
    if (token == (is_index ? JSON_ARRAY : JSON_OBJECT)) {
        const char *name = is_index ? "" : text_argument(context, arguments[step]);
        if (!name) {
            return JSON_END;
        }
        token = is_index ? find_element(reader, sqlite3_value_int64(arguments[step]))
                         : find_member(reader, name);
        if (token == JSON_OBJECT_END) {
            refuse_value(context, "the object has no %s", arguments[step]);
        }
        if (token != JSON_ERROR) {
            return token == JSON_OBJECT_END || token == JSON_ARRAY_END ? JSON_END : token;
        }
    } else if (token != JSON_ERROR && step > 1) {
        refuse_value(context, is_index ? "%s is not an array there" : "%s is not an object there",
                     arguments[step - 1]);
        return JSON_END;
    }
    refuse_value(context, is_index ? "%s is not a JSON array" : "%s is not a JSON object",
                 arguments[0]);
    return JSON_END;
}

static enum JsonToken follow_path(sqlite3_context *context, int count, sqlite3_value **arguments,
                                  struct JsonReader *reader)
{
    if (count < 2) {
        fail(context, "a JSON text and a path into it are needed: json, name or place, ...");
        return JSON_END;
    }
    for (int i = 0; i < count; i++) {
        if (sqlite3_value_type(arguments[i]) == SQLITE_NULL) {
            return JSON_END;
        }
    }
    const char *text = text_argument(context, arguments[0]);
    if (!text) {
        return JSON_END;
    }
    *reader = json_read(text, (size_t)sqlite3_value_bytes(arguments[0]));
    enum JsonToken token = json_next(reader);
    for (int step = 1; step < count && token != JSON_END; step++) {
        token = follow_step(context, reader, token, step, arguments);
    }
    return token;
}

static void advocacy_number(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    struct JsonReader reader;
    int64_t whole;
    enum JsonToken token = follow_path(context, count, arguments, &reader);
    if (token == JSON_NUMBER && json_integer_value(&reader, &whole)) {
        sqlite3_result_int64(context, whole);
    } else if (token == JSON_NUMBER) {
        result_number(context, json_number_value(&reader));
    } else if (token == JSON_TRUE || token == JSON_FALSE) {
        sqlite3_result_int(context, token == JSON_TRUE);
    } else if (token != JSON_NULL && token != JSON_END) {
        refuse_value(context, "%s is not a number there", arguments[count - 1]);
    }
}

static void advocacy_text(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    struct JsonReader reader;
    enum JsonToken token = follow_path(context, count, arguments, &reader);
    if (token != JSON_TEXT) {
        if (token != JSON_NULL && token != JSON_END) {
            refuse_value(context, "%s is not a text there", arguments[count - 1]);
        }
        return;
    }
    char *text = sqlite3_malloc64((sqlite3_uint64)reader.length + 1);
    if (!text) {
        sqlite3_result_error_nomem(context);
        return;
    }
    sqlite3_result_text(context, text, (int)json_text_value(&reader, text), sqlite3_free);
}

static const struct Function json_member_functions[] = {
    {
        .name = "advocacy_number",
        .signature = "advocacy_number(json, name, ...)",
        .summary =
            "A number out of the JSON that another function returned, found by the names of members and the places in arrays, from 0, that lead to it; true is 1 and false is 0. NULL if it is null or an array is shorter. Like json_extract(), but also for builds without JSON functions and for views in a schema that is not trusted.",
        .example =
            "WITH answer(score) AS (VALUES (10), (9), (8), (3)) SELECT advocacy_number(nps_summary(score), 'nps'), advocacy_number(nps_by(score, 'all'), 0, 'responses') FROM answer",
        .output = "25.0|4",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 2,
        .most_arguments = ANY_NUMBER,
        .scalar = advocacy_number,
    },
    {
        .name = "advocacy_text",
        .signature = "advocacy_text(json, name, ...)",
        .summary = "A text out of such JSON, found as advocacy_number() finds a number.",
        .example =
            "SELECT advocacy_text(advocate_explain('nps', 9, 'referrals', 1), 'signals', 0, 'signal')",
        .output = "nps",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 2,
        .most_arguments = ANY_NUMBER,
        .scalar = advocacy_text,
    },
};

const struct FunctionTable json_member_function_table =
    FUNCTION_TABLE("about", json_member_functions);
