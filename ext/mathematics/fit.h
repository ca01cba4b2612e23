/* What the fits of all purchase models have in common: maximum likelihood in a box. */
#ifndef ADVOCACY_MATHEMATICS_FIT_H
#define ADVOCACY_MATHEMATICS_FIT_H

#include "mathematics/optimize.h"
#include "mathematics/weighted_row.h"

#define NO_PARAMETER (-1)

struct Problem {
    int parameters;
    int scaled;   /* the parameter that has the unit of the data, or NO_PARAMETER */
    double scale; /* what is usual for it, above 0 */

    /*
     * Where to start, the scaled parameter in units of `scale`: first a point that suits most data,
     * then one for every other kind of maximum.
     */
    const double (*starts)[MOST_VARIABLES];
    int start_count;

    /* The mean log-likelihood of the rows over the logarithms of the parameters. */
    void (*evaluate)(const void *data, const double *point, struct Curve *curve);
    const void *data;
    const struct WeightedRows *rows;

    /* Predictions that a user would ask for, all above 0: `question` counts from 0. */
    double (*predict)(const struct Problem *problem, const double *parameters, int question);
    int questions;
};

/* What a model can predict: nothing where the data say nothing of what is asked. */
enum Identification {
    IDENTIFIED,
    NO_TIME_PASSED,
    NO_REPEAT_PURCHASE,
    MANY_MODELS,
    NO_PERIOD,
    NOBODY_LEFT
};

struct Fit {
    double log_likelihood;
    struct Optimum optimum; /* in the logarithms of the parameters */
    /* Of the parameters themselves; all NaN where the likelihood does not tell. */
    double standard_errors[MOST_VARIABLES];
    double covariance[MOST_VARIABLES][MOST_VARIABLES];
    enum Identification identification;
};

/*
 * Maximizes the likelihood, from `parameters` on unless they are 0, and fills both results.
 *
 * A likelihood of few customers often has several maxima, some of them at infinity. So all starts
 * are tried where the rows are few or the first has led to the box, and the best maximum counts.
 * Parameters stay between 6e-6 and 1.6e5 (the scaled one 1e-11 and 7e10 times its scale): beyond,
 * the likelihood does not change any more.
 *
 * Models that fit equally well may still predict the same, as they do where a parameter has gone to
 * the box. Where they do not, the fit says MANY_MODELS: some direction in which the likelihood is
 * flat changes a prediction (it is not estimable: Rao, Linear Statistical Inference, 1973, 4a.2).
 */
void fit_parameters(const struct Problem *problem, double *parameters, struct Fit *fit);

/* Makes the mean of a sum over rows of this weight, and the whole Hessian of its upper half. */
void finish_curve(struct Curve *curve, int variables, double weight);

#endif
