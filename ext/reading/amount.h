/* Amounts of money as spreadsheets, shops and people write them. */
#ifndef ADVOCACY_READING_AMOUNT_H
#define ADVOCACY_READING_AMOUNT_H

#include <stdbool.h>
#include <stddef.h>

/* What separates whole units from their parts. */
enum DecimalMark { UNKNOWN_MARK, DECIMAL_POINT, DECIMAL_COMMA };

/*
 * Reads a text as an amount; false when it is none, or could be two.
 *
 * Digits are in one group, in groups of three, or as in India (12,34,567), separated by comma, full
 * stop, apostrophe or a space of any kind, always the same; a comma or full stop that is not that
 * separator stands before the decimals. Where the mark is not known, the only separator with three
 * digits behind it could be either, so 1,234 and 1.234 are not read, but 0.125, 1234.567, 1,234.5
 * and 1.234.567 are. An exponent makes the full stop the mark: 1.5e+06.
 * A minus stands in front or behind, or brackets around: -12.50, 12.50-, (12.50). A currency may
 * stand in front, behind or both (currency.h). Instead of decimals there may be a dash: 99,-.
 * Anything else, such as a percent sign, is no amount. Any bytes are safe.
 */
bool amount_in_text(const char *text, size_t length, enum DecimalMark mark, double *amount);

#endif
