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

/* The names that a call may use: those of a table, or of a model. */
struct Vocabulary {
    const void *names;
    int (*find)(const void *names, const struct Name *name, int likely); /* as find_name() */
    char *(*join)(const void *names);                                    /* as join_names() */
    const char *noun;                                                    /* "a signal" */
    const char *list; /* what messages say before the names: "signals are" */
};

struct Vocabulary vocabulary_of(const struct NameList *names, const char *noun, const char *list);

/* The number of the name that an argument is; READ_NOTHING when it is none that is known. */
enum Reading read_known_name(sqlite3_context *context, const struct Vocabulary *vocabulary,
                             sqlite3_value *argument, int *index);

/*
 * Where the values of pairs stand: places[i] becomes the place of the value of name i among the
 * `count` arguments; places of names that do not occur stay as they are, which is -1. READ_NOTHING,
 * and nothing is reported, when argument *unknown should be a name and is none that is known.
 */
enum Reading place_pairs(sqlite3_context *context, const struct Vocabulary *vocabulary, int count,
                         sqlite3_value **pairs, int *places, int *unknown);

/* An error that says that the argument is no known name, and which there are. */
void refuse_unknown_name(sqlite3_context *context, const struct Vocabulary *vocabulary,
                         sqlite3_value *argument);

/* Of an odd number of arguments, an error that says which name has no value. */
void refuse_unpaired(sqlite3_context *context, const struct Vocabulary *vocabulary, int count,
                     sqlite3_value **pairs);

/* An error of "problem; the model has a, b", which frees the problem; NULL: memory ran out. */
void refuse_with_names(sqlite3_context *context, const struct Vocabulary *vocabulary, char *problem,
                       const char *rest);

#endif
