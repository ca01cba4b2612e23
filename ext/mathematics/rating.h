/* Averages of few ratings. */
#ifndef ADVOCACY_MATHEMATICS_RATING_H
#define ADVOCACY_MATHEMATICS_RATING_H

#include "mathematics/total.h"

/*
 * The mean of the ratings and of `prior_weight` more that are all `prior_mean`: with few ratings it
 * stays near what was expected, with many it becomes their mean. At least one rating, prior_weight
 * >= 0.
 */
double bayesian_rating(const struct Total *ratings, double prior_mean, double prior_weight);

#endif
