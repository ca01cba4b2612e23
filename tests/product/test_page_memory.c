/*
 * Memory runs out while advocacy_dashboard() works, once and for good, at places all along its way:
 * it ends with SQLITE_NOMEM or with the page, leaks nothing, and nothing of it stays.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "support/faulty_memory.h"
#include "support/host.h"

#define PAGE                                                                                       \
    "SELECT advocacy_dashboard('{\"as_of\": \"2026-10-31\", \"minimum_responses\": 1, "            \
    "\"title\": \"A title that is long enough to need memory of its own\"}')"

static void fill(sqlite3 *db)
{
    execute(db, "CREATE TABLE survey_response(response_id INTEGER PRIMARY KEY, customer_id, "
                "answered_at, score, comment)");
    execute(db, "INSERT INTO survey_response VALUES (1, 'a', '2026-10-15', 9, NULL), "
                "(2, 'b', '2026-10-16', '2', NULL)");
}

/* The code of the statement; the page goes to `length` bytes. */
static int make_page(sqlite3 *db, int *length)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(db, PAGE, -1, &statement, NULL);
    *length = 0;
    while (code == SQLITE_OK || code == SQLITE_ROW) {
        code = sqlite3_step(statement);
        if (code == SQLITE_ROW) {
            *length = sqlite3_column_bytes(statement, 0);
        }
    }
    sqlite3_finalize(statement);
    return code;
}

/* How many allocations a page takes. */
static int64_t count_allocations(sqlite3 *db)
{
    int length;
    const int64_t most = 1 << 30;
    fail_allocation(most, false);
    assert_int_equal(make_page(db, &length), SQLITE_DONE);
    const int64_t count = most - spared_allocations();
    assert_int_equal(stop_failing(), 0);
    return count;
}

/* Whether there was one. */
static bool check_failure(sqlite3 *db, int64_t spared, bool for_good, int expected)
{
    int length;
    fail_allocation(spared, for_good);
    int code = make_page(db, &length);
    const int64_t failures = stop_failing();
    if (code != SQLITE_NOMEM && !(code == SQLITE_DONE && length == expected)) {
        fail_msg("%lld allocations spared: code %d, %d bytes", (long long)spared, code, length);
    }
    assert_int_equal(sqlite3_get_autocommit(db), 1);
    assert_query(db, "SELECT count(*) FROM sqlite_temp_master", "0");
    assert_query(db, "SELECT count(*) FROM sqlite_master", "1");
    int trusted = -1;
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, -1, &trusted);
    assert_int_equal(trusted, 1);
    return failures > 0;
}

static void a_page_that_finds_no_memory_leaves_nothing(void **state)
{
    (void)state;
    const int samples = getenv("ADVOCACY_SAMPLES") ? 5 : 40;
    sqlite3 *db = open_database();
    fill(db);
    int expected;
    assert_int_equal(make_page(db, &expected), SQLITE_DONE);
    assert_true(expected > 10000);
    const int64_t allocations = count_allocations(db);

    assert_true(allocations > 10000);
    int failures = 0;
    for (int i = 0; i < samples; i++) {
        failures += check_failure(db, allocations * i / samples, i % 2, expected);
    }
    /* How many it takes differs by a few. The last are those of the result. */
    assert_true(failures > samples * 9 / 10);
    for (int i = 0; i < samples / 4; i++) {
        (void)check_failure(db, allocations - i, i % 2, expected);
    }
    int again;
    assert_int_equal(make_page(db, &again), SQLITE_DONE);
    assert_int_equal(again, expected);
    close_database(db);
}

int main(void)
{
    if (!faulty_memory_install()) {
        return 1;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_that_finds_no_memory_leaves_nothing),
    };
    return cmocka_run_group_tests_name("page memory", tests, NULL, NULL);
}
