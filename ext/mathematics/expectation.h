/*
 * How many purchases to expect of somebody who is still a customer. Purchases come at a rate that
 * is gamma distributed, and each of them may be the last with a probability that is beta
 * distributed: the expectation behind BG/NBD (Fader, Hardie and Lee 2005, equation 10) and MBG/NBD
 * (Batislam, Denizel and Filiztekin 2007).
 */
#ifndef ADVOCACY_MATHEMATICS_EXPECTATION_H
#define ADVOCACY_MATHEMATICS_EXPECTATION_H

/*
 * What is known of a living customer: rate ~ Gamma(shape, age), probability that a purchase is the
 * last ~ Beta(leave, stay). All above 0; `age` is the customer's age plus the model's alpha, in the
 * time unit of the fit.
 */
struct Survivor {
    double leave;
    double stay;
    double shape;
    double age;
};

/*
 * Purchases to expect from now to each of `count` horizons, which are >= 0, finite and in the time
 * unit of the fit; horizons that stand next to each other share work. Never negative, not finite
 * only where the answer is above what a double holds. Relative error below 1e-9 on the grid of
 * tests/mathematics/expectation_reference.py.
 */
void expected_purchases(const struct Survivor *survivor, const double *horizons, int count,
                        double *expected);

/*
 * The purchases of each of `periods` periods of this length, the i-th divided by
 * (1 + discount)^i: summed, they are what the customer's purchases are worth now, each being worth
 * 1 when it is made.
 */
double discounted_purchases(const struct Survivor *survivor, int periods, double length,
                            double discount);

/*
 * E[Y (Y - 1)] of the purchases Y from now to the horizon, with which their variance is known. With
 * the rate l and the probability p that a purchase is the last it is
 *
 *     2 (1 - p) / p^2 (1 - exp(-l p t) (1 + l p t)),
 *
 * the chance of two purchases at any two moments, and its mean over both is taken as
 * expectation_by_quadrature() does.
 */
double expected_pairs(const struct Survivor *survivor, double horizon);

/*
 * One expectation by numerical integration, as expected_purchases computes where its series is slow
 * or cancels. ratio = horizon / age, above 0.
 */
double expectation_by_quadrature(const struct Survivor *survivor, double ratio);

#endif
