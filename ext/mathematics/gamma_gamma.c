#include "mathematics/gamma_gamma.h"

#include <math.h>
#include <string.h>

#include "mathematics/special.h"

double gamma_gamma_spend(const struct GammaGamma *model, double x, double mean_spend)
{
    double q = model->parameters[GAMMA_GAMMA_Q];
    double v = model->parameters[GAMMA_GAMMA_V];
    double px = model->parameters[GAMMA_GAMMA_P] * x;
    if (!(px + q > 1)) {
        return NAN;
    }
    double spent = x > 0 ? x * mean_spend : 0;
    return model->parameters[GAMMA_GAMMA_P] * (v + spent) / (px + q - 1);
}

/*
 * The log-likelihood of a row, with the total spend y = x m,
 *
 *     ln Gamma(px + q) - ln Gamma(px) - ln Gamma(q) - ln m
 *     + px ln(y / v) - (px + q) ln(1 + y / v)
 *
 * of which the first three depend on x alone and are computed once for each x below TABULATED_X.
 */
#define TABULATED_X 256

struct SpendSample {
    const struct WeightedRows *rows;
    double weight[TABULATED_X]; /* of the rows with this x */
    double log_means;           /* the weighted sum of ln m */
    double mean;                /* spend of a purchase */
};

static void add_spend_counts(struct Curve *sum, const double *parameters, double x, double weight)
{
    double q = parameters[GAMMA_GAMMA_Q];
    double px = parameters[GAMMA_GAMMA_P] * x;
    struct GammaRise in_p = gamma_rise(px, q);
    struct GammaRise in_q = gamma_rise(q, px);
    sum->value += weight * (in_p.value - log_gamma(q));
    sum->gradient[GAMMA_GAMMA_P] += weight * px * in_p.first;
    sum->gradient[GAMMA_GAMMA_Q] += weight * q * in_q.first;
    sum->hessian[GAMMA_GAMMA_P][GAMMA_GAMMA_P] += weight * px * (in_p.first + px * in_p.second);
    sum->hessian[GAMMA_GAMMA_P][GAMMA_GAMMA_Q] += weight * px * q * trigamma(px + q);
    sum->hessian[GAMMA_GAMMA_Q][GAMMA_GAMMA_Q] += weight * q * (in_q.first + q * in_q.second);
}

static void add_spend(struct Curve *sum, const double *parameters, const struct WeightedRow *row)
{
    double q = parameters[GAMMA_GAMMA_Q];
    double px = parameters[GAMMA_GAMMA_P] * row->x;
    double ratio = row->x * row->mean_spend / parameters[GAMMA_GAMMA_V];
    double log_whole = log1p(ratio);
    double log_ratio = log(ratio);
    double own = 1 / (1 + ratio); /* the part of v in v + y */
    double weight = row->weight;
    double in_p = weight * px * (log_ratio - log_whole);
    double in_q = weight * q * log_whole;
    sum->value += in_p - in_q;
    sum->gradient[GAMMA_GAMMA_P] += in_p;
    sum->gradient[GAMMA_GAMMA_Q] -= in_q;
    sum->gradient[GAMMA_GAMMA_V] += weight * (q * (1 - own) - px * own);
    sum->hessian[GAMMA_GAMMA_P][GAMMA_GAMMA_P] += in_p;
    sum->hessian[GAMMA_GAMMA_Q][GAMMA_GAMMA_Q] -= in_q;
    sum->hessian[GAMMA_GAMMA_P][GAMMA_GAMMA_V] -= weight * px * own;
    sum->hessian[GAMMA_GAMMA_Q][GAMMA_GAMMA_V] += weight * q * (1 - own);
    sum->hessian[GAMMA_GAMMA_V][GAMMA_GAMMA_V] -= weight * (px + q) * own * (1 - own);
}

static void evaluate_gamma_gamma(const void *data, const double *point, struct Curve *curve)
{
    const struct SpendSample *sample = data;
    struct Curve sum = {.value = -sample->log_means};
    double parameters[GAMMA_GAMMA_PARAMETERS];
    for (int i = 0; i < GAMMA_GAMMA_PARAMETERS; i++) {
        parameters[i] = exp(point[i]);
    }
    for (int x = 1; x < TABULATED_X; x++) {
        if (sample->weight[x] > 0) {
            add_spend_counts(&sum, parameters, x, sample->weight[x]);
        }
    }
    struct Interruption *interruption = sample->rows->interruption;
    for (uint32_t i = 0; i < sample->rows->count && !is_interrupted(interruption, 100); i++) {
        const struct WeightedRow *row = &sample->rows->rows[i];
        if (row->x >= TABULATED_X) {
            add_spend_counts(&sum, parameters, row->x, row->weight);
        }
        add_spend(&sum, parameters, row);
    }
    finish_curve(&sum, GAMMA_GAMMA_PARAMETERS, sample->rows->weight);
    *curve = sum;
}

static void read_sample(const struct WeightedRows *rows, struct SpendSample *sample)
{
    double spent = 0;
    double purchases = 0;
    *sample = (struct SpendSample){.rows = rows};
    for (uint32_t i = 0; i < rows->count && !is_interrupted(rows->interruption, 30); i++) {
        const struct WeightedRow *row = &rows->rows[i];
        double share = row->weight / rows->weight;
        spent += share * row->x * row->mean_spend;
        purchases += share * row->x;
        sample->log_means += row->weight * log(row->mean_spend);
        if (row->x < TABULATED_X) {
            sample->weight[(int)row->x] += row->weight;
        }
    }
    sample->mean = spent / purchases;
}

/* The others stand where a customer's purchases are all alike, and where all customers are. */
static const double gamma_gamma_starts[][MOST_VARIABLES] = {
    {4, 4, 0.75},
    {1000, 4, 0.003},
    {2, 1000, 500},
};

/*
 * What all customers spend, or where that does not exist one with a purchase of the mean spend: 1
 * where that does not exist either, which is known.
 */
static double predict_spend(const struct Problem *problem, const double *parameters, int question)
{
    (void)question;
    const struct SpendSample *sample = problem->data;
    struct GammaGamma model = {{0}};
    memcpy(model.parameters, parameters, sizeof model.parameters);
    double x = parameters[GAMMA_GAMMA_Q] > 1 ? 0 : 1;
    double spend = gamma_gamma_spend(&model, x, sample->mean);
    return isnan(spend) ? 1 : spend;
}

void gamma_gamma_fit(const struct WeightedRows *rows, struct GammaGamma *model, struct Fit *fit)
{
    struct SpendSample sample;
    read_sample(rows, &sample);
    struct Problem problem = {
        .parameters = GAMMA_GAMMA_PARAMETERS,
        .scaled = GAMMA_GAMMA_V,
        .scale = sample.mean,
        .starts = gamma_gamma_starts,
        .start_count = sizeof gamma_gamma_starts / sizeof gamma_gamma_starts[0],
        .evaluate = evaluate_gamma_gamma,
        .data = &sample,
        .rows = rows,
        .predict = predict_spend,
        .questions = 1,
    };
    fit_parameters(&problem, model->parameters, fit);
}

void gamma_gamma_likelihood(const struct WeightedRows *rows, const struct GammaGamma *model,
                            struct Curve *curve)
{
    struct SpendSample sample;
    double point[GAMMA_GAMMA_PARAMETERS];
    read_sample(rows, &sample);
    for (int i = 0; i < GAMMA_GAMMA_PARAMETERS; i++) {
        point[i] = log(model->parameters[i]);
    }
    evaluate_gamma_gamma(&sample, point, curve);
}
