/* Whether the score of the same customers, asked twice, really changed: nps_change(). */
#include "function_tables.h"
#include "host/option.h"
#include "host/value.h"
#include "mathematics/normal.h"
#include "mathematics/panel.h"
#include "survey/two_groups.h"

struct ChangeState {
    int64_t pairs[CATEGORY_COUNT][CATEGORY_COUNT];
    struct OptionValues options;
};

static void move_pair(sqlite3_context *context, int count, sqlite3_value **arguments, int direction)
{
    struct ChangeState *state = sqlite3_aggregate_context(context, sizeof *state);
    if (!state) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (!read_options(context, count, arguments, &state->options)) {
        return;
    }
    /*
     * Both are read before either counts: a bad value is an error also where the other one is
     * missing.
     */
    int before = 0;
    int after = 0;
    enum Reading before_reading = read_answer(context, arguments[0], 0, HIGHEST_ANSWER, &before);
    if (before_reading == READ_ERROR) {
        return;
    }
    enum Reading after_reading = read_answer(context, arguments[1], 0, HIGHEST_ANSWER, &after);
    if (before_reading == READ_VALUE && after_reading == READ_VALUE) {
        state->pairs[category_of_answer[before]][category_of_answer[after]] += direction;
    }
}

static void nps_change_step(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    move_pair(context, count, arguments, +1);
}

static void nps_change_inverse(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    move_pair(context, count, arguments, -1);
}

static void write_transitions(struct JsonWriter *json, const struct ChangeState *state)
{
    for (int before = 0; before < CATEGORY_COUNT; before++) {
        for (int after = 0; after < CATEGORY_COUNT; after++) {
            char key[40];
            sqlite3_snprintf(sizeof key, key, "%s_to_%s", category_names[before],
                             category_names[after]);
            json_integer_member(json, key, state->pairs[before][after]);
        }
    }
}

static void nps_change_value(sqlite3_context *context)
{
    const struct ChangeState *state = sqlite3_aggregate_context(context, 0);
    if (!state) {
        return;
    }
    struct Tally before = {{0}};
    struct Tally after = {{0}};
    for (int i = 0; i < CATEGORY_COUNT; i++) {
        for (int j = 0; j < CATEGORY_COUNT; j++) {
            before.rows[i] += state->pairs[i][j];
            after.rows[j] += state->pairs[i][j];
        }
    }
    int64_t pairs = tally_total(&before);
    if (pairs == 0) {
        return;
    }
    double confidence = option_value(&state->options, 0, &confidence_option);
    struct Comparison comparison = compare_panel(state->pairs, normal_critical_value(confidence));
    struct JsonWriter json = json_begin(context);
    json_open(&json, '{');
    json_integer_member(&json, "pairs", pairs);
    json_number_member(&json, "before", points_of_tally(&before));
    json_number_member(&json, "after", points_of_tally(&after));
    json_number_member(&json, "change", points_gained(&before, &after));
    write_comparison(&json, &comparison, confidence);
    write_transitions(&json, state);
    json_close(&json, '}');
    json_result(&json, context);
}

static const struct Function nps_change_functions[] = {
    {
        .name = "nps_change",
        .signature = "nps_change(before, after [, confidence])",
        .summary =
            "The same customers asked twice, as JSON: pairs, before, after, change, stderr, z, p_value, lower, upper and the nine transitions, such as promoter_to_detractor. Score test of the customers' changes, and the limits that go with it. Rows with one answer do not count.",
        .example =
            "WITH customer(before, after) AS (VALUES (9, 10), (7, 9), (6, 8), (10, 10), (3, NULL)) SELECT json_extract(nps_change(before, after), '$.pairs', '$.change', '$.passive_to_promoter') FROM customer",
        .output = "[4,50.0,1]",
        .kind = WINDOW_FUNCTION,
        .returns_json = true,
        .fewest_arguments = 2,
        .most_arguments = 3,
        .subjects = 2,
        .options = {&confidence_option},
        .step = nps_change_step,
        .inverse = nps_change_inverse,
        .value = nps_change_value,
        .finish = nps_change_value,
    },
};

const struct FunctionTable nps_change_function_table =
    FUNCTION_TABLE("survey", nps_change_functions);
