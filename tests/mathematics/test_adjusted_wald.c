/* Adjusted Wald comparisons and sample sizes, against published figures and single answers. */
#include <math.h>

#include "mathematics/interval.h"
#include "mathematics/normal.h"
#include "support/check.h"
#include "support/counts.h"

static void independent_comparisons_agree_with_the_reference_figures(void **state)
{
    (void)state;
    static const struct {
        double one[CATEGORY_COUNT];
        double two[CATEGORY_COUNT];
        double difference;
        double z;
        double p_value;
    } figures[] = {{{10, 0, 20}, {18, 0, 12}, 0.4848484848, 2.08516560, 0.037054271},
                   {{8, 13, 15}, {12, 7, 12}, 0.1794871795, 0.92884395, 0.35296996}};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        struct Distribution one =
            of_counts(figures[i].one[0], figures[i].one[1], figures[i].one[2]);
        struct Distribution two =
            of_counts(figures[i].two[0], figures[i].two[1], figures[i].two[2]);
        /* The figures are first less second, the function gives second less first. */
        struct Comparison found = compare_independent(&two, &one, normal_critical_value(0.95));
        assert_near(found.z, figures[i].z, 5e-9);
        assert_near(found.p_value, figures[i].p_value, 5e-9);
        assert_near(found.z * found.standard_error, figures[i].difference, 5e-11);
        assert_near((found.interval.lower + found.interval.upper) / 2, figures[i].difference,
                    5e-11);
    }
}

/* Sums over single values, each of which stands for one `scale`-th of an answer. */
struct Values {
    long double count;
    long double sum;
    long double squares;
    int scale;
};

static void repeat_value(struct Values *values, int64_t times, int value)
{
    for (int64_t i = 0; i < times; i++) {
        values->count++;
        values->sum += value;
        values->squares += (long double)value * value;
    }
}

static long double mean_of(const struct Values *values)
{
    return values->sum / values->count;
}

/* Of the mean of the answers, which are fewer than the values by the factor `scale`. */
static long double error_square(const struct Values *values)
{
    long double mean = mean_of(values);
    return (values->squares / values->count - mean * mean) / (values->count / values->scale);
}

static void assert_comparison(const struct Comparison *found, long double difference,
                              long double error, double critical_value)
{
    assert_relative(found->standard_error, (double)error, 1e-12);
    assert_near(found->z, (double)(difference / error), 1e-11);
    assert_near(found->p_value, erfc(fabs((double)(difference / error)) / sqrt(2)), 1e-11);
    assert_near(found->interval.lower, (double)(difference - critical_value * error), 1e-12);
    assert_near(found->interval.upper, (double)(difference + critical_value * error), 1e-12);
}

/* Four values for each answer make three quarters of a pseudo-answer three values. */
static struct Values with_pseudo_answers(const struct Distribution *distribution)
{
    static const int pseudo[CATEGORY_COUNT] = {3, 6, 3};
    struct Values values = {.scale = 4};
    for (int i = 0; i < CATEGORY_COUNT; i++) {
        repeat_value(&values, 4 * (int64_t)distribution->amount[i] + pseudo[i], i - 1);
    }
    return values;
}

static void independent_comparisons_are_those_of_the_answers_with_pseudo_answers(void **state)
{
    (void)state;
    struct Random random = {2005};
    for (int i = 0; i < 2000; i++) {
        struct Distribution first = random_counts(&random, 60);
        struct Distribution second = random_counts(&random, 60);
        double z = normal_critical_value(0.5 + 0.49 * random_unit(&random));
        struct Values one = with_pseudo_answers(&first);
        struct Values two = with_pseudo_answers(&second);
        struct Comparison found = compare_independent(&first, &second, z);
        assert_comparison(&found, mean_of(&two) - mean_of(&one),
                          sqrtl(error_square(&one) + error_square(&two)), z);
    }
}

static void an_independent_comparison_turned_around_changes_its_sign(void **state)
{
    (void)state;
    struct Random random = {5};
    for (int i = 0; i < 2000; i++) {
        struct Distribution first = random_counts(&random, 1000000);
        struct Distribution second = random_counts(&random, 1000000);
        struct Comparison there = compare_independent(&first, &second, 1.96);
        struct Comparison back = compare_independent(&second, &first, 1.96);
        assert_true(there.z == -back.z);
        assert_true(there.p_value == back.p_value);
        assert_relative(there.standard_error, back.standard_error, 1e-15);
        assert_near(there.interval.lower, -back.interval.upper, 1e-15);
        assert_near(there.interval.upper, -back.interval.lower, 1e-15);
    }
}

static void groups_that_answer_alike_do_not_differ(void **state)
{
    (void)state;
    struct Distribution group = of_counts(0, 0, 1);
    struct Comparison found = compare_independent(&group, &group, 1.96);
    assert_true(found.z == 0 && !signbit(found.z) && found.p_value == 1);
    assert_true(found.standard_error > 0);
    assert_true(found.interval.lower == -found.interval.upper);
}

static void an_independent_comparison_takes_weights_at_their_effective_size(void **state)
{
    (void)state;
    struct Distribution first = of_counts(8, 13, 15);
    struct Distribution second = of_counts(12, 7, 12);
    struct Distribution weighted = {.amount = {800, 1300, 1500}, .total = 3600, .effective = 36};
    struct Comparison plain = compare_independent(&first, &second, 1.96);
    struct Comparison found = compare_independent(&weighted, &second, 1.96);
    assert_near(found.z, plain.z, 1e-14);
    assert_relative(found.standard_error, plain.standard_error, 1e-14);
}

/* A pointer to it makes the cells const, which C11 does not do for an array of arrays. */
struct Pairs {
    int64_t cell[CATEGORY_COUNT][CATEGORY_COUNT];
};

static struct Comparison compare_pairs(const struct Pairs *pairs, double critical_value)
{
    return compare_paired(pairs->cell, critical_value);
}

/* Sixteen values for each pair; the nine pseudo-pairs are 3 (1, 2, 1) x (1, 2, 1) of them. */
static struct Values with_pseudo_pairs(const struct Pairs *pairs)
{
    static const int pseudo[CATEGORY_COUNT] = {1, 2, 1};
    struct Values values = {.scale = 16};
    for (int before = 0; before < CATEGORY_COUNT; before++) {
        for (int after = 0; after < CATEGORY_COUNT; after++) {
            repeat_value(&values,
                         16 * pairs->cell[before][after] + 3 * pseudo[before] * pseudo[after],
                         after - before);
        }
    }
    return values;
}

static void paired_comparisons_are_those_of_the_pairs_with_pseudo_pairs(void **state)
{
    (void)state;
    struct Random random = {9};
    for (int i = 0; i < 2000; i++) {
        struct Pairs pairs;
        int limit = 1 + random_below(&random, 12);
        for (int j = 0; j < CATEGORY_COUNT * CATEGORY_COUNT; j++) {
            pairs.cell[j / CATEGORY_COUNT][j % CATEGORY_COUNT] =
                random_below(&random, 3) == 0 ? 0 : random_below(&random, limit);
        }
        pairs.cell[random_below(&random, CATEGORY_COUNT)][random_below(&random, CATEGORY_COUNT)]++;
        double z = normal_critical_value(0.5 + 0.49 * random_unit(&random));
        struct Values values = with_pseudo_pairs(&pairs);
        struct Comparison found = compare_pairs(&pairs, z);
        assert_comparison(&found, mean_of(&values), sqrtl(error_square(&values)), z);
    }
}

/*
 * One pair, detractor to promoter. Of the three pseudo-pairs half change by 1 and an eighth by 2:
 * sum 2, sum of squares 4 + 3 (1/2 + 4/8) = 7, over 4 pairs.
 */
static void a_paired_comparison_agrees_with_a_worked_example(void **state)
{
    (void)state;
    const struct Pairs pairs = {{{0, 0, 1}, {0, 0, 0}, {0, 0, 0}}};
    struct Comparison found = compare_pairs(&pairs, 2);
    double error = sqrt((7.0 / 4 - 0.25) / 4);
    assert_relative(found.standard_error, error, 1e-15);
    assert_relative(found.z, 0.5 / error, 1e-15);
    assert_near(found.interval.lower, 0.5 - 2 * error, 1e-15);
    assert_near(found.interval.upper, 0.5 + 2 * error, 1e-15);
}

static void a_paired_comparison_turned_around_changes_its_sign(void **state)
{
    (void)state;
    const struct Pairs pairs = {{{5, 3, 8}, {1, 9, 4}, {2, 0, 7}}};
    struct Pairs back;
    for (int i = 0; i < CATEGORY_COUNT; i++) {
        for (int j = 0; j < CATEGORY_COUNT; j++) {
            back.cell[j][i] = pairs.cell[i][j];
        }
    }
    struct Comparison there = compare_pairs(&pairs, 1.96);
    struct Comparison turned = compare_pairs(&back, 1.96);
    assert_true(there.z > 0);
    assert_near(there.z, -turned.z, 1e-14);
    assert_near(there.interval.lower, -turned.interval.upper, 1e-15);
    assert_relative(there.standard_error, turned.standard_error, 1e-14);
}

static void a_panel_that_did_not_change_has_an_error_still(void **state)
{
    (void)state;
    for (int64_t count = 1; count < 1000000000000; count *= 10) {
        const struct Pairs pairs = {{{count, 0, 0}, {0, count, 0}, {0, 0, count}}};
        struct Comparison found = compare_pairs(&pairs, 1.96);
        assert_true(found.z == 0 && !signbit(found.z) && found.p_value == 1);
        /* Sum of squares of the pseudo-pairs is 3. */
        assert_relative(found.standard_error, sqrt(3) / (double)(3 * count + 3), 1e-12);
    }
}

/*
 * The pseudo-pairs alone differ from a change of 2: their squared distances from it add up to
 * 3 (1 + 4), and the mean lies 6 / total below it. No digits may be lost between 4 and 2^2.
 */
static void a_panel_that_changed_as_one_has_an_exact_error(void **state)
{
    (void)state;
    for (int64_t count = 1; count <= 1000000000; count *= 10) {
        const struct Pairs pairs = {{{0, 0, count}, {0, 0, 0}, {0, 0, 0}}};
        struct Comparison found = compare_pairs(&pairs, 1.96);
        double total = (double)count + 3;
        double variance = 15 / total - 36 / (total * total);
        assert_relative(found.standard_error, sqrt(variance / total), 1e-9);
    }
}

static void sample_sizes_agree_with_the_reference_figures(void **state)
{
    (void)state;
    double z = normal_critical_value(0.95);
    assert_true(sample_size(0.15, z, 0.75) == 126);
    assert_true(sample_size(0.15, z, 1) == 168);
}

static void a_sample_size_is_never_below_one(void **state)
{
    (void)state;
    assert_true(sample_size(2, 1.96, 0.75) == 1);
    assert_true(sample_size(1, 1, 1) == 1);
    assert_true(sample_size(1, 2, 1) == 1); /* 4 - 3 */
    assert_true(sample_size(0.5, 1, 1.0 / 4) == 1);
    assert_true(sample_size(0.1, 1.96, 0) == 1);
}

/* The half-width that the size gives reaches the margin, and one answer fewer would not. */
static void a_sample_size_is_the_smallest_that_reaches_its_margin(void **state)
{
    (void)state;
    struct Random random = {126};
    for (int i = 0; i < 20000; i++) {
        double margin = random_magnitude(&random, 1e-4, 1);
        double z = normal_critical_value(0.5 + 0.499 * random_unit(&random));
        double variance = 0.01 + 0.99 * random_unit(&random);
        double size = sample_size(margin, z, variance);
        assert_true(size >= 1 && size == floor(size));
        assert_true(z * sqrt(variance / (size + 3)) <= margin * (1 + 1e-12));
        if (size > 1) {
            assert_true(z * sqrt(variance / (size + 2)) > margin * (1 - 1e-12));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(independent_comparisons_agree_with_the_reference_figures),
        cmocka_unit_test(independent_comparisons_are_those_of_the_answers_with_pseudo_answers),
        cmocka_unit_test(an_independent_comparison_turned_around_changes_its_sign),
        cmocka_unit_test(groups_that_answer_alike_do_not_differ),
        cmocka_unit_test(an_independent_comparison_takes_weights_at_their_effective_size),
        cmocka_unit_test(paired_comparisons_are_those_of_the_pairs_with_pseudo_pairs),
        cmocka_unit_test(a_paired_comparison_agrees_with_a_worked_example),
        cmocka_unit_test(a_paired_comparison_turned_around_changes_its_sign),
        cmocka_unit_test(a_panel_that_did_not_change_has_an_error_still),
        cmocka_unit_test(a_panel_that_changed_as_one_has_an_exact_error),
        cmocka_unit_test(sample_sizes_agree_with_the_reference_figures),
        cmocka_unit_test(a_sample_size_is_never_below_one),
        cmocka_unit_test(a_sample_size_is_the_smallest_that_reaches_its_margin),
    };
    return cmocka_run_group_tests_name("adjusted_wald", tests, NULL, NULL);
}
