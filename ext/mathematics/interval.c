#include "mathematics/interval.h"

#include <math.h>

#include "mathematics/normal.h"

/* The counts of a sample, which need not be whole. */
struct Sample {
    double detractors;
    double promoters;
    double total;
};

/*
 * How far Tango's statistic at the hypothesised score lies above z, in answers: positive for
 * hypotheses below the interval. The restricted estimate q of the smaller of the two shares that
 * the hypothesis sets apart, which is the detractors' from 0 up, solves 2n q^2 + B q - C = 0; the
 * other share would do as well, but only this way is nothing lost to subtraction near -1 and 1.
 */
static double excess(const struct Sample *sample, double hypothesis, double z)
{
    double apart = fabs(hypothesis);
    double smaller = hypothesis < 0 ? sample->promoters : sample->detractors;
    double larger = hypothesis < 0 ? sample->detractors : sample->promoters;
    double n = sample->total;
    double b = (2 * n - larger + smaller) * apart - smaller - larger;
    double c = smaller * apart * (1 - apart);
    double root = sqrt(b * b + 8 * n * c);
    double q = b > 0 ? 2 * c / (b + root) : (root - b) / (4 * n);
    double variance = n * (2 * q + apart * (1 - apart));
    return sample->promoters - sample->detractors - n * hypothesis - z * sqrt(variance);
}

static double clamp(double value, double lowest, double highest)
{
    return value < lowest ? lowest : value > highest ? highest : value;
}

/* How closely the limits are found. */
#define LIMIT_ACCURACY 4e-15

/*
 * Between -1, which is rejected, and the estimate, which is kept. The method is ITP (Oliveira and
 * Takahashi, ACM Transactions on Mathematical Software 47, 2020): the secant's guess, pushed
 * towards the middle so that the far end moves too, and held within a reach of the middle that
 * leaves four steps more than bisection would take at most. It takes 10 as a rule.
 */
static double lower_bound(const struct Sample *sample, double z)
{
    double rejected = -1;
    double kept = clamp((sample->promoters - sample->detractors) / sample->total, -1, 1);
    double above = excess(sample, rejected, z);
    double below = excess(sample, kept, z);
    if (!(above > below)) {
        return rejected; /* all but rounding are detractors */
    }
    double first_width = kept - rejected;
    double slack = 16 * first_width;
    while (kept - rejected > LIMIT_ACCURACY) {
        double width = kept - rejected;
        double middle = rejected + width / 2;
        double push = 0.1 * width * width / first_width + LIMIT_ACCURACY / 4;
        double reach = (slack - width) / 2;
        double guess = rejected + width * above / (above - below);
        guess = guess < middle ? clamp(guess + push, middle - reach, middle)
                               : clamp(guess - push, middle, middle + reach);
        double value = excess(sample, guess, z);
        if (value > 0) {
            rejected = guess;
            above = value;
        } else {
            kept = guess;
            below = value;
        }
        slack /= 2;
    }
    return rejected + (kept - rejected) / 2;
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
    struct Sample sample = {effective_count(distribution, DETRACTOR),
                            effective_count(distribution, PROMOTER), distribution->effective};
    return lower_bound(&sample, z);
}

/* The upper limit is the lower one of the mirrored answers. */
double score_upper(const struct Distribution *distribution, double z)
{
    if (distribution->amount[PROMOTER] == distribution->total) {
        return 1;
    }
    struct Sample mirrored = {effective_count(distribution, PROMOTER),
                              effective_count(distribution, DETRACTOR), distribution->effective};
    return -lower_bound(&mirrored, z);
}

struct Interval score_interval(const struct Distribution *distribution, double z)
{
    return (struct Interval){score_lower(distribution, z), score_upper(distribution, z)};
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
