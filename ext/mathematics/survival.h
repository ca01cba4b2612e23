/* How long something takes where some of it is not over yet. */
#ifndef ADVOCACY_MATHEMATICS_SURVIVAL_H
#define ADVOCACY_MATHEMATICS_SURVIVAL_H

#include <stdint.h>

/* Two sorted arrays of finite numbers. */
struct Durations {
    const double *over;
    const double *open; /* at least so long: they are not over yet */
    int64_t over_count;
    int64_t open_count;
};

/*
 * The time after which half are over: where the curve of Kaplan and Meier (Journal of the American
 * Statistical Association 53, 1958) reaches one half; where it stays at one half, the middle
 * between the two times at which it falls, so that without open ones it is the usual median. What
 * is open at a time still counts at it. NaN where the curve stays above.
 */
double survival_median(const struct Durations *durations);

#endif
