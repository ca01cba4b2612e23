/*
 * How much a customer spends per purchase, from the mean of a few purchases: the Gamma-Gamma model
 * (Fader and Hardie 2013). Spends are gamma distributed with the shape p around a mean of the
 * customer's own, and those means vary over customers.
 */
#ifndef ADVOCACY_MATHEMATICS_GAMMA_GAMMA_H
#define ADVOCACY_MATHEMATICS_GAMMA_GAMMA_H

#include "mathematics/fit.h"
#include "mathematics/limits.h"
#include "mathematics/weighted_row.h"

enum GammaGammaParameter { GAMMA_GAMMA_P, GAMMA_GAMMA_Q, GAMMA_GAMMA_V, GAMMA_GAMMA_PARAMETERS };

struct GammaGamma {
    double parameters[GAMMA_GAMMA_PARAMETERS]; /* above 0; v is money */
};

/* From here to LARGEST_NUMBER a quotient of two spends is a double. */
#define SMALLEST_SPEND 1e-100

/*
 * The spend to expect of a purchase of a customer whose x >= 0 purchases so far were of this mean,
 * above 0 or, for x = 0, ignored. NaN where the expectation does not exist: p x + q <= 1.
 */
double gamma_gamma_spend(const struct GammaGamma *model, double x, double mean_spend);

/*
 * Fits parameters to rows of x > 0 and a mean spend above 0, of which there is at least
 * one, by maximum likelihood. Starts at model->parameters, or where the data suggest if these are
 * 0.
 */
void gamma_gamma_fit(const struct WeightedRows *rows, struct GammaGamma *model, struct Fit *fit);

/*
 * The same, so that all customers have a mean spend, which exists where q > 1. Where the maximum
 * lies at q <= 1, no q above 1 is best: the nearer to 1 the more likely, and the larger the mean,
 * without end. There the mean is held at that of the rows, a purchase counting as one, and the best
 * of those models is taken. Returns whether it had to.
 */
bool gamma_gamma_fit_with_mean(const struct WeightedRows *rows, struct GammaGamma *model,
                               struct Fit *fit);

/*
 * The mean log-likelihood of the rows, its gradient and its Hessian, all in the logarithms of the
 * parameters.
 */
void gamma_gamma_likelihood(const struct WeightedRows *rows, const struct GammaGamma *model,
                            struct Curve *curve);

#endif
