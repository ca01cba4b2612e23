/*
 * SQLite as WebAssembly, with the extension in every connection: what it asks of an operating
 * system, which here is the time and random bytes, and the few calls that JavaScript cannot make
 * because they take 64 bits.
 *
 * There are no files. A database is memory: an empty one, or the bytes of a file.
 */
#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "advocacy.h"

#define FROM_HOST(name) __attribute__((import_module("host"), import_name(name)))
#define EXPORT __attribute__((visibility("default"), used))

int emscripten_resize_heap(size_t size);

/* Milliseconds since 1970, in UTC. */
FROM_HOST("now") double host_now(void);
FROM_HOST("random") void host_random(void *bytes, int count);

#define WASM_PAGE ((size_t)65536)

#define JULIAN_1970 210866760000000.0 /* in milliseconds */
#define DAY 86400000.0

static int open_none(sqlite3_vfs *system, const char *name, sqlite3_file *file, int flags,
                     int *flags_found)
{
    (void)system, (void)name, (void)flags, (void)flags_found;
    file->pMethods = NULL;
    return SQLITE_CANTOPEN;
}

static int delete_none(sqlite3_vfs *system, const char *name, int is_synced)
{
    (void)system, (void)name, (void)is_synced;
    return SQLITE_OK;
}

static int is_there(sqlite3_vfs *system, const char *name, int flags, int *result)
{
    (void)system, (void)name, (void)flags;
    *result = 0;
    return SQLITE_OK;
}

static int same_name(sqlite3_vfs *system, const char *name, int size, char *full)
{
    (void)system;
    sqlite3_snprintf(size, full, "%s", name);
    return SQLITE_OK;
}

static int random_bytes(sqlite3_vfs *system, int count, char *bytes)
{
    (void)system;
    host_random(bytes, count);
    return count;
}

static int sleep_none(sqlite3_vfs *system, int microseconds)
{
    (void)system;
    return microseconds;
}

static int time_now(sqlite3_vfs *system, sqlite3_int64 *milliseconds)
{
    (void)system;
    *milliseconds = (sqlite3_int64)(JULIAN_1970 + host_now());
    return SQLITE_OK;
}

static int day_now(sqlite3_vfs *system, double *days)
{
    (void)system;
    *days = (JULIAN_1970 + host_now()) / DAY;
    return SQLITE_OK;
}

static int last_error(sqlite3_vfs *system, int size, char *text)
{
    (void)system, (void)size, (void)text;
    return 0;
}

/* SQLite calls these two, as it is compiled with SQLITE_OS_OTHER. */
int sqlite3_os_init(void)
{
    /* SQLite links systems to each other in it. */
    static sqlite3_vfs system = {
        .iVersion = 2,
        .szOsFile = sizeof(sqlite3_file),
        .mxPathname = 512,
        .zName = "none",
        .xOpen = open_none,
        .xDelete = delete_none,
        .xAccess = is_there,
        .xFullPathname = same_name,
        .xRandomness = random_bytes,
        .xSleep = sleep_none,
        .xGetLastError = last_error,
        .xCurrentTime = day_now,
        .xCurrentTimeInt64 = time_now,
    };
    return sqlite3_vfs_register(&system, 1);
}

int sqlite3_os_end(void)
{
    return SQLITE_OK;
}

/*
 * malloc calls this for memory up to `size`. By a quarter at a time: after each growth the browser
 * has another view of all of it, so that a database that grew by single pages took its square.
 */
int emscripten_resize_heap(size_t size)
{
    size_t pages = __builtin_wasm_memory_size(0);
    size_t missing = (size - pages * WASM_PAGE + WASM_PAGE - 1) / WASM_PAGE;
    size_t quarter = pages / 4;
    size_t before = __builtin_wasm_memory_grow(0, missing > quarter ? missing : quarter);
    if (before == SIZE_MAX) {
        before = __builtin_wasm_memory_grow(0, missing);
    }
    return before != SIZE_MAX;
}

/*
 * A connection with the extension in it, to an empty database or to the `size` bytes of a file,
 * which are of sqlite3_malloc and belong to the connection from then on. *code is SQLite's; what it
 * says, sqlite3_errmsg has. NULL only without memory.
 */
EXPORT sqlite3 *open_database(unsigned char *bytes, int size, int *code)
{
    sqlite3 *db = NULL;
    *code = sqlite3_open(":memory:", &db);
    if (*code == SQLITE_OK) {
        *code = sqlite3_advocacy_init(db, NULL, NULL);
    }
    if (*code == SQLITE_OK && bytes) {
        *code = sqlite3_deserialize(db, "main", bytes, size, size,
                                    SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE);
    }
    return db;
}

/* The bytes of the database as a file of *size bytes, to be freed with sqlite3_free. */
EXPORT unsigned char *database_bytes(sqlite3 *db, int *size)
{
    sqlite3_int64 all = 0;
    unsigned char *bytes = sqlite3_serialize(db, "main", &all, 0);
    *size = (int)all;
    return bytes;
}

EXPORT int bind_integer(sqlite3_stmt *statement, int place, int high, unsigned low)
{
    sqlite3_uint64 bits = (sqlite3_uint64)(unsigned)high << 32 | low;
    return sqlite3_bind_int64(statement, place, (sqlite3_int64)bits);
}
