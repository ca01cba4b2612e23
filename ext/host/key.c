#include "host/key.h"

#include <math.h>
#include <string.h>

static int set_text(struct Key *key, sqlite3_value *value)
{
    const char *text = (const char *)sqlite3_value_text(value);
    if (!text) {
        return SQLITE_NOMEM;
    }
    key->length = sqlite3_value_bytes(value);
    if (key->length > INLINE_KEY) {
        key->of.long_text = (char *)text;
    } else {
        memcpy(key->of.text, text, (size_t)key->length);
    }
    return SQLITE_OK;
}

/* A REAL that is a whole number in range is the same key as that INTEGER. */
static void set_real(struct Key *key, double number)
{
    if (number >= -9223372036854775808.0 && number < 9223372036854775808.0 &&
        number == floor(number)) {
        key->type = SQLITE_INTEGER;
        key->of.integer = (sqlite3_int64)number;
    } else {
        key->of.real = number;
    }
}

int key_of_value(sqlite3_value *value, struct Key *key)
{
    memset(key, 0, sizeof *key);
    key->type = sqlite3_value_type(value);
    switch (key->type) {
    case SQLITE_TEXT:
        return set_text(key, value);
    case SQLITE_INTEGER:
        key->of.integer = sqlite3_value_int64(value);
        return SQLITE_OK;
    case SQLITE_FLOAT:
        set_real(key, sqlite3_value_double(value));
        return SQLITE_OK;
    case SQLITE_BLOB:
        return SQLITE_MISMATCH;
    default:
        return SQLITE_OK;
    }
}

int key_hold(struct Key *key)
{
    if (key->length <= INLINE_KEY) {
        return SQLITE_OK;
    }
    char *copy = sqlite3_malloc64((sqlite3_uint64)key->length);
    if (!copy) {
        return SQLITE_NOMEM;
    }
    memcpy(copy, key->of.long_text, (size_t)key->length);
    key->of.long_text = copy;
    return SQLITE_OK;
}

void key_release(struct Key *key)
{
    if (key->length > INLINE_KEY) {
        sqlite3_free(key->of.long_text);
    }
}

const char *key_text(const struct Key *key)
{
    return key->length > INLINE_KEY ? key->of.long_text : key->of.text;
}

bool key_equal(const struct Key *left, const struct Key *right)
{
    if (left->type != right->type || left->length != right->length) {
        return false;
    }
    if (left->length > INLINE_KEY) {
        return memcmp(left->of.long_text, right->of.long_text, (size_t)left->length) == 0;
    }
    /* The bits of a REAL are as unique as its value: there is no -0.0 and no NaN. */
    return memcmp(left->of.text, right->of.text, INLINE_KEY) == 0;
}

static int type_rank(int type)
{
    return type == SQLITE_NULL ? 0 : type == SQLITE_TEXT ? 2 : 1;
}

static int compare_numbers(const struct Key *left, const struct Key *right)
{
    if (left->type == SQLITE_INTEGER && right->type == SQLITE_INTEGER) {
        return (left->of.integer > right->of.integer) - (left->of.integer < right->of.integer);
    }
    double a = left->type == SQLITE_INTEGER ? (double)left->of.integer : left->of.real;
    double b = right->type == SQLITE_INTEGER ? (double)right->of.integer : right->of.real;
    if (a == b && left->type != right->type) {
        /* Only where the largest INTEGERs are rounded up to 2^63, a REAL beyond them all. */
        return left->type == SQLITE_INTEGER ? -1 : 1;
    }
    return (a > b) - (a < b);
}

static int compare_texts(const struct Key *left, const struct Key *right)
{
    int shorter = left->length < right->length ? left->length : right->length;
    int order = memcmp(key_text(left), key_text(right), (size_t)shorter);
    return order ? order : left->length - right->length;
}

int key_compare(const struct Key *left, const struct Key *right)
{
    int order = type_rank(left->type) - type_rank(right->type);
    if (order || left->type == SQLITE_NULL) {
        return order;
    }
    return left->type == SQLITE_TEXT ? compare_texts(left, right) : compare_numbers(left, right);
}
