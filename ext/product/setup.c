/*
 * The tables and views of sql/, made in the database at hand: advocacy_setup().
 *
 * (1) For each canonical table there is a source: what SQLite finds under its name, else an empty
 *     table, which is made. A source that lacks the key column is refused (sources.h); other
 * columns that it lacks read NULL. (2) What setup makes carries a mark in the text that SQLite
 * keeps of it, and a later setup, also of another version, makes it anew or drops it. Nothing else
 * is dropped or changed: a name that is taken is an error. A view that would be the same is left
 * alone, with its triggers. (3) Rows are never dropped. A table of ours goes only if it is TEMP,
 * and empty or a copy. (4) In the end every view is compiled once, so that none stands that cannot
 * be asked.
 */
#include "product/setup.h"

#include <string.h>

#include "function_tables.h"
#include "host/value.h"
#include "product/connection.h"
#include "product/sources.h"
#include "product/transaction.h"
#include "version.h"

/* In front of the name of a canonical table: the view of sql/reading.sql that reads it. */
#define READING_PREFIX "read_"

#define MARK SETUP_MARK ADVOCACY_VERSION " */"

struct Setup {
    sqlite3_context *context;
    enum SetupKind kind;
    const char *schema; /* where it makes what it makes */
    const struct Settings *settings;
    struct Transaction transaction;
    struct Statements statements;
    char **missing; /* for each canonical table, what missing_columns() says of its source */
    int views;
};

/* NULL when out of memory, which is reported. */
static char *made(const struct Setup *setup, char *text)
{
    if (!text) {
        sqlite3_result_error_nomem(setup->context);
    }
    return text;
}

static const char *own_name(const struct Setup *setup)
{
    return function_called(setup->context)->name;
}

static bool fail_taken(const struct Setup *setup, const struct SchemaObject *object)
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

static bool is_type(const struct SchemaObject *object, const char *type)
{
    return object->type && strcmp(object->type, type) == 0;
}

/* Whether SQLite keeps this text of it: `stored` is from the name on. */
static bool is_the_same(const struct SchemaObject *object, const char *stored)
{
    return object->sql && strlen(object->sql) > strlen(stored) &&
           strcmp(object->sql + strlen(object->sql) - strlen(stored), stored) == 0;
}

/* Makes room for something of ours under this name; fails when it is taken by something else. */
static bool replace_object(struct Setup *setup, const struct SchemaObject *object)
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
               : transaction_drop_table(&setup->transaction, object->schema, object->name);
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
    return made(setup, sqlite3_str_finish(list));
}

static bool drop_all_leftovers(struct Setup *setup)
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

static bool prepare_settings(struct Setup *setup)
{
    if (setup->kind == SETUP_MAIN) {
        return prepare_source(setup, 0) && write_settings(setup->context, "main", setup->settings);
    }
    struct SchemaObject in_temp;
    bool has_failed =
        !find_object(setup->context, "temp", advocacy_source_tables[0].name, &in_temp);
    bool is_ready = !has_failed;
    /* A table or view of the user's own is left to stand. */
    if (is_ready && (!in_temp.type || is_placeholder(setup, &in_temp, &has_failed))) {
        is_ready = copy_settings(setup, &in_temp);
    }
    free_schema_object(&in_temp);
    return is_ready && !has_failed && write_settings(setup->context, "temp", setup->settings);
}

static bool prepare_sources(struct Setup *setup)
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
static bool make_indexes(struct Setup *setup)
{
    for (int i = 0; setup->kind == SETUP_MAIN && i < setup->statements.count; i++) {
        const struct Statement *statement = &setup->statements.items[i];
        if (statement->kind == MAKES_INDEX && !make_index(setup, statement)) {
            return false;
        }
    }
    return true;
}

/* The number of the canonical table that this view reads, or -1 when it is no view of that layer.
 */
static int table_read_by(const struct Statement *view)
{
    for (int i = 0; i < advocacy_source_table_count; i++) {
        const char *name = advocacy_source_tables[i].name;
        if (view->name.length == (int)(strlen(READING_PREFIX) + strlen(name)) &&
            strncmp(view->name.text, READING_PREFIX, strlen(READING_PREFIX)) == 0 &&
            strncmp(view->name.text + strlen(READING_PREFIX), name, strlen(name)) == 0) {
            return i;
        }
    }
    return -1;
}

/* Where the text holds this piece, or NULL. */
static const char *find_piece(const struct Piece *piece, const char *wanted)
{
    const int length = (int)strlen(wanted);
    for (int i = 0; i + length <= piece->length; i++) {
        if (memcmp(piece->text + i, wanted, (size_t)length) == 0) {
            return piece->text + i;
        }
    }
    return NULL;
}

/* What the view selects, its source widened by the columns that it lacks. */
static char *view_body(const struct Setup *setup, const struct Statement *view)
{
    const int number = table_read_by(view);
    const char *missing = number < 0 ? NULL : setup->missing[number];
    if (!missing || strcmp(missing, " ") == 0) {
        return made(setup, sqlite3_mprintf("%.*s", view->body.length, view->body.text));
    }
    const char *name = advocacy_source_tables[number].name;
    char *source = made(setup, sqlite3_mprintf("FROM %s AS source", name));
    const char *place = source ? find_piece(&view->body, source) : NULL;
    char *body = NULL;
    if (place) {
        const char *rest = place + strlen(source);
        body = made(setup,
                    sqlite3_mprintf("%.*sFROM (SELECT *%s FROM %s) AS source%.*s",
                                    (int)(place - view->body.text), view->body.text, missing, name,
                                    (int)(view->body.text + view->body.length - rest), rest));
    } else if (source) {
        fail(setup->context, "%.*s does not read %s as source", view->name.length, view->name.text,
             name);
    }
    sqlite3_free(source);
    return body;
}

/* (2) */
static bool make_view(struct Setup *setup, const char *name, const char *body)
{
    char *stored = made(setup, sqlite3_mprintf("%s AS " MARK "%s", name, body));
    struct SchemaObject existing = {0};
    bool is_made = stored && find_object(setup->context, setup->schema, name, &existing);
    if (is_made && !(is_type(&existing, "view") && is_the_same(&existing, stored))) {
        is_made = replace_object(setup, &existing) &&
                  run_format(setup->context, "CREATE VIEW %s.%s", setup->schema, stored);
    }
    free_schema_object(&existing);
    sqlite3_free(stored);
    return is_made;
}

/*
 * The text of a table with the columns of a query, from the name on: with the same types, so that
 * values are compared as they would be in the view.
 */
static char *copy_definition(const struct Setup *setup, const char *name, const char *body)
{
    sqlite3_stmt *columns = prepare_format(setup->context, "%s", body);
    if (!columns) {
        return NULL;
    }
    bool lacks_memory = false;
    sqlite3_str *text = sqlite3_str_new(NULL);
    sqlite3_str_appendf(text, "%s (" MARK, name);
    for (int i = 0; i < sqlite3_column_count(columns); i++) {
        const char *column = sqlite3_column_name(columns, i);
        const char *type = sqlite3_column_decltype(columns, i);
        lacks_memory = lacks_memory || !column;
        sqlite3_str_appendf(text, "%s\"%w\"", i > 0 ? ", " : " ", column ? column : "");
        if (type) {
            sqlite3_str_appendf(text, " \"%w\"", type);
        }
    }
    sqlite3_str_appendall(text, ")");
    sqlite3_finalize(columns);
    char *definition = made(setup, sqlite3_str_finish(text));
    if (definition && lacks_memory) {
        sqlite3_result_error_nomem(setup->context);
        sqlite3_free(definition);
        return NULL;
    }
    return definition;
}

/* The indexes of the canonical table, on its copy. */
static bool index_copy(struct Setup *setup, const char *table)
{
    for (int i = 0; i < setup->statements.count; i++) {
        const struct Statement *index = &setup->statements.items[i];
        if (index->kind == MAKES_INDEX && piece_is(&index->table, table) &&
            !run_format(setup->context,
                        "CREATE INDEX IF NOT EXISTS temp." READING_PREFIX "%.*s ON " READING_PREFIX
                        "%s(%.*s",
                        index->name.length, index->name.text, table, index->body.length,
                        index->body.text)) {
            return false;
        }
    }
    return true;
}

/* What the view would give now, as a TEMP table. */
static bool make_copy(struct Setup *setup, const char *name, const char *body)
{
    sqlite3_context *context = setup->context;
    char *stored = copy_definition(setup, name, body);
    struct SchemaObject existing = {0};
    bool is_made = stored && find_object(context, "temp", name, &existing);
    if (is_made && is_type(&existing, "table") && is_the_same(&existing, stored)) {
        is_made = run_format(context, "DELETE FROM temp.%s", name);
    } else if (is_made) {
        is_made =
            replace_object(setup, &existing) && run_format(context, "CREATE TABLE temp.%s", stored);
    }
    is_made = is_made && run_format(context, "INSERT INTO temp.%s %s", name, body) &&
              index_copy(setup, name + strlen(READING_PREFIX));
    free_schema_object(&existing);
    sqlite3_free(stored);
    return is_made;
}

static bool make_views(struct Setup *setup)
{
    for (int i = 0; i < setup->statements.count; i++) {
        const struct Statement *view = &setup->statements.items[i];
        if (view->kind != MAKES_VIEW) {
            continue;
        }
        char *name = made(setup, sqlite3_mprintf("%.*s", view->name.length, view->name.text));
        char *body = name ? view_body(setup, view) : NULL;
        bool is_made = body && (setup->kind == SETUP_SNAPSHOT && table_read_by(view) >= 0
                                    ? make_copy(setup, name, body)
                                    : make_view(setup, name, body));
        sqlite3_free(body);
        sqlite3_free(name);
        if (!is_made) {
            return false;
        }
        setup->views++;
    }
    return true;
}

/* (4) */
static bool check_views(struct Setup *setup)
{
    for (int i = 0; i < setup->statements.count; i++) {
        const struct Statement *view = &setup->statements.items[i];
        if (view->kind == MAKES_VIEW) {
            sqlite3_stmt *compiled =
                prepare_format(setup->context, "SELECT * FROM %s.%.*s", setup->schema,
                               view->name.length, view->name.text);
            if (!compiled) {
                return false;
            }
            sqlite3_finalize(compiled);
        }
    }
    return true;
}

static bool make_everything(struct Setup *setup)
{
    return drop_all_leftovers(setup) && prepare_settings(setup) && prepare_sources(setup) &&
           make_indexes(setup) && make_views(setup) && check_views(setup);
}

static bool begin(struct Setup *setup)
{
    sqlite3_context *context = setup->context;
    if (setup->kind == SETUP_MAIN &&
        sqlite3_db_readonly(sqlite3_context_db_handle(context), "main") == 1) {
        fail(
            context,
            "the database is open for reading only; call %s('temp'), whose views are TEMP and leave it alone",
            own_name(setup));
        return false;
    }
    return transaction_begin(&setup->transaction, context);
}

bool set_up(sqlite3_context *context, enum SetupKind kind, const struct Settings *settings,
            int *views)
{
    struct Setup setup = {
        .context = context,
        .kind = kind,
        .schema = kind == SETUP_MAIN ? "main" : "temp",
        .settings = settings,
    };
    const size_t size = (size_t)advocacy_source_table_count * sizeof *setup.missing;
    setup.missing = sqlite3_malloc64(size);
    bool is_done = false;
    if (!setup.missing || read_statements(&setup.statements) != SQLITE_OK) {
        sqlite3_result_error_nomem(context);
    } else {
        memset(setup.missing, 0, size);
        is_done = begin(&setup) && transaction_end(&setup.transaction, make_everything(&setup));
        for (int i = 0; i < advocacy_source_table_count; i++) {
            sqlite3_free(setup.missing[i]);
        }
    }
    free_statements(&setup.statements);
    sqlite3_free(setup.missing);
    *views = setup.views;
    return is_done;
}

static bool read_kind(sqlite3_context *context, sqlite3_value *value, enum SetupKind *kind)
{
    static const char *const names[] = {"main", "temp", "snapshot"};
    const char *text =
        sqlite3_value_type(value) == SQLITE_TEXT ? (const char *)sqlite3_value_text(value) : "";
    if (!text) {
        sqlite3_result_error_nomem(context);
        return false;
    }
    for (int i = 0; i < (int)(sizeof names / sizeof names[0]); i++) {
        if (strcmp(text, names[i]) == 0) {
            *kind = (enum SetupKind)i;
            return true;
        }
    }
    refuse_value(context, "%s is not a kind of setup; the kinds are 'main', 'temp' and 'snapshot'",
                 value);
    return false;
}

static void advocacy_setup(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    enum SetupKind kind = SETUP_MAIN;
    struct Settings settings = {0};
    int views;
    if ((count < 1 || read_kind(context, arguments[0], &kind)) &&
        (count < 2 || read_settings(context, arguments[1], &settings)) &&
        set_up(context, kind, &settings, &views)) {
        sqlite3_result_int(context, views);
    }
    free_settings(&settings);
}

static const struct Function setup_functions[] = {
    {
        .name = "advocacy_setup",
        .signature = "advocacy_setup([kind [, settings]])",
        .summary =
            "Makes the tables and views of sql/ over what the database has, all or nothing, and gives how many views stand: kind 'main' in the database (the default), 'temp' as TEMP views, 'snapshot' the same over TEMP copies of what was read; settings as a JSON object with columns of advocacy_settings.",
        .example =
            "SELECT advocacy_setup('temp', '{\"as_of\": \"2026-10-31\", \"period_days\": 90}') > 50",
        .output = "1",
        .kind = SCALAR_FUNCTION,
        .direct_only = true,
        .most_arguments = 2,
        .scalar = advocacy_setup,
    },
};

const struct FunctionTable setup_function_table = FUNCTION_TABLE("setup", setup_functions);
