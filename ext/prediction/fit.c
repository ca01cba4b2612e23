/*
 * Who becomes an advocate: advocate_fit(), logistic regression as an aggregate.
 *
 * Every complete row is kept until the last one: 8 bytes for the outcome and 8 for each predictor
 * (72 MB for a million rows of eight predictors), in blocks that are never moved, and at the end 8
 * more for its score. A row in which the outcome or a predictor is missing is counted, not kept.
 */
#include <math.h>
#include <string.h>

#include "function_tables.h"
#include "host/interruption.h"
#include "mathematics/ranking.h"
#include "prediction/model.h"
#include "reading/json_reader.h"

#define LONGEST_OPTIONS 120
#define LARGEST_RIDGE 1e9
#define MOST_FIT_ITERATIONS 1000

static const struct LogisticOptions default_options = {.ridge = 1e-6, .max_iterations = 50};

struct FitState {
    struct NameList names;
    struct LogisticOptions options;
    char options_text[LONGEST_OPTIONS]; /* of the first row, to know it again */
    int options_length;
    double **blocks;
    int64_t block_capacity;
    int64_t blocks_used;
    int64_t rows;
    int64_t skipped;
};

/* Options */

static bool read_option_member(struct JsonReader *json, struct LogisticOptions *options)
{
    bool is_ridge = json_text_is(json, "ridge");
    bool is_known = is_ridge || json_text_is(json, "max_iterations");
    if (!is_known || json_next(json) != JSON_NUMBER) {
        return false;
    }
    double number = json_number_value(json);
    if (is_ridge) {
        options->ridge = number;
        return number >= 0 && number <= LARGEST_RIDGE;
    }
    bool is_allowed = number >= 1 && number <= MOST_FIT_ITERATIONS && number == floor(number);
    options->max_iterations = is_allowed ? (int)number : 0;
    return is_allowed;
}

/* The text begins with the bracket of an object. */
static bool read_options_object(const char *text, int length, struct LogisticOptions *options)
{
    struct JsonReader json = json_read(text, (size_t)length);
    (void)json_next(&json);
    enum JsonToken token = json_next(&json);
    for (; token == JSON_KEY; token = json_next(&json)) {
        if (!read_option_member(&json, options)) {
            return false;
        }
    }
    return token == JSON_OBJECT_END && json_next(&json) == JSON_END;
}

static void refuse_options(sqlite3_context *context, sqlite3_value *value, bool are_options)
{
    char *shown = describe(value);
    if (!shown) {
        sqlite3_result_error_nomem(context);
    } else if (are_options) {
        fail(context, "options must be one constant; this row has %s", shown);
    } else {
        fail(
            context,
            "%s are not options; options are JSON like {\"ridge\": 1e-6, \"max_iterations\": 50}, ridge from 0 to 1e9, max_iterations from 1 to 1000",
            shown);
    }
    sqlite3_free(shown);
}

/* Reads the options from the first row, and compares them with those of later rows. */
static bool check_options(sqlite3_context *context, sqlite3_value *value, const char *text,
                          struct FitState *state)
{
    int length = sqlite3_value_bytes(value);
    if (length == state->options_length && memcmp(text, state->options_text, (size_t)length) == 0) {
        return true;
    }
    struct LogisticOptions options = default_options;
    bool is_first = state->names.count == 0;
    bool are_options = read_options_object(text, length, &options);
    if (!are_options || (!is_first && (options.ridge != state->options.ridge ||
                                       options.max_iterations != state->options.max_iterations))) {
        refuse_options(context, value, are_options);
        return false;
    }
    state->options = options;
    if (length <= LONGEST_OPTIONS) {
        state->options_length = length;
        memcpy(state->options_text, text, (size_t)length);
    }
    return true;
}

/*
 * The text of options, or NULL when the value is something else. No outcome begins with a bracket,
 * so a missing value cannot turn options into an outcome.
 */
static const char *options_text(sqlite3_value *value)
{
    if (sqlite3_value_type(value) != SQLITE_TEXT) {
        return NULL;
    }
    const char *text = (const char *)sqlite3_value_text(value);
    return text && text[strspn(text, " \t\r\n")] == '{' ? text : NULL;
}

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
    for (int i = 0; i < state->names.count && reading != READ_ERROR; i++) {
        reading = read_predictor(context, pairs[2 * i + 1], &state->names, i,
                                 &block_column(block, i + 1)[row]);
        is_complete = is_complete && reading == READ_VALUE;
    }
    state->rows += is_complete;
    state->skipped += !is_complete;
    return reading != READ_ERROR;
}

static bool read_arguments(sqlite3_context *context, struct FitState *state, int count,
                           sqlite3_value **arguments)
{
    const char *options = count > 0 ? options_text(arguments[0]) : NULL;
    int has_options = options != NULL;
    int pair_count = count - has_options - 1;
    if (pair_count < 1) {
        fail(context, "an outcome and a predictor are needed: [options,] outcome, name, x, ...");
        return false;
    }
    sqlite3_value **pairs = arguments + has_options + 1;
    if (!has_options && state->names.count == 0) {
        state->options = default_options;
    }
    return (!has_options || check_options(context, arguments[0], options, state)) &&
           check_pairs(context, pair_count, pairs, "options, as JSON, come before the outcome") &&
           check_names(context, pair_count, pairs, &state->names) &&
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

/* The area under the ROC curve; NaN where nothing was fitted. False when out of memory. */
static bool measure_area(const struct Observations *observations, const struct Logistic *fit,
                         double *area)
{
    *area = NAN;
    if (!fit->fitted) {
        return true;
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

static void set_fit(sqlite3_context *context, const struct FitState *state)
{
    struct StatementInterruption watch;
    interruption_begin(&watch, sqlite3_context_db_handle(context));
    struct Observations observations = {state->blocks, state->rows, state->names.count,
                                        &watch.interruption};
    struct Logistic fit;
    double area = NAN;
    logistic_fit(&observations, &state->options, &fit);
    bool has_memory =
        is_interrupted(&watch.interruption, 1) || measure_area(&observations, &fit, &area);
    if (interruption_report(&watch, context)) {
        return;
    }
    if (has_memory) {
        set_model(context, &state->names, &fit, state->options.ridge, area, state->skipped);
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
            "Which customers become advocates: logistic regression of an outcome (0 or 1) on 1 to 32 named numbers, as a JSON model for advocate_predict(): intercept, intercept_standard_error; by name coefficients, standard_errors, z, p_values, odds_ratios (null where no number is as large), means; log_likelihood, null_log_likelihood, pseudo_r2 (McFadden), auc (on the rows it was fitted to, so higher than on others), customers, advocates, skipped (rows with a NULL or blank), ridge, iterations, converged, separated (some combination of x never contradicts the outcomes: only the ridge keeps coefficients finite), collinear, left_out (names that are constant or follow from earlier ones: coefficient 0, no error). If all outcomes are the same, the numbers are null. Options as JSON: ridge (1e-6 unless given; half of it, times the sum of the squared coefficients of the standardised predictors, is subtracted from the log-likelihood) and max_iterations (50). Needs 8 bytes of memory for each number of each row.",
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
