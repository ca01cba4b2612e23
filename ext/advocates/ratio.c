/*
 * Whether advocates are worth more than other customers: the ratio of two means with its interval.
 */
#include "mathematics/ratio.h"
#include "function_tables.h"
#include "host/json_writer.h"
#include "host/option.h"
#include "host/value.h"
#include "mathematics/limits.h"
#include "mathematics/normal.h"

struct RatioState {
    struct Moments group[2]; /* others, advocates */
    struct OptionValues options;
};

static const struct Option worth_option = {"value", CLOSED_NUMBER, -LARGEST_NUMBER, LARGEST_NUMBER,
                                           .way_out_of_text = READS_AMOUNTS};
static const struct Option is_advocate_option = {"is_advocate", YES_OR_NO};

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
        moments_add(&state->group[(int)group], worth);
    }
}

static void write_optional(struct JsonWriter *json, const char *key, bool is_known, double value)
{
    if (is_known) {
        json_number_member(json, key, value);
    } else {
        json_key(json, key);
        json_null(json);
    }
}

static void write_ratio(struct JsonWriter *json, const struct RatioState *state)
{
    const struct Moments *others = &state->group[0];
    const struct Moments *advocates = &state->group[1];
    double confidence = option_value(&state->options, 0, &confidence_option);
    struct Ratio ratio = {0};
    if (others->count > 0 && advocates->count > 0) {
        ratio = ratio_of_means(advocates, others, normal_critical_value(confidence));
    }
    json_integer_member(json, "advocates", advocates->count);
    json_integer_member(json, "others", others->count);
    write_optional(json, "mean_advocates", advocates->count > 0,
                   advocates->count > 0 ? moments_mean(advocates) : 0);
    write_optional(json, "mean_others", others->count > 0,
                   others->count > 0 ? moments_mean(others) : 0);
    write_optional(json, "effective_advocates", advocates->count > 0,
                   advocates->count > 0 ? moments_effective(advocates) : 0);
    write_optional(json, "effective_others", others->count > 0,
                   others->count > 0 ? moments_effective(others) : 0);
    write_optional(json, "ratio", ratio.is_known, ratio.ratio);
    write_optional(json, "lower", ratio.has_interval, ratio.lower);
    write_optional(json, "upper", ratio.has_interval, ratio.upper);
    json_number_member(json, "confidence", confidence);
}

static void advocate_ratio_finish(sqlite3_context *context)
{
    const struct RatioState *state = sqlite3_aggregate_context(context, 0);
    if (!state || state->group[0].count + state->group[1].count == 0) {
        return;
    }
    struct JsonWriter json = json_begin(context);
    json_open(&json, '{');
    write_ratio(&json, state);
    json_close(&json, '}');
    json_result(&json, context);
}

static const struct Function advocate_ratio_functions[] = {
    {
        .name = "advocate_ratio",
        .signature = "advocate_ratio(value, is_advocate [, confidence])",
        .summary =
            "What advocates (is_advocate 1) are worth beside others (0), as JSON: advocates and others (rows), mean_advocates, mean_others, effective_advocates, effective_others (how many equal buyers the few large ones leave of each group), ratio of the means, lower, upper, confidence. The ratio is null unless both means are positive; the interval is null where a group has fewer than 20 effective buyers, because it would not hold.",
        .example =
            "WITH RECURSIVE customer(spend, recommends) AS (VALUES (60, 1) UNION ALL SELECT spend + 1, (spend + 1) % 2 FROM customer WHERE spend < 120) SELECT round(json_extract(r, '$.ratio'), 3), round(json_extract(r, '$.effective_advocates'), 1), round(json_extract(r, '$.lower'), 3), round(json_extract(r, '$.upper'), 3) FROM (SELECT advocate_ratio(CASE WHEN recommends THEN 2 * spend ELSE spend END, recommends) AS r FROM customer)",
        .output = "1.957|29.8|1.767|2.167",
        .kind = AGGREGATE_FUNCTION,
        .returns_json = true,
        .fewest_arguments = 2,
        .most_arguments = 3,
        .subjects = 2,
        .options = {&confidence_option},
        .step = advocate_ratio_step,
        .finish = advocate_ratio_finish,
    },
};

const struct FunctionTable advocate_ratio_function_table =
    FUNCTION_TABLE("advocates", advocate_ratio_functions);
