#include "reading/number_text.h"

#include <math.h>
#include <stdint.h>

#define MOST_DECIMALS 9
#define LARGEST_UNIT 12
/* From here on neither units nor decimals help. */
#define TOO_LARGE 1e15
#define TOO_SMALL 1e-5
/* A product with a larger number might not be a whole number of an int64_t. */
#define LARGEST_WRITTEN 1e17

/* The exponent e for which 10^e <= value < 10^(e + 1), or one beside it at the borders. */
static int decimal_exponent(double value)
{
    return (int)floor(log10(value));
}

/* value * 10^exponent, also where the power by itself is out of range. */
static double times_power(double value, int exponent)
{
    int half = exponent / 2;
    return value * pow(10, half) * pow(10, exponent - half);
}

struct NumberStyle number_style(double largest, double resolution, double longest)
{
    struct NumberStyle style = {0};
    if (largest >= TOO_LARGE || largest < TOO_SMALL) {
        style.power = largest > 0 ? decimal_exponent(largest) : 0;
    } else if (largest >= longest) {
        while (style.unit < LARGEST_UNIT && largest >= times_power(1, style.unit + 3)) {
            style.unit += 3;
        }
    }
    double digits = -floor(log10(resolution) + 1e-9) + style.unit + style.power;
    style.decimals = (int)fmax(0, fmin(MOST_DECIMALS, digits));
    return style;
}

static size_t write_digits(uint64_t number, int fewest, char *text)
{
    char reversed[24];
    int count = 0;
    while (number > 0 || count < fewest) {
        reversed[count++] = (char)('0' + number % 10);
        number /= 10;
    }
    for (int i = 0; i < count; i++) {
        text[i] = reversed[count - 1 - i];
    }
    return (size_t)count;
}

static size_t write_fixed(double value, int decimals, char *text)
{
    double power = pow(10, decimals);
    double rounded = round(fmin(fabs(value) * power, LARGEST_WRITTEN));
    uint64_t number = (uint64_t)rounded;
    uint64_t unit = (uint64_t)power;
    size_t length = 0;
    if (value < 0 && number > 0) {
        text[length++] = '-';
    }
    length += write_digits(number / unit, 1, text + length);
    if (decimals > 0) {
        text[length++] = '.';
        length += write_digits(number % unit, decimals, text + length);
    }
    return length;
}

static size_t write_suffix(struct NumberStyle style, char *text)
{
    static const char *const suffixes[] = {"", "k", "M", "bn", "tn"};
    size_t length = 0;
    if (style.power == 0) {
        for (const char *at = suffixes[style.unit / 3]; *at; at++) {
            text[length++] = *at;
        }
        return length;
    }
    text[length++] = 'e';
    if (style.power < 0) {
        text[length++] = '-';
    }
    return length +
           write_digits((uint64_t)(style.power < 0 ? -style.power : style.power), 1, text + length);
}

size_t number_text(double value, struct NumberStyle style, char text[LONGEST_NUMBER])
{
    if (value == 0 && (style.unit != 0 || style.power != 0)) {
        /* Zero is zero in every unit. */
        text[0] = '0';
        return 1;
    }
    double scaled = times_power(value, -style.unit - style.power);
    size_t length = write_fixed(scaled, style.decimals, text);
    return length + write_suffix(style, text + length);
}

size_t short_number_text(double value, int decimals, char text[LONGEST_NUMBER])
{
    size_t length = write_fixed(value, decimals, text);
    if (decimals > 0) {
        while (text[length - 1] == '0') {
            length--;
        }
        if (text[length - 1] == '.') {
            length--;
        }
    }
    return length;
}
