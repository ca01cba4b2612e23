/*
 * Whether a difference is more than noise: nps_compare() for two groups of customers, nps_change()
 * for the same customers asked twice.
 */
#include "function_tables.h"
#include "host/option.h"
#include "host/value.h"
#include "mathematics/normal.h"
#include "survey/summary.h"

static void write_comparison(struct JsonWriter *json, const struct Comparison *comparison,
                             double confidence)
{
    json_number_member(json, "stderr", POINTS * comparison->standard_error);
    json_number_member(json, "z", comparison->z);
    json_number_member(json, "p_value", comparison->p_value);
    json_number_member(json, "lower", POINTS * comparison->interval.lower);
    json_number_member(json, "upper", POINTS * comparison->interval.upper);
    json_number_member(json, "confidence", confidence);
}

/* Two groups. */

struct Group {
    struct Key key;
    struct Tally tally;
    struct WeightTally weights;
};

struct CompareState {
    struct Group groups[2];
    int count;
    bool weighted;
    struct OptionValues options;
};

/* NULL after an error, which is then set. */
static struct Group *find_group(sqlite3_context *context, struct CompareState *state,
                                sqlite3_value *value)
{
    struct Key key;
    int error = key_of_value(value, &key);
    if (error == SQLITE_MISMATCH) {
        fail(context, "a segment is a number, a text or NULL, not a BLOB");
        return NULL;
    }
    for (int i = 0; error == SQLITE_OK && i < state->count; i++) {
        if (key_equal(&state->groups[i].key, &key)) {
            return &state->groups[i];
        }
    }
    if (error == SQLITE_OK && state->count == 2) {
        refuse_value(context, "%s is a third segment; it compares two, nps_by() lists any number",
                     value);
        return NULL;
    }
    if (error || key_hold(&key) != SQLITE_OK) {
        sqlite3_result_error_nomem(context);
        return NULL;
    }
    struct Group *group = &state->groups[state->count++];
    group->key = key;
    return group;
}

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
    struct Group *group = find_group(context, state, arguments[1]);
    if (group) {
        enum Category category = category_of_answer[answer];
        group->tally.rows[category]++;
        state->weighted = weight_value != NULL;
        weight_tally_add(&group->weights, category, weight);
    }
}

static struct Distribution group_distribution(const struct CompareState *state,
                                              const struct Group *group)
{
    return distribution_of(
        (struct Answers){&group->tally, state->weighted ? &group->weights : NULL});
}

static void write_group(struct JsonWriter *json, const struct Group *group,
                        const struct Distribution *distribution, const char *const keys[3])
{
    json_key(json, keys[0]);
    write_key_value(json, &group->key);
    json_integer_member(json, keys[1], tally_total(&group->tally));
    json_number_member(json, keys[2], points_of(distribution));
}

static void set_comparison(sqlite3_context *context, const struct CompareState *state)
{
    static const char *const first_keys[3] = {"first_segment", "first_responses", "first_nps"};
    static const char *const second_keys[3] = {"second_segment", "second_responses", "second_nps"};
    bool in_order = key_compare(&state->groups[0].key, &state->groups[1].key) < 0;
    const struct Group *first = &state->groups[!in_order];
    const struct Group *second = &state->groups[in_order];
    struct Distribution one = group_distribution(state, first);
    struct Distribution two = group_distribution(state, second);
    if (!(one.total > 0 && two.total > 0)) {
        return;
    }
    double confidence = option_value(&state->options, 0, &confidence_option);
    struct Comparison comparison =
        compare_independent(&one, &two, normal_critical_value(confidence));
    struct JsonWriter json = json_begin(context);
    json_open(&json, '{');
    write_group(&json, first, &one, first_keys);
    write_group(&json, second, &two, second_keys);
    json_number_member(&json, "difference", points_of(&two) - points_of(&one));
    write_comparison(&json, &comparison, confidence);
    json_close(&json, '}');
    json_result(&json, context);
}

static void nps_compare_finish(sqlite3_context *context)
{
    struct CompareState *state = sqlite3_aggregate_context(context, 0);
    if (!state) {
        return;
    }
    if (state->count == 2) {
        set_comparison(context, state);
    }
    for (int i = 0; i < state->count; i++) {
        key_release(&state->groups[i].key);
    }
    state->count = 0;
}

/* The same customers asked twice. */

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
    struct Comparison comparison = compare_paired(state->pairs, normal_critical_value(confidence));
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

static const struct Function nps_compare_functions[] = {
    {
        .name = "nps_compare",
        .signature = "nps_compare(score, segment [, confidence [, weight]])",
        .summary =
            "Whether two segments really differ, as JSON: both scores, difference (second less first, in ascending order of segment), stderr, z, p_value, lower, upper. Independent samples, adjusted Wald.",
        .example =
            "WITH answer(year, score) AS (VALUES (2025, 9), (2025, 6), (2025, 8), (2026, 10), (2026, 9), (2026, 9)) SELECT json_extract(nps_compare(score, year), '$.first_nps', '$.second_nps', '$.difference'), round(json_extract(nps_compare(score, year), '$.p_value'), 3) FROM answer",
        .output = "[0.0,100.0,100.0]|0.239",
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
    {
        .name = "nps_change",
        .signature = "nps_change(before, after [, confidence])",
        .summary =
            "The same customers asked twice, as JSON: pairs, before, after, change, stderr, z, p_value, lower, upper and the nine transitions, such as promoter_to_detractor. Rows with one answer do not count.",
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

const struct FunctionTable nps_compare_function_table =
    FUNCTION_TABLE("survey", nps_compare_functions);
