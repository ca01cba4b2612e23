/* For the suites of the pure code: comparisons of doubles, and text that nothing may read past. */
#ifndef TESTS_CHECK_H
#define TESTS_CHECK_H

#include <stddef.h>

#include "support/database.h"

/* The numbers differ by at most this much; NaN never passes. */
#define assert_near(found, expected, tolerance)                                                    \
    check_near(found, expected, tolerance, #found, __FILE__, __LINE__)
/* The same with a tolerance relative to `expected`. */
#define assert_relative(found, expected, tolerance)                                                \
    check_relative(found, expected, tolerance, #found, __FILE__, __LINE__)

void check_near(double found, double expected, double tolerance, const char *expression,
                const char *file, int line);
void check_relative(double found, double expected, double tolerance, const char *expression,
                    const char *file, int line);

/*
 * A copy of these bytes that ends where its block of memory ends, without a zero byte, so that a
 * sanitizer or valgrind sees the first byte that is read too far.
 */
struct TightText {
    char *block;
    const char *text;
    size_t length;
};
struct TightText tight_text(const char *text, size_t length);
void free_tight_text(struct TightText *tight);

/* Writes bytes so that a failure message can show them: \xNN where they are not printable ASCII. */
const char *printable(const char *text, size_t length, char *buffer, size_t size);

/* A double of any exponent and sign: random bits, but neither infinite nor NaN. */
double random_double(struct Random *random);
/* Between these, both > 0, with the logarithm evenly spread. */
double random_magnitude(struct Random *random, double smallest, double largest);

#endif
