/*
 * The tables that the views of a setup read: the settings, and a source for each canonical table.
 */
#include "product/setup_parts.h"

#include <string.h>

#include "host/value.h"
#include "product/connection.h"

/*
 * Whether this is a TEMP table of ours that holds nothing of the user's: no rows, or the copy of
 * the settings. False after an error too, which *has_failed then says.
 */
static bool is_placeholder(struct Setup *setup, const struct SchemaObject *object, bool *has_failed)
{
    if (!is_type(object, "table") || !is_ours(object, &setup->statements)) {
        return false;
    }
    sqlite3_int64 rows = 0;
    if (sqlite3_stricmp(object->name, advocacy_source_tables[0].name) != 0) {
        *has_failed = !query_integer(setup->context, &rows,
                                     "SELECT EXISTS (SELECT 1 FROM temp.\"%w\")", object->name);
    }
    return !*has_failed && rows == 0;
}

static bool fail_hidden(const struct Setup *setup, const struct SchemaObject *object)
{
    fail(setup->context,
         "views in the database cannot read the TEMP %s %s; call %s('temp'), or drop it",
         object->type, object->name, own_name(setup));
    return false;
}

/*
 * Finds the source of this name that the views of this kind read; its type is NULL when there is
 * none. `in_temp` is what stands in temp, of which *is_empty says that it is a placeholder.
 */
static bool find_source(struct Setup *setup, const char *name, struct SchemaObject *in_temp,
                        bool *is_empty, struct SchemaObject *source)
{
    memset(source, 0, sizeof *source);
    bool has_failed = !find_object(setup->context, "temp", name, in_temp);
    *is_empty = !has_failed && is_placeholder(setup, in_temp, &has_failed);
    if (has_failed) {
        return false;
    }
    const bool is_used = in_temp->type && !*is_empty && !is_type(in_temp, "index");
    if (setup->kind == SETUP_MAIN) {
        return is_used ? fail_hidden(setup, in_temp)
                       : find_object(setup->context, "main", name, source);
    }
    return is_used ? find_object(setup->context, "temp", name, source)
                   : find_beyond_temp(setup->context, name, source);
}

/* The empty table, unless one stands that would be the same. */
static bool make_table(struct Setup *setup, const struct Statement *table,
                       const struct SchemaObject *existing)
{
    char *stored =
        made(setup, sqlite3_mprintf("%.*s (" MARK "%.*s", table->name.length, table->name.text,
                                    table->body.length, table->body.text));
    bool is_made = stored != NULL;
    if (is_made && !is_the_same(existing, stored)) {
        is_made = replace_object(setup, existing) &&
                  run_format(setup->context, "CREATE TABLE %s.%s", setup->schema, stored);
    }
    sqlite3_free(stored);
    return is_made;
}

/* (1) */
static bool prepare_source(struct Setup *setup, int number)
{
    const struct SourceTable *table = &advocacy_source_tables[number];
    const struct Statement *definition =
        find_statement(&setup->statements, MAKES_TABLE, table->name);
    struct SchemaObject in_temp;
    struct SchemaObject source;
    bool is_empty = false;
    bool is_ready = find_source(setup, table->name, &in_temp, &is_empty, &source);
    if (is_ready && is_empty && (source.type || setup->kind == SETUP_MAIN)) {
        is_ready = replace_object(setup, &in_temp);
        free_schema_object(&in_temp);
    }
    if (is_ready && source.type && !is_type(&source, "index")) {
        setup->missing[number] = missing_columns(setup->context, table, definition, &source);
        is_ready = setup->missing[number] != NULL;
    } else if (is_ready) {
        is_ready = make_table(setup, definition, setup->kind == SETUP_MAIN ? &source : &in_temp);
    }
    free_schema_object(&source);
    free_schema_object(&in_temp);
    return is_ready;
}

/* The TEMP copy of the settings: of the row that stands beyond temp, where there is one. */
static bool copy_settings(struct Setup *setup, const struct SchemaObject *in_temp)
{
    sqlite3_context *context = setup->context;
    const struct Statement *definition =
        find_statement(&setup->statements, MAKES_TABLE, advocacy_source_tables[0].name);
    struct SchemaObject source;
    if (!make_table(setup, definition, in_temp) ||
        !run_sql(context, "DELETE FROM temp.advocacy_settings") ||
        !find_beyond_temp(context, advocacy_source_tables[0].name, &source)) {
        return false;
    }
    bool is_copied = true;
    if (source.type) {
        char *columns = common_columns(context, definition, &source);
        is_copied =
            columns && (!*columns || run_format(context,
                                                "INSERT INTO temp.advocacy_settings(%s) "
                                                "SELECT %s FROM \"%w\".\"%w\" LIMIT 1",
                                                columns, columns, source.schema, source.name));
        sqlite3_free(columns);
    }
    free_schema_object(&source);
    return is_copied;
}

/* The row that always stands in a table of ours, with its defaults. */
static bool fill_settings(struct Setup *setup)
{
    struct SchemaObject settings;
    bool is_filled =
        find_object(setup->context, setup->schema, advocacy_source_tables[0].name, &settings);
    if (is_filled && is_type(&settings, "table") && is_ours(&settings, &setup->statements)) {
        is_filled = run_format(setup->context,
                               "INSERT OR IGNORE INTO %s.advocacy_settings(only_row) VALUES (1)",
                               setup->schema);
    }
    free_schema_object(&settings);
    return is_filled && write_settings(setup->context, setup->schema, setup->settings);
}

bool prepare_settings(struct Setup *setup)
{
    if (setup->kind == SETUP_MAIN) {
        return prepare_source(setup, 0) && fill_settings(setup);
    }
    struct SchemaObject in_temp;
    bool has_failed =
        !find_object(setup->context, "temp", advocacy_source_tables[0].name, &in_temp);
    bool is_ready = !has_failed;
    /* A table or view of the user's own is left to stand, and for a page what a setup was told. */
    if (is_ready && (!in_temp.type ||
                     (setup->kind != SETUP_PAGE && is_placeholder(setup, &in_temp, &has_failed)))) {
        is_ready = copy_settings(setup, &in_temp);
    }
    free_schema_object(&in_temp);
    return is_ready && !has_failed && fill_settings(setup);
}

bool prepare_sources(struct Setup *setup)
{
    for (int i = 1; i < advocacy_source_table_count; i++) {
        if (!prepare_source(setup, i)) {
            return false;
        }
    }
    return true;
}

static bool make_index(struct Setup *setup, const struct Statement *index)
{
    sqlite3_context *context = setup->context;
    char *name = made(setup, sqlite3_mprintf("%.*s", index->name.length, index->name.text));
    char *table = made(setup, sqlite3_mprintf("%.*s", index->table.length, index->table.text));
    struct SchemaObject on = {0};
    struct SchemaObject existing = {0};
    char *indexed = NULL;
    bool is_made =
        name && table && find_object(context, "main", table, &on) &&
        find_object(context, "main", name, &existing) &&
        query_text(
            context, &indexed,
            "SELECT tbl_name FROM main.sqlite_master WHERE type = 'index' AND name = %Q COLLATE NOCASE",
            name);
    if (is_made && is_type(&on, "table") && is_ours(&on, &setup->statements)) {
        if (existing.type && !(indexed && sqlite3_stricmp(indexed, table) == 0)) {
            is_made = fail_taken(setup, &existing);
        } else if (!existing.type) {
            is_made = run_format(context, "CREATE INDEX main.%s ON %s(%.*s", name, table,
                                 index->body.length, index->body.text);
        }
    }
    sqlite3_free(indexed);
    free_schema_object(&existing);
    free_schema_object(&on);
    sqlite3_free(table);
    sqlite3_free(name);
    return is_made;
}

/* On tables that setup made; whoever has others knows best which indexes they need. */
bool make_indexes(struct Setup *setup)
{
    for (int i = 0; setup->kind == SETUP_MAIN && i < setup->statements.count; i++) {
        const struct Statement *statement = &setup->statements.items[i];
        if (statement->kind == MAKES_INDEX && !make_index(setup, statement)) {
            return false;
        }
    }
    return true;
}
