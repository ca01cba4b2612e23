#include "mathematics/mover.h"

#include <math.h>

#include "mathematics/normal.h"

double samples_difference(const struct TwoSamples *samples)
{
    return distribution_score(&samples->second) - distribution_score(&samples->first);
}

/* The distance from the difference to one of its limits, from those of the two scores to theirs. */
static double combined_distance(double of_second, double of_first, double correlation)
{
    double square =
        of_second * of_second + of_first * of_first - 2 * correlation * of_second * of_first;
    return sqrt(fmax(square, 0));
}

static double distance_down(const struct TwoSamples *samples, double critical_value)
{
    double below =
        distribution_score(&samples->second) - score_lower(&samples->second, critical_value);
    double above =
        score_upper(&samples->first, critical_value) - distribution_score(&samples->first);
    return combined_distance(fmax(below, 0), fmax(above, 0), samples->correlation);
}

static double distance_up(const struct TwoSamples *samples, double critical_value)
{
    double above =
        score_upper(&samples->second, critical_value) - distribution_score(&samples->second);
    double below =
        distribution_score(&samples->first) - score_lower(&samples->first, critical_value);
    return combined_distance(fmax(above, 0), fmax(below, 0), samples->correlation);
}

struct Interval samples_interval(const struct TwoSamples *samples, double critical_value)
{
    double difference = samples_difference(samples);
    return (struct Interval){fmax(difference - distance_down(samples, critical_value), -2),
                             fmin(difference + distance_up(samples, critical_value), 2)};
}

/* Beyond it a p value is 0 to more digits than a double has. */
#define LARGEST_Z 40.0
#define Z_ACCURACY 1e-13

/*
 * Where the limit on the side of 0 reaches 0. It is nearer to the difference at every smaller
 * critical value: bisection on the logarithm would do, the secant's guess needs a dozen steps.
 */
static double critical_distance(const struct TwoSamples *samples, double difference)
{
    double gap = fabs(difference);
    double kept = 0; /* the limit there does not reach 0 */
    double kept_left = gap;
    double passed = LARGEST_Z;
    double passed_left = gap - (difference > 0 ? distance_down : distance_up)(samples, passed);
    if (gap == 0 || passed_left > 0) {
        return gap == 0 ? 0 : passed;
    }
    for (int i = 0; i < 200 && passed - kept > Z_ACCURACY * passed; i++) {
        double share = kept_left / (kept_left - passed_left);
        /* Every third step halves, so that neither end is left behind. */
        double z = kept + (passed - kept) * (i % 3 == 2 ? 0.5 : fmin(fmax(share, 0.001), 0.999));
        double left = gap - (difference > 0 ? distance_down : distance_up)(samples, z);
        if (left > 0) {
            kept = z;
            kept_left = left;
        } else {
            passed = z;
            passed_left = left;
        }
    }
    return kept + (passed - kept) / 2;
}

static double score_error(const struct Distribution *sample)
{
    return sqrt(distribution_variance(sample) / sample->effective);
}

/* sqrt(v1 + v2 - 2 rho sqrt(v1 v2)), from the variances of the two scores. */
static double standard_error(const struct TwoSamples *samples)
{
    return combined_distance(score_error(&samples->second), score_error(&samples->first),
                             samples->correlation);
}

struct Comparison compare_samples(const struct TwoSamples *samples, double critical_value)
{
    double difference = samples_difference(samples);
    double z = copysign(critical_distance(samples, difference), difference);
    return (struct Comparison){
        .standard_error = standard_error(samples),
        .z = z + 0.0,
        .p_value = normal_two_sided_p(z),
        .interval = samples_interval(samples, critical_value),
    };
}
