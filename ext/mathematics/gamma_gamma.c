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

/*
 * Models whose mean p v / (q - 1) is that of the sample, over ln p and ln(q - 1): the derivatives
 * by the chain rule.
 */
static struct GammaGamma model_of_mean(const struct SpendSample *sample, const double *parameters)
{
    double p = parameters[0];
    double rest = parameters[1];
    return (struct GammaGamma){{p, 1 + rest, sample->mean * rest / p}};
}

static void evaluate_of_mean(const void *data, const double *point, struct Curve *curve)
{
    enum { P = GAMMA_GAMMA_P, Q = GAMMA_GAMMA_Q, V = GAMMA_GAMMA_V };
    const double parameters[] = {exp(point[0]), exp(point[1])};
    struct GammaGamma model = model_of_mean(data, parameters);
    double whole_point[MOST_VARIABLES] = {0};
    for (int i = 0; i < GAMMA_GAMMA_PARAMETERS; i++) {
        whole_point[i] = log(model.parameters[i]);
    }
    struct Curve whole;
    evaluate_gamma_gamma(data, whole_point, &whole);
    double k = parameters[1] / (1 + parameters[1]); /* of ln q in ln(q - 1) */
    double(*h)[MOST_VARIABLES] = whole.hessian;
    *curve = (struct Curve){.value = whole.value};
    curve->gradient[0] = whole.gradient[P] - whole.gradient[V];
    curve->gradient[1] = k * whole.gradient[Q] + whole.gradient[V];
    curve->hessian[0][0] = h[P][P] - 2 * h[P][V] + h[V][V];
    curve->hessian[1][1] =
        k * k * h[Q][Q] + 2 * k * h[Q][V] + h[V][V] + k * (1 - k) * whole.gradient[Q];
    curve->hessian[0][1] = k * h[P][Q] - k * h[Q][V] + h[P][V] - h[V][V];
    curve->hessian[1][0] = curve->hessian[0][1];
}

/* From p and q - 1 to p, q and v. */
static void spread_errors(const struct GammaGamma *model, struct Fit *fit)
{
    double p = model->parameters[GAMMA_GAMMA_P];
    double rest = model->parameters[GAMMA_GAMMA_Q] - 1;
    double v = model->parameters[GAMMA_GAMMA_V];
    const double jacobian[GAMMA_GAMMA_PARAMETERS][2] = {{1, 0}, {0, 1}, {-v / p, v / rest}};
    double whole[MOST_VARIABLES][MOST_VARIABLES] = {{0}};
    for (int i = 0; i < GAMMA_GAMMA_PARAMETERS; i++) {
        for (int j = 0; j < GAMMA_GAMMA_PARAMETERS; j++) {
            for (int k = 0; k < 4; k++) {
                whole[i][j] +=
                    jacobian[i][k / 2] * fit->covariance[k / 2][k % 2] * jacobian[j][k % 2];
            }
        }
        double error = sqrt(whole[i][i]);
        fit->standard_errors[i] = isfinite(error) && !fit->optimum.boundary ? error : NAN;
    }
    memcpy(fit->covariance, whole, sizeof whole);
}

/* The mean is that of the sample. */
static double predict_of_mean(const struct Problem *problem, const double *parameters, int question)
{
    (void)parameters;
    (void)question;
    const struct SpendSample *sample = problem->data;
    return sample->mean;
}

static const double of_mean_starts[][MOST_VARIABLES] = {{4, 3}, {1000, 3}, {2, 1000}, {2, 0.1}};

static void fit_of_mean(const struct WeightedRows *rows, struct GammaGamma *model, struct Fit *fit)
{
    struct SpendSample sample;
    read_sample(rows, &sample);
    struct Problem problem = {
        .parameters = 2,
        .scaled = NO_PARAMETER,
        .scale = 1,
        .starts = of_mean_starts,
        .start_count = sizeof of_mean_starts / sizeof of_mean_starts[0],
        .evaluate = evaluate_of_mean,
        .data = &sample,
        .rows = rows,
        .predict = predict_of_mean,
        .questions = 1,
    };
    double parameters[MOST_VARIABLES] = {0};
    fit_parameters(&problem, parameters, fit);
    *model = model_of_mean(&sample, parameters);
    spread_errors(model, fit);
}

bool gamma_gamma_fit_with_mean(const struct WeightedRows *rows, struct GammaGamma *model,
                               struct Fit *fit)
{
    gamma_gamma_fit(rows, model, fit);
    bool has_mean = model->parameters[GAMMA_GAMMA_Q] > 1;
    if (!has_mean && !fit->optimum.interrupted) {
        fit_of_mean(rows, model, fit);
    }
    return !has_mean;
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
