/*
 * Logistic regression on terms: the weights are where the gradient of the loss is zero, and equal
 * texts are as one text that is counted.
 */
#include <math.h>
#include <string.h>

#include "mathematics/ranking.h"
#include "mathematics/term_regression.h"
#include "support/check.h"

enum { TEXTS = 60, TERMS = 12 };

struct Example {
    struct TermTexts texts;
    uint32_t starts[TEXTS + 1];
    uint32_t places[TEXTS * TERMS];
    uint32_t counts[TEXTS][2];
    uint8_t folds[TEXTS];
    struct TermWeight weights[TERMS];
    double duals[TEXTS];
    uint32_t order[TEXTS];
    struct TermRegression fit;
};

static void make_example(struct Example *example, struct Random *random)
{
    memset(example, 0, sizeof *example);
    uint32_t used = 0;
    for (uint32_t i = 0; i < TEXTS; i++) {
        example->starts[i] = used;
        uint32_t side = (uint32_t)random_below(random, 2);
        for (uint32_t j = 0; j < TERMS; j++) {
            if (random_unit(random) < (j % 2 == side ? 0.5 : 0.2)) {
                example->places[used++] = j;
            }
        }
        example->counts[i][side] = 1 + (uint32_t)random_below(random, 3);
        example->counts[i][1 - side] = (uint32_t)random_below(random, 2);
        example->folds[i] = (uint8_t)(i % TEXT_FOLDS);
    }
    example->starts[TEXTS] = used;
    example->texts = (struct TermTexts){TEXTS,
                                        TERMS,
                                        example->starts,
                                        example->places,
                                        (const uint32_t(*)[2])example->counts,
                                        example->folds,
                                        NULL};
    example->fit = (struct TermRegression){example->weights, example->duals, example->order, 0, 0};
}

/* The squared scale of a term, from its definition. */
static double scale_of(const struct Example *example, uint32_t term, int left_out)
{
    double with[2] = {1, 1};
    double all[2] = {1, 1};
    for (uint32_t i = 0; i < TEXTS; i++) {
        for (int side = 0; side < 2 && example->folds[i] != left_out; side++) {
            all[side] += example->counts[i][side];
            for (uint32_t at = example->starts[i]; at < example->starts[i + 1]; at++) {
                with[side] += example->places[at] == term ? example->counts[i][side] : 0;
            }
        }
    }
    double ratio = log(with[1] / all[1]) - log(with[0] / all[0]);
    return ratio * ratio;
}

/* At the least loss a weight is its scale over the ridge, times the sum of the residuals. */
static void the_gradient_is_zero_where_it_ends(void **state)
{
    (void)state;
    struct Random random = {2012};
    for (int trial = 0; trial < 30; trial++) {
        struct Example example;
        make_example(&example, &random);
        int left_out = trial % 2 ? NO_FOLD : trial % TEXT_FOLDS;
        double ridge = trial % 3 ? 1 : 4;
        assert_true(term_regression_fit(&example.texts, left_out, ridge, &example.fit));
        for (uint32_t term = 0; term < TERMS; term++) {
            double residuals = 0;
            for (uint32_t i = 0; i < TEXTS; i++) {
                double ones = example.counts[i][1];
                double all = ones + example.counts[i][0];
                double score = term_regression_score(&example.texts, &example.fit, i);
                for (uint32_t at = example.starts[i];
                     at < example.starts[i + 1] && example.folds[i] != left_out; at++) {
                    bool is_here = example.places[at] == term;
                    residuals += is_here ? ones - all / (1 + exp(-score)) : 0;
                }
            }
            double expected = scale_of(&example, term, left_out) / ridge * residuals;
            assert_near(example.weights[term].weight, expected, 0.1);
        }
    }
}

static void without_both_outcomes_there_is_nothing_to_fit(void **state)
{
    (void)state;
    struct Random random = {5};
    struct Example example;
    make_example(&example, &random);
    for (uint32_t i = 0; i < TEXTS; i++) {
        example.counts[i][1] = 0;
    }
    assert_false(term_regression_fit(&example.texts, NO_FOLD, 1, &example.fit));
}

static void scores_of_several_rows_rank_as_the_rows_would(void **state)
{
    (void)state;
    struct Random random = {1982};
    for (int trial = 0; trial < 200; trial++) {
        struct WeightedScore scores[20];
        double pairs = 0;
        double won = 0;
        double right = 0;
        double all = 0;
        for (int i = 0; i < 20; i++) {
            scores[i] =
                (struct WeightedScore){random_below(&random, 7) - 3.0,
                                       {random_below(&random, 4), random_below(&random, 4)}};
        }
        for (int i = 0; i < 20; i++) {
            double score = scores[i].score;
            all += scores[i].counts[0] + scores[i].counts[1];
            right += scores[i].counts[1] * (score > 0    ? 1
                                            : score == 0 ? 0.5
                                                         : 0) +
                     scores[i].counts[0] * (score < 0    ? 1
                                            : score == 0 ? 0.5
                                                         : 0);
            for (int k = 0; k < 20; k++) {
                double both = scores[i].counts[1] * scores[k].counts[0];
                pairs += both;
                won += both * (score > scores[k].score ? 1 : score == scores[k].score ? 0.5 : 0);
            }
        }
        double accuracy;
        assert_near(weighted_area(scores, 20, &accuracy), won / pairs, 1e-12);
        assert_near(accuracy, 100 * right / all, 1e-9);
    }
}

static void without_a_pair_nothing_is_ranked(void **state)
{
    (void)state;
    struct WeightedScore scores[1] = {{1, {3, 0}}};
    double accuracy = 0;
    assert_true(isnan(weighted_area(scores, 1, &accuracy)));
    assert_true(isnan(accuracy));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_gradient_is_zero_where_it_ends),
        cmocka_unit_test(without_both_outcomes_there_is_nothing_to_fit),
        cmocka_unit_test(scores_of_several_rows_rank_as_the_rows_would),
        cmocka_unit_test(without_a_pair_nothing_is_ranked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
