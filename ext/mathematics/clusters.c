#include "mathematics/clusters.h"

#include <math.h>

#include "mathematics/student.h"

double clusters_variance(const struct Clusters *clusters, double total_weight)
{
    if (clusters->count < 2) {
        return NAN;
    }
    double count = (double)clusters->count;
    return count / (count - 1) * clusters->squares / (total_weight * total_weight);
}

struct EffectiveSize clusters_effective(const struct Clusters *clusters, double total_weight,
                                        double answers, double variance)
{
    if (clusters->count < 2) {
        return (struct EffectiveSize){NAN, NAN, NAN};
    }
    double of_mean = clusters_variance(clusters, total_weight);
    double strangers = answers;
    if (variance == 0) {
        strangers = (double)clusters->count;
    } else if (of_mean > 0) {
        strangers = variance / of_mean;
    }
    return (struct EffectiveSize){
        .answers = strangers,
        .degrees = (double)clusters->count - 1,
        .design_effect = variance > 0 ? of_mean * answers / variance : NAN,
    };
}

double clusters_interval_size(const struct EffectiveSize *size, double answers, double z)
{
    double narrower = size->degrees > 0 ? z / student_equivalent(z, size->degrees) : 1;
    return fmin(size->answers * narrower * narrower, answers);
}

double ratio_standard_error(double residual_squares, int64_t units, double denominator)
{
    double count = (double)units;
    return units < 2 ? NAN : sqrt(count / (count - 1) * residual_squares) / fabs(denominator);
}
