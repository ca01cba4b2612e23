/* How long contracts last: the published groups of 1000 customers, and the Beta integral itself. */
#include <math.h>

#include "mathematics/sbg.h"
#include "support/check.h"

/* The mean of f over Beta(a, b), by the midpoint rule in u of p = u^3: no end is infinite then. */
static double mean_over_beta(double a, double b, double (*f)(double p, double t), double t)
{
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < 200000; i++) {
        double u = (i + 0.5) / 200000;
        double p = u * u * u;
        double density = 3 * u * u * pow(p, a - 1) * pow(1 - p, b - 1);
        sum += density * f(p, t);
        weight += density;
    }
    return sum / weight;
}

static double stays(double p, double t)
{
    return pow(1 - p, t);
}

static void survival_is_the_mean_over_customers(void **state)
{
    (void)state;
    static const double parameters[][2] = {{0.668, 3.806}, {0.704, 1.182}, {2, 3}, {5, 1.5}};
    for (size_t k = 0; k < sizeof parameters / sizeof parameters[0]; k++) {
        double a = parameters[k][0];
        double b = parameters[k][1];
        struct Sbg model = {{a, b}};
        for (int t = 0; t <= 12; t += 3) {
            assert_relative(sbg_survival(&model, t), mean_over_beta(a, b, stays, t), 1e-5);
        }
    }
}

static void retention_is_the_survival_of_a_period_over_that_before(void **state)
{
    (void)state;
    struct Random random = {2007};
    for (int i = 0; i < 1000; i++) {
        struct Sbg model = {
            {random_magnitude(&random, 1e-3, 1e3), random_magnitude(&random, 1e-3, 1e3)}};
        double t = 1 + floor(random_magnitude(&random, 1, 100));
        double before = sbg_survival(&model, t - 1);
        assert_true(before >= 0 && before <= 1);
        assert_true(fabs(sbg_survival(&model, t) - before * sbg_retention(&model, t)) <= 1e-12);
    }
}

/* Survivors of 1000 at the ends of seven years (Fader and Hardie 2007, table 1). */
static void fit_survivors(const double survivors[8], struct Sbg *model, struct Fit *fit)
{
    struct WeightedRow rows[8];
    for (int year = 1; year <= 7; year++) {
        rows[year - 1] = (struct WeightedRow){
            .x = year, .t_x = 1, .weight = survivors[year - 1] - survivors[year]};
    }
    rows[7] = (struct WeightedRow){.x = 7, .t_x = 0, .weight = survivors[7]};
    struct WeightedRows sample = {rows, 8, 1000};
    sbg_fit(&sample, model, fit);
}

static void published_groups_have_the_published_parameters(void **state)
{
    (void)state;
    static const double high[] = {1000, 869, 743, 653, 593, 551, 517, 491};
    static const double regular[] = {1000, 631, 468, 382, 326, 289, 262, 241};
    struct Sbg model;
    struct Fit fit;
    fit_survivors(high, &model, &fit);
    assert_int_equal(fit.identification, IDENTIFIED);
    assert_relative(model.parameters[SBG_A], 0.668087568581, 3e-6);
    assert_relative(model.parameters[SBG_B], 3.806089207, 3e-6);
    assert_relative(fit.log_likelihood, -1611.158147, 1e-9);
    fit_survivors(regular, &model, &fit);
    assert_relative(model.parameters[SBG_A], 0.704077019731, 3e-6);
    assert_relative(model.parameters[SBG_B], 1.182042442, 3e-6);
    assert_relative(fit.log_likelihood, -1680.265188, 1e-9);
}

static void who_never_left_or_has_just_come_says_nothing(void **state)
{
    (void)state;
    struct WeightedRow rows[] = {{.x = 3, .t_x = 0, .weight = 5}, {.x = 1, .t_x = 0, .weight = 5}};
    struct WeightedRows sample = {rows, 2, 10};
    struct Sbg model;
    struct Fit fit;
    sbg_fit(&sample, &model, &fit);
    assert_int_equal(fit.identification, NOBODY_LEFT);
    rows[0].x = 0;
    rows[1].x = 0;
    sbg_fit(&sample, &model, &fit);
    assert_int_equal(fit.identification, NO_PERIOD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(survival_is_the_mean_over_customers),
        cmocka_unit_test(retention_is_the_survival_of_a_period_over_that_before),
        cmocka_unit_test(published_groups_have_the_published_parameters),
        cmocka_unit_test(who_never_left_or_has_just_come_says_nothing),
    };
    return cmocka_run_group_tests_name("contracts", tests, NULL, NULL);
}
