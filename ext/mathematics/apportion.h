/* Whole numbers in proportion to amounts, such as characters of a bar to counts of answers. */
#ifndef ADVOCACY_MATHEMATICS_APPORTION_H
#define ADVOCACY_MATHEMATICS_APPORTION_H

#define MOST_PARTS_OF_WHOLE 8

/*
 * Splits `whole` (0 to 1000) into `count` (1 to MOST_PARTS_OF_WHOLE) parts in proportion to the
 * amounts by the method of the largest remainder (Hamilton 1792): every part gets the whole number
 * below its quota, and what is left over goes, one each, to the largest remainders, the first of
 * equal ones. The parts add up to `whole`, each is less than 1 from its quota, and nothing is given
 * to an amount of 0. The amounts are finite and not negative, and not all of them are 0; for whole
 * numbers up to 2^42 the remainders are exact.
 */
void apportion(const double *amounts, int count, int whole, int *parts);

/* Of amounts such as those of apportion(): their shares in the whole, which add up to 1. */
void shares_of(const double *amounts, int count, double *shares);

#endif
