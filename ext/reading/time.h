/*
 * Times as databases, spreadsheets and forms write them, read as moments of UTC.
 *
 * Read are, in any combination that a calendar has:
 *   days      2026-10-31, with / . , or space instead of -, in the order of any country; the same
 *             with the name of the month (31 Oct 2026, October 31st, 2026, 31. Oktober 2026, 31 de
 *             octubre de 2026), 20261031, 2026年10月31日; with a weekday, which must be right
 *   times     14:05, 14:05:09.123, 2:05 PM, 2 p.m., 14h05, 14 Uhr, 下午2:05, 14时05分; 14.05 behind
 * a day; T140509 behind a day in digits zones     Z, UTC, GMT, offsets +02, +0200, +02:00, GMT+2,
 * and names that mean one zone only, such as CET; a comment in brackets behind them A day without a
 * time stays a day, and may have no zone but UTC. A time without a zone is UTC. Fractions of a
 * second, of up to 9 digits, are dropped. 24:00 is the end of the day, second 60 that of an hour:
 * each the moment after it. What leaves the years 1 to 9999 is not read, nor are hours or months
 * alone, nor words such as "now".
 */
#ifndef ADVOCACY_READING_TIME_H
#define ADVOCACY_READING_TIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "reading/day.h"

/*
 * Reads a text; false when it is no time, or could be more than one (1/5/2026 in UNKNOWN_ORDER; see
 * day.h). In the orders that are numbers, text that is no number is read as in UNKNOWN_ORDER.
 * Any bytes are safe.
 */
bool time_in_text(const char *text, size_t length, enum TimeOrder order, struct Time *time);

/*
 * Reads a number. Seconds and milliseconds since 1970-01-01 UTC are rounded down to the second.
 * Days of a spreadsheet are those of Excel and its kin in the 1900 system, which has a 1900-02-29
 * that never was: not read, like what is before day 1. Their fraction is a time, to the nearest
 * second; a whole number is a day. In UNKNOWN_ORDER and YEAR_MONTH_DAY only whole numbers YYYYMMDD
 * of the years 1900 to 2099 are read, in the other orders none.
 */
bool time_of_number(double number, enum TimeOrder order, struct Time *time);

#define LONGEST_TIME_TEXT 19

/* Writes YYYY-MM-DD of a day, else YYYY-MM-DD HH:MM:SS, without a zero byte. Returns the length. */
size_t time_text(struct Time time, char text[LONGEST_TIME_TEXT]);

/* Whether a text has the form of time_text() and names a real day and time. */
bool is_time_text(const char *text, size_t length);

#endif
