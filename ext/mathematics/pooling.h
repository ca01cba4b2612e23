/*
 * Partial pooling: scores of segments drawn towards each other as far as chance alone would explain
 * why they differ. So a small segment has a figure that its few answers do not swing.
 *
 * The model has random effects, estimated as DerSimonian and Laird do (Controlled Clinical Trials
 * 7, 1986, equations 8 and 9).
 */
#ifndef ADVOCACY_MATHEMATICS_POOLING_H
#define ADVOCACY_MATHEMATICS_POOLING_H

#include <stddef.h>

#include "mathematics/tally.h"

/* The score of one segment, -1..1, and its squared standard error, above 0. */
struct SegmentScore {
    double score;
    double variance;
};

/* What all segments say together: their mean, and how much their true scores vary around it. */
struct Pooling {
    double mean;
    double between;
};

/*
 * Needs total > 0. Where all answers are alike, and so seem to leave no doubt, the error is that of
 * the adjusted counts: 0.75 detractors, 1.5 passives and 0.75 promoters more.
 */
struct SegmentScore segment_score(const struct Distribution *distribution);

/* Of at least one segment. `between` is 0 where they differ no more than by chance. */
struct Pooling pooling_of(const struct SegmentScore *segments, size_t count);

/* A segment's own score by B, and the mean by 1 - B, with B = between / (between + variance). */
double pooled_score(const struct Pooling *pooling, const struct SegmentScore *segment);

#endif
