#include "mathematics/bgnbd.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "mathematics/expectation.h"
#include "mathematics/limits.h"
#include "mathematics/special.h"

/* How often a customer could have left: the purchases after which the model allows it. */
static double chances(const struct Bgnbd *model, double x)
{
    return model->leaves_at_once ? x + 1 : x;
}

double bgnbd_alive(const struct Bgnbd *model, const struct History *history)
{
    const double *parameters = model->parameters;
    double n = chances(model, history->x);
    if (n == 0) {
        return 1;
    }
    double silence =
        log((parameters[BGNBD_ALPHA] + history->T) / (parameters[BGNBD_ALPHA] + history->t_x));
    double odds = parameters[BGNBD_A] / (parameters[BGNBD_B] + n - 1);
    return 1 / (1 + odds * exp((parameters[BGNBD_R] + history->x) * silence));
}

double bgnbd_active(const struct Bgnbd *model, const struct History *history, double horizon)
{
    double age = model->parameters[BGNBD_ALPHA] + history->T;
    double shape = model->parameters[BGNBD_R] + history->x;
    return bgnbd_alive(model, history) * -expm1(-shape * log1p(horizon / age));
}

double bgnbd_frequency(const struct Bgnbd *model, double purchases, double T)
{
    double r = model->parameters[BGNBD_R];
    double a = model->parameters[BGNBD_A];
    double b = model->parameters[BGNBD_B];
    double n = chances(model, purchases);
    /* The negative binomial probabilities of so many purchases, or fewer, of who never leaves. */
    double z = T / (model->parameters[BGNBD_ALPHA] + T);
    double log_term = r * log1p(-z);
    double fewer = 0;
    for (int64_t j = 0; j < (int64_t)purchases; j++) {
        fewer += exp(log_term);
        log_term += log((r + (double)j) / (double)(j + 1)) + log(z);
    }
    double stayed = exp(log_beta(a, b + n) - log_beta(a, b) + log_term);
    double left = n > 0 ? exp(log_beta(a + 1, b + n - 1) - log_beta(a, b)) * fmax(1 - fewer, 0) : 0;
    return stayed + left;
}

static struct Survivor survivor_of(const struct Bgnbd *model, const struct Outlook *outlook)
{
    return (struct Survivor){
        .leave = model->parameters[BGNBD_A],
        .stay = model->parameters[BGNBD_B] + chances(model, outlook->x),
        .shape = model->parameters[BGNBD_R] + outlook->x,
        .age = model->parameters[BGNBD_ALPHA] + outlook->T,
    };
}

/*
 * Who buys at the rate l and leaves after a purchase with the probability p is there after t with
 * exp(-l p t). Expected purchases are the mean of (1 - exp(-l p t)) / p over p ~ Beta(a, s): times
 * p, they are a / (a + s) of those over Beta(a + 1, s).
 */
double bgnbd_survival(const struct Bgnbd *model, const struct History *history, double horizon)
{
    struct Outlook outlook = {history->x, history->T, .periods = 1, .length = horizon};
    struct Survivor survivor = survivor_of(model, &outlook);
    double share = survivor.leave / (survivor.leave + survivor.stay);
    double expected;
    survivor.leave++;
    expected_purchases(&survivor, &horizon, 1, &expected);
    return bgnbd_alive(model, history) * fmax(1 - share * expected, 0);
}

double bgnbd_pairs(const struct Bgnbd *model, const struct Outlook *outlook)
{
    struct Survivor survivor = survivor_of(model, outlook);
    return expected_pairs(&survivor, outlook->length);
}

double bgnbd_purchases(const struct Bgnbd *model, const struct Outlook *outlook)
{
    struct Survivor survivor = survivor_of(model, outlook);
    return discounted_purchases(&survivor, (int)outlook->periods, outlook->length,
                                outlook->discount);
}

/*
 * The likelihood of a row, with s = r + x and n chances to have left, is
 *
 *     Gamma(s) / Gamma(r) * B(a, b + n) / B(a, b) * alpha^-x * (exp(stayed) + exp(left))
 *     stayed = -s ln(1 + T / alpha)
 *     left   = -s ln(1 + t_x / alpha) + ln(a / (b + n - 1)), absent where n = 0
 *
 * The first two factors depend on x alone. Most customers have a small x: what depends on it is
 * computed once for each x below TABULATED, and row by row for the others.
 */
#define TABULATED 256

struct PurchaseCounts {
    double weight[TABULATED]; /* of the rows with this x */
    double purchases;         /* the weighted sum of x over all rows */
};

struct PurchaseSample {
    const struct WeightedRows *rows;
    bool leaves_at_once;
    struct PurchaseCounts counts;
    double mean_age;
};

/* ln(a / (b + n - 1)), and minus its derivative in ln b; n > 0. */
struct LastOdds {
    double log;
    double slope;
};

struct PurchaseLikelihood {
    struct Bgnbd model;
    struct LastOdds odds[TABULATED];
    struct Curve sum;
};

static struct LastOdds last_odds(const struct Bgnbd *model, double n)
{
    double b = model->parameters[BGNBD_B];
    return (struct LastOdds){log(model->parameters[BGNBD_A] / (b + n - 1)), b / (b + n - 1)};
}

/* The factors that depend on x alone, for customers of this weight in all. */
static void add_counts(struct PurchaseLikelihood *likelihood, double x, double weight)
{
    const double *parameters = likelihood->model.parameters;
    double r = parameters[BGNBD_R];
    double a = parameters[BGNBD_A];
    double b = parameters[BGNBD_B];
    double n = chances(&likelihood->model, x);
    struct GammaRise rate = gamma_rise(r, x);
    struct GammaRise stay = gamma_rise(b, n);
    struct GammaRise both = gamma_rise(a + b, n);
    struct Curve *sum = &likelihood->sum;
    sum->value += weight * (rate.value + stay.value - both.value);
    sum->gradient[BGNBD_R] += weight * r * rate.first;
    sum->gradient[BGNBD_A] -= weight * a * both.first;
    sum->gradient[BGNBD_B] += weight * b * (stay.first - both.first);
    sum->hessian[BGNBD_R][BGNBD_R] += weight * r * (rate.first + r * rate.second);
    sum->hessian[BGNBD_A][BGNBD_A] -= weight * a * (both.first + a * both.second);
    sum->hessian[BGNBD_A][BGNBD_B] -= weight * a * b * both.second;
    sum->hessian[BGNBD_B][BGNBD_B] +=
        weight * b * (stay.first - both.first + b * (stay.second - both.second));
}

/* A silence of length t: ln(1 + t / alpha), and its derivative in -ln alpha. */
struct Silence {
    double log;
    double share;
};

/* log() takes half the time of log1p(), and here they are the better part of a fit. */
static struct Silence silence_of(double t, double alpha)
{
    double length = t > 0.01 * alpha ? log((alpha + t) / alpha) : log1p(t / alpha);
    return (struct Silence){length, t / (alpha + t)};
}

/* A customer with n = 0 has had no chance to leave. */
static void add_newcomer(struct PurchaseLikelihood *likelihood, const struct WeightedRow *row)
{
    struct Curve *sum = &likelihood->sum;
    double r = likelihood->model.parameters[BGNBD_R];
    struct Silence now = silence_of(row->T, likelihood->model.parameters[BGNBD_ALPHA]);
    double weight = row->weight * r;
    sum->value -= weight * now.log;
    sum->gradient[BGNBD_R] -= weight * now.log;
    sum->gradient[BGNBD_ALPHA] += weight * now.share;
    sum->hessian[BGNBD_R][BGNBD_R] -= weight * now.log;
    sum->hessian[BGNBD_R][BGNBD_ALPHA] += weight * now.share;
    sum->hessian[BGNBD_ALPHA][BGNBD_ALPHA] -= weight * now.share * (1 - now.share);
}

/*
 * The sum of exp(stayed) and exp(left). With p the part of the second, the gradient is the mean of
 * theirs, and the Hessian is the mean of theirs plus p (1 - p) d d', where d is how far apart the
 * gradients are.
 */
static void add_history(struct PurchaseLikelihood *likelihood, const struct WeightedRow *row,
                        const struct LastOdds *odds)
{
    struct Curve *sum = &likelihood->sum;
    double r = likelihood->model.parameters[BGNBD_R];
    double alpha = likelihood->model.parameters[BGNBD_ALPHA];
    double s = r + row->x;
    struct Silence now = silence_of(row->T, alpha);
    struct Silence last = silence_of(row->t_x, alpha);
    double lead = s * (now.log - last.log) + odds->log; /* left - stayed */
    double behind = exp(-fabs(lead));
    double larger = 1 / (1 + behind);
    double p = lead > 0 ? larger : behind * larger;
    double rest = lead > 0 ? behind * larger : larger;
    double log_mean = rest * now.log + p * last.log;
    double share_mean = rest * now.share + p * last.share;
    double w = row->weight;
    sum->value += w * ((lead > 0 ? lead : 0) - log(larger) - s * now.log);
    sum->gradient[BGNBD_R] -= w * r * log_mean;
    sum->gradient[BGNBD_ALPHA] += w * s * share_mean;
    sum->gradient[BGNBD_A] += w * p;
    sum->gradient[BGNBD_B] -= w * p * odds->slope;

    const double d[] = {r * (now.log - last.log), s * (last.share - now.share), 1, -odds->slope};
    double spread = w * p * rest;
    for (int i = 0; i < BGNBD_PARAMETERS; i++) {
        for (int j = i; j < BGNBD_PARAMETERS; j++) {
            sum->hessian[i][j] += spread * d[i] * d[j];
        }
    }
    sum->hessian[BGNBD_R][BGNBD_R] -= w * r * log_mean;
    sum->hessian[BGNBD_R][BGNBD_ALPHA] += w * r * share_mean;
    sum->hessian[BGNBD_ALPHA][BGNBD_ALPHA] -=
        w * s * (rest * now.share * (1 - now.share) + p * last.share * (1 - last.share));
    sum->hessian[BGNBD_B][BGNBD_B] -= w * p * odds->slope * (1 - odds->slope);
}

static void add_histories(struct PurchaseLikelihood *likelihood, const struct WeightedRows *rows)
{
    for (uint32_t i = 0; i < rows->count && !is_interrupted(rows->interruption, 100); i++) {
        const struct WeightedRow *row = &rows->rows[i];
        double n = chances(&likelihood->model, row->x);
        if (row->x >= TABULATED) {
            struct LastOdds odds = last_odds(&likelihood->model, n);
            add_counts(likelihood, row->x, row->weight);
            add_history(likelihood, row, &odds);
        } else if (n > 0) {
            add_history(likelihood, row, &likelihood->odds[(int)row->x]);
        } else {
            add_newcomer(likelihood, row);
        }
    }
}

static void evaluate_bgnbd(const void *data, const double *point, struct Curve *curve)
{
    const struct PurchaseSample *sample = data;
    struct PurchaseLikelihood likelihood = {.model.leaves_at_once = sample->leaves_at_once};
    for (int i = 0; i < BGNBD_PARAMETERS; i++) {
        likelihood.model.parameters[i] = exp(point[i]);
    }
    for (int x = 0; x < TABULATED; x++) {
        double n = chances(&likelihood.model, x);
        if (sample->counts.weight[x] > 0 && n > 0) {
            likelihood.odds[x] = last_odds(&likelihood.model, n);
            add_counts(&likelihood, x, sample->counts.weight[x]);
        }
    }
    likelihood.sum.value -= sample->counts.purchases * point[BGNBD_ALPHA];
    likelihood.sum.gradient[BGNBD_ALPHA] -= sample->counts.purchases;
    add_histories(&likelihood, sample->rows);
    *curve = likelihood.sum;
    finish_curve(curve, BGNBD_PARAMETERS, sample->rows->weight);
}

/* What keeps alpha a number that predictions take, however short the times are. */
#define SHORTEST_SCALE 1e-100

static void read_counts(struct PurchaseSample *sample)
{
    const struct WeightedRows *rows = sample->rows;
    struct PurchaseCounts *counts = &sample->counts;
    double time = 0;
    for (uint32_t i = 0; i < rows->count && !is_interrupted(rows->interruption, 10); i++) {
        const struct WeightedRow *row = &rows->rows[i];
        counts->purchases += row->weight * row->x;
        time += row->weight * row->T;
        if (row->x < TABULATED) {
            counts->weight[(int)row->x] += row->weight;
        }
    }
    sample->mean_age = time / rows->weight;
}

/* The mean time between purchases. */
static double usual_scale(const struct PurchaseSample *sample)
{
    double purchases = sample->counts.purchases / sample->rows->weight;
    double scale = sample->mean_age / (purchases > 0 ? purchases : 1);
    return scale > 0 ? fmin(fmax(scale, SHORTEST_SCALE), LARGEST_NUMBER) : 1;
}

/*
 * The others stand where customers differ extremely in leaving, where none of them leaves, and
 * where all are alike.
 */
static const double bgnbd_starts[][MOST_VARIABLES] = {
    {0.5, 0.25, 1, 2},
    {0.5, 0.25, 0.01, 0.02},
    {0.5, 0.5, 0.01, 100},
    {0.5, 0.25, 100, 200},
};

/* What a new customer buys in the mean age of the rows, and in four times that. */
#define BGNBD_QUESTIONS 2

static double predict_bgnbd(const struct Problem *problem, const double *parameters, int question)
{
    const struct PurchaseSample *sample = problem->data;
    struct Bgnbd model = {{0}, sample->leaves_at_once};
    memcpy(model.parameters, parameters, sizeof model.parameters);
    struct Outlook outlook = {.periods = 1, .length = sample->mean_age * (question == 0 ? 1 : 4)};
    return bgnbd_purchases(&model, &outlook);
}

void bgnbd_fit(const struct WeightedRows *rows, struct Bgnbd *model, struct Fit *fit)
{
    struct PurchaseSample sample = {.rows = rows, .leaves_at_once = model->leaves_at_once};
    read_counts(&sample);
    struct Problem problem = {
        .parameters = BGNBD_PARAMETERS,
        .scaled = BGNBD_ALPHA,
        .scale = usual_scale(&sample),
        .starts = bgnbd_starts,
        .start_count = sizeof bgnbd_starts / sizeof bgnbd_starts[0],
        .evaluate = evaluate_bgnbd,
        .data = &sample,
        .rows = rows,
        .predict = predict_bgnbd,
        .questions = BGNBD_QUESTIONS,
    };
    fit_parameters(&problem, model->parameters, fit);
    if (sample.mean_age == 0) {
        fit->identification = NO_TIME_PASSED;
    } else if (sample.counts.purchases == 0) {
        fit->identification = NO_REPEAT_PURCHASE;
    }
}

void bgnbd_likelihood(const struct WeightedRows *rows, const struct Bgnbd *model,
                      struct Curve *curve)
{
    struct PurchaseSample sample = {.rows = rows, .leaves_at_once = model->leaves_at_once};
    double point[BGNBD_PARAMETERS];
    read_counts(&sample);
    for (int i = 0; i < BGNBD_PARAMETERS; i++) {
        point[i] = log(model->parameters[i]);
    }
    evaluate_bgnbd(&sample, point, curve);
}
