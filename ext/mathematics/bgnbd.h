/*
 * Who is still a customer and how much they will buy, from how often and when they bought: BG/NBD
 * (Fader, Hardie and Lee 2005) and MBG/NBD (Batislam, Denizel and Filiztekin 2007).
 *
 * Customers buy at random times, at rates that are gamma distributed over customers, and leave
 * after a purchase with probabilities that are beta distributed over customers: in BG/NBD after
 * every purchase but the first, in MBG/NBD after the first as well. All times are in one unit, and
 * alpha and every prediction are in the same.
 */
#ifndef ADVOCACY_MATHEMATICS_BGNBD_H
#define ADVOCACY_MATHEMATICS_BGNBD_H

#include <stdbool.h>

#include "mathematics/fit.h"
#include "mathematics/limits.h"
#include "mathematics/weighted_row.h"

enum BgnbdParameter { BGNBD_R, BGNBD_ALPHA, BGNBD_A, BGNBD_B, BGNBD_PARAMETERS };

struct Bgnbd {
    double parameters[BGNBD_PARAMETERS]; /* above 0; alpha in the time unit */
    bool leaves_at_once;                 /* MBG/NBD: also the first purchase may be the last */
};

/*
 * What happened: x repeat purchases, whole and >= 0; the last one at age t_x, 0 where x = 0; the
 * customer's age T >= t_x.
 */
struct History {
    double x;
    double t_x;
    double T;
};

/* Times are up to LARGEST_NUMBER: products of a few of them stay finite. */
#define MOST_PURCHASES 1e9

/* The probability that the customer has not left. */
double bgnbd_alive(const struct Bgnbd *model, const struct History *history);

/*
 * The probability of one purchase or more from now to the horizon, >= 0 in the time unit: whoever
 * is alive buys at a rate that is Gamma(r + x, alpha + T), and a first purchase comes before
 * anybody can leave.
 */
double bgnbd_active(const struct Bgnbd *model, const struct History *history, double horizon);

/*
 * The probability to be a customer still at the horizon, >= 0 in the time unit from now: what
 * bgnbd_alive() is at 0.
 */
double bgnbd_survival(const struct Bgnbd *model, const struct History *history, double horizon);

/*
 * The probability of so many repeat purchases, whole and >= 0, by the age T of a customer of whom
 * nothing else is known (Fader, Hardie and Lee 2005, equation 8).
 */
double bgnbd_frequency(const struct Bgnbd *model, double purchases, double T);

/* From now on, periods of this length; each counts 1 / (1 + discount) of the one before. */
struct Outlook {
    double x; /* of the customer's history */
    double T;
    double periods; /* a whole number, at least 1 */
    double length;  /* in the time unit, >= 0 */
    double discount;
};

/*
 * The purchases to expect in all periods together, those of the i-th over (1 + discount)^i, of a
 * customer who is alive. Times bgnbd_alive() it is what to expect of one who may not be.
 */
double bgnbd_purchases(const struct Bgnbd *model, const struct Outlook *outlook);

/* E[Y (Y - 1)] of the purchases Y in the first period, in the same way. */
double bgnbd_pairs(const struct Bgnbd *model, const struct Outlook *outlook);

/*
 * Fits parameters to rows, of which there is at least one, by maximum likelihood. Starts at
 * model->parameters, or where the data suggest if these are 0; model->leaves_at_once says which
 * model.
 */
void bgnbd_fit(const struct WeightedRows *rows, struct Bgnbd *model, struct Fit *fit);

/*
 * The mean log-likelihood of the rows, its gradient and its Hessian, all in the logarithms of the
 * parameters.
 */
void bgnbd_likelihood(const struct WeightedRows *rows, const struct Bgnbd *model,
                      struct Curve *curve);

#endif
