/*
 * The Net Promoter Score of a group of rows and its statistics: nps() and the aggregates that share
 * its state. All are window functions too.
 */
#include <math.h>

#include "function_tables.h"
#include "host/option.h"
#include "host/value.h"
#include "mathematics/normal.h"
#include "survey/summary.h"

struct ScoreState {
    struct Tally tally;
    struct OptionValues options;
    bool weighted;
    int64_t like_counts; /* rows whose weight is a whole number above 1 */
    struct WeightTally weights;
};

/* What one function makes of a group: called with at least one answer that has a weight. */
struct Statistic {
    void (*set_result)(sqlite3_context *context, const struct ScoreState *state,
                       const struct Distribution *distribution);
};

/*
 * Adds a row to the state (direction +1) or takes it out again (-1): the same arguments always
 * count for the same.
 */
static void move_row(sqlite3_context *context, struct ScoreState *state, int count,
                     sqlite3_value **arguments, int direction)
{
    if (!state) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (count > 1 && !read_options(context, count, arguments, &state->options)) {
        return;
    }
    int answer;
    if (read_answer(context, arguments[0], 0, HIGHEST_ANSWER, &answer) != READ_VALUE) {
        return;
    }
    enum Category category = category_of_answer[answer];
    sqlite3_value *weight_value = weight_argument(function_called(context), count, arguments);
    if (weight_value) {
        double weight;
        if (read_weight(context, weight_value, &weight) != READ_VALUE) {
            return;
        }
        state->weighted = true;
        state->like_counts += weight > 1 && weight == floor(weight) ? direction : 0;
        (direction > 0 ? weight_tally_add : weight_tally_remove)(&state->weights, category, weight);
    }
    state->tally.rows[category] += direction;
}

/*
 * The common case, an INTEGER and no other argument: the inner loop of most queries. False, with
 * nothing done, when it is not that case.
 */
static inline bool move_integer(struct ScoreState *state, int count, sqlite3_value **arguments,
                                int direction)
{
    if (count != 1 || !state || sqlite3_value_type(arguments[0]) != SQLITE_INTEGER) {
        return false;
    }
    sqlite3_int64 answer = sqlite3_value_int64(arguments[0]);
    if (answer < 0 || answer > HIGHEST_ANSWER) {
        return false;
    }
    state->tally.rows[category_of_answer[answer]] += direction;
    return true;
}

static void nps_step(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    struct ScoreState *state = sqlite3_aggregate_context(context, sizeof *state);
    if (!move_integer(state, count, arguments, +1)) {
        move_row(context, state, count, arguments, +1);
    }
}

static void nps_inverse(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    struct ScoreState *state = sqlite3_aggregate_context(context, sizeof *state);
    if (!move_integer(state, count, arguments, -1)) {
        move_row(context, state, count, arguments, -1);
        if (weight_tally_has_lost(&state->weights)) {
            fail_lost(context);
        }
    }
}

static struct Answers answers_of(const struct ScoreState *state)
{
    return (struct Answers){&state->tally, state->weighted ? &state->weights : NULL};
}

static void nps_value(sqlite3_context *context)
{
    const struct ScoreState *state = sqlite3_aggregate_context(context, 0);
    if (!state) {
        return;
    }
    struct Distribution distribution = distribution_of(answers_of(state));
    if (distribution.total > 0) {
        const struct Statistic *statistic = function_called(context)->detail;
        statistic->set_result(context, state, &distribution);
    }
}

static double state_confidence(const struct ScoreState *state)
{
    return option_value(&state->options, 0, &confidence_option);
}

static void set_score(sqlite3_context *context, const struct ScoreState *state,
                      const struct Distribution *distribution)
{
    (void)state;
    result_number(context, points_of(distribution));
}

static void set_share(sqlite3_context *context, const struct ScoreState *state,
                      const struct Distribution *distribution)
{
    int category = (int)state->options.value[0];
    result_number(context, 100.0 * distribution->amount[category] / distribution->total);
}

static void set_standard_error(sqlite3_context *context, const struct ScoreState *state,
                               const struct Distribution *distribution)
{
    (void)state;
    result_number(context, POINTS * distribution_standard_error(distribution));
}

static void set_lower(sqlite3_context *context, const struct ScoreState *state,
                      const struct Distribution *distribution)
{
    double z = normal_critical_value(state_confidence(state));
    result_number(context, POINTS * score_lower(distribution, z));
}

static void set_upper(sqlite3_context *context, const struct ScoreState *state,
                      const struct Distribution *distribution)
{
    double z = normal_critical_value(state_confidence(state));
    result_number(context, POINTS * score_upper(distribution, z));
}

static void set_margin(sqlite3_context *context, const struct ScoreState *state,
                       const struct Distribution *distribution)
{
    double z = normal_critical_value(state_confidence(state));
    struct Interval interval = score_interval(distribution, z);
    result_number(context, points_margin(&interval));
}

/*
 * nps() without weights needs no more than the counts; in a window it is asked for them with every
 * row.
 */
static void nps_score_value(sqlite3_context *context)
{
    const struct ScoreState *state = sqlite3_aggregate_context(context, 0);
    if (!state || state->weighted) {
        nps_value(context);
        return;
    }
    if (tally_total(&state->tally) > 0) {
        result_number(context, points_of_tally(&state->tally));
    }
}

static const struct Statistic score_statistic = {set_score};
static const struct Statistic share_statistic = {set_share};
static const struct Statistic standard_error_statistic = {set_standard_error};
static const struct Statistic lower_statistic = {set_lower};
static const struct Statistic upper_statistic = {set_upper};
static const struct Statistic margin_statistic = {set_margin};

/* A count, like count(), is 0 where there is nothing to count. */
static void nps_responses_value(sqlite3_context *context)
{
    const struct ScoreState *state = sqlite3_aggregate_context(context, 0);
    sqlite3_result_int64(context, state ? tally_total(&state->tally) : 0);
}

/* A row for each answer from 0 to 10, as of a table of counts. */
#define MOST_ROWS_OF_COUNTS (HIGHEST_ANSWER + 1)

/*
 * Whether the weights look like counts of answers. They are no weights: three rows of hundreds
 * would be three answers.
 */
static bool are_weights_like_counts(const struct ScoreState *state)
{
    int64_t rows = 0;
    for (int i = 0; i < CATEGORY_COUNT; i++) {
        rows += state->weights.positive[i];
    }
    return state->weighted && rows > 0 && rows <= MOST_ROWS_OF_COUNTS && rows == state->like_counts;
}

static void nps_summary_value(sqlite3_context *context)
{
    const struct ScoreState *state = sqlite3_aggregate_context(context, 0);
    if (!state || tally_total(&state->tally) == 0) {
        return;
    }
    double confidence = state_confidence(state);
    struct JsonWriter json = json_begin(context);
    json_open(&json, '{');
    write_summary(&json, answers_of(state), confidence, normal_critical_value(confidence));
    if (are_weights_like_counts(state)) {
        static const char note[] =
            "the weights look like counts of answers: a weighted row is one answer, nps_counts() takes counts";
        json_key(&json, "note");
        json_text(&json, note, sizeof note - 1);
    }
    json_close(&json, '}');
    json_result(&json, context);
}

/* In the order of enum Category. */
static const char *const share_names[] = {"detractor", "passive", "promoter", NULL};
static const struct Option category_option = {
    .name = "category", .kind = ONE_NAME, .names = share_names};

/* The state owns no memory, so the result so far and the final one are the same call. */
#define SCORE_AGGREGATE(value_callback)                                                            \
    .kind = WINDOW_FUNCTION, .subjects = 1, .step = nps_step, .inverse = nps_inverse,              \
    .value = value_callback, .finish = value_callback

#define ANSWERS "WITH answer(score) AS (VALUES ('10'), ('10'), ('9'), ('8'), (''), ('3')) "

static const struct Function nps_functions[] = {
    {
        .name = "nps",
        .signature = "nps(score [, weight])",
        .summary =
            "The Net Promoter Score, -100 to 100: the share of answers 9 and 10 less the share of 0 to 6. A weight says how much the answer of the row counts; how many gave it is no weight, but for nps_counts().",
        .example = ANSWERS "SELECT nps(score) FROM answer",
        .output = "40.0",
        .fewest_arguments = 1,
        .most_arguments = 2,
        .takes_weight = true,
        .detail = &score_statistic,
        SCORE_AGGREGATE(nps_score_value),
    },
    {
        .name = "nps_responses",
        .signature = "nps_responses(score)",
        .summary =
            "How many answers count: the rows that are neither NULL nor blank; 0 if there are none.",
        .example = ANSWERS "SELECT nps_responses(score), count(score) FROM answer",
        .output = "5|6",
        .fewest_arguments = 1,
        .most_arguments = 1,
        SCORE_AGGREGATE(nps_responses_value),
    },
    {
        .name = "nps_share",
        .signature = "nps_share(score, category)",
        .summary =
            "The share of 'promoter', 'passive' or 'detractor' among the answers, in percent.",
        .example = ANSWERS
        "SELECT nps_share(score, 'promoter'), nps_share(score, 'detractor') FROM answer",
        .output = "60.0|20.0",
        .fewest_arguments = 2,
        .most_arguments = 2,
        .options = {&category_option},
        .detail = &share_statistic,
        SCORE_AGGREGATE(nps_value),
    },
    {
        .name = "nps_stderr",
        .signature = "nps_stderr(score [, weight])",
        .summary = "The standard error of the score, in points.",
        .example = ANSWERS "SELECT round(nps_stderr(score), 3) FROM answer",
        .output = "35.777",
        .fewest_arguments = 1,
        .most_arguments = 2,
        .takes_weight = true,
        .detail = &standard_error_statistic,
        SCORE_AGGREGATE(nps_value),
    },
    {
        .name = "nps_lower",
        .signature = "nps_lower(score [, confidence [, weight]])",
        .summary =
            "Lower limit of the score: Tango's score interval, which never leaves -100 to 100. Confidence 0.95 unless given. It holds for answers that have nothing to do with each other, one of each customer. It is far too narrow where customers answer again and again or an account has many respondents: there nps_clustered(), or nps_latest() for the newest of each; of two groups that share customers nps_overlap(), of rates share_clustered(), of ratios ratio_of_sums(). Rows that stand for many answers belong into nps_counts().",
        .example = ANSWERS
        "SELECT round(nps_lower(score), 3), round(nps_lower(score, 0.8), 3) FROM answer",
        .output = "-34.928|-11.286",
        .fewest_arguments = 1,
        .most_arguments = 3,
        .options = {&confidence_option},
        .takes_weight = true,
        .detail = &lower_statistic,
        SCORE_AGGREGATE(nps_value),
    },
    {
        .name = "nps_upper",
        .signature = "nps_upper(score [, confidence [, weight]])",
        .summary = "Upper limit of the score, as nps_lower().",
        .example = ANSWERS
        "SELECT round(nps_upper(score), 3), round(nps_upper(score, 0.8), 3) FROM answer",
        .output = "82.642|73.553",
        .fewest_arguments = 1,
        .most_arguments = 3,
        .options = {&confidence_option},
        .takes_weight = true,
        .detail = &upper_statistic,
        SCORE_AGGREGATE(nps_value),
    },
    {
        .name = "nps_margin",
        .signature = "nps_margin(score [, confidence [, weight]])",
        .summary = "Half the width of the interval from nps_lower() to nps_upper(), in points.",
        .example = ANSWERS "SELECT round(nps_margin(score), 3) FROM answer",
        .output = "58.785",
        .fewest_arguments = 1,
        .most_arguments = 3,
        .options = {&confidence_option},
        .takes_weight = true,
        .detail = &margin_statistic,
        SCORE_AGGREGATE(nps_value),
    },
    {
        .name = "nps_summary",
        .signature = "nps_summary(score [, confidence [, weight]])",
        .summary =
            "The score with its counts and its interval, as JSON: responses, promoters, passives, detractors, nps, margin, lower, upper, confidence; with weights also effective_responses, and a note where they look like counts (whole numbers above 1 in 11 rows or fewer), which nps_counts() takes. The limits hold as those of nps_lower().",
        .example = ANSWERS
        "SELECT json_extract(nps_summary(score), '$.responses'), round(json_extract(nps_summary(score), '$.nps'), 1) FROM answer",
        .output = "5|40.0",
        .returns_json = true,
        .fewest_arguments = 1,
        .most_arguments = 3,
        .options = {&confidence_option},
        .takes_weight = true,
        SCORE_AGGREGATE(nps_summary_value),
    },
};

const struct FunctionTable nps_function_table = FUNCTION_TABLE("survey", nps_functions);
