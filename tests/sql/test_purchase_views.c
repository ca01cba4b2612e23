/*
 * The views of purchases: the rules of a purchase day on a few rows, and on the demonstration
 * against independently written SQL. Published figures are in test_purchase_data.c.
 */
#include <stdlib.h>
#include <string.h>

#include "support/company.h"
#include "support/shell.h"
#include "support/survey.h"

static sqlite3 *open_with_purchases(const char *values)
{
    sqlite3 *db = open_empty_company();
    char *sql = sqlite3_mprintf(
        "INSERT INTO advocacy_settings(as_of, time_unit_days) VALUES ('2026-10-31', 1);"
        "INSERT INTO purchase(customer_id, purchased_at, amount) VALUES %s",
        values);
    execute(db, sql);
    sqlite3_free(sql);
    return db;
}

static void assert_purchases(const char *values, const char *sql, const char *expected)
{
    sqlite3 *db = open_with_purchases(values);
    assert_query(db, sql, expected);
    close_database(db);
}

#define DAYS                                                                                       \
    "SELECT number, min(day), sum(spend), sum(is_purchase) FROM purchase_day GROUP BY "            \
    "customer_id, number ORDER BY customer_id, number"
#define RHYTHM "SELECT customer_id, x, t_x, T, mean_spend FROM purchase_rhythm ORDER BY customer_id"

static void purchases_of_one_day_are_one(void **state)
{
    (void)state;
    assert_purchases("(1, '2026-10-01 09:00:00', 10), (1, '2026-10-01 23:59:59', 5), "
                     "(1, '2026-10-11', 20), (1, '2026-10-11T12:00', 4), (1, '2026-10-21', 0)",
                     DAYS, "1|2026-10-01|15.0|1\n2|2026-10-11|24.0|1\n3|2026-10-21|0.0|1");
    assert_purchases("(1, '2026-10-01 09:00:00', 10), (1, '2026-10-01 23:59:59', 5), "
                     "(1, '2026-10-11', 20), (1, '2026-10-11T12:00', 4), (1, '2026-10-21', 0)",
                     RHYTHM, "1|2|20.0|30.0|12.0");
}

static void a_return_lowers_the_purchase_before_it(void **state)
{
    (void)state;
    /* The first return belongs to nothing, the second to the first purchase, which is not asked. */
    const char *values = "(1, '2026-09-01', -99), (1, '2026-10-01', 10), (1, '2026-10-02', -3), "
                         "(1, '2026-10-11', 20), (1, '2026-10-12', -5), (1, '2026-10-13', -1), "
                         "(1, '2026-10-21', 30), (1, '2026-10-21', -8), (1, '2026-10-30', -2)";
    assert_purchases(values, DAYS, "1|2026-10-01|7.0|1\n2|2026-10-11|14.0|1\n3|2026-10-21|20.0|1");
    assert_purchases(values, RHYTHM, "1|2|20.0|30.0|17.0");
}

/* 0.1 + 0.2 - 0.3 is not 0 in binary, and must not become the smallest spend of all. */
static void what_was_all_given_back_is_no_purchase(void **state)
{
    (void)state;
    sqlite3 *db = open_with_purchases(
        "(1, '2026-10-01', 10), (1, '2026-10-11', 0.1), (1, '2026-10-21', 0.2), "
        "(1, '2026-10-22', -0.3), (2, '2026-09-01', 5), (2, '2026-09-11', 7), (2, '2026-10-02', "
        "7), (3, '2026-10-01', -4), (4, '2026-08-01', 3), (4, '2026-08-09', 12)");
    assert_query(db, RHYTHM, "1|0|0.0|30.0|NULL\n2|2|31.0|60.0|7.0\n4|1|8.0|91.0|12.0");
    close_database(db);
}

/* What later returns exceed a purchase by lowers the one before it; an exchange is one purchase. */
static void returns_take_the_newest_purchases_first(void **state)
{
    (void)state;
    const char *values = "(1, '2026-01-01', 100), (1, '2026-02-01', 50), (1, '2026-03-01', -120), "
                         "(1, '2026-04-01', 200), (2, '2026-01-01', 100), (2, '2026-01-03', -100), "
                         "(2, '2026-01-05', 90), (3, '2026-01-01', 8), (3, '2026-01-01', -8)";
    assert_purchases(values, DAYS,
                     "1|2026-01-01|30.0|1\n2|2026-04-01|200.0|1\n"
                     "1|2026-01-05|90.0|1");
    assert_purchases(values, "SELECT count(*) FROM purchase_rhythm WHERE customer_id = 3", "0");
}

/* Who cancelled an order is as much alive, and worth as much, as who never ordered again. */
static void a_cancelled_order_changes_nothing(void **state)
{
    (void)state;
    sqlite3 *db = open_with_purchases(
        "(1, '2026-01-01', 50), (1, '2026-06-01', 100), (1, '2026-06-02', -100), (2, "
        "'2026-01-01', 50), (3, '2026-01-01', 50), (3, '2026-03-01', 20), (3, '2026-09-01', 30), "
        "(4, '2026-02-01', 50), (4, '2026-03-01', 60), (5, '2026-02-01', 50), (5, '2026-03-01', "
        "0), (6, '2026-03-01', 50), (6, '2026-03-08', 10), (6, '2026-05-01', 70)");
    assert_query(db,
                 "SELECT a.x, a.alive = b.alive, a.value = b.value, a.value > 0 FROM "
                 "customer_value AS a JOIN customer_value AS b ON b.customer_id = 2 WHERE "
                 "a.customer_id = 1",
                 "0|1|1|1");
    assert_query(db,
                 "SELECT x, mean_spend, value > 0, abs(value / purchases - clv_spend(spend_model, "
                 "0, NULL)) < 1e-9, reason FROM customer_value WHERE customer_id = 5",
                 "1|NULL|1|1|NULL");
    close_database(db);
}

/* Two buyers, and what is said where there is no value. */
static void small_companies_have_values_or_reasons(void **state)
{
    (void)state;
    const char *values = "SELECT count(*), count(value), max(reason) FROM customer_value";
    const char *reasons = "SELECT buyers, reason FROM purchase_models";
    const char *once = "(1, '2026-01-01', 50), (2, '2026-02-01', 60)";
    assert_purchases(once, values, "2|0|nobody has bought a second time");
    assert_purchases(once, reasons, "2|nobody has bought a second time");
    assert_purchases("(1, '2026-10-31', 50), (2, '2026-10-31', 60)", values,
                     "2|0|no time has passed since the first purchases");
    assert_purchases("(1, '2026-01-01', 50), (1, '2026-02-01', 0), (2, '2026-02-01', 60)", values,
                     "2|0|no repeat purchase has a spend");
    assert_purchases("(1, '2026-01-01', 50), (1, '2026-02-01', 40), (2, '2026-02-01', 60)", values,
                     "2|2|NULL");
}

/* An advocate who bought once says nothing, and is valued by what all buyers did. */
static void a_group_without_repeats_takes_the_models_of_all(void **state)
{
    (void)state;
    sqlite3 *db = open_with_purchases(
        "(1, '2026-01-01', 50), (1, '2026-03-01', 20), (1, '2026-09-01', 30), (2, '2026-02-01', "
        "50), (2, '2026-03-01', 60), (3, '2026-05-01', 50), (4, '2026-05-01', 50)");
    execute(db, "INSERT INTO review(customer_id, platform, posted_at, rating) VALUES (4, 'shop', "
                "'2026-10-01', 5)");
    assert_query(db, "SELECT customers, buyers, note FROM purchase_models ORDER BY 1",
                 "advocates|1|too few purchases: the models are of all buyers\n"
                 "others|3|NULL");
    assert_query(db,
                 "SELECT count(*) FROM customer_value WHERE is_advocate AND pooled AND value > 0 "
                 "AND advocacy_number(purchase_model, 'customers') = 4",
                 "1");
    close_database(db);
}

static void what_comes_after_as_of_is_not_known(void **state)
{
    (void)state;
    assert_purchases("(1, '2026-10-31 23:59:59', 10), (1, '2026-11-01', 20), (2, '2026-11-01', 5), "
                     "(3, '2026-10-21', 5), (3, '2026-10-31', 6)",
                     RHYTHM, "1|0|0.0|0.0|NULL\n3|1|10.0|10.0|6.0");
}

static void months_of_a_cohort_are_those_that_are_over(void **state)
{
    (void)state;
    sqlite3 *db = open_with_purchases(
        "(1, '2025-11-30', 1), (1, '2026-01-01', 1), (1, '2026-01-31', 1), (2, '2025-11-01', 1), "
        "(2, '2026-02-28', 1), (3, '2026-01-15', 1), (3, '2026-02-15', 1), (3, '2026-03-10', 1)");
    execute(db, "UPDATE advocacy_settings SET as_of = '2026-03-30'");
    assert_query(db,
                 "SELECT cohort, months_since, customers, bought, share FROM cohort_retention "
                 "ORDER BY 1, 2",
                 "2025-11|1|2|0|0.0\n2025-11|2|2|1|50.0\n2025-11|3|2|1|50.0\n2026-01|1|1|1|100.0");
    execute(db, "UPDATE advocacy_settings SET as_of = '2026-03-31'");
    assert_query(db,
                 "SELECT cohort, months_since, customers, bought, round(lower, 3), round(upper, 3) "
                 "FROM cohort_retention WHERE months_since = 2 ORDER BY 1",
                 "2025-11|2|2|1|9.453|90.547\n2026-01|2|1|1|20.655|100.0");
    close_database(db);
}

static void only_customers_who_had_the_time_count_as_not_repeating(void **state)
{
    (void)state;
    sqlite3 *db = open_with_purchases(
        "(1, '2025-01-01', 1), (1, '2025-02-01', 1), (2, '2025-01-01', 1), (2, '2026-01-02', 1), "
        "(3, '2025-10-31', 1), (3, '2026-10-31', 1), (4, '2025-11-01', 1), (4, '2025-11-02', 1), "
        "(5, '2025-10-31', 1)");
    assert_query(db,
                 "SELECT scope, segment, customers, repeated, rate, days_to_second, "
                 "buyers_to_date, repeated_to_date FROM repeat_purchase_rate ORDER BY scope",
                 "all|NULL|4|2|50.0|198.0|5|4\nsegment|NULL|4|2|50.0|198.0|5|4");
    close_database(db);
}

/*
 * bought_day(customer_id, day), by the definition: a day counts unless, on some day from then on,
 * all that was paid since has been given back.
 */
static int open_with_bought_days(void **state)
{
    int result = tenth_company_fixture(state);
    execute(*state,
            "CREATE TEMP TABLE daily AS SELECT customer_id, substr(purchased_at, 1, 10) AS day, "
            "sum(amount) AS spend, max(amount) AS largest, max(max(-amount, 0)) AS returned FROM "
            "purchase WHERE purchased_at <= '2026-10-31' GROUP BY 1, 2;"
            "CREATE INDEX temp.daily_of_customer ON daily(customer_id, day);"
            "CREATE TEMP TABLE bought_day AS SELECT customer_id, day FROM daily AS d WHERE largest "
            ">= 0 AND (largest = 0 OR customer_id NOT IN (SELECT customer_id FROM daily WHERE "
            "returned > 0) OR NOT EXISTS (SELECT 1 FROM daily AS e WHERE e.customer_id = "
            "d.customer_id AND e.day >= d.day AND (SELECT sum(f.spend) FROM daily AS f WHERE "
            "f.customer_id = d.customer_id AND f.day BETWEEN d.day AND e.day) < 0.001))");
    return result;
}

/* Straight from the purchases: the repeats are everything from the second day on. */
static void the_rhythm_agrees_with_plain_sql(void **state)
{
    assert_same_results(
        *state, RHYTHM,
        "WITH bought AS (SELECT customer_id, day FROM bought_day), "
        "first AS (SELECT customer_id, min(day) AS day, count(*) - 1 AS x, max(day) AS last FROM "
        "bought GROUP BY customer_id), "
        "second AS (SELECT b.customer_id, min(b.day) AS day FROM bought AS b JOIN first AS f ON "
        "f.customer_id = b.customer_id AND b.day > f.day GROUP BY b.customer_id), "
        "spent AS (SELECT p.customer_id, sum(p.amount) AS spend FROM second AS s JOIN purchase AS "
        "p ON p.customer_id = s.customer_id AND p.purchased_at >= s.day AND p.purchased_at <= "
        "'2026-10-31' GROUP BY p.customer_id) "
        "SELECT f.customer_id, x, (julianday(last) - julianday(f.day)) / 7, "
        "(julianday('2026-10-31') - julianday(f.day)) / 7, "
        "CASE WHEN spend > 0.001 THEN spend / x END "
        "FROM first AS f LEFT JOIN spent AS s ON s.customer_id = f.customer_id ORDER BY 1",
        1e-9);
}

/* Twelve months from 2025-11-01 on, and the twelve before. */
static void loyalty_is_of_days_on_which_something_was_bought(void **state)
{
    assert_same_results(
        *state,
        "SELECT value, observations FROM advocacy_channels WHERE kind = 'loyalty' AND unit LIKE "
        "'%buyers' ORDER BY measure",
        "WITH buyer AS (SELECT sum(day >= '2025-11-01') AS now, sum(day < '2025-11-01') AS before "
        "FROM bought_day WHERE day >= '2024-11-01' GROUP BY customer_id) "
        "SELECT 100.0 * sum(now > 1) / sum(now > 0), sum(now > 0) FROM buyer UNION ALL "
        "SELECT 100.0 * sum(now = 0) / count(*), count(*) FROM buyer WHERE before > 0",
        1e-9);
}

static void cohorts_agree_with_plain_sql(void **state)
{
    assert_same_results(
        *state,
        "SELECT cohort, months_since, customers, bought FROM cohort_retention ORDER BY 1, 2",
        "WITH bought AS (SELECT DISTINCT customer_id, substr(day, 1, 7) AS month FROM bought_day), "
        "first AS (SELECT customer_id, min(month) AS cohort FROM bought GROUP BY customer_id), "
        "size AS (SELECT cohort, count(*) AS customers FROM first GROUP BY cohort), "
        "back AS (SELECT f.cohort, b.month, count(*) AS n FROM first AS f JOIN bought AS b ON "
        "b.customer_id = f.customer_id GROUP BY 1, 2) "
        "SELECT s.cohort, 12 * (substr(m.month, 1, 4) - substr(s.cohort, 1, 4)) + "
        "substr(m.month, 6) - substr(s.cohort, 6) AS since, s.customers, coalesce(b.n, 0) FROM "
        "size AS s JOIN (SELECT DISTINCT month FROM bought) AS m ON m.month > s.cohort LEFT JOIN "
        "back AS b ON b.cohort = s.cohort AND b.month = m.month ORDER BY 1, 2",
        0);
}

static void repeat_rates_agree_with_plain_sql(void **state)
{
    assert_same_results(
        *state,
        "SELECT segment, customers, repeated, rate, lower, upper, days_to_second, buyers_to_date, "
        "repeated_to_date FROM repeat_purchase_rate ORDER BY scope, segment",
        "WITH bought AS (SELECT customer_id, day FROM bought_day), "
        "follow AS (SELECT customer_id, day, lead(day) OVER w AS next, row_number() OVER w AS "
        "place FROM bought WINDOW w AS (PARTITION BY customer_id ORDER BY day)), "
        "gap AS (SELECT c.segment, day <= '2025-10-31' AS old, julianday(next) - julianday(day) AS "
        "days FROM follow JOIN customer AS c USING (customer_id) WHERE place = 1), "
        "counted AS (SELECT segment, sum(old) AS n, sum(old AND coalesce(days <= 365, 0)) AS k, "
        "avg(CASE WHEN old AND days <= 365 THEN days END) AS days, count(*) AS everybody, "
        "count(days) AS again FROM (SELECT * FROM gap UNION ALL SELECT NULL, old, days FROM gap) "
        "GROUP BY segment) "
        "SELECT segment, n, k, 100.0 * k / n, wilson_lower(k, n), wilson_upper(k, n), days, "
        "everybody, again FROM counted ORDER BY segment",
        1e-9);
}

/* A customer's value by the models of their group, fitted here over tables. */
static void values_agree_with_models_fitted_by_hand(void **state)
{
    sqlite3 *db = *state;
    execute(db, "CREATE TEMP TABLE advocate AS SELECT customer_id FROM customer_act WHERE rewarded "
                "+ paid = 0 EXCEPT SELECT customer_id FROM latest_answer WHERE answer < 7;"
                "CREATE TEMP TABLE theirs AS SELECT * FROM purchase_rhythm WHERE customer_id IN "
                "(SELECT customer_id FROM advocate);"
                "CREATE TEMP TABLE ours AS SELECT * FROM purchase_rhythm WHERE customer_id NOT IN "
                "(SELECT customer_id FROM advocate);");
    static const char *const tables[] = {"ours", "theirs"};
    for (int i = 0; i < 2; i++) {
        char *views = sqlite3_mprintf(
            "SELECT customer_id, alive, purchases, value FROM customer_value WHERE is_advocate = "
            "%d ORDER BY customer_id",
            i);
        char *ours = sqlite3_mprintf(
            "WITH model AS (SELECT mbgnbd_fit(x, t_x, T) AS p, gamma_gamma_fit(x, mean_spend) AS s "
            "FROM %s) SELECT customer_id, clv_alive(p, x, t_x, T), clv_purchases(p, x, t_x, T, "
            "365.25 / 7), clv_purchases(p, x, t_x, T, 365.25 / 7) * clv_spend(s, CASE WHEN mean_spend "
            "> 0 THEN x ELSE 0 END, mean_spend) FROM %s, model ORDER BY "
            "customer_id",
            tables[i], tables[i]);
        assert_same_results(db, views, ours, 1e-8);
        sqlite3_free(ours);
        sqlite3_free(views);
    }
    assert_same_results(db,
                        "SELECT buyers, repeaters, repeat_purchases FROM purchase_models ORDER BY "
                        "customers",
                        "SELECT count(*), sum(x > 0), sum(x) FROM theirs UNION ALL SELECT "
                        "count(*), sum(x > 0), sum(x) FROM ours",
                        0);
}

static void the_predicted_worth_is_that_of_who_bought_or_answered_in_the_period(void **state)
{
    static const char *const measures[] = {"mean_advocates", "mean_others"};
    for (int i = 0; i < 2; i++) {
        char *sql = sqlite3_mprintf(
            "SELECT %s FROM advocate_worth WHERE measure LIKE 'predicted%%'", measures[i]);
        double found = query_number(*state, sql);
        sqlite3_free(sql);
        sql = sqlite3_mprintf(
            "WITH here AS (SELECT customer_id FROM purchase WHERE purchased_at BETWEEN '2025-11-01' "
            "AND '2026-10-31' UNION SELECT customer_id FROM latest_answer) SELECT total(v.value) / "
            "count(*) FROM here AS h LEFT JOIN customer_value AS v ON v.customer_id = h.customer_id "
            "WHERE (h.customer_id IN (SELECT customer_id FROM advocate)) = %d",
            1 - i);
        assert_number(*state, sql, found, 1e-8 * found);
        sqlite3_free(sql);
    }
}

/* The year to come is planted like the year that was; models of the past must come near it. */
static void predicted_revenue_is_near_that_of_the_period(void **state)
{
    assert_query(*state,
                 "SELECT count(*) FROM advocate_worth AS p JOIN advocate_worth AS r ON p.measure "
                 "LIKE 'predicted%' AND r.measure LIKE 'revenue%' WHERE p.mean_advocates / "
                 "r.mean_advocates BETWEEN 0.85 AND 1.15 AND p.mean_others / r.mean_others "
                 "BETWEEN 0.85 AND 1.15",
                 "1");
}

static void the_time_unit_does_not_change_a_value(void **state)
{
    sqlite3 *db = *state;
    execute(db, "CREATE TEMP TABLE in_weeks AS SELECT customer_id, t_x, value FROM customer_value;"
                "UPDATE advocacy_settings SET time_unit_days = 30");
    char *found = query(db, "SELECT count(*), sum(abs(v.value - w.value) > 0.001 * w.value), "
                            "sum(abs(30 * v.t_x - 7 * w.t_x) > 1e-6) FROM customer_value AS v "
                            "JOIN in_weeks AS w ON w.customer_id = v.customer_id");
    execute(db, "UPDATE advocacy_settings SET time_unit_days = 7");
    char *expected = query(db, "SELECT count(*), 0, 0 FROM in_weeks");
    assert_string_equal(found, expected);
    sqlite3_free(expected);
    sqlite3_free(found);
}

static void earned_growth_agrees_with_plain_sql(void **state)
{
    assert_same_results(
        *state,
        "SELECT customers, earned_customers, bought_customers, reactivated_customers, "
        "previous_revenue, revenue, net_revenue_retention, earned_new, bought_new, reactivated, "
        "growth, rate, ratio FROM earned_growth_rate",
        "WITH year AS (SELECT customer_id, total(CASE WHEN purchased_at < '2025-11-01' THEN amount "
        "END) AS before, total(CASE WHEN purchased_at >= '2025-11-01' THEN amount END) AS after, "
        "min(CASE WHEN purchased_at >= '2025-11-01' THEN purchased_at || '|' || printf('%09d', "
        "purchase_id) || '|' || coalesce(reason, '') END) AS first_one FROM purchase WHERE "
        "purchased_at >= '2024-11-01' AND purchased_at < '2026-11-01' GROUP BY customer_id), "
        "kind AS (SELECT *, CASE WHEN before <> 0 THEN 'old' WHEN customer_id IN (SELECT "
        "customer_id FROM purchase WHERE purchased_at < '2025-11-01') THEN 'back' WHEN customer_id "
        "IN (SELECT customer_id FROM customer WHERE channel = 'referral' UNION SELECT referred_id "
        "FROM referral) OR "
        "substr(first_one, 22) IN ('friends and family', 'reviews', 'advocates'' content') THEN "
        "'earned' ELSE 'bought' END AS kind FROM year), "
        "s AS (SELECT sum(kind = 'old') AS o, sum(kind = 'earned') AS e, sum(kind = 'bought') AS "
        "b, sum(kind = 'back') AS r, sum(before) AS before, sum(after) AS after, total(CASE kind "
        "WHEN 'old' THEN after END) AS kept, total(CASE kind WHEN 'earned' THEN after END) AS "
        "earned, total(CASE kind WHEN 'back' THEN after END) AS back FROM kind) "
        "SELECT o, e, b, r, before, after, 100 * kept / before, 100 * earned / before, 100 * (after "
        "- kept - earned - back) / before, 100 * back / before, 100 * (after / before - 1), 100 * ((kept + earned) / before - "
        "1), 100 * (kept + earned - before) / (after - before) FROM s",
        1e-9);
}

/* The query in the explanation of the models is run as it stands there. */
static void the_example_of_the_readme_runs(void **state)
{
    char *readme = read_file("sql/README.md");
    assert_non_null(readme);
    char *start = strstr(readme, "```sql\nWITH model");
    assert_non_null(start);
    start += strlen("```sql\n");
    char *end = strstr(start, "```");
    assert_non_null(end);
    *end = 0;
    double two_years = query_number(*state, start);
    double one_year = query_number(*state, "SELECT sum(value) FROM customer_value");
    assert_true(two_years > 1.5 * one_year && two_years < 2 * one_year);
    free(readme);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(purchases_of_one_day_are_one),
        cmocka_unit_test(a_return_lowers_the_purchase_before_it),
        cmocka_unit_test(what_was_all_given_back_is_no_purchase),
        cmocka_unit_test(returns_take_the_newest_purchases_first),
        cmocka_unit_test(a_cancelled_order_changes_nothing),
        cmocka_unit_test(small_companies_have_values_or_reasons),
        cmocka_unit_test(a_group_without_repeats_takes_the_models_of_all),
        cmocka_unit_test(what_comes_after_as_of_is_not_known),
        cmocka_unit_test(months_of_a_cohort_are_those_that_are_over),
        cmocka_unit_test(only_customers_who_had_the_time_count_as_not_repeating),
        cmocka_unit_test(the_rhythm_agrees_with_plain_sql),
        cmocka_unit_test(loyalty_is_of_days_on_which_something_was_bought),
        cmocka_unit_test(cohorts_agree_with_plain_sql),
        cmocka_unit_test(repeat_rates_agree_with_plain_sql),
        cmocka_unit_test(values_agree_with_models_fitted_by_hand),
        cmocka_unit_test(the_predicted_worth_is_that_of_who_bought_or_answered_in_the_period),
        cmocka_unit_test(predicted_revenue_is_near_that_of_the_period),
        cmocka_unit_test(the_time_unit_does_not_change_a_value),
        cmocka_unit_test(earned_growth_agrees_with_plain_sql),
        cmocka_unit_test(the_example_of_the_readme_runs),
    };
    return cmocka_run_group_tests_name("purchase views", tests, open_with_bought_days,
                                       close_fixture);
}
