/* Small systems of equations. */
#include <math.h>

#include "mathematics/cholesky.h"
#include "support/check.h"

static void fill_random_system(struct Random *random, int size, struct SquareMatrix *matrix)
{
    double factor[MOST_COLUMNS][MOST_COLUMNS];
    for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
            factor[i][j] = random_unit(random) - 0.5;
        }
    }
    for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
            matrix->at[i][j] = i == j ? 0.5 : 0;
            for (int k = 0; k < size; k++) {
                matrix->at[i][j] += factor[i][k] * factor[j][k];
            }
        }
    }
}

static void solutions_solve_their_systems(void **state)
{
    struct Random random = {31};
    (void)state;
    for (int size = 1; size <= MOST_COLUMNS; size++) {
        struct SquareMatrix matrix;
        struct SquareMatrix factor;
        double right[MOST_COLUMNS];
        double solution[MOST_COLUMNS];
        fill_random_system(&random, size, &matrix);
        for (int i = 0; i < size; i++) {
            right[i] = random_unit(&random) - 0.5;
            solution[i] = right[i];
        }
        factor = matrix;
        assert_int_equal(cholesky_factor(&factor, size, 1e-12), 0);
        cholesky_solve(&factor, size, solution);
        double form = 0;
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int j = 0; j < size; j++) {
                sum += matrix.at[i][j] * solution[j];
            }
            assert_near(sum, right[i], 1e-12);
            form += right[i] * solution[i];
        }
        assert_near(cholesky_inverse_form(&factor, size, right), form, 1e-10);
    }
}

static void a_matrix_of_nans_is_left_out_whole(void **state)
{
    struct SquareMatrix matrix;
    double vector[3] = {1, 2, 3};
    (void)state;
    for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
            matrix.at[i][j] = NAN;
        }
    }
    assert_int_equal(cholesky_factor(&matrix, 3, 1e-12), 3);
    cholesky_solve(&matrix, 3, vector);
    assert_true(vector[0] == 0 && vector[1] == 0 && vector[2] == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(solutions_solve_their_systems),
        cmocka_unit_test(a_matrix_of_nans_is_left_out_whole),
    };
    return cmocka_run_group_tests_name("cholesky", tests, NULL, NULL);
}
