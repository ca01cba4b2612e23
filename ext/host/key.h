/*
 * A key: an SQL value that is to be remembered and compared, as segments, customers and times are.
 * Values are equal and ordered as in SQLite under the binary collation: NULL equals NULL and comes
 * first, then numbers (1 equals 1.0), then text.
 */
#ifndef ADVOCACY_HOST_KEY_H
#define ADVOCACY_HOST_KEY_H

#include <stdint.h>

#include "host/sqlite.h"

#define INLINE_KEY 32

/*
 * 40 bytes; short text is held inside, so that comparing it touches no other memory. What a value
 * does not use of them is zero, so that all but long text can be compared and hashed in whole
 * words.
 */
struct Key {
    union {
        sqlite3_int64 integer;
        double real;
        char text[INLINE_KEY];
        char *long_text;
    } of;
    int32_t length; /* of text, in bytes */
    int32_t type;   /* SQLITE_INTEGER, SQLITE_FLOAT, SQLITE_TEXT or SQLITE_NULL */
};
_Static_assert(sizeof(struct Key) == 40, "a key has no holes, which would not be zero");

/*
 * Makes the key of a value. Long text is borrowed: it lives as long as the value. SQLITE_OK,
 * SQLITE_NOMEM, or SQLITE_MISMATCH for a BLOB.
 */
int key_of_value(sqlite3_value *value, struct Key *key);

/* Copies borrowed text, so that the key outlives its value. SQLITE_OK or SQLITE_NOMEM. */
int key_hold(struct Key *key);

/* Frees what key_hold has copied. */
void key_release(struct Key *key);

/* Of a key of type SQLITE_TEXT: key->length bytes, without a zero at their end. */
const char *key_text(const struct Key *key);

bool key_equal(const struct Key *left, const struct Key *right);

/* Negative, 0 or positive. */
int key_compare(const struct Key *left, const struct Key *right);

#endif
