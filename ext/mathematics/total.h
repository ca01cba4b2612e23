/*
 * The count and the exact sum of numbers that come and go, as a window slides over them (rule 7).
 */
#ifndef ADVOCACY_MATHEMATICS_TOTAL_H
#define ADVOCACY_MATHEMATICS_TOTAL_H

#include <stdint.h>

#include "mathematics/exact_sum.h"

struct Total {
    int64_t count;
    struct ExactSum sum;
};

/* Adds a finite number (direction +1), or takes one out again that was added (-1). */
static inline void total_move(struct Total *total, double value, int direction)
{
    total->count += direction;
    if (total->count == 0) {
        total->sum = (struct ExactSum){0};
    } else {
        exact_sum_add(&total->sum, direction * value);
    }
}

static inline double total_sum(const struct Total *total)
{
    return exact_sum_value(&total->sum);
}

#endif
