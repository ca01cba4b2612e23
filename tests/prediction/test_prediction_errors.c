/* Every error text of the prediction functions. */
#include <string.h>

#include "support/database.h"

static int open_tables(void **state)
{
    open_fixture(state);
    execute(*state, "CREATE TABLE customer AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
                    "SELECT i + 1 FROM n WHERE i < 300) SELECT i % 3 = 0 AS is_case, i % 5 AS "
                    "spontaneous, i % 7 AS induced FROM n");
    execute(*state, "CREATE TABLE model AS SELECT advocate_fit(is_case, 'spontaneous', "
                    "spontaneous, 'induced', induced) AS model FROM customer");
    return 0;
}

static void pairs_that_are_no_pairs_are_errors(void **state)
{
    sqlite3 *db = *state;
    static const char needed[] =
        "advocate_fit(): an outcome and a predictor are needed: [options,] outcome, name, x, ...";
    assert_fails(db, "SELECT advocate_fit()", needed);
    assert_fails(db, "SELECT advocate_fit(1)", needed);
    assert_fails(db, "SELECT advocate_fit('{}')", needed);
    assert_fails(db, "SELECT advocate_fit('{}', 1)", needed);
    assert_fails(db, "SELECT advocate_fit(1, 'visits')",
                 "advocate_fit(): 'visits' has no value; options, as JSON, come before the "
                 "outcome");
    assert_fails(db, "SELECT advocate_fit(1, 'visits', 3, 'spend')",
                 "advocate_fit(): 'spend' has no value; options, as JSON, come before the outcome");
    assert_fails(db, "SELECT advocate_fit('{}', 1, 'visits', 3, 'spend')",
                 "advocate_fit(): 'spend' has no value; options, as JSON, come before the outcome");
    assert_fails(db, "SELECT advocate_predict()",
                 "advocate_predict(): a model and a predictor are needed: model, name, x, ...");
    assert_fails(db, "SELECT advocate_reasons('{}')",
                 "advocate_reasons(): a model and a predictor are needed: model, name, x, ...");
    assert_fails(db, "SELECT advocate_predict(NULL, 'visits')",
                 "advocate_predict(): 'visits' has no value; the model comes before the first "
                 "name");
}

static void names_that_are_no_names_are_errors(void **state)
{
    sqlite3 *db = *state;
    assert_fails(db, "SELECT advocate_fit(1, 2, 3)",
                 "advocate_fit(): 2 is not a name; a name is a text of 1 to 64 bytes");
    assert_fails(db, "SELECT advocate_fit(1, '', 3)",
                 "advocate_fit(): '' is not a name; a name is a text of 1 to 64 bytes");
    assert_fails(db, "SELECT advocate_fit(1, NULL, 3)",
                 "advocate_fit(): NULL is not a name; a name is a text of 1 to 64 bytes");
    assert_fails(db, "SELECT advocate_fit(1, printf('%65d', 1), 3)",
                 "advocate_fit(): '                                        ...' is not a name; a "
                 "name is a text of 1 to 64 bytes");
    assert_fails(db, "SELECT advocate_fit(1, 'a', 1, 'b', 2, 'a', 3)",
                 "advocate_fit(): 'a' is named twice; each name has one value");
    assert_fails(db,
                 "WITH v(n) AS (VALUES ('a'), ('b')) SELECT advocate_fit(1, n, 1, 'c', 2) FROM v",
                 "advocate_fit(): 'b' is out of place; names must be the same in every row: a, c");
    assert_fails(db,
                 "WITH v(n, m) AS (VALUES ('a', 'b'), ('b', 'a')) "
                 "SELECT advocate_fit(NULL, n, 1, m, 2) FROM v",
                 "advocate_fit(): 'b' is out of place; names must be the same in every row: a, b");
    assert_fails(db, "WITH v(n) AS (VALUES ('a'), (5)) SELECT advocate_fit(1, n, 1) FROM v",
                 "advocate_fit(): 5 is not a name; a name is a text of 1 to 64 bytes");
    assert_fails(db, "SELECT advocate_predict(model, 'induced', 1, 'age', 2) FROM model",
                 "advocate_predict(): 'age' is not a name in the model; the model has "
                 "spontaneous, induced");
    assert_fails(db, "SELECT advocate_predict(model, 'induced', 1, 'INDUCED', 2) FROM model",
                 "advocate_predict(): 'INDUCED' is not a name in the model; the model has "
                 "spontaneous, induced");
    assert_fails(db, "SELECT advocate_predict(model, 'induced', NULL) FROM model",
                 "advocate_predict(): 'spontaneous' is missing; the model has spontaneous, "
                 "induced");
    assert_fails(db, "SELECT advocate_reasons(model, 'induced', 1, 'induced', 2) FROM model",
                 "advocate_reasons(): 'induced' is named twice; each name has one value");
    assert_fails(
        db, "SELECT advocate_reasons(model, 7, 1) FROM model",
        "advocate_reasons(): 7 is not a name in the model; the model has spontaneous, induced");
}

static void values_that_are_no_numbers_are_errors(void **state)
{
    sqlite3 *db = *state;
    static const char *const bad[][2] = {{"'many'", "'many'"},
                                         {"9e999", "Inf"},
                                         {"x'0000'", "a BLOB of 2 bytes"},
                                         {"1e101", "1.0e+101"},
                                         {"-2e100", "-2.0e+100"}};
    for (int i = 0; i < 5; i++) {
        char *sql = sqlite3_mprintf("SELECT advocate_fit(NULL, 'a', 1, 'visits', %s)", bad[i][0]);
        char *message = sqlite3_mprintf(
            "advocate_fit(): visits must be a number from -1e100 to 1e100, not %s", bad[i][1]);
        assert_fails(db, sql, message);
        sqlite3_free(sql);
        sqlite3_free(message);
    }
    assert_fails(db,
                 "SELECT advocate_predict(model, 'induced', 'x', 'spontaneous', NULL) FROM model",
                 "advocate_predict(): induced must be a number from -1e100 to 1e100, not 'x'");
    assert_fails(
        db, "SELECT advocate_fit('yes', 'a', 1)",
        "advocate_fit(): outcome must be 1 for yes or 0 for no, not 'yes'; advocacy_flag() reads words such as 'yes'");
    assert_fails(db, "SELECT advocate_fit(x'3130', 'a', NULL)",
                 "advocate_fit(): outcome must be 1 for yes or 0 for no, not a BLOB of 2 bytes");
    assert_fails(
        db, "SELECT advocate_fit(5, 'a', 1)",
        "advocate_fit(): outcome must be 1 for yes or 0 for no, not 5; a comparison such as x > 0 is 1 or 0");
    assert_fails(
        db, "SELECT advocate_lift(0.5, 'yes')",
        "advocate_lift(): outcome must be 1 for yes or 0 for no, not 'yes'; advocacy_flag() reads words such as 'yes'");
    assert_fails(db, "SELECT advocate_lift(1.5, 1)",
                 "advocate_lift(): probability must be a number from 0 to 1, not 1.5");
    assert_fails(db, "SELECT advocate_lift(-1, NULL)",
                 "advocate_lift(): probability must be a number from 0 to 1, not -1");
    assert_fails(db, "SELECT advocate_lift('likely', 1)",
                 "advocate_lift(): probability must be a number from 0 to 1, not 'likely'");
}

static void options_that_are_no_options_are_errors(void **state)
{
    sqlite3 *db = *state;
    static const char *const bad[] = {"{\"ridge\": -1}",
                                      "{\"ridge\": 1e10}",
                                      "{\"ridge\": \"0\"}",
                                      "{\"ridge\": null}",
                                      "{\"max_iterations\": 0}",
                                      "{\"max_iterations\": 2.5}",
                                      "{\"max_iterations\": 1001}",
                                      "{\"lambda\": 1}",
                                      "{\"ridge\": 1",
                                      "{\"ridge\": 1} 2",
                                      "{\"ridge\" 1}",
                                      " { "};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char *sql = sqlite3_mprintf("SELECT advocate_fit(%Q, 1, 'a', 1)", bad[i]);
        char *message = sqlite3_mprintf(
            "advocate_fit(): '%s' are not options; options are JSON like {\"ridge\": 1e-6, "
            "\"max_iterations\": 50}, ridge from 0 to 1e9, max_iterations from 1 to 1000",
            bad[i]);
        assert_fails(db, sql, message);
        sqlite3_free(sql);
        sqlite3_free(message);
    }
    assert_fails(db,
                 "WITH v(o) AS (VALUES ('{}'), ('{\"ridge\": 2}')) "
                 "SELECT advocate_fit(o, 1, 'a', 1) FROM v",
                 "advocate_fit(): options must be one constant; this row has '{\"ridge\": 2}'");
    assert_fails(db,
                 "WITH v(o) AS (VALUES ('{}'), ('{\"max_iterations\": 2}')) "
                 "SELECT advocate_fit(o, 1, 'a', 1) FROM v",
                 "advocate_fit(): options must be one constant; this row has "
                 "'{\"max_iterations\": 2}'");
    assert_fails(db, "SELECT advocate_lift(0.5, 1, 1)",
                 "advocate_lift(): bins must be one whole constant from 2 to 100; this row has 1");
    assert_fails(db, "WITH v(b) AS (VALUES (5), (6)) SELECT advocate_lift(0.5, 1, b) FROM v",
                 "advocate_lift(): bins must be one whole constant from 2 to 100; this row has 6");
}

static void models_that_are_no_models_are_errors(void **state)
{
    sqlite3 *db = *state;
    static const char *const bad[] = {
        "",
        "abc",
        "[]",
        "{}",
        "{\"intercept\": 1}",
        "{\"intercept\": 1, \"coefficients\": {}, \"means\": {}}",
        "{\"coefficients\": {\"a\": 1}, \"means\": {\"a\": 1}}",
        "{\"intercept\": 1, \"coefficients\": {\"a\": 1}}",
        "{\"intercept\": 1, \"coefficients\": {\"a\": 1}, \"means\": {\"b\": 1}}",
        "{\"intercept\": 1, \"coefficients\": {\"a\": null}, \"means\": {\"a\": 1}}",
        "{\"intercept\": 1, \"coefficients\": {\"a\": 1}, \"means\": {\"a\": null}}",
        "{\"intercept\": null, \"coefficients\": {\"a\": 1}, \"means\": {\"a\": null}}",
        "{\"intercept\": 9e999, \"coefficients\": {\"a\": 1}, \"means\": {\"a\": 1}}",
        "{\"intercept\": 1, \"coefficients\": {\"a\": 1e201}, \"means\": {\"a\": 1}}",
        "{\"intercept\": 1, \"coefficients\": {\"a\": 1}, \"means\": {\"a\": -1e101}}",
        "{\"intercept\": \"1\", \"coefficients\": {\"a\": 1}, \"means\": {\"a\": 1}}",
        "{\"intercept\": 1, \"coefficients\": [1], \"means\": {\"a\": 1}}",
        "{\"intercept\": 1, \"coefficients\": {\"a\": [1]}, \"means\": {\"a\": 1}}",
        "{\"intercept\": 1, \"coefficients\": {\"a\": 1}, \"means\": {\"a\": 1}} 2",
        "{\"intercept\": 1, \"coefficients\": {\"a\": 1}, \"means\": {\"a\": 1}",
        "{\"intercept\": 1, \"coefficients\": {\"\": 1}, \"means\": {\"\": 1}}",
        "{\"intercept\": 1, \"coefficients\": {\"a\": 1}, \"means\": {\"a\": 1}, \"x\": {1}}",
        "{\"intercept\": 1, \"coefficients\": {\"a\": 1}, \"means\": {\"a\": 1}, \"x\": ?}",
        "{\"intercept\": 1, \"coefficients\": {\"a\": 1, 2}, \"means\": {\"a\": 1}}",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char shown[44] = {0};
        for (size_t k = 0; k < strlen(bad[i]) && k < 40; k++) {
            shown[k] = (char)(bad[i][k] >= ' ' && bad[i][k] <= '~' ? bad[i][k] : '?');
        }
        char *sql = sqlite3_mprintf("SELECT advocate_predict(%Q, 'a', 1)", bad[i]);
        char *message = sqlite3_mprintf(
            "advocate_predict(): '%s%s is not a model; a model is the JSON that advocate_fit() "
            "returns",
            shown, strlen(bad[i]) > 40 ? "...'" : "'");
        assert_fails(db, sql, message);
        sqlite3_free(sql);
        sqlite3_free(message);
    }
    assert_fails(
        db, "SELECT advocate_predict('K\u00E4se' || char(9), 'a', 1)",
        "advocate_predict(): 'K\u00E4se?' is not a model; a model is the JSON that advocate_fit() returns");
    assert_fails(db, "SELECT advocate_reasons(5, 'a', 1)",
                 "advocate_reasons(): '5' is not a model; a model is the JSON that advocate_fit() "
                 "returns");
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

static void after_an_error_the_next_statement_works(void **state)
{
    sqlite3 *db = *state;
    assert_fails(db,
                 "SELECT advocate_fit(is_case, 'x', CASE WHEN rowid = 240 THEN 'bad' ELSE induced "
                 "END) FROM customer",
                 "advocate_fit(): x must be a number from -1e100 to 1e100, not 'bad'");
    assert_query(db,
                 "SELECT advocate_fit(is_case, 'spontaneous', spontaneous, 'induced', induced) = "
                 "model FROM customer, model GROUP BY model",
                 "1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pairs_that_are_no_pairs_are_errors),
        cmocka_unit_test(names_that_are_no_names_are_errors),
        cmocka_unit_test(values_that_are_no_numbers_are_errors),
        cmocka_unit_test(options_that_are_no_options_are_errors),
        cmocka_unit_test(models_that_are_no_models_are_errors),
        cmocka_unit_test(models_that_are_too_large_are_errors),
        cmocka_unit_test(after_an_error_the_next_statement_works),
    };
    return cmocka_run_group_tests_name("prediction errors", tests, open_tables, close_fixture);
}
