/*
 * What many customers together will buy and spend, and between which limits: the totals of BG/NBD
 * or MBG/NBD and Gamma-Gamma, with the two reasons why they are not certain. The parameters were
 * estimated: the delta method on the covariance of the fit. And customers are free to buy more or
 * less than expected: the variance of each one's own purchases and spend.
 */
#ifndef ADVOCACY_MATHEMATICS_FORECAST_H
#define ADVOCACY_MATHEMATICS_FORECAST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mathematics/bgnbd.h"
#include "mathematics/gamma_gamma.h"

/* A covariance of NaN: the fit does not know it, and there are no limits. */
struct ForecastModel {
    struct Bgnbd purchases;
    double purchase_covariance[MOST_VARIABLES][MOST_VARIABLES];
    bool has_spend;
    struct GammaGamma spend;
    double spend_covariance[MOST_VARIABLES][MOST_VARIABLES];
};

struct ForecastRow {
    struct History history;
    uint32_t model;    /* its place among the models */
    double mean_spend; /* of the repeat purchases; not above 0: expected to spend what all do */
};

struct ForecastTotal {
    double expected;
    double count_variance;     /* of the customers' own purchases, or spend */
    double parameter_variance; /* of the expectation, as the parameters vary */
};

struct Forecast {
    struct ForecastTotal purchases;
    struct ForecastTotal revenue; /* NaN without a spend model, and where q has no mean */
};

/* By model, x and T: rows that share them share most of the work. For qsort(). */
int compare_forecast_rows(const void *left, const void *right);

/*
 * Adds the customers of one model, sorted as above, to the forecast, from now to the horizon, which
 * is >= 0 in the time unit. Models are independent of each other. Sums start at 0.
 */
void add_forecast(const struct ForecastModel *model, const struct ForecastRow *rows, size_t count,
                  double horizon, struct Interruption *interruption, struct Forecast *forecast);

/*
 * Limits of what will be, >= 0: on the parameters' side by the logarithm, which holds better for
 * few customers, on the customers' own by the normal distribution, put together as limits of a sum
 * of independent parts (Zou and Donner 2008). NaN where a variance is not known.
 */
void forecast_limits(const struct ForecastTotal *total, double confidence, double *lower,
                     double *upper);

#endif
