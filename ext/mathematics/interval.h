/*
 * Confidence intervals and tests for the Net Promoter Score, on the scale -1..1.
 *
 * A score is the same statistical object as a paired difference of proportions, with promoters and
 * detractors as the two discordant cells, so the intervals of that literature apply. Counts are
 * doubles, because a weighted tally is worth an effective number of answers that need not be whole.
 */
#ifndef ADVOCACY_MATHEMATICS_INTERVAL_H
#define ADVOCACY_MATHEMATICS_INTERVAL_H

#include <stdint.h>

#include "mathematics/tally.h"

struct Interval {
    double lower;
    double upper;
};

/*
 * Tango's score interval (Tango, Statistics in Medicine 17, 1998, section 3) at the critical value
 * z > 0. It never leaves -1..1 and keeps a width when every answer is the same. total must be > 0.
 */
double score_lower(const struct Distribution *distribution, double z);
double score_upper(const struct Distribution *distribution, double z);
struct Interval score_interval(const struct Distribution *distribution, double z);

/* A difference as mover.h and panel.h compare: standard error, z, two-sided p value, interval. */
struct Comparison {
    double standard_error;
    double z;
    double p_value;
    struct Interval interval;
};

/*
 * How many answers give a half-width of `margin` (on this scale) when one answer has this variance
 * (0..1): z^2 variance / margin^2 - 3, rounded up, at least 1; the 3 are the pseudo-answers of the
 * adjusted Wald interval.
 */
double sample_size(double margin, double critical_value, double variance);

#endif
