/*
 * The purchase functions through SQL: fits against the mathematics on the rows as they are,
 * predictions against each other and plain SQL, windows, groups, NULLs, and models of any kind of
 * damage.
 */
#include <math.h>
#include <string.h>

#include "mathematics/bgnbd.h"
#include "mathematics/gamma_gamma.h"
#include "support/check.h"
#include "support/customers.h"
#include "support/survey.h"

/* Fits */

#define MOST_ROWS 1000

static struct WeightedRows read_rows(sqlite3 *db, const char *sql,
                                     struct WeightedRow rows[MOST_ROWS])
{
    struct WeightedRows result = {rows, 0, 0};
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        assert_true(result.count < MOST_ROWS);
        rows[result.count++] = (struct WeightedRow){.x = sqlite3_column_double(statement, 0),
                                                    .t_x = sqlite3_column_double(statement, 1),
                                                    .T = sqlite3_column_double(statement, 2),
                                                    .weight = 1};
        result.weight++;
    }
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    return result;
}

/* Column i of the only row. */
static double column(sqlite3_stmt *statement, int i)
{
    assert_int_not_equal(sqlite3_column_type(statement, i), SQLITE_NULL);
    return sqlite3_column_double(statement, i);
}

static void assert_model(sqlite3 *db, const char *fit, const char *const *names,
                         const double *parameters, int count, const struct Fit *expected)
{
    for (int i = 0; i < count; i++) {
        char *sql = sqlite3_mprintf("SELECT json_extract(m, '$.parameters.%s'), json_extract(m, "
                                    "'$.standard_errors.%s'), json_extract(m, '$.log_likelihood'), "
                                    "json_extract(m, '$.converged'), json_extract(m, '$.boundary') "
                                    "FROM (SELECT %s AS m FROM customer)",
                                    names[i], names[i], fit);
        sqlite3_stmt *statement;
        assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
        assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
        assert_relative(column(statement, 0), parameters[i], 1e-6);
        assert_relative(column(statement, 1), expected->standard_errors[i], 1e-5);
        assert_relative(column(statement, 2), expected->log_likelihood, 1e-12);
        assert_int_equal((int)column(statement, 3), 1);
        assert_int_equal((int)column(statement, 4), 0);
        sqlite3_finalize(statement);
        sqlite3_free(sql);
    }
}

static void fits_are_those_of_the_rows_one_by_one(void **state)
{
    static const char *const names[] = {"r", "alpha", "a", "b"};
    static const char *const spend_names[] = {"p", "q", "v"};
    static const struct Interruption none = {NULL, NULL};
    struct WeightedRow storage[MOST_ROWS];
    struct Fit fit;
    struct WeightedRows rows = read_rows(*state, "SELECT x, t_x, T FROM customer", storage);
    struct Bgnbd bgnbd = {{0}, false};
    bgnbd_fit(&rows, &none, &bgnbd, &fit);
    assert_model(*state, "bgnbd_fit(x, t_x, T)", names, bgnbd.parameters, 4, &fit);
    struct Bgnbd mbgnbd = {{0}, true};
    bgnbd_fit(&rows, &none, &mbgnbd, &fit);
    assert_model(*state, "mbgnbd_fit(x, t_x, T)", names, mbgnbd.parameters, 4, &fit);
    rows = read_rows(*state, "SELECT x, mean_spend, 0 FROM customer WHERE x > 0", storage);
    struct GammaGamma gamma_gamma = {{0}};
    gamma_gamma_fit(&rows, &none, &gamma_gamma, &fit);
    assert_model(*state, "gamma_gamma_fit(x, mean_spend)", spend_names, gamma_gamma.parameters, 3,
                 &fit);
}

static void a_model_has_these_members(void **state)
{
    assert_query(*state,
                 "SELECT group_concat(key) FROM json_each((SELECT bgnbd_fit(x, t_x, T) FROM "
                 "customer))",
                 "model,parameters,standard_errors,log_likelihood,customers,rows,distinct_rows,"
                 "skipped,iterations,converged,boundary,gradient_norm");
    assert_query(*state,
                 "SELECT group_concat(key) FROM json_each((SELECT gamma_gamma_fit(x, mean_spend) "
                 "FROM customer))",
                 "model,parameters,standard_errors,log_likelihood,customers,rows,distinct_rows,"
                 "skipped,without_repeats,iterations,converged,boundary,gradient_norm");
    assert_query(*state,
                 "SELECT json_extract(bgnbd_fit(x, t_x, T), '$.model'), json_extract(mbgnbd_fit(x, "
                 "t_x, T), '$.model'), json_extract(gamma_gamma_fit(x, mean_spend), '$.model'), "
                 "json_type(bgnbd_fit(x, t_x, T), '$.converged'), json_type(bgnbd_fit(x, t_x, T), "
                 "'$.customers') FROM customer",
                 "BG/NBD|MBG/NBD|Gamma-Gamma|true|integer");
}

/* The members of two models that do not depend on the order of the rows. */
#define SAME_FIT(model)                                                                            \
    "json_extract(" model ", '$.log_likelihood'), json_extract(" model ", '$.customers'), "        \
    "json_extract(" model ", '$.distinct_rows'), json_extract(" model ", '$.converged') "

static void equal_customers_are_one_row_with_a_weight(void **state)
{
    execute(*state, "CREATE TEMP TABLE many AS SELECT x, t_x, T, mean_spend, 1 + id % 5 AS copies "
                    "FROM customer; CREATE TEMP TABLE copied AS WITH RECURSIVE n(i) AS (SELECT 1 "
                    "UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT many.* FROM n, many WHERE i "
                    "<= copies");
    static const char *const fits[] = {"bgnbd_fit(x, t_x, T", "mbgnbd_fit(x, t_x, T",
                                       "gamma_gamma_fit(x, mean_spend"};
    for (size_t i = 0; i < COUNT(fits); i++) {
        char *weighted = sqlite3_mprintf("SELECT " SAME_FIT("m") "FROM (SELECT %s, copies) AS m "
                                                                 "FROM many)",
                                         fits[i]);
        char *repeated =
            sqlite3_mprintf("SELECT " SAME_FIT("m") "FROM (SELECT %s) AS m FROM copied)", fits[i]);
        assert_same_results(*state, weighted, repeated, 1e-11);
        sqlite3_free(weighted);
        sqlite3_free(repeated);
    }
    assert_query(*state,
                 "SELECT json_extract(m, '$.rows') = (SELECT count(*) FROM copied), "
                 "json_extract(m, '$.distinct_rows') = (SELECT count(*) FROM (SELECT DISTINCT x, "
                 "t_x, T FROM customer)) FROM (SELECT bgnbd_fit(x, t_x, T) AS m FROM copied)",
                 "1|1");
    assert_query(*state,
                 "SELECT json_extract(bgnbd_fit(x, t_x, T, 0.5), '$.customers'), "
                 "json_extract(bgnbd_fit(x, t_x, T, 0.75), '$.customers') FROM (SELECT * FROM "
                 "customer LIMIT 6)",
                 "3|4.5");
    assert_query(*state,
                 "SELECT json_extract(m, '$.customers') > 5e99, json_extract(m, '$.converged') "
                 "FROM (SELECT bgnbd_fit(x, t_x, T, 1e99) AS m FROM (SELECT * FROM customer LIMIT "
                 "6))",
                 "1|1");
    execute(*state, "DROP TABLE copied; DROP TABLE many");
}

static void a_group_has_a_model_of_its_own(void **state)
{
    assert_same_results(*state,
                        "SELECT plan, " SAME_FIT("bgnbd_fit(x, t_x, T)") ", " SAME_FIT(
                            "gamma_gamma_fit(x, mean_spend)") "FROM customer GROUP "
                                                              "BY plan ORDER BY plan",
                        "SELECT plan, " SAME_FIT("m") ", " SAME_FIT(
                            "g") "FROM (SELECT plan, (SELECT bgnbd_fit(x, t_x, T) FROM customer AS "
                                 "c WHERE c.plan = p.plan) AS m, (SELECT gamma_gamma_fit(x, "
                                 "mean_spend) FROM customer AS c WHERE c.plan = p.plan) AS g FROM "
                                 "(SELECT DISTINCT plan FROM customer) AS p) ORDER BY plan",
                        1e-11);
}

static void rows_with_something_missing_are_counted_and_left_out(void **state)
{
    execute(*state,
            "CREATE TEMP TABLE holed AS SELECT x, t_x, T, mean_spend, 2 AS weight FROM customer "
            "UNION ALL VALUES (NULL, 1, 2, 3, 1), (1, NULL, 2, 3, 1), (1, 1, NULL, 3, 1), "
            "(1, 1, 2, NULL, 1), (1, 1, 2, 3, NULL), ('', 1, 2, 3, 1), (1, ' ', 2, 3, 1), "
            "(0, 0, 2, NULL, NULL)");
    assert_query(*state,
                 "SELECT json_extract(bgnbd_fit(x, t_x, T), '$.skipped', '$.rows'), "
                 "json_extract(mbgnbd_fit(x, t_x, T, weight), '$.skipped', '$.customers'), "
                 "json_extract(gamma_gamma_fit(x, mean_spend), '$.skipped'), "
                 "json_extract(gamma_gamma_fit(x, mean_spend, weight), '$.skipped') FROM holed",
                 "[5,603]|[7,1201]|3|5");
    assert_query(*state,
                 "SELECT json_extract(m, '$.without_repeats') = (SELECT count(*) FROM holed WHERE "
                 "x = 0), json_extract(m, '$.rows') + json_extract(m, '$.skipped') + "
                 "json_extract(m, '$.without_repeats') FROM (SELECT gamma_gamma_fit(x, mean_spend) "
                 "AS m FROM holed)",
                 "1|608");
    execute(*state, "DROP TABLE holed");
}

static void text_from_an_import_is_read_as_numbers(void **state)
{
    assert_same_results(*state,
                        "SELECT " SAME_FIT("bgnbd_fit(x, t_x, T)") ", " SAME_FIT(
                            "gamma_gamma_fit(x, mean_spend)") "FROM customer",
                        "SELECT " SAME_FIT("bgnbd_fit(x, t_x, T)") ", " SAME_FIT(
                            "gamma_gamma_fit(x, mean_spend)") "FROM (SELECT ' ' || x || ' ' AS x, "
                                                              "printf('%!.17g', t_x) AS t_x, "
                                                              "printf('%!.17g', T) AS T, "
                                                              "coalesce(printf('%!.17g', "
                                                              "mean_spend), '') AS mean_spend "
                                                              "FROM customer)",
                        1e-11);
    assert_same_results(*state,
                        "SELECT clv_purchases(" BGNBD_MODEL_SQL ", x, t_x, T, 39) FROM customer",
                        "SELECT clv_purchases(" BGNBD_MODEL_SQL ", x || '', printf('%!.17g', t_x), "
                        "printf('%!.17g', T), ' 39.0 ') FROM customer",
                        1e-14);
}

static void no_customers_give_no_model(void **state)
{
    static const struct Case cases[] = {
        {"SELECT bgnbd_fit(x, t_x, T), mbgnbd_fit(x, t_x, T), gamma_gamma_fit(x, mean_spend) FROM "
         "customer WHERE 0",
         "NULL|NULL|NULL"},
        {"SELECT bgnbd_fit(NULL, t_x, T), mbgnbd_fit(x, NULL, T, 1), gamma_gamma_fit(x, NULL), "
         "bgnbd_fit(x, t_x, T, NULL) FROM customer",
         "NULL|NULL|NULL|NULL"},
        {"SELECT gamma_gamma_fit(0, mean_spend) FROM customer", "NULL"},
        {"SELECT plan, bgnbd_fit(x, t_x, T) FROM customer WHERE 0 GROUP BY plan", ""},
    };
    assert_cases(*state, cases, COUNT(cases));
}

static void a_fit_is_no_window_function(void **state)
{
    assert_fails(*state, "SELECT bgnbd_fit(x, t_x, T) OVER () FROM customer",
                 "bgnbd_fit() may not be used as a window function");
}

/* Predictions */

static void predictions_are_the_formulas(void **state)
{
    assert_number(*state, "SELECT clv_purchases(" BGNBD_MODEL_SQL ", 2, 30.43, 38.86, 39)",
                  1.22602817, 5e-9);
    assert_number(*state, "SELECT clv_alive(" BGNBD_MODEL_SQL ", 2, 30.43, 38.86)", .72657857,
                  5e-9);
    assert_number(*state, "SELECT clv_purchases(" MBGNBD_MODEL_SQL ", 2, 30.43, 38.86, 39)",
                  1.26266938, 5e-8);
    assert_number(*state, "SELECT clv_alive(" MBGNBD_MODEL_SQL ", 2, 30.43, 38.86)", .70612577,
                  5e-8);
    assert_number(*state, "SELECT clv_alive(" MBGNBD_MODEL_SQL ", 0, 0, 38.86)", .38971521, 5e-8);
    assert_number(*state, "SELECT clv_spend(" SPEND_MODEL_SQL ", 2, 40)", 39.14042, 5e-6);
    /* Without a library for powers, P(alive) of whole r + x in plain SQL. */
    assert_same_results(
        *state,
        "SELECT clv_alive('{\"model\":\"BG/NBD\",\"parameters\":{\"r\":1,\"alpha\":10,\"a\":0.8,"
        "\"b\":2.5}}', x, t_x, T) FROM customer WHERE x BETWEEN 0 AND 3",
        "SELECT CASE x WHEN 0 THEN 1.0 ELSE 1 / (1 + 0.8 / (2.5 + x - 1) * s * s * CASE WHEN x > 1 "
        "THEN s ELSE 1 END * CASE WHEN x > 2 THEN s ELSE 1 END) END FROM (SELECT x, (10 + T) / (10 "
        "+ t_x) AS s, id FROM customer WHERE x BETWEEN 0 AND 3)",
        1e-13);
}

/* The value of a customer, put together from the other functions. */
static void value_is_spend_times_discounted_purchases(void **state)
{
    static const char *const models[] = {BGNBD_MODEL_SQL, MBGNBD_MODEL_SQL};
    for (size_t i = 0; i < COUNT(models); i++) {
        char *ours = sqlite3_mprintf(
            "SELECT clv(%s, " SPEND_MODEL_SQL ", x, t_x, T, mean_spend, 3, 0.02, 4.345), "
            "clv(%s, " SPEND_MODEL_SQL ", x, t_x, T, mean_spend, 2), "
            "clv(%s, " SPEND_MODEL_SQL ", x, t_x, T, mean_spend, 1, 0.5) FROM customer",
            models[i], models[i], models[i]);
        char *parts = sqlite3_mprintf(
            "WITH p AS (SELECT id, clv_spend(" SPEND_MODEL_SQL ", x, mean_spend) AS s, "
            "clv_purchases(%s, x, t_x, T, 4.345) AS e1, clv_purchases(%s, x, t_x, T, 8.69) AS e2, "
            "clv_purchases(%s, x, t_x, T, 13.035) AS e3, clv_purchases(%s, x, t_x, T, 1) AS u1, "
            "clv_purchases(%s, x, t_x, T, 2) AS u2 FROM customer) SELECT s * (e1 / 1.02 + (e2 - "
            "e1) / 1.02 / 1.02 + (e3 - e2) / 1.02 / 1.02 / 1.02), s * u2, s * u1 / 1.5 FROM p "
            "ORDER BY id",
            models[i], models[i], models[i], models[i], models[i]);
        assert_same_results(*state, ours, parts, 1e-11);
        sqlite3_free(ours);
        sqlite3_free(parts);
    }
}

static void months_of_a_fit_in_weeks_have_a_length_of_4_345(void **state)
{
    assert_number(*state,
                  "SELECT clv(" BGNBD_MODEL_SQL ", " SPEND_MODEL_SQL
                  ", 2, 30.43, 38.86, 22.35, 12, 0.01, 4.345)",
                  36.2892111255992, 1e-9);
    /* Weeks are the unit, so 52.14 periods of a week are the same time, discounted otherwise. */
    assert_same_results(*state,
                        "SELECT clv(" BGNBD_MODEL_SQL ", " SPEND_MODEL_SQL
                        ", x, t_x, T, mean_spend, 12, 0, 4.345) FROM customer",
                        "SELECT clv_spend(" SPEND_MODEL_SQL
                        ", x, mean_spend) * clv_purchases(" BGNBD_MODEL_SQL
                        ", x, t_x, T, 52.14) FROM customer",
                        1e-12);
}

static void a_customer_without_repeats_spends_what_all_do(void **state)
{
    static const struct Case cases[] = {
        {"SELECT count(DISTINCT s), min(s) = 6.25 * 15.44 / 2.74 FROM (SELECT clv_spend"
         "(" SPEND_MODEL_SQL ", 0, m) AS s FROM (SELECT NULL AS m UNION ALL VALUES (0), (-5), "
         "(40), ('n/a'), (x'00')))",
         "1|1"},
        {"SELECT count(DISTINCT v) FROM (SELECT clv(" BGNBD_MODEL_SQL ", " SPEND_MODEL_SQL
         ", 0, 0, 38, m, 12) AS v FROM (SELECT NULL AS m UNION ALL VALUES (0), (-5), (40)))",
         "1"},
        {"SELECT clv_spend('{\"model\":\"Gamma-Gamma\",\"parameters\":{\"p\":6,\"q\":1,\"v\":5}}', "
         "0, NULL), clv_spend('{\"model\":\"Gamma-Gamma\",\"parameters\":{\"p\":6,\"q\":1,\"v\":5}}"
         "', 1, 7) > 0",
         "NULL|1"},
    };
    assert_cases(*state, cases, COUNT(cases));
}

static void what_is_not_known_makes_a_prediction_null(void **state)
{
    static const char *const calls[] = {
        "clv_alive(@1, @2, @3, @4)", "clv_purchases(@1, @2, @3, @4, @5)",
        "clv_spend(@6, @2, @7)",     "clv(@1, @6, @2, @3, @4, @7, @8, @9, @A)",
        "rfm_bin(@2, @B)",           "rfm_segment(@2, @2, @2)",
    };
    static const char *const values[] = {"1", "2", "5", "9", "3", "0", "30", "6", "0.01", "2", "4"};
    const char *names = "123456789AB";
    int nulls = 0;
    for (size_t i = 0; i < COUNT(calls); i++) {
        for (size_t missing = 0; missing < strlen(names); missing++) {
            sqlite3_str *sql = sqlite3_str_new(NULL);
            bool is_used = false;
            sqlite3_str_appendall(sql, "SELECT ");
            for (const char *at = calls[i]; *at; at++) {
                if (*at != '@') {
                    sqlite3_str_append(sql, at, 1);
                    continue;
                }
                size_t name = (size_t)(strchr(names, *++at) - names);
                const char *text = name == 0    ? BGNBD_MODEL_SQL
                                   : name == 5  ? SPEND_MODEL_SQL
                                   : name == 10 ? "'[1,2,3]'"
                                                : values[name];
                is_used = is_used || name == missing;
                sqlite3_str_appendall(sql, name == missing ? "NULL" : text);
            }
            char *text = sqlite3_str_finish(sql);
            if (is_used) {
                assert_query(*state, text, "NULL");
                nulls++;
            }
            sqlite3_free(text);
        }
    }
    assert_int_equal(nulls, 4 + 5 + 3 + 9 + 2 + 1);
}

static void zero_is_never_negative(void **state)
{
    static const struct Case cases[] = {
        {"SELECT clv_purchases(" BGNBD_MODEL_SQL ", 0, 0, 0, 0), clv_purchases(" BGNBD_MODEL_SQL
         ", 3, -0.0, 5, -0.0)",
         "0.0|0.0"},
        {"SELECT revenue_retention(5, -0.0)", "0.0"},
        {"SELECT rfm_cuts(-0.0)", "[0.0,0.0,0.0,0.0]"},
        {"SELECT json_extract(bgnbd_fit(x, t, 9), '$.distinct_rows') FROM (SELECT 0 AS x, 0.0 AS t "
         "UNION ALL SELECT -0.0, -0.0 UNION ALL SELECT 0, 0)",
         "1"},
    };
    assert_cases(*state, cases, COUNT(cases));
}

/* Models from a join: more of them than are remembered, in an order that uses each again. */
static void every_row_is_predicted_by_its_own_model(void **state)
{
    execute(*state,
            "CREATE TEMP TABLE model(cohort INTEGER PRIMARY KEY, m TEXT, g TEXT);"
            "INSERT INTO model SELECT id % 13, CASE id % 2 WHEN 0 THEN bgnbd_fit(x, t_x, T) ELSE "
            "mbgnbd_fit(x, t_x, T) END, gamma_gamma_fit(x, mean_spend) FROM customer GROUP BY id % "
            "13");
    assert_query(*state, "SELECT count(DISTINCT m), count(DISTINCT g) FROM model", "13|13");
    assert_same_results(
        *state,
        "WITH fitted AS (SELECT cohort, m, g FROM model) SELECT id, clv_alive(m, x, t_x, T), "
        "clv_purchases(m, x, t_x, T, 10), clv_spend(g, x, mean_spend), clv(m, g, x, t_x, T, "
        "mean_spend, 5, 0.01, 2) FROM customer JOIN fitted ON cohort = id % 13 ORDER BY id",
        "SELECT id, clv_alive(m, x, t_x, T), clv_purchases(m, x, t_x, T, 10), clv_spend(g, x, "
        "mean_spend), clv(m, g, x, t_x, T, mean_spend, 5, 0.01, 2) FROM (SELECT * FROM customer "
        "JOIN model ON cohort = id % 13 ORDER BY cohort, id) ORDER BY id",
        0);
    /* And each equals the prediction of the same model written with other white space. */
    assert_same_results(
        *state,
        "SELECT id, clv_purchases(m, x, t_x, T, 10) FROM customer JOIN model ON cohort = id % 13 "
        "ORDER BY id",
        "SELECT id, clv_purchases(replace(m, ',', ' , '), x, t_x, T, 10) FROM customer JOIN model "
        "ON cohort = id % 13 ORDER BY id",
        0);
    execute(*state, "DROP TABLE model");
}

static void histories_that_are_alike_but_for_one_thing_are_not_mixed_up(void **state)
{
    /* The same age and purchases over many horizons, periods and discounts, in turn. */
    execute(*state, "CREATE TEMP TABLE n(i INTEGER PRIMARY KEY); WITH RECURSIVE n(i) AS (SELECT 1 "
                    "UNION ALL SELECT i + 1 FROM n WHERE i < 2000) INSERT INTO temp.n SELECT i "
                    "FROM n");
    assert_same_results(*state,
                        "SELECT clv_purchases(" BGNBD_MODEL_SQL
                        ", 2, 5, 20 + i % 3, i % 97 / 10.0) FROM n ORDER BY i % 97, i % 3",
                        "SELECT clv_purchases(replace(" BGNBD_MODEL_SQL
                        ", ':', ': ' || substr('                    ', 1, i % 19)), 2, 5, 20 + i % "
                        "3, i % 97 / 10.0) FROM n ORDER BY i % 97, i % 3",
                        0);
    assert_query(*state,
                 "SELECT count(DISTINCT v) FROM (SELECT round(clv(" BGNBD_MODEL_SQL
                 ", " SPEND_MODEL_SQL ", 2, 5, 20, 7, 1 + i % 5, i % 4 / 10.0, 1 + i % 3), 12) AS "
                 "v FROM n WHERE i % 4)",
                 "45");
    execute(*state, "DROP TABLE n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fits_are_those_of_the_rows_one_by_one),
        cmocka_unit_test(a_model_has_these_members),
        cmocka_unit_test(equal_customers_are_one_row_with_a_weight),
        cmocka_unit_test(a_group_has_a_model_of_its_own),
        cmocka_unit_test(rows_with_something_missing_are_counted_and_left_out),
        cmocka_unit_test(text_from_an_import_is_read_as_numbers),
        cmocka_unit_test(no_customers_give_no_model),
        cmocka_unit_test(a_fit_is_no_window_function),
        cmocka_unit_test(predictions_are_the_formulas),
        cmocka_unit_test(value_is_spend_times_discounted_purchases),
        cmocka_unit_test(months_of_a_fit_in_weeks_have_a_length_of_4_345),
        cmocka_unit_test(a_customer_without_repeats_spends_what_all_do),
        cmocka_unit_test(what_is_not_known_makes_a_prediction_null),
        cmocka_unit_test(zero_is_never_negative),
        cmocka_unit_test(every_row_is_predicted_by_its_own_model),
        cmocka_unit_test(histories_that_are_alike_but_for_one_thing_are_not_mixed_up),
    };
    return cmocka_run_group_tests_name("purchase models", tests, open_with_customers,
                                       close_fixture);
}
