#include "mathematics/tally.h"

#include <math.h>

static void move_weight(struct WeightTally *tally, enum Category category, double weight,
                        int direction)
{
    if (weight < SMALLEST_WEIGHT) {
        return;
    }
    tally->positive[category] += direction;
    if (tally->positive[category] == 0) {
        tally->weight[category] = (struct ExactSum){.count = 0};
        tally->square[category] = (struct ExactSum){.count = 0};
        return;
    }
    exact_sum_add(&tally->weight[category], direction * weight);
    exact_sum_add(&tally->square[category], direction * weight * weight);
}

void weight_tally_add(struct WeightTally *tally, enum Category category, double weight)
{
    move_weight(tally, category, weight, +1);
}

void weight_tally_remove(struct WeightTally *tally, enum Category category, double weight)
{
    move_weight(tally, category, weight, -1);
}

bool weight_tally_has_lost(const struct WeightTally *tally)
{
    for (int i = 0; i < CATEGORY_COUNT; i++) {
        if (tally->weight[i].has_lost || tally->square[i].has_lost) {
            return true;
        }
    }
    return false;
}

int64_t tally_total(const struct Tally *tally)
{
    return tally->rows[DETRACTOR] + tally->rows[PASSIVE] + tally->rows[PROMOTER];
}

struct Distribution distribution_of_tally(const struct Tally *tally)
{
    struct Distribution distribution = {.degrees = 0};
    for (int i = 0; i < CATEGORY_COUNT; i++) {
        distribution.amount[i] = (double)tally->rows[i];
        distribution.square[i] = distribution.amount[i];
    }
    distribution.total = (double)tally_total(tally);
    distribution.effective = distribution.total;
    return distribution;
}

/* Weights that differ by less than this are one weight. */
#define EVEN 1e-9

/* Weights that go with the answers can make a score surer than rows alone would, to a point. */
#define MOST_FOR_A_ROW 10.0

/*
 * How many unweighted answers have the same standard error, and, as that was estimated from
 * weighted ones, with how many degrees of freedom: those of Kish's (1965) effective sample size.
 * Weights that are all the same say nothing.
 */
static void set_effective_size(struct Distribution *distribution, double rows)
{
    double squares = distribution->square[DETRACTOR] + distribution->square[PASSIVE] +
                     distribution->square[PROMOTER];
    double kish = distribution->total * (distribution->total / squares);
    if (!(kish < rows * (1 - EVEN))) {
        distribution->effective = rows;
        return;
    }
    double error = distribution_standard_error(distribution);
    double size = error > 0 ? distribution_variance(distribution) / (error * error) : kish;
    distribution->effective = fmin(fmax(size, 1), MOST_FOR_A_ROW * rows);
    distribution->degrees = fmax(kish - 1, 0.5);
}

struct Distribution distribution_of_weights(const struct WeightTally *tally)
{
    struct Distribution distribution = {.total = 0};
    double rows = 0;
    for (int i = 0; i < CATEGORY_COUNT; i++) {
        if (tally->positive[i] > 0) {
            /*
             * A sum of positive weights is positive; what rounding may have left of it is not
             * allowed to disagree.
             */
            distribution.amount[i] = fmax(exact_sum_value(&tally->weight[i]), 0);
            distribution.square[i] = fmax(exact_sum_value(&tally->square[i]), 0);
        }
        distribution.total += distribution.amount[i];
        rows += (double)tally->positive[i];
    }
    if (distribution.total > 0) {
        set_effective_size(&distribution, rows);
    }
    return distribution;
}

double distribution_score(const struct Distribution *distribution)
{
    return (distribution->amount[PROMOTER] - distribution->amount[DETRACTOR]) / distribution->total;
}

/*
 * p + d - (p - d)^2 in a form that subtracts nothing: o (p + d) + 4 p d, with o the share of
 * passives.
 */
double distribution_variance(const struct Distribution *distribution)
{
    double detractors = distribution->amount[DETRACTOR] / distribution->total;
    double passives = distribution->amount[PASSIVE] / distribution->total;
    double promoters = distribution->amount[PROMOTER] / distribution->total;
    return passives * (promoters + detractors) + 4 * promoters * detractors;
}

/*
 * sqrt(sum w^2 (s - m)^2) / sum w, with the deviations written as sums of shares. Without weights
 * it is sqrt(variance / n).
 */
double distribution_standard_error(const struct Distribution *distribution)
{
    double detractors = distribution->amount[DETRACTOR] / distribution->total;
    double passives = distribution->amount[PASSIVE] / distribution->total;
    double promoters = distribution->amount[PROMOTER] / distribution->total;
    double below = 2 * promoters + passives;
    double middle = promoters - detractors;
    double above = 2 * detractors + passives;
    double squares = distribution->square[DETRACTOR] * below * below +
                     distribution->square[PASSIVE] * middle * middle +
                     distribution->square[PROMOTER] * above * above;
    return sqrt(squares) / distribution->total;
}
