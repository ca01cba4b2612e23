/* The scale of an axis: from values to places, and the round numbers to mark on it. */
#ifndef ADVOCACY_MATHEMATICS_SCALE_H
#define ADVOCACY_MATHEMATICS_SCALE_H

#include <math.h>
#include <stdbool.h>

/* What values span. Start with EMPTY_EXTENT. */
struct Extent {
    double lowest;
    double highest;
};

#define EMPTY_EXTENT ((struct Extent){INFINITY, -INFINITY})

/* Widens the extent so that it holds a finite value; NaN changes nothing. */
void extend(struct Extent *extent, double value);

/*
 * lowest < highest, both finite, and marks at first * step, (first + 1) * step, ... last * step,
 * all between them. The step is 1, 2 or 5 times a power of ten.
 */
struct AxisScale {
    double lowest;
    double highest;
    double step;
    double first; /* whole numbers */
    double last;
};

#define MOST_MARKS 16

/*
 * The scale for values of that extent, with at most `most` marks (5 to MOST_MARKS) and its ends on
 * a mark where that is not past the largest double. An extent of one value, or so narrow that marks
 * could not be told apart in writing, becomes a scale with that value in the middle; one without
 * any value 0 to 1. With `is_whole` there are no marks between whole numbers.
 */
struct AxisScale scale_for(struct Extent extent, int most, bool is_whole);

int scale_marks(const struct AxisScale *scale);
/* Number i of them, 0 <= i < scale_marks(). */
double scale_mark(const struct AxisScale *scale, int i);

/* Where a value lies between the ends, 0 to 1; values beyond an end lie at that end. */
double scale_position(const struct AxisScale *scale, double value);

/* Whether zero is on the scale. */
bool scale_has_zero(const struct AxisScale *scale);

#endif
