#include "mathematics/apportion.h"

#include <math.h>

/*
 * The amounts by a power of two, which changes no digit, so that neither their sum nor their
 * product with the whole overflows or loses digits at the small end.
 */
static double scale_amounts(const double *amounts, int count, double *scaled)
{
    double largest = 0;
    for (int i = 0; i < count; i++) {
        largest = fmax(largest, amounts[i]);
    }
    int exponent;
    frexp(largest, &exponent);
    double total = 0;
    for (int i = 0; i < count; i++) {
        /* In two steps: the power by itself may be out of range. */
        scaled[i] = ldexp(ldexp(amounts[i], -(exponent / 2)), -(exponent - exponent / 2));
        total += scaled[i];
    }
    return total;
}

void apportion(const double *amounts, int count, int whole, int *parts)
{
    double scaled[MOST_PARTS_OF_WHOLE];
    double remainders[MOST_PARTS_OF_WHOLE];
    double total = scale_amounts(amounts, count, scaled);
    int left = whole;
    for (int i = 0; i < count; i++) {
        double product = scaled[i] * whole;
        /* Unlike the difference of a quotient and its floor, fmod() does not round. */
        remainders[i] = fmod(product, total);
        parts[i] = (int)rint((product - remainders[i]) / total);
        left -= parts[i];
    }
    for (; left > 0; left--) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            if (remainders[i] > remainders[best]) {
                best = i;
            }
        }
        parts[best]++;
        remainders[best] = -1;
    }
}

void shares_of(const double *amounts, int count, double *shares)
{
    double total = scale_amounts(amounts, count, shares);
    for (int i = 0; i < count; i++) {
        shares[i] /= total;
    }
}
