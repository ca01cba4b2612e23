/*
 * Compensated sums: the error of each addition is kept beside the sum (Neumaier, ZAMM 54, 1974,
 * algorithm II), so that a window that adds and removes a million values ends where a plain sum
 * over its rows would.
 */
#ifndef ADVOCACY_MATHEMATICS_SUM_H
#define ADVOCACY_MATHEMATICS_SUM_H

#include <math.h>

struct CompensatedSum {
    double sum;
    double error;
};

/* To remove a value, add its negative. Finite values only. */
static inline void sum_add(struct CompensatedSum *accumulator, double value)
{
    double sum = accumulator->sum + value;
    if (fabs(accumulator->sum) >= fabs(value)) {
        accumulator->error += (accumulator->sum - sum) + value;
    } else {
        accumulator->error += (value - sum) + accumulator->sum;
    }
    accumulator->sum = sum;
}

static inline double sum_value(const struct CompensatedSum *accumulator)
{
    return accumulator->sum + accumulator->error;
}

#endif
