/*
 * A model of who says yes: the JSON that advocate_fit() returns, and what advocate_predict() and
 * advocate_reasons() read back from it.
 */
#ifndef ADVOCACY_PREDICTION_MODEL_H
#define ADVOCACY_PREDICTION_MODEL_H

#include "host/cache.h"
#include "host/json_writer.h"
#include "host/pairs.h"
#include "mathematics/logistic.h"

/* An outcome or a value of a predictor; NULL and blank TEXT are READ_NOTHING. */
enum Reading read_outcome(sqlite3_context *context, sqlite3_value *value, double *outcome);
enum Reading read_predictor(sqlite3_context *context, sqlite3_value *value,
                            const struct NameList *names, int index, double *number);

/* A key and its value; NaN, which stands for what is not known, becomes null. */
void write_known_member(struct JsonWriter *json, const char *key, double value);

/* What a model says beside its numbers. */
struct ModelFacts {
    double ridge;
    double area;           /* under the ROC curve */
    sqlite3_int64 skipped; /* rows in which something was missing */
    struct Name weight;    /* its text is NULL where there is none */
};

/* Sets the model as the function's result; `names` are those of the predictors. */
void set_model(sqlite3_context *context, const struct NameList *names, const struct Logistic *fit,
               const struct ModelFacts *facts);

_Static_assert(MOST_PAIRS == MOST_PREDICTORS, "a model has a name for each predictor");

/* What a prediction needs. */
struct Model {
    struct NameList names;
    bool fitted; /* false: all outcomes were the same, there is nothing to predict with */
    double intercept;
    double coefficients[MOST_PREDICTORS];
    double means[MOST_PREDICTORS];
};

/* Reads the JSON into a struct Model. */
extern const struct CacheKind model_kind;

#endif
