/* Words out of text in any language, and out of any bytes. */
#include <string.h>

#include "reading/words.h"
#include "support/check.h"

struct Words {
    char text[400];
    int most; /* taken, before the reading is ended */
    int count;
};

/* "word|word|+": a plus joins characters that stand together. */
static bool take_word(void *taker, const struct TextWord *word)
{
    struct Words *words = taker;
    if (words->count == words->most) {
        return false;
    }
    const char *before = words->count == 0 ? "" : word->is_joined ? "+" : "|";
    words->count++;
    strcat(words->text, before);
    strncat(words->text, word->text, (size_t)word->length);
    return true;
}

static void check_words(const char *text, const char *expected)
{
    struct Words words = {"", 100, 0};
    struct TightText tight = tight_text(text, strlen(text));
    assert_true(read_words(tight.text, tight.length, take_word, &words));
    free_tight_text(&tight);
    assert_string_equal(words.text, expected);
}

static void words_are_runs_of_letters_and_digits_folded(void **state)
{
    (void)state;
    check_words("", "");
    check_words(" ... !! ", "");
    check_words("Très bien, merci! 24/7", "tres|bien|merci|24|7");
    check_words("don\xE2\x80\x99t stop", "don|t|stop");
    check_words("cafe\xCC\x81 noir", "cafe|noir");
    check_words("\xF0\x9F\x98\xA1 slow\xF0\x9F\x98\xA1", "slow");
    check_words("Größe: 10cm", "große|10cm");
}

static void scripts_without_spaces_come_by_character(void **state)
{
    (void)state;
    check_words("服务很慢", "服+务+很+慢");
    check_words("很慢，很贵", "很+慢|很+贵");
    check_words("app很慢ok", "app|很+慢|ok");
    check_words("ไทย", "ไ+ท+ย");
    check_words("とてもいい", "と+て+も+い+い");
    check_words("매우 좋다", "매우|좋다");
}

static void what_is_longer_than_a_word_is_none(void **state)
{
    (void)state;
    char text[300] = "ok ";
    memset(text + 3, 'x', 65);
    strcpy(text + 68, " yes");
    check_words(text, "ok|yes");
    memset(text + 3, 'x', 64);
    text[67] = '\0';
    struct Words words = {"", 100, 0};
    assert_true(read_words(text, strlen(text), take_word, &words));
    assert_int_equal(words.count, 2);
}

static void a_taker_that_has_enough_ends_the_reading(void **state)
{
    (void)state;
    static const char *const texts[] = {"a b c", "a 很慢", "很慢好", "a 很", "a b"};
    for (int i = 0; i < 5; i++) {
        struct Words words = {"", 1, 0};
        assert_false(read_words(texts[i], strlen(texts[i]), take_word, &words));
        assert_int_equal(words.count, 1);
    }
}

static void a_token_is_taken_apart_only_at_characters(void **state)
{
    (void)state;
    static const char token[] = "caf\x65\xCC\x81-\xFF"
                                "bar很慢x";
    struct Words words = {"", 100, 0};
    assert_true(read_token(token, strlen(token), take_word, &words));
    assert_string_equal(words.text, "cafe-bar|很+慢|x");
    struct Words few = {"", 1, 0};
    assert_false(read_token(token, strlen(token), take_word, &few));
}

static void any_bytes_are_read_to_their_end(void **state)
{
    (void)state;
    struct Random random = {16};
    for (int i = 0; i < 20000; i++) {
        char bytes[24];
        size_t length = (size_t)(random_unit(&random) * sizeof bytes);
        for (size_t k = 0; k < length; k++) {
            bytes[k] = (char)(random_unit(&random) * 256);
        }
        struct Words words = {"", 100, 0};
        struct TightText tight = tight_text(bytes, length);
        assert_true(read_words(tight.text, tight.length, take_word, &words));
        words = (struct Words){"", 100, 0};
        assert_true(read_token(tight.text, tight.length, take_word, &words));
        free_tight_text(&tight);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_runs_of_letters_and_digits_folded),
        cmocka_unit_test(scripts_without_spaces_come_by_character),
        cmocka_unit_test(what_is_longer_than_a_word_is_none),
        cmocka_unit_test(a_taker_that_has_enough_ends_the_reading),
        cmocka_unit_test(a_token_is_taken_apart_only_at_characters),
        cmocka_unit_test(any_bytes_are_read_to_their_end),
    };
    return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
