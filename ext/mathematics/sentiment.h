/* Sentiments in words and signs, and how they balance. */
#ifndef ADVOCACY_MATHEMATICS_SENTIMENT_H
#define ADVOCACY_MATHEMATICS_SENTIMENT_H

#include <stddef.h>
#include <stdint.h>

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

/* A number counts by its sign. */
enum Sentiment sentiment_of_number(double number);

/* How many there are of each; they can be taken out again. */
struct SentimentTally {
    int64_t rows[SENTIMENT_COUNT];
};

int64_t sentiment_total(const struct SentimentTally *tally);

/* The share of positive less that of negative ones, -100 to 100. There must be one. */
double sentiment_net(const struct SentimentTally *tally);

#endif
