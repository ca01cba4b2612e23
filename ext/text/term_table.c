#include "text/term_table.h"

#include <string.h>

#define FIRST_TERM_COUNT 256
#define FIRST_TEXT_BYTES 4096
#define MOST_COUNTED 1024

void term_table_start(struct TermTable *table)
{
    sqlite3_randomness(sizeof table->seed, &table->seed);
    table->seed |= 1;
}

/* Multiplies and folds word by word, with a seed that nobody knows. */
static uint64_t hash_term(const char *text, uint32_t length, uint64_t seed)
{
    uint64_t hash = seed ^ length * 0x9e3779b97f4a7c15ULL;
    for (uint32_t at = 0; at < length; at += 8) {
        uint64_t word = 0;
        memcpy(&word, text + at, length - at < 8 ? length - at : 8);
        hash = (hash ^ word) * 0xff51afd7ed558ccdULL;
        hash ^= hash >> 32;
        hash *= seed;
        hash ^= hash >> 29;
    }
    return hash;
}

static void put_into_slot(struct TermTable *table, uint32_t place)
{
    uint32_t mask = table->slot_count - 1;
    uint32_t slot = (uint32_t)table->terms[place].hash & mask;
    while (table->slots[slot]) {
        slot = (slot + 1) & mask;
    }
    table->slots[slot] = place + 1;
}

static bool make_slots(struct TermTable *table, uint32_t slot_count)
{
    uint32_t *slots = sqlite3_malloc64((sqlite3_uint64)slot_count * sizeof *slots);
    if (!slots) {
        return false;
    }
    memset(slots, 0, (size_t)slot_count * sizeof *slots);
    sqlite3_free(table->slots);
    table->slots = slots;
    table->slot_count = slot_count;
    for (uint32_t i = 0; i < table->count; i++) {
        put_into_slot(table, i);
    }
    return true;
}

/* Room for one term of this length more, also in the slots, of which at most half are taken. */
static bool make_term_room(struct TermTable *table, uint32_t length)
{
    if (table->count == table->capacity) {
        uint32_t capacity = table->capacity ? table->capacity * 2 : FIRST_TERM_COUNT;
        struct Term *terms =
            sqlite3_realloc64(table->terms, (sqlite3_uint64)capacity * sizeof *terms);
        if (!terms) {
            return false;
        }
        table->terms = terms;
        table->capacity = capacity;
    }
    if (table->texts_capacity - table->texts_used < length) {
        sqlite3_uint64 capacity =
            table->texts_capacity ? (sqlite3_uint64)table->texts_capacity * 2 : FIRST_TEXT_BYTES;
        char *texts = capacity > UINT32_MAX ? NULL : sqlite3_realloc64(table->texts, capacity);
        if (!texts) {
            return false;
        }
        table->texts = texts;
        table->texts_capacity = (uint32_t)capacity;
    }
    return table->count < table->slot_count / 2 ||
           make_slots(table, table->slot_count ? table->slot_count * 2 : 2 * FIRST_TERM_COUNT);
}

static struct Term *add_term(struct TermTable *table, const char *text, uint32_t length,
                             uint64_t hash)
{
    if (!make_term_room(table, length)) {
        return NULL;
    }
    struct Term *term = &table->terms[table->count];
    *term = (struct Term){.hash = hash, .start = table->texts_used, .length = length};
    memcpy(table->texts + table->texts_used, text, length);
    table->texts_used += length;
    put_into_slot(table, table->count++);
    return term;
}

struct Term *term_table_find(struct TermTable *table, const char *text, uint32_t length)
{
    uint64_t hash = hash_term(text, length, table->seed);
    uint32_t mask = table->slot_count - 1;
    for (uint32_t slot = (uint32_t)hash & mask; table->slot_count && table->slots[slot];
         slot = (slot + 1) & mask) {
        struct Term *term = &table->terms[table->slots[slot] - 1];
        if (term->hash == hash && term->length == length &&
            memcmp(term_text(table, term), text, length) == 0) {
            return term;
        }
    }
    return add_term(table, text, length, hash);
}

/* The smallest count such that at most half of the terms occurred more often. */
static uint64_t count_to_drop(const struct TermTable *table)
{
    uint32_t with_count[MOST_COUNTED + 1] = {0};
    for (uint32_t i = 0; i < table->count; i++) {
        uint64_t total = term_total(&table->terms[i]);
        with_count[total < MOST_COUNTED ? total : MOST_COUNTED]++;
    }
    uint32_t left = table->count;
    for (uint64_t count = 0; count < MOST_COUNTED; count++) {
        left -= with_count[count];
        if (left <= table->count / 2) {
            return count;
        }
    }
    return MOST_COUNTED;
}

uint32_t term_table_drop_rarest(struct TermTable *table)
{
    return term_table_drop_below(table, count_to_drop(table) + 1, NULL);
}

uint32_t term_table_drop_below(struct TermTable *table, uint64_t least, uint32_t *places)
{
    uint32_t before = table->count;
    uint32_t kept = 0;
    uint32_t used = 0;
    /* Terms stand in the order of their texts, so that each moves to the front of both. */
    for (uint32_t i = 0; i < before; i++) {
        struct Term term = table->terms[i];
        bool is_kept = term_total(&term) >= least;
        if (places) {
            places[i] = is_kept ? kept : DROPPED_TERM;
        }
        if (is_kept) {
            memmove(table->texts + used, table->texts + term.start, term.length);
            term.start = used;
            used += term.length;
            table->terms[kept++] = term;
        }
    }
    table->count = kept;
    table->texts_used = used;
    memset(table->slots, 0, (size_t)table->slot_count * sizeof *table->slots);
    for (uint32_t i = 0; i < kept; i++) {
        put_into_slot(table, i);
    }
    return before - kept;
}

int term_compare(const struct TermTable *table, const struct Term *a, const struct Term *b)
{
    uint32_t shorter = a->length < b->length ? a->length : b->length;
    int order = memcmp(term_text(table, a), term_text(table, b), shorter);
    return order ? order : (a->length > b->length) - (a->length < b->length);
}

void term_table_clear(struct TermTable *table)
{
    sqlite3_free(table->terms);
    sqlite3_free(table->texts);
    sqlite3_free(table->slots);
    memset(table, 0, sizeof *table);
}
