/* The writer of decimal numbers, against the C library and the reader. */
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reading/decimal.h"
#include "support/database.h"

struct Text {
    char bytes[LONGEST_DECIMAL + 1];
    size_t length;
};

static struct Text written(double value)
{
    struct Text text;
    text.length = decimal_text(value, text.bytes);
    assert_true(text.length < LONGEST_DECIMAL);
    text.bytes[text.length] = 0;
    return text;
}

static void assert_written(double value, const char *expected)
{
    assert_string_equal(written(value).bytes, expected);
}

static void assert_comes_back(double value)
{
    struct Text text = written(value);
    if (strtod(text.bytes, NULL) != value || decimal_value(text.bytes, text.length) != value) {
        fail_msg("%s is not %.17g", text.bytes, value);
    }
}

static double random_of_any_size(struct Random *random)
{
    uint64_t bits = random_next(random);
    double value;
    memcpy(&value, &bits, sizeof value);
    return isfinite(value) ? value : 0;
}

static double random_of_everyday_size(struct Random *random)
{
    switch (random_below(random, 4)) {
    case 0:
        return 100 * random_unit(random);
    case 1:
        return random_below(random, 10000) / (1.0 + random_below(random, 10000));
    case 2:
        return random_below(random, 1000000) / 100.0;
    default:
        return ldexp(random_unit(random), random_below(random, 120) - 60);
    }
}

static void plain_numbers_are_written_plainly(void **state)
{
    (void)state;
    assert_written(0, "0.0");
    assert_written(-0.0, "0.0");
    assert_written(1, "1.0");
    assert_written(-40, "-40.0");
    assert_written(0.1, "0.1");
    assert_written(62.5, "62.5");
    assert_written(1.0 / 3, "0.3333333333333333");
    assert_written(0.1 + 0.2, "0.30000000000000004");
    assert_written(1234567, "1234567.0");
    assert_written(123456789012345, "123456789012345.0");
    assert_written(9007199254740992, "9007199254740992.0");
    assert_written(0.0001, "0.0001");
    assert_written(0.000123, "0.000123");
    assert_written(1 - DBL_EPSILON / 2, "0.9999999999999999");
}

static void numbers_far_from_1_have_an_exponent(void **state)
{
    (void)state;
    assert_written(1e15, "1.0e+15");
    assert_written(1e20, "1.0e+20");
    assert_written(-1.5e100, "-1.5e+100");
    assert_written(0.00001, "1.0e-05");
    assert_written(1.25e-7, "1.25e-07");
    assert_written(DBL_MAX, "1.7976931348623157e+308");
    assert_written(DBL_MIN, "2.2250738585072014e-308");
}

static void every_number_comes_back(void **state)
{
    (void)state;
    struct Random random = {17};
    for (int i = 0; i < 500000; i++) {
        assert_comes_back(random_of_any_size(&random));
        assert_comes_back(random_of_everyday_size(&random));
    }
    for (int exponent = -323; exponent <= 308; exponent++) {
        double power = strtod(sqlite3_snprintf(16, (char[16]){0}, "1e%d", exponent), NULL);
        assert_comes_back(power);
        assert_comes_back(nextafter(power, 0));
        assert_comes_back(nextafter(power, INFINITY));
    }
    double value = DBL_MAX;
    for (int i = 0; i < 1000; i++, value = nextafter(value, 0)) {
        assert_comes_back(value);
        assert_comes_back((i + 1) * DBL_TRUE_MIN);
        assert_comes_back(DBL_MIN - i * DBL_TRUE_MIN);
    }
}

/* How many significant digits there are, without zeros at their end. */
static int significant_digits(const char *text)
{
    int count = 0;
    int zeros = 0;
    for (; *text && *text != 'e'; text++) {
        if (*text == '.' || *text == '-' || (*text == '0' && count == 0)) {
            continue;
        }
        zeros = *text == '0' ? zeros + 1 : 0;
        count++;
    }
    return count - zeros;
}

static void no_number_has_more_digits_than_it_needs_beyond_15(void **state)
{
    (void)state;
    struct Random random = {16};
    for (int i = 0; i < 200000; i++) {
        double value = i % 2 ? random_of_any_size(&random) : random_of_everyday_size(&random);
        char shortest[40];
        int precision = 15;
        do {
            snprintf(shortest, sizeof shortest, "%.*e", precision - 1, value);
        } while (strtod(shortest, NULL) != value && precision++ < 17);
        assert_int_equal(significant_digits(written(value).bytes), significant_digits(shortest));
    }
}

/* RFC 8259: an optional sign, digits without a leading zero, a point with digits, an exponent. */
static void every_number_is_json(void **state)
{
    (void)state;
    struct Random random = {8259};
    for (int i = 0; i < 100000; i++) {
        struct Text text =
            written(i % 2 ? random_of_any_size(&random) : random_of_everyday_size(&random));
        const char *at = text.bytes + (text.bytes[0] == '-');
        size_t whole = strspn(at, "0123456789");
        assert_true(whole == 1 || (whole > 1 && at[0] != '0'));
        at += whole;
        assert_true(*at++ == '.');
        size_t fraction = strspn(at, "0123456789");
        assert_true(fraction > 0);
        at += fraction;
        if (*at == 'e') {
            assert_true(at[1] == '+' || at[1] == '-');
            size_t exponent = strspn(at + 2, "0123456789");
            assert_true(exponent == 2 || exponent == 3);
            at += 2 + exponent;
        }
        assert_true(*at == 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_numbers_are_written_plainly),
        cmocka_unit_test(numbers_far_from_1_have_an_exponent),
        cmocka_unit_test(every_number_comes_back),
        cmocka_unit_test(no_number_has_more_digits_than_it_needs_beyond_15),
        cmocka_unit_test(every_number_is_json),
    };
    return cmocka_run_group_tests_name("decimal text", tests, NULL, NULL);
}
