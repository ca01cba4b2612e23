#include "purchases/history.h"

#include "host/option.h"
#include "mathematics/gamma_gamma.h"
#include "mathematics/limits.h"

static const struct Option x_option = {"x", WHOLE_NUMBER, 0, MOST_PURCHASES};
static const struct Option t_x_option = {"t_x", CLOSED_NUMBER, 0, LARGEST_NUMBER,
                                         .way_out_of_text = READS_AGES};
static const struct Option age_now_option = {"T", CLOSED_NUMBER, 0, LARGEST_NUMBER,
                                             .way_out_of_text = READS_AGES};

static const struct Option mean_spend_option = {
    "mean_spend",
    CLOSED_NUMBER,
    SMALLEST_SPEND,
    LARGEST_NUMBER,
    .rule = "above 0 where x is above 0 (1e-100 to 1e100)",
    .way_out_below =
        "FILTER (WHERE mean_spend > 0) leaves such customers out of a fit, and a prediction for x = 0 is of the mean of all",
    .way_out_of_text = READS_AMOUNTS,
};

static const struct Option customers_option = {
    "weight",
    HALF_OPEN_NUMBER,
    0,
    LARGEST_NUMBER,
    .rule = "a number of customers, above 0 and at most 1e100",
};

enum Reading read_purchases(sqlite3_context *context, sqlite3_value *value, double *x)
{
    return read_parameter(context, &x_option, value, x);
}

enum Reading read_spend(sqlite3_context *context, sqlite3_value *value, double *mean_spend)
{
    return read_parameter(context, &mean_spend_option, value, mean_spend);
}

enum Reading read_customers(sqlite3_context *context, sqlite3_value *value, double *weight)
{
    return read_parameter(context, &customers_option, value, weight);
}

enum Reading read_history(sqlite3_context *context, sqlite3_value **arguments,
                          struct History *history)
{
    /* All are read before one counts: a bad value is an error also where another is missing. */
    enum Reading x = read_purchases(context, arguments[0], &history->x);
    if (x == READ_ERROR) {
        return READ_ERROR;
    }
    enum Reading t_x = read_parameter(context, &t_x_option, arguments[1], &history->t_x);
    if (t_x == READ_ERROR) {
        return READ_ERROR;
    }
    enum Reading age = read_parameter(context, &age_now_option, arguments[2], &history->T);
    if (age == READ_ERROR) {
        return READ_ERROR;
    }
    if (t_x == READ_VALUE && age == READ_VALUE && history->t_x > history->T) {
        fail(context, "t_x must not be above T; this customer has t_x = %!.15g and T = %!.15g",
             history->t_x, history->T);
        return READ_ERROR;
    }
    if (x == READ_VALUE && t_x == READ_VALUE && history->x == 0 && history->t_x != 0) {
        fail(context, "t_x must be 0 where x is 0, which is no repeat purchase, not %!.15g",
             history->t_x);
        return READ_ERROR;
    }
    bool is_whole = x == READ_VALUE && t_x == READ_VALUE && age == READ_VALUE;
    return is_whole ? READ_VALUE : READ_NOTHING;
}
