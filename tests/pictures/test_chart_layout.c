/* The layout of pictures without a database: proportions, scales, numbers, widths, thinning. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "mathematics/apportion.h"
#include "mathematics/scale.h"
#include "mathematics/thinning.h"
#include "reading/number_text.h"
#include "reading/text_width.h"
#include "support/check.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Proportions. */

static void assert_parts(double a, double b, double c, int whole, int first, int second, int third)
{
    double amounts[3] = {a, b, c};
    int parts[3];
    apportion(amounts, 3, whole, parts);
    if (parts[0] != first || parts[1] != second || parts[2] != third) {
        fail_msg("%g:%g:%g of %d is %d, %d, %d", a, b, c, whole, parts[0], parts[1], parts[2]);
    }
}

/* The example of 10 seats for 43, 42 and 15 is the usual one of textbooks. */
static void the_largest_remainders_get_what_is_left_over(void **state)
{
    (void)state;
    assert_parts(43, 42, 15, 10, 4, 4, 2);
    assert_parts(60, 20, 20, 20, 12, 4, 4);
    assert_parts(1, 1, 1, 100, 34, 33, 33);
    assert_parts(1, 1, 1, 101, 34, 34, 33);
    assert_parts(0, 0, 7, 3, 0, 0, 3);
    assert_parts(0, 1e-300, 1e300, 3, 0, 0, 3);
    assert_parts(DBL_MAX, DBL_MAX, DBL_MAX, 3, 1, 1, 1);
    assert_parts(5e-324, 0, 5e-324, 4, 2, 0, 2);
    assert_parts(5, 3, 2, 0, 0, 0, 0);
}

/* 10/7 and 80/7 leave the same remainder, which rounded division does not see. */
static void equal_remainders_are_equal_whatever_the_rounding(void **state)
{
    (void)state;
    assert_parts(1, 8, 5, 20, 2, 11, 7);
    for (int total = 3; total < 200; total++) {
        for (int whole = 1; whole < 40; whole++) {
            double amounts[3] = {1, (double)(total - 2), 1};
            int parts[3];
            apportion(amounts, 3, whole, parts);
            assert_true(parts[0] == parts[2] || parts[0] == parts[2] + 1);
        }
    }
}

static void parts_add_up_and_are_less_than_one_from_their_quota(void **state)
{
    struct Random random = {1792};
    (void)state;
    for (int round = 0; round < 20000; round++) {
        double amounts[MOST_PARTS_OF_WHOLE];
        double shares[MOST_PARTS_OF_WHOLE];
        int parts[MOST_PARTS_OF_WHOLE];
        int count = 1 + random_below(&random, MOST_PARTS_OF_WHOLE);
        int whole = random_below(&random, 1001);
        double scale = random_magnitude(&random, 1e-290, 1e290);
        for (int i = 0; i < count; i++) {
            amounts[i] =
                random_below(&random, 3) == 0 ? 0 : scale * (1 + random_below(&random, 40));
        }
        amounts[0] += scale;
        apportion(amounts, count, whole, parts);
        shares_of(amounts, count, shares);
        int sum = 0;
        double share_sum = 0;
        for (int i = 0; i < count; i++) {
            sum += parts[i];
            share_sum += shares[i];
            assert_true(fabs(parts[i] - whole * shares[i]) < 1 + 1e-9);
            assert_true(amounts[i] > 0 || parts[i] == 0);
        }
        assert_int_equal(sum, whole);
        assert_near(share_sum, 1, 1e-12);
    }
}

/* Scales. */

static void assert_scale(double lowest, double highest, int most, double from, double step,
                         int marks)
{
    struct AxisScale scale = scale_for((struct Extent){lowest, highest}, most, false);
    if (fabs(scale_mark(&scale, 0) - from) > 1e-12 * fabs(from) ||
        fabs(scale.step - step) > 1e-12 * step || scale_marks(&scale) != marks) {
        fail_msg("%g to %g: %d marks from %g by %g", lowest, highest, scale_marks(&scale),
                 scale_mark(&scale, 0), scale.step);
    }
}

static void marks_are_at_one_two_or_five_times_a_power_of_ten(void **state)
{
    (void)state;
    assert_scale(0, 100, 6, 0, 20, 6);
    assert_scale(-12, 39, 6, -20, 20, 4);
    assert_scale(0, 1, 6, 0, 0.2, 6);
    assert_scale(3, 4.9, 6, 3, 0.5, 5);
    assert_scale(0, 59000, 7, 0, 10000, 7);
    assert_scale(-7e-7, 2e-6, 6, -1e-6, 1e-6, 4);
    /* The ends of these lie beyond the largest double. */
    assert_scale(-DBL_MAX, DBL_MAX, 6, -1e308, 1e308, 3);
    assert_scale(0, DBL_MAX, 6, 0, 5e307, 4);
}

static void an_extent_without_width_gets_some(void **state)
{
    (void)state;
    assert_scale(42, 42, 6, 35, 5, 4);
    assert_scale(0, 0, 6, -1, 0.5, 5);
    assert_scale(5e-324, 5e-324, 6, -1, 0.5, 5);
    assert_scale(-1e-12, -1e-12, 6, -1.1e-12, 5e-14, 5);
    struct Extent empty = EMPTY_EXTENT;
    assert_scale(empty.lowest, empty.highest, 6, 0, 0.2, 6);
    extend(&empty, NAN);
    assert_true(empty.lowest > empty.highest);
}

static void marks_of_whole_numbers_are_whole(void **state)
{
    (void)state;
    struct AxisScale scale = scale_for((struct Extent){0, 1}, 6, true);
    assert_int_equal(scale_marks(&scale), 2);
    assert_true(scale_mark(&scale, 1) == 1);
    scale = scale_for((struct Extent){0, 300}, 7, true);
    assert_true(scale.step == 50);
}

static void check_any_scale(struct Extent extent, int most, bool is_whole)
{
    struct AxisScale scale = scale_for(extent, most, is_whole);
    int marks = scale_marks(&scale);
    bool is_sane = isfinite(scale.lowest) && isfinite(scale.highest) &&
                   scale.lowest < scale.highest && marks >= 1 && marks <= most &&
                   scale.lowest <= extent.lowest && scale.highest >= extent.highest;
    double factor = scale.step / pow(10, floor(log10(scale.step * (1 + 1e-9))));
    bool is_nice = fabs(factor - 1) < 1e-9 || fabs(factor - 2) < 1e-9 || fabs(factor - 5) < 1e-9;
    for (int i = 0; i < marks; i++) {
        double mark = scale_mark(&scale, i);
        is_sane = is_sane && isfinite(mark) && mark >= scale.lowest && mark <= scale.highest &&
                  (i == 0 || mark > scale_mark(&scale, i - 1));
    }
    double low = scale_position(&scale, extent.lowest);
    double high = scale_position(&scale, extent.highest);
    is_sane = is_sane && low >= 0 && high <= 1 && low <= high;
    if (!is_sane || !is_nice || (is_whole && scale.step < 1)) {
        fail_msg("%.17g to %.17g in %d: %.17g to %.17g by %.17g, %d marks, %g to %g", extent.lowest,
                 extent.highest, most, scale.lowest, scale.highest, scale.step, marks, low, high);
    }
}

static void any_extent_has_a_finite_scale_with_few_round_marks(void **state)
{
    struct Random random = {125};
    (void)state;
    for (int round = 0; round < 100000; round++) {
        struct Extent extent = EMPTY_EXTENT;
        double base = random_double(&random);
        double near = base * (1 + random_magnitude(&random, 1e-17, 10));
        extend(&extent, base);
        extend(&extent, random_below(&random, 2) && isfinite(near) ? near : random_double(&random));
        if (random_below(&random, 3) == 0) {
            extend(&extent, 0);
        }
        check_any_scale(extent, 5 + random_below(&random, 12), random_below(&random, 4) == 0);
    }
}

static void positions_are_proportional(void **state)
{
    (void)state;
    struct AxisScale scale = scale_for((struct Extent){-100, 100}, 6, false);
    assert_near(scale_position(&scale, -100), 0, 0);
    assert_near(scale_position(&scale, 50), 0.75, 1e-15);
    assert_near(scale_position(&scale, 1e9), 1, 0);
    assert_near(scale_position(&scale, -1e9), 0, 0);
    assert_true(scale_has_zero(&scale));
    scale = scale_for((struct Extent){3, 4}, 6, false);
    assert_false(scale_has_zero(&scale));
}

/* Numbers. */

struct NumberCase {
    double largest;
    double resolution;
    double value;
    const char *expected;
};

static void assert_written(const char *found, size_t length, const char *expected)
{
    if (length != strlen(expected) || memcmp(found, expected, length) != 0) {
        fail_msg("expected %s, found %.*s", expected, (int)length, found);
    }
}

static void numbers_are_written_as_people_write_them(void **state)
{
    static const struct NumberCase cases[] = {
        {100, 20, 40, "40"},
        {100, 20, -0.0, "0"},
        {100, 0.1, 38.45, "38.5"},
        {100, 0.1, -0.04, "0.0"},
        {100, 0.1, -99.96, "-100.0"},
        {1, 0.2, 0.6, "0.6"},
        {1, 0.05, 0.1, "0.10"},
        {9999, 1, 9999, "9999"},
        {20000, 5000, 5000, "5k"},
        {20000, 500, 12500, "12.5k"},
        {2.5e6, 5e5, 2.5e6, "2.5M"},
        {2.5e6, 5e5, 0, "0"},
        {4e9, 1e9, 3e9, "3bn"},
        {4e13, 1e13, -3e13, "-30tn"},
        {9e14, 1e14, 9e14, "900tn"},
        {1e15, 2e14, 6e14, "0.6e15"},
        {DBL_MAX, 1e308, -1e308, "-1e308"},
        {DBL_MAX, DBL_MAX / 100, DBL_MAX, "1.80e308"},
        {2e-7, 1e-7, 1e-7, "1e-7"},
        {5e-324, 5e-324, 5e-324, "5e-324"},
        {0, 1, 0, "0"},
    };
    char text[LONGEST_NUMBER];
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct NumberStyle style = number_style(cases[i].largest, cases[i].resolution, 1e4);
        assert_written(text, number_text(cases[i].value, style, text), cases[i].expected);
    }
}

static void coordinates_have_no_zeros_at_their_end(void **state)
{
    char text[LONGEST_NUMBER];
    (void)state;
    assert_written(text, short_number_text(12.04, 1, text), "12");
    assert_written(text, short_number_text(12.25, 1, text), "12.3");
    assert_written(text, short_number_text(-0.04, 1, text), "0");
    assert_written(text, short_number_text(-0.05, 1, text), "-0.1");
    assert_written(text, short_number_text(100, 0, text), "100");
    assert_written(text, short_number_text(1e9, 6, text), "1000000000");
}

/* Whatever is asked for, it fits and is made of digits. */
static void any_number_in_any_style_fits(void **state)
{
    struct Random random = {10};
    char text[LONGEST_NUMBER];
    (void)state;
    for (int round = 0; round < 100000; round++) {
        double largest = fabs(random_double(&random));
        double resolution = largest / random_magnitude(&random, 1, 1e12);
        if (resolution == 0) {
            continue;
        }
        struct NumberStyle style = number_style(largest, resolution, 1e6);
        double value = largest * (2 * random_unit(&random) - 1);
        size_t length = number_text(value, style, text);
        assert_true(length > 0 && length < LONGEST_NUMBER);
        assert_true(strspn(text, "-0123456789.ekMbtn") >= length);
    }
}

/* Text. */

static void any_bytes_are_characters(void **state)
{
    static const struct {
        const char *text;
        size_t length;
        uint32_t character;
        size_t taken;
    } cases[] = {
        {"a", 1, 'a', 1},
        {"\0", 1, 0, 1},
        {"\xC3\xA9", 2, 0xE9, 2},
        {"\xE2\x82\xAC", 3, 0x20AC, 3},
        {"\xF0\x9F\x98\x80", 4, 0x1F600, 4},
        {"\xF4\x8F\xBF\xBF", 4, 0x10FFFF, 4},
        {"\xC3", 1, 0xFFFD, 1},
        {"\xE2\x82", 2, 0xFFFD, 2},
        {"\xE2\x82"
         "a",
         3, 0xFFFD, 2},
        {"\xF0\x9F\x98", 3, 0xFFFD, 3},
        {"\xC0\x80", 2, 0xFFFD, 1},
        {"\xE0\x80\x80", 3, 0xFFFD, 1},
        {"\xED\xA0\x80", 3, 0xFFFD, 1},
        {"\xF4\x90\x80\x80", 4, 0xFFFD, 1},
        {"\xF5\x80\x80\x80", 4, 0xFFFD, 1},
        {"\x80", 1, 0xFFFD, 1},
        {"\xFF", 1, 0xFFFD, 1},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct TightText text = tight_text(cases[i].text, cases[i].length);
        size_t taken;
        uint32_t character = next_character(text.text, text.length, &taken);
        if (character != cases[i].character || taken != cases[i].taken) {
            fail_msg("case %zu: U+%04X in %zu bytes", i, (unsigned)character, taken);
        }
        free_tight_text(&text);
    }
}

static void what_xml_or_html_refuse_is_replaced(void **state)
{
    (void)state;
    assert_int_equal(visible_character('a'), 'a');
    assert_int_equal(visible_character('\n'), ' ');
    assert_int_equal(visible_character('\t'), ' ');
    assert_int_equal(visible_character('\r'), ' ');
    assert_int_equal(visible_character(0), 0xFFFD);
    assert_int_equal(visible_character(0x1B), 0xFFFD);
    assert_int_equal(visible_character(0x7F), 0xFFFD);
    assert_int_equal(visible_character(0x85), 0xFFFD);
    assert_int_equal(visible_character(0xA0), 0xA0);
    assert_int_equal(visible_character(0xFDD0), 0xFFFD);
    assert_int_equal(visible_character(0xFFFE), 0xFFFD);
    assert_int_equal(visible_character(0x1FFFF), 0xFFFD);
    assert_int_equal(visible_character(0x10FFFD), 0x10FFFD);
}

static void ideographs_and_emoji_are_twice_as_wide_as_letters(void **state)
{
    (void)state;
    assert_true(text_em("\xE6\x97\xA5\xE6\x9C\xAC", 6) >= 2 * text_em("ab", 2));
    assert_true(text_em("\xF0\x9F\x98\x80", 4) >= 2 * text_em("a", 1));
    assert_near(text_em("e\xCC\x81", 3), text_em("e", 1), 0);
    assert_near(text_em("", 0), 0, 0);
    assert_near(text_em("10", 2), 1.28, 1e-12);
    /* What is shown for it counts, not what it is. */
    assert_near(text_em("\x01", 1), text_em("\xEF\xBF\xBD", 3), 0);
}

static void text_is_cut_between_characters_and_leaves_room_for_an_ellipsis(void **state)
{
    struct Random random = {2026};
    static const char *const pieces[] = {
        "a", "W", " ", "\xC3\xA9", "\xE6\x97\xA5", "\xF0\x9F\x98\x80", "\xFF"};
    (void)state;
    assert_int_equal(fitting_bytes("abc", 3, 100), 3);
    assert_int_equal(fitting_bytes("abc", 3, 0), 0);
    assert_int_equal(fitting_bytes("", 0, 0), 0);
    for (int round = 0; round < 5000; round++) {
        char text[80] = "";
        bool ends[80] = {true};
        size_t length = 0;
        for (int i = random_below(&random, 12); i > 0; i--) {
            const char *piece = pieces[random_below(&random, (int)COUNT(pieces))];
            memcpy(text + length, piece, strlen(piece));
            length += strlen(piece);
            ends[length] = true;
        }
        double room = 12 * random_unit(&random);
        size_t fitting = fitting_bytes(text, length, room);
        assert_true(fitting <= length && ends[fitting]);
        if (fitting == length) {
            assert_true(length == 0 || text_em(text, length) <= room);
        } else {
            assert_true(text_em(text, length) > room);
            assert_true(fitting == 0 || text_em(text, fitting) + 1 <= room + 1e-12);
        }
    }
}

/* Thinning. */

static void labels_that_are_kept_have_their_distance(void **state)
{
    struct Random random = {60};
    (void)state;
    for (int round = 0; round < 20000; round++) {
        int64_t kept[80];
        int64_t count = 1 + random_below(&random, round % 2 ? 2000 : 20);
        double spacing = 390.0 / (double)(count > 1 ? count - 1 : 1);
        double distance = 12 + 100 * random_unit(&random);
        int number = thin_labels(count, spacing, distance, kept);
        assert_true(number >= 1 && number <= 390 / distance + 2);
        assert_int_equal(kept[0], 0);
        assert_int_equal(kept[number - 1], count - 1);
        for (int i = 1; i < number; i++) {
            assert_true((double)(kept[i] - kept[i - 1]) * spacing >= distance - 1e-6);
        }
        /* Between two of them there was no room for one more at either side. */
        int64_t needed = (int64_t)ceil(distance / spacing - 1e-9);
        for (int i = 1; i < number && number > 2; i++) {
            assert_true(kept[i] - kept[i - 1] < 2 * needed);
            assert_true(i == number - 1 || kept[i] - kept[i - 1] == kept[1]);
        }
        assert_true(number > 2 || count <= 2 || count - 1 < 2 * needed);
    }
}

static void labels_are_even_where_that_is_possible(void **state)
{
    int64_t kept[80];
    (void)state;
    assert_int_equal(thin_labels(12, 10, 10, kept), 12);
    assert_int_equal(thin_labels(13, 10, 25, kept), 5);
    assert_int_equal(kept[1], 3);
    assert_int_equal(thin_labels(2, 300, 100, kept), 2);
    assert_int_equal(thin_labels(1, 300, 100, kept), 1);
    assert_int_equal(thin_labels(9, 10, 81, kept), 1);
    assert_int_equal(thin_labels(9, 10, 80, kept), 2);
}

static void buckets_share_the_rows(void **state)
{
    (void)state;
    for (int64_t count = 1001; count < 5000; count += 37) {
        assert_int_equal(bucket_start(0, 400, count), 0);
        assert_int_equal(bucket_start(400, 400, count), count);
        for (int64_t i = 0; i < 400; i++) {
            int64_t size = bucket_start(i + 1, 400, count) - bucket_start(i, 400, count);
            assert_true(size == count / 400 || size == count / 400 + 1);
        }
    }
    assert_true(bucket_start(400, 400, INT64_MAX) == INT64_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_largest_remainders_get_what_is_left_over),
        cmocka_unit_test(equal_remainders_are_equal_whatever_the_rounding),
        cmocka_unit_test(parts_add_up_and_are_less_than_one_from_their_quota),
        cmocka_unit_test(marks_are_at_one_two_or_five_times_a_power_of_ten),
        cmocka_unit_test(an_extent_without_width_gets_some),
        cmocka_unit_test(marks_of_whole_numbers_are_whole),
        cmocka_unit_test(any_extent_has_a_finite_scale_with_few_round_marks),
        cmocka_unit_test(positions_are_proportional),
        cmocka_unit_test(numbers_are_written_as_people_write_them),
        cmocka_unit_test(coordinates_have_no_zeros_at_their_end),
        cmocka_unit_test(any_number_in_any_style_fits),
        cmocka_unit_test(any_bytes_are_characters),
        cmocka_unit_test(what_xml_or_html_refuse_is_replaced),
        cmocka_unit_test(ideographs_and_emoji_are_twice_as_wide_as_letters),
        cmocka_unit_test(text_is_cut_between_characters_and_leaves_room_for_an_ellipsis),
        cmocka_unit_test(labels_that_are_kept_have_their_distance),
        cmocka_unit_test(labels_are_even_where_that_is_possible),
        cmocka_unit_test(buckets_share_the_rows),
    };
    return cmocka_run_group_tests_name("chart layout", tests, NULL, NULL);
}
