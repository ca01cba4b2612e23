/*
 * A JSON argument that is the same in many rows, such as a fitted model, is read once and kept for
 * the next row, also when it comes from a join and SQLite does not know it to be constant.
 *
 *     clv_alive(model, x, t_x, T)       user data of clv_alive() in one connection
 *                 |                    +-------------------------------------------+
 *                 |                    | its row of the function table             |
 *                 |  the same bytes?   | entry 0:  JSON text -> object, last used  |
 *                 +------------------->| entry 1:  JSON text -> object, last used  |
 *                                      | ...       MOST_CACHED of them             |
 *                                      +-------------------------------------------+
 *
 * Found: its object. Not found: the text is read into the entry that has not been used for longest.
 * The cache is freed with the function, when the connection closes.
 */
#ifndef ADVOCACY_HOST_CACHE_H
#define ADVOCACY_HOST_CACHE_H

#include "host/function.h"

/* What the JSON is read into: plain bytes of this size. */
struct CacheKind {
    size_t size;
    /*
     * Fills `object`, which is all zeros, from the text. On failure sets an error on the context
     * and returns false, and nothing is kept.
     */
    bool (*read)(sqlite3_context *context, const char *text, size_t length, void *object);
    /* Releases what an object that was read holds beside its bytes; NULL: nothing. */
    void (*release)(void *object);
};

/*
 * The object that the TEXT argument stands for, or NULL after an error, which is then set. It stays
 * valid during this call of the function, as long as no more than MOST_CACHED arguments are asked
 * for. What the caller writes into it is there when the same text comes again. The function's row
 * must say has_cache.
 */
void *cached_argument(sqlite3_context *context, sqlite3_value *argument,
                      const struct CacheKind *kind);

/* The same for an object that stands for no argument: its kind reads an empty text. */
void *cached_object(sqlite3_context *context, const struct CacheKind *kind);

#define MOST_CACHED 8

/*
 * The user data of a function with a cache: a copy of its row, so that it serves as one, and the
 * cache behind it. NULL when out of memory. Free it with cached_function_free.
 */
struct Function *cached_function_new(const struct Function *function);
void cached_function_free(void *function);

#endif
