/* Terms that separate two groups: the figures of the reference, and the formula's properties. */
#include <math.h>

#include "mathematics/log_odds.h"
#include "support/check.h"

static struct LogOdds of_term(double first, double second)
{
    struct TermCounts counts = {first, second, 30 + 2 + 10 + 200, 3 + 25 + 14 + 150};
    return log_odds_difference(&counts, 500);
}

static void the_figures_of_four_words_come_out(void **state)
{
    (void)state;
    assert_near(of_term(30, 3).difference, 0.47103575422, 1e-11);
    assert_near(of_term(30, 3).z, 2.38270369496, 1e-11);
    assert_near(of_term(2, 25).difference, -0.636202462701, 1e-12);
    assert_near(of_term(2, 25).z, -2.902964105009, 1e-12);
    assert_near(of_term(10, 14).difference, -0.180733687151, 1e-12);
    assert_near(of_term(10, 14).z, -0.803694950790, 1e-12);
    assert_near(of_term(200, 150).difference, 0.0865253502486, 1e-13);
    assert_near(of_term(200, 150).z, 1.4698425128559, 1e-13);
}

static void groups_turned_around_change_the_sign_and_a_larger_prior_says_less(void **state)
{
    (void)state;
    struct Random random = {2008};
    for (int i = 0; i < 5000; i++) {
        double first = floor(50 * random_unit(&random));
        double second = 1 + floor(50 * random_unit(&random));
        struct TermCounts counts = {first, second, first + 40, second + 900};
        struct TermCounts turned = {second, first, second + 900, first + 40};
        struct LogOdds found = log_odds_difference(&counts, 10);
        struct LogOdds back = log_odds_difference(&turned, 10);
        assert_near(found.difference, -back.difference, 1e-12);
        assert_near(found.z, -back.z, 1e-12);
        struct LogOdds less = log_odds_difference(&counts, 1e6);
        assert_true(fabs(less.difference) < 0.1 * fabs(found.difference) + 1e-3);
    }
}

static void a_term_that_is_all_there_is_separates_nothing(void **state)
{
    (void)state;
    struct TermCounts counts = {5, 7, 5, 7};
    struct LogOdds found = log_odds_difference(&counts, 500);
    assert_true(isnan(found.difference) && isnan(found.z));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_figures_of_four_words_come_out),
        cmocka_unit_test(groups_turned_around_change_the_sign_and_a_larger_prior_says_less),
        cmocka_unit_test(a_term_that_is_all_there_is_separates_nothing),
    };
    return cmocka_run_group_tests_name("log odds", tests, NULL, NULL);
}
