/* The survey functions give the published figures, through SQL and on its scale of -100 to 100. */
#include <math.h>

#include "support/survey.h"

/* Counts of answers and what belongs to them on the scale -1 to 1. */
struct Figure {
    int detractors;
    int passives;
    int promoters;
    double confidence;
    double lower;
    double upper;
};

static const struct Figure figures[] = {
    {3, 20, 9, 0.95, -0.027090464504, 0.389697487139},    /* Tango 1998, table VII */
    {1, 43, 0, 0.90, -0.095662426399, 0.036516938418},    /* Tango 1998, table V */
    {8, 62, 16, 0.95, -0.019658922719, 0.206910770622},   /* Agresti and Min 2005 */
    {16, 139, 6, 0.95, -0.124023432464, -0.005433395732}, /* Fagerland and others, Cavo data */
    {0, 0, 3, 0.95, -0.122994063510, 1},                  /* and the same formula elsewhere */
    {3, 0, 0, 0.95, -1, 0.122994063510},
    {0, 100, 0, 0.95, -0.036993498207, 0.036993498207},
    {1, 2, 3, 0.95, -0.311073784624, 0.753956663564},
    {25, 35, 40, 0.95, -0.008092864576, 0.299912390156},
};

/* "WITH ... answer(score)", one row for each answer. From sqlite3_malloc. */
static char *rows_of_counts(int detractors, int passives, int promoters)
{
    return sqlite3_mprintf(
        "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < %d), "
        "answer(score) AS (SELECT CASE WHEN i <= %d THEN 6 WHEN i <= %d THEN '7' ELSE 9.0 END "
        "FROM n)",
        detractors + passives + promoters, detractors, detractors + passives);
}

/* The call, in which @ stands for the confidence, gives 100 times what is expected. */
static void assert_figure(sqlite3 *db, const struct Figure *figure, const char *call,
                          double expected)
{
    char *with = rows_of_counts(figure->detractors, figure->passives, figure->promoters);
    char *confidence = sqlite3_mprintf("%f", figure->confidence);
    char *expression = replace(call, confidence);
    char *sql = sqlite3_mprintf("%s SELECT %s FROM answer", with, expression);
    assert_number(db, sql, 100 * expected, 1e-7);
    sqlite3_free(sql);
    sqlite3_free(expression);
    sqlite3_free(confidence);
    sqlite3_free(with);
}

static void the_interval_agrees_with_published_figures(void **state)
{
    for (size_t i = 0; i < COUNT(figures); i++) {
        const struct Figure *figure = &figures[i];
        double margin = (figure->upper - figure->lower) / 2;
        assert_figure(*state, figure, "nps_lower(score, @)", figure->lower);
        assert_figure(*state, figure, "nps_upper(score, @)", figure->upper);
        assert_figure(*state, figure, "nps_margin(score, @)", margin);
        assert_figure(*state, figure, "nps_lower(score, @, 1)", figure->lower);
        assert_figure(*state, figure, "nps_upper(score, '@', 0.25)", figure->upper);
        assert_figure(*state, figure, "nps_margin(score, @, 7)", margin);
        assert_figure(*state, figure, "json_extract(nps_summary(score, @), '$.lower')",
                      figure->lower);
        assert_figure(*state, figure, "json_extract(nps_summary(score, @, '2'), '$.upper')",
                      figure->upper);
        assert_figure(*state, figure, "json_extract(nps_summary(score, @), '$.margin')", margin);
        if (figure->confidence == 0.95) {
            assert_figure(*state, figure, "nps_lower(score)", figure->lower);
            assert_figure(*state, figure, "nps_upper(score)", figure->upper);
            assert_figure(*state, figure, "nps_margin(score)", margin);
        }
    }
}

static void counts_give_the_published_figures_too(void **state)
{
    for (size_t i = 0; i < COUNT(figures); i++) {
        const struct Figure *figure = &figures[i];
        char *call = sqlite3_mprintf("nps_counts(%d, '%d', %d.0, @)", figure->promoters,
                                     figure->passives, figure->detractors);
        char *lower = sqlite3_mprintf("json_extract(%s, '$.lower')", call);
        char *upper = sqlite3_mprintf("json_extract(%s, '$.upper')", call);
        assert_figure(*state, figure, lower, figure->lower);
        assert_figure(*state, figure, upper, figure->upper);
        sqlite3_free(upper);
        sqlite3_free(lower);
        sqlite3_free(call);
    }
}

static void the_standard_error_agrees_with_published_figures(void **state)
{
    static const struct Figure errors[] = {
        {1, 2, 3, 0, 0.3042903097, 0},        {25, 35, 40, 0, 0.0792148976, 0},
        {7, 13, 1, 0, 0.1193872706, 0},       {1, 0, 1, 0, 0.70710678118654752, 0},
        {1, 1, 1, 0, 0.47140452079103168, 0},
    };
    for (size_t i = 0; i < COUNT(errors); i++) {
        assert_figure(*state, &errors[i], "nps_stderr(score)", errors[i].lower);
        assert_figure(*state, &errors[i], "nps_stderr(score, 0.5)", errors[i].lower);
    }
}

/* n = z^2 variance / margin^2 - 3, rounded up, at least 1; the quantile is from a printed table. */
static void sample_sizes_agree_with_the_formula(void **state)
{
    const double z = 1.959963984540054;
    assert_query(*state, "SELECT nps_sample_size(15), nps_sample_size(15, 0.95, 1)", "126|168");
    assert_query(*state, "SELECT nps_sample_size(100), nps_sample_size('5', 0.95, 0)", "1|1");
    assert_query(*state,
                 "SELECT typeof(nps_sample_size(7.5)), nps_sample_size(' 7.5 ') = "
                 "nps_sample_size(7.5), nps_sample_size(1e-6, 0.9999999999999999, 1) > 1e17, "
                 "nps_sample_size(1e-6, 1e-300)",
                 "integer|1|1|1");
    for (int margin = 1; margin <= 60; margin++) {
        for (int quarters = 0; quarters <= 4; quarters++) {
            char *sql =
                sqlite3_mprintf("SELECT nps_sample_size(%d, 0.95, %d / 4.0)", margin, quarters);
            double d = margin / 100.0;
            double expected = fmax(ceil(z * z * quarters / 4 / (d * d) - 3), 1);
            assert_number(*state, sql, expected, 0);
            sqlite3_free(sql);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_interval_agrees_with_published_figures),
        cmocka_unit_test(counts_give_the_published_figures_too),
        cmocka_unit_test(the_standard_error_agrees_with_published_figures),
        cmocka_unit_test(sample_sizes_agree_with_the_formula),
    };
    return cmocka_run_group_tests_name("survey figures", tests, open_fixture, close_fixture);
}
