/* Quantiles and the bins between them. */
#ifndef ADVOCACY_MATHEMATICS_QUANTILE_H
#define ADVOCACY_MATHEMATICS_QUANTILE_H

#include <stddef.h>
#include <stdint.h>

#include "mathematics/interruption.h"

/*
 * The bins - 1 values that cut `count` > 0 finite numbers into bins of as equal a size as ties
 * allow: the quantiles 1/bins, 2/bins, ... by linear interpolation (Hyndman and Fan 1996, type 7).
 * Ascending. Reorders the values. The cuts do not depend on the seed; the time does: with a seed
 * that whoever wrote the data cannot know, no order of theirs is the worst one. After an
 * interruption the cuts are any values.
 */
void quantile_cuts(double *values, size_t count, int bins, uint64_t seed,
                   struct Interruption *interruption, double *cuts);

/* 1 and the number of cuts, which ascend, below the value: equal values share a bin. */
int quantile_bin(double value, const double *cuts, int count);

#endif
