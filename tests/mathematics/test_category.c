/* Categories of answers, and the move of other scales to 0..10. */
#include <string.h>

#include "mathematics/category.h"
#include "support/check.h"

/* Reichheld's definition, written as comparisons. */
static enum Category category_by_definition(int answer)
{
    if (answer >= 9) {
        return PROMOTER;
    }
    return answer >= 7 ? PASSIVE : DETRACTOR;
}

static void each_answer_has_the_category_of_the_definition(void **state)
{
    (void)state;
    for (int answer = 0; answer <= HIGHEST_ANSWER; answer++) {
        assert_int_equal(category_of_answer[answer], category_by_definition(answer));
    }
}

static void a_category_less_one_is_what_an_answer_adds(void **state)
{
    (void)state;
    assert_int_equal((int)DETRACTOR - 1, -1);
    assert_int_equal((int)PASSIVE - 1, 0);
    assert_int_equal((int)PROMOTER - 1, 1);
    assert_int_equal(CATEGORY_COUNT, 3);
}

static void the_categories_have_their_names(void **state)
{
    (void)state;
    assert_string_equal(category_names[DETRACTOR], "detractor");
    assert_string_equal(category_names[PASSIVE], "passive");
    assert_string_equal(category_names[PROMOTER], "promoter");
}

/* The rule worked out by hand: for each number of points, where 1, 2, 3 ... go. */
static const struct {
    int points;
    int answers[MOST_POINTS];
} rescaled[] = {
    {3, {0, 8, 10}},
    {4, {0, 6, 8, 10}},
    {5, {0, 3, 6, 8, 10}},
    {6, {0, 2, 4, 6, 8, 10}},
    {7, {0, 1, 3, 4, 6, 8, 10}},
    {8, {0, 1, 2, 3, 4, 6, 8, 10}},
    {9, {0, 1, 3, 4, 6, 7, 8, 9, 10}},
    {10, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}},
    {11, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}},
};

static void each_scale_moves_as_worked_out_by_hand(void **state)
{
    (void)state;
    for (int row = 0; row < (int)(sizeof rescaled / sizeof *rescaled); row++) {
        for (int answer = 1; answer <= rescaled[row].points; answer++) {
            assert_int_equal(rescale_answer(answer, rescaled[row].points),
                             rescaled[row].answers[answer - 1]);
        }
    }
}

/* How many points of a scale are promoters, and how many passives: 2 points / 11 to the nearest. */
static int top_points(int points)
{
    int nearest = 0;
    for (int k = 1; k <= points; k++) {
        double distance = k - 2.0 * points / 11;
        double best = nearest - 2.0 * points / 11;
        if (distance * distance < best * best) {
            nearest = k;
        }
    }
    return nearest;
}

/*
 * The rule as a walk from the top of the scale: promoters take 10, 9, passives 8, 7, and the
 * detractors share 0..6 out.
 */
static void each_scale_moves_by_the_rule(void **state)
{
    (void)state;
    for (int points = FEWEST_POINTS; points <= MOST_POINTS; points++) {
        int k = top_points(points);
        int answer = points;
        for (int i = 0; i < k; i++) {
            assert_int_equal(rescale_answer(answer--, points), 10 - i);
        }
        for (int i = 0; i < k; i++) {
            assert_int_equal(rescale_answer(answer--, points), 8 - i);
        }
        int m = answer;
        for (int j = 0; points != 10 && j < m; j++) {
            double share = m > 1 ? 6.0 * j / (m - 1) : 0;
            int moved = rescale_answer(j + 1, points);
            assert_true(moved <= share && share < moved + 1);
        }
    }
}

static void a_moved_answer_keeps_its_category(void **state)
{
    (void)state;
    for (int points = FEWEST_POINTS; points <= MOST_POINTS; points++) {
        int k = top_points(points);
        for (int answer = 1; answer <= points; answer++) {
            enum Category expected = DETRACTOR;
            if (answer > points - 2 * k) {
                expected = answer > points - k ? PROMOTER : PASSIVE;
            }
            int moved = rescale_answer(answer, points);
            assert_in_range(moved, 0, HIGHEST_ANSWER);
            assert_int_equal(category_of_answer[moved], expected);
        }
    }
}

static void a_better_answer_moves_to_a_better_one(void **state)
{
    (void)state;
    for (int points = FEWEST_POINTS; points <= MOST_POINTS; points++) {
        for (int answer = 2; answer <= points; answer++) {
            assert_true(rescale_answer(answer, points) > rescale_answer(answer - 1, points));
        }
        assert_int_equal(rescale_answer(points, points), HIGHEST_ANSWER);
        assert_int_equal(rescale_answer(1, points), points == 10 ? 1 : 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_answer_has_the_category_of_the_definition),
        cmocka_unit_test(a_category_less_one_is_what_an_answer_adds),
        cmocka_unit_test(the_categories_have_their_names),
        cmocka_unit_test(each_scale_moves_as_worked_out_by_hand),
        cmocka_unit_test(each_scale_moves_by_the_rule),
        cmocka_unit_test(a_moved_answer_keeps_its_category),
        cmocka_unit_test(a_better_answer_moves_to_a_better_one),
    };
    return cmocka_run_group_tests_name("category", tests, NULL, NULL);
}
