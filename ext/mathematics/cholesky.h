/* Small symmetric systems of equations, solved by Cholesky's factors. */
#ifndef ADVOCACY_MATHEMATICS_CHOLESKY_H
#define ADVOCACY_MATHEMATICS_CHOLESKY_H

#define MOST_COLUMNS 33

/* Symmetric, or a factor of one: only the lower triangle is read and written. */
struct SquareMatrix {
    double at[MOST_COLUMNS][MOST_COLUMNS];
};

/*
 * Replaces a positive semidefinite matrix by L with L L' = matrix. A row whose pivot is not above
 * `tolerance` times its diagonal is a combination of the rows before it: it is left out of the
 * system, as zeros in L. Returns how many rows were left out. (Golub and Van Loan, Matrix
 * Computations, 2013, section 4.2.)
 */
int cholesky_factor(struct SquareMatrix *matrix, int size, double tolerance);

static inline int cholesky_left_out(const struct SquareMatrix *factor, int row)
{
    return !(factor->at[row][row] > 0);
}

/* Replaces b by the x with matrix x = b; 0 for rows that were left out. */
void cholesky_solve(const struct SquareMatrix *factor, int size, double *vector);

/* v' inverse(matrix) v, without the rows that were left out: the variance of a combination v. */
double cholesky_inverse_form(const struct SquareMatrix *factor, int size, const double *vector);

#endif
