/* SQL values made from bytes, some of which look like what a survey holds. */
#ifndef TESTS_FUZZ_CELLS_H
#define TESTS_FUZZ_CELLS_H

#include <stdbool.h>

#include <sqlite3.h>

#include "fuzz/fuzz.h"

struct Cell {
    int type;
    sqlite3_int64 integer;
    double real;
    const char *text;
    int length;
};

enum Flavour {
    ANSWERS,
    SEGMENTS,
    WEIGHTS, /* of similar size, so that a sum in another order is nearly the same */
    TIMES,
    COUNTS,
    RATIOS, /* between 0 and 1 */
    WORDS,  /* names of categories and signals, JSON, labels */
    WIDE_WEIGHTS,
    WILD, /* all five types, any bytes */
    FLAVOURS
};

struct Cell integer_cell(sqlite3_int64 value);
struct Cell real_cell(double value);
struct Cell text_cell(const char *text);

/* Text and blobs lie in the bytes or in constants. */
struct Cell choose_cell(struct Bytes *bytes, enum Flavour flavour);

/* Whether values of this flavour keep sums of them exact enough to be compared. */
bool is_tame(enum Flavour flavour);

/* An SQLite result code. */
int bind_cell(sqlite3_stmt *statement, int index, const struct Cell *cell);

#endif
