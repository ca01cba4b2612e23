/* How well a prediction ranks customers: advocate_lift(). */
#include "function_tables.h"
#include "host/interruption.h"
#include "host/json_writer.h"
#include "host/number_list.h"
#include "host/option.h"
#include "mathematics/ranking.h"
#include "prediction/model.h"

struct LiftState {
    struct NumberList hits;
    struct NumberList misses;
    struct OptionValues options;
    int64_t skipped;
};

static const struct Option probability_option = {"probability", CLOSED_NUMBER, 0, 1};
static const struct Option bins_option = {"bins", WHOLE_NUMBER, 2, MOST_BINS, 10};

static void advocate_lift_step(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    struct LiftState *state = sqlite3_aggregate_context(context, sizeof *state);
    if (!state) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (!read_options(context, count, arguments, &state->options)) {
        return;
    }
    double probability = 0;
    double outcome = 0;
    enum Reading first = read_parameter(context, &probability_option, arguments[0], &probability);
    if (first == READ_ERROR) {
        return;
    }
    enum Reading second = read_outcome(context, arguments[1], &outcome);
    if (second == READ_ERROR) {
        return;
    }
    if (first == READ_NOTHING || second == READ_NOTHING) {
        state->skipped++;
    } else if (!number_list_add(outcome > 0 ? &state->hits : &state->misses, probability)) {
        sqlite3_result_error_nomem(context);
    }
}

/* A bin that ties have left empty is left out. */
static void write_bins(struct JsonWriter *json, const struct Ranking *ranking, int bins)
{
    struct GainsBin table[MOST_BINS];
    ranking_gains(ranking, bins, table);
    json_key(json, "bins");
    json_open(json, '[');
    for (int i = 0; i < bins; i++) {
        if (table[i].customers == 0) {
            continue;
        }
        json_open(json, '{');
        json_integer_member(json, "bin", i + 1);
        json_integer_member(json, "customers", table[i].customers);
        json_integer_member(json, "advocates", table[i].hits);
        json_number_member(json, "rate", table[i].rate);
        write_known_member(json, "lift", table[i].lift);
        write_known_member(json, "captured_share", table[i].captured);
        json_number_member(json, "lowest_probability", table[i].lowest);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void set_lift(sqlite3_context *context, const struct LiftState *state)
{
    int bins = (int)option_value(&state->options, 0, &bins_option);
    struct Ranking ranking = {state->hits.numbers, state->misses.numbers, state->hits.count,
                              state->misses.count};
    struct StatementInterruption watch;
    interruption_begin(&watch, sqlite3_context_db_handle(context));
    sort_numbers(state->hits.numbers, state->hits.count, &watch.interruption);
    sort_numbers(state->misses.numbers, state->misses.count, &watch.interruption);
    if (interruption_report(&watch, context)) {
        return;
    }
    int64_t customers = state->hits.count + state->misses.count;
    struct JsonWriter json = json_begin(context);
    json_open(&json, '{');
    json_integer_member(&json, "customers", customers);
    json_integer_member(&json, "advocates", state->hits.count);
    json_integer_member(&json, "skipped", state->skipped);
    json_number_member(&json, "rate", 100 * (double)state->hits.count / (double)customers);
    write_known_member(&json, "auc", ranking_area(&ranking));
    write_bins(&json, &ranking, bins);
    json_close(&json, '}');
    json_result(&json, context);
}

static void advocate_lift_finish(sqlite3_context *context)
{
    struct LiftState *state = sqlite3_aggregate_context(context, 0);
    if (!state) {
        return;
    }
    if (state->hits.count + state->misses.count > 0) {
        set_lift(context, state);
    }
    number_list_free(&state->hits);
    number_list_free(&state->misses);
}

static const struct Function predict_lift_functions[] = {
    {
        .name = "advocate_lift",
        .signature = "advocate_lift(probability, outcome [, bins])",
        .summary =
            "How much better a prediction is than chance, as JSON: customers, advocates, skipped (rows with a NULL or blank), rate, auc, and bins of equal size (10 unless given, 2 to 100), most probable first: bin, customers, advocates, rate (percent), lift (rate by overall rate), captured_share (percent of all advocates, up to this bin), lowest_probability. Equal probabilities stay in one bin.",
        .example =
            "WITH customer(probability, advocate) AS (VALUES (0.9, 1), (0.8, 1), (0.6, 0), (0.4, 1), (0.3, 0), (0.1, 0)) SELECT round(json_extract(advocate_lift(probability, advocate, 3), '$.bins[0].lift'), 1), round(json_extract(advocate_lift(probability, advocate, 3), '$.auc'), 3) FROM customer",
        .output = "2.0|0.889",
        .kind = AGGREGATE_FUNCTION,
        .returns_json = true,
        .fewest_arguments = 2,
        .most_arguments = 3,
        .subjects = 2,
        .options = {&bins_option},
        .step = advocate_lift_step,
        .finish = advocate_lift_finish,
    },
};

const struct FunctionTable predict_lift_function_table =
    FUNCTION_TABLE("advocates", predict_lift_functions);
