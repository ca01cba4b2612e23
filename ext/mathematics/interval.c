#include "mathematics/interval.h"

#include <math.h>

#include "mathematics/student.h"

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

/*
 * The answers that the interval counts on. An estimated variance is not quite known: fewer answers
 * make the interval as much wider as Student's t is than z (Korn and Graubard 1998).
 */
static double interval_size(const struct Distribution *distribution, double z)
{
    if (distribution->degrees == 0) {
        return distribution->effective;
    }
    double narrower = z / student_equivalent(z, distribution->degrees);
    double size = distribution->effective * narrower * narrower;
    return distribution->most > 0 ? fmin(size, distribution->most) : size;
}

static double part_of(const struct Distribution *distribution, enum Category category, double size)
{
    return distribution->amount[category] / distribution->total * size;
}

double score_lower(const struct Distribution *distribution, double z)
{
    if (distribution->amount[DETRACTOR] == distribution->total) {
        return -1;
    }
    double size = interval_size(distribution, z);
    struct Sample sample = {part_of(distribution, DETRACTOR, size),
                            part_of(distribution, PROMOTER, size), size};
    return lower_bound(&sample, z);
}

/* The upper limit is the lower one of the mirrored answers. */
double score_upper(const struct Distribution *distribution, double z)
{
    if (distribution->amount[PROMOTER] == distribution->total) {
        return 1;
    }
    double size = interval_size(distribution, z);
    struct Sample mirrored = {part_of(distribution, PROMOTER, size),
                              part_of(distribution, DETRACTOR, size), size};
    return -lower_bound(&mirrored, z);
}

struct Interval score_interval(const struct Distribution *distribution, double z)
{
    return (struct Interval){score_lower(distribution, z), score_upper(distribution, z)};
}

/* Of the adjusted Wald interval, that the usual figures of sample sizes go with. */
#define PSEUDO_ANSWERS 3.0

double sample_size(double margin, double critical_value, double variance)
{
    double ratio = critical_value / margin;
    return fmax(ceil(ratio * ratio * variance - PSEUDO_ANSWERS), 1);
}
