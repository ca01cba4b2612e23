/* Distributions from counts that were chosen, for the suites of intervals and comparisons. */
#ifndef TESTS_COUNTS_H
#define TESTS_COUNTS_H

#include "mathematics/tally.h"
#include "support/check.h"

/* Counts need not be whole. */
struct Distribution of_counts(double detractors, double passives, double promoters);

/* Whole counts below `limit`, one category in four empty, and never all of them. */
struct Distribution random_counts(struct Random *random, int limit);

#endif
