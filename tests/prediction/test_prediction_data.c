/*
 * Promoter or not from visits, spend and tenure: the public garden-centre data, imported through
 * the shell, so that every value is TEXT and what is missing is blank. The figures are from
 * R 4.2.2:
 *
 *     g <- read.csv("nps_gardencentre_benavent.csv")
 *     m <- glm((nps >= 9) ~ visits + spend + tenure, binomial, g,
 *              control = glm.control(epsilon = 1e-15, maxit = 100))
 *     e <- m$linear.predictors; y <- m$y
 *     print(summary(m)$coefficients, digits = 13)
 *     print(c(length(y), sum(y), nrow(g) - length(y)))
 *     print(c(logLik(m), -m$null.deviance / 2,
 *             wilcox.test(e[y == 1], e[y == 0])$statistic / sum(y) / sum(1 - y)), digits = 13)
 */
#include <stdlib.h>
#include <string.h>

#include "support/shell.h"

/* nps_category() is NULL where there is no answer, and then the row is skipped. */
#define FIT                                                                                        \
    "CREATE TABLE fit AS SELECT advocate_fit('{\"ridge\": 0}', nps_category(nps) = 'promoter', "   \
    "'visits', visits, 'spend', spend, 'tenure', tenure) AS model FROM survey;\n"

/* Runs a query on the imported survey and its fit; skips the test where the data is absent. */
static void assert_answer(const char *sql, const char *expected)
{
    char *file = data_file("nps_gardencentre_benavent.csv");
    if (!file) {
        skip();
    }
    char *script = sqlite3_mprintf(".import --csv '%s' survey\n" FIT "%s", file, sql);
    char *result = run_script(":memory:", script);
    if (strcmp(result, expected) != 0) {
        fail_msg("%s\n  expected: %s\n  found:    %s", sql, expected, result);
    }
    free(result);
    sqlite3_free(script);
    sqlite3_free(file);
}

static void every_row_is_used_or_counted(void **state)
{
    (void)state;
    assert_answer("SELECT json_extract(model, '$.customers', '$.advocates', '$.skipped', "
                  "'$.converged', '$.separated', '$.collinear') FROM fit;",
                  "[13594,8453,360,true,false,false]\n");
}

static void the_fit_is_that_of_r(void **state)
{
    (void)state;
    assert_answer(
        "WITH expected(path, value) AS (VALUES ('$.intercept', 0.2507581527430), "
        "('$.intercept_standard_error', 0.0327385480493), "
        "('$.coefficients.visits', 0.0285104825059), ('$.coefficients.spend', 0.0004275273700), "
        "('$.coefficients.tenure', -0.0042289199663), "
        "('$.standard_errors.visits', 0.0026080352229), "
        "('$.standard_errors.spend', 0.0001604820203), "
        "('$.standard_errors.tenure', 0.0051036656714), ('$.z.visits', 10.9317858345), "
        "('$.p_values.spend', 7.721288872476e-03), ('$.p_values.tenure', 0.4073282824608), "
        "('$.log_likelihood', -8943.485766091), ('$.null_log_likelihood', -9015.090646075), "
        "('$.pseudo_r2', 0.00794277981162), ('$.auc', 0.5611675741142)) "
        "SELECT count(*), sum(abs(json_extract(model, path) - value) <= 1e-6) "
        "FROM expected, fit;",
        "15|15\n");
}

/* Small coefficients: compared relative to their own size as well. */
static void small_coefficients_have_their_digits(void **state)
{
    (void)state;
    assert_answer(
        "SELECT abs(json_extract(model, '$.coefficients.spend') / 0.0004275273699944 - 1) < 1e-9, "
        "abs(json_extract(model, '$.standard_errors.spend') / 0.0001604820203428 - 1) < 1e-9, "
        "abs(json_extract(model, '$.coefficients.tenure') / -0.0042289199662794 - 1) < 1e-9 "
        "FROM fit;",
        "1|1|1\n");
}

static void the_predictions_average_to_the_rate_and_rank_as_the_fit_says(void **state)
{
    (void)state;
    assert_answer(
        "CREATE TABLE scored AS SELECT advocate_predict(model, 'visits', visits, 'spend', spend, "
        "'tenure', tenure) AS probability, nps_category(nps) = 'promoter' AS promoter "
        "FROM survey, fit;"
        "SELECT count(probability), abs(sum(probability) - 8453) < 1e-6 FROM scored "
        "WHERE promoter IS NOT NULL;"
        "WITH lift(l) AS (SELECT advocate_lift(probability, promoter) FROM scored) "
        "SELECT json_extract(l, '$.customers', '$.advocates', '$.skipped'), "
        "abs(json_extract(l, '$.auc') - 0.5611675741142) < 1e-9, "
        "json_extract(l, '$.bins[0].lift') > 1.1, "
        "json_extract(l, '$.bins[0].lift') > json_extract(l, '$.bins[9].lift'), "
        "json_extract(l, '$.bins[9].captured_share') FROM lift;",
        "13594|1\n[13594,8453,360]|1|1|1|100.0\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_used_or_counted),
        cmocka_unit_test(the_fit_is_that_of_r),
        cmocka_unit_test(small_coefficients_have_their_digits),
        cmocka_unit_test(the_predictions_average_to_the_rate_and_rank_as_the_fit_says),
    };
    return cmocka_run_group_tests_name("prediction data", tests, NULL, NULL);
}
