/*
 * How much room text takes in a picture whose font is not known, and which characters may stand in
 * XML at all. Text is UTF-8 that need not be valid nor end in a zero byte; any bytes are safe.
 */
#ifndef ADVOCACY_READING_TEXT_WIDTH_H
#define ADVOCACY_READING_TEXT_WIDTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "reading/utf8.h"

/*
 * The character at the start of `length` > 0 bytes, and how many of them it takes. Bytes that are
 * not UTF-8 (an overlong form, a surrogate, a sequence cut short) give the replacement character,
 * as many of them as Unicode recommends: one for the longest start of a valid sequence.
 */
uint32_t next_character(const char *text, size_t length, size_t *taken);

/*
 * What stands for a character in XML 1.0 (Char) and HTML: itself; a space for tab, line ends and
 * the marks by which a text could turn the direction of what stands after it; the replacement
 * character for control and noncharacters, which either or both do not allow.
 */
uint32_t visible_character(uint32_t character);

/*
 * The width in ems, as in wide sans serif fonts; for characters beyond ASCII a bound by block that
 * hardly any of them exceeds. Ideographs and emoji are twice as wide as a letter.
 */
double character_em(uint32_t character);
double text_em(const char *text, size_t length);

/*
 * How many bytes of the text fit into that many ems; all of them, or as many whole characters as
 * leave room for an ellipsis, which is then to be added.
 */
size_t fitting_bytes(const char *text, size_t length, double room);

#endif
