/* Pictures for the terminal, in characters: nps_bar() and chart_sparkline(). */
#include <math.h>
#include <string.h>

#include "function_tables.h"
#include "host/interruption.h"
#include "host/option.h"
#include "mathematics/apportion.h"
#include "mathematics/scale.h"
#include "mathematics/tally.h"
#include "pictures/rows.h"

enum TextStyle { STYLE_UNKNOWN, STYLE_UTF8, STYLE_ASCII };

/*
 * The style, one constant. False after an error, which is then set.
 */
static bool read_style(sqlite3_context *context, sqlite3_value *value, enum TextStyle *style)
{
    enum TextStyle read = STYLE_UNKNOWN;
    if (sqlite3_value_type(value) == SQLITE_TEXT) {
        const char *name = (const char *)sqlite3_value_text(value);
        if (!name) {
            sqlite3_result_error_nomem(context);
            return false;
        }
        int length = sqlite3_value_bytes(value);
        if (length == 4 && memcmp(name, "utf8", 4) == 0) {
            read = STYLE_UTF8;
        } else if (length == 5 && memcmp(name, "ascii", 5) == 0) {
            read = STYLE_ASCII;
        }
    }
    if (read == STYLE_UNKNOWN || (*style != STYLE_UNKNOWN && *style != read)) {
        refuse_value(context, "style must be one constant: 'utf8' or 'ascii'; this row has %s",
                     value);
        return false;
    }
    *style = read;
    return true;
}

/* nps_bar() */

#define USUAL_WIDTH 40
#define LARGEST_WIDTH 1000

struct BarState {
    struct Tally tally;
    struct OptionValues options;
    enum TextStyle style;
};

static const struct Option width_option = {"width", WHOLE_NUMBER, 1, LARGEST_WIDTH, USUAL_WIDTH};

static void move_bar_row(sqlite3_context *context, int count, sqlite3_value **arguments,
                         int direction)
{
    struct BarState *state = sqlite3_aggregate_context(context, sizeof *state);
    if (!state) {
        sqlite3_result_error_nomem(context);
        return;
    }
    int answer;
    if (read_options(context, count, arguments, &state->options) &&
        (count < 3 || read_style(context, arguments[2], &state->style)) &&
        read_answer(context, arguments[0], 0, HIGHEST_ANSWER, &answer) == READ_VALUE) {
        state->tally.rows[category_of_answer[answer]] += direction;
    }
}

static void nps_bar_step(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    move_bar_row(context, count, arguments, +1);
}

static void nps_bar_inverse(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    move_bar_row(context, count, arguments, -1);
}

static void nps_bar_value(sqlite3_context *context)
{
    static const char *const blocks[CATEGORY_COUNT] = {"\xE2\x96\x88", "\xE2\x96\x91",
                                                       "\xE2\x96\x92"};
    static const char *const signs[CATEGORY_COUNT] = {"+", ".", "-"};
    const struct BarState *state = sqlite3_aggregate_context(context, 0);
    if (!state || tally_total(&state->tally) == 0) {
        return;
    }
    const int64_t *rows = state->tally.rows;
    double amounts[CATEGORY_COUNT] = {(double)rows[PROMOTER], (double)rows[PASSIVE],
                                      (double)rows[DETRACTOR]};
    int parts[CATEGORY_COUNT];
    apportion(amounts, CATEGORY_COUNT, (int)option_value(&state->options, 0, &width_option), parts);
    sqlite3_str *bar = sqlite3_str_new(sqlite3_context_db_handle(context));
    for (int i = 0; i < CATEGORY_COUNT; i++) {
        for (int j = 0; j < parts[i]; j++) {
            sqlite3_str_appendall(bar, state->style == STYLE_ASCII ? signs[i] : blocks[i]);
        }
    }
    result_string(context, bar);
}

/* chart_sparkline() */

/* The values of the window: `count` from `first` on. NaN is a gap. */
struct SparkState {
    double *values;
    sqlite3_int64 first;
    sqlite3_int64 count;
    sqlite3_int64 capacity;
    enum TextStyle style;
};

/*
 * Room at the end: by moving to the front when at least half of the front is free, else by growing.
 */
static bool make_room(struct SparkState *state)
{
    if (state->first + state->count < state->capacity) {
        return true;
    }
    if (state->first > 0 && state->first >= state->count) {
        memcpy(state->values, state->values + state->first,
               (size_t)state->count * sizeof *state->values);
        state->first = 0;
        return true;
    }
    sqlite3_int64 capacity = state->capacity + state->capacity / 2 + 32;
    double *values = sqlite3_realloc64(state->values, (sqlite3_uint64)capacity * sizeof *values);
    if (!values) {
        return false;
    }
    state->values = values;
    state->capacity = capacity;
    return true;
}

static void sparkline_step(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    struct SparkState *state = sqlite3_aggregate_context(context, sizeof *state);
    if (!state) {
        sqlite3_result_error_nomem(context);
        return;
    }
    double value = NAN;
    if ((count > 1 && !read_style(context, arguments[1], &state->style)) ||
        read_parameter(context, &chart_value_option, arguments[0], &value) == READ_ERROR) {
        return;
    }
    if (!make_room(state)) {
        sqlite3_result_error_nomem(context);
        return;
    }
    state->values[state->first + state->count++] = value;
}

/* A window is left in the order in which it was entered. */
static void sparkline_inverse(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    (void)arguments;
    struct SparkState *state = sqlite3_aggregate_context(context, sizeof *state);
    state->first++;
    state->count--;
}

#define SPARK_LEVELS 8

static int spark_level(struct Extent extent, double value)
{
    if (extent.lowest == extent.highest) {
        return SPARK_LEVELS / 2 - 1;
    }
    /* Halves, because the difference may be infinite, and tiny numbers as large ones. */
    double unit = fmax(fabs(extent.lowest), fabs(extent.highest)) < 1 ? 0x1p+600 : 0.5;
    double lowest = extent.lowest * unit;
    double share = (value * unit - lowest) / (extent.highest * unit - lowest);
    return (int)fmin(SPARK_LEVELS - 1, share * SPARK_LEVELS);
}

/* To find and to write a level takes as long as so many additions. */
#define LEVEL_WORK 50

static void sparkline_value(sqlite3_context *context)
{
    static const char ramp[] = "_.-=+*%#";
    const struct SparkState *state = sqlite3_aggregate_context(context, 0);
    if (!state || state->count == 0) {
        return;
    }
    const double *values = state->values + state->first;
    struct Extent extent = EMPTY_EXTENT;
    struct StatementInterruption watch;
    interruption_begin(&watch, sqlite3_context_db_handle(context));
    for (sqlite3_int64 i = 0; i < state->count && !is_interrupted(&watch.interruption, LEVEL_WORK);
         i++) {
        extend(&extent, values[i]);
    }
    sqlite3_str *line = sqlite3_str_new(sqlite3_context_db_handle(context));
    for (sqlite3_int64 i = 0; i < state->count && !is_interrupted(&watch.interruption, LEVEL_WORK);
         i++) {
        if (isnan(values[i])) {
            sqlite3_str_appendchar(line, 1, ' ');
            continue;
        }
        int level = spark_level(extent, values[i]);
        if (state->style == STYLE_ASCII) {
            sqlite3_str_appendchar(line, 1, ramp[level]);
        } else {
            char block[] = "\xE2\x96\x81";
            block[2] = (char)(block[2] + level);
            sqlite3_str_append(line, block, 3);
        }
    }
    if (interruption_report(&watch, context)) {
        sqlite3_free(sqlite3_str_finish(line));
    } else {
        result_string(context, line);
    }
}

static void sparkline_finish(sqlite3_context *context)
{
    struct SparkState *state = sqlite3_aggregate_context(context, 0);
    if (state) {
        sparkline_value(context);
        sqlite3_free(state->values);
        memset(state, 0, sizeof *state);
    }
}

static const struct Function chart_text_functions[] = {
    {
        .name = "nps_bar",
        .signature = "nps_bar(score [, width [, style]])",
        .summary =
            "Promoters, passives and detractors in proportion, in this order, as one line of exactly `width` characters (1 to 1000, 40 unless given): \xE2\x96\x88 \xE2\x96\x91 \xE2\x96\x92, or + . - when style is 'ascii'. Largest-remainder rounding.",
        .example =
            "WITH answer(score) AS (VALUES (10), (10), (9), (8), (3)) SELECT nps_bar(score, 20), nps_bar(score, 20, 'ascii') FROM answer",
        .output = "\xE2\x96\x88\xE2\x96\x88\xE2\x96\x88\xE2\x96\x88\xE2\x96\x88\xE2\x96\x88"
                  "\xE2\x96\x88\xE2\x96\x88\xE2\x96\x88\xE2\x96\x88\xE2\x96\x88\xE2\x96\x88"
                  "\xE2\x96\x91\xE2\x96\x91\xE2\x96\x91\xE2\x96\x91"
                  "\xE2\x96\x92\xE2\x96\x92\xE2\x96\x92\xE2\x96\x92|++++++++++++....----",
        .kind = WINDOW_FUNCTION,
        .fewest_arguments = 1,
        .most_arguments = 3,
        .subjects = 1,
        .options = {&width_option},
        .step = nps_bar_step,
        .inverse = nps_bar_inverse,
        .value = nps_bar_value,
        .finish = nps_bar_value,
    },
    {
        .name = "chart_sparkline",
        .signature = "chart_sparkline(value [, style])",
        .summary =
            "One character for each value in row order, from the lowest to the highest in eight heights, the middle one when all are equal; a space for NULL. With style 'ascii' the heights are _ . - = + * % #.",
        .example =
            "WITH month(i, nps) AS (VALUES (1, 21), (2, 24), (3, NULL), (4, 30), (5, 38), (6, 35)) SELECT chart_sparkline(nps), chart_sparkline(nps, 'ascii') FROM month",
        .output = "\xE2\x96\x81\xE2\x96\x82 \xE2\x96\x85\xE2\x96\x88\xE2\x96\x87|_. +#%",
        .kind = WINDOW_FUNCTION,
        .fewest_arguments = 1,
        .most_arguments = 2,
        .subjects = 1,
        .step = sparkline_step,
        .inverse = sparkline_inverse,
        .value = sparkline_value,
        .finish = sparkline_finish,
    },
};

const struct FunctionTable chart_text_function_table =
    FUNCTION_TABLE("pictures", chart_text_functions);
