/* How the words, numbers and marks of a date and time belong together. */
#ifndef ADVOCACY_READING_TIME_GRAMMAR_H
#define ADVOCACY_READING_TIME_GRAMMAR_H

#include "reading/day.h"
#include "reading/time_tokens.h"

/* The time that these tokens stand for, by the rules of time.h; false when it is none. */
bool time_of_tokens(const struct TimeToken *tokens, enum TimeOrder order, struct Time *time);

#endif
