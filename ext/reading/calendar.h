/* The Gregorian calendar, also for the days before it was introduced, as in ISO 8601 and SQLite. */
#ifndef ADVOCACY_READING_CALENDAR_H
#define ADVOCACY_READING_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

struct Day {
    int year;  /* 1 to 9999 */
    int month; /* from 1 */
    int day;   /* from 1 */
};

#define SECONDS_PER_DAY 86400

struct Time {
    int64_t second; /* since 1970-01-01 00:00:00 UTC */
    bool is_day;    /* the whole day that begins then */
};

/* Days since 1970-01-01 of the first and the last day. */
#define FIRST_DAY_NUMBER (-719162)
#define LAST_DAY_NUMBER 2932896

/* Whether the calendar has this day. */
bool is_real_day(struct Day day);

/* Days since 1970-01-01 of a real day, and back. */
int64_t number_of_day(struct Day day);
struct Day day_of_number(int64_t number);

/* The day of the week of a real day; 0 is Sunday. */
int weekday_of(struct Day day);

#endif
