/* Answers in clusters: the linearised variance against fractions worked out by hand, and
 * properties. */
#include <math.h>

#include "mathematics/clusters.h"
#include "mathematics/normal.h"
#include "mathematics/student.h"
#include "support/check.h"

/*
 * Clusters (1, 1, 0), (-1, -1), (1), (0, 1, 1, 1): ten answers, mean 2/5, distances 4/5, -14/5,
 * 3/5, 7/5, squares 54/5; 4/3 * 54/5 / 100 = 18/125. One answer varies by 4/5 - 4/25 = 16/25, so
 * the ten are worth 16/25 / (18/125) = 40/9 and the design effect is 9/4.
 */
static void four_clusters_by_hand(void **state)
{
    (void)state;
    struct Clusters clusters = {0, 0};
    clusters_add(&clusters, 3, 2, 0.4);
    clusters_add(&clusters, 2, -2, 0.4);
    clusters_add(&clusters, 1, 1, 0.4);
    clusters_add(&clusters, 4, 3, 0.4);
    assert_near(clusters_variance(&clusters, 10), 18.0 / 125, 1e-15);
    struct EffectiveSize size = clusters_effective(&clusters, 10, 10, 16.0 / 25);
    assert_near(size.answers, 40.0 / 9, 1e-14);
    assert_near(size.design_effect, 9.0 / 4, 1e-14);
    assert_near(size.degrees, 3, 0);
    double z = normal_critical_value(0.95);
    double t = 3.182446305284263; /* of three degrees */
    assert_near(clusters_interval_size(&size, 10, z), 40.0 / 9 * (z / t) * (z / t), 1e-12);
}

/* m = n, n / (n - 1) apart. */
static void clusters_of_one_answer_are_strangers(void **state)
{
    (void)state;
    struct Random random = {1998};
    for (int i = 0; i < 500; i++) {
        int count = 2 + random_below(&random, 200);
        double values[202];
        double sum = 0;
        double squares = 0;
        for (int j = 0; j < count; j++) {
            values[j] = random_below(&random, 3) - 1;
            sum += values[j];
            squares += values[j] * values[j];
        }
        double mean = sum / count;
        double variance = squares / count - mean * mean;
        struct Clusters clusters = {0, 0};
        for (int j = 0; j < count; j++) {
            clusters_add(&clusters, 1, values[j], mean);
        }
        if (variance > 1e-9) {
            struct EffectiveSize size = clusters_effective(&clusters, count, count, variance);
            assert_relative(size.answers, count - 1, 1e-9);
        }
    }
}

static void one_cluster_says_nothing(void **state)
{
    (void)state;
    struct Clusters clusters = {0, 0};
    clusters_add(&clusters, 5, 3, 0.6);
    assert_true(isnan(clusters_variance(&clusters, 5)));
    assert_true(isnan(clusters_effective(&clusters, 5, 5, 0.5).answers));
}

static void answers_that_are_all_the_same_count_once_for_each_cluster(void **state)
{
    (void)state;
    struct Clusters clusters = {0, 0};
    for (int i = 0; i < 7; i++) {
        clusters_add(&clusters, 10, 10, 1);
    }
    assert_near(clusters_effective(&clusters, 70, 70, 0).answers, 7, 0);
}

static void an_interval_never_counts_on_more_answers_than_there_are(void **state)
{
    (void)state;
    struct Clusters clusters = {0, 0};
    for (int i = 0; i < 50; i++) {
        clusters_add(&clusters, 2, 0, 0); /* one promoter and one detractor in each */
    }
    struct EffectiveSize size = clusters_effective(&clusters, 100, 100, 1);
    assert_true(clusters_interval_size(&size, 100, 1.96) <= 100);
}

/* Posts (a, b) = (1, 10), (3, 20), (2, 30): R = 1/10, residuals 0, 1, -1; sqrt(3/2 * 2) / 60. */
static void the_error_of_a_ratio_by_hand(void **state)
{
    (void)state;
    assert_near(ratio_standard_error(2, 3, 60), sqrt(3) / 60, 1e-16);
    assert_true(isnan(ratio_standard_error(0, 1, 60)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(four_clusters_by_hand),
        cmocka_unit_test(clusters_of_one_answer_are_strangers),
        cmocka_unit_test(one_cluster_says_nothing),
        cmocka_unit_test(answers_that_are_all_the_same_count_once_for_each_cluster),
        cmocka_unit_test(an_interval_never_counts_on_more_answers_than_there_are),
        cmocka_unit_test(the_error_of_a_ratio_by_hand),
    };
    return cmocka_run_group_tests_name("clusters", tests, NULL, NULL);
}
