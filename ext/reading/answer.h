/* Answers as survey tools export them: a number with a label around it. */
#ifndef ADVOCACY_READING_ANSWER_H
#define ADVOCACY_READING_ANSWER_H

#include <stddef.h>

#define NO_ANSWER (-1)

/* Where the scale of the labels ends. */
#define HIGHEST_LABEL 10

/*
 * The whole number 0..10 that an exported label stands for, or NO_ANSWER. The label holds one
 * number that stands alone ('10 - Extremely likely', 'Extremely likely (10)'), perhaps with its
 * scale ('9/10', '9 out of 10', '9 von 10', '9 sur 10', '9 su 10', '9 de 10', '9 din 10', '9 of
 * ten') or the word for points ('9 points', the signs of Chinese, which may touch it). Full-width
 * forms are those of ASCII. Anything else is no answer:
 *   two numbers ('7 or 8', '9-10'), a fraction, a sign, a comparison, a digit inside a word ('Q7');
 *   a month beside the number ('10-Sep', '9 May': what spreadsheets make of 9-10), a unit ('5
 *   stars', '9 %', '9 euro');
 *   a sentence or numbered question ('I told 3 friends', '3. How likely ...?'): next to the number,
 *   no mark between, stands a word that labels of the languages (label_words.h) are not made of, or
 *   behind it a question. Of other scripts no words are known: these may stand on one side;
 *   a short label that says bad at 5 or above, good at 2 or below ('5=bad', '1 = excellent', '10 -
 *   not likely'): the scale runs the other way, or is another one.
 * The text is UTF-8 and need not end in a zero byte; any bytes are safe.
 */
int answer_in_label(const char *text, size_t length);

#endif
