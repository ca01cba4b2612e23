/* Whether a count of events is more than chance: poisson_p_value(). */
#include "function_tables.h"
#include "host/option.h"
#include "host/value.h"
#include "mathematics/poisson.h"

static const struct Option events_option = {"count", WHOLE_NUMBER, 0, LARGEST_EVENTS};
static const struct Option mean_events_option = {"mean", CLOSED_NUMBER, 0, LARGEST_EVENTS};
static const struct Option weeks_option = {"weeks", CLOSED_NUMBER, 1, 1e6};

static void poisson_p_value(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    enum { MOST_VALUES = 3 };
    const struct Option *options[MOST_VALUES] = {&events_option, &mean_events_option,
                                                 &weeks_option};
    double values[MOST_VALUES] = {0};
    bool is_known = true;
    for (int i = 0; i < count && i < MOST_VALUES; i++) {
        enum Reading reading = read_parameter(context, options[i], arguments[i], &values[i]);
        if (reading == READ_ERROR) {
            return;
        }
        is_known = is_known && reading == READ_VALUE;
    }
    if (is_known) {
        result_number(context, count == MOST_VALUES
                                   ? negative_binomial_tail(values[0], values[1], values[2])
                                   : poisson_tail(values[0], values[1]));
    }
}

static const struct Function chance_functions[] = {
    {
        .name = "poisson_p_value",
        .signature = "poisson_p_value(count, mean [, weeks])",
        .summary =
            "The chance, 0 to 1, of so many events in a week or more, where `mean` are usual: Poisson's distribution. Where the mean is estimated from so many weeks of history (1 or more), the negative binomial distribution that allows for it, of size mean * weeks: the shorter the history, the less surprising the same count. A history without events says that none happen; (events + 0.5) / weeks is a mean that says less. With many counts at once, adjust the chances: of a hundred weeks, five are below 0.05 by chance. Up to a billion events.",
        .example = "SELECT round(poisson_p_value(9, 4), 5), round(poisson_p_value(9, 4, 10), 5)",
        .output = "0.02136|0.02734",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 2,
        .most_arguments = 3,
        .scalar = poisson_p_value,
    },
};

const struct FunctionTable chance_function_table = FUNCTION_TABLE("advocates", chance_functions);
