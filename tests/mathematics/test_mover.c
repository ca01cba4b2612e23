/* The difference of two scores: the formula written out, its inversion, and exact enumeration. */
#include <math.h>

#include "mathematics/mover.h"
#include "mathematics/normal.h"
#include "support/check.h"
#include "support/counts.h"

static struct TwoSamples random_samples(struct Random *random, int limit)
{
    return (struct TwoSamples){random_counts(random, limit), random_counts(random, limit),
                               2 * random_unit(random) - 1};
}

/*
 * Agresti and Min's data in interval.c's tests and Tango's of table VII: their limits, 0.95, are
 * published; the rest is the formula of the header.
 */
static void the_limits_combine_the_published_ones_of_both_scores(void **state)
{
    (void)state;
    struct TwoSamples samples = {of_counts(8, 62, 16), of_counts(3, 20, 9), 0};
    double m1 = 8.0 / 86;
    double l1 = -0.019658922719;
    double u1 = 0.206910770622;
    double m2 = 6.0 / 32;
    double l2 = -0.027090464504;
    double u2 = 0.389697487139;
    struct Interval found = samples_interval(&samples, normal_critical_value(0.95));
    assert_near(found.lower, m2 - m1 - hypot(m2 - l2, u1 - m1), 1e-10);
    assert_near(found.upper, m2 - m1 + hypot(u2 - m2, m1 - l1), 1e-10);
    samples.correlation = 0.6;
    found = samples_interval(&samples, normal_critical_value(0.95));
    double a = m2 - l2;
    double b = u1 - m1;
    assert_near(found.lower, m2 - m1 - sqrt(a * a + b * b - 1.2 * a * b), 1e-10);
}

static void the_limits_hold_the_difference_and_stay_on_its_scale(void **state)
{
    (void)state;
    struct Random random = {2008};
    for (int i = 0; i < 20000; i++) {
        struct TwoSamples samples = random_samples(&random, i % 2 ? 8 : 3000);
        double difference = samples_difference(&samples);
        struct Interval found = samples_interval(&samples, 0.1 + 4 * random_unit(&random));
        assert_true(found.lower <= difference && difference <= found.upper);
        assert_true(found.lower >= -2 && found.upper <= 2);
    }
}

static void at_the_critical_value_that_the_test_finds_a_limit_is_zero(void **state)
{
    (void)state;
    struct Random random = {1998};
    for (int i = 0; i < 5000; i++) {
        struct TwoSamples samples = random_samples(&random, i % 2 ? 20 : 2000);
        struct Comparison found = compare_samples(&samples, 1.96);
        if (found.z == 0 || fabs(found.z) >= 39) {
            continue;
        }
        struct Interval at_z = samples_interval(&samples, fabs(found.z));
        assert_near(found.z > 0 ? at_z.lower : at_z.upper, 0, 1e-9);
        assert_true((found.p_value < 0.05) == (fabs(found.z) > normal_critical_value(0.95)));
    }
}

static void samples_turned_around_change_the_sign(void **state)
{
    (void)state;
    struct Random random = {3};
    for (int i = 0; i < 3000; i++) {
        struct TwoSamples samples = random_samples(&random, 500);
        struct TwoSamples turned = {samples.second, samples.first, samples.correlation};
        struct Comparison there = compare_samples(&samples, 1.5);
        struct Comparison back = compare_samples(&turned, 1.5);
        assert_near(there.z, -back.z, 1e-9);
        assert_near(there.interval.lower, -back.interval.upper, 1e-12);
        assert_near(there.standard_error, back.standard_error, 1e-14);
    }
}

static void samples_that_answer_alike_do_not_differ(void **state)
{
    (void)state;
    struct TwoSamples samples = {of_counts(0, 0, 1), of_counts(0, 0, 1), 0};
    struct Comparison found = compare_samples(&samples, 1.96);
    assert_true(found.z == 0 && !signbit(found.z) && found.p_value == 1);
    assert_true(found.interval.lower == -found.interval.upper && found.interval.upper > 0);
}

static void a_difference_beyond_chance_is_certain(void **state)
{
    (void)state;
    struct TwoSamples samples = {of_counts(1e6, 0, 0), of_counts(0, 0, 1e6), 0};
    struct Comparison found = compare_samples(&samples, 1.96);
    assert_true(found.z == 40);
    assert_true(found.p_value < 1e-300);
}

/* The probability of these counts of 12 answers when each category has this chance. */
static double chance_of(const int counts[3], const double chances[3])
{
    double chance = tgamma(13);
    for (int i = 0; i < 3; i++) {
        chance *= pow(chances[i], counts[i]) / tgamma(counts[i] + 1.0);
    }
    return chance;
}

/* All 91 results of 12 answers, in both samples: the sum of the chances of those that cover. */
static double exact_coverage(const double first[3], const double second[3], double critical_value)
{
    double difference = second[2] - second[0] - first[2] + first[0];
    double covered = 0;
    for (int i = 0; i < 91 * 91; i++) {
        int counts[2][3];
        for (int side = 0; side < 2; side++) {
            int left = side ? i % 91 : i / 91;
            int detractors = 0;
            while (left > 12 - detractors) {
                left -= 13 - detractors++;
            }
            counts[side][0] = detractors;
            counts[side][1] = left;
            counts[side][2] = 12 - detractors - left;
        }
        struct TwoSamples samples = {of_counts(counts[0][0], counts[0][1], counts[0][2]),
                                     of_counts(counts[1][0], counts[1][1], counts[1][2]), 0};
        struct Interval found = samples_interval(&samples, critical_value);
        if (found.lower <= difference + 1e-12 && difference - 1e-12 <= found.upper) {
            covered += chance_of(counts[0], first) * chance_of(counts[1], second);
        }
    }
    return covered;
}

static void twelve_answers_each_are_covered_as_promised(void **state)
{
    (void)state;
    static const double chances[3][3] = {{0.2, 0.3, 0.5}, {0.05, 0.15, 0.8}, {0.5, 0.3, 0.2}};
    double z = normal_critical_value(0.95);
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
            double coverage = exact_coverage(chances[i], chances[j], z);
            assert_in_range((int)(1000 * coverage), 920, 1000);
            sum += coverage;
        }
    }
    assert_in_range((int)(1000 * sum / 9), 940, 970);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_limits_combine_the_published_ones_of_both_scores),
        cmocka_unit_test(the_limits_hold_the_difference_and_stay_on_its_scale),
        cmocka_unit_test(at_the_critical_value_that_the_test_finds_a_limit_is_zero),
        cmocka_unit_test(samples_turned_around_change_the_sign),
        cmocka_unit_test(samples_that_answer_alike_do_not_differ),
        cmocka_unit_test(a_difference_beyond_chance_is_certain),
        cmocka_unit_test(twelve_answers_each_are_covered_as_promised),
    };
    return cmocka_run_group_tests_name("mover", tests, NULL, NULL);
}
