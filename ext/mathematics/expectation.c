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
 * leave = 1. Four horizons are summed at a time: the factor of a term is the same for all, and its
 * division takes longer than the rest.
 */
#define LANES 4
#define TERMS_BETWEEN_CHECKS 8
#define MOST_TERMS 1024

/* How much of the value rounding may cost before the series is not used. */
#define MOST_SERIES_ERROR 1e-11

struct Series {
    double sum[LANES];
    double magnitude[LANES]; /* the sum of the terms without their signs */
    double last[LANES];
    bool is_complete[LANES];
};

/* The terms j + 1 to j + TERMS_BETWEEN_CHECKS. */
static void add_terms(struct Series *series, const struct Survivor *survivor, int j,
                      const double z[LANES], double before[LANES])
{
    double e = survivor->leave - 1;
    double c = e + survivor->stay;
    double b = c - survivor->shape;
    for (int i = j; i < j + TERMS_BETWEEN_CHECKS; i++) {
        double factor = (e + i) * (b + i) / ((c + i) * (i + 1));
        for (int k = 0; k < LANES; k++) {
            before[k] = series->last[k];
            series->last[k] *= factor * z[k];
            series->sum[k] += series->last[k];
            series->magnitude[k] += fabs(series->last[k]);
        }
    }
}

/*
 * Whether all that is left of a series is lost in rounding. From the second check on, the factor of
 * a term is as good as monotone, with the limit 1.
 */
static bool is_rest_negligible(double last, double before, double z, double magnitude)
{
    double ratio = before == 0 ? 0 : fabs(last / before);
    ratio = ratio > z ? ratio : z;
    return fabs(last) * ratio <= 0.5 * DBL_EPSILON * magnitude * (1 - ratio);
}

static struct Series sum_series(const struct Survivor *survivor, const double z[LANES])
{
    double b = survivor->leave - 1 + survivor->stay - survivor->shape;
    struct Series series;
    double before[LANES];
    for (int k = 0; k < LANES; k++) {
        series.last[k] = b * z[k];
        series.sum[k] = series.last[k];
        series.magnitude[k] = fabs(series.last[k]);
    }
    bool is_complete = false;
    for (int j = 1; j < MOST_TERMS && !is_complete; j += TERMS_BETWEEN_CHECKS) {
        add_terms(&series, survivor, j, z, before);
        is_complete = true;
        for (int k = 0; k < LANES; k++) {
            series.is_complete[k] =
                is_rest_negligible(series.last[k], before[k], z[k], series.magnitude[k]);
            is_complete = is_complete && series.is_complete[k];
        }
    }
    return series;
}

/* The expectation from lane k of its series; false when rounding has eaten too much of it. */
static bool value_of_series(const struct Survivor *survivor, const struct Series *series, int k,
                            double ratio, double *expected)
{
    double e = survivor->leave - 1;
    double c = e + survivor->stay;
    double log_rest = -log1p(ratio); /* ln(1 - z) */
    double growth = expm1(e * log_rest);
    double power = growth > -0.5 ? 1 + growth : exp(e * log_rest);
    double head = c * (e == 0 ? -log_rest : -growth / e);
    *expected = head - power * series->sum[k];
    double lost = 4 * DBL_EPSILON * (fabs(head) + power * series->magnitude[k]);
    return series->is_complete[k] && lost <= MOST_SERIES_ERROR * *expected;
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
};

/* e^-37 is less than half of the last digit of 1. */
#define DIGITS 37.0
#define WIDEST_STEP 0.25
#define STEPS_PER_DEVIATION 2.0

/* ln p and ln(1 - p), each to its own last digit. */
struct LogOdds {
    double p;
    double rest;
};

static struct LogOdds log_odds(double y)
{
    if (y < 0) {
        double rest = -log1p(exp(y));
        return (struct LogOdds){y + rest, rest};
    }
    double p = -log1p(exp(-y));
    return (struct LogOdds){p, p - y};
}

static double integrand_value(const struct Integrand *f, double y)
{
    struct LogOdds odds = log_odds(y);
    double times = log1p(exp(f->log_ratio + odds.p));
    return -expm1(-f->shape * times) *
           exp((f->leave - 1) * odds.p + f->stay * odds.rest - f->log_beta);
}

/* Its logarithm rises at y exactly if this is above 0. */
static double integrand_slope(const struct Integrand *f, double y)
{
    double u = exp(f->log_ratio + log_odds(y).p);
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
    for (double y = peak + step; step > 0 ? y < end : y > end; y += step) {
        double value = integrand_value(f, y);
        sum += value;
        if (value * value <= 0.5 * DBL_EPSILON * (sum + value) * (before - value)) {
            return sum;
        }
        before = value;
    }
    return sum + before / expm1(rate * fabs(step));
}

double expectation_by_quadrature(const struct Survivor *survivor, double ratio)
{
    struct Integrand f = {
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
    struct LogOdds odds = log_odds(peak);
    double deviation = 1 / sqrt((f.leave + f.stay) * exp(odds.p + odds.rest));
    double step = deviation / STEPS_PER_DEVIATION;
    step = step < WIDEST_STEP ? step : WIDEST_STEP;
    return step * (integrand_value(&f, peak) + sum_side(&f, peak, step, f.right, f.stay) +
                   sum_side(&f, peak, -step, f.left, f.leave));
}

static void expect_lanes(const struct Survivor *survivor, const double ratio[LANES], int count,
                         double *expected)
{
    double z[LANES];
    for (int k = 0; k < LANES; k++) {
        z[k] = ratio[k] / (1 + ratio[k]);
    }
    struct Series series = sum_series(survivor, z);
    for (int k = 0; k < count; k++) {
        if (ratio[k] == 0) {
            expected[k] = 0;
        } else if (!value_of_series(survivor, &series, k, ratio[k], &expected[k])) {
            expected[k] = expectation_by_quadrature(survivor, ratio[k]);
        }
    }
}

void expected_purchases(const struct Survivor *survivor, const double *horizons, int count,
                        double *expected)
{
    for (int i = 0; i < count; i += LANES) {
        int lanes = count - i < LANES ? count - i : LANES;
        double ratio[LANES];
        for (int k = 0; k < LANES; k++) {
            ratio[k] = horizons[i + (k < lanes ? k : lanes - 1)] / survivor->age;
        }
        expect_lanes(survivor, ratio, lanes, expected + i);
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
