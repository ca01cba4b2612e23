/*
 * advocacy_setup() that fails on its way: whatever stops it, the database is as it was before, no
 * transaction is left open, and the next call works.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "support/shell.h"

/* All that a connection has: names and texts of objects, and the rows that setup could touch. */
static char *everything(sqlite3 *db)
{
    return query(db, "SELECT group_concat(what, char(10)) FROM (SELECT what FROM ("
                     "SELECT 'main ' || name || ' ' || coalesce(sql, '') AS what FROM "
                     "main.sqlite_master UNION ALL "
                     "SELECT 'temp ' || name || ' ' || coalesce(sql, '') FROM temp.sqlite_master "
                     "UNION ALL SELECT 'row ' || customer_id || score FROM main.survey_response "
                     "UNION ALL SELECT 'settings ' || as_of || period_days FROM "
                     "main.advocacy_settings) ORDER BY what)");
}

/* A database with some rows of its own, which was set up as TEMP before: TEMP tables and views go
 * when it is set up in another way. */
static sqlite3 *open_used(const char *kind)
{
    sqlite3 *db = open_database();
    execute(db, "CREATE TABLE survey_response(response_id INTEGER PRIMARY KEY, customer_id, "
                "answered_at, score, comment)");
    execute(db, "INSERT INTO survey_response VALUES (1, 'a', '2026-10-15', 9, NULL)");
    execute(db, "CREATE TABLE advocacy_settings(only_row INTEGER PRIMARY KEY, as_of, period_days, "
                "half_life_days, minimum_responses, confidence, ask_pause_days, time_unit_days, "
                "micro_community_members, own_brand)");
    execute(db, "INSERT INTO advocacy_settings VALUES (1, '2026-10-31', 365, 180, 30, 0.95, 90, 7, "
                "1000, 'us')");
    if (kind) {
        char *call = sqlite3_mprintf("SELECT advocacy_setup(%Q)", kind);
        execute(db, call);
        sqlite3_free(call);
    }
    return db;
}

#define SETUP(kind) "SELECT advocacy_setup('" kind "', '{\"period_days\": 30}')"

/* What stood before, and what is asked then. */
struct Change {
    const char *before;
    const char *setup;
};

static const struct Change changes[] = {
    {NULL, SETUP("main")},       {NULL, SETUP("temp")},       {NULL, SETUP("snapshot")},
    {"temp", SETUP("snapshot")}, {"snapshot", SETUP("temp")}, {"snapshot", SETUP("main")},
    {"main", SETUP("main")},
};

#define CHANGES ((int)(sizeof changes / sizeof changes[0]))

/* A statement that is stopped on its way. */

struct Stop {
    sqlite3 *db;
    int calls;
    int stopped; /* the call with this number, from 1 on */
};

static int stop_by_authorizer(void *context, int action, const char *first, const char *second,
                              const char *schema, const char *inner)
{
    struct Stop *stop = context;
    (void)action;
    (void)first;
    (void)second;
    (void)schema;
    (void)inner;
    return ++stop->calls == stop->stopped ? SQLITE_DENY : SQLITE_OK;
}

static int stop_by_interrupt(void *context)
{
    struct Stop *stop = context;
    if (++stop->calls == stop->stopped) {
        sqlite3_interrupt(stop->db);
    }
    return 0;
}

static int stop_by_progress(void *context)
{
    struct Stop *stop = context;
    return ++stop->calls == stop->stopped;
}

enum Way { AUTHORIZER, INTERRUPT, PROGRESS };

static void arm(sqlite3 *db, enum Way way, struct Stop *stop)
{
    if (way == AUTHORIZER) {
        sqlite3_set_authorizer(db, stop_by_authorizer, stop);
    } else {
        /* Prime, so that it comes at another place in each statement. */
        sqlite3_progress_handler(db, 13, way == INTERRUPT ? stop_by_interrupt : stop_by_progress,
                                 stop);
    }
}

static void disarm(sqlite3 *db)
{
    sqlite3_set_authorizer(db, NULL, NULL);
    sqlite3_progress_handler(db, 0, NULL, NULL);
}

/* The code of the statement, stopped at that call. */
static int run_stopped(sqlite3 *db, const char *sql, enum Way way, struct Stop *stop)
{
    sqlite3_stmt *statement = NULL;
    *stop = (struct Stop){.db = db, .stopped = stop->stopped};
    arm(db, way, stop);
    int code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    while (code == SQLITE_OK || code == SQLITE_ROW) {
        code = sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    disarm(db);
    return code;
}

/* Stopped at this many places, evenly spread; $ADVOCACY_SAMPLES says at how many others. */
static int places(void)
{
    const char *text = getenv("ADVOCACY_SAMPLES");
    return text ? atoi(text) : 2;
}

/* For each change a connection on which it is about to be made, as all tests leave it. */
struct Stage {
    sqlite3 *db;
    int calls[2]; /* how often an authorizer is called, and another handler */
};

static struct Stage stages[CHANGES];

/* How often the handler is called by a setup that comes to its end; undone. */
static int calls_in_all(sqlite3 *db, const char *setup, enum Way way)
{
    struct Stop stop = {0};
    execute(db, "BEGIN");
    assert_int_equal(run_stopped(db, setup, way, &stop), SQLITE_DONE);
    execute(db, "ROLLBACK");
    assert_true(stop.calls > 100);
    return stop.calls;
}

static int open_stages(void **state)
{
    (void)state;
    for (int i = 0; i < CHANGES; i++) {
        stages[i].db = open_used(changes[i].before);
        stages[i].calls[0] = calls_in_all(stages[i].db, changes[i].setup, AUTHORIZER);
        stages[i].calls[1] = calls_in_all(stages[i].db, changes[i].setup, PROGRESS);
    }
    return 0;
}

static int close_stages(void **state)
{
    (void)state;
    for (int i = 0; i < CHANGES; i++) {
        close_database(stages[i].db);
    }
    return 0;
}

/* Stopped at that call, the database is as it was. False when it has come to its end before. */
static bool check_stop(sqlite3 *db, const struct Change *change, enum Way way, int stopped,
                       bool in_transaction)
{
    char *before = everything(db);
    if (in_transaction) {
        execute(db, "BEGIN");
        execute(db, "INSERT INTO survey_response VALUES (2, 'b', '2026-10-02', 3, NULL)");
    }
    char *within = everything(db);
    struct Stop stop = {.stopped = stopped};
    int code = run_stopped(db, change->setup, way, &stop);
    char *after = everything(db);
    const bool is_open = !sqlite3_get_autocommit(db);
    if (code != SQLITE_DONE) {
        /* SQLite rolls a whole transaction back after some interrupts, that of the host too. */
        const bool is_undone = strcmp(after, is_open ? within : before) == 0;
        if (!is_undone || (is_open && !in_transaction)) {
            fail_msg("%s after %s, stopped %d at %d: %s", change->setup, change->before, (int)way,
                     stopped, is_open ? "a transaction is open" : "something is left");
        }
    }
    if (is_open) {
        execute(db, "ROLLBACK");
    }
    sqlite3_free(after);
    sqlite3_free(within);
    sqlite3_free(before);
    return code != SQLITE_DONE;
}

/* One connection for all places: what a stop left behind would also be there at the next one. */
static void check_way(enum Way way, bool in_transaction)
{
    for (int i = 0; i < CHANGES; i++) {
        sqlite3 *db = stages[i].db;
        const int calls = stages[i].calls[way != AUTHORIZER];
        const int step = calls / places();
        /* Not the same places for every change and way. */
        const int phase = (i + 2 * (int)way + 3 * in_transaction) % CHANGES;
        int stops = 0;
        for (int at = 1 + phase * step / CHANGES; at < calls - 20; at += step) {
            assert_true(check_stop(db, &changes[i], way, at, in_transaction));
            stops++;
        }
        assert_true(stops >= places() - 1);
    }
}

static void an_authorizer_that_denies_anything_leaves_nothing_behind(void **state)
{
    (void)state;
    check_way(AUTHORIZER, false);
}

static void an_authorizer_in_a_transaction_of_the_host_undoes_setup_alone(void **state)
{
    (void)state;
    check_way(AUTHORIZER, true);
}

static void an_interrupt_anywhere_leaves_nothing_behind(void **state)
{
    (void)state;
    check_way(INTERRUPT, false);
    check_way(PROGRESS, false);
}

static void an_interrupt_in_a_transaction_of_the_host_leaves_no_half(void **state)
{
    (void)state;
    check_way(INTERRUPT, true);
}

/* Who asks in vain is told why. */
static void a_denial_names_the_function_and_the_statement(void **state)
{
    (void)state;
    sqlite3 *db = open_used(NULL);
    struct Stop stop = {.stopped = 200};
    sqlite3_set_authorizer(db, stop_by_authorizer, &stop);
    char *message = query(db, SETUP("main"));
    disarm(db);
    assert_memory_equal(message, "error: advocacy_setup(): ", 25);
    assert_non_null(strstr(message, ", in: "));
    sqlite3_free(message);
    close_database(db);
}

/* Transactions */

/* On connections that have seen all of the failures above. */
static void the_next_setup_works_and_a_rollback_of_the_host_undoes_it(void **state)
{
    (void)state;
    for (int i = 0; i < CHANGES; i++) {
        sqlite3 *db = stages[i].db;
        char *before = everything(db);
        execute(db, "BEGIN");
        execute(db, changes[i].setup);
        assert_query(db, "SELECT customer_id FROM latest_answer", "a");
        assert_int_equal(sqlite3_get_autocommit(db), 0);
        execute(db, "ROLLBACK");
        char *after = everything(db);
        assert_string_equal(after, before);
        sqlite3_free(after);
        sqlite3_free(before);
    }
}

/* One of the same name as setup's own is another one. */
static void a_savepoint_of_the_host_stays_open_when_setup_fails(void **state)
{
    (void)state;
    sqlite3 *db = open_used(NULL);
    execute(db, "CREATE VIEW nps_trend AS SELECT 1");
    execute(db, "SAVEPOINT advocacy");
    execute(db, "INSERT INTO survey_response VALUES (2, 'b', '2026-10-02', 3, NULL)");
    char *message = query(db, "SELECT advocacy_setup()");
    assert_non_null(strstr(message, "the view nps_trend of this database"));
    sqlite3_free(message);
    assert_query(db, "SELECT count(*) FROM survey_response", "2");
    execute(db, "ROLLBACK TO advocacy");
    execute(db, "RELEASE advocacy");
    assert_int_equal(sqlite3_get_autocommit(db), 1);
    assert_query(db, "SELECT count(*) FROM survey_response", "1");
    close_database(db);
}

/* A commit that another connection holds up: nothing stands, and nothing stays locked. */
static void a_database_that_is_busy_is_left_as_it_was(void **state)
{
    (void)state;
    char *folder = scratch_folder("setup-busy");
    char *path = sqlite3_mprintf("%s/it.db", folder);
    sqlite3 *other;
    assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
    execute(other, "CREATE TABLE t(a)");
    execute(other, "INSERT INTO t VALUES (1), (2)");
    sqlite3_stmt *reading;
    assert_int_equal(sqlite3_prepare_v2(other, "SELECT a FROM t", -1, &reading, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(reading), SQLITE_ROW);
    sqlite3 *db = open_database();
    char *attach = sqlite3_mprintf("%s", path);
    close_database(db);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL);
    char *library = absolute_library_path();
    assert_int_equal(sqlite3_load_extension(db, library, NULL, NULL), SQLITE_OK);
    assert_query(db, "SELECT advocacy_setup()",
                 "error: advocacy_setup(): database is locked, in: RELEASE advocacy");
    assert_int_equal(sqlite3_get_autocommit(db), 1);
    assert_int_equal(sqlite3_finalize(reading), SQLITE_OK);
    execute(other, "INSERT INTO t VALUES (3)");
    assert_query(db, "SELECT count(*) FROM sqlite_master", "1");
    execute(db, "SELECT advocacy_setup()");
    close_database(db);
    close_database(other);
    sqlite3_free(library);
    sqlite3_free(attach);
    sqlite3_free(path);
    sqlite3_free(folder);
}

/* Tables of a snapshot go only while nobody reads; whoever does is told. */
static void a_table_cannot_go_while_another_statement_runs(void **state)
{
    (void)state;
    sqlite3 *db = open_used("snapshot");
    char *before = everything(db);
    execute(db, "CREATE TEMP TABLE two AS SELECT 1 AS n UNION ALL SELECT 2");
    execute(db, "DROP TABLE two");
    sqlite3_stmt *reading;
    assert_int_equal(
        sqlite3_prepare_v2(db, "SELECT name FROM temp.sqlite_master", -1, &reading, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_step(reading), SQLITE_ROW);
    assert_query(db, "SELECT advocacy_setup('main')",
                 "error: advocacy_setup(): database table is locked; call it in a statement of its "
                 "own, SELECT advocacy_setup(...), while no other runs");
    (void)sqlite3_finalize(reading);
    char *after = everything(db);
    assert_string_equal(after, before);
    execute(db, "SELECT advocacy_setup('main')");
    sqlite3_free(after);
    sqlite3_free(before);
    close_database(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_authorizer_that_denies_anything_leaves_nothing_behind),
        cmocka_unit_test(an_authorizer_in_a_transaction_of_the_host_undoes_setup_alone),
        cmocka_unit_test(an_interrupt_anywhere_leaves_nothing_behind),
        cmocka_unit_test(an_interrupt_in_a_transaction_of_the_host_leaves_no_half),
        cmocka_unit_test(a_denial_names_the_function_and_the_statement),
        cmocka_unit_test(the_next_setup_works_and_a_rollback_of_the_host_undoes_it),
        cmocka_unit_test(a_savepoint_of_the_host_stays_open_when_setup_fails),
        cmocka_unit_test(a_database_that_is_busy_is_left_as_it_was),
        cmocka_unit_test(a_table_cannot_go_while_another_statement_runs),
    };
    return cmocka_run_group_tests_name("setup failures", tests, open_stages, close_stages);
}
