/* How large numbers may be, whatever they measure. */
#ifndef ADVOCACY_MATHEMATICS_LIMITS_H
#define ADVOCACY_MATHEMATICS_LIMITS_H

/*
 * Beyond any count, time or sum of money, and so that squares, and sums of any number of them, are
 * finite.
 */
#define LARGEST_NUMBER 1e100

/* 2^53 - 1: up to here a double counts exactly, and nothing that is larger is rounded to it. */
#define LARGEST_COUNT 9007199254740991.0

#endif
