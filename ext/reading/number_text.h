/*
 * Numbers for people, in as many digits as a picture needs. Written without the C library, whose
 * decimal point depends on the locale of the host and whose rounding on its version.
 */
#ifndef ADVOCACY_READING_NUMBER_TEXT_H
#define ADVOCACY_READING_NUMBER_TEXT_H

#include <stddef.h>

/* How the numbers of one axis or one column are written, all in the same way. */
struct NumberStyle {
    int unit;     /* the power of ten that the suffix stands for: 0, 3 k, 6 M, 9 bn, 12 tn */
    int decimals; /* 0 to 9, behind the point */
    int power;    /* of ten, written behind every number as e15; 0: none */
};

#define LONGEST_NUMBER 40

/*
 * The style in which numbers up to `largest` (in magnitude) that differ by `resolution` > 0 can be
 * told apart. Those from `longest` (1e3 to 1e9) on get a unit, those beyond units and those too
 * small for decimals a power of ten.
 */
struct NumberStyle number_style(double largest, double resolution, double longest);

/*
 * Writes a finite number; the length is below LONGEST_NUMBER, and there is no zero byte at the end.
 * Halves are rounded away from zero; there is no "-0". For numbers up to those the style was made
 * for.
 */
size_t number_text(double value, struct NumberStyle style, char text[LONGEST_NUMBER]);

/* With at most that many decimals (0 to 6) and none that are zeros at the end. |value| <= 1e9. */
size_t short_number_text(double value, int decimals, char text[LONGEST_NUMBER]);

#endif
