/* The score over each customer's newest answer: nps_latest(). */
#include "function_tables.h"
#include "host/interruption.h"
#include "host/key_table.h"
#include "host/moment.h"
#include "host/option.h"
#include "host/value.h"
#include "mathematics/normal.h"
#include "survey/summary.h"

/* One answer, and when it was given, in seconds since 1970-01-01 UTC. */
struct DatedAnswer {
    int64_t moment;
    double weight;
    int32_t answer;
    bool is_given;
};

struct Customer {
    struct Key key;
    struct DatedAnswer newest;
};
_Static_assert(sizeof(struct Customer) == 64, "each customer that is looked up is one cache line");

struct LatestState {
    struct KeyTable customers;
    struct OptionValues options;
    /* Answers without a customer: no two of them are known to come from the same one. */
    struct Tally unknown;
    struct WeightTally unknown_weights;
    bool is_weighted;
    int64_t repeats;
};

/* Of two answers at the same time the lower counts, of the same answers the one of less weight. */
static bool is_newer(const struct DatedAnswer *answer, const struct DatedAnswer *other)
{
    if (answer->moment != other->moment) {
        return answer->moment > other->moment;
    }
    if (answer->answer != other->answer) {
        return answer->answer < other->answer;
    }
    return answer->weight < other->weight;
}

static void add_answer(sqlite3_context *context, struct LatestState *state,
                       sqlite3_value *customer_value, const struct DatedAnswer *answer)
{
    if (sqlite3_value_type(customer_value) == SQLITE_NULL || is_blank(customer_value)) {
        enum Category category = category_of_answer[answer->answer];
        state->unknown.rows[category]++;
        if (state->is_weighted) {
            weight_tally_add(&state->unknown_weights, category, answer->weight);
        }
        return;
    }
    uint32_t index;
    if (!check_key(context, key_table_find(&state->customers, customer_value, &index),
                   "customer")) {
        return;
    }
    struct Customer *customer = key_table_entry(&state->customers, index);
    state->repeats += customer->newest.is_given;
    if (!customer->newest.is_given || is_newer(answer, &customer->newest)) {
        customer->newest = *answer;
    }
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
    struct DatedAnswer answer = {0, 1, 0, true};
    sqlite3_value *weight = weight_argument(function_called(context), count, arguments);
    state->is_weighted = weight != NULL;
    if (read_options(context, count, arguments, &state->options) &&
        read_answer(context, arguments[0], 0, HIGHEST_ANSWER, &answer.answer) == READ_VALUE &&
        read_moment(context, arguments[2], ", which is the oldest time", &answer.moment) &&
        (!weight || read_weight(context, weight, &answer.weight) == READ_VALUE)) {
        add_answer(context, state, arguments[1], &answer);
    }
}

static void set_latest(sqlite3_context *context, const struct LatestState *state)
{
    struct StatementInterruption watch;
    interruption_begin(&watch, sqlite3_context_db_handle(context));
    struct Tally tally = state->unknown;
    struct WeightTally weights = state->unknown_weights;
    for (uint32_t i = 0; i < state->customers.count && !is_interrupted(&watch.interruption, 100);
         i++) {
        const struct Customer *customer = key_table_entry(&state->customers, i);
        enum Category category = category_of_answer[customer->newest.answer];
        tally.rows[category]++;
        if (state->is_weighted) {
            weight_tally_add(&weights, category, customer->newest.weight);
        }
    }
    if (interruption_report(&watch, context) || tally_total(&tally) == 0) {
        return;
    }
    double confidence = option_value(&state->options, 0, &confidence_option);
    struct JsonWriter json = json_begin(context);
    json_open(&json, '{');
    struct Answers answers = {&tally, state->is_weighted ? &weights : NULL};
    write_summary(&json, answers, confidence, normal_critical_value(confidence));
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
    key_table_clear(&state->customers);
}

static const struct Function nps_latest_functions[] = {
    {
        .name = "nps_latest",
        .signature = "nps_latest(score, customer, time [, confidence [, weight]])",
        .summary =
            "The summary over each customer's newest answer, as JSON, so that customers who answer often do not weigh more. Times are read as advocacy_time() reads them, to the second; what it cannot read without an order is an error, and NULL or blank the oldest time. A later blank replaces nothing, nor does an answer without its weight; of two answers at the same time the lower one counts; answers without a customer (NULL, blank) all count. repeats says how many answers were left out.",
        .example =
            "WITH answer(score, customer, answered_at) AS (VALUES (3, 'ann', '2026-01-05'), (10, 'ann', '2026-02-05'), ('', 'ann', '2026-03-05'), (9, 'bob', '2026-01-07')) SELECT json_extract(nps_latest(score, customer, answered_at), '$.nps', '$.responses', '$.repeats') FROM answer",
        .output = "[100.0,2,1]",
        .kind = AGGREGATE_FUNCTION,
        .returns_json = true,
        .fewest_arguments = 3,
        .most_arguments = 5,
        .subjects = 3,
        .options = {&confidence_option},
        .takes_weight = true,
        .step = nps_latest_step,
        .finish = nps_latest_finish,
    },
};

const struct FunctionTable nps_latest_function_table =
    FUNCTION_TABLE("survey", nps_latest_functions);
