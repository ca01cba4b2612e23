#include "mathematics/pooling.h"

#include <math.h>

#include "mathematics/sum.h"

/* The variance of the score of one answer, once a few of each kind stand beside the others. */
static double adjusted_variance(const struct Distribution *distribution)
{
    double size = distribution->effective;
    struct Distribution adjusted = {.total = size + 3};
    for (int i = 0; i < CATEGORY_COUNT; i++) {
        adjusted.amount[i] = distribution->amount[i] / distribution->total * size;
    }
    adjusted.amount[DETRACTOR] += 0.75;
    adjusted.amount[PASSIVE] += 1.5;
    adjusted.amount[PROMOTER] += 0.75;
    return distribution_variance(&adjusted) / adjusted.total;
}

struct SegmentScore segment_score(const struct Distribution *distribution)
{
    struct SegmentScore segment = {.score = distribution_score(distribution)};
    double variance = distribution_variance(distribution);
    segment.variance =
        variance > 0 ? variance / distribution->effective : adjusted_variance(distribution);
    return segment;
}

/* The mean of the scores, each weighing as much as it is sure once `between` is added. */
static double weighted_mean(const struct SegmentScore *segments, size_t count, double between)
{
    struct CompensatedSum weights = {0};
    struct CompensatedSum scores = {0};
    for (size_t i = 0; i < count; i++) {
        double weight = 1 / (segments[i].variance + between);
        sum_add(&weights, weight);
        sum_add(&scores, weight * segments[i].score);
    }
    return sum_value(&scores) / sum_value(&weights);
}

struct Pooling pooling_of(const struct SegmentScore *segments, size_t count)
{
    double mean = weighted_mean(segments, count, 0);
    struct CompensatedSum weights = {0};
    struct CompensatedSum squares = {0};
    struct CompensatedSum spread = {0};
    for (size_t i = 0; i < count; i++) {
        double weight = 1 / segments[i].variance;
        double deviation = segments[i].score - mean;
        sum_add(&weights, weight);
        sum_add(&squares, weight * weight);
        sum_add(&spread, weight * deviation * deviation);
    }
    double scale = sum_value(&weights) - sum_value(&squares) / sum_value(&weights);
    struct Pooling pooling = {mean, 0};
    if (count > 1 && scale > 0) {
        pooling.between = fmax(0, (sum_value(&spread) - (double)(count - 1)) / scale);
        pooling.mean = weighted_mean(segments, count, pooling.between);
    }
    return pooling;
}

double pooled_score(const struct Pooling *pooling, const struct SegmentScore *segment)
{
    double own = pooling->between / (pooling->between + segment->variance);
    return own * segment->score + (1 - own) * pooling->mean;
}
