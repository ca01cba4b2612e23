/* The median, also of what is not over yet: advocacy_median(). */
#include <math.h>

#include "function_tables.h"
#include "host/interruption.h"
#include "host/number_list.h"
#include "host/option.h"
#include "host/value.h"
#include "mathematics/limits.h"
#include "mathematics/ranking.h"
#include "mathematics/survival.h"

/* Those that are open, and those that are over. */
struct MedianState {
    struct NumberList lists[2];
};

static const struct Option median_value_option = {"value", CLOSED_NUMBER, -LARGEST_NUMBER,
                                                  LARGEST_NUMBER, .way_out_of_text = READS_AGES};
static const struct Option is_over_option = {"is_over", YES_OR_NO};

static void advocacy_median_step(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    struct MedianState *state = sqlite3_aggregate_context(context, sizeof *state);
    if (!state) {
        sqlite3_result_error_nomem(context);
        return;
    }
    double value = 0;
    double is_over = 1;
    enum Reading first = read_parameter(context, &median_value_option, arguments[0], &value);
    if (first == READ_ERROR) {
        return;
    }
    enum Reading second =
        count > 1 ? read_parameter(context, &is_over_option, arguments[1], &is_over) : READ_VALUE;
    if (first == READ_VALUE && second == READ_VALUE &&
        !number_list_add(&state->lists[(int)is_over], value)) {
        sqlite3_result_error_nomem(context);
    }
}

static void set_median(sqlite3_context *context, const struct MedianState *state)
{
    const struct NumberList *open = &state->lists[0];
    const struct NumberList *over = &state->lists[1];
    const struct Durations durations = {over->numbers, open->numbers, over->count, open->count};
    struct StatementInterruption watch;
    interruption_begin(&watch, sqlite3_context_db_handle(context));
    sort_numbers(open->numbers, open->count, &watch.interruption);
    sort_numbers(over->numbers, over->count, &watch.interruption);
    if (interruption_report(&watch, context)) {
        return;
    }
    const double median = survival_median(&durations);
    if (!isnan(median)) {
        result_number(context, median);
    }
}

static void advocacy_median_finish(sqlite3_context *context)
{
    struct MedianState *state = sqlite3_aggregate_context(context, 0);
    if (!state) {
        return;
    }
    if (state->lists[1].count > 0) {
        set_median(context, state);
    }
    number_list_free(&state->lists[0]);
    number_list_free(&state->lists[1]);
}

static const struct Function median_functions[] = {
    {
        .name = "advocacy_median",
        .signature = "advocacy_median(value [, is_over])",
        .summary =
            "The median: half are at most that large. Where is_over is 0, the value is only known to be larger, as the time that something has been waiting for an answer: it counts as that (Kaplan and Meier), where leaving it out would make all answers look quick. NULL while fewer than half are over.",
        .example =
            "WITH item(days, answered) AS (VALUES (1, 1), (2, 1), (3, 1), (9, 0), (9, 0)) SELECT advocacy_median(days, answered), advocacy_median(days) FILTER (WHERE answered), advocacy_median(CASE WHEN days = 9 THEN NULL ELSE 2 * days END) FROM item",
        .output = "3.0|2.0|4.0",
        .kind = AGGREGATE_FUNCTION,
        .fewest_arguments = 1,
        .most_arguments = 2,
        .subjects = 2,
        .step = advocacy_median_step,
        .finish = advocacy_median_finish,
    },
};

const struct FunctionTable median_function_table = FUNCTION_TABLE("survey", median_functions);
