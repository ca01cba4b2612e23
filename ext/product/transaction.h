/*
 * All or nothing for what a function changes in the connection of its caller, also inside a
 * transaction of the host.
 *
 * Undoing takes SQL, and SQL does not run any more in a statement that was interrupted or for which
 * memory ran out. SQLite itself then rolls back, but only on behalf of a statement that writes. So
 * one that counts as writing, and writes nothing, is kept waiting in its middle: the brake. When
 * ROLLBACK is refused, the brake is let go, and SQLite rolls the whole transaction back, that of
 * the host as well, as after any interrupted INSERT.
 */
#ifndef ADVOCACY_PRODUCT_TRANSACTION_H
#define ADVOCACY_PRODUCT_TRANSACTION_H

#include "host/function.h"

struct Transaction {
    sqlite3_context *context;
    bool is_own;         /* the host had none */
    sqlite3_stmt *brake; /* NULL where an authorizer does not allow it */
    sqlite3_int64 last_rowid;
};

/* False after an error, which is then set; transaction_end must not be called. */
bool transaction_begin(struct Transaction *transaction, sqlite3_context *context);

/*
 * Keeps what was done, or undoes it when this or something before did not succeed. Returns whether
 * it is kept. The last rowid of the connection is what it was before.
 */
bool transaction_end(struct Transaction *transaction, bool has_succeeded);

/*
 * DROP TABLE, which SQLite refuses while any other statement runs, the brake included; a message
 * says so when that is the caller's own.
 */
bool transaction_drop_table(struct Transaction *transaction, const char *schema, const char *name);

#endif
