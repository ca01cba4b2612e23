/* The terms of a text: its words, its pairs of neighbouring words, its two-character terms. */
#ifndef ADVOCACY_TEXT_FEATURES_H
#define ADVOCACY_TEXT_FEATURES_H

#include "text/tokenizer.h"

#define LONGEST_TERM (2 * LONGEST_TEXT_WORD + 1)

/* Takes one term, which may come several times. False ends the reading. */
typedef bool (*TakeTerm)(void *taker, const char *term, int length);

/*
 * Hands out the terms of a text: every word; every two words that follow each other, with a space
 * between them; in scripts without spaces every two neighbouring characters, and one that stands
 * alone. False where the taker said so, or when memory ran out.
 */
bool text_features(const struct Tokenizer *tokenizer, const char *text, int length, TakeTerm take,
                   void *taker);

#endif
