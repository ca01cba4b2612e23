/* The ratio of two means: figures computed by hand, simulation, and advocate_ratio() in SQL. */
#include <math.h>

#include "mathematics/normal.h"
#include "mathematics/ratio.h"
#include "mathematics/student.h"
#include "support/database.h"

/* Ten of each, and two that do not count. */
static const char means[] =
    "WITH one(spend, recommends) AS (VALUES (60, 1), (100, 1), (140.0, 1), (30, 0), (50, 0), "
    "('40', '0'), (40, 0), (NULL, 1), (9, NULL)), ten AS (SELECT 1 UNION ALL SELECT 2 UNION ALL "
    "SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5), customer AS (SELECT one.* FROM one, ten, "
    "(SELECT 1 UNION ALL SELECT 2)) ";

static void assert_of_means(sqlite3 *db, const char *confidence, const char *member,
                            double expected)
{
    char *sql = sqlite3_mprintf("%s SELECT advocacy_number(advocate_ratio(spend, recommends, %s), "
                                "%Q) FROM customer",
                                means, confidence, member);
    assert_number(db, sql, expected, 1e-12);
    sqlite3_free(sql);
}

/*
 * Advocates: 30, mean 100, squares 32000 around it, so 32000 / (29 * 30 * 10000) for the variance
 * of the logarithm, and 30 / (1 + 32000 / 30 / 10000) of them are effective. Others: 40, mean 40,
 * squares 2000, so 2000 / (39 * 40 * 1600), and 40 / (1 + 2000 / 40 / 1600).
 */
static void a_ratio_computed_by_hand(void **state)
{
    double of_advocates = 32000.0 / (29 * 30 * 10000);
    double of_others = 2000.0 / (39 * 40 * 1600);
    double both = of_advocates + of_others;
    double effective_advocates = 30 / (1 + 32000.0 / 30 / 10000);
    double effective_others = 40 / (1 + 2000.0 / 40 / 1600);
    double degrees = both * both /
                     (of_advocates * of_advocates / (effective_advocates - 1) +
                      of_others * of_others / (effective_others - 1));
    char *sql =
        sqlite3_mprintf("%s SELECT json_extract(r, '$.advocates', '$.others', "
                        "'$.mean_advocates', '$.mean_others', '$.ratio', '$.confidence') "
                        "FROM (SELECT advocate_ratio(spend, recommends) AS r FROM customer)",
                        means);
    assert_query(*state, sql, "[30,40,100.0,40.0,2.5,0.95]");
    sqlite3_free(sql);
    assert_of_means(*state, "0.95", "effective_advocates", effective_advocates);
    assert_of_means(*state, "0.95", "effective_others", effective_others);
    double half_width = student_equivalent(1.959963984540054, degrees) * sqrt(both);
    assert_of_means(*state, "0.95", "lower", 2.5 * exp(-half_width));
    assert_of_means(*state, "0.95", "upper", 2.5 * exp(half_width));
    half_width = student_equivalent(0.6744897501960817, degrees) * sqrt(both);
    assert_of_means(*state, "0.5", "upper", 2.5 * exp(half_width));
}

/* A thousand advocates and one of them who spends nearly all: two buyers, and no limits. */
static void limits_need_twenty_effective_buyers_in_both_groups(void **state)
{
    static const struct {
        const char *spend; /* of each i from 0 to 999; the even ones are advocates */
        const char *expected;
    } cases[] = {
        {"CASE WHEN i < 40 THEN 5 END", "20.0|20.0|1.0|1.0|1.0"},
        {"CASE WHEN i < 39 THEN 5 END", "20.0|19.0|1.0|NULL|NULL"},
        {"CASE WHEN i BETWEEN 1 AND 40 THEN 5 END", "20.0|20.0|1.0|1.0|1.0"},
        {"CASE WHEN i BETWEEN 1 AND 39 THEN 5 END", "19.0|20.0|1.0|NULL|NULL"},
        {"CASE WHEN i < 60 THEN 5 ELSE 0 END", "30.0|30.0|1.0|0.61|1.65"},
        {"CASE WHEN i = 6 THEN 1e6 ELSE 1 END", "1.0|500.0|2000.998|NULL|NULL"},
        {"CASE WHEN i % 2 THEN 1 ELSE 0 END", "0.0|500.0|NULL|NULL|NULL"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *sql = sqlite3_mprintf(
            "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 999) "
            "SELECT round(advocacy_number(r, 'effective_advocates'), 2), "
            "round(advocacy_number(r, 'effective_others'), 2), "
            "round(advocacy_number(r, 'ratio'), 5), round(advocacy_number(r, 'lower'), 2), "
            "round(advocacy_number(r, 'upper'), 2) "
            "FROM (SELECT advocate_ratio(%s, i %% 2 = 0) AS r FROM n)",
            cases[i].spend);
        assert_query(*state, sql, cases[i].expected);
        sqlite3_free(sql);
    }
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

/*
 * Three strata, of which the cheap one has most advocates: within each they spend twice as much,
 * and over all hardly more. Of some strata one value is all there is.
 */
static void the_stratified_interval_covers_what_the_plain_one_misses(void **state)
{
    (void)state;
    static const struct {
        int size[2];
        double mean;
    } kinds[] = {{{60, 200}, 4}, {{90, 90}, 2}, {{200, 60}, 1}, {{1, 4}, 5}, {{6, 1}, 3}};
    struct Random random = {2027};
    double z = normal_critical_value(0.9);
    int covered = 0;
    int covered_plain = 0;
    enum { SAMPLES = 4000 };
    for (int i = 0; i < SAMPLES; i++) {
        struct Strata strata = {0};
        struct Moments all[2] = {{0}};
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
            struct Moments group[2] = {{0}};
            for (int j = 0; j < kinds[k].size[0] + kinds[k].size[1]; j++) {
                int side = j >= kinds[k].size[0] ? 0 : 1;
                double value = kinds[k].mean * (1 + side) * 2 * random_unit(&random);
                moments_add(&group[side], value);
                moments_add(&all[side], value);
            }
            strata_add(&strata, group);
        }
        struct Ratio ratio = strata_ratio(&strata, z);
        struct Ratio plain = ratio_of_means(&all[1], &all[0], z);
        assert_true(ratio.has_interval);
        covered += ratio.lower <= 2 && 2 <= ratio.upper;
        covered_plain += plain.lower <= 2 && 2 <= plain.upper;
    }
    assert_in_range(covered, (int)(0.88 * SAMPLES), (int)(0.92 * SAMPLES));
    assert_true(covered_plain < SAMPLES / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_ratio_computed_by_hand),
        cmocka_unit_test(limits_need_twenty_effective_buyers_in_both_groups),
        cmocka_unit_test(wrong_values_are_errors),
        cmocka_unit_test(large_amounts_with_small_differences_keep_their_variance),
        cmocka_unit_test(the_interval_covers_as_often_as_it_says),
        cmocka_unit_test(the_stratified_interval_covers_what_the_plain_one_misses),
    };
    return cmocka_run_group_tests_name("ratio", tests, open_fixture, close_fixture);
}
