/*
 * A small, bounded reader of strict JSON (RFC 8259): it hands out one token after the other, needs
 * no memory of its own, and never looks at a byte outside of the text. Used for JSON arguments, so
 * that no nested statement is needed.
 */
#ifndef ADVOCACY_READING_JSON_READER_H
#define ADVOCACY_READING_JSON_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DEEPEST_JSON 32

enum JsonToken {
    JSON_ERROR, /* not JSON, or nested too deeply; every later token is an error too */
    JSON_END,   /* the value is complete and only white space follows */
    JSON_OBJECT,
    JSON_OBJECT_END,
    JSON_ARRAY,
    JSON_ARRAY_END,
    JSON_KEY,
    JSON_TEXT,
    JSON_NUMBER,
    JSON_TRUE,
    JSON_FALSE,
    JSON_NULL
};

struct JsonReader {
    const char *start;
    const char *at;
    const char *end;
    uint32_t objects; /* bit d says whether the container at depth d is an object */
    int depth;
    int expected; /* what may come next */

    /* Of the last key, text or number: where it stands, without quotes. */
    const char *token;
    size_t length;
};

struct JsonReader json_read(const char *text, size_t length);
enum JsonToken json_next(struct JsonReader *reader);

/* After an opening token: moves behind the matching closing one. False when the JSON is damaged. */
bool json_skip(struct JsonReader *reader);

/* Moves behind the next value, whatever it is. False when there is none. */
bool json_skip_value(struct JsonReader *reader);

/* Of the last number. */
double json_number_value(const struct JsonReader *reader);
/* Whether the last number is a whole one, written as such, that fits. */
bool json_integer_value(const struct JsonReader *reader, int64_t *value);

/*
 * Of the last key or text, with the escapes resolved. Writes at most reader->length bytes and
 * returns how many.
 */
size_t json_text_value(const struct JsonReader *reader, char *text);
/* Whether the last key or text is this word. */
bool json_text_is(const struct JsonReader *reader, const char *word);

#endif
