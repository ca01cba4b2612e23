/* The views of a setup, and the copies of what they read. */
#include "product/setup_parts.h"

#include <string.h>

#include "host/value.h"
#include "product/connection.h"

/* In front of the name of a canonical table: the view with the rows of it that count. */
#define READING_PREFIX "read_"
/* And the view with each of its values as it stands there and as it reads. */
#define SOURCE_PREFIX "source_"

/*
 * The text with this source of a view widened by the columns that it lacks; the text itself where
 * the view does not read it. It takes the text, and gives NULL when out of memory.
 */
static char *widened(char *text, const char *table, const char *missing)
{
    char *source = sqlite3_mprintf("FROM %s AS source", table);
    char *place = source && text ? strstr(text, source) : NULL;
    char *wider = source ? text : NULL;
    if (place) {
        wider = sqlite3_mprintf("%.*sFROM (SELECT *%s FROM %s) AS source%s", (int)(place - text),
                                text, missing, table, place + strlen(source));
    }
    if (wider != text) {
        sqlite3_free(text);
    }
    sqlite3_free(source);
    return wider;
}

/* What the view selects. */
static char *view_body(const struct Setup *setup, const struct Statement *view)
{
    char *body = sqlite3_mprintf("%.*s", view->body.length, view->body.text);
    for (int i = 0; i < advocacy_source_table_count && body; i++) {
        const char *missing = setup->missing[i];
        if (missing && strcmp(missing, " ") != 0) {
            body = widened(body, advocacy_source_tables[i].name, missing);
        }
    }
    return made(setup, body);
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
    /* From outside: within, names depend on PRAGMA short_column_names. */
    sqlite3_stmt *columns = prepare_format(setup->context, "SELECT * FROM (%s)", body);
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

static bool is_of_reading(const char *name)
{
    return strncmp(name, READING_PREFIX, strlen(READING_PREFIX)) == 0;
}

/*
 * What a snapshot reads once: every value of the sources, which may be views without an index, the
 * rows of them that count, and the day that everything looks back from.
 */
static bool is_read_once(const char *name)
{
    return strncmp(name, SOURCE_PREFIX, strlen(SOURCE_PREFIX)) == 0 || is_of_reading(name) ||
           strcmp(name, "advocacy_as_of") == 0;
}

/*
 * What a page reads once besides: views that several of its panels ask, each for some numbers of a
 * customer or a few rows in all, and which are not looked up by other columns.
 */
static const struct {
    const char *name;
    bool has_customers;
} page_copies[] = {
    {"headline_survey", false},     {"period_advocate", true},  {"first_free_act", true},
    {"period_revenue", true},       {"purchase_day", true},     {"purchase_rhythm", true},
    {"channel_acquisition", false}, {"nps_development", false}, {"advocacy_trend", false},
};

static bool is_copied(const struct Setup *setup, const char *name, bool *has_customers)
{
    *has_customers = false;
    for (size_t i = 0; setup->kind == SETUP_PAGE && i < sizeof page_copies / sizeof *page_copies;
         i++) {
        if (strcmp(page_copies[i].name, name) == 0) {
            *has_customers = page_copies[i].has_customers;
            return true;
        }
    }
    return is_snapshot(setup) && is_read_once(name);
}

/* An index in the place of the one that a primary key has: all look a customer up. */
static bool index_key(struct Setup *setup, const char *table)
{
    return strcmp(table, "customer") != 0 ||
           run_format(setup->context, "CREATE INDEX IF NOT EXISTS temp." READING_PREFIX
                                      "customer_by_id ON " READING_PREFIX "customer(customer_id)");
}

/* The indexes of the canonical table, on its copy. */
static bool index_copy(struct Setup *setup, const char *table)
{
    if (!index_key(setup, table)) {
        return false;
    }
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

/* Which rows count is a question of the settings too (5). */
static bool is_current(const struct Setup *setup, const char *name)
{
    return setup->has_copies && (strncmp(name, SOURCE_PREFIX, strlen(SOURCE_PREFIX)) == 0 ||
                                 !has_column_settings(setup->settings));
}

/* What the view would give now, as a TEMP table. */
static bool make_copy(struct Setup *setup, const char *name, const char *body, bool has_customers)
{
    sqlite3_context *context = setup->context;
    char *stored = copy_definition(setup, name, body);
    struct SchemaObject existing = {0};
    bool is_made = stored && find_object(context, "temp", name, &existing);
    const bool is_standing = is_type(&existing, "table") && is_the_same(&existing, stored);
    if (is_made && is_standing && is_current(setup, name)) {
        free_schema_object(&existing);
        sqlite3_free(stored);
        return true;
    }
    if (is_made && is_standing) {
        is_made = run_format(context, "DELETE FROM temp.%s", name);
    } else if (is_made) {
        is_made =
            replace_object(setup, &existing) && run_format(context, "CREATE TABLE temp.%s", stored);
    }
    is_made = is_made && run_format(context, "INSERT INTO temp.%s %s", name, body);
    if (is_made && is_of_reading(name)) {
        is_made = index_copy(setup, name + strlen(READING_PREFIX));
    }
    if (is_made && has_customers) {
        is_made =
            run_format(context, "CREATE INDEX temp.%s_by_customer ON %s(customer_id)", name, name);
    }
    free_schema_object(&existing);
    sqlite3_free(stored);
    return is_made;
}

bool make_views(struct Setup *setup)
{
    for (int i = 0; i < setup->statements.count; i++) {
        const struct Statement *view = &setup->statements.items[i];
        if (view->kind != MAKES_VIEW) {
            continue;
        }
        char *name = made(setup, sqlite3_mprintf("%.*s", view->name.length, view->name.text));
        char *body = name ? view_body(setup, view) : NULL;
        bool has_customers = false;
        bool is_made = body && (is_copied(setup, name, &has_customers)
                                    ? make_copy(setup, name, body, has_customers)
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

static bool compile(struct Setup *setup, const struct Statement *view)
{
    sqlite3_stmt *compiled = prepare_format(setup->context, "SELECT * FROM %s.%.*s", setup->schema,
                                            view->name.length, view->name.text);
    sqlite3_finalize(compiled);
    return compiled != NULL;
}

/* All of them, or those that no other reads; up to the first that cannot be compiled. */
static bool compile_views(struct Setup *setup, bool all)
{
    for (int i = 0; i < setup->statements.count; i++) {
        const struct Statement *view = &setup->statements.items[i];
        if (view->kind == MAKES_VIEW && (all || !view->is_read) && !compile(setup, view)) {
            return false;
        }
    }
    return true;
}

/* (4) With a view SQLite compiles those that it reads. One by one they tell where an error is. */
bool check_views(struct Setup *setup)
{
    if (compile_views(setup, false)) {
        return true;
    }
    (void)compile_views(setup, true);
    return false;
}
