/* Weighted answers: which rows count, for how much, and how sure that makes the score. */
#include "support/survey.h"

#define STATISTICS(w)                                                                              \
    "nps(score, " w "), nps_stderr(score, " w "), nps_lower(score, 0.9, " w "), nps_upper(score, " \
    "0.9, " w "), nps_margin(score, 0.9, " w "), json_extract(nps_summary(score, 0.9, " w          \
    "), '$.effective_responses')"
#define UNWEIGHTED                                                                                 \
    "nps(score), nps_stderr(score), nps_lower(score, 0.9), nps_upper(score, 0.9), "                \
    "nps_margin(score, 0.9), nps_responses(score)"

static void equal_weights_are_no_weights(void **state)
{
    static const char *const weights[] = {"1", "0.1", "3", "1e100", "1e-100", "'7.25'", "1e-150"};
    for (size_t i = 0; i < COUNT(weights); i++) {
        char *weighted =
            replace("SELECT " STATISTICS("@") " FROM answer GROUP BY team", weights[i]);
        assert_same_results(*state, weighted, "SELECT " UNWEIGHTED " FROM answer GROUP BY team",
                            1e-12);
        sqlite3_free(weighted);
    }
}

static void only_the_ratios_of_weights_matter(void **state)
{
    static const char *const factors[] = {"1048576.0", "1e-60", "1e90", "0.3", "1e-120"};
    for (size_t i = 0; i < COUNT(factors); i++) {
        char *scaled = replace("SELECT " STATISTICS("weight * @") " FROM answer", factors[i]);
        assert_same_results(*state, scaled, "SELECT " STATISTICS("weight") " FROM answer", 1e-12);
        sqlite3_free(scaled);
    }
}

/*
 * The reference's formulas written out: squared standard error sum w^2 (s - m)^2 / (sum w)^2, and
 * Kish's number of answers or the one that this error is worth.
 */
static void weighted_errors_agree_with_the_formula(void **state)
{
    static const char with[] =
        "WITH t AS (SELECT id % 5 AS g, (whole >= 9) - (whole <= 6) AS s, weight AS w FROM answer "
        "WHERE whole IS NOT NULL), m AS (SELECT g, sum(w * s) / sum(w) AS m, sum(w) AS total, "
        "sum(w * w) AS squares, sum(w * abs(s)) / sum(w) AS moved FROM t GROUP BY g), e AS (SELECT "
        "g, m, total, squares, moved, sum(w * w * (s - m) * (s - m)) / (total * total) AS v FROM t "
        "JOIN m USING (g) GROUP BY g) ";
    char *expected =
        sqlite3_mprintf("%s SELECT 100 * m, 10000 * v, (moved - m * m) / v FROM e", with);
    assert_same_results(*state,
                        "SELECT n, s * s, json_extract(j, '$.effective_responses') FROM (SELECT "
                        "nps(score, weight) AS n, nps_stderr(score, weight) AS s, "
                        "nps_summary(score, 0.9, weight) AS j FROM answer GROUP BY id % 5)",
                        expected, 1e-12);
    sqlite3_free(expected);
}

/* An answer of overwhelming weight is the only one, whatever else there is. */
static void huge_and_tiny_weights_stand_side_by_side(void **state)
{
    static const char *const orders[] = {"ASC", "DESC"};
    for (size_t i = 0; i < COUNT(orders); i++) {
        char *sql = replace(
            "WITH t(score, w) AS (SELECT * FROM (VALUES (9, 1e100), (9, 1e100), (0, 1e-100), (8, "
            "1e-149), (8, 1), (6, 1e50)) ORDER BY column2 @) SELECT round(nps(score, w), 9), "
            "round(json_extract(nps_summary(score, 0.9, w), '$.effective_responses'), 9), "
            "nps_stderr(score, w) BETWEEN 0 AND 1e-40, nps_lower(score, 0.9, w) < 100, "
            "round(nps_upper(score, 0.9, w), 9) FROM t",
            orders[i]);
        assert_query(*state, sql, "100.0|60.0|1|1|100.0");
        sqlite3_free(sql);
    }
}

/* In doubles 100 * w / w is not 100 for every w. */
static void one_weighted_answer_is_exactly_at_an_end_of_the_scale(void **state)
{
    struct Random random = {5};
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(*state,
                                        "SELECT nps(10, ?1), nps(0, ?1), nps_upper(9, 0.9, ?1)", -1,
                                        &statement, NULL),
                     SQLITE_OK);
    double worst[3] = {100, -100, 100};
    for (int i = 0; i < 2000; i++) {
        double weight = i == 0 ? 1e-100 : i == 1 ? 1e99 : random_unit(&random);
        sqlite3_bind_double(statement, 1, weight);
        assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
        for (int j = 0; j < 3; j++) {
            double found = sqlite3_column_double(statement, j);
            worst[j] = found == (j == 1 ? -100 : 100) ? worst[j] : found;
        }
        sqlite3_reset(statement);
    }
    sqlite3_finalize(statement);
    if (worst[0] != 100 || worst[1] != -100 || worst[2] != 100) {
        fail_msg("not at the ends: %.17g, %.17g, %.17g", worst[0], worst[1], worst[2]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_weights_are_no_weights),
        cmocka_unit_test(only_the_ratios_of_weights_matter),
        cmocka_unit_test(weighted_errors_agree_with_the_formula),
        cmocka_unit_test(huge_and_tiny_weights_stand_side_by_side),
        cmocka_unit_test(one_weighted_answer_is_exactly_at_an_end_of_the_scale),
    };
    return cmocka_run_group_tests_name("survey weights", tests, open_with_answers, close_fixture);
}
