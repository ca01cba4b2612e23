/* Rows for the suites of logistic regression, and their fits. */
#ifndef TESTS_ROWS_H
#define TESTS_ROWS_H

#include "mathematics/logistic.h"
#include "support/check.h"

/* Rows of doubles, the outcome first. All zero but the number of predictors before the first. */
struct Data {
    double *rows; /* from malloc; the test frees it */
    int64_t count;
    int predictors;
};

void add_row(struct Data *data, const double *row);
void add_rows(struct Data *data, const double *rows, int count);

/* Random predictors of very different sizes, and outcomes that depend on the first ones. */
struct Data random_data(struct Random *random, int rows, int predictors);

/* A fit and, where there is one, the area under its curve. */
struct Result {
    struct Logistic fit;
    double area;
};

/* With at most 100 iterations, or with at most this many. */
struct Result fit_data(const struct Data *data, double ridge);
struct Result fit_limited(const struct Data *data, double ridge, int max_iterations);

/*
 * At the maximum the residuals sum to 0, and their product with each centred predictor to ridge *
 * coefficient * variance. Computed from the rows in the user's units.
 */
void assert_score_equations(const struct Data *data, const struct Logistic *fit, double ridge);

#endif
