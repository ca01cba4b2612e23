/*
 * Logistic regression: the probability of a yes as 1 / (1 + exp(-(intercept + sum of coefficient *
 * predictor))), fitted by maximum likelihood with a ridge penalty.
 */
#ifndef ADVOCACY_MATHEMATICS_LOGISTIC_H
#define ADVOCACY_MATHEMATICS_LOGISTIC_H

#include <stdbool.h>
#include <stdint.h>

#include "mathematics/cholesky.h"
#include "mathematics/observations.h"
#include "mathematics/ranking.h"

struct LogisticOptions {
    /*
     * What the penalty ridge / 2 * (sum of squared coefficients of the standardised predictors)
     * takes from the log-likelihood; the intercept is free. At least 0.
     */
    double ridge;
    int max_iterations;
};

/* In the units of the predictors. */
struct Logistic {
    int64_t rows;
    int64_t hits;      /* rows whose outcome is 1 */
    double weight;     /* of all rows: how many customers they are */
    double hit_weight; /* of those whose outcome is 1 */
    bool fitted;       /* false when all outcomes are the same; then nothing below is known */

    double intercept;
    double intercept_error;
    double coefficients[MOST_PREDICTORS];
    double errors[MOST_PREDICTORS]; /* NaN where there is none */
    double means[MOST_PREDICTORS];
    bool left_out[MOST_PREDICTORS]; /* constant, or a combination of predictors before it */
    bool collinear;                 /* one of them is left out */

    double log_likelihood; /* without the penalty */
    double null_log_likelihood;
    int iterations;
    bool converged;
    bool separated;

    double standardised[MOST_COLUMNS]; /* intercept and coefficients as the iteration sees them */
};

/*
 * Fits at least one row by Newton's method, which is iteratively reweighted least squares
 * (McCullagh and Nelder, Generalized Linear Models, 1989, section 4.4), with step halving; the
 * ridge is that of le Cessie and van Houwelingen (Applied Statistics 41, 1992). Standard errors are
 * the square roots of the diagonal of the inverse penalised information.
 *
 * The predictors are standardised in place. One that varies by no more than 1e-13 of its size or
 * 1e-100, or of whose variance the predictors before it leave no more than 1e-10, is left out: its
 * coefficient is 0 and it has no error.
 *
 * Separated data have no maximum: some combination of predictors never contradicts the outcomes
 * (Albert and Anderson, Biometrika 71, 1984). A ridge gives them one all the same; with ridge 0 the
 * coefficients are where the iteration stopped, and `converged` is false. Whether data are
 * separated does not depend on the ridge; moves below 1e-12 of the largest count as none.
 *
 * A value further out than 1e7 times the spread of all others, such as a slip of the keyboard,
 * leaves no digits for the others: then `converged` is false. Well before that a ridge, which sees
 * predictors in units of their standard deviation, holds such a predictor's coefficient down.
 *
 * A row with a weight counts as so many customers who are alike, in everything: the fit is that of
 * the rows repeated, and of their unit nothing depends but log-likelihoods, standard errors and how
 * much a ridge is. Weights are divided by their mean in place.
 *
 * Once observations->interruption has come, nothing of the fit holds.
 */
void logistic_fit(const struct Observations *observations, const struct LogisticOptions *options,
                  struct Logistic *fit);

/*
 * The log-odds of every row, after logistic_fit has standardised them: those of outcome 1 at the
 * start of `scores`, those of outcome 0 behind them.
 */
void logistic_scores(const struct Observations *observations, const struct Logistic *fit,
                     double *scores);

/* The same for ranking with weights: a score for each row, in their order. */
void logistic_weighted_scores(const struct Observations *observations, const struct Logistic *fit,
                              struct WeightedScore *scores);

/*
 * How much better the fit is than the overall rate alone, 0 to 1: 1 - log_likelihood /
 * null_log_likelihood (McFadden, in Zarembka, Frontiers in Econometrics, 1974). NaN where a
 * likelihood is.
 */
double logistic_pseudo_r2(const struct Logistic *fit);

/* The probability that belongs to log-odds. */
double logistic_probability(double log_odds);

#endif
