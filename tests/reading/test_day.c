/* Which day three numbers stand for, against trying every order that the header allows. */
#include "reading/day.h"
#include "support/check.h"

/* The day of these numbers in that order alone; false where there is none. */
static bool day_in_order(const int *numbers, enum TimeOrder order, struct Day *day)
{
    static const int places[][3] = {
        [YEAR_MONTH_DAY] = {0, 1, 2}, [MONTH_DAY_YEAR] = {2, 0, 1}, [DAY_MONTH_YEAR] = {2, 1, 0}};
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const int short_year = numbers[places[order][0]];
    const int year = short_year + (short_year >= 69 ? 1900 : 2000);
    const int month = numbers[places[order][1]];
    const int last =
        month >= 1 && month <= 12 ? lengths[month - 1] + (month == 2 && year % 4 == 0) : 0;
    *day = (struct Day){.year = year, .month = month, .day = numbers[places[order][2]]};
    return day->day >= 1 && day->day <= last;
}

static bool is_same(const struct Day *a, const struct Day *b)
{
    return a->year == b->year && a->month == b->month && a->day == b->day;
}

static struct DayParts parts_of(const int *numbers)
{
    struct DayParts parts = {.count = DAY_PARTS, .weekday = NO_WEEKDAY};
    for (int i = 0; i < DAY_PARTS; i++) {
        parts.part[i] = (struct DayPart){ANY_PART, numbers[i], 2, '.'};
    }
    parts.part[DAY_PARTS - 1].mark = 0;
    return parts;
}

/* All numbers of two digits that differ in what they can be. */
static void an_unknown_order_gives_a_day_only_where_all_orders_agree(void **state)
{
    (void)state;
    static const int numbers[] = {0, 1, 2, 11, 12, 13, 28, 29, 30, 31, 32, 68, 69, 99};
    enum { COUNT_OF_NUMBERS = sizeof numbers / sizeof *numbers };
    for (int i = 0; i < COUNT_OF_NUMBERS * COUNT_OF_NUMBERS * COUNT_OF_NUMBERS; i++) {
        const int chosen[] = {numbers[i % COUNT_OF_NUMBERS],
                              numbers[i / COUNT_OF_NUMBERS % COUNT_OF_NUMBERS],
                              numbers[i / COUNT_OF_NUMBERS / COUNT_OF_NUMBERS]};
        const struct DayParts parts = parts_of(chosen);
        struct Day expected = {0};
        struct Day found;
        int days = 0;
        for (int order = YEAR_MONTH_DAY; order <= DAY_MONTH_YEAR; order++) {
            struct Day day;
            const bool is_day = day_in_order(chosen, (enum TimeOrder)order, &day);
            assert_int_equal(day_of_parts(&parts, (enum TimeOrder)order, &found), is_day);
            assert_true(!is_day || is_same(&found, &day));
            days += is_day && !(days > 0 && is_same(&day, &expected));
            expected = is_day ? day : expected;
        }
        assert_int_equal(day_of_parts(&parts, UNKNOWN_ORDER, &found), days == 1);
        assert_true(days != 1 || is_same(&found, &expected));
    }
}

static void eight_digits_are_read_in_their_order_or_where_it_is_clear(void **state)
{
    (void)state;
    struct Day day;
    assert_true(day_of_digits(20260131, UNKNOWN_ORDER, NO_WEEKDAY, &day));
    assert_true(is_same(&day, &(struct Day){.year = 2026, .month = 1, .day = 31}));
    assert_true(day_of_digits(31012026, DAY_MONTH_YEAR, NO_WEEKDAY, &day));
    assert_true(is_same(&day, &(struct Day){.year = 2026, .month = 1, .day = 31}));
    assert_true(day_of_digits(1312026, MONTH_DAY_YEAR, NO_WEEKDAY, &day));
    assert_true(is_same(&day, &(struct Day){.year = 2026, .month = 1, .day = 31}));
    assert_false(day_of_digits(20260231, UNKNOWN_ORDER, NO_WEEKDAY, &day));
    assert_false(day_of_digits(18991231, YEAR_MONTH_DAY, NO_WEEKDAY, &day));
}

/* 31 January 2026 is a Saturday. */
static void a_weekday_must_be_that_of_the_day(void **state)
{
    (void)state;
    struct Day day;
    for (int weekday = 0; weekday < 7; weekday++) {
        assert_int_equal(day_of_digits(20260131, YEAR_MONTH_DAY, weekday, &day), weekday == 6);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_unknown_order_gives_a_day_only_where_all_orders_agree),
        cmocka_unit_test(eight_digits_are_read_in_their_order_or_where_it_is_clear),
        cmocka_unit_test(a_weekday_must_be_that_of_the_day),
    };
    return cmocka_run_group_tests_name("day", tests, NULL, NULL);
}
