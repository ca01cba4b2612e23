/* Eigenvalues and eigenvectors of small symmetric matrices. */
#ifndef ADVOCACY_MATHEMATICS_EIGEN_H
#define ADVOCACY_MATHEMATICS_EIGEN_H

#include "mathematics/cholesky.h"

/* matrix = vectors * diagonal(values) * vectors', the vectors in columns, in no order. */
struct Eigen {
    double values[MOST_COLUMNS];
    struct SquareMatrix vectors;
};

/*
 * Takes a finite symmetric matrix, of which both triangles are given, apart by Jacobi's rotations
 * (Golub and Van Loan, Matrix Computations, 2013, section 8.5): the vectors are orthogonal to
 * rounding also where values coincide.
 */
void eigen_decompose(const struct SquareMatrix *matrix, int size, struct Eigen *eigen);

#endif
