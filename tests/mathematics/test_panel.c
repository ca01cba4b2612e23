/* The change of a panel: McNemar's test, Tango's published limits, and simulation of what it
 * promises. */
#include <math.h>
#include <string.h>

#include "mathematics/normal.h"
#include "mathematics/panel.h"
#include "support/check.h"
#include "support/counts.h"

typedef int64_t Pairs[CATEGORY_COUNT][CATEGORY_COUNT];

static struct Comparison compare(Pairs pairs, double z)
{
    return compare_panel((const int64_t(*)[CATEGORY_COUNT])pairs, z);
}

/*
 * Tango 1998, table VII: 32 pairs, 3 changed one way and 9 the other; McNemar's statistic is
 * (9 - 3) / sqrt(12).
 */
static void changes_by_one_are_mcnemar_s_test_with_tango_s_limits(void **state)
{
    (void)state;
    Pairs pairs = {{5, 9, 0}, {0, 15, 0}, {0, 3, 0}};
    struct Comparison found = compare(pairs, normal_critical_value(0.95));
    assert_near(found.z, 6 / sqrt(12), 1e-15);
    assert_near(found.p_value, erfc(6 / sqrt(24)), 1e-15);
    assert_near(found.interval.lower, -0.027090464504, 1e-11);
    assert_near(found.interval.upper, 0.389697487139, 1e-11);
    assert_near(found.standard_error, sqrt((12.0 / 32 - 36.0 / 1024) / 32), 1e-15);
}

static void a_change_by_two_weighs_as_much_as_it_says(void **state)
{
    (void)state;
    Pairs pairs = {{10, 2, 3}, {1, 20, 4}, {1, 0, 30}};
    /* Sum of changes 2 + 6 - 1 + 4 - 2 = 9, of squares 2 + 12 + 1 + 4 + 4 = 23. */
    assert_near(compare(pairs, 1.96).z, 9 / sqrt(23), 1e-15);
}

static void a_panel_that_stays_the_same_keeps_a_width(void **state)
{
    (void)state;
    Pairs pairs = {{30, 0, 0}, {0, 40, 0}, {0, 0, 30}};
    struct Comparison found = compare(pairs, normal_critical_value(0.95));
    assert_true(found.z == 0 && found.p_value == 1);
    assert_near(found.interval.upper, 0.036993498207, 1e-11); /* of 0, 100, 0 */
    assert_near(found.interval.lower, -0.036993498207, 1e-11);
}

static void the_limits_stay_on_the_scale_hold_the_change_and_agree_with_the_test(void **state)
{
    (void)state;
    struct Random random = {1947};
    double z = normal_critical_value(0.95);
    for (int i = 0; i < 20000; i++) {
        Pairs pairs;
        double total = 0;
        double sum = 0;
        double squares = 0;
        for (int j = 0; j < 9; j++) {
            pairs[j / 3][j % 3] = random_below(&random, i % 3 ? 12 : 2);
            double change = j % 3 - j / 3;
            total += (double)pairs[j / 3][j % 3];
            sum += change * (double)pairs[j / 3][j % 3];
            squares += change * change * (double)pairs[j / 3][j % 3];
        }
        if (total == 0) {
            continue;
        }
        struct Comparison found = compare(pairs, z);
        assert_true(found.interval.lower >= -2 && found.interval.upper <= 2);
        assert_true(found.interval.lower <= sum / total + 1e-12);
        assert_true(found.interval.upper >= sum / total - 1e-12);
        bool holds_zero = found.interval.lower <= 0 && 0 <= found.interval.upper;
        if (squares <= total && fabs(fabs(found.z) - z) > 1e-9) {
            assert_true(holds_zero == (fabs(found.z) < z));
        }
    }
}

static void all_who_change_by_two_leave_a_width_below(void **state)
{
    (void)state;
    Pairs pairs = {{0, 0, 40}, {0, 0, 0}, {0, 0, 0}};
    struct Comparison found = compare(pairs, 1.96);
    assert_true(found.interval.upper == 2);
    assert_true(found.interval.lower < 1.95 && found.interval.lower > 1);
    Pairs few = {{0, 0, 2}, {0, 0, 0}, {0, 0, 0}};
    found = compare(few, 1.96);
    assert_true(found.interval.lower == -2 && found.interval.upper == 2);
}

/* Panels of 30 of whom so many stay and the others answer anew, 4,000 of each. */
static void simulated_panels_are_covered_as_promised(void **state)
{
    (void)state;
    static const double stays[] = {0.95, 0.8, 0.3};
    struct Random random = {1998};
    double z = normal_critical_value(0.95);
    for (int i = 0; i < 3; i++) {
        int covered = 0;
        int alarms = 0;
        for (int sample = 0; sample < 4000; sample++) {
            Pairs pairs;
            memset(pairs, 0, sizeof pairs);
            for (int j = 0; j < 30; j++) {
                double first = random_unit(&random);
                double second = random_unit(&random) < stays[i] ? first : random_unit(&random);
                pairs[(first > 0.2) + (first > 0.5)][(second > 0.2) + (second > 0.5)]++;
            }
            struct Comparison found = compare(pairs, z);
            covered += found.interval.lower <= 0 && 0 <= found.interval.upper;
            alarms += found.p_value < 0.05;
        }
        assert_in_range(covered, (int)(0.936 * 4000), 4000);
        assert_in_range(alarms, 0, (int)(0.064 * 4000));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_by_one_are_mcnemar_s_test_with_tango_s_limits),
        cmocka_unit_test(a_change_by_two_weighs_as_much_as_it_says),
        cmocka_unit_test(a_panel_that_stays_the_same_keeps_a_width),
        cmocka_unit_test(the_limits_stay_on_the_scale_hold_the_change_and_agree_with_the_test),
        cmocka_unit_test(all_who_change_by_two_leave_a_width_below),
        cmocka_unit_test(simulated_panels_are_covered_as_promised),
    };
    return cmocka_run_group_tests_name("panel", tests, NULL, NULL);
}
