#include "mathematics/revenue.h"

struct Amount whole_amount(int64_t amount)
{
    int64_t small = amount % ((int64_t)1 << 32);
    return (struct Amount){(double)(amount - small), (double)small};
}

static void move_amount(struct ExactSum *sum, const struct Amount *amount, int direction)
{
    exact_sum_add(sum, direction * amount->large);
    if (amount->small != 0) {
        exact_sum_add(sum, direction * amount->small);
    }
}

void revenue_move(struct Revenue *revenue, const struct Amount *previous,
                  const struct Amount *current, bool is_earned, int direction)
{
    const struct ExactSum nothing = {0};
    if (previous->large == 0 && previous->small == 0) {
        move_amount(is_earned ? &revenue->earned : &revenue->bought, current, direction);
        revenue->new_customers += direction;
    } else {
        move_amount(&revenue->previous, previous, direction);
        move_amount(&revenue->retained, current, direction);
        revenue->old_customers += direction;
    }
    if (revenue->new_customers == 0) {
        revenue->earned = revenue->bought = nothing;
    }
    if (revenue->old_customers == 0) {
        revenue->previous = revenue->retained = nothing;
    }
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
