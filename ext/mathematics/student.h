/*
 * Student's t distribution: what intervals from few clusters, posts or weighted answers need of it.
 */
#ifndef ADVOCACY_MATHEMATICS_STUDENT_H
#define ADVOCACY_MATHEMATICS_STUDENT_H

/*
 * P(|T| >= |t|) with `degrees` > 0 degrees of freedom, which need not be whole: the regularised
 * incomplete beta function at degrees / (degrees + t^2) (Abramowitz and Stegun 1964, 26.7.1), by
 * its continued fraction (26.5.8). Relative error below 1e-11, and below 1e-13 up to 1,000 degrees.
 */
double student_two_sided_p(double t, double degrees);

/*
 * The t that as many lie beyond, with `degrees` >= 0.5 of freedom, as lie beyond z > 0 in the
 * normal distribution: 12.7 for 1.96 and one degree of freedom, 1.96 for many. Infinite where that
 * is beyond all doubles.
 */
double student_equivalent(double z, double degrees);

#endif
