#include "mathematics/forecast.h"

#include <math.h>
#include <string.h>

#include "mathematics/expectation.h"
#include "mathematics/normal.h"

/* The model itself, and each parameter a little larger and a little smaller. */
#define VARIANTS (1 + 2 * MOST_VARIABLES)
#define VARIANT_STEP 1e-4

int compare_forecast_rows(const void *left, const void *right)
{
    const struct History *a = &((const struct ForecastRow *)left)->history;
    const struct History *b = &((const struct ForecastRow *)right)->history;
    uint32_t model = ((const struct ForecastRow *)left)->model;
    uint32_t other = ((const struct ForecastRow *)right)->model;
    if (model != other) {
        return model < other ? -1 : 1;
    }
    if (a->x != b->x) {
        return a->x < b->x ? -1 : 1;
    }
    return (a->T > b->T) - (a->T < b->T);
}

static double varied(double parameter, int i, int variant)
{
    bool is_it = variant > 0 && (variant - 1) / 2 == i;
    return is_it ? parameter * exp(variant % 2 == 1 ? VARIANT_STEP : -VARIANT_STEP) : parameter;
}

struct ForecastWork {
    const struct ForecastModel *model;
    struct Bgnbd purchase_models[VARIANTS];
    struct GammaGamma spend_models[VARIANTS];
    double horizon;
    /* Of customers who are alive, with this x and T. */
    struct History shared;
    bool has_shared;
    double expected[VARIANTS];
    double pairs;
    /* Totals under each variant of the model of purchases, and of spend. */
    double purchases[VARIANTS];
    double revenue[VARIANTS];
    double revenue_by_spend[VARIANTS];
};

static void vary_models(struct ForecastWork *work)
{
    for (int k = 0; k < VARIANTS; k++) {
        work->purchase_models[k] = work->model->purchases;
        for (int i = 0; i < BGNBD_PARAMETERS; i++) {
            work->purchase_models[k].parameters[i] =
                varied(work->model->purchases.parameters[i], i, k);
        }
        for (int i = 0; i < GAMMA_GAMMA_PARAMETERS; i++) {
            work->spend_models[k].parameters[i] = varied(work->model->spend.parameters[i], i, k);
        }
    }
}

static void share_outlook(struct ForecastWork *work, const struct History *history)
{
    if (work->has_shared && work->shared.x == history->x && work->shared.T == history->T) {
        return;
    }
    work->shared = *history;
    work->has_shared = true;
    struct Outlook outlook = {history->x, history->T, .periods = 1, .length = work->horizon};
    for (int k = 0; k < VARIANTS; k++) {
        work->expected[k] = bgnbd_purchases(&work->purchase_models[k], &outlook);
    }
    work->pairs = bgnbd_pairs(&work->model->purchases, &outlook);
}

/*
 * Of the sum Z1 + ... + ZY of spends of a purchase, whose rate is Gamma(Q, V) for this customer.
 * The variance is infinite for Q <= 2.
 */
static double spend_variance(const struct GammaGamma *spend, const struct ForecastRow *row,
                             double purchases, double squares)
{
    double p = spend->parameters[GAMMA_GAMMA_P];
    double x = row->mean_spend > 0 ? row->history.x : 0;
    double shape = p * x + spend->parameters[GAMMA_GAMMA_Q];
    double scale = spend->parameters[GAMMA_GAMMA_V] + (x > 0 ? x * row->mean_spend : 0);
    if (!(shape > 2)) {
        return NAN;
    }
    double square = scale / (shape - 1) * (scale / (shape - 2));
    double mean = p * scale / (shape - 1);
    return purchases * p * square + squares * p * p * square -
           purchases * mean * (purchases * mean);
}

static void add_forecast_row(struct ForecastWork *work, const struct ForecastRow *row,
                             struct Forecast *forecast)
{
    double alive[VARIANTS];
    share_outlook(work, &row->history);
    for (int k = 0; k < VARIANTS; k++) {
        alive[k] = bgnbd_alive(&work->purchase_models[k], &row->history);
        work->purchases[k] += alive[k] * work->expected[k];
    }
    double purchases = alive[0] * work->expected[0];
    double squares = alive[0] * work->pairs + purchases;
    forecast->purchases.count_variance += squares - purchases * purchases;
    if (!work->model->has_spend) {
        return;
    }
    double x = row->mean_spend > 0 ? row->history.x : 0;
    for (int k = 0; k <= 2 * GAMMA_GAMMA_PARAMETERS; k++) {
        work->revenue_by_spend[k] +=
            purchases * gamma_gamma_spend(&work->spend_models[k], x, row->mean_spend);
    }
    double spend = gamma_gamma_spend(&work->model->spend, x, row->mean_spend);
    for (int k = 0; k < VARIANTS; k++) {
        work->revenue[k] += alive[k] * work->expected[k] * spend;
    }
    forecast->revenue.count_variance +=
        spend_variance(&work->model->spend, row, purchases, squares);
}

/* The delta method, over the logarithms of the parameters. */
static double delta_variance(const double totals[VARIANTS], const double *parameters, int count,
                             double covariance[MOST_VARIABLES][MOST_VARIABLES])
{
    double gradient[MOST_VARIABLES];
    double variance = 0;
    for (int i = 0; i < count; i++) {
        gradient[i] = (totals[1 + 2 * i] - totals[2 + 2 * i]) / (2 * VARIANT_STEP) / parameters[i];
    }
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < count; j++) {
            variance += gradient[i] * covariance[i][j] * gradient[j];
        }
    }
    return fmax(variance, 0) + (isnan(variance) ? NAN : 0);
}

void add_forecast(const struct ForecastModel *model, const struct ForecastRow *rows, size_t count,
                  double horizon, struct Interruption *interruption, struct Forecast *forecast)
{
    struct ForecastWork work = {.model = model, .horizon = horizon};
    struct ForecastModel known = *model;
    vary_models(&work);
    for (size_t i = 0; i < count && !is_interrupted(interruption, 2000); i++) {
        add_forecast_row(&work, &rows[i], forecast);
    }
    forecast->purchases.expected += work.purchases[0];
    forecast->purchases.parameter_variance += delta_variance(
        work.purchases, model->purchases.parameters, BGNBD_PARAMETERS, known.purchase_covariance);
    if (!model->has_spend) {
        forecast->revenue = (struct ForecastTotal){NAN, NAN, NAN};
        return;
    }
    forecast->revenue.expected += work.revenue[0];
    forecast->revenue.parameter_variance +=
        delta_variance(work.revenue, model->purchases.parameters, BGNBD_PARAMETERS,
                       known.purchase_covariance) +
        delta_variance(work.revenue_by_spend, model->spend.parameters, GAMMA_GAMMA_PARAMETERS,
                       known.spend_covariance);
}

static double length_of(double a, double b)
{
    return sqrt(a * a + b * b);
}

void forecast_limits(const struct ForecastTotal *total, double confidence, double *lower,
                     double *upper)
{
    double z = normal_critical_value(confidence);
    double expected = total->expected;
    double own = z * sqrt(total->count_variance);
    double error = z * sqrt(total->parameter_variance) / expected;
    *lower = fmax(expected - length_of(expected * -expm1(-error), own), 0);
    *upper = expected + length_of(expected * expm1(error), own);
    if (expected == 0) {
        *lower = 0;
        *upper = 0;
    } else if (isnan(own) || isnan(error)) {
        *lower = NAN;
        *upper = NAN;
    }
}
