/*
 * Who becomes an advocate: advocate_fit(), logistic regression as an aggregate.
 *
 * Every complete row is kept until the last one: 8 bytes for the outcome and 8 for each predictor
 * (72 MB for a million rows of eight predictors), in blocks that are never moved, and at the end 8
 * more for its score. A row in which the outcome or a predictor is missing is counted, not kept.
 *
 * One of the names may be a weight, which {"weight": "name"} says: it is no predictor, and its
 * column is the last one.
 */
#include <math.h>
#include <string.h>

#include "function_tables.h"
#include "host/interruption.h"
#include "host/option_object.h"
#include "mathematics/ranking.h"
#include "prediction/model.h"

/* In the options object. */
static const struct Option ridge_option = {"ridge", CLOSED_NUMBER, 0, 1e9, 1e-6};
static const struct Option iterations_option = {"max_iterations", WHOLE_NUMBER, 1, 1000, 50};

static const struct Option weight_name_option = {"weight", ANY_NAME,
                                                 .rule = "the name of the x that is a weight"};

enum FitOption { RIDGE, MAX_ITERATIONS, WEIGHT_NAME };
static const struct Option *const fit_options[] = {[RIDGE] = &ridge_option,
                                                   [MAX_ITERATIONS] = &iterations_option,
                                                   [WEIGHT_NAME] = &weight_name_option,
                                                   NULL};

/* What the x with that name must be. */
static const struct Option row_weight_option = {NULL, CLOSED_NUMBER, 0, LARGEST_NUMBER};

#define NO_WEIGHT (-1)

struct FitState {
    struct NameList names; /* with that of the weight */
    struct OptionObject options;
    double **blocks;
    int64_t block_capacity;
    int64_t blocks_used;
    int64_t rows;
    int64_t skipped;
};

/* Rows */

/* The block that the next row goes into; NULL when out of memory. */
static double *next_block(struct FitState *state)
{
    int64_t index = state->rows / BLOCK_ROWS;
    if (index < state->blocks_used) {
        return state->blocks[index];
    }
    if (index == state->block_capacity) {
        int64_t capacity = index ? index * 2 : 8;
        double **blocks = sqlite3_realloc64(state->blocks, (sqlite3_uint64)capacity *
                                                               (sqlite3_uint64)sizeof *blocks);
        if (!blocks) {
            return NULL;
        }
        state->blocks = blocks;
        state->block_capacity = capacity;
    }
    double *block = sqlite3_malloc64((sqlite3_uint64)block_size(state->names.count) *
                                     (sqlite3_uint64)sizeof *block);
    if (block) {
        state->blocks[state->blocks_used++] = block;
    }
    return block;
}

/* Which of the names is the weight, or NO_WEIGHT. */
static int weight_place(const struct FitState *state)
{
    const struct ObjectValues *values = &state->options.values;
    const struct Name name = {values->name, values->name_length};
    return name.length > 0 ? find_name(&state->names, &name, state->names.count - 1) : NO_WEIGHT;
}

/* Where the value of a name stands in a block. */
static int column_of(const struct FitState *state, int weight, int place)
{
    if (weight == NO_WEIGHT || place < weight) {
        return place + 1;
    }
    return place == weight ? state->names.count : place;
}

/*
 * Everything is read before the row counts: a bad value is an error also beside a missing one.
 * False after an error, which is then set.
 */
static bool add_customer(sqlite3_context *context, struct FitState *state, sqlite3_value *outcome,
                         sqlite3_value **pairs)
{
    double *block = next_block(state);
    if (!block) {
        sqlite3_result_error_nomem(context);
        return false;
    }
    int64_t row = state->rows % BLOCK_ROWS;
    enum Reading reading = read_outcome(context, outcome, &block[row]);
    bool is_complete = reading == READ_VALUE;
    bool counts = true;
    const int weight = weight_place(state);
    for (int i = 0; i < state->names.count && reading != READ_ERROR; i++) {
        double *cell = &block_column(block, column_of(state, weight, i))[row];
        reading = i == weight ? read_named_parameter(context, &row_weight_option,
                                                     state->names.texts[i], pairs[2 * i + 1], cell)
                              : read_predictor(context, pairs[2 * i + 1], &state->names, i, cell);
        is_complete = is_complete && reading == READ_VALUE;
        counts = counts && (i != weight || reading != READ_VALUE || *cell > 0);
    }
    state->rows += is_complete && counts;
    state->skipped += !is_complete;
    return reading != READ_ERROR;
}

/* Whether the name of a weight is one of several names. An error is set where it is not. */
static bool check_weight(sqlite3_context *context, const struct FitState *state)
{
    if (state->options.values.name_length == 0) {
        return true;
    }
    if (weight_place(state) >= 0) {
        if (state->names.count > 1) {
            return true;
        }
        fail(context, "a predictor is needed beside the weight: [options,] outcome, name, x, ...");
        return false;
    }
    const struct Vocabulary names = vocabulary_of(&state->names, "a name", "the names are");
    char *problem = sqlite3_mprintf("the weight '%.*s' is not among the names",
                                    state->options.values.name_length, state->options.values.name);
    refuse_with_names(context, &names, problem, "");
    return false;
}

static bool read_arguments(sqlite3_context *context, struct FitState *state, int count,
                           sqlite3_value **arguments)
{
    /* No outcome begins with a bracket, so a missing value cannot turn options into an outcome. */
    const bool has_options = count > 0 && is_option_object(arguments[0]);
    int pair_count = count - has_options - 1;
    if (pair_count < 1) {
        fail(context, "an outcome and a predictor are needed: [options,] outcome, name, x, ...");
        return false;
    }
    sqlite3_value **pairs = arguments + has_options + 1;
    return read_option_object(context, fit_options, has_options ? arguments[0] : NULL,
                              &state->options) &&
           check_pairs(context, pair_count, pairs, "options, as JSON, come before the outcome") &&
           check_names(context, pair_count, pairs, &state->names) && check_weight(context, state) &&
           add_customer(context, state, arguments[has_options], pairs);
}

static void advocate_fit_step(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    struct FitState *state = sqlite3_aggregate_context(context, sizeof *state);
    if (!state) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (!read_arguments(context, state, count, arguments)) {
        state->rows = 0; /* no time is spent on a fit that nobody gets */
    }
}

/* The result */

static bool measure_weighted_area(const struct Observations *observations,
                                  const struct Logistic *fit, double *area)
{
    struct WeightedScore *scores =
        sqlite3_malloc64((sqlite3_uint64)observations->rows * (sqlite3_uint64)sizeof *scores);
    if (!scores) {
        return false;
    }
    double accuracy;
    logistic_weighted_scores(observations, fit, scores);
    if (!is_interrupted(observations->interruption, 1)) {
        *area = weighted_area(scores, observations->rows, &accuracy);
    }
    sqlite3_free(scores);
    return true;
}

/* The area under the ROC curve; NaN where nothing was fitted. False when out of memory. */
static bool measure_area(const struct Observations *observations, const struct Logistic *fit,
                         double *area)
{
    *area = NAN;
    if (!fit->fitted) {
        return true;
    }
    if (observations->weighted) {
        return measure_weighted_area(observations, fit, area);
    }
    double *scores =
        sqlite3_malloc64((sqlite3_uint64)observations->rows * (sqlite3_uint64)sizeof *scores);
    if (!scores) {
        return false;
    }
    struct Ranking ranking = {scores, scores + fit->hits, fit->hits, fit->rows - fit->hits};
    logistic_scores(observations, fit, scores);
    sort_numbers(scores, ranking.hit_count, observations->interruption);
    sort_numbers(scores + fit->hits, ranking.miss_count, observations->interruption);
    if (!is_interrupted(observations->interruption, 1)) {
        *area = ranking_area(&ranking);
    }
    sqlite3_free(scores);
    return true;
}

static void set_fitted(sqlite3_context *context, const struct FitState *state,
                       const struct Logistic *fit, double area)
{
    const int weight = weight_place(state);
    struct ModelFacts facts = {
        .ridge = state->options.values.value[RIDGE], .area = area, .skipped = state->skipped};
    struct NameList names = {0};
    for (int i = 0; i < state->names.count; i++) {
        const struct Name name = {state->names.texts[i], state->names.lengths[i]};
        if (i == weight) {
            facts.weight = name;
        } else {
            add_name(&names, &name);
        }
    }
    set_model(context, &names, fit, &facts);
}

static void set_fit(sqlite3_context *context, const struct FitState *state)
{
    struct StatementInterruption watch;
    interruption_begin(&watch, sqlite3_context_db_handle(context));
    const bool weighted = weight_place(state) >= 0;
    struct Observations observations = {state->blocks, state->rows, state->names.count - weighted,
                                        &watch.interruption, weighted};
    struct Logistic fit;
    double area = NAN;
    const double *values = state->options.values.value;
    const struct LogisticOptions options = {.ridge = values[RIDGE],
                                            .max_iterations = (int)values[MAX_ITERATIONS]};
    logistic_fit(&observations, &options, &fit);
    bool has_memory =
        is_interrupted(&watch.interruption, 1) || measure_area(&observations, &fit, &area);
    if (interruption_report(&watch, context)) {
        return;
    }
    if (has_memory) {
        set_fitted(context, state, &fit, area);
    } else {
        sqlite3_result_error_nomem(context);
    }
}

static void advocate_fit_finish(sqlite3_context *context)
{
    struct FitState *state = sqlite3_aggregate_context(context, 0);
    if (!state) {
        return;
    }
    if (state->rows > 0) {
        set_fit(context, state);
    }
    for (int64_t i = 0; i < state->blocks_used; i++) {
        sqlite3_free(state->blocks[i]);
    }
    sqlite3_free(state->blocks);
    state->blocks = NULL;
    state->blocks_used = 0;
    state->rows = 0;
}

static const struct Function predict_fit_functions[] = {
    {
        .name = "advocate_fit",
        .signature = "advocate_fit([options,] outcome, name, x, ...)",
        .summary =
            "Which customers become advocates: logistic regression of an outcome (0 or 1) on 1 to 32 named numbers, as a JSON model for advocate_predict(): intercept, intercept_standard_error; by name coefficients, standard_errors, z, p_values, odds_ratios (null where no number is as large), means; log_likelihood, null_log_likelihood, pseudo_r2 (McFadden), auc (on the rows it was fitted to, so higher than on others), customers, advocates, skipped (rows with a NULL or blank), ridge, iterations, converged, separated (some combination of x never contradicts the outcomes: only the ridge keeps coefficients finite), collinear, left_out (names that are constant or follow from earlier ones: coefficient 0, no error). If all outcomes are the same, the numbers are null. Options as JSON: ridge (1e-6 unless given; half of it, times the sum of the squared coefficients of the standardised predictors, is subtracted from the log-likelihood), max_iterations (50) and weight, the name of the x that is no predictor but says how many customers a row stands for: {\"weight\": \"n\"}; customers and advocates are then sums of weights, rows and weight stand beside them, and standard errors are those of so many customers. Needs 8 bytes of memory for each number of each row.",
        .example =
            "WITH customer(advocate, visits) AS (VALUES (0, 1), (0, 2), (1, 2), (0, 3), (1, 4), (1, 6)), fit(model) AS (SELECT advocate_fit('{\"ridge\": 0}', advocate, 'visits', visits) FROM customer) SELECT round(json_extract(model, '$.coefficients.visits'), 3), round(json_extract(model, '$.auc'), 3) FROM fit",
        .output = "1.214|0.833",
        .kind = AGGREGATE_FUNCTION,
        .returns_json = true,
        .fewest_arguments = 3,
        .most_arguments = ANY_NUMBER,
        .step = advocate_fit_step,
        .finish = advocate_fit_finish,
    },
};

const struct FunctionTable predict_fit_function_table =
    FUNCTION_TABLE("advocates", predict_fit_functions);
