/* The confidence interval of a rate. */
#ifndef ADVOCACY_MATHEMATICS_WILSON_H
#define ADVOCACY_MATHEMATICS_WILSON_H

/*
 * Wilson's score interval (Wilson, Journal of the American Statistical Association 22, 1927) for
 * `successes` out of `trials`, on the scale 0..1, at the critical value z >= 0. It never leaves
 * 0..1, and keeps a width when all or none succeed. 0 <= successes <= trials, trials > 0.
 */
double wilson_lower(double successes, double trials, double z);
double wilson_upper(double successes, double trials, double z);

#endif
