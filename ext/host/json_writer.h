/* JSON as a result (rule 8): keys in full words, numbers that read back as the same double. */
#ifndef ADVOCACY_HOST_JSON_WRITER_H
#define ADVOCACY_HOST_JSON_WRITER_H

#include "host/sqlite.h"

struct JsonWriter {
    sqlite3_str *text;
    bool after_value;  /* a comma comes before the next value */
    bool is_too_large; /* a number of it is */
};

/* Memory errors are kept inside and reported by json_result. */
struct JsonWriter json_begin(sqlite3_context *context);

void json_open(struct JsonWriter *json, char bracket);
void json_close(struct JsonWriter *json, char bracket);
void json_key(struct JsonWriter *json, const char *key);

void json_null(struct JsonWriter *json);
void json_integer(struct JsonWriter *json, sqlite3_int64 value);
void json_boolean(struct JsonWriter *json, bool value);
/* NaN, which says that there is no such number, is null; json_result refuses infinity. */
void json_number(struct JsonWriter *json, double value);
/*
 * A number that was given as it is, such as a segment: infinity is written as 9e999, which SQLite's
 * JSON functions read as infinity.
 */
void json_given_number(struct JsonWriter *json, double value);
void json_text(struct JsonWriter *json, const char *text, size_t length);

/* A key and its value. */
void json_integer_member(struct JsonWriter *json, const char *key, sqlite3_int64 value);
void json_number_member(struct JsonWriter *json, const char *key, double value);

/*
 * Makes the text the function's result, of subtype JSON, or reports that it is too long, that a
 * number of it is too large, or that memory ran out.
 */
void json_result(struct JsonWriter *json, sqlite3_context *context);

#endif
