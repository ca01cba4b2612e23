#include "host/register.h"

#include "host/cache.h"
#include "host/table.h"

/*
 * Deterministic, and innocuous (rule 9): no side effects, nothing read but the arguments. So they
 * may stand in views, triggers, CHECK constraints, generated columns and indexes, also with
 * trusted_schema off. Those that act may stand in none of these.
 */
static int function_flags(const struct Function *function)
{
    int flags = SQLITE_UTF8;
    flags |= function->direct_only ? SQLITE_DIRECTONLY : SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    return function->returns_json ? flags | SQLITE_RESULT_SUBTYPE : flags;
}

static int register_scalar(sqlite3 *db, const struct Function *function, int arguments)
{
    void *row = (void *)function;
    void (*release)(void *) = NULL;
    if (function->has_cache) {
        row = cached_function_new(function);
        release = cached_function_free;
        if (!row) {
            return SQLITE_NOMEM;
        }
    }
    /* When this fails, SQLite has called `release` already. */
    return sqlite3_create_function_v2(db, function->name, arguments, function_flags(function), row,
                                      function->scalar, NULL, NULL, release);
}

static int register_arity(sqlite3 *db, const struct Function *function, int arguments)
{
    if (function->kind == SCALAR_FUNCTION) {
        return register_scalar(db, function, arguments);
    }
    return sqlite3_create_window_function(db, function->name, arguments, function_flags(function),
                                          (void *)function, function->step, function->finish,
                                          function->value, function->inverse, NULL);
}

int register_function(sqlite3 *db, const struct Function *function)
{
    if (function->kind == TABLE_FUNCTION) {
        return register_table(db, function);
    }
    if (function->most_arguments == ANY_NUMBER) {
        return register_arity(db, function, ANY_NUMBER);
    }
    int error = SQLITE_OK;
    for (int n = function->fewest_arguments; !error && n <= function->most_arguments; n++) {
        error = register_arity(db, function, n);
    }
    return error;
}
