/*
 * The difference of two Net Promoter Scores by MOVER, the method of variance estimates recovery.
 *
 * The limits of each score, which keep to its scale and its skewness, make those of the difference
 * (Zou and Donner, Statistics in Medicine 27, 2008; Newcombe, Statistics in Medicine 17, 1998,
 * method 10, for separate samples of proportions). On the scale -1..1.
 *
 *     lower = d - sqrt((m2 - l2)^2 + (u1 - m1)^2 - 2 rho (m2 - l2) (u1 - m1))      d = m2 - m1
 *     upper = d + sqrt((u2 - m2)^2 + (m1 - l1)^2 - 2 rho (u2 - m2) (m1 - l1))
 *
 * with m the scores, l and u their limits by Tango's method, and rho the correlation of the two
 * scores: 0 for separate samples.
 */
#ifndef ADVOCACY_MATHEMATICS_MOVER_H
#define ADVOCACY_MATHEMATICS_MOVER_H

#include "mathematics/interval.h"

/* Two samples that a comparison is of, second less first; both totals > 0. */
struct TwoSamples {
    struct Distribution first;
    struct Distribution second;
    double correlation; /* of the two scores, -1..1 */
};

double samples_difference(const struct TwoSamples *samples);

/* The limits at this critical value (> 0). They hold the difference, and lie within -2..2. */
struct Interval samples_interval(const struct TwoSamples *samples, double critical_value);

/*
 * All of it. The test is the inversion of the interval: z is the critical value at which one of the
 * limits is 0, with the sign of the difference, and p_value the probability of a larger one.
 */
struct Comparison compare_samples(const struct TwoSamples *samples, double critical_value);

#endif
