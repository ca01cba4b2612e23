#include "support/rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "mathematics/ranking.h"

void add_row(struct Data *data, const double *row)
{
    size_t width = (size_t)data->predictors + 1;
    data->rows = realloc(data->rows, ((size_t)data->count + 1) * width * sizeof(double));
    assert_non_null(data->rows);
    memcpy(data->rows + (size_t)data->count * width, row, width * sizeof(double));
    data->count++;
}

void add_rows(struct Data *data, const double *rows, int count)
{
    for (int i = 0; i < count; i++) {
        add_row(data, rows + i * (data->predictors + 1));
    }
}

/* Blocks are filled with NaN first, so that a row that should not be read is noticed. */
static double **make_blocks(const struct Data *data)
{
    int64_t count = (data->count + BLOCK_ROWS - 1) / BLOCK_ROWS;
    double **blocks = malloc((size_t)count * sizeof *blocks);
    assert_non_null(blocks);
    for (int64_t b = 0; b < count; b++) {
        blocks[b] = malloc((size_t)block_size(data->predictors) * sizeof(double));
        assert_non_null(blocks[b]);
        for (int i = 0; i < block_size(data->predictors); i++) {
            blocks[b][i] = NAN;
        }
    }
    for (int64_t i = 0; i < data->count; i++) {
        for (int j = 0; j <= data->predictors; j++) {
            block_column(blocks[i / BLOCK_ROWS], j)[i % BLOCK_ROWS] =
                data->rows[i * (data->predictors + 1) + j];
        }
    }
    return blocks;
}

struct Result fit_limited(const struct Data *data, double ridge, int max_iterations)
{
    double **blocks = make_blocks(data);
    struct Observations observations = {blocks, data->count, data->predictors, NULL, false};
    struct LogisticOptions options = {ridge, max_iterations};
    struct Result result = {.area = NAN};
    logistic_fit(&observations, &options, &result.fit);
    if (result.fit.fitted) {
        double *scores = malloc((size_t)data->count * sizeof *scores);
        assert_non_null(scores);
        logistic_scores(&observations, &result.fit, scores);
        struct Ranking ranking = {scores, scores + result.fit.hits, result.fit.hits,
                                  result.fit.rows - result.fit.hits};
        sort_numbers(scores, ranking.hit_count, NULL);
        sort_numbers(scores + result.fit.hits, ranking.miss_count, NULL);
        result.area = ranking_area(&ranking);
        free(scores);
    }
    for (int64_t b = 0; b < (data->count + BLOCK_ROWS - 1) / BLOCK_ROWS; b++) {
        free(blocks[b]);
    }
    free(blocks);
    return result;
}

struct Result fit_data(const struct Data *data, double ridge)
{
    return fit_limited(data, ridge, 100);
}

struct Data random_data(struct Random *random, int rows, int predictors)
{
    struct Data data = {.predictors = predictors};
    for (int i = 0; i < rows; i++) {
        double row[MOST_COLUMNS] = {0};
        double log_odds = -0.5;
        for (int j = 1; j <= predictors; j++) {
            double value = random_unit(random) - 0.5;
            log_odds += j <= 4 ? 2 * value : 0;
            row[j] = (value + j) * pow(10, j % 7 - 3);
        }
        row[0] = random_unit(random) < 1 / (1 + exp(-log_odds));
        add_row(&data, row);
    }
    return data;
}

static double row_probability(const struct Data *data, const struct Logistic *fit, int64_t row)
{
    const double *values = data->rows + row * (data->predictors + 1);
    double log_odds = fit->intercept;
    for (int j = 0; j < data->predictors; j++) {
        log_odds += fit->coefficients[j] * values[j + 1];
    }
    return 1 / (1 + exp(-log_odds));
}

void assert_score_equations(const struct Data *data, const struct Logistic *fit, double ridge)
{
    double residuals = 0;
    for (int64_t i = 0; i < data->count; i++) {
        residuals += data->rows[i * (data->predictors + 1)] - row_probability(data, fit, i);
    }
    assert_near(residuals, 0, 1e-8 * (double)data->count);
    for (int j = 0; j < data->predictors; j++) {
        double sum = 0;
        double squares = 0;
        for (int64_t i = 0; i < data->count; i++) {
            const double *row = data->rows + i * (data->predictors + 1);
            double centred = row[j + 1] - fit->means[j];
            sum += centred * (row[0] - row_probability(data, fit, i));
            squares += centred * centred;
        }
        double variance = squares / (double)data->count;
        double scale = sqrt(variance) * (double)data->count;
        assert_near((sum - ridge * fit->coefficients[j] * variance) / scale, 0, 1e-8);
    }
}
