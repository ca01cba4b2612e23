#include "reading/decimal.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

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

/* value * 10^exponent */
static struct DoublePair scaled_pair(struct DoublePair value, int exponent)
{
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
    return value;
}

static uint64_t rounded(struct DoublePair value)
{
    double whole = floor(value.high);
    double rest = (value.high - whole) + value.low;
    double up = floor(rest + 0.5);
    return up < 0 ? (uint64_t)whole - (uint64_t)-up : (uint64_t)whole + (uint64_t)up;
}

#define EXTREME_EXPONENT 250
#define SPARE_BITS 200

/*
 * Near the smallest doubles the low part of a pair would lose its digits, near the largest one the
 * high part could overflow before it is rounded: so there the pair is kept away from them by a
 * power of two. A subnormal result is a whole number of the smallest double, and rounded to that
 * once.
 */
static double scaled_far(uint64_t digits, int exponent)
{
    int spare = exponent < 0 ? SPARE_BITS : -SPARE_BITS;
    struct DoublePair value = multiplied(pair_of_integer(digits), ldexp(1, spare));
    value = scaled_pair(value, exponent);
    if (!isfinite(value.high)) {
        return INFINITY; /* the low part is not a number then */
    }
    if (spare < 0 || value.high >= ldexp(DBL_MIN, spare)) {
        return ldexp(value.high + value.low, -spare);
    }
    double unit = ldexp(DBL_TRUE_MIN, spare);
    return (double)rounded((struct DoublePair){value.high / unit, value.low / unit}) * DBL_TRUE_MIN;
}

static double scaled(uint64_t digits, int exponent)
{
    /* A single rounding of exact numbers is the nearest double at once. */
    if (digits >> DBL_MANT_DIG == 0 && exponent >= -LARGEST_EXACT_POWER &&
        exponent <= LARGEST_EXACT_POWER) {
        return exponent < 0 ? (double)digits / exact_power[-exponent]
                            : (double)digits * exact_power[exponent];
    }
    if (exponent > EXTREME_EXPONENT || exponent < -EXTREME_EXPONENT) {
        return scaled_far(digits, exponent);
    }
    struct DoublePair value = scaled_pair(pair_of_integer(digits), exponent);
    return value.high + value.low;
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
    return negative ? 0 - magnitude : magnitude;
}

/*
 * Writing: the number is scaled so that its first 15, 16 or 17 digits stand before the point, and
 * rounded there; 17 always suffice.
 */
#define FEWEST_DIGITS 15
#define MOST_DIGITS 17

/* value * 10^-exponent with `exponent` chosen so that FEWEST_DIGITS stand before the point. */
static struct DoublePair first_digits(double value, int *exponent)
{
    int binary;
    frexp(value, &binary);
    /* log10(2) rounded down: too small by at most one power. */
    *exponent = (int)floor((binary - 1) * 0.30102999566398) - (FEWEST_DIGITS - 1);
    struct DoublePair scaled_value = scaled_pair((struct DoublePair){value, 0}, -*exponent);
    double limit = exact_power[FEWEST_DIGITS];
    if (scaled_value.high > limit || (scaled_value.high == limit && scaled_value.low >= 0)) {
        (*exponent)++;
        scaled_value = scaled_pair((struct DoublePair){value, 0}, -*exponent);
    }
    return scaled_value;
}

/* Digits without zeros at their end, and the power of ten that they count. */
struct Digits {
    char text[MOST_DIGITS + 3];
    int count;
    int exponent; /* of the first digit */
    int precision;
};

static struct Digits shortest_digits(double value)
{
    int exponent;
    struct DoublePair first = first_digits(value, &exponent);
    struct Digits digits = {.precision = FEWEST_DIGITS};
    uint64_t number = rounded(first);
    while (digits.precision < MOST_DIGITS && scaled(number, exponent) != value) {
        exponent--;
        digits.precision++;
        number = rounded(multiplied(first, exact_power[digits.precision - FEWEST_DIGITS]));
    }
    char *end = digits.text + sizeof digits.text;
    char *at = end;
    for (; number > 0; number /= 10) {
        *--at = (char)('0' + number % 10);
    }
    digits.count = (int)(end - at);
    digits.exponent = exponent + digits.count - 1;
    memmove(digits.text, at, (size_t)digits.count);
    while (digits.count > 1 && digits.text[digits.count - 1] == '0') {
        digits.count--;
    }
    return digits;
}

static char *append_zeros(char *text, int count)
{
    for (int i = 0; i < count; i++) {
        *text++ = '0';
    }
    return text;
}

/* Digits from..to - 1 as far as there are any. */
static char *append_digits(char *text, const struct Digits *digits, int from, int to)
{
    for (int i = from; i < to && i < digits->count; i++) {
        *text++ = digits->text[i];
    }
    return text;
}

/* The point and the digits behind it, one at least. */
static char *append_fraction(char *text, const struct Digits *digits, int from)
{
    *text++ = '.';
    return from < digits->count ? append_digits(text, digits, from, digits->count)
                                : append_zeros(text, 1);
}

static char *append_exponent(char *text, int exponent)
{
    unsigned magnitude = (unsigned)(exponent < 0 ? -exponent : exponent);
    *text++ = 'e';
    *text++ = exponent < 0 ? '-' : '+';
    if (magnitude >= 100) {
        *text++ = (char)('0' + magnitude / 100);
    }
    *text++ = (char)('0' + magnitude / 10 % 10);
    *text++ = (char)('0' + magnitude % 10);
    return text;
}

size_t decimal_text(double value, char text[LONGEST_DECIMAL])
{
    char *at = text;
    if (value < 0) {
        *at++ = '-';
    }
    struct Digits digits = {.text = "0", .count = 1, .precision = FEWEST_DIGITS};
    if (value != 0) {
        digits = shortest_digits(fabs(value));
    }
    int whole = digits.exponent + 1;
    if (digits.exponent < -4 || digits.exponent >= digits.precision) {
        at = append_digits(at, &digits, 0, 1);
        at = append_fraction(at, &digits, 1);
        at = append_exponent(at, digits.exponent);
    } else if (whole > 0) {
        at = append_digits(at, &digits, 0, whole);
        at = append_zeros(at, whole - digits.count);
        at = append_fraction(at, &digits, whole);
    } else {
        at = append_zeros(at, 1);
        *at++ = '.';
        at = append_zeros(at, -whole);
        at = append_digits(at, &digits, 0, digits.count);
    }
    return (size_t)(at - text);
}
