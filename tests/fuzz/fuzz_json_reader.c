/*
 * Any bytes as JSON: the reader must look at nothing outside of them, hand out tokens in a possible
 * order, and accept what the grammar of JSON accepts.
 */
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include <sqlite3.h>

#include "fuzz/fuzz.h"
#include "reading/json_reader.h"
#include "support/json_grammar.h"

#define SMALLEST_DOUBLE 4.9406564584124654e-324

/* A whole number must be itself, and only what fits is one. */
static void check_integer(const struct JsonReader *reader, const char *text)
{
    int64_t integer = 0;
    bool is_integer = json_integer_value(reader, &integer);
    if (!is_integer) {
        return;
    }
    CHECK(!strpbrk(text, ".eE"), "%s is not written as a whole number", text);
    char *printed = sqlite3_mprintf("%lld", (sqlite3_int64)integer);
    CHECK(strcmp(printed, strcmp(text, "-0") == 0 ? "0" : text) == 0, "%s read as %s", text,
          printed);
    sqlite3_free(printed);
}

/* Within one unit in the last place of what the C library reads; a few where doubles run out. */
static void check_number(const struct JsonReader *reader)
{
    char *text = sqlite3_mprintf("%.*s", (int)reader->length, reader->token);
    double number = json_number_value(reader);
    double expected = strtod(text, NULL);
    CHECK(!isnan(number), "%s", text);
    CHECK(number != 0 || !signbit(number), "%s gives -0.0", text);
    CHECK(isinf(number) == isinf(expected), "%s gives %g", text, number);
    double tolerance = 2.3e-16 * fabs(expected) + 4 * SMALLEST_DOUBLE;
    CHECK(isinf(number) || fabs(number - expected) <= tolerance, "%s gives %.17g, not %.17g", text,
          number, expected);
    check_integer(reader, text);
    sqlite3_free(text);
}

static void check_text(const struct JsonReader *reader)
{
    char *text = malloc(reader->length + (reader->length == 0));
    CHECK(text, "out of memory");
    size_t length = json_text_value(reader, text);
    CHECK(length <= reader->length, "%zu from %zu bytes", length, reader->length);
    bool is_plain = reader->length == 0 || !memchr(reader->token, '\\', reader->length);
    if (is_plain) {
        CHECK(length == reader->length && memcmp(text, reader->token, length) == 0, "not a copy");
    }
    free(text);
}

static void check_token(const struct JsonReader *reader, enum JsonToken token)
{
    CHECK(reader->at >= reader->start && reader->at <= reader->end, "the cursor left the text");
    CHECK(reader->depth >= 0 && reader->depth <= DEEPEST_JSON, "depth %d", reader->depth);
    if (token == JSON_KEY || token == JSON_TEXT || token == JSON_NUMBER) {
        CHECK(reader->token >= reader->start && reader->token + reader->length <= reader->end,
              "the token left the text");
    }
    if (token == JSON_KEY || token == JSON_TEXT) {
        check_text(reader);
    } else if (token == JSON_NUMBER) {
        check_number(reader);
    }
}

/* json_skip() must end where reading every token ends. */
static void check_skip(const struct JsonReader *reader)
{
    struct JsonReader skipping = *reader;
    struct JsonReader reading = *reader;
    bool skipped = json_skip(&skipping);
    enum JsonToken token = JSON_NULL;
    while (token != JSON_ERROR && reading.depth >= reader->depth) {
        token = json_next(&reading);
    }
    CHECK(skipped == (token != JSON_ERROR), "skipped: %d", skipped);
    CHECK(!skipped || skipping.at == reading.at, "skipping ended elsewhere");
}

/* Inside an object a key comes before each value; elsewhere there are none. */
static void check_order(bool in_object, enum JsonToken before, enum JsonToken token)
{
    bool is_end = token == JSON_OBJECT_END || token == JSON_ARRAY_END;
    if (in_object && before != JSON_KEY) {
        CHECK(token == JSON_KEY || token == JSON_OBJECT_END, "%d after %d", token, before);
    } else {
        CHECK(token != JSON_KEY && token != JSON_OBJECT_END, "%d after %d", token, before);
        CHECK(!is_end || before != JSON_KEY, "%d after %d", token, before);
    }
}

/* Reads all tokens; whether the text is one JSON value. */
static bool walk(const uint8_t *data, size_t size)
{
    struct JsonReader reader = json_read((const char *)data, size);
    bool objects[DEEPEST_JSON + 1] = {false};
    enum JsonToken before = JSON_NULL;
    for (size_t tokens = 0;; tokens++) {
        CHECK(tokens <= size + 1, "more tokens than bytes");
        bool in_object = objects[reader.depth];
        enum JsonToken token = json_next(&reader);
        if (token == JSON_END || token == JSON_ERROR) {
            CHECK(json_next(&reader) == token, "a token behind the end");
            return token == JSON_END;
        }
        check_token(&reader, token);
        check_order(in_object, before, token);
        if (token == JSON_OBJECT || token == JSON_ARRAY) {
            objects[reader.depth] = token == JSON_OBJECT;
            check_skip(&reader);
        }
        before = token;
    }
}

/* A double that is written with 17 digits comes back as itself. */
static void check_round_trip(const uint8_t *data)
{
    double number;
    memcpy(&number, data, sizeof number);
    if (!isfinite(number)) {
        return;
    }
    char text[40];
    int length = snprintf(text, sizeof text, "%.17g", number);
    struct JsonReader reader = json_read(text, (size_t)length);
    CHECK(json_next(&reader) == JSON_NUMBER && json_next(&reader) == JSON_END, "%s", text);
    double found = json_number_value(&reader);
    CHECK(found == number, "%s gives %.17g", text, found);
}

static bool accepted_by_sqlite(const uint8_t *data, size_t size)
{
    static sqlite3 *db;
    static sqlite3_stmt *statement;
    if (!db) {
        CHECK(sqlite3_open(":memory:", &db) == SQLITE_OK, "no database");
        CHECK(sqlite3_prepare_v2(db, "SELECT json_valid(?1)", -1, &statement, NULL) == SQLITE_OK,
              "%s", sqlite3_errmsg(db));
    }
    sqlite3_bind_text(statement, 1, size > 0 ? (const char *)data : "", (int)size, SQLITE_STATIC);
    CHECK(sqlite3_step(statement) == SQLITE_ROW, "%s", sqlite3_errmsg(db));
    bool valid = sqlite3_column_int(statement, 0);
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return valid;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size >= sizeof(double)) {
        check_round_trip(data);
    }
    bool accepted = walk(data, size);
    CHECK(accepted == is_json((const char *)data, size, DEEPEST_JSON), "accepted: %d", accepted);
    /* SQLite stops at a zero byte, and 3.40 lets an array be a key: {[1,""]:2}. */
    if (accepted && !memchr(data, 0, size)) {
        CHECK(accepted_by_sqlite(data, size), "SQLite accepts it not");
    }
    return 0;
}
