/* What many customers together will buy and spend, with limits: clv_total(). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "function_tables.h"
#include "host/interruption.h"
#include "host/option.h"
#include "mathematics/forecast.h"
#include "mathematics/limits.h"
#include "purchases/history.h"
#include "purchases/purchase_model.h"

/* A pair of models and what they were read from. */
struct TotalModel {
    char *texts[2]; /* of purchases and of spend, the latter NULL where there is none */
    int lengths[2];
    bool is_unknown; /* it predicts nothing */
    struct ForecastModel model;
};

struct TotalState {
    struct TotalModel *models;
    uint32_t model_count;
    uint32_t model;
    struct ForecastRow *rows;
    sqlite3_int64 count;
    sqlite3_int64 capacity;
    sqlite3_int64 skipped;
    double horizon;
    bool has_horizon;
    struct OptionValues options;
    bool has_failed;
};

static const struct Option total_horizon_option = {"horizon", CLOSED_NUMBER, 0, LARGEST_NUMBER};

static bool is_text_of(const struct TotalModel *model, int i, sqlite3_value *value)
{
    if (sqlite3_value_type(value) == SQLITE_NULL) {
        return !model->texts[i];
    }
    const char *text = (const char *)sqlite3_value_text(value);
    int length = sqlite3_value_bytes(value);
    return text && model->texts[i] && length == model->lengths[i] &&
           memcmp(text, model->texts[i], (size_t)length) == 0;
}

/* False after an error, which is then set. */
static bool read_total_text(sqlite3_context *context, sqlite3_value *value, enum ModelFamily family,
                            struct TotalModel *total, struct WholeModel *model)
{
    int i = family == SPEND_MODELS;
    const char *text = (const char *)sqlite3_value_text(value);
    total->lengths[i] = sqlite3_value_bytes(value);
    total->texts[i] = text ? sqlite3_malloc64((sqlite3_uint64)total->lengths[i] + 1) : NULL;
    if (!total->texts[i]) {
        sqlite3_result_error_nomem(context);
        return false;
    }
    memcpy(total->texts[i], text, (size_t)total->lengths[i]);
    return parse_whole_model(context, text, (size_t)total->lengths[i], family, model);
}

static bool read_total_model(sqlite3_context *context, sqlite3_value **arguments,
                             struct TotalModel *total)
{
    struct WholeModel model;
    struct ForecastModel *forecast = &total->model;
    if (!read_total_text(context, arguments[0], PURCHASE_MODELS, total, &model)) {
        return false;
    }
    total->is_unknown = model.is_unknown;
    forecast->purchases.leaves_at_once = model.kind == MBGNBD_MODEL;
    memcpy(forecast->purchases.parameters, model.parameters, sizeof model.parameters);
    memcpy(forecast->purchase_covariance, model.covariance, sizeof model.covariance);
    if (sqlite3_value_type(arguments[1]) == SQLITE_NULL) {
        return true;
    }
    if (!read_total_text(context, arguments[1], SPEND_MODELS, total, &model)) {
        return false;
    }
    forecast->has_spend = !model.is_unknown;
    memcpy(forecast->spend.parameters, model.parameters, sizeof forecast->spend.parameters);
    memcpy(forecast->spend_covariance, model.covariance, sizeof model.covariance);
    return true;
}

/* Finds the models of the row, which are mostly those of the row before. */
static bool find_total_model(sqlite3_context *context, struct TotalState *state,
                             sqlite3_value **arguments)
{
    for (uint32_t i = 0; i < state->model_count; i++) {
        uint32_t at = (state->model + i) % state->model_count;
        if (is_text_of(&state->models[at], 0, arguments[0]) &&
            is_text_of(&state->models[at], 1, arguments[1])) {
            state->model = at;
            return true;
        }
    }
    struct TotalModel *models =
        sqlite3_realloc64(state->models, ((sqlite3_uint64)state->model_count + 1) * sizeof *models);
    if (!models) {
        sqlite3_result_error_nomem(context);
        return false;
    }
    state->models = models;
    state->model = state->model_count++;
    memset(&models[state->model], 0, sizeof *models);
    return read_total_model(context, arguments, &models[state->model]);
}

static bool add_total_row(sqlite3_context *context, struct TotalState *state,
                          const struct ForecastRow *row)
{
    if (state->count == state->capacity) {
        sqlite3_int64 capacity = state->capacity == 0 ? 64 : 2 * state->capacity;
        struct ForecastRow *rows =
            sqlite3_realloc64(state->rows, (sqlite3_uint64)capacity * sizeof *rows);
        if (!rows) {
            sqlite3_result_error_nomem(context);
            return false;
        }
        state->rows = rows;
        state->capacity = capacity;
    }
    state->rows[state->count++] = *row;
    return true;
}

/* Where x is 0 the mean spend is not looked at, as in clv(). */
static enum Reading read_total_row(sqlite3_context *context, sqlite3_value **arguments,
                                   struct ForecastRow *row)
{
    enum Reading reading = read_history(context, arguments + 2, &row->history);
    row->mean_spend = 0;
    if (reading == READ_VALUE && row->history.x > 0) {
        enum Reading spend = read_spend(context, arguments[5], &row->mean_spend);
        row->mean_spend = spend == READ_VALUE ? row->mean_spend : 0;
        return spend == READ_ERROR ? READ_ERROR : READ_VALUE;
    }
    return reading;
}

/* NULL models predict nothing. */
static enum Reading read_total(sqlite3_context *context, struct TotalState *state,
                               sqlite3_value **arguments, struct ForecastRow *row)
{
    double horizon;
    enum Reading horizon_reading =
        read_parameter(context, &total_horizon_option, arguments[6], &horizon);
    enum Reading reading =
        horizon_reading == READ_ERROR ? READ_ERROR : read_total_row(context, arguments, row);
    if (reading != READ_VALUE || horizon_reading != READ_VALUE) {
        return reading == READ_ERROR ? READ_ERROR : READ_NOTHING;
    }
    if (state->has_horizon && horizon != state->horizon) {
        fail(context, "horizon must be one constant; this row has %!.15g after %!.15g", horizon,
             state->horizon);
        return READ_ERROR;
    }
    state->horizon = horizon;
    state->has_horizon = true;
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) {
        return READ_NOTHING;
    }
    if (!find_total_model(context, state, arguments)) {
        return READ_ERROR;
    }
    row->model = state->model;
    return state->models[state->model].is_unknown ? READ_NOTHING : READ_VALUE;
}

static void clv_total_step(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    struct TotalState *state = sqlite3_aggregate_context(context, sizeof *state);
    if (!state) {
        sqlite3_result_error_nomem(context);
        return;
    }
    struct ForecastRow row;
    enum Reading reading = READ_ERROR;
    if (read_options(context, count, arguments, &state->options)) {
        reading = read_total(context, state, arguments, &row);
    }
    if (reading == READ_NOTHING) {
        state->skipped++;
    } else if (reading == READ_ERROR || !add_total_row(context, state, &row)) {
        state->has_failed = true;
    }
}

static void write_total(struct JsonWriter *json, const char *const keys[3],
                        const struct ForecastTotal *total, double confidence)
{
    double lower;
    double upper;
    forecast_limits(total, confidence, &lower, &upper);
    json_number_member(json, keys[0], total->expected);
    json_number_member(json, keys[1], lower);
    json_number_member(json, keys[2], upper);
}

static void set_total(sqlite3_context *context, struct TotalState *state)
{
    static const char *const purchase_keys[] = {"purchases", "purchases_lower", "purchases_upper"};
    static const char *const revenue_keys[] = {"revenue", "revenue_lower", "revenue_upper"};
    struct Forecast forecast = {{0}, {0}};
    struct StatementInterruption watch;
    interruption_begin(&watch, sqlite3_context_db_handle(context));
    qsort(state->rows, (size_t)state->count, sizeof *state->rows, compare_forecast_rows);
    for (sqlite3_int64 i = 0, next; i < state->count; i = next) {
        uint32_t model = state->rows[i].model;
        for (next = i + 1; next < state->count && state->rows[next].model == model; next++) {
        }
        add_forecast(&state->models[model].model, &state->rows[i], (size_t)(next - i),
                     state->horizon, &watch.interruption, &forecast);
    }
    if (interruption_report(&watch, context)) {
        return;
    }
    double confidence = state->options.value[0];
    struct JsonWriter json = json_begin(context);
    json_open(&json, '{');
    json_integer_member(&json, "customers", state->count);
    json_integer_member(&json, "skipped", state->skipped);
    write_total(&json, purchase_keys, &forecast.purchases, confidence);
    write_total(&json, revenue_keys, &forecast.revenue, confidence);
    json_close(&json, '}');
    json_result(&json, context);
}

static void clv_total_finish(sqlite3_context *context)
{
    struct TotalState *state = sqlite3_aggregate_context(context, 0);
    if (!state) {
        return;
    }
    if (!state->has_failed && state->count > 0) {
        set_total(context, state);
    }
    for (uint32_t i = 0; i < state->model_count; i++) {
        sqlite3_free(state->models[i].texts[0]);
        sqlite3_free(state->models[i].texts[1]);
    }
    sqlite3_free(state->models);
    sqlite3_free(state->rows);
}

static const struct Function total_functions[] = {
    {
        .name = "clv_total",
        .signature =
            "clv_total(purchase_model, spend_model, x, t_x, T, mean_spend, horizon [, confidence])",
        .summary =
            "What the customers of all rows together will buy and spend from now to the horizon, in the time unit of the fit, as JSON: the expected purchases and revenue, and limits that hold what will be with this confidence. They count both that the parameters are estimates (delta method on the fit's covariance) and that customers buy and spend by chance. Rows may have different models, which then are independent. The spend model may be NULL, as may be mean_spend: such a customer is expected to spend what all do. Limits are null where a fit has no covariance, those of revenue also where q + p x is 2 or less; rows with another NULL, or a model that is not identified, are skipped and counted.",
        .example =
            "WITH RECURSIVE history(x, t_x, T, customers) AS (VALUES (0, 0, 38, 60), (1, 8, 38, 15), (1, 25, 38, 8), (2, 12, 38, 6), (2, 31, 38, 7), (4, 33, 38, 5), (7, 22, 38, 2), (11, 36, 38, 3)), n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 60), customer AS (SELECT x, t_x, T FROM history JOIN n ON i <= customers), model(m) AS (SELECT mbgnbd_fit(x, t_x, T) FROM customer) SELECT round(json_extract(total, '$.purchases')), round(json_extract(total, '$.purchases_lower')), round(json_extract(total, '$.purchases_upper')) FROM (SELECT clv_total(m, NULL, x, t_x, T, NULL, 26) AS total FROM customer, model)",
        .output = "57.0|31.0|87.0",
        .kind = AGGREGATE_FUNCTION,
        .returns_json = true,
        .fewest_arguments = 7,
        .most_arguments = 8,
        .subjects = 7,
        .options = {&confidence_option},
        .step = clv_total_step,
        .finish = clv_total_finish,
    },
};

const struct FunctionTable total_function_table = FUNCTION_TABLE("purchases", total_functions);
