/*
 * Predictions from a fitted model: clv_alive(), clv_purchases(), clv_spend() and clv(). Which
 * formula holds is in the model.
 */
#include "function_tables.h"
#include "host/option.h"
#include "mathematics/limits.h"
#include "purchases/history.h"
#include "purchases/purchase_model.h"

/* The arguments model, x, t_x, T, which several functions begin with. */
static enum Reading read_model_and_history(sqlite3_context *context, sqlite3_value **arguments,
                                           struct PurchaseModel **model, struct History *history)
{
    enum Reading reading = read_purchase_model(context, arguments[0], model);
    return reading == READ_VALUE ? read_history(context, arguments + 1, history) : reading;
}

static void clv_alive(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    struct PurchaseModel *model;
    struct History history;
    if (read_model_and_history(context, arguments, &model, &history) == READ_VALUE) {
        result_number(context, bgnbd_alive(&model->bgnbd, &history));
    }
}

static const struct Option horizon_option = {"horizon", CLOSED_NUMBER, 0, LARGEST_NUMBER};

static void clv_purchases(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    struct PurchaseModel *model;
    struct History history;
    double horizon;
    if (read_model_and_history(context, arguments, &model, &history) == READ_VALUE &&
        read_parameter(context, &horizon_option, arguments[4], &horizon) == READ_VALUE) {
        struct Outlook outlook = {history.x, history.T, .periods = 1, .length = horizon};
        result_number(context,
                      bgnbd_alive(&model->bgnbd, &history) * expected_outlook(model, &outlook));
    }
}

static void clv_active(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    struct PurchaseModel *model;
    struct History history;
    double horizon;
    if (read_model_and_history(context, arguments, &model, &history) == READ_VALUE &&
        read_parameter(context, &horizon_option, arguments[4], &horizon) == READ_VALUE) {
        result_number(context, bgnbd_active(&model->bgnbd, &history, horizon));
    }
}

static void clv_survival(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    struct PurchaseModel *model;
    struct History history;
    double horizon;
    if (read_model_and_history(context, arguments, &model, &history) == READ_VALUE &&
        read_parameter(context, &horizon_option, arguments[4], &horizon) == READ_VALUE) {
        result_number(context, bgnbd_survival(&model->bgnbd, &history, horizon));
    }
}

/* It takes as many steps. */
#define MOST_REPEATS 10000

static const struct Option repeats_option = {"x", WHOLE_NUMBER, 0, MOST_REPEATS};
static const struct Option customer_age_option = {"T", CLOSED_NUMBER, 0, LARGEST_NUMBER};

static void clv_frequency(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    struct PurchaseModel *model;
    double x;
    double age;
    if (read_purchase_model(context, arguments[0], &model) == READ_VALUE &&
        read_parameter(context, &repeats_option, arguments[1], &x) == READ_VALUE &&
        read_parameter(context, &customer_age_option, arguments[2], &age) == READ_VALUE) {
        result_number(context, bgnbd_frequency(&model->bgnbd, x, age));
    }
}

/* The expected spend of a purchase. Where x is 0, mean_spend is not looked at. */
static enum Reading read_expected_spend(sqlite3_context *context, const struct GammaGamma *model,
                                        double x, sqlite3_value *mean_spend, double *spend)
{
    double mean = 0;
    enum Reading reading = x > 0 ? read_spend(context, mean_spend, &mean) : READ_VALUE;
    if (reading == READ_VALUE) {
        *spend = gamma_gamma_spend(model, x, mean);
    }
    return reading;
}

static void clv_spend(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    const struct GammaGamma *model;
    double x;
    double spend;
    if (read_spend_model(context, arguments[0], &model) == READ_VALUE &&
        read_purchases(context, arguments[1], &x) == READ_VALUE &&
        read_expected_spend(context, model, x, arguments[2], &spend) == READ_VALUE) {
        result_number(context, spend);
    }
}

static const struct Option whole_periods_option = {"periods", WHOLE_NUMBER, 0, MOST_PURCHASES};
static const struct Option one_period_option = {"period", WHOLE_NUMBER, 1, MOST_PURCHASES};

static void contract_survival(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    const struct Sbg *model;
    double periods;
    if (read_contract_model(context, arguments[0], &model) == READ_VALUE &&
        read_parameter(context, &whole_periods_option, arguments[1], &periods) == READ_VALUE) {
        result_number(context, sbg_survival(model, periods));
    }
}

static void contract_retention(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    const struct Sbg *model;
    double period;
    if (read_contract_model(context, arguments[0], &model) == READ_VALUE &&
        read_parameter(context, &one_period_option, arguments[1], &period) == READ_VALUE) {
        result_number(context, sbg_retention(model, period));
    }
}

/* More than a lifetime of days. */
#define MOST_PERIODS 100000

static const struct Option periods_option = {"periods", WHOLE_NUMBER, 1, MOST_PERIODS, 0};
static const struct Option discount_option = {"discount", CLOSED_NUMBER, 0, 1, 0};
static const struct Option period_length_option = {"period_length", OPEN_NUMBER, 0, LARGEST_NUMBER,
                                                   1};

/* periods, discount and period_length; the last two may be absent. */
static enum Reading read_periods(sqlite3_context *context, int count, sqlite3_value **arguments,
                                 double values[3])
{
    const struct Option *options[] = {&periods_option, &discount_option, &period_length_option};
    for (int i = 0; i < 3; i++) {
        values[i] = options[i]->fallback;
        enum Reading reading =
            i < count ? read_parameter(context, options[i], arguments[i], &values[i]) : READ_VALUE;
        if (reading != READ_VALUE) {
            return reading;
        }
    }
    return READ_VALUE;
}

static void clv(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    struct PurchaseModel *purchase_model;
    const struct GammaGamma *spend_model;
    struct History history;
    double spend;
    double periods[3];
    if (read_purchase_model(context, arguments[0], &purchase_model) == READ_VALUE &&
        read_spend_model(context, arguments[1], &spend_model) == READ_VALUE &&
        read_history(context, arguments + 2, &history) == READ_VALUE &&
        read_expected_spend(context, spend_model, history.x, arguments[5], &spend) == READ_VALUE &&
        read_periods(context, count - 6, arguments + 6, periods) == READ_VALUE) {
        struct Outlook outlook = {history.x, history.T, periods[0], periods[2], periods[1]};
        result_number(context, spend * bgnbd_alive(&purchase_model->bgnbd, &history) *
                                   expected_outlook(purchase_model, &outlook));
    }
}

/*
 * Published fits on the CDNOW sample, in weeks (Fader, Hardie and Lee 2005; Fader and Hardie 2013).
 */
#define PURCHASE_MODEL                                                                             \
    "'{\"model\":\"BG/NBD\",\"parameters\":{\"r\":0.243,\"alpha\":4.414,\"a\":0.793,"              \
    "\"b\":2.426}}'"
#define SPEND_MODEL                                                                                \
    "'{\"model\":\"Gamma-Gamma\",\"parameters\":{\"p\":6.25,\"q\":3.74,\"v\":15.44}}'"

#define CONTRACT_MODEL "'{\"model\":\"sBG\",\"parameters\":{\"a\":0.668,\"b\":3.806}}'"

static const struct Function purchase_predict_functions[] = {
    {
        .name = "clv_alive",
        .signature = "clv_alive(model, x, t_x, T)",
        .summary =
            "The probability, 0 to 1, that somebody is still a customer, from the model of bgnbd_fit() or mbgnbd_fit(); t_x and T in the time unit of the fit.",
        .example = "SELECT round(clv_alive(" PURCHASE_MODEL ", 2, 30.43, 38.86), 4)",
        .output = "0.7266",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 4,
        .most_arguments = 4,
        .has_cache = true,
        .scalar = clv_alive,
    },
    {
        .name = "clv_active",
        .signature = "clv_active(model, x, t_x, T, horizon)",
        .summary =
            "The probability, 0 to 1, that a customer buys at least once between now and the horizon, from the model of bgnbd_fit() or mbgnbd_fit(); t_x, T and horizon in the time unit of the fit. Unlike clv_alive() it tells who will buy from who only might.",
        .example = "SELECT round(clv_active(" PURCHASE_MODEL ", 2, 30.43, 38.86, 39), 4)",
        .output = "0.5546",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 5,
        .most_arguments = 5,
        .has_cache = true,
        .scalar = clv_active,
    },
    {
        .name = "clv_purchases",
        .signature = "clv_purchases(model, x, t_x, T, horizon)",
        .summary =
            "How many purchases to expect from a customer between now and the horizon, from the model of bgnbd_fit() or mbgnbd_fit(); t_x, T and horizon in the time unit of the fit (after a fit in weeks, a month is 4.345). For a new customer, just after the first purchase, x, t_x and T are 0.",
        .example = "SELECT round(clv_purchases(" PURCHASE_MODEL ", 2, 30.43, 38.86, 39), 4)",
        .output = "1.226",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 5,
        .most_arguments = 5,
        .has_cache = true,
        .scalar = clv_purchases,
    },
    {
        .name = "clv_survival",
        .signature = "clv_survival(model, x, t_x, T, horizon)",
        .summary =
            "How likely somebody is to be a customer still at the horizon, 0 to 1, from the model of bgnbd_fit() or mbgnbd_fit(): clv_alive() is that of now. t_x, T and horizon in the time unit of the fit.",
        .example = "SELECT round(clv_survival(" PURCHASE_MODEL
                   ", 2, 30.43, 38.86, 0), 4), round(clv_survival(" PURCHASE_MODEL
                   ", 2, 30.43, 38.86, 52), 4)",
        .output = "0.7266|0.5316",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 5,
        .most_arguments = 5,
        .has_cache = true,
        .scalar = clv_survival,
    },
    {
        .name = "clv_frequency",
        .signature = "clv_frequency(model, x, T)",
        .summary =
            "How likely a customer of this age has made x repeat purchases, 0 to 1, from the model of bgnbd_fit() or mbgnbd_fit(): summed over customers, how many are to be expected with 0, 1, 2, ... of them, to be compared with how many there are. x at most 10000; T in the time unit of the fit.",
        .example = "SELECT round(clv_frequency(" PURCHASE_MODEL
                   ", 0, 38.86), 4), round(clv_frequency(" PURCHASE_MODEL ", 3, 38.86), 4)",
        .output = "0.5742|0.0458",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 3,
        .most_arguments = 3,
        .has_cache = true,
        .scalar = clv_frequency,
    },
    {
        .name = "clv_spend",
        .signature = "clv_spend(model, x, mean_spend)",
        .summary =
            "What a customer is expected to spend on a purchase, from the model of gamma_gamma_fit(); with x = 0 the mean of all customers, whatever mean_spend is. NULL if the model has no mean (q + p x <= 1).",
        .example = "SELECT round(clv_spend(" SPEND_MODEL
                   ", 2, 40), 4), round(clv_spend(" SPEND_MODEL ", 0, NULL), 3)",
        .output = "39.1404|35.219",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 3,
        .most_arguments = 3,
        .has_cache = true,
        .scalar = clv_spend,
    },
    {
        .name = "clv",
        .signature =
            "clv(purchase_model, spend_model, x, t_x, T, mean_spend, periods [, discount [, period_length]])",
        .summary =
            "Customer lifetime value: what a customer is expected to spend in that many periods from now, discounted at the end of each (0.01 is 1% per period). t_x, T and period_length, the length of one period (1 unless given), are in the time unit of the fit: after a fit in weeks, 12 months at 1% are 12, 0.01, 4.345.",
        .example = "SELECT round(clv(" PURCHASE_MODEL ", " SPEND_MODEL
                   ", 2, 30.43, 38.86, 22.35, 12, 0.01, 4.345), 2)",
        .output = "36.29",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 7,
        .most_arguments = 9,
        .has_cache = true,
        .scalar = clv,
    },
    {
        .name = "sbg_survival",
        .signature = "sbg_survival(model, periods)",
        .summary =
            "The share, 0 to 1, of new customers with a contract who are there still after so many periods, from the model of sbg_fit().",
        .example = "SELECT round(sbg_survival(" CONTRACT_MODEL
                   ", 7), 3), round(sbg_survival(" CONTRACT_MODEL ", 12), 3)",
        .output = "0.489|0.378",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 2,
        .most_arguments = 2,
        .has_cache = true,
        .scalar = contract_survival,
    },
    {
        .name = "sbg_retention",
        .signature = "sbg_retention(model, period)",
        .summary =
            "The probability, 0 to 1, that a customer with a contract who came to this period, 1 for the first, stays beyond it, from the model of sbg_fit(). It rises from period to period: who is likely to leave leaves early.",
        .example = "SELECT round(sbg_retention(" CONTRACT_MODEL
                   ", 1), 3), round(sbg_retention(" CONTRACT_MODEL ", 8), 3)",
        .output = "0.851|0.942",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 2,
        .most_arguments = 2,
        .has_cache = true,
        .scalar = contract_retention,
    },
};

const struct FunctionTable purchase_predict_function_table =
    FUNCTION_TABLE("purchases", purchase_predict_functions);
