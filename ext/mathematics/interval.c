#include "mathematics/interval.h"

#include <math.h>
#include <stdbool.h>

#include "mathematics/normal.h"

/*
 * Whether Tango's statistic at the hypothesised score lies above z, for a hypothesis below the
 * estimate. The restricted estimate q of the detractors' share solves A q^2 + B q + C = 0.
 */
static bool is_rejected(double detractors, double promoters, double total, double hypothesis,
                        double z)
{
    double a = 2 * total;
    double b = (2 * total - promoters + detractors) * hypothesis - detractors - promoters;
    double c = -detractors * hypothesis * (1 - hypothesis);
    double root = sqrt(fmax(b * b - 4 * a * c, 0));
    double q = b > 0 ? -2 * c / (b + root) : (root - b) / (2 * a);
    double variance = total * (2 * q + hypothesis * (1 - hypothesis));
    return promoters - detractors - total * hypothesis > z * sqrt(fmax(variance, 0));
}

/*
 * Bisection: the statistic falls from +infinity at -1 to 0 at the estimate. It ends when no double
 * lies between.
 */
static double lower_bound(double detractors, double promoters, double total, double z)
{
    double rejected = -1;
    double kept = (promoters - detractors) / total;
    for (;;) {
        double middle = 0.5 * (rejected + kept);
        if (!(kept - rejected >= 1e-15)) {
            return middle;
        }
        if (is_rejected(detractors, promoters, total, middle, z)) {
            rejected = middle;
        } else {
            kept = middle;
        }
    }
}

static double effective_count(const struct Distribution *distribution, enum Category category)
{
    return distribution->amount[category] / distribution->total * distribution->effective;
}

double score_lower(const struct Distribution *distribution, double z)
{
    if (distribution->amount[DETRACTOR] == distribution->total) {
        return -1;
    }
    return lower_bound(effective_count(distribution, DETRACTOR),
                       effective_count(distribution, PROMOTER), distribution->effective, z);
}

/* The upper limit is the lower one of the mirrored answers. */
double score_upper(const struct Distribution *distribution, double z)
{
    if (distribution->amount[PROMOTER] == distribution->total) {
        return 1;
    }
    return -lower_bound(effective_count(distribution, PROMOTER),
                        effective_count(distribution, DETRACTOR), distribution->effective, z);
}

static struct Comparison comparison(double difference, double standard_error, double critical_value)
{
    struct Comparison result = {
        .standard_error = standard_error,
        .z = difference / standard_error,
        .interval = {difference - critical_value * standard_error,
                     difference + critical_value * standard_error},
    };
    result.p_value = normal_two_sided_p(result.z);
    return result;
}

#define PSEUDO_ANSWERS 3.0
static const double pseudo_share[CATEGORY_COUNT] = {0.25, 0.5, 0.25};

static struct Distribution with_pseudo_answers(const struct Distribution *distribution)
{
    struct Distribution adjusted = {.total = distribution->effective + PSEUDO_ANSWERS};
    for (int i = 0; i < CATEGORY_COUNT; i++) {
        adjusted.amount[i] =
            effective_count(distribution, (enum Category)i) + PSEUDO_ANSWERS * pseudo_share[i];
    }
    return adjusted;
}

struct Comparison compare_independent(const struct Distribution *first,
                                      const struct Distribution *second, double critical_value)
{
    struct Distribution one = with_pseudo_answers(first);
    struct Distribution two = with_pseudo_answers(second);
    double difference = distribution_score(&two) - distribution_score(&one);
    double variance =
        distribution_variance(&one) / one.total + distribution_variance(&two) / two.total;
    return comparison(difference, sqrt(variance), critical_value);
}

static double paired_count(const int64_t pairs[CATEGORY_COUNT][CATEGORY_COUNT], int before,
                           int after)
{
    return (double)pairs[before][after] +
           PSEUDO_ANSWERS * pseudo_share[before] * pseudo_share[after];
}

/*
 * The sum of squared deviations from the mean change: never 0, because one pseudo-pair changed and
 * another did not, and taken in a second pass, because a large panel that changed as one would lose
 * all digits in a difference of squares.
 */
static double paired_squares(const int64_t pairs[CATEGORY_COUNT][CATEGORY_COUNT], double mean)
{
    double squares = 0;
    for (int before = 0; before < CATEGORY_COUNT; before++) {
        for (int after = 0; after < CATEGORY_COUNT; after++) {
            double deviation = after - before - mean;
            squares += paired_count(pairs, before, after) * deviation * deviation;
        }
    }
    return squares;
}

struct Comparison compare_paired(const int64_t pairs[CATEGORY_COUNT][CATEGORY_COUNT],
                                 double critical_value)
{
    double total = 0;
    double sum = 0;
    for (int before = 0; before < CATEGORY_COUNT; before++) {
        for (int after = 0; after < CATEGORY_COUNT; after++) {
            double count = paired_count(pairs, before, after);
            double change = after - before;
            total += count;
            sum += count * change;
        }
    }
    double mean = sum / total;
    return comparison(mean, sqrt(paired_squares(pairs, mean)) / total, critical_value);
}

double sample_size(double margin, double critical_value, double variance)
{
    double ratio = critical_value / margin;
    return fmax(ceil(ratio * ratio * variance - PSEUDO_ANSWERS), 1);
}
