#include "purchases/purchase_model.h"

#include <math.h>
#include <string.h>

#include "mathematics/limits.h"
#include "reading/json_reader.h"

const struct ModelName model_names[MODEL_KINDS] = {
    {"BG/NBD", PURCHASE_MODELS, BGNBD_PARAMETERS, {"r", "alpha", "a", "b"}},
    {"MBG/NBD", PURCHASE_MODELS, BGNBD_PARAMETERS, {"r", "alpha", "a", "b"}},
    {"Gamma-Gamma", SPEND_MODELS, GAMMA_GAMMA_PARAMETERS, {"p", "q", "v"}},
    {"sBG", CONTRACT_MODELS, SBG_PARAMETERS, {"a", "b"}},
};

/* Writing. */

static void write_boolean(struct JsonWriter *json, const char *key, bool value)
{
    json_key(json, key);
    json_boolean(json, value);
}

static void write_parameters(struct JsonWriter *json, const char *key,
                             const struct ModelName *names, const double *numbers)
{
    json_key(json, key);
    json_open(json, '{');
    for (int i = 0; i < names->parameters; i++) {
        json_number_member(json, names->parameter_names[i], numbers[i]);
    }
    json_close(json, '}');
}

/* Parameters are above 0, and their logarithms nearer to normal: these are the better limits. */
static void write_log_errors(struct JsonWriter *json, const struct ModelName *names,
                             const double *parameters, const struct Fit *fit)
{
    double errors[MOST_VARIABLES] = {0};
    for (int i = 0; i < names->parameters; i++) {
        errors[i] = fit->standard_errors[i] / parameters[i];
    }
    write_parameters(json, "log_standard_errors", names, errors);
}

/* Rows and columns in the order of the parameters. */
static void write_covariance(struct JsonWriter *json, int parameters, const struct Fit *fit)
{
    json_key(json, "covariance");
    if (isnan(fit->covariance[0][0])) {
        json_null(json);
        return;
    }
    json_open(json, '[');
    for (int i = 0; i < parameters; i++) {
        json_open(json, '[');
        for (int j = 0; j < parameters; j++) {
            json_number(json, fit->covariance[i][j]);
        }
        json_close(json, ']');
    }
    json_close(json, ']');
}

/* Why a model predicts nothing. */
static const char *const not_identified[] = {
    [NO_TIME_PASSED] = "no time has passed since the first purchases",
    [NO_REPEAT_PURCHASE] = "nobody has bought a second time",
    [MANY_MODELS] = "models that fit equally well predict differently",
    [NO_PERIOD] = "no customer has been there for a whole period",
    [NOBODY_LEFT] = "nobody has left",
};

static void write_identification(struct JsonWriter *json, enum Identification identification)
{
    write_boolean(json, "identified", identification == IDENTIFIED);
    json_key(json, "reason");
    if (identification == IDENTIFIED) {
        json_null(json);
    } else {
        const char *reason = not_identified[identification];
        json_text(json, reason, strlen(reason));
    }
}

static bool are_all_repeaters(const struct WeightedRows *rows)
{
    for (uint32_t i = 0; i < rows->count; i++) {
        if (rows->rows[i].x == 0) {
            return false;
        }
    }
    return true;
}

/* Weights that are whole numbers add up to one. */
static void write_customers(struct JsonWriter *json, double customers)
{
    if (customers < LARGEST_COUNT && customers == floor(customers)) {
        json_integer_member(json, "customers", (sqlite3_int64)customers);
    } else {
        json_number_member(json, "customers", customers);
    }
}

void write_model(struct JsonWriter *json, enum ModelKind kind, const double *parameters,
                 const struct Fit *fit, const struct WeightedRows *rows,
                 const struct RowCounts *counts)
{
    const struct ModelName *names = &model_names[kind];
    json_open(json, '{');
    json_key(json, "model");
    json_text(json, names->name, strlen(names->name));
    write_parameters(json, "parameters", names, parameters);
    write_parameters(json, "standard_errors", names, fit->standard_errors);
    write_log_errors(json, names, parameters, fit);
    write_covariance(json, names->parameters, fit);
    json_number_member(json, "log_likelihood", fit->log_likelihood);
    write_customers(json, rows->weight);
    json_integer_member(json, "rows", counts->rows);
    json_integer_member(json, "distinct_rows", rows->count);
    json_integer_member(json, "skipped", counts->skipped);
    if (kind == GAMMA_GAMMA_MODEL) {
        json_integer_member(json, "without_repeats", counts->without_repeats);
    } else if (names->family == PURCHASE_MODELS) {
        write_boolean(json, "repeat_only", are_all_repeaters(rows));
    }
    json_integer_member(json, "iterations", fit->optimum.iterations);
    write_boolean(json, "converged", fit->optimum.converged);
    write_boolean(json, "boundary", fit->optimum.boundary);
    if (kind == GAMMA_GAMMA_MODEL) {
        write_boolean(json, "constrained", counts->constrained);
    }
    write_identification(json, fit->identification);
    json_number_member(json, "gradient_norm", fit->optimum.gradient_norm);
    json_close(json, '}');
}

/* Reading. */

/* Every model that a fit returns is within these; further out the mathematics is not tried. */
#define SMALLEST_PARAMETER 1e-10
#define LARGEST_PARAMETER 1e10
#define SMALLEST_SCALED_PARAMETER 1e-150
#define LARGEST_SCALED_PARAMETER 1e150

/* The numbers of a "parameters" object, in the order of the names of each kind. */
struct ModelText {
    int kind;        /* MODEL_KINDS while unknown */
    bool is_unknown; /* it says that it is not identified */
    double values[MODEL_KINDS][MOST_VARIABLES];
    double covariance[MOST_VARIABLES][MOST_VARIABLES]; /* NaN where it has none */
};

static bool read_parameter_member(struct JsonReader *json, struct ModelText *model)
{
    struct JsonReader key = *json;
    enum JsonToken token = json_next(json);
    if (token == JSON_OBJECT || token == JSON_ARRAY) {
        return json_skip(json);
    }
    for (int kind = 0; kind < MODEL_KINDS && token == JSON_NUMBER; kind++) {
        for (int i = 0; i < model_names[kind].parameters; i++) {
            if (json_text_is(&key, model_names[kind].parameter_names[i])) {
                model->values[kind][i] = json_number_value(json);
            }
        }
    }
    return token != JSON_ERROR;
}

static bool read_parameters(struct JsonReader *json, struct ModelText *model)
{
    if (json_next(json) != JSON_OBJECT) {
        return false;
    }
    enum JsonToken token;
    while ((token = json_next(json)) == JSON_KEY) {
        if (!read_parameter_member(json, model)) {
            return false;
        }
    }
    return token == JSON_OBJECT_END;
}

static bool read_model_name(struct JsonReader *json, struct ModelText *model)
{
    if (json_next(json) != JSON_TEXT) {
        return false;
    }
    for (int kind = 0; kind < MODEL_KINDS; kind++) {
        if (json_text_is(json, model_names[kind].name)) {
            model->kind = kind;
        }
    }
    return true;
}

/* Only a plain `false` says that a model is not identified: published models say nothing of it. */
static bool read_identified(struct JsonReader *json, struct ModelText *model)
{
    enum JsonToken token = json_next(json);
    if (token == JSON_OBJECT || token == JSON_ARRAY) {
        return json_skip(json);
    }
    model->is_unknown = token == JSON_FALSE;
    return token != JSON_ERROR;
}

/* Rows of numbers; null where the fit does not know it. */
static bool read_covariance(struct JsonReader *json, struct ModelText *model)
{
    enum JsonToken token = json_next(json);
    if (token != JSON_ARRAY) {
        return token == JSON_NULL;
    }
    int row = 0;
    while ((token = json_next(json)) == JSON_ARRAY) {
        int column = 0;
        while ((token = json_next(json)) == JSON_NUMBER || token == JSON_NULL) {
            if (row < MOST_VARIABLES && column < MOST_VARIABLES && token == JSON_NUMBER) {
                model->covariance[row][column] = json_number_value(json);
            }
            column++;
        }
        if (token != JSON_ARRAY_END) {
            return false;
        }
        row++;
    }
    return token == JSON_ARRAY_END;
}

/* False when the text is not JSON, or not an object of this shape. */
static bool read_model_text(const char *text, size_t length, struct ModelText *model)
{
    struct JsonReader json = json_read(text, length);
    if (json_next(&json) != JSON_OBJECT) {
        return false;
    }
    enum JsonToken token;
    while ((token = json_next(&json)) == JSON_KEY) {
        bool is_read = json_text_is(&json, "model")        ? read_model_name(&json, model)
                       : json_text_is(&json, "parameters") ? read_parameters(&json, model)
                       : json_text_is(&json, "identified") ? read_identified(&json, model)
                       : json_text_is(&json, "covariance") ? read_covariance(&json, model)
                                                           : json_skip_value(&json);
        if (!is_read) {
            return false;
        }
    }
    return token == JSON_OBJECT_END && json_next(&json) == JSON_END;
}

static bool is_parameter(enum ModelKind kind, int i, double value)
{
    enum ModelFamily family = model_names[kind].family;
    bool is_scaled = family == SPEND_MODELS      ? i == GAMMA_GAMMA_V
                     : family == PURCHASE_MODELS ? i == BGNBD_ALPHA
                                                 : false;
    return is_scaled ? value >= SMALLEST_SCALED_PARAMETER && value <= LARGEST_SCALED_PARAMETER
                     : value >= SMALLEST_PARAMETER && value <= LARGEST_PARAMETER;
}

/* The functions whose models a function takes. */
static const char *sources_of(enum ModelFamily family)
{
    static const char *const sources[] = {
        [PURCHASE_MODELS] = "bgnbd_fit() or mbgnbd_fit()",
        [SPEND_MODELS] = "gamma_gamma_fit()",
        [CONTRACT_MODELS] = "sbg_fit()",
    };
    return sources[family];
}

bool parse_whole_model(sqlite3_context *context, const char *text, size_t length,
                       enum ModelFamily family, struct WholeModel *model)
{
    struct ModelText read = {.kind = MODEL_KINDS};
    for (int i = 0; i < MOST_VARIABLES * MOST_VARIABLES; i++) {
        read.covariance[i / MOST_VARIABLES][i % MOST_VARIABLES] = NAN;
    }
    if (!read_model_text(text, length, &read) || read.kind == MODEL_KINDS) {
        fail(context, "the model is not the JSON that %s returns", sources_of(family));
        return false;
    }
    const struct ModelName *names = &model_names[read.kind];
    if (names->family != family) {
        fail(context, "the model is %s; this one must be of %s", names->name, sources_of(family));
        return false;
    }
    *model = (struct WholeModel){(enum ModelKind)read.kind, read.is_unknown, {0}, {{0}}};
    for (int i = 0; i < names->parameters; i++) {
        model->parameters[i] = read.values[read.kind][i];
        if (!is_parameter(model->kind, i, model->parameters[i])) {
            fail(context, "the %s model is damaged: its parameter %s is not a number above 0",
                 names->name, names->parameter_names[i]);
            return false;
        }
    }
    memcpy(model->covariance, read.covariance, sizeof model->covariance);
    return true;
}

/* Which model it is; MODEL_KINDS after an error, which is then set. */
static enum ModelKind parse_model(sqlite3_context *context, const char *text, size_t length,
                                  enum ModelFamily family, double *parameters, bool *is_unknown)
{
    struct WholeModel model;
    if (!parse_whole_model(context, text, length, family, &model)) {
        return MODEL_KINDS;
    }
    memcpy(parameters, model.parameters,
           (size_t)model_names[model.kind].parameters * sizeof *parameters);
    *is_unknown = model.is_unknown;
    return model.kind;
}

static bool parse_purchase_model(sqlite3_context *context, const char *text, size_t length,
                                 void *object)
{
    struct PurchaseModel *model = object;
    enum ModelKind kind = parse_model(context, text, length, PURCHASE_MODELS,
                                      model->bgnbd.parameters, &model->is_unknown);
    model->bgnbd.leaves_at_once = kind == MBGNBD_MODEL;
    return kind != MODEL_KINDS;
}

static bool parse_spend_model(sqlite3_context *context, const char *text, size_t length,
                              void *object)
{
    struct SpendModel *model = object;
    return parse_model(context, text, length, SPEND_MODELS, model->gamma_gamma.parameters,
                       &model->is_unknown) != MODEL_KINDS;
}

static bool parse_contract_model(sqlite3_context *context, const char *text, size_t length,
                                 void *object)
{
    struct ContractModel *model = object;
    return parse_model(context, text, length, CONTRACT_MODELS, model->sbg.parameters,
                       &model->is_unknown) != MODEL_KINDS;
}

static const struct CacheKind purchase_model_kind = {sizeof(struct PurchaseModel),
                                                     parse_purchase_model};
static const struct CacheKind spend_model_kind = {sizeof(struct SpendModel), parse_spend_model};

static const struct CacheKind contract_model_kind = {sizeof(struct ContractModel),
                                                     parse_contract_model};

static enum Reading read_cached_model(sqlite3_context *context, sqlite3_value *argument,
                                      enum ModelFamily family, void **model)
{
    int type = sqlite3_value_type(argument);
    if (type == SQLITE_NULL) {
        return READ_NOTHING;
    }
    if (type == SQLITE_TEXT) {
        static const struct CacheKind *const kinds[] = {
            [PURCHASE_MODELS] = &purchase_model_kind,
            [SPEND_MODELS] = &spend_model_kind,
            [CONTRACT_MODELS] = &contract_model_kind,
        };
        *model = cached_argument(context, argument, kinds[family]);
        return *model ? READ_VALUE : READ_ERROR;
    }
    char *shown = describe(argument);
    if (shown) {
        fail(context, "the model must be the JSON that %s returns, not %s", sources_of(family),
             shown);
    } else {
        sqlite3_result_error_nomem(context);
    }
    sqlite3_free(shown);
    return READ_ERROR;
}

enum Reading read_purchase_model(sqlite3_context *context, sqlite3_value *argument,
                                 struct PurchaseModel **model)
{
    void *cached = NULL;
    enum Reading reading = read_cached_model(context, argument, PURCHASE_MODELS, &cached);
    *model = cached;
    return reading == READ_VALUE && (*model)->is_unknown ? READ_NOTHING : reading;
}

enum Reading read_spend_model(sqlite3_context *context, sqlite3_value *argument,
                              const struct GammaGamma **model)
{
    void *cached = NULL;
    enum Reading reading = read_cached_model(context, argument, SPEND_MODELS, &cached);
    const struct SpendModel *spend = cached;
    *model = spend ? &spend->gamma_gamma : NULL;
    return reading == READ_VALUE && spend->is_unknown ? READ_NOTHING : reading;
}

enum Reading read_contract_model(sqlite3_context *context, sqlite3_value *argument,
                                 const struct Sbg **model)
{
    void *cached = NULL;
    enum Reading reading = read_cached_model(context, argument, CONTRACT_MODELS, &cached);
    const struct ContractModel *contract = cached;
    *model = contract ? &contract->sbg : NULL;
    return reading == READ_VALUE && contract->is_unknown ? READ_NOTHING : reading;
}

static bool is_same_outlook(const struct Outlook *left, const struct Outlook *right)
{
    return left->x == right->x && left->T == right->T && left->periods == right->periods &&
           left->length == right->length && left->discount == right->discount;
}

static size_t hash_outlook(const struct Outlook *outlook)
{
    uint64_t x = (uint64_t)outlook->x;
    uint64_t words[2];
    memcpy(&words[0], &outlook->T, sizeof words[0]);
    memcpy(&words[1], &outlook->length, sizeof words[1]);
    uint64_t hash = (words[0] ^ x << 52 ^ x) * 0xbf58476d1ce4e5b9ULL;
    hash = (hash ^ hash >> 32 ^ words[1]) * 0x94d049bb133111ebULL;
    return (size_t)(hash >> 40) % REMEMBERED_OUTLOOKS & ~(size_t)1;
}

/*
 * Two share a place. One that is asked for again moves to its front, a new one takes the back: what
 * is asked for often is not pushed out by what comes once.
 */
double expected_outlook(struct PurchaseModel *model, const struct Outlook *outlook)
{
    struct RememberedOutlook *pair = &model->remembered[hash_outlook(outlook)];
    if (is_same_outlook(&pair[0].outlook, outlook)) {
        return pair[0].purchases;
    }
    struct RememberedOutlook found = pair[1];
    if (is_same_outlook(&found.outlook, outlook)) {
        pair[1] = pair[0];
        pair[0] = found;
        return found.purchases;
    }
    pair[1].purchases = bgnbd_purchases(&model->bgnbd, outlook);
    pair[1].outlook = *outlook;
    return pair[1].purchases;
}
