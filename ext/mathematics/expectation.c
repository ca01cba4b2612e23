#include "mathematics/expectation.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

#include "mathematics/special.h"

/*
 * The series. With z = horizon / (age + horizon), e = leave - 1, C = leave + stay - 1 and
 * B = C - shape,
 *
 *     E = C phi - (1 - z)^e S,   phi = (1 - (1 - z)^e) / e,   S = u_1 + u_2 + ...
 *     u_1 = B z,   u_{j+1} = u_j (e + j) (B + j) / ((C + j) (j + 1)) z,
 *
 * which is the published hypergeometric form after Euler's transformation, without its pole at
 * leave = 1. Terms are added in blocks: the factors of a block, whose divisions take longer than
 * all the rest, do not depend on z and serve several horizons.
 */
#define LANES 4
#define BLOCK 8
#define MOST_TERMS 1024

/* How much of the value rounding may cost before the series is not used. */
#define MOST_SERIES_ERROR 1e-11

struct PurchaseSeries {
    double z;
    double term;
    double sum;
    double magnitude; /* the sum of the terms without their signs */
    bool is_complete;
};

/* factor[i] makes of the term u_{j + i} the next one, but for z. */
static void find_series_factors(const struct Survivor *survivor, double j, double factor[BLOCK])
{
    double e = survivor->leave - 1;
    double c = e + survivor->stay;
    double b = c - survivor->shape;
    for (int i = 0; i < BLOCK; i++) {
        double n = j + i;
        factor[i] = (e + n) * (b + n) / ((c + n) * (n + 1));
    }
}

/*
 * Adds the next terms, and sees whether all that is left is lost in rounding: after a block, the
 * ratio of two terms is as good as monotone, with the limit z.
 */
static void add_series_block(struct PurchaseSeries *series, const double factor[BLOCK])
{
    double term = series->term;
    double before = term;
    double sum = series->sum;
    double magnitude = series->magnitude;
    for (int i = 0; i < BLOCK; i++) {
        before = term;
        term *= factor[i] * series->z;
        sum += term;
        magnitude += fabs(term);
    }
    series->term = term;
    series->sum = sum;
    series->magnitude = magnitude;
    double last = fabs(term);
    double little = 0.5 * DBL_EPSILON * magnitude;
    series->is_complete = last * series->z <= little * (1 - series->z) &&
                          last * last <= little * (fabs(before) - last);
}

static void sum_series(const struct Survivor *survivor, const double *ratio, int count,
                       struct PurchaseSeries *series)
{
    double b = survivor->leave - 1 + survivor->stay - survivor->shape;
    for (int k = 0; k < count; k++) {
        double z = ratio[k] / (1 + ratio[k]);
        series[k] = (struct PurchaseSeries){z, b * z, b * z, fabs(b * z), false};
    }
    bool is_complete = false;
    for (int j = 1; j < MOST_TERMS && !is_complete; j += BLOCK) {
        double factor[BLOCK];
        find_series_factors(survivor, j, factor);
        is_complete = true;
        for (int k = 0; k < count; k++) {
            if (!series[k].is_complete) {
                add_series_block(&series[k], factor);
                is_complete = is_complete && series[k].is_complete;
            }
        }
    }
}

/* The expectation from its series; false when rounding has eaten too much of it. */
static bool value_of_series(const struct Survivor *survivor, const struct PurchaseSeries *series,
                            double ratio, double *expected)
{
    double e = survivor->leave - 1;
    double c = e + survivor->stay;
    double log_rest = -log1p(ratio); /* ln(1 - z) */
    double growth = expm1(e * log_rest);
    double power = growth > -0.5 ? 1 + growth : exp(e * log_rest);
    double head = c * (e == 0 ? -log_rest : -growth / e);
    *expected = head - power * series->sum;
    double lost = 4 * DBL_EPSILON * (fabs(head) + power * series->magnitude);
    return series->is_complete && lost <= MOST_SERIES_ERROR * *expected;
}

/*
 * Quadrature, where the series is slow (a horizon of many ages) or cancels (a parameter near the
 * end of its range). Over the probability p that a purchase is the last,
 *
 *     E = integral of (1 - (1 + p ratio)^-shape) / p over the density of p,
 *
 * and with y = ln(p / (1 - p)) the integrand is positive, log-concave and analytic around the real
 * axis, so that the trapezoid rule converges exponentially (Trefethen and Weideman 2014). Beyond
 * `left` and `right` it is an exponential in y to the last digit, and the rule's nodes there add up
 * to a geometric series.
 */
struct Integrand {
    double leave;
    double stay;
    double shape;
    double log_ratio;
    double log_beta;
    double left;
    double right;
    bool of_pairs; /* the integrand of expected_pairs() instead, which has the same tails */
};

/* e^-37 is less than half of the last digit of 1. */
#define DIGITS 37.0
#define WIDEST_STEP 0.25
#define STEPS_PER_DEVIATION 2.0

/* ln p and ln(1 - p), each to its own last digit. */
struct LeaveLogOdds {
    double p;
    double rest;
};

static struct LeaveLogOdds leave_log_odds(double y)
{
    if (y < 0) {
        double rest = -log1p(exp(y));
        return (struct LeaveLogOdds){y + rest, rest};
    }
    double p = -log1p(exp(-y));
    return (struct LeaveLogOdds){p, p - y};
}

/* Below, the difference is lost in rounding, and its first term is right to as many digits. */
#define FIRST_TERM_ONLY 1e-5

static double pairs_value(const struct Integrand *f, struct LeaveLogOdds odds)
{
    double u = exp(f->log_ratio + odds.p);
    double mean = f->shape * u / (1 + u);
    double power = f->shape * log1p(u);
    double both = power < FIRST_TERM_ONLY ? 0.5 * f->shape * (f->shape + 1) * u * u
                                          : -expm1(-power) - mean * exp(-power);
    return 2 * both * exp((f->leave - 2) * odds.p + (f->stay + 1) * odds.rest - f->log_beta);
}

static double integrand_value(const struct Integrand *f, double y)
{
    struct LeaveLogOdds odds = leave_log_odds(y);
    if (f->of_pairs) {
        return pairs_value(f, odds);
    }
    double times = log1p(exp(f->log_ratio + odds.p));
    return -expm1(-f->shape * times) *
           exp((f->leave - 1) * odds.p + f->stay * odds.rest - f->log_beta);
}

/* Its logarithm rises at y exactly if this is above 0. */
static double integrand_slope(const struct Integrand *f, double y)
{
    double u = exp(f->log_ratio + leave_log_odds(y).p);
    double elasticity = f->shape * (u / (1 + u)) / expm1(f->shape * log1p(u));
    return f->leave - 1 + elasticity - f->stay * exp(y);
}

static double integrand_peak(const struct Integrand *f)
{
    double low = f->left;
    double high = f->right;
    for (int i = 0; i < 30; i++) {
        double middle = low + (high - low) / 2;
        if (integrand_slope(f, middle) > 0) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

/*
 * The nodes on one side of the peak, up to `end` and beyond, where they decay at this rate. That
 * they are log-concave bounds what is left of them.
 */
static double sum_side(const struct Integrand *f, double peak, double step, double end, double rate)
{
    double before = integrand_value(f, peak);
    double sum = 0;
    for (int i = 1; fabs(i * step) < fabs(end - peak); i++) {
        double value = integrand_value(f, peak + i * step);
        sum += value;
        if (value * value <= 0.5 * DBL_EPSILON * (sum + value) * (before - value)) {
            return sum;
        }
        before = value;
    }
    return sum + before / expm1(rate * fabs(step));
}

static double integrate(const struct Survivor *survivor, double ratio, bool of_pairs)
{
    struct Integrand f = {
        .of_pairs = of_pairs,
        .leave = survivor->leave,
        .stay = survivor->stay,
        .shape = survivor->shape,
        .log_ratio = log(ratio),
        .log_beta = log_beta(survivor->leave, survivor->stay),
    };
    double sum = 1 + f.leave + f.stay;
    f.left = -DIGITS - log(sum + ratio * (1 + f.shape));
    f.right = DIGITS + log(sum);
    double peak = integrand_peak(&f);
    struct LeaveLogOdds odds = leave_log_odds(peak);
    double deviation = 1 / sqrt((f.leave + f.stay) * exp(odds.p + odds.rest));
    double step = deviation / STEPS_PER_DEVIATION;
    step = step < WIDEST_STEP ? step : WIDEST_STEP;
    return step *
           (integrand_value(&f, peak) + sum_side(&f, peak, step, f.right, f.stay + of_pairs) +
            sum_side(&f, peak, -step, f.left, f.leave));
}

double expectation_by_quadrature(const struct Survivor *survivor, double ratio)
{
    return integrate(survivor, ratio, false);
}

double expected_pairs(const struct Survivor *survivor, double horizon)
{
    return horizon > 0 ? integrate(survivor, horizon / survivor->age, true) : 0;
}

void expected_purchases(const struct Survivor *survivor, const double *horizons, int count,
                        double *expected)
{
    for (int i = 0; i < count; i += LANES) {
        int lanes = count - i < LANES ? count - i : LANES;
        double ratio[LANES] = {0};
        struct PurchaseSeries series[LANES];
        for (int k = 0; k < lanes; k++) {
            ratio[k] = horizons[i + k] / survivor->age;
        }
        sum_series(survivor, ratio, lanes, series);
        for (int k = 0; k < lanes; k++) {
            if (ratio[k] == 0) {
                expected[i + k] = 0;
            } else if (!value_of_series(survivor, &series[k], ratio[k], &expected[i + k])) {
                expected[i + k] = expectation_by_quadrature(survivor, ratio[k]);
            }
        }
    }
}

double discounted_purchases(const struct Survivor *survivor, int periods, double length,
                            double discount)
{
    double total = 0;
    double before = 0;
    double factor = 1;
    for (int i = 0; i < periods; i += LANES) {
        double horizons[LANES];
        double expected[LANES];
        int count = periods - i < LANES ? periods - i : LANES;
        for (int k = 0; k < count; k++) {
            horizons[k] = (i + k + 1) * length;
        }
        expected_purchases(survivor, horizons, count, expected);
        for (int k = 0; k < count; k++) {
            factor /= 1 + discount;
            total += (expected[k] - before) * factor;
            before = expected[k];
        }
    }
    return total;
}
