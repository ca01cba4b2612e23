#include "support/check.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void check_near(double found, double expected, double tolerance, const char *expression,
                const char *file, int line)
{
    if (!(fabs(found - expected) <= tolerance)) {
        print_error("%s\n  expected: %.17g\n  found:    %.17g\n  allowed:  %g\n", expression,
                    expected, found, tolerance);
        _fail(file, line);
    }
}

void check_relative(double found, double expected, double tolerance, const char *expression,
                    const char *file, int line)
{
    check_near(found, expected, tolerance * fabs(expected), expression, file, line);
}

struct TightText tight_text(const char *text, size_t length)
{
    /* One byte in front, because a block of no bytes may be a null pointer. */
    struct TightText tight = {.block = malloc(length + 1), .length = length};
    assert_non_null(tight.block);
    memcpy(tight.block + 1, text, length);
    tight.text = tight.block + 1;
    return tight;
}

void free_tight_text(struct TightText *tight)
{
    free(tight->block);
    tight->block = NULL;
}

const char *printable(const char *text, size_t length, char *buffer, size_t size)
{
    size_t at = 0;
    for (size_t i = 0; i < length && at + 5 < size; i++) {
        unsigned char byte = (unsigned char)text[i];
        int wrote = byte >= 0x20 && byte < 0x7F && byte != '\\'
                        ? snprintf(buffer + at, size - at, "%c", byte)
                        : snprintf(buffer + at, size - at, "\\x%02x", byte);
        at += (size_t)wrote;
    }
    buffer[at] = 0;
    return buffer;
}

double random_double(struct Random *random)
{
    double value;
    do {
        uint64_t bits = random_next(random);
        memcpy(&value, &bits, sizeof value);
    } while (!isfinite(value));
    return value;
}

double random_magnitude(struct Random *random, double smallest, double largest)
{
    double low = log(smallest);
    return exp(low + (log(largest) - low) * random_unit(random));
}
