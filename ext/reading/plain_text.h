/*
 * Text as the readers of values compare it: what people and tools write in many ways, in one. Words
 * for it can then be listed in small ASCII letters.
 */
#ifndef ADVOCACY_READING_PLAIN_TEXT_H
#define ADVOCACY_READING_PLAIN_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* No date, amount or word that a reader knows is longer. */
#define LONGEST_PLAIN_TEXT 160

struct PlainText {
    size_t length;
    char text[LONGEST_PLAIN_TEXT + 1]; /* ends in a zero byte and has no other */
};

/*
 * What a character becomes: a Latin letter the small one without its accent, full-width forms those
 * of ASCII, any space (is_space_code_point) ' ', dashes and the minus sign '-', apostrophes '\''.
 * 0 for what does not show: combining accents, joiners, marks of direction. All other characters
 * stay, and NOT_UTF8 is the replacement character, which no word contains.
 */
uint32_t plain_code_point(uint32_t code_point);

/*
 * Makes the text plain: each character as above, one space between words and none at the ends.
 * False when the result would be longer than any text that has a meaning. Any bytes are safe.
 */
bool make_plain(const char *text, size_t length, struct PlainText *plain);

/* How many bytes at this place are the word; 0 when it is not there. */
size_t word_length_at(const char *at, const char *word);

#endif
