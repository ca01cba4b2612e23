/*
 * Answers that come in clusters, such as the many of one customer or the ten of one account:
 * nps_clustered() and share_clustered(), whose limits hold for them; and ratio_of_sums(), whose
 * rows are the units themselves.
 */
#include <math.h>
#include <string.h>

#include "function_tables.h"
#include "host/interruption.h"
#include "host/key_table.h"
#include "host/option.h"
#include "host/value.h"
#include "mathematics/clusters.h"
#include "mathematics/exact_sum.h"
#include "mathematics/normal.h"
#include "mathematics/student.h"
#include "mathematics/wilson.h"
#include "survey/summary.h"

/* 56 bytes: one cache line for each cluster that is looked up. */
struct Cluster {
    struct Key key;
    double weight; /* of its answers: their number, without weights */
    double sum;    /* of their values, -1, 0 or 1, with these weights */
};

/* A row whose cluster has been asked for and not yet looked at. */
struct PendingAnswer {
    struct KeyLookup cluster;
    double weight;
    double value;
};

#define MOST_PENDING_ANSWERS 16

/* A success is counted as a promoter, a failure as a passive: the share is then the score. */
struct ClusterState {
    struct KeyTable clusters;
    struct PendingAnswer pending[MOST_PENDING_ANSWERS];
    int pending_count;
    struct OptionValues options;
    struct Tally tally;
    struct WeightTally weights;
    bool is_weighted;
    /* Answers without a cluster are each one of their own: squared weights by category. */
    int64_t alone;
    double alone_squares[CATEGORY_COUNT];
    bool has_failed;
};

static double value_of_category(enum Category category)
{
    return (double)category - (double)PASSIVE;
}

static int add_pending(struct ClusterState *state)
{
    int error = SQLITE_OK;
    for (int i = 0; i < state->pending_count; i++) {
        key_table_ask_entry(&state->clusters, &state->pending[i].cluster);
    }
    for (int i = 0; !error && i < state->pending_count; i++) {
        struct PendingAnswer *answer = &state->pending[i];
        uint32_t index;
        error = key_table_answer(&state->clusters, &answer->cluster, &index);
        if (!error) {
            struct Cluster *cluster = key_table_entry(&state->clusters, index);
            cluster->weight += answer->weight;
            cluster->sum += answer->weight * answer->value;
        }
    }
    state->pending_count = 0;
    return error;
}

/* False after an error, which is then set. */
static bool add_to_cluster(sqlite3_context *context, struct ClusterState *state,
                           sqlite3_value *cluster, enum Category category, double weight)
{
    if (sqlite3_value_type(cluster) == SQLITE_NULL || is_blank(cluster)) {
        state->alone++;
        state->alone_squares[category] += weight * weight;
        return true;
    }
    struct PendingAnswer *answer = &state->pending[state->pending_count];
    answer->weight = weight;
    answer->value = value_of_category(category);
    if (!check_key(context, key_table_ask(&state->clusters, cluster, &answer->cluster),
                   "cluster")) {
        return false;
    }
    state->pending_count++;
    /* Long text is borrowed and cannot wait. */
    bool is_due =
        state->pending_count == MOST_PENDING_ANSWERS || answer->cluster.key.length > INLINE_KEY;
    return !is_due || check_key(context, add_pending(state), "cluster");
}

static struct ClusterState *cluster_state(sqlite3_context *context)
{
    struct ClusterState *state = sqlite3_aggregate_context(context, sizeof *state);
    if (!state) {
        sqlite3_result_error_nomem(context);
    } else if (state->clusters.entry_size == 0) {
        key_table_start(&state->clusters, sizeof(struct Cluster));
    }
    return state;
}

/* A weight of 0 is no answer to a cluster either: it says nothing. */
static bool count_in_cluster(sqlite3_context *context, struct ClusterState *state,
                             sqlite3_value *cluster, enum Category category, double weight)
{
    state->tally.rows[category]++;
    if (state->is_weighted) {
        weight_tally_add(&state->weights, category, weight);
    }
    return weight < SMALLEST_WEIGHT || add_to_cluster(context, state, cluster, category, weight);
}

static void nps_clustered_step(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    struct ClusterState *state = cluster_state(context);
    if (!state) {
        return;
    }
    int answer = 0;
    double weight = 1;
    enum Reading reading = READ_ERROR;
    if (read_options(context, count, arguments, &state->options)) {
        reading = read_answer(context, arguments[0], 0, HIGHEST_ANSWER, &answer);
    }
    sqlite3_value *weight_value = weight_argument(function_called(context), count, arguments);
    if (weight_value && reading == READ_VALUE) {
        state->is_weighted = true;
        reading = read_weight(context, weight_value, &weight);
    }
    bool is_right = reading == READ_NOTHING ||
                    (reading == READ_VALUE && count_in_cluster(context, state, arguments[1],
                                                               category_of_answer[answer], weight));
    state->has_failed = state->has_failed || !is_right;
}

/* The clusters around this mean. */
static struct Clusters clusters_around(const struct ClusterState *state, double mean,
                                       struct Interruption *interruption)
{
    struct Clusters clusters = {0, 0};
    for (uint32_t i = 0; i < state->clusters.count && !is_interrupted(interruption, 100); i++) {
        const struct Cluster *cluster = key_table_entry(&state->clusters, i);
        clusters_add(&clusters, cluster->weight, cluster->sum, mean);
    }
    clusters.count += state->alone;
    for (int i = 0; i < CATEGORY_COUNT; i++) {
        double distance = value_of_category((enum Category)i) - mean;
        clusters.squares += state->alone_squares[i] * distance * distance;
    }
    return clusters;
}

/* The distribution, worth as many answers as the clusters leave of it. */
static struct EffectiveSize effective_size_of(const struct ClusterState *state,
                                              struct Distribution *distribution,
                                              const struct Clusters *clusters)
{
    double answers = 0;
    for (int i = 0; i < CATEGORY_COUNT; i++) {
        answers += (double)(state->is_weighted ? state->weights.positive[i] : state->tally.rows[i]);
    }
    struct EffectiveSize size = clusters_effective(clusters, distribution->total, answers,
                                                   distribution_variance(distribution));
    if (!state->is_weighted && clusters->count > 1 && (double)clusters->count == answers) {
        /* One answer each: nothing has to be estimated, and the limits are those of nps_lower(). */
        size = (struct EffectiveSize){.answers = answers, .degrees = 0, .design_effect = 1};
    }
    distribution->effective = size.answers;
    distribution->degrees = size.degrees;
    distribution->most = answers;
    return size;
}

static void write_cluster_members(struct JsonWriter *json, double confidence, int64_t clusters,
                                  const struct EffectiveSize *size, const char *effective_key)
{
    json_number_member(json, "confidence", confidence);
    json_integer_member(json, "clusters", clusters);
    json_number_member(json, effective_key, size->answers);
    json_number_member(json, "design_effect", size->design_effect);
}

/* What both finishes do: the rows that wait, and then the result unless something was wrong. */
static void finish_clusters(sqlite3_context *context,
                            void (*set_result)(sqlite3_context *, const struct ClusterState *,
                                               struct Distribution *, const struct Clusters *,
                                               double confidence))
{
    struct ClusterState *state = sqlite3_aggregate_context(context, 0);
    if (!state) {
        return;
    }
    if (!state->has_failed && check_key(context, add_pending(state), "cluster")) {
        struct Distribution distribution = distribution_of(
            (struct Answers){&state->tally, state->is_weighted ? &state->weights : NULL});
        struct StatementInterruption watch;
        interruption_begin(&watch, sqlite3_context_db_handle(context));
        struct Clusters clusters =
            clusters_around(state, distribution_score(&distribution), &watch.interruption);
        if (!interruption_report(&watch, context) && distribution.total > 0) {
            set_result(context, state, &distribution, &clusters,
                       option_value(&state->options, 0, &confidence_option));
        }
    }
    key_table_clear(&state->clusters);
}

static void set_nps_clustered(sqlite3_context *context, const struct ClusterState *state,
                              struct Distribution *distribution, const struct Clusters *clusters,
                              double confidence)
{
    struct EffectiveSize size = effective_size_of(state, distribution, clusters);
    double z = normal_critical_value(confidence);
    const bool has_limits = !isnan(size.answers);
    const struct Interval interval = {has_limits ? score_lower(distribution, z) : NAN,
                                      has_limits ? score_upper(distribution, z) : NAN};
    struct JsonWriter json = json_begin(context);
    json_open(&json, '{');
    json_integer_member(&json, "responses", tally_total(&state->tally));
    json_integer_member(&json, "promoters", state->tally.rows[PROMOTER]);
    json_integer_member(&json, "passives", state->tally.rows[PASSIVE]);
    json_integer_member(&json, "detractors", state->tally.rows[DETRACTOR]);
    json_number_member(&json, "nps", points_of(distribution));
    json_number_member(&json, "margin", points_margin(&interval));
    json_number_member(&json, "lower", POINTS * interval.lower);
    json_number_member(&json, "upper", POINTS * interval.upper);
    write_cluster_members(&json, confidence, clusters->count, &size, "effective_responses");
    json_close(&json, '}');
    json_result(&json, context);
}

static void nps_clustered_finish(sqlite3_context *context)
{
    finish_clusters(context, set_nps_clustered);
}

static const struct Option success_option = {"success", YES_OR_NO, 0, 1, 0};

static void share_clustered_step(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    struct ClusterState *state = cluster_state(context);
    if (!state) {
        return;
    }
    double success = 0;
    enum Reading reading = READ_ERROR;
    if (read_options(context, count, arguments, &state->options)) {
        reading = read_parameter(context, &success_option, arguments[0], &success);
    }
    bool is_right =
        reading == READ_NOTHING ||
        (reading == READ_VALUE &&
         count_in_cluster(context, state, arguments[1], success > 0 ? PROMOTER : PASSIVE, 1));
    state->has_failed = state->has_failed || !is_right;
}

static void set_share_clustered(sqlite3_context *context, const struct ClusterState *state,
                                struct Distribution *distribution, const struct Clusters *clusters,
                                double confidence)
{
    struct EffectiveSize size = effective_size_of(state, distribution, clusters);
    double z = normal_critical_value(confidence);
    double share = distribution_score(distribution);
    bool has_limits = !isnan(size.answers);
    double trials = clusters_interval_size(&size, distribution->most, z);
    struct JsonWriter json = json_begin(context);
    json_open(&json, '{');
    json_integer_member(&json, "trials", tally_total(&state->tally));
    json_integer_member(&json, "successes", state->tally.rows[PROMOTER]);
    json_number_member(&json, "share", POINTS * share);
    json_number_member(&json, "lower",
                       has_limits ? POINTS * wilson_lower(share * trials, trials, z) : NAN);
    json_number_member(&json, "upper",
                       has_limits ? POINTS * wilson_upper(share * trials, trials, z) : NAN);
    write_cluster_members(&json, confidence, clusters->count, &size, "effective_trials");
    json_close(&json, '}');
    json_result(&json, context);
}

static void share_clustered_finish(sqlite3_context *context)
{
    finish_clusters(context, set_share_clustered);
}

/* Sums over the rows, which can be taken out again. */
struct SumsState {
    int64_t units;
    int64_t negative; /* numerators below 0 */
    struct ExactSum numerator;
    struct ExactSum denominator;
    struct ExactSum squares[3]; /* a a, a b, b b */
    struct OptionValues options;
};

static const struct Option numerator_option = {
    .name = "numerator",
    .kind = CLOSED_NUMBER,
    .lowest = -LARGEST_NUMBER,
    .highest = LARGEST_NUMBER,
    .way_out_of_text = READS_AMOUNTS,
};
static const struct Option denominator_option = {
    .name = "denominator",
    .kind = CLOSED_NUMBER,
    .lowest = 0,
    .highest = LARGEST_NUMBER,
    .way_out_of_text = READS_AMOUNTS,
};

static void move_unit(sqlite3_context *context, int count, sqlite3_value **arguments, int direction)
{
    struct SumsState *state = sqlite3_aggregate_context(context, sizeof *state);
    if (!state) {
        sqlite3_result_error_nomem(context);
        return;
    }
    double a;
    double b;
    enum Reading a_reading = READ_ERROR;
    enum Reading b_reading = READ_ERROR;
    if (read_options(context, count, arguments, &state->options)) {
        a_reading = read_parameter(context, &numerator_option, arguments[0], &a);
    }
    if (a_reading != READ_ERROR) {
        b_reading = read_parameter(context, &denominator_option, arguments[1], &b);
    }
    if (a_reading != READ_VALUE || b_reading != READ_VALUE) {
        return;
    }
    state->units += direction;
    state->negative += a < 0 ? direction : 0;
    exact_sum_add(&state->numerator, direction * a);
    exact_sum_add(&state->denominator, direction * b);
    exact_sum_add(&state->squares[0], direction * (a * a));
    exact_sum_add(&state->squares[1], direction * (a * b));
    exact_sum_add(&state->squares[2], direction * (b * b));
}

static void ratio_of_sums_step(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    move_unit(context, count, arguments, +1);
}

static void ratio_of_sums_inverse(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    move_unit(context, count, arguments, -1);
    const struct SumsState *state = sqlite3_aggregate_context(context, 0);
    if (state &&
        (state->numerator.has_lost || state->denominator.has_lost || state->squares[0].has_lost ||
         state->squares[1].has_lost || state->squares[2].has_lost)) {
        fail_lost(context);
    }
}

static void ratio_of_sums_value(sqlite3_context *context)
{
    const struct SumsState *state = sqlite3_aggregate_context(context, 0);
    if (!state || state->units == 0) {
        return;
    }
    double confidence = option_value(&state->options, 0, &confidence_option);
    double numerator = exact_sum_value(&state->numerator);
    double denominator = exact_sum_value(&state->denominator);
    double ratio = denominator > 0 ? numerator / denominator : NAN;
    double residuals = exact_sum_value(&state->squares[0]) -
                       2 * ratio * exact_sum_value(&state->squares[1]) +
                       ratio * ratio * exact_sum_value(&state->squares[2]);
    double error = ratio_standard_error(fmax(residuals, 0), state->units, denominator);
    double t = state->units > 1
                   ? student_equivalent(normal_critical_value(confidence), (double)state->units - 1)
                   : NAN;
    double lower = ratio - t * error;
    struct JsonWriter json = json_begin(context);
    json_open(&json, '{');
    json_integer_member(&json, "units", state->units);
    json_number_member(&json, "numerator", numerator);
    json_number_member(&json, "denominator", denominator);
    json_number_member(&json, "ratio", ratio);
    json_number_member(&json, "stderr", error);
    json_number_member(&json, "lower", state->negative == 0 && lower < 0 ? 0 : lower);
    json_number_member(&json, "upper", ratio + t * error);
    json_number_member(&json, "confidence", confidence);
    json_close(&json, '}');
    json_result(&json, context);
}

#define PANEL                                                                                      \
    "WITH answer(score, customer) AS (VALUES (10, 'ann'), (9, 'ann'), (9, 'ann'), (3, 'bob'), (2, 'bob'), (8, 'eve')) "

static const struct Function clustered_functions[] = {
    {
        .name = "nps_clustered",
        .signature = "nps_clustered(score, cluster [, confidence [, weight]])",
        .summary =
            "The summary as JSON where answers come in clusters, such as the many of one customer or those of one account: the members of nps_summary() with limits that hold for them, and clusters, effective_responses (how many answers of strangers would say as much) and design_effect. An answer without a cluster (NULL, blank) is one of its own; where all are, the limits are those of nps_lower(). Limits are null for a single cluster.",
        .example = PANEL
        "SELECT round(json_extract(c, '$.nps'), 1), json_extract(c, '$.clusters'), round(json_extract(c, '$.effective_responses'), 2) FROM (SELECT nps_clustered(score, customer, 0.8) AS c FROM answer)",
        .output = "16.7|3|1.65",
        .kind = AGGREGATE_FUNCTION,
        .returns_json = true,
        .fewest_arguments = 2,
        .most_arguments = 4,
        .subjects = 2,
        .options = {&confidence_option},
        .takes_weight = true,
        .step = nps_clustered_step,
        .finish = nps_clustered_finish,
    },
    {
        .name = "share_clustered",
        .signature = "share_clustered(success, cluster [, confidence])",
        .summary =
            "The same for a rate, such as the share of posts that are ours by author, as JSON: trials, successes, share in percent, lower and upper (Wilson's interval of the effective trials), confidence, clusters, effective_trials, design_effect. success is 1 or 0; NULL does not count.",
        .example =
            "WITH post(is_ours, author) AS (VALUES (1, 'ann'), (1, 'ann'), (0, 'bob'), (0, 'eve'), (1, 'dan')) SELECT json_extract(share_clustered(is_ours, author), '$.share', '$.clusters') FROM post",
        .output = "[60.0,4]",
        .kind = AGGREGATE_FUNCTION,
        .returns_json = true,
        .fewest_arguments = 2,
        .most_arguments = 3,
        .subjects = 2,
        .options = {&confidence_option},
        .step = share_clustered_step,
        .finish = share_clustered_finish,
    },
    {
        .name = "ratio_of_sums",
        .signature = "ratio_of_sums(numerator, denominator [, confidence])",
        .summary =
            "The sum of the numerators over that of the denominators, each row a unit, such as engagements over reach of posts, as JSON: units, numerator, denominator, ratio, stderr, lower, upper (Student's t on the residuals of the rows), confidence. Rows without one of the two do not count; limits are null for a single row.",
        .example =
            "WITH post(engagements, reach) AS (VALUES (10, 1000), (40, 2000), (6, 400), (90, 3000)) SELECT round(json_extract(r, '$.ratio'), 5), round(json_extract(r, '$.lower'), 5), round(json_extract(r, '$.upper'), 5) FROM (SELECT ratio_of_sums(engagements, reach) AS r FROM post)",
        .output = "0.02281|0.00794|0.03768",
        .kind = WINDOW_FUNCTION,
        .returns_json = true,
        .fewest_arguments = 2,
        .most_arguments = 3,
        .subjects = 2,
        .options = {&confidence_option},
        .step = ratio_of_sums_step,
        .inverse = ratio_of_sums_inverse,
        .value = ratio_of_sums_value,
        .finish = ratio_of_sums_value,
    },
};

const struct FunctionTable clustered_function_table = FUNCTION_TABLE("survey", clustered_functions);
