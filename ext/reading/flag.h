/* Yes and no, as databases, forms and people write them. */
#ifndef ADVOCACY_READING_FLAG_H
#define ADVOCACY_READING_FLAG_H

#include <stddef.h>

#define NO_FLAG (-1)

/*
 * 1 or 0, or NO_FLAG for what says neither. Read are 0 and 1 (also '1.0'), true, false, on, off, t,
 * f, y and n, and yes and no in English, Italian, French, Romanian, Spanish, German and Chinese, in
 * capitals or not, with accents or without, with space around them. Any bytes are safe.
 */
int flag_in_text(const char *text, size_t length);

#endif
