#include "host/table.h"

#include <string.h>

#include "host/interruption.h"

struct AdvocacyTable {
    sqlite3_vtab base;
    sqlite3 *db;
    const struct Function *function;
};

struct AdvocacyCursor {
    sqlite3_vtab_cursor base;
    struct TableRows rows;
    sqlite3_int64 at;
};

static const struct Function *table_function(sqlite3_vtab *table)
{
    return ((struct AdvocacyTable *)table)->function;
}

static bool takes_argument(const struct Function *function)
{
    return function->most_arguments > 0;
}

static int declare_columns(sqlite3 *db, const struct Function *function)
{
    char *sql = sqlite3_mprintf("CREATE TABLE x(%s%s)", function->table->columns,
                                takes_argument(function) ? ", json HIDDEN" : "");
    int error = sql ? sqlite3_declare_vtab(db, sql) : SQLITE_NOMEM;
    sqlite3_free(sql);
    return error;
}

static int table_connect(sqlite3 *db, void *row, int count, const char *const *arguments,
                         sqlite3_vtab **result, char **message)
{
    (void)count;
    (void)arguments;
    (void)message;
    int error = declare_columns(db, row);
    if (error) {
        return error;
    }
    error = sqlite3_vtab_config(db, SQLITE_VTAB_INNOCUOUS);
    struct AdvocacyTable *table = error ? NULL : sqlite3_malloc64(sizeof *table);
    if (!table) {
        return error ? error : SQLITE_NOMEM;
    }
    memset(table, 0, sizeof *table);
    table->db = db;
    table->function = row;
    *result = &table->base;
    return SQLITE_OK;
}

static int table_disconnect(sqlite3_vtab *table)
{
    sqlite3_free(table);
    return SQLITE_OK;
}

/*
 * The argument is an equality on the hidden column behind the others. A plan that cannot supply it
 * yet is refused, so that SQLite looks for one that can.
 */
static int table_best_index(sqlite3_vtab *table, sqlite3_index_info *info)
{
    const struct Function *function = table_function(table);
    info->estimatedCost = 100;
    info->estimatedRows = 100;
    for (int i = 0; takes_argument(function) && i < info->nConstraint; i++) {
        const struct sqlite3_index_constraint *constraint = &info->aConstraint[i];
        if (constraint->iColumn != function->table->column_count ||
            constraint->op != SQLITE_INDEX_CONSTRAINT_EQ) {
            continue;
        }
        if (!constraint->usable) {
            return SQLITE_CONSTRAINT;
        }
        info->aConstraintUsage[i].argvIndex = 1;
        info->aConstraintUsage[i].omit = 1;
        break;
    }
    return SQLITE_OK;
}

static int table_open(sqlite3_vtab *table, sqlite3_vtab_cursor **result)
{
    (void)table;
    struct AdvocacyCursor *cursor = sqlite3_malloc64(sizeof *cursor);
    if (!cursor) {
        return SQLITE_NOMEM;
    }
    memset(cursor, 0, sizeof *cursor);
    *result = &cursor->base;
    return SQLITE_OK;
}

static void release_rows(struct AdvocacyCursor *cursor)
{
    const struct Table *table = table_function(cursor->base.pVtab)->table;
    if (table->release) {
        table->release(&cursor->rows);
    }
    memset(&cursor->rows, 0, sizeof cursor->rows);
}

static int table_close(sqlite3_vtab_cursor *base)
{
    struct AdvocacyCursor *cursor = (struct AdvocacyCursor *)base;
    release_rows(cursor);
    sqlite3_free(cursor);
    return SQLITE_OK;
}

static int table_filter(sqlite3_vtab_cursor *base, int plan, const char *name, int count,
                        sqlite3_value **arguments)
{
    (void)plan;
    (void)name;
    struct AdvocacyCursor *cursor = (struct AdvocacyCursor *)base;
    const struct Function *function = table_function(base->pVtab);
    release_rows(cursor);
    cursor->at = 0;
    struct StatementInterruption watch;
    interruption_begin(&watch, ((struct AdvocacyTable *)base->pVtab)->db);
    cursor->rows.interruption = &watch.interruption;
    char *message = NULL;
    int error =
        function->table->load(function, count > 0 ? arguments[0] : NULL, &cursor->rows, &message);
    cursor->rows.interruption = NULL;
    if (interruption_end(&watch)) {
        cursor->rows.count = 0;
        error = SQLITE_INTERRUPT;
    }
    if (message) {
        sqlite3_free(base->pVtab->zErrMsg);
        base->pVtab->zErrMsg = message;
    }
    return error;
}

static int table_next(sqlite3_vtab_cursor *base)
{
    ((struct AdvocacyCursor *)base)->at++;
    return SQLITE_OK;
}

static int table_eof(sqlite3_vtab_cursor *base)
{
    struct AdvocacyCursor *cursor = (struct AdvocacyCursor *)base;
    return cursor->at >= cursor->rows.count;
}

static int table_column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
    struct AdvocacyCursor *cursor = (struct AdvocacyCursor *)base;
    const struct Table *table = table_function(base->pVtab)->table;
    if (column < table->column_count) {
        table->column(context, &cursor->rows, cursor->at, column);
    }
    return SQLITE_OK;
}

static int table_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *rowid)
{
    *rowid = ((struct AdvocacyCursor *)base)->at + 1;
    return SQLITE_OK;
}

/*
 * No xCreate: the table exists under its own name in every connection that loaded the extension,
 * and nowhere else.
 */
static const sqlite3_module table_module = {
    .xConnect = table_connect,
    .xBestIndex = table_best_index,
    .xDisconnect = table_disconnect,
    .xOpen = table_open,
    .xClose = table_close,
    .xFilter = table_filter,
    .xNext = table_next,
    .xEof = table_eof,
    .xColumn = table_column,
    .xRowid = table_rowid,
};

int register_table(sqlite3 *db, const struct Function *function)
{
    return sqlite3_create_module_v2(db, function->name, &table_module, (void *)function, NULL);
}
