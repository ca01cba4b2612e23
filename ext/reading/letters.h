/* What a code point is to somebody who looks for words, and its lower case without diacritics. */
#ifndef ADVOCACY_READING_LETTERS_H
#define ADVOCACY_READING_LETTERS_H

#include <stdbool.h>
#include <stdint.h>

/*
 * A letter, digit or mark of any script. Beyond ASCII whatever is not known to be punctuation, a
 * symbol or space counts as one, so that no language is left out.
 */
bool is_letter(uint32_t code_point);

/* Of a script that puts no spaces between words: Han, kana, Thai, Lao, Khmer, Burmese. */
bool is_letter_without_spaces(uint32_t code_point);

/* U+0300 to U+036F: an accent that stands behind its letter. */
bool is_combining_mark(uint32_t code_point);

/*
 * In lower case, and Latin, Greek and Cyrillic letters without the accents that they are composed
 * with (Unicode's canonical decompositions).
 */
uint32_t folded_letter(uint32_t code_point);

#endif
