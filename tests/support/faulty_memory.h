/*
 * SQLite's memory, made to run out on demand, so that a test can try a failure at every single
 * allocation. Memory that is taken outside of SQLite, as by the loader of libraries, never fails.
 */
#ifndef TESTS_FAULTY_MEMORY_H
#define TESTS_FAULTY_MEMORY_H

#include <stdbool.h>
#include <stdint.h>

/* Must come before any other call of SQLite in the process. False when SQLite refuses it. */
bool faulty_memory_install(void);

/*
 * From now on, `spared` allocations succeed and the next one fails; `for_good` says whether those
 * after it fail too.
 */
void fail_allocation(int64_t spared, bool for_good);

/* How many are still to succeed before the first one fails. */
int64_t spared_allocations(void);

/* Allocations succeed again. Returns how many have failed since fail_allocation. */
int64_t stop_failing(void);

#endif
