/*
 * A hash table from a key to an entry of the caller's, for aggregates that group rows by
 * themselves. Memory grows with the number of different keys, not with the rows.
 *
 *     value             slots, by hash         entries, in the order of arrival
 *                      +------+-------+
 *                      |      |   0   |        +-----+---------------+
 *     'Team' -> 51c0 ->| 51c0 |   2   |--+     | key | caller's part |  index 0
 *                      |      |   0   |  |     +-----+---------------+
 *                      | a93f |   1   |  +---->| key | caller's part |  index 1
 *                      +------+-------+        +-----+---------------+
 *                        first wait                   second wait
 *
 * With a table larger than the processor's cache, each row would wait for memory twice: for its
 * slot, and when that says where, for its entry. A caller can let some rows be pending instead, and
 * their waits then pass side by side (nps_by() does so with 16):
 *
 *     each row, as it comes    key_table_ask        its hash; its slot is being fetched from now on
 *     all that are pending     key_table_ask_entry  reads the slot; the entry is being fetched
 *     all of them once more    key_table_answer     finds the entry, or makes one: no more waiting
 *
 * A small table is quicker still: key_table_recall finds the entry of a short text or an INTEGER
 * without a hash, in a list of the last ones found.
 */
#ifndef ADVOCACY_HOST_KEY_TABLE_H
#define ADVOCACY_HOST_KEY_TABLE_H

#include "host/key.h"

/* The hash stands beside the index, so that entries of other keys are not even looked at. */
struct KeySlot {
    uint32_t hash;
    uint32_t entry; /* 1 + its index; 0 while the slot is free */
};

#define RECALLED_COUNT 64

struct KeyTable {
    char *entries;
    void *entry_block;     /* the memory that the entries stand in */
    struct KeySlot *slots; /* open addressing, at most 2/3 full */
    uint32_t slot_mask;
    uint32_t count;
    uint32_t capacity;
    uint64_t seed;
    size_t entry_size;                 /* 0 before key_table_start */
    uint32_t recalled[RECALLED_COUNT]; /* 1 + the index of an entry, or 0: see key_table_recall */
};

/*
 * Makes a table of all zeros ready for entries of this size; the caller's part of an entry starts
 * as zeros.
 */
void key_table_start(struct KeyTable *table, size_t entry_size);

static inline void *key_table_entry(const struct KeyTable *table, uint32_t index)
{
    return table->entries + index * table->entry_size;
}

/*
 * The index of the value's entry, which is made if it is not there yet. SQLITE_OK; SQLITE_MISMATCH
 * for a BLOB; SQLITE_NOMEM; SQLITE_FULL when there are some 2 GB of entries. After an error the
 * table is as before.
 */
int key_table_find(struct KeyTable *table, sqlite3_value *value, uint32_t *index);

/* The same in three steps. A look-up of long text borrows it, and does not outlive the value. */
struct KeyLookup {
    struct Key key;
    uint32_t hash;
};

int key_table_ask(const struct KeyTable *table, sqlite3_value *value, struct KeyLookup *lookup);
void key_table_ask_entry(const struct KeyTable *table, const struct KeyLookup *lookup);
int key_table_answer(struct KeyTable *table, struct KeyLookup *lookup, uint32_t *index);

/*
 * The same for the keys that most rows of a small table have, short texts and INTEGERs, without
 * making a key and its hash of the value. False says nothing about the table.
 */
bool key_table_recall(const struct KeyTable *table, sqlite3_value *value, uint32_t *index);

/*
 * Reports what key_of_value, key_hold or a look-up returned, unless it is SQLITE_OK. `what` is the
 * kind of key, "customer" for instance. False after an error, which is then set.
 */
bool check_key(sqlite3_context *context, int error, const char *what);

/* Frees everything; the table is all zeros again. */
void key_table_clear(struct KeyTable *table);

#endif
