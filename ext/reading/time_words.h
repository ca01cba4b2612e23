/* The words and signs of dates and times in English, Italian, French, Romanian, Spanish, German and
 * Chinese. */
#ifndef ADVOCACY_READING_TIME_WORDS_H
#define ADVOCACY_READING_TIME_WORDS_H

#include <stddef.h>

enum TimeWordKind {
    TIME_MONTH,             /* number: 1 to 12 */
    TIME_WEEKDAY,           /* number: 0, Sunday, to 6 */
    TIME_MARCH_OR_TUESDAY,  /* mar is the one in most of these languages, the other in some */
    TIME_MORNING,           /* 12 is midnight */
    TIME_MORNING_OR_FILLER, /* am is also how a German date begins */
    TIME_AFTERNOON,         /* 12 is noon */
    TIME_EVENING,           /* there is no 12 */
    TIME_UTC,               /* an offset may follow */
    TIME_ZONE,              /* number: minutes ahead of UTC */
    TIME_T,                 /* between a day and a time */
    TIME_ORDINAL,           /* at the number of a day */
    TIME_HOUR,              /* behind a number */
    TIME_MINUTE,            /* these too */
    TIME_SECOND,
    TIME_YEAR_SIGN,
    TIME_MONTH_SIGN,
    TIME_DAY_SIGN,
    TIME_FILLER /* means nothing: of, the, at */
};

struct TimeWord {
    const char *text; /* plain (plain_text.h) */
    enum TimeWordKind kind;
    int number;
};

/*
 * The word of these letters a to z, or NULL. Short forms are given without their full stop. Names
 * of time zones are few: most, such as CST, mean different zones in different countries.
 */
const struct TimeWord *find_time_word(const char *letters, size_t length);

/*
 * The sign or phrase that plain text starts with and that is not a run of letters, such as those of
 * Chinese and "a.m.". Sets its length; NULL when there is none.
 */
const struct TimeWord *find_time_sign(const char *text, size_t *length);

/* The month that a word in plain letters names, 1 to 12, or 0. */
int month_of_word(const char *letters, size_t length);

#endif
