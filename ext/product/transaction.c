#include "product/transaction.h"

#include "host/value.h"
#include "product/connection.h"

static int run_quietly(sqlite3 *db, const char *sql)
{
    return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

/*
 * A statement that asks for the journal mode counts as one that may change it. It has a single row,
 * at which it waits. One that may not be prepared is done without.
 */
static int prepare_brake(struct Transaction *transaction)
{
    sqlite3 *db = sqlite3_context_db_handle(transaction->context);
    int code = sqlite3_prepare_v2(db, "PRAGMA main.journal_mode", -1, &transaction->brake, NULL);
    return (code & 0xFF) == SQLITE_AUTH ? SQLITE_OK : code;
}

static int start_brake(struct Transaction *transaction)
{
    int code = transaction->brake ? sqlite3_step(transaction->brake) : SQLITE_ROW;
    return code == SQLITE_ROW ? SQLITE_OK : code;
}

static void stop_brake(struct Transaction *transaction)
{
    sqlite3_finalize(transaction->brake);
    transaction->brake = NULL;
}

/* SQLite refuses some statements while others run. */
static void fail_unless_alone(sqlite3_context *context, int code, const char *sql)
{
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED) {
        fail(context, "%s; call it in a statement of its own, SELECT %s(...), while no other runs",
             sqlite3_errmsg(sqlite3_context_db_handle(context)), function_called(context)->name);
    } else {
        fail_statement(context, code, sql);
    }
}

/* The brake is prepared before there is anything to undo, and started last: no savepoint can begin
 * while it waits. */
bool transaction_begin(struct Transaction *transaction, sqlite3_context *context)
{
    sqlite3 *db = sqlite3_context_db_handle(context);
    *transaction = (struct Transaction){
        .context = context,
        .is_own = sqlite3_get_autocommit(db) != 0,
        .last_rowid = sqlite3_last_insert_rowid(db),
    };
    int code = prepare_brake(transaction);
    if (!code) {
        code = run_quietly(db, "SAVEPOINT advocacy");
    }
    if (code) {
        fail_unless_alone(context, code, "SAVEPOINT advocacy");
        stop_brake(transaction);
        return false;
    }
    code = start_brake(transaction);
    if (code) {
        fail_statement(context, code, "PRAGMA main.journal_mode");
        (void)transaction_end(transaction, false);
    }
    return code == SQLITE_OK;
}

/* The brake waits until there is nothing left but to run what has been compiled. */
static int keep(struct Transaction *transaction)
{
    sqlite3 *db = sqlite3_context_db_handle(transaction->context);
    sqlite3_stmt *release = NULL;
    int code = sqlite3_prepare_v2(db, "RELEASE advocacy", -1, &release, NULL);
    if (!code) {
        stop_brake(transaction);
        code = sqlite3_step(release);
    }
    if (code != SQLITE_DONE) {
        fail_statement(transaction->context, code, "RELEASE advocacy");
    }
    sqlite3_finalize(release);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

static void undo(struct Transaction *transaction)
{
    sqlite3 *db = sqlite3_context_db_handle(transaction->context);
    int code = run_quietly(db, transaction->is_own ? "ROLLBACK" : "ROLLBACK TO advocacy");
    bool is_open = !sqlite3_get_autocommit(db);
    if (is_open && code && transaction->brake) {
        (void)sqlite3_step(transaction->brake);
    } else if (is_open && code) {
        /* No space and no end in it, where SQLite would look for an interrupt. It does not run. */
        (void)run_quietly(db, "VACUUM;");
    }
    stop_brake(transaction);
    if (!code && is_open) {
        (void)run_quietly(db, "RELEASE advocacy");
    }
}

bool transaction_end(struct Transaction *transaction, bool has_succeeded)
{
    if (has_succeeded) {
        has_succeeded = keep(transaction) == SQLITE_OK;
    }
    if (!has_succeeded) {
        undo(transaction);
    }
    sqlite3_set_last_insert_rowid(sqlite3_context_db_handle(transaction->context),
                                  transaction->last_rowid);
    return has_succeeded;
}

bool transaction_drop_table(struct Transaction *transaction, const char *schema, const char *name)
{
    sqlite3_context *context = transaction->context;
    sqlite3 *db = sqlite3_context_db_handle(context);
    char *sql = sqlite3_mprintf("DROP TABLE \"%w\".\"%w\"", schema, name);
    if (!sql) {
        sqlite3_result_error_nomem(context);
        return false;
    }
    stop_brake(transaction);
    int code = run_quietly(db, sql);
    if (code) {
        fail_unless_alone(context, code, sql);
    } else {
        code = prepare_brake(transaction);
        code = code ? code : start_brake(transaction);
        if (code) {
            fail_statement(context, code, "PRAGMA main.journal_mode");
        }
    }
    sqlite3_free(sql);
    return code == SQLITE_OK;
}
