/* The passes over the rows that logistic regression makes. */
#ifndef ADVOCACY_MATHEMATICS_LIKELIHOOD_H
#define ADVOCACY_MATHEMATICS_LIKELIHOOD_H

#include "mathematics/cholesky.h"
#include "mathematics/observations.h"

/* Of the intercept (index 0) and coefficients, without a penalty. */
struct Likelihood {
    double log_likelihood;
    double gradient[MOST_COLUMNS];
    struct SquareMatrix information; /* minus the second derivatives; the lower triangle */
};

/*
 * The passes read each block up to a multiple of four rows: the rows that fill up the last block
 * must be zeros.
 */
void likelihood_evaluate(const struct Observations *observations, const double *point,
                         struct Likelihood *likelihood);

/* How a direction changes the log-odds of the rows: upwards is good where the outcome is 1. */
struct Movement {
    double worst;   /* change towards the row's outcome; negative is away from it */
    double largest; /* change, either way */
};

struct Movement likelihood_movement(const struct Observations *observations,
                                    const double *direction);

/* The log-odds of the rows of one block. */
void block_log_odds(double *block, int rows, int predictors, const double *point, double *log_odds);

/* Sum of products; count is rounded up to a multiple of four. */
double block_product(const double *left, const double *right, int count);

#endif
