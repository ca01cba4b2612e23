/* Totals of predictions and their limits, against probabilities of every number of purchases. */
#include <math.h>

#include "mathematics/expectation.h"
#include "mathematics/forecast.h"
#include "support/check.h"

/*
 * E[Y (Y - 1)] at this rate and probability to leave, summed over P(Y = y) as Fader, Hardie and Lee
 * (2005, equation 7) have it.
 */
static double pairs_of(double rate, double leave, double t)
{
    double mean = rate * t;
    double poisson = exp(-mean);
    double below = 0; /* P(fewer than y) of the purchases without leaving */
    double stayed = 1;
    double sum = 0;
    for (int y = 0; y < 200; y++) {
        double left = y > 0 ? leave * stayed / (1 - leave) * (1 - below) : 0;
        sum += y * (y - 1.0) * (stayed * poisson + left);
        below += poisson;
        poisson *= mean / (y + 1);
        stayed *= 1 - leave;
    }
    return sum;
}

static double pairs_by_sums(const struct Survivor *survivor, double t)
{
    double sum = 0;
    double weights = 0;
    double highest = (survivor->shape + 12 * sqrt(survivor->shape) + 12) / survivor->age;
    for (int i = 0; i < 400; i++) {
        double rate = highest * (i + 0.5) / 400;
        double density = pow(rate, survivor->shape - 1) * exp(-survivor->age * rate);
        for (int j = 0; j < 400; j++) {
            double p = (j + 0.5) / 400;
            double weight = density * pow(p, survivor->leave - 1) * pow(1 - p, survivor->stay - 1);
            sum += weight * pairs_of(rate, p, t);
            weights += weight;
        }
    }
    return sum / weights;
}

static void pairs_of_purchases_are_those_of_the_probabilities(void **state)
{
    (void)state;
    static const struct Survivor survivors[] = {
        {3, 4, 2, 10}, {2.5, 6, 4, 30}, {6, 3, 3.5, 5}, {4, 9, 8, 40}};
    for (size_t i = 0; i < sizeof survivors / sizeof survivors[0]; i++) {
        assert_relative(expected_pairs(&survivors[i], 20), pairs_by_sums(&survivors[i], 20), 5e-4);
    }
    assert_relative(expected_pairs(&survivors[0], 0) + 1, 1, 1e-15);
}

static void pairs_are_finite_and_fit_the_mean_everywhere(void **state)
{
    (void)state;
    struct Random random = {2008};
    for (int i = 0; i < 2000; i++) {
        struct Survivor survivor = {
            random_magnitude(&random, 1e-3, 1e4), random_magnitude(&random, 1e-3, 1e4),
            random_magnitude(&random, 1e-3, 1e3), random_magnitude(&random, 1e-3, 1e3)};
        double t = random_magnitude(&random, 1e-3, 1e3);
        double mean;
        expected_purchases(&survivor, &t, 1, &mean);
        double pairs = expected_pairs(&survivor, t);
        /* A variance is not negative, and Y is a whole number. */
        assert_true(pairs >= 0 && pairs < INFINITY);
        assert_true(pairs + mean - mean * mean >= -1e-9 * (mean + mean * mean));
    }
}

/* The mean of ((alpha + T) / (alpha + T + p t))^(r + x) over Beta(a, b + x), by midpoints. */
static double survival_by_sums(const struct Bgnbd *model, const struct History *history, double t)
{
    double age = model->parameters[BGNBD_ALPHA] + history->T;
    double sum = 0;
    double weights = 0;
    for (int i = 0; i < 100000; i++) {
        double p = (i + 0.5) / 100000;
        double weight = pow(p, model->parameters[BGNBD_A] - 1) *
                        pow(1 - p, model->parameters[BGNBD_B] + history->x - 1);
        sum += weight * pow(age / (age + p * t), model->parameters[BGNBD_R] + history->x);
        weights += weight;
    }
    return sum / weights * bgnbd_alive(model, history);
}

static void survival_is_the_mean_over_who_may_leave(void **state)
{
    (void)state;
    static const struct Bgnbd models[] = {{{0.243, 4.414, 1.793, 2.426}, false},
                                          {{2, 10, 3, 4}, false}};
    static const struct History histories[] = {{2, 30.43, 38.86}, {0, 0, 38.86}, {9, 35, 39}};
    for (int i = 0; i < 6; i++) {
        const struct Bgnbd *model = &models[i / 3];
        const struct History *history = &histories[i % 3];
        double before = bgnbd_alive(model, history);
        assert_relative(bgnbd_survival(model, history, 0), before, 1e-12);
        for (int k = 0; k < 4; k++) {
            static const double times[] = {1, 10, 100, 1000};
            double t = times[k];
            double found = bgnbd_survival(model, history, t);
            assert_relative(found, survival_by_sums(model, history, t), 1e-6);
            assert_true(found < before);
            before = found;
        }
    }
}

static const struct ForecastModel published = {
    .purchases = {{0.243, 4.414, 0.793, 2.426}, false},
    .purchase_covariance = {{1.6e-4, 0, 0, 0}, {0, 0.143, 0, 0}, {0, 0, 0.034, 0}, {0, 0, 0, 0.5}},
    .has_spend = true,
    .spend = {{6.25, 3.74, 15.44}},
    .spend_covariance = {{1, 0, 0, 0}, {0, 0.07, 0, 0}, {0, 0, 4, 0}, {0, 0, 0, 0}},
};

static const struct ForecastRow customers[] = {
    {{0, 0, 38.86}, 0, 0}, {{2, 30.43, 38.86}, 0, 22.35}, {{7, 35, 38.86}, 0, 40}};

static void totals_are_sums_of_the_predictions(void **state)
{
    (void)state;
    struct Forecast forecast = {{0}, {0}};
    double purchases = 0;
    double revenue = 0;
    add_forecast(&published, customers, 3, 39, NULL, &forecast);
    for (int i = 0; i < 3; i++) {
        const struct History *history = &customers[i].history;
        struct Outlook outlook = {history->x, history->T, .periods = 1, .length = 39};
        double each = bgnbd_alive(&published.purchases, history) *
                      bgnbd_purchases(&published.purchases, &outlook);
        purchases += each;
        revenue += each * gamma_gamma_spend(&published.spend, history->x, customers[i].mean_spend);
    }
    assert_relative(forecast.purchases.expected, purchases, 1e-12);
    assert_relative(forecast.revenue.expected, revenue, 1e-12);
}

/* A thousand alike vary a thousand times as much, by their parameters a million times. */
static void variances_add_up_over_customers(void **state)
{
    (void)state;
    struct Forecast one = {{0}, {0}};
    struct Forecast many = {{0}, {0}};
    struct ForecastRow rows[1000];
    for (int i = 0; i < 1000; i++) {
        rows[i] = customers[1];
    }
    add_forecast(&published, &customers[1], 1, 39, NULL, &one);
    add_forecast(&published, rows, 1000, 39, NULL, &many);
    assert_relative(many.purchases.count_variance, 1e3 * one.purchases.count_variance, 1e-10);
    assert_relative(many.revenue.count_variance, 1e3 * one.revenue.count_variance, 1e-10);
    assert_relative(many.purchases.parameter_variance, 1e6 * one.purchases.parameter_variance,
                    1e-6);
    assert_relative(many.revenue.parameter_variance, 1e6 * one.revenue.parameter_variance, 1e-6);
    /* More than the Poisson variance: customers differ, and leave. */
    assert_true(one.purchases.count_variance > one.purchases.expected);
}

static void limits_hold_the_total_and_want_both_variances(void **state)
{
    (void)state;
    double lower;
    double upper;
    struct ForecastTotal total = {100, 64, 36};
    forecast_limits(&total, 0.95, &lower, &upper);
    assert_true(lower < 100 - 18 && lower > 100 - 22 && upper > 100 + 18 && upper < 100 + 22);
    struct ForecastTotal certain = {100, 64, 0};
    forecast_limits(&certain, 0.95, &lower, &upper);
    assert_relative(upper - 100, 1.959963984540054 * 8, 1e-12);
    struct ForecastTotal unknown = {100, 64, NAN};
    forecast_limits(&unknown, 0.95, &lower, &upper);
    assert_true(isnan(lower) && isnan(upper));
    struct ForecastTotal none = {0, 0, 0};
    forecast_limits(&none, 0.95, &lower, &upper);
    assert_true(lower == 0 && upper == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pairs_of_purchases_are_those_of_the_probabilities),
        cmocka_unit_test(pairs_are_finite_and_fit_the_mean_everywhere),
        cmocka_unit_test(survival_is_the_mean_over_who_may_leave),
        cmocka_unit_test(totals_are_sums_of_the_predictions),
        cmocka_unit_test(variances_add_up_over_customers),
        cmocka_unit_test(limits_hold_the_total_and_want_both_variances),
    };
    return cmocka_run_group_tests_name("totals", tests, NULL, NULL);
}
