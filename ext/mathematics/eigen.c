#include "mathematics/eigen.h"

#include <math.h>
#include <stdbool.h>

/* Convergence is quadratic: real matrices of this size need fewer than ten sweeps. */
#define MOST_SWEEPS 60

/* Turns the columns p and q of rows, or the rows of columns, by an angle. */
static void turn(double *first, double *second, double cosine, double sine)
{
    double x = *first;
    double y = *second;
    *first = cosine * x - sine * y;
    *second = sine * x + cosine * y;
}

/* The rotation in the plane of p and q after which their element is zero. */
static void rotate(struct SquareMatrix *matrix, struct SquareMatrix *vectors, int size, int p,
                   int q)
{
    double off = matrix->at[p][q];
    double slope = (matrix->at[q][q] - matrix->at[p][p]) / (2 * off);
    /* The smaller root, so that the angle is at most 45 degrees. */
    double tangent = 1 / (fabs(slope) + sqrt(slope * slope + 1));
    tangent = slope < 0 ? -tangent : tangent;
    double cosine = 1 / sqrt(tangent * tangent + 1);
    double sine = tangent * cosine;
    for (int i = 0; i < size; i++) {
        turn(&matrix->at[i][p], &matrix->at[i][q], cosine, sine);
    }
    for (int i = 0; i < size; i++) {
        turn(&matrix->at[p][i], &matrix->at[q][i], cosine, sine);
    }
    for (int i = 0; i < size; i++) {
        turn(&vectors->at[i][p], &vectors->at[i][q], cosine, sine);
    }
    matrix->at[p][q] = 0;
    matrix->at[q][p] = 0;
}

void eigen_decompose(const struct SquareMatrix *matrix, int size, struct Eigen *eigen)
{
    struct SquareMatrix rest = *matrix;
    for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
            eigen->vectors.at[i][j] = i == j;
        }
    }
    bool is_diagonal = false;
    for (int sweep = 0; sweep < MOST_SWEEPS && !is_diagonal; sweep++) {
        is_diagonal = true;
        for (int p = 0; p < size; p++) {
            for (int q = p + 1; q < size; q++) {
                double scale = fabs(rest.at[p][p]) + fabs(rest.at[q][q]);
                if (scale + fabs(rest.at[p][q]) * 1e-2 != scale) {
                    is_diagonal = false;
                    rotate(&rest, &eigen->vectors, size, p, q);
                }
            }
        }
    }
    for (int i = 0; i < size; i++) {
        eigen->values[i] = rest.at[i][i];
    }
}
