/*
 * The one way in which the extension sees SQLite: through the table of functions that the host
 * passes at loading, or directly when the extension is compiled into an application with
 * -DSQLITE_CORE. No other header includes SQLite's (rule 10).
 */
#ifndef ADVOCACY_HOST_SQLITE_H
#define ADVOCACY_HOST_SQLITE_H

#include <stdbool.h>
#include <stddef.h>

#include <sqlite3ext.h>

SQLITE_EXTENSION_INIT3

/* Headers before 3.45 lack it, hosts before 3.45 ignore it. */
#ifndef SQLITE_RESULT_SUBTYPE
#define SQLITE_RESULT_SUBTYPE 0x001000000
#endif

#define OLDEST_SQLITE 3031000
#define OLDEST_SQLITE_NAME "3.31"

#endif
