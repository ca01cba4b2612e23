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
        char small = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] + ('a' - 'A')) : text[i];
        if (small != word[i]) {
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
