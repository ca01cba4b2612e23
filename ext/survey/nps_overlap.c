/*
 * Whether the scores of two groups really differ that share customers, all, some or none of them:
 * nps_overlap(). What a customer says in one sample goes with what they say in the other, so that
 * the difference is surer than that of strangers; and who answers often in one sample, or stands
 * for an account of many people, does not make it surer.
 */
#include <math.h>

#include "function_tables.h"
#include "host/interruption.h"
#include "host/key_table.h"
#include "host/option.h"
#include "host/value.h"
#include "mathematics/clusters.h"
#include "mathematics/normal.h"
#include "survey/two_groups.h"

/* What a customer said in the two samples: how many answers, and the sum of their values. */
struct Respondent {
    struct Key key;
    int32_t answers[2];
    int32_t sums[2];
};

struct OverlapState {
    struct TwoGroups two;
    struct KeyTable respondents;
    struct Tally alone[2]; /* answers without a customer: each somebody's */
    struct OptionValues options;
    bool has_failed;
};

static bool add_respondent(sqlite3_context *context, struct OverlapState *state,
                           sqlite3_value *customer, int place, enum Category category)
{
    if (sqlite3_value_type(customer) == SQLITE_NULL || is_blank(customer)) {
        state->alone[place].rows[category]++;
        return true;
    }
    uint32_t index;
    if (!check_key(context, key_table_find(&state->respondents, customer, &index), "customer")) {
        return false;
    }
    struct Respondent *respondent = key_table_entry(&state->respondents, index);
    respondent->answers[place]++;
    respondent->sums[place] += (int)category - (int)PASSIVE;
    return true;
}

static void nps_overlap_step(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    struct OverlapState *state = sqlite3_aggregate_context(context, sizeof *state);
    if (!state) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (state->respondents.entry_size == 0) {
        key_table_start(&state->respondents, sizeof(struct Respondent));
    }
    int answer;
    enum Reading reading = READ_ERROR;
    if (read_options(context, count, arguments, &state->options)) {
        reading = read_answer(context, arguments[0], 0, HIGHEST_ANSWER, &answer);
    }
    int place = reading == READ_VALUE ? find_group(context, &state->two, arguments[1]) : -1;
    if (place >= 0) {
        enum Category category = category_of_answer[answer];
        state->two.groups[place].tally.rows[category]++;
        state->has_failed |= !add_respondent(context, state, arguments[2], place, category);
    }
    state->has_failed |= reading != READ_NOTHING && place < 0;
}

/* What both samples say of each other, by respondents. */
struct Overlap {
    int64_t shared; /* respondents in both */
    bool has_repeats;
    double products; /* of the distances from the two means */
    struct Clusters clusters[2];
};

static void add_alone(struct Clusters *clusters, const struct Tally *alone, double mean)
{
    for (int i = 0; i < CATEGORY_COUNT; i++) {
        double distance = i - (int)PASSIVE - mean;
        clusters->count += alone->rows[i];
        clusters->squares += (double)alone->rows[i] * distance * distance;
    }
}

static struct Overlap overlap_of(const struct OverlapState *state, const double means[2],
                                 struct Interruption *interruption)
{
    struct Overlap overlap = {0};
    for (uint32_t i = 0; i < state->respondents.count && !is_interrupted(interruption, 100); i++) {
        const struct Respondent *respondent = key_table_entry(&state->respondents, i);
        double product = 1;
        for (int place = 0; place < 2; place++) {
            int32_t answers = respondent->answers[place];
            if (answers > 0) {
                clusters_add(&overlap.clusters[place], answers, respondent->sums[place],
                             means[place]);
            }
            overlap.has_repeats |= answers > 1;
            product *= respondent->sums[place] - means[place] * answers;
        }
        overlap.products += product;
        overlap.shared += respondent->answers[0] > 0 && respondent->answers[1] > 0;
    }
    for (int place = 0; place < 2; place++) {
        add_alone(&overlap.clusters[place], &state->alone[place], means[place]);
    }
    return overlap;
}

/* -1..1; 0 where one of the samples does not vary. */
static double correlation_of(const struct Overlap *overlap)
{
    double squares = overlap->clusters[0].squares * overlap->clusters[1].squares;
    double correlation = squares > 0 ? overlap->products / sqrt(squares) : 0;
    return fmax(fmin(correlation, 1), -1);
}

static void set_overlap(sqlite3_context *context, const struct OverlapState *state)
{
    double confidence = option_value(&state->options, 0, &confidence_option);
    struct Distribution samples[2] = {{.total = 0}, {.total = 0}};
    double means[2] = {0, 0};
    for (int i = 0; i < state->two.count; i++) {
        samples[i] = group_distribution(&state->two, i);
        means[i] = distribution_score(&samples[i]);
    }
    struct StatementInterruption watch;
    interruption_begin(&watch, sqlite3_context_db_handle(context));
    struct Overlap overlap = overlap_of(state, means, &watch.interruption);
    if (interruption_report(&watch, context)) {
        return;
    }
    for (int i = 0; i < state->two.count && overlap.has_repeats; i++) {
        struct EffectiveSize size =
            clusters_effective(&overlap.clusters[i], samples[i].total, samples[i].total,
                               distribution_variance(&samples[i]));
        /* One customer alone is one answer. */
        bool is_known = !isnan(size.answers);
        samples[i].effective = is_known ? size.answers : 1;
        samples[i].degrees = is_known ? size.degrees : 0;
        samples[i].most = samples[i].total;
    }
    int first = first_group(&state->two);
    struct TwoSamples two = {samples[first], samples[1 - first], correlation_of(&overlap)};
    struct JsonWriter json = json_begin(context);
    json_open(&json, '{');
    write_two_groups(&json, &state->two, &two, confidence);
    json_integer_member(&json, "customers_in_both", overlap.shared);
    json_number_member(&json, "correlation", two.correlation);
    json_close(&json, '}');
    json_result(&json, context);
}

static void nps_overlap_finish(sqlite3_context *context)
{
    struct OverlapState *state = sqlite3_aggregate_context(context, 0);
    if (!state) {
        return;
    }
    if (state->two.count > 0 && !state->has_failed) {
        set_overlap(context, state);
    }
    clear_two_groups(&state->two);
    key_table_clear(&state->respondents);
}

static const struct Function nps_overlap_functions[] = {
    {
        .name = "nps_overlap",
        .signature = "nps_overlap(score, segment, customer [, confidence])",
        .summary =
            "nps_compare() where customers stand in both segments, all, some or none of them, as two months of a panel, as JSON: its members with customers_in_both and the correlation of the two scores. Several answers of a customer in one segment count as one cluster; an answer without a customer (NULL, blank) is a stranger's.",
        .example =
            "WITH answer(month, customer, score) AS (VALUES (1, 'ann', 9), (1, 'bob', 5), (1, 'eve', 8), (2, 'ann', 10), (2, 'bob', 7), (2, 'dan', 9)) SELECT round(json_extract(c, '$.difference'), 1), json_extract(c, '$.customers_in_both'), round(json_extract(c, '$.p_value'), 3) FROM (SELECT nps_overlap(score, month, customer) AS c FROM answer)",
        .output = "66.7|2|0.003",
        .kind = AGGREGATE_FUNCTION,
        .returns_json = true,
        .fewest_arguments = 3,
        .most_arguments = 4,
        .subjects = 3,
        .options = {&confidence_option},
        .step = nps_overlap_step,
        .finish = nps_overlap_finish,
    },
};

const struct FunctionTable nps_overlap_function_table =
    FUNCTION_TABLE("survey", nps_overlap_functions);
