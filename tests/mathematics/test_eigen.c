/* Eigenvalues of small symmetric matrices: closed forms, and the decomposition multiplied out. */
#include <math.h>

#include "mathematics/eigen.h"
#include "support/check.h"

static void the_parts_multiplied_give_the_matrix_and_the_vectors_are_orthogonal(void **state)
{
    (void)state;
    struct Random random = {1846};
    for (int size = 1; size <= MOST_COLUMNS; size++) {
        struct SquareMatrix matrix;
        struct Eigen eigen;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                matrix.at[i][j] = random_unit(&random) - 0.5;
                matrix.at[j][i] = matrix.at[i][j];
            }
        }
        eigen_decompose(&matrix, size, &eigen);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double product = 0;
                double inner = 0;
                for (int k = 0; k < size; k++) {
                    product += eigen.vectors.at[i][k] * eigen.values[k] * eigen.vectors.at[j][k];
                    inner += eigen.vectors.at[k][i] * eigen.vectors.at[k][j];
                }
                assert_near(product, matrix.at[i][j], 1e-13);
                assert_near(inner, i == j, 1e-13);
            }
        }
    }
}

/* 2 - 2 cos(k pi / (n + 1)): the second difference of n points (Golub and Van Loan, eq 4.8.7). */
static void the_second_difference_has_its_known_eigenvalues(void **state)
{
    (void)state;
    enum { SIZE = 12 };
    struct SquareMatrix matrix = {0};
    struct Eigen eigen;
    for (int i = 0; i < SIZE; i++) {
        matrix.at[i][i] = 2;
        if (i > 0) {
            matrix.at[i][i - 1] = -1;
            matrix.at[i - 1][i] = -1;
        }
    }
    eigen_decompose(&matrix, SIZE, &eigen);
    for (int k = 1; k <= SIZE; k++) {
        double wanted = 2 - 2 * cos(k * 3.14159265358979323846 / (SIZE + 1));
        double nearest = INFINITY;
        for (int i = 0; i < SIZE; i++) {
            nearest = fmin(nearest, fabs(eigen.values[i] - wanted));
        }
        assert_near(nearest, 0, 1e-14);
    }
}

static void equal_columns_leave_one_eigenvalue(void **state)
{
    (void)state;
    struct SquareMatrix ones;
    struct Eigen eigen;
    for (int i = 0; i < 5; i++) {
        for (int j = 0; j < 5; j++) {
            ones.at[i][j] = 1;
        }
    }
    eigen_decompose(&ones, 5, &eigen);
    double sum = 0;
    double largest = 0;
    for (int i = 0; i < 5; i++) {
        sum += fabs(eigen.values[i]);
        largest = fmax(largest, eigen.values[i]);
    }
    assert_near(largest, 5, 1e-14);
    assert_near(sum, 5, 1e-14);
}

static void a_matrix_of_nans_ends(void **state)
{
    (void)state;
    struct SquareMatrix matrix;
    struct Eigen eigen;
    for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
            matrix.at[i][j] = NAN;
        }
    }
    eigen_decompose(&matrix, 3, &eigen);
    assert_true(isnan(eigen.values[0]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_parts_multiplied_give_the_matrix_and_the_vectors_are_orthogonal),
        cmocka_unit_test(the_second_difference_has_its_known_eigenvalues),
        cmocka_unit_test(equal_columns_leave_one_eigenvalue),
        cmocka_unit_test(a_matrix_of_nans_ends),
    };
    return cmocka_run_group_tests_name("eigen", tests, NULL, NULL);
}
