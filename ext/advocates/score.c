/*
 * Who the advocates are: one score from named signals, the same explained, and the table of
 * signals.
 */
#include <math.h>
#include <string.h>

#include "function_tables.h"
#include "host/cache.h"
#include "host/json_writer.h"
#include "host/option.h"
#include "host/pairs.h"
#include "host/table.h"
#include "host/value.h"
#include "mathematics/category.h"
#include "mathematics/limits.h"
#include "mathematics/signals.h"
#include "reading/json_reader.h"

static char *list_signals(const void *names)
{
    (void)names;
    sqlite3_str *list = sqlite3_str_new(NULL);
    for (int i = 0; i < SIGNAL_COUNT; i++) {
        sqlite3_str_appendf(list, "%s%s", i > 0 ? ", " : "", signals[i].name);
    }
    return sqlite3_str_finish(list);
}

static int find_signal(const void *names, const struct Name *name, int likely)
{
    (void)names;
    (void)likely;
    enum SignalName signal = signal_named(name->text, (size_t)name->length);
    return signal == NO_SIGNAL ? -1 : (int)signal;
}

static const struct Vocabulary signal_names = {NULL, find_signal, list_signals, "a signal",
                                               "signals are"};

/* Frees what is shown; NULL says that memory ran out. */
static void refuse_weights(sqlite3_context *context, char *shown)
{
    refuse_with_names(
        context, &signal_names,
        shown
            ? sqlite3_mprintf("weights must be a JSON object of signals and numbers, not %s", shown)
            : NULL,
        "");
    sqlite3_free(shown);
}

static enum SignalName signal_of_key(const struct JsonReader *reader)
{
    /* Room for the longest name with each of its letters escaped. */
    char name[64];
    if (reader->length > sizeof name) {
        return NO_SIGNAL;
    }
    return signal_named(name, json_text_value(reader, name));
}

/* Reads the member whose key is at the reader; *named are the signals that came before. */
static bool read_member(sqlite3_context *context, struct JsonReader *reader,
                        struct SignalWeights *weights, unsigned *named)
{
    enum SignalName signal = signal_of_key(reader);
    if (signal == NO_SIGNAL) {
        char *shown = describe_text(reader->token, (int)reader->length);
        refuse_with_names(context, &signal_names,
                          shown ? sqlite3_mprintf("weights: %s is not a signal", shown) : NULL, "");
        sqlite3_free(shown);
        return false;
    }
    if (*named >> signal & 1U) {
        fail(context, "weights: %s is named twice; each signal is named once",
             signals[signal].name);
        return false;
    }
    *named |= 1U << signal;
    const char *start = reader->at;
    enum JsonToken token = json_next(reader);
    if (token == JSON_ERROR) {
        return true; /* the reader says so again, of the whole text */
    }
    double weight = token == JSON_NUMBER ? json_number_value(reader) : -1;
    if (weight < 0 || weight > LARGEST_NUMBER) {
        char *shown = describe_text(start, (int)(reader->at - start));
        if (shown) {
            fail(context, "weights: %s must be a number from 0 to 1e100, not %s",
                 signals[signal].name, shown);
        } else {
            sqlite3_result_error_nomem(context);
        }
        sqlite3_free(shown);
        return false;
    }
    weights->weight[signal] = weight;
    return true;
}

/* A JSON object of signals and their weights. What it does not name keeps its weight. */
static bool read_signal_weights(sqlite3_context *context, const char *text, size_t length,
                                void *object)
{
    struct SignalWeights *weights = object;
    *weights = default_signal_weights();
    unsigned named = 0;
    struct JsonReader reader = json_read(text, length);
    enum JsonToken token = json_next(&reader);
    while (token == JSON_OBJECT || token == JSON_KEY) {
        token = json_next(&reader);
        if (token == JSON_KEY && !read_member(context, &reader, weights, &named)) {
            return false;
        }
    }
    if (token != JSON_OBJECT_END || json_next(&reader) != JSON_END) {
        refuse_weights(context, describe_text(text, (int)length));
        return false;
    }
    return true;
}

static const struct CacheKind weights_kind = {sizeof(struct SignalWeights), read_signal_weights};

static const struct Option signal_option = {NULL, CLOSED_NUMBER, 0, LARGEST_NUMBER};

/* The value of one signal, by the rules of its kind. */
static enum Reading read_signal(sqlite3_context *context, enum SignalName signal,
                                sqlite3_value *argument, double *value)
{
    if (signals[signal].kind == SIGNAL_ANSWER) {
        int answer = 0;
        enum Reading reading = read_answer(context, argument, 0, HIGHEST_ANSWER, &answer);
        *value = answer;
        return reading;
    }
    return read_named_parameter(context, &signal_option, signals[signal].name, argument, value);
}

/* READ_NOTHING for what cannot be meant as a JSON object. */
static enum Reading read_brace(sqlite3_context *context, sqlite3_value *argument)
{
    if (sqlite3_value_type(argument) != SQLITE_TEXT) {
        return READ_NOTHING;
    }
    const char *text = (const char *)sqlite3_value_text(argument);
    if (!text) {
        sqlite3_result_error_nomem(context);
        return READ_ERROR;
    }
    while (*text == ' ' || (*text >= '\t' && *text <= '\r')) {
        text++;
    }
    return *text == '{' ? READ_VALUE : READ_NOTHING;
}

/* An odd number of arguments, of which the first is no object: were weights meant, or a pair? */
static void refuse_odd(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    int signal;
    enum Reading first = read_known_name(context, &signal_names, arguments[0], &signal);
    enum Reading second =
        count > 1 ? read_known_name(context, &signal_names, arguments[1], &signal) : first;
    if (first == READ_ERROR || second == READ_ERROR) {
        return;
    }
    if (first == READ_NOTHING && second == READ_VALUE) {
        refuse_weights(context, describe(arguments[0]));
    } else {
        refuse_unpaired(context, &signal_names, count, arguments);
    }
}

/*
 * Argument `at` of the pairs should be a name and is none. The first may be weights, before a pair
 * that lacks its value.
 */
static void refuse_name(sqlite3_context *context, int count, sqlite3_value **pairs, int at,
                        bool has_weights)
{
    enum Reading brace = at == 0 && !has_weights ? read_brace(context, pairs[0]) : READ_NOTHING;
    if (brace == READ_VALUE) {
        refuse_unpaired(context, &signal_names, count - 1, pairs + 1);
    } else if (brace == READ_NOTHING) {
        refuse_unknown_name(context, &signal_names, pairs[at]);
    }
}

/* What one call of a function says, and its score. */
struct SignalCall {
    const struct SignalWeights *weights; /* or NULL */
    struct SignalValues values;
    double score;
};

static bool read_weights_argument(sqlite3_context *context, int count, sqlite3_value **arguments,
                                  struct SignalCall *call)
{
    enum Reading brace = read_brace(context, arguments[0]);
    if (brace == READ_NOTHING) {
        refuse_odd(context, count, arguments);
    }
    call->weights =
        brace == READ_VALUE ? cached_argument(context, arguments[0], &weights_kind) : NULL;
    return call->weights != NULL;
}

static bool read_signals(sqlite3_context *context, sqlite3_value **pairs,
                         const int places[SIGNAL_COUNT], struct SignalValues *values)
{
    for (int i = 0; i < SIGNAL_COUNT; i++) {
        enum SignalName signal = (enum SignalName)i;
        if (places[i] < 0) {
            continue;
        }
        double value;
        enum Reading reading = read_signal(context, signal, pairs[places[i]], &value);
        if (reading == READ_ERROR) {
            return false;
        }
        if (reading == READ_VALUE) {
            signal_is(values, signal, value);
        } else {
            signal_is_unknown(values, signal);
        }
    }
    return true;
}

/* False after an error, which is then set. */
static bool read_pairs(sqlite3_context *context, int count, sqlite3_value **pairs,
                       struct SignalCall *call)
{
    int unknown;
    int places[SIGNAL_COUNT];
    for (int i = 0; i < SIGNAL_COUNT; i++) {
        places[i] = -1;
    }
    if (count == 0) {
        refuse_with_names(context, &signal_names, sqlite3_mprintf("no signal is named"), "");
        return false;
    }
    enum Reading reading = place_pairs(context, &signal_names, count, pairs, places, &unknown);
    if (reading == READ_NOTHING) {
        refuse_name(context, count, pairs, unknown, call->weights != NULL);
    }
    return reading == READ_VALUE && read_signals(context, pairs, places, &call->values);
}

/* False when there is no score to give: after an error, or because nothing is known. */
static bool read_call(sqlite3_context *context, int count, sqlite3_value **arguments,
                      struct SignalCall *call)
{
    call->weights = NULL;
    call->values.named = 0;
    call->values.known = 0;
    if (count % 2 == 1 && !read_weights_argument(context, count, arguments, call)) {
        return false;
    }
    int before = count % 2;
    if (!read_pairs(context, count - before, arguments + before, call)) {
        return false;
    }
    enum Scoring scoring = score_signals(&call->values, call->weights, &call->score);
    if (scoring == NO_WEIGHT) {
        fail(context, "the weights of the named signals are all 0; one must be above 0");
    }
    return scoring == SCORED;
}

static void advocate_score(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    struct SignalCall call;
    if (read_call(context, count, arguments, &call)) {
        result_number(context, call.score);
    }
}

/* Counts and answers are written as the whole numbers that they mostly are. */
static void write_signal_value(struct JsonWriter *json, enum SignalKind kind, double value)
{
    if (kind != SIGNAL_RATIO && value <= LARGEST_COUNT && value == floor(value)) {
        json_integer(json, (sqlite3_int64)value);
    } else {
        json_number(json, value);
    }
}

static void write_part(struct JsonWriter *json, const struct SignalCall *call,
                       const struct SignalPart *part)
{
    const struct Signal *signal = &signals[part->signal];
    json_open(json, '{');
    json_key(json, "signal");
    json_text(json, signal->name, strlen(signal->name));
    json_key(json, "value");
    if (call->values.known >> part->signal & 1U) {
        write_signal_value(json, signal->kind, call->values.value[part->signal]);
    } else {
        json_null(json);
    }
    json_number_member(json, "component", part->component);
    json_number_member(json, "weight", signal_weight(call->weights, part->signal));
    json_number_member(json, "points", part->points);
    json_close(json, '}');
}

static void advocate_explain(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    struct SignalCall call;
    if (!read_call(context, count, arguments, &call)) {
        return;
    }
    struct SignalPart parts[SIGNAL_COUNT];
    int part_count = rank_signals(&call.values, call.weights, parts);
    struct JsonWriter json = json_begin(context);
    json_open(&json, '{');
    json_number_member(&json, "score", call.score);
    json_number_member(&json, "coverage", signal_coverage(&call.values, call.weights));
    json_key(&json, "signals");
    json_open(&json, '[');
    for (int i = 0; i < part_count; i++) {
        write_part(&json, &call, &parts[i]);
    }
    json_close(&json, ']');
    json_close(&json, '}');
    json_result(&json, context);
}

static int load_signals(const struct Function *function, sqlite3_value *argument,
                        struct TableRows *rows, char **message)
{
    (void)function;
    (void)argument;
    (void)message;
    rows->count = SIGNAL_COUNT;
    return SQLITE_OK;
}

#define WEIGHT_COLUMN 4

static void signals_column(sqlite3_context *context, const struct TableRows *rows,
                           sqlite3_int64 row, int column)
{
    (void)rows;
    const struct Signal *signal = &signals[row];
    const char *const cells[WEIGHT_COLUMN] = {signal->name, signal->meaning, signal->component,
                                              signal->when_null};
    if (column == WEIGHT_COLUMN) {
        sqlite3_result_double(context, signal->weight);
    } else {
        sqlite3_result_text(context, cells[column], -1, SQLITE_STATIC);
    }
}

static const struct Table signals_table = {
    .columns = "name, meaning, component, when_null, weight",
    .column_count = 5,
    .load = load_signals,
    .column = signals_column,
};

static const struct Function advocate_score_functions[] = {
    {
        .name = "advocate_score",
        .signature = "advocate_score([weights,] signal, value, ...)",
        .summary =
            "How much of an advocate a customer is, 0 to 100, from the signals of advocate_signals; weights is a JSON object with the weights that are not to be the default ones. A NULL count of acts is 0, an unknown attitude or ratio is neutral. Scores of different sets of signals do not compare: who is ranked with others is scored by the same ones (NULL where one is not known).",
        .example =
            "SELECT round(advocate_score('nps', 9, 'referrals', 3, 'reviews', 1, 'frequency', 1.8, 'value', 2.4), 2), advocate_score('{\"referrals\": 60}', 'nps', 9, 'referrals', 1)",
        .output = "72.13|62.5",
        .kind = SCALAR_FUNCTION,
        .most_arguments = ANY_NUMBER,
        .has_cache = true,
        .scalar = advocate_score,
    },
    {
        .name = "advocate_explain",
        .signature = "advocate_explain([weights,] signal, value, ...)",
        .summary =
            "The score explained, as JSON: score, coverage (percent of the weight of all signals, named or not, that is known) and signals, strongest first, each with signal, value, component, weight and points, which add up to the score.",
        .example =
            "SELECT json_extract(advocate_explain('nps', 9, 'referrals', 3, 'value', NULL), '$.coverage', '$.signals[0].signal', '$.signals[0].points')",
        .output = "[45.0,\"nps\",40.0]",
        .kind = SCALAR_FUNCTION,
        .returns_json = true,
        .most_arguments = ANY_NUMBER,
        .has_cache = true,
        .scalar = advocate_explain,
    },
    {
        .name = "advocate_signals",
        .signature = "advocate_signals",
        .summary =
            "The signals that advocate_score() knows, as a table: name, meaning, the formula of the component, what NULL means, and the default weight.",
        .example = "SELECT name, component, weight FROM advocate_signals LIMIT 3",
        .output = "nps|detractor 0, passive 0.5, promoter 1|20.0\n"
                  "referrals|n / (n + 1)|25.0\n"
                  "references|n / (n + 1)|15.0",
        .kind = TABLE_FUNCTION,
        .table = &signals_table,
    },
};

const struct FunctionTable advocate_score_function_table =
    FUNCTION_TABLE("advocates", advocate_score_functions);
