/* Letters of many scripts, and their lower case without accents. */
#include <string.h>

#include "reading/letters.h"
#include "reading/utf8.h"
#include "support/check.h"

/* The text with each code point folded. */
static void check_folding(const char *text, const char *folded)
{
    char found[200];
    size_t length = 0;
    const char *end = text + strlen(text);
    while (text < end) {
        int width;
        length +=
            code_point_text(folded_letter(next_code_point(text, end, &width)), found + length);
        text += width;
    }
    found[length] = '\0';
    assert_string_equal(found, folded);
}

static void the_languages_of_the_list_are_folded(void **state)
{
    (void)state;
    check_folding("Quality 10", "quality 10");
    check_folding("Qualità perché più", "qualita perche piu");
    check_folding("Déçu, naïf, garçon, CŒUR", "decu, naif, garcon, cœur");
    check_folding("Șapte îngheață Țară ţară", "sapte ingheata tara tara");
    check_folding("Año, PINGÜINO, corazón", "ano, pinguino, corazon");
    check_folding("Größe ÄÖÜẞ", "große aouẞ");
    check_folding("很慢", "很慢");
}

static void other_scripts_are_folded_as_far_as_they_have_case(void **state)
{
    (void)state;
    check_folding("Žluťoučký KŮŇ", "zlutoucky kun");
    check_folding("Łódź Đakovo", "łodz đakovo");
    check_folding("ΆΈΉΊΌΎΏ ΣΊΣΥΦΟΣ ς", "αεηιουω σισυφοσ σ");
    check_folding("ЁЛКА Йод Ђак", "елка иод ђак");
    check_folding("ĲĿŊŒŦſ", "ĳŀŋœŧs");
    check_folding("שלום مرحبا ไทย", "שלום مرحبا ไทย");
}

static void letters_are_told_from_what_stands_between_words(void **state)
{
    (void)state;
    static const uint32_t letters[] = {'a',    'Z',    '0',    0xAA,   0xE9,   0x3B1,
                                       0x416,  0x5D0,  0x627,  0x905,  0xE01,  0x3042,
                                       0x4E2D, 0xAC00, 0x10FF, 0x1E9E, 0x20001};
    static const uint32_t others[] = {
        ' ',    '-',    '_',    0x00,   0xA0,   0xAB,   0xBF,   0xD7,   0x2019,  0x2026,  0x20AC,
        0x2713, 0x3000, 0x3002, 0x30FB, 0xFF0C, 0xFF1F, 0xFEFF, 0xFFFD, 0x1F600, 0xE0041, NOT_UTF8};
    for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
        assert_true(is_letter(letters[i]));
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        assert_false(is_letter(others[i]));
        assert_false(is_letter_without_spaces(others[i]));
    }
}

static void scripts_without_spaces_are_known(void **state)
{
    (void)state;
    assert_true(is_letter_without_spaces(0x0E01));  /* Thai */
    assert_true(is_letter_without_spaces(0x3042));  /* hiragana */
    assert_true(is_letter_without_spaces(0x30AB));  /* katakana */
    assert_true(is_letter_without_spaces(0x4E2D));  /* Han */
    assert_true(is_letter_without_spaces(0x20001)); /* Han, beyond the first plane */
    assert_false(is_letter_without_spaces('a'));
    assert_false(is_letter_without_spaces(0xAC00)); /* Korean has spaces */
    assert_false(is_letter_without_spaces(0x0416));
    assert_true(is_combining_mark(0x0301));
    assert_false(is_combining_mark(0x0370));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_languages_of_the_list_are_folded),
        cmocka_unit_test(other_scripts_are_folded_as_far_as_they_have_case),
        cmocka_unit_test(letters_are_told_from_what_stands_between_words),
        cmocka_unit_test(scripts_without_spaces_are_known),
    };
    return cmocka_run_group_tests_name("letters", tests, NULL, NULL);
}
