/* The signs, codes and names of currencies that stand beside an amount. */
#ifndef ADVOCACY_READING_CURRENCY_H
#define ADVOCACY_READING_CURRENCY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The sign of a currency that is in use: those of Unicode (category Sc) but for the cent, for wide
 * forms, which plain text does not have, and for signs of old scripts.
 */
bool is_currency_sign(uint32_t code_point);

/*
 * Whether plain letters (plain_text.h) are a currency: a code of ISO 4217, or a name or short form
 * in English, Italian, French, Romanian, Spanish or German, such as lei, kr and franken.
 */
bool is_currency_word(const char *letters, size_t length);

/*
 * How many bytes of plain text at this place name a currency: a sign, a word with its full stop, a
 * dollar with its country (us$, $us, r$), or a Chinese word; 0 where none does.
 */
size_t currency_length_at(const char *plain);

#endif
