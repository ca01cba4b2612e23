/* A computation that ends when its statement is interrupted, on every SQLite. */
#ifndef ADVOCACY_HOST_INTERRUPTION_H
#define ADVOCACY_HOST_INTERRUPTION_H

#include "host/sqlite.h"
#include "mathematics/interruption.h"

struct StatementInterruption {
    struct Interruption interruption; /* what the computation is given */
    sqlite3 *db;
    sqlite3_stmt *question; /* made when it is first put */
    bool cannot_ask;
};

void interruption_begin(struct StatementInterruption *watch, sqlite3 *db);

/* Frees what asking took; true when the statement was interrupted. */
bool interruption_end(struct StatementInterruption *watch);

/* The same, and sets the error on the context. */
bool interruption_report(struct StatementInterruption *watch, sqlite3_context *context);

#endif
