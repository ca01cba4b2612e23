/* Registers the rows of the function tables with a database connection. */
#ifndef ADVOCACY_HOST_REGISTER_H
#define ADVOCACY_HOST_REGISTER_H

#include "host/function.h"

/* Registers one function in every arity. Returns an SQLite error code. */
int register_function(sqlite3 *db, const struct Function *function);

#endif
