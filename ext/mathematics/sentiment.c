#include "mathematics/sentiment.h"

#include <stdbool.h>
#include <string.h>

static bool is_white(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* Whether the text is the word, which is in small letters. */
static bool same_word(const char *text, size_t length, const char *word)
{
    if (length != strlen(word)) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        byte |= byte >= 'A' && byte <= 'Z' ? 0x20 : 0;
        if (byte != (unsigned char)word[i]) {
            return false;
        }
    }
    return true;
}

enum Sentiment sentiment_in_word(const char *text, size_t length)
{
    static const char *const words[SENTIMENT_COUNT] = {"negative", "neutral", "positive"};
    while (length > 0 && is_white(text[0])) {
        text++;
        length--;
    }
    while (length > 0 && is_white(text[length - 1])) {
        length--;
    }
    int sentiment = 0;
    while (sentiment < SENTIMENT_COUNT && !same_word(text, length, words[sentiment])) {
        sentiment++;
    }
    return (enum Sentiment)sentiment;
}

enum Sentiment sentiment_of_number(double number)
{
    return (enum Sentiment)(NEUTRAL_SENTIMENT + (number > 0) - (number < 0));
}

int64_t sentiment_total(const struct SentimentTally *tally)
{
    return tally->rows[NEGATIVE_SENTIMENT] + tally->rows[NEUTRAL_SENTIMENT] +
           tally->rows[POSITIVE_SENTIMENT];
}

double sentiment_net(const struct SentimentTally *tally)
{
    int64_t net = tally->rows[POSITIVE_SENTIMENT] - tally->rows[NEGATIVE_SENTIMENT];
    return 100.0 * (double)net / (double)sentiment_total(tally);
}
