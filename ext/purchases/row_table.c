#include "purchases/row_table.h"

#include <string.h>

#define FIRST_ROWS 16
#define FIRST_SLOTS 32

/*
 * Multilinear hashing with random keys (Lemire and Kaser 2014, "Strongly universal string hashing
 * is fast", section 2): two different rows have the same sum with a probability of 2^-32, whatever
 * their bits, since only the keys decide. The end spreads it, so that rows in a regular pattern do
 * not fill slots in one.
 */
static uint32_t hash_row(const struct WeightedRow *row, const uint64_t *keys)
{
    uint64_t words[3];
    memcpy(words, row, sizeof words);
    uint64_t hash = keys[0];
    for (int i = 0; i < 3; i++) {
        hash += keys[2 * i + 1] * (uint32_t)words[i] + keys[2 * i + 2] * (words[i] >> 32);
    }
    hash = (hash ^ hash >> 32) * 0x94d049bb133111ebULL;
    return (uint32_t)(hash >> 32);
}

static bool is_same_customer(const struct WeightedRow *left, const struct WeightedRow *right)
{
    return left->x == right->x && left->t_x == right->t_x && left->T == right->T;
}

/*
 * A slot holds 1 + the index of a row in as many low bits as there are slots, and above them those
 * bits of the row's hash: most rows that are not the one looked for are told from it without
 * touching their memory.
 */
static uint32_t slot_of_row(const struct RowTable *table, uint32_t hash, uint32_t index)
{
    return (hash & ~table->slot_mask) | (index + 1);
}

static uint32_t row_of_slot(const struct RowTable *table, uint32_t slot)
{
    return (slot & table->slot_mask) - 1;
}

/* Where the row stands, or would stand: a free slot is 0. */
static uint32_t *find_slot(const struct RowTable *table, const struct WeightedRow *row,
                           uint32_t hash)
{
    for (uint32_t at = hash & table->slot_mask;; at = (at + 1) & table->slot_mask) {
        uint32_t slot = table->slots[at];
        bool is_candidate = ((slot ^ hash) & ~table->slot_mask) == 0;
        if (slot == 0 ||
            (is_candidate && is_same_customer(&table->rows[row_of_slot(table, slot)], row))) {
            return &table->slots[at];
        }
    }
}

/* By a quarter: room that stays empty is memory, too. */
static int grow_rows(struct RowTable *table)
{
    uint64_t capacity = table->capacity ? table->capacity + table->capacity / 4 : FIRST_ROWS;
    struct WeightedRow *rows =
        capacity <= UINT32_MAX ? sqlite3_realloc64(table->rows, capacity * sizeof *rows) : NULL;
    if (!rows) {
        return SQLITE_NOMEM;
    }
    table->rows = rows;
    table->capacity = (uint32_t)capacity;
    return SQLITE_OK;
}

static int double_slots(struct RowTable *table)
{
    uint64_t count = table->slots ? ((uint64_t)table->slot_mask + 1) * 2 : FIRST_SLOTS;
    uint32_t *slots = count <= UINT32_MAX ? sqlite3_malloc64(count * sizeof *slots) : NULL;
    if (!slots) {
        return SQLITE_NOMEM;
    }
    memset(slots, 0, count * sizeof *slots);
    if (!table->slots) {
        sqlite3_randomness(sizeof table->keys, table->keys);
    }
    sqlite3_free(table->slots);
    table->slots = slots;
    table->slot_mask = (uint32_t)count - 1;
    for (uint32_t i = 0; i < table->count; i++) {
        uint32_t hash = hash_row(&table->rows[i], table->keys);
        *find_slot(table, &table->rows[i], hash) = slot_of_row(table, hash, i);
    }
    return SQLITE_OK;
}

int row_table_add(struct RowTable *table, const struct WeightedRow *row)
{
    /* At most three quarters are taken. */
    bool is_full = !table->slots || table->count >= table->slot_mask - table->slot_mask / 4;
    if ((is_full && double_slots(table) != SQLITE_OK) ||
        (table->count == table->capacity && grow_rows(table) != SQLITE_OK)) {
        return SQLITE_NOMEM;
    }
    uint32_t hash = hash_row(row, table->keys);
    uint32_t *slot = find_slot(table, row, hash);
    if (*slot) {
        table->rows[row_of_slot(table, *slot)].weight += row->weight;
    } else {
        *slot = slot_of_row(table, hash, table->count);
        table->rows[table->count++] = *row;
    }
    return SQLITE_OK;
}

void row_table_finish(struct RowTable *table)
{
    sqlite3_free(table->slots);
    table->slots = NULL;
}

struct WeightedRows row_table_rows(const struct RowTable *table)
{
    struct WeightedRows rows = {table->rows, table->count, 0};
    for (uint32_t i = 0; i < table->count; i++) {
        rows.weight += table->rows[i].weight;
    }
    return rows;
}

void row_table_clear(struct RowTable *table)
{
    sqlite3_free(table->rows);
    sqlite3_free(table->slots);
    memset(table, 0, sizeof *table);
}
