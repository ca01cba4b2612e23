/* The reader of times: tables of what databases, spreadsheets and forms write. */
#include <string.h>

#include "reading/time.h"
#include "support/check.h"

struct TimeCase {
    const char *text;
    const char *expected; /* NULL: not read */
};

static void assert_time(const char *text, size_t length, enum TimeOrder order, const char *expected)
{
    struct TightText tight = tight_text(text, length);
    struct Time time;
    char found[LONGEST_TIME_TEXT + 1] = "NULL";
    if (time_in_text(tight.text, tight.length, order, &time)) {
        found[time_text(time, found)] = 0;
    }
    free_tight_text(&tight);
    if (strcmp(found, expected ? expected : "NULL") != 0) {
        char shown[512];
        fail_msg("'%s' in order %d\n  expected: %s\n  found:    %s",
                 printable(text, length, shown, sizeof shown), (int)order,
                 expected ? expected : "NULL", found);
    }
}

static void assert_times(enum TimeOrder order, const struct TimeCase *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_time(cases[i].text, strlen(cases[i].text), order, cases[i].expected);
    }
}

#define EXPECT(order, ...)                                                                         \
    assert_times(order, (const struct TimeCase[]){__VA_ARGS__},                                    \
                 sizeof((const struct TimeCase[]){__VA_ARGS__}) / sizeof(struct TimeCase))

#define DAY "2026-10-31"
#define MINUTE "2026-10-31 14:05:00"
#define SECOND "2026-10-31 14:05:09"

/* What is unambiguous is read the same in every order of a day. */
static void assert_in_every_order(const struct TimeCase *cases, size_t count)
{
    for (int order = UNKNOWN_ORDER; order <= EXCEL_DAYS; order++) {
        assert_times((enum TimeOrder)order, cases, count);
    }
}

#define EXPECT_ALWAYS(...)                                                                         \
    assert_in_every_order((const struct TimeCase[]){__VA_ARGS__},                                  \
                          sizeof((const struct TimeCase[]){__VA_ARGS__}) /                         \
                              sizeof(struct TimeCase))

static void iso_is_read_in_each_of_its_forms(void **state)
{
    (void)state;
    EXPECT_ALWAYS(
        {"2026-10-31", DAY}, {"2026-10-31 14:05:09", SECOND}, {"2026-10-31T14:05:09", SECOND},
        {"2026-10-31t14:05:09z", SECOND}, {"2026-10-31T14:05", MINUTE},
        {"2026-10-31 14:05", MINUTE}, {"2026-10-31T14:05:09Z", SECOND},
        {"2026-10-31T14:05:09.1Z", SECOND}, {"2026-10-31T14:05:09.123456789Z", SECOND},
        {"2026-10-31T14:05:09,999", SECOND}, {"2026-10-31 14:05:09.123456+00", SECOND},
        {"2026-10-31 14:05:09 UTC", SECOND}, {"2026-10-31 14:05:09 GMT", SECOND},
        {"2026-10-31 14:05:09+0000", SECOND}, {"2026-10-31 14:05:09-00:00", SECOND},
        {"2026-10-31 4:05", "2026-10-31 04:05:00"}, {"2026-1-5", "2026-01-05"}, {"2026/10/31", DAY},
        {"2026.10.31", DAY}, {"2026 10 31", DAY}, {"2026, 10, 31", DAY}, {"2026. 10. 31.", DAY},
        {"2026-10-31T14", "2026-10-31 14:00:00"}, {"\uFEFF 2026-10-31\r\n", DAY},
        {"2026\u201010\u201031", DAY}, {"\uFF12\uFF10\uFF12\uFF16-\uFF11\uFF10-\uFF13\uFF11", DAY},
        {"2026-10-31-14.05.09.000000", SECOND});
    EXPECT(UNKNOWN_ORDER, {"20261031", DAY}, {"20261031T140509Z", SECOND},
           {"20261031T1405", MINUTE}, {"20261031 140509", SECOND}, {"20261031140509", SECOND},
           {"20261031T140509.123+0200", "2026-10-31 12:05:09"});
}

static void zones_are_taken_to_utc(void **state)
{
    (void)state;
    EXPECT_ALWAYS({"2026-10-31T00:30:00+05:30", "2026-10-30 19:00:00"},
                  {"2026-10-31 00:30 +0530", "2026-10-30 19:00:00"},
                  {"2026-12-31 23:30:00-08", "2027-01-01 07:30:00"},
                  {"2026-10-31 14:05:09-02:30", "2026-10-31 16:35:09"},
                  {"2026-10-31 14:05:09+00:53:28", "2026-10-31 13:11:41"},
                  {"2026-10-31 14:05:09 GMT+2", "2026-10-31 12:05:09"},
                  {"2026-10-31 14:05:09 UTC-02:00", "2026-10-31 16:05:09"},
                  {"2026-10-31 14:05:09 CET", "2026-10-31 13:05:09"},
                  {"2026-10-31 14:05:09 MESZ", "2026-10-31 12:05:09"},
                  {"2026-10-31 14:05:09 EEST", "2026-10-31 11:05:09"},
                  {"2026-10-31 14:05:09\u22120200", "2026-10-31 16:05:09"},
                  {"2026-10-31 14:05:09 +0200 (CEST)", "2026-10-31 12:05:09"},
                  {"2026-10-31 14:05:09 +14", "2026-10-31 00:05:09"});
    /* A day is a day of UTC or it is not read. */
    EXPECT_ALWAYS({"2026-10-31Z", DAY}, {"2026-10-31 UTC", DAY}, {"2026-10-31+02:00", NULL},
                  {"2026-10-31 CET", NULL});
    EXPECT_ALWAYS({"2026-10-31 14:05:09 CST", NULL}, {"2026-10-31 14:05:09 EST", NULL},
                  {"2026-10-31 14:05:09 PDT", NULL}, {"2026-10-31 14:05:09+15", NULL},
                  {"2026-10-31 14:05:09+02:60", NULL}, {"2026-10-31 14:05:09+123", NULL},
                  {"2026-10-31 14:05:09+", NULL}, {"2026-10-31 14:05:09 Z Z", NULL},
                  {"2026-10-31 14:05:09+02+02", NULL}, {"2026-10-31 14:05:09Z+02", NULL},
                  {"2026-10-31 14:05:09 (CEST)", NULL}, {"2026-10-31 14:05:09Z (a", NULL},
                  {"2026-10-31 (a) 14:05:09Z", NULL});
}

static void one_reading_is_read_and_two_are_not(void **state)
{
    (void)state;
    EXPECT(UNKNOWN_ORDER, {"31/12/2026", "2026-12-31"}, {"12/31/2026", "2026-12-31"},
           {"31-12-2026", "2026-12-31"}, {"31.12.2026", "2026-12-31"}, {"31 12 2026", "2026-12-31"},
           {"1/5/2026", NULL}, {"01.05.2026", NULL}, {"1-5-2026", NULL}, {"12/11/2026", NULL},
           {"12/12/2026", "2026-12-12"}, {"5/5/2026", "2026-05-05"}, {"10/31/26", DAY},
           {"31/12/99", "1999-12-31"}, {"31/10/26", NULL}, {"26-10-31", NULL},
           {"5/5/05", "2005-05-05"}, {"05/05/06", NULL}, {"11/11/11", "2011-11-11"},
           {"31102026", DAY}, {"10312026", DAY}, {"10112026", NULL}, {"1/5/2026 14:05", NULL},
           {"Mon 5/1/2026", "2026-01-05"}, {"Fri 5/1/2026", "2026-05-01"}, {"Sun 5/1/2026", NULL},
           {"31-Oct-26", NULL}, {"31-Oct-99", "1999-10-31"}, {"31 Oct 31", "2031-10-31"},
           {"Oct 31, 26", DAY});
}

static void the_order_says_which_reading_is_meant(void **state)
{
    (void)state;
    EXPECT(MONTH_DAY_YEAR, {"1/5/2026", "2026-01-05"}, {"1-5-26", "2026-01-05"},
           {"01.05.2026 2:05 PM", "2026-01-05 14:05:00"}, {"10/31/99", "1999-10-31"},
           {"31/12/2026", NULL}, {"10112026", "2026-10-11"}, {"31102026", NULL}, {"20261031", DAY},
           {"31-Oct-26", DAY}, {"31 Oct 2026", DAY}, {"Oct 31, 26", DAY}, {"26-10-31", NULL});
    EXPECT(DAY_MONTH_YEAR, {"1/5/2026", "2026-05-01"}, {"1.5.26", "2026-05-01"},
           {"31/12/68", "2068-12-31"}, {"31/12/69", "1969-12-31"}, {"12/31/2026", NULL},
           {"10112026", "2026-11-10"}, {"10312026", NULL}, {"20261031", DAY}, {"31-Oct-26", DAY},
           {"1 5 2026", "2026-05-01"}, {"1, 5, 2026", "2026-05-01"});
    EXPECT(YEAR_MONTH_DAY, {"1/5/2026", NULL}, {"26-10-31", DAY}, {"26/1/5", "2026-01-05"},
           {"31-Oct-26", "2031-10-26"}, {"31/12/2026", NULL}, {"20261031", DAY}, {"31102026", NULL},
           {"2026-25-12", NULL});
}

static void the_calendar_holds(void **state)
{
    (void)state;
    EXPECT_ALWAYS({"2026-02-30", NULL}, {"2026-25-12", NULL}, {"2026-02-29", NULL},
                  {"2024-02-29", "2024-02-29"}, {"2000-02-29", "2000-02-29"}, {"1900-02-29", NULL},
                  {"2026-00-10", NULL}, {"2026-10-00", NULL}, {"2026-04-31", NULL},
                  {"0000-00-00", NULL}, {"0000-01-01", NULL}, {"0001-01-01", "0001-01-01"},
                  {"9999-12-31", "9999-12-31"}, {"31 Sep 2026", NULL}, {"32 Oct 2026", NULL},
                  {"10000-01-01", NULL}, {"2026-13-01", NULL}, {"0 Oct 2026", NULL},
                  {"0001-01-01 00:00:00+01:00", NULL}, {"9999-12-31 23:59:59-01:00", NULL},
                  {"0001-01-01 00:00:00-01:00", "0001-01-01 01:00:00"}, {"9999-12-31 24:00", NULL},
                  {"9999-12-31 23:59:59", "9999-12-31 23:59:59"});
    /* The weekday is that of the day where it was written. */
    EXPECT_ALWAYS({"Saturday, October 31, 2026", DAY}, {"Sunday, October 31, 2026", NULL},
                  {"Sat, 31 Oct 2026 00:05:09 +0200", "2026-10-30 22:05:09"},
                  {"Fri, 31 Oct 2026 00:05:09 +0200", NULL}, {"Sat Sat 31 Oct 2026", NULL});
}

static void clocks_hold(void **state)
{
    (void)state;
    EXPECT_ALWAYS(
        {"2026-10-31 23:59:59", "2026-10-31 23:59:59"},
        {"2026-10-31 24:00:00", "2026-11-01 00:00:00"}, {"2026-10-31 24:00", "2026-11-01 00:00:00"},
        {"2026-10-31 24:00:01", NULL}, {"2026-10-31 24:01", NULL}, {"2026-10-31 25:00", NULL},
        {"2026-10-31 14:60", NULL}, {"2026-10-31 14:05:60", NULL},
        {"2026-12-31 23:59:60", "2027-01-01 00:00:00"},
        {"2026-12-31 23:59:60.5Z", "2027-01-01 00:00:00"},
        {"2027-01-01T00:59:60+01:00", "2027-01-01 00:00:00"}, {"2026-10-31 14:59:61", NULL},
        {"2026-10-31 14:5", NULL}, {"2026-10-31 14:05:9", NULL}, {"2026-10-31 014:05", NULL},
        {"2026-10-31 14:05:09.", SECOND}, {"2026-10-31 14:05:09.1234567890", NULL},
        {"2026-10-31 14", NULL}, {"2026-10-31 14:", NULL}, {"2026-10-31 :05", NULL},
        {"2026-10-31 14:05 14:05", NULL}, {"14:05", NULL}, {"14:05:09Z", NULL},
        {"2026-10-31T", NULL}, {"2026-10-31T14:05:09T", NULL}, {"2026-10-31T141", NULL});
}

static void the_half_of_the_day_moves_the_hour(void **state)
{
    (void)state;
    EXPECT_ALWAYS(
        {"2026-10-31 2:05 PM", MINUTE}, {"2026-10-31 2:05pm", MINUTE},
        {"2026-10-31 02:05:09 p.m.", SECOND}, {"2026-10-31 2:05\u202FPM", MINUTE},
        {"2026-10-31 2:05 p.\u00A0m.", MINUTE}, {"2026-10-31 2:05 a. m.", "2026-10-31 02:05:00"},
        {"2026-10-31 12:05 AM", "2026-10-31 00:05:00"},
        {"2026-10-31 12:05 PM", "2026-10-31 12:05:00"}, {"2026-10-31 2 PM", "2026-10-31 14:00:00"},
        {"2026-10-31 0:05 AM", "2026-10-31 00:05:00"}, {"2026-10-31 14:05 PM", MINUTE},
        {"2026-10-31 14:05 AM", NULL}, {"2026-10-31 0:05 PM", NULL}, {"2026-10-31 24:00 PM", NULL},
        {"2026-10-31 PM", NULL}, {"2026-10-31 2:05 PM PM", NULL}, {"PM 2:05 2026-10-31", MINUTE},
        {"AM 12:05 2026-10-31", "2026-10-31 00:05:00"},
        {"2026-10-31 2:05:09 PM +0200", "2026-10-31 12:05:09"},
        {"2026-10-31 2:05:09.123 PM", SECOND}, {"Oct 31 2026  2:05:09:123PM", SECOND});
}

static void what_programs_write_is_read(void **state)
{
    (void)state;
    /* Excel and Google Sheets, JavaScript, mail, date, Google Forms, PostgreSQL, SQL Server, web
     * servers, Ruby, R. */
    EXPECT_ALWAYS(
        {"Saturday, October 31, 2026 2:05:09 PM", SECOND},
        {"Sat Oct 31 2026 14:05:09 GMT+0200 (Central European Summer Time)", "2026-10-31 12:05:09"},
        {"Sat Oct 31 2026 14:05:09 GMT+0800 (中国标准时间)", "2026-10-31 06:05:09"},
        {"Sat, 31 Oct 2026 14:05:09 GMT", SECOND}, {"Sat Oct 31 14:05:09 UTC 2026", SECOND},
        {"Sat Oct 31 14:05:09 CEST 2026", "2026-10-31 12:05:09"},
        {"Sat Oct 31 14:05:09 +0200 2026", "2026-10-31 12:05:09"},
        {"2026/10/31 2:05:09 PM GMT+2", "2026-10-31 12:05:09"},
        {"2026/10/31 2:05:09 PM MESZ", "2026-10-31 12:05:09"},
        {"31/Oct/2026:14:05:09 +0200", "2026-10-31 12:05:09"},
        {"2026-10-31 14:05:09 -0700", "2026-10-31 21:05:09"}, {"Oct 31, 2026, 2:05 PM", MINUTE},
        {"Oct 31, 2026 2:05:09\u202FPM", SECOND}, {"31-Oct-2026", DAY},
        {"Saturday, 31 October 2026", DAY}, {"2026-Oct-31", DAY}, {"2026 October 31", DAY},
        {"2026, 31 October", DAY}, {"31 OCT 2026", DAY}, {"October 31st, 2026", DAY},
        {"the 31st of October 2026", DAY}, {"3rd November 2026", "2026-11-03"},
        {"14:05 31 October 2026", MINUTE}, {"14:05:09, 31 Oct 2026", SECOND},
        {"31 Oct 2026 - 14:05", MINUTE}, {"31 Oct 2026 at 14:05", MINUTE});
    EXPECT(UNKNOWN_ORDER, {"10/31/2026, 2:05:09 PM", SECOND}, {"10/31/2026 14:05", MINUTE},
           {"31.10.2026 14:05", MINUTE}, {"31/10/2026 14.05.09", SECOND},
           {"\u200E10\u200E/\u200E31\u200E/\u200E2026", DAY});
}

static void seven_languages_are_read(void **state)
{
    (void)state;
    EXPECT_ALWAYS(
        {"31 ottobre 2026", DAY}, {"sabato 31 ottobre 2026 alle ore 14:05", MINUTE},
        {"sab 31 ott 2026, 14:05:09", SECOND}, {"31-ott-2026", DAY},
        {"31 octobre 2026 à 14:05", MINUTE}, {"samedi 31 octobre 2026 14h05", MINUTE},
        {"31 oct. 2026, 14:05:09", SECOND}, {"1er novembre 2026", "2026-11-01"},
        {"3 févr. 2026", "2026-02-03"}, {"15 août 2026", "2026-08-15"},
        {"mar. 3 mars 2026", "2026-03-03"}, {"mar., 3 nov. 2026", "2026-11-03"},
        {"3 mar 2026", "2026-03-03"}, {"mar 3 2026", "2026-03-03"}, {"mar 4 nov. 2026", NULL},
        {"mar mar 3 2026", "2026-03-03"}, {"sâmbătă, 31 octombrie 2026, ora 14:05", MINUTE},
        {"31 oct. 2026", DAY}, {"joi, 5 martie 2026", "2026-03-05"}, {"5 IAN. 2026", "2026-01-05"},
        {"31 de octubre de 2026", DAY}, {"sábado, 31 de octubre de 2026, 2:05 p. m.", MINUTE},
        {"31 de octubre de 2026 a las 14:05", MINUTE}, {"5 ene 2026", "2026-01-05"},
        {"31. Oktober 2026", DAY}, {"Samstag, 31. Oktober 2026", DAY}, {"Sa., 31. Okt. 2026", DAY},
        {"am 31. Oktober 2026 um 14:05 Uhr", MINUTE}, {"31. Oktober 2026, 14 Uhr 05", MINUTE},
        {"5. März 2026", "2026-03-05"}, {"2026年10月31日", DAY},
        {"2026年10月31日 14:05:09", SECOND}, {"2026年10月31日 14时05分", MINUTE},
        {"2026年10月31日 14时05分09秒", SECOND}, {"2026年10月31日 下午2:05", MINUTE},
        {"2026年10月31日星期六下午2点05分09秒", SECOND},
        {"2026年10月31日 上午12:05", "2026-10-31 00:05:00"}, {"26年10月31日", DAY},
        {"2026年10月31日 晚上9:05", "2026-10-31 21:05:00"}, {"10月31日2026年", DAY},
        {"2026年1月5号", "2026-01-05"}, {"2026年10月31日 星期日", NULL},
        {"2026年10月31日 晚上12:05", NULL}, {"2026/10/31 下午2:05:09", SECOND},
        {"2026年10月", NULL}, {"2026年31日", NULL}, {"10年10月10年", NULL}, {"2026年10-31", NULL});
}

static void what_is_no_time_is_not_read(void **state)
{
    (void)state;
    EXPECT_ALWAYS(
        {"", NULL}, {" ", NULL}, {"now", NULL}, {"today", NULL}, {"never", NULL}, {"N/A", NULL},
        {"2026-10", NULL}, {"2026-W44-6", NULL}, {"2026-305", NULL}, {"October 2026", NULL},
        {"31 October", NULL}, {"Saturday", NULL}, {"2026--10-31", NULL}, {"-2026-10-31", NULL},
        {"+2026-10-31", NULL}, {"2026-10-31-", NULL}, {"2026-10-31,", NULL}, {"2026-10-31:", NULL},
        {"2026-10/31", NULL}, {"10-31, 2026", NULL}, {"2026-10-31 foo", NULL},
        {"2026-10-31 2026-10-31", NULL}, {"31 Oct Oct 2026", NULL}, {"Oct Oct 2026", NULL},
        {"2026-010-31", NULL}, {"12026-10-31", NULL}, {"31 st Oct 2026", NULL},
        {"st 31 Oct 2026", NULL}, {"31 Oct 20261", NULL}, {"'2026-10-31'", NULL},
        {"2026-10-31\377", NULL}, {"1.234.567", NULL}, {"999999999999999999999", NULL},
        {"on the 5 of 10", NULL}, {"julian 2461345.5", NULL}, {"2026-10-31 14:05:09 2 min", NULL},
        {"分 2026-10-31", NULL});
    assert_time("2026-10-31\0", 11, UNKNOWN_ORDER, NULL);
    assert_time("2026-10\00031", 10, UNKNOWN_ORDER, NULL);
    /* Numbers say nothing without an order. */
    EXPECT(UNKNOWN_ORDER, {"1793455509", NULL}, {"46326.5", NULL}, {"2461345.5", NULL},
           {"2026", NULL}, {"261031", NULL}, {"18991231", NULL}, {"21000101", NULL});
}

static void numbers_are_read_in_their_order(void **state)
{
    (void)state;
    EXPECT(UNIX_SECONDS, {"1793455509", SECOND}, {"1793455509.9", SECOND},
           {" 0 ", "1970-01-01 00:00:00"}, {"-1", "1969-12-31 23:59:59"},
           {"-0.5", "1969-12-31 23:59:59"}, {"-62135596800", "0001-01-01 00:00:00"},
           {"-62135596801", NULL}, {"253402300799", "9999-12-31 23:59:59"}, {"253402300800", NULL},
           {"1e9", NULL}, {"1.", NULL}, {".5", NULL}, {"--1", NULL}, {"-", NULL},
           {"20261031", "1970-08-23 12:03:51"});
    EXPECT(UNIX_MILLISECONDS, {"1793455509999", SECOND}, {"-1", "1969-12-31 23:59:59"},
           {"0", "1970-01-01 00:00:00"});
    EXPECT(EXCEL_DAYS, {"46326", DAY}, {"46326.0", DAY}, {"46326.586909722", SECOND},
           {"1", "1900-01-01"}, {"59", "1900-02-28"}, {"60", NULL}, {"60.5", NULL},
           {"61", "1900-03-01"}, {"0", NULL}, {"0.5", NULL}, {"-1", NULL},
           {"2958465", "9999-12-31"}, {"2958466", NULL}, {"2958465.999999999", NULL},
           {"46325.999999999", "2026-10-31 00:00:00"}, {"25569", "1970-01-01"});
}

static void assert_number_read(double number, enum TimeOrder order, const char *expected)
{
    struct Time time;
    char found[LONGEST_TIME_TEXT + 1] = "NULL";
    if (time_of_number(number, order, &time)) {
        found[time_text(time, found)] = 0;
    }
    assert_string_equal(found, expected);
}

static void numbers_of_a_database_are_read_in_their_order(void **state)
{
    (void)state;
    assert_number_read(1793455509, UNIX_SECONDS, SECOND);
    assert_number_read(1793455509.999, UNIX_SECONDS, SECOND);
    assert_number_read(1793455509999.0, UNIX_MILLISECONDS, SECOND);
    assert_number_read(46326.5, EXCEL_DAYS, "2026-10-31 12:00:00");
    assert_number_read(20261031, UNKNOWN_ORDER, DAY);
    assert_number_read(20261031, YEAR_MONTH_DAY, DAY);
    assert_number_read(20261031, DAY_MONTH_YEAR, "NULL");
    assert_number_read(20261032, UNKNOWN_ORDER, "NULL");
    assert_number_read(20261031.5, UNKNOWN_ORDER, "NULL");
    assert_number_read(1793455509, UNKNOWN_ORDER, "NULL");
    for (int order = UNKNOWN_ORDER; order <= EXCEL_DAYS; order++) {
        assert_number_read(0.0 / 0.0, (enum TimeOrder)order, "NULL");
        assert_number_read(1e300 * 1e300, (enum TimeOrder)order, "NULL");
        assert_number_read(-1e300 * 1e300, (enum TimeOrder)order, "NULL");
        assert_number_read(1e300, (enum TimeOrder)order, "NULL");
    }
}

static void the_form_of_times_is_known_by_sight(void **state)
{
    (void)state;
    static const char *const times[] = {"2026-10-31", "0001-01-01", "9999-12-31 23:59:59",
                                        "2024-02-29 00:00:00"};
    static const char *const others[] = {
        "2026-02-30",          "2026-10-3",           "2026-10-31 ",
        "2026/10/31",          "2026-10-31T14:05:09", "2026-10-31 24:00:00",
        "2026-10-31 14:60:00", "2026-10-31 14:05:60", "2026-10-31 14:05",
        "0000-01-01",          "2026-1a-31",          "2026-10-31 1a:05:09",
        "2026-10-31 14-05:09", "2026-10-31 14:05-09", "",
        "+026-10-31"};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        assert_true(is_time_text(times[i], strlen(times[i])));
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_false(is_time_text(others[i], strlen(others[i])));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(iso_is_read_in_each_of_its_forms),
        cmocka_unit_test(zones_are_taken_to_utc),
        cmocka_unit_test(one_reading_is_read_and_two_are_not),
        cmocka_unit_test(the_order_says_which_reading_is_meant),
        cmocka_unit_test(the_calendar_holds),
        cmocka_unit_test(clocks_hold),
        cmocka_unit_test(the_half_of_the_day_moves_the_hour),
        cmocka_unit_test(what_programs_write_is_read),
        cmocka_unit_test(seven_languages_are_read),
        cmocka_unit_test(what_is_no_time_is_not_read),
        cmocka_unit_test(numbers_are_read_in_their_order),
        cmocka_unit_test(numbers_of_a_database_are_read_in_their_order),
        cmocka_unit_test(the_form_of_times_is_known_by_sight),
    };
    return cmocka_run_group_tests_name("time", tests, NULL, NULL);
}
