#include "mathematics/special.h"

#include <math.h>

/* From here on the seven terms below leave less than 1e-16. */
#define STIRLING_FROM 10.0

/* What Stirling's formula leaves of ln Gamma(x), and the derivatives of that; x >= 10. */
static struct GammaRise stirling_rest(double x)
{
    double y = 1 / x;
    double w = y * y;
    return (struct GammaRise){
        y * (1.0 / 12 +
             w * (-1.0 / 360 +
                  w * (1.0 / 1260 + w * (-1.0 / 1680 + w * (1.0 / 1188 + w * (-691.0 / 360360 +
                                                                              w * (1.0 / 156))))))),
        -w * (1.0 / 12 +
              w * (-1.0 / 120 +
                   w * (1.0 / 252 + w * (-1.0 / 240 + w * (1.0 / 132 + w * (-691.0 / 32760 +
                                                                            w * (1.0 / 12))))))),
        w * y *
            (1.0 / 6 +
             w * (-1.0 / 30 +
                  w * (1.0 / 42 +
                       w * (-1.0 / 30 + w * (5.0 / 66 + w * (-691.0 / 2730 + w * (7.0 / 6))))))),
    };
}

#define HALF_LOG_TWO_PI 0.91893853320467274178

double log_gamma(double x)
{
    double product = 1;
    while (x < STIRLING_FROM) {
        product *= x;
        x += 1;
    }
    return (x - 0.5) * log(x) - x + HALF_LOG_TWO_PI + stirling_rest(x).value - log(product);
}

double trigamma(double x)
{
    double sum = 0;
    while (x < STIRLING_FROM) {
        sum += 1 / (x * x);
        x += 1;
    }
    return sum + 1 / x + 0.5 / (x * x) + stirling_rest(x).second;
}

double log_beta(double a, double b)
{
    double small = a < b ? a : b;
    double large = a < b ? b : a;
    return log_gamma(small) - gamma_rise(large, small).value;
}

/* x >= 10. The logarithms of x + n and x are never subtracted: their difference is log1p(n / x). */
static struct GammaRise large_rise(double x, double n)
{
    double y = x + n;
    double log_ratio = log1p(n / x);
    struct GammaRise low = stirling_rest(x);
    struct GammaRise high = stirling_rest(y);
    /* 1/y - 1/x, and 1/y^2 - 1/x^2 */
    double inverse = -n / (x * y);
    double inverse_square = inverse * (1 / x + 1 / y);
    return (struct GammaRise){
        (x - 0.5) * log_ratio + n * (log(y) - 1) + high.value - low.value,
        log_ratio - 0.5 * inverse + high.first - low.first,
        inverse + 0.5 * inverse_square + high.second - low.second,
    };
}

struct GammaRise gamma_rise(double x, double n)
{
    double ratio = 1;
    double first = 0;
    double second = 0;
    while (x < STIRLING_FROM) {
        double y = x + n;
        double inverse = n / (x * y);
        ratio *= y / x;
        first += inverse;
        second -= inverse * (1 / x + 1 / y);
        x += 1;
    }
    struct GammaRise rise = large_rise(x, n);
    rise.value -= log(ratio);
    rise.first += first;
    rise.second += second;
    return rise;
}
