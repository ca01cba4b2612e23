/* Upper tails of counts: published figures, and sums of probabilities written out. */
#include <math.h>

#include "mathematics/poisson.h"
#include "support/check.h"

/*
 * As R has them: ppois(k - 1, m, lower.tail = FALSE) and pnbinom(k - 1, m * h, h / (h + 1),
 * lower.tail = FALSE).
 */
static void published_tails_come_out_also_where_numbers_are_large(void **state)
{
    (void)state;
    assert_relative(poisson_tail(9, 4), 0.02136343448798, 1e-12);
    assert_relative(poisson_tail(24, 10), 0.00012012215395, 1e-10);
    assert_relative(poisson_tail(1000100, 1e6), 0.4603051385138836, 1e-11);
    assert_relative(poisson_tail(999000, 1e6), 0.841465751603325, 1e-11);
    assert_relative(poisson_tail(1e9, 1e9), 0.5000042052208701, 1e-9);
    assert_relative(negative_binomial_tail(9, 4, 10), 0.027338283533762636, 1e-12);
    assert_relative(negative_binomial_tail(3, 4, 10), 0.747825654725946, 1e-12);
    assert_relative(negative_binomial_tail(50, 0.3, 52), 5.401515290926693e-73, 1e-12);
    assert_relative(negative_binomial_tail(1, 0.001, 1), 0.0006929070095474781, 1e-12);
    assert_relative(negative_binomial_tail(1000100, 1e6, 1), 0.47181470868351993, 1e-11);
}

static void a_tail_is_what_is_left_of_the_probabilities_before_it(void **state)
{
    (void)state;
    struct Random random = {1837};
    for (int i = 0; i < 300; i++) {
        double mean = random_magnitude(&random, 1e-6, 60);
        double periods = random_magnitude(&random, 1, 1e4);
        double size = mean * periods;
        double part = exp(-mean);
        double mixed = exp(-size * log1p(1 / periods));
        double below = 0;
        double mixed_below = 0;
        for (int count = 0; count < 100; count++) {
            assert_near(poisson_tail(count, mean), 1 - below, 1e-12);
            assert_near(negative_binomial_tail(count, mean, periods), 1 - mixed_below, 1e-11);
            below += part;
            mixed_below += mixed;
            part *= mean / (count + 1);
            mixed *= (count + size) / (count + 1) / (periods + 1);
        }
    }
}

static void a_tail_falls_with_the_count_and_rises_with_the_mean(void **state)
{
    (void)state;
    struct Random random = {1838};
    for (int i = 0; i < 2000; i++) {
        double count = floor(random_magnitude(&random, 1, 1e6));
        double mean = count * (0.8 + 0.4 * random_unit(&random));
        double periods = random_magnitude(&random, 1, 1e6);
        double tail = poisson_tail(count, mean);
        double mixed = negative_binomial_tail(count, mean, periods);
        assert_true(tail >= 0 && tail <= 1 && mixed >= 0 && mixed <= 1);
        assert_true(poisson_tail(count + 1, mean) <= tail + 1e-11);
        assert_true(poisson_tail(count, mean * 1.01) >= tail - 1e-11);
        assert_true(negative_binomial_tail(count + 1, mean, periods) <= mixed + 1e-11);
        assert_true(count < mean + 3 * sqrt(mean) + 3 || mixed >= tail * (1 - 1e-9));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_tails_come_out_also_where_numbers_are_large),
        cmocka_unit_test(a_tail_is_what_is_left_of_the_probabilities_before_it),
        cmocka_unit_test(a_tail_falls_with_the_count_and_rises_with_the_mean),
    };
    return cmocka_run_group_tests_name("poisson", tests, NULL, NULL);
}
