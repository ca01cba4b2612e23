/*
 * Text taken apart into words, in any language: runs of letters and digits, folded to lower case
 * and without diacritics; where a script puts no spaces between words (Chinese, Japanese, Thai),
 * single characters.
 */
#ifndef ADVOCACY_READING_WORDS_H
#define ADVOCACY_READING_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes; what is longer is no word: an address, a key, a run of signs. */
#define LONGEST_TEXT_WORD 64

struct TextWord {
    const char *text;
    int length;
    bool is_character; /* of a script without spaces */
    bool is_joined;    /* nothing stands between it and the character before it */
};

/* Takes one word; its text lives until it returns. False ends the reading. */
typedef bool (*TakeWord)(void *taker, const struct TextWord *word);

/*
 * Hands out the words of a text, which may hold any bytes: what is not UTF-8 separates words. Folds
 * Latin, Greek and Cyrillic letters. False where the taker said so.
 */
bool read_words(const char *text, size_t length, TakeWord take, void *taker);

/*
 * The same for one token that a tokenizer of the host has found and folded: only characters of
 * scripts without spaces are taken apart, and combining marks are left out.
 */
bool read_token(const char *text, size_t length, TakeWord take, void *taker);

#endif
