/*
 * The reader of times against SQLite: random moments, written in random ways, must come back as
 * SQLite's own functions give them; numeric days in unknown order as trying all orders does.
 */
#include <stdio.h>
#include <string.h>

#include "reading/time.h"
#include "support/check.h"

struct Oracle {
    sqlite3 *db;
    sqlite3_stmt *moment; /* seconds: as text of UTC, and the weekday */
    sqlite3_stmt *day;    /* a text: the same text if it is a real day */
    struct Random random;
};

static int open_oracle(void **state)
{
    static struct Oracle oracle;
    oracle.random = (struct Random){8601};
    assert_int_equal(sqlite3_open(":memory:", &oracle.db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(oracle.db,
                                        "SELECT datetime(?1, 'unixepoch'), "
                                        "strftime('%w', ?1, 'unixepoch')",
                                        -1, &oracle.moment, NULL),
                     SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(oracle.db, "SELECT date(?1, '+0 days')", -1, &oracle.day, NULL),
        SQLITE_OK);
    *state = &oracle;
    return 0;
}

static int close_oracle(void **state)
{
    struct Oracle *oracle = *state;
    sqlite3_finalize(oracle->moment);
    sqlite3_finalize(oracle->day);
    assert_int_equal(sqlite3_close(oracle->db), SQLITE_OK);
    return 0;
}

/* A moment as SQLite knows it, taken apart. */
struct Moment {
    char text[LONGEST_TIME_TEXT + 1];
    int year, month, day, hour, minute, second, weekday;
};

static struct Moment moment_at(struct Oracle *oracle, int64_t second)
{
    struct Moment moment;
    sqlite3_bind_int64(oracle->moment, 1, second);
    assert_int_equal(sqlite3_step(oracle->moment), SQLITE_ROW);
    snprintf(moment.text, sizeof moment.text, "%s", sqlite3_column_text(oracle->moment, 0));
    moment.weekday = sqlite3_column_int(oracle->moment, 1);
    sqlite3_reset(oracle->moment);
    assert_int_equal(sscanf(moment.text, "%d-%d-%d %d:%d:%d", &moment.year, &moment.month,
                            &moment.day, &moment.hour, &moment.minute, &moment.second),
                     6);
    return moment;
}

static int64_t random_second(struct Random *random)
{
    /* Of all years, or of those that surveys have. */
    int64_t day = random_below(random, 2)
                      ? random_below(random, LAST_DAY_NUMBER - FIRST_DAY_NUMBER) + FIRST_DAY_NUMBER
                      : random_below(random, 30000);
    return day * 86400 + random_below(random, 86400);
}

static void assert_reads_as_it_is(const char *text, enum TimeOrder order, const char *expected)
{
    struct TightText tight = tight_text(text, strlen(text));
    struct Time time;
    char found[LONGEST_TIME_TEXT + 1] = "NULL";
    if (time_in_text(tight.text, tight.length, order, &time)) {
        found[time_text(time, found)] = 0;
        assert_true(is_time_text(found, strlen(found)));
    }
    free_tight_text(&tight);
    if (strcmp(found, expected) != 0) {
        fail_msg("'%s' in order %d\n  expected: %s\n  found:    %s", text, (int)order, expected,
                 found);
    }
}

/* Behind a space too: there, what databases write has no way of its own. */
static void assert_reads(const char *text, enum TimeOrder order, const char *expected)
{
    char spaced[400];
    snprintf(spaced, sizeof spaced, " %s", text);
    assert_reads_as_it_is(text, order, expected);
    assert_reads_as_it_is(spaced, order, expected);
}

static const char *const months[7][12] = {
    {"January", "February", "March", "April", "May", "June", "July", "August", "September",
     "October", "November", "December"},
    {"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre",
     "ottobre", "novembre", "dicembre"},
    {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
     "octobre", "novembre", "décembre"},
    {"ianuarie", "februarie", "martie", "aprilie", "mai", "iunie", "iulie", "august", "septembrie",
     "octombrie", "noiembrie", "decembrie"},
    {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
     "octubre", "noviembre", "diciembre"},
    {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
     "November", "Dezember"},
    {"一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月",
     "十二月"}};

static const char *const weekdays[7][7] = {
    {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
    {"domenica", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato"},
    {"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"},
    {"duminică", "luni", "marți", "miercuri", "joi", "vineri", "sâmbătă"},
    {"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"},
    {"Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"},
    {"星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"}};

/* The day in a way that is clear in `order`, which is UNKNOWN_ORDER where it always is. */
static void write_day(struct Random *random, const struct Moment *moment, enum TimeOrder *order,
                      char text[128])
{
    static const char *const marks[] = {"-", "/", ".", " ", ", ", ". "};
    const char *mark = marks[random_below(random, 6)];
    int language = random_below(random, 7);
    const char *month = months[language][moment->month - 1];
    const char *weekday = random_below(random, 2) ? weekdays[language][moment->weekday] : "";
    const char *comma = *weekday && random_below(random, 2) ? ", " : " ";
    int zero = random_below(random, 2) ? 2 : 1;
    *order = UNKNOWN_ORDER;
    switch (random_below(random, 6)) {
    case 0:
        snprintf(text, 128, "%04d%s%0*d%s%0*d", moment->year, mark, zero, moment->month, mark, zero,
                 moment->day);
        break;
    case 1:
        *order = DAY_MONTH_YEAR;
        snprintf(text, 128, "%0*d%s%0*d%s%04d", zero, moment->day, mark, zero, moment->month, mark,
                 moment->year);
        break;
    case 2:
        *order = MONTH_DAY_YEAR;
        snprintf(text, 128, "%0*d%s%0*d%s%04d", zero, moment->month, mark, zero, moment->day, mark,
                 moment->year);
        break;
    case 3:
        snprintf(text, 128, "%s%s%d%s%s%s%04d", weekday, *weekday ? comma : "", moment->day, mark,
                 month, mark, moment->year);
        break;
    case 4:
        snprintf(text, 128, "%s%s%s %d, %04d", weekday, *weekday ? comma : "", month, moment->day,
                 moment->year);
        break;
    default:
        snprintf(text, 128, "%04d年%d月%d日%s", moment->year, moment->month, moment->day,
                 language == 6 ? weekday : "");
        break;
    }
}

static void write_clock(struct Random *random, const struct Moment *moment, char text[64])
{
    int hour_of_half = moment->hour % 12 == 0 ? 12 : moment->hour % 12;
    bool is_morning = moment->hour < 12;
    switch (random_below(random, 5)) {
    case 0:
        snprintf(text, 64, "%d:%02d:%02d %s", hour_of_half, moment->minute, moment->second,
                 is_morning ? "AM" : "PM");
        break;
    case 1:
        snprintf(text, 64, "%02d:%02d:%02d%s", hour_of_half, moment->minute, moment->second,
                 is_morning ? "a.m." : " p. m.");
        break;
    case 2:
        snprintf(text, 64, "%s%d点%d分%d秒", is_morning ? "上午" : "下午", hour_of_half,
                 moment->minute, moment->second);
        break;
    case 3:
        snprintf(text, 64, "%02d:%02d:%02d.%0*d", moment->hour, moment->minute, moment->second,
                 1 + random_below(random, 9), random_below(random, 10));
        break;
    default:
        snprintf(text, 64, "%d:%02d:%02d", moment->hour, moment->minute, moment->second);
        break;
    }
}

/* An offset of up to 14 hours and its text. */
static int write_offset(struct Random *random, char text[32])
{
    static const char *const names[] = {"", " GMT", " UTC", " "};
    int minutes = random_below(random, 14 * 60) - random_below(random, 14 * 60);
    int size = minutes < 0 ? -minutes : minutes;
    char sign = minutes < 0 ? '-' : '+';
    const char *name = names[random_below(random, 4)];
    switch (random_below(random, 4)) {
    case 0:
        snprintf(text, 32, "%s%c%02d:%02d", name, sign, size / 60, size % 60);
        return minutes;
    case 1:
        snprintf(text, 32, "%s%c%02d%02d", name, sign, size / 60, size % 60);
        return minutes;
    case 2:
        snprintf(text, 32, "%s%c%d", name, sign, size / 60);
        return sign == '-' ? -(size / 60 * 60) : size / 60 * 60;
    default:
        snprintf(text, 32, "%s", random_below(random, 2) ? " Z" : "");
        return 0;
    }
}

static void random_days_come_back(void **state)
{
    struct Oracle *oracle = *state;
    for (int i = 0; i < 50000; i++) {
        struct Moment moment = moment_at(oracle, random_second(&oracle->random));
        enum TimeOrder order;
        char text[128];
        write_day(&oracle->random, &moment, &order, text);
        moment.text[10] = 0;
        assert_reads(text, order, moment.text);
    }
}

static void random_times_come_back_in_utc(void **state)
{
    struct Oracle *oracle = *state;
    struct Random *random = &oracle->random;
    for (int i = 0; i < 100000; i++) {
        char offset[32];
        int minutes = write_offset(random, offset);
        int64_t second = random_second(random);
        if (second + minutes * 60 < (int64_t)FIRST_DAY_NUMBER * 86400 ||
            second + minutes * 60 >= (int64_t)(LAST_DAY_NUMBER + 1) * 86400) {
            continue;
        }
        struct Moment there = moment_at(oracle, second + minutes * 60);
        enum TimeOrder order;
        char day[128];
        char clock[64];
        char text[300];
        write_day(random, &there, &order, day);
        write_clock(random, &there, clock);
        snprintf(text, sizeof text, "%s%s%s%s", day, random_below(random, 2) ? ", " : " ", clock,
                 offset);
        assert_reads(text, order, moment_at(oracle, second).text);
    }
}

static bool is_real(struct Oracle *oracle, int year, int month, int day, char text[32])
{
    snprintf(text, 32, "%04d-%02d-%02d", year, month, day);
    sqlite3_bind_text(oracle->day, 1, text, -1, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(oracle->day), SQLITE_ROW);
    const char *found = (const char *)sqlite3_column_text(oracle->day, 0);
    bool is_same = found && strcmp(found, text) == 0;
    sqlite3_reset(oracle->day);
    return is_same;
}

/* Whatever way the days of all three orders that are real are found, they must be one. */
static void numbers_in_unknown_order_are_read_when_all_orders_agree(void **state)
{
    struct Oracle *oracle = *state;
    int read = 0;
    for (int i = 0; i < 100000; i++) {
        int number[3];
        for (int j = 0; j < 3; j++) {
            number[j] = random_below(&oracle->random, random_below(&oracle->random, 2) ? 13 : 100);
        }
        static const int places[3][3] = {{0, 1, 2}, {2, 0, 1}, {2, 1, 0}};
        char expected[32] = "NULL";
        int days = 0;
        for (int j = 0; j < 3; j++) {
            int year = number[places[j][0]];
            char day[32];
            if (is_real(oracle, year + (year < 69 ? 2000 : 1900), number[places[j][1]],
                        number[places[j][2]], day) &&
                strcmp(day, expected) != 0) {
                days++;
                memcpy(expected, day, sizeof expected);
            }
        }
        char text[64];
        snprintf(text, sizeof text, "%02d/%02d/%02d", number[0], number[1], number[2]);
        assert_reads(text, UNKNOWN_ORDER, days == 1 ? expected : "NULL");
        read += days == 1;
    }
    assert_true(read > 5000);
}

static void random_seconds_and_days_of_excel_come_back(void **state)
{
    struct Oracle *oracle = *state;
    for (int i = 0; i < 50000; i++) {
        int64_t second = random_second(&oracle->random);
        struct Moment moment = moment_at(oracle, second);
        char text[64];
        snprintf(text, sizeof text, "%lld", (long long)second);
        assert_reads(text, UNIX_SECONDS, moment.text);
        snprintf(text, sizeof text, "%lld",
                 (long long)(second * 1000 + random_below(&oracle->random, 1000)));
        assert_reads(text, UNIX_MILLISECONDS, moment.text);
        if (second > -2203891200 && second % 86400 != 0) { /* from 1900-03-01 on */
            snprintf(text, sizeof text, "%.6f", 25569 + (double)second / 86400);
            assert_reads(text, EXCEL_DAYS, moment.text);
        }
    }
}

static void random_iso_comes_back_with_any_fraction_and_offset(void **state)
{
    struct Oracle *oracle = *state;
    struct Random *random = &oracle->random;
    for (int i = 0; i < 100000; i++) {
        static const char *const offsets[] = {"", "Z", "+%02d", "-%02d", "+%02d%02d", "-%02d:%02d"};
        int kind = random_below(random, 6);
        int hours = kind < 2 ? 0 : random_below(random, 15);
        int minutes = kind < 4 ? 0 : random_below(random, 60);
        int direction = kind % 2 ? -1 : 1;
        int64_t second = random_second(random);
        int64_t there = second + direction * (hours * 60 + minutes) * 60;
        if (there < (int64_t)FIRST_DAY_NUMBER * 86400 ||
            there >= (int64_t)(LAST_DAY_NUMBER + 1) * 86400) {
            continue;
        }
        struct Moment moment = moment_at(oracle, there);
        moment.text[10] = random_below(random, 2) ? 'T' : ' ';
        char fraction[32] = "";
        if (random_below(random, 2)) {
            snprintf(fraction, sizeof fraction, ".%0*d", 1 + random_below(random, 9),
                     random_below(random, 10));
        }
        char offset[32];
        snprintf(offset, sizeof offset, offsets[kind], hours, minutes);
        char text[128];
        snprintf(text, sizeof text, "%s%s%s", moment.text, fraction, offset);
        assert_reads(text, UNKNOWN_ORDER, moment_at(oracle, second).text);
    }
}

/* What is read is written in a form that SQLite takes for the same, and that is read as itself. */
static void any_text_is_safe_and_what_is_read_is_a_time_of_sqlite(void **state)
{
    static const char *const pieces[] = {
        "2026", "31", "10", "5",   "05",  "12",  "99",   "-",    "/",  ".",   ":",    ",",   " ",
        "T",    "Z",  "+",  "Oct", "mar", "Sat", "PM",   "am",   "h",  "of",  "st",   "(",   ")",
        "年",   "月", "日", "分",  "GMT", "0",   "\xE5", "下午", "\t", "Uhr", "0001", "9999"};
    struct Oracle *oracle = *state;
    struct Random *random = &oracle->random;
    int read = 0;
    for (int i = 0; i < 300000; i++) {
        char text[256] = "";
        for (int j = random_below(random, 12); j > 0; j--) {
            strcat(text, pieces[random_below(random, (int)(sizeof pieces / sizeof *pieces))]);
        }
        enum TimeOrder order = (enum TimeOrder)random_below(random, EXCEL_DAYS + 1);
        struct TightText tight = tight_text(text, strlen(text));
        struct Time time;
        if (time_in_text(tight.text, tight.length, order, &time)) {
            struct Moment moment = moment_at(oracle, time.second);
            assert_true(!time.is_day || strcmp(moment.text + 10, " 00:00:00") == 0);
            moment.text[time.is_day ? 10 : LONGEST_TIME_TEXT] = 0;
            char found[LONGEST_TIME_TEXT + 1];
            found[time_text(time, found)] = 0;
            assert_string_equal(found, moment.text);
            assert_reads(found, order, found);
            read++;
        }
        free_tight_text(&tight);
    }
    assert_true(read > 300);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_days_come_back),
        cmocka_unit_test(random_times_come_back_in_utc),
        cmocka_unit_test(random_iso_comes_back_with_any_fraction_and_offset),
        cmocka_unit_test(numbers_in_unknown_order_are_read_when_all_orders_agree),
        cmocka_unit_test(random_seconds_and_days_of_excel_come_back),
        cmocka_unit_test(any_text_is_safe_and_what_is_read_is_a_time_of_sqlite),
    };
    return cmocka_run_group_tests_name("random times", tests, open_oracle, close_oracle);
}
