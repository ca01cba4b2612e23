/* A mapping of the database at hand to the canonical tables, proposed as a script. */
#include "function_tables.h"
#include "product/mapping_write.h"

static void advocacy_mapping(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    (void)arguments;
    struct Sources sources;
    struct Plan plan;
    bool is_read = read_sources(context, &sources);
    if (is_read) {
        bool is_planned = make_plan(&sources, &plan);
        char *script = is_planned ? write_mapping(&plan) : NULL;
        if (script && !sources.has_failed) {
            sqlite3_result_text(context, script, -1, sqlite3_free);
        } else {
            sqlite3_free(script);
            if (!sources.has_failed) {
                sqlite3_result_error_nomem(context);
            }
        }
        free_plan(&plan);
    }
    free_sources(&sources);
}

static const struct Function mapping_functions[] = {
    {
        .name = "advocacy_mapping",
        .signature = "advocacy_mapping()",
        .summary =
            "A script that maps the tables of the database at hand to those that the views read, proposed from the names, types and values of their columns; each guess with a comment and a value, and what was not found as a comment to fill in. Reads a bounded sample and changes nothing.",
        .example = "SELECT substr(advocacy_mapping(), 1, 29)",
        .output = "-- A mapping of this database",
        .kind = SCALAR_FUNCTION,
        .direct_only = true,
        .scalar = advocacy_mapping,
    },
};

const struct FunctionTable mapping_function_table = FUNCTION_TABLE("about", mapping_functions);
