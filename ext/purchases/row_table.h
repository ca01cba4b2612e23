/*
 * The rows of a purchase model as they come in: equal ones become one row with their weights added
 * up, so that memory grows with the distinct rows.
 */
#ifndef ADVOCACY_PURCHASES_ROW_TABLE_H
#define ADVOCACY_PURCHASES_ROW_TABLE_H

#include <stdint.h>

#include "host/sqlite.h"
#include "mathematics/weighted_row.h"

/* One for each half of a word of x, t_x and T, and one more. */
#define ROW_HASH_KEYS 7

/* All zeros is an empty table. */
struct RowTable {
    struct WeightedRow *rows; /* in the order of arrival */
    uint32_t *slots;          /* 0 for free; open addressing, at most three quarters are taken */
    uint32_t count;
    uint32_t capacity;
    uint32_t slot_mask;
    uint64_t keys[ROW_HASH_KEYS]; /* random, so that nobody can choose rows that collide */
};

/* SQLITE_OK, or SQLITE_NOMEM, and then the table is as before. */
int row_table_add(struct RowTable *table, const struct WeightedRow *row);

/* Frees what only row_table_add needs: no row may be added any more. */
void row_table_finish(struct RowTable *table);

/* The rows and their weight; they live as long as the table is not changed. */
struct WeightedRows row_table_rows(const struct RowTable *table);

/* Frees everything; the table is empty again. */
void row_table_clear(struct RowTable *table);

#endif
