/*
 * What last period's customers are worth this period, and where growth comes from: net revenue
 * retention and earned growth (Reichheld, Darnell and Burns 2021, Winning on Purpose, appendix B).
 */
#ifndef ADVOCACY_REVENUE_H
#define ADVOCACY_REVENUE_H

#include <stdbool.h>
#include <stdint.h>

#include "mathematics/sum.h"

/*
 * A sum that is exact for whole numbers, whatever their number and order, and compensated for
 * others; what was added can be taken out again.
 */
struct ExactSum {
    int64_t high; /* of the whole numbers: high * 2^32 + low */
    int64_t low;
    int64_t reals; /* how many of the others are in it */
    struct CompensatedSum real;
};

/* An amount of money: a whole number, or another one of at most LARGEST_REVENUE. */
struct Amount {
    bool is_whole;
    int64_t whole;
    double real;
};

#define LARGEST_REVENUE 1e100

/* direction +1 adds, -1 takes out. */
void exact_sum_move(struct ExactSum *sum, const struct Amount *amount, int direction);
double exact_sum_value(const struct ExactSum *sum);
double amount_value(const struct Amount *amount);

/* Sums over customers. One with revenue in the previous period is an old customer. */
struct Revenue {
    struct ExactSum previous;
    struct ExactSum retained; /* this period's, of old customers */
    struct ExactSum earned;   /* of new customers who came by recommendation */
    struct ExactSum bought;   /* of other new customers */
};

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
