#include "mathematics/wilson.h"

#include <math.h>

/*
 * The limits are the roots of (n + z^2) t^2 - (2x + z^2) t + x^2 / n = 0. The smaller one is taken
 * as the product of the roots over the larger one, which subtracts nothing.
 */
double wilson_lower(double successes, double trials, double z)
{
    /* Also at a confidence so small that z is 0. */
    if (successes == 0) {
        return 0;
    }
    double share = successes / trials;
    double square = z * z;
    double spread = z * sqrt(square + 4 * successes * (1 - share));
    return 2 * successes * share / (2 * successes + square + spread);
}

/* The upper limit of the successes is the lower one of the failures. */
double wilson_upper(double successes, double trials, double z)
{
    return 1 - wilson_lower(trials - successes, trials, z);
}
