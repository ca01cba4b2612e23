/* The normal distribution: what confidence levels and p values need of it. */
#ifndef ADVOCACY_MATHEMATICS_NORMAL_H
#define ADVOCACY_MATHEMATICS_NORMAL_H

/*
 * The x with P(X <= x) = probability, for probability strictly between 0 and 1 (Wichura, Applied
 * Statistics 37, 1988, algorithm AS 241, PPND16; relative error about 1e-16).
 */
double normal_quantile(double probability);

/*
 * The half-width in standard errors of a two-sided interval: 1.96 for a confidence of 0.95.
 * Strictly between 0 and 1.
 */
double normal_critical_value(double confidence);

/* P(|X| >= |z|). */
double normal_two_sided_p(double z);

#endif
