/*
 * The distinct terms of many texts, each with a number and how often it occurred. Terms are held
 * one after the other in one block of memory; a hash table finds them.
 */
#ifndef ADVOCACY_TEXT_TERM_TABLE_H
#define ADVOCACY_TEXT_TERM_TABLE_H

#include <stdint.h>

#include "host/sqlite.h"

#define TERM_GROUPS 3

struct Term {
    uint64_t hash;
    uint32_t start;  /* in the block of texts */
    uint32_t length; /* bytes */
    uint32_t counts[TERM_GROUPS];
    uint32_t last_text; /* the number of the last text that it occurred in */
};

/* All zero before term_table_start. */
struct TermTable {
    struct Term *terms;
    uint32_t count;
    uint32_t capacity;
    char *texts;
    uint32_t texts_used;
    uint32_t texts_capacity;
    uint32_t *slots; /* 1 + the place of a term, or 0 */
    uint32_t slot_count;
    uint64_t seed; /* nobody can choose terms that fall into one place */
};

void term_table_start(struct TermTable *table);

/* The term's entry, which is made if it is not there yet; NULL when memory runs out. */
struct Term *term_table_find(struct TermTable *table, const char *text, uint32_t length);

static inline const char *term_text(const struct TermTable *table, const struct Term *term)
{
    return table->texts + term->start;
}

/* How often a term occurred, in all groups. */
static inline uint64_t term_total(const struct Term *term)
{
    return (uint64_t)term->counts[0] + term->counts[1] + term->counts[2];
}

#define DROPPED_TERM UINT32_MAX

/*
 * Drops the terms that occurred less often, in all groups, than `least`. `places`, unless it is
 * NULL, has room for each term and then says where it is now, or DROPPED_TERM. Returns how many
 * went.
 */
uint32_t term_table_drop_below(struct TermTable *table, uint64_t least, uint32_t *places);

/*
 * The same for the rarest, those that occurred equally often together, until at most half are left.
 */
uint32_t term_table_drop_rarest(struct TermTable *table);

/* Negative, 0 or positive, by the bytes of the terms. */
int term_compare(const struct TermTable *table, const struct Term *a, const struct Term *b);

void term_table_clear(struct TermTable *table);

#endif
