#include "mathematics/likelihood.h"

#include <math.h>
#include <string.h>

/*
 * Four sums side by side: the compiler may not reorder one sum of doubles, and a chain of dependent
 * additions would take most of the time of a fit.
 */
double block_product(const double *left, const double *right, int count)
{
    double sums[4] = {0};
    for (int i = 0; i < count; i += 4) {
        sums[0] += left[i] * right[i];
        sums[1] += left[i + 1] * right[i + 1];
        sums[2] += left[i + 2] * right[i + 2];
        sums[3] += left[i + 3] * right[i + 3];
    }
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

static double block_sum(const double *numbers, int count)
{
    double sum = 0;
    for (int i = 0; i < count; i++) {
        sum += numbers[i];
    }
    return sum;
}

void block_log_odds(double *block, int rows, int predictors, const double *point, double *log_odds)
{
    for (int i = 0; i < rows; i++) {
        log_odds[i] = point[0];
    }
    for (int j = 1; j <= predictors; j++) {
        const double *column = block_column(block, j);
        double coefficient = point[j];
        for (int i = 0; i < rows; i++) {
            log_odds[i] += coefficient * column[i];
        }
    }
}

/* What the rows of a block add to the derivatives. */
struct RowTerms {
    double residual[BLOCK_ROWS]; /* outcome less its probability */
    double weight[BLOCK_ROWS];   /* variance of the outcome */
};

/*
 * Multiplies the terms by the weights of the rows. The log-likelihood is a sum of its own, with a
 * logarithm for each row.
 */
static double weigh_terms(const double *weights, const double *outcome, const double *log_odds,
                          int rows, struct RowTerms *terms)
{
    double sum = 0;
    for (int i = 0; i < rows; i++) {
        double margin = outcome[i] > 0 ? log_odds[i] : -log_odds[i];
        double log_likely = (margin < 0 ? margin : 0) - log1p(exp(-fabs(margin)));
        terms->residual[i] *= weights[i];
        terms->weight[i] *= weights[i];
        sum += weights[i] * log_likely;
    }
    return sum;
}

/*
 * The log-likelihood of the block. Written with the probability of the other outcome ("miss") so
 * that nothing cancels when it is tiny; one logarithm for the whole block, since the product of
 * BLOCK_ROWS factors between 1 and 2 does not overflow.
 */
static double fill_terms(const struct Observations *observations, int64_t index,
                         const double *point, struct RowTerms *terms)
{
    double *block = observations->blocks[index];
    const double *weights = block_weights(observations, index);
    const int rows = rows_in_block(observations, index);
    double log_odds[BLOCK_ROWS];
    const double *outcome = block_column(block, 0);
    double product = 1;
    double sum = 0;
    block_log_odds(block, rows, observations->predictors, point, log_odds);
    for (int i = 0; i < rows; i++) {
        double side = 2 * outcome[i] - 1;
        double margin = side * log_odds[i];
        double odds = exp(-fabs(margin));
        double likely = 1 / (1 + odds);
        double unlikely = odds * likely;
        double miss = margin < 0 ? likely : unlikely;
        terms->residual[i] = side * miss;
        terms->weight[i] = likely * unlikely;
        product *= 1 + odds;
        sum += margin < 0 ? margin : 0;
    }
    for (int i = rows; i < BLOCK_ROWS; i++) {
        terms->residual[i] = 0;
        terms->weight[i] = 0;
    }
    return weights ? weigh_terms(weights, outcome, log_odds, rows, terms) : sum - log(product);
}

static void add_block(const struct Observations *observations, int64_t index, const double *point,
                      struct Likelihood *likelihood)
{
    double *block = observations->blocks[index];
    const int rows = rows_in_block(observations, index);
    const int predictors = observations->predictors;
    struct RowTerms terms;
    double weighted[BLOCK_ROWS];
    likelihood->log_likelihood += fill_terms(observations, index, point, &terms);
    likelihood->gradient[0] += block_sum(terms.residual, rows);
    likelihood->information.at[0][0] += block_sum(terms.weight, rows);
    int filled = (rows + 3) / 4 * 4;
    for (int j = 1; j <= predictors; j++) {
        const double *column = block_column(block, j);
        for (int i = 0; i < filled; i++) {
            weighted[i] = terms.weight[i] * column[i];
        }
        likelihood->gradient[j] += block_product(terms.residual, column, rows);
        likelihood->information.at[j][0] += block_sum(weighted, rows);
        for (int k = 1; k <= j; k++) {
            likelihood->information.at[j][k] +=
                block_product(weighted, block_column(block, k), rows);
        }
    }
}

void likelihood_evaluate(const struct Observations *observations, const double *point,
                         struct Likelihood *likelihood)
{
    memset(likelihood, 0, sizeof *likelihood);
    /* An exponential takes as long as some twenty additions. */
    const int work = 20 + observations->predictors * observations->predictors;
    for (int64_t b = 0; has_block(observations, b, work); b++) {
        add_block(observations, b, point, likelihood);
    }
}

struct Movement likelihood_movement(const struct Observations *observations,
                                    const double *direction)
{
    struct Movement movement = {INFINITY, 0};
    for (int64_t b = 0; has_block(observations, b, observations->predictors); b++) {
        double change[BLOCK_ROWS];
        double *block = observations->blocks[b];
        const double *outcome = block_column(block, 0);
        int rows = rows_in_block(observations, b);
        block_log_odds(block, rows, observations->predictors, direction, change);
        for (int i = 0; i < rows; i++) {
            double towards = outcome[i] > 0 ? change[i] : -change[i];
            movement.worst = towards < movement.worst ? towards : movement.worst;
            movement.largest = fabs(towards) > movement.largest ? fabs(towards) : movement.largest;
        }
    }
    return movement;
}
