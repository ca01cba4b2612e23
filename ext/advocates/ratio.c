/*
 * Whether advocates are worth more than other customers: the ratio of two means with its interval,
 * of all customers or within strata such as segments.
 */
#include "mathematics/ratio.h"

#include <math.h>

#include "function_tables.h"
#include "host/json_writer.h"
#include "host/key_table.h"
#include "host/option.h"
#include "host/value.h"
#include "mathematics/limits.h"
#include "mathematics/normal.h"

struct Stratum {
    struct Key key;
    struct Moments group[2]; /* others, advocates */
};

struct RatioState {
    struct Moments group[2]; /* all rows, or those without a stratum */
    struct KeyTable strata;
    struct OptionValues options;
    bool is_stratified;
    bool has_failed;
};

static const struct Option worth_option = {"value", CLOSED_NUMBER, -LARGEST_NUMBER, LARGEST_NUMBER,
                                           .way_out_of_text = READS_AMOUNTS};
static const struct Option is_advocate_option = {"is_advocate", YES_OR_NO};

#define STRATUM_ARGUMENT 3

/* The two groups that a row belongs to. NULL after an error, which is then set. */
static struct Moments *groups_of_row(sqlite3_context *context, struct RatioState *state, int count,
                                     sqlite3_value **arguments)
{
    state->is_stratified = count > STRATUM_ARGUMENT;
    if (!state->is_stratified || sqlite3_value_type(arguments[STRATUM_ARGUMENT]) == SQLITE_NULL ||
        is_blank(arguments[STRATUM_ARGUMENT])) {
        return state->group;
    }
    uint32_t index;
    if (state->strata.entry_size == 0) {
        key_table_start(&state->strata, sizeof(struct Stratum));
    }
    int error = key_table_find(&state->strata, arguments[STRATUM_ARGUMENT], &index);
    if (!check_key(context, error, "stratum")) {
        return NULL;
    }
    struct Stratum *stratum = key_table_entry(&state->strata, index);
    return stratum->group;
}

static void advocate_ratio_step(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    struct RatioState *state = sqlite3_aggregate_context(context, sizeof *state);
    if (!state) {
        sqlite3_result_error_nomem(context);
        return;
    }
    double worth;
    double group;
    if (read_options(context, count, arguments, &state->options) &&
        read_parameter(context, &worth_option, arguments[0], &worth) == READ_VALUE &&
        read_parameter(context, &is_advocate_option, arguments[1], &group) == READ_VALUE) {
        struct Moments *groups = groups_of_row(context, state, count, arguments);
        if (groups) {
            moments_add(&groups[(int)group], worth);
        } else {
            state->has_failed = true;
        }
    }
}

static void write_optional(struct JsonWriter *json, const char *key, bool is_known, double value)
{
    json_number_member(json, key, is_known ? value : NAN);
}

/* Of each group, 0 others and 1 advocates: rows, and where there are any their mean. */
struct GroupComparison {
    int64_t rows[2];
    bool is_known[2];
    double mean[2];
    double effective[2];
    struct Ratio ratio;
};

static void write_groups(struct JsonWriter *json, const struct GroupComparison *compared,
                         double confidence)
{
    const struct Ratio *ratio = &compared->ratio;
    json_integer_member(json, "advocates", compared->rows[1]);
    json_integer_member(json, "others", compared->rows[0]);
    write_optional(json, "mean_advocates", compared->is_known[1], compared->mean[1]);
    write_optional(json, "mean_others", compared->is_known[0], compared->mean[0]);
    write_optional(json, "effective_advocates", compared->is_known[1], compared->effective[1]);
    write_optional(json, "effective_others", compared->is_known[0], compared->effective[0]);
    write_optional(json, "ratio", ratio->is_known, ratio->ratio);
    write_optional(json, "lower", ratio->has_interval, ratio->lower);
    write_optional(json, "upper", ratio->has_interval, ratio->upper);
    json_number_member(json, "confidence", confidence);
}

static struct GroupComparison compare_groups(const struct Moments group[2], double z)
{
    struct GroupComparison result = {.ratio = {0}};
    for (int i = 0; i < 2; i++) {
        result.rows[i] = group[i].count;
        result.is_known[i] = group[i].count > 0;
        if (result.is_known[i]) {
            result.mean[i] = moments_mean(&group[i]);
            result.effective[i] = moments_effective(&group[i]);
        }
    }
    if (result.is_known[0] && result.is_known[1]) {
        result.ratio = ratio_of_means(&group[1], &group[0], z);
    }
    return result;
}

static void add_stratum(struct Strata *strata, struct GroupComparison *result,
                        const struct Moments group[2])
{
    result->rows[0] += group[0].count;
    result->rows[1] += group[1].count;
    strata_add(strata, group);
}

static struct GroupComparison compare_within_strata(const struct RatioState *state,
                                                    struct Strata *strata, double z)
{
    struct GroupComparison result = {.ratio = {0}};
    add_stratum(strata, &result, state->group);
    for (uint32_t i = 0; i < state->strata.count; i++) {
        const struct Stratum *stratum = key_table_entry(&state->strata, i);
        add_stratum(strata, &result, stratum->group);
    }
    for (int i = 0; i < 2 && strata->count > 0; i++) {
        result.is_known[i] = true;
        result.mean[i] = strata_mean(strata, i);
        result.effective[i] = strata_effective(strata, i);
    }
    if (strata->count > 0) {
        result.ratio = strata_ratio(strata, z);
    }
    return result;
}

static void set_ratio(sqlite3_context *context, const struct RatioState *state)
{
    double confidence = option_value(&state->options, 0, &confidence_option);
    double z = normal_critical_value(confidence);
    struct Strata strata = {0};
    struct GroupComparison compared = state->is_stratified
                                          ? compare_within_strata(state, &strata, z)
                                          : compare_groups(state->group, z);
    if (compared.rows[0] + compared.rows[1] == 0) {
        return;
    }
    struct JsonWriter json = json_begin(context);
    json_open(&json, '{');
    write_groups(&json, &compared, confidence);
    if (state->is_stratified) {
        json_integer_member(&json, "strata", strata.count);
        json_integer_member(&json, "left_out", strata.left_out);
    }
    json_close(&json, '}');
    json_result(&json, context);
}

static void advocate_ratio_finish(sqlite3_context *context)
{
    struct RatioState *state = sqlite3_aggregate_context(context, 0);
    if (!state) {
        return;
    }
    if (!state->has_failed) {
        set_ratio(context, state);
    }
    key_table_clear(&state->strata);
}

static const struct Function advocate_ratio_functions[] = {
    {
        .name = "advocate_ratio",
        .signature = "advocate_ratio(value, is_advocate [, confidence [, stratum]])",
        .summary =
            "What advocates (is_advocate 1) are worth beside others (0), as JSON: advocates and others (rows), mean_advocates, mean_others, effective_advocates, effective_others (how many equal buyers the few large ones leave of each group), ratio of the means, lower, upper, confidence. The ratio is null unless both means are positive; the interval is null where a group has fewer than 20 effective buyers, because it would not hold. With a stratum, such as a segment, advocates are compared with the others of the same stratum (Mantel and Haenszel's weights): the means are those of the strata with both, `strata` says how many these are, `left_out` how many rows are in none of them.",
        .example =
            "WITH RECURSIVE customer(spend, recommends) AS (VALUES (60, 1) UNION ALL SELECT spend + 1, (spend + 1) % 2 FROM customer WHERE spend < 120) SELECT round(json_extract(r, '$.ratio'), 3), round(json_extract(r, '$.effective_advocates'), 1), round(json_extract(r, '$.lower'), 3), round(json_extract(r, '$.upper'), 3) FROM (SELECT advocate_ratio(CASE WHEN recommends THEN 2 * spend ELSE spend END, recommends) AS r FROM customer)",
        .output = "1.957|29.8|1.767|2.167",
        .kind = AGGREGATE_FUNCTION,
        .returns_json = true,
        .fewest_arguments = 2,
        .most_arguments = 4,
        .subjects = 2,
        .options = {&confidence_option},
        .step = advocate_ratio_step,
        .finish = advocate_ratio_finish,
    },
};

const struct FunctionTable advocate_ratio_function_table =
    FUNCTION_TABLE("advocates", advocate_ratio_functions);
