#include "mathematics/quantile.h"

static void swap_values(double *values, size_t i, size_t j)
{
    double value = values[i];
    values[i] = values[j];
    values[j] = value;
}

/*
 * Moves the values below the pivot to the front and those above it to the back. [*low, *high) is
 * where those that equal it then stand: many customers have the same few values.
 */
static void partition_values(double *values, size_t begin, size_t end, double pivot, size_t *low,
                             size_t *high)
{
    *low = begin;
    *high = end;
    for (size_t i = begin; i < *high;) {
        if (values[i] < pivot) {
            swap_values(values, i++, (*low)++);
        } else if (values[i] > pivot) {
            swap_values(values, i, --(*high));
        } else {
            i++;
        }
    }
}

/* Any place between begin and end, so that no order of the data is the worst one. */
static size_t random_place(uint64_t *state, size_t begin, size_t end)
{
    *state = *state * 6364136223846793005U + 1442695040888963407U;
    double part = (double)(*state >> 11) * 0x1p-53;
    return begin + (size_t)(part * (double)(end - begin));
}

/*
 * The value that stands at `place` when all are sorted (Hoare 1961, algorithm 65). Everything
 * before `begin` is at most, everything from `end` on at least as large as what is between.
 */
static double select_value(double *values, size_t begin, size_t end, size_t place, uint64_t *state,
                           struct Interruption *interruption)
{
    for (;;) {
        double pivot = values[random_place(state, begin, end)];
        size_t low;
        size_t high;
        partition_values(values, begin, end, pivot, &low, &high);
        if (is_interrupted(interruption, 10 * (int64_t)(end - begin))) {
            return pivot;
        }
        if (place < low) {
            end = low;
        } else if (place >= high) {
            begin = high;
        } else {
            return pivot;
        }
    }
}

void quantile_cuts(double *values, size_t count, int bins, uint64_t seed,
                   struct Interruption *interruption, double *cuts)
{
    size_t begin = 0;
    for (int i = 1; i < bins; i++) {
        /* (count - 1) i / bins, in whole numbers. */
        size_t whole = (count - 1) / (size_t)bins * (size_t)i;
        size_t rest = (count - 1) % (size_t)bins * (size_t)i;
        size_t place = whole + rest / (size_t)bins;
        double part = (double)(rest % (size_t)bins) / bins;
        double lower = select_value(values, begin, count, place, &seed, interruption);
        cuts[i - 1] = lower;
        if (part > 0) {
            double upper = select_value(values, place, count, place + 1, &seed, interruption);
            double cut = lower + part * (upper - lower);
            cuts[i - 1] = cut < upper ? cut : upper;
        }
        begin = place;
    }
}

int quantile_bin(double value, const double *cuts, int count)
{
    int bin = 1;
    while (bin <= count && cuts[bin - 1] < value) {
        bin++;
    }
    return bin;
}
