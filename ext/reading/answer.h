/* Answers as survey tools export them: a number with a label around it. */
#ifndef ADVOCACY_READING_ANSWER_H
#define ADVOCACY_READING_ANSWER_H

#include <stddef.h>

#define NO_ANSWER (-1)

/* Where the scale of the labels ends. */
#define HIGHEST_LABEL 10

/*
 * The whole number 0..10 that an exported label stands for, or NO_ANSWER. The label holds one
 * number that stands alone ('10 - Extremely likely', 'Extremely likely (10)'), or two that say "out
 * of ten" ('9/10', '9 of 10', '9 out of 10'). Anything else is no answer: two numbers ('7 or 8',
 * '9-10'), a fraction, a sign, a digit inside a word ('Q7'). The text is UTF-8 and need not end in
 * a zero byte; any bytes are safe.
 */
int answer_in_label(const char *text, size_t length);

#endif
