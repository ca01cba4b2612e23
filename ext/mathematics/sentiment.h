/* Sentiments in words. */
#ifndef ADVOCACY_MATHEMATICS_SENTIMENT_H
#define ADVOCACY_MATHEMATICS_SENTIMENT_H

#include <stddef.h>

/* In the order of their worth: sentiment - NEUTRAL_SENTIMENT is -1, 0 or 1. */
enum Sentiment {
    NEGATIVE_SENTIMENT,
    NEUTRAL_SENTIMENT,
    POSITIVE_SENTIMENT,
    SENTIMENT_COUNT,
    NO_SENTIMENT = SENTIMENT_COUNT
};

/*
 * 'negative', 'neutral' or 'positive' in any ASCII case and with white space around it; otherwise
 * NO_SENTIMENT. The text need not end in a zero byte.
 */
enum Sentiment sentiment_in_word(const char *text, size_t length);

#endif
