#include "reading/calendar.h"

static bool is_leap_year(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in_month(int year, int month)
{
    static const signed char days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap_year(year));
}

bool is_real_day(struct Day day)
{
    return day.year >= 1 && day.year <= 9999 && day.month >= 1 && day.month <= 12 && day.day >= 1 &&
           day.day <= days_in_month(day.year, day.month);
}

/* Days of all years before this one, counted from year 1. */
static int64_t days_before_year(int64_t year)
{
    int64_t years = year - 1;
    return years * 365 + years / 4 - years / 100 + years / 400;
}

static int days_before_month(int year, int month)
{
    static const short days[12] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    return days[month - 1] + (month > 2 && is_leap_year(year));
}

int64_t number_of_day(struct Day day)
{
    return FIRST_DAY_NUMBER + days_before_year(day.year) + days_before_month(day.year, day.month) +
           day.day - 1;
}

struct Day day_of_number(int64_t number)
{
    int64_t days = number - FIRST_DAY_NUMBER;
    /* The mean year is 365.2425 days: the guess is right or one too high. */
    int year = (int)(days * 10000 / 3652425) + 2;
    while (days_before_year(year) > days) {
        year--;
    }
    int rest = (int)(days - days_before_year(year));
    int month = 1;
    while (rest >= days_in_month(year, month)) {
        rest -= days_in_month(year, month);
        month++;
    }
    return (struct Day){year, month, rest + 1};
}

int weekday_of(struct Day day)
{
    /* The first day of year 1 was a Monday. */
    return (int)((number_of_day(day) - FIRST_DAY_NUMBER + 1) % 7);
}
