/*
 * The function table: one row for each SQL function, and the only place that lists them.
 * Registration, the manual inside SQL (advocacy_functions), the reference in ext/README.md and the
 * tests of the documentation all read these rows. ext/README.md says how to add one.
 */
#ifndef ADVOCACY_HOST_FUNCTION_H
#define ADVOCACY_HOST_FUNCTION_H

#include "host/sqlite.h"

struct Option;
struct Table;

enum FunctionKind { SCALAR_FUNCTION, AGGREGATE_FUNCTION, WINDOW_FUNCTION, TABLE_FUNCTION };

#define MOST_OPTIONS 2
#define ANY_NUMBER (-1)

struct Function {
    const char *name;
    const char *signature; /* as it is written in SQL, optional arguments in [] */
    const char *summary;   /* one line: what it gives, in which unit */
    const char *example;   /* a query that runs as it stands */
    const char *output;    /* what the query prints: columns joined by |, rows by line ends */
    enum FunctionKind kind;
    bool returns_json;

    /*
     * It acts on the database, or reads it, instead of its arguments alone: only a statement of the
     * user's own may call it, no view, trigger or other part of a schema, and it is not
     * deterministic.
     */
    bool direct_only;

    /*
     * What may be passed. The order is the same everywhere (rule 6): what is measured and by what
     * it is split (subjects), then options, then a weight. A table-valued function takes at most
     * one argument, which is a hidden column.
     */
    int fewest_arguments;
    int most_arguments; /* or ANY_NUMBER, and then the callback checks it */
    int subjects;
    const struct Option *options[MOST_OPTIONS];
    bool takes_weight;

    bool has_cache; /* of a scalar: it may call cached_argument() */

    void (*scalar)(sqlite3_context *, int, sqlite3_value **);
    void (*step)(sqlite3_context *, int, sqlite3_value **);
    void (*inverse)(sqlite3_context *, int, sqlite3_value **);
    void (*value)(sqlite3_context *); /* the result so far; NULL unless this is a window function */
    void (*finish)(sqlite3_context *); /* the result, after which the state is gone */
    const struct Table *table;
    const void *detail; /* what the callbacks of a family that share code need to know */
};

struct FunctionTable {
    const char *name;
    const struct Function *functions;
    int count;
};

#define FUNCTION_TABLE(name, rows)                                                                 \
    {                                                                                              \
        name, rows, (int)(sizeof(rows) / sizeof((rows)[0]))                                        \
    }

/* Every family, in the order of the manual. */
extern const struct FunctionTable *const advocacy_function_tables[];
extern const int advocacy_function_table_count;

/* The row of the function that is being called. */
static inline const struct Function *function_called(sqlite3_context *context)
{
    return sqlite3_user_data(context);
}

#endif
