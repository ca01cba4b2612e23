#include "purchases/history.h"

#include <math.h>

#include "mathematics/gamma_gamma.h"
#include "mathematics/limits.h"
#include "mathematics/tally.h"

/* "name must be " and the rule, and the value that broke it. */
static enum Reading refuse_quantity(sqlite3_context *context, const char *name, const char *rule,
                                    sqlite3_value *value)
{
    char *shown = describe(value);
    if (shown) {
        fail(context, "%s must be %s, not %s", name, rule, shown);
    } else {
        sqlite3_result_error_nomem(context);
    }
    sqlite3_free(shown);
    return READ_ERROR;
}

/* Any finite number. READ_ERROR reports nothing: the caller knows the rule. */
static inline enum Reading read_finite(sqlite3_value *value, double *number)
{
    /* What usually comes is read in two calls of the host. */
    int type = sqlite3_value_type(value);
    if (type == SQLITE_INTEGER || type == SQLITE_FLOAT) {
        *number = sqlite3_value_double(value);
        return isfinite(*number) ? READ_VALUE : READ_ERROR;
    }
    if (type == SQLITE_NULL || is_blank(value)) {
        return READ_NOTHING;
    }
    return read_number(value, number) ? READ_VALUE : READ_ERROR;
}

enum Reading read_quantity(sqlite3_context *context, sqlite3_value *value, const char *name,
                           double lowest, double highest, double *number)
{
    enum Reading reading = read_finite(value, number);
    if (reading == READ_NOTHING ||
        (reading == READ_VALUE && *number >= lowest && *number <= highest)) {
        return reading;
    }
    char rule[80];
    sqlite3_snprintf(sizeof rule, rule, "a number from %g to %g", lowest, highest);
    return refuse_quantity(context, name, rule, value);
}

enum Reading read_purchases(sqlite3_context *context, sqlite3_value *value, double *x)
{
    enum Reading reading = read_finite(value, x);
    if (reading == READ_NOTHING ||
        (reading == READ_VALUE && *x >= 0 && *x <= MOST_PURCHASES && *x == floor(*x))) {
        return reading;
    }
    return refuse_quantity(context, "x", "a whole number from 0 to 1000000000", value);
}

enum Reading read_history(sqlite3_context *context, sqlite3_value **arguments,
                          struct History *history)
{
    /* All are read before one counts: a bad value is an error also where another is missing. */
    enum Reading x = read_purchases(context, arguments[0], &history->x);
    if (x == READ_ERROR) {
        return READ_ERROR;
    }
    enum Reading t_x =
        read_quantity(context, arguments[1], "t_x", 0, LARGEST_NUMBER, &history->t_x);
    if (t_x == READ_ERROR) {
        return READ_ERROR;
    }
    enum Reading age = read_quantity(context, arguments[2], "T", 0, LARGEST_NUMBER, &history->T);
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

enum Reading read_spend(sqlite3_context *context, sqlite3_value *value, double *mean_spend)
{
    enum Reading reading = read_finite(value, mean_spend);
    if (reading == READ_NOTHING ||
        (reading == READ_VALUE && *mean_spend >= SMALLEST_SPEND && *mean_spend <= LARGEST_NUMBER)) {
        return reading;
    }
    return refuse_quantity(context, "mean_spend", "above 0 where x is above 0 (1e-100 to 1e+100)",
                           value);
}

enum Reading read_customers(sqlite3_context *context, sqlite3_value *value, double *weight)
{
    enum Reading reading = read_finite(value, weight);
    if (reading == READ_NOTHING ||
        (reading == READ_VALUE && *weight > 0 && *weight <= LARGEST_NUMBER)) {
        return reading;
    }
    return refuse_quantity(context, "weight", "a number of customers, above 0 and at most 1e+100",
                           value);
}
