/*
 * Exact sums, from which a value that was added can be taken out again without a trace.
 *
 * A sum is kept as a short list of doubles that do not overlap, and an addition adds its own
 * rounding error to the list (Shewchuk, Discrete and Computational Geometry 18, 1997,
 * GROW-EXPANSION with the zeros left out). It is exact, whatever the sizes of the values, as long
 * as the list is long enough, for parts over some 370 bits; beyond that the smallest is lost. That
 * is nothing to the sum, but would be something to what is left when the large values have been
 * taken out.
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
#include <stdbool.h>
#include <string.h>

#define MOST_PARTS 7

/* All zero is the sum of nothing. The parts ascend in magnitude. */
struct ExactSum {
    int count;
    bool has_lost; /* the smallest part, since the list was not long enough */
    double part[MOST_PARTS];
};

/* The sum of two numbers, the first no smaller in size, and what rounding has taken from it. */
static inline double exact_sum_of_two(double larger, double smaller, double *error)
{
    double sum = larger + smaller;
    *error = smaller - (sum - larger);
    return sum;
}

/* Makes the parts as few as they can be (COMPRESS of the same paper); returns how many. */
static inline int exact_sum_compress(double *part, int count)
{
    double error;
    double rest = part[count - 1];
    int lowest = count;
    for (int i = count - 2; i >= 0; i--) {
        rest = exact_sum_of_two(rest, part[i], &error);
        if (error != 0) {
            part[--lowest] = rest;
            rest = error;
        }
    }
    int kept = 0;
    for (int i = lowest; i < count; i++) {
        rest = exact_sum_of_two(part[i], rest, &error);
        if (error != 0) {
            part[kept++] = error;
        }
    }
    part[kept++] = rest;
    return kept;
}

/* For a list that has become too long by one part. */
static inline void exact_sum_shorten(struct ExactSum *sum, double largest)
{
    double part[MOST_PARTS + 1];
    memcpy(part, sum->part, sizeof sum->part);
    part[MOST_PARTS] = largest;
    int count = exact_sum_compress(part, MOST_PARTS + 1);
    bool is_too_long = count > MOST_PARTS;
    sum->has_lost = sum->has_lost || is_too_long;
    sum->count = count - is_too_long;
    memcpy(sum->part, part + is_too_long, (size_t)sum->count * sizeof sum->part[0]);
}

/* To remove a value, add its negative. Finite values only. */
static inline void exact_sum_add(struct ExactSum *sum, double value)
{
    int kept = 0;
    for (int i = 0; i < sum->count; i++) {
        double part = sum->part[i];
        double larger = fabs(value) >= fabs(part) ? value : part;
        double smaller = fabs(value) >= fabs(part) ? part : value;
        double error;
        value = exact_sum_of_two(larger, smaller, &error);
        if (error != 0) {
            sum->part[kept++] = error;
        }
    }
    if (kept == MOST_PARTS && value != 0) {
        exact_sum_shorten(sum, value);
        return;
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
