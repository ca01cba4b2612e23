#include "mathematics/cholesky.h"

#include <math.h>
#include <string.h>

static double row_product(const struct SquareMatrix *matrix, int left, int right, int count)
{
    double sum = 0;
    for (int k = 0; k < count; k++) {
        sum += matrix->at[left][k] * matrix->at[right][k];
    }
    return sum;
}

int cholesky_factor(struct SquareMatrix *matrix, int size, double tolerance)
{
    int left_out = 0;
    for (int j = 0; j < size; j++) {
        for (int k = 0; k < j; k++) {
            double pivot = matrix->at[k][k];
            double rest = matrix->at[j][k] - row_product(matrix, j, k, k);
            matrix->at[j][k] = pivot > 0 ? rest / pivot : 0;
        }
        double diagonal = matrix->at[j][j];
        double pivot = diagonal - row_product(matrix, j, j, j);
        /* Written so that NaN is left out too. */
        if (diagonal > 0 && pivot > tolerance * diagonal) {
            matrix->at[j][j] = sqrt(pivot);
        } else {
            memset(matrix->at[j], 0, (size_t)(j + 1) * sizeof(double));
            left_out++;
        }
    }
    return left_out;
}

/* Replaces b by the y with L y = b. */
static void solve_forward(const struct SquareMatrix *factor, int size, double *vector)
{
    for (int j = 0; j < size; j++) {
        double rest = vector[j];
        for (int k = 0; k < j; k++) {
            rest -= factor->at[j][k] * vector[k];
        }
        vector[j] = cholesky_left_out(factor, j) ? 0 : rest / factor->at[j][j];
    }
}

void cholesky_solve(const struct SquareMatrix *factor, int size, double *vector)
{
    solve_forward(factor, size, vector);
    for (int j = size - 1; j >= 0; j--) {
        double rest = vector[j];
        for (int k = j + 1; k < size; k++) {
            rest -= factor->at[k][j] * vector[k];
        }
        vector[j] = cholesky_left_out(factor, j) ? 0 : rest / factor->at[j][j];
    }
}

double cholesky_inverse_form(const struct SquareMatrix *factor, int size, const double *vector)
{
    double solution[MOST_COLUMNS];
    memcpy(solution, vector, (size_t)size * sizeof *solution);
    solve_forward(factor, size, solution);
    double sum = 0;
    for (int j = 0; j < size; j++) {
        sum += solution[j] * solution[j];
    }
    return sum;
}
