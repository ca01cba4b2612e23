/* What a model says of one customer: advocate_predict() and advocate_reasons(). */
#include <math.h>

#include "function_tables.h"
#include "host/json_writer.h"
#include "prediction/model.h"

/* One customer, in the order of the model's names. */
struct Subject {
    const struct Model *model;
    double values[MOST_PREDICTORS];
};

/*
 * Where the value of each of the model's names stands among the pairs. False after an error, which
 * is then set.
 */
static bool place_names(sqlite3_context *context, const struct Model *model, int count,
                        sqlite3_value **pairs, int *places)
{
    struct Vocabulary vocabulary =
        vocabulary_of(&model->names, "a name in the model", "the model has");
    int unknown;
    for (int i = 0; i < model->names.count; i++) {
        places[i] = -1;
    }
    enum Reading reading = place_pairs(context, &vocabulary, count, pairs, places, &unknown);
    if (reading == READ_NOTHING) {
        refuse_unknown_name(context, &vocabulary, pairs[unknown]);
    }
    for (int i = 0; reading == READ_VALUE && i < model->names.count; i++) {
        if (places[i] < 0) {
            refuse_with_names(context, &vocabulary,
                              sqlite3_mprintf("'%s' is missing", model->names.texts[i]), "");
            return false;
        }
    }
    return reading == READ_VALUE;
}

static enum Reading read_values(sqlite3_context *context, int count, sqlite3_value **pairs,
                                struct Subject *subject)
{
    const struct Model *model = subject->model;
    int places[MOST_PREDICTORS];
    if (!place_names(context, model, count, pairs, places)) {
        return READ_ERROR;
    }
    enum Reading result = model->fitted ? READ_VALUE : READ_NOTHING;
    for (int i = 0; i < model->names.count; i++) {
        enum Reading reading =
            read_predictor(context, pairs[places[i]], &model->names, i, &subject->values[i]);
        if (reading == READ_ERROR) {
            return READ_ERROR;
        }
        result = reading == READ_NOTHING ? READ_NOTHING : result;
    }
    return result;
}

/* The arguments model, name, x, ...; READ_NOTHING when nothing can be predicted. */
static enum Reading read_subject(sqlite3_context *context, int count, sqlite3_value **arguments,
                                 struct Subject *subject)
{
    if (count < 2) {
        fail(context, "a model and a predictor are needed: model, name, x, ...");
        return READ_ERROR;
    }
    if (!check_pairs(context, count - 1, arguments + 1, "the model comes before the first name")) {
        return READ_ERROR;
    }
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) {
        return READ_NOTHING;
    }
    subject->model = cached_argument(context, arguments[0], &model_kind);
    return subject->model ? read_values(context, count - 1, arguments + 1, subject) : READ_ERROR;
}

static void advocate_predict(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    struct Subject subject;
    if (read_subject(context, count, arguments, &subject) != READ_VALUE) {
        return;
    }
    double log_odds = subject.model->intercept;
    for (int i = 0; i < subject.model->names.count; i++) {
        log_odds += subject.model->coefficients[i] * subject.values[i];
    }
    result_number(context, logistic_probability(log_odds));
}

struct Reason {
    int index; /* in the model */
    double contribution;
};

/* Strongest first, either way; equally strong ones in the order of the model. */
static void sort_reasons(struct Reason *reasons, int count)
{
    for (int i = 1; i < count; i++) {
        struct Reason reason = reasons[i];
        int at = i;
        for (; at > 0 && fabs(reasons[at - 1].contribution) < fabs(reason.contribution); at--) {
            reasons[at] = reasons[at - 1];
        }
        reasons[at] = reason;
    }
}

static void write_reason(struct JsonWriter *json, const struct Subject *subject,
                         const struct Reason *reason)
{
    const struct Model *model = subject->model;
    json_open(json, '{');
    json_key(json, "name");
    json_text(json, model->names.texts[reason->index], (size_t)model->names.lengths[reason->index]);
    json_number_member(json, "value", subject->values[reason->index]);
    json_number_member(json, "mean", model->means[reason->index]);
    json_number_member(json, "contribution", reason->contribution);
    json_close(json, '}');
}

static void advocate_reasons(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    struct Subject subject;
    if (read_subject(context, count, arguments, &subject) != READ_VALUE) {
        return;
    }
    const struct Model *model = subject.model;
    struct Reason reasons[MOST_PREDICTORS];
    for (int i = 0; i < model->names.count; i++) {
        reasons[i] =
            (struct Reason){i, model->coefficients[i] * (subject.values[i] - model->means[i])};
    }
    sort_reasons(reasons, model->names.count);
    struct JsonWriter json = json_begin(context);
    json_open(&json, '[');
    for (int i = 0; i < model->names.count; i++) {
        write_reason(&json, &subject, &reasons[i]);
    }
    json_close(&json, ']');
    json_result(&json, context);
}

#define MODEL_OF_CUSTOMERS                                                                         \
    "WITH customer(advocate, visits, spend) AS (VALUES (0, 1, 30), (0, 2, 60), (1, 2, 20), "       \
    "(0, 3, 40), (1, 4, 50), (1, 6, 30), (0, 5, 80), (1, 3, 70)), "                                \
    "fit(model) AS (SELECT advocate_fit(advocate, 'visits', visits, 'spend', spend) "              \
    "FROM customer) "

static const struct Function predict_score_functions[] = {
    {
        .name = "advocate_predict",
        .signature = "advocate_predict(model, name, x, ...)",
        .summary =
            "The probability, 0 to 1, that a customer becomes an advocate, by a model of advocate_fit(). Names in any order; NULL if the model or an x is NULL.",
        .example = MODEL_OF_CUSTOMERS
        "SELECT round(advocate_predict(model, 'spend', 30, 'visits', 5), 2) FROM fit",
        .output = "0.92",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 3,
        .most_arguments = ANY_NUMBER,
        .has_cache = true,
        .scalar = advocate_predict,
    },
    {
        .name = "advocate_reasons",
        .signature = "advocate_reasons(model, name, x, ...)",
        .summary =
            "Why advocate_predict() says so, as a JSON array, strongest reason first: name, value, mean, contribution (to the log-odds, against a customer who has the mean).",
        .example = MODEL_OF_CUSTOMERS
        "SELECT json_extract(advocate_reasons(model, 'spend', 30, 'visits', 5), '$[0].name') FROM fit",
        .output = "visits",
        .kind = SCALAR_FUNCTION,
        .returns_json = true,
        .fewest_arguments = 3,
        .most_arguments = ANY_NUMBER,
        .has_cache = true,
        .scalar = advocate_reasons,
    },
};

const struct FunctionTable predict_score_function_table =
    FUNCTION_TABLE("advocates", predict_score_functions);
