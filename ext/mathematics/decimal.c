#include "mathematics/decimal.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * An unevaluated sum of two doubles: about 106 bits, enough to scale by a power of ten and then
 * round once.
 */
struct DoublePair {
    double high;
    double low;
};

#define LARGEST_EXACT_POWER 22
static const double exact_power[LARGEST_EXACT_POWER + 1] = {
    1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

static struct DoublePair normalised(double high, double low)
{
    double sum = high + low;
    return (struct DoublePair){sum, low - (sum - high)};
}

static struct DoublePair pair_of_integer(uint64_t value)
{
    double high = (double)(value >> 11) * 2048.0;
    return normalised(high, (double)(value & 2047));
}

static struct DoublePair multiplied(struct DoublePair a, double b)
{
    double high = a.high * b;
    double low = fma(a.high, b, -high) + a.low * b;
    return normalised(high, low);
}

static struct DoublePair divided(struct DoublePair a, double b)
{
    double quotient = a.high / b;
    double remainder = fma(-quotient, b, a.high) + a.low;
    return normalised(quotient, remainder / b);
}

static double scaled(uint64_t digits, int exponent)
{
    struct DoublePair value = pair_of_integer(digits);
    while (exponent != 0 && isfinite(value.high) && value.high != 0) {
        int step = exponent > 0 ? exponent : -exponent;
        step = step > LARGEST_EXACT_POWER ? LARGEST_EXACT_POWER : step;
        if (exponent > 0) {
            value = multiplied(value, exact_power[step]);
            exponent -= step;
        } else {
            value = divided(value, exact_power[step]);
            exponent += step;
        }
    }
    /* Infinity has a low part that is not a number. */
    return isfinite(value.high) ? value.high + value.low : INFINITY;
}

#define EXPONENT_LIMIT 100000

static int read_exponent(const char *at, const char *end)
{
    bool negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+')) {
        at++;
    }
    int exponent = 0;
    for (; at < end && exponent < EXPONENT_LIMIT; at++) {
        exponent = exponent * 10 + (*at - '0');
    }
    return negative ? -exponent : exponent;
}

double decimal_value(const char *text, size_t length)
{
    const char *at = text;
    const char *end = text + length;
    bool negative = at < end && *at == '-';
    if (negative) {
        at++;
    }
    uint64_t digits = 0;
    int count = 0;
    int64_t exponent = 0;
    bool in_fraction = false;
    for (; at < end && *at != 'e' && *at != 'E'; at++) {
        if (*at == '.') {
            in_fraction = true;
        } else if (count < 19) {
            digits = digits * 10 + (uint64_t)(*at - '0');
            count += digits != 0;
            exponent -= in_fraction;
        } else {
            exponent += !in_fraction;
        }
    }
    if (at < end) {
        exponent += read_exponent(at + 1, end);
    }
    if (digits == 0) {
        return 0;
    }
    if (exponent > EXPONENT_LIMIT || exponent < -EXPONENT_LIMIT) {
        exponent = exponent > 0 ? EXPONENT_LIMIT : -EXPONENT_LIMIT;
    }
    double magnitude = scaled(digits, (int)exponent);
    return negative ? -magnitude : magnitude;
}
