/*
 * Memory runs out while advocacy_setup() works, once and for good, at allocations that are spread
 * over the whole of it: SQLITE_NOMEM, nothing left behind, nothing lost, and the next call works.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/faulty_memory.h"
#include "support/host.h"

static sqlite3 *open_loaded(void)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL);
    char *path = library_file();
    assert_int_equal(sqlite3_load_extension(db, path, NULL, NULL), SQLITE_OK);
    sqlite3_free(path);
    execute(db, "CREATE TABLE survey_response(customer_id, answered_at, score, response_id, "
                "comment)");
    execute(db, "INSERT INTO survey_response VALUES ('a', '2026-10-15', 9, 1, NULL)");
    return db;
}

struct Change {
    const char *before; /* what was called while memory sufficed, or NULL */
    const char *setup;
};

static const struct Change changes[] = {
    {NULL, "SELECT advocacy_setup('main', '{\"as_of\": \"2026-10-31\", \"own_brand\": \"x\"}')"},
    {NULL, "SELECT advocacy_setup('temp', '{\"as_of\": \"2026-10-31\"}')"},
    {NULL, "SELECT advocacy_setup('snapshot', '{\"as_of\": \"2026-10-31\"}')"},
    {"SELECT advocacy_setup('temp', '{\"as_of\": \"2026-10-31\"}')",
     "SELECT advocacy_setup('snapshot', '{\"as_of\": \"2026-10-31\"}')"},
};

static char *everything(sqlite3 *db)
{
    return query(db, "SELECT group_concat(name || coalesce(sql, ''), char(10)) FROM (SELECT name, "
                     "sql FROM main.sqlite_master UNION ALL SELECT name, sql FROM "
                     "temp.sqlite_master ORDER BY name)");
}

static int run(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    while (code == SQLITE_OK || code == SQLITE_ROW) {
        code = sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    return code;
}

static sqlite3 *open_stage(const struct Change *change)
{
    sqlite3 *db = open_loaded();
    if (change->before) {
        execute(db, change->before);
    }
    return db;
}

/* In the end a setup works. */
static void close_stage(sqlite3 *db, const struct Change *change)
{
    execute(db, change->setup);
    assert_query(db, "SELECT count(*) FROM latest_answer", "1");
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/*
 * On a connection that has seen other failures: what they left behind would still be there. A new
 * one where setup has come to its end all the same. False when the call does not allocate that
 * often.
 */
static bool check_failure(sqlite3 **db, const struct Change *change, int64_t spared, bool for_good)
{
    char *before = everything(*db);
    fail_allocation(spared, for_good);
    const int code = run(*db, change->setup);
    const bool has_failed = stop_failing() > 0;
    char *after = everything(*db);
    if (code == SQLITE_DONE) {
        close_stage(*db, change);
        *db = open_stage(change);
    } else if (!has_failed || code != SQLITE_NOMEM || strcmp(before, after) != 0 ||
               !sqlite3_get_autocommit(*db)) {
        fail_msg("%s after %s, allocation %lld fails %s: code %d, %s, %s", change->setup,
                 change->before, (long long)spared, for_good ? "for good" : "once", code,
                 strcmp(before, after) == 0 ? "nothing is left" : "something is left",
                 sqlite3_get_autocommit(*db) ? "no transaction" : "a transaction is open");
    }
    sqlite3_free(after);
    sqlite3_free(before);
    return has_failed;
}

/* How often the call allocates when nothing fails. */
static int64_t allocations(const struct Change *change)
{
    sqlite3 *db = open_stage(change);
    const int64_t most = 1 << 30;
    fail_allocation(most, false);
    assert_int_equal(run(db, change->setup), SQLITE_DONE);
    const int64_t count = most - spared_allocations();
    assert_int_equal(stop_failing(), 0);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    return count;
}

/* The first ones all, then at so many places; $ADVOCACY_SAMPLES says at how many others. */
static int places(void)
{
    const char *text = getenv("ADVOCACY_SAMPLES");
    return text ? atoi(text) : 4;
}

static void fail_at_places(const struct Change *change, int64_t phase, bool for_good)
{
    const sqlite3_int64 memory = sqlite3_memory_used();
    const int64_t step = allocations(change) / places();
    assert_true(step * places() > 1000);
    sqlite3 *db = open_stage(change);
    for (int64_t spared = 0; spared < places() / 2; spared++) {
        assert_true(check_failure(&db, change, spared, for_good));
    }
    int64_t spared = phase * step / 8;
    while (check_failure(&db, change, spared, for_good)) {
        spared += step;
    }
    close_stage(db, change);
    if (sqlite3_memory_used() != memory) {
        fail_msg("%s after %s, allocations fail %s: %lld bytes are lost", change->setup,
                 change->before, for_good ? "for good" : "once",
                 (long long)(sqlite3_memory_used() - memory));
    }
}

static void memory_that_runs_out_leaves_nothing_behind(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        fail_at_places(&changes[i], 2 * (int64_t)i, false);
        fail_at_places(&changes[i], 2 * (int64_t)i + 1, true);
    }
}

int main(void)
{
    if (!faulty_memory_install()) {
        printf("skipped: SQLite does not let its memory be replaced\n");
        return 0;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_that_runs_out_leaves_nothing_behind),
    };
    int failures = cmocka_run_group_tests_name("setup memory", tests, NULL, NULL);
    if (failures == 0 && sqlite3_memory_used() != 0) {
        printf("%lld bytes are lost\n", (long long)sqlite3_memory_used());
        return 1;
    }
    return failures;
}
