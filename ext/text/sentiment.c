/*
 * Sentiment learned from scored comments: sentiment_fit(), whose JSON is a model, and
 * sentiment_predict(), which asks it about a comment without a score.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "function_tables.h"
#include "host/interruption.h"
#include "host/json_writer.h"
#include "host/option_object.h"
#include "mathematics/category.h"
#include "mathematics/ranking.h"
#include "text/comment.h"
#include "text/scored_texts.h"
#include "text/sentiment_model.h"

enum SentimentOption { MODEL_TERMS, SENTIMENT_PENALTY, HELD_TEXT_TERMS };

static const struct Option model_terms_option = {"terms", WHOLE_NUMBER, 1, MOST_MODEL_TERMS, 4000};
static const struct Option sentiment_penalty_option = {"penalty", HALF_OPEN_NUMBER, 0, 1e6, 1};
static const struct Option held_text_terms_option = {"held", WHOLE_NUMBER, 10000, 100000000,
                                                     1000000};
static const struct Option *const sentiment_options[] = {
    &model_terms_option, &sentiment_penalty_option, &held_text_terms_option, NULL};

/* An outcome as it is read, before it is known whether outcomes are 0 and 1, or answers. */
enum OutcomeKind { OUTCOME_0, OUTCOME_1, OUTCOME_PROMOTER };

struct SentimentState {
    struct OptionObject options;
    struct ScoredTexts texts;
    int64_t rows[OUTCOME_KINDS];
    int64_t passives;
    int64_t skipped;
    bool has_answers; /* some outcome is above 1 */
    bool has_failed;
};

/* Rows */

static bool keep_comment(sqlite3_context *context, struct SentimentState *state, const char *text,
                         int length, enum OutcomeKind kind)
{
    uint32_t held = (uint32_t)state->options.values.value[HELD_TEXT_TERMS];
    switch (scored_texts_add(&state->texts, text, length, (int)kind, held)) {
    case TEXT_KEPT:
        state->rows[kind]++;
        return true;
    case TEXT_WITHOUT_TERMS:
        state->skipped++;
        return true;
    default:
        sqlite3_result_error_nomem(context);
        return false;
    }
}

static bool add_scored_comment(sqlite3_context *context, struct SentimentState *state,
                               sqlite3_value **arguments)
{
    const char *text = NULL;
    int outcome = 0;
    enum Reading text_reading = read_comment(context, arguments[0], &text);
    if (text_reading == READ_ERROR) {
        return false;
    }
    enum Reading reading = read_answer(context, arguments[1], 0, HIGHEST_ANSWER, &outcome);
    if (reading != READ_VALUE || text_reading != READ_VALUE) {
        state->skipped++;
        return reading != READ_ERROR;
    }
    state->has_answers = state->has_answers || outcome > 1;
    if (category_of_answer[outcome] == PASSIVE) {
        state->passives++;
        return true;
    }
    enum OutcomeKind kind = category_of_answer[outcome] == PROMOTER ? OUTCOME_PROMOTER
                            : outcome == 1                          ? OUTCOME_1
                                                                    : OUTCOME_0;
    return keep_comment(context, state, text, sqlite3_value_bytes(arguments[0]), kind);
}

static void sentiment_fit_step(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    struct SentimentState *state = sqlite3_aggregate_context(context, sizeof *state);
    if (!state) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (!state->texts.is_open &&
        !scored_texts_start(&state->texts, sqlite3_context_db_handle(context))) {
        sqlite3_result_error_nomem(context);
        state->has_failed = true;
    }
    state->has_failed = state->has_failed ||
                        !read_option_object(context, sentiment_options,
                                            count > 2 ? arguments[2] : NULL, &state->options) ||
                        !add_scored_comment(context, state, arguments);
}

/* Fitting */

/* A term of the model. */
struct KeptTerm {
    const struct TermTable *table;
    const struct Term *term;
    double weight;
};

/* What a fit works with, and what it finds. */
struct SentimentFit {
    const struct SentimentState *state;
    struct FittedTexts texts;
    struct TermRegression regression;
    double *sizes; /* of weights, to be sorted */
    struct WeightedScore *scores;
    struct KeptTerm *kept;
    double area;
    double accuracy; /* percent */
};

static bool make_sentiment_fit(struct SentimentFit *fit)
{
    sqlite3_uint64 terms = (sqlite3_uint64)fit->texts.view.terms + 1;
    sqlite3_uint64 texts = (sqlite3_uint64)fit->texts.view.texts + 1;
    struct TermRegression *regression = &fit->regression;
    regression->weights = sqlite3_malloc64(terms * sizeof *regression->weights);
    regression->duals = sqlite3_malloc64(texts * sizeof *regression->duals);
    regression->order = sqlite3_malloc64(texts * sizeof *regression->order);
    fit->sizes = sqlite3_malloc64(terms * sizeof *fit->sizes);
    fit->scores = sqlite3_malloc64(texts * sizeof *fit->scores);
    fit->kept = sqlite3_malloc64(terms * sizeof *fit->kept);
    return regression->weights && regression->duals && regression->order && fit->sizes &&
           fit->scores && fit->kept;
}

static void clear_sentiment_fit(struct SentimentFit *fit)
{
    fitted_texts_clear(&fit->texts);
    sqlite3_free(fit->regression.weights);
    sqlite3_free(fit->regression.duals);
    sqlite3_free(fit->regression.order);
    sqlite3_free(fit->sizes);
    sqlite3_free(fit->scores);
    sqlite3_free(fit->kept);
}

/* The size that a weight must have to be among the `most` largest; 0 where there are no more. */
static double least_size(struct SentimentFit *fit, uint32_t most)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < fit->texts.view.terms; i++) {
        double size = fabs(fit->regression.weights[i].weight);
        if (size > 0) {
            fit->sizes[count++] = size;
        }
    }
    sort_numbers(fit->sizes, count, fit->texts.view.interruption);
    return count > most ? fit->sizes[count - most - 1] : 0;
}

/*
 * Sets all weights to 0 but the largest, at most so many. Those that are as large as the first that
 * is too much are left out with it, so that what is kept does not depend on any order.
 */
static void keep_largest_weights(struct SentimentFit *fit)
{
    struct TermWeight *weights = fit->regression.weights;
    double least = least_size(fit, (uint32_t)fit->state->options.values.value[MODEL_TERMS]);
    for (uint32_t i = 0; i < fit->texts.view.terms; i++) {
        if (fabs(weights[i].weight) <= least) {
            weights[i].weight = 0;
        }
    }
}

static bool fit_part(struct SentimentFit *fit, int left_out)
{
    if (!term_regression_fit(&fit->texts.view, left_out,
                             fit->state->options.values.value[SENTIMENT_PENALTY],
                             &fit->regression)) {
        return false;
    }
    keep_largest_weights(fit);
    return true;
}

/*
 * Every text is judged by a fit that has not seen it, as sentiment_predict() would. Leaves what is
 * found unknown where the others of one fold leave nothing to fit to.
 */
static void judge_folds(struct SentimentFit *fit)
{
    const struct TermTexts *texts = &fit->texts.view;
    fit->area = fit->accuracy = NAN;
    for (int fold = 0; fold < TEXT_FOLDS; fold++) {
        if (!fit_part(fit, fold)) {
            return;
        }
        for (uint32_t i = 0; i < texts->texts; i++) {
            if (texts->folds[i] == fold) {
                fit->scores[i] = (struct WeightedScore){
                    term_regression_score(texts, &fit->regression, i) - fit->regression.intercept,
                    {texts->counts[i][0], texts->counts[i][1]},
                };
            }
        }
    }
    fit->area = weighted_area(fit->scores, texts->texts, &fit->accuracy);
}

/* Strongest first; equal ones by their bytes, so that the order is always the same. */
static int compare_kept(const void *left, const void *right)
{
    const struct KeptTerm *a = left;
    const struct KeptTerm *b = right;
    if (fabs(a->weight) != fabs(b->weight)) {
        return fabs(a->weight) < fabs(b->weight) ? 1 : -1;
    }
    return term_compare(a->table, a->term, b->term);
}

/* The terms whose weight is one in thousandths; their number. */
static uint32_t list_kept(struct SentimentFit *fit)
{
    const struct TermTable *table = &fit->state->texts.table;
    uint32_t count = 0;
    for (uint32_t i = 0; i < fit->texts.view.terms; i++) {
        double thousandths = round(fit->regression.weights[i].weight * WEIGHT_UNIT);
        if (thousandths != 0) {
            fit->kept[count++] = (struct KeptTerm){table, &table->terms[fit->texts.table_places[i]],
                                                   thousandths / WEIGHT_UNIT};
        }
    }
    qsort(fit->kept, count, sizeof *fit->kept, compare_kept);
    return count;
}

static void write_model_terms(struct JsonWriter *json, const struct SentimentFit *fit,
                              uint32_t count)
{
    uint64_t checksum = FIRST_CHECKSUM;
    json_key(json, "terms");
    json_open(json, '{');
    for (uint32_t i = 0; i < count; i++) {
        const struct KeptTerm *kept = &fit->kept[i];
        const char *text = term_text(kept->table, kept->term);
        json_text(json, text, kept->term->length);
        sqlite3_str_appendchar(json->text, 1, ':');
        json->after_value = false;
        json_number(json, kept->weight);
        checksum =
            model_checksum(checksum, model_term_hash(text, kept->term->length), kept->weight);
    }
    json_close(json, '}');
    json_integer_member(json, "checksum", (sqlite3_int64)(checksum & CHECKSUM_BITS));
}

static void set_sentiment_model(sqlite3_context *context, struct SentimentFit *fit, bool is_fitted)
{
    const struct SentimentState *state = fit->state;
    uint32_t count = is_fitted ? list_kept(fit) : 0;
    int64_t positive =
        state->rows[OUTCOME_PROMOTER] + (state->has_answers ? 0 : state->rows[OUTCOME_1]);
    int64_t all = state->rows[OUTCOME_0] + state->rows[OUTCOME_1] + state->rows[OUTCOME_PROMOTER];
    struct JsonWriter json = json_begin(context);
    json_open(&json, '{');
    json_integer_member(&json, "sentiment_model", SENTIMENT_MODEL_VERSION);
    json_integer_member(&json, "customers", all);
    json_integer_member(&json, "positive", positive);
    json_integer_member(&json, "negative", all - positive);
    json_integer_member(&json, "passives", state->passives);
    json_integer_member(&json, "skipped", state->skipped);
    json_integer_member(&json, "texts", fit->texts.view.texts);
    json_number_member(&json, "auc", fit->area);
    json_number_member(&json, "accuracy", fit->accuracy);
    write_model_terms(&json, fit, count);
    json_close(&json, '}');
    json_result(&json, context);
}

static bool fit_and_judge(struct SentimentState *state, struct SentimentFit *fit,
                          struct Interruption *interruption, bool *is_fitted)
{
    const int outcome_of[OUTCOME_KINDS] = {0, !state->has_answers, 1};
    if (!fitted_texts_make(&state->texts, outcome_of, &fit->texts)) {
        return false;
    }
    fit->texts.view.interruption = interruption;
    if (!make_sentiment_fit(fit)) {
        return false;
    }
    judge_folds(fit);
    *is_fitted = fit_part(fit, NO_FOLD);
    return true;
}

static void set_sentiment_fit(sqlite3_context *context, struct SentimentState *state)
{
    struct StatementInterruption watch;
    struct SentimentFit fit = {.state = state, .area = NAN, .accuracy = NAN};
    bool is_fitted = false;
    interruption_begin(&watch, sqlite3_context_db_handle(context));
    bool has_memory = fit_and_judge(state, &fit, &watch.interruption, &is_fitted);
    if (!interruption_report(&watch, context)) {
        if (has_memory) {
            set_sentiment_model(context, &fit, is_fitted);
        } else {
            sqlite3_result_error_nomem(context);
        }
    }
    clear_sentiment_fit(&fit);
}

static void sentiment_fit_finish(sqlite3_context *context)
{
    struct SentimentState *state = sqlite3_aggregate_context(context, 0);
    if (!state) {
        return;
    }
    if (state->texts.count > 0 && !state->has_failed) {
        set_sentiment_fit(context, state);
    }
    scored_texts_clear(&state->texts);
}

/* Predicting */

struct SentimentReading {
    struct SentimentModel *model;
    double log_odds;
    bool is_known; /* some term is */
};

static void add_model_term(struct SentimentReading *reading, const char *text, int length)
{
    uint64_t hash = model_term_hash(text, (size_t)length);
    if (!may_be_model_term(reading->model, hash)) {
        return;
    }
    struct ModelTerm *term = find_model_term(reading->model, hash);
    if (term->hash && term->last_text != reading->model->texts) {
        term->last_text = reading->model->texts;
        reading->log_odds += (double)term->weight;
        reading->is_known = true;
    }
}

static bool take_model_run(void *taker, const char *text, int length)
{
    add_model_term(taker, text, length);
    return true;
}

static bool take_model_term(void *taker, const char *text, int length)
{
    add_model_term(taker, text, length);
    return !is_one_word(text, length) || word_runs(text, length, take_model_run, taker);
}

static void sentiment_predict(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    const char *text = NULL;
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL ||
        read_comment(context, arguments[1], &text) != READ_VALUE) {
        return;
    }
    struct SentimentReading reading = {
        .model = cached_argument(context, arguments[0], &sentiment_model_kind)};
    if (!reading.model) {
        return;
    }
    reading.model->texts++;
    if (!text_features(&reading.model->tokenizer, text, sqlite3_value_bytes(arguments[1]),
                       take_model_term, &reading)) {
        sqlite3_result_error_nomem(context);
    } else if (reading.is_known) {
        result_number(context, tanh(reading.log_odds / 2));
    }
}

#define JUDGED_COMMENTS                                                                            \
    "WITH answer(comment, score) AS (VALUES ('Fast and friendly', 10), ('So friendly!', 9), "      \
    "('friendly staff', 9), ('Too slow', 3), ('slow, slow, slow', 2), ('Slow but friendly', 7)) "

static const struct Function sentiment_functions[] = {
    {
        .name = "sentiment_fit",
        .signature = "sentiment_fit(text, outcome [, options])",
        .summary =
            "A model of sentiment, learned from texts whose outcome is known, in any language, as JSON for sentiment_predict(): sentiment_model (its version), customers, positive, negative, passives and skipped (rows that do not count, the latter without a text, a word or an outcome), texts (distinct ones that were learned from), auc and accuracy (percent), of five models each of which judges the fifth of the texts that it was not fitted to (null where there are too few), terms with their weights, strongest first (words, pairs of words, and after ~ runs of four and five letters, < and > being a word's ends), checksum. An outcome is 0 or 1; or an answer from 0 to 10, if any is above 1: then promoters against detractors. Logistic regression on terms scaled by how differently the two sides use them (Wang and Manning 2012). Texts that differ in nothing but case, accents and signs are one; of a text the first five hundred words count. Options as JSON: terms (4000; the strongest are kept), penalty (1; a larger one trusts single words less), held (1000000; terms of texts in memory: of more, half of the texts are forgotten, and again). Of more than ten thousand texts, a term needs one in ten thousand. No window function: each model takes all rows.",
        .example = JUDGED_COMMENTS
        "SELECT json_extract(sentiment_fit(comment, score), '$.positive', '$.negative', '$.passives') FROM answer",
        .output = "[3,2,1]",
        .kind = AGGREGATE_FUNCTION,
        .returns_json = true,
        .fewest_arguments = 2,
        .most_arguments = 3,
        .step = sentiment_fit_step,
        .finish = sentiment_fit_finish,
    },
    {
        .name = "sentiment_predict",
        .signature = "sentiment_predict(model, text)",
        .summary =
            "The sentiment of a text by a model of sentiment_fit(), from -1 (as negative ones write) to 1 (as positive ones do); 0 where its words speak for neither. NULL if the model knows none of its words, or the text or the model is NULL. A model that was changed, or is of another version, is an error.",
        .example = JUDGED_COMMENTS
        ", model(m) AS (SELECT sentiment_fit(comment, score) FROM answer) SELECT sentiment_predict(m, 'friendly people') > 0.5, sentiment_predict(m, 'SLOW!') < -0.5, sentiment_predict(m, 'Goedendag') IS NULL FROM model",
        .output = "1|1|1",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 2,
        .most_arguments = 2,
        .has_cache = true,
        .scalar = sentiment_predict,
    },
};

const struct FunctionTable sentiment_function_table = FUNCTION_TABLE("text", sentiment_functions);
