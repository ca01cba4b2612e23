/*
 * The Net Promoter Score in points, -100 to 100, as SQL has it. The statistics behind it are on the
 * scale -1..1.
 */
#ifndef ADVOCACY_MATHEMATICS_POINTS_H
#define ADVOCACY_MATHEMATICS_POINTS_H

#include "mathematics/interval.h"
#include "mathematics/tally.h"

#define POINTS 100.0

/*
 * The score. Of whole counts it is the double nearest to the true value; it is -100 or 100 exactly
 * where every answer is of one kind, whatever the weights. There must be an answer with a weight.
 */
double points_of(const struct Distribution *distribution);
double points_of_tally(const struct Tally *tally);

/* How far the score rose between two tallies of as many answers, at least one. */
double points_gained(const struct Tally *before, const struct Tally *after);

/* Half the width of an interval of the score. */
double points_margin(const struct Interval *interval);

#endif
