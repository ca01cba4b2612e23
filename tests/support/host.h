/*
 * The extension seen from the side of its host: its entry point, and the table of routines that
 * SQLite passes to it, of which a test may pass a changed copy.
 */
#ifndef TESTS_HOST_H
#define TESTS_HOST_H

#include "support/database.h"

/* With it the header gives the types and leaves the names of SQLite's functions alone. */
#ifndef SQLITE_CORE
#define SQLITE_CORE 1
#endif
#include <sqlite3ext.h>

/* The library's file with its suffix, in memory for sqlite3_free. */
char *library_file(void);

/*
 * The entry point of the library under test, which stays in memory from then on. Fails the test
 * when there is none.
 */
sqlite3_loadext_entry entry_point(void);

/* The table of routines that this SQLite passes to extensions. */
const sqlite3_api_routines *host_routines(void);

/* A function of no particular type, as the entries of the table of routines are to a test. */
typedef void (*any_routine)(void);

/*
 * Copies the table as a host of SQLite 3.31 has it; every later entry becomes `beyond`. The host
 * itself must be 3.31 or later.
 */
void copy_oldest_routines(sqlite3_api_routines *copy, any_routine beyond);

/* Makes the entry at this offset of the table, or every one, this function. */
void set_routine(sqlite3_api_routines *routines, size_t offset, any_routine routine);
void set_all_routines(sqlite3_api_routines *routines, any_routine routine);

#endif
