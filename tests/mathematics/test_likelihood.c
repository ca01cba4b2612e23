/* The passes of logistic regression over the rows, against the formulas row by row. */
#include <math.h>

#include "mathematics/likelihood.h"
#include "support/check.h"

#define PREDICTORS 3
#define BLOCKS 3

/* Filled up with rows of zeros, as the header asks. */
struct Rows {
    double numbers[BLOCKS][(PREDICTORS + 1) * BLOCK_ROWS];
    double *blocks[BLOCKS];
    struct Observations observations;
};

static void make_rows(struct Rows *rows, int count)
{
    struct Random random = {7};
    *rows = (struct Rows){.observations = {.rows = count, .predictors = PREDICTORS}};
    rows->observations.blocks = rows->blocks;
    for (int i = 0; i < BLOCKS; i++) {
        rows->blocks[i] = rows->numbers[i];
    }
    for (int i = 0; i < count; i++) {
        double *block = rows->blocks[i / BLOCK_ROWS];
        block_column(block, 0)[i % BLOCK_ROWS] = random_below(&random, 2);
        for (int j = 1; j <= PREDICTORS; j++) {
            block_column(block, j)[i % BLOCK_ROWS] = 4 * random_unit(&random) - 2;
        }
    }
}

static double cell(const struct Rows *rows, int row, int column)
{
    return column == 0 ? 1 : block_column(rows->blocks[row / BLOCK_ROWS], column)[row % BLOCK_ROWS];
}

static double log_odds_of(const struct Rows *rows, int row, const double *point)
{
    double sum = 0;
    for (int j = 0; j <= PREDICTORS; j++) {
        sum += point[j] * cell(rows, row, j);
    }
    return sum;
}

static double outcome_of(const struct Rows *rows, int row)
{
    return block_column(rows->blocks[row / BLOCK_ROWS], 0)[row % BLOCK_ROWS];
}

/* One row, part of a block, whole blocks, and a block more. */
static void a_pass_gives_the_sums_of_the_formulas_over_the_rows(void **state)
{
    (void)state;
    static const int counts[] = {1, 5, BLOCK_ROWS, BLOCK_ROWS + 1, BLOCKS * BLOCK_ROWS - 2};
    static const double point[] = {0.3, -1.1, 0.7, 2.5};
    static struct Rows rows;
    for (size_t k = 0; k < sizeof counts / sizeof *counts; k++) {
        double value = 0;
        double gradient[PREDICTORS + 1] = {0};
        double information[PREDICTORS + 1][PREDICTORS + 1] = {{0}};
        make_rows(&rows, counts[k]);
        for (int i = 0; i < counts[k]; i++) {
            double odds = log_odds_of(&rows, i, point);
            double probability = 1 / (1 + exp(-odds));
            double outcome = outcome_of(&rows, i);
            value += log(outcome == 1 ? probability : 1 - probability);
            for (int a = 0; a <= PREDICTORS; a++) {
                gradient[a] += (outcome - probability) * cell(&rows, i, a);
                for (int b = 0; b <= a; b++) {
                    information[a][b] +=
                        probability * (1 - probability) * cell(&rows, i, a) * cell(&rows, i, b);
                }
            }
        }
        static struct Likelihood found;
        likelihood_evaluate(&rows.observations, point, &found);
        assert_near(found.log_likelihood, value, 1e-9 * counts[k]);
        for (int a = 0; a <= PREDICTORS; a++) {
            assert_near(found.gradient[a], gradient[a], 1e-10 * counts[k]);
            for (int b = 0; b <= a; b++) {
                assert_near(found.information.at[a][b], information[a][b], 1e-10 * counts[k]);
            }
        }
    }
}

static void a_movement_is_the_least_and_the_largest_over_the_rows(void **state)
{
    (void)state;
    static const double direction[] = {0.5, 1, -2, 0.25};
    static struct Rows rows;
    enum { ROWS = BLOCK_ROWS + 17 };
    make_rows(&rows, ROWS);
    double worst = INFINITY;
    double largest = 0;
    for (int i = 0; i < ROWS; i++) {
        double change = log_odds_of(&rows, i, direction);
        worst = fmin(worst, outcome_of(&rows, i) == 1 ? change : -change);
        largest = fmax(largest, fabs(change));
    }
    struct Movement movement = likelihood_movement(&rows.observations, direction);
    assert_near(movement.worst, worst, 1e-12);
    assert_near(movement.largest, largest, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pass_gives_the_sums_of_the_formulas_over_the_rows),
        cmocka_unit_test(a_movement_is_the_least_and_the_largest_over_the_rows),
    };
    return cmocka_run_group_tests_name("likelihood", tests, NULL, NULL);
}
