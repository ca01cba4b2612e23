/* Of which moment the copies of a snapshot are, and whether they still are what stands there. */
#include "product/setup_parts.h"

#include <string.h>

#include "host/value.h"
#include "product/connection.h"

#define SNAPSHOT_TABLE                                                                             \
    SNAPSHOT_STATE " (" MARK " read_at TEXT, -- when, in UTC\n"                                    \
                   "state TEXT)" /* what SQLite counts of changes, for a page that follows */

bool is_snapshot(const struct Setup *setup)
{
    return setup->kind == SETUP_SNAPSHOT || setup->kind == SETUP_PAGE;
}

/* The first column of the first row; NULL at any failure, of which nothing is said. */
static char *ask_quietly(sqlite3 *db, char *sql)
{
    sqlite3_stmt *rows = NULL;
    char *text = NULL;
    if (sql && sqlite3_prepare_v2(db, sql, -1, &rows, NULL) == SQLITE_OK &&
        sqlite3_step(rows) == SQLITE_ROW) {
        const char *value = (const char *)sqlite3_column_text(rows, 0);
        text = value ? sqlite3_mprintf("%s", value) : NULL;
    }
    sqlite3_finalize(rows);
    sqlite3_free(sql);
    return text;
}

/*
 * What tells one moment of a database from another: how often other connections have written, and
 * which tables there are. A virtual table may change without either. NULL when it cannot be said.
 */
static bool append_schema_state(sqlite3 *db, sqlite3_str *state, const char *schema)
{
    char *written = ask_quietly(db, sqlite3_mprintf("PRAGMA \"%w\".data_version", schema));
    char *tables = ask_quietly(db, sqlite3_mprintf("PRAGMA \"%w\".schema_version", schema));
    char *virtual_tables =
        ask_quietly(db, sqlite3_mprintf("SELECT count(*) FROM \"%w\".sqlite_master WHERE sql LIKE "
                                        "'CREATE VIRTUAL TABLE%%'",
                                        schema));
    const bool is_known = written && tables && virtual_tables && strcmp(virtual_tables, "0") == 0;
    if (is_known) {
        sqlite3_str_appendf(state, " %Q %s %s", schema, written, tables);
    }
    sqlite3_free(written);
    sqlite3_free(tables);
    sqlite3_free(virtual_tables);
    return is_known;
}

/*
 * Of all databases of the connection, with the changes that it has made itself and the day, as a
 * source may have neither an answer nor a purchase. `more` changes are still to come. From
 * sqlite3_malloc.
 */
static char *current_state(const struct Setup *setup, int more)
{
    sqlite3 *db = sqlite3_context_db_handle(setup->context);
    char *day = ask_quietly(db, sqlite3_mprintf("SELECT date('now')"));
    sqlite3_stmt *schemas = NULL;
    sqlite3_str *state = sqlite3_str_new(db);
    sqlite3_str_appendf(state, "%d %s", sqlite3_total_changes(db) + more, day ? day : "");
    bool is_known =
        day && sqlite3_prepare_v2(db, "PRAGMA database_list", -1, &schemas, NULL) == SQLITE_OK;
    int code = SQLITE_DONE;
    while (is_known && (code = sqlite3_step(schemas)) == SQLITE_ROW) {
        const char *schema = (const char *)sqlite3_column_text(schemas, 1);
        is_known = schema && append_schema_state(db, state, schema);
    }
    sqlite3_finalize(schemas);
    sqlite3_free(day);
    char *text = sqlite3_str_finish(state);
    if (!is_known || code != SQLITE_DONE) {
        sqlite3_free(text);
        return NULL;
    }
    return text;
}

bool has_current_copies(struct Setup *setup)
{
    if (setup->kind != SETUP_PAGE) {
        return false;
    }
    char *then = ask_quietly(sqlite3_context_db_handle(setup->context),
                             sqlite3_mprintf("SELECT state FROM temp." SNAPSHOT_STATE));
    char *now = then ? current_state(setup, 0) : NULL;
    const bool is_current = now && strcmp(then, now) == 0;
    sqlite3_free(now);
    sqlite3_free(then);
    return is_current;
}

bool note_snapshot(struct Setup *setup)
{
    if (setup->kind != SETUP_SNAPSHOT) {
        return true;
    }
    sqlite3_context *context = setup->context;
    struct SchemaObject existing = {0};
    bool is_noted = find_object(context, "temp", SNAPSHOT_STATE, &existing);
    if (is_noted && is_type(&existing, "table") && is_the_same(&existing, SNAPSHOT_TABLE)) {
        is_noted = run_sql(context, "DELETE FROM temp." SNAPSHOT_STATE);
    } else if (is_noted) {
        is_noted = replace_object(setup, &existing) &&
                   run_sql(context, "CREATE TABLE temp." SNAPSHOT_TABLE);
    }
    free_schema_object(&existing);
    if (!is_noted) {
        return false;
    }
    /* Its own row is the last change. */
    char *state = current_state(setup, 1);
    is_noted = run_format(context,
                          "INSERT INTO temp." SNAPSHOT_STATE
                          " VALUES (strftime('%%Y-%%m-%%d %%H:%%M:%%S', 'now'), %Q)",
                          state);
    sqlite3_free(state);
    return is_noted;
}
