/* Means and products of columns of numbers, in one pass, of rows that may be put together later. */
#ifndef ADVOCACY_MATHEMATICS_JOINT_MOMENTS_H
#define ADVOCACY_MATHEMATICS_JOINT_MOMENTS_H

#include <stdint.h>

#include "mathematics/cholesky.h"

/* All zero is nothing. */
struct JointMoments {
    int64_t rows;
    double means[MOST_COLUMNS];
    struct SquareMatrix products; /* sums of products of distances from the means; lower triangle */
};

/*
 * Adds a row of at most MOST_COLUMNS numbers, from -LARGEST_NUMBER to LARGEST_NUMBER (Welford,
 * Technometrics 4, 1962): no digits are lost to a mean that is far from zero.
 */
void joint_moments_add(struct JointMoments *moments, int columns, const double *values);

/* Puts other rows to them (Chan, Golub and LeVeque, American Statistician 37, 1983, eq 2.1). */
void joint_moments_merge(struct JointMoments *moments, int columns,
                         const struct JointMoments *others);

/*
 * Whether a column varies by no more than 1e-13 of its size or 1e-100, so that what varies in it is
 * rounding.
 */
int joint_moments_is_constant(const struct JointMoments *moments, int column);

#endif
