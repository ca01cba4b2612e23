/* Setting a database up from inside the library: what advocacy_setup() does, for other functions
 * too. */
#ifndef ADVOCACY_PRODUCT_SETUP_H
#define ADVOCACY_PRODUCT_SETUP_H

#include "product/settings.h"
#include "product/transaction.h"

/*
 * Makes tables and views, all or nothing. Sets *views to how many stand. Fails, and leaves
 * everything as it was, when a name is taken by what no setup made, when a table is not what the
 * views read under its name, when the database does not allow it.
 */
bool set_up(sqlite3_context *context, enum SetupKind kind, const struct Settings *settings,
            int *views);

/* The same within a transaction, whose end is the caller's business, also after an error. */
bool set_up_within(struct Transaction *transaction, enum SetupKind kind,
                   const struct Settings *settings, int *views);

#endif
