#include "reading/json_reader.h"

#include <string.h>

#include "reading/decimal.h"
#include "reading/utf8.h"

enum Expected {
    EXPECT_VALUE,        /* at the start, after a colon, after a comma in an array */
    EXPECT_VALUE_OR_END, /* after [ */
    EXPECT_KEY,          /* after a comma in an object */
    EXPECT_KEY_OR_END,   /* after { */
    EXPECT_COMMA_OR_END, /* after a value inside a container */
    EXPECT_NOTHING,      /* after the outermost value */
    EXPECT_FAILURE
};

struct JsonReader json_read(const char *text, size_t length)
{
    return (struct JsonReader){
        .start = text, .at = text, .end = text + length, .expected = EXPECT_VALUE};
}

static enum JsonToken json_failure(struct JsonReader *reader)
{
    reader->expected = EXPECT_FAILURE;
    return JSON_ERROR;
}

static void skip_white_space(struct JsonReader *reader)
{
    while (reader->at < reader->end && (*reader->at == ' ' || *reader->at == '\t' ||
                                        *reader->at == '\n' || *reader->at == '\r')) {
        reader->at++;
    }
}

static bool in_object(const struct JsonReader *reader)
{
    return (reader->objects >> (reader->depth - 1)) & 1U;
}

static void after_value(struct JsonReader *reader)
{
    reader->expected = reader->depth == 0 ? EXPECT_NOTHING : EXPECT_COMMA_OR_END;
}

static bool is_hex(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f') ||
           (byte >= 'A' && byte <= 'F');
}

/* Behind a backslash: the length of the escape, or 0. */
static size_t escape_length(const struct JsonReader *reader)
{
    size_t left = (size_t)(reader->end - reader->at);
    if (left >= 5 && reader->at[0] == 'u') {
        for (int i = 1; i < 5; i++) {
            if (!is_hex(reader->at[i])) {
                return 0;
            }
        }
        return 5;
    }
    return left >= 1 && reader->at[0] != 0 && strchr("\"\\/bfnrt", reader->at[0]) ? 1 : 0;
}

/* The opening quote is at the cursor. */
static bool scan_string(struct JsonReader *reader)
{
    reader->token = ++reader->at;
    while (reader->at < reader->end) {
        unsigned char byte = (unsigned char)*reader->at;
        if (byte == '"') {
            reader->length = (size_t)(reader->at - reader->token);
            reader->at++;
            return true;
        }
        if (byte < 0x20) {
            return false;
        }
        reader->at++;
        if (byte == '\\') {
            size_t length = escape_length(reader);
            if (length == 0) {
                return false;
            }
            reader->at += length;
        }
    }
    return false;
}

static bool scan_digits(struct JsonReader *reader)
{
    const char *first = reader->at;
    while (reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9') {
        reader->at++;
    }
    return reader->at > first;
}

static bool skip_byte(struct JsonReader *reader, const char *any_of)
{
    if (reader->at < reader->end && *reader->at != 0 && strchr(any_of, *reader->at)) {
        reader->at++;
        return true;
    }
    return false;
}

static bool scan_number(struct JsonReader *reader)
{
    reader->token = reader->at;
    skip_byte(reader, "-");
    if (!skip_byte(reader, "0") && !scan_digits(reader)) {
        return false;
    }
    if (skip_byte(reader, ".") && !scan_digits(reader)) {
        return false;
    }
    if (skip_byte(reader, "eE")) {
        skip_byte(reader, "+-");
        if (!scan_digits(reader)) {
            return false;
        }
    }
    reader->length = (size_t)(reader->at - reader->token);
    return true;
}

static bool scan_word(struct JsonReader *reader, const char *word)
{
    size_t length = strlen(word);
    if ((size_t)(reader->end - reader->at) < length || memcmp(reader->at, word, length) != 0) {
        return false;
    }
    reader->at += length;
    return true;
}

static enum JsonToken open_container(struct JsonReader *reader, bool is_object)
{
    if (reader->depth == DEEPEST_JSON) {
        return json_failure(reader);
    }
    uint32_t bit = (uint32_t)1 << reader->depth;
    reader->objects = is_object ? reader->objects | bit : reader->objects & ~bit;
    reader->depth++;
    reader->at++;
    reader->expected = is_object ? EXPECT_KEY_OR_END : EXPECT_VALUE_OR_END;
    return is_object ? JSON_OBJECT : JSON_ARRAY;
}

static enum JsonToken close_container(struct JsonReader *reader)
{
    enum JsonToken token = in_object(reader) ? JSON_OBJECT_END : JSON_ARRAY_END;
    reader->depth--;
    reader->at++;
    after_value(reader);
    return token;
}

static enum JsonToken scan_literal(struct JsonReader *reader)
{
    if (scan_word(reader, "true")) {
        return JSON_TRUE;
    }
    if (scan_word(reader, "false")) {
        return JSON_FALSE;
    }
    if (scan_word(reader, "null")) {
        return JSON_NULL;
    }
    return scan_number(reader) ? JSON_NUMBER : JSON_ERROR;
}

static enum JsonToken scan_value(struct JsonReader *reader)
{
    if (*reader->at == '{' || *reader->at == '[') {
        return open_container(reader, *reader->at == '{');
    }
    enum JsonToken token;
    if (*reader->at == '"') {
        token = scan_string(reader) ? JSON_TEXT : JSON_ERROR;
    } else {
        token = scan_literal(reader);
    }
    if (token == JSON_ERROR) {
        return json_failure(reader);
    }
    after_value(reader);
    return token;
}

static enum JsonToken scan_key(struct JsonReader *reader)
{
    if (*reader->at != '"' || !scan_string(reader)) {
        return json_failure(reader);
    }
    skip_white_space(reader);
    if (!skip_byte(reader, ":")) {
        return json_failure(reader);
    }
    reader->expected = EXPECT_VALUE;
    return JSON_KEY;
}

/* The next thing of substance: white space has been skipped and the text is not at its end. */
static enum JsonToken scan_expected(struct JsonReader *reader)
{
    switch (reader->expected) {
    case EXPECT_VALUE:
        return scan_value(reader);
    case EXPECT_VALUE_OR_END:
        return *reader->at == ']' ? close_container(reader) : scan_value(reader);
    case EXPECT_KEY:
        return scan_key(reader);
    case EXPECT_KEY_OR_END:
        return *reader->at == '}' ? close_container(reader) : scan_key(reader);
    case EXPECT_COMMA_OR_END:
        return *reader->at == (in_object(reader) ? '}' : ']') ? close_container(reader)
                                                              : json_failure(reader);
    default:
        return json_failure(reader);
    }
}

enum JsonToken json_next(struct JsonReader *reader)
{
    skip_white_space(reader);
    if (reader->expected == EXPECT_COMMA_OR_END && skip_byte(reader, ",")) {
        reader->expected = in_object(reader) ? EXPECT_KEY : EXPECT_VALUE;
        skip_white_space(reader);
    }
    if (reader->at == reader->end) {
        return reader->expected == EXPECT_NOTHING ? JSON_END : json_failure(reader);
    }
    return scan_expected(reader);
}

bool json_skip(struct JsonReader *reader)
{
    int outside = reader->depth - 1;
    while (reader->depth > outside) {
        if (json_next(reader) == JSON_ERROR) {
            return false;
        }
    }
    return true;
}

bool json_skip_value(struct JsonReader *reader)
{
    enum JsonToken token = json_next(reader);
    if (token == JSON_OBJECT || token == JSON_ARRAY) {
        return json_skip(reader);
    }
    return token != JSON_ERROR;
}

double json_number_value(const struct JsonReader *reader)
{
    return decimal_value(reader->token, reader->length);
}

bool json_integer_value(const struct JsonReader *reader, int64_t *value)
{
    bool negative = reader->token[0] == '-';
    uint64_t limit = negative ? (uint64_t)INT64_MAX + 1 : (uint64_t)INT64_MAX;
    uint64_t magnitude = 0;
    for (size_t i = negative; i < reader->length; i++) {
        if (reader->token[i] < '0' || reader->token[i] > '9') {
            return false;
        }
        uint64_t digit = (uint64_t)(reader->token[i] - '0');
        if (magnitude > (limit - digit) / 10) {
            return false;
        }
        magnitude = magnitude * 10 + digit;
    }
    *value = negative ? (int64_t)(0 - magnitude) : (int64_t)magnitude;
    return true;
}

static unsigned hex_value(const char *digits)
{
    unsigned value = 0;
    for (int i = 0; i < 4; i++) {
        char byte = digits[i];
        unsigned digit =
            byte <= '9' ? (unsigned)(byte - '0') : (unsigned)((byte | 0x20) - 'a') + 10;
        value = value * 16 + digit;
    }
    return value;
}

/*
 * The \u escape whose four digits start at *at, together with the second half of a surrogate pair;
 * moves behind it.
 */
static unsigned unicode_escape(const char **at, const char *end)
{
    unsigned code_point = hex_value(*at);
    *at += 4;
    if (code_point < 0xD800 || code_point > 0xDFFF) {
        return code_point;
    }
    if (code_point < 0xDC00 && end - *at >= 6 && (*at)[0] == '\\' && (*at)[1] == 'u') {
        unsigned low = hex_value(*at + 2);
        if (low >= 0xDC00 && low <= 0xDFFF) {
            *at += 6;
            return 0x10000 + ((code_point - 0xD800) << 10) + (low - 0xDC00);
        }
    }
    return REPLACEMENT_CHARACTER;
}

/* Resolves the character at *at, moves behind it, and returns how many bytes it wrote: up to 4. */
static size_t write_character(const char **at, const char *end, char *text)
{
    static const char names[] = "bfnrt";
    static const char meanings[] = "\b\f\n\r\t";
    char byte = *(*at)++;
    if (byte != '\\') {
        text[0] = byte;
        return 1;
    }
    char escape = *(*at)++;
    if (escape == 'u') {
        return code_point_text(unicode_escape(at, end), text);
    }
    const char *name = strchr(names, escape);
    text[0] = (char)(name ? meanings[name - names] : escape);
    return 1;
}

size_t json_text_value(const struct JsonReader *reader, char *text)
{
    const char *at = reader->token;
    const char *end = reader->token + reader->length;
    size_t length = 0;
    while (at < end) {
        length += write_character(&at, end, text + length);
    }
    return length;
}

bool json_text_is(const struct JsonReader *reader, const char *word)
{
    const char *at = reader->token;
    const char *end = reader->token + reader->length;
    size_t left = strlen(word);
    while (at < end) {
        char character[LONGEST_CODE_POINT];
        size_t length = write_character(&at, end, character);
        if (length > left || memcmp(word, character, length) != 0) {
            return false;
        }
        word += length;
        left -= length;
    }
    return left == 0;
}
