/*
 * Decimal numbers in text, read and written without the C library, whose decimal point depends on
 * the locale of the host.
 */
#ifndef ADVOCACY_READING_DECIMAL_H
#define ADVOCACY_READING_DECIMAL_H

#include <stddef.h>

/*
 * The double nearest to a decimal number in the form of JSON (-12.5e+3; the caller has checked the
 * form). Numbers of up to 17 digits that were written from a double come back as that double; past
 * 19 digits the rest is cut off. Overflow gives infinity, underflow 0; the subnormal numbers before
 * it may be off by their last bit.
 */
double decimal_value(const char *text, size_t length);

#define LONGEST_DECIMAL 32

/*
 * Writes a finite number with the fewest significant digits, 15 at least where they are not zeros,
 * that decimal_value() reads back as the same number: 0.1, 40.0, 1.0e+20. There is always a digit
 * on both sides of the point, as JSON wants it. Returns the length, less than LONGEST_DECIMAL;
 * there is no zero byte at the end.
 */
size_t decimal_text(double value, char text[LONGEST_DECIMAL]);

#endif
