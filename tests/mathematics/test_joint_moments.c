/* Means and products in one pass, against two passes. */
#include <math.h>
#include <string.h>

#include "mathematics/joint_moments.h"
#include "support/check.h"

enum { ROWS = 500, COLUMNS = 4 };

static void fill_rows(struct Random *random, double offset, double rows[ROWS][COLUMNS])
{
    for (int i = 0; i < ROWS; i++) {
        double common = random_unit(random);
        for (int column = 0; column < COLUMNS; column++) {
            rows[i][column] = offset + common * column + random_unit(random);
        }
    }
}

static double product_in_two_passes(double rows[ROWS][COLUMNS], double offset, int a, int b)
{
    double mean_a = 0;
    double mean_b = 0;
    double sum = 0;
    for (int i = 0; i < ROWS; i++) {
        mean_a += (rows[i][a] - offset) / ROWS;
        mean_b += (rows[i][b] - offset) / ROWS;
    }
    for (int i = 0; i < ROWS; i++) {
        sum += (rows[i][a] - offset - mean_a) * (rows[i][b] - offset - mean_b);
    }
    return sum;
}

static void one_pass_is_as_good_as_two_also_far_from_zero(void **state)
{
    (void)state;
    const double offsets[] = {0, 1e6};
    for (int i = 0; i < 2; i++) {
        struct Random random = {1962};
        double rows[ROWS][COLUMNS];
        struct JointMoments moments = {0};
        fill_rows(&random, offsets[i], rows);
        for (int row = 0; row < ROWS; row++) {
            joint_moments_add(&moments, COLUMNS, rows[row]);
        }
        assert_int_equal(moments.rows, ROWS);
        for (int a = 0; a < COLUMNS; a++) {
            for (int b = 0; b <= a; b++) {
                assert_near(moments.products.at[a][b],
                            product_in_two_passes(rows, offsets[i], a, b), i ? 1e-6 : 1e-11);
            }
        }
    }
}

static void parts_put_together_are_the_whole(void **state)
{
    (void)state;
    struct Random random = {1983};
    double rows[ROWS][COLUMNS];
    struct JointMoments whole = {0};
    struct JointMoments parts[7] = {{0}};
    struct JointMoments together = {0};
    fill_rows(&random, 3, rows);
    for (int row = 0; row < ROWS; row++) {
        joint_moments_add(&whole, COLUMNS, rows[row]);
        /* The last part stays empty. */
        joint_moments_add(&parts[row * row % 6], COLUMNS, rows[row]);
    }
    for (int i = 0; i < 7; i++) {
        joint_moments_merge(&together, COLUMNS, &parts[i]);
    }
    assert_int_equal(together.rows, ROWS);
    for (int a = 0; a < COLUMNS; a++) {
        assert_near(together.means[a], whole.means[a], 1e-13);
        for (int b = 0; b <= a; b++) {
            assert_near(together.products.at[a][b], whole.products.at[a][b], 1e-10);
        }
    }
}

static void what_does_not_vary_is_constant_also_where_rounding_varies(void **state)
{
    (void)state;
    struct JointMoments moments = {0};
    for (int i = 0; i < 1000; i++) {
        const double row[] = {0.1, 1e15 + (i % 2) * 0.125, 1e-90 * i, 1e15 + i, 0};
        joint_moments_add(&moments, 5, row);
    }
    assert_true(joint_moments_is_constant(&moments, 0));
    assert_true(joint_moments_is_constant(&moments, 1));
    assert_false(joint_moments_is_constant(&moments, 2));
    assert_false(joint_moments_is_constant(&moments, 3));
    assert_true(joint_moments_is_constant(&moments, 4));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_pass_is_as_good_as_two_also_far_from_zero),
        cmocka_unit_test(parts_put_together_are_the_whole),
        cmocka_unit_test(what_does_not_vary_is_constant_also_where_rounding_varies),
    };
    return cmocka_run_group_tests_name("joint moments", tests, NULL, NULL);
}
