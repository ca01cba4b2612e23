/*
 * Answers that come in clusters, as those of a customer, an account or an author do.
 *
 * How much the answers of all clusters are worth, in answers that have nothing to do with each
 * other (Korn and Graubard, Survey Methodology 24, 1998; the linearised variance is that of a ratio
 * of means, Cochran 1977, Sampling Techniques, section 2.11).
 *
 * Clusters c = 1..m hold answers with the weights n_c (their number, without weights) and the sums
 * y_c of the values, which are -1, 0, 1 for a score and 0, 1 for a share; mean = sum y / sum n:
 *
 *     variance of the mean = m / (m - 1) * sum (y_c - mean n_c)^2 / (sum n)^2
 *
 * Two passes: the mean first, then each cluster.
 */
#ifndef ADVOCACY_MATHEMATICS_CLUSTERS_H
#define ADVOCACY_MATHEMATICS_CLUSTERS_H

#include <stdint.h>

/* All zeros to begin with. */
struct Clusters {
    int64_t count;
    double squares; /* of the clusters' distances from what the mean makes of their weight */
};

/* One more cluster of this weight > 0 and this sum of values. */
static inline void clusters_add(struct Clusters *clusters, double weight, double sum, double mean)
{
    double distance = sum - mean * weight;
    clusters->count++;
    clusters->squares += distance * distance;
}

/* The variance of the mean. NaN for fewer than two clusters, which do not tell. */
double clusters_variance(const struct Clusters *clusters, double total_weight);

struct EffectiveSize {
    double answers;       /* of strangers that would say as much; NaN for fewer than two clusters */
    double degrees;       /* of freedom that their variance was estimated with; 0: it was not */
    double design_effect; /* the factor by which clusters make the variance larger */
};

/*
 * What `answers` of the variance `variance` (of one of them) are worth. Where all answers are the
 * same, nothing tells those of a cluster from strangers', and each cluster counts as one answer.
 */
struct EffectiveSize clusters_effective(const struct Clusters *clusters, double total_weight,
                                        double answers, double variance);

/* `effective` answers as an interval at the critical value z may count them: at most `answers`. */
double clusters_interval_size(const struct EffectiveSize *size, double answers, double z);

/*
 * The ratio of two sums with its limits, each row a unit (Cochran 1977, section 6.5): residuals
 * a - R b, standard error sqrt(m / (m - 1) sum r^2) / sum b, and Student's t on m - 1 degrees.
 */
double ratio_standard_error(double residual_squares, int64_t units, double denominator);

#endif
