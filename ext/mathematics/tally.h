/*
 * Tallies of answers by category, and the Net Promoter Score of a tally.
 *
 * An answer from 0 to 10 is worth s = -1 (detractor), 0 (passive) or +1 (promoter). The score is
 * the mean of s: the share of promoters less the share of detractors. Everything here is on the
 * scale -1..1 and knows neither percent nor rounding. A tally can be added to and taken from, so
 * that it can slide over rows.
 */
#ifndef ADVOCACY_MATHEMATICS_TALLY_H
#define ADVOCACY_MATHEMATICS_TALLY_H

#include <stdbool.h>
#include <stdint.h>

#include "mathematics/category.h"
#include "mathematics/exact_sum.h"
#include "mathematics/limits.h"

/*
 * Weights below this count as 0: from it to LARGEST_NUMBER a weight's square is a normal double,
 * and so is the sum of any number of squares that fits into memory.
 */
#define SMALLEST_WEIGHT 1e-150

/* Counts by category. Integers, so that adding and removing in any order leaves no residue. */
struct Tally {
    int64_t rows[CATEGORY_COUNT];
};

/*
 * Sums of weights by category. `positive` counts the rows whose weight is not 0: when it returns to
 * 0 the sums are set to 0 exactly, whatever rounding has left in them.
 */
struct WeightTally {
    int64_t positive[CATEGORY_COUNT];
    struct ExactSum weight[CATEGORY_COUNT];
    struct ExactSum square[CATEGORY_COUNT];
};

/*
 * What the statistics need of a tally, weighted or not.
 *
 * amount     sum of weights by category (the counts, when there are no weights)
 * square     sum of squared weights by category (the counts again)
 * total      sum of amount; 0 when nothing counts, and then no statistic exists
 * effective  how many unweighted answers would be as informative (the count itself without weights)
 * degrees    of freedom that their variance was estimated with; 0 where it was not estimated
 * most       answers that an interval may count on; 0 for no such limit
 */
struct Distribution {
    double amount[CATEGORY_COUNT];
    double square[CATEGORY_COUNT];
    double total;
    double effective;
    double degrees;
    double most;
};

void weight_tally_add(struct WeightTally *tally, enum Category category, double weight);
void weight_tally_remove(struct WeightTally *tally, enum Category category, double weight);

/* Whether a weight that is taken out may leave a trace. */
bool weight_tally_has_lost(const struct WeightTally *tally);

int64_t tally_total(const struct Tally *tally);
struct Distribution distribution_of_tally(const struct Tally *tally);
struct Distribution distribution_of_weights(const struct WeightTally *tally);

/* The functions below need total > 0. */
double distribution_score(const struct Distribution *distribution);
double distribution_variance(const struct Distribution *distribution);
double distribution_standard_error(const struct Distribution *distribution);

#endif
