/* When a customer bought, against the rules day by day. */
#include <math.h>
#include <string.h>

#include "mathematics/rhythm.h"
#include "support/check.h"

#define DAYS 30
#define MOST_PAYMENTS 40

/* Whole amounts, so that sums are exact: what was bought, kept and spent on each of the days. */
struct Diary {
    double spend[DAYS];
    double bought[DAYS];
    bool is_bought[DAYS];
};

/* A purchase is one where what follows never takes all of it back. */
static bool is_kept(const struct Diary *diary, int day)
{
    if (!diary->is_bought[day] || diary->bought[day] == 0) {
        return diary->is_bought[day];
    }
    double left = 0;
    for (int i = day; i < DAYS; i++) {
        left += diary->spend[i];
        if (left <= 0) {
            return false;
        }
    }
    return true;
}

static struct Rhythm expected_rhythm(const struct Diary *diary, int until)
{
    struct Rhythm rhythm = {.repeats = -1};
    for (int i = 0; i < DAYS; i++) {
        const bool kept = is_kept(diary, i);
        if (i > until) {
            rhythm.later_purchases += kept && rhythm.repeats >= 0;
            rhythm.later_spend += rhythm.repeats >= 0 ? diary->spend[i] : 0;
            continue;
        }
        rhythm.first_day = kept && rhythm.repeats < 0 ? i : rhythm.first_day;
        rhythm.last_day = kept ? i : rhythm.last_day;
        rhythm.repeats += kept;
        rhythm.spend += rhythm.repeats > 0 ? diary->spend[i] : 0;
    }
    return rhythm;
}

static void random_payments_are_summed_as_day_by_day(void **state)
{
    (void)state;
    struct Random random = {18};
    int with_repeats = 0;
    int without = 0;
    for (int trial = 0; trial < 20000; trial++) {
        struct Diary diary = {0};
        struct Payment payments[MOST_PAYMENTS];
        const int count = 1 + (int)random_below(&random, MOST_PAYMENTS);
        const int until = (int)random_below(&random, DAYS);
        for (int i = 0; i < count; i++) {
            const int day = (int)random_below(&random, DAYS);
            const double amount = (double)random_below(&random, 9) - 3;
            payments[i] = (struct Payment){day, amount, amount >= 0 ? amount : -1};
            diary.spend[day] += amount;
            diary.bought[day] += amount >= 0 ? amount : 0;
            diary.is_bought[day] = diary.is_bought[day] || amount >= 0;
        }
        struct Rhythm found;
        const struct Rhythm expected = expected_rhythm(&diary, until);
        const bool is_customer = rhythm_of(payments, (size_t)count, until, &found);
        assert_int_equal(is_customer, expected.repeats >= 0);
        if (!is_customer) {
            without++;
            continue;
        }
        with_repeats += found.repeats > 0;
        assert_int_equal(found.first_day, expected.first_day);
        assert_int_equal(found.last_day, expected.last_day);
        assert_int_equal(found.repeats, expected.repeats);
        assert_int_equal(found.later_purchases, expected.later_purchases);
        assert_near(found.spend, expected.spend, 1e-12);
        assert_near(found.later_spend, expected.later_spend, 1e-12);
    }
    assert_true(with_repeats > 5000 && without > 1000);
}

/* 0.1 three times, given back as 0.3: what is left is rounding. */
static void rounding_is_no_purchase(void **state)
{
    (void)state;
    struct Payment payments[] = {
        {1, 5, 5}, {2, 0.1, 0.1}, {2, 0.1, 0.1}, {2, 0.1, 0.1}, {3, -0.3, -1}};
    struct Rhythm rhythm;
    assert_true(rhythm_of(payments, 5, 9, &rhythm));
    assert_int_equal(rhythm.repeats, 0);
    assert_true(isnan(rhythm_mean_spend(&rhythm)));
}

static void a_mean_is_of_the_repeat_purchases(void **state)
{
    (void)state;
    struct Payment payments[] = {{1, 99, 99}, {2, 4, 4}, {7, 8, 8}, {8, 0, 0}};
    struct Rhythm rhythm;
    assert_true(rhythm_of(payments, 4, 9, &rhythm));
    assert_near(rhythm_mean_spend(&rhythm), 4, 1e-15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_payments_are_summed_as_day_by_day),
        cmocka_unit_test(rounding_is_no_purchase),
        cmocka_unit_test(a_mean_is_of_the_repeat_purchases),
    };
    return cmocka_run_group_tests_name("rhythm", tests, NULL, NULL);
}
