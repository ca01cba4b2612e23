#include "mathematics/logistic.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "mathematics/likelihood.h"

/* The smallest share of a predictor's variance that the predictors before it may leave. */
#define COLLINEAR_SHARE 1e-10
/* What rounding may leave of a pivot whose true value is 0. */
#define SINGULAR_PIVOT 1e-14
/* A spread that is nothing but rounding, as a share of the size; and the smallest one squared. */
#define LARGEST_ROUNDING 1e-13
#define SMALLEST_SPREAD 1e-100

/* What standardising has done to the predictors; index 0 is the intercept, as in a point. */
struct Standard {
    double mean[MOST_COLUMNS];
    double deviation[MOST_COLUMNS]; /* 0 for a predictor that does not vary */
    double largest[MOST_COLUMNS];   /* size, once standardised */
};

struct Newton {
    const struct Observations *observations;
    const bool *left_out; /* by predictor */
    double ridge;
    double point[MOST_COLUMNS];
    double step[MOST_COLUMNS];
    double decrement; /* step' (gradient of what is maximised) */
    struct Likelihood at;
    struct Likelihood candidate;
    struct SquareMatrix factor; /* of the penalised information at the point */
};

/* The rows that fill up the last block. */
static void clear_unused_rows(const struct Observations *observations)
{
    int64_t last = block_count(observations) - 1;
    int rows = rows_in_block(observations, last);
    for (int j = 0; j <= observations->predictors + observations->weighted; j++) {
        double *column = block_column(observations->blocks[last], j);
        memset(column + rows, 0, (size_t)(BLOCK_ROWS - rows) * sizeof *column);
    }
}

/*
 * Divides the weights by their mean, so that all sums below are as large as without weights, and
 * what counts as small does not depend on their unit.
 */
static void divide_weights(const struct Observations *observations, double mean)
{
    for (int64_t b = 0; observations->weighted && has_block(observations, b, 2); b++) {
        double *weights = block_weights(observations, b);
        for (int i = 0; i < rows_in_block(observations, b); i++) {
            weights[i] /= mean;
        }
    }
}

static double column_mean(const struct Observations *observations, int column)
{
    double sum = 0;
    for (int64_t b = 0; has_block(observations, b, 2); b++) {
        const double *values = block_column(observations->blocks[b], column);
        const double *weights = block_weights(observations, b);
        double block_total = 0;
        for (int i = 0; i < rows_in_block(observations, b); i++) {
            block_total += weights ? weights[i] * values[i] : values[i];
        }
        sum += block_total;
    }
    return sum / (double)observations->rows;
}

/* Sum of products over a block, each as often as its row counts. */
static double weighted_product(const struct Observations *observations, int64_t index, int left,
                               int right)
{
    double *block = observations->blocks[index];
    const double *weights = block_weights(observations, index);
    const double *values = block_column(block, left);
    const int rows = rows_in_block(observations, index);
    double weighted[BLOCK_ROWS];
    if (weights) {
        for (int i = 0; i < BLOCK_ROWS; i++) {
            weighted[i] = i < rows ? weights[i] * values[i] : 0;
        }
        values = weighted;
    }
    return block_product(values, block_column(block, right), rows);
}

/* Takes the mean away; returns the largest size that a value had before. */
static double centre_column(const struct Observations *observations, int column, double mean)
{
    double largest = 0;
    for (int64_t b = 0; has_block(observations, b, 2); b++) {
        double *values = block_column(observations->blocks[b], column);
        for (int i = 0; i < rows_in_block(observations, b); i++) {
            double size = fabs(values[i]);
            largest = size > largest ? size : largest;
            values[i] -= mean;
        }
    }
    return largest;
}

static double column_deviation(const struct Observations *observations, int column)
{
    double sum = 0;
    for (int64_t b = 0; has_block(observations, b, 2); b++) {
        sum += weighted_product(observations, b, column, column);
    }
    return sqrt(sum / (double)observations->rows);
}

/* Divides by the deviation, or makes the column zeros; returns the largest size it has then. */
static double divide_column(const struct Observations *observations, int column, double deviation)
{
    double largest = 0;
    for (int64_t b = 0; has_block(observations, b, 2); b++) {
        double *values = block_column(observations->blocks[b], column);
        for (int i = 0; i < rows_in_block(observations, b); i++) {
            values[i] = deviation > 0 ? values[i] / deviation : 0;
            double size = fabs(values[i]);
            largest = size > largest ? size : largest;
        }
    }
    return largest;
}

static void standardise(const struct Observations *observations, struct Standard *scale)
{
    clear_unused_rows(observations);
    for (int j = 1; j <= observations->predictors; j++) {
        /* Twice: the first mean of large numbers that differ little is off by its rounding. */
        double mean = column_mean(observations, j);
        double size = centre_column(observations, j, mean);
        double correction = column_mean(observations, j);
        centre_column(observations, j, correction);
        double deviation = column_deviation(observations, j);
        bool varies = deviation > LARGEST_ROUNDING * size && deviation > SMALLEST_SPREAD;
        scale->mean[j] = mean + correction;
        scale->deviation[j] = varies ? deviation : 0;
        scale->largest[j] = divide_column(observations, j, scale->deviation[j]);
    }
}

/* Columns that do not vary are zeros here, so they fall out by themselves. */
static void find_collinear(const struct Observations *observations, struct Logistic *fit)
{
    struct SquareMatrix products;
    int predictors = observations->predictors;
    memset(&products, 0, sizeof products);
    for (int64_t b = 0; has_block(observations, b, predictors * predictors); b++) {
        for (int j = 0; j < predictors; j++) {
            for (int k = 0; k <= j; k++) {
                products.at[j][k] += weighted_product(observations, b, j + 1, k + 1);
            }
        }
    }
    fit->collinear = cholesky_factor(&products, predictors, COLLINEAR_SHARE) > 0;
    for (int j = 0; j < predictors; j++) {
        fit->left_out[j] = cholesky_left_out(&products, j);
    }
}

static double penalised(const struct Newton *newton, const struct Likelihood *likelihood,
                        const double *point)
{
    double squares = 0;
    for (int j = 1; j <= newton->observations->predictors; j++) {
        squares += point[j] * point[j];
    }
    return likelihood->log_likelihood - newton->ridge / 2 * squares;
}

/* Newton's step from the point. False where the information is singular, to this tolerance. */
static bool find_step(struct Newton *newton, double tolerance)
{
    int size = newton->observations->predictors + 1;
    int expected = 0;
    double gradient[MOST_COLUMNS];
    newton->factor = newton->at.information;
    memcpy(gradient, newton->at.gradient, sizeof gradient);
    for (int j = 1; j < size; j++) {
        newton->factor.at[j][j] += newton->ridge;
        gradient[j] -= newton->ridge * newton->point[j];
        if (newton->left_out[j - 1]) {
            for (int k = 0; k < size; k++) {
                newton->factor.at[k > j ? k : j][k > j ? j : k] = 0;
            }
            gradient[j] = 0;
            expected++;
        }
    }
    bool is_regular = cholesky_factor(&newton->factor, size, tolerance) == expected;
    memcpy(newton->step, gradient, sizeof gradient);
    cholesky_solve(&newton->factor, size, newton->step);
    newton->decrement = 0;
    for (int j = 0; j < size; j++) {
        newton->decrement += newton->step[j] * gradient[j];
    }
    return is_regular;
}

#define MOST_HALVINGS 40

/*
 * Goes along the step, half of it as long as that would be a step down by more than rounding. What
 * is left after the last halving is as good as no step.
 */
static void advance(struct Newton *newton)
{
    double before = penalised(newton, &newton->at, newton->point);
    double slack = 1e-13 * (1 + fabs(before));
    double share = 1;
    double point[MOST_COLUMNS] = {0};
    for (int halvings = 0; halvings <= MOST_HALVINGS; halvings++) {
        for (int j = 0; j <= newton->observations->predictors; j++) {
            point[j] = newton->point[j] + share * newton->step[j];
        }
        likelihood_evaluate(newton->observations, point, &newton->candidate);
        if (penalised(newton, &newton->candidate, point) >= before - slack) {
            break;
        }
        share /= 2;
    }
    memcpy(newton->point, point, sizeof point);
    newton->at = newton->candidate;
}

/* The decrement is the squared distance to the maximum in standard errors. */
#define CONVERGED_DECREMENT 1e-16

static void maximise(struct Newton *newton, int max_iterations, struct Logistic *fit)
{
    for (;; fit->iterations++) {
        if (!find_step(newton, SINGULAR_PIVOT)) {
            return;
        }
        if (newton->decrement <= CONVERGED_DECREMENT) {
            fit->converged = true;
            return;
        }
        if (fit->iterations == max_iterations) {
            return;
        }
        advance(newton);
    }
}

/* The share of a pivot that must be left for the step to be sure to its first digits. */
#define RELIABLE_PIVOT 1e-8

/* A move that is less than 1 by far more than rounding. */
#define SHORT_MOVE 0.5

/* Whether the step moves no row further than that; by the largest values, which needs no pass. */
static bool is_short(const struct Newton *newton, const struct Standard *scale)
{
    double bound = fabs(newton->step[0]);
    for (int j = 1; j <= newton->observations->predictors; j++) {
        bound += fabs(newton->step[j]) * scale->largest[j];
    }
    return bound < SHORT_MOVE;
}

#define MOST_SEPARATING_STEPS 60
#define TOUCHING_SHARE 1e-12

/*
 * Whether some direction d never moves a row away from its outcome, and moves some row towards it.
 *
 * Let t be the moves towards the outcomes that the step without a ridge makes, u >= 0 those of d,
 * and r the probabilities that the rows miss their outcomes. The step solves information * step =
 * gradient, so sum(u r) = sum(u t r (1 - r)), which is at most max(t) sum(u r): where such a d
 * exists, every step, from everywhere, moves some row by at least 1. A shorter step thus proves
 * that there is none. Where there is one, the steps turn into its direction, and a step that moves
 * no row away proves that. Steps are taken from the start again, because far out, where the ridge
 * or the iteration has gone, the gradient is nothing but rounding.
 */
static bool is_separated(struct Newton *newton, const struct Standard *scale, double start)
{
    newton->ridge = 0;
    if (find_step(newton, RELIABLE_PIVOT) && is_short(newton, scale)) {
        return false;
    }
    memset(newton->point, 0, sizeof newton->point);
    newton->point[0] = start;
    likelihood_evaluate(newton->observations, newton->point, &newton->at);
    for (int i = 0; i < MOST_SEPARATING_STEPS && find_step(newton, SINGULAR_PIVOT); i++) {
        struct Movement movement = likelihood_movement(newton->observations, newton->step);
        if (movement.largest < SHORT_MOVE) {
            return false;
        }
        if (movement.worst >= -TOUCHING_SHARE * movement.largest) {
            return true;
        }
        advance(newton);
    }
    return false;
}

/* From standardised predictors, and weights whose mean was `unit`, back to the user's. */
static void set_estimates(const struct Newton *newton, const struct Standard *scale, double unit,
                          struct Logistic *fit)
{
    int size = newton->observations->predictors + 1;
    double intercept_weights[MOST_COLUMNS] = {1};
    fit->intercept = newton->point[0];
    for (int j = 1; j < size; j++) {
        double one[MOST_COLUMNS] = {0};
        bool has_error = !cholesky_left_out(&newton->factor, j);
        fit->means[j - 1] = scale->mean[j];
        fit->errors[j - 1] = NAN;
        if (fit->left_out[j - 1]) {
            continue;
        }
        one[j] = 1 / scale->deviation[j];
        fit->coefficients[j - 1] = newton->point[j] / scale->deviation[j];
        fit->intercept -= newton->point[j] * (scale->mean[j] / scale->deviation[j]);
        intercept_weights[j] = -scale->mean[j] / scale->deviation[j];
        if (has_error) {
            fit->errors[j - 1] = sqrt(cholesky_inverse_form(&newton->factor, size, one) / unit);
        }
    }
    fit->intercept_error =
        sqrt(cholesky_inverse_form(&newton->factor, size, intercept_weights) / unit);
    fit->log_likelihood = newton->at.log_likelihood * unit;
    memcpy(fit->standardised, newton->point, sizeof fit->standardised);
}

/* Counts the rows whose outcome is 1, and sums the weights of either outcome. */
static int64_t count_hits(const struct Observations *observations, double sums[2])
{
    int64_t hits = 0;
    sums[0] = sums[1] = 0;
    for (int64_t b = 0; has_block(observations, b, 2); b++) {
        const double *outcome = block_column(observations->blocks[b], 0);
        const double *weights = block_weights(observations, b);
        for (int i = 0; i < rows_in_block(observations, b); i++) {
            hits += outcome[i] > 0;
            sums[outcome[i] > 0] += weights ? weights[i] : 1;
        }
    }
    return hits;
}

/* Weights may be further apart than a number can say. */
static double log_ratio(double numerator, double denominator)
{
    return log(fmax(fmin(numerator / denominator, DBL_MAX), DBL_MIN));
}

/* The ridge beside weights whose mean was `unit`; limited, so that it is no infinity. */
static double scaled_ridge(double ridge, double unit)
{
    return fmin(ridge / unit, 1e200);
}

void logistic_fit(const struct Observations *observations, const struct LogisticOptions *options,
                  struct Logistic *fit)
{
    memset(fit, 0, sizeof *fit);
    struct Standard scale = {0};
    struct Newton newton = {.observations = observations, .left_out = fit->left_out};
    double sums[2];
    fit->rows = observations->rows;
    fit->hits = count_hits(observations, sums);
    fit->weight = sums[0] + sums[1];
    fit->hit_weight = sums[1];
    if (fit->hits == 0 || fit->hits == fit->rows) {
        return;
    }
    fit->fitted = true;
    double unit = observations->weighted ? fmax(fit->weight / (double)fit->rows, DBL_MIN) : 1;
    divide_weights(observations, unit);
    newton.ridge = scaled_ridge(options->ridge, unit);
    standardise(observations, &scale);
    find_collinear(observations, fit);
    fit->null_log_likelihood =
        sums[1] * log_ratio(sums[1], fit->weight) + sums[0] * log_ratio(sums[0], fit->weight);
    double start = log_ratio(sums[1], sums[0]);
    newton.point[0] = start;
    likelihood_evaluate(observations, newton.point, &newton.at);
    maximise(&newton, options->max_iterations, fit);
    set_estimates(&newton, &scale, unit, fit);
    fit->separated = is_separated(&newton, &scale, start);
    if (fit->separated && options->ridge == 0) {
        fit->converged = false;
    }
}

void logistic_scores(const struct Observations *observations, const struct Logistic *fit,
                     double *scores)
{
    double *hit = scores;
    double *miss = scores + fit->hits;
    for (int64_t b = 0; has_block(observations, b, observations->predictors); b++) {
        double log_odds[BLOCK_ROWS];
        double *block = observations->blocks[b];
        const double *outcome = block_column(block, 0);
        int rows = rows_in_block(observations, b);
        block_log_odds(block, rows, observations->predictors, fit->standardised, log_odds);
        for (int i = 0; i < rows; i++) {
            if (outcome[i] > 0) {
                *hit++ = log_odds[i];
            } else {
                *miss++ = log_odds[i];
            }
        }
    }
}

void logistic_weighted_scores(const struct Observations *observations, const struct Logistic *fit,
                              struct WeightedScore *scores)
{
    for (int64_t b = 0; has_block(observations, b, observations->predictors); b++) {
        double log_odds[BLOCK_ROWS];
        double *block = observations->blocks[b];
        const double *outcome = block_column(block, 0);
        const double *weights = block_weights(observations, b);
        int rows = rows_in_block(observations, b);
        block_log_odds(block, rows, observations->predictors, fit->standardised, log_odds);
        for (int i = 0; i < rows; i++, scores++) {
            bool is_hit = outcome[i] > 0;
            *scores = (struct WeightedScore){.score = log_odds[i]};
            scores->counts[is_hit] = weights ? weights[i] : 1;
        }
    }
}

double logistic_pseudo_r2(const struct Logistic *fit)
{
    double share = 1 - fit->log_likelihood / fit->null_log_likelihood;
    /* Rounding may take a model that explains nothing just below 0. */
    return share < 0 ? 0 : share;
}

double logistic_probability(double log_odds)
{
    double odds = exp(-fabs(log_odds));
    return log_odds < 0 ? odds / (1 + odds) : 1 / (1 + odds);
}
