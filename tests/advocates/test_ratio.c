/* The ratio of two means: figures computed by hand, simulation, and advocate_ratio() in SQL. */
#include <math.h>

#include "mathematics/normal.h"
#include "mathematics/ratio.h"
#include "support/database.h"

static const char means[] =
    "WITH customer(spend, recommends) AS (VALUES (60, 1), (100, 1), "
    "(140.0, 1), (30, 0), (50, 0), ('40', '0'), (40, 0), (NULL, 1), (9, NULL)) ";

/*
 * Advocates: mean 100, variance 1600, so 1600 / (3 * 10000) = 4/75. Others: mean 40, variance
 * 200/3, so 200/3 / (4 * 1600) = 1/96. The logarithm's standard error is sqrt(51/800), 0.252487.
 */
static void a_ratio_computed_by_hand(void **state)
{
    double half_width = 1.959963984540054 * sqrt(51.0 / 800);
    char sql[600];
    sqlite3_snprintf(sizeof sql, sql,
                     "%s SELECT json_extract(r, '$.advocates', '$.others', '$.mean_advocates', "
                     "'$.mean_others', '$.ratio', '$.confidence') FROM (SELECT "
                     "advocate_ratio(spend, recommends) AS r FROM customer)",
                     means);
    assert_query(*state, sql, "[3,4,100.0,40.0,2.5,0.95]");
    sqlite3_snprintf(
        sizeof sql, sql,
        "%s SELECT advocacy_number(advocate_ratio(spend, recommends), 'lower') FROM customer",
        means);
    assert_number(*state, sql, 2.5 * exp(-half_width), 1e-12);
    sqlite3_snprintf(
        sizeof sql, sql,
        "%s SELECT advocacy_number(advocate_ratio(spend, recommends), 'upper') FROM customer",
        means);
    assert_number(*state, sql, 2.5 * exp(half_width), 1e-12);
    sqlite3_snprintf(
        sizeof sql, sql,
        "%s SELECT advocacy_number(advocate_ratio(spend, recommends, 0.5), 'upper') FROM customer",
        means);
    assert_number(*state, sql, 2.5 * exp(0.6744897501960817 * sqrt(51.0 / 800)), 1e-12);
}

static void wrong_values_are_errors(void **state)
{
    static const struct {
        const char *sql;
        const char *message;
    } failures[] = {
        {"SELECT advocate_ratio('much', 1)",
         "advocate_ratio(): value must be a number from -1e100 to 1e100, not 'much'; advocacy_amount() reads amounts such as '$1,234.50'"},
        {"SELECT advocate_ratio(1e101, 1)",
         "advocate_ratio(): value must be a number from -1e100 to 1e100, not 1.0e+101"},
        {"SELECT advocate_ratio(1, 2)",
         "advocate_ratio(): is_advocate must be 1 for yes or 0 for no, not 2; a comparison such as x > 0 is 1 or 0"},
        {"SELECT advocate_ratio(1, 'yes')",
         "advocate_ratio(): is_advocate must be 1 for yes or 0 for no, not 'yes'; advocacy_flag() reads words such as 'yes'"},
        {"SELECT advocate_ratio(1, 1, 95)",
         "advocate_ratio(): confidence must be one constant between 0 and 1; this row has 95"},
    };
    for (size_t i = 0; i < sizeof failures / sizeof *failures; i++) {
        assert_fails(*state, failures[i].sql, failures[i].message);
    }
}

static void large_amounts_with_small_differences_keep_their_variance(void **state)
{
    (void)state;
    struct Moments moments = {0};
    for (int i = 0; i < 3000; i++) {
        moments_add(&moments, 1e12 + i % 3);
    }
    assert_true(fabs(moments_mean(&moments) - (1e12 + 1)) < 1e-3);
    assert_true(fabs(moments_variance(&moments) - 2.0 / 3 * 3000 / 2999) < 1e-9);
}

/* Uniform spends with means 1 and 0.5: the interval must cover the ratio 2 as often as it says. */
static void the_interval_covers_as_often_as_it_says(void **state)
{
    (void)state;
    struct Random random = {1999};
    double z = normal_critical_value(0.9);
    int covered = 0;
    enum { SAMPLES = 4000 };
    for (int i = 0; i < SAMPLES; i++) {
        struct Moments first = {0};
        struct Moments second = {0};
        for (int j = 0; j < 40; j++) {
            moments_add(&first, 2 * random_unit(&random));
            moments_add(&second, random_unit(&random));
        }
        struct Ratio ratio = ratio_of_means(&first, &second, z);
        covered += ratio.lower <= 2 && 2 <= ratio.upper;
    }
    assert_in_range(covered, (int)(0.885 * SAMPLES), (int)(0.915 * SAMPLES));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_ratio_computed_by_hand),
        cmocka_unit_test(wrong_values_are_errors),
        cmocka_unit_test(large_amounts_with_small_differences_keep_their_variance),
        cmocka_unit_test(the_interval_covers_as_often_as_it_says),
    };
    return cmocka_run_group_tests_name("ratio", tests, open_fixture, close_fixture);
}
