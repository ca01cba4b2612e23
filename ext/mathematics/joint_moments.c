#include "mathematics/joint_moments.h"

#include <math.h>

void joint_moments_add(struct JointMoments *moments, int columns, const double *values)
{
    double distances[MOST_COLUMNS];
    moments->rows++;
    double share = 1 / (double)moments->rows;
    for (int i = 0; i < columns; i++) {
        distances[i] = values[i] - moments->means[i];
        moments->means[i] += distances[i] * share;
    }
    /* What is left of the distance once the row itself is in the mean. */
    double rest = 1 - share;
    for (int i = 0; i < columns; i++) {
        double distance = distances[i] * rest;
        for (int j = 0; j <= i; j++) {
            moments->products.at[i][j] += distance * distances[j];
        }
    }
}

void joint_moments_merge(struct JointMoments *moments, int columns,
                         const struct JointMoments *others)
{
    if (others->rows == 0) {
        return;
    }
    double distances[MOST_COLUMNS];
    double before = (double)moments->rows;
    moments->rows += others->rows;
    double share = (double)others->rows / (double)moments->rows;
    for (int i = 0; i < columns; i++) {
        distances[i] = others->means[i] - moments->means[i];
        moments->means[i] += distances[i] * share;
    }
    for (int i = 0; i < columns; i++) {
        for (int j = 0; j <= i; j++) {
            moments->products.at[i][j] +=
                others->products.at[i][j] + distances[i] * distances[j] * before * share;
        }
    }
}

int joint_moments_is_constant(const struct JointMoments *moments, int column)
{
    double deviation = sqrt(moments->products.at[column][column] / (double)moments->rows);
    return !(deviation > fmax(1e-13 * fabs(moments->means[column]), 1e-100));
}
