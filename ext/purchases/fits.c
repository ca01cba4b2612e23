/*
 * The fits of the purchase models: bgnbd_fit(), mbgnbd_fit(), gamma_gamma_fit() and sbg_fit(),
 * aggregates whose result is a model as JSON.
 */
#include <string.h>

#include "function_tables.h"
#include "host/interruption.h"
#include "host/option_object.h"
#include "purchases/history.h"
#include "purchases/purchase_model.h"
#include "purchases/row_table.h"

struct PurchaseFitState {
    struct RowTable table;
    struct RowCounts counts;
    bool has_options; /* as the first row says */
    struct OptionObject options;
    bool failed; /* a row was an error, so that there is nothing to fit */
};

static enum Reading read_history_row(sqlite3_context *context, sqlite3_value **arguments,
                                     struct WeightedRow *row)
{
    struct History history;
    enum Reading reading = read_history(context, arguments, &history);
    if (reading == READ_VALUE) {
        /* Adding 0 turns -0 into 0: to a hash they would be two different rows. */
        *row = (struct WeightedRow){
            .x = history.x + 0.0, .t_x = history.t_x + 0.0, .T = history.T + 0.0, .weight = 1};
    }
    return reading;
}

/* A customer without repeat purchases has no repeat spend: whatever stands there is not read. */
static enum Reading read_spend_row(sqlite3_context *context, sqlite3_value **arguments,
                                   struct WeightedRow *row)
{
    *row = (struct WeightedRow){.weight = 1};
    enum Reading reading = read_purchases(context, arguments[0], &row->x);
    return reading == READ_VALUE && row->x > 0 ? read_spend(context, arguments[1], &row->mean_spend)
                                               : reading;
}

static const struct Option tenure_option = {"tenure", WHOLE_NUMBER, 0, MOST_PURCHASES};
static const struct Option churned_option = {"churned", YES_OR_NO};

/* Whole periods as x, and whether the customer left at the end of them as t_x. */
static enum Reading read_tenure_row(sqlite3_context *context, sqlite3_value **arguments,
                                    struct WeightedRow *row)
{
    *row = (struct WeightedRow){.weight = 1};
    enum Reading tenure = read_parameter(context, &tenure_option, arguments[0], &row->x);
    enum Reading churned = tenure == READ_ERROR
                               ? tenure
                               : read_parameter(context, &churned_option, arguments[1], &row->t_x);
    if (tenure == READ_VALUE && churned == READ_VALUE && row->t_x > row->x) {
        fail(
            context,
            "tenure must be 1 or more where churned is 1: who left was there for the period at whose end they did");
        return READ_ERROR;
    }
    return tenure == READ_VALUE ? churned : tenure;
}

/* What the fits do not have in common. */
struct PurchaseFitKind {
    enum ModelKind kind;
    enum Reading (*read_row)(sqlite3_context *context, sqlite3_value **arguments,
                             struct WeightedRow *row);
};

static const struct PurchaseFitKind bgnbd_kind = {BGNBD_MODEL, read_history_row};
static const struct PurchaseFitKind mbgnbd_kind = {MBGNBD_MODEL, read_history_row};
static const struct PurchaseFitKind gamma_gamma_kind = {GAMMA_GAMMA_MODEL, read_spend_row};
static const struct PurchaseFitKind sbg_kind = {SBG_MODEL, read_tenure_row};

/* The only options there are, of the model of spends. */
static const struct Option q_option = {"q_above_one", YES_OR_NO, .rule = "true or false"};
static const struct Option *const spend_options[] = {&q_option, NULL};

/*
 * How many arguments options take up, 1 or 0; -1 after an error. No number begins with a bracket,
 * so that options are told from x by it.
 */
static int take_options(sqlite3_context *context, int count, sqlite3_value **arguments,
                        struct PurchaseFitState *state)
{
    const bool has_options = is_option_object(arguments[0]);
    if (state->options.known && has_options != state->has_options) {
        refuse_value(context, "options must be one constant; this row has %s", arguments[0]);
        return -1;
    }
    if ((has_options || !state->options.known) &&
        !read_option_object(context, spend_options, has_options ? arguments[0] : NULL,
                            &state->options)) {
        return -1;
    }
    if (count - has_options < 2 || count - has_options > 3) {
        fail(
            context,
            "the arguments are x, mean_spend and, where there is one, weight, after options if any");
        return -1;
    }
    state->has_options = has_options;
    return has_options;
}

static void purchase_fit_step(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    struct PurchaseFitState *state = sqlite3_aggregate_context(context, sizeof *state);
    if (!state) {
        sqlite3_result_error_nomem(context);
        return;
    }
    const struct Function *function = function_called(context);
    const struct PurchaseFitKind *kind = function->detail;
    if (kind->kind == GAMMA_GAMMA_MODEL) {
        int taken = take_options(context, count, arguments, state);
        if (taken < 0) {
            state->failed = true;
            return;
        }
        arguments += taken;
        count -= taken;
    }
    struct WeightedRow row;
    enum Reading weight_reading = READ_VALUE;
    double weight = 1;
    enum Reading reading = kind->read_row(context, arguments, &row);
    sqlite3_value *weight_value = count > function->subjects ? arguments[count - 1] : NULL;
    if (weight_value && reading != READ_ERROR) {
        weight_reading = read_customers(context, weight_value, &weight);
    }
    if (reading == READ_ERROR || weight_reading == READ_ERROR) {
        state->failed = true;
    } else if (reading == READ_NOTHING || weight_reading == READ_NOTHING) {
        state->counts.skipped++;
    } else if (kind->kind == GAMMA_GAMMA_MODEL && row.x == 0) {
        state->counts.without_repeats++;
    } else {
        row.weight = weight;
        state->counts.rows++;
        if (row_table_add(&state->table, &row) != SQLITE_OK) {
            state->failed = true;
            sqlite3_result_error_nomem(context);
        }
    }
}

/* Fits the model of this kind; `parameters` has room for MOST_VARIABLES. */
static void fit_rows(enum ModelKind kind, const struct WeightedRows *rows,
                     struct PurchaseFitState *state, double *parameters, struct Fit *fit)
{
    if (kind == GAMMA_GAMMA_MODEL) {
        struct GammaGamma model = {{0}};
        if (state->options.values.value[0] > 0) {
            state->counts.constrained = gamma_gamma_fit_with_mean(rows, &model, fit);
        } else {
            gamma_gamma_fit(rows, &model, fit);
        }
        memcpy(parameters, model.parameters, sizeof model.parameters);
    } else if (kind == SBG_MODEL) {
        struct Sbg model = {{0}};
        sbg_fit(rows, &model, fit);
        memcpy(parameters, model.parameters, sizeof model.parameters);
    } else {
        struct Bgnbd model = {{0}, kind == MBGNBD_MODEL};
        bgnbd_fit(rows, &model, fit);
        memcpy(parameters, model.parameters, sizeof model.parameters);
    }
}

static void set_purchase_model(sqlite3_context *context, struct PurchaseFitState *state)
{
    const struct PurchaseFitKind *kind = function_called(context)->detail;
    struct WeightedRows rows = row_table_rows(&state->table);
    struct StatementInterruption watch;
    interruption_begin(&watch, sqlite3_context_db_handle(context));
    rows.interruption = &watch.interruption;
    double parameters[MOST_VARIABLES];
    struct Fit fit;
    fit_rows(kind->kind, &rows, state, parameters, &fit);
    if (!interruption_report(&watch, context)) {
        struct JsonWriter json = json_begin(context);
        write_model(&json, kind->kind, parameters, &fit, &rows, &state->counts);
        json_result(&json, context);
    }
}

static void purchase_fit_finish(sqlite3_context *context)
{
    struct PurchaseFitState *state = sqlite3_aggregate_context(context, 0);
    if (!state) {
        return;
    }
    row_table_finish(&state->table);
    if (!state->failed && state->counts.rows > 0) {
        set_purchase_model(context, state);
    }
    row_table_clear(&state->table);
}

#define PURCHASE_FIT                                                                               \
    .kind = AGGREGATE_FUNCTION, .returns_json = true, .takes_weight = true,                        \
    .step = purchase_fit_step, .finish = purchase_fit_finish

/* Ages in weeks, and how many customers share them. */
#define CUSTOMERS                                                                                  \
    "WITH customer(x, t_x, T, customers) AS (VALUES (0, 0, 38, 60), (1, 8, 38, 15), "              \
    "(1, 25, 38, 8), (2, 12, 38, 6), (2, 31, 38, 7), (4, 33, 38, 5), (7, 22, 38, 2), "             \
    "(11, 36, 38, 3)) "

static const struct Function purchase_fit_functions[] = {
    {
        .name = "bgnbd_fit",
        .signature = "bgnbd_fit(x, t_x, T [, weight])",
        .summary =
            "BG/NBD model of repeat purchases as JSON, from one row for each customer: x purchases after the first, the last of them at age t_x (0 where x is 0), age now T. Both ages are in one unit of time, which alpha and every prediction then have too: days since the first purchase / 7 give weeks, and a month is 4.345 of those. The weight is how many such customers there are. Too few data are no error: converged says whether the best fit was found, boundary whether a parameter that the data cannot tell ended at 6e-6 or 1.6e5 (errors are then null, and in covariance it counts as known); a parameter lies with 95% confidence between itself times exp(-1.96 of its log_standard_errors) and times exp(1.96 of them); where identified is false, reason says why every prediction is NULL; repeat_only warns that nobody has x = 0: asked about all customers, such a model predicts too much. Rows with a NULL are skipped and counted.",
        .example = CUSTOMERS
        "SELECT round(json_extract(model, '$.parameters.r'), 3), round(json_extract(model, '$.log_likelihood'), 3), json_extract(model, '$.customers'), json_extract(model, '$.converged') FROM (SELECT bgnbd_fit(x, t_x, T, customers) AS model FROM customer)",
        .output = "0.359|-473.365|106|1",
        .fewest_arguments = 3,
        .most_arguments = 4,
        .subjects = 3,
        .detail = &bgnbd_kind,
        PURCHASE_FIT,
    },
    {
        .name = "mbgnbd_fit",
        .signature = "mbgnbd_fit(x, t_x, T [, weight])",
        .summary =
            "MBG/NBD model as JSON: as bgnbd_fit(), but a customer may already leave after the first purchase. Take this one: BG/NBD is certain that everybody without a repeat purchase is still a customer. Ages are in one unit of time, which alpha and every prediction then have too: after a fit in weeks a month is 4.345.",
        .example = CUSTOMERS
        "SELECT round(json_extract(model, '$.parameters.r'), 3), round(json_extract(model, '$.log_likelihood'), 3), json_extract(model, '$.customers'), json_extract(model, '$.converged') FROM (SELECT mbgnbd_fit(x, t_x, T, customers) AS model FROM customer)",
        .output = "0.693|-473.99|106|1",
        .fewest_arguments = 3,
        .most_arguments = 4,
        .subjects = 3,
        .detail = &mbgnbd_kind,
        PURCHASE_FIT,
    },
};

static const struct Function spend_fit_functions[] = {
    {
        .name = "gamma_gamma_fit",
        .signature = "gamma_gamma_fit([options,] x, mean_spend [, weight])",
        .summary =
            "Gamma-Gamma model of spend per purchase as JSON, from the number x and the mean spend of each customer's repeat purchases, without the first one; v has the unit of the spend. Customers with x = 0 and rows with a NULL are left out and counted; converged, boundary, identified, standard_errors and covariance as in bgnbd_fit(). Where q is 1 or less, all customers together have no mean spend; with the options {\"q_above_one\": true} it is held at that of the purchases then, and constrained says so.",
        .example =
            "WITH customer(x, mean_spend) AS (VALUES (2, 22.35), (1, 11.77), (7, 73.74), (1, 31.77), (2, 25.55), (5, 43.17), (10, 21.34), (1, 14.37), (1, 42), (3, 18), (2, 38), (1, 9), (0, NULL)) SELECT round(json_extract(model, '$.parameters.q'), 2), json_extract(model, '$.rows'), json_extract(model, '$.without_repeats') FROM (SELECT gamma_gamma_fit(x, mean_spend) AS model FROM customer)",
        .output = "5.54|12|1",
        .fewest_arguments = 2,
        .most_arguments = 4,
        .subjects = 2,
        .detail = &gamma_gamma_kind,
        PURCHASE_FIT,
    },
};

static const struct Function contract_fit_functions[] = {
    {
        .name = "sbg_fit",
        .signature = "sbg_fit(tenure, churned [, weight])",
        .summary =
            "Shifted beta-geometric model of customers with a contract as JSON, from one row for each: whole periods so far, and 1 if they left at the end of the last of them, 0 if they are there still; the weight is how many such customers there are. Periods are those in which a contract can end, such as months. boundary, identified, standard_errors and covariance as in bgnbd_fit(); rows with a NULL are skipped and counted.",
        .example =
            "WITH contract(years, churned, customers) AS (VALUES (1, 1, 131), (2, 1, 126), (3, 1, 90), (4, 1, 60), (5, 1, 42), (6, 1, 34), (7, 1, 26), (7, 0, 491)) SELECT round(json_extract(model, '$.parameters.a'), 3), round(json_extract(model, '$.parameters.b'), 3), round(json_extract(model, '$.log_likelihood'), 1) FROM (SELECT sbg_fit(years, churned, customers) AS model FROM contract)",
        .output = "0.668|3.806|-1611.2",
        .fewest_arguments = 2,
        .most_arguments = 3,
        .subjects = 2,
        .detail = &sbg_kind,
        PURCHASE_FIT,
    },
};

const struct FunctionTable purchase_fit_function_table =
    FUNCTION_TABLE("purchases", purchase_fit_functions);
const struct FunctionTable spend_fit_function_table =
    FUNCTION_TABLE("purchases", spend_fit_functions);
const struct FunctionTable contract_fit_function_table =
    FUNCTION_TABLE("purchases", contract_fit_functions);
