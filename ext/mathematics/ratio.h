/* The ratio of the means of two groups. */
#ifndef ADVOCACY_MATHEMATICS_RATIO_H
#define ADVOCACY_MATHEMATICS_RATIO_H

#include <stdbool.h>
#include <stdint.h>

#include "mathematics/limits.h"
#include "mathematics/sum.h"

/*
 * Count, sum and sum of squares of numbers around the first of them, so that little cancels in the
 * variance. All zero is an empty one. A value cannot be taken out again: what a far larger one has
 * rounded away would be missing.
 */
struct Moments {
    int64_t count;
    double pivot;
    struct CompensatedSum sum;
    struct CompensatedSum squares;
};

/* Adds a value of magnitude up to LARGEST_NUMBER. */
void moments_add(struct Moments *moments, double value);

/* At least one value. */
double moments_mean(const struct Moments *moments);

/* The unbiased variance; at least two values. */
double moments_variance(const struct Moments *moments);

struct Ratio {
    bool is_known; /* both means are positive */
    double ratio;
    bool has_interval; /* and both groups have two values or more */
    double lower;
    double upper;
};

/*
 * Mean of the first group over that of the second, at least one value in each. The interval is
 * exp(log ratio -+ z sqrt(v1 / (n1 m1^2) + v2 / (n2 m2^2))): the delta method on the logarithm
 * (Hedges, Gurevitch and Curtis, Ecology 80, 1999, equation 1), for independent groups that are not
 * small. z is the critical value.
 */
struct Ratio ratio_of_means(const struct Moments *first, const struct Moments *second, double z);

#endif
