/*
 * How long customers with a contract stay: the shifted beta-geometric model (Fader and Hardie 2007,
 * "How to project customer retention"). At the end of each period a customer leaves with a
 * probability of their own, which is Beta(a, b) over customers.
 */
#ifndef ADVOCACY_MATHEMATICS_SBG_H
#define ADVOCACY_MATHEMATICS_SBG_H

#include "mathematics/fit.h"
#include "mathematics/weighted_row.h"

enum SbgParameter { SBG_A, SBG_B, SBG_PARAMETERS };

struct Sbg {
    double parameters[SBG_PARAMETERS]; /* above 0 */
};

/* The probability to be a customer still after so many periods, >= 0 (equation 6). */
double sbg_survival(const struct Sbg *model, double periods);

/* The probability of who came to this period, 1 or later, to stay beyond it (equation 8). */
double sbg_retention(const struct Sbg *model, double period);

/*
 * Fits the parameters to rows, of which there is at least one, by maximum likelihood: `x` is the
 * number of whole periods, `t_x` 1 if the customer left at the end of the last of them, which is
 * then at least 1, and 0 if they are there still.
 */
void sbg_fit(const struct WeightedRows *rows, struct Sbg *model, struct Fit *fit);

#endif
