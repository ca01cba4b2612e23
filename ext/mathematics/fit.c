#include "mathematics/fit.h"

#include <math.h>
#include <string.h>

#define WIDEST_LOG 12.0
#define WIDEST_SCALED_LOG 25.0

/* Up to here a fit takes milliseconds, and so do a few more. */
#define FEW_ROWS 4096

/* A maximum must be higher by this much to replace one that was found before. */
#define HIGHER 1e-10

static struct Objective objective_of(const struct Problem *problem)
{
    struct Objective objective = {
        .variables = problem->parameters,
        .evaluate = problem->evaluate,
        .data = problem->data,
        .interruption = problem->rows->interruption,
    };
    for (int i = 0; i < problem->parameters; i++) {
        double middle = i == problem->scaled ? log(problem->scale) : 0;
        double width = i == problem->scaled ? WIDEST_SCALED_LOG : WIDEST_LOG;
        objective.lowest[i] = middle - width;
        objective.highest[i] = middle + width;
    }
    return objective;
}

static void start_at(const struct Problem *problem, int start, double *point)
{
    for (int i = 0; i < problem->parameters; i++) {
        point[i] = log(problem->starts[start][i]);
    }
    point[problem->scaled] += log(problem->scale);
}

/*
 * One search; its result is kept if it is the first or higher than what was found before. Returns
 * whether it makes sense to look further.
 */
static bool search_from(const struct Objective *objective, const struct Problem *problem,
                        const double *point, struct Optimum *best)
{
    struct Optimum optimum = {.iterations = 0};
    memcpy(optimum.point, point, sizeof optimum.point);
    maximize(objective, &optimum);
    int iterations = best->iterations + optimum.iterations;
    if (optimum.interrupted || best->iterations == 0 ||
        optimum.curve.value > best->curve.value + HIGHER) {
        *best = optimum;
    }
    best->iterations = iterations;
    bool is_certain = problem->rows->count > FEW_ROWS && best->converged && !best->boundary;
    return !is_certain && !best->interrupted;
}

static void find_maximum(const struct Problem *problem, const double *parameters,
                         struct Optimum *best)
{
    struct Objective objective = objective_of(problem);
    double point[MOST_VARIABLES] = {0};
    bool goes_on = true;
    *best = (struct Optimum){.iterations = 0};
    if (parameters[0] > 0) {
        for (int i = 0; i < problem->parameters; i++) {
            point[i] = log(parameters[i]);
        }
        goes_on = search_from(&objective, problem, point, best);
    }
    for (int i = 0; i < problem->start_count && goes_on; i++) {
        start_at(problem, i, point);
        goes_on = search_from(&objective, problem, point, best);
    }
}

void fit_parameters(const struct Problem *problem, double *parameters, struct Fit *fit)
{
    struct Optimum *optimum = &fit->optimum;
    double weight = problem->rows->weight;
    double variances[MOST_VARIABLES];
    find_maximum(problem, parameters, optimum);
    fit->log_likelihood = weight * optimum->curve.value;
    /* On the box the gradient is not 0, and a Hessian says nothing about errors. */
    bool is_known = optimum->converged && !optimum->boundary &&
                    hessian_variances(&optimum->curve, problem->parameters, weight, variances);
    for (int i = 0; i < problem->parameters; i++) {
        parameters[i] = exp(optimum->point[i]);
        /* At a maximum, the inverse of the Hessian follows the parameters by the chain rule. */
        double error = is_known ? parameters[i] * sqrt(variances[i]) : NAN;
        fit->standard_errors[i] = isfinite(error) ? error : NAN;
    }
}

void finish_curve(struct Curve *curve, int variables, double weight)
{
    curve->value /= weight;
    for (int i = 0; i < variables; i++) {
        curve->gradient[i] /= weight;
        for (int j = i; j < variables; j++) {
            curve->hessian[i][j] /= weight;
            curve->hessian[j][i] = curve->hessian[i][j];
        }
    }
}
