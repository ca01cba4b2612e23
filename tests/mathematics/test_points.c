/* The score in points: published and exact figures, and the nearest double for others. */
#include <math.h>

#include "mathematics/points.h"
#include "support/check.h"

static struct Tally tally_of(int64_t detractors, int64_t passives, int64_t promoters)
{
    struct Tally tally = {{0}};
    tally.rows[DETRACTOR] = detractors;
    tally.rows[PASSIVE] = passives;
    tally.rows[PROMOTER] = promoters;
    return tally;
}

/* Reichheld and Markey, The Ultimate Question 2.0: promoters less detractors, in percent. */
static void the_score_is_promoters_less_detractors_in_percent(void **state)
{
    (void)state;
    static const struct {
        int64_t detractors;
        int64_t passives;
        int64_t promoters;
        double points;
    } cases[] = {{15, 25, 60, 45}, {60, 25, 15, -45}, {1, 1, 3, 40}, {0, 1, 0, 0},
                 {0, 0, 7, 100},   {7, 0, 0, -100},   {1, 2, 5, 50}, {3, 10, 3, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct Tally tally = tally_of(cases[i].detractors, cases[i].passives, cases[i].promoters);
        struct Distribution distribution = distribution_of_tally(&tally);
        assert_true(points_of_tally(&tally) == cases[i].points);
        assert_true(points_of(&distribution) == cases[i].points);
    }
}

/* What a quotient leaves is a double: within half of the last digit, no other is nearer. */
static void assert_nearest(double quotient, double numerator, double denominator)
{
    double rest = fma(-quotient, denominator, numerator);
    double digit = nextafter(fabs(quotient), INFINITY) - fabs(quotient);
    assert_true(fabs(rest) <= denominator * digit / 2);
}

static void the_score_of_counts_is_the_nearest_double(void **state)
{
    (void)state;
    struct Random random = {11};
    for (int i = 0; i < 100000; i++) {
        int most = 1 << (1 + random_below(&random, 20));
        struct Tally tally = tally_of(random_below(&random, most), random_below(&random, most),
                                      1 + random_below(&random, most));
        struct Distribution distribution = distribution_of_tally(&tally);
        double net = (double)(tally.rows[PROMOTER] - tally.rows[DETRACTOR]);
        assert_nearest(points_of_tally(&tally), 100 * net, (double)tally_total(&tally));
        assert_true(points_of(&distribution) == points_of_tally(&tally));
    }
}

static void all_of_one_kind_are_exactly_100_whatever_they_weigh(void **state)
{
    (void)state;
    struct Random random = {12};
    for (int i = 0; i < 10000; i++) {
        double weight = random_magnitude(&random, 1e-150, 1e100);
        struct WeightTally promoters = {{0}};
        struct WeightTally detractors = {{0}};
        weight_tally_add(&promoters, PROMOTER, weight);
        weight_tally_add(&detractors, DETRACTOR, weight);
        struct Distribution best = distribution_of_weights(&promoters);
        struct Distribution worst = distribution_of_weights(&detractors);
        assert_true(points_of(&best) == 100);
        assert_true(points_of(&worst) == -100);
    }
}

static void what_is_gained_is_the_difference_of_the_scores(void **state)
{
    (void)state;
    struct Random random = {13};
    for (int i = 0; i < 10000; i++) {
        int64_t kept[CATEGORY_COUNT];
        for (int j = 0; j < CATEGORY_COUNT; j++) {
            kept[j] = random_below(&random, 50);
        }
        int64_t moved = 1 + random_below(&random, 50);
        struct Tally before = tally_of(kept[0] + moved, kept[1], kept[2]);
        struct Tally after = tally_of(kept[0], kept[1], kept[2] + moved);
        double expected = points_of_tally(&after) - points_of_tally(&before);
        assert_near(points_gained(&before, &after), expected, 1e-12);
        assert_true(points_gained(&before, &before) == 0);
    }
    struct Tally worst = tally_of(3, 0, 0);
    struct Tally best = tally_of(0, 0, 3);
    assert_true(points_gained(&worst, &best) == 200);
}

static void the_margin_is_half_of_the_way_between_the_limits(void **state)
{
    (void)state;
    struct Interval interval = {-0.25, 0.5};
    assert_true(points_margin(&interval) == 37.5);
    struct Tally tally = tally_of(15, 25, 60);
    struct Distribution distribution = distribution_of_tally(&tally);
    struct Interval score = score_interval(&distribution, 1.96);
    assert_true(score.lower == score_lower(&distribution, 1.96));
    assert_true(score.upper == score_upper(&distribution, 1.96));
    assert_near(points_margin(&score), 50 * (score.upper - score.lower), 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_score_is_promoters_less_detractors_in_percent),
        cmocka_unit_test(the_score_of_counts_is_the_nearest_double),
        cmocka_unit_test(all_of_one_kind_are_exactly_100_whatever_they_weigh),
        cmocka_unit_test(what_is_gained_is_the_difference_of_the_scores),
        cmocka_unit_test(the_margin_is_half_of_the_way_between_the_limits),
    };
    return cmocka_run_group_tests_name("points", tests, NULL, NULL);
}
