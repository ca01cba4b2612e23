#include "mathematics/ratio.h"

#include <math.h>

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

/* The variance of the logarithm of a mean. */
static double relative_variance(const struct Moments *moments, double mean)
{
    return moments_variance(moments) / mean / mean / (double)moments->count;
}

struct Ratio ratio_of_means(const struct Moments *first, const struct Moments *second, double z)
{
    struct Ratio result = {0};
    double numerator = moments_mean(first);
    double denominator = moments_mean(second);
    result.is_known = numerator > 0 && denominator > 0;
    if (!result.is_known) {
        return result;
    }
    result.ratio = numerator / denominator;
    result.has_interval = first->count > 1 && second->count > 1;
    if (result.has_interval) {
        double half_width =
            z * sqrt(relative_variance(first, numerator) + relative_variance(second, denominator));
        result.lower = result.ratio * exp(-half_width);
        result.upper = result.ratio * exp(half_width);
    }
    return result;
}
