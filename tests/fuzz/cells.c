#include "fuzz/cells.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define LENGTH(array) ((int)(sizeof(array) / sizeof(array)[0]))

struct Cell integer_cell(sqlite3_int64 value)
{
    return (struct Cell){.type = SQLITE_INTEGER, .integer = value};
}

struct Cell real_cell(double value)
{
    return (struct Cell){.type = SQLITE_FLOAT, .real = value};
}

struct Cell text_cell(const char *text)
{
    return (struct Cell){.type = SQLITE_TEXT, .text = text, .length = (int)strlen(text)};
}

static struct Cell null_cell(void)
{
    return (struct Cell){.type = SQLITE_NULL};
}

static struct Cell choose_answer(struct Bytes *bytes)
{
    static const char *const texts[] = {"",  " ", "10", " 9 ", "7.0",   "8e0", "0", "5",
                                        "9", "8", "6",  "1e1", "\t3\n", "00",  "4."};
    int kind = choose(bytes, 32);
    if (kind <= 10) {
        return integer_cell(kind);
    }
    if (kind <= 21) {
        return real_cell(kind - 11);
    }
    if (kind == 31) {
        return null_cell();
    }
    return text_cell(texts[choose(bytes, LENGTH(texts))]);
}

static struct Cell choose_segment(struct Bytes *bytes)
{
    static const char *const texts[] = {"",
                                        "a",
                                        "b",
                                        "1",
                                        "A",
                                        "ab",
                                        "\\\"",
                                        "longer than the inline part of a key",
                                        "é",
                                        "1.0",
                                        "twenty-four bytes long..",
                                        "longer than the inline part of a kex"};
    int kind = choose(bytes, 32);
    if (kind < 8) {
        return integer_cell(kind / 2);
    }
    if (kind < 14) {
        return real_cell((kind - 8) / 2.0);
    }
    return kind < 16 ? null_cell() : text_cell(texts[choose(bytes, LENGTH(texts))]);
}

static struct Cell choose_time(struct Bytes *bytes)
{
    static const char *const texts[] = {"2026-01-05", "2026-01-05T10:00:00Z", "2025-12-31", "",
                                        "2026-01-05T10:00:00.000000000+02:00"};
    int kind = choose(bytes, 8);
    if (kind < 3) {
        return integer_cell(choose(bytes, 8));
    }
    if (kind < 5) {
        return real_cell(choose(bytes, 16) / 4.0);
    }
    return kind == 7 ? null_cell() : text_cell(texts[choose(bytes, LENGTH(texts))]);
}

static struct Cell choose_word(struct Bytes *bytes)
{
    static const char *const texts[] = {"promoter",
                                        "passive",
                                        "detractor",
                                        "nps",
                                        "referrals",
                                        "references",
                                        "reviews",
                                        "mentions",
                                        "rewarded",
                                        "frequency",
                                        "value",
                                        "positive",
                                        "neutral",
                                        "negative",
                                        "[]",
                                        "{}",
                                        "[{\"segment\":1,\"nps\":-1e-400}]",
                                        "[{\"segment\":\"\\u00e9\",\"responses\":9}]",
                                        "{\"referrals\":40,\"value\":0}",
                                        "{\"ridge\":0}",
                                        "10 - Extremely likely",
                                        "9/10",
                                        "7 or 8",
                                        "not at all likely (0)",
                                        "Q7",
                                        "utf8",
                                        "ascii",
                                        "[{\"segment\":[{}],\"x\":[1,{\"y\":2}]}]"};
    return text_cell(texts[choose(bytes, LENGTH(texts))]);
}

static struct Cell choose_wide(struct Bytes *bytes)
{
    static const double numbers[] = {0,    1,     1e10, 1e-9, 1e100, 1e-100, 1e-150, 1e-160,
                                     1e50, 1e-50, 0.07, 3,    1e16,  1e-16,  7e7,    1e-320};
    return real_cell(numbers[choose(bytes, LENGTH(numbers))]);
}

static struct Cell choose_extreme(struct Bytes *bytes)
{
    static const double numbers[] = {-0.0,      0.1,   8.5,     -1,       INFINITY,
                                     -INFINITY, 1e18,  DBL_MAX, -DBL_MAX, DBL_MIN,
                                     4.9e-324,  1e300, 9.3e18,  -9.3e18,  9007199254740993.0};
    static const sqlite3_int64 integers[] = {
        INT64_MAX,        INT64_MIN,     -1,         11,           99,
        9007199254740993, INT64_MAX - 1, 4294967296, -2147483648LL};
    if (choose(bytes, 2)) {
        return real_cell(numbers[choose(bytes, LENGTH(numbers))]);
    }
    return integer_cell(integers[choose(bytes, LENGTH(integers))]);
}

static struct Cell choose_raw(struct Bytes *bytes, int type)
{
    struct Cell cell = {.type = type};
    cell.text = (const char *)choose_bytes(bytes, 60, &cell.length);
    return cell;
}

static struct Cell choose_real_bits(struct Bytes *bytes)
{
    unsigned char bits[sizeof(double)];
    for (int i = 0; i < LENGTH(bits); i++) {
        bits[i] = (unsigned char)choose(bytes, 256);
    }
    double number;
    memcpy(&number, bits, sizeof number);
    return real_cell(number);
}

static struct Cell choose_wild(struct Bytes *bytes)
{
    switch (choose(bytes, 8)) {
    case 0:
        return null_cell();
    case 1:
        return choose_extreme(bytes);
    case 2:
        return choose_raw(bytes, SQLITE_TEXT);
    case 3:
        return choose_raw(bytes, SQLITE_BLOB);
    case 4:
        return choose_real_bits(bytes);
    case 5:
        return choose_wide(bytes);
    default:
        return choose_cell(bytes, (enum Flavour)choose(bytes, WILD));
    }
}

struct Cell choose_cell(struct Bytes *bytes, enum Flavour flavour)
{
    switch (flavour) {
    case ANSWERS:
        return choose_answer(bytes);
    case SEGMENTS:
        return choose_segment(bytes);
    case WEIGHTS:
        return real_cell(choose(bytes, 128) / 4.0);
    case TIMES:
        return choose_time(bytes);
    case COUNTS:
        return integer_cell(choose(bytes, 64));
    case RATIOS:
        return real_cell((choose(bytes, 255) + 1) / 256.0);
    case WORDS:
        return choose_word(bytes);
    case WIDE_WEIGHTS:
        return choose_wide(bytes);
    default:
        return choose_wild(bytes);
    }
}

bool is_tame(enum Flavour flavour)
{
    return flavour < WIDE_WEIGHTS;
}

int bind_cell(sqlite3_stmt *statement, int index, const struct Cell *cell)
{
    switch (cell->type) {
    case SQLITE_INTEGER:
        return sqlite3_bind_int64(statement, index, cell->integer);
    case SQLITE_FLOAT:
        return sqlite3_bind_double(statement, index, cell->real);
    case SQLITE_TEXT:
        return sqlite3_bind_text(statement, index, cell->length > 0 ? cell->text : "", cell->length,
                                 SQLITE_STATIC);
    case SQLITE_BLOB:
        return cell->length > 0
                   ? sqlite3_bind_blob(statement, index, cell->text, cell->length, SQLITE_STATIC)
                   : sqlite3_bind_zeroblob(statement, index, 0);
    default:
        return sqlite3_bind_null(statement, index);
    }
}
