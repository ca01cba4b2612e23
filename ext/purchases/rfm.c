/* Recency, frequency, monetary value: rfm_cuts(), rfm_bin() and rfm_segment(). */
#include "mathematics/rfm.h"
#include "function_tables.h"
#include "host/cache.h"
#include "host/interruption.h"
#include "host/json_writer.h"
#include "host/number_list.h"
#include "host/option.h"
#include "mathematics/limits.h"
#include "mathematics/quantile.h"
#include "reading/json_reader.h"

#define MOST_RFM_BINS 100

struct CutsState {
    struct NumberList values;
    struct OptionValues options;
    bool failed; /* a row was an error */
};

static const struct Option rfm_value_option = {"value", CLOSED_NUMBER, -LARGEST_NUMBER,
                                               LARGEST_NUMBER, .way_out_of_text = READS_AMOUNTS};
static const struct Option rfm_bins_option = {"bins", WHOLE_NUMBER, 2, MOST_RFM_BINS, RFM_BINS};

static void rfm_cuts_step(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    struct CutsState *state = sqlite3_aggregate_context(context, sizeof *state);
    if (!state) {
        sqlite3_result_error_nomem(context);
        return;
    }
    double value;
    enum Reading reading = READ_ERROR;
    if (read_options(context, count, arguments, &state->options)) {
        reading = read_parameter(context, &rfm_value_option, arguments[0], &value);
    }
    if (reading == READ_VALUE && !number_list_add(&state->values, value + 0.0)) {
        sqlite3_result_error_nomem(context);
        reading = READ_ERROR;
    }
    state->failed = state->failed || reading == READ_ERROR;
}

static void set_cuts(sqlite3_context *context, const struct CutsState *state)
{
    int bins = (int)option_value(&state->options, 0, &rfm_bins_option);
    double cuts[MOST_RFM_BINS];
    uint64_t seed;
    sqlite3_randomness(sizeof seed, &seed);
    struct StatementInterruption watch;
    interruption_begin(&watch, sqlite3_context_db_handle(context));
    quantile_cuts(state->values.numbers, (size_t)state->values.count, bins, seed,
                  &watch.interruption, cuts);
    if (interruption_report(&watch, context)) {
        return;
    }
    struct JsonWriter json = json_begin(context);
    json_open(&json, '[');
    for (int i = 0; i < bins - 1; i++) {
        json_number(&json, cuts[i]);
    }
    json_close(&json, ']');
    json_result(&json, context);
}

static void rfm_cuts_finish(sqlite3_context *context)
{
    struct CutsState *state = sqlite3_aggregate_context(context, 0);
    if (!state) {
        return;
    }
    if (state->values.count > 0 && !state->failed) {
        set_cuts(context, state);
    }
    number_list_free(&state->values);
}

/* Cut points as they are kept between rows. */
struct CutPoints {
    double cuts[MOST_RFM_BINS];
    int count;
};

static bool read_cut_array(const char *text, size_t length, struct CutPoints *cuts)
{
    struct JsonReader json = json_read(text, length);
    if (json_next(&json) != JSON_ARRAY) {
        return false;
    }
    enum JsonToken token;
    while ((token = json_next(&json)) == JSON_NUMBER) {
        double cut = json_number_value(&json);
        bool is_below = cuts->count > 0 && !(cut >= cuts->cuts[cuts->count - 1]);
        if (cuts->count == MOST_RFM_BINS - 1 || is_below) {
            return false;
        }
        cuts->cuts[cuts->count++] = cut;
    }
    return token == JSON_ARRAY_END && json_next(&json) == JSON_END && cuts->count > 0;
}

static bool read_cuts(sqlite3_context *context, const char *text, size_t length, void *object)
{
    if (read_cut_array(text, length, object)) {
        return true;
    }
    fail(context, "cuts must be what rfm_cuts() returns, an ascending JSON array of numbers");
    return false;
}

static const struct CacheKind cuts_kind = {sizeof(struct CutPoints), read_cuts};

static void rfm_bin(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    double value;
    if (sqlite3_value_type(arguments[1]) == SQLITE_NULL ||
        read_parameter(context, &rfm_value_option, arguments[0], &value) != READ_VALUE) {
        return;
    }
    const struct CutPoints *cuts = cached_argument(context, arguments[1], &cuts_kind);
    if (cuts) {
        sqlite3_result_int(context, quantile_bin(value, cuts->cuts, cuts->count));
    }
}

static const struct Option rfm_options[] = {
    {"r", WHOLE_NUMBER, 1, RFM_BINS, 0},
    {"f", WHOLE_NUMBER, 1, RFM_BINS, 0},
    {"m", WHOLE_NUMBER, 1, RFM_BINS, 0},
};

/* As enum RfmMap. */
static const char *const map_names[] = {"hibernating", "about to sleep", NULL};
static const struct Option map_option = {"map", ONE_NAME, .names = map_names};

static void rfm_segment(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    double map = HIBERNATING_MAP;
    double bins[3];
    for (int i = 0; i < 3; i++) {
        if (read_parameter(context, &rfm_options[i], arguments[i], &bins[i]) != READ_VALUE) {
            return;
        }
    }
    if (count > 3 && read_parameter(context, &map_option, arguments[3], &map) != READ_VALUE) {
        return;
    }
    const char *name = rfm_segment_name((int)bins[0], (int)bins[1], (int)bins[2], (enum RfmMap)map);
    sqlite3_result_text(context, name, -1, SQLITE_STATIC);
}

#define ORDERS                                                                                     \
    "WITH customer(orders) AS (VALUES (1), (1), (2), (3), (3), (4), (8), (9), (12), (30)) "

static const struct Function rfm_functions[] = {
    {
        .name = "rfm_cuts",
        .signature = "rfm_cuts(value [, bins])",
        .summary =
            "The cut points between bins of about equal size, 5 unless given, as a JSON array: quantiles by linear interpolation. Where more than a bin's share of the rows have the same value, cut points coincide, and the bins between them stay empty: with [1,1,1,3] a value of 1 is in bin 1, one of 2 in bin 4.",
        .example = ORDERS "SELECT rfm_cuts(orders, 4) FROM customer",
        .output = "[2.25,3.5,8.75]",
        .kind = AGGREGATE_FUNCTION,
        .returns_json = true,
        .fewest_arguments = 1,
        .most_arguments = 2,
        .subjects = 1,
        .options = {&rfm_bins_option},
        .step = rfm_cuts_step,
        .finish = rfm_cuts_finish,
    },
    {
        .name = "rfm_bin",
        .signature = "rfm_bin(value, cuts)",
        .summary =
            "The bin of a value, from 1: one more than the number of cut points below it, so that equal values share a bin. For recency in days take 6 - rfm_bin(...), because few days are good. Thresholds of your own are cuts as well: rfm_bin(days, '[30,90,180,365]').",
        .example =
            "SELECT rfm_bin(3, '[1.8,3,5.6,9.6]'), rfm_bin(4, '[1.8,3,5.6,9.6]'), rfm_bin(30, '[1.8,3,5.6,9.6]')",
        .output = "2|3|5",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 2,
        .most_arguments = 2,
        .has_cache = true,
        .scalar = rfm_bin,
    },
    {
        .name = "rfm_segment",
        .signature = "rfm_segment(r, f, m [, map])",
        .summary =
            "The name of a customer's segment from three bins 1 to 5, 5 the most recent, most frequent, highest: Champions, Loyal, Potential Loyalists, New Customers, Promising, Need Attention, About to Sleep, At Risk, Cannot Lose Them, Hibernating or Lost. The map of 125 cells is handed on in two forms: 231, 241 and 251 are Hibernating, or, with 'about to sleep' for map, About to Sleep.",
        .example =
            "SELECT rfm_segment(5, 5, 5), rfm_segment(1, 1, 1), rfm_segment(2, 4, 1), rfm_segment(2, 4, 1, 'about to sleep')",
        .output = "Champions|Lost|Hibernating|About to Sleep",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 3,
        .most_arguments = 4,
        .scalar = rfm_segment,
    },
};

const struct FunctionTable rfm_function_table = FUNCTION_TABLE("purchases", rfm_functions);
