#include "prediction/model.h"

#include <math.h>
#include <string.h>

#include "host/option.h"
#include "mathematics/limits.h"
#include "mathematics/normal.h"
#include "reading/json_reader.h"

static const struct Option outcome_option = {"outcome", YES_OR_NO};
static const struct Option predictor_option = {NULL, CLOSED_NUMBER, -LARGEST_NUMBER,
                                               LARGEST_NUMBER};

enum Reading read_outcome(sqlite3_context *context, sqlite3_value *value, double *outcome)
{
    return read_parameter(context, &outcome_option, value, outcome);
}

enum Reading read_predictor(sqlite3_context *context, sqlite3_value *value,
                            const struct NameList *names, int index, double *number)
{
    return read_named_parameter(context, &predictor_option, names->texts[index], value, number);
}

/* Writing */

static void write_known_number(struct JsonWriter *json, double value)
{
    if (isnan(value)) {
        json_null(json);
    } else {
        json_number(json, value);
    }
}

void write_known_member(struct JsonWriter *json, const char *key, double value)
{
    json_key(json, key);
    write_known_number(json, value);
}

/* An object of one number for each predictor. */
static void write_numbers(struct JsonWriter *json, const char *key, const struct NameList *names,
                          const double *numbers)
{
    json_key(json, key);
    json_open(json, '{');
    for (int i = 0; i < names->count; i++) {
        json_text(json, names->texts[i], (size_t)names->lengths[i]);
        sqlite3_str_appendchar(json->text, 1, ':');
        json->after_value = false;
        write_known_number(json, numbers[i]);
    }
    json_close(json, '}');
}

static void write_flag(struct JsonWriter *json, const char *key, bool flag)
{
    json_key(json, key);
    sqlite3_str_appendall(json->text, flag ? "true" : "false");
    json->after_value = true;
}

static void write_left_out(struct JsonWriter *json, const struct NameList *names,
                           const struct Logistic *fit)
{
    json_key(json, "left_out");
    json_open(json, '[');
    for (int i = 0; i < names->count; i++) {
        if (fit->left_out[i]) {
            json_text(json, names->texts[i], (size_t)names->lengths[i]);
        }
    }
    json_close(json, ']');
}

static void write_coefficients(struct JsonWriter *json, const struct NameList *names,
                               const struct Logistic *fit)
{
    double z[MOST_PREDICTORS];
    double p_values[MOST_PREDICTORS];
    double odds_ratios[MOST_PREDICTORS];
    for (int i = 0; i < names->count; i++) {
        z[i] = fit->coefficients[i] / fit->errors[i];
        p_values[i] = normal_two_sided_p(z[i]);
        double odds_ratio = exp(fit->coefficients[i]);
        odds_ratios[i] = fit->left_out[i] || isinf(odds_ratio) ? NAN : odds_ratio;
    }
    write_known_member(json, "intercept", fit->intercept);
    write_known_member(json, "intercept_standard_error", fit->intercept_error);
    write_numbers(json, "coefficients", names, fit->coefficients);
    write_numbers(json, "standard_errors", names, fit->errors);
    write_numbers(json, "z", names, z);
    write_numbers(json, "p_values", names, p_values);
    write_numbers(json, "odds_ratios", names, odds_ratios);
    write_numbers(json, "means", names, fit->means);
}

/* A model of which nothing is known but its rows. */
static struct Logistic without_numbers(const struct Logistic *fit)
{
    struct Logistic unknown = *fit;
    unknown.intercept = NAN;
    unknown.intercept_error = NAN;
    unknown.log_likelihood = NAN;
    unknown.null_log_likelihood = NAN;
    for (int i = 0; i < MOST_PREDICTORS; i++) {
        unknown.coefficients[i] = NAN;
        unknown.errors[i] = NAN;
        unknown.means[i] = NAN;
    }
    return unknown;
}

/* Weights that are whole numbers add up to one. */
static void write_weight_sum(struct JsonWriter *json, const char *key, double sum)
{
    if (sum < LARGEST_COUNT && sum == floor(sum)) {
        json_integer_member(json, key, (sqlite3_int64)sum);
    } else {
        json_number_member(json, key, sum);
    }
}

/* How many customers it was fitted to: rows, or sums of their weights. */
static void write_fitted_customers(struct JsonWriter *json, const struct Logistic *fit,
                                   const struct ModelFacts *facts)
{
    if (!facts->weight.text) {
        json_integer_member(json, "customers", fit->rows);
        json_integer_member(json, "advocates", fit->hits);
        return;
    }
    write_weight_sum(json, "customers", fit->weight);
    write_weight_sum(json, "advocates", fit->hit_weight);
    json_key(json, "weight");
    json_text(json, facts->weight.text, (size_t)facts->weight.length);
    json_integer_member(json, "rows", fit->rows);
}

void set_model(sqlite3_context *context, const struct NameList *names, const struct Logistic *fit,
               const struct ModelFacts *facts)
{
    struct Logistic shown = fit->fitted ? *fit : without_numbers(fit);
    struct JsonWriter json = json_begin(context);
    json_open(&json, '{');
    write_coefficients(&json, names, &shown);
    write_known_member(&json, "log_likelihood", shown.log_likelihood);
    write_known_member(&json, "null_log_likelihood", shown.null_log_likelihood);
    write_known_member(&json, "pseudo_r2", logistic_pseudo_r2(&shown));
    write_known_member(&json, "auc", facts->area);
    write_fitted_customers(&json, &shown, facts);
    json_integer_member(&json, "skipped", facts->skipped);
    json_number_member(&json, "ridge", facts->ridge);
    json_integer_member(&json, "iterations", shown.iterations);
    write_flag(&json, "converged", shown.converged);
    write_flag(&json, "separated", shown.separated);
    write_flag(&json, "collinear", shown.collinear);
    write_left_out(&json, names, &shown);
    json_close(&json, '}');
    json_result(&json, context);
}

/* Reading */

/* So that no sum of products overflows, whatever is written into a model by hand. */
#define LARGEST_INTERCEPT 1e300
#define LARGEST_COEFFICIENT 1e200

/* A number, or null as NaN. */
static bool read_model_number(struct JsonReader *json, double largest, double *number)
{
    enum JsonToken token = json_next(json);
    if (token == JSON_NULL) {
        *number = NAN;
        return true;
    }
    *number = token == JSON_NUMBER ? json_number_value(json) : INFINITY;
    return fabs(*number) <= largest;
}

/* The name that the last key is, once its escapes are resolved into `text`. */
static bool read_key_name(const struct JsonReader *json, char *text, struct Name *name)
{
    /* An escape is at most six bytes for one. */
    if (json->length > (size_t)LONGEST_NAME * 6) {
        return false;
    }
    *name = (struct Name){text, (int)json_text_value(json, text)};
    return name->length > 0 && name->length <= LONGEST_NAME;
}

/*
 * An object of a number for each name. Coefficients and means come in the same order when
 * advocate_fit() wrote them, but a model may have been through other hands.
 */
static bool read_numbers(struct JsonReader *json, double largest, struct NameList *names,
                         double *numbers)
{
    if (json_next(json) != JSON_OBJECT) {
        return false;
    }
    for (int i = 0;; i++) {
        char text[LONGEST_NAME * 6];
        struct Name name;
        enum JsonToken token = json_next(json);
        if (token != JSON_KEY) {
            return token == JSON_OBJECT_END;
        }
        if (!read_key_name(json, text, &name)) {
            return false;
        }
        int index = find_name(names, &name, i);
        if (index < 0) {
            if (names->count == MOST_PREDICTORS) {
                return false;
            }
            index = names->count;
            add_name(names, &name);
        }
        if (!read_model_number(json, largest, &numbers[index])) {
            return false;
        }
    }
}

static bool read_members(struct JsonReader *json, struct Model *model)
{
    for (;;) {
        enum JsonToken token = json_next(json);
        bool read = true;
        if (token != JSON_KEY) {
            return token == JSON_OBJECT_END;
        }
        if (json_text_is(json, "intercept")) {
            read = read_model_number(json, LARGEST_INTERCEPT, &model->intercept);
        } else if (json_text_is(json, "coefficients")) {
            read = read_numbers(json, LARGEST_COEFFICIENT, &model->names, model->coefficients);
        } else if (json_text_is(json, "means")) {
            read = read_numbers(json, LARGEST_NUMBER, &model->names, model->means);
        } else {
            read = json_skip_value(json);
        }
        if (!read) {
            return false;
        }
    }
}

/* What a model does not say stays at INFINITY, which no model can say. */
static bool read_complete_model(const char *text, size_t length, struct Model *model)
{
    model->intercept = INFINITY;
    for (int i = 0; i < MOST_PREDICTORS; i++) {
        model->coefficients[i] = INFINITY;
        model->means[i] = INFINITY;
    }
    struct JsonReader json = json_read(text, length);
    if (json_next(&json) != JSON_OBJECT || !read_members(&json, model) ||
        json_next(&json) != JSON_END || isinf(model->intercept) || model->names.count == 0) {
        return false;
    }
    model->fitted = !isnan(model->intercept);
    for (int i = 0; i < model->names.count; i++) {
        if (isinf(model->coefficients[i]) || isinf(model->means[i]) ||
            isnan(model->coefficients[i]) == model->fitted ||
            isnan(model->means[i]) == model->fitted) {
            return false;
        }
    }
    return true;
}

static bool read_model(sqlite3_context *context, const char *text, size_t length, void *object)
{
    if (read_complete_model(text, length, object)) {
        return true;
    }
    refuse_text(context, "%s is not a model; a model is the JSON that advocate_fit() returns", text,
                (int)length);
    return false;
}

const struct CacheKind model_kind = {sizeof(struct Model), read_model};
