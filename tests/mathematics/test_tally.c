/* Tallies and their statistics, against published figures and sums over rows. */
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "mathematics/limits.h"
#include "mathematics/sum.h"
#include "mathematics/tally.h"
#include "support/check.h"

struct Row {
    enum Category category;
    double weight;
};

static struct Distribution of_counts(int detractors, int passives, int promoters)
{
    struct Tally tally = {{detractors, passives, promoters}};
    return distribution_of_tally(&tally);
}

static struct Distribution of_answers(const int *answers, int count)
{
    struct Tally tally = {{0, 0, 0}};
    for (int i = 0; i < count; i++) {
        tally.rows[category_of_answer[answers[i]]]++;
    }
    return distribution_of_tally(&tally);
}

static struct WeightTally tally_of_rows(const struct Row *rows, int count)
{
    struct WeightTally tally = {{0, 0, 0}};
    for (int i = 0; i < count; i++) {
        weight_tally_add(&tally, rows[i].category, rows[i].weight);
    }
    return tally;
}

static struct Distribution of_rows(const struct Row *rows, int count)
{
    struct WeightTally tally = tally_of_rows(rows, count);
    return distribution_of_weights(&tally);
}

static void scores_agree_with_the_reference_figures(void **state)
{
    (void)state;
    struct Distribution four = of_answers((const int[]){9, 10, 6, 8}, 4);
    struct Distribution ten = of_answers((const int[]){1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 10);
    struct Distribution many = of_counts(30, 45, 120);
    assert_near(100 * distribution_score(&four), 25, 1e-13);
    assert_near(100 * distribution_score(&ten), -40, 1e-13);
    assert_near(100 * distribution_score(&many), 46.1538, 5e-5);
}

static void standard_errors_agree_with_the_reference_figures(void **state)
{
    (void)state;
    static const struct {
        int counts[CATEGORY_COUNT];
        double error;
        double tolerance;
    } figures[] = {{{1, 2, 3}, 0.3042903097, 5e-11},
                   {{25, 35, 40}, 0.0792148976, 5e-11},
                   {{7, 13, 1}, 0.1193872706, 5e-11},
                   {{1, 0, 1}, 0.7071, 5e-5},
                   {{1, 1, 1}, 0.4714, 5e-5}};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        const int *counts = figures[i].counts;
        struct Distribution forwards = of_counts(counts[0], counts[1], counts[2]);
        struct Distribution backwards = of_counts(counts[2], counts[1], counts[0]);
        assert_near(distribution_standard_error(&forwards), figures[i].error, figures[i].tolerance);
        assert_near(distribution_standard_error(&backwards), figures[i].error,
                    figures[i].tolerance);
    }
}

static void a_weighted_score_agrees_with_the_reference_figure(void **state)
{
    (void)state;
    const struct Row rows[] = {
        {PROMOTER, 2000}, {PASSIVE, 2000}, {PASSIVE, 2000}, {DETRACTOR, 8000}, {DETRACTOR, 8000}};
    struct Distribution weighted = of_rows(rows, 5);
    assert_near(100 * distribution_score(&weighted), -63.6364, 5e-5);
    assert_relative(distribution_score(&weighted), -7.0 / 11, 1e-15);
    struct Distribution plain = of_answers((const int[]){10, 7, 8, 2, 6}, 5);
    assert_near(100 * distribution_score(&plain), -20, 1e-13);
}

/* Variance of -1, 0 and +1 as the mean squared deviation from the mean. */
static void the_variance_is_the_mean_squared_deviation(void **state)
{
    (void)state;
    struct Random random = {3};
    for (int i = 0; i < 20000; i++) {
        int counts[CATEGORY_COUNT];
        long double n = 0;
        for (int j = 0; j < CATEGORY_COUNT; j++) {
            counts[j] = random_below(&random, 1 << random_below(&random, 20));
            n += counts[j];
        }
        counts[PASSIVE] += n == 0;
        n += n == 0;
        long double mean = (counts[PROMOTER] - counts[DETRACTOR]) / n;
        long double squares = 0;
        for (int j = 0; j < CATEGORY_COUNT; j++) {
            squares += counts[j] * (j - 1 - mean) * (j - 1 - mean);
        }
        struct Distribution found = of_counts(counts[0], counts[1], counts[2]);
        assert_near(distribution_score(&found), (double)mean, 4e-16);
        assert_near(distribution_variance(&found), (double)(squares / n), 2e-15);
        assert_relative(distribution_standard_error(&found), (double)(sqrtl(squares) / n), 1e-14);
    }
}

static void answers_that_are_all_the_same_have_no_variance(void **state)
{
    (void)state;
    for (int category = 0; category < CATEGORY_COUNT; category++) {
        for (int64_t count = 1; count < INT64_MAX / 4; count *= 3) {
            struct Tally tally = {{0, 0, 0}};
            tally.rows[category] = count;
            struct Distribution found = distribution_of_tally(&tally);
            assert_true(distribution_score(&found) == category - 1);
            assert_true(distribution_variance(&found) == 0);
            assert_true(distribution_standard_error(&found) == 0);
            assert_false(signbit(distribution_score(&found)) && category != DETRACTOR);
        }
    }
}

static void as_many_promoters_as_detractors_score_zero_without_a_sign(void **state)
{
    (void)state;
    for (int count = 1; count < 1000; count++) {
        struct Distribution found = of_counts(count, count % 7, count);
        assert_true(distribution_score(&found) == 0);
        assert_false(signbit(distribution_score(&found)));
    }
}

static void a_tally_is_its_own_effective_size(void **state)
{
    (void)state;
    struct Tally tally = {{3, 20, 9}};
    struct Distribution found = distribution_of_tally(&tally);
    assert_int_equal(tally_total(&tally), 32);
    assert_true(found.total == 32 && found.effective == 32);
    assert_true(found.amount[DETRACTOR] == 3 && found.square[DETRACTOR] == 3);
    assert_true(found.amount[PASSIVE] == 20 && found.square[PASSIVE] == 20);
    assert_true(found.amount[PROMOTER] == 9 && found.square[PROMOTER] == 9);
}

static void an_empty_tally_has_no_total(void **state)
{
    (void)state;
    struct Tally tally = {{0, 0, 0}};
    struct WeightTally weights = {{0, 0, 0}};
    assert_int_equal(tally_total(&tally), 0);
    assert_true(distribution_of_tally(&tally).total == 0);
    assert_true(distribution_of_weights(&weights).total == 0);
}

static void totals_beyond_32_bits_are_exact(void **state)
{
    (void)state;
    struct Tally tally = {{3000000000, 5000000000, 7000000001}};
    assert_true(tally_total(&tally) == 15000000001);
    struct Distribution found = distribution_of_tally(&tally);
    assert_relative(distribution_score(&found), 4000000001.0 / 15000000001.0, 1e-15);
}

/* The statistics of weighted rows, from the rows, by the formulas of Kish and of the reference. */
struct RowStatistics {
    double total;
    double score;
    double variance;
    double standard_error;
    double kish;
    double effective;
};

static struct RowStatistics statistics_of_rows(const struct Row *rows, int count)
{
    long double total = 0, squares = 0, mean = 0, variance = 0, error = 0;
    int positive = 0;
    for (int i = 0; i < count; i++) {
        long double weight = rows[i].weight;
        positive += weight > 0;
        total += weight;
        squares += weight * weight;
        mean += weight * ((int)rows[i].category - 1);
    }
    mean /= total;
    for (int i = 0; i < count; i++) {
        long double deviation = (int)rows[i].category - 1 - mean;
        variance += rows[i].weight * deviation * deviation;
        error += rows[i].weight * deviation * rows[i].weight * deviation;
    }
    variance /= total;
    error = sqrtl(error) / total;
    long double kish = total * total / squares;
    long double second = error > 0 ? variance / (error * error) : kish;
    /* What is not even is worth what its error says, from one answer to ten for each row. */
    second = kish < positive * (1 - 1e-9L) ? fminl(fmaxl(second, 1), 10.0L * positive) : positive;
    return (struct RowStatistics){(double)total, (double)mean,   (double)variance,
                                  (double)error, (double)(kish), (double)second};
}

static void assert_statistics(const struct Distribution *found, const struct Row *rows, int count,
                              double tolerance)
{
    struct RowStatistics expected = statistics_of_rows(rows, count);
    assert_relative(found->total, expected.total, tolerance);
    assert_near(distribution_score(found), expected.score, tolerance);
    assert_near(distribution_variance(found), expected.variance, tolerance);
    assert_near(distribution_standard_error(found), expected.standard_error, tolerance);
    assert_relative(found->effective, expected.effective, tolerance * 10);
}

/* Weights that go with the answer make the second effective size the smaller one. */
static void random_rows(struct Random *random, struct Row *rows, int count)
{
    int how = random_below(random, 3);
    int categories = 1 + random_below(random, CATEGORY_COUNT);
    double spread = random_magnitude(random, 1, 1e6);
    double scale = random_magnitude(random, 1e-60, 1e60);
    for (int i = 0; i < count; i++) {
        rows[i].category = (enum Category)random_below(random, categories);
        double weight = random_magnitude(random, 1, spread);
        weight = how == 0 ? 1 : weight;
        rows[i].weight = scale * (how == 1 ? pow(weight, (int)rows[i].category - 1) : weight);
    }
}

enum { MOST_ROWS = 60 };

static void weighted_statistics_are_those_of_the_rows(void **state)
{
    (void)state;
    struct Random random = {1965};
    struct Row rows[MOST_ROWS];
    for (int i = 0; i < 20000; i++) {
        int count = 1 + random_below(&random, MOST_ROWS);
        random_rows(&random, rows, count);
        struct Distribution found = of_rows(rows, count);
        assert_statistics(&found, rows, count, 1e-13);
    }
}

static void weights_that_go_with_answers_are_worth_more_or_less_than_kish_says(void **state)
{
    (void)state;
    struct Random random = {1966};
    struct Row rows[MOST_ROWS];
    int above_kish = 0;
    int below_kish = 0;
    for (int i = 0; i < 2000; i++) {
        random_rows(&random, rows, MOST_ROWS);
        struct RowStatistics expected = statistics_of_rows(rows, MOST_ROWS);
        struct Distribution found = of_rows(rows, MOST_ROWS);
        above_kish += found.effective > expected.kish * (1 + 1e-3);
        below_kish += found.effective < expected.kish * (1 - 1e-3);
        if (found.degrees > 0.5) {
            assert_relative(found.degrees, expected.kish - 1, 1e-9);
        }
    }
    assert_true(above_kish > 100);
    assert_true(below_kish > 100);
}

/* The sums of squares are worked by hand from the formulas of the reference. */
static void effective_sizes_agree_with_worked_examples(void **state)
{
    (void)state;
    /* m = 3/5, error^2 = (1 * 1.6^2 + 1 * 0.4^2 + 9 * 0.4^2) / 25, which is worth 50/13
     * answers on 25/11 - 1 degrees of freedom. */
    const struct Row rows[] = {{DETRACTOR, 1}, {PROMOTER, 1}, {PROMOTER, 3}};
    struct Distribution by_kish = of_rows(rows, 3);
    assert_relative(distribution_score(&by_kish), 0.6, 1e-15);
    assert_relative(distribution_variance(&by_kish), 0.64, 1e-15);
    assert_relative(distribution_standard_error(&by_kish), sqrt(4.16) / 5, 1e-15);
    assert_relative(by_kish.effective, 0.64 * 25 / 4.16, 1e-15);
    assert_relative(by_kish.degrees, 25.0 / 11 - 1, 1e-15);

    /* m = -1/3, variance 2/9, error^2 = (4 * 4/9 + 4 * 1/9) / 36 = 5/81: 3.6, and Kish's is 4.5. */
    const struct Row heavy[] = {
        {DETRACTOR, 2}, {PASSIVE, 1}, {PASSIVE, 1}, {PASSIVE, 1}, {PASSIVE, 1}};
    struct Distribution by_error = of_rows(heavy, 5);
    assert_relative(by_error.effective, 3.6, 1e-15);

    /* One sort of answer has no error, so Kish's counts alone: (1 + 3)^2 / (1 + 9). */
    struct Distribution same = of_rows((const struct Row[]){{PASSIVE, 1}, {PASSIVE, 3}}, 2);
    assert_relative(same.effective, 1.6, 1e-15);
}

static void equal_weights_are_worth_their_number(void **state)
{
    (void)state;
    static const double weights[] = {1, 0.1, 3, 1e-150, 1e-100, 1e100};
    for (size_t i = 0; i < sizeof weights / sizeof *weights; i++) {
        struct WeightTally tally = {{0, 0, 0}};
        for (int j = 0; j < 100; j++) {
            enum Category category = j < 25 ? DETRACTOR : j < 60 ? PASSIVE : PROMOTER;
            weight_tally_add(&tally, category, weights[i]);
        }
        struct Distribution found = distribution_of_weights(&tally);
        struct Distribution plain = of_counts(25, 35, 40);
        assert_relative(found.effective, 100, 1e-13);
        assert_relative(distribution_score(&found), distribution_score(&plain), 1e-14);
        assert_relative(distribution_standard_error(&found), distribution_standard_error(&plain),
                        1e-14);
    }
}

static void a_weight_of_zero_or_next_to_it_changes_nothing(void **state)
{
    (void)state;
    static const double nothing[] = {0, DBL_TRUE_MIN, 1e-160, 9.99e-151};
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++) {
        struct WeightTally tally = {{0, 0, 0}};
        weight_tally_add(&tally, PROMOTER, nothing[i]);
        assert_true(distribution_of_weights(&tally).total == 0);
        weight_tally_add(&tally, DETRACTOR, 2);
        weight_tally_add(&tally, PASSIVE, nothing[i]);
        struct Distribution found = distribution_of_weights(&tally);
        assert_true(found.total == 2 && distribution_score(&found) == -1 && found.effective == 1);
        weight_tally_remove(&tally, PASSIVE, nothing[i]);
        weight_tally_remove(&tally, PROMOTER, nothing[i]);
        weight_tally_remove(&tally, DETRACTOR, 2);
        assert_true(distribution_of_weights(&tally).total == 0);
    }
}

static void the_smallest_and_the_largest_weight_count(void **state)
{
    (void)state;
    static const double weights[] = {SMALLEST_WEIGHT, LARGEST_NUMBER};
    for (size_t i = 0; i < 2; i++) {
        const struct Row rows[] = {
            {PROMOTER, weights[i]}, {PROMOTER, weights[i]}, {DETRACTOR, weights[i]}};
        struct Distribution found = of_rows(rows, 3);
        assert_relative(distribution_score(&found), 1.0 / 3, 1e-15);
        assert_relative(distribution_standard_error(&found), sqrt(8.0 / 27), 1e-14);
        assert_relative(found.effective, 3, 1e-14);
    }
}

static void integer_weights_slide_exactly(void **state)
{
    (void)state;
    enum { ROWS = 5000, WINDOW = 37 };
    struct Random random = {37};
    static struct Row rows[ROWS];
    struct WeightTally sliding = {{0, 0, 0}};
    for (int i = 0; i < ROWS; i++) {
        rows[i].category = (enum Category)random_below(&random, CATEGORY_COUNT);
        rows[i].weight = random_below(&random, 1000);
        weight_tally_add(&sliding, rows[i].category, rows[i].weight);
        if (i >= WINDOW) {
            weight_tally_remove(&sliding, rows[i - WINDOW].category, rows[i - WINDOW].weight);
        }
        int first = i < WINDOW ? 0 : i - WINDOW + 1;
        struct Distribution found = distribution_of_weights(&sliding);
        struct Distribution expected = of_rows(rows + first, i - first + 1);
        assert_true(found.total == expected.total);
        assert_true(found.effective == expected.effective);
        for (int j = 0; j < CATEGORY_COUNT; j++) {
            assert_true(found.amount[j] == expected.amount[j]);
            assert_true(found.square[j] == expected.square[j]);
        }
    }
}

static void fractional_weights_slide_to_what_the_rows_of_the_window_give(void **state)
{
    (void)state;
    enum { ROWS = 50000, WINDOW = 20 };
    struct Random random = {20};
    static struct Row rows[ROWS];
    struct WeightTally sliding = {{0, 0, 0}};
    for (int i = 0; i < ROWS; i++) {
        rows[i].category = (enum Category)random_below(&random, CATEGORY_COUNT);
        rows[i].weight = random_magnitude(&random, 1e-3, 1e3);
        weight_tally_add(&sliding, rows[i].category, rows[i].weight);
        if (i >= WINDOW) {
            weight_tally_remove(&sliding, rows[i - WINDOW].category, rows[i - WINDOW].weight);
        }
        int first = i < WINDOW ? 0 : i - WINDOW + 1;
        struct Distribution found = distribution_of_weights(&sliding);
        assert_statistics(&found, rows + first, i - first + 1, 1e-12);
    }
}

/* What must hold of any distribution, whatever rounding has done to its sums. */
static void assert_sound(const struct Distribution *found, int positive_rows)
{
    assert_true(found->total >= 0 && isfinite(found->total));
    for (int i = 0; i < CATEGORY_COUNT; i++) {
        assert_true(found->amount[i] >= 0 && found->square[i] >= 0);
    }
    if (found->total > 0) {
        double score = distribution_score(found);
        double variance = distribution_variance(found);
        double error = distribution_standard_error(found);
        assert_true(score >= -1 && score <= 1);
        assert_true(variance >= 0 && variance <= 1 + 1e-15);
        assert_true(error >= 0 && isfinite(error));
        assert_true(found->effective >= 1 - 1e-12);
        assert_true(found->effective <= 10 * positive_rows * (1 + 1e-12));
    }
}

static double any_weight(struct Random *random)
{
    switch (random_below(random, 5)) {
    case 0:
        return random_magnitude(random, 1e-160, 1e100);
    case 1:
        return random_magnitude(random, 1e-3, 1e3);
    case 2:
        return 0;
    case 3:
        return LARGEST_NUMBER;
    default:
        return random_magnitude(random, 1e-12, 1e12);
    }
}

static void weights_of_all_sizes_slide_and_stay_sound(void **state)
{
    (void)state;
    enum { ROWS = 200000 };
    struct Random random = {160};
    static struct Row rows[ROWS];
    struct WeightTally sliding = {{0, 0, 0}};
    int positive[CATEGORY_COUNT] = {0, 0, 0};
    int first = 0;
    for (int i = 0; i < ROWS; i++) {
        rows[i].category = (enum Category)random_below(&random, CATEGORY_COUNT);
        rows[i].weight = any_weight(&random);
        weight_tally_add(&sliding, rows[i].category, rows[i].weight);
        positive[rows[i].category] += rows[i].weight >= SMALLEST_WEIGHT;
        for (int window = random_below(&random, 8); first < i - window; first++) {
            weight_tally_remove(&sliding, rows[first].category, rows[first].weight);
            positive[rows[first].category] -= rows[first].weight >= SMALLEST_WEIGHT;
        }
        struct Distribution found = distribution_of_weights(&sliding);
        assert_sound(&found, positive[DETRACTOR] + positive[PASSIVE] + positive[PROMOTER]);
        for (int j = 0; j < CATEGORY_COUNT; j++) {
            assert_int_equal(sliding.positive[j], positive[j]);
            assert_true(positive[j] > 0 || (found.amount[j] == 0 && found.square[j] == 0));
        }
    }
}

/*
 * Three sizes in one category: two doubles cannot hold 1e18 + 1 + 1e-18, so the last square is lost
 * before the window leaves the other two, and a sum of squares of 0 would be worth infinitely many
 * answers.
 */
static void a_light_row_that_heavy_ones_have_left_is_worth_one_answer(void **state)
{
    (void)state;
    static const double heavy[][3] = {{1e9, 1, 1e-9}, {1e100, 1, 1e-10}, {1e12, 1e-1, 1e-7}};
    for (int category = 0; category < CATEGORY_COUNT; category++) {
        for (size_t i = 0; i < sizeof heavy / sizeof *heavy; i++) {
            struct WeightTally tally = {{0, 0, 0}};
            for (int j = 0; j < 3; j++) {
                weight_tally_add(&tally, (enum Category)category, heavy[i][j]);
            }
            weight_tally_remove(&tally, (enum Category)category, heavy[i][0]);
            weight_tally_remove(&tally, (enum Category)category, heavy[i][1]);
            struct Distribution found = distribution_of_weights(&tally);
            assert_sound(&found, 1);
        }
    }
}

static void a_category_that_empties_leaves_no_residue(void **state)
{
    (void)state;
    struct Random random = {61};
    struct Row rows[MOST_ROWS];
    for (int i = 0; i < 20000; i++) {
        int count = 1 + random_below(&random, MOST_ROWS);
        struct WeightTally tally = {{0, 0, 0}};
        for (int j = 0; j < count; j++) {
            rows[j] = (struct Row){PROMOTER, any_weight(&random)};
            weight_tally_add(&tally, PROMOTER, rows[j].weight);
        }
        weight_tally_add(&tally, DETRACTOR, 1e-140);
        for (int j = 0; j < count; j++) {
            weight_tally_remove(&tally, PROMOTER, rows[j].weight);
        }
        struct Distribution found = distribution_of_weights(&tally);
        assert_true(found.amount[PROMOTER] == 0 && found.square[PROMOTER] == 0);
        assert_true(found.total == 1e-140 && found.effective == 1);
        assert_true(distribution_score(&found) == -1);
    }
}

static double sum_of(const double *values, int count)
{
    struct CompensatedSum sum = {0, 0};
    for (int i = 0; i < count; i++) {
        sum_add(&sum, values[i]);
    }
    return sum_value(&sum);
}

static void a_compensated_sum_keeps_what_a_plain_one_loses(void **state)
{
    (void)state;
    assert_true(sum_of((const double[]){1, 1e100, 1, -1e100}, 4) == 2);
    assert_true(sum_of((const double[]){1e100, 1, -1e100}, 3) == 1);
    assert_true(sum_of((const double[]){1, 1e100, -1e100}, 3) == 1);
    assert_true(sum_of((const double[]){1e16, 1, 1, -1e16}, 4) == 2);
    struct CompensatedSum tenths = {0, 0};
    double plain = 0;
    for (int i = 0; i < 1000000; i++) {
        sum_add(&tenths, 0.1);
        plain += 0.1;
    }
    assert_true(sum_value(&tenths) == 100000);
    assert_true(plain != 100000);
}

static void a_compensated_sum_of_nothing_is_zero(void **state)
{
    (void)state;
    struct CompensatedSum sum = {0, 0};
    assert_true(sum_value(&sum) == 0);
    sum_add(&sum, 0.1);
    sum_add(&sum, -0.1);
    assert_true(sum_value(&sum) == 0 && !signbit(sum_value(&sum)));
}

static void a_million_values_added_and_removed_leave_the_rest(void **state)
{
    (void)state;
    enum { VALUES = 1000000, KEPT = 100 };
    struct Random random = {6};
    struct CompensatedSum sum = {0, 0};
    double *values = malloc(VALUES * sizeof *values);
    assert_non_null(values);
    for (int i = 0; i < VALUES; i++) {
        values[i] = random_magnitude(&random, 1e-6, 1e6);
        sum_add(&sum, values[i]);
    }
    long double kept = 0;
    for (int i = 0; i < VALUES; i++) {
        if (i % (VALUES / KEPT) == 0) {
            kept += values[i];
        } else {
            sum_add(&sum, -values[i]);
        }
    }
    free(values);
    assert_relative(sum_value(&sum), (double)kept, 1e-14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scores_agree_with_the_reference_figures),
        cmocka_unit_test(standard_errors_agree_with_the_reference_figures),
        cmocka_unit_test(a_weighted_score_agrees_with_the_reference_figure),
        cmocka_unit_test(the_variance_is_the_mean_squared_deviation),
        cmocka_unit_test(answers_that_are_all_the_same_have_no_variance),
        cmocka_unit_test(as_many_promoters_as_detractors_score_zero_without_a_sign),
        cmocka_unit_test(a_tally_is_its_own_effective_size),
        cmocka_unit_test(an_empty_tally_has_no_total),
        cmocka_unit_test(totals_beyond_32_bits_are_exact),
        cmocka_unit_test(weighted_statistics_are_those_of_the_rows),
        cmocka_unit_test(weights_that_go_with_answers_are_worth_more_or_less_than_kish_says),
        cmocka_unit_test(effective_sizes_agree_with_worked_examples),
        cmocka_unit_test(equal_weights_are_worth_their_number),
        cmocka_unit_test(a_weight_of_zero_or_next_to_it_changes_nothing),
        cmocka_unit_test(the_smallest_and_the_largest_weight_count),
        cmocka_unit_test(integer_weights_slide_exactly),
        cmocka_unit_test(fractional_weights_slide_to_what_the_rows_of_the_window_give),
        cmocka_unit_test(weights_of_all_sizes_slide_and_stay_sound),
        cmocka_unit_test(a_light_row_that_heavy_ones_have_left_is_worth_one_answer),
        cmocka_unit_test(a_category_that_empties_leaves_no_residue),
        cmocka_unit_test(a_compensated_sum_keeps_what_a_plain_one_loses),
        cmocka_unit_test(a_compensated_sum_of_nothing_is_zero),
        cmocka_unit_test(a_million_values_added_and_removed_leave_the_rest),
    };
    return cmocka_run_group_tests_name("tally", tests, NULL, NULL);
}
