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
    double effective_first = moments_effective(first);
    double effective_second = moments_effective(second);
    result.has_interval =
        effective_first >= FEWEST_EFFECTIVE_VALUES && effective_second >= FEWEST_EFFECTIVE_VALUES;
    if (result.has_interval) {
        double of_first = relative_variance(first, numerator);
        double of_second = relative_variance(second, denominator);
        double both = of_first + of_second;
        double t = z;
        if (both > 0) {
            t = student_equivalent(z, both * both /
                                          (of_first * of_first / (effective_first - 1) +
                                           of_second * of_second / (effective_second - 1)));
        }
        double half_width = t * sqrt(both);
        result.lower = result.ratio * exp(-half_width);
        result.upper = result.ratio * exp(half_width);
    }
    return result;
}
