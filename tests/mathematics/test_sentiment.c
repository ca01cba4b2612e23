/* Sentiments in words and signs, and their balance, against counting. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "mathematics/sentiment.h"
#include "support/check.h"

static const char *const words[SENTIMENT_COUNT] = {"negative", "neutral", "positive"};

static enum Sentiment read_word(const char *text)
{
    struct TightText tight = tight_text(text, strlen(text));
    enum Sentiment sentiment = sentiment_in_word(tight.text, tight.length);
    free_tight_text(&tight);
    return sentiment;
}

static void the_three_words_are_read_in_any_case(void **state)
{
    (void)state;
    struct Random random = {1};
    for (int i = 0; i < 1000; i++) {
        char text[32];
        int word = random_below(&random, SENTIMENT_COUNT);
        snprintf(text, sizeof text, "%.*s%s%.*s", random_below(&random, 3), "\t \n", words[word],
                 random_below(&random, 3), " \r\n");
        for (char *at = text; *at; at++) {
            *at = random_below(&random, 2) ? (char)toupper((unsigned char)*at) : *at;
        }
        assert_int_equal(read_word(text), word);
    }
}

static void other_words_are_none(void **state)
{
    (void)state;
    static const char *const others[] = {
        "",          " ",        "positiv",        "positives", "good", "neg", "not negative",
        "pos itive", "neutral.", "POS\xC4\xB0TIVE"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_int_equal(read_word(others[i]), NO_SENTIMENT);
    }
    for (int i = 0; i < SENTIMENT_COUNT; i++) {
        assert_int_equal(sentiment_in_word(words[i], strlen(words[i]) - 1), NO_SENTIMENT);
    }
}

static void a_number_counts_by_its_sign(void **state)
{
    (void)state;
    assert_int_equal(sentiment_of_number(1e-300), POSITIVE_SENTIMENT);
    assert_int_equal(sentiment_of_number(5), POSITIVE_SENTIMENT);
    assert_int_equal(sentiment_of_number(0), NEUTRAL_SENTIMENT);
    assert_int_equal(sentiment_of_number(-0.0), NEUTRAL_SENTIMENT);
    assert_int_equal(sentiment_of_number(-1e-300), NEGATIVE_SENTIMENT);
}

/* The mean of signs, in percent. */
static void net_sentiment_is_the_mean_sign(void **state)
{
    (void)state;
    struct Random random = {2};
    for (int i = 0; i < 2000; i++) {
        struct SentimentTally tally = {{0}};
        int count = 1 + random_below(&random, 60);
        int sum = 0;
        for (int j = 0; j < count; j++) {
            int sign = random_below(&random, 3) - 1;
            tally.rows[sentiment_of_number(sign)]++;
            sum += sign;
        }
        assert_int_equal(sentiment_total(&tally), count);
        assert_near(sentiment_net(&tally), 100.0 * sum / count, 1e-13);
    }
    struct SentimentTally mentions = {{1, 1, 3}};
    assert_true(sentiment_net(&mentions) == 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_three_words_are_read_in_any_case),
        cmocka_unit_test(other_words_are_none),
        cmocka_unit_test(a_number_counts_by_its_sign),
        cmocka_unit_test(net_sentiment_is_the_mean_sign),
    };
    return cmocka_run_group_tests_name("sentiment", tests, NULL, NULL);
}
