#include "mathematics/ratio.h"

#include <math.h>

#include "mathematics/student.h"

void moments_add(struct Moments *moments, double value)
{
    if (moments->count == 0) {
        moments->pivot = value;
    }
    moments->count++;
    double deviation = value - moments->pivot;
    sum_add(&moments->sum, deviation);
    sum_add(&moments->squares, deviation * deviation);
}

double moments_mean(const struct Moments *moments)
{
    return moments->pivot + sum_value(&moments->sum) / (double)moments->count;
}

double moments_variance(const struct Moments *moments)
{
    double count = (double)moments->count;
    double sum = sum_value(&moments->sum);
    return fmax(0, (sum_value(&moments->squares) - sum * (sum / count)) / (count - 1));
}

double moments_effective(const struct Moments *moments)
{
    double mean = moments_mean(moments);
    double count = (double)moments->count;
    double spread = moments->count > 1 ? moments_variance(moments) * (count - 1) / count : 0;
    return mean == 0 ? 0 : count / (1 + spread / mean / mean);
}

/* The variance of the logarithm of a mean. */
static double relative_variance(const struct Moments *moments, double mean)
{
    return moments_variance(moments) / mean / mean / (double)moments->count;
}

/* What is known of one of the two means: its variance over its square, and how surely that. */
struct RelativeError {
    double variance;
    double effective;
    double degrees;
};

static struct Ratio ratio_with_limits(double numerator, double denominator,
                                      const struct RelativeError errors[2], double z)
{
    struct Ratio result = {0};
    result.is_known = numerator > 0 && denominator > 0;
    if (!result.is_known) {
        return result;
    }
    result.ratio = numerator / denominator;
    result.has_interval = errors[0].effective >= FEWEST_EFFECTIVE_VALUES &&
                          errors[1].effective >= FEWEST_EFFECTIVE_VALUES;
    if (result.has_interval) {
        double both = errors[0].variance + errors[1].variance;
        double t = z;
        if (both > 0) {
            t = student_equivalent(
                z, both * both /
                       (errors[0].variance * errors[0].variance / errors[0].degrees +
                        errors[1].variance * errors[1].variance / errors[1].degrees));
        }
        double half_width = t * sqrt(both);
        result.lower = result.ratio * exp(-half_width);
        result.upper = result.ratio * exp(half_width);
    }
    return result;
}

static struct RelativeError error_of_mean(const struct Moments *moments, double mean)
{
    double effective = moments_effective(moments);
    return (struct RelativeError){relative_variance(moments, mean), effective, effective - 1};
}

struct Ratio ratio_of_means(const struct Moments *first, const struct Moments *second, double z)
{
    double numerator = moments_mean(first);
    double denominator = moments_mean(second);
    const struct RelativeError errors[2] = {error_of_mean(first, numerator),
                                            error_of_mean(second, denominator)};
    return ratio_with_limits(numerator, denominator, errors, z);
}

static void add_group(struct StratifiedGroup *group, const struct Moments *moments, double weight)
{
    double count = (double)moments->count;
    double mean = moments_mean(moments);
    double spread = moments->count > 1 ? moments_variance(moments) * (count - 1) : 0;
    double share = weight / count;
    sum_add(&group->mean, weight * mean);
    sum_add(&group->square, share * share * (spread + count * mean * mean));
    if (moments->count > 1) {
        sum_add(&group->variance, share * share * spread * count / (count - 1));
        sum_add(&group->spread, spread);
        sum_add(&group->squared_mean, (count - 1) * mean * mean);
    } else {
        sum_add(&group->single, weight * mean * (weight * mean));
    }
}

void strata_add(struct Strata *strata, const struct Moments group[2])
{
    if (group[0].count == 0 || group[1].count == 0) {
        strata->left_out += group[0].count + group[1].count;
        return;
    }
    double first = (double)group[0].count;
    double second = (double)group[1].count;
    double weight = first * second / (first + second);
    strata->count++;
    sum_add(&strata->weight, weight);
    add_group(&strata->group[0], &group[0], weight);
    add_group(&strata->group[1], &group[1], weight);
}

double strata_mean(const struct Strata *strata, int group)
{
    return sum_value(&strata->group[group].mean) / sum_value(&strata->weight);
}

double strata_effective(const struct Strata *strata, int group)
{
    double sum = sum_value(&strata->group[group].mean);
    double square = sum_value(&strata->group[group].square);
    return square > 0 ? sum * (sum / square) : 0;
}

static struct RelativeError error_over_strata(const struct Strata *strata, int place)
{
    const struct StratifiedGroup *group = &strata->group[place];
    double sum = sum_value(&group->mean);
    double variance = sum_value(&group->variance);
    double effective = strata_effective(strata, place);
    double single = sum_value(&group->single);
    double squared_mean = sum_value(&group->squared_mean);
    if (single > 0 && squared_mean > 0) {
        variance += single * (sum_value(&group->spread) / squared_mean);
    } else if (single > 0) {
        effective = 0;
    }
    double degrees = fmax(effective - (double)strata->count, 1);
    return (struct RelativeError){variance / sum / sum, effective, degrees};
}

struct Ratio strata_ratio(const struct Strata *strata, double z)
{
    const struct RelativeError errors[2] = {error_over_strata(strata, 1),
                                            error_over_strata(strata, 0)};
    return ratio_with_limits(strata_mean(strata, 1), strata_mean(strata, 0), errors, z);
}
