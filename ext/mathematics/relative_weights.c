#include "mathematics/relative_weights.h"

#include <math.h>
#include <stdbool.h>

#include "mathematics/eigen.h"
#include "mathematics/student.h"

#define SMALLEST_EIGENVALUE 1e-10

/* The drivers that vary. */
struct Varying {
    int count;
    int column[MOST_PREDICTORS];
};

/* Of column a with column b, which comes before it. */
static double correlation(const struct JointMoments *moments, int a, int b)
{
    const struct SquareMatrix *products = &moments->products;
    return products->at[a][b] / sqrt(products->at[a][a]) / sqrt(products->at[b][b]);
}

static struct Varying varying_of(const struct JointMoments *moments, int drivers)
{
    struct Varying varying = {0};
    for (int column = 1; column <= drivers; column++) {
        if (!joint_moments_is_constant(moments, column)) {
            varying.column[varying.count++] = column;
        }
    }
    return varying;
}

static void correlations_between(const struct JointMoments *moments, const struct Varying *varying,
                                 struct SquareMatrix *matrix)
{
    for (int i = 0; i < varying->count; i++) {
        matrix->at[i][i] = 1;
        for (int j = 0; j < i; j++) {
            matrix->at[i][j] = correlation(moments, varying->column[i], varying->column[j]);
            matrix->at[j][i] = matrix->at[i][j];
        }
    }
}

static double largest_of(const double *values, int count)
{
    double largest = 0;
    for (int i = 0; i < count; i++) {
        largest = fmax(largest, values[i]);
    }
    return largest;
}

/* sum over k of V_ik scale_k V_jk: a function of the matrix, such as its root. */
static double spectral(const struct Eigen *eigen, int count, const double *scale, int i, int j)
{
    double sum = 0;
    for (int k = 0; k < count; k++) {
        sum += eigen->vectors.at[i][k] * scale[k] * eigen->vectors.at[j][k];
    }
    return sum;
}

static void weigh(const struct Eigen *eigen, const struct Varying *varying,
                  struct RelativeWeights *found)
{
    double roots[MOST_PREDICTORS];
    double inverses[MOST_PREDICTORS];
    double least = SMALLEST_EIGENVALUE * largest_of(eigen->values, varying->count);
    for (int k = 0; k < varying->count; k++) {
        roots[k] = eigen->values[k] > least ? sqrt(eigen->values[k]) : 0;
        inverses[k] = roots[k] > 0 ? 1 / roots[k] : 0;
    }
    for (int j = 0; j < varying->count; j++) {
        double coefficient = 0;
        for (int i = 0; i < varying->count; i++) {
            coefficient += spectral(eigen, varying->count, inverses, j, i) *
                           found->correlations[varying->column[i] - 1];
        }
        found->r2 += coefficient * coefficient;
        for (int i = 0; i < varying->count; i++) {
            double loading = spectral(eigen, varying->count, roots, i, j);
            found->weights[varying->column[i] - 1] += loading * loading * coefficient * coefficient;
        }
    }
}

void relative_weights(const struct JointMoments *moments, int drivers,
                      struct RelativeWeights *found)
{
    bool is_known = moments->rows >= 2 && !joint_moments_is_constant(moments, 0);
    struct Varying varying = varying_of(moments, drivers);
    found->r2 = is_known ? 0 : NAN;
    for (int i = 0; i < drivers; i++) {
        found->correlations[i] = NAN;
        found->weights[i] = found->r2;
        found->shares[i] = NAN;
    }
    if (!is_known) {
        return;
    }
    for (int i = 0; i < varying.count; i++) {
        found->correlations[varying.column[i] - 1] = correlation(moments, varying.column[i], 0);
    }
    struct SquareMatrix matrix = {0};
    struct Eigen eigen;
    correlations_between(moments, &varying, &matrix);
    eigen_decompose(&matrix, varying.count, &eigen);
    weigh(&eigen, &varying, found);
    for (int i = 0; i < drivers && found->r2 > 0; i++) {
        found->shares[i] = found->weights[i] / found->r2;
    }
}

/* The shares without each of the groups. False where there is none. */
static bool shares_without(const struct JointMoments *groups, int drivers,
                           struct RelativeWeights without[JACKKNIFE_GROUPS])
{
    bool are_known = true;
    for (int left_out = 0; left_out < JACKKNIFE_GROUPS; left_out++) {
        struct JointMoments rest = {0};
        for (int i = 0; i < JACKKNIFE_GROUPS; i++) {
            if (i != left_out) {
                joint_moments_merge(&rest, drivers + 1, &groups[i]);
            }
        }
        relative_weights(&rest, drivers, &without[left_out]);
        are_known = are_known && without[left_out].r2 > 0;
    }
    return are_known;
}

/* The standard error of share i. */
static double jackknife_error(const struct RelativeWeights without[JACKKNIFE_GROUPS], int i)
{
    double mean = 0;
    for (int group = 0; group < JACKKNIFE_GROUPS; group++) {
        mean += without[group].shares[i] / JACKKNIFE_GROUPS;
    }
    double squares = 0;
    for (int group = 0; group < JACKKNIFE_GROUPS; group++) {
        squares += (without[group].shares[i] - mean) * (without[group].shares[i] - mean);
    }
    return sqrt(squares * (JACKKNIFE_GROUPS - 1) / JACKKNIFE_GROUPS);
}

void relative_weight_limits(const struct JointMoments groups[JACKKNIFE_GROUPS], int drivers,
                            double z, struct ShareLimits *limits)
{
    struct JointMoments all = {0};
    struct RelativeWeights whole;
    struct RelativeWeights without[JACKKNIFE_GROUPS];
    for (int i = 0; i < JACKKNIFE_GROUPS; i++) {
        joint_moments_merge(&all, drivers + 1, &groups[i]);
    }
    relative_weights(&all, drivers, &whole);
    bool are_known = all.rows >= (int64_t)2 * JACKKNIFE_GROUPS && whole.r2 > 0 &&
                     shares_without(groups, drivers, without);
    double t = student_equivalent(z, JACKKNIFE_GROUPS - 1);
    for (int i = 0; i < drivers; i++) {
        double reach = are_known ? t * jackknife_error(without, i) : NAN;
        limits->lower[i] = are_known ? fmax(whole.shares[i] - reach, 0) : NAN;
        limits->upper[i] = are_known ? fmin(whole.shares[i] + reach, 1) : NAN;
    }
}
