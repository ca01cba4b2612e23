/* Partial pooling of the scores of segments: figures by hand, and what must hold for any. */
#include <math.h>

#include "mathematics/pooling.h"
#include "support/check.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static struct SegmentScore of_counts(int64_t detractors, int64_t passives, int64_t promoters)
{
    const struct Tally tally = {
        {[DETRACTOR] = detractors, [PASSIVE] = passives, [PROMOTER] = promoters}};
    struct Distribution distribution = distribution_of_tally(&tally);
    return segment_score(&distribution);
}

/* Worked out apart, with DerSimonian and Laird's formulas. */
static void five_segments_have_the_figures_of_the_formulas(void **state)
{
    (void)state;
    const struct SegmentScore segments[] = {of_counts(20, 30, 50), of_counts(40, 30, 30),
                                            of_counts(2, 3, 5), of_counts(1, 0, 4),
                                            of_counts(300, 300, 400)};
    static const double pooled[] = {26.12488482519, -3.54478683688, 17.87903506407, 20.02477639105,
                                    10.14540882037};
    struct Pooling pooling = pooling_of(segments, COUNT(segments));
    assert_near(100 * pooling.mean, 14.1258636528, 1e-10);
    assert_near(100 * sqrt(pooling.between), 13.7434421856, 1e-10);
    for (size_t i = 0; i < COUNT(segments); i++) {
        assert_near(100 * pooled_score(&pooling, &segments[i]), pooled[i], 1e-10);
    }
}

static void answers_that_are_all_alike_leave_a_doubt(void **state)
{
    (void)state;
    const struct SegmentScore few = of_counts(0, 0, 2);
    const struct SegmentScore many = of_counts(0, 0, 2000);
    assert_true(few.score == 1 && many.score == 1);
    /* Of 0.75, 1.5 and 2.75: promoters and detractors 3.5 of 5, the score 2 of 5. */
    assert_near(few.variance, (3.5 / 5 - 0.16) / 5, 1e-15);
    assert_true(many.variance > 0 && many.variance < few.variance / 1000);
}

static void a_pooled_score_lies_between_its_own_and_the_mean(void **state)
{
    (void)state;
    struct SegmentScore segments[40];
    for (int i = 0; i < 40; i++) {
        segments[i] = of_counts(i * 7 % 11, i * 5 % 13, 1 + i * i % 17);
    }
    struct Pooling pooling = pooling_of(segments, COUNT(segments));
    assert_true(pooling.between > 0);
    for (size_t i = 0; i < COUNT(segments); i++) {
        double pooled = pooled_score(&pooling, &segments[i]);
        assert_true((pooled - segments[i].score) * (pooled - pooling.mean) <= 0);
    }
}

static void one_segment_keeps_its_score_and_equal_ones_their_mean(void **state)
{
    (void)state;
    const struct SegmentScore segments[] = {of_counts(1, 2, 3), of_counts(1, 2, 3),
                                            of_counts(1, 2, 4)};
    struct Pooling alone = pooling_of(segments, 1);
    assert_true(alone.between == 0);
    assert_near(pooled_score(&alone, &segments[0]), segments[0].score, 1e-15);
    struct Pooling alike = pooling_of(segments, COUNT(segments));
    assert_true(alike.between == 0);
    assert_true(pooled_score(&alike, &segments[0]) == alike.mean);
    assert_true(pooled_score(&alike, &segments[2]) == alike.mean);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(five_segments_have_the_figures_of_the_formulas),
        cmocka_unit_test(answers_that_are_all_alike_leave_a_doubt),
        cmocka_unit_test(a_pooled_score_lies_between_its_own_and_the_mean),
        cmocka_unit_test(one_segment_keeps_its_score_and_equal_ones_their_mean),
    };
    return cmocka_run_group_tests_name("pooling", tests, NULL, NULL);
}
