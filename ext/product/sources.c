#include "product/sources.h"

#include <string.h>

#include "host/value.h"
#include "product/connection.h"

const struct SourceTable advocacy_source_tables[] = {
    {"advocacy_settings", "as_of"},
    {"customer", "customer_id"},
    {"invitation", "customer_id"},
    {"survey_response", "score"},
    {"purchase", "customer_id"},
    {"advocacy_act", "customer_id"},
    {"referral", "referrer_id"},
    {"review", "rating"},
    {"mention", "brand"},
    {"ai_answer", "platform"},
    {"ask", "customer_id"},
    {"programme_member", "customer_id"},
    {"touchpoint", "customer_id"},
    {"feedback", "source"},
    {"feedback_source", "source"},
    {"community", "members"},
    {"department", "department"},
    {"acquisition_cost", "cost"},
    {"programme_cost", "cost"},
    {"benchmark", "nps"},
    {"satisfaction_response", "rating"},
    {"driver_rating", "driver"},
    {"theme", "pattern"},
    {"subscription", "started_at"},
    {"target", "metric"},
};
const int advocacy_source_table_count =
    (int)(sizeof advocacy_source_tables / sizeof advocacy_source_tables[0]);

void free_schema_object(struct SchemaObject *object)
{
    sqlite3_free(object->schema);
    sqlite3_free(object->name);
    sqlite3_free(object->type);
    sqlite3_free(object->sql);
    memset(object, 0, sizeof *object);
}

/* NULL for NULL; false when out of memory. */
static bool copy_column(sqlite3_stmt *rows, int column, char **copy)
{
    if (sqlite3_column_type(rows, column) == SQLITE_NULL) {
        return true;
    }
    const unsigned char *text = sqlite3_column_text(rows, column);
    *copy = text ? sqlite3_mprintf("%s", text) : NULL;
    return *copy != NULL;
}

bool find_object(sqlite3_context *context, const char *schema, const char *name,
                 struct SchemaObject *object)
{
    memset(object, 0, sizeof *object);
    sqlite3_stmt *rows = prepare_format(
        context,
        "SELECT name, type, sql FROM \"%w\".sqlite_master WHERE name = %Q COLLATE NOCASE AND type IN ('table', 'view', 'index')",
        schema, name);
    bool has_memory = true;
    if (next_row(rows)) {
        object->schema = sqlite3_mprintf("%s", schema);
        has_memory = object->schema && copy_column(rows, 0, &object->name) &&
                     copy_column(rows, 1, &object->type) && copy_column(rows, 2, &object->sql);
    }
    bool has_run = finish_rows(context, rows);
    if (has_run && !has_memory) {
        sqlite3_result_error_nomem(context);
    }
    if (!has_run || !has_memory) {
        free_schema_object(object);
    }
    return has_run && has_memory;
}

static bool is_readable(const struct SchemaObject *object)
{
    return object->type && strcmp(object->type, "index") != 0;
}

bool find_beyond_temp(sqlite3_context *context, const char *name, struct SchemaObject *object)
{
    memset(object, 0, sizeof *object);
    /* In the order in which SQLite looks: main has the number 0, temp 1, then come the attached. */
    sqlite3_stmt *rows = prepare_format(context, "PRAGMA database_list");
    bool is_found = false;
    bool has_failed = false;
    while (!is_found && !has_failed && next_row(rows)) {
        const char *schema = (const char *)sqlite3_column_text(rows, 1);
        if (!schema || sqlite3_stricmp(schema, "temp") == 0) {
            continue;
        }
        free_schema_object(object);
        has_failed = !find_object(context, schema, name, object);
        is_found = is_readable(object);
    }
    bool has_run = finish_rows(context, rows) && !has_failed;
    if (!has_run || !is_found) {
        free_schema_object(object);
    }
    return has_run;
}

static bool begins_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

/* SQLite keeps these words in front of the name, whatever was written. */
static const char *behind_name(const struct SchemaObject *object)
{
    const char *start = strcmp(object->type, "view") == 0 ? "CREATE VIEW " : "CREATE TABLE ";
    if (!object->sql || !begins_with(object->sql, start) ||
        !begins_with(object->sql + strlen(start), object->name)) {
        return NULL;
    }
    return object->sql + strlen(start) + strlen(object->name);
}

bool is_ours(const struct SchemaObject *object, const struct Statements *statements)
{
    const char *rest = object->type ? behind_name(object) : NULL;
    if (!rest) {
        return false;
    }
    const bool is_view = strcmp(object->type, "view") == 0;
    if (begins_with(rest, is_view ? " AS " SETUP_MARK : " (" SETUP_MARK)) {
        return true;
    }
    const struct Statement *script =
        find_statement(statements, is_view ? MAKES_VIEW : MAKES_TABLE, object->name);
    const char *whole = rest - strlen(object->name);
    return script && strlen(whole) == (size_t)script->whole.length &&
           memcmp(whole, script->whole.text, strlen(whole)) == 0;
}

/* 1 or 0; -1 when out of memory. */
static int has_column(sqlite3_stmt *source, const struct Piece *column)
{
    for (int i = 0; i < sqlite3_column_count(source); i++) {
        const char *name = sqlite3_column_name(source, i);
        if (!name || piece_is(column, name)) {
            return name ? 1 : -1;
        }
    }
    return 0;
}

static void refuse_source(sqlite3_context *context, const struct SourceTable *table,
                          const struct SchemaObject *source)
{
    const bool is_temporary = strcmp(source->schema, "temp") == 0;
    fail(
        context,
        "the %s%s %s has no column %s, so it is not the table %s that the views read; %sCREATE TEMP VIEW %s that maps it (advocacy_mapping() proposes one), then call %s('temp')",
        is_temporary ? "TEMP " : "", source->type, source->name, table->key, table->name,
        is_temporary ? "drop it, " : "", table->name, function_called(context)->name);
}

/* Appends what is missing, and says whether the key is. SQLITE_OK or SQLITE_NOMEM. */
static int compare_columns(const struct SourceTable *table, const struct Statement *definition,
                           sqlite3_stmt *source, sqlite3_str *missing, bool *lacks_key)
{
    struct Piece column;
    for (const char *at = definition->body.text; next_column(definition, &at, &column);) {
        const int is_there = has_column(source, &column);
        if (is_there < 0) {
            return SQLITE_NOMEM;
        }
        if (!is_there) {
            sqlite3_str_appendf(missing, ", NULL AS \"%.*s\"", column.length, column.text);
            *lacks_key = *lacks_key || piece_is(&column, table->key);
        }
    }
    /* So that there is a text also where nothing is missing. */
    sqlite3_str_appendall(missing, " ");
    return sqlite3_str_errcode(missing) ? SQLITE_NOMEM : SQLITE_OK;
}

char *missing_columns(sqlite3_context *context, const struct SourceTable *table,
                      const struct Statement *definition, const struct SchemaObject *source)
{
    sqlite3_stmt *columns = prepare_format(context, "SELECT * FROM \"%w\".\"%w\" LIMIT 0",
                                           source->schema, source->name);
    if (!columns) {
        return NULL;
    }
    bool lacks_key = false;
    sqlite3_str *missing = sqlite3_str_new(NULL);
    int code = compare_columns(table, definition, columns, missing, &lacks_key);
    sqlite3_finalize(columns);
    char *text = sqlite3_str_finish(missing);
    if (code) {
        sqlite3_result_error_nomem(context);
    } else if (lacks_key) {
        refuse_source(context, table, source);
    } else {
        return text;
    }
    sqlite3_free(text);
    return NULL;
}

char *common_columns(sqlite3_context *context, const struct Statement *definition,
                     const struct SchemaObject *source)
{
    sqlite3_stmt *columns = prepare_format(context, "SELECT * FROM \"%w\".\"%w\" LIMIT 0",
                                           source->schema, source->name);
    if (!columns) {
        return NULL;
    }
    sqlite3_str *common = sqlite3_str_new(NULL);
    struct Piece column;
    const char *at = definition->body.text;
    int is_there = next_column(definition, &at, &column);
    while (is_there >= 0 && next_column(definition, &at, &column)) {
        is_there = has_column(columns, &column);
        if (is_there > 0) {
            sqlite3_str_appendf(common, "%s%.*s", sqlite3_str_length(common) > 0 ? ", " : "",
                                column.length, column.text);
        }
    }
    sqlite3_finalize(columns);
    const bool lacks_memory = is_there < 0 || sqlite3_str_errcode(common) != SQLITE_OK;
    char *text = sqlite3_str_finish(common);
    if (!lacks_memory && !text) {
        text = sqlite3_mprintf(""); /* they have none in common */
    }
    if (lacks_memory || !text) {
        sqlite3_result_error_nomem(context);
        sqlite3_free(text);
        return NULL;
    }
    return text;
}
