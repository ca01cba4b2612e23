/*
 * The logarithm of the gamma function and its first two derivatives, for positive arguments, and
 * their differences, which stay exact where the functions themselves are large and close.
 *
 * All are Stirling's series (Abramowitz and Stegun 1964, 6.1.40, 6.3.18, 6.4.12) after moving the
 * argument to at least 10. libm's lgamma() writes a global variable, and its reentrant form is not
 * part of C11 nor of every libm.
 */
#ifndef ADVOCACY_MATHEMATICS_SPECIAL_H
#define ADVOCACY_MATHEMATICS_SPECIAL_H

/* ln Gamma(x), x > 0; absolute error about 1e-15 near 1 and 2, else relative. */
double log_gamma(double x);

/* The second derivative of ln Gamma at x > 0. */
double trigamma(double x);

/* ln B(a, b), a and b > 0. */
double log_beta(double a, double b);

/* ln Gamma(x + n) - ln Gamma(x), and its first and second derivative in x. */
struct GammaRise {
    double value;
    double first;
    double second;
};

/* x > 0, n >= 0, which need not be whole. Relative error of the value about 1e-15 * (n + x) / x. */
struct GammaRise gamma_rise(double x, double n);

#endif
