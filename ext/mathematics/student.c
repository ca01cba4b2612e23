#include "mathematics/student.h"

#include <math.h>

#include "mathematics/normal.h"
#include "mathematics/special.h"

#define MOST_FRACTIONS 500
#define SMALLEST_FRACTION 1e-300

/* From here on the difference to the normal distribution is below rounding. */
#define MANY_DEGREES 1e12

#define CIRCLE_RATIO 3.14159265358979323846

static double not_zero(double value)
{
    return fabs(value) < SMALLEST_FRACTION ? SMALLEST_FRACTION : value;
}

/*
 * The continued fraction of the incomplete beta function (Abramowitz and Stegun 26.5.8) by Lentz's
 * method. It converges fast for x < (a + 1) / (a + b + 2).
 */
static double beta_fraction(double x, double a, double b)
{
    double c = 1;
    double d = 1 / not_zero(1 - (a + b) * x / (a + 1));
    double value = d;
    for (int m = 1; m <= MOST_FRACTIONS; m++) {
        double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / not_zero(1 + even * d);
        c = not_zero(1 + even / c);
        value *= c * d;
        d = 1 / not_zero(1 + odd * d);
        c = not_zero(1 + odd / c);
        value *= c * d;
        if (fabs(c * d - 1) <= 4e-16) {
            break;
        }
    }
    return value;
}

/* ln B(degrees / 2, 1/2), by a difference that keeps its digits where degrees are many. */
static double log_half_beta(double degrees)
{
    return 0.5 * log(CIRCLE_RATIO) - gamma_rise(degrees / 2, 0.5).value;
}

double student_two_sided_p(double t, double degrees)
{
    if (degrees >= MANY_DEGREES) {
        return normal_two_sided_p(t);
    }
    double square = t * t;
    if (square == 0 || isinf(square)) {
        return square == 0 ? 1 : 0;
    }
    double a = degrees / 2;
    double x = degrees / (degrees + square);
    double complement = square / (degrees + square);
    double front =
        exp(-a * log1p(square / degrees) + 0.5 * log(complement) - log_half_beta(degrees));
    return x < (a + 1) / (a + 2.5) ? front * beta_fraction(x, a, 0.5) / a
                                   : 1 - front * beta_fraction(complement, 0.5, a) / 0.5;
}

/* The derivative of P(|T| >= t) by t, which is negative. */
static double tail_slope(double t, double degrees)
{
    double log_density =
        -0.5 * (degrees + 1) * log1p(t * t / degrees) - log_half_beta(degrees) - 0.5 * log(degrees);
    return -2 * exp(log_density);
}

/*
 * Newton's method on the logarithms of t and of the tail, which is nearly straight there: a few
 * steps from the normal value, held in a bracket.
 */
double student_equivalent(double z, double degrees)
{
    double tail = normal_two_sided_p(z);
    if (degrees >= MANY_DEGREES || tail == 0) {
        return tail == 0 ? INFINITY : z;
    }
    double lowest = z; /* t has the heavier tails */
    double highest = INFINITY;
    double t = z * (1 + (z * z + 1) / (4 * degrees));
    for (int i = 0; i < 200; i++) {
        double p = student_two_sided_p(t, degrees);
        if (p > tail) {
            lowest = t;
        } else {
            highest = t;
        }
        double slope = t * tail_slope(t, degrees) / p;
        double next = p > 0 && slope < 0 ? t * exp((log(tail) - log(p)) / slope) : lowest;
        if (!(next > lowest && next < highest)) {
            next = isinf(highest) ? 2 * lowest : lowest + (highest - lowest) / 2;
        }
        if (fabs(next - t) <= 4e-16 * t || highest <= lowest) {
            return next;
        }
        t = next;
    }
    return t;
}
