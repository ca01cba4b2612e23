/*
 * What became of last period's revenue, from one row for each customer: revenue_retention() and
 * earned_growth(). Both are window functions too.
 */
#include "mathematics/revenue.h"
#include "function_tables.h"
#include "host/json_writer.h"
#include "host/option.h"
#include "mathematics/limits.h"

static const struct Option previous_option = {"previous", CLOSED_NUMBER, -LARGEST_NUMBER,
                                              LARGEST_NUMBER, .way_out_of_text = READS_AMOUNTS};
static const struct Option current_option = {"current", CLOSED_NUMBER, -LARGEST_NUMBER,
                                             LARGEST_NUMBER, .way_out_of_text = READS_AMOUNTS};
static const struct Option is_earned_option = {"is_earned", YES_OR_NO};

/*
 * NULL and blank are no revenue: an outer join writes it so. A negative amount is a refund. False
 * after an error.
 */
static bool read_amount(sqlite3_context *context, const struct Option *option, sqlite3_value *value,
                        struct Amount *amount)
{
    *amount = (struct Amount){0, 0};
    enum Reading reading = read_parameter(context, option, value, &amount->large);
    if (reading == READ_VALUE && sqlite3_value_numeric_type(value) == SQLITE_INTEGER) {
        *amount = whole_amount(sqlite3_value_int64(value));
    }
    return reading != READ_ERROR;
}

/* NULL is not known to be earned. False after an error. */
static bool read_is_earned(sqlite3_context *context, sqlite3_value *value, bool *is_earned)
{
    double number = 0;
    enum Reading reading = read_parameter(context, &is_earned_option, value, &number);
    *is_earned = reading == READ_VALUE && number == 1;
    return reading != READ_ERROR;
}

static void move_customer(sqlite3_context *context, int count, sqlite3_value **arguments,
                          int direction)
{
    struct Revenue *revenue = sqlite3_aggregate_context(context, sizeof *revenue);
    if (!revenue) {
        sqlite3_result_error_nomem(context);
        return;
    }
    struct Amount previous;
    struct Amount current;
    bool is_earned = false;
    if (read_amount(context, &previous_option, arguments[0], &previous) &&
        read_amount(context, &current_option, arguments[1], &current) &&
        (count < 3 || read_is_earned(context, arguments[2], &is_earned))) {
        revenue_move(revenue, &previous, &current, is_earned, direction);
    }
}

static void revenue_step(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    move_customer(context, count, arguments, +1);
}

static void revenue_inverse(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    move_customer(context, count, arguments, -1);
    const struct Revenue *revenue = sqlite3_aggregate_context(context, 0);
    if (revenue && (revenue->earned.has_lost || revenue->bought.has_lost ||
                    revenue->previous.has_lost || revenue->retained.has_lost)) {
        fail_lost(context);
    }
}

static bool find_growth(sqlite3_context *context, struct EarnedGrowth *growth)
{
    const struct Revenue *revenue = sqlite3_aggregate_context(context, 0);
    return revenue && earned_growth_of(revenue, growth);
}

static void revenue_retention_value(sqlite3_context *context)
{
    struct EarnedGrowth growth;
    if (find_growth(context, &growth)) {
        result_number(context, growth.net_revenue_retention);
    }
}

static void earned_growth_value(sqlite3_context *context)
{
    struct EarnedGrowth growth;
    if (!find_growth(context, &growth)) {
        return;
    }
    struct JsonWriter json = json_begin(context);
    json_open(&json, '{');
    json_number_member(&json, "net_revenue_retention", growth.net_revenue_retention);
    json_number_member(&json, "earned_new", growth.earned_new);
    json_number_member(&json, "bought_new", growth.bought_new);
    json_number_member(&json, "growth", growth.growth);
    json_number_member(&json, "rate", growth.rate);
    json_number_member(&json, "ratio", growth.ratio);
    json_close(&json, '}');
    json_result(&json, context);
}

static const struct Function revenue_functions[] = {
    {
        .name = "revenue_retention",
        .signature = "revenue_retention(previous, current)",
        .summary =
            "Net revenue retention in percent, from one row for each customer: this period's revenue from the customers of the previous period, divided by what they brought then. A NULL amount counts as 0, new customers do not count. NULL without previous revenue.",
        .example =
            "WITH customer(previous, current) AS (VALUES (60, 65), (40, 20), (NULL, 45)) SELECT revenue_retention(previous, current) FROM customer",
        .output = "85.0",
        .kind = WINDOW_FUNCTION,
        .fewest_arguments = 2,
        .most_arguments = 2,
        .subjects = 2,
        .step = revenue_step,
        .inverse = revenue_inverse,
        .value = revenue_retention_value,
        .finish = revenue_retention_value,
    },
    {
        .name = "earned_growth",
        .signature = "earned_growth(previous, current, is_earned)",
        .summary =
            "Earned growth as JSON, in percent: net_revenue_retention, earned_new (from new customers for whom is_earned is true, such as referred ones), bought_new (from other new customers), growth, rate (retention + earned_new - 100) and ratio, the part of the growth that was earned; NULL without growth.",
        .example =
            "WITH customer(previous, current, is_earned) AS (VALUES (60, 65, NULL), (40, 20, NULL), (NULL, 25, 1), (NULL, 20, 0)) SELECT json_extract(earned_growth(previous, current, is_earned), '$.rate'), round(json_extract(earned_growth(previous, current, is_earned), '$.ratio'), 1) FROM customer",
        .output = "10.0|33.3",
        .kind = WINDOW_FUNCTION,
        .returns_json = true,
        .fewest_arguments = 3,
        .most_arguments = 3,
        .subjects = 3,
        .step = revenue_step,
        .inverse = revenue_inverse,
        .value = earned_growth_value,
        .finish = earned_growth_value,
    },
};

const struct FunctionTable revenue_function_table = FUNCTION_TABLE("purchases", revenue_functions);
