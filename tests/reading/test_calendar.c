/* The calendar, against SQLite's and day by day. */
#include <stdio.h>
#include <string.h>

#include "reading/calendar.h"
#include "support/check.h"

static void every_day_of_9999_years_follows_the_one_before(void **state)
{
    (void)state;
    int weekday = 1; /* 0001-01-01 was a Monday */
    struct Day before = {1, 1, 0};
    for (int64_t number = FIRST_DAY_NUMBER; number <= LAST_DAY_NUMBER; number++) {
        struct Day day = day_of_number(number);
        bool is_next = day.day == before.day + 1 && day.month == before.month;
        bool is_first = day.day == 1 && before.day >= 28 &&
                        (day.month == before.month + 1 || (day.month == 1 && before.month == 12));
        assert_true(is_next || is_first);
        assert_true(is_real_day(day));
        assert_true(number_of_day(day) == number);
        assert_int_equal(weekday_of(day), weekday);
        weekday = (weekday + 1) % 7;
        before = day;
    }
    assert_int_equal(before.year, 9999);
    assert_int_equal(before.month * 100 + before.day, 1231);
}

static void days_are_numbered_and_real_as_in_sqlite(void **state)
{
    sqlite3_stmt *statement;
    assert_int_equal(
        sqlite3_prepare_v2(*state,
                           "SELECT date(julianday('1970-01-01') + ?1), "
                           "strftime('%w', julianday('1970-01-01') + ?1), date(?2, '+0 days')",
                           -1, &statement, NULL),
        SQLITE_OK);
    struct Random random = {1582};
    for (int i = 0; i < 20000; i++) {
        int64_t number =
            FIRST_DAY_NUMBER + random_below(&random, LAST_DAY_NUMBER - FIRST_DAY_NUMBER + 1);
        struct Day day = day_of_number(number);
        char text[40];
        snprintf(text, sizeof text, "%04d-%02d-%02d", day.year, day.month, day.day);
        /* SQLite moves a 31st of February to March; then it is not the same text. */
        struct Day any = {1 + random_below(&random, 9999), random_below(&random, 14),
                          random_below(&random, 33)};
        char guess[40];
        snprintf(guess, sizeof guess, "%04d-%02d-%02d", any.year, any.month, any.day);
        sqlite3_bind_int64(statement, 1, number);
        sqlite3_bind_text(statement, 2, guess, -1, SQLITE_STATIC);
        assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
        assert_string_equal(sqlite3_column_text(statement, 0), text);
        assert_int_equal(sqlite3_column_int(statement, 1), weekday_of(day));
        const char *read = (const char *)sqlite3_column_text(statement, 2);
        assert_int_equal(is_real_day(any), read && strcmp(read, guess) == 0);
        sqlite3_reset(statement);
    }
    sqlite3_finalize(statement);
}

static void years_out_of_range_are_not_real(void **state)
{
    (void)state;
    assert_false(is_real_day((struct Day){0, 1, 1}));
    assert_false(is_real_day((struct Day){-1, 1, 1}));
    assert_false(is_real_day((struct Day){10000, 1, 1}));
    assert_true(is_real_day((struct Day){2000, 2, 29}));
    assert_false(is_real_day((struct Day){1900, 2, 29}));
    assert_false(is_real_day((struct Day){2026, 2, 29}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_of_9999_years_follows_the_one_before),
        cmocka_unit_test(days_are_numbered_and_real_as_in_sqlite),
        cmocka_unit_test(years_out_of_range_are_not_real),
    };
    return cmocka_run_group_tests_name("calendar", tests, open_fixture, close_fixture);
}
