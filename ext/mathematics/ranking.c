#include "mathematics/ranking.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static void swap_numbers(double *a, double *b)
{
    double kept = *a;
    *a = *b;
    *b = kept;
}

static void insertion_sort(double *numbers, int64_t count)
{
    for (int64_t i = 1; i < count; i++) {
        double number = numbers[i];
        int64_t at = i;
        for (; at > 0 && numbers[at - 1] > number; at--) {
            numbers[at] = numbers[at - 1];
        }
        numbers[at] = number;
    }
}

static void sift_down(double *heap, int64_t root, int64_t count)
{
    for (;;) {
        int64_t child = 2 * root + 1;
        if (child >= count) {
            return;
        }
        if (child + 1 < count && heap[child + 1] > heap[child]) {
            child++;
        }
        if (heap[root] >= heap[child]) {
            return;
        }
        swap_numbers(&heap[root], &heap[child]);
        root = child;
    }
}

static void heap_sort(double *numbers, int64_t count, struct Interruption *interruption)
{
    for (int64_t root = count / 2 - 1; root >= 0 && !is_interrupted(interruption, 10); root--) {
        sift_down(numbers, root, count);
    }
    for (int64_t last = count - 1; last > 0 && !is_interrupted(interruption, 50); last--) {
        swap_numbers(&numbers[0], &numbers[last]);
        sift_down(numbers, 0, last);
    }
}

static double median_of_three(double a, double b, double c)
{
    return fmax(fmin(a, b), fmin(fmax(a, b), c));
}

/*
 * Hoare's partition: afterwards everything before the result is at most, everything from it on at
 * least the pivot, and neither side is empty. Both sides stop at equal numbers, so that many ties
 * still split evenly.
 */
static int64_t partition(double *numbers, int64_t count)
{
    double pivot = median_of_three(numbers[0], numbers[count / 2], numbers[count - 1]);
    int64_t low = 0;
    int64_t high = count - 1;
    for (;; low++, high--) {
        while (numbers[low] < pivot) {
            low++;
        }
        while (numbers[high] > pivot) {
            high--;
        }
        if (low >= high) {
            return low > 0 ? low : 1;
        }
        swap_numbers(&numbers[low], &numbers[high]);
    }
}

#define SHORT_SORT 16

/* Enough for any count: what waits is never shorter than what is sorted first. */
#define MOST_WAITING 64

struct Part {
    double *numbers;
    int64_t count;
    int splits_left; /* before the part is taken to have met bad pivots */
};

/* Splits the part; the shorter side becomes the part, the longer one is returned. */
static struct Part split_part(struct Part *part)
{
    int64_t middle = partition(part->numbers, part->count);
    struct Part low = {part->numbers, middle, part->splits_left - 1};
    struct Part high = {part->numbers + middle, part->count - middle, part->splits_left - 1};
    bool low_is_shorter = low.count < high.count;
    *part = low_is_shorter ? low : high;
    return low_is_shorter ? high : low;
}

/*
 * Quicksort that gives up on bad pivots in favour of heapsort (Musser, Software: Practice and
 * Experience 27, 1997). qsort() is not used: it may allocate memory, and calls a function for each
 * comparison.
 */
void sort_numbers(double *numbers, int64_t count, struct Interruption *interruption)
{
    struct Part waiting[MOST_WAITING];
    struct Part part = {.count = count};
    part.numbers = numbers;
    int waiting_count = 0;
    for (int64_t rest = count; rest > 0; rest /= 2) {
        part.splits_left += 2;
    }
    for (;;) {
        while (part.count > SHORT_SORT && part.splits_left > 0 &&
               !is_interrupted(interruption, 10 * part.count)) {
            waiting[waiting_count++] = split_part(&part);
        }
        if (part.count > SHORT_SORT) {
            heap_sort(part.numbers, part.count, interruption);
        } else {
            insertion_sort(part.numbers, part.count);
        }
        if (waiting_count == 0 || is_interrupted(interruption, SHORT_SORT)) {
            return;
        }
        part = waiting[--waiting_count];
    }
}

/* How many of the sorted numbers, from `from` on, are below `limit`. */
static int64_t count_below(const double *numbers, int64_t from, int64_t count, double limit)
{
    int64_t at = from;
    while (at < count && numbers[at] < limit) {
        at++;
    }
    return at;
}

double ranking_area(const struct Ranking *ranking)
{
    if (ranking->hit_count == 0 || ranking->miss_count == 0) {
        return NAN;
    }
    int64_t below = 0;
    int64_t up_to = 0;
    double half_pairs = 0;
    for (int64_t i = 0; i < ranking->hit_count; i++) {
        double score = ranking->hits[i];
        below = count_below(ranking->misses, below, ranking->miss_count, score);
        up_to = up_to > below ? up_to : below;
        while (up_to < ranking->miss_count && ranking->misses[up_to] == score) {
            up_to++;
        }
        half_pairs += (double)(below + up_to);
    }
    return half_pairs / 2 / (double)ranking->hit_count / (double)ranking->miss_count;
}

/*
 * Takes all numbers equal to `score` from the top of the sorted ones; returns how many they were.
 */
static int64_t take_ties(const double *numbers, int64_t *left, double score)
{
    int64_t before = *left;
    while (*left > 0 && numbers[*left - 1] == score) {
        --*left;
    }
    return before - *left;
}

static void set_rates(const struct Ranking *ranking, int bins, struct GainsBin *table)
{
    double hits = (double)ranking->hit_count;
    double overall = hits / (double)(ranking->hit_count + ranking->miss_count);
    int64_t captured = 0;
    for (int i = 0; i < bins; i++) {
        double rate = (double)table[i].hits / (double)table[i].customers;
        captured += table[i].hits;
        table[i].rate = 100 * rate;
        table[i].lift = hits > 0 ? rate / overall : NAN;
        table[i].captured = 100 * (double)captured / hits;
    }
}

void ranking_gains(const struct Ranking *ranking, int bins, struct GainsBin *table)
{
    memset(table, 0, (size_t)bins * sizeof *table);
    int64_t hits_left = ranking->hit_count;
    int64_t misses_left = ranking->miss_count;
    double total = (double)(hits_left + misses_left);
    while (hits_left + misses_left > 0) {
        double rank = total - (double)(hits_left + misses_left);
        double score = -INFINITY;
        if (hits_left > 0) {
            score = ranking->hits[hits_left - 1];
        }
        if (misses_left > 0) {
            score = fmax(score, ranking->misses[misses_left - 1]);
        }
        int64_t hits = take_ties(ranking->hits, &hits_left, score);
        int64_t customers = hits + take_ties(ranking->misses, &misses_left, score);
        int bin = (int)((rank + (double)customers / 2) * bins / total);
        table[bin].customers += customers;
        table[bin].hits += hits;
        table[bin].lowest = score;
    }
    set_rates(ranking, bins, table);
}

static int compare_weighted_scores(const void *left, const void *right)
{
    const struct WeightedScore *a = left;
    const struct WeightedScore *b = right;
    return (a->score > b->score) - (a->score < b->score);
}

double weighted_area(struct WeightedScore *scores, int64_t count, double *accuracy)
{
    double below = 0;
    double hits = 0;
    double pairs = 0;
    double right = 0;
    qsort(scores, (size_t)count, sizeof *scores, compare_weighted_scores);
    for (int64_t i = 0; i < count;) {
        double score = scores[i].score;
        double tied[2] = {0, 0};
        for (; i < count && scores[i].score == score; i++) {
            tied[0] += scores[i].counts[0];
            tied[1] += scores[i].counts[1];
        }
        pairs += tied[1] * (below + tied[0] / 2);
        right += score == 0 ? (tied[0] + tied[1]) / 2 : tied[score > 0];
        below += tied[0];
        hits += tied[1];
    }
    bool has_pairs = below > 0 && hits > 0;
    *accuracy = has_pairs ? 100 * right / (below + hits) : NAN;
    return has_pairs ? pairs / (below * hits) : NAN;
}
