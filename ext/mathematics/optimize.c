#include "mathematics/optimize.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* The largest change of a variable in one step: further away a quadratic model says little. */
#define LONGEST_STEP 3.0

/* A function that is a mean of logarithms is of order 1, so these need no scale. */
#define SMALL_GRADIENT 1e-12
#define SMALL_GAIN 1e-14

/* How close to the box a variable counts as on it. */
#define BOX_WALL 0.01

#define SMALLEST_DAMPING 1e-6
#define FIRST_DAMPING 1e-3
#define LARGEST_DAMPING 1e15
#define DAMPING_FACTOR 8.0

struct SmallMatrix {
    double at[MOST_VARIABLES][MOST_VARIABLES];
};

/* Cholesky's factor in place, lower triangle. False when the matrix is not positive definite. */
static bool factorize_small(struct SmallMatrix *matrix, int size)
{
    for (int i = 0; i < size; i++) {
        double whole = matrix->at[i][i];
        for (int j = 0; j <= i; j++) {
            double sum = matrix->at[i][j];
            for (int k = 0; k < j; k++) {
                sum -= matrix->at[i][k] * matrix->at[j][k];
            }
            if (j < i) {
                matrix->at[i][j] = sum / matrix->at[j][j];
            } else if (!(sum > 16 * DBL_EPSILON * whole)) {
                return false;
            } else {
                matrix->at[i][i] = sqrt(sum);
            }
        }
    }
    return true;
}

/* Solves L L' x = right, x in the place of right. */
static void solve_small(const struct SmallMatrix *factor, int size, double *right)
{
    for (int i = 0; i < size; i++) {
        for (int k = 0; k < i; k++) {
            right[i] -= factor->at[i][k] * right[k];
        }
        right[i] /= factor->at[i][i];
    }
    for (int i = size - 1; i >= 0; i--) {
        for (int k = i + 1; k < size; k++) {
            right[i] -= factor->at[k][i] * right[k];
        }
        right[i] /= factor->at[i][i];
    }
}

static double keep_between(double value, double lowest, double highest)
{
    return value < lowest ? lowest : value > highest ? highest : value;
}

/* Where the search stands. Variables that press against the box take no part in a step. */
struct Search {
    const struct Objective *objective;
    int free[MOST_VARIABLES];
    int free_count;
    double damping;
};

static bool leads_out(const struct Objective *objective, const double *point, int i,
                      double direction)
{
    return (point[i] <= objective->lowest[i] && direction < 0) ||
           (point[i] >= objective->highest[i] && direction > 0);
}

static void find_free_variables(struct Search *search, struct Optimum *optimum)
{
    double square = 0;
    search->free_count = 0;
    for (int i = 0; i < search->objective->variables; i++) {
        double slope = optimum->curve.gradient[i];
        if (!leads_out(search->objective, optimum->point, i, slope)) {
            search->free[search->free_count++] = i;
            square += slope * slope;
        }
    }
    optimum->gradient_norm = sqrt(square);
}

/* How much one unit of damping adds to a variable's curvature, so that units do not matter. */
static double damping_scale(const struct Search *search, const struct Optimum *optimum, int i)
{
    double largest = 0;
    for (int k = 0; k < search->free_count; k++) {
        int variable = search->free[k];
        largest = fmax(largest, fabs(optimum->curve.hessian[variable][variable]));
    }
    int variable = search->free[i];
    double own = fabs(optimum->curve.hessian[variable][variable]);
    return fmax(own, fmax(1e-6 * largest, SMALL_GRADIENT));
}

/*
 * The damped Newton step over the free variables, (damping D - H) step = gradient, with the
 * damping raised until that is an ascent.
 */
static void solve_step(struct Search *search, const struct Optimum *optimum, double *solution)
{
    int count = search->free_count;
    struct SmallMatrix matrix = {{{0}}};
    bool is_ascent = false;
    while (!is_ascent) {
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                matrix.at[i][j] = -optimum->curve.hessian[search->free[i]][search->free[j]];
            }
            matrix.at[i][i] += search->damping * damping_scale(search, optimum, i);
            solution[i] = optimum->curve.gradient[search->free[i]];
        }
        is_ascent = factorize_small(&matrix, count);
        if (!is_ascent) {
            search->damping = fmax(FIRST_DAMPING, search->damping * DAMPING_FACTOR);
        }
    }
    solve_small(&matrix, count, solution);
}

/* The step in all variables. One on the box that the step would lead out of it is held as well. */
static void choose_step(struct Search *search, const struct Optimum *optimum, double *step)
{
    double solution[MOST_VARIABLES];
    int kept = -1;
    while (kept != search->free_count) {
        kept = search->free_count;
        solve_step(search, optimum, solution);
        search->free_count = 0;
        for (int i = 0; i < kept; i++) {
            int variable = search->free[i];
            if (!leads_out(search->objective, optimum->point, variable, solution[i])) {
                search->free[search->free_count++] = variable;
            }
        }
    }
    memset(step, 0, MOST_VARIABLES * sizeof *step);
    for (int i = 0; i < kept; i++) {
        step[search->free[i]] = solution[i];
    }
}

/* Cuts the step where it meets the box or becomes too long. Returns the part that is left of it. */
static double cut_step(const struct Objective *objective, const double *point, double *step)
{
    double part = 1;
    for (int i = 0; i < objective->variables; i++) {
        double room =
            step[i] > 0 ? objective->highest[i] - point[i] : point[i] - objective->lowest[i];
        double most = fmin(room, LONGEST_STEP);
        if (fabs(step[i]) > most) {
            part = fmin(part, most / fabs(step[i]));
        }
    }
    for (int i = 0; i < objective->variables; i++) {
        step[i] *= part;
    }
    return part;
}

/* What the quadratic model promises to gain. */
static double promised_gain(const struct Curve *curve, const double *step, int variables)
{
    double gain = 0;
    for (int i = 0; i < variables; i++) {
        gain += curve->gradient[i] * step[i];
        for (int j = 0; j < variables; j++) {
            gain += 0.5 * curve->hessian[i][j] * step[i] * step[j];
        }
    }
    return gain;
}

static bool is_at_wall(const struct Objective *objective, const double *point, int i)
{
    return point[i] <= objective->lowest[i] + BOX_WALL ||
           point[i] >= objective->highest[i] - BOX_WALL;
}

static bool is_on_box(const struct Objective *objective, const double *point)
{
    for (int i = 0; i < objective->variables; i++) {
        if (is_at_wall(objective, point, i)) {
            return true;
        }
    }
    return false;
}

static void move_to(const struct Objective *objective, const double *step, struct Optimum *optimum)
{
    for (int i = 0; i < objective->variables; i++) {
        optimum->point[i] =
            keep_between(optimum->point[i] + step[i], objective->lowest[i], objective->highest[i]);
    }
    objective->evaluate(objective->data, optimum->point, &optimum->curve);
    optimum->iterations++;
}

/*
 * Goes where the step leads if that is better, and trusts the quadratic model more or less from
 * then on. Returns false when there is nothing left to gain.
 */
static bool try_step(struct Search *search, struct Optimum *optimum)
{
    const struct Objective *objective = search->objective;
    double step[MOST_VARIABLES];
    choose_step(search, optimum, step);
    double part = cut_step(objective, optimum->point, step);
    double promised = promised_gain(&optimum->curve, step, objective->variables);
    struct Optimum next = *optimum;
    move_to(objective, step, &next);
    double gained = next.curve.value - optimum->curve.value;
    optimum->iterations = next.iterations;
    if (part == 1 && promised <= SMALL_GAIN) {
        /* The values cannot tell any more, but the gradients can. */
        find_free_variables(search, &next);
        if (next.gradient_norm < optimum->gradient_norm) {
            *optimum = next;
        }
        optimum->converged = true;
        return false;
    }
    if (gained > 0.75 * promised) {
        search->damping = search->damping > SMALLEST_DAMPING ? search->damping / DAMPING_FACTOR : 0;
    } else if (!(gained > 0.25 * promised)) {
        search->damping = fmax(FIRST_DAMPING, search->damping * DAMPING_FACTOR);
    }
    if (gained > 0 || (part < 1 && gained > -SMALL_GAIN)) {
        *optimum = next;
    }
    return search->damping < LARGEST_DAMPING;
}

/* What an evaluation takes besides its rows, for which the objective asks by itself. */
#define EVALUATION_WORK 1000

void maximize(const struct Objective *objective, struct Optimum *optimum)
{
    struct Search search = {.objective = objective};
    struct Optimum start = {.iterations = -1};
    memcpy(start.point, optimum->point, sizeof start.point);
    *optimum = start;
    double nowhere[MOST_VARIABLES] = {0};
    move_to(objective, nowhere, optimum);
    bool goes_on = true;
    while (goes_on && optimum->iterations < MOST_ITERATIONS) {
        optimum->interrupted = is_interrupted(objective->interruption, EVALUATION_WORK);
        if (optimum->interrupted) {
            break;
        }
        find_free_variables(&search, optimum);
        if (optimum->gradient_norm <= SMALL_GRADIENT) {
            optimum->converged = true;
            break;
        }
        goes_on = try_step(&search, optimum);
    }
    optimum->boundary = is_on_box(objective, optimum->point);
}

/* A gradient that has not fallen in so many steps is as small as rounding lets it be. */
#define VAIN_STEPS 6

/* Values that differ by less may be equal. */
#define VALUE_NOISE 1e-12

/* A step that moves no variable by more is not worth an evaluation. */
#define SMALLEST_STEP 1e-11

static double longest_move(const double *step, int variables)
{
    double longest = 0;
    for (int i = 0; i < variables; i++) {
        longest = fmax(longest, fabs(step[i]));
    }
    return longest;
}

void polish(const struct Objective *objective, struct Optimum *optimum)
{
    struct Search search = {.objective = objective};
    find_free_variables(&search, optimum);
    struct Optimum at = *optimum;
    int vain = 0;
    while (search.free_count > 0 && vain < VAIN_STEPS && at.iterations < MOST_ITERATIONS) {
        double step[MOST_VARIABLES];
        choose_step(&search, &at, step);
        cut_step(objective, at.point, step);
        if (search.damping == 0 && longest_move(step, objective->variables) < SMALLEST_STEP) {
            break;
        }
        move_to(objective, step, &at);
        find_free_variables(&search, &at);
        bool is_better = at.gradient_norm < 0.9 * optimum->gradient_norm &&
                         at.curve.value > optimum->curve.value - VALUE_NOISE;
        vain = is_better ? 0 : vain + 1;
        if (is_better) {
            *optimum = at;
        }
    }
    optimum->iterations = at.iterations;
    optimum->boundary = is_on_box(objective, optimum->point);
}

bool hessian_covariance(const struct Curve *curve, int variables, double count,
                        double covariance[MOST_VARIABLES][MOST_VARIABLES])
{
    struct SmallMatrix matrix = {{{0}}};
    for (int i = 0; i < variables; i++) {
        for (int j = 0; j < variables; j++) {
            matrix.at[i][j] = -curve->hessian[i][j];
        }
    }
    if (!factorize_small(&matrix, variables)) {
        return false;
    }
    for (int i = 0; i < variables; i++) {
        double column[MOST_VARIABLES] = {0};
        column[i] = 1 / count;
        solve_small(&matrix, variables, column);
        memcpy(covariance[i], column, sizeof column);
    }
    return true;
}

/* Which variables are not on the box. Returns how many. */
static int list_free_variables(const struct Objective *objective, const struct Optimum *optimum,
                               int free[MOST_VARIABLES])
{
    int count = 0;
    for (int i = 0; i < objective->variables; i++) {
        if (!is_at_wall(objective, optimum->point, i)) {
            free[count++] = i;
        }
    }
    return count;
}

bool free_covariance(const struct Objective *objective, const struct Optimum *optimum, double count,
                     double covariance[MOST_VARIABLES][MOST_VARIABLES])
{
    int free[MOST_VARIABLES];
    int free_count = list_free_variables(objective, optimum, free);
    struct Curve curve = {.value = optimum->curve.value};
    double among_free[MOST_VARIABLES][MOST_VARIABLES];
    for (int i = 0; i < free_count; i++) {
        for (int j = 0; j < free_count; j++) {
            curve.hessian[i][j] = optimum->curve.hessian[free[i]][free[j]];
        }
    }
    if (!hessian_covariance(&curve, free_count, count, among_free)) {
        return false;
    }
    memset(covariance, 0, MOST_VARIABLES * sizeof *covariance);
    for (int i = 0; i < free_count; i++) {
        for (int j = 0; j < free_count; j++) {
            covariance[free[i]][free[j]] = among_free[i][j];
        }
    }
    return true;
}

double flat_variance(const struct Objective *objective, const struct Optimum *optimum,
                     const double *gradient)
{
    int free[MOST_VARIABLES];
    int count = list_free_variables(objective, optimum, free);
    struct SmallMatrix matrix = {{{0}}};
    double solution[MOST_VARIABLES] = {0};
    /* Rounding may leave a flat direction a little convex: it is as flat as what it takes to mend
     * it. */
    double added = FLAT_CURVATURE;
    bool is_convex = false;
    while (!is_convex && added < 1) {
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                matrix.at[i][j] = -optimum->curve.hessian[free[i]][free[j]];
            }
            matrix.at[i][i] += added;
            solution[i] = gradient[free[i]];
        }
        is_convex = factorize_small(&matrix, count);
        added *= 10;
    }
    solve_small(&matrix, count, solution);
    double variance = 0;
    for (int i = 0; i < count; i++) {
        variance += solution[i] * gradient[free[i]];
    }
    return variance;
}
