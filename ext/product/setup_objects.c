/* What setup makes room with: names that are taken, objects of ours that go. */
#include "product/setup_parts.h"

#include <string.h>

#include "host/value.h"
#include "product/connection.h"

char *made(const struct Setup *setup, char *text)
{
    if (!text) {
        sqlite3_result_error_nomem(setup->context);
    }
    return text;
}

const char *own_name(const struct Setup *setup)
{
    return function_called(setup->context)->name;
}

bool fail_taken(const struct Setup *setup, const struct SchemaObject *object)
{
    if (setup->kind == SETUP_MAIN) {
        fail(
            setup->context,
            "the %s %s of this database was made by somebody else, so it stays as it is; rename it, or call %s('temp'), whose views are TEMP and leave the database alone",
            object->type, object->name, own_name(setup));
    } else {
        fail(setup->context,
             "the TEMP %s %s was made by somebody else, so it stays as it is; rename or drop it",
             object->type, object->name);
    }
    return false;
}

bool is_type(const struct SchemaObject *object, const char *type)
{
    return object->type && strcmp(object->type, type) == 0;
}

bool is_the_same(const struct SchemaObject *object, const char *stored)
{
    return object->sql && strlen(object->sql) > strlen(stored) &&
           strcmp(object->sql + strlen(object->sql) - strlen(stored), stored) == 0;
}

bool replace_object(struct Setup *setup, const struct SchemaObject *object)
{
    if (!object->type) {
        return true;
    }
    const bool is_temporary = strcmp(object->schema, "temp") == 0;
    if (!is_ours(object, &setup->statements) || (is_type(object, "table") && !is_temporary)) {
        return fail_taken(setup, object);
    }
    return is_type(object, "view")
               ? run_format(setup->context, "DROP VIEW \"%w\".\"%w\"", object->schema, object->name)
               : transaction_drop_table(setup->transaction, object->schema, object->name);
}

/*
 * What setups of another kind or version have left: marked views and copies that this one will not
 * make. Each is asked for by itself, since nothing can be dropped while a query runs.
 */
static bool drop_leftovers(struct Setup *setup, const char *schema, const char *kept)
{
    for (;;) {
        char *name;
        if (!query_text(setup->context, &name,
                        "SELECT name FROM \"%w\".sqlite_master WHERE name NOT IN (%s) AND "
                        "(instr(sql, 'CREATE VIEW ' || name || ' AS " SETUP_MARK "') = 1 OR "
                        "instr(sql, 'CREATE TABLE ' || name || ' (" SETUP_MARK "') = 1)",
                        schema, kept)) {
            return false;
        }
        if (!name) {
            return true;
        }
        struct SchemaObject object;
        bool is_gone = find_object(setup->context, schema, name, &object);
        is_gone = is_gone && replace_object(setup, &object);
        free_schema_object(&object);
        sqlite3_free(name);
        if (!is_gone) {
            return false;
        }
    }
}

/* The names of the tables, and with `views` also of the views, as a list in SQL. */
static char *list_names(const struct Setup *setup, bool views)
{
    sqlite3_str *list = sqlite3_str_new(NULL);
    sqlite3_str_appendall(list, "''");
    for (int i = 0; i < setup->statements.count; i++) {
        const struct Statement *statement = &setup->statements.items[i];
        if (statement->kind == MAKES_TABLE || (views && statement->kind == MAKES_VIEW)) {
            sqlite3_str_appendf(list, ", '%.*s'", statement->name.length, statement->name.text);
        }
    }
    if (views && is_snapshot(setup)) {
        sqlite3_str_appendall(list, ", '" SNAPSHOT_STATE "'");
    }
    return made(setup, sqlite3_str_finish(list));
}

bool drop_all_leftovers(struct Setup *setup)
{
    char *all = list_names(setup, true);
    char *tables = all ? list_names(setup, false) : NULL;
    bool are_gone = all && tables;
    are_gone = are_gone && drop_leftovers(setup, "temp", setup->kind == SETUP_MAIN ? tables : all);
    if (setup->kind == SETUP_MAIN) {
        are_gone = are_gone && drop_leftovers(setup, "main", all);
    }
    sqlite3_free(tables);
    sqlite3_free(all);
    return are_gone;
}
