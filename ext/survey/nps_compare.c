/* Whether the scores of two separate groups of customers really differ: nps_compare(). */
#include "function_tables.h"
#include "host/option.h"
#include "host/value.h"
#include "survey/two_groups.h"

struct CompareState {
    struct TwoGroups two;
    struct OptionValues options;
};

static void nps_compare_step(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    struct CompareState *state = sqlite3_aggregate_context(context, sizeof *state);
    if (!state) {
        sqlite3_result_error_nomem(context);
        return;
    }
    int answer;
    if (!read_options(context, count, arguments, &state->options) ||
        read_answer(context, arguments[0], 0, HIGHEST_ANSWER, &answer) != READ_VALUE) {
        return;
    }
    double weight = 1;
    sqlite3_value *weight_value = weight_argument(function_called(context), count, arguments);
    if (weight_value && read_weight(context, weight_value, &weight) != READ_VALUE) {
        return;
    }
    int place = find_group(context, &state->two, arguments[1]);
    if (place >= 0) {
        struct Group *group = &state->two.groups[place];
        enum Category category = category_of_answer[answer];
        group->tally.rows[category]++;
        state->two.is_weighted = weight_value != NULL;
        weight_tally_add(&group->weights, category, weight);
    }
}

static void set_comparison(sqlite3_context *context, const struct CompareState *state)
{
    struct TwoSamples samples = {.correlation = 0};
    int first = first_group(&state->two);
    samples.first = group_distribution(&state->two, first);
    if (state->two.count == 2) {
        samples.second = group_distribution(&state->two, 1 - first);
    }
    struct JsonWriter json = json_begin(context);
    json_open(&json, '{');
    write_two_groups(&json, &state->two, &samples,
                     option_value(&state->options, 0, &confidence_option));
    json_close(&json, '}');
    json_result(&json, context);
}

static void nps_compare_finish(sqlite3_context *context)
{
    struct CompareState *state = sqlite3_aggregate_context(context, 0);
    if (!state) {
        return;
    }
    if (state->two.count > 0) {
        set_comparison(context, state);
    }
    clear_two_groups(&state->two);
}

static const struct Function nps_compare_functions[] = {
    {
        .name = "nps_compare",
        .signature = "nps_compare(score, segment [, confidence [, weight]])",
        .summary =
            "Whether two segments really differ, as JSON: both scores, difference (second less first, in ascending order of segment), stderr, z, p_value, lower, upper. Separate samples: limits by MOVER from Tango's of the two, p by inversion. With one segment they are null, and reason says so. Where customers stand in both, nps_overlap().",
        .example =
            "WITH answer(year, score) AS (VALUES (2025, 9), (2025, 6), (2025, 8), (2026, 10), (2026, 9), (2026, 9)) SELECT json_extract(nps_compare(score, year), '$.first_nps', '$.second_nps', '$.difference'), round(json_extract(nps_compare(score, year), '$.p_value'), 3) FROM answer",
        .output = "[0.0,100.0,100.0]|0.149",
        .kind = AGGREGATE_FUNCTION,
        .returns_json = true,
        .fewest_arguments = 2,
        .most_arguments = 4,
        .subjects = 2,
        .options = {&confidence_option},
        .takes_weight = true,
        .step = nps_compare_step,
        .finish = nps_compare_finish,
    },
};

const struct FunctionTable nps_compare_function_table =
    FUNCTION_TABLE("survey", nps_compare_functions);
