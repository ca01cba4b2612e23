/* What the reader of JSON makes of the tokens: texts with escapes, numbers, whole numbers. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "reading/json_reader.h"
#include "support/check.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* The reader behind its first token. */
static struct JsonReader first_value(const char *text, size_t length, enum JsonToken expected)
{
    struct JsonReader reader = json_read(text, length);
    assert_int_equal(json_next(&reader), expected);
    return reader;
}

static void assert_text(const char *json, const char *expected, size_t expected_length)
{
    struct TightText tight = tight_text(json, strlen(json));
    struct JsonReader reader = first_value(tight.text, tight.length, JSON_TEXT);
    /* No byte more than is promised to be enough. */
    struct TightText room = tight_text(tight.text, reader.length);
    size_t length = json_text_value(&reader, room.block + 1);
    if (length != expected_length || memcmp(room.text, expected, length) != 0) {
        char shown[256];
        fail_msg("%s gives %s", json, printable(room.text, length, shown, sizeof shown));
    }
    free_tight_text(&room);
    free_tight_text(&tight);
}

#define assert_text_value(json, expected) assert_text(json, expected, sizeof(expected) - 1)

static void escapes_are_resolved(void **state)
{
    (void)state;
    assert_text_value("\"\"", "");
    assert_text_value("\"plain\"", "plain");
    assert_text_value("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t");
    assert_text_value("\"a\\nb\"", "a\nb");
    assert_text_value("\"\\\\n\"", "\\n");
    assert_text_value("\"\\\\u0041\"", "\\u0041");
    assert_text_value("\"\\u0041\\u0042C\"", "ABC");
    assert_text_value("\"\\u0000\"", "\0");
    assert_text_value("\"a\\u0000b\"", "a\0b");
    assert_text_value("\"\\u007f\"", "\x7F");
    assert_text_value("\"\\u0080\"", "\xC2\x80");
    assert_text_value("\"\\u00e9\\u00E9\"", "\u00E9\u00E9");
    assert_text_value("\"\\u07ff\"", "\u07FF");
    assert_text_value("\"\\u0800\"", "\u0800");
    assert_text_value("\"\\u20AC\"", "\u20AC");
    assert_text_value("\"\\ud7ff\"", "\uD7FF");
    assert_text_value("\"\\ue000\"", "\uE000");
    assert_text_value("\"\\uFFFF\"", "\uFFFF");
    assert_text_value("\"\u00E9\U0001F642\"", "\u00E9\U0001F642");
}

static void surrogate_pairs_are_one_character(void **state)
{
    (void)state;
    assert_text_value("\"\\uD83D\\uDE42\"", "\U0001F642");
    assert_text_value("\"\\ud83d\\ude42\"", "\U0001F642");
    assert_text_value("\"\\uD800\\uDC00\"", "\U00010000");
    assert_text_value("\"\\uDBFF\\uDFFF\"", "\U0010FFFF");
    assert_text_value("\"a\\uD83D\\uDE42b\"", "a\U0001F642b");
}

static void half_a_surrogate_pair_is_a_replacement_character(void **state)
{
    (void)state;
    assert_text_value("\"\\uD83D\"", "\uFFFD");
    assert_text_value("\"\\uDE42\"", "\uFFFD");
    assert_text_value("\"\\uD83Dx\"", "\uFFFDx");
    assert_text_value("\"\\uD83D\\n\"", "\uFFFD\n");
    assert_text_value("\"\\uD83D\\nbehind\"", "\uFFFD\nbehind");
    assert_text_value("\"\\uD83D\\u0041\"", "\uFFFDA");
    assert_text_value("\"\\uD83D\\uDBFF\"", "\uFFFD\uFFFD");
    assert_text_value("\"\\uD83D\\uE000\"", "\uFFFD\uE000");
    assert_text_value("\"\\uDE42\\uD83D\"", "\uFFFD\uFFFD");
    assert_text_value("\"\\uD83D\\uD83D\\uDE42\"", "\uFFFD\U0001F642");
    assert_text_value("\"\\uD83D\\\\uDE42\"", "\uFFFD\\uDE42");
}

/* Every escape, against the definition of UTF-8 written as sums. */
static void every_escape_is_its_character(void **state)
{
    (void)state;
    for (unsigned code = 0; code < 0x110000; code += code < 0x3000 ? 1 : 37) {
        char json[32];
        char expected[4];
        char found[16];
        if (code >= 0xD800 && code < 0xE000) {
            continue;
        }
        if (code < 0x10000) {
            snprintf(json, sizeof json, "\"\\u%04X\"", code);
        } else {
            snprintf(json, sizeof json, "\"\\u%04x\\u%04x\"", 0xD800 + (code - 0x10000) / 0x400,
                     0xDC00 + (code - 0x10000) % 0x400);
        }
        size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
        unsigned rest = code;
        for (size_t i = length - 1; i > 0; i--, rest /= 64) {
            expected[i] = (char)(128 + rest % 64);
        }
        static const unsigned lead[] = {0, 0, 192, 224, 240};
        expected[0] = (char)(lead[length] + rest);
        struct JsonReader reader = first_value(json, strlen(json), JSON_TEXT);
        assert_int_equal(json_text_value(&reader, found), length);
        assert_memory_equal(found, expected, length);
    }
}

static void keys_are_text_too(void **state)
{
    (void)state;
    struct JsonReader reader = json_read("{\"n\\u0070s\" : 1}", 16);
    char key[16];
    assert_int_equal(json_next(&reader), JSON_OBJECT);
    assert_int_equal(json_next(&reader), JSON_KEY);
    assert_int_equal(json_text_value(&reader, key), 3);
    assert_memory_equal(key, "nps", 3);
}

static void a_word_is_recognised_whole(void **state)
{
    (void)state;
    struct JsonReader reader = first_value("\"nps\"", 5, JSON_TEXT);
    assert_true(json_text_is(&reader, "nps"));
    assert_false(json_text_is(&reader, "np"));
    assert_false(json_text_is(&reader, "npss"));
    assert_false(json_text_is(&reader, "NPS"));
    assert_false(json_text_is(&reader, ""));
    struct JsonReader empty = first_value("\"\"", 2, JSON_TEXT);
    assert_true(json_text_is(&empty, ""));
    assert_false(json_text_is(&empty, "nps"));
}

/* RFC 8259, section 8.3: strings are compared with their escapes resolved. */
static void an_escaped_word_is_the_same_word(void **state)
{
    (void)state;
    static const char escaped[] = "\"n\\u0070s\"";
    struct JsonReader reader = first_value(escaped, sizeof escaped - 1, JSON_TEXT);
    assert_true(json_text_is(&reader, "nps"));
    assert_false(json_text_is(&reader, "np"));
    assert_false(json_text_is(&reader, "npss"));
    assert_false(json_text_is(&reader, "n\\u0070s"));
    static const char slash[] = "\"9\\/10\"";
    struct JsonReader other = first_value(slash, sizeof slash - 1, JSON_TEXT);
    assert_true(json_text_is(&other, "9/10"));
}

static void numbers_have_their_value(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
    } table[] = {{"0", 0},      {"-1", -1},      {"53.4161", 53.4161}, {"-1.25E-2", -0.0125},
                 {"1e3", 1000}, {"1E+03", 1000}, {"1e999", INFINITY},  {"1e-999", 0}};
    for (size_t i = 0; i < COUNT(table); i++) {
        struct TightText tight = tight_text(table[i].text, strlen(table[i].text));
        struct JsonReader reader = first_value(tight.text, tight.length, JSON_NUMBER);
        assert_true(json_number_value(&reader) == table[i].value);
        assert_int_equal(reader.length, strlen(table[i].text));
        free_tight_text(&tight);
    }
}

static void whole_numbers_are_read_up_to_the_limits(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t value;
    } table[] = {{"0", 0},
                 {"-0", 0},
                 {"7", 7},
                 {"-7", -7},
                 {"9007199254740993", 9007199254740993},
                 {"-9007199254740993", -9007199254740993},
                 {"9223372036854775806", INT64_MAX - 1},
                 {"9223372036854775807", INT64_MAX},
                 {"-9223372036854775807", -INT64_MAX},
                 {"-9223372036854775808", INT64_MIN}};
    for (size_t i = 0; i < COUNT(table); i++) {
        int64_t value = 99;
        struct JsonReader reader = first_value(table[i].text, strlen(table[i].text), JSON_NUMBER);
        assert_true(json_integer_value(&reader, &value));
        assert_true(value == table[i].value);
    }
}

static void other_numbers_are_not_whole(void **state)
{
    (void)state;
    static const char *const others[] = {"9223372036854775808",
                                         "-9223372036854775809",
                                         "9223372036854775810",
                                         "-9223372036854775810",
                                         "18446744073709551615",
                                         "18446744073709551616",
                                         "18446744073709551617",
                                         "92233720368547758070",
                                         "99999999999999999999999999",
                                         "1.0",
                                         "0.5",
                                         "1e2",
                                         "1E2",
                                         "-1.5",
                                         "10e-1"};
    for (size_t i = 0; i < COUNT(others); i++) {
        int64_t value = 99;
        struct JsonReader reader = first_value(others[i], strlen(others[i]), JSON_NUMBER);
        assert_false(json_integer_value(&reader, &value));
        assert_true(value == 99);
    }
}

static void random_integers_come_back(void **state)
{
    (void)state;
    struct Random random = {64};
    for (int i = 0; i < 100000; i++) {
        char text[32];
        int64_t expected = (int64_t)(random_next(&random) >> random_below(&random, 64));
        int64_t found = 0;
        snprintf(text, sizeof text, "%lld", (long long)(i % 2 ? expected : -(expected / 2)));
        struct JsonReader reader = first_value(text, strlen(text), JSON_NUMBER);
        assert_true(json_integer_value(&reader, &found));
        assert_true(found == (i % 2 ? expected : -(expected / 2)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(escapes_are_resolved),
        cmocka_unit_test(surrogate_pairs_are_one_character),
        cmocka_unit_test(half_a_surrogate_pair_is_a_replacement_character),
        cmocka_unit_test(every_escape_is_its_character),
        cmocka_unit_test(keys_are_text_too),
        cmocka_unit_test(a_word_is_recognised_whole),
        cmocka_unit_test(an_escaped_word_is_the_same_word),
        cmocka_unit_test(numbers_have_their_value),
        cmocka_unit_test(whole_numbers_are_read_up_to_the_limits),
        cmocka_unit_test(other_numbers_are_not_whole),
        cmocka_unit_test(random_integers_come_back),
    };
    return cmocka_run_group_tests_name("json_value", tests, NULL, NULL);
}
