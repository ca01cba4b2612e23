/*
 * advocate_fit() and advocate_predict() through SQL, where names and models are made by loops:
 * the most that fit, and one more; and predictions against the formula.
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

/* One name too many, or too long, for what a model can hold. */
static void models_that_are_too_large_are_errors(void **state)
{
    sqlite3 *db = *state;
    for (int count = 32; count <= 33; count++) {
        sqlite3_str *text = sqlite3_str_new(NULL);
        for (int i = 0; i < count; i++) {
            sqlite3_str_appendf(text, "%s\"p%d\": 0", i ? ", " : "", i);
        }
        char *members = sqlite3_str_finish(text);
        char *sql = sqlite3_mprintf("SELECT advocate_predict('{\"intercept\": 0, \"coefficients\": "
                                    "{%s}, \"means\": {%s}}', 'p0', 1)",
                                    members, members);
        char *result = query(db, sql);
        assert_int_equal(strstr(result, "is not a model") != NULL, count == 33);
        assert_int_equal(strstr(result, "'p1' is missing") != NULL, count == 32);
        sqlite3_free(result);
        sqlite3_free(sql);
        sqlite3_free(members);
    }
    for (int length = 64; length <= 385; length += 107) {
        char *sql =
            sqlite3_mprintf("SELECT advocate_predict(printf('{\"intercept\": 0, "
                            "\"coefficients\": {\"%%%dd\": 1}, \"means\": {\"%%%dd\": 1}}', "
                            "1, 1), printf('%%64d', 1), 0)",
                            length, length);
        char *result = query(db, sql);
        assert_int_equal(strstr(result, "is not a model") != NULL, length > 64);
        sqlite3_free(result);
        sqlite3_free(sql);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(thirty_two_predictors_fit_and_no_more),
        cmocka_unit_test(models_that_are_too_large_are_errors),
        cmocka_unit_test(predictions_are_those_of_the_formula),
    };
    return cmocka_run_group_tests_name("prediction", tests, open_tables, close_fixture);
}
