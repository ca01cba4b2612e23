/* A date or time cut into its numbers, words and marks. */
#ifndef ADVOCACY_READING_TIME_TOKENS_H
#define ADVOCACY_READING_TIME_TOKENS_H

#include <stdbool.h>
#include <stdint.h>

#include "reading/plain_text.h"
#include "reading/time_words.h"

enum TimeTokenKind {
    TIME_TOKEN_END,
    TIME_TOKEN_NUMBER,
    TIME_TOKEN_WORD,
    TIME_TOKEN_MARK,
    TIME_TOKEN_COMMENT /* in brackets, up to the end of the text */
};

struct TimeToken {
    enum TimeTokenKind kind;
    bool is_spaced; /* space stands before it */
    char mark;
    int digits;
    int64_t number;
    const struct TimeWord *word;
};

#define MOST_TIME_TOKENS 32

/*
 * Cuts the text into tokens, of which the last has the kind TIME_TOKEN_END. False when a word is
 * none of time_words, a number has more than 18 digits, or there are more tokens than any date has.
 */
bool cut_time(const struct PlainText *plain, struct TimeToken tokens[MOST_TIME_TOKENS]);

#endif
