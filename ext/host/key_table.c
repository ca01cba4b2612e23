#include "host/key_table.h"

#include <string.h>

#include "host/value.h"

#define FIRST_CAPACITY 8
#define CACHE_LINE 64

/* SQLite hands out no larger piece of memory. */
#define LARGEST_BLOCK 2147483391ULL

/* Has memory brought into the cache while something else is done. */
#ifdef __GNUC__
#define PREFETCH(address) __builtin_prefetch(address)
#else
#define PREFETCH(address) ((void)(address))
#endif

static uint64_t mix(uint64_t value)
{
    /*
     * The finaliser of MurmurHash3 (Appleby): every input bit changes every output bit with
     * probability 1/2.
     */
    value ^= value >> 33;
    value *= 0xff51afd7ed558ccdULL;
    value ^= value >> 33;
    value *= 0xc4ceb9fe1a85ec53ULL;
    value ^= value >> 33;
    return value;
}

void key_table_start(struct KeyTable *table, size_t entry_size)
{
    memset(table, 0, sizeof *table);
    table->entry_size = entry_size;
    /*
     * A seed that whoever made the data cannot know: keys chosen to collide would make each look-up
     * a search.
     */
    sqlite3_randomness(sizeof table->seed, &table->seed);
}

/* The last word is zeros behind short text, and reaches back into what came before in long text. */
static uint64_t hash_text(const struct Key *key, uint64_t seed)
{
    const char *text = key_text(key);
    int32_t last = key->length > INLINE_KEY ? key->length - 8 : INLINE_KEY;
    uint64_t hash = seed ^ (uint32_t)key->length * 0x9e3779b97f4a7c15ULL;
    for (int32_t at = 0; at < key->length; at += 8) {
        uint64_t word;
        memcpy(&word, text + (at < last ? at : last), 8);
        hash = mix(hash ^ word);
    }
    return hash;
}

static uint32_t hash_key(const struct Key *key, uint64_t seed)
{
    if (key->type == SQLITE_TEXT) {
        return (uint32_t)hash_text(key, seed);
    }
    return (uint32_t)mix((uint64_t)key->of.integer ^ seed ^ (uint64_t)key->type << 56);
}

/* The first cache line that begins in a block, which is CACHE_LINE - 1 bytes longer than needed. */
static char *first_line(void *block)
{
    uintptr_t past = (uintptr_t)block % CACHE_LINE;
    return (char *)block + (past ? CACHE_LINE - past : 0);
}

/*
 * Entries begin with a cache line: a table that is larger than the cache costs one miss for each
 * entry of 64 bytes, not two.
 */
static int grow_entries(struct KeyTable *table)
{
    uint64_t most = (LARGEST_BLOCK - CACHE_LINE + 1) / table->entry_size;
    uint64_t wanted = table->capacity ? table->capacity * 2ULL : FIRST_CAPACITY;
    uint32_t capacity = (uint32_t)(wanted < most ? wanted : most);
    if (capacity <= table->capacity) {
        return SQLITE_FULL;
    }
    void *block = sqlite3_malloc64(capacity * (sqlite3_uint64)table->entry_size + CACHE_LINE - 1);
    if (!block) {
        return SQLITE_NOMEM;
    }
    char *entries = first_line(block);
    if (table->count > 0) {
        memcpy(entries, table->entries, table->count * table->entry_size);
    }
    sqlite3_free(table->entry_block);
    table->entry_block = block;
    table->entries = entries;
    table->capacity = capacity;
    return SQLITE_OK;
}

static void place(struct KeySlot *slots, uint32_t mask, struct KeySlot filled)
{
    uint32_t i = filled.hash & mask;
    while (slots[i].entry) {
        i = (i + 1) & mask;
    }
    slots[i] = filled;
}

/* Twice the slots, or the first ones. */
static int grow_slots(struct KeyTable *table)
{
    sqlite3_uint64 old_count = table->slots ? (sqlite3_uint64)table->slot_mask + 1 : 0;
    sqlite3_uint64 new_count = old_count ? old_count * 2 : 2ULL * FIRST_CAPACITY;
    struct KeySlot *slots =
        new_count <= UINT32_MAX ? sqlite3_malloc64(new_count * sizeof *slots) : NULL;
    if (!slots) {
        return SQLITE_NOMEM;
    }
    memset(slots, 0, new_count * sizeof *slots);
    for (sqlite3_uint64 i = 0; i < old_count; i++) {
        if (table->slots[i].entry) {
            place(slots, (uint32_t)new_count - 1, table->slots[i]);
        }
    }
    sqlite3_free(table->slots);
    table->slots = slots;
    table->slot_mask = (uint32_t)new_count - 1;
    return SQLITE_OK;
}

static int add_entry(struct KeyTable *table, struct Key *key, uint32_t *index)
{
    int error = table->count == table->capacity ? grow_entries(table) : SQLITE_OK;
    error = error ? error : key_hold(key);
    if (error) {
        return error;
    }
    *index = table->count++;
    struct Key *held = key_table_entry(table, *index);
    memset(held, 0, table->entry_size);
    *held = *key;
    return SQLITE_OK;
}

int key_table_ask(const struct KeyTable *table, sqlite3_value *value, struct KeyLookup *lookup)
{
    int error = key_of_value(value, &lookup->key);
    if (error == SQLITE_OK) {
        lookup->hash = hash_key(&lookup->key, table->seed);
        if (table->slots) {
            PREFETCH(&table->slots[lookup->hash & table->slot_mask]);
        }
    }
    return error;
}

void key_table_ask_entry(const struct KeyTable *table, const struct KeyLookup *lookup)
{
    if (table->slots) {
        struct KeySlot slot = table->slots[lookup->hash & table->slot_mask];
        if (slot.entry) {
            PREFETCH(key_table_entry(table, slot.entry - 1));
        }
    }
}

/*
 * A key's place among the recalled. Segments of one column seldom have length, first and last byte
 * in common; those that do take turns.
 */
static uint32_t recall_place(const char *text, int32_t length)
{
    uint32_t first = length > 0 ? (unsigned char)text[0] : 0;
    uint32_t last = length > 0 ? (unsigned char)text[length - 1] : 0;
    return (first * 7 + last * 3 + (uint32_t)length) % RECALLED_COUNT;
}

static uint32_t recall_place_of_integer(sqlite3_int64 integer)
{
    return (uint32_t)integer % RECALLED_COUNT;
}

/* With more entries than places, most look-ups would be in vain and cost a cache miss each. */
static bool can_recall(const struct KeyTable *table)
{
    return table->count <= RECALLED_COUNT;
}

static void remember(struct KeyTable *table, const struct Key *key, uint32_t index)
{
    if (!can_recall(table)) {
        return;
    }
    if (key->type == SQLITE_TEXT && key->length <= INLINE_KEY) {
        table->recalled[recall_place(key->of.text, key->length)] = index + 1;
    } else if (key->type == SQLITE_INTEGER) {
        table->recalled[recall_place_of_integer(key->of.integer)] = index + 1;
    }
}

static bool recall_text(const struct KeyTable *table, sqlite3_value *value, uint32_t *index)
{
    const char *text = (const char *)sqlite3_value_text(value);
    int length = sqlite3_value_bytes(value);
    if (!text || length > INLINE_KEY) {
        return false;
    }
    uint32_t entry = table->recalled[recall_place(text, length)];
    if (entry == 0) {
        return false;
    }
    *index = entry - 1;
    const struct Key *key = key_table_entry(table, *index);
    return key->type == SQLITE_TEXT && key->length == length &&
           memcmp(key->of.text, text, (size_t)length) == 0;
}

static bool recall_integer(const struct KeyTable *table, sqlite3_value *value, uint32_t *index)
{
    sqlite3_int64 integer = sqlite3_value_int64(value);
    uint32_t entry = table->recalled[recall_place_of_integer(integer)];
    if (entry == 0) {
        return false;
    }
    *index = entry - 1;
    const struct Key *key = key_table_entry(table, *index);
    return key->type == SQLITE_INTEGER && key->of.integer == integer;
}

bool key_table_recall(const struct KeyTable *table, sqlite3_value *value, uint32_t *index)
{
    if (!can_recall(table)) {
        return false;
    }
    int type = sqlite3_value_type(value);
    return type == SQLITE_TEXT      ? recall_text(table, value, index)
           : type == SQLITE_INTEGER ? recall_integer(table, value, index)
                                    : false;
}

int key_table_answer(struct KeyTable *table, struct KeyLookup *lookup, uint32_t *index)
{
    bool is_full = !table->slots || table->count * 3ULL > table->slot_mask * 2ULL;
    if (is_full && grow_slots(table) != SQLITE_OK) {
        return SQLITE_NOMEM;
    }
    uint32_t i = lookup->hash & table->slot_mask;
    for (; table->slots[i].entry; i = (i + 1) & table->slot_mask) {
        *index = table->slots[i].entry - 1;
        if (table->slots[i].hash == lookup->hash &&
            key_equal(key_table_entry(table, *index), &lookup->key)) {
            remember(table, &lookup->key, *index);
            return SQLITE_OK;
        }
    }
    int error = add_entry(table, &lookup->key, index);
    if (error == SQLITE_OK) {
        table->slots[i] = (struct KeySlot){lookup->hash, *index + 1};
    }
    return error;
}

int key_table_find(struct KeyTable *table, sqlite3_value *value, uint32_t *index)
{
    struct KeyLookup lookup;
    int error = key_table_ask(table, value, &lookup);
    return error ? error : key_table_answer(table, &lookup, index);
}

bool check_key(sqlite3_context *context, int error, const char *what)
{
    if (error == SQLITE_MISMATCH) {
        fail(context, "a %s is a number, a text or NULL, not a BLOB", what);
    } else if (error == SQLITE_FULL) {
        fail(context, "there is no room for so many %ss in one group; GROUP BY parts of them",
             what);
    } else if (error) {
        sqlite3_result_error_nomem(context);
    }
    return error == SQLITE_OK;
}

void key_table_clear(struct KeyTable *table)
{
    for (uint32_t i = 0; i < table->count; i++) {
        key_release(key_table_entry(table, i));
    }
    sqlite3_free(table->entry_block);
    sqlite3_free(table->slots);
    memset(table, 0, sizeof *table);
}
