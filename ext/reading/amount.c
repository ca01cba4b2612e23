#include "reading/amount.h"

#include <math.h>
#include <string.h>

#include "reading/currency.h"
#include "reading/decimal.h"
#include "reading/plain_text.h"

#define MOST_GROUPS 48
#define MOST_CURRENCIES 2

/* The digits of an amount, cut into groups by what separates them. */
struct DigitGroups {
    int digits[MOST_GROUPS];         /* how many in each */
    char separator[MOST_GROUPS - 1]; /* behind each but the last */
    int count;
    bool begins_with_zero;
};

/* What stands around the digits. */
struct AmountSigns {
    int minuses;
    int pluses;
    int opened;
    int closed;
    int currencies;
};

static bool is_digit_of_amount(char character)
{
    return character >= '0' && character <= '9';
}

static bool is_separator(char character)
{
    return character == ',' || character == '.' || character == '\'' || character == ' ';
}

/* Moves behind the digits; false when there are none, or too many groups. */
static bool read_groups(const char **at, struct DigitGroups *groups)
{
    *groups = (struct DigitGroups){.begins_with_zero = **at == '0', .count = 1};
    for (;;) {
        if (is_digit_of_amount(**at)) {
            groups->digits[groups->count - 1]++;
        } else if (is_separator(**at) && is_digit_of_amount((*at)[1])) {
            if (groups->count == MOST_GROUPS) {
                return false;
            }
            groups->separator[groups->count - 1] = **at;
            groups->count++;
        } else {
            return groups->count > 1 || groups->digits[0] > 0;
        }
        ++*at;
    }
}

/* Whether the first `count` groups are a whole number. */
static bool are_thousands(const struct DigitGroups *groups, int count)
{
    if (count == 1) {
        return true;
    }
    bool in_threes = groups->digits[0] >= 1 && groups->digits[0] <= 3;
    bool in_twos = count > 2 && groups->separator[0] == ',' && groups->digits[0] >= 1 &&
                   groups->digits[0] <= 2;
    for (int i = 1; i < count; i++) {
        bool is_last = i == count - 1;
        in_threes = in_threes && groups->digits[i] == 3;
        in_twos = in_twos && groups->digits[i] == (is_last ? 3 : 2);
        if (groups->separator[i - 1] != groups->separator[0]) {
            return false;
        }
    }
    return (in_threes || in_twos) && !groups->begins_with_zero;
}

static bool may_be_mark(char separator, enum DecimalMark mark)
{
    return (separator == '.' && mark != DECIMAL_COMMA) ||
           (separator == ',' && mark != DECIMAL_POINT);
}

static bool may_separate_groups(char separator, enum DecimalMark mark)
{
    return !(separator == '.' && mark == DECIMAL_POINT) &&
           !(separator == ',' && mark == DECIMAL_COMMA);
}

/* How many of the groups, 0 or 1, are decimals; -1 when it is not clear, or none makes sense. */
static int decimal_groups(const struct DigitGroups *groups, enum DecimalMark mark)
{
    int last = groups->count - 2; /* separator */
    if (last < 0) {
        return 0;
    }
    bool is_whole =
        are_thousands(groups, groups->count) && may_separate_groups(groups->separator[0], mark);
    bool has_decimals = may_be_mark(groups->separator[last], mark) &&
                        are_thousands(groups, groups->count - 1) &&
                        (last == 0 || (groups->separator[0] != groups->separator[last] &&
                                       may_separate_groups(groups->separator[0], mark)));
    return is_whole == has_decimals ? -1 : has_decimals;
}

/* The value of the digits between; `decimals` is how many groups at the end are behind the mark. */
static double value_of_groups(const char *start, const char *end, const struct DigitGroups *groups,
                              int decimals)
{
    char number[LONGEST_PLAIN_TEXT + 2];
    size_t length = 0;
    int group = 0;
    number[length++] = '0';
    for (const char *at = start; at < end; at++) {
        if (is_digit_of_amount(*at)) {
            number[length++] = *at;
        } else if (++group == groups->count - decimals) {
            number[length++] = '.';
        }
    }
    return decimal_value(number, length);
}

/* The length of e+06 behind a number; 0 when there is none. */
static size_t exponent_length(const char *at)
{
    size_t sign = at[0] == 'e' && (at[1] == '+' || at[1] == '-');
    size_t digits = at[0] == 'e' ? strspn(at + 1 + sign, "0123456789") : 0;
    return digits > 0 ? 1 + sign + digits : 0;
}

/* Behind whole units: "99,-", "99.--" and "99." */
static size_t empty_decimals_length(const char *at, enum DecimalMark mark)
{
    if (!may_be_mark(*at, mark)) {
        return 0;
    }
    size_t dashes = strspn(at + 1, "-");
    if (dashes == 1 || dashes == 2) {
        return 1 + dashes;
    }
    return dashes == 0 && *at == '.' ? 1 : 0;
}

/* Reads the digits and moves behind them. */
static bool read_digits(const char **at, enum DecimalMark mark, double *amount)
{
    struct DigitGroups groups;
    const char *start = *at;
    if (!read_groups(at, &groups)) {
        return false;
    }
    size_t exponent = exponent_length(*at);
    if (exponent > 0) {
        bool is_plain = groups.digits[0] > 0 &&
                        (groups.count == 1 || (groups.count == 2 && groups.separator[0] == '.' &&
                                               mark != DECIMAL_COMMA));
        *at += exponent;
        *amount = is_plain ? decimal_value(start, (size_t)(*at - start)) : 0;
        return is_plain;
    }
    /* A mark with nothing behind it is one all the same: 1.234,- */
    size_t empty = empty_decimals_length(*at, mark);
    if (empty > 0) {
        mark = **at == '.' ? DECIMAL_POINT : DECIMAL_COMMA;
    }
    int decimals = decimal_groups(&groups, mark);
    if (decimals < 0 || (decimals > 0 && empty > 0)) {
        return false;
    }
    *amount = value_of_groups(start, *at, &groups, decimals);
    *at += empty;
    return true;
}

/* Reads currencies, signs and brackets, which belong to one side of the digits. */
static void read_signs(const char **at, bool is_behind, struct AmountSigns *signs)
{
    for (;;) {
        size_t currency = currency_length_at(*at);
        if (currency > 0) {
            signs->currencies++;
            *at += currency;
        } else if (**at == '-') {
            signs->minuses++;
            ++*at;
        } else if (**at == '+' && !is_behind) {
            signs->pluses++;
            ++*at;
        } else if (**at == (is_behind ? ')' : '(')) {
            ++*(is_behind ? &signs->closed : &signs->opened);
            ++*at;
        } else if (**at == ' ') {
            ++*at;
        } else {
            return;
        }
    }
}

bool amount_in_text(const char *text, size_t length, enum DecimalMark mark, double *amount)
{
    struct PlainText plain;
    if (!make_plain(text, length, &plain)) {
        return false;
    }
    struct AmountSigns signs = {0};
    const char *at = plain.text;
    read_signs(&at, false, &signs);
    if (!read_digits(&at, mark, amount)) {
        return false;
    }
    read_signs(&at, true, &signs);
    bool is_one_sign = signs.minuses + signs.pluses + signs.opened <= 1;
    if (*at != 0 || !is_one_sign || signs.opened != signs.closed ||
        signs.currencies > MOST_CURRENCIES || !isfinite(*amount)) {
        return false;
    }
    *amount = signs.minuses + signs.opened > 0 ? 0 - *amount : *amount;
    return true;
}
