/*
 * The maximum of a smooth function of a few variables inside a box, by Newton's method with the
 * damping of Levenberg and Marquardt (Nocedal and Wright 2006, chapters 4 and 16.7).
 */
#ifndef ADVOCACY_MATHEMATICS_OPTIMIZE_H
#define ADVOCACY_MATHEMATICS_OPTIMIZE_H

#include <stdbool.h>

#include "mathematics/interruption.h"

#define MOST_VARIABLES 4

/* A function's value and derivatives at one point. The Hessian is symmetric and written in full. */
struct Curve {
    double value;
    double gradient[MOST_VARIABLES];
    double hessian[MOST_VARIABLES][MOST_VARIABLES];
};

struct Objective {
    int variables;
    double lowest[MOST_VARIABLES];
    double highest[MOST_VARIABLES];
    void (*evaluate)(const void *data, const double *point, struct Curve *curve);
    const void *data;
    struct Interruption *interruption; /* or NULL */
};

struct Optimum {
    double point[MOST_VARIABLES];
    struct Curve curve;
    int iterations;       /* evaluations after the first */
    double gradient_norm; /* of the gradient, without what leads out of the box */
    bool converged;       /* the gradient is 0, or what is left to gain is lost in rounding */
    bool boundary;        /* a variable is on the box */
    bool interrupted;     /* and then nothing else holds */
};

#define MOST_ITERATIONS 200

/* Starts at optimum->point, moved into the box if need be. The value must be finite in the box. */
void maximize(const struct Objective *objective, struct Optimum *optimum);

/*
 * Goes on from an optimum that was found as long as the gradient falls, although the value cannot
 * tell any more: where the function is nearly flat, what it found differs by rounding else.
 */
void polish(const struct Objective *objective, struct Optimum *optimum);

/*
 * The covariance of the variables when the function is the mean of `count` log-likelihoods: the
 * inverse of -count * hessian. False when that matrix is not positive definite.
 */
bool hessian_covariance(const struct Curve *curve, int variables, double count,
                        double covariance[MOST_VARIABLES][MOST_VARIABLES]);

/*
 * The same at an optimum, where variables on the box count as known: their rows and columns are 0.
 */
bool free_covariance(const struct Objective *objective, const struct Optimum *optimum, double count,
                     double covariance[MOST_VARIABLES][MOST_VARIABLES]);

/*
 * How far a function with this gradient may wander while the objective hardly falls: the variance
 * gradient' inverse(-hessian) gradient over the variables that are not on the box, with
 * FLAT_CURVATURE added to every curvature, so that a flat direction gives a very large number and
 * none gives infinity.
 */
#define FLAT_CURVATURE 1e-12
double flat_variance(const struct Objective *objective, const struct Optimum *optimum,
                     const double *gradient);

#endif
