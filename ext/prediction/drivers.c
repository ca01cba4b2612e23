/*
 * What moves an outcome: key_drivers(), the part that each of several ratings has in it, and
 * key_driver_rows(), which turns its JSON back into rows.
 *
 * The rows are dealt out to twenty groups as they come, and of each group only means and products
 * are kept: 9 kB a group, whatever the number of rows. The shares without each group say how sure
 * the shares are.
 */
#include <math.h>
#include <string.h>

#include "function_tables.h"
#include "host/json_table.h"
#include "host/json_writer.h"
#include "host/option_object.h"
#include "host/pairs.h"
#include "mathematics/normal.h"
#include "mathematics/relative_weights.h"

static const struct Option *const driver_options[] = {&confidence_option, NULL};
static const struct Option driver_outcome_option = {"outcome", CLOSED_NUMBER, -LARGEST_NUMBER,
                                                    LARGEST_NUMBER};
static const struct Option driver_option = {NULL, CLOSED_NUMBER, -LARGEST_NUMBER, LARGEST_NUMBER};

struct DriverState {
    struct NameList names;
    struct OptionObject options;
    struct JointMoments *groups; /* JACKKNIFE_GROUPS of them */
    int64_t rows;
    int64_t skipped;
    bool has_failed;
};

/* Everything is read before the row counts: a bad value is an error also beside a missing one. */
static bool add_ratings(sqlite3_context *context, struct DriverState *state, sqlite3_value *outcome,
                        sqlite3_value **pairs)
{
    double values[MOST_COLUMNS];
    enum Reading reading = read_parameter(context, &driver_outcome_option, outcome, &values[0]);
    bool is_complete = reading == READ_VALUE;
    for (int i = 0; i < state->names.count && reading != READ_ERROR; i++) {
        reading = read_named_parameter(context, &driver_option, state->names.texts[i],
                                       pairs[2 * i + 1], &values[i + 1]);
        is_complete = is_complete && reading == READ_VALUE;
    }
    if (reading == READ_ERROR) {
        return false;
    }
    if (is_complete) {
        joint_moments_add(&state->groups[state->rows % JACKKNIFE_GROUPS], state->names.count + 1,
                          values);
    }
    state->rows += is_complete;
    state->skipped += !is_complete;
    return true;
}

/* Those pairs whose name is not NULL, so that a query may have more places than drivers. */
static int named_pairs(int count, sqlite3_value **pairs, sqlite3_value **named)
{
    int kept = 0;
    for (int i = 0; i + 1 < count; i += 2) {
        if (sqlite3_value_type(pairs[i]) != SQLITE_NULL) {
            named[kept++] = pairs[i];
            named[kept++] = pairs[i + 1];
        }
    }
    return kept;
}

static bool read_driver_row(sqlite3_context *context, struct DriverState *state, int count,
                            sqlite3_value **arguments)
{
    int has_options = is_option_object(arguments[0]);
    int pair_count = count - has_options - 1;
    if (pair_count < 4) {
        fail(context,
             "an outcome and two drivers are needed: [options,] outcome, name, x, name, x, ...");
        return false;
    }
    sqlite3_value **pairs = arguments + has_options + 1;
    sqlite3_value *named[2 * MOST_PAIRS];
    if (!read_option_object(context, driver_options, has_options ? arguments[0] : NULL,
                            &state->options) ||
        !check_pairs(context, pair_count, pairs, "options, as JSON, come before the outcome")) {
        return false;
    }
    int named_count = named_pairs(pair_count, pairs, named);
    return check_names(context, named_count, named, &state->names) &&
           add_ratings(context, state, arguments[has_options], named);
}

static void key_drivers_step(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    struct DriverState *state = sqlite3_aggregate_context(context, sizeof *state);
    if (state && !state->groups) {
        sqlite3_uint64 size = sizeof(struct JointMoments) * JACKKNIFE_GROUPS;
        state->groups = sqlite3_malloc64(size);
        if (state->groups) {
            memset(state->groups, 0, size);
        }
    }
    if (!state || !state->groups) {
        sqlite3_result_error_nomem(context);
        return;
    }
    state->has_failed = state->has_failed || !read_driver_row(context, state, count, arguments);
}

/* As survey tools name them: important or not, rated well or not, against the others' mean. */
static const char *driver_quadrant(double share, double mean, double mean_share,
                                   double mean_of_means)
{
    if (isnan(share)) {
        return NULL;
    }
    if (mean >= mean_of_means) {
        return share >= mean_share ? "key strength" : "lesser strength";
    }
    return share >= mean_share ? "key weakness" : "lesser weakness";
}

/* The drivers, strongest first; equal ones in the order in which they were named. */
static void order_drivers(const struct RelativeWeights *found, int count, int *order)
{
    for (int i = 0; i < count; i++) {
        int place = i;
        for (; place > 0 && found->weights[order[place - 1]] < found->weights[i]; place--) {
            order[place] = order[place - 1];
        }
        order[place] = i;
    }
}

static void write_driver(struct JsonWriter *json, const struct NameList *names, int i, double mean,
                         const struct RelativeWeights *found, const struct ShareLimits *limits,
                         const char *quadrant)
{
    json_open(json, '{');
    json_key(json, "driver");
    json_text(json, names->texts[i], (size_t)names->lengths[i]);
    json_number_member(json, "mean", mean);
    json_number_member(json, "correlation", found->correlations[i]);
    json_number_member(json, "weight", found->weights[i]);
    json_number_member(json, "share", 100 * found->shares[i]);
    json_number_member(json, "share_lower", 100 * limits->lower[i]);
    json_number_member(json, "share_upper", 100 * limits->upper[i]);
    json_key(json, "quadrant");
    if (quadrant) {
        json_text(json, quadrant, strlen(quadrant));
    } else {
        json_null(json);
    }
    json_close(json, '}');
}

static void set_drivers(sqlite3_context *context, const struct DriverState *state)
{
    int count = state->names.count;
    struct JointMoments all = {0};
    struct RelativeWeights found;
    struct ShareLimits limits;
    int order[MOST_PREDICTORS];
    double mean_of_means = 0;
    for (int i = 0; i < JACKKNIFE_GROUPS; i++) {
        joint_moments_merge(&all, count + 1, &state->groups[i]);
    }
    relative_weights(&all, count, &found);
    relative_weight_limits(state->groups, count,
                           normal_critical_value(state->options.values.value[0]), &limits);
    order_drivers(&found, count, order);
    for (int i = 0; i < count; i++) {
        mean_of_means += all.means[i + 1] / count;
    }
    struct JsonWriter json = json_begin(context);
    json_open(&json, '{');
    json_number_member(&json, "r2", found.r2);
    json_integer_member(&json, "rows", state->rows);
    json_integer_member(&json, "skipped", state->skipped);
    json_number_member(&json, "confidence", state->options.values.value[0]);
    json_key(&json, "drivers");
    json_open(&json, '[');
    for (int place = 0; place < count; place++) {
        int i = order[place];
        const char *quadrant =
            driver_quadrant(found.shares[i], all.means[i + 1], 1.0 / count, mean_of_means);
        write_driver(&json, &state->names, i, all.means[i + 1], &found, &limits, quadrant);
    }
    json_close(&json, ']');
    json_close(&json, '}');
    json_result(&json, context);
}

static void key_drivers_finish(sqlite3_context *context)
{
    struct DriverState *state = sqlite3_aggregate_context(context, 0);
    if (!state) {
        return;
    }
    if (state->rows > 0 && !state->has_failed) {
        set_drivers(context, state);
    }
    sqlite3_free(state->groups);
    state->groups = NULL;
}

static const char *const driver_keys[] = {"driver", "mean",        "correlation", "weight",
                                          "share",  "share_lower", "share_upper", "quadrant"};

static const struct JsonRowsDetail driver_rows_detail = {"key_drivers", driver_keys, 8, "drivers"};

static const struct Table driver_rows_table = {
    .columns = "driver, mean, correlation, weight, share, share_lower, share_upper, quadrant",
    .column_count = 8,
    .load = json_rows_load,
    .column = json_rows_column,
    .release = json_rows_release,
};

#define RATED_VISITS                                                                               \
    "WITH visit(score, price, service) AS (VALUES (10, 5, 4), (9, 4, 4), (8, 4, 5), (6, 2, 4), "   \
    "(3, 2, 2), (2, 1, 3)) "

static const struct Function driver_functions[] = {
    {
        .name = "key_drivers",
        .signature = "key_drivers([options,] outcome, name, x, ...)",
        .summary =
            "What moves an outcome, such as the answer from 0 to 10: of 2 to 32 named ratings, which may go with each other, the part that each has in explaining it (Johnson's relative weights), as JSON: r2 (0 to 1, what all explain of the outcome's variance), rows, skipped (rows with a NULL or blank, which do not count), confidence, and drivers, strongest first: driver, mean, correlation (with the outcome), weight (they add up to r2), share (of r2, percent), share_lower and share_upper (by a jackknife over twenty groups, to which rows are dealt out as they come: another order gives limits that differ a little; null with fewer than 40 rows), quadrant (key strength, key weakness, lesser strength, lesser weakness: share at or above the mean share or below, mean rating at or above the mean of the means or below). Ratings that say the same share their weight; one that is constant has none; an outcome that is constant has no drivers, and the numbers are null. A pair whose name is NULL is left out. Options as JSON: confidence (0.95). It is no window function: a row that has left would leave rounding behind. Drivers go with the outcome; whether they cause it, only an experiment tells.",
        .example = RATED_VISITS
        "SELECT driver, round(share, 1), quadrant FROM key_driver_rows((SELECT key_drivers(score, 'price', price, 'service', service) FROM visit))",
        .output = "price|67.8|key weakness\nservice|32.2|lesser strength",
        .kind = AGGREGATE_FUNCTION,
        .returns_json = true,
        .fewest_arguments = 5,
        .most_arguments = ANY_NUMBER,
        .step = key_drivers_step,
        .finish = key_drivers_finish,
    },
    {
        .name = "key_driver_rows",
        .signature = "key_driver_rows(json)",
        .summary =
            "The drivers of key_drivers() as rows, strongest first: driver, mean, correlation, weight, share, share_lower, share_upper, quadrant.",
        .example = RATED_VISITS
        "SELECT driver, round(mean, 2), round(correlation, 3) FROM key_driver_rows((SELECT key_drivers(score, 'price', price, 'service', service) FROM visit))",
        .output = "price|3.0|0.949\nservice|3.67|0.751",
        .kind = TABLE_FUNCTION,
        .most_arguments = 1,
        .table = &driver_rows_table,
        .detail = &driver_rows_detail,
    },
};

const struct FunctionTable driver_function_table = FUNCTION_TABLE("advocates", driver_functions);
