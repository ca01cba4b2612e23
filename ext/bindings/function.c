#include "bindings/function.h"

#include "bindings/table.h"

/*
 * Deterministic, and innocuous: no side effects, nothing read but the arguments. So they may stand
 * in views, triggers, CHECK constraints, generated columns and indexes, also with trusted_schema
 * off.
 */
static int function_flags(const struct Function *function)
{
    int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    return function->returns_json ? flags | SQLITE_RESULT_SUBTYPE : flags;
}

static int register_arity(sqlite3 *db, const struct Function *function, int arguments)
{
    void *row = (void *)function;
    int flags = function_flags(function);
    if (function->kind == SCALAR_FUNCTION) {
        return sqlite3_create_function_v2(db, function->name, arguments, flags, row,
                                          function->scalar, NULL, NULL, NULL);
    }
    return sqlite3_create_window_function(db, function->name, arguments, flags, row, function->step,
                                          function->finish, function->value, function->inverse,
                                          NULL);
}

int register_function(sqlite3 *db, const struct Function *function)
{
    if (function->kind == TABLE_FUNCTION) {
        return register_table(db, function);
    }
    int error = SQLITE_OK;
    for (int n = function->fewest_arguments; error == SQLITE_OK && n <= function->most_arguments;
         n++) {
        error = register_arity(db, function, n);
    }
    return error;
}
