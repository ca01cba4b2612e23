/*
 * The mathematics of purchases: special functions, expectations, likelihoods and their derivatives,
 * quantiles, sums of money.
 */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "mathematics/bgnbd.h"
#include "mathematics/expectation.h"
#include "mathematics/gamma_gamma.h"
#include "mathematics/quantile.h"
#include "mathematics/revenue.h"
#include "mathematics/special.h"
#include "support/check.h"

/* Special functions. */

static void log_gamma_of_a_whole_number_is_a_logarithm_of_a_factorial(void **state)
{
    (void)state;
    double sum = 0;
    for (int n = 1; n < 200; n++) {
        if (!(fabs(log_gamma(n) - sum) <= 4e-15 * (1 + sum))) {
            fail_msg("%d: expected %.17g, found %.17g", n, sum, log_gamma(n));
        }
        sum += log(n);
    }
}

static void special_functions_have_their_closed_forms(void **state)
{
    (void)state;
    const double pi = 3.14159265358979323846;
    assert_relative(log_gamma(0.5), log(pi) / 2, 1e-14);
    assert_relative(trigamma(1), pi * pi / 6, 1e-15);
    assert_relative(trigamma(0.5), pi * pi / 2, 1e-15);
    assert_relative(log_beta(3, 4), -log(60), 1e-15);
    assert_relative(log_beta(0.5, 0.5), log(pi), 1e-14);
    /* Between a whole number of steps, psi rises by a sum of reciprocals. */
    struct GammaRise rise = gamma_rise(0.25, 2);
    assert_relative(rise.value, log(0.25 * 1.25), 1e-15);
    assert_relative(rise.first, 1 / 0.25 + 1 / 1.25, 1e-15);
    assert_relative(rise.second, -1 / (0.25 * 0.25) - 1 / (1.25 * 1.25), 1e-15);
}

/* Against the sums that define them, also where ln Gamma itself has no digits left for these. */
static void a_rise_over_whole_steps_is_a_sum(void **state)
{
    (void)state;
    static const double bases[] = {6e-6, 0.243, 1, 2.5, 9.999, 10, 33, 1e4, 1.6e5, 1e9};
    for (size_t i = 0; i < sizeof bases / sizeof bases[0]; i++) {
        struct GammaRise sum = {0, 0, 0};
        for (int n = 0; n < 300; n++) {
            struct GammaRise rise = gamma_rise(bases[i], n);
            if (!(fabs(rise.value - sum.value) <= 1e-13 * (1 + fabs(sum.value)))) {
                fail_msg("x %g, n %d: %.17g, not %.17g", bases[i], n, rise.value, sum.value);
            }
            assert_relative(rise.first, sum.first, 1e-13);
            assert_relative(rise.second, sum.second, 1e-13);
            double next = bases[i] + n;
            sum.value += log(next);
            sum.first += 1 / next;
            sum.second -= 1 / (next * next);
        }
    }
}

/* Expectations. */

struct ReferenceRow {
    bool leaves_at_once;
    double r;
    double alpha;
    double a;
    double b;
    double x;
    double t_x;
    double T;
    double horizon;
    double expected;
};

static const struct ReferenceRow reference_rows[] = {
#include "mathematics/expectation_reference.h"
};

static double purchases_until(const struct Bgnbd *model, const struct History *history,
                              double horizon)
{
    struct Outlook outlook = {history->x, history->T, .periods = 1, .length = horizon};
    return bgnbd_alive(model, history) * bgnbd_purchases(model, &outlook);
}

static void all_four_expectations_agree_with_high_precision(void **state)
{
    (void)state;
    int forms[2][2] = {{0}};
    for (size_t i = 0; i < sizeof reference_rows / sizeof reference_rows[0]; i++) {
        const struct ReferenceRow *row = &reference_rows[i];
        struct Bgnbd model = {{row->r, row->alpha, row->a, row->b}, row->leaves_at_once};
        struct History history = {row->x, row->t_x, row->T};
        double found = purchases_until(&model, &history, row->horizon);
        if (!(fabs(found - row->expected) <= 1e-9 * row->expected)) {
            fail_msg("row %d of expectation_reference.h: %.17g, not %.17g (off by %.1e)",
                     (int)i + 1, found, row->expected, found / row->expected - 1);
        }
        forms[row->leaves_at_once][row->T > 0]++;
    }
    assert_true(forms[0][0] >= 100 && forms[0][1] >= 50 && forms[1][0] >= 100 && forms[1][1] >= 50);
}

static const struct Bgnbd published = {{0.243, 4.414, 0.793, 2.426}, false};
static const struct Bgnbd published_at_once = {{0.524843, 6.183086, 0.891359, 1.614002}, true};

static void published_expectations_come_out(void **state)
{
    (void)state;
    static const double newcomer[] = {.05326789117, .10338973976, .15086523089, .19606817243,
                                      .23928820028};
    struct History none = {0, 0, 0};
    for (int t = 1; t <= 5; t++) {
        assert_relative(purchases_until(&published, &none, t), newcomer[t - 1], 2e-10);
    }
    struct History history = {2, 30.43, 38.86};
    assert_relative(purchases_until(&published, &history, 39), 1.22602817, 5e-9);
    assert_relative(bgnbd_alive(&published, &history), .72657857, 1e-8);
    assert_relative(bgnbd_alive(&published, &(struct History){23, 39, 39}), .9685554542, 1e-9);
    assert_relative(purchases_until(&published, &(struct History){10, 35, 39}, 2), .3915692071,
                    1e-9);
    assert_relative(purchases_until(&published_at_once, &history, 39), 1.26266938, 5e-8);
    assert_relative(bgnbd_alive(&published_at_once, &history), .70612577, 5e-8);
    assert_relative(bgnbd_alive(&published_at_once, &(struct History){0, 0, 38.86}), .38971521,
                    5e-8);
    assert_true(bgnbd_alive(&published, &(struct History){0, 0, 38.86}) == 1);
    struct Bgnbd fitted = {{.242592907, 4.413531561, .792886148, 2.425753436}, false};
    assert_relative(purchases_until(&fitted, &none, 78), 1.857972, 3e-7);
}

/* On ordinary parameters both ways work, and neither knows of the other. */
static void series_and_quadrature_agree(void **state)
{
    (void)state;
    struct Random random = {7};
    for (int i = 0; i < 2000; i++) {
        struct Survivor survivor = {0.05 + 3 * random_unit(&random), 0.1 + 9 * random_unit(&random),
                                    0.05 + 20 * random_unit(&random), 1};
        double ratio = 0.01 + 5 * random_unit(&random);
        double expected;
        expected_purchases(&survivor, &ratio, 1, &expected);
        assert_relative(expectation_by_quadrature(&survivor, ratio), expected, 1e-10);
    }
}

/* 0 <= E(t) <= shape t / age, what a customer would buy who never leaves; E rises with t. */
static void expectations_are_bounded_and_rise(void **state)
{
    (void)state;
    static const double sizes[] = {1e-10, 6.2e-6, 0.03, 1, 7, 400, 1.6e5, 1e10};
    static const double horizons[] = {0, 1e-12, 1e-3, 0.5, 4, 60, 1e3, 1e7, 1e15, 1e60, 1e100};
    enum {
        SIZES = sizeof sizes / sizeof sizes[0],
        HORIZONS = sizeof horizons / sizeof horizons[0]
    };
    for (int i = 0; i < SIZES * SIZES * SIZES; i++) {
        struct Survivor survivor = {sizes[i % SIZES], sizes[i / SIZES % SIZES],
                                    sizes[i / SIZES / SIZES], 2};
        double expected[HORIZONS];
        expected_purchases(&survivor, horizons, HORIZONS, expected);
        assert_true(expected[0] == 0);
        for (int k = 1; k < HORIZONS; k++) {
            double most = survivor.shape * horizons[k] / survivor.age;
            bool is_sound = isfinite(expected[k]) && expected[k] > 0 &&
                            expected[k] <= most * (1 + 1e-5) &&
                            expected[k] >= expected[k - 1] * (1 - 1e-5);
            if (!is_sound) {
                fail_msg("leave %g, stay %g, shape %g, horizon %g: %.17g after %.17g",
                         survivor.leave, survivor.stay, survivor.shape, horizons[k], expected[k],
                         expected[k - 1]);
            }
        }
    }
}

static void periods_are_discounted_one_by_one(void **state)
{
    (void)state;
    struct Survivor survivor = {0.793, 4.426, 2.243, 43};
    double value = 0;
    double before = 0;
    for (int i = 1; i <= 30; i++) {
        double horizon = 4.345 * i;
        double expected;
        expected_purchases(&survivor, &horizon, 1, &expected);
        value += (expected - before) / pow(1.01, i);
        before = expected;
        assert_relative(discounted_purchases(&survivor, i, 4.345, 0.01), value, 1e-12);
        assert_relative(discounted_purchases(&survivor, i, 4.345, 0), expected, 1e-12);
    }
}

/* Likelihoods. */

static void published_likelihoods_come_out(void **state)
{
    (void)state;
    struct Bgnbd model = {{.25, 4, .8, 2.5}, false};
    struct WeightedRow rows[] = {{.T = 40, .weight = 1},
                                 {.x = 200, .t_x = 38, .T = 40, .weight = 1}};
    struct Curve curve;
    bgnbd_likelihood(&(struct WeightedRows){&rows[0], 1, 1}, &model, &curve);
    assert_relative(curve.value, -.5994738182, 1e-9);
    bgnbd_likelihood(&(struct WeightedRows){&rows[1], 1, 1}, &model, &curve);
    assert_relative(curve.value, 100.7956930927, 1e-11);
    /* x above what is tabulated goes another way, and joins without a step. */
    double before = 0;
    for (int x = 250; x < 262; x++) {
        rows[1].x = x;
        bgnbd_likelihood(&(struct WeightedRows){&rows[1], 1, 1}, &model, &curve);
        double direct = log_gamma(.25 + x) - log_gamma(.25) + log_gamma(3.3) + log_gamma(2.5 + x) -
                        log_gamma(2.5) - log_gamma(3.3 + x) + .25 * log(4) - (.25 + x) * log(44) +
                        log1p(.8 / (1.5 + x) * exp((.25 + x) * log(44 / 42.0)));
        assert_relative(curve.value, direct, 1e-12);
        assert_true(curve.value != before);
        before = curve.value;
    }
}

/* The published form of MBG/NBD, in plain gamma functions. */
static void the_likelihood_of_mbgnbd_is_the_published_one(void **state)
{
    (void)state;
    struct Random random = {3};
    for (int i = 0; i < 500; i++) {
        double r = 0.1 + 3 * random_unit(&random);
        double al = 0.5 + 20 * random_unit(&random);
        double a = 0.1 + 3 * random_unit(&random);
        double b = 0.1 + 5 * random_unit(&random);
        int x = i < 4 ? 254 + i : random_below(&random, 40); /* up to 255 is tabulated */
        double T = 40 * random_unit(&random);
        double t_x = x > 0 ? T * random_unit(&random) : 0;
        double expected = log_gamma(r + x) - log_gamma(r) + r * log(al) + log_gamma(a + b) +
                          log_gamma(b + x + 1) - log_gamma(b) - log_gamma(a + b + x + 1) -
                          (r + x) * log(al + T) +
                          log1p(a / (b + x) * exp((r + x) * log((al + T) / (al + t_x))));
        struct WeightedRow row = {.x = x, .t_x = t_x, .T = T, .weight = 2.5};
        struct Bgnbd model = {{r, al, a, b}, true};
        struct Curve curve;
        bgnbd_likelihood(&(struct WeightedRows){&row, 1, 2.5}, &model, &curve);
        if (!(fabs(curve.value - expected) < 1e-11 * (1 + fabs(expected)))) {
            fail_msg("%.17g, not %.17g", curve.value, expected);
        }
    }
}

static void the_likelihood_of_gamma_gamma_is_the_published_one(void **state)
{
    (void)state;
    struct Random random = {4};
    for (int i = 0; i < 500; i++) {
        double p = 0.1 + 9 * random_unit(&random);
        double q = 0.1 + 6 * random_unit(&random);
        double v = 0.1 + 30 * random_unit(&random);
        double x = i < 4 ? 254 + i : 1 + random_below(&random, 400);
        double m = 0.1 + 90 * random_unit(&random);
        double expected = log_gamma(p * x + q) - log_gamma(p * x) - log_gamma(q) + q * log(v) +
                          (p * x - 1) * log(m) + p * x * log(x) - (p * x + q) * log(x * m + v);
        struct WeightedRow row = {.x = x, .mean_spend = m, .weight = 3};
        struct GammaGamma model = {{p, q, v}};
        struct Curve curve;
        gamma_gamma_likelihood(&(struct WeightedRows){&row, 1, 3}, &model, &curve);
        if (!(fabs(curve.value - expected) < 1e-11 * (1 + p * x * log(x * m)))) {
            fail_msg("%.17g, not %.17g", curve.value, expected);
        }
    }
}

static void published_spends_come_out(void **state)
{
    (void)state;
    struct GammaGamma model = {{6.25, 3.74, 15.44}};
    assert_relative(gamma_gamma_spend(&model, 2, 40), 39.14042, 2e-7);
    assert_relative(gamma_gamma_spend(&model, 0, NAN), 6.25 * 15.44 / 2.74, 1e-15);
    struct GammaGamma without_mean = {{6.25, 0.9, 15.44}};
    assert_true(isnan(gamma_gamma_spend(&without_mean, 0, 1)));
    assert_true(gamma_gamma_spend(&without_mean, 1, 1) > 0);
}

#define RANDOM_ROWS 60

static struct WeightedRows random_rows(struct Random *random, bool is_spend,
                                       struct WeightedRow rows[RANDOM_ROWS])
{
    struct WeightedRows result = {rows, RANDOM_ROWS, 0};
    for (int i = 0; i < RANDOM_ROWS; i++) {
        double x = i % 20 == 19 ? 300 : random_below(random, 8) + (is_spend ? 1 : 0);
        double T = 50 * random_unit(random);
        double t_x = x > 0 ? T * random_unit(random) : 0;
        rows[i] =
            (struct WeightedRow){.x = x, .t_x = t_x, .T = T, .weight = 1 + random_below(random, 3)};
        if (is_spend) {
            rows[i].mean_spend = 0.01 + 99 * random_unit(random);
            rows[i].T = 0;
        }
        result.weight += rows[i].weight;
    }
    return result;
}

/* One model of three, as a function of the logarithms of its parameters. */
static void evaluate(int kind, const struct WeightedRows *rows, const double *point,
                     struct Curve *curve)
{
    if (kind == 2) {
        struct GammaGamma model = {{exp(point[0]), exp(point[1]), exp(point[2])}};
        gamma_gamma_likelihood(rows, &model, curve);
    } else {
        struct Bgnbd model = {{exp(point[0]), exp(point[1]), exp(point[2]), exp(point[3])},
                              kind == 1};
        bgnbd_likelihood(rows, &model, curve);
    }
}

static void derivatives_are_those_of_the_value(void **state)
{
    (void)state;
    const double step = 1e-5;
    struct Random random = {11};
    for (int kind = 0; kind < 3; kind++) {
        int variables = kind == 2 ? 3 : 4;
        for (int round = 0; round < 40; round++) {
            struct WeightedRow storage[RANDOM_ROWS];
            struct WeightedRows rows = random_rows(&random, kind == 2, storage);
            double point[MOST_VARIABLES];
            for (int i = 0; i < variables; i++) {
                point[i] = 6 * random_unit(&random) - 3;
            }
            struct Curve here;
            evaluate(kind, &rows, point, &here);
            for (int i = 0; i < variables; i++) {
                struct Curve above;
                struct Curve below;
                double middle = point[i];
                point[i] = middle + step;
                evaluate(kind, &rows, point, &above);
                point[i] = middle - step;
                evaluate(kind, &rows, point, &below);
                point[i] = middle;
                double slope = (above.value - below.value) / (2 * step);
                double scale = 1e-7 * (1 + fabs(here.value));
                if (!(fabs(slope - here.gradient[i]) < scale)) {
                    fail_msg("model %d, gradient %d: %g, not %g", kind, i, here.gradient[i], slope);
                }
                for (int j = 0; j < variables; j++) {
                    double curvature = (above.gradient[j] - below.gradient[j]) / (2 * step);
                    if (!(fabs(curvature - here.hessian[i][j]) < scale)) {
                        fail_msg("model %d, Hessian %d %d: %g, not %g", kind, i, j,
                                 here.hessian[i][j], curvature);
                    }
                }
            }
        }
    }
}

static void a_fit_does_not_depend_on_the_unit_of_time(void **state)
{
    (void)state;
    struct Random random = {21};
    struct WeightedRow weeks[RANDOM_ROWS];
    struct WeightedRow days[RANDOM_ROWS];
    struct WeightedRows rows = random_rows(&random, false, weeks);
    double purchases = 0;
    for (int i = 0; i < RANDOM_ROWS; i++) {
        days[i] = weeks[i];
        days[i].t_x *= 7;
        days[i].T *= 7;
        purchases += weeks[i].weight * weeks[i].x;
    }
    for (int at_once = 0; at_once < 2; at_once++) {
        struct Bgnbd by_week = {{0}, at_once};
        struct Bgnbd by_day = {{0}, at_once};
        struct Fit week_fit;
        struct Fit day_fit;
        bgnbd_fit(&rows, &by_week, &week_fit);
        bgnbd_fit(&(struct WeightedRows){days, rows.count, rows.weight}, &by_day, &day_fit);
        assert_relative(by_day.parameters[BGNBD_ALPHA], 7 * by_week.parameters[BGNBD_ALPHA], 1e-6);
        assert_relative(by_day.parameters[BGNBD_R], by_week.parameters[BGNBD_R], 1e-6);
        assert_relative(day_fit.log_likelihood, week_fit.log_likelihood - purchases * log(7),
                        1e-12);
    }
}

/* Quantiles. */

static int compare_doubles(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

static void cuts_are_the_quantiles_of_the_sorted_values(void **state)
{
    (void)state;
    struct Random random = {5};
    for (int round = 0; round < 2000; round++) {
        double values[60];
        double sorted[60];
        double cuts[20];
        int count = 1 + random_below(&random, 60);
        int bins = 2 + random_below(&random, 19);
        int different = 1 + random_below(&random, 60);
        for (int i = 0; i < count; i++) {
            values[i] = sorted[i] = random_below(&random, different) / 3.0 - 5;
        }
        qsort(sorted, (size_t)count, sizeof *sorted, compare_doubles);
        quantile_cuts(values, (size_t)count, bins, random_next(&random), NULL, cuts);
        for (int i = 1; i < bins; i++) {
            double place = (count - 1) * (double)i / bins;
            int low = (int)(place + 1e-9);
            double part = place - low;
            double upper = sorted[low + 1 < count ? low + 1 : low];
            double expected = sorted[low] + part * (upper - sorted[low]);
            assert_true(fabs(cuts[i - 1] - expected) < 1e-12);
        }
        for (int i = 0; i < count; i++) {
            int below = 0;
            for (int k = 0; k < bins - 1; k++) {
                below += cuts[k] < sorted[i];
            }
            assert_int_equal(quantile_bin(sorted[i], cuts, bins - 1), below + 1);
        }
    }
}

static void cuts_of_many_equal_values_take_no_longer(void **state)
{
    (void)state;
    enum { COUNT = 200000 };
    double *values = malloc(COUNT * sizeof *values);
    assert_non_null(values);
    for (int i = 0; i < COUNT; i++) {
        values[i] = i < 10 ? i : 7;
    }
    double cuts[4];
    quantile_cuts(values, COUNT, 5, 1, NULL, cuts);
    for (int i = 0; i < 4; i++) {
        assert_true(cuts[i] == 7);
    }
    free(values);
}

/* Sums of money. */

static struct Revenue revenue_of(const int64_t *amounts, int count)
{
    struct Revenue revenue = {0};
    for (int i = 0; i < count; i++) {
        struct Amount amount = whole_amount(amounts[i]);
        revenue_move(&revenue, &amount, &amount, false, +1);
    }
    return revenue;
}

static void whole_amounts_add_up_exactly_beyond_64_bits(void **state)
{
    (void)state;
    static const int64_t amounts[] = {INT64_MAX, INT64_MAX, INT64_MAX, 1,          INT64_MIN,
                                      INT64_MIN, INT64_MIN, -5,        4294967296, -4294967297};
    struct Revenue revenue = revenue_of(amounts, 10);
    /* 3 (2^63 - 1) + 1 - 3 2^63 - 5 - 1 */
    assert_true(exact_sum_value(&revenue.previous) == -8);
    assert_true(exact_sum_value(&revenue.retained) == -8);
}

static void a_customer_who_has_left_the_window_leaves_nothing_behind(void **state)
{
    (void)state;
    struct Random random = {9};
    struct Revenue revenue = {0};
    struct Amount amounts[200];
    for (int i = 0; i < 200; i++) {
        amounts[i] = i % 2 ? whole_amount((int64_t)random_next(&random))
                           : (struct Amount){random_magnitude(&random, 1e-30, 1e30), 0};
        amounts[i] = i % 5 ? amounts[i] : whole_amount(0);
    }
    for (int i = 0; i < 200; i++) {
        revenue_move(&revenue, &amounts[i], &amounts[199 - i], i % 3 == 0, +1);
    }
    for (int i = 0; i < 200; i++) {
        revenue_move(&revenue, &amounts[i], &amounts[199 - i], i % 3 == 0, -1);
    }
    struct EarnedGrowth growth;
    assert_false(earned_growth_of(&revenue, &growth));
    assert_int_equal(revenue.previous.count, 0);
    assert_int_equal(revenue.retained.count, 0);
    assert_int_equal(revenue.earned.count, 0);
    assert_int_equal(revenue.bought.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(log_gamma_of_a_whole_number_is_a_logarithm_of_a_factorial),
        cmocka_unit_test(special_functions_have_their_closed_forms),
        cmocka_unit_test(a_rise_over_whole_steps_is_a_sum),
        cmocka_unit_test(all_four_expectations_agree_with_high_precision),
        cmocka_unit_test(published_expectations_come_out),
        cmocka_unit_test(series_and_quadrature_agree),
        cmocka_unit_test(expectations_are_bounded_and_rise),
        cmocka_unit_test(periods_are_discounted_one_by_one),
        cmocka_unit_test(published_likelihoods_come_out),
        cmocka_unit_test(the_likelihood_of_mbgnbd_is_the_published_one),
        cmocka_unit_test(the_likelihood_of_gamma_gamma_is_the_published_one),
        cmocka_unit_test(published_spends_come_out),
        cmocka_unit_test(derivatives_are_those_of_the_value),
        cmocka_unit_test(a_fit_does_not_depend_on_the_unit_of_time),
        cmocka_unit_test(cuts_are_the_quantiles_of_the_sorted_values),
        cmocka_unit_test(cuts_of_many_equal_values_take_no_longer),
        cmocka_unit_test(whole_amounts_add_up_exactly_beyond_64_bits),
        cmocka_unit_test(a_customer_who_has_left_the_window_leaves_nothing_behind),
    };
    return cmocka_run_group_tests_name("purchase mathematics", tests, NULL, NULL);
}
