/* What moves an outcome: the part that each of several correlated drivers has in explaining it. */
#ifndef ADVOCACY_MATHEMATICS_RELATIVE_WEIGHTS_H
#define ADVOCACY_MATHEMATICS_RELATIVE_WEIGHTS_H

#include "mathematics/joint_moments.h"
#include "mathematics/observations.h"

struct RelativeWeights {
    double r2; /* the part of the outcome's variance that all drivers explain, 0 to 1; or NaN */
    double correlations[MOST_PREDICTORS]; /* with the outcome; NaN where one does not vary */
    double weights[MOST_PREDICTORS];      /* which add up to r2; NaN where r2 is */
    double shares[MOST_PREDICTORS];       /* of r2, 0 to 1; NaN where r2 is NaN or 0 */
};

/*
 * Johnson's relative weights (Multivariate Behavioral Research 35, 2000, 1-19). With R the
 * correlations of the drivers and r those with the outcome: R = V e V', L = V sqrt(e) V', b the
 * solution of L b = r; then r2 is the sum of b_j^2 and the weight of driver i is the sum over j of
 * L_ij^2 b_j^2. An eigenvalue below 1e-10 of the largest counts as none, so that drivers that say
 * the same share their weight. A constant driver has weight 0.
 *
 * Column 0 of the moments is the outcome, 1 to `drivers` are the drivers, 1 to MOST_PREDICTORS.
 */
void relative_weights(const struct JointMoments *moments, int drivers,
                      struct RelativeWeights *found);

/* Rows are dealt out to so many groups, one of which is left out at a time. */
#define JACKKNIFE_GROUPS 20

/* Of each driver, the limits of its share, 0 to 1; NaN where they are not known. */
struct ShareLimits {
    double lower[MOST_PREDICTORS];
    double upper[MOST_PREDICTORS];
};

/*
 * Limits by the jackknife over groups of rows (Quenouille 1956; Miller, Biometrika 61, 1974): the
 * variance of a share is (g - 1) / g times the sum of the squared distances of the shares without
 * each group from their mean, and Student's t has g - 1 degrees of freedom. `z` is the normal
 * critical value. Unknown with fewer than two rows a group on average, or where a share without one
 * of the groups is not known.
 */
void relative_weight_limits(const struct JointMoments groups[JACKKNIFE_GROUPS], int drivers,
                            double z, struct ShareLimits *limits);

#endif
