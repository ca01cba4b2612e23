/*
 * The score of every segment at once: nps_by(), which hashes segments instead of sorting rows, and
 * nps_rows(), which turns its JSON back into rows.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "function_tables.h"
#include "host/interruption.h"
#include "host/json_table.h"
#include "host/key_table.h"
#include "host/option.h"
#include "host/value.h"
#include "mathematics/normal.h"
#include "mathematics/pooling.h"
#include "survey/summary.h"

struct Segment {
    struct Key key;
    struct Tally tally;
};
_Static_assert(sizeof(struct Segment) == 64, "each segment that is looked up is one cache line");

/* A row whose segment has been asked for and not yet looked at. */
struct PendingRow {
    struct KeyLookup segment;
    enum Category category; /* CATEGORY_COUNT without an answer */
};

#define MOST_PENDING 16

struct SegmentState {
    struct KeyTable segments;
    struct PendingRow pending[MOST_PENDING];
    int pending_count;
    struct OptionValues options;
    struct WeightTally *weights; /* beside the segments, only when there are weights */
    uint32_t weights_capacity;
    /* After an error the result is not wanted, and the weights may lack a segment */
    bool has_failed;
};

static void segment_state_clear(struct SegmentState *state)
{
    key_table_clear(&state->segments);
    sqlite3_free(state->weights);
    state->weights = NULL;
}

/* Room for the weights of every segment that the table has room for. */
static bool grow_weights(struct SegmentState *state)
{
    if (state->weights_capacity >= state->segments.capacity) {
        return true;
    }
    size_t size = sizeof(struct WeightTally);
    struct WeightTally *weights =
        sqlite3_realloc64(state->weights, state->segments.capacity * (sqlite3_uint64)size);
    if (!weights) {
        return false;
    }
    memset(weights + state->weights_capacity, 0,
           (state->segments.capacity - state->weights_capacity) * size);
    state->weights = weights;
    state->weights_capacity = state->segments.capacity;
    return true;
}

static void count_answer(struct SegmentState *state, uint32_t index, enum Category category)
{
    if (category != CATEGORY_COUNT) {
        struct Segment *segment = key_table_entry(&state->segments, index);
        segment->tally.rows[category]++;
    }
}

/* Counts the rows that are waiting. An error of the table, or SQLITE_OK; none wait afterwards. */
static int count_pending(struct SegmentState *state)
{
    int error = SQLITE_OK;
    for (int i = 0; i < state->pending_count; i++) {
        key_table_ask_entry(&state->segments, &state->pending[i].segment);
    }
    for (int i = 0; !error && i < state->pending_count; i++) {
        struct PendingRow *row = &state->pending[i];
        uint32_t index;
        error = key_table_answer(&state->segments, &row->segment, &index);
        if (!error) {
            count_answer(state, index, row->category);
        }
    }
    state->pending_count = 0;
    return error;
}

/* False after an error, which is then set. */
static bool count_weighted(sqlite3_context *context, struct SegmentState *state,
                           struct PendingRow *row, sqlite3_value *weight_value)
{
    uint32_t index;
    int error = key_table_answer(&state->segments, &row->segment, &index);
    if (!error && !grow_weights(state)) {
        error = SQLITE_NOMEM;
    }
    if (!check_key(context, error, "segment")) {
        return false;
    }
    double weight;
    enum Reading reading = READ_NOTHING;
    if (row->category != CATEGORY_COUNT) {
        reading = read_weight(context, weight_value, &weight);
    }
    if (reading == READ_VALUE) {
        count_answer(state, index, row->category);
        weight_tally_add(&state->weights[index], row->category, weight);
    }
    return reading != READ_ERROR;
}

/* CATEGORY_COUNT without an answer. */
static bool read_answer_category(sqlite3_context *context, sqlite3_value *value,
                                 enum Category *category)
{
    int answer;
    enum Reading reading = read_answer(context, value, 0, HIGHEST_ANSWER, &answer);
    *category = reading == READ_VALUE ? category_of_answer[answer] : CATEGORY_COUNT;
    return reading != READ_ERROR;
}

static bool ask_segment(sqlite3_context *context, const struct SegmentState *state,
                        sqlite3_value *value, struct PendingRow *row)
{
    return check_key(context, key_table_ask(&state->segments, value, &row->segment), "segment");
}

/* Counts one row, at once or later. False after an error, which is then set. */
static bool count_row(sqlite3_context *context, struct SegmentState *state, int count,
                      sqlite3_value **arguments)
{
    struct PendingRow *row = &state->pending[state->pending_count];
    if ((count > 2 && !read_options(context, count, arguments, &state->options)) ||
        !read_answer_category(context, arguments[0], &row->category)) {
        return false;
    }
    sqlite3_value *weight_value = weight_argument(function_called(context), count, arguments);
    uint32_t index;
    if (!weight_value && key_table_recall(&state->segments, arguments[1], &index)) {
        count_answer(state, index, row->category);
        return true;
    }
    if (!ask_segment(context, state, arguments[1], row)) {
        return false;
    }
    if (weight_value) {
        return count_weighted(context, state, row, weight_value);
    }
    state->pending_count++;
    /* Long text is borrowed and cannot wait. */
    bool is_due = state->pending_count == MOST_PENDING || row->segment.key.length > INLINE_KEY;
    return !is_due || check_key(context, count_pending(state), "segment");
}

static void nps_by_step(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    struct SegmentState *state = sqlite3_aggregate_context(context, sizeof *state);
    if (!state) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (state->segments.entry_size == 0) {
        key_table_start(&state->segments, sizeof(struct Segment));
    }
    if (!count_row(context, state, count, arguments)) {
        state->has_failed = true;
    }
}

/* Largest first, ties in the order of the segments. */
static int compare_segments(const struct Segment *a, const struct Segment *b)
{
    int64_t rows_a = tally_total(&a->tally);
    int64_t rows_b = tally_total(&b->tally);
    if (rows_a != rows_b) {
        return rows_a < rows_b ? 1 : -1;
    }
    return key_compare(&a->key, &b->key);
}

static struct Answers answers_of_segment(const struct SegmentState *state,
                                         const struct Segment *segment)
{
    struct Answers answers = {&segment->tally, NULL};
    if (state->weights) {
        size_t index =
            (size_t)(segment - (const struct Segment *)(const void *)state->segments.entries);
        answers.weights = &state->weights[index];
    }
    return answers;
}

/*
 * What the segments that have a score say together. In the order that they are written in, so that
 * rows in another order give the same. False when out of memory.
 */
static bool pool_segments(const struct SegmentState *state, const struct Segment **sorted,
                          struct Pooling *pooling)
{
    size_t count = 0;
    struct SegmentScore *scores =
        sqlite3_malloc64((sqlite3_uint64)state->segments.count * sizeof *scores);
    if (!scores) {
        return false;
    }
    for (uint32_t i = 0; i < state->segments.count; i++) {
        struct Distribution distribution = distribution_of(answers_of_segment(state, sorted[i]));
        if (distribution.total > 0) {
            scores[count++] = segment_score(&distribution);
        }
    }
    if (count > 0) {
        *pooling = pooling_of(scores, count);
    }
    sqlite3_free(scores);
    return true;
}

/* In points; NaN without a score of its own. */
static double pooled_points(struct Answers answers, const struct Pooling *pooling)
{
    struct Distribution distribution = distribution_of(answers);
    if (!(distribution.total > 0)) {
        return NAN;
    }
    struct SegmentScore score = segment_score(&distribution);
    return POINTS * pooled_score(pooling, &score) + 0.0;
}

struct SegmentWriter {
    double confidence;
    double z;
    struct Pooling pooling;
};

static void write_segment(struct JsonWriter *json, const struct SegmentState *state,
                          const struct Segment *segment, const struct SegmentWriter *writer)
{
    struct Answers answers = answers_of_segment(state, segment);
    json_open(json, '{');
    json_key(json, "segment");
    write_key_value(json, &segment->key);
    write_summary(json, answers, writer->confidence, writer->z);
    json_number_member(json, "pooled", pooled_points(answers, &writer->pooling));
    json_close(json, '}');
}

/* To compare two segments takes as long as so many additions: they stand anywhere in memory. */
#define COMPARISON_WORK 200

/*
 * Merges two sorted halves; `spare` has room for both. After an interruption they are as they were.
 */
static void merge_segments(const struct Segment **segments, size_t half, size_t count,
                           const struct Segment **spare, struct Interruption *interruption)
{
    size_t left = 0;
    size_t right = half;
    for (size_t i = 0; i < count; i++) {
        if (is_interrupted(interruption, COMPARISON_WORK)) {
            return;
        }
        bool takes_left = right == count ||
                          (left < half && compare_segments(segments[left], segments[right]) <= 0);
        spare[i] = segments[takes_left ? left++ : right++];
    }
    memcpy(segments, spare, count * sizeof *segments);
}

/*
 * From runs of one on, twice as long each time: qsort() may allocate memory, and knows of no
 * interruption.
 */
static void sort_segments(const struct Segment **segments, size_t count,
                          const struct Segment **spare, struct Interruption *interruption)
{
    for (size_t run = 1; run < count; run *= 2) {
        for (size_t start = 0; start + run < count; start += 2 * run) {
            size_t rest = count - start;
            merge_segments(segments + start, run, rest < 2 * run ? rest : 2 * run, spare,
                           interruption);
        }
    }
}

/* NULL when out of memory. */
static const struct Segment **sorted_segments(const struct SegmentState *state,
                                              struct Interruption *interruption)
{
    const uint32_t count = state->segments.count;
    const struct Segment **sorted = sqlite3_malloc64((sqlite3_uint64)count * 2 * sizeof *sorted);
    if (sorted) {
        for (uint32_t i = 0; i < count; i++) {
            sorted[i] = key_table_entry(&state->segments, i);
        }
        sort_segments(sorted, count, sorted + count, interruption);
    }
    return sorted;
}

/* The limits of a score take as long as some thousands of additions. */
#define SEGMENT_WORK 5000

static void write_segments(struct JsonWriter *json, const struct SegmentState *state,
                           const struct Segment **sorted, const struct SegmentWriter *writer,
                           struct Interruption *interruption)
{
    json_open(json, '[');
    for (uint32_t i = 0; i < state->segments.count && !is_interrupted(interruption, SEGMENT_WORK);
         i++) {
        write_segment(json, state, sorted[i], writer);
    }
    json_close(json, ']');
}

static void set_segments(sqlite3_context *context, const struct SegmentState *state)
{
    struct StatementInterruption watch;
    interruption_begin(&watch, sqlite3_context_db_handle(context));
    struct SegmentWriter writer = {option_value(&state->options, 0, &confidence_option), 0, {0}};
    writer.z = normal_critical_value(writer.confidence);
    const struct Segment **sorted = sorted_segments(state, &watch.interruption);
    if (!sorted || !pool_segments(state, sorted, &writer.pooling)) {
        sqlite3_free(sorted);
        sqlite3_result_error_nomem(context);
        return;
    }
    struct JsonWriter json = json_begin(context);
    write_segments(&json, state, sorted, &writer, &watch.interruption);
    if (interruption_report(&watch, context)) {
        sqlite3_free(sqlite3_str_finish(json.text));
    } else {
        json_result(&json, context);
    }
    sqlite3_free(sorted);
}

static void nps_by_finish(sqlite3_context *context)
{
    struct SegmentState *state = sqlite3_aggregate_context(context, 0);
    if (!state) {
        return;
    }
    bool is_counted = !state->has_failed && check_key(context, count_pending(state), "segment");
    if (is_counted && state->segments.count > 0) {
        set_segments(context, state);
    }
    segment_state_clear(state);
}

static const char *const row_keys[] = {"segment",    "responses", "promoters", "passives",
                                       "detractors", "nps",       "margin",    "lower",
                                       "upper",      "pooled"};

static const struct JsonRowsDetail nps_rows_detail = {"nps_by", row_keys, 10};

static const struct Table nps_rows_table = {
    .columns =
        "segment, responses, promoters, passives, detractors, nps, margin, lower, upper, pooled",
    .column_count = 10,
    .load = json_rows_load,
    .column = json_rows_column,
    .release = json_rows_release,
};

#define ANSWERS_BY_PLAN                                                                            \
    "WITH answer(plan, score) AS (VALUES ('pro', 10), ('pro', 9), ('pro', 4), ('free', 8), "       \
    "('free', 2)) "

static const struct Function nps_by_functions[] = {
    {
        .name = "nps_by",
        .signature = "nps_by(score, segment [, confidence [, weight]])",
        .summary =
            "The summary of every segment, largest first, as a JSON array, and its `pooled` score: its own, drawn to the mean of all segments the more the fewer answers it has and the less the segments differ beyond chance. Hashes segments instead of sorting rows: several times as fast as GROUP BY on a large table without an index.",
        .example = ANSWERS_BY_PLAN
        "SELECT json_extract(nps_by(score, plan), '$[0].segment', '$[1].segment') FROM answer",
        .output = "[\"pro\",\"free\"]",
        .kind = AGGREGATE_FUNCTION,
        .returns_json = true,
        .fewest_arguments = 2,
        .most_arguments = 4,
        .subjects = 2,
        .options = {&confidence_option},
        .takes_weight = true,
        .step = nps_by_step,
        .finish = nps_by_finish,
    },
    {
        .name = "nps_rows",
        .signature = "nps_rows(json)",
        .summary =
            "The rows of nps_by(): segment, responses, promoters, passives, detractors, nps, margin, lower, upper, pooled.",
        .example = ANSWERS_BY_PLAN
        "SELECT segment, responses, round(nps, 1) FROM nps_rows((SELECT nps_by(score, plan) FROM answer))",
        .output = "pro|3|33.3\nfree|2|-50.0",
        .kind = TABLE_FUNCTION,
        .most_arguments = 1,
        .table = &nps_rows_table,
        .detail = &nps_rows_detail,
    },
};

const struct FunctionTable nps_by_function_table = FUNCTION_TABLE("survey", nps_by_functions);
