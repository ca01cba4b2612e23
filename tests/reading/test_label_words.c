/* Words of labels, in seven languages, capitals and accents, and words that are none. */
#include <string.h>

#include "reading/label_words.h"
#include "support/check.h"

static void assert_kind(const char *word, enum LabelWord kind)
{
    if (label_word(word, strlen(word)) != kind) {
        fail_msg("%s: %d, expected %d", word, (int)label_word(word, strlen(word)), (int)kind);
    }
}

static void words_are_of_the_kind_that_the_header_names(void **state)
{
    (void)state;
    assert_kind("very", LABEL_WORD);
    assert_kind("neutral", LABEL_WORD);
    assert_kind("score", LABEL_WORD);
    assert_kind("likely", GOOD_WORD);
    assert_kind("excellent", GOOD_WORD);
    assert_kind("unlikely", BAD_WORD);
    assert_kind("poor", BAD_WORD);
    assert_kind("not", NOT_WORD);
    assert_kind("never", NOT_WORD);
    assert_kind("hardly", WEAK_WORD);
    assert_kind("slightly", WEAK_WORD);
    assert_kind("points", POINTS_WORD);
    assert_kind("how", QUESTION_WORD);
    assert_kind("stars", UNIT_WORD);
    assert_kind("percent", UNIT_WORD);
    assert_kind("euros", UNIT_WORD);
    assert_kind("may", MONTH_WORD);
    assert_kind("xyzzy", UNKNOWN_WORD);
}

static void capitals_and_accents_change_nothing(void **state)
{
    (void)state;
    assert_kind("LIKELY", GOOD_WORD);
    assert_kind("Excellent", GOOD_WORD);
    assert_int_equal(label_word("tr\xC3\xA8s", 5), label_word("tres", 4));
}

static void only_so_many_bytes_are_read(void **state)
{
    (void)state;
    assert_int_equal(label_word("likely10", 6), GOOD_WORD);
    assert_int_equal(label_word("likely", 5), UNKNOWN_WORD);
}

static void the_scale_and_ten_have_words(void **state)
{
    (void)state;
    static const char *const of[] = {"of", "von", "sur", "su", "de", "din", "sobre"};
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        assert_true(is_scale_word(of[i], strlen(of[i])));
    }
    assert_false(is_scale_word("off", 3));
    assert_true(is_ten("ten", 3));
    assert_true(is_ten("zehn", 4));
    assert_false(is_ten("tent", 4));
    assert_false(is_ten("nine", 4));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_of_the_kind_that_the_header_names),
        cmocka_unit_test(capitals_and_accents_change_nothing),
        cmocka_unit_test(only_so_many_bytes_are_read),
        cmocka_unit_test(the_scale_and_ten_have_words),
    };
    return cmocka_run_group_tests_name("label words", tests, NULL, NULL);
}
