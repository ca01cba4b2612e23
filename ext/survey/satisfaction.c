/*
 * Other survey scales than 0 to 10: customer satisfaction, top boxes, customer effort. Answers are
 * whole numbers from 1 to the number of points. All are window functions too.
 */
#include "mathematics/satisfaction.h"
#include "function_tables.h"
#include "host/option.h"
#include "host/value.h"

struct BoxState {
    struct Satisfaction satisfaction;
    struct OptionValues options;
};

/*
 * How a function uses its options: which of them is the number of points, and which, if any, the
 * number of top boxes.
 */
struct Scale {
    int points_option;
    int boxes_option; /* -1: fixed_boxes */
    int fixed_boxes;
    double (*result)(const struct Satisfaction *satisfaction);
};

static int scale_boxes(const struct Scale *scale, const struct BoxState *state)
{
    return scale->boxes_option < 0 ? scale->fixed_boxes
                                   : (int)state->options.value[scale->boxes_option];
}

static void move_answer(sqlite3_context *context, int count, sqlite3_value **arguments,
                        int direction)
{
    struct BoxState *state = sqlite3_aggregate_context(context, sizeof *state);
    if (!state) {
        sqlite3_result_error_nomem(context);
        return;
    }
    const struct Scale *scale = function_called(context)->detail;
    if (!read_options(context, count, arguments, &state->options)) {
        return;
    }
    int points = (int)state->options.value[scale->points_option];
    int boxes = scale_boxes(scale, state);
    if (boxes > points) {
        fail(context, "boxes must not be more than points; this row has %d of %d", boxes, points);
        return;
    }
    int answer;
    if (read_answer(context, arguments[0], 1, points, &answer) == READ_VALUE) {
        satisfaction_move(&state->satisfaction, answer, points, boxes, direction);
    }
}

static void satisfaction_step(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    move_answer(context, count, arguments, +1);
}

static void satisfaction_inverse(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    move_answer(context, count, arguments, -1);
}

static void satisfaction_value(sqlite3_context *context)
{
    const struct BoxState *state = sqlite3_aggregate_context(context, 0);
    const struct Scale *scale = function_called(context)->detail;
    if (state && state->satisfaction.answers > 0) {
        sqlite3_result_double(context, scale->result(&state->satisfaction));
    }
}

static const struct Scale csat_scale = {
    .points_option = 0, .boxes_option = -1, .fixed_boxes = 2, .result = satisfaction_top_share};
static const struct Scale top_box_scale = {
    .points_option = 1, .boxes_option = 0, .result = satisfaction_top_share};
static const struct Scale ces_scale = {
    .points_option = 0, .boxes_option = -1, .fixed_boxes = 1, .result = satisfaction_mean};

static const struct Option csat_points = {"points", WHOLE_NUMBER, 3, 100, 5};
static const struct Option ces_points = {"points", WHOLE_NUMBER, 2, 100, 7};
static const struct Option top_box_points = {"points", WHOLE_NUMBER, 2, 100, 0};
static const struct Option top_box_boxes = {"boxes", WHOLE_NUMBER, 1, 100, 0};

#define SATISFACTION_AGGREGATE                                                                     \
    .kind = WINDOW_FUNCTION, .subjects = 1, .step = satisfaction_step,                             \
    .inverse = satisfaction_inverse, .value = satisfaction_value, .finish = satisfaction_value

static const struct Function satisfaction_functions[] = {
    {
        .name = "csat",
        .signature = "csat(score [, points])",
        .summary =
            "Customer satisfaction: the share of answers in the top two of 5 points, or of another number of points, in percent.",
        .example =
            "WITH answer(score) AS (VALUES (5), (4), ('4'), (2), (NULL)) SELECT csat(score) FROM answer",
        .output = "75.0",
        .fewest_arguments = 1,
        .most_arguments = 2,
        .options = {&csat_points},
        .detail = &csat_scale,
        SATISFACTION_AGGREGATE,
    },
    {
        .name = "top_box",
        .signature = "top_box(score, boxes, points)",
        .summary =
            "The share of answers in the top `boxes` of a scale from 1 to points, in percent.",
        .example =
            "WITH answer(score) AS (VALUES (7), (6), (5), (1)) SELECT top_box(score, 1, 7), top_box(score, 3, 7) FROM answer",
        .output = "25.0|75.0",
        .fewest_arguments = 3,
        .most_arguments = 3,
        .options = {&top_box_boxes, &top_box_points},
        .detail = &top_box_scale,
        SATISFACTION_AGGREGATE,
    },
    {
        .name = "ces",
        .signature = "ces(score [, points])",
        .summary =
            "Customer effort score: the mean answer on a scale from 1 to 7, or to another number of points.",
        .example =
            "WITH answer(score) AS (VALUES (7), (6), (5), ('2')) SELECT ces(score) FROM answer",
        .output = "5.0",
        .fewest_arguments = 1,
        .most_arguments = 2,
        .options = {&ces_points},
        .detail = &ces_scale,
        SATISFACTION_AGGREGATE,
    },
};

const struct FunctionTable satisfaction_function_table =
    FUNCTION_TABLE("survey", satisfaction_functions);
