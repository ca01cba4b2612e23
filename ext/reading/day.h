/* Which day three numbers or names stand for, when they may stand in the order of any country. */
#ifndef ADVOCACY_READING_DAY_H
#define ADVOCACY_READING_DAY_H

#include "reading/calendar.h"

/* How times are written. The last three are numbers, and no order of a day. */
enum TimeOrder {
    UNKNOWN_ORDER,
    YEAR_MONTH_DAY,
    MONTH_DAY_YEAR,
    DAY_MONTH_YEAR,
    UNIX_SECONDS,
    UNIX_MILLISECONDS,
    EXCEL_DAYS
};

enum DayPartRole { ANY_PART, MONTH_NAME, YEAR_PART, MONTH_PART, DAY_PART };

struct DayPart {
    enum DayPartRole role; /* ANY_PART for a number that could be each of them */
    int number;
    int digits;
    char mark; /* what separates it from the next part; 0: space */
};

#define DAY_PARTS 3
#define NO_WEEKDAY (-1)

struct DayParts {
    struct DayPart part[DAY_PARTS];
    int count;
    int weekday; /* 0 for Sunday; the day must be one */
};

/*
 * The day of three parts; false when there is none, or more than one. A year has four digits or
 * two: 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to 2068.
 *
 * Numbers only: the same mark stands between them. With the year in four digits first they are
 * year, month, day. Otherwise the order decides, and where it is unknown all three orders do: the
 * day is one when only one of them gives a real day, or all that do give the same.
 * With the name of a month, the number with four digits is the year. Of two numbers with two digits
 * the year is the first in YEAR_MONTH_DAY and the last in the other orders; where it is unknown, it
 * is the last behind a month that comes first, and else must not be possible in both places.
 */
bool day_of_parts(const struct DayParts *parts, enum TimeOrder order, struct Day *day);

/*
 * The day of eight digits, YYYYMMDD or in the order, of the years 1900 to 2099: so it is always
 * clear where the year stands.
 */
bool day_of_digits(int digits, enum TimeOrder order, int weekday, struct Day *day);

#endif
