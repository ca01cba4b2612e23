#include "mathematics/fit.h"

#include <math.h>
#include <string.h>

#define WIDEST_LOG 12.0
#define WIDEST_SCALED_LOG 25.0

/* Up to here a fit takes milliseconds, and so do a few more. */
#define FEW_ROWS 4096

/* A maximum must be higher by this much to replace one that was found before. */
#define HIGHER 1e-10

/*
 * Of the logarithm of a prediction, were there one customer: a tenth of it over a curvature that is
 * lost in rounding is 1e9 and more, and what twenty customers leave open is below 1e5.
 */
#define MOST_FLAT_VARIANCE 1e7

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
    if (problem->scaled != NO_PARAMETER) {
        point[problem->scaled] += log(problem->scale);
    }
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
    if (problem->rows->count <= FEW_ROWS && optimum.converged) {
        polish(objective, &optimum);
    }
    int iterations = best->iterations + optimum.iterations;
    if (optimum.interrupted || best->iterations == 0 ||
        optimum.curve.value > best->curve.value + HIGHER) {
        *best = optimum;
    }
    best->iterations = iterations;
    bool is_certain = problem->rows->count > FEW_ROWS && best->converged && !best->boundary;
    return !is_certain && !best->interrupted;
}

static void find_maximum(const struct Problem *problem, const struct Objective *objective,
                         const double *parameters, struct Optimum *best)
{
    double point[MOST_VARIABLES] = {0};
    bool goes_on = true;
    *best = (struct Optimum){.iterations = 0};
    if (parameters[0] > 0) {
        for (int i = 0; i < problem->parameters; i++) {
            point[i] = log(parameters[i]);
        }
        goes_on = search_from(objective, problem, point, best);
    }
    for (int i = 0; i < problem->start_count && goes_on; i++) {
        start_at(problem, i, point);
        goes_on = search_from(objective, problem, point, best);
    }
}

/* The logarithm of a prediction at a point that is this far from the optimum in one variable. */
static double log_prediction(const struct Problem *problem, const double *point, int variable,
                             double step, int question)
{
    double parameters[MOST_VARIABLES] = {0};
    for (int i = 0; i < problem->parameters; i++) {
        parameters[i] = exp(point[i] + (i == variable ? step : 0));
    }
    return log(problem->predict(problem, parameters, question));
}

/* Large enough for a difference of two predictions to have eight good digits. */
#define PREDICTION_STEP 1e-4

static bool is_predicted(const struct Problem *problem, const struct Objective *objective,
                         const struct Optimum *optimum)
{
    for (int question = 0; question < problem->questions; question++) {
        double gradient[MOST_VARIABLES] = {0};
        for (int i = 0; i < problem->parameters; i++) {
            gradient[i] = (log_prediction(problem, optimum->point, i, PREDICTION_STEP, question) -
                           log_prediction(problem, optimum->point, i, -PREDICTION_STEP, question)) /
                          (2 * PREDICTION_STEP);
        }
        if (!(flat_variance(objective, optimum, gradient) < MOST_FLAT_VARIANCE)) {
            return false;
        }
    }
    return true;
}

/*
 * At a maximum, the inverse of the Hessian follows the parameters by the chain rule. A parameter on
 * the box is one that predictions hardly depend on: it has no error, and the others' covariance is
 * that of a model in which it is known.
 */
static void fill_covariance(const struct Problem *problem, const struct Objective *objective,
                            const double *parameters, struct Fit *fit)
{
    bool is_known =
        fit->optimum.converged &&
        free_covariance(objective, &fit->optimum, problem->rows->weight, fit->covariance);
    bool has_errors = is_known && !fit->optimum.boundary;
    for (int i = 0; i < problem->parameters; i++) {
        double error = has_errors ? parameters[i] * sqrt(fit->covariance[i][i]) : NAN;
        fit->standard_errors[i] = isfinite(error) ? error : NAN;
        for (int j = 0; j < problem->parameters; j++) {
            double product = parameters[i] * parameters[j] * fit->covariance[i][j];
            fit->covariance[i][j] = is_known && isfinite(product) ? product : NAN;
        }
    }
}

void fit_parameters(const struct Problem *problem, double *parameters, struct Fit *fit)
{
    struct Objective objective = objective_of(problem);
    find_maximum(problem, &objective, parameters, &fit->optimum);
    fit->log_likelihood = problem->rows->weight * fit->optimum.curve.value;
    for (int i = 0; i < problem->parameters; i++) {
        parameters[i] = exp(fit->optimum.point[i]);
    }
    fill_covariance(problem, &objective, parameters, fit);
    fit->identification =
        is_predicted(problem, &objective, &fit->optimum) ? IDENTIFIED : MANY_MODELS;
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
