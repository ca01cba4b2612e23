/* How surprising a count of events is: the upper tails of two distributions. */
#ifndef ADVOCACY_MATHEMATICS_POISSON_H
#define ADVOCACY_MATHEMATICS_POISSON_H

/* Up to here a tail is summed in fewer than a million steps. */
#define LARGEST_EVENTS 1e9

/*
 * P(X >= count), X of the Poisson distribution with this mean: `count` whole, both from 0 to
 * LARGEST_EVENTS. Relative error below 1e-11, also of the smallest tails.
 */
double poisson_tail(double count, double mean);

/*
 * The same where the mean is estimated, from the events of `periods` >= 1 periods: of the negative
 * binomial distribution with size mean * periods and probability periods / (periods + 1), which is
 * Poisson with a Gamma-distributed mean (Johnson, Kemp and Kotz, Univariate Discrete Distributions,
 * 2005, section 5.2). For counts well above
 * the mean it is the larger, the more so the fewer the periods.
 */
double negative_binomial_tail(double count, double mean, double periods);

#endif
