/*
 * Arguments in pairs: a name, its value, the next name, its value. A query then reads like a
 * sentence, and no argument's place has to be remembered. Names are case-sensitive TEXT.
 */
#ifndef ADVOCACY_HOST_PAIRS_H
#define ADVOCACY_HOST_PAIRS_H

#include "host/value.h"

#define MOST_PAIRS 32
#define LONGEST_NAME 64

struct Name {
    const char *text; /* not ended by a zero; lives as long as the argument it was read from */
    int length;
};

/* Names that outlive the row they came from, without memory of their own. */
struct NameList {
    int count;
    int lengths[MOST_PAIRS];
    char texts[MOST_PAIRS][LONGEST_NAME + 1]; /* with a zero byte at the end */
};

/* A name of 1 to LONGEST_NAME bytes. False after an error, which is then set. */
bool read_name(sqlite3_context *context, sqlite3_value *argument, struct Name *name);

/* The number of the name, or -1. `likely` is tried first: names mostly come in the same order. */
int find_name(const struct NameList *list, const struct Name *name, int likely);

/* Adds a name that is not in the list yet; there must be room. */
void add_name(struct NameList *list, const struct Name *name);

/* "visits, spend, tenure", from sqlite3_malloc; NULL when out of memory. */
char *join_names(const struct NameList *list);

/*
 * Whether `count` arguments are pairs, at most MOST_PAIRS of them. Otherwise an error that says
 * which name has no value, and what may come before the pairs (`hint`).
 */
bool check_pairs(sqlite3_context *context, int count, sqlite3_value **pairs, const char *hint);

/*
 * For aggregates: fills the empty list from the first row, and compares it with later rows, in
 * which the names must be the same in the same order. False after an error, which is then set.
 */
bool check_names(sqlite3_context *context, int count, sqlite3_value **pairs, struct NameList *list);

/* An error that says that the name is given twice. */
void refuse_repeated_name(sqlite3_context *context, sqlite3_value *argument);

#endif
