/* The reader of amounts: tables of what people write, and random amounts as printf writes them. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reading/amount.h"
#include "support/check.h"

#define NO_AMOUNT NAN

struct AmountCase {
    const char *text;
    double expected;
};

static void assert_amount(const char *text, size_t length, enum DecimalMark mark, double expected)
{
    struct TightText tight = tight_text(text, length);
    double found = NO_AMOUNT;
    if (!amount_in_text(tight.text, tight.length, mark, &found)) {
        found = NO_AMOUNT;
    }
    free_tight_text(&tight);
    bool is_same =
        isnan(expected) ? isnan(found) : found == expected && !signbit(found) == !(found < 0);
    if (!is_same) {
        char shown[512];
        fail_msg("'%s' with mark %d\n  expected: %.17g\n  found:    %.17g",
                 printable(text, length, shown, sizeof shown), (int)mark, expected, found);
    }
}

static void assert_amounts(enum DecimalMark mark, const struct AmountCase *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_amount(cases[i].text, strlen(cases[i].text), mark, cases[i].expected);
    }
}

#define EXPECT(mark, ...)                                                                          \
    assert_amounts(mark, (const struct AmountCase[]){__VA_ARGS__},                                 \
                   sizeof((const struct AmountCase[]){__VA_ARGS__}) / sizeof(struct AmountCase))

static void plain_numbers_are_read(void **state)
{
    (void)state;
    EXPECT(UNKNOWN_MARK, {"0", 0}, {"7", 7}, {"1234", 1234}, {"12.5", 12.5}, {"12,5", 12.5},
           {"1.5", 1.5}, {"12.50", 12.5}, {"1234.567", 1234.567}, {"1234,5678", 1234.5678},
           {"0.125", 0.125}, {"0,125", 0.125}, {".5", 0.5}, {",5", 0.5}, {"5.", 5}, {"007", 7},
           {"1e3", 1000}, {"1.5e+06", 1.5e6}, {"1.234e-2", 0.01234},
           {"12345678901234567890", 12345678901234567890.0}, {" 7\r\n", 7});
}

static void thousands_are_read_in_every_countrys_way(void **state)
{
    (void)state;
    EXPECT(UNKNOWN_MARK, {"1,234.50", 1234.5}, {"1.234,50", 1234.5}, {"1 234,5", 1234.5},
           {"1\u00A0234,5", 1234.5}, {"1\u202F234,5", 1234.5}, {"1\u2009234.5", 1234.5},
           {"1'234.50", 1234.5}, {"1\u2019234,50", 1234.5}, {"1,234,567", 1234567},
           {"1.234.567", 1234567}, {"1 234 567", 1234567}, {"1'234", 1234}, {"1 234", 1234},
           {"1,234.567", 1234.567}, {"1.234.567,8", 1234567.8}, {"12,34,567.00", 1234567},
           {"12,34,567", 1234567}, {"1,23,45,678.9", 12345678.9},
           {"\uFF11\uFF0C\uFF12\uFF13\uFF14\uFF0E\uFF15", 1234.5});
    EXPECT(UNKNOWN_MARK, {"1,23,45", NO_AMOUNT}, {"1,2345.6", NO_AMOUNT}, {"1 23", NO_AMOUNT},
           {"1'23", NO_AMOUNT}, {"1234,567.8", NO_AMOUNT}, {"1,234 567", NO_AMOUNT},
           {"1,234.567,8", NO_AMOUNT}, {"0,123,456", NO_AMOUNT}, {"1.234.56", NO_AMOUNT},
           {"12.34.567", NO_AMOUNT}, {"1,,234", NO_AMOUNT}, {"1, 234", NO_AMOUNT},
           {"1 , 234", NO_AMOUNT}, {",123,456", NO_AMOUNT}, {"1.2.3", NO_AMOUNT},
           {"1,234'567", NO_AMOUNT});
}

static void two_readings_are_none_without_the_mark(void **state)
{
    (void)state;
    EXPECT(UNKNOWN_MARK, {"1,234", NO_AMOUNT}, {"1.234", NO_AMOUNT}, {"12,345", NO_AMOUNT},
           {"123.456", NO_AMOUNT}, {"$1,234", NO_AMOUNT}, {"-1.234", NO_AMOUNT});
    EXPECT(DECIMAL_POINT, {"1,234", 1234}, {"1.234", 1.234}, {"1,234.5", 1234.5},
           {"1 234.5", 1234.5}, {"1'234.5", 1234.5}, {"1,234,567", 1234567}, {"12.50", 12.5},
           {"12,50", NO_AMOUNT}, {"1.234,50", NO_AMOUNT}, {"1.234.567", NO_AMOUNT}, {"99.-", 99},
           {"99,-", NO_AMOUNT}, {"1.5e3", 1500}, {"5.", 5});
    EXPECT(DECIMAL_COMMA, {"1,234", 1.234}, {"1.234", 1234}, {"1.234,5", 1234.5},
           {"1 234,5", 1234.5}, {"1'234,5", 1234.5}, {"1.234.567", 1234567}, {"12,50", 12.5},
           {"12.50", NO_AMOUNT}, {"1,234.50", NO_AMOUNT}, {"1,234,567", NO_AMOUNT}, {"99,-", 99},
           {"99.-", NO_AMOUNT}, {"1.5e3", NO_AMOUNT}, {"5.", NO_AMOUNT}, {"1e3", 1000});
}

static void a_minus_stands_in_front_or_behind_or_is_brackets(void **state)
{
    (void)state;
    EXPECT(UNKNOWN_MARK, {"-12.50", -12.5}, {"- 12.50", -12.5}, {"12.50-", -12.5},
           {"12.50 -", -12.5}, {"\u221212.50", -12.5}, {"(12.50)", -12.5}, {"( 12.50 )", -12.5},
           {"(1,234.50)", -1234.5}, {"99-", -99}, {"+12.50", 12.5}, {"-0", 0}, {"(0.00)", 0},
           {"99.-", 99}, {"99,-", 99}, {"99.--", 99}, {"99,\u2013", 99}, {"-99,-", -99},
           {"1.234,-", 1234}, {"1,234.-", 1234}, {"1,234.", 1234});
    EXPECT(UNKNOWN_MARK, {"--5", NO_AMOUNT}, {"-5-", NO_AMOUNT}, {"(-5)", NO_AMOUNT},
           {"-(5)", NO_AMOUNT}, {"(5", NO_AMOUNT}, {"5)", NO_AMOUNT}, {"((5))", NO_AMOUNT},
           {")5(", NO_AMOUNT}, {"+-5", NO_AMOUNT}, {"5+", NO_AMOUNT}, {"99,---", NO_AMOUNT},
           {"5-10", NO_AMOUNT}, {"5-()", NO_AMOUNT});
}

static void currencies_stand_on_either_side(void **state)
{
    (void)state;
    EXPECT(UNKNOWN_MARK, {"€ 99", 99}, {"99 €", 99}, {"€99.90", 99.9}, {"99,90€", 99.9},
           {"$1,234.50", 1234.5}, {"US$ 5", 5}, {"$US 5", 5}, {"A$5", 5}, {"R$ 1.234,56", 1234.56},
           {"5 USD", 5}, {"USD5", 5}, {"$5 USD", 5}, {"EUR 5", 5}, {"eur 5", 5}, {"99 lei", 99},
           {"99 RON", 99}, {"99 kr", 99}, {"99 kr.", 99}, {"kr 99,50", 99.5}, {"Fr. 99.50", 99.5},
           {"Fr.99.50", 99.5}, {"CHF 1'234.50", 1234.5}, {"\u00A35", 5}, {"\u00A55000", 5000},
           {"\uFFE55000", 5000}, {"5000元", 5000}, {"5000 人民币", 5000}, {"12.50 美元", 12.5},
           {"\u20B9 12,34,567", 1234567}, {"Rs. 500", 500}, {"zł 5,50", 5.5}, {"5,50 Kč", 5.5},
           {"50 000 Ft", 50000}, {"S/ 5", 5}, {"NT$5", 5}, {"10 euros", 10}, {"10 dólares", 10},
           {"10 Franken", 10}, {"10 franchi", 10});
    EXPECT(UNKNOWN_MARK, {"-€99", -99}, {"€-99", -99}, {"€ -99", -99}, {"(€99)", -99},
           {"€(99)", -99}, {"(99) €", -99}, {"99- EUR", -99}, {"99 EUR-", -99}, {"- 99 kr", -99});
    EXPECT(UNKNOWN_MARK, {"99 XYZ", NO_AMOUNT}, {"99 apples", NO_AMOUNT}, {"99 eurs", NO_AMOUNT},
           {"eu 5", NO_AMOUNT}, {"99k", NO_AMOUNT}, {"1.2M", NO_AMOUNT}, {"5 %", NO_AMOUNT},
           {"5%", NO_AMOUNT}, {"99\u00A2", NO_AMOUNT}, {"3万", NO_AMOUNT},
           {"EUR USD EUR 5", NO_AMOUNT}, {"5 EUR 6", NO_AMOUNT}, {"EUR", NO_AMOUNT},
           {"€", NO_AMOUNT}, {"xUSD 5", NO_AMOUNT}, {"12.50 CR", NO_AMOUNT},
           {"about 5 EUR", NO_AMOUNT}, {"5 EUR/month", NO_AMOUNT});
}

static void what_is_no_amount_is_not_read(void **state)
{
    (void)state;
    EXPECT(UNKNOWN_MARK, {"", NO_AMOUNT}, {" ", NO_AMOUNT}, {"-", NO_AMOUNT}, {"()", NO_AMOUNT},
           {".", NO_AMOUNT}, {",", NO_AMOUNT}, {"free", NO_AMOUNT}, {"n/a", NO_AMOUNT},
           {"NaN", NO_AMOUNT}, {"Inf", NO_AMOUNT}, {"0x10", NO_AMOUNT}, {"1e999", NO_AMOUNT},
           {"1e", NO_AMOUNT}, {"e5", NO_AMOUNT}, {"1e+", NO_AMOUNT}, {"1,5e3", NO_AMOUNT},
           {"1/2", NO_AMOUNT}, {"12:50", NO_AMOUNT}, {"5\377", NO_AMOUNT},
           {"2026-10-31", NO_AMOUNT}, {"31.10.2026", NO_AMOUNT}, {"1.2.3.4", NO_AMOUNT},
           {"5 5 5", NO_AMOUNT}, {"five", NO_AMOUNT}, {"5,", NO_AMOUNT});
    assert_amount("5\0", 2, UNKNOWN_MARK, NO_AMOUNT);
    assert_amount("5\0006", 3, UNKNOWN_MARK, NO_AMOUNT);
}

/* The whole number with this between its groups of three. */
static int write_grouped(char *text, long long whole, const char *separator)
{
    char digits[32];
    int count = snprintf(digits, sizeof digits, "%lld", whole);
    int length = 0;
    for (int i = 0; i < count; i++) {
        if (i > 0 && (count - i) % 3 == 0) {
            length += sprintf(text + length, "%s", separator);
        }
        text[length++] = digits[i];
    }
    text[length] = 0;
    return length;
}

static void random_amounts_come_back_from_every_way_to_write_them(void **state)
{
    (void)state;
    static const char *const separators[] = {"", ",", ".", " ", "\u00A0", "'", "\u202F", "\u2019"};
    static const char *const before[] = {"", "$", "EUR ", "\u20AC ", "US$", "Fr. "};
    static const char *const behind[] = {"", " lei", "\u20AC", " USD", " kr.", "元"};
    struct Random random = {4217};
    for (int i = 0; i < 200000; i++) {
        long long cents = (long long)random_magnitude(&random, 1, 1e14);
        const char *separator = separators[random_below(&random, 8)];
        bool has_comma = *separator == '.' || (*separator != ',' && random_below(&random, 2));
        bool is_negative = random_below(&random, 2);
        bool is_bracketed = is_negative && random_below(&random, 2);
        bool is_behind = is_negative && !is_bracketed && random_below(&random, 2);
        char grouped[64];
        write_grouped(grouped, cents / 100, separator);
        char text[160];
        snprintf(text, sizeof text, "%s%s%s%s%c%02d%s%s%s", is_bracketed ? "(" : "",
                 is_negative && !is_bracketed && !is_behind ? "-" : "",
                 before[random_below(&random, 6)], grouped, has_comma ? ',' : '.',
                 (int)(cents % 100), is_behind ? "-" : "", is_bracketed ? ")" : "",
                 behind[random_below(&random, 6)]);
        char plain[64];
        snprintf(plain, sizeof plain, "%s%lld.%02d", is_negative ? "-" : "", cents / 100,
                 (int)(cents % 100));
        double expected = strtod(plain, NULL) + 0.0;
        enum DecimalMark mark = has_comma ? DECIMAL_COMMA : DECIMAL_POINT;
        assert_amount(text, strlen(text), UNKNOWN_MARK, expected);
        assert_amount(text, strlen(text), mark, expected);
    }
}

/* Without the mark a text is read if, and only if, both marks allow one value between them. */
static void the_unknown_mark_is_read_where_the_known_ones_do_not_differ(void **state)
{
    (void)state;
    static const char *const pieces[] = {"1", "0", "23", "456", ",", ".", "'",    " ", "-",
                                         "(", ")", "€",  "kr",  "e", "+", "\xE2", "5"};
    struct Random random = {12};
    int read = 0;
    for (int i = 0; i < 500000; i++) {
        char text[64] = "";
        for (int j = random_below(&random, 8); j > 0; j--) {
            strcat(text, pieces[random_below(&random, 17)]);
        }
        struct TightText tight = tight_text(text, strlen(text));
        double unknown = 0;
        double point = 0;
        double comma = 0;
        bool is_unknown = amount_in_text(tight.text, tight.length, UNKNOWN_MARK, &unknown);
        bool is_point = amount_in_text(tight.text, tight.length, DECIMAL_POINT, &point);
        bool is_comma = amount_in_text(tight.text, tight.length, DECIMAL_COMMA, &comma);
        free_tight_text(&tight);
        bool agree = is_point && is_comma ? point == comma : is_point || is_comma;
        if (is_unknown != agree || (is_unknown && unknown != (is_point ? point : comma))) {
            fail_msg("'%s': %d %g, with a point %d %g, with a comma %d %g", text, is_unknown,
                     unknown, is_point, point, is_comma, comma);
        }
        read += is_unknown;
    }
    assert_true(read > 50000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_numbers_are_read),
        cmocka_unit_test(thousands_are_read_in_every_countrys_way),
        cmocka_unit_test(two_readings_are_none_without_the_mark),
        cmocka_unit_test(a_minus_stands_in_front_or_behind_or_is_brackets),
        cmocka_unit_test(currencies_stand_on_either_side),
        cmocka_unit_test(what_is_no_amount_is_not_read),
        cmocka_unit_test(random_amounts_come_back_from_every_way_to_write_them),
        cmocka_unit_test(the_unknown_mark_is_read_where_the_known_ones_do_not_differ),
    };
    return cmocka_run_group_tests_name("amount", tests, NULL, NULL);
}
