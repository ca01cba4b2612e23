/* The terms of a text: its words, its pairs of neighbouring words, its two-character terms. */
#ifndef ADVOCACY_TEXT_FEATURES_H
#define ADVOCACY_TEXT_FEATURES_H

#include "text/tokenizer.h"

#define LONGEST_TERM (2 * LONGEST_TEXT_WORD + 1)

/* What stands in front of a run of letters, so that it is no word. */
#define RUN_MARK '~'
#define SHORTEST_RUN 4
#define LONGEST_RUN 5

/* Takes one term, which may come several times. False ends the reading. */
typedef bool (*TakeTerm)(void *taker, const char *term, int length);

/*
 * Hands out the terms of a text: every word; every two words that follow each other, with a space
 * between them; in scripts without spaces every two neighbouring characters, and one that stands
 * alone. False where the taker said so, or when memory ran out.
 */
bool text_features(const struct Tokenizer *tokenizer, const char *text, int length, TakeTerm take,
                   void *taker);

/*
 * Hands out the runs of SHORTEST_RUN and of LONGEST_RUN characters within <word>, which words of
 * the same stem and misspelt ones share: of "slow" they are ~<slo, ~slow, ~low>, ~<slow, ~slow>.
 * Words of less than three characters have none. False where the taker said so.
 */
bool word_runs(const char *word, int length, TakeTerm take, void *taker);

/* Whether a term of text_features() is one word, or two characters. */
bool is_one_word(const char *term, int length);

#endif
