/*
 * How well a score ranks: those who said yes (hits) ought to have higher scores than those who did
 * not (misses). Scores are finite; memory and order of both arrays belong to the caller.
 */
#ifndef ADVOCACY_MATHEMATICS_RANKING_H
#define ADVOCACY_MATHEMATICS_RANKING_H

#include <stdint.h>

#include "mathematics/interruption.h"

/* Ascending, in place, at most n log n steps. After an interruption they are in any order. */
void sort_numbers(double *numbers, int64_t count, struct Interruption *interruption);

/* Two sorted arrays. */
struct Ranking {
    const double *hits;
    const double *misses;
    int64_t hit_count;
    int64_t miss_count;
};

/*
 * The probability that a random hit scores higher than a random miss, ties counting half: the area
 * under the ROC curve (Hanley and McNeil, Radiology 143, 1982). NaN when there is no pair.
 */
double ranking_area(const struct Ranking *ranking);

/* A score, and how often its outcome was 0 and 1. */
struct WeightedScore {
    double score;
    double counts[2];
};

/*
 * The same area where scores stand for several rows each, which are sorted; and in percent how many
 * rows have a score of their side, above 0 for outcome 1, below for 0, half of those at 0. NaN both
 * when there is no pair.
 */
double weighted_area(struct WeightedScore *scores, int64_t count, double *accuracy);

#define MOST_BINS 100

struct GainsBin {
    int64_t customers; /* 0 when ties leave the bin empty; then nothing below is known */
    int64_t hits;
    double lowest;   /* score in the bin */
    double rate;     /* of hits, in percent */
    double lift;     /* that rate over the rate of everyone; NaN when nobody is a hit */
    double captured; /* percent of all hits that are in this bin or a better one; NaN likewise */
};

/*
 * Splits everyone, best score first, into `bins` (1 to MOST_BINS) parts of equal size. Equal scores
 * stay together: they go where the middle of their ranks is, so a bin can be larger than its
 * neighbours, or empty.
 */
void ranking_gains(const struct Ranking *ranking, int bins, struct GainsBin *table);

#endif
