/*
 * The count and sum of numbers that come and go, as a window slides over them. Whole numbers are
 * summed exactly; the others in a compensated sum, which starts again from 0 when the last of them
 * has gone, so that no residue stays.
 */
#ifndef ADVOCACY_TOTAL_H
#define ADVOCACY_TOTAL_H

#include <stdint.h>

#include "mathematics/sum.h"

/* A magnitude that more whole numbers than fit into memory can have without overflow. */
#define LARGEST_WHOLE_ADDEND 1073741824.0

struct Total {
    int64_t count;
    int64_t whole;
    int64_t others; /* how many are not whole, or larger than that */
    struct CompensatedSum rest;
};

/* Adds a finite number (direction +1), or takes one out again that was added (-1). */
static inline void total_move(struct Total *total, double value, int direction)
{
    total->count += direction;
    if (fabs(value) <= LARGEST_WHOLE_ADDEND && value == floor(value)) {
        total->whole += direction * (int64_t)value;
        return;
    }
    total->others += direction;
    if (total->others == 0) {
        total->rest = (struct CompensatedSum){0, 0};
    } else {
        sum_add(&total->rest, direction * value);
    }
}

static inline double total_sum(const struct Total *total)
{
    return (double)total->whole + sum_value(&total->rest);
}

#endif
