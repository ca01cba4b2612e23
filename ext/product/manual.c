/* The extension about itself: its version, and its function table as a table. */
#include "function_tables.h"
#include "host/table.h"
#include "version.h"

static void advocacy_version(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    (void)arguments;
    sqlite3_result_text(context, ADVOCACY_VERSION, -1, SQLITE_STATIC);
}

static int load_manual(const struct Function *function, sqlite3_value *argument,
                       struct TableRows *rows, char **message)
{
    (void)function;
    (void)argument;
    (void)message;
    for (int i = 0; i < advocacy_function_table_count; i++) {
        rows->count += advocacy_function_tables[i]->count;
    }
    return SQLITE_OK;
}

static const char *kind_name(const struct Function *function)
{
    static const char *const names[] = {"scalar", "aggregate", "aggregate, window", "table-valued"};
    return function->direct_only ? "scalar, direct only" : names[function->kind];
}

static void manual_column(sqlite3_context *context, const struct TableRows *rows, sqlite3_int64 row,
                          int column)
{
    (void)rows;
    int family = 0;
    while (row >= advocacy_function_tables[family]->count) {
        row -= advocacy_function_tables[family]->count;
        family++;
    }
    const struct Function *function = &advocacy_function_tables[family]->functions[row];
    const char *const cells[] = {
        function->name,      function->signature,
        kind_name(function), advocacy_function_tables[family]->name,
        function->summary,   function->example,
        function->output,
    };
    sqlite3_result_text(context, cells[column], -1, SQLITE_STATIC);
}

static const struct Table manual_table = {
    .columns = "name, signature, kind, family, summary, example, output",
    .column_count = 7,
    .load = load_manual,
    .column = manual_column,
};

static const struct Function manual_functions[] = {
    {
        .name = "advocacy_version",
        .signature = "advocacy_version()",
        .summary = "The version of this extension.",
        .example = "SELECT advocacy_version()",
        .output = ADVOCACY_VERSION,
        .kind = SCALAR_FUNCTION,
        .scalar = advocacy_version,
    },
    {
        .name = "advocacy_functions",
        .signature = "advocacy_functions",
        .summary =
            "This manual as a table: name, signature, kind, family, summary, example and its output.",
        .example = "SELECT signature, kind FROM advocacy_functions WHERE name = 'nps'",
        .output = "nps(score [, weight])|aggregate, window",
        .kind = TABLE_FUNCTION,
        .table = &manual_table,
    },
};

const struct FunctionTable manual_function_table = FUNCTION_TABLE("about", manual_functions);
