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

/*
 * The log-likelihood of a row: of who left at the end of period t, ln a + rise(b, t - 1) -
 * rise(a + b, t), and of who is there after t periods, rise(b, t) - rise(a + b, t).
 */
static void evaluate_sbg(const void *data, const double *point, struct Curve *curve)
{
    const struct WeightedRows *rows = data;
    double a = exp(point[SBG_A]);
    double b = exp(point[SBG_B]);
    struct Curve sum = {0};
    for (uint32_t i = 0; i < rows->count; i++) {
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

/* How many leave at the end of the first period, and how long the longest stay of the rows is. */
static double predict_sbg(const struct Problem *problem, const double *parameters, int question)
{
    struct Sbg model = {{parameters[SBG_A], parameters[SBG_B]}};
    double longest = 1;
    for (uint32_t i = 0; i < problem->rows->count; i++) {
        longest = fmax(longest, problem->rows->rows[i].x);
    }
    return question == 0 ? 1 - sbg_retention(&model, 1) : sbg_survival(&model, 2 * longest);
}

static const double sbg_starts[][MOST_VARIABLES] = {{1, 1}, {0.1, 1}, {100, 200}, {0.05, 0.05}};

void sbg_fit(const struct WeightedRows *rows, const struct Interruption *interruption,
             struct Sbg *model, struct Fit *fit)
{
    struct Problem problem = {
        .parameters = SBG_PARAMETERS,
        .scaled = NO_PARAMETER,
        .scale = 1,
        .starts = sbg_starts,
        .start_count = sizeof sbg_starts / sizeof sbg_starts[0],
        .evaluate = evaluate_sbg,
        .data = rows,
        .rows = rows,
        .predict = predict_sbg,
        .questions = 2,
    };
    double parameters[MOST_VARIABLES] = {0};
    double periods = 0;
    double left = 0;
    fit_parameters(&problem, interruption, parameters, fit);
    for (uint32_t i = 0; i < rows->count; i++) {
        periods += rows->rows[i].weight * rows->rows[i].x;
        left += rows->rows[i].weight * rows->rows[i].t_x;
    }
    if (!(periods > 0)) {
        fit->identification = NO_PERIOD;
    } else if (!(left > 0)) {
        fit->identification = NOBODY_LEFT;
    }
    *model = (struct Sbg){{parameters[SBG_A], parameters[SBG_B]}};
}
