/* The reader of decimal numbers, against the C library in the C locale. */
#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reading/decimal.h"
#include "support/check.h"

static double read_tightly(const char *text)
{
    struct TightText tight = tight_text(text, strlen(text));
    double value = decimal_value(tight.text, tight.length);
    free_tight_text(&tight);
    return value;
}

/* The same number, and zero has no sign. */
static void assert_reads(const char *text, double expected)
{
    double found = read_tightly(text);
    if (found != expected || (found == 0 && signbit(found))) {
        fail_msg("%s\n  expected: %.17g\n  found:    %.17g", text, expected, found);
    }
}

static void assert_comes_back(double value, const char *format, int precision)
{
    char text[64];
    int length = snprintf(text, sizeof text, format, precision, value);
    double found = decimal_value(text, (size_t)length);
    if (found != value) {
        fail_msg("%s\n  expected: %a\n  found:    %a", text, value, found);
    }
}

static void plain_forms_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
    } table[] = {
        {"0", 0},
        {"7", 7},
        {"-7", -7},
        {"10", 10},
        {"0.5", 0.5},
        {"-0.5", -0.5},
        {"12.5e+3", 12500},
        {"-12.5e+3", -12500},
        {"12.5E3", 12500},
        {"12500e-3", 12.5},
        {"1e0", 1},
        {"1e00000000000000000002", 100},
        {"1e-0", 1},
        {"0.1", 0.1},
        {"0.3", 0.3},
        {"1e22", 1e22},
        {"1e23", 1e23},
        {"8.5", 8.5},
        {"0.000001", 0.000001},
        {"123456789012345678", 123456789012345678.0},
        {"9007199254740993", 9007199254740992.0},
        {"9007199254740992", 9007199254740992.0},
        {"9223372036854775807", 9223372036854775808.0},
        {"18446744073709551615", 18446744073709551616.0},
        {"3.141592653589793", 3.141592653589793},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        assert_reads(table[i].text, table[i].value);
    }
}

static void zero_in_every_form_is_zero_without_a_sign(void **state)
{
    (void)state;
    static const char *const zeros[] = {"0",    "-0",     "0.0",      "-0.0",          "0e0",
                                        "0e99", "-0e-99", "0.000e+9", "0e999999999999"};
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++) {
        assert_reads(zeros[i], 0);
    }
}

static void a_million_random_doubles_come_back_from_17_digits(void **state)
{
    (void)state;
    struct Random random = {17};
    for (int i = 0; i < 1000000; i++) {
        assert_comes_back(random_double(&random), "%.*e", 16);
    }
}

/* With %g, and of the sizes that survey data has: fewer digits, and a point in the middle. */
static void ordinary_doubles_come_back_from_17_digits(void **state)
{
    (void)state;
    struct Random random = {171};
    for (int i = 0; i < 300000; i++) {
        double value = random_magnitude(&random, 1e-6, 1e18);
        assert_comes_back(i % 2 ? value : -value, "%.*g", 17);
    }
}

static void the_shortest_form_of_a_double_is_that_double(void **state)
{
    (void)state;
    struct Random random = {15};
    for (int i = 0; i < 50000; i++) {
        double value = i % 2 ? random_double(&random) : random_magnitude(&random, 1e-5, 1e15);
        char text[64];
        int digits = 0;
        do {
            snprintf(text, sizeof text, "%.*g", ++digits, value);
        } while (digits < 17 && strtod(text, NULL) != value);
        assert_comes_back(value, "%.*g", digits);
    }
}

static void whole_numbers_and_hundredths_are_exact(void **state)
{
    (void)state;
    for (int i = -100000; i <= 100000; i++) {
        char text[32];
        snprintf(text, sizeof text, "%d", i);
        assert_true(decimal_value(text, strlen(text)) == i);
        snprintf(text, sizeof text, "%.2f", i / 100.0);
        assert_true(decimal_value(text, strlen(text)) == i / 100.0);
    }
}

static void every_power_of_ten_is_the_nearest_double(void **state)
{
    (void)state;
    for (int exponent = -330; exponent <= 310; exponent++) {
        char text[16];
        snprintf(text, sizeof text, "1e%d", exponent);
        assert_reads(text, strtod(text, NULL));
    }
}

static void denormal_doubles_come_back_from_17_digits(void **state)
{
    (void)state;
    struct Random random = {308};
    assert_reads("4.9406564584124654e-324", DBL_TRUE_MIN);
    assert_reads("5e-324", DBL_TRUE_MIN);
    assert_reads("2.2250738585072014e-308", DBL_MIN);
    assert_reads("2.2250738585072009e-308", DBL_MIN - DBL_TRUE_MIN);
    for (int i = 0; i < 300000; i++) {
        /* Of every size, because a random pattern of bits is nearly always among the largest. */
        uint64_t bits = (random_next(&random) >> 12) >> random_below(&random, 52);
        assert_comes_back((double)bits * DBL_TRUE_MIN, "%.*e", 16);
    }
    for (uint64_t bits = 1; bits < 2000; bits++) {
        assert_comes_back((double)bits * DBL_TRUE_MIN, "%.*e", 16);
    }
}

/* Where the low halves of intermediate results begin to underflow. */
static void doubles_just_above_the_denormal_ones_come_back(void **state)
{
    (void)state;
    struct Random random = {300};
    for (int i = 0; i < 300000; i++) {
        assert_comes_back(random_magnitude(&random, DBL_MIN, 1e-285), "%.*e", 16);
    }
}

static void the_largest_doubles_come_back(void **state)
{
    (void)state;
    assert_reads("1.7976931348623157e308", DBL_MAX);
    assert_reads("-1.7976931348623157e308", -DBL_MAX);
    assert_reads("17976931348623157e292", DBL_MAX);
    assert_reads("0.00017976931348623157e312", DBL_MAX);
    /* Nearer to the largest double than to the next one, if there were one. */
    assert_reads("1.7976931348623158e308", DBL_MAX);
    double value = DBL_MAX;
    for (int i = 0; i < 100000; i++) {
        assert_comes_back(value, "%.*e", 16);
        value = nextafter(value, 0);
    }
    struct Random random = {1024};
    for (int i = 0; i < 100000; i++) {
        assert_comes_back(random_magnitude(&random, 1e285, DBL_MAX), "%.*e", 16);
    }
}

static void overflow_is_infinite(void **state)
{
    (void)state;
    static const char *const large[] = {
        "1.7976931348623159e308", "1.8e308",       "1e309",   "9e999",
        "1e99999999999999999999", "123456789e301", "1e100000"};
    for (size_t i = 0; i < sizeof large / sizeof *large; i++) {
        char negative[64];
        snprintf(negative, sizeof negative, "-%s", large[i]);
        assert_reads(large[i], INFINITY);
        assert_reads(negative, -INFINITY);
    }
}

static void underflow_is_zero_without_a_sign(void **state)
{
    (void)state;
    static const char *const small[] = {
        "1e-324",   "2.4e-324", "1e-400", "9e-999", "1e-99999999999999999999",
        "0.1e-323", "1e-100000"};
    for (size_t i = 0; i < sizeof small / sizeof *small; i++) {
        char negative[64];
        snprintf(negative, sizeof negative, "-%s", small[i]);
        assert_reads(small[i], 0);
        assert_reads(negative, 0);
    }
}

/* Digits, a point somewhere, and perhaps an exponent: `text` has room for 80 bytes. */
static void random_decimal(struct Random *random, char *text)
{
    int count = 20 + random_below(random, 30);
    int point = 1 + random_below(random, count);
    char *at = text;
    *at++ = (char)('1' + random_below(random, 9));
    for (int i = 1; i < count; i++) {
        if (i == point) {
            *at++ = '.';
        }
        *at++ = (char)('0' + random_below(random, 10));
    }
    snprintf(at, 16, "e%d", random_below(random, 640) - 340);
}

/* Equal, or neighbours among the doubles. */
static int within_one_step(double found, double expected)
{
    return found == expected || found == nextafter(expected, INFINITY) ||
           found == nextafter(expected, -INFINITY);
}

static void more_than_19_digits_are_within_one_step_of_the_nearest(void **state)
{
    (void)state;
    struct Random random = {19};
    int exact = 0;
    int count = 200000;
    for (int i = 0; i < count; i++) {
        char text[80];
        random_decimal(&random, text);
        double expected = strtod(text, NULL);
        double found = decimal_value(text, strlen(text));
        if (!within_one_step(found, expected)) {
            fail_msg("%s\n  expected: %a\n  found:    %a", text, expected, found);
        }
        exact += found == expected;
    }
    /* A cut at 19 digits moves the number across the middle of two doubles only now and then. */
    assert_true(exact > count - count / 100);
}

static void any_number_of_zeros_around_the_digits_is_read(void **state)
{
    (void)state;
    enum { ZEROS = 1000 };
    char text[2 * ZEROS + 16] = "0.";
    memset(text + 2, '0', ZEROS);
    snprintf(text + 2 + ZEROS, 16, "125e%d", ZEROS);
    assert_reads(text, 0.125);
    text[0] = '5';
    memset(text + 1, '0', ZEROS);
    snprintf(text + 1 + ZEROS, 16, "e-%d", ZEROS);
    assert_reads(text, 5);
    text[0] = '1';
    text[1] = '.';
    memset(text + 2, '0', 2 * ZEROS);
    text[2 + 2 * ZEROS] = 0;
    assert_reads(text, 1);
}

static void only_the_given_bytes_are_read(void **state)
{
    (void)state;
    assert_true(decimal_value("12345", 2) == 12);
    assert_true(decimal_value("1.55", 3) == 1.5);
    assert_true(decimal_value("1e55", 3) == 1e5);
}

static const char *const comma_locales[] = {"de_DE.UTF-8", "de_DE.utf8",  "de_DE",
                                            "fr_FR.UTF-8", "fr_FR.utf8",  "fr_FR",
                                            "nl_NL.UTF-8", "es_ES.UTF-8", "pt_BR.UTF-8"};

static void a_locale_with_a_decimal_comma_changes_nothing(void **state)
{
    (void)state;
    const char *name = NULL;
    for (size_t i = 0; i < sizeof comma_locales / sizeof *comma_locales && !name; i++) {
        name = setlocale(LC_ALL, comma_locales[i]);
    }
    if (!name || *localeconv()->decimal_point != ',') {
        setlocale(LC_ALL, "C");
        print_message("skipped: no locale with a decimal comma is installed\n");
        skip();
    }
    double through_library = strtod("1.5", NULL);
    double value = read_tightly("1.5");
    double large = read_tightly("-1234.5e2");
    setlocale(LC_ALL, "C");
    assert_true(through_library == 1); /* so the locale is at work */
    assert_true(value == 1.5);
    assert_true(large == -123450);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_forms_are_read),
        cmocka_unit_test(zero_in_every_form_is_zero_without_a_sign),
        cmocka_unit_test(a_million_random_doubles_come_back_from_17_digits),
        cmocka_unit_test(ordinary_doubles_come_back_from_17_digits),
        cmocka_unit_test(the_shortest_form_of_a_double_is_that_double),
        cmocka_unit_test(whole_numbers_and_hundredths_are_exact),
        cmocka_unit_test(every_power_of_ten_is_the_nearest_double),
        cmocka_unit_test(denormal_doubles_come_back_from_17_digits),
        cmocka_unit_test(doubles_just_above_the_denormal_ones_come_back),
        cmocka_unit_test(the_largest_doubles_come_back),
        cmocka_unit_test(overflow_is_infinite),
        cmocka_unit_test(underflow_is_zero_without_a_sign),
        cmocka_unit_test(more_than_19_digits_are_within_one_step_of_the_nearest),
        cmocka_unit_test(any_number_of_zeros_around_the_digits_is_read),
        cmocka_unit_test(only_the_given_bytes_are_read),
        cmocka_unit_test(a_locale_with_a_decimal_comma_changes_nothing),
    };
    return cmocka_run_group_tests_name("decimal", tests, NULL, NULL);
}
