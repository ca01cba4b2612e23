/* Tango's interval, against published figures and a statistic written anew. */
#include <math.h>
#include <stdbool.h>

#include "mathematics/interval.h"
#include "mathematics/normal.h"
#include "support/check.h"
#include "support/counts.h"

static struct Distribution mirrored(const struct Distribution *distribution)
{
    struct Distribution mirror = *distribution;
    mirror.amount[DETRACTOR] = distribution->amount[PROMOTER];
    mirror.amount[PROMOTER] = distribution->amount[DETRACTOR];
    return mirror;
}

static void tango_intervals_agree_with_the_published_figures(void **state)
{
    (void)state;
    static const struct {
        double counts[CATEGORY_COUNT];
        double confidence;
        double lower;
        double upper;
    } figures[] = {{{3, 20, 9}, 0.95, -0.027090464504, 0.389697487139},
                   {{1, 43, 0}, 0.90, -0.095662426399, 0.036516938418},
                   {{8, 62, 16}, 0.95, -0.019658922719, 0.206910770622},
                   {{16, 139, 6}, 0.95, -0.124023432464, -0.005433395732},
                   {{0, 0, 3}, 0.95, -0.122994063510, 1},
                   {{3, 0, 0}, 0.95, -1, 0.122994063510},
                   {{0, 100, 0}, 0.95, -0.036993498207, 0.036993498207},
                   {{1, 2, 3}, 0.95, -0.311073784624, 0.753956663564},
                   {{25, 35, 40}, 0.95, -0.008092864576, 0.299912390156}};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        const double *counts = figures[i].counts;
        struct Distribution distribution = of_counts(counts[0], counts[1], counts[2]);
        double z = normal_critical_value(figures[i].confidence);
        assert_near(score_lower(&distribution, z), figures[i].lower, 1e-9);
        assert_near(score_upper(&distribution, z), figures[i].upper, 1e-9);
    }
}

/* The digits that the papers print. */
static void tango_intervals_agree_with_the_digits_of_their_papers(void **state)
{
    (void)state;
    double z = normal_critical_value(0.95);
    struct Distribution lenses = of_counts(3, 20, 9);
    assert_near(score_lower(&lenses, z), -0.027, 5e-4);
    assert_near(score_upper(&lenses, z), 0.390, 5e-4);
    struct Distribution crossover = of_counts(8, 62, 16);
    assert_near(score_lower(&crossover, z), -0.020, 5e-4);
    assert_near(score_upper(&crossover, z), 0.207, 5e-4);
}

/*
 * The restricted share of detractors under a hypothetical score, as the zero of the derivative of
 * the likelihood b log q + c log (q + D) + a log (1 - 2 q - D), which falls in q.
 */
static long double restricted_share(const double *counts, long double score)
{
    long double low = score < 0 ? -score : 0;
    long double high = (1 - score) / 2;
    for (int i = 0; i < 200; i++) {
        long double q = (low + high) / 2;
        long double slope = 0;
        slope += counts[DETRACTOR] > 0 ? counts[DETRACTOR] / q : 0;
        slope += counts[PROMOTER] > 0 ? counts[PROMOTER] / (q + score) : 0;
        slope -= counts[PASSIVE] > 0 ? 2 * counts[PASSIVE] / (1 - 2 * q - score) : 0;
        if (slope > 0) {
            low = q;
        } else {
            high = q;
        }
    }
    return (low + high) / 2;
}

/* Estimate less hypothesis over the standard error that the hypothesis implies. */
static double score_statistic(const struct Distribution *distribution, double hypothesis)
{
    double counts[CATEGORY_COUNT];
    for (int i = 0; i < CATEGORY_COUNT; i++) {
        counts[i] = distribution->amount[i] * (distribution->effective / distribution->total);
    }
    long double total = counts[DETRACTOR] + counts[PASSIVE] + counts[PROMOTER];
    long double estimate = (counts[PROMOTER] - counts[DETRACTOR]) / total;
    long double share = restricted_share(counts, hypothesis);
    /* Promoters and detractors have shares q + D and q: p + d - (p - d)^2. */
    long double variance = 2 * share + hypothesis - (long double)hypothesis * hypothesis;
    return (double)((estimate - hypothesis) / sqrtl(variance / total));
}

#define STEP 1e-9

/* A bound splits the hypotheses that the data reject from those that they do not. */
static void assert_bounds_split(const struct Distribution *distribution, double z)
{
    double lower = score_lower(distribution, z);
    double upper = score_upper(distribution, z);
    if (lower > -1 + 2 * STEP) {
        assert_true(score_statistic(distribution, lower - STEP) > z);
    }
    assert_true(score_statistic(distribution, lower + STEP) < z);
    if (upper < 1 - 2 * STEP) {
        assert_true(score_statistic(distribution, upper + STEP) < -z);
    }
    assert_true(score_statistic(distribution, upper - STEP) > -z);
}

static void the_statistic_at_a_bound_is_the_critical_value(void **state)
{
    (void)state;
    struct Random random = {1998};
    for (int i = 0; i < 5000; i++) {
        struct Distribution distribution = random_counts(&random, 1 << random_below(&random, 14));
        double z = normal_critical_value(0.5 + 0.499 * random_unit(&random));
        double lower = score_lower(&distribution, z);
        double upper = score_upper(&distribution, z);
        assert_bounds_split(&distribution, z);
        /* Where the bound is not so near to the end that the statistic has no digits left. */
        if (lower > -0.99) {
            assert_near(score_statistic(&distribution, lower), z, 1e-8);
        }
        if (upper < 0.99) {
            assert_near(score_statistic(&distribution, upper), -z, 1e-8);
        }
    }
}

static void fractional_counts_have_bounds_at_the_critical_value(void **state)
{
    (void)state;
    struct Random random = {2016};
    for (int i = 0; i < 5000; i++) {
        struct Distribution distribution =
            of_counts(random_magnitude(&random, 0.4, 1e4), random_magnitude(&random, 0.4, 1e4),
                      random_magnitude(&random, 0.4, 1e4));
        if (i % 3 == 0) {
            distribution.amount[random_below(&random, CATEGORY_COUNT)] = 0;
            distribution.total = distribution.amount[DETRACTOR] + distribution.amount[PASSIVE] +
                                 distribution.amount[PROMOTER];
            distribution.effective = distribution.total;
        }
        assert_bounds_split(&distribution, normal_critical_value(0.95));
    }
}

/* Weights of any unit: only the shares and the effective size matter. */
static void weighted_counts_are_taken_at_their_effective_size(void **state)
{
    (void)state;
    struct Random random = {200};
    double z = normal_critical_value(0.95);
    for (int i = 0; i < 2000; i++) {
        struct Distribution counts = random_counts(&random, 1000);
        double unit = random_magnitude(&random, 1e-100, 1e100);
        struct Distribution weighted = counts;
        for (int j = 0; j < CATEGORY_COUNT; j++) {
            weighted.amount[j] *= unit;
        }
        weighted.total *= unit;
        assert_near(score_lower(&weighted, z), score_lower(&counts, z), 1e-12);
        assert_near(score_upper(&weighted, z), score_upper(&counts, z), 1e-12);
        weighted.effective = 1 + (counts.total - 1) * random_unit(&random);
        assert_bounds_split(&weighted, z);
        assert_true(score_lower(&weighted, z) <= score_lower(&counts, z) + 1e-12);
        assert_true(score_upper(&weighted, z) >= score_upper(&counts, z) - 1e-12);
    }
}

static void an_interval_holds_its_estimate_and_stays_on_the_scale(void **state)
{
    (void)state;
    struct Random random = {1};
    for (int i = 0; i < 50000; i++) {
        struct Distribution distribution = random_counts(&random, 1 << random_below(&random, 24));
        double z = normal_critical_value(0.01 + 0.98999 * random_unit(&random));
        double lower = score_lower(&distribution, z);
        double upper = score_upper(&distribution, z);
        double estimate = distribution_score(&distribution);
        assert_true(lower >= -1 && lower <= estimate);
        assert_true(upper <= 1 && upper >= estimate);
        assert_true(lower < upper);
    }
}

static void an_interval_is_exact_where_every_answer_is_extreme(void **state)
{
    (void)state;
    double z = normal_critical_value(0.95);
    for (double count = 1; count < 1e15; count *= 3) {
        struct Distribution promoters = of_counts(0, 0, count);
        struct Distribution detractors = of_counts(count, 0, 0);
        assert_true(score_upper(&promoters, z) == 1);
        assert_true(score_lower(&detractors, z) == -1);
        /* With q = 0 the statistic is sqrt(n (1 - D) / D), so that D = n / (n + z^2) below. */
        assert_near(score_lower(&promoters, z), (count - z * z) / (count + z * z), 1e-9);
        assert_near(score_upper(&detractors, z), -(count - z * z) / (count + z * z), 1e-9);
    }
}

static void an_interval_of_passives_alone_keeps_its_width(void **state)
{
    (void)state;
    double z = normal_critical_value(0.95);
    for (double count = 1; count < 1e12; count *= 3) {
        struct Distribution passives = of_counts(0, count, 0);
        /* q = 0 or -D, so D^2 n = z^2 |D| (1 - |D|). */
        assert_relative(score_upper(&passives, z), z * z / (count + z * z), 1e-3);
        assert_near(score_upper(&passives, z), z * z / (count + z * z), 1e-12);
        assert_near(score_lower(&passives, z), -z * z / (count + z * z), 1e-12);
    }
}

static void mirrored_counts_have_the_mirrored_interval(void **state)
{
    (void)state;
    struct Random random = {2};
    for (int i = 0; i < 20000; i++) {
        struct Distribution distribution = random_counts(&random, 1 << random_below(&random, 20));
        struct Distribution mirror = mirrored(&distribution);
        double z = normal_critical_value(0.5 + 0.49 * random_unit(&random));
        assert_true(score_lower(&mirror, z) == -score_upper(&distribution, z));
        assert_true(score_upper(&mirror, z) == -score_lower(&distribution, z));
    }
}

static void more_confidence_makes_an_interval_wider(void **state)
{
    (void)state;
    struct Random random = {4};
    for (int i = 0; i < 5000; i++) {
        struct Distribution distribution = random_counts(&random, 2000);
        double confidence = 0.05 + 0.8 * random_unit(&random);
        double less = normal_critical_value(confidence);
        double more = normal_critical_value(confidence + 0.1);
        bool lower_is_end = distribution.amount[DETRACTOR] == distribution.total;
        bool upper_is_end = distribution.amount[PROMOTER] == distribution.total;
        assert_true(lower_is_end ||
                    score_lower(&distribution, more) < score_lower(&distribution, less));
        assert_true(upper_is_end ||
                    score_upper(&distribution, more) > score_upper(&distribution, less));
    }
}

static void more_answers_make_an_interval_narrower(void **state)
{
    (void)state;
    double z = normal_critical_value(0.95);
    double previous = 2;
    for (double factor = 1; factor < 1e9; factor *= 2) {
        struct Distribution distribution = of_counts(25 * factor, 35 * factor, 40 * factor);
        double width = score_upper(&distribution, z) - score_lower(&distribution, z);
        assert_true(width < previous);
        previous = width;
    }
}

/* With that many answers the interval is Wald's, up to terms of the size of 1 / n. */
static void huge_counts_have_the_normal_interval(void **state)
{
    (void)state;
    struct Random random = {12};
    double z = normal_critical_value(0.95);
    for (int i = 0; i < 500; i++) {
        struct Distribution distribution =
            of_counts(1e12 * (0.1 + random_unit(&random)), 1e12 * (0.1 + random_unit(&random)),
                      1e12 * (0.1 + random_unit(&random)));
        double estimate = distribution_score(&distribution);
        double half_width = z * distribution_standard_error(&distribution);
        assert_near(score_lower(&distribution, z), estimate - half_width, 2e-11);
        assert_near(score_upper(&distribution, z), estimate + half_width, 2e-11);
        assert_relative(score_upper(&distribution, z) - score_lower(&distribution, z),
                        2 * half_width, 1e-7);
    }
}

/* A promoter so light that it vanishes beside the detractors, and the other way. */
static void an_interval_of_all_but_rounding_is_that_of_all(void **state)
{
    (void)state;
    struct Distribution low = {.amount = {1e100, 0, 1e-150}, .square = {1e200, 0, 1e-300}};
    struct Distribution high = {.amount = {1e-150, 0, 1e100}, .square = {1e-300, 0, 1e200}};
    low.total = high.total = 1e100 + 1e-150;
    low.effective = high.effective = 2;
    low.total = nextafter(low.total, 0);
    high.total = nextafter(high.total, 0);
    assert_true(score_lower(&low, 1.96) == -1);
    assert_true(score_upper(&high, 1.96) == 1);
    assert_true(score_upper(&low, 1.96) > -1);
    assert_true(score_lower(&high, 1.96) < 1);
}

static void a_single_answer_has_an_interval(void **state)
{
    (void)state;
    double z = normal_critical_value(0.99);
    for (int category = 0; category < CATEGORY_COUNT; category++) {
        struct Distribution one =
            of_counts(category == DETRACTOR, category == PASSIVE, category == PROMOTER);
        assert_bounds_split(&one, z);
        assert_true(score_upper(&one, z) - score_lower(&one, z) > 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tango_intervals_agree_with_the_published_figures),
        cmocka_unit_test(tango_intervals_agree_with_the_digits_of_their_papers),
        cmocka_unit_test(the_statistic_at_a_bound_is_the_critical_value),
        cmocka_unit_test(fractional_counts_have_bounds_at_the_critical_value),
        cmocka_unit_test(weighted_counts_are_taken_at_their_effective_size),
        cmocka_unit_test(an_interval_holds_its_estimate_and_stays_on_the_scale),
        cmocka_unit_test(an_interval_is_exact_where_every_answer_is_extreme),
        cmocka_unit_test(an_interval_of_passives_alone_keeps_its_width),
        cmocka_unit_test(mirrored_counts_have_the_mirrored_interval),
        cmocka_unit_test(more_confidence_makes_an_interval_wider),
        cmocka_unit_test(more_answers_make_an_interval_narrower),
        cmocka_unit_test(huge_counts_have_the_normal_interval),
        cmocka_unit_test(an_interval_of_all_but_rounding_is_that_of_all),
        cmocka_unit_test(a_single_answer_has_an_interval),
    };
    return cmocka_run_group_tests_name("interval", tests, NULL, NULL);
}
