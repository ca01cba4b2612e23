#include "reading/day.h"

/* The readings so far of one date. */
struct DayReadings {
    int weekday;
    int count; /* of different days */
    struct Day day;
};

static bool is_year(const struct DayPart *part)
{
    return (part->role == ANY_PART || part->role == YEAR_PART) &&
           (part->digits == 2 || part->digits == 4);
}

static int full_year(const struct DayPart *part)
{
    if (part->digits == 4) {
        return part->number;
    }
    return part->number + (part->number >= 69 ? 1900 : 2000);
}

static bool is_month(const struct DayPart *part)
{
    return part->role == MONTH_NAME ||
           ((part->role == ANY_PART || part->role == MONTH_PART) && part->digits <= 2);
}

static bool is_day_of_month(const struct DayPart *part)
{
    return (part->role == ANY_PART || part->role == DAY_PART) && part->digits <= 2;
}

static void consider_day(struct DayReadings *readings, struct Day day)
{
    if (!is_real_day(day) ||
        (readings->weekday != NO_WEEKDAY && weekday_of(day) != readings->weekday)) {
        return;
    }
    bool is_another = readings->count == 0 || day.year != readings->day.year ||
                      day.month != readings->day.month || day.day != readings->day.day;
    readings->count += is_another;
    readings->day = day;
}

static void consider_parts(struct DayReadings *readings, const struct DayPart *year,
                           const struct DayPart *month, const struct DayPart *day)
{
    if (is_year(year) && is_month(month) && is_day_of_month(day)) {
        consider_day(readings, (struct Day){full_year(year), month->number, day->number});
    }
}

static bool allows(enum TimeOrder order, enum TimeOrder wanted)
{
    return order == wanted || order < YEAR_MONTH_DAY || order > DAY_MONTH_YEAR;
}

static void consider_numbers(struct DayReadings *readings, const struct DayPart *part,
                             enum TimeOrder order)
{
    if (part[0].mark != part[1].mark) {
        return;
    }
    if (part[0].digits == 4 || allows(order, YEAR_MONTH_DAY)) {
        consider_parts(readings, &part[0], &part[1], &part[2]);
    }
    if (allows(order, MONTH_DAY_YEAR)) {
        consider_parts(readings, &part[2], &part[0], &part[1]);
    }
    if (allows(order, DAY_MONTH_YEAR)) {
        consider_parts(readings, &part[2], &part[1], &part[0]);
    }
}

/* The month is known; of the other two parts, in their order, one is the year. */
static void consider_named(struct DayReadings *readings, const struct DayPart *month,
                           const struct DayPart *first, const struct DayPart *last,
                           enum TimeOrder order)
{
    bool has_year = first->digits == 4 || last->digits == 4;
    /* Nobody writes Oct 26 31 and means the 31st. */
    bool may_begin = allows(order, YEAR_MONTH_DAY) && first < month;
    if (has_year ? first->digits == 4 : may_begin) {
        consider_parts(readings, first, month, last);
    }
    if (has_year ? last->digits == 4 : order != YEAR_MONTH_DAY) {
        consider_parts(readings, last, month, first);
    }
}

/* 2026, 10 and 31 with 年, 月 and 日 behind them, in any order. */
static void consider_marked(struct DayReadings *readings, const struct DayPart *part)
{
    const struct DayPart *by_role[DAY_PART + 1] = {0};
    for (int i = 0; i < DAY_PARTS; i++) {
        by_role[part[i].role] = &part[i];
    }
    if (by_role[YEAR_PART] && by_role[MONTH_PART] && by_role[DAY_PART]) {
        consider_parts(readings, by_role[YEAR_PART], by_role[MONTH_PART], by_role[DAY_PART]);
    }
}

static bool settle_day(const struct DayReadings *readings, struct Day *day)
{
    *day = readings->day;
    return readings->count == 1;
}

bool day_of_parts(const struct DayParts *parts, enum TimeOrder order, struct Day *day)
{
    struct DayReadings readings = {parts->weekday, 0, {0, 0, 0}};
    const struct DayPart *part = parts->part;
    if (parts->count != DAY_PARTS) {
        return false;
    }
    int numbers = 0;
    int month = 0;
    for (int i = 0; i < DAY_PARTS; i++) {
        numbers += part[i].role == ANY_PART;
        month = part[i].role == MONTH_NAME ? i : month;
    }
    if (numbers == DAY_PARTS) {
        consider_numbers(&readings, part, order);
    } else if (numbers == DAY_PARTS - 1 && part[month].role == MONTH_NAME) {
        consider_named(&readings, &part[month], &part[month == 0], &part[month == 2 ? 1 : 2],
                       order);
    } else {
        consider_marked(&readings, part);
    }
    return settle_day(&readings, day);
}

static void consider_digits(struct DayReadings *readings, int year, int month, int day)
{
    if (year >= 1900 && year <= 2099) {
        consider_day(readings, (struct Day){year, month, day});
    }
}

bool day_of_digits(int digits, enum TimeOrder order, int weekday, struct Day *day)
{
    struct DayReadings readings = {weekday, 0, {0, 0, 0}};
    int first = digits / 1000000;
    int second = digits / 10000 % 100;
    consider_digits(&readings, digits / 10000, digits / 100 % 100, digits % 100);
    if (allows(order, MONTH_DAY_YEAR)) {
        consider_digits(&readings, digits % 10000, first, second);
    }
    if (allows(order, DAY_MONTH_YEAR)) {
        consider_digits(&readings, digits % 10000, second, first);
    }
    return settle_day(&readings, day);
}
