/* Johnson's relative weights: figures on R's own data, properties, and how often limits hold. */
#include <math.h>

#include "mathematics/normal.h"
#include "mathematics/relative_weights.h"
#include "support/check.h"

/* R's mtcars: mpg, cyl, disp, hp, gear. */
static const double mtcars[32][5] = {
    {21, 6, 160, 110, 4},     {21, 6, 160, 110, 4},     {22.8, 4, 108, 93, 4},
    {21.4, 6, 258, 110, 3},   {18.7, 8, 360, 175, 3},   {18.1, 6, 225, 105, 3},
    {14.3, 8, 360, 245, 3},   {24.4, 4, 146.7, 62, 4},  {22.8, 4, 140.8, 95, 4},
    {19.2, 6, 167.6, 123, 4}, {17.8, 6, 167.6, 123, 4}, {16.4, 8, 275.8, 180, 3},
    {17.3, 8, 275.8, 180, 3}, {15.2, 8, 275.8, 180, 3}, {10.4, 8, 472, 205, 3},
    {10.4, 8, 460, 215, 3},   {14.7, 8, 440, 230, 3},   {32.4, 4, 78.7, 66, 4},
    {30.4, 4, 75.7, 52, 4},   {33.9, 4, 71.1, 65, 4},   {21.5, 4, 120.1, 97, 3},
    {15.5, 8, 318, 150, 3},   {15.2, 8, 304, 150, 3},   {13.3, 8, 350, 245, 3},
    {19.2, 8, 400, 175, 3},   {27.3, 4, 79, 66, 4},     {26, 4, 120.3, 91, 5},
    {30.4, 4, 95.1, 113, 5},  {15.8, 8, 351, 264, 5},   {19.7, 6, 145, 175, 5},
    {15, 8, 301, 335, 5},     {21.4, 4, 121, 109, 4},
};

/* R's attitude: rating, complaints, privileges, learning, raises, critical, advance. */
static const double attitude[30][7] = {
    {43, 51, 30, 39, 61, 92, 45}, {63, 64, 51, 54, 63, 73, 47}, {71, 70, 68, 69, 76, 86, 48},
    {61, 63, 45, 47, 54, 84, 35}, {81, 78, 56, 66, 71, 83, 47}, {43, 55, 49, 44, 54, 49, 34},
    {58, 67, 42, 56, 66, 68, 35}, {71, 75, 50, 55, 70, 66, 41}, {72, 82, 72, 67, 71, 83, 31},
    {67, 61, 45, 47, 62, 80, 41}, {64, 53, 53, 58, 58, 67, 34}, {67, 60, 47, 39, 59, 74, 41},
    {69, 62, 57, 42, 55, 63, 25}, {68, 83, 83, 45, 59, 77, 35}, {77, 77, 54, 72, 79, 77, 46},
    {81, 90, 50, 72, 60, 54, 36}, {74, 85, 64, 69, 79, 79, 63}, {65, 60, 65, 75, 55, 80, 60},
    {65, 70, 46, 57, 75, 85, 46}, {50, 58, 68, 54, 64, 78, 52}, {50, 40, 33, 34, 43, 64, 33},
    {64, 61, 52, 62, 66, 80, 41}, {53, 66, 52, 50, 63, 80, 37}, {40, 37, 42, 58, 50, 57, 49},
    {63, 54, 42, 48, 66, 75, 33}, {66, 77, 66, 63, 88, 76, 72}, {78, 75, 58, 74, 80, 78, 49},
    {48, 57, 44, 45, 51, 83, 38}, {85, 85, 71, 71, 77, 74, 55}, {82, 82, 39, 59, 64, 78, 39},
};

static void the_figures_of_mtcars_and_attitude_come_out(void **state)
{
    (void)state;
    struct JointMoments moments = {0};
    struct RelativeWeights found;
    for (int i = 0; i < 32; i++) {
        joint_moments_add(&moments, 5, mtcars[i]);
    }
    relative_weights(&moments, 4, &found);
    const double cars[] = {0.2284797259282, 0.2221468705400, 0.2321744392994, 0.0963886032154};
    assert_near(found.r2, 0.779189638983, 1e-12);
    for (int i = 0; i < 4; i++) {
        assert_near(found.weights[i], cars[i], 1e-13);
    }
    moments = (struct JointMoments){0};
    for (int i = 0; i < 30; i++) {
        joint_moments_add(&moments, 7, attitude[i]);
    }
    relative_weights(&moments, 6, &found);
    const double survey[] = {0.36276019965813, 0.05600227877885, 0.16361091075053,
                             0.12178039968822, 0.00825546649644, 0.02019273715898};
    assert_near(found.r2, 0.732601992531, 1e-12);
    for (int i = 0; i < 6; i++) {
        assert_near(found.weights[i], survey[i], 1e-14);
    }
}

/* A row of an outcome of which driver i explains the more, the larger i, and that all share. */
static void random_row(struct Random *random, int drivers, double *row)
{
    double common = random_unit(random) + random_unit(random) + random_unit(random);
    row[0] = 2 * random_unit(random);
    for (int i = 1; i <= drivers; i++) {
        row[i] = common + 1.5 * (random_unit(random) + random_unit(random));
        row[0] += 0.1 * i * row[i];
    }
}

static void weights_add_up_and_stay_where_units_change(void **state)
{
    (void)state;
    struct Random random = {2000};
    for (int drivers = 1; drivers <= MOST_PREDICTORS; drivers++) {
        struct JointMoments moments = {0};
        struct JointMoments in_other_units = {0};
        for (int i = 0; i < 100; i++) {
            double row[MOST_COLUMNS];
            random_row(&random, drivers, row);
            joint_moments_add(&moments, drivers + 1, row);
            for (int column = 0; column <= drivers; column++) {
                row[column] = (column % 2 ? -1e6 : 1e-3) * row[column] + 7;
            }
            joint_moments_add(&in_other_units, drivers + 1, row);
        }
        struct RelativeWeights found;
        struct RelativeWeights again;
        relative_weights(&moments, drivers, &found);
        relative_weights(&in_other_units, drivers, &again);
        double sum = 0;
        for (int i = 0; i < drivers; i++) {
            sum += found.weights[i];
            assert_true(found.weights[i] >= 0);
            assert_near(again.weights[i], found.weights[i], 1e-9);
        }
        assert_near(sum, found.r2, 1e-12);
        assert_true(found.r2 <= 1 + 1e-12);
    }
}

static void drivers_that_say_the_same_share_and_a_constant_one_has_nothing(void **state)
{
    (void)state;
    struct Random random = {7};
    struct JointMoments moments = {0};
    struct JointMoments alone = {0};
    struct RelativeWeights found;
    struct RelativeWeights single;
    for (int i = 0; i < 200; i++) {
        double row[4];
        random_row(&random, 1, row);
        joint_moments_add(&alone, 2, row);
        row[2] = row[1];
        row[3] = 4;
        joint_moments_add(&moments, 4, row);
    }
    relative_weights(&moments, 3, &found);
    relative_weights(&alone, 1, &single);
    assert_near(found.r2, single.r2, 1e-12);
    assert_near(found.weights[0], single.weights[0] / 2, 1e-12);
    assert_near(found.weights[1], single.weights[0] / 2, 1e-12);
    assert_true(found.weights[2] == 0);
    assert_true(found.shares[2] == 0);
    assert_true(isnan(found.correlations[2]));
}

static void without_variation_nothing_is_known(void **state)
{
    (void)state;
    struct RelativeWeights found;
    struct ShareLimits limits;
    struct JointMoments groups[JACKKNIFE_GROUPS] = {{0}};
    struct JointMoments nothing = {0};
    relative_weights(&nothing, 2, &found);
    assert_true(isnan(found.r2) && isnan(found.weights[0]) && isnan(found.shares[1]));
    relative_weight_limits(groups, 2, 1.96, &limits);
    assert_true(isnan(limits.lower[0]) && isnan(limits.upper[1]));
    for (int i = 0; i < 100; i++) {
        const double row[] = {5, i % 3, i % 7};
        joint_moments_add(&groups[i % JACKKNIFE_GROUPS], 3, row);
        joint_moments_add(&nothing, 3, row);
    }
    relative_weights(&nothing, 2, &found);
    assert_true(isnan(found.r2) && isnan(found.correlations[0]));
    relative_weight_limits(groups, 2, 1.96, &limits);
    assert_true(isnan(limits.lower[0]));
}

/* The shares of the population are those of all samples together, which are 120,000 rows. */
static void limits_hold_the_share_of_the_population_as_often_as_promised(void **state)
{
    (void)state;
    enum { SAMPLES = 400, ROWS = 300, DRIVERS = 4 };
    struct Random random = {1974};
    static struct ShareLimits limits[SAMPLES];
    struct JointMoments all = {0};
    for (int sample = 0; sample < SAMPLES; sample++) {
        struct JointMoments groups[JACKKNIFE_GROUPS] = {{0}};
        for (int i = 0; i < ROWS; i++) {
            double row[DRIVERS + 1];
            random_row(&random, DRIVERS, row);
            joint_moments_add(&groups[i % JACKKNIFE_GROUPS], DRIVERS + 1, row);
            joint_moments_add(&all, DRIVERS + 1, row);
        }
        relative_weight_limits(groups, DRIVERS, normal_critical_value(0.95), &limits[sample]);
    }
    struct RelativeWeights truth;
    relative_weights(&all, DRIVERS, &truth);
    int held = 0;
    for (int sample = 0; sample < SAMPLES; sample++) {
        for (int i = 0; i < DRIVERS; i++) {
            held += limits[sample].lower[i] <= truth.shares[i] &&
                    truth.shares[i] <= limits[sample].upper[i];
        }
    }
    double coverage = held / (double)(SAMPLES * DRIVERS);
    assert_true(coverage > 0.93 && coverage < 0.97);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_figures_of_mtcars_and_attitude_come_out),
        cmocka_unit_test(weights_add_up_and_stay_where_units_change),
        cmocka_unit_test(drivers_that_say_the_same_share_and_a_constant_one_has_nothing),
        cmocka_unit_test(without_variation_nothing_is_known),
        cmocka_unit_test(limits_hold_the_share_of_the_population_as_often_as_promised),
    };
    return cmocka_run_group_tests_name("relative weights", tests, NULL, NULL);
}
