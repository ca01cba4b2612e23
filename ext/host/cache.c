#include "host/cache.h"

#include <string.h>

struct CacheEntry {
    const struct CacheKind *kind; /* NULL while the entry is free */
    char *text;                   /* the JSON */
    size_t length;
    void *object;
    sqlite3_uint64 used; /* when it was last asked for */
};

struct CachedFunction {
    struct Function function; /* first, so that a pointer to the whole is one to the row */
    sqlite3_uint64 calls;
    struct CacheEntry entries[MOST_CACHED];
};

struct Function *cached_function_new(const struct Function *function)
{
    struct CachedFunction *cached = sqlite3_malloc64(sizeof *cached);
    if (!cached) {
        return NULL;
    }
    memset(cached, 0, sizeof *cached);
    cached->function = *function;
    return &cached->function;
}

static void clear_entry(struct CacheEntry *entry)
{
    if (entry->kind && entry->kind->release) {
        entry->kind->release(entry->object);
    }
    sqlite3_free(entry->text);
    sqlite3_free(entry->object);
    memset(entry, 0, sizeof *entry);
}

void cached_function_free(void *function)
{
    struct CachedFunction *cached = function;
    for (int i = 0; i < MOST_CACHED; i++) {
        clear_entry(&cached->entries[i]);
    }
    sqlite3_free(cached);
}

static struct CacheEntry *find_entry(struct CachedFunction *cached, const struct CacheKind *kind,
                                     const char *text, size_t length)
{
    for (int i = 0; i < MOST_CACHED; i++) {
        struct CacheEntry *entry = &cached->entries[i];
        if (entry->kind == kind && entry->length == length &&
            memcmp(entry->text, text, length) == 0) {
            return entry;
        }
    }
    return NULL;
}

static struct CacheEntry *oldest_entry(struct CachedFunction *cached)
{
    struct CacheEntry *oldest = &cached->entries[0];
    for (int i = 1; i < MOST_CACHED; i++) {
        if (cached->entries[i].used < oldest->used) {
            oldest = &cached->entries[i];
        }
    }
    return oldest;
}

/* Makes the entry hold this text and its object; on failure the entry is free. */
static bool fill_entry(sqlite3_context *context, struct CacheEntry *entry,
                       const struct CacheKind *kind, const char *text, size_t length)
{
    clear_entry(entry);
    entry->text = sqlite3_malloc64(length + 1);
    entry->object = sqlite3_malloc64(kind->size);
    if (!entry->text || !entry->object) {
        sqlite3_result_error_nomem(context);
        return false;
    }
    memcpy(entry->text, text, length);
    memset(entry->object, 0, kind->size);
    if (!kind->read(context, text, length, entry->object)) {
        return false;
    }
    entry->kind = kind;
    entry->length = length;
    return true;
}

static void *cached_text(sqlite3_context *context, const char *text, size_t length,
                         const struct CacheKind *kind)
{
    struct CachedFunction *cached = sqlite3_user_data(context);
    struct CacheEntry *entry = find_entry(cached, kind, text, length);
    if (!entry) {
        entry = oldest_entry(cached);
        if (!fill_entry(context, entry, kind, text, length)) {
            return NULL;
        }
    }
    entry->used = ++cached->calls;
    return entry->object;
}

void *cached_argument(sqlite3_context *context, sqlite3_value *argument,
                      const struct CacheKind *kind)
{
    const char *text = (const char *)sqlite3_value_text(argument);
    if (!text) {
        sqlite3_result_error_nomem(context);
        return NULL;
    }
    return cached_text(context, text, (size_t)sqlite3_value_bytes(argument), kind);
}

void *cached_object(sqlite3_context *context, const struct CacheKind *kind)
{
    return cached_text(context, "", 0, kind);
}
