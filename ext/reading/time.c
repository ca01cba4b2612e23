#include "reading/time.h"

#include <math.h>

#include "reading/decimal.h"
#include "reading/time_grammar.h"

/* The number in this many digits, or -1. */
static int digits_at(const char *text, int digits)
{
    int number = 0;
    for (int i = 0; i < digits; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

#define ISO_DAY_LENGTH 10

/* A real day YYYY-MM-DD. */
static bool iso_day_at(const char *text, struct Day *day)
{
    *day = (struct Day){digits_at(text, 4), digits_at(text + 5, 2), digits_at(text + 8, 2)};
    return text[4] == '-' && text[7] == '-' && is_real_day(*day);
}

/* Seconds since midnight of HH:MM:SS, or -1; not 24:00:00 and no second 60. */
static int iso_clock_at(const char *text)
{
    int hour = digits_at(text, 2);
    int minute = digits_at(text + 3, 2);
    int second = digits_at(text + 6, 2);
    bool is_clock = text[2] == ':' && text[5] == ':' && hour >= 0 && hour <= 23 && minute >= 0 &&
                    minute <= 59 && second >= 0 && second <= 59;
    return is_clock ? hour * 3600 + minute * 60 + second : -1;
}

/* Moves behind .123; stays where there is none. */
static const char *behind_fraction(const char *at, const char *end)
{
    const char *digit = at + 1;
    if (at < end && *at == '.') {
        while (digit < end && digit <= at + 9 && *digit >= '0' && *digit <= '9') {
            digit++;
        }
    }
    return digit > at + 1 ? digit : at;
}

/* Nothing, Z, +02, +0200 or +02:00, as seconds ahead of UTC. */
static bool iso_zone_at(const char *at, const char *end, int *zone)
{
    *zone = 0;
    ptrdiff_t length = end - at;
    if (length == 0 || (length == 1 && *at == 'Z')) {
        return true;
    }
    if (length < 3 || length == 4 || length > 6 || (*at != '+' && *at != '-') ||
        (length == 6 && at[3] != ':')) {
        return false;
    }
    int hours = digits_at(at + 1, 2);
    int minutes = length == 3 ? 0 : digits_at(end - 2, 2);
    *zone = (*at == '-' ? -60 : 60) * (hours * 60 + minutes);
    return hours >= 0 && hours <= 14 && minutes >= 0 && minutes <= 59;
}

/* What databases write, without a detour; false says that the text is to be read in full. */
static bool read_iso(const char *text, size_t length, struct Time *time)
{
    struct Day day;
    if (length < ISO_DAY_LENGTH || !iso_day_at(text, &day)) {
        return false;
    }
    time->is_day = length == ISO_DAY_LENGTH;
    time->second = number_of_day(day) * SECONDS_PER_DAY;
    if (time->is_day) {
        return true;
    }
    if (length < LONGEST_TIME_TEXT || (text[10] != 'T' && text[10] != ' ')) {
        return false;
    }
    const char *end = text + length;
    int clock = iso_clock_at(text + ISO_DAY_LENGTH + 1);
    int zone;
    if (clock < 0 || !iso_zone_at(behind_fraction(text + LONGEST_TIME_TEXT, end), end, &zone)) {
        return false;
    }
    time->second += clock - zone;
    return time->second >= (int64_t)FIRST_DAY_NUMBER * SECONDS_PER_DAY &&
           time->second < (int64_t)(LAST_DAY_NUMBER + 1) * SECONDS_PER_DAY;
}

bool is_time_text(const char *text, size_t length)
{
    struct Day day;
    if ((length != ISO_DAY_LENGTH && length != LONGEST_TIME_TEXT) || !iso_day_at(text, &day)) {
        return false;
    }
    return length == ISO_DAY_LENGTH ||
           (text[ISO_DAY_LENGTH] == ' ' && iso_clock_at(text + ISO_DAY_LENGTH + 1) >= 0);
}

static bool is_decimal(const struct PlainText *plain)
{
    const char *at = plain->text + (plain->text[0] == '-');
    bool has_digits = *at >= '0' && *at <= '9';
    bool has_point = false;
    for (; (*at >= '0' && *at <= '9') || (*at == '.' && !has_point); at++) {
        has_point = has_point || *at == '.';
    }
    return has_digits && *at == 0 && at[-1] != '.';
}

static bool set_second(double second, struct Time *time)
{
    double first = (double)FIRST_DAY_NUMBER * SECONDS_PER_DAY;
    double last = (double)(LAST_DAY_NUMBER + 1) * SECONDS_PER_DAY - 1;
    if (!(second >= first && second <= last)) {
        return false;
    }
    time->second = (int64_t)second;
    time->is_day = false;
    return true;
}

/* Day 1 is 1900-01-01 and day 61 is 1900-03-01: day 60 never was. */
#define FALSE_LEAP_DAY 60
#define DAYS_FROM_1900_TO_1970 25569

static bool time_of_excel_days(double days, struct Time *time)
{
    double whole = floor(days);
    if (!(whole >= 1) || whole == FALSE_LEAP_DAY ||
        whole > LAST_DAY_NUMBER + DAYS_FROM_1900_TO_1970) {
        return false;
    }
    double since_1970 = whole - DAYS_FROM_1900_TO_1970 + (whole < FALSE_LEAP_DAY);
    double second = floor((days - whole) * SECONDS_PER_DAY + 0.5);
    bool is_read = set_second(since_1970 * SECONDS_PER_DAY + second, time);
    time->is_day = days == whole;
    return is_read;
}

static bool time_of_day_number(double number, struct Time *time)
{
    struct Day day;
    if (!(number >= 19000101 && number <= 20991231) || number != floor(number) ||
        !day_of_digits((int)number, YEAR_MONTH_DAY, NO_WEEKDAY, &day)) {
        return false;
    }
    *time = (struct Time){number_of_day(day) * SECONDS_PER_DAY, true};
    return true;
}

bool time_of_number(double number, enum TimeOrder order, struct Time *time)
{
    switch (order) {
    case UNIX_SECONDS:
        return set_second(floor(number), time);
    case UNIX_MILLISECONDS:
        return set_second(floor(number / 1000), time);
    case EXCEL_DAYS:
        return time_of_excel_days(number, time);
    case UNKNOWN_ORDER:
    case YEAR_MONTH_DAY:
        return time_of_day_number(number, time);
    default:
        return false;
    }
}

bool time_in_text(const char *text, size_t length, enum TimeOrder order, struct Time *time)
{
    struct PlainText plain;
    struct TimeToken tokens[MOST_TIME_TOKENS];
    if (read_iso(text, length, time)) {
        return true;
    }
    if (!make_plain(text, length, &plain)) {
        return false;
    }
    if (order >= UNIX_SECONDS && is_decimal(&plain)) {
        return time_of_number(decimal_value(plain.text, plain.length), order, time);
    }
    return cut_time(&plain, tokens) && time_of_tokens(tokens, order, time);
}

static void write_padded(char *text, int digits, int64_t number)
{
    for (int i = digits - 1; i >= 0; i--) {
        text[i] = (char)('0' + number % 10);
        number /= 10;
    }
}

size_t time_text(struct Time time, char text[LONGEST_TIME_TEXT])
{
    int64_t second = time.second % SECONDS_PER_DAY;
    second += second < 0 ? SECONDS_PER_DAY : 0;
    struct Day day = day_of_number((time.second - second) / SECONDS_PER_DAY);
    write_padded(text, 4, day.year);
    text[4] = '-';
    write_padded(text + 5, 2, day.month);
    text[7] = '-';
    write_padded(text + 8, 2, day.day);
    if (time.is_day) {
        return 10;
    }
    text[10] = ' ';
    write_padded(text + 11, 2, second / 3600);
    text[13] = ':';
    write_padded(text + 14, 2, second / 60 % 60);
    text[16] = ':';
    write_padded(text + 17, 2, second % 60);
    return LONGEST_TIME_TEXT;
}
