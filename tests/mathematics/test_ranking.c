/* Sorting, the area under the ROC curve and the gains table, against brute force. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "mathematics/ranking.h"
#include "support/check.h"

static int compare_doubles(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

static double pattern(struct Random *random, int kind, int i, int count)
{
    switch (kind) {
    case 0:
        return random_unit(random);
    case 1:
        return i;
    case 2:
        return -i;
    case 3:
        return 7;
    case 4:
        return random_below(random, 3);
    case 5:
        return i < count / 2 ? i : count - i; /* up and down: bad pivots for a quicksort */
    default:
        return i % 17;
    }
}

static void numbers_are_sorted(void **state)
{
    enum { LARGEST = 5000 };
    static double numbers[LARGEST];
    static double expected[LARGEST];
    struct Random random = {28};
    (void)state;
    for (int count = 0; count <= LARGEST; count = count * 5 / 4 + 1) {
        for (int kind = 0; kind < 7; kind++) {
            for (int i = 0; i < count; i++) {
                numbers[i] = pattern(&random, kind, i, count);
            }
            memcpy(expected, numbers, sizeof numbers);
            qsort(expected, (size_t)count, sizeof *expected, compare_doubles);
            sort_numbers(numbers, count, NULL);
            assert_memory_equal(numbers, expected, (size_t)count * sizeof *numbers);
        }
    }
}

struct Scores {
    double hits[200];
    double misses[200];
    struct Ranking ranking;
};

/* Values from a few to many, so that there are ties in most. */
static void random_scores(struct Random *random, struct Scores *scores)
{
    int values = 1 + random_below(random, 60);
    scores->ranking = (struct Ranking){scores->hits, scores->misses, random_below(random, 200),
                                       random_below(random, 200)};
    for (int i = 0; i < 200; i++) {
        scores->hits[i] = (2 + random_below(random, values)) / 64.0;
        scores->misses[i] = random_below(random, values) / 64.0;
    }
    sort_numbers(scores->hits, scores->ranking.hit_count, NULL);
    sort_numbers(scores->misses, scores->ranking.miss_count, NULL);
}

static void the_area_is_the_share_of_pairs_in_order(void **state)
{
    struct Random random = {29};
    (void)state;
    for (int trial = 0; trial < 300; trial++) {
        struct Scores scores;
        random_scores(&random, &scores);
        double won = 0;
        for (int64_t i = 0; i < scores.ranking.hit_count; i++) {
            for (int64_t j = 0; j < scores.ranking.miss_count; j++) {
                won += scores.hits[i] > scores.misses[j] ? 1 : 0;
                won += scores.hits[i] == scores.misses[j] ? 0.5 : 0;
            }
        }
        double pairs = (double)(scores.ranking.hit_count * scores.ranking.miss_count);
        if (pairs > 0) {
            assert_near(ranking_area(&scores.ranking), won / pairs, 1e-12);
        } else {
            assert_true(isnan(ranking_area(&scores.ranking)));
        }
    }
}

/* Everyone whose score is the same has the bin of the middle rank of that score. */
static void the_bins_hold_who_belongs_there(void **state)
{
    struct Random random = {30};
    (void)state;
    for (int trial = 0; trial < 300; trial++) {
        struct Scores scores;
        struct GainsBin table[MOST_BINS];
        struct GainsBin expected[MOST_BINS] = {{0}};
        random_scores(&random, &scores);
        int bins = 1 + random_below(&random, MOST_BINS);
        int64_t hits = scores.ranking.hit_count;
        int64_t total = hits + scores.ranking.miss_count;
        for (int64_t i = 0; i < total; i++) {
            double score = i < hits ? scores.hits[i] : scores.misses[i - hits];
            int64_t above = 0;
            int64_t equal = 0;
            for (int64_t j = 0; j < total; j++) {
                double other = j < hits ? scores.hits[j] : scores.misses[j - hits];
                above += other > score;
                equal += other == score;
            }
            struct GainsBin *bin = &expected[(2 * above + equal) * bins / (2 * total)];
            bin->lowest = bin->customers > 0 ? fmin(bin->lowest, score) : score;
            bin->customers++;
            bin->hits += i < hits;
        }
        ranking_gains(&scores.ranking, bins, table);
        for (int i = 0; i < bins; i++) {
            assert_int_equal(table[i].customers, expected[i].customers);
            assert_int_equal(table[i].hits, expected[i].hits);
            assert_near(table[i].lowest, expected[i].lowest, 0);
        }
    }
}

static double hits_from(const struct Scores *scores, double lowest)
{
    double count = 0;
    for (int64_t i = 0; i < scores->ranking.hit_count; i++) {
        count += scores->hits[i] >= lowest;
    }
    return count;
}

static void assert_gains(const struct Scores *scores, const struct GainsBin *bin)
{
    double hits = (double)scores->ranking.hit_count;
    double total = hits + (double)scores->ranking.miss_count;
    double rate = (double)bin->hits / (double)bin->customers;
    assert_near(bin->rate, 100 * rate, 1e-12);
    if (hits > 0) {
        assert_relative(bin->lift + 1, rate * total / hits + 1, 1e-13);
        assert_near(bin->captured, 100 * hits_from(scores, bin->lowest) / hits, 1e-12);
    } else {
        assert_true(isnan(bin->lift) && isnan(bin->captured));
    }
}

/* Who has at least the lowest score of a bin is in it or in a better one. */
static void each_bin_has_its_rate_its_lift_and_what_is_captured_so_far(void **state)
{
    struct Random random = {31};
    (void)state;
    for (int trial = 0; trial < 300; trial++) {
        struct Scores scores;
        struct GainsBin table[MOST_BINS];
        random_scores(&random, &scores);
        int bins = 1 + random_below(&random, MOST_BINS);
        ranking_gains(&scores.ranking, bins, table);
        for (int i = 0; i < bins; i++) {
            if (table[i].customers > 0) {
                assert_gains(&scores, &table[i]);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_sorted),
        cmocka_unit_test(the_area_is_the_share_of_pairs_in_order),
        cmocka_unit_test(the_bins_hold_who_belongs_there),
        cmocka_unit_test(each_bin_has_its_rate_its_lift_and_what_is_captured_so_far),
    };
    return cmocka_run_group_tests_name("ranking", tests, NULL, NULL);
}
