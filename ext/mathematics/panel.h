/*
 * The change of the Net Promoter Score among the same customers asked twice, on the scale -2..2 of
 * its mean change. A customer's change D is -2 (promoter to detractor) to +2.
 *
 * The test is the score test of no change, z = sum D / sqrt(sum D^2), which is McNemar's (1947)
 * where nobody changes by two. Its limits invert it: those of Tango (1998) for as many changes down
 * and up as have the same sum D and sum D^2, which keeps a width when nobody changed.
 */
#ifndef ADVOCACY_MATHEMATICS_PANEL_H
#define ADVOCACY_MATHEMATICS_PANEL_H

#include "mathematics/interval.h"

/* pairs[before][after]; at least one pair. The standard error is that of the mean change. */
struct Comparison compare_panel(const int64_t pairs[CATEGORY_COUNT][CATEGORY_COUNT],
                                double critical_value);

#endif
