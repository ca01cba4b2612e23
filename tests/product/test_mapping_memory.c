/*
 * Memory runs out while advocacy_mapping() reads and writes: it ends with SQLITE_NOMEM or gives the
 * script that it gives when memory suffices, leaks nothing, and leaves the connection usable.
 */
#include <stdlib.h>
#include <string.h>

#include "support/database.h"
#include "support/faulty_memory.h"

#define COUNT_TO(limit)                                                                            \
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " #limit ") "

/* A table of each kind, with everything that the script asks about or joins. */
static const char shop[] =
    "CREATE TABLE customers(customer_key INTEGER PRIMARY KEY, customer_id, email, first_name, last_name, "
    "country, referred_by, created_at);"
    "CREATE TABLE orders(order_id, customer_key, order_date, order_status, currency);"
    "CREATE TABLE order_items(order_id, unit_price, quantity);"
    "CREATE TABLE answers(respondent_id, email, submitted_at, question, answer);"
    "CREATE TABLE reviews(review_id, order_id, rating, created_at);"
    "CREATE TABLE invitations(email, sent_at);"
    "CREATE VIEW broken AS SELECT * FROM missing;" COUNT_TO(
        8) "INSERT INTO customers SELECT i, 'A' || (i / 2), 'c' || i || '@x.org', 'Ann', 'Bee', 'DE', i - 1, "
           "(i % 12 + 1) || '/13/2025' FROM n;" COUNT_TO(
               12) "INSERT INTO orders SELECT 'o' || i, 1 + i % 8, i || '/5/2026', "
                   "CASE i % 4 WHEN 0 THEN 'cancelled' WHEN 1 THEN 'pending' ELSE 'paid' END, 'EUR' FROM n;" COUNT_TO(24) "INSERT INTO order_items SELECT 'o' || (1 + i % 12), '1.234,50', '2' FROM n;" COUNT_TO(
                       12) "INSERT INTO answers SELECT i / 2, 'c' || (1 + i % 8) || '@x.org', '2026-01-10', "
                           "CASE i % 2 WHEN 0 THEN 'How likely are you to recommend us?' ELSE 'Anything else?' END, i % 11 FROM n;" COUNT_TO(
                               8) "INSERT INTO reviews SELECT i, 'o' || i, 1 + i % 5, '2026-02-01' FROM n;" COUNT_TO(8) "INSERT INTO invitations SELECT 'c' || i || '@x.org', '2026-01-05' FROM n;";

static sqlite3 *open_shop(void)
{
    sqlite3 *db = open_database();
    execute(db, shop);
    return db;
}

/* The script in memory of the C library; NULL with the error's code. */
static char *run_mapping(sqlite3 *db, int *code)
{
    sqlite3_stmt *statement = NULL;
    char *script = NULL;
    *code = sqlite3_prepare_v2(db, "SELECT advocacy_mapping()", -1, &statement, NULL);
    if (*code == SQLITE_OK) {
        *code = sqlite3_step(statement);
    }
    if (*code == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(statement, 0);
        script = text ? strdup(text) : NULL;
        *code = script ? SQLITE_OK : SQLITE_NOMEM;
    }
    sqlite3_finalize(statement);
    return script;
}

/* False when the mapping ended before that allocation. */
static bool check_failure(int64_t spared, bool for_good, const char *expected)
{
    sqlite3_int64 memory = sqlite3_memory_used();
    sqlite3 *db = open_shop();
    fail_allocation(spared, for_good);
    int code;
    char *script = run_mapping(db, &code);
    bool failed = stop_failing() > 0;
    if (code == SQLITE_OK ? strcmp(script, expected) != 0 : !(failed && code == SQLITE_NOMEM)) {
        fail_msg("allocation %lld fails %s: %d\n%s", (long long)spared,
                 for_good ? "for good" : "once", code, script ? script : sqlite3_errmsg(db));
    }
    free(script);
    execute(db, "SELECT nps(9)");
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    assert_int_equal(sqlite3_memory_used(), memory);
    return failed;
}

/* The script has every kind of statement and comment, so that all that writes one is tried. */
static void assert_whole(const char *script)
{
    static const char *const parts[] = {
        "VIEW purchase AS\n",  "VIEW customer AS\n", "VIEW survey_response AS\n",
        "VIEW review AS\n",    "VIEW referral AS\n", "VIEW invitation AS\n",
        "PLEASE CHOOSE",       "Could not be read",  "these were no purchases",
        "the sum of the rows", "CASE WHEN count",    "How likely",
    };
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (!strstr(script, parts[i])) {
            fail_msg("'%s' is not in\n%s", parts[i], script);
        }
    }
}

static void an_allocation_that_fails_fails_the_mapping_cleanly(void **state)
{
    (void)state;
    const char *samples = getenv("ADVOCACY_SAMPLES");
    sqlite3 *db = open_shop();
    int code;
    char *expected = run_mapping(db, &code);
    assert_int_equal(code, SQLITE_OK);
    assert_whole(expected);
    close_database(db);
    int64_t step = samples ? 997 : 41;
    for (int for_good = 0; for_good <= 1; for_good++) {
        int64_t spared = 0;
        /* All of the first ones, then one of many: the same work is done for each table. */
        while (check_failure(spared, for_good, expected)) {
            spared += spared < 60 && !samples ? 1 : step;
        }
        assert_true(spared > 1000);
    }
    free(expected);
}

int main(void)
{
    assert_true(faulty_memory_install());
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_allocation_that_fails_fails_the_mapping_cleanly),
    };
    return cmocka_run_group_tests_name("mapping_memory", tests, NULL, NULL);
}
