/* The rows that a logistic regression is fitted to, in blocks that the processor's caches hold. */
#ifndef ADVOCACY_MATHEMATICS_OBSERVATIONS_H
#define ADVOCACY_MATHEMATICS_OBSERVATIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "mathematics/cholesky.h"
#include "mathematics/interruption.h"
#include "mathematics/limits.h"

#define MOST_PREDICTORS (MOST_COLUMNS - 1)

/* Small enough for a block to stay in the processor's nearest caches. */
#define BLOCK_ROWS 256
_Static_assert(BLOCK_ROWS % 4 == 0, "sums take four rows at a time");

/*
 * Rows in blocks of BLOCK_ROWS; a block holds column after column. Column 0 is the outcome, 0 or 1,
 * the others are the predictors, from -LARGEST_NUMBER to LARGEST_NUMBER, and behind them, where
 * rows stand for more or less than one customer, their weights, above 0.
 */
struct Observations {
    double *const *blocks;
    int64_t rows;
    int predictors;
    struct Interruption *interruption; /* of passes over the rows; NULL: nobody interrupts */
    bool weighted;
};

/* How many doubles one block has; `columns` without the outcome. */
static inline int block_size(int columns)
{
    return (columns + 1) * BLOCK_ROWS;
}

static inline double *block_column(double *block, int column)
{
    return block + (long)column * BLOCK_ROWS;
}

/* The weights of the rows of a block; NULL where each counts once. */
static inline double *block_weights(const struct Observations *observations, int64_t index)
{
    return observations->weighted
               ? block_column(observations->blocks[index], observations->predictors + 1)
               : NULL;
}

static inline int rows_in_block(const struct Observations *observations, int64_t index)
{
    int64_t rest = observations->rows - index * BLOCK_ROWS;
    return rest < BLOCK_ROWS ? (int)rest : BLOCK_ROWS;
}

static inline int64_t block_count(const struct Observations *observations)
{
    return (observations->rows + BLOCK_ROWS - 1) / BLOCK_ROWS;
}

/* Whether a pass that does so much work for each row goes on with this block. */
static inline bool has_block(const struct Observations *observations, int64_t index, int work)
{
    return index < block_count(observations) &&
           !is_interrupted(observations->interruption, (int64_t)BLOCK_ROWS * work);
}

#endif
