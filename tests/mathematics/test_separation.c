/* Data in which some combination of predictors never contradicts the outcomes. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support/rows.h"

static double side_of(const double *row)
{
    return row[0] > 0 ? 1 : -1;
}

/*
 * Whether a direction exists that contradicts no outcome, for rows of two small whole predictors
 * that have full rank: such directions are then a pointed cone, whose edges are at right angles to
 * two of the rows. All of it is exact.
 */
static int is_separated_by_brute_force(const struct Data *data)
{
    for (int64_t i = 0; i < data->count; i++) {
        for (int64_t j = 0; j < i; j++) {
            const double *a = data->rows + 3 * i;
            const double *b = data->rows + 3 * j;
            double edge[3] = {a[1] * b[2] - a[2] * b[1], a[2] - b[2], b[1] - a[1]};
            double lowest = INFINITY;
            double highest = -INFINITY;
            for (int64_t k = 0; k < data->count; k++) {
                const double *c = data->rows + 3 * k;
                double move = side_of(c) * (edge[0] + edge[1] * c[1] + edge[2] * c[2]);
                lowest = fmin(lowest, move);
                highest = fmax(highest, move);
            }
            if ((lowest == 0 && highest > 0) || (highest == 0 && lowest < 0)) {
                return 1;
            }
        }
    }
    return 0;
}

static void separation_is_what_brute_force_finds(void **state)
{
    static const double ridges[] = {0, 1e-6, 0.001, 1, 50};
    struct Random random = {25};
    (void)state;
    int separated = 0;
    int trials = 0;
    while (trials < 1500) {
        struct Data data = {.predictors = 2};
        int rows = 4 + random_below(&random, 12);
        int range = 2 + random_below(&random, 6);
        int noise = random_below(&random, 4);
        for (int i = 0; i < rows; i++) {
            int x = random_below(&random, range);
            int y = random_below(&random, range);
            int yes = x + y + random_below(&random, noise + 1) > range;
            add_row(&data, (double[]){yes, x, y});
        }
        struct Result result = fit_data(&data, 0.001);
        if (result.fit.fitted && !result.fit.collinear) {
            int expected = is_separated_by_brute_force(&data);
            for (int k = 0; k < 5; k++) {
                result = fit_data(&data, ridges[k]);
                if (result.fit.separated != expected) {
                    fail_msg("trial %d, ridge %g: %d instead of %d", trials, ridges[k],
                             result.fit.separated, expected);
                }
                assert_int_equal(result.fit.converged, !(expected && ridges[k] == 0));
                assert_true(isfinite(result.fit.intercept));
            }
            separated += expected;
            trials++;
        }
        free(data.rows);
    }
    assert_in_range(separated, trials / 10, trials * 9 / 10);
}

static void separated_data_with_a_ridge_give_what_r_gives(void **state)
{
    /* The iteration above with X <- matrix(1:8), y <- rep(0:1, each = 4), lambda <- 0.001. */
    (void)state;
    struct Data data = {.predictors = 1};
    for (int i = 1; i <= 8; i++) {
        add_row(&data, (double[]){i > 4, i});
    }
    struct Result result = fit_data(&data, 0.001);
    assert_true(result.fit.separated && result.fit.converged);
    assert_near(result.fit.intercept, -29.915054273811, 1e-6);
    assert_near(result.fit.coefficients[0], 6.647789838625, 1e-6);
    assert_near(result.fit.errors[0], 6.705973816428, 1e-6);
    assert_near(result.area, 1, 0);
    free(data.rows);
}

/* A mark that only customers of one kind have: common, and easily missed among many rows. */
static void a_rare_mark_without_advocates_separates(void **state)
{
    struct Random random = {26};
    (void)state;
    struct Data data = random_data(&random, 3000, 3);
    for (int64_t i = 0; i < data.count; i++) {
        double *row = data.rows + 4 * i;
        row[3] = i % 100 == 0;
        if (row[3] > 0) {
            row[0] = 0;
        }
    }
    assert_true(fit_data(&data, 0.001).fit.separated);
    assert_true(fit_data(&data, 0).fit.separated);
    data.rows[0] = 1;
    assert_false(fit_data(&data, 0.001).fit.separated);
    struct Result result = fit_data(&data, 0);
    assert_true(result.fit.converged && !result.fit.separated);
    assert_score_equations(&data, &result.fit, 0);
    free(data.rows);
}

/*
 * Newton's steps are long on the way to such data's maximum, but it has one. From a hundred million
 * times the spread of the others on, it may not be found, and that is said.
 */
static void one_value_far_away_does_not_separate(void **state)
{
    struct Random random = {27};
    (void)state;
    for (double far = 1e2; far < 1e12; far *= 10) {
        struct Data data = {.predictors = 1};
        for (int i = 0; i < 100; i++) {
            double x = random_unit(&random);
            add_row(&data, (double[]){random_unit(&random) < x, x});
        }
        add_row(&data, (double[]){1, far});
        struct Result result = fit_data(&data, 0);
        assert_false(result.fit.separated || fit_data(&data, 1e-6).fit.separated);
        assert_true(isfinite(result.fit.intercept) && isfinite(result.fit.coefficients[0]));
        assert_true(result.fit.converged || far > 1e7);
        if (result.fit.converged) {
            assert_true(result.fit.coefficients[0] > 1);
            assert_score_equations(&data, &result.fit, 0);
        }
        free(data.rows);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(separation_is_what_brute_force_finds),
        cmocka_unit_test(separated_data_with_a_ridge_give_what_r_gives),
        cmocka_unit_test(a_rare_mark_without_advocates_separates),
        cmocka_unit_test(one_value_far_away_does_not_separate),
    };
    return cmocka_run_group_tests_name("separation", tests, NULL, NULL);
}
