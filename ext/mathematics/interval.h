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

/* A difference with its standard error, z statistic, two-sided p value and interval. */
struct Comparison {
    double standard_error;
    double z;
    double p_value;
    struct Interval interval;
};

/*
 * Two independent samples, second minus first, adjusted Wald: 3/4, 3/2 and 3/4 pseudo-answers join
 * each sample (Agresti and Min, Statistics in Medicine 24, 2005, carried over to independent
 * samples; Rocks, The American Statistician 70, 2016). Both totals > 0.
 */
struct Comparison compare_independent(const struct Distribution *first,
                                      const struct Distribution *second, double critical_value);

/*
 * The same sample asked twice: pairs[before][after]. Three pseudo-pairs, spread as (1/4, 1/2, 1/4)
 * both ways. At least one pair.
 */
struct Comparison compare_paired(const int64_t pairs[CATEGORY_COUNT][CATEGORY_COUNT],
                                 double critical_value);

/*
 * How many answers give a half-width of `margin` (on this scale) when one answer has this variance
 * (0..1): z^2 variance / margin^2 - 3, rounded up, at least 1; the 3 are the pseudo-answers of the
 * adjusted Wald interval.
 */
double sample_size(double margin, double critical_value, double variance);

#endif
