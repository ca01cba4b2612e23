/* The scripts of sql/ as a table: advocacy_scripts. */
#include "product/scripts.h"

#include <string.h>

#include "function_tables.h"
#include "host/table.h"
#include "host/value.h"

const struct Script *find_script(const char *name)
{
    for (int i = 0; i < advocacy_script_count; i++) {
        if (strcmp(advocacy_script_list[i].name, name) == 0) {
            return &advocacy_script_list[i];
        }
    }
    return NULL;
}

void append_script(sqlite3_str *text, const struct Script *script)
{
    for (int i = 0; i < script->piece_count; i++) {
        sqlite3_str_appendall(text, script->pieces[i]);
    }
}

static int load_scripts(const struct Function *function, sqlite3_value *argument,
                        struct TableRows *rows, char **message)
{
    (void)function;
    (void)argument;
    (void)message;
    rows->count = advocacy_script_count;
    return SQLITE_OK;
}

static void script_column(sqlite3_context *context, const struct TableRows *rows, sqlite3_int64 row,
                          int column)
{
    (void)rows;
    const struct Script *script = &advocacy_script_list[row];
    if (column == 0) {
        sqlite3_result_text(context, script->name, -1, SQLITE_STATIC);
        return;
    }
    sqlite3_str *text = sqlite3_str_new(sqlite3_context_db_handle(context));
    append_script(text, script);
    result_string(context, text);
}

static const struct Table script_table = {
    .columns = "name, sql",
    .column_count = 2,
    .load = load_scripts,
    .column = script_column,
};

static const struct Function script_functions[] = {
    {
        .name = "advocacy_scripts",
        .signature = "advocacy_scripts",
        .summary =
            "The scripts of sql/ that the library holds: name and sql, the text, in the order in which they are read into a database.",
        .example =
            "SELECT substr(sql, instr(sql, 'CREATE'), 36) FROM advocacy_scripts WHERE name = 'schema.sql'",
        .output = "CREATE TABLE IF NOT EXISTS advocacy_",
        .kind = TABLE_FUNCTION,
        .table = &script_table,
    },
};

const struct FunctionTable script_function_table = FUNCTION_TABLE("setup", script_functions);
