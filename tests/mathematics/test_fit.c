/* What the fits of all purchase models share, on a likelihood with a known maximum. */
#include <math.h>

#include "mathematics/fit.h"
#include "support/check.h"

static const struct WeightedRow row = {.T = 1, .weight = 400};

/* An exponential rate over its logarithm; at the maximum it is 1 / mean. A second variable is 1. */
static void evaluate_rate(const void *data, const double *point, struct Curve *curve)
{
    const double mean = *(const double *)data;
    const double moved = exp(point[0]) * mean;
    *curve = (struct Curve){
        point[0] - moved - point[1] * point[1] / 2, {1 - moved, -point[1]}, {{-moved, 0}, {0, -1}}};
}

static const double starts[][MOST_VARIABLES] = {{1, 2}, {50, 0.1}};

static struct Fit fit_rate(double mean, double *parameters)
{
    const struct WeightedRows rows = {&row, 1, row.weight};
    const struct Problem problem = {.parameters = 2,
                                    .scaled = 0,
                                    .scale = 1 / mean,
                                    .starts = starts,
                                    .start_count = 2,
                                    .evaluate = evaluate_rate,
                                    .data = &mean,
                                    .rows = &rows};
    struct Fit fit;
    fit_parameters(&problem, parameters, &fit);
    return fit;
}

/* The standard error of a rate from n observations is r / sqrt(n). */
static void the_maximum_and_its_errors_are_found_in_every_unit(void **state)
{
    (void)state;
    static const double means[] = {1e-8, 1.0 / 3, 1, 1e6};
    for (size_t i = 0; i < sizeof means / sizeof *means; i++) {
        double parameters[MOST_VARIABLES] = {0};
        struct Fit fit = fit_rate(means[i], parameters);
        assert_true(fit.optimum.converged);
        assert_relative(parameters[0], 1 / means[i], 1e-7);
        assert_relative(parameters[1], 1, 1e-7);
        assert_relative(fit.standard_errors[0], 1 / means[i] / 20, 1e-6);
        assert_relative(fit.log_likelihood, 400 * (-log(means[i]) - 1), 1e-9);
    }
}

static void where_the_likelihood_has_no_maximum_errors_are_unknown(void **state)
{
    (void)state;
    double mean = 0;
    double parameters[MOST_VARIABLES] = {0};
    const struct WeightedRows rows = {&row, 1, row.weight};
    const struct Problem problem = {.parameters = 2,
                                    .scale = 1,
                                    .starts = starts,
                                    .start_count = 2,
                                    .evaluate = evaluate_rate,
                                    .data = &mean,
                                    .rows = &rows};
    struct Fit fit;
    fit_parameters(&problem, parameters, &fit);
    assert_true(fit.optimum.boundary);
    assert_true(isnan(fit.standard_errors[0]));
}

static bool always(void *host)
{
    ++*(int *)host;
    return true;
}

static void whoever_is_asked_can_stop_it(void **state)
{
    (void)state;
    double mean = 1;
    int asked = 0;
    double parameters[MOST_VARIABLES] = {0};
    struct Interruption interruption = {
        .is_wanted = always, .host = &asked, .work = WORK_BETWEEN_QUESTIONS};
    const struct WeightedRows rows = {&row, 1, row.weight, &interruption};
    const struct Problem problem = {.parameters = 2,
                                    .scale = 1,
                                    .starts = starts,
                                    .start_count = 2,
                                    .evaluate = evaluate_rate,
                                    .data = &mean,
                                    .rows = &rows};
    struct Fit fit;
    fit_parameters(&problem, parameters, &fit);
    assert_true(fit.optimum.interrupted);
    assert_int_equal(asked, 1);
}

static void a_curve_becomes_a_mean_with_the_whole_hessian(void **state)
{
    (void)state;
    struct Curve curve = {8, {4, 2}, {{6, 10}, {0, 2}}};
    finish_curve(&curve, 2, 2);
    assert_near(curve.value, 4, 0);
    assert_near(curve.gradient[1], 1, 0);
    assert_near(curve.hessian[0][1], 5, 0);
    assert_near(curve.hessian[1][0], 5, 0);
    assert_near(curve.hessian[1][1], 1, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_maximum_and_its_errors_are_found_in_every_unit),
        cmocka_unit_test(where_the_likelihood_has_no_maximum_errors_are_unknown),
        cmocka_unit_test(whoever_is_asked_can_stop_it),
        cmocka_unit_test(a_curve_becomes_a_mean_with_the_whole_hessian),
    };
    return cmocka_run_group_tests_name("fit", tests, NULL, NULL);
}
