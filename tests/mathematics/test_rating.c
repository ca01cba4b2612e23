/* The Bayesian average, against the mean of the ratings and the prior ones written out. */
#include "mathematics/limits.h"
#include "mathematics/rating.h"
#include "support/check.h"

static void prior_ratings_are_as_if_they_had_been_given(void **state)
{
    (void)state;
    struct Random random = {3};
    for (int i = 0; i < 5000; i++) {
        struct Total ratings = {0};
        int count = 1 + random_below(&random, 30);
        int prior = random_below(&random, 30);
        double prior_mean = 1 + 4 * random_unit(&random);
        double sum = prior * prior_mean;
        for (int j = 0; j < count; j++) {
            double rating = 1 + random_below(&random, 5);
            total_move(&ratings, rating, +1);
            sum += rating;
        }
        assert_near(bayesian_rating(&ratings, prior_mean, prior), sum / (count + prior), 1e-13);
    }
}

static void few_ratings_stay_near_what_was_expected_and_many_do_not(void **state)
{
    (void)state;
    struct Total ratings = {0};
    total_move(&ratings, 5, +1);
    assert_near(bayesian_rating(&ratings, 3, 19), 3.1, 1e-14);
    for (int i = 0; i < 9999; i++) {
        total_move(&ratings, 5, +1);
    }
    assert_true(bayesian_rating(&ratings, 3, 19) > 4.99);
    assert_true(bayesian_rating(&ratings, 3, 0) == 5);
}

/* The heaviest prior and the largest ratings are still finite. */
static void the_largest_numbers_have_a_mean(void **state)
{
    (void)state;
    struct Total ratings = {0};
    total_move(&ratings, LARGEST_NUMBER, +1);
    total_move(&ratings, LARGEST_NUMBER, +1);
    assert_relative(bayesian_rating(&ratings, LARGEST_NUMBER, LARGEST_NUMBER), LARGEST_NUMBER,
                    1e-14);
    assert_relative(bayesian_rating(&ratings, -LARGEST_NUMBER, 0), LARGEST_NUMBER, 1e-14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prior_ratings_are_as_if_they_had_been_given),
        cmocka_unit_test(few_ratings_stay_near_what_was_expected_and_many_do_not),
        cmocka_unit_test(the_largest_numbers_have_a_mean),
    };
    return cmocka_run_group_tests_name("rating", tests, NULL, NULL);
}
