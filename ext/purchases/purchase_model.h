/* Fitted purchase models as JSON: written by the fits, read by the predictions. */
#ifndef ADVOCACY_PURCHASES_PURCHASE_MODEL_H
#define ADVOCACY_PURCHASES_PURCHASE_MODEL_H

#include "host/cache.h"
#include "host/json_writer.h"
#include "host/value.h"
#include "mathematics/bgnbd.h"
#include "mathematics/gamma_gamma.h"
#include "mathematics/sbg.h"

enum ModelKind { BGNBD_MODEL, MBGNBD_MODEL, GAMMA_GAMMA_MODEL, SBG_MODEL, MODEL_KINDS };

/* What a model is of. */
enum ModelFamily { PURCHASE_MODELS, SPEND_MODELS, CONTRACT_MODELS };

struct ModelName {
    const char *name; /* as in the JSON */
    enum ModelFamily family;
    int parameters;
    const char *parameter_names[MOST_VARIABLES];
};

extern const struct ModelName model_names[MODEL_KINDS];

/* Customers of the same age and number of purchases have the same outlook as long as they live. */
struct RememberedOutlook {
    struct Outlook outlook; /* 0 periods while unused */
    double purchases;
};

/* In pairs at their hash. */
#define REMEMBERED_OUTLOOKS 1024
_Static_assert((REMEMBERED_OUTLOOKS & (REMEMBERED_OUTLOOKS - 1)) == 0, "a power of two");

/* What the JSON of a model of purchases is read into: only what it remembers changes later. */
struct PurchaseModel {
    struct Bgnbd bgnbd;
    bool is_unknown; /* the fit was not identified: it predicts nothing */
    struct RememberedOutlook remembered[REMEMBERED_OUTLOOKS];
};

struct SpendModel {
    struct GammaGamma gamma_gamma;
    bool is_unknown;
};

struct ContractModel {
    struct Sbg sbg;
    bool is_unknown;
};

/*
 * The model that an argument stands for, which must be one of purchases (BG/NBD or MBG/NBD), one of
 * spend (Gamma-Gamma) or one of contracts (sBG). READ_NOTHING for NULL, and for a model that is not
 * identified. The model lives as long as this call, and what it remembers longer.
 */
enum Reading read_purchase_model(sqlite3_context *context, sqlite3_value *argument,
                                 struct PurchaseModel **model);
enum Reading read_spend_model(sqlite3_context *context, sqlite3_value *argument,
                              const struct GammaGamma **model);

enum Reading read_contract_model(sqlite3_context *context, sqlite3_value *argument,
                                 const struct Sbg **model);

/* What the JSON of a model says of its parameters; an unknown covariance is NaN. */
struct WholeModel {
    enum ModelKind kind;
    bool is_unknown;
    double parameters[MOST_VARIABLES];
    double covariance[MOST_VARIABLES][MOST_VARIABLES];
};

/* False after an error, which is then set. */
bool parse_whole_model(sqlite3_context *context, const char *text, size_t length,
                       enum ModelFamily family, struct WholeModel *model);

/* bgnbd_purchases() of a model of purchases, computed anew only if it is not remembered. */
double expected_outlook(struct PurchaseModel *model, const struct Outlook *outlook);

/* What the rows were that a model was fitted to, and what became of them. */
struct RowCounts {
    sqlite3_int64 rows;            /* that were used */
    sqlite3_int64 skipped;         /* NULL rows */
    sqlite3_int64 without_repeats; /* of Gamma-Gamma: x = 0 */
    bool constrained;              /* of Gamma-Gamma: its mean had to be held */
};

void write_model(struct JsonWriter *json, enum ModelKind kind, const double *parameters,
                 const struct Fit *fit, const struct WeightedRows *rows,
                 const struct RowCounts *counts);

#endif
