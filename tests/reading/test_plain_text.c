/* Text made plain: each character by the tables of Unicode that the header promises, any bytes. */
#include <string.h>

#include "reading/plain_text.h"
#include "reading/utf8.h"
#include "support/check.h"

static void assert_plain(const char *text, const char *expected)
{
    struct TightText tight = tight_text(text, strlen(text));
    struct PlainText plain;
    assert_true(make_plain(tight.text, tight.length, &plain));
    assert_string_equal(plain.text, expected);
    assert_int_equal(plain.length, strlen(expected));
    free_tight_text(&tight);
}

static void letters_become_small_and_lose_their_accents(void **state)
{
    (void)state;
    assert_plain("Oui", "oui");
    assert_plain("FÉVRIER Août März Décembre", "fevrier aout marz decembre");
    assert_plain("Miércoles Sábado Mañana", "miercoles sabado manana");
    assert_plain("Sâmbătă Marți Joi ADEVĂRAT ȘșȚțŞşŢţ", "sambata marti joi adevarat ssttsstt");
    assert_plain("Straße ÄÖÜ Lunedì", "strase aou lunedi");
    assert_plain("zł Kč Œuvre Ångström", "zl kc ouvre angstrom");
}

/* The same letters as a letter and an accent of its own, as some systems store them. */
static void accents_of_their_own_are_dropped(void **state)
{
    (void)state;
    assert_plain("fe\u0301vrier Ma\u0308rz si\u0300", "fevrier marz si");
    assert_plain("\u200E10\u200E/\u200E31\u200E/\u200E2026", "10/31/2026");
    assert_plain("a\u00ADb\u2060c\uFE0Fd", "abcd");
}

static void spaces_of_every_kind_are_one(void **state)
{
    (void)state;
    assert_plain("", "");
    assert_plain(" \t\r\n\u00A0\u202F\u3000\uFEFF", "");
    assert_plain("\uFEFF a \u00A0\u2009 b\u202Fc\r\n", "a b c");
}

static void wide_forms_are_those_of_ascii(void **state)
{
    (void)state;
    assert_plain("\uFF12\uFF10\uFF12\uFF16\uFF0F\uFF11\uFF1A\uFF21\uFF0C", "2026/1:a,");
    assert_plain("\uFF04\uFFE0\uFFE1\uFFE5\uFFE6", "$\u00A2\u00A3\u00A5\u20A9");
    assert_plain("2026\u201310\u201231 \u22125 \uFF0D", "2026-10-31 -5 -");
    assert_plain("1\u2019234 1\u2018234 1'234", "1'234 1'234 1'234");
}

static void other_characters_stay(void **state)
{
    (void)state;
    assert_plain("2026年10月31日 € ₹ \U0001F642 д", "2026年10月31日 € ₹ \U0001F642 д");
    assert_plain("a×b÷c", "a×b÷c");
}

static void what_is_no_character_is_never_dropped(void **state)
{
    (void)state;
    assert_plain("1\3770", "1\uFFFD0");
    assert_plain("1\2010", "1\uFFFD0");
    struct PlainText plain;
    assert_true(make_plain("1\0002", 3, &plain));
    assert_string_equal(plain.text, "1\uFFFD2");
}

static void what_is_not_utf8_is_read_as_windows_1252(void **state)
{
    (void)state;
    assert_plain("M\344RZ", "marz");
    assert_plain("9,90\240\200", "9,90 \u20AC");
    assert_plain("1\222234", "1'234");
    assert_plain("1\302", "1a");
}

static void too_much_text_is_refused_and_space_is_not_counted(void **state)
{
    (void)state;
    char text[2000];
    struct PlainText plain;
    memset(text, ' ', sizeof text);
    memset(text + 900, 'x', LONGEST_PLAIN_TEXT - LONGEST_CODE_POINT + 1);
    assert_true(make_plain(text, sizeof text, &plain));
    assert_int_equal(plain.length, LONGEST_PLAIN_TEXT - LONGEST_CODE_POINT + 1);
    memset(text + 900, 'x', LONGEST_PLAIN_TEXT + 1);
    assert_false(make_plain(text, sizeof text, &plain));
}

/* Plain text has no capital, no two spaces, and becomes itself. */
static void random_text_becomes_plain_and_then_stays(void **state)
{
    (void)state;
    struct Random random = {160};
    for (int i = 0; i < 200000; i++) {
        char text[60];
        size_t length = 0;
        while (length + LONGEST_CODE_POINT < 40) {
            static const int limits[] = {0x80, 0x250, 0x3100, 0x11000, 0x300};
            uint32_t code_point = (uint32_t)random_below(&random, limits[random_below(&random, 5)]);
            if (random_below(&random, 20) == 0) {
                text[length++] = (char)random_below(&random, 256);
            } else if (code_point < 0xD800 || code_point > 0xDFFF) {
                length += code_point_text(code_point, text + length);
            }
        }
        struct TightText tight = tight_text(text, length);
        struct PlainText once;
        struct PlainText twice;
        assert_true(make_plain(tight.text, tight.length, &once));
        free_tight_text(&tight);
        assert_true(make_plain(once.text, once.length, &twice));
        assert_string_equal(once.text, twice.text);
        assert_int_equal(strlen(once.text), once.length);
        assert_int_equal(strcspn(once.text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ\t\n"), once.length);
        assert_null(strstr(once.text, "  "));
    }
}

static void a_word_is_found_at_its_place_only(void **state)
{
    (void)state;
    assert_int_equal(word_length_at("lei 5", "lei"), 3);
    assert_int_equal(word_length_at("le", "lei"), 0);
    assert_int_equal(word_length_at("", "lei"), 0);
    assert_int_equal(word_length_at("x lei", "lei"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_become_small_and_lose_their_accents),
        cmocka_unit_test(accents_of_their_own_are_dropped),
        cmocka_unit_test(spaces_of_every_kind_are_one),
        cmocka_unit_test(wide_forms_are_those_of_ascii),
        cmocka_unit_test(other_characters_stay),
        cmocka_unit_test(what_is_no_character_is_never_dropped),
        cmocka_unit_test(what_is_not_utf8_is_read_as_windows_1252),
        cmocka_unit_test(too_much_text_is_refused_and_space_is_not_counted),
        cmocka_unit_test(random_text_becomes_plain_and_then_stays),
        cmocka_unit_test(a_word_is_found_at_its_place_only),
    };
    return cmocka_run_group_tests_name("plain text", tests, NULL, NULL);
}
