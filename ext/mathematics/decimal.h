/*
 * Decimal numbers in text, read without the C library, whose reading depends on the locale of the
 * host.
 */
#ifndef ADVOCACY_DECIMAL_H
#define ADVOCACY_DECIMAL_H

#include <stddef.h>

/*
 * The double nearest to a decimal number in the form of JSON (-12.5e+3; the caller has checked the
 * form). Numbers of up to 17 digits that were written from a double come back as that double; past
 * 19 digits the rest is cut off. Overflow gives infinity, underflow 0.
 */
double decimal_value(const char *text, size_t length);

#endif
