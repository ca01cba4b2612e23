/*
 * advocacy_mapping() on public data: its script, run as it is, gives the right figures.
 */
#include <stdlib.h>
#include <string.h>

#include "support/mapping.h"
#include "support/shell.h"

/* The first 19 of 412 invoices and 2,240 lines: each invoice counts once. */
static void chinook_gives_the_published_repeat_rate(void **state)
{
    (void)state;
    sqlite3 *db = open_data("chinook.db");
    map_database(db, "2027-01-01");
    assert_query(db,
                 "SELECT customers, repeated, round(days_to_second, 2) FROM repeat_purchase_rate "
                 "WHERE scope = 'all'",
                 "59|44|85.18");
    assert_same_results(db, "SELECT count(*), sum(amount) FROM purchase",
                        "SELECT count(*), sum(Total) FROM main.Invoice", 1e-12);
    assert_same_results(
        db, "SELECT customer_id, name, segment FROM customer ORDER BY 1",
        "SELECT CustomerId, FirstName || ' ' || LastName, Country FROM main.Customer ORDER BY 1",
        0);
    assert_query(db, "SELECT count(*) FROM survey_response", "0");
    close_database(db);
}

static void orders_of_a_csv_file_are_purchases(void **state)
{
    (void)state;
    sqlite3 *db = open_csv("rfm_data_orders.csv", "orders");
    map_database(db, "2007-01-01");
    assert_same_results(
        db, "SELECT count(*), count(DISTINCT customer_id), sum(amount) FROM purchase",
        "SELECT count(*), count(DISTINCT customer_id), sum(revenue) FROM main.orders", 1e-12);
    assert_same_results(
        db, "SELECT buyers_to_date, repeated_to_date FROM repeat_purchase_rate WHERE scope = 'all'",
        "SELECT count(*), count(CASE WHEN days > 1 THEN 1 END) FROM (SELECT count(DISTINCT "
        "order_date) AS days FROM main.orders GROUP BY customer_id)",
        0);
    close_database(db);
}

static void a_log_of_transactions_without_amounts_keeps_its_customers(void **state)
{
    (void)state;
    sqlite3 *db = open_csv("example_transactions.csv", "transactions");
    map_database(db, "2016-01-01");
    assert_same_results(db, "SELECT count(*), count(DISTINCT customer_id) FROM purchase",
                        "SELECT count(*), count(DISTINCT id) FROM main.transactions", 0);
    assert_same_results(
        db, "SELECT buyers_to_date, repeated_to_date FROM repeat_purchase_rate WHERE scope = 'all'",
        "SELECT count(*), count(CASE WHEN days > 1 THEN 1 END) FROM (SELECT count(DISTINCT "
        "substr(date, 1, 10)) AS days FROM main.transactions GROUP BY id)",
        0);
    close_database(db);
}

static void the_cdnow_log_gives_the_published_repeat_buyers(void **state)
{
    (void)state;
    char *file = data_file("CDNOW_sample.txt");
    if (!file) {
        skip();
    }
    sqlite3 *db = open_database();
    execute(db, "CREATE TABLE cdnow(master_id, sample_id, date, units, dollars)");
    char *text = read_file(file);
    sqlite3_stmt *insert;
    assert_int_equal(
        sqlite3_prepare_v2(db, "INSERT INTO cdnow VALUES (?, ?, ?, ?, ?)", -1, &insert, NULL),
        SQLITE_OK);
    for (char *line = text; *line;) {
        for (int i = 1; i <= 5; i++) {
            line += strspn(line, " ");
            size_t length = strcspn(line, " \r\n");
            sqlite3_bind_text(insert, i, line, (int)length, SQLITE_TRANSIENT);
            line += length;
        }
        line += strspn(line, " \r\n");
        assert_int_equal(sqlite3_step(insert), SQLITE_DONE);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    free(text);
    sqlite3_free(file);
    map_database(db, "1997-09-30");
    assert_query(db,
                 "SELECT buyers_to_date, repeated_to_date FROM repeat_purchase_rate "
                 "WHERE scope = 'all'",
                 "2357|946");
    assert_same_results(db, "SELECT sum(advocacy_amount(amount, '.')) FROM purchase",
                        "SELECT sum(dollars) FROM cdnow", 1e-12);
    close_database(db);
}

static void the_garden_centre_keeps_its_score_and_asks_for_the_day(void **state)
{
    (void)state;
    sqlite3 *db = open_csv("nps_gardencentre_benavent.csv", "survey");
    char *script = mapping_of(db);
    assert_non_null(strstr(script, "[?] AS answered_at -- not found"));
    assert_null(strstr(script, "CREATE TEMP VIEW purchase AS\n"));
    execute(db, script);
    assert_number(db, "SELECT nps(nps_answer(score)) FROM survey_response", 53.4161, 0.00005);
    sqlite3_free(script);
    close_database(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chinook_gives_the_published_repeat_rate),
        cmocka_unit_test(orders_of_a_csv_file_are_purchases),
        cmocka_unit_test(a_log_of_transactions_without_amounts_keeps_its_customers),
        cmocka_unit_test(the_cdnow_log_gives_the_published_repeat_buyers),
        cmocka_unit_test(the_garden_centre_keeps_its_score_and_asks_for_the_day),
    };
    return cmocka_run_group_tests_name("mapping", tests, NULL, NULL);
}
