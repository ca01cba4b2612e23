#include "mathematics/revenue.h"

#define TWO_TO_32 4294967296.0

void exact_sum_move(struct ExactSum *sum, const struct Amount *amount, int direction)
{
    if (amount->is_whole) {
        /* Halves of a number, so that even 2^31 of the largest do not overflow. */
        int64_t low = (int64_t)((uint64_t)amount->whole & 0xffffffffU);
        sum->low += direction * low;
        sum->high += direction * ((amount->whole - low) / (int64_t)TWO_TO_32);
        return;
    }
    sum_add(&sum->real, direction * amount->real);
    sum->reals += direction;
    if (sum->reals == 0) {
        sum->real = (struct CompensatedSum){0, 0};
    }
}

double exact_sum_value(const struct ExactSum *sum)
{
    double whole = (double)sum->high * TWO_TO_32 + (double)sum->low;
    return sum->reals > 0 ? whole + sum_value(&sum->real) : whole;
}

double amount_value(const struct Amount *amount)
{
    return amount->is_whole ? (double)amount->whole : amount->real;
}

void revenue_move(struct Revenue *revenue, const struct Amount *previous,
                  const struct Amount *current, bool is_earned, int direction)
{
    exact_sum_move(&revenue->previous, previous, direction);
    struct ExactSum *sum = &revenue->retained;
    if (amount_value(previous) == 0) {
        sum = is_earned ? &revenue->earned : &revenue->bought;
    }
    exact_sum_move(sum, current, direction);
}

bool earned_growth_of(const struct Revenue *revenue, struct EarnedGrowth *result)
{
    double previous = exact_sum_value(&revenue->previous);
    double retained = exact_sum_value(&revenue->retained);
    double earned = exact_sum_value(&revenue->earned);
    double bought = exact_sum_value(&revenue->bought);
    if (!(previous > 0)) {
        return false;
    }
    double grown = retained - previous + earned + bought;
    result->net_revenue_retention = 100 * retained / previous;
    result->earned_new = 100 * earned / previous;
    result->bought_new = 100 * bought / previous;
    result->growth = 100 * grown / previous;
    result->rate = 100 * (retained - previous + earned) / previous;
    result->ratio = grown > 0 ? 100 * (retained - previous + earned) / grown : NAN;
    return true;
}
