/*
 * Functions that compute for long end when their statement is interrupted, by sqlite3_interrupt()
 * or by a progress handler, also on a host that has nothing to ask: the statement ends with
 * SQLITE_INTERRUPT, and the connection is as before.
 */
#include <limits.h>

#include "support/database.h"

#define ROWS "40000"

static int open_with_rows(void **state)
{
    sqlite3 *db = open_database();
    execute(db,
            "CREATE TABLE row AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
            "WHERE i < " ROWS ") SELECT i, i * 7919 % 11 AS score, i * 7919 % " ROWS " AS k, "
            "i * 104729 % 100003 / 7.0 AS x, i % 3 = 0 AS outcome FROM n");
    *state = db;
    return 0;
}

#define MODEL "'{\"model\":\"BG/NBD\",\"parameters\":{\"r\":1,\"alpha\":2,\"a\":1,\"b\":2}}'"

/* Each takes a good part of a millisecond, or more, after its last row. */
static const char *const aggregates[] = {
    "advocate_fit(outcome, 'x', x, 'k', k, 'both', x * k % 97)",
    "advocate_lift(x / 100003, outcome)",
    "rfm_cuts(x)",
    "bgnbd_fit(score, CASE WHEN score THEN x END, 20000 + x)",
    "mbgnbd_fit(score, CASE WHEN score THEN x END, 20000 + x)",
    "gamma_gamma_fit(score, x + 1)",
    "sbg_fit(1 + k, k % 2)",
    "clv_total(" MODEL ", NULL, score, CASE WHEN score THEN x END, 20000 + x, NULL, 3)",
    "nps_by(score, k)",
    "chart_trend(NULL, x)",
    "chart_trend(i, x, x - 1, x + 1)",
    "chart_sparkline(x)",
    "nps_latest(score, k % 39000, '2026-10-31')",
    "nps_overlap(score, i % 2, k)",
    "nps_clustered(score, k)",
    "share_clustered(outcome, k)",
    "sentiment_fit('w' || k || ' v' || (i * 7 % 10007), outcome)",
};
#define AGGREGATES (sizeof aggregates / sizeof aggregates[0])

/* Calls sqlite3_interrupt() on the last row: what runs next is the end of the aggregate. */
static void interrupt_on(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    if (sqlite3_value_int(arguments[0])) {
        sqlite3_interrupt(sqlite3_context_db_handle(context));
    }
    sqlite3_result_int(context, 0);
}

/* What a result says that goes on computing with the aggregate's, if there is one. */
static int result_seen;

static void see_result(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    (void)arguments;
    result_seen++;
    sqlite3_result_int(context, 1);
}

static void define(sqlite3 *db, const char *name,
                   void (*function)(sqlite3_context *, int, sqlite3_value **))
{
    assert_int_equal(
        sqlite3_create_function_v2(db, name, 1, SQLITE_UTF8, NULL, function, NULL, NULL, NULL),
        SQLITE_OK);
}

static int run_once(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    int code = sqlite3_step(statement);
    sqlite3_finalize(statement);
    return code;
}

static void every_aggregate_that_computes_long_can_be_interrupted(void **state)
{
    sqlite3 *db = *state;
    define(db, "interrupt_on", interrupt_on);
    define(db, "see_result", see_result);
    for (size_t i = 0; i < AGGREGATES; i++) {
        /* The interruption comes with the last row: what is left is the aggregate's end. */
        char *sql =
            sqlite3_mprintf("SELECT see_result(result) FROM (SELECT max(interrupt_on(i = " ROWS
                            ")), %s AS result FROM row)",
                            aggregates[i]);
        result_seen = 0;
        int code = run_once(db, sql);
        if (code != SQLITE_INTERRUPT || result_seen) {
            fail_msg("%s: code %d, %d results", aggregates[i], code, result_seen);
        }
        sqlite3_free(sql);
        sql = sqlite3_mprintf("SELECT length(%s) > 20 FROM row", aggregates[i]);
        assert_query(db, sql, "1");
        sqlite3_free(sql);
    }
}

/* A handler that counts, and stops what runs after so many calls. */
struct Handler {
    int calls;
    int most;
    int marked;
};

static int count_call(void *data)
{
    struct Handler *handler = data;
    return ++handler->calls > handler->most;
}

/* Notes how often the handler was called up to the last row. */
static void mark_on(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    struct Handler *handler = sqlite3_user_data(context);
    if (sqlite3_value_int(arguments[0])) {
        handler->marked = handler->calls;
    }
    sqlite3_result_int(context, 0);
}

static void a_progress_handler_has_its_turn_while_an_aggregate_computes(void **state)
{
    sqlite3 *db = *state;
    struct Handler handler;
    assert_int_equal(sqlite3_create_function_v2(db, "mark_on", 1, SQLITE_UTF8, &handler, mark_on,
                                                NULL, NULL, NULL),
                     SQLITE_OK);
    for (size_t i = 0; i < AGGREGATES; i++) {
        char *sql =
            sqlite3_mprintf("SELECT max(mark_on(i = " ROWS ")), %s FROM row", aggregates[i]);
        handler = (struct Handler){0, INT_MAX, 0};
        sqlite3_progress_handler(db, 100, count_call, &handler);
        assert_int_equal(run_once(db, sql), SQLITE_ROW);
        /* The statement's own steps after the last row are fewer than a hundred. */
        if (handler.calls - handler.marked < 2) {
            fail_msg("%s: the handler is not called at the end", aggregates[i]);
        }
        handler = (struct Handler){0, handler.marked + 1, 0};
        assert_int_equal(run_once(db, sql), SQLITE_INTERRUPT);
        sqlite3_progress_handler(db, 0, NULL, NULL);
        sqlite3_free(sql);
    }
    assert_query(db, "SELECT 1", "1");
}

/* The JSON of 40,000 segments, read by the table-valued function. */
static void rows_of_json_can_be_interrupted(void **state)
{
    sqlite3 *db = *state;
    execute(db, "CREATE TEMP TABLE result AS SELECT nps_by(score, k) AS found FROM row");
    define(db, "interrupt_on", interrupt_on);
    assert_query(db, "SELECT count(*) FROM result, nps_rows(found)", ROWS);
    assert_int_equal(
        run_once(db, "SELECT segment FROM result, nps_rows(found || substr('', interrupt_on(1)))"),
        SQLITE_INTERRUPT);
    assert_query(db, "SELECT count(*) FROM result, nps_rows(found)", ROWS);
}

/* Allows the statement that the test prepares, and nothing from then on. */
static int allow_one(void *data, int action, const char *first, const char *second,
                     const char *database, const char *trigger)
{
    (void)first;
    (void)second;
    (void)database;
    (void)trigger;
    int *selects = data;
    *selects += action == SQLITE_SELECT;
    return *selects > 1 ? SQLITE_DENY : SQLITE_OK;
}

/* Asking takes a statement; where the host forbids it, what was allowed before still runs. */
static void a_host_that_forbids_statements_gets_its_result(void **state)
{
    sqlite3 *db = *state;
    int selects = 0;
    sqlite3_set_authorizer(db, allow_one, &selects);
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT length(nps_by(score, k)) > 1000 FROM row", -1,
                                        &statement, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    assert_int_equal(sqlite3_column_int(statement, 0), 1);
    sqlite3_finalize(statement);
    assert_int_equal(selects, 2);
    sqlite3_set_authorizer(db, NULL, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_aggregate_that_computes_long_can_be_interrupted),
        cmocka_unit_test(a_progress_handler_has_its_turn_while_an_aggregate_computes),
        cmocka_unit_test(rows_of_json_can_be_interrupted),
        cmocka_unit_test(a_host_that_forbids_statements_gets_its_result),
    };
    return cmocka_run_group_tests_name("interruption", tests, open_with_rows, close_fixture);
}
