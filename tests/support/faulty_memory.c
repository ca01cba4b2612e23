#include "support/faulty_memory.h"

#include <stddef.h>
#include <string.h>

#include <sqlite3.h>

static struct {
    sqlite3_mem_methods real;
    bool armed;
    bool for_good;
    int64_t spared;
    int64_t failed;
} memory;

static bool must_fail(void)
{
    if (!memory.armed) {
        return false;
    }
    if (memory.spared > 0) {
        memory.spared--;
        return false;
    }
    if (memory.failed > 0 && !memory.for_good) {
        return false;
    }
    memory.failed++;
    return true;
}

/* New memory holds what nobody expects there, so that to rely on it shows. */
#define FILLING 0xA5

static void *faulty_allocate(int size)
{
    void *block = must_fail() ? NULL : memory.real.xMalloc(size);
    return block ? memset(block, FILLING, (size_t)size) : NULL;
}

static void *faulty_reallocate(void *block, int size)
{
    if (must_fail()) {
        return NULL;
    }
    int old_size = memory.real.xSize(block);
    char *moved = memory.real.xRealloc(block, size);
    if (moved && size > old_size) {
        memset(moved + old_size, FILLING, (size_t)(size - old_size));
    }
    return moved;
}

bool faulty_memory_install(void)
{
    /* Look-aside slots would serve small requests without asking. */
    if (sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 1) != SQLITE_OK ||
        sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0) != SQLITE_OK ||
        sqlite3_config(SQLITE_CONFIG_GETMALLOC, &memory.real) != SQLITE_OK) {
        return false;
    }
    sqlite3_mem_methods faulty = memory.real;
    faulty.xMalloc = faulty_allocate;
    faulty.xRealloc = faulty_reallocate;
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &faulty) == SQLITE_OK;
}

void fail_allocation(int64_t spared, bool for_good)
{
    memory.spared = spared;
    memory.for_good = for_good;
    memory.failed = 0;
    memory.armed = true;
}

int64_t spared_allocations(void)
{
    return memory.spared;
}

int64_t stop_failing(void)
{
    memory.armed = false;
    return memory.failed;
}
