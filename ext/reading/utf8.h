/*
 * UTF-8 (RFC 3629) read character by character, and what counts as blank. Text need not be valid
 * nor end in a zero byte; any bytes are safe.
 */
#ifndef ADVOCACY_READING_UTF8_H
#define ADVOCACY_READING_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Stands for bytes that are no character: an overlong form, a surrogate, a sequence cut short. */
#define NOT_UTF8 UINT32_MAX

/* What readers of text are shown in place of such bytes. */
#define REPLACEMENT_CHARACTER 0xFFFD

/* The rest of next_code_point(), for what does not start with an ASCII character. */
uint32_t next_wide_code_point(const char *text, const char *end, int *width);

/*
 * The code point at the start of the text, which is not empty, and how many bytes it takes. For
 * bytes that are not UTF-8 the result is NOT_UTF8, and the width that of the longest start of a
 * valid sequence, 1 at least: Unicode recommends one replacement character for these.
 */
static inline uint32_t next_code_point(const char *text, const char *end, int *width)
{
    unsigned char first = (unsigned char)*text;
    if (first < 0x80) {
        *width = 1;
        return first;
    }
    return next_wide_code_point(text, end, width);
}

/*
 * The same for a cell of an imported file: a byte that is not UTF-8 is what it is in Windows-1252,
 * in which spreadsheets and shops of Western Europe and the Americas write, '\x80' being the sign
 * of the euro. NOT_UTF8 for
 * the five bytes that are nothing there, and for the two that begin a text in UTF-16.
 */
uint32_t imported_code_point(const char *text, const char *end, int *width);

/* Whether all of the text is UTF-8. */
bool is_utf8(const char *text, size_t length);

#define LONGEST_CODE_POINT 4

/* Writes a code point up to U+10FFFF that is no surrogate; returns how many bytes it takes. */
size_t code_point_text(uint32_t code_point, char text[LONGEST_CODE_POINT]);

/*
 * White space of ASCII, the no-break spaces U+00A0 and U+202F, the spaces U+2000 to U+200B and
 * U+3000, and the byte order mark U+FEFF: what spreadsheets and survey tools leave in an empty cell
 * or beside a number.
 */
bool is_space_code_point(uint32_t code_point);

/* Whether there is nothing but such space in the text. */
bool is_blank_text(const char *text, size_t length);

#endif
