/*
 * Exact sums, from which a value that was added can be taken out again without a trace.
 *
 * A sum is kept as a short list of doubles that do not overlap, and an addition adds its own
 * rounding error to the list (Shewchuk, Discrete and Computational Geometry 18, 1997,
 * GROW-EXPANSION with the zeros left out). It is exact, whatever the sizes of the values, as long
 * as the list is long enough; beyond that the smallest part is lost.
 *
 *                       part[0]   part[1]      in one double
 *     add 1e17           1e17                      1e17
 *     add 1                 1      1e17            1e17, and the 1 is lost
 *     add 0.5             1.5      1e17            1e17
 *     take 1e17 out       1.5                         0
 */
#ifndef ADVOCACY_MATHEMATICS_EXACT_SUM_H
#define ADVOCACY_MATHEMATICS_EXACT_SUM_H

#include <math.h>
#include <string.h>

#define MOST_PARTS 7

/* All zero is the sum of nothing. The parts ascend in magnitude. */
struct ExactSum {
    int count;
    double part[MOST_PARTS];
};

/* To remove a value, add its negative. Finite values only. */
static inline void exact_sum_add(struct ExactSum *sum, double value)
{
    int kept = 0;
    for (int i = 0; i < sum->count; i++) {
        double part = sum->part[i];
        double larger = fabs(value) >= fabs(part) ? value : part;
        double smaller = fabs(value) >= fabs(part) ? part : value;
        value = larger + smaller;
        double error = smaller - (value - larger);
        if (error != 0) {
            sum->part[kept++] = error;
        }
    }
    if (kept == MOST_PARTS) {
        kept--;
        memmove(sum->part, sum->part + 1, (size_t)kept * sizeof sum->part[0]);
    }
    if (value != 0) {
        sum->part[kept++] = value;
    }
    sum->count = kept;
}

static inline double exact_sum_value(const struct ExactSum *sum)
{
    double value = 0;
    for (int i = 0; i < sum->count; i++) {
        value += sum->part[i];
    }
    return value;
}

#endif
