/*
 * What last period's customers are worth this period, and where growth comes from: net revenue
 * retention and earned growth (Reichheld, Darnell and Burns 2021, Winning on Purpose, appendix B).
 */
#ifndef ADVOCACY_MATHEMATICS_REVENUE_H
#define ADVOCACY_MATHEMATICS_REVENUE_H

#include <stdbool.h>
#include <stdint.h>

#include "mathematics/exact_sum.h"

/* An amount of money, the sum of two doubles: a 64-bit integer needs both. */
struct Amount {
    double large;
    double small;
};

struct Amount whole_amount(int64_t amount);

/*
 * Sums over customers. One with revenue in the previous period is an old customer. The counts say
 * when nobody is left: sums of amounts of very different sizes may then leave a residue.
 */
struct Revenue {
    int64_t old_customers;
    int64_t new_customers;
    struct ExactSum previous;
    struct ExactSum retained; /* this period's, of old customers */
    struct ExactSum earned;   /* of new customers who came by recommendation */
    struct ExactSum bought;   /* of other new customers */
};

/* direction +1 adds a customer, -1 takes one out again without a trace. */
void revenue_move(struct Revenue *revenue, const struct Amount *previous,
                  const struct Amount *current, bool is_earned, int direction);

/*
 * In percent of the previous revenue, except for ratio, which is the part of the growth that was
 * earned, in percent, and NaN where there is no growth. False when there was no previous revenue.
 */
struct EarnedGrowth {
    double net_revenue_retention;
    double earned_new;
    double bought_new;
    double growth;
    double rate;
    double ratio;
};

bool earned_growth_of(const struct Revenue *revenue, struct EarnedGrowth *result);

#endif
