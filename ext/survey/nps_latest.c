/* The score over each customer's newest answer: nps_latest(). */
#include "function_tables.h"
#include "host/key_table.h"
#include "host/option.h"
#include "host/value.h"
#include "mathematics/normal.h"
#include "survey/summary.h"

struct Customer {
    struct Key key;
    struct Key newest; /* when the answer was given; NULL is before everything */
    bool has_answered;
    int answer;
};

struct LatestState {
    struct KeyTable customers;
    struct OptionValues options;
    struct Tally unknown; /* answers without a customer: no two of them are known to come from the
                             same one */
    int64_t repeats;
};

/*
 * Whether an answer of that time takes the place of the one that the customer has; of two at the
 * same time the lower counts.
 */
static bool is_newer(const struct Customer *customer, const struct Key *time, int answer)
{
    if (!customer->has_answered) {
        return true;
    }
    int order = key_compare(time, &customer->newest);
    return order > 0 || (order == 0 && answer < customer->answer);
}

static void add_answer(sqlite3_context *context, struct LatestState *state,
                       sqlite3_value *customer_value, struct Key *time, int answer)
{
    uint32_t index;
    if (!check_key(context, key_table_find(&state->customers, customer_value, &index),
                   "customer")) {
        return;
    }
    struct Customer *customer = key_table_entry(&state->customers, index);
    bool is_repeat = customer->has_answered;
    if (is_newer(customer, time, answer)) {
        if (!check_key(context, key_hold(time), "time")) {
            return;
        }
        key_release(&customer->newest);
        customer->newest = *time;
        customer->answer = answer;
        customer->has_answered = true;
    }
    state->repeats += is_repeat;
}

static void nps_latest_step(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    struct LatestState *state = sqlite3_aggregate_context(context, sizeof *state);
    if (!state) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (state->customers.entry_size == 0) {
        key_table_start(&state->customers, sizeof(struct Customer));
    }
    int answer;
    struct Key time;
    if (!read_options(context, count, arguments, &state->options) ||
        read_answer(context, arguments[0], 0, HIGHEST_ANSWER, &answer) != READ_VALUE ||
        !check_key(context, key_of_value(arguments[2], &time), "time")) {
        return;
    }
    if (sqlite3_value_type(arguments[1]) == SQLITE_NULL) {
        state->unknown.rows[category_of_answer[answer]]++;
    } else {
        add_answer(context, state, arguments[1], &time, answer);
    }
}

static void set_latest(sqlite3_context *context, const struct LatestState *state)
{
    struct Tally tally = state->unknown;
    for (uint32_t i = 0; i < state->customers.count; i++) {
        const struct Customer *customer = key_table_entry(&state->customers, i);
        tally.rows[category_of_answer[customer->answer]] += customer->has_answered;
    }
    if (tally_total(&tally) == 0) {
        return;
    }
    double confidence = option_value(&state->options, 0, &confidence_option);
    struct JsonWriter json = json_begin(context);
    json_open(&json, '{');
    write_summary(&json, (struct Answers){&tally, NULL}, confidence,
                  normal_critical_value(confidence));
    json_integer_member(&json, "repeats", state->repeats);
    json_close(&json, '}');
    json_result(&json, context);
}

static void nps_latest_finish(sqlite3_context *context)
{
    struct LatestState *state = sqlite3_aggregate_context(context, 0);
    if (!state) {
        return;
    }
    set_latest(context, state);
    for (uint32_t i = 0; i < state->customers.count; i++) {
        struct Customer *customer = key_table_entry(&state->customers, i);
        key_release(&customer->newest);
    }
    key_table_clear(&state->customers);
}

static const struct Function nps_latest_functions[] = {
    {
        .name = "nps_latest",
        .signature = "nps_latest(score, customer, answered_at [, confidence])",
        .summary =
            "The summary over each customer's newest answer, as JSON, so that customers who answer often do not weigh more. A later blank replaces nothing; of two answers at the same time the lower one counts; answers without a customer all count. repeats says how many answers were left out.",
        .example =
            "WITH answer(score, customer, answered_at) AS (VALUES (3, 'ann', '2026-01-05'), (10, 'ann', '2026-02-05'), ('', 'ann', '2026-03-05'), (9, 'bob', '2026-01-07')) SELECT json_extract(nps_latest(score, customer, answered_at), '$.nps', '$.responses', '$.repeats') FROM answer",
        .output = "[100.0,2,1]",
        .kind = AGGREGATE_FUNCTION,
        .returns_json = true,
        .fewest_arguments = 3,
        .most_arguments = 4,
        .subjects = 3,
        .options = {&confidence_option},
        .step = nps_latest_step,
        .finish = nps_latest_finish,
    },
};

const struct FunctionTable nps_latest_function_table =
    FUNCTION_TABLE("survey", nps_latest_functions);
