/* Words beside the number in the label of an answer, as far as they say what the number is. */
#ifndef ADVOCACY_READING_LABEL_WORDS_H
#define ADVOCACY_READING_LABEL_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* Those from LABEL_WORD to POINTS_WORD are what labels are made of. */
enum LabelWord {
    UNKNOWN_WORD,
    FOREIGN_WORD,  /* in a script of none of the languages, or bytes that are no text */
    LABEL_WORD,    /* very, neutral, score, an emoji */
    GOOD_WORD,     /* likely, excellent */
    BAD_WORD,      /* unlikely, poor */
    NOT_WORD,      /* not, never: turns a good word round */
    WEAK_WORD,     /* hardly, slightly: leaves open whether a word is good or bad */
    POINTS_WORD,   /* points of a scale */
    QUESTION_WORD, /* how, which: a question begins */
    UNIT_WORD,     /* makes the number something else: stars, percent, euros */
    MONTH_WORD
};

/*
 * The kind of a word in English, Italian, French, Romanian, Spanish, German or Chinese, in capitals
 * or not, with accents or without. Of Chinese, which has no spaces, a word is the run of
 * characters.
 */
enum LabelWord label_word(const char *text, size_t length);

/* Whether the word announces the scale: of, von, sur, su, de, din, sobre. */
bool is_scale_word(const char *text, size_t length);

/* Whether the word is the number ten. */
bool is_ten(const char *text, size_t length);

#endif
