/*
 * advocate_fit(), advocate_predict() and advocate_reasons() through SQL. What the fits are compared
 * with comes from R 4.2.2, with the command of test_logistic.c.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support/check.h"

/* datasets::infert as rows of a table, made from its counts. */
static const char infertility[] =
    "CREATE TABLE infert AS WITH RECURSIVE "
    "cell(spontaneous, induced, controls, cases) AS (VALUES (0, 0, 60, 7), (0, 1, 33, 12), "
    "(0, 2, 20, 9), (1, 0, 25, 22), (1, 1, 11, 5), (1, 2, 4, 4), (2, 0, 11, 18), (2, 1, 1, 6)), "
    "n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60) "
    "SELECT 0 AS is_case, spontaneous, induced FROM cell JOIN n ON i <= controls UNION ALL "
    "SELECT 1, spontaneous, induced FROM cell JOIN n ON i <= cases";

#define FIT                                                                                        \
    "advocate_fit('{\"ridge\": 0}', is_case, 'spontaneous', spontaneous, 'induced', induced)"

static int open_tables(void **state)
{
    open_fixture(state);
    execute(*state, infertility);
    execute(*state, "CREATE TABLE model AS SELECT " FIT " AS model FROM infert");
    return 0;
}

/* A number in the model of the table `model`. */
static void assert_member(sqlite3 *db, const char *path, double expected, double tolerance)
{
    char *sql = sqlite3_mprintf("SELECT json_extract(model, '$.%s') FROM model", path);
    assert_number(db, sql, expected, tolerance);
    sqlite3_free(sql);
}

static void every_member_is_what_r_gives(void **state)
{
    sqlite3 *db = *state;
    assert_member(db, "intercept", -1.7078600713598, 1e-6);
    assert_member(db, "intercept_standard_error", 0.2677094836882, 1e-6);
    assert_member(db, "coefficients.spontaneous", 1.1972050352931, 1e-6);
    assert_member(db, "coefficients.induced", 0.4181293950478, 1e-6);
    assert_member(db, "standard_errors.spontaneous", 0.2116432846272, 1e-6);
    assert_member(db, "standard_errors.induced", 0.2056274564971, 1e-6);
    assert_member(db, "z.spontaneous", 5.656711657078, 1e-6);
    assert_member(db, "z.induced", 2.033431732175, 1e-6);
    assert_member(db, "p_values.spontaneous", 1.543006644944e-08, 1e-13);
    assert_member(db, "p_values.induced", 4.200892415446e-02, 1e-7);
    assert_member(db, "odds_ratios.spontaneous", exp(1.1972050352931), 1e-5);
    assert_member(db, "odds_ratios.induced", exp(0.4181293950478), 1e-6);
    assert_member(db, "log_likelihood", -139.8059894169, 1e-6);
    assert_member(db, "null_log_likelihood", -158.0855554082, 1e-6);
    assert_member(db, "pseudo_r2", 0.115630842705, 1e-9);
    assert_member(db, "auc", 0.7285505659, 1e-9);
    assert_member(db, "means.spontaneous", 143.0 / 248, 1e-12);
    assert_query(db,
                 "SELECT json_extract(model, '$.customers', '$.advocates', '$.skipped', "
                 "'$.converged', '$.separated', '$.collinear', '$.left_out') FROM model",
                 "[248,83,0,true,false,false,[]]");
    assert_member(db, "ridge", 0, 0);
    assert_query(db, "SELECT json_extract(model, '$.iterations') BETWEEN 3 AND 10 FROM model", "1");
}

static void the_model_is_valid_json_of_subtype_json(void **state)
{
    assert_query(*state,
                 "SELECT json_valid(model), json_type(json_array(" FIT "), '$[0]'), "
                 "json_type(model, '$.converged') FROM infert, model GROUP BY model",
                 "1|object|true");
}

static void the_default_ridge_is_small_and_reported(void **state)
{
    sqlite3 *db = *state;
    assert_number(
        db,
        "SELECT json_extract(advocate_fit(is_case, 'spontaneous', spontaneous, 'induced', "
        "induced), '$.ridge') FROM infert",
        1e-6, 0);
    assert_number(
        db,
        "SELECT json_extract(advocate_fit(is_case, 'spontaneous', spontaneous, 'induced', "
        "induced), '$.coefficients.spontaneous') FROM infert",
        1.1972050352931, 1e-6);
}

static void options_are_read_in_any_form(void **state)
{
    sqlite3 *db = *state;
    assert_query(db,
                 "SELECT json_extract(advocate_fit(' {\"max_iterations\": 1.0, \"ridge\": 2e0} ', "
                 "is_case, 'induced', induced), '$.ridge', '$.iterations', '$.converged') "
                 "FROM infert",
                 "[2.0,1,false]");
    assert_query(db,
                 "SELECT json_extract(advocate_fit('{}', is_case, 'induced', induced), '$.ridge') "
                 "= 1e-6 FROM infert",
                 "1");
    assert_query(db,
                 "SELECT json_extract(advocate_fit('{\"ridge\": -0}', is_case, 'induced', "
                 "induced), '$.ridge') FROM infert",
                 "0.0");
    /* The same in other words, and too long to be kept: one constant all the same. */
    assert_query(db,
                 "SELECT json_extract(advocate_fit(CASE rowid % 3 WHEN 0 THEN '{\"ridge\": 3}' "
                 "WHEN 1 THEN '{\"ridge\": 3.0}' ELSE printf('{\"ridge\":%200d}', 3) END, is_case, "
                 "'induced', induced), '$.ridge', '$.customers') FROM infert",
                 "[3.0,248]");
    assert_query(db,
                 "SELECT json_extract(advocate_fit(printf('{\"ridge\":%200d}', 3), is_case, "
                 "'induced', induced), '$.ridge', '$.customers') FROM infert",
                 "[3.0,248]");
}

/* Rows */

static void rows_with_something_missing_are_counted_and_not_used(void **state)
{
    sqlite3 *db = *state;
    execute(db, "CREATE TEMP TABLE gaps AS SELECT is_case, spontaneous, induced FROM infert "
                "UNION ALL VALUES (NULL, 1, 1), ('', 2, 0), (1, NULL, 5), (0, 2, '  '), "
                "(NULL, NULL, NULL)");
    assert_query(db, "SELECT json_extract(" FIT ", '$.customers', '$.skipped') FROM gaps",
                 "[248,5]");
    assert_number(db, "SELECT json_extract(" FIT ", '$.coefficients.spontaneous') FROM gaps",
                  1.1972050352931, 1e-6);
    execute(db, "DROP TABLE gaps");
}

static void text_that_reads_as_a_number_is_one(void **state)
{
    sqlite3 *db = *state;
    execute(db, "CREATE TEMP TABLE texts AS SELECT ' ' || is_case || '.0 ' AS is_case, "
                "CAST(spontaneous AS TEXT) AS spontaneous, induced || 'e0' AS induced FROM infert");
    assert_query(db, "SELECT " FIT " = (SELECT model FROM model) FROM texts", "1");
    execute(db, "DROP TABLE texts");
}

static void yes_and_no_are_one_and_zero_in_each_of_their_forms(void **state)
{
    sqlite3 *db = *state;
    assert_query(
        db,
        "SELECT advocate_fit('{\"ridge\": 0}', CASE WHEN NOT is_case THEN '0.0' "
        "WHEN induced THEN 1.0 ELSE ' 1 ' END, 'spontaneous', spontaneous, 'induced', induced) = model "
        "FROM infert, model GROUP BY model",
        "1");
}

static void no_rows_give_null(void **state)
{
    sqlite3 *db = *state;
    assert_query(db, "SELECT " FIT " FROM infert WHERE 0", "NULL");
    assert_query(db, "SELECT advocate_fit(NULL, 'x', 1), advocate_fit(1, 'x', NULL)", "NULL|NULL");
    assert_query(db, "SELECT " FIT " FILTER (WHERE is_case > 1) FROM infert", "NULL");
    assert_query(db, "SELECT count(*) FROM (SELECT " FIT " FROM infert WHERE 0 GROUP BY is_case)",
                 "0");
}

static void each_group_has_its_own_model(void **state)
{
    sqlite3 *db = *state;
    execute(db, "CREATE TEMP TABLE segments AS SELECT 1 AS segment, * FROM infert UNION ALL "
                "SELECT 2, * FROM infert UNION ALL SELECT 3, 1 - is_case, spontaneous, induced "
                "FROM infert");
    assert_same_results(
        db, "SELECT json_extract(" FIT ", '$.coefficients.induced') FROM segments GROUP BY segment",
        "VALUES (0.4181293950478), (0.4181293950478), (-0.4181293950478)", 1e-9);
    execute(db, "DROP TABLE segments");
}

static void models_of_many_rows_equal_those_of_their_counts(void **state)
{
    assert_number(*state,
                  "SELECT json_extract(" FIT ", '$.standard_errors.induced') * 10 FROM infert, "
                  "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) "
                  "SELECT i FROM n)",
                  0.2056274564971, 1e-6);
}

/* Degenerate data */

static void one_kind_of_outcome_gives_a_model_without_numbers(void **state)
{
    sqlite3 *db = *state;
    execute(db, "CREATE TEMP TABLE same AS WITH v(y, a, b) AS (VALUES (0, 1, 2), (0, 2, 3), "
                "(0, 5, 1)) SELECT advocate_fit(y, 'a', a, 'b', b) AS model FROM v");
    assert_query(db,
                 "SELECT json_extract(model, '$.customers', '$.advocates', '$.intercept', "
                 "'$.coefficients', '$.odds_ratios', '$.log_likelihood', '$.pseudo_r2', '$.auc', "
                 "'$.converged') FROM same",
                 "[3,0,null,{\"a\":null,\"b\":null},{\"a\":null,\"b\":null},null,null,null,"
                 "false]");
    assert_query(db,
                 "SELECT advocate_predict(model, 'a', 1, 'b', 2), advocate_reasons(model, 'b', 1, "
                 "'a', 2) FROM same",
                 "NULL|NULL");
    assert_fails(db, "SELECT advocate_predict(model, 'a', 1) FROM same",
                 "advocate_predict(): 'b' is missing; the model has a, b");
    assert_query(db, "SELECT json_extract(advocate_fit(1, 'a', 5), '$.customers', '$.advocates')",
                 "[1,1]");
    execute(db, "DROP TABLE same");
}

static void a_predictor_that_follows_from_others_is_left_out_and_named(void **state)
{
    sqlite3 *db = *state;
    execute(db, "CREATE TEMP TABLE wide AS SELECT advocate_fit('{\"ridge\": 0}', is_case, "
                "'spontaneous', spontaneous, 'both', spontaneous - 2 * induced, "
                "'induced', induced, 'constant', 7) AS model FROM infert");
    assert_query(db,
                 "SELECT json_extract(model, '$.collinear', '$.left_out', '$.converged', "
                 "'$.standard_errors.induced', '$.z.constant', '$.p_values.constant', "
                 "'$.odds_ratios.constant') FROM wide",
                 "[true,[\"induced\",\"constant\"],true,null,null,null,null]");
    assert_query(db,
                 "SELECT json_extract(model, '$.coefficients.induced') + "
                 "json_extract(model, '$.coefficients.constant') FROM wide",
                 "0.0");
    assert_same_results(
        db,
        "SELECT advocate_predict(wide.model, 'spontaneous', spontaneous, 'both', spontaneous - 2 * "
        "induced, 'induced', induced, 'constant', 7) FROM wide, infert",
        "SELECT advocate_predict(model, 'spontaneous', spontaneous, 'induced', induced) "
        "FROM model, infert",
        1e-9);
    execute(db, "DROP TABLE wide");
}

static void separated_data_say_so_and_stay_finite(void **state)
{
    sqlite3 *db = *state;
    execute(db, "CREATE TEMP TABLE apart AS WITH RECURSIVE v(x) AS (SELECT 1 UNION ALL "
                "SELECT x + 1 FROM v WHERE x < 8) SELECT x, x > 4 AS y FROM v");
    /* The figure is the one of test_logistic.c. */
    assert_number(db,
                  "SELECT json_extract(advocate_fit('{\"ridge\": 0.001}', y, 'x', x), "
                  "'$.coefficients.x') FROM apart",
                  6.647789838625, 1e-6);
    assert_query(db,
                 "SELECT json_extract(advocate_fit(y, 'x', x), '$.separated', '$.converged', "
                 "'$.auc') FROM apart",
                 "[true,true,1.0]");
    assert_query(db,
                 "SELECT json_extract(advocate_fit('{\"ridge\": 0}', y, 'x', x), '$.separated', "
                 "'$.converged') FROM apart",
                 "[true,false]");
    assert_query(db,
                 "WITH f(m) AS (SELECT advocate_fit(y, 'x', x) FROM apart UNION ALL "
                 "SELECT advocate_fit('{\"ridge\": 0}', y, 'x', x) FROM apart) "
                 "SELECT abs(json_extract(m, '$.coefficients.x')) < 1e3, "
                 "advocate_predict(m, 'x', 1) < 1e-6, advocate_predict(m, 'x', 8) > 0.999999 "
                 "FROM f",
                 "1|1|1\n1|1|1");
    execute(db, "DROP TABLE apart");
}

static void fewer_rows_than_predictors_give_finite_numbers(void **state)
{
    assert_query(*state,
                 "WITH v(y, a, b, c) AS (VALUES (0, 1, 5, 2), (1, 2, 3, 9)), "
                 "f(m) AS (SELECT advocate_fit(y, 'a', a, 'b', b, 'c', c) FROM v) "
                 "SELECT json_extract(m, '$.left_out', '$.collinear', '$.separated', '$.auc'), "
                 "json_extract(m, '$.coefficients.a') BETWEEN 1 AND 100 FROM f",
                 "[[\"b\",\"c\"],true,true,1.0]|1");
}

/* Names */

static void names_may_be_anything_and_come_in_any_order(void **state)
{
    sqlite3 *db = *state;
    execute(db,
            "CREATE TEMP TABLE odd AS SELECT advocate_fit(is_case, '\"quoted\" \\ {', spontaneous, "
            "'\xC3\xA9t\xC3\xA9 \xF0\x9F\x98\x80', induced, char(9), spontaneous * induced, "
            "'A name of sixty-four bytes, which is the most that a name can be', "
            "induced * induced) AS model FROM infert");
    assert_query(db, "SELECT json_valid(model) FROM odd", "1");
    assert_same_results(
        db,
        "SELECT advocate_predict(odd.model, 'A name of sixty-four bytes, which is the most that a "
        "name can be', induced * induced, char(9), spontaneous * induced, "
        "'\xC3\xA9t\xC3\xA9 \xF0\x9F\x98\x80', induced, '\"quoted\" \\ {', spontaneous) "
        "FROM odd, infert",
        "SELECT advocate_predict(model, 'a', spontaneous, 'b', induced, 'c', spontaneous * "
        "induced, 'd', induced * induced) FROM infert, (SELECT advocate_fit(is_case, 'a', "
        "spontaneous, 'b', induced, 'c', spontaneous * induced, 'd', induced * induced) AS model "
        "FROM infert)",
        1e-12);
    execute(db, "DROP TABLE odd");
}

/* "'p1', <value>1, 'p2', <value>2, ..." */
static char *pairs(int count, const char *value)
{
    sqlite3_str *text = sqlite3_str_new(NULL);
    for (int i = 1; i <= count; i++) {
        sqlite3_str_appendf(text, "%s'p%d', %s%d", i > 1 ? ", " : "", i, value, i);
    }
    return sqlite3_str_finish(text);
}

static void thirty_two_predictors_fit_and_no_more(void **state)
{
    sqlite3 *db = *state;
    char *most = pairs(32, "i * i % 1");
    char *more = pairs(33, "i * i % 1");
    char *sql = sqlite3_mprintf(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900), f(m) AS "
        "(SELECT advocate_fit(i * 37 %% 101 < 50, %s) FROM n) "
        "SELECT count(*), sum(p BETWEEN 0 AND 1), json_extract(m, '$.customers'), "
        "abs(avg(p) - 1.0 * json_extract(m, '$.advocates') / 900) < 1e-6 "
        "FROM (SELECT m, advocate_predict(m, %s) AS p FROM n, f)",
        most, most);
    assert_query(db, sql, "900|900|900|1");
    sqlite3_free(sql);
    sql = sqlite3_mprintf("WITH n(i) AS (VALUES (1)) SELECT advocate_fit(1, %s) FROM n", more);
    assert_fails(db, sql, "advocate_fit(): 33 names are too many; at most 32 are allowed");
    sqlite3_free(sql);
    sql =
        sqlite3_mprintf("WITH n(i) AS (VALUES (1)) SELECT advocate_predict('{}', %s) FROM n", more);
    assert_fails(db, sql, "advocate_predict(): 33 names are too many; at most 32 are allowed");
    sqlite3_free(sql);
    sqlite3_free(most);
    sqlite3_free(more);
}

/* Predictions */

/* For each customer: the probability, and what the formula gives from the members of the model. */
static void predictions_are_those_of_the_formula(void **state)
{
    sqlite3 *db = *state;
    sqlite3_stmt *statement;
    assert_int_equal(
        sqlite3_prepare_v2(db,
                           "SELECT advocate_predict(model, 'induced', induced, 'spontaneous', "
                           "spontaneous), json_extract(model, '$.intercept') + "
                           "json_extract(model, '$.coefficients.spontaneous') * spontaneous + "
                           "json_extract(model, '$.coefficients.induced') * induced "
                           "FROM infert, model",
                           -1, &statement, NULL),
        SQLITE_OK);
    int rows = 0;
    double sum = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        double probability = sqlite3_column_double(statement, 0);
        assert_near(probability, 1 / (1 + exp(-sqlite3_column_double(statement, 1))), 1e-14);
        sum += probability;
        rows++;
    }
    sqlite3_finalize(statement);
    assert_int_equal(rows, 248);
    assert_near(sum, 83, 1e-9); /* a fit without a ridge predicts as many as there were */
}

static void nothing_known_predicts_nothing(void **state)
{
    assert_query(*state,
                 "SELECT advocate_predict(NULL, 'x', 1), advocate_reasons(NULL, 'x', 1), "
                 "advocate_predict(model, 'induced', NULL, 'spontaneous', 1), "
                 "advocate_predict(model, 'induced', 1, 'spontaneous', ' '), "
                 "advocate_reasons(model, 'induced', NULL, 'spontaneous', NULL) FROM model",
                 "NULL|NULL|NULL|NULL|NULL");
    assert_query(*state,
                 "SELECT advocate_predict(model, 'induced', '1', 'spontaneous', ' 2.0') = "
                 "advocate_predict(model, 'induced', 1, 'spontaneous', 2) FROM model",
                 "1");
}

static void extreme_values_reach_both_ends_and_no_further(void **state)
{
    assert_query(*state,
                 "SELECT advocate_predict(model, 'induced', 1e99, 'spontaneous', 0), "
                 "advocate_predict(model, 'induced', -1e99, 'spontaneous', 0) FROM model",
                 "1.0|0.0");
}

/* More models than are kept, in turn, and through a join, where none is a constant. */
static void many_models_are_told_apart(void **state)
{
    assert_query(*state,
                 "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30), "
                 "m(i, model) AS (SELECT i, printf('{\"intercept\": %d.5, \"coefficients\": "
                 "{\"x\": 0}, \"means\": {\"x\": 0}}', i - 15) FROM n) "
                 "SELECT count(*), sum((advocate_predict(model, 'x', 1) > 0.5) = (m.i > 14)) "
                 "FROM n CROSS JOIN m",
                 "900|900");
}

static void a_model_may_have_been_through_other_hands(void **state)
{
    sqlite3 *db = *state;
    assert_number(db,
                  "SELECT advocate_predict('{\"note\": [1, {\"a\": 2}], \"means\": {\"b\": 1, "
                  "\"a\": 2}, \"coefficients\": {\"a\": 1e0, \"\\u0062\": -2}, \"odd\": null, "
                  "\"intercept\": 0.5, \"true\": true}', 'b', 0.5, 'a', 1)",
                  1 / (1 + exp(-0.5)), 1e-15);
    assert_query(db,
                 "SELECT json_remove(model, '$.z', '$.auc', '$.left_out') <> model, "
                 "advocate_predict(json_remove(model, '$.z', '$.auc'), 'induced', 1, "
                 "'spontaneous', 2) = advocate_predict(model, 'induced', 1, 'spontaneous', 2) "
                 "FROM model",
                 "1|1");
}

/* The log-odds of the mean customer and the contributions add up to those of the prediction. */
static void reasons_add_up_and_the_strongest_comes_first(void **state)
{
    sqlite3 *db = *state;
    assert_query(
        db,
        "WITH s(spontaneous, induced) AS (VALUES (2, 0), (0, 0), (1, 2), (0.5, 0.6)), "
        "r(s, i, m, a, b, reasons) AS (SELECT spontaneous, induced, model, "
        "json_extract(reasons, '$[0].contribution'), json_extract(reasons, '$[1].contribution'), "
        "reasons FROM (SELECT *, advocate_reasons(model, 'induced', induced, 'spontaneous', "
        "spontaneous) AS reasons FROM s, model)) "
        "SELECT abs(a) >= abs(b), json_array_length(reasons), "
        "abs(a + b - json_extract(m, '$.coefficients.spontaneous') * "
        "(s - json_extract(m, '$.means.spontaneous')) - json_extract(m, '$.coefficients.induced') "
        "* (i - json_extract(m, '$.means.induced'))) < 1e-12, "
        "json_extract(reasons, '$[0].name') FROM r",
        "1|2|1|spontaneous\n1|2|1|spontaneous\n1|2|1|induced\n1|2|1|spontaneous");
    assert_query(db,
                 "SELECT advocate_reasons('{\"intercept\": 0, \"coefficients\": {\"a\": 1, \"b\": "
                 "-3, \"c\": 0, \"d\": -1}, \"means\": {\"a\": 1, \"b\": 1, \"c\": 1, \"d\": 1}}', "
                 "'a', 3, 'b', 2, 'c', 1, 'd', 3)",
                 "[{\"name\":\"b\",\"value\":2.0,\"mean\":1.0,\"contribution\":-3.0},"
                 "{\"name\":\"a\",\"value\":3.0,\"mean\":1.0,\"contribution\":2.0},"
                 "{\"name\":\"d\",\"value\":3.0,\"mean\":1.0,\"contribution\":-2.0},"
                 "{\"name\":\"c\",\"value\":1.0,\"mean\":1.0,\"contribution\":0.0}]");
    assert_query(db,
                 "SELECT json_type(json_array(advocate_reasons(model, 'induced', 1, 'spontaneous', "
                 "1)), '$[0]') FROM model",
                 "array");
}

/* What is fitted, predicted and ranked again has the same area. */
static void the_area_of_the_predictions_is_that_of_the_fit(void **state)
{
    assert_same_results(*state,
                        "SELECT json_extract(advocate_lift(advocate_predict(model, 'induced', "
                        "induced, 'spontaneous', spontaneous), is_case), '$.auc') "
                        "FROM infert, model",
                        "SELECT json_extract(model, '$.auc') FROM model", 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_member_is_what_r_gives),
        cmocka_unit_test(the_model_is_valid_json_of_subtype_json),
        cmocka_unit_test(the_default_ridge_is_small_and_reported),
        cmocka_unit_test(options_are_read_in_any_form),
        cmocka_unit_test(rows_with_something_missing_are_counted_and_not_used),
        cmocka_unit_test(text_that_reads_as_a_number_is_one),
        cmocka_unit_test(yes_and_no_are_one_and_zero_in_each_of_their_forms),
        cmocka_unit_test(no_rows_give_null),
        cmocka_unit_test(each_group_has_its_own_model),
        cmocka_unit_test(models_of_many_rows_equal_those_of_their_counts),
        cmocka_unit_test(one_kind_of_outcome_gives_a_model_without_numbers),
        cmocka_unit_test(a_predictor_that_follows_from_others_is_left_out_and_named),
        cmocka_unit_test(separated_data_say_so_and_stay_finite),
        cmocka_unit_test(fewer_rows_than_predictors_give_finite_numbers),
        cmocka_unit_test(names_may_be_anything_and_come_in_any_order),
        cmocka_unit_test(thirty_two_predictors_fit_and_no_more),
        cmocka_unit_test(predictions_are_those_of_the_formula),
        cmocka_unit_test(nothing_known_predicts_nothing),
        cmocka_unit_test(extreme_values_reach_both_ends_and_no_further),
        cmocka_unit_test(many_models_are_told_apart),
        cmocka_unit_test(a_model_may_have_been_through_other_hands),
        cmocka_unit_test(reasons_add_up_and_the_strongest_comes_first),
        cmocka_unit_test(the_area_of_the_predictions_is_that_of_the_fit),
    };
    return cmocka_run_group_tests_name("prediction", tests, open_tables, close_fixture);
}
