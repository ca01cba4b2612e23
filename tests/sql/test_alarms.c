/*
 * The promise of feedback_alert: in three quiet years no more of the weeks raise an alarm than it
 * says, and one in which something has changed does.
 */
#include "support/company.h"

#define FIRST_WEEK "2024-01-01"
enum { WEEKS = 60 };

/*
 * 32 comments and 25 tickets a week in three years, whose themes, segments, scores and topics are
 * drawn by Park and Miller's generator.
 */
static const char quiet_years[] =
    "INSERT INTO advocacy_settings(as_of) VALUES ('" FIRST_WEEK "');"
    "CREATE TEMP TABLE drawn(n INTEGER PRIMARY KEY, a INTEGER, b INTEGER);"
    "WITH RECURSIVE c(n, a) AS (SELECT 1, 16807 UNION ALL SELECT n + 1, a * 16807 % 2147483647 FROM c WHERE n < 16000) "
    "INSERT INTO drawn SELECT n, a, a * 48271 % 2147483647 FROM c;"
    "INSERT INTO customer(customer_id, joined_at, segment) SELECT n, '2020-01-01', CASE WHEN n % 10 < 5 THEN 'Solo' "
    "WHEN n % 10 < 8 THEN 'Team' ELSE 'Firm' END FROM drawn WHERE n <= 500;"
    "INSERT INTO theme VALUES ('speed', 'slow'), ('price', 'dear'), ('people', 'kind'), ('bills', 'bill');"
    "INSERT INTO survey_response(customer_id, answered_at, score, comment) "
    "SELECT 1 + a % 500, date('2023-06-01', (b % 1100) || ' days'), a / 500 % 11, CASE WHEN a / 5500 % 20 < 6 THEN 'slow' "
    "WHEN a / 5500 % 20 < 10 THEN 'dear' WHEN a / 5500 % 20 < 12 THEN 'kind' WHEN a / 5500 % 20 < 13 THEN 'bill' ELSE 'fine' "
    "END FROM drawn WHERE n <= 5000;"
    "INSERT INTO feedback(source, raised_at, topic, product) SELECT 'support', date('2023-06-01', (b % 1100) || ' days'), "
    "CASE a % 7 WHEN 0 THEN 'bills' WHEN 1 THEN 'speed' ELSE 'other' END, CASE a / 7 % 3 WHEN 0 THEN 'App' ELSE 'Desk' END "
    "FROM drawn WHERE n > 12000;"
    "DROP TABLE temp.drawn;";

/* A week in which anything at all is an alarm counts once. */
static int count_alarming_weeks(sqlite3 *db, int weeks)
{
    int alarming = 0;
    for (int week = 0; week < weeks; week++) {
        char *move = sqlite3_mprintf(
            "UPDATE advocacy_settings SET as_of = date('" FIRST_WEEK "', '%d days')", 14 * week);
        execute(db, move);
        sqlite3_free(move);
        alarming += query_number(db, "SELECT max(is_alarm) FROM feedback_alert") > 0;
    }
    return alarming;
}

/* More than 9 of 60 weeks, every second one, come in one of 1,000 cases where each has an alarm in
 * one of twenty. */
static void quiet_years_raise_no_more_alarms_than_promised(void **state)
{
    assert_in_range(count_alarming_weeks(*state, WEEKS), 0, 9);
    assert_query(*state,
                 "SELECT count(*) > 40, min(items) > 0, count(DISTINCT kind) FROM feedback_alert",
                 "1|1|4");
}

static void what_triples_is_an_alarm(void **state)
{
    sqlite3 *db = *state;
    execute(db, "UPDATE advocacy_settings SET as_of = '2025-06-30'");
    execute(
        db,
        "INSERT INTO survey_response(customer_id, answered_at, score, comment) SELECT customer_id, '2025-06-28', "
        "5, 'a bill again' FROM customer WHERE segment = 'Firm' AND customer_id <= 100");
    assert_query(
        db,
        "SELECT subject, max(segment) FROM feedback_alert WHERE is_alarm AND kind = 'theme' GROUP BY 1",
        "bills|Firm");
}

static int open_quiet_company(void **state)
{
    sqlite3 *db = open_database();
    execute_file(db, "sql/schema.sql");
    execute_file(db, "sql/indexes.sql");
    execute(db, quiet_years);
    execute_views(db);
    *state = db;
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quiet_years_raise_no_more_alarms_than_promised),
        cmocka_unit_test(what_triples_is_an_alarm),
    };
    return cmocka_run_group_tests_name("alarms", tests, open_quiet_company, close_fixture);
}
