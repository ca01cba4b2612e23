/* UTF-8 against RFC 3629: all code points, and all sequences of bytes that begin none. */
#include <stdlib.h>
#include <string.h>

#include "reading/utf8.h"
#include "support/check.h"

#define LAST_CODE_POINT 0x10FFFFU
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool is_surrogate(uint32_t code_point)
{
    return code_point >= 0xD800 && code_point <= 0xDFFF;
}

/* RFC 3629, section 3, by division; surrogates are written too, as what a reader must refuse. */
static int encode(uint32_t code_point, unsigned char bytes[4])
{
    static const uint32_t beyond[] = {0x80, 0x800, 0x10000, 0x110000};
    static const unsigned marks[] = {0, 0xC0, 0xE0, 0xF0};
    int width = 1;
    while (code_point >= beyond[width - 1]) {
        width++;
    }
    for (int i = width - 1; i > 0; i--) {
        bytes[i] = (unsigned char)(0x80 + code_point % 64);
        code_point /= 64;
    }
    bytes[0] = (unsigned char)(marks[width - 1] + code_point);
    return width;
}

/* Which sequences of up to three bytes begin a character, a bit for each. */
struct Beginnings {
    unsigned char of_length[4][1 << 21];
};

static size_t number_of(const unsigned char *bytes, int length)
{
    size_t number = 0;
    for (int i = 0; i < length; i++) {
        number = number << 8 | bytes[i];
    }
    return number;
}

static bool is_beginning(const struct Beginnings *beginnings, const unsigned char *bytes,
                         int length)
{
    size_t number = number_of(bytes, length);
    return beginnings->of_length[length][number / 8] >> number % 8 & 1;
}

static int make_beginnings(void **state)
{
    struct Beginnings *beginnings = calloc(1, sizeof *beginnings);
    *state = beginnings;
    for (uint32_t code_point = 0; beginnings && code_point <= LAST_CODE_POINT; code_point++) {
        unsigned char bytes[4];
        int width = is_surrogate(code_point) ? 0 : encode(code_point, bytes);
        for (int length = 1; length < 4 && length <= width; length++) {
            size_t number = number_of(bytes, length);
            beginnings->of_length[length][number / 8] |= (unsigned char)(1 << number % 8);
        }
    }
    return beginnings ? 0 : -1;
}

static int free_beginnings(void **state)
{
    free(*state);
    return 0;
}

/* What stands there is a character as a whole, or damaged as far as it may begin one. */
static void assert_read_as_by_rfc(const struct Beginnings *beginnings, const unsigned char *bytes,
                                  int length)
{
    int width;
    uint32_t code_point =
        next_code_point((const char *)bytes, (const char *)bytes + length, &width);
    unsigned char again[4] = {0};
    if (code_point != NOT_UTF8) {
        bool is_whole = code_point <= LAST_CODE_POINT && !is_surrogate(code_point) &&
                        encode(code_point, again) == width && width <= length &&
                        memcmp(again, bytes, (size_t)width) == 0;
        if (!is_whole) {
            fail_msg("%06zx... of %d bytes is read as U+%04X", number_of(bytes, 3), length,
                     (unsigned)code_point);
        }
        return;
    }
    int expected = 1;
    while (expected < length && expected < 3 && is_beginning(beginnings, bytes, expected + 1)) {
        expected++;
    }
    if (width != expected) {
        fail_msg("%06zx... of %d bytes: %d of them taken as damaged, not %d", number_of(bytes, 3),
                 length, width, expected);
    }
}

static void every_code_point_is_read_and_written(void **state)
{
    (void)state;
    for (uint32_t code_point = 0; code_point <= LAST_CODE_POINT; code_point++) {
        unsigned char bytes[4];
        char written[LONGEST_CODE_POINT];
        int length = encode(code_point, bytes);
        int width;
        uint32_t found = next_code_point((char *)bytes, (char *)bytes + length, &width);
        if (is_surrogate(code_point)) {
            assert_int_equal(found, NOT_UTF8);
            assert_int_equal(width, 1);
            continue;
        }
        if (found != code_point || width != length) {
            fail_msg("U+%04X is read as U+%04X in %d bytes", (unsigned)code_point, (unsigned)found,
                     width);
        }
        assert_int_equal(code_point_text(code_point, written), (size_t)length);
        assert_memory_equal(written, bytes, (size_t)length);
    }
}

static void all_that_three_bytes_can_be_is_read_as_by_the_rfc(void **state)
{
    for (uint32_t number = 0; number < 1 << 24; number++) {
        unsigned char bytes[3] = {(unsigned char)(number >> 16), (unsigned char)(number >> 8),
                                  (unsigned char)number};
        int length = bytes[2] == 0 ? bytes[1] == 0 ? 1 : 2 : 3;
        assert_read_as_by_rfc(*state, bytes, length);
    }
}

/* The bytes on both sides of each limit in the tables of the RFC. */
static void four_bytes_at_the_limits_are_read_as_by_the_rfc(void **state)
{
    static const unsigned char limits[] = {0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0,
                                           0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF,
                                           0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF7, 0xF8, 0xFE, 0xFF};
    enum { LIMITS = sizeof limits };
    for (int i = 0; i < LIMITS * LIMITS * LIMITS * LIMITS; i++) {
        unsigned char bytes[4] = {limits[i % LIMITS], limits[i / LIMITS % LIMITS],
                                  limits[i / LIMITS / LIMITS % LIMITS],
                                  limits[i / LIMITS / LIMITS / LIMITS]};
        assert_read_as_by_rfc(*state, bytes, 4);
    }
}

static void nothing_is_read_past_the_end(void **state)
{
    (void)state;
    unsigned char bytes[4];
    static const uint32_t code_points[] = {'a', 0xA0, 0x20AC, 0x1F642};
    for (size_t i = 0; i < COUNT(code_points); i++) {
        int whole = encode(code_points[i], bytes);
        for (int length = 1; length <= whole; length++) {
            struct TightText tight = tight_text((char *)bytes, (size_t)length);
            int width;
            uint32_t found = next_code_point(tight.text, tight.text + length, &width);
            assert_int_equal(found, length == whole ? code_points[i] : NOT_UTF8);
            assert_int_equal(width, length);
            free_tight_text(&tight);
        }
    }
}

static void the_spaces_are_these_and_no_others(void **state)
{
    (void)state;
    static const uint32_t spaces[] = {
        '\t',   '\n',   '\v',   '\f',   '\r',   ' ',    0x00A0, 0x2000, 0x2001, 0x2002, 0x2003,
        0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A, 0x200B, 0x202F, 0x3000, 0xFEFF};
    size_t at = 0;
    for (uint32_t code_point = 0; code_point <= LAST_CODE_POINT; code_point++) {
        bool expected = at < COUNT(spaces) && spaces[at] == code_point;
        if (is_space_code_point(code_point) != expected) {
            fail_msg("U+%04X", (unsigned)code_point);
        }
        at += expected;
    }
    assert_int_equal(at, COUNT(spaces));
    assert_false(is_space_code_point(NOT_UTF8));
}

/* The table of the WHATWG, where it differs from the start of Unicode. */
static void a_byte_that_is_not_utf8_is_that_of_windows_1252(void **state)
{
    static const char expected[] =
        "\u20AC?\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152?\u017D?"
        "?\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153?\u017E\u0178";
    (void)state;
    const char *at = expected;
    const char *end = expected + strlen(expected);
    for (int byte = 0x80; byte < 0x100; byte++) {
        uint32_t meant = byte < 0xFE ? (uint32_t)byte : NOT_UTF8;
        int width;
        if (byte < 0xA0) {
            meant = next_code_point(at, end, &width);
            at += width;
            meant = meant == '?' ? NOT_UTF8 : meant;
        }
        const char text[] = {(char)byte, ' '};
        assert_int_equal(imported_code_point(text, text + 2, &width), meant);
        assert_int_equal(width, 1);
    }
    assert_true(at == end);
    int width;
    assert_int_equal(imported_code_point("\u20AC", end, &width), 0x20AC);
    assert_int_equal(width, 3);
}

static void text_of_spaces_is_blank(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool is_blank;
    } cases[] = {
        {"", true},
        {" ", true},
        {" \t\r\n", true},
        {"\u00A0", true},
        {"\uFEFF \u202F\u3000\u200B", true},
        {"a", false},
        {" a ", false},
        {"\u00A0.", false},
        {"\u00AD", false},
        {"\xC2", false},
        {"\xA0", true}, /* of Windows-1252 */
        {"\xC0\xA0", false},
        {" \xE2\x80", false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct TightText tight = tight_text(cases[i].text, strlen(cases[i].text));
        if (is_blank_text(tight.text, tight.length) != cases[i].is_blank) {
            fail_msg("case %zu", i);
        }
        free_tight_text(&tight);
    }
    assert_false(is_blank_text("\0", 1));
    assert_false(is_blank_text(" \0 ", 3));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_is_read_and_written),
        cmocka_unit_test(all_that_three_bytes_can_be_is_read_as_by_the_rfc),
        cmocka_unit_test(four_bytes_at_the_limits_are_read_as_by_the_rfc),
        cmocka_unit_test(nothing_is_read_past_the_end),
        cmocka_unit_test(the_spaces_are_these_and_no_others),
        cmocka_unit_test(a_byte_that_is_not_utf8_is_that_of_windows_1252),
        cmocka_unit_test(text_of_spaces_is_blank),
    };
    return cmocka_run_group_tests_name("utf8", tests, make_beginnings, free_beginnings);
}
