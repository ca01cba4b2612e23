#include "host/interruption.h"

/*
 * SQLite looks for sqlite3_interrupt() and calls the progress handler between the steps of its own
 * program, of which there are none while a function computes. So the function has it run one, of
 * some rows without memory for them: it ends early when the connection is interrupted or
 * the handler says so. The steps of a statement add up over its runs, so that a handler for every
 * thousand steps has its turn, too. (sqlite3_is_interrupted() knows nothing of handlers, and hosts
 * before 3.41 lack it.)
 */
#define TEN "(1), (1), (1), (1), (1), (1), (1), (1), (1), (1)"
#define QUESTION "SELECT 1 FROM (VALUES " TEN ", " TEN ", " TEN ") WHERE column1 = 2"

static bool is_interrupt(int code)
{
    return (code & 0xFF) == SQLITE_INTERRUPT;
}

/*
 * To prepare the question fails for an interruption, too. Where it fails for something else, such
 * as an authorizer, nothing interrupts.
 */
static bool is_statement_interrupted(void *host)
{
    struct StatementInterruption *watch = host;
    if (!watch->question && !watch->cannot_ask) {
        int code = sqlite3_prepare_v2(watch->db, QUESTION, -1, &watch->question, NULL);
        watch->cannot_ask = code != SQLITE_OK;
        if (code != SQLITE_OK) {
            return is_interrupt(code);
        }
    }
    if (watch->cannot_ask) {
        return false;
    }
    while (sqlite3_step(watch->question) == SQLITE_ROW) {
    }
    return is_interrupt(sqlite3_reset(watch->question));
}

void interruption_begin(struct StatementInterruption *watch, sqlite3 *db)
{
    *watch = (struct StatementInterruption){
        .interruption = {.is_wanted = is_statement_interrupted, .host = watch},
        .db = db,
    };
}

bool interruption_end(struct StatementInterruption *watch)
{
    sqlite3_finalize(watch->question);
    watch->question = NULL;
    return watch->interruption.has_come;
}

bool interruption_report(struct StatementInterruption *watch, sqlite3_context *context)
{
    bool has_come = interruption_end(watch);
    if (has_come) {
        sqlite3_result_error_code(context, SQLITE_INTERRUPT);
    }
    return has_come;
}
