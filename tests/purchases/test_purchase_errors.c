/*
 * What the purchase models refuse, in which words: foreign and damaged models, histories and spends
 * that cannot be.
 */
#include <math.h>
#include <string.h>

#include "support/check.h"
#include "support/customers.h"
#include "support/survey.h"

/* Foreign and damaged models */

#define NOT_A_MODEL "the model is not the JSON that bgnbd_fit() or mbgnbd_fit() returns"
#define DAMAGED "the BG/NBD model is damaged: its parameter @ is not a number above 0"
#define MODEL_TEXT(parameters) "'{\"model\":\"BG/NBD\",\"parameters\":" parameters "}'"

static void assert_refused(sqlite3 *db, const char *model, const char *message)
{
    char *sql = sqlite3_mprintf("SELECT clv_alive(%s, 2, 5, 9)", model);
    char *expected = sqlite3_mprintf("clv_alive(): %s", message);
    assert_fails(db, sql, expected);
    sqlite3_free(expected);
    sqlite3_free(sql);
}

static void a_foreign_model_is_an_error_that_says_so(void **state)
{
    static const char *const foreign[] = {
        "''",
        "' '",
        "'x'",
        "'[]'",
        "'{}'",
        "'null'",
        "'{\"model\":\"BG/NBD\"'",
        "'{\"model\":\"Pareto/NBD\",\"parameters\":{\"r\":1,\"alpha\":1,\"a\":1,\"b\":1}}'",
        "'{\"parameters\":{\"r\":1,\"alpha\":1,\"a\":1,\"b\":1}}'",
        "'{\"model\":7}'",
        "'{\"model\":\"BG/NBD\",\"parameters\":[1,1,1,1]}'",
        "'{\"model\":\"BG/NBD\",\"parameters\":{\"r\":1,\"alpha\":1,\"a\":1,\"b\":1}} x'",
        "'{\"model\":\"BG/NBD\",\"parameters\":{\"r\":1,\"alpha\":01,\"a\":1,\"b\":1}}'",
        "'{\"model\":\"BG/NBD\",\"x\":{\"y\":[1,},\"parameters\":{}}'"};
    for (size_t i = 0; i < COUNT(foreign); i++) {
        assert_refused(*state, foreign[i], NOT_A_MODEL);
    }
    assert_refused(*state, SPEND_MODEL_SQL,
                   "the model is Gamma-Gamma; this one must be of bgnbd_fit() or mbgnbd_fit()");
    assert_refused(*state, "x'7b7d'",
                   "the model must be the JSON that bgnbd_fit() or mbgnbd_fit() returns, not a "
                   "BLOB of 2 bytes");
    assert_refused(*state, "0.243",
                   "the model must be the JSON that bgnbd_fit() or mbgnbd_fit() returns, not "
                   "0.243");
    assert_fails(*state, "SELECT clv_spend(" MBGNBD_MODEL_SQL ", 1, 5)",
                 "clv_spend(): the model is MBG/NBD; this one must be of gamma_gamma_fit()");
    assert_fails(*state, "SELECT clv_spend('{}', 1, 5)",
                 "clv_spend(): the model is not the JSON that gamma_gamma_fit() returns");
    assert_fails(
        *state, "SELECT clv(" SPEND_MODEL_SQL ", " BGNBD_MODEL_SQL ", 2, 5, 9, 7, 12)",
        "clv(): the model is Gamma-Gamma; this one must be of bgnbd_fit() or mbgnbd_fit()");
    assert_fails(*state, "SELECT clv(" BGNBD_MODEL_SQL ", " BGNBD_MODEL_SQL ", 2, 5, 9, 7, 12)",
                 "clv(): the model is BG/NBD; this one must be of gamma_gamma_fit()");
}

static void a_damaged_model_is_an_error_that_names_the_parameter(void **state)
{
    static const struct Case damaged[] = {
        {MODEL_TEXT("{}"), "r"},
        {MODEL_TEXT("{\"r\":1,\"alpha\":1,\"a\":1}"), "b"},
        {MODEL_TEXT("{\"r\":1,\"alpha\":0,\"a\":1,\"b\":1}"), "alpha"},
        {MODEL_TEXT("{\"r\":1,\"alpha\":1,\"a\":-1,\"b\":1}"), "a"},
        {MODEL_TEXT("{\"r\":1,\"alpha\":1,\"a\":null,\"b\":1}"), "a"},
        {MODEL_TEXT("{\"r\":\"1\",\"alpha\":1,\"a\":1,\"b\":1}"), "r"},
        {MODEL_TEXT("{\"r\":1e300,\"alpha\":1,\"a\":1,\"b\":1}"), "r"},
        {MODEL_TEXT("{\"r\":1,\"alpha\":1e-300,\"a\":1,\"b\":1}"), "alpha"},
        {MODEL_TEXT("{\"r\":1,\"alpha\":1e999,\"a\":1,\"b\":1}"), "alpha"},
        {MODEL_TEXT("{\"r\":1,\"alpha\":1,\"a\":[1],\"b\":1}"), "a"},
    };
    for (size_t i = 0; i < COUNT(damaged); i++) {
        char *message = replace(DAMAGED, damaged[i].expected);
        assert_refused(*state, damaged[i].sql, message);
        sqlite3_free(message);
    }
}

/* What a fit does not write but JSON allows. */
static void other_members_and_another_order_do_not_matter(void **state)
{
    assert_query(*state,
                 "SELECT clv_alive(" BGNBD_MODEL_SQL ", 2, 5, 9) = clv_alive('{\"note\":[{\"r\":7}]"
                 ", \"parameters\" : {\"b\":2.426, \"c\":{\"a\":[]}, \"a\":793e-3, \"r\":0.2430, "
                 "\"alpha\":4.414}, \"model\":\"BG/NBD\", \"fitted\":null }', 2, 5, 9)",
                 "1");
}

/* Cut off anywhere, or with any byte changed: an error or a number, never a crash or a wait. */
static void no_damage_to_a_model_does_harm(void **state)
{
    char *model =
        query_text(*state, "SELECT bgnbd_fit(x, t_x, T) FROM customer WHERE plan = 'pro'");
    size_t length = strlen(model);
    sqlite3_stmt *statement;
    assert_int_equal(
        sqlite3_prepare_v2(*state, "SELECT clv_purchases(?1, 2, 5, 9, 4)", -1, &statement, NULL),
        SQLITE_OK);
    for (size_t cut = 0; cut < length; cut++) {
        struct TightText tight = tight_text(model, cut);
        sqlite3_bind_text(statement, 1, tight.text, (int)cut, SQLITE_STATIC);
        assert_int_equal(sqlite3_step(statement), SQLITE_ERROR);
        sqlite3_reset(statement);
        free_tight_text(&tight);
    }
    struct Random random = {77};
    int predicted = 0;
    for (int i = 0; i < 20000; i++) {
        size_t place = (size_t)random_below(&random, (int)length);
        char kept = model[place];
        model[place] = "0123456789eE.-+\"{}[]:, \\\x01z"[random_below(&random, 26)];
        sqlite3_bind_text(statement, 1, model, -1, SQLITE_STATIC);
        int code = sqlite3_step(statement);
        if (code == SQLITE_ROW) {
            double purchases = sqlite3_column_double(statement, 0);
            assert_true(sqlite3_column_type(statement, 0) == SQLITE_FLOAT && purchases >= 0 &&
                        isfinite(purchases));
            predicted++;
        } else {
            assert_int_equal(code, SQLITE_ERROR);
        }
        sqlite3_reset(statement);
        model[place] = kept;
    }
    assert_true(predicted > 1000 && predicted < 19000);
    sqlite3_finalize(statement);
    sqlite3_free(model);
}

/* Errors */

#define FIT_RULES(name)                                                                            \
    {"SELECT " name "(-1, 0, 9)",                                                                  \
     name "(): x must be a whole number from 0 to 1000000000, not -1"},                            \
        {"SELECT " name "(1.5, 3, 9)",                                                             \
         name "(): x must be a whole number from 0 to 1000000000, not 1.5"},                       \
        {"SELECT " name "('many', 3, 9)",                                                          \
         name "(): x must be a whole number from 0 to 1000000000, not 'many'"},                    \
        {"SELECT " name "(1e10, 3, 9)",                                                            \
         name "(): x must be a whole number from 0 to 1000000000, not 10000000000.0"},             \
        {"SELECT " name "(x'31', 3, 9)",                                                           \
         name "(): x must be a whole number from 0 to 1000000000, not a BLOB of 1 byte"},          \
        {"SELECT " name "(2, 10, 9)",                                                              \
         name "(): t_x must not be above T; this customer has t_x = 10.0 and T = 9.0"},            \
        {"SELECT " name "(2, -1, 9)", name "(): t_x must be a number from 0 to 1e100, not -1"},    \
        {"SELECT " name "(2, 1, 9e999)", name "(): T must be a number from 0 to 1e100, not Inf"},  \
        {"SELECT " name "(2, 1, '2026-01-01')",                                                    \
         name "(): T must be a number from 0 to 1e100, not '2026-01-01'"},                         \
        {"SELECT " name "(0, 4, 9)",                                                               \
         name "(): t_x must be 0 where x is 0, which is no repeat purchase, not 4.0"},             \
        {"SELECT " name "(NULL, 10, 9)",                                                           \
         name "(): t_x must not be above T; this customer has t_x = 10.0 and T = 9.0"},            \
    {                                                                                              \
        "SELECT " name "(0, 4, NULL)",                                                             \
            name "(): t_x must be 0 where x is 0, which is no repeat purchase, not 4.0"            \
    }

#define WEIGHT_RULES(name, arguments)                                                              \
    {"SELECT " name "(" arguments ", 0)",                                                          \
     name "(): weight must be a number of customers, above 0 and at most 1e100, not 0"},           \
        {"SELECT " name "(" arguments ", -2)",                                                     \
         name "(): weight must be a number of customers, above 0 and at most 1e100, not -2"},      \
        {"SELECT " name "(" arguments ", 1e101)",                                                  \
         name "(): weight must be a number of customers, above 0 and at most 1e100, not 1.0e+"     \
              "101"},                                                                              \
    {                                                                                              \
        "SELECT " name "(" arguments ", 'two')",                                                   \
            name "(): weight must be a number of customers, above 0 and at most 1e100, not "       \
                 "'two'"                                                                           \
    }

#define MEAN_SPEND_RULE "mean_spend must be above 0 where x is above 0 (1e-100 to 1e100), not "
#define FILTERED "; FILTER (WHERE mean_spend > 0) leaves such customers out of a fit"

static void fits_refuse_what_cannot_be(void **state)
{
    static const struct Case cases[] = {
        FIT_RULES("bgnbd_fit"),
        FIT_RULES("mbgnbd_fit"),
        WEIGHT_RULES("bgnbd_fit", "1, 2, 3"),
        WEIGHT_RULES("mbgnbd_fit", "1, 2, 3"),
        WEIGHT_RULES("gamma_gamma_fit", "1, 2"),
        WEIGHT_RULES("gamma_gamma_fit", "0, NULL"),
        {"SELECT gamma_gamma_fit(2.5, 10)",
         "gamma_gamma_fit(): x must be a whole number from 0 to 1000000000, not 2.5"},
        {"SELECT gamma_gamma_fit(2, 0)", "gamma_gamma_fit(): " MEAN_SPEND_RULE "0" FILTERED},
        {"SELECT gamma_gamma_fit(2, -3.5)", "gamma_gamma_fit(): " MEAN_SPEND_RULE "-3.5" FILTERED},
        {"SELECT gamma_gamma_fit(2, 1e-101)",
         "gamma_gamma_fit(): " MEAN_SPEND_RULE "1.0e-101" FILTERED},
        {"SELECT gamma_gamma_fit(2, '12,50')",
         "gamma_gamma_fit(): " MEAN_SPEND_RULE
         "'12,50'; advocacy_amount() reads amounts such as '$1,234.50'"},
    };
    assert_failures(*state, cases, COUNT(cases));
    assert_fails(*state, "SELECT mbgnbd_fit(1.5, 2, 3, 'two')",
                 "mbgnbd_fit(): x must be a whole number from 0 to 1000000000, not 1.5");
    /* In the middle of a table, too, and with other rows before and after. */
    assert_fails(*state,
                 "SELECT plan, bgnbd_fit(CASE id WHEN 300 THEN -1 ELSE x END, CASE id WHEN 300 "
                 "THEN 0 ELSE t_x END, T) FROM customer GROUP BY plan",
                 "bgnbd_fit(): x must be a whole number from 0 to 1000000000, not -1");
}

static void predictions_refuse_what_cannot_be(void **state)
{
    static const struct Case cases[] = {
        {"SELECT clv_alive(" BGNBD_MODEL_SQL ", 0.5, 1, 2)",
         "clv_alive(): x must be a whole number from 0 to 1000000000, not 0.5"},
        {"SELECT clv_alive(" BGNBD_MODEL_SQL ", 2, 3, 2)",
         "clv_alive(): t_x must not be above T; this customer has t_x = 3.0 and T = 2.0"},
        {"SELECT clv_purchases(" BGNBD_MODEL_SQL ", 0, 3, 4, 5)",
         "clv_purchases(): t_x must be 0 where x is 0, which is no repeat purchase, not 3.0"},
        {"SELECT clv_purchases(" BGNBD_MODEL_SQL ", 1, 3, 4, -5)",
         "clv_purchases(): horizon must be a number from 0 to 1e100, not -5"},
        {"SELECT clv_purchases(" BGNBD_MODEL_SQL ", 1, 3, 4, 'a year')",
         "clv_purchases(): horizon must be a number from 0 to 1e100, not 'a year'"},
        {"SELECT clv_spend(" SPEND_MODEL_SQL ", 1, 0)",
         "clv_spend(): " MEAN_SPEND_RULE "0" FILTERED},
        {"SELECT clv_spend(" SPEND_MODEL_SQL ", -1, 5)",
         "clv_spend(): x must be a whole number from 0 to 1000000000, not -1"},
        {"SELECT clv(" BGNBD_MODEL_SQL ", " SPEND_MODEL_SQL ", 1, 3, 4, 0, 12)",
         "clv(): " MEAN_SPEND_RULE "0" FILTERED},
        {"SELECT clv(" BGNBD_MODEL_SQL ", " SPEND_MODEL_SQL ", 1, 3, 4, 9, 0)",
         "clv(): periods must be a whole number from 1 to 100000, not 0"},
        {"SELECT clv(" BGNBD_MODEL_SQL ", " SPEND_MODEL_SQL ", 1, 3, 4, 9, 1.5)",
         "clv(): periods must be a whole number from 1 to 100000, not 1.5"},
        {"SELECT clv(" BGNBD_MODEL_SQL ", " SPEND_MODEL_SQL ", 1, 3, 4, 9, 12, 10)",
         "clv(): discount must be a number from 0 to 1, not 10"},
        {"SELECT clv(" BGNBD_MODEL_SQL ", " SPEND_MODEL_SQL ", 1, 3, 4, 9, 12, 0.1, 0)",
         "clv(): period_length must be a number between 0 and 1e100, not 0"},
    };
    assert_failures(*state, cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_foreign_model_is_an_error_that_says_so),
        cmocka_unit_test(a_damaged_model_is_an_error_that_names_the_parameter),
        cmocka_unit_test(other_members_and_another_order_do_not_matter),
        cmocka_unit_test(no_damage_to_a_model_does_harm),
        cmocka_unit_test(fits_refuse_what_cannot_be),
        cmocka_unit_test(predictions_refuse_what_cannot_be),
    };
    return cmocka_run_group_tests_name("purchase errors", tests, open_with_customers,
                                       close_fixture);
}
