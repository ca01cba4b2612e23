#include "mathematics/rating.h"

double bayesian_rating(const struct Total *ratings, double prior_mean, double prior_weight)
{
    double count = (double)ratings->count + prior_weight;
    return total_sum(ratings) / count + prior_mean * (prior_weight / count);
}
