#include "mathematics/poisson.h"

#include <math.h>
#include <stdbool.h>

#include "mathematics/special.h"

#define LOG_CIRCLE 1.8378770664093454836 /* ln(2 pi) */
#define NEGLIGIBLE 1e-18

/*
 * What Stirling's formula lacks of ln x!: probabilities are built of it, so that no digits are lost
 * to large logarithms that cancel (Loader, Fast and accurate computation of binomial probabilities,
 * 2000).
 */
static double stirling_error(double x)
{
    if (x < 16) {
        return x > 0 ? log_gamma(x + 1) - (x + 0.5) * log(x) + x - LOG_CIRCLE / 2 : 0;
    }
    double square = 1 / (x * x);
    return (1.0 / 12 -
            square * (1.0 / 360 -
                      square * (1.0 / 1260 - square * (1.0 / 1680 - square * (1.0 / 1188))))) /
           x;
}

/* x ln(x / expected) + expected - x, with its digits where the two are close (the same, eq 5). */
static double deviance_part(double x, double expected)
{
    double distance = x - expected;
    if (fabs(distance) >= 0.1 * (x + expected)) {
        return x > 0 ? x * log(x / expected) - distance : expected;
    }
    double ratio = distance / (x + expected);
    double square = ratio * ratio;
    double power = 2 * x * ratio;
    double sum = distance * ratio;
    for (int i = 1; i < 40; i++) {
        power *= square;
        sum += power / (2 * i + 1);
    }
    return sum;
}

static double poisson_probability(double count, double mean)
{
    if (count == 0) {
        return exp(-mean);
    }
    return exp(-stirling_error(count) - deviance_part(count, mean) -
               0.5 * (LOG_CIRCLE + log(count)));
}

double poisson_tail(double count, double mean)
{
    if (count == 0) {
        return 1;
    }
    if (mean == 0) {
        return 0;
    }
    bool is_above = count > mean;
    double at = is_above ? count : count - 1;
    double part = 1;
    double sum = 1;
    /* From the count up, or from the one below it down to zero: either way the parts shrink. */
    while (part > NEGLIGIBLE * sum) {
        part *= is_above ? mean / ++at : at-- / mean;
        sum += part;
    }
    double summed = sum * poisson_probability(is_above ? count : count - 1, mean);
    return is_above ? fmin(summed, 1) : fmax(1 - summed, 0);
}

/* Loader's form of it, with `count` events beside a size that need not be whole. */
static double negative_binomial_probability(double count, double size, double probability)
{
    double total = size + count;
    if (count == 0) {
        return exp(size * log(probability));
    }
    double exponent = stirling_error(total) - stirling_error(size) - stirling_error(count) -
                      deviance_part(size, total * probability) -
                      deviance_part(count, total * (1 - probability));
    return size / total * exp(exponent - 0.5 * (LOG_CIRCLE + log(size) + log(count) - log(total)));
}

double negative_binomial_tail(double count, double mean, double periods)
{
    double size = mean * periods;
    if (count == 0) {
        return 1;
    }
    if (size == 0) {
        return 0;
    }
    double probability = periods / (periods + 1);
    double more = 1 / (periods + 1);
    bool is_above = count > mean;
    double at = is_above ? count : count - 1;
    double part = 1;
    double sum = 1;
    while ((is_above || at > 0) && part > NEGLIGIBLE * sum) {
        if (is_above) {
            part *= (at + size) / (at + 1) * more;
            at++;
        } else {
            part *= at / ((at - 1 + size) * more);
            at--;
        }
        sum += part;
    }
    double summed =
        sum * negative_binomial_probability(is_above ? count : count - 1, size, probability);
    return is_above ? fmin(summed, 1) : fmax(1 - summed, 0);
}
