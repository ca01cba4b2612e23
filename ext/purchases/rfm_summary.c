/*
 * A customer's purchases as the models see them: rfm_summary(). What somebody with nothing but an
 * order table needs to feed a fit in one query; other packages call it
 * summary_data_from_transaction_data.
 */
#include <math.h>
#include <string.h>

#include "function_tables.h"
#include "host/json_writer.h"
#include "host/moment.h"
#include "host/option.h"
#include "mathematics/limits.h"
#include "mathematics/rhythm.h"
#include "reading/calendar.h"
#include "reading/time.h"

/* So few payments need no memory of their own. */
#define PAYMENTS_WITHIN 8

struct RfmSummaryState {
    struct Payment within[PAYMENTS_WITHIN];
    struct Payment *payments; /* all of them, once there are more */
    sqlite3_uint64 count;
    sqlite3_uint64 capacity;
    int64_t skipped;
    int64_t as_of; /* a day, or UNKNOWN_MOMENT */
    bool has_as_of;
    bool failed; /* a row was an error */
    struct OptionValues options;
};

static const struct Option paid_amount_option = {"amount", CLOSED_NUMBER, -LARGEST_NUMBER,
                                                 LARGEST_NUMBER, .way_out_of_text = READS_AMOUNTS};
static const struct Option time_unit_option = {"time_unit_days", HALF_OPEN_NUMBER, 0, 1e6, 1};

static int64_t day_of_moment(int64_t second)
{
    const int64_t day = second / SECONDS_PER_DAY;
    return day - (second % SECONDS_PER_DAY < 0);
}

/* The day of a time; UNKNOWN_MOMENT where there is none. False after an error. */
static bool read_day(sqlite3_context *context, sqlite3_value *value, int64_t *day)
{
    int64_t moment;
    if (!read_moment(context, value, "", &moment)) {
        return false;
    }
    *day = moment == UNKNOWN_MOMENT ? UNKNOWN_MOMENT : day_of_moment(moment);
    return true;
}

/* as_of is a constant as options are. */
static bool read_as_of(sqlite3_context *context, struct RfmSummaryState *state,
                       sqlite3_value *value)
{
    int64_t day = UNKNOWN_MOMENT;
    if (value && !read_day(context, value, &day)) {
        return false;
    }
    if (state->has_as_of && day != state->as_of) {
        refuse_value(context, "as_of must be one constant; this row has %s", value);
        return false;
    }
    state->as_of = day;
    state->has_as_of = true;
    return true;
}

/* The room for one more; NULL when out of memory. */
static struct Payment *next_payment(struct RfmSummaryState *state)
{
    if (state->count < PAYMENTS_WITHIN) {
        return &state->within[state->count++];
    }
    if (state->count >= state->capacity) {
        const sqlite3_uint64 capacity = 2 * state->count;
        struct Payment *payments = sqlite3_realloc64(state->payments, capacity * sizeof *payments);
        if (!payments) {
            return NULL;
        }
        if (!state->payments) {
            memcpy(payments, state->within, sizeof state->within);
        }
        state->payments = payments;
        state->capacity = capacity;
    }
    return &state->payments[state->count++];
}

/* Both are read before the row counts: a bad value is an error also beside a missing one. */
static bool add_payment(sqlite3_context *context, struct RfmSummaryState *state,
                        sqlite3_value **arguments)
{
    int64_t day;
    double amount;
    if (!read_day(context, arguments[0], &day)) {
        return false;
    }
    const enum Reading reading =
        read_parameter(context, &paid_amount_option, arguments[1], &amount);
    if (reading == READ_ERROR) {
        return false;
    }
    if (reading == READ_NOTHING || day == UNKNOWN_MOMENT) {
        state->skipped++;
        return true;
    }
    struct Payment *payment = next_payment(state);
    if (!payment) {
        sqlite3_result_error_nomem(context);
        return false;
    }
    *payment = (struct Payment){day, amount, amount >= 0 ? amount + 0.0 : -1};
    return true;
}

static void rfm_summary_step(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    struct RfmSummaryState *state = sqlite3_aggregate_context(context, sizeof *state);
    if (!state) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (state->failed || !read_options(context, count, arguments, &state->options) ||
        !read_as_of(context, state, count > 2 ? arguments[2] : NULL) ||
        !add_payment(context, state, arguments)) {
        state->failed = true;
    }
}

static void write_day_member(struct JsonWriter *json, const char *key, int64_t day)
{
    char text[LONGEST_TIME_TEXT];
    const size_t length =
        time_text((struct Time){.second = day * SECONDS_PER_DAY, .is_day = true}, text);
    json_key(json, key);
    json_text(json, text, length);
}

static void set_rfm_summary(sqlite3_context *context, const struct RfmSummaryState *state,
                            const struct Rhythm *rhythm)
{
    const double unit = option_value(&state->options, 0, &time_unit_option);
    const bool has_as_of = state->as_of != UNKNOWN_MOMENT;
    const double age = has_as_of ? (double)(state->as_of - rhythm->first_day) / unit : NAN;
    struct JsonWriter json = json_begin(context);
    json_open(&json, '{');
    json_integer_member(&json, "x", rhythm->repeats);
    json_number_member(&json, "t_x", (double)(rhythm->last_day - rhythm->first_day) / unit);
    json_number_member(&json, "T", age);
    json_number_member(&json, "mean_spend", rhythm_mean_spend(rhythm));
    write_day_member(&json, "first_purchase", rhythm->first_day);
    write_day_member(&json, "last_purchase", rhythm->last_day);
    if (has_as_of) {
        json_integer_member(&json, "later_purchases", rhythm->later_purchases);
        json_number_member(&json, "later_spend", rhythm->later_spend);
    }
    json_integer_member(&json, "skipped", state->skipped);
    json_close(&json, '}');
    json_result(&json, context);
}

static void rfm_summary_finish(sqlite3_context *context)
{
    struct RfmSummaryState *state = sqlite3_aggregate_context(context, 0);
    if (!state) {
        return;
    }
    struct Rhythm rhythm;
    struct Payment *payments = state->payments ? state->payments : state->within;
    const int64_t until = state->as_of == UNKNOWN_MOMENT ? INT64_MAX : state->as_of;
    if (!state->failed && state->count > 0 &&
        rhythm_of(payments, (size_t)state->count, until, &rhythm)) {
        set_rfm_summary(context, state, &rhythm);
    }
    sqlite3_free(state->payments);
    state->payments = NULL;
    state->count = 0;
}

#define TRANSACTIONS                                                                               \
    "WITH purchase(customer, day, amount) AS (VALUES ('ann', '2026-01-05', 20), ('ann', '2026-01-19', 30), ('ann', '2026-02-16', 50), ('bob', '2026-02-02', 15)) "

static const struct Function rfm_summary_functions[] = {
    {
        .name = "rfm_summary",
        .signature = "rfm_summary(purchased_at, amount [, as_of [, time_unit_days]])",
        .summary =
            "What the purchase models are fitted to, from the purchases of one customer in any order, as JSON: x (days with a purchase after the first), t_x (from the first to the last), T (from the first to as_of; null without one), mean_spend (of the x), first_purchase, last_purchase, and skipped (rows with a NULL or blank). t_x and T are in units of time_unit_days, 1 unless given. All that is bought on one day is one purchase, also at a price of 0. An amount below 0 is a return and no purchase: it lowers the spend of its day or of the purchase before it, and a purchase that is all given back, on its day or later, is none. What comes after as_of is in later_purchases and later_spend alone, to compare a prediction with. NULL where nothing was bought by as_of.",
        .example = TRANSACTIONS
        "SELECT customer, json_extract(rfm_summary(day, amount, '2026-03-02', 7), '$.x', '$.t_x', '$.T', '$.mean_spend') FROM purchase GROUP BY customer",
        .output = "ann|[2,6.0,8.0,40.0]\nbob|[0,0.0,4.0,null]",
        .kind = AGGREGATE_FUNCTION,
        .returns_json = true,
        .fewest_arguments = 2,
        .most_arguments = 4,
        .subjects = 3,
        .options = {&time_unit_option},
        .step = rfm_summary_step,
        .finish = rfm_summary_finish,
    },
};

const struct FunctionTable rfm_summary_function_table =
    FUNCTION_TABLE("purchases", rfm_summary_functions);
