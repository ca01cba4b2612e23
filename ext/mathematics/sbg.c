#include "mathematics/sbg.h"

#include <math.h>

#include "mathematics/special.h"

double sbg_survival(const struct Sbg *model, double periods)
{
    double a = model->parameters[SBG_A];
    double b = model->parameters[SBG_B];
    return exp(gamma_rise(b, periods).value - gamma_rise(a + b, periods).value);
}

double sbg_retention(const struct Sbg *model, double period)
{
    double b = model->parameters[SBG_B] + period - 1;
    return b / (model->parameters[SBG_A] + b);
}

struct ContractSample {
    const struct WeightedRows *rows;
    double periods; /* weighted, as is who has left */
    double left;
    double longest;
};

/*
 * The log-likelihood of a row: of who left at the end of period t, ln a + rise(b, t - 1) -
 * rise(a + b, t), and of who is there after t periods, rise(b, t) - rise(a + b, t).
 */
static void evaluate_sbg(const void *data, const double *point, struct Curve *curve)
{
    const struct ContractSample *sample = data;
    const struct WeightedRows *rows = sample->rows;
    double a = exp(point[SBG_A]);
    double b = exp(point[SBG_B]);
    struct Curve sum = {0};
    for (uint32_t i = 0; i < rows->count && !is_interrupted(rows->interruption, 100); i++) {
        const struct WeightedRow *row = &rows->rows[i];
        double w = row->weight;
        struct GammaRise stay = gamma_rise(b, row->x - row->t_x);
        struct GammaRise both = gamma_rise(a + b, row->x);
        sum.value += w * (row->t_x * point[SBG_A] + stay.value - both.value);
        sum.gradient[SBG_A] += w * (row->t_x - a * both.first);
        sum.gradient[SBG_B] += w * b * (stay.first - both.first);
        sum.hessian[SBG_A][SBG_A] -= w * a * (both.first + a * both.second);
        sum.hessian[SBG_A][SBG_B] -= w * a * b * both.second;
        sum.hessian[SBG_B][SBG_B] +=
            w * b * (stay.first - both.first + b * (stay.second - both.second));
    }
    finish_curve(&sum, SBG_PARAMETERS, rows->weight);
    *curve = sum;
}

/* How many leave at the end of the first period, and how many stay twice the longest time seen. */
static double predict_sbg(const struct Problem *problem, const double *parameters, int question)
{
    const struct ContractSample *sample = problem->data;
    struct Sbg model = {{parameters[SBG_A], parameters[SBG_B]}};
    return question == 0 ? 1 - sbg_retention(&model, 1) : sbg_survival(&model, 2 * sample->longest);
}

static struct ContractSample read_contracts(const struct WeightedRows *rows)
{
    struct ContractSample sample = {.rows = rows, .longest = 1};
    for (uint32_t i = 0; i < rows->count && !is_interrupted(rows->interruption, 10); i++) {
        const struct WeightedRow *row = &rows->rows[i];
        sample.periods += row->weight * row->x;
        sample.left += row->weight * row->t_x;
        sample.longest = fmax(sample.longest, row->x);
    }
    return sample;
}

static const double sbg_starts[][MOST_VARIABLES] = {{1, 1}, {0.1, 1}, {100, 200}, {0.05, 0.05}};

void sbg_fit(const struct WeightedRows *rows, struct Sbg *model, struct Fit *fit)
{
    struct ContractSample sample = read_contracts(rows);
    struct Problem problem = {
        .parameters = SBG_PARAMETERS,
        .scaled = NO_PARAMETER,
        .scale = 1,
        .starts = sbg_starts,
        .start_count = sizeof sbg_starts / sizeof sbg_starts[0],
        .evaluate = evaluate_sbg,
        .data = &sample,
        .rows = rows,
        .predict = predict_sbg,
        .questions = 2,
    };
    double parameters[MOST_VARIABLES] = {0};
    fit_parameters(&problem, parameters, fit);
    if (!(sample.periods > 0)) {
        fit->identification = NO_PERIOD;
    } else if (!(sample.left > 0)) {
        fit->identification = NOBODY_LEFT;
    }
    *model = (struct Sbg){{parameters[SBG_A], parameters[SBG_B]}};
}
