/* Top boxes and mean answers, against counting again. */
#include "mathematics/satisfaction.h"
#include "support/check.h"

static void four_of_five_in_the_top_two_boxes_are_eighty_percent(void **state)
{
    (void)state;
    static const int answers[] = {5, 4, 4, 5, 2};
    struct Satisfaction satisfaction = {0, 0, 0};
    for (int i = 0; i < 5; i++) {
        satisfaction_move(&satisfaction, answers[i], 5, 2, +1);
    }
    assert_true(satisfaction_top_share(&satisfaction) == 80);
    assert_true(satisfaction_mean(&satisfaction) == 4);
}

static void all_boxes_are_everybody(void **state)
{
    (void)state;
    for (int points = 2; points <= 100; points++) {
        struct Satisfaction all = {0, 0, 0};
        struct Satisfaction best = {0, 0, 0};
        for (int answer = 1; answer <= points; answer++) {
            satisfaction_move(&all, answer, points, points, +1);
            satisfaction_move(&best, answer, points, 1, +1);
        }
        assert_true(satisfaction_top_share(&all) == 100);
        assert_near(satisfaction_top_share(&best), 100.0 / points, 1e-13);
        assert_true(satisfaction_mean(&all) == (points + 1) / 2.0);
    }
}

/* A window of random answers, counted again for each place. */
static void a_sliding_window_is_what_its_answers_are(void **state)
{
    (void)state;
    enum { ANSWERS = 3000, WINDOW = 20 };
    struct Random random = {5};
    for (int points = 2; points <= 11; points++) {
        int boxes = 1 + random_below(&random, points);
        int answers[ANSWERS];
        struct Satisfaction sliding = {0, 0, 0};
        for (int i = 0; i < ANSWERS; i++) {
            answers[i] = 1 + random_below(&random, points);
            satisfaction_move(&sliding, answers[i], points, boxes, +1);
            if (i >= WINDOW) {
                satisfaction_move(&sliding, answers[i - WINDOW], points, boxes, -1);
            }
            int first = i < WINDOW ? 0 : i - WINDOW + 1;
            int top = 0;
            int sum = 0;
            for (int j = first; j <= i; j++) {
                top += points - answers[j] < boxes;
                sum += answers[j];
            }
            double count = i - first + 1;
            assert_true(satisfaction_top_share(&sliding) == 100.0 * top / count);
            assert_true(satisfaction_mean(&sliding) == sum / count);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(four_of_five_in_the_top_two_boxes_are_eighty_percent),
        cmocka_unit_test(all_boxes_are_everybody),
        cmocka_unit_test(a_sliding_window_is_what_its_answers_are),
    };
    return cmocka_run_group_tests_name("satisfaction", tests, NULL, NULL);
}
