/* The median of what is not over yet: published trials, and the usual one where nothing waits. */
#include <math.h>

#include "mathematics/survival.h"
#include "support/check.h"

#define COUNT(array) ((int64_t)(sizeof(array) / sizeof(array)[0]))

/* Freireich and others, Blood 21, 1963: weeks of remission under 6-MP, of which some went on. */
static void a_published_trial_has_its_median(void **state)
{
    (void)state;
    static const double over[] = {6, 6, 6, 7, 10, 13, 16, 22, 23};
    static const double open[] = {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35};
    const struct Durations durations = {over, open, COUNT(over), COUNT(open)};
    assert_true(survival_median(&durations) == 23);
}

static void without_open_ones_it_is_the_usual_median(void **state)
{
    (void)state;
    static const double numbers[] = {-4, 1, 1, 2.5, 7, 9};
    for (int64_t count = 1; count <= COUNT(numbers); count++) {
        const struct Durations durations = {numbers, NULL, count, 0};
        const double middle = (numbers[(count - 1) / 2] + numbers[count / 2]) / 2;
        assert_true(survival_median(&durations) == middle);
    }
}

static void there_is_none_while_fewer_than_half_are_over(void **state)
{
    (void)state;
    static const double numbers[] = {1, 2, 3};
    const struct Durations one_of_four = {numbers, numbers, 1, 3};
    const struct Durations none = {numbers, numbers, 0, 3};
    assert_true(isnan(survival_median(&one_of_four)));
    assert_true(isnan(survival_median(&none)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_published_trial_has_its_median),
        cmocka_unit_test(without_open_ones_it_is_the_usual_median),
        cmocka_unit_test(there_is_none_while_fewer_than_half_are_over),
    };
    return cmocka_run_group_tests_name("survival", tests, NULL, NULL);
}
