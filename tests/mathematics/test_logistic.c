/*
 * Logistic regression, against R 4.2.2 and against the equations that a maximum solves. The figures
 * of R's data sets come from
 *
 *     fit <- function(formula, data) {
 *       m <- glm(formula, binomial, data, control = glm.control(epsilon = 1e-15, maxit = 100))
 *       e <- m$linear.predictors; y <- m$y
 *       print(summary(m)$coefficients, digits = 13)
 *       print(c(logLik(m), -m$null.deviance / 2,
 *               wilcox.test(e[y == 1], e[y == 0])$statistic / sum(y) / sum(1 - y)), digits = 13)
 *     }
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "mathematics/limits.h"
#include "support/rows.h"

struct Figures {
    double estimates[8]; /* the intercept first */
    double errors[8];
    double log_likelihood;
    double null_log_likelihood;
    double area;
};

static void assert_figures(const struct Result *result, int predictors,
                           const struct Figures *figures)
{
    const struct Logistic *fit = &result->fit;
    assert_true(fit->fitted && fit->converged && !fit->separated && !fit->collinear);
    assert_near(fit->intercept, figures->estimates[0], 1e-6);
    assert_near(fit->intercept_error, figures->errors[0], 1e-6);
    for (int j = 0; j < predictors; j++) {
        assert_near(fit->coefficients[j], figures->estimates[j + 1], 1e-6);
        assert_near(fit->errors[j], figures->errors[j + 1], 1e-6);
    }
    assert_near(fit->log_likelihood, figures->log_likelihood, 1e-6);
    if (figures->null_log_likelihood < 0) {
        assert_near(fit->null_log_likelihood, figures->null_log_likelihood, 1e-6);
        assert_near(result->area, figures->area, 1e-9);
    }
}

/* datasets::mtcars: am, hp, wt, disp. */
static const double mtcars[32][4] = {
    {1, 110, 2.62, 160},   {1, 110, 2.875, 160},  {1, 93, 2.32, 108},    {0, 110, 3.215, 258},
    {0, 175, 3.44, 360},   {0, 105, 3.46, 225},   {0, 245, 3.57, 360},   {0, 62, 3.19, 146.7},
    {0, 95, 3.15, 140.8},  {0, 123, 3.44, 167.6}, {0, 123, 3.44, 167.6}, {0, 180, 4.07, 275.8},
    {0, 180, 3.73, 275.8}, {0, 180, 3.78, 275.8}, {0, 205, 5.25, 472},   {0, 215, 5.424, 460},
    {0, 230, 5.345, 440},  {1, 66, 2.2, 78.7},    {1, 52, 1.615, 75.7},  {1, 65, 1.835, 71.1},
    {0, 97, 2.465, 120.1}, {0, 150, 3.52, 318},   {0, 150, 3.435, 304},  {0, 245, 3.84, 350},
    {0, 175, 3.845, 400},  {1, 66, 1.935, 79},    {1, 91, 2.14, 120.3},  {1, 113, 1.513, 95.1},
    {1, 264, 3.17, 351},   {1, 175, 2.77, 145},   {1, 335, 3.57, 301},   {1, 109, 2.78, 121},
};

static struct Data mtcars_data(void)
{
    struct Data data = {.predictors = 2};
    for (int i = 0; i < 32; i++) {
        add_row(&data, mtcars[i]);
    }
    return data;
}

static void cars_give_what_r_gives(void **state)
{
    /* fit(am ~ hp + wt, mtcars) */
    static const struct Figures figures = {
        {18.86629871720413, 0.03625559608222, -8.08347518244464},
        {7.44355806020529, 0.01773415365077, 3.06867511305470},
        -5.029555236133,
        -21.61486663843,
        0.9838056680162,
    };
    (void)state;
    struct Data data = mtcars_data();
    struct Result result = fit_data(&data, 0);
    assert_figures(&result, 2, &figures);
    assert_int_equal(result.fit.rows, 32);
    assert_int_equal(result.fit.hits, 13);
    assert_near(result.fit.means[0], 146.6875, 1e-12);
    assert_near(result.fit.means[1], 3.21725, 1e-12);
    free(data.rows);
}

static void infertility_gives_what_r_gives(void **state)
{
    /* datasets::infert as table(case, spontaneous, induced): controls and cases. */
    static const int counts[3][3][2] = {
        {{60, 7}, {33, 12}, {20, 9}}, {{25, 22}, {11, 5}, {4, 4}}, {{11, 18}, {1, 6}, {0, 0}}};
    /* fit(case ~ spontaneous + induced, infert) */
    static const struct Figures figures = {
        {-1.7078600713598, 1.1972050352931, 0.4181293950478},
        {0.2677094836882, 0.2116432846272, 0.2056274564971},
        -139.8059894169,
        -158.0855554082,
        0.7285505659,
    };
    (void)state;
    struct Data data = {.predictors = 2};
    for (int cell = 0; cell < 18; cell++) {
        int spontaneous = cell / 6;
        int induced = cell / 2 % 3;
        for (int n = counts[spontaneous][induced][cell % 2]; n > 0; n--) {
            add_row(&data, (double[]){cell % 2, spontaneous, induced});
        }
    }
    struct Result result = fit_data(&data, 0);
    assert_int_equal(result.fit.rows, 248);
    assert_figures(&result, 2, &figures);
    free(data.rows);
}

/*
 * datasets::UCBAdmissions: by department, men admitted and rejected, women admitted and rejected.
 */
static struct Data berkeley_data(void)
{
    static const int counts[6][2][2] = {{{512, 313}, {89, 19}},   {{353, 207}, {17, 8}},
                                        {{120, 205}, {202, 391}}, {{138, 279}, {131, 244}},
                                        {{53, 138}, {94, 299}},   {{22, 351}, {24, 317}}};
    struct Data data = {.predictors = 6};
    for (int cell = 0; cell < 24; cell++) {
        int department = cell / 4;
        for (int n = counts[department][cell / 2 % 2][cell % 2]; n > 0; n--) {
            double row[7] = {cell % 2 == 0, cell / 2 % 2};
            if (department > 0) {
                row[1 + department] = 1;
            }
            add_row(&data, row);
        }
    }
    return data;
}

static void berkeley_gives_what_r_gives(void **state)
{
    /*
     * u <- as.data.frame(UCBAdmissions); u <- u[rep(seq_len(nrow(u)), u$Freq), ]
     * fit(I(Admit == "Admitted") ~ Gender + Dept, u)
     */
    static const struct Figures figures = {
        {0.58205139527603, 0.09987008815934, -0.04339793120925, -1.26259802237912,
         -1.29460646874820, -1.73930573781543, -3.30648005588714},
        {0.06899259687583, 0.08084646653224, 0.10983889832203, 0.10663288591144, 0.10582342365676,
         0.12611349600523, 0.16998180861044},
        -2593.744247086,
        -3022.170316032,
        0.7336635750205,
    };
    (void)state;
    struct Data data = berkeley_data();
    struct Result result = fit_data(&data, 0);
    assert_int_equal(result.fit.rows, 4526);
    assert_int_equal(result.fit.hits, 1755);
    assert_figures(&result, 6, &figures);
    free(data.rows);
}

static void a_ridge_gives_what_a_plain_newton_iteration_in_r_gives(void **state)
{
    /*
     * X <- as.matrix(mtcars[, c("hp", "wt")]); y <- mtcars$am; mu <- colMeans(X)
     * sd <- sqrt(colMeans(sweep(X, 2, mu)^2)); Z <- cbind(1, sweep(sweep(X, 2, mu), 2, sd, "/"))
     * D <- diag(c(0, lambda, lambda)); b <- c(0, 0, 0)
     * for (i in 1:100) { p <- plogis(drop(Z %*% b)); H <- t(Z) %*% (Z * p * (1 - p)) + D
     *                    b <- b + solve(H, drop(t(Z) %*% (y - p)) - D %*% b) }
     * A <- rbind(c(1, -mu / sd), cbind(0, diag(1 / sd)))
     * print(cbind(drop(A %*% b), sqrt(diag(A %*% solve(H) %*% t(A)))), digits = 13)
     * print(sum(dbinom(y, 1, p, log = TRUE)), digits = 13)
     */
    static const struct Figures strong = {
        {5.864460985849819, 0.008153812026294, -2.406815945300018},
        {1.879747076415029, 0.006538352931653, 0.676425407105053},
        .log_likelihood = -9.399315400464,
    };
    static const struct Figures weak = {
        {18.69243145138788, 0.03589878320759, -8.00780820705369},
        {7.31369851164893, 0.01746022319776, 3.01059825504435},
        .log_likelihood = -5.029863885475,
    };
    (void)state;
    struct Data data = mtcars_data();
    struct Result result = fit_data(&data, 1);
    assert_figures(&result, 2, &strong);
    result = fit_data(&data, 0.001);
    assert_figures(&result, 2, &weak);
    free(data.rows);
}

static void every_size_solves_the_score_equations(void **state)
{
    static const int rows[] = {255, 256, 257, 511, 513, 1024, 2001};
    static const double ridges[] = {0, 0.001, 25};
    struct Random random = {20};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        for (int predictors = 1; predictors <= MOST_PREDICTORS; predictors += 1 + predictors / 3) {
            struct Data data = random_data(&random, rows[i], predictors);
            for (int k = 0; k < 3; k++) {
                struct Result result = fit_data(&data, ridges[k]);
                assert_true(result.fit.converged);
                assert_false(result.fit.separated || result.fit.collinear);
                assert_score_equations(&data, &result.fit, ridges[k]);
            }
            free(data.rows);
        }
    }
}

static void rows_given_k_times_have_the_same_fit_and_smaller_errors(void **state)
{
    struct Random random = {21};
    (void)state;
    struct Data data = random_data(&random, 101, 3);
    struct Result once = fit_data(&data, 0);
    int width = data.predictors + 1;
    for (int times = 2; times <= 9; times++) {
        struct Data repeated = {.predictors = data.predictors};
        for (int k = 0; k < times; k++) {
            add_rows(&repeated, data.rows, (int)data.count);
        }
        struct Result result = fit_data(&repeated, 0);
        for (int j = 0; j < width - 1; j++) {
            assert_relative(result.fit.coefficients[j], once.fit.coefficients[j], 1e-9);
            assert_relative(result.fit.errors[j], once.fit.errors[j] / sqrt(times), 1e-9);
        }
        assert_relative(result.fit.log_likelihood, once.fit.log_likelihood * times, 1e-12);
        assert_near(result.area, once.area, 1e-12);
        free(repeated.rows);
    }
    free(data.rows);
}

static void the_order_of_the_rows_does_not_matter(void **state)
{
    struct Random random = {22};
    (void)state;
    struct Data data = random_data(&random, 700, 5);
    struct Result first = fit_data(&data, 0.001);
    struct Data turned = {.predictors = data.predictors};
    for (int64_t i = data.count - 1; i >= 0; i--) {
        add_row(&turned, data.rows + i * (data.predictors + 1));
    }
    struct Result second = fit_data(&turned, 0.001);
    for (int j = 0; j < data.predictors; j++) {
        assert_relative(second.fit.coefficients[j], first.fit.coefficients[j], 1e-9);
    }
    free(data.rows);
    free(turned.rows);
}

/* Scales */

static void the_unit_and_zero_of_a_predictor_do_not_matter(void **state)
{
    static const double units[] = {1e-97, 1e-30, 1e-3, 1e6, 1e30, 1e97};
    (void)state;
    struct Data data = mtcars_data();
    struct Result plain = fit_data(&data, 0.001);
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        struct Data scaled = {.predictors = 2};
        for (int k = 0; k < 32; k++) {
            add_row(&scaled, (double[]){mtcars[k][0], mtcars[k][1] * units[i], mtcars[k][2]});
        }
        struct Result result = fit_data(&scaled, 0.001);
        assert_relative(result.fit.coefficients[0], plain.fit.coefficients[0] / units[i], 1e-9);
        assert_relative(result.fit.errors[0], plain.fit.errors[0] / units[i], 1e-9);
        assert_relative(result.fit.coefficients[1], plain.fit.coefficients[1], 1e-9);
        assert_relative(result.fit.intercept, plain.fit.intercept, 1e-9);
        free(scaled.rows);
    }
    /* A time in milliseconds: large, and different only far behind the first digit. */
    struct Data shifted = {.predictors = 2};
    for (int k = 0; k < 32; k++) {
        add_row(&shifted, (double[]){mtcars[k][0], mtcars[k][1] + 1.7e12, mtcars[k][2]});
    }
    struct Result result = fit_data(&shifted, 0.001);
    assert_relative(result.fit.coefficients[0], plain.fit.coefficients[0], 1e-9);
    assert_relative(result.fit.errors[0], plain.fit.errors[0], 1e-9);
    assert_false(result.fit.collinear);
    free(shifted.rows);
    free(data.rows);
}

static void the_largest_numbers_give_finite_results(void **state)
{
    (void)state;
    struct Data data = {.predictors = 2};
    for (int k = 0; k < 32; k++) {
        double side = k % 2 ? 1 : -1;
        add_row(&data, (double[]){mtcars[k][0], side * LARGEST_NUMBER, side * 1e-99 + k * 1e-99});
    }
    struct Result result = fit_data(&data, 0.001);
    assert_true(result.fit.converged);
    assert_true(isfinite(result.fit.intercept) && isfinite(result.fit.intercept_error));
    for (int j = 0; j < 2; j++) {
        assert_true(isfinite(result.fit.coefficients[j]) && result.fit.coefficients[j] != 0);
        assert_true(isfinite(result.fit.errors[j]) && result.fit.errors[j] > 0);
    }
    free(data.rows);
}

/* Collinearity */

static void a_combination_of_other_predictors_is_left_out(void **state)
{
    (void)state;
    struct Data data = mtcars_data();
    struct Result plain = fit_data(&data, 0);
    struct Data wider = {.predictors = 4};
    for (int k = 0; k < 32; k++) {
        double hp = mtcars[k][1];
        double wt = mtcars[k][2];
        add_row(&wider, (double[]){mtcars[k][0], hp, 0.3 * hp + 7, wt, hp - 30 * wt + 0.1});
    }
    for (double ridge = 0; ridge < 1; ridge += 0.7) {
        plain = fit_data(&data, ridge);
        struct Result result = fit_data(&wider, ridge);
        assert_true(result.fit.collinear && result.fit.converged && !result.fit.separated);
        assert_true(result.fit.left_out[1] && result.fit.left_out[3]);
        assert_false(result.fit.left_out[0] || result.fit.left_out[2]);
        assert_near(result.fit.coefficients[0], plain.fit.coefficients[0], 1e-8);
        assert_near(result.fit.coefficients[2], plain.fit.coefficients[1], 1e-8);
        assert_near(result.fit.errors[2], plain.fit.errors[1], 1e-8);
        assert_near(result.fit.intercept, plain.fit.intercept, 1e-8);
        assert_true(result.fit.coefficients[1] == 0 && result.fit.coefficients[3] == 0);
        assert_true(isnan(result.fit.errors[1]) && isnan(result.fit.errors[3]));
        assert_near(result.fit.log_likelihood, plain.fit.log_likelihood, 1e-9);
    }
    free(data.rows);
    free(wider.rows);
}

/* One indicator for each of the departments: the last follows from the others. */
static void one_indicator_too_many_is_left_out(void **state)
{
    (void)state;
    struct Data data = berkeley_data();
    struct Data wider = {.predictors = 7};
    for (int64_t i = 0; i < data.count; i++) {
        double row[8];
        memcpy(row, data.rows + i * 7, 7 * sizeof *row);
        row[7] = 1 - row[2] - row[3] - row[4] - row[5] - row[6];
        add_row(&wider, row);
    }
    struct Result plain = fit_data(&data, 0);
    struct Result result = fit_data(&wider, 0);
    assert_true(result.fit.collinear && result.fit.left_out[6]);
    assert_near(result.fit.intercept, plain.fit.intercept, 1e-9);
    assert_near(result.fit.errors[0], plain.fit.errors[0], 1e-9);
    free(data.rows);
    free(wider.rows);
}

static void a_predictor_that_is_nearly_a_combination_stays(void **state)
{
    struct Random random = {23};
    (void)state;
    struct Data data = {.predictors = 2};
    for (int i = 0; i < 500; i++) {
        double x = random_unit(&random);
        double noise = 1e-3 * random_unit(&random);
        add_row(&data, (double[]){random_unit(&random) < x, x, x + noise});
    }
    struct Result result = fit_data(&data, 0);
    assert_true(result.fit.converged && !result.fit.collinear);
    assert_score_equations(&data, &result.fit, 0);
    free(data.rows);
}

static void constant_columns_are_left_out(void **state)
{
    (void)state;
    struct Data data = mtcars_data();
    struct Result plain = fit_data(&data, 0);
    struct Data wider = {.predictors = 6};
    for (int k = 0; k < 32; k++) {
        double nearly = k % 2 ? 0.1 + 0.2 : 0.3;
        double tiny = k % 2 ? 1e-101 : -1e-101;
        add_row(&wider, (double[]){mtcars[k][0], 0.1, mtcars[k][1], 0, mtcars[k][2], nearly, tiny});
    }
    struct Result result = fit_data(&wider, 0);
    assert_true(result.fit.collinear && result.fit.converged);
    assert_true(result.fit.left_out[0] && result.fit.left_out[2] && result.fit.left_out[4] &&
                result.fit.left_out[5]);
    assert_true(result.fit.coefficients[0] == 0 && isnan(result.fit.errors[0]));
    assert_near(result.fit.means[0], 0.1, 1e-15);
    assert_near(result.fit.intercept, plain.fit.intercept, 1e-8);
    assert_near(result.fit.coefficients[1], plain.fit.coefficients[0], 1e-8);
    free(data.rows);
    free(wider.rows);
}

static void without_a_predictor_that_varies_the_rate_is_the_model(void **state)
{
    (void)state;
    struct Data data = {.predictors = 2};
    for (int i = 0; i < 10; i++) {
        add_row(&data, (double[]){i < 3, 5, -1e100});
    }
    struct Result result = fit_data(&data, 0.001);
    assert_true(result.fit.fitted && result.fit.converged && result.fit.collinear);
    assert_int_equal(result.fit.iterations, 0);
    assert_near(result.fit.intercept, log(3.0 / 7), 1e-12);
    assert_near(result.fit.intercept_error, sqrt(1 / (10 * 0.3 * 0.7)), 1e-12);
    assert_near(result.fit.log_likelihood, result.fit.null_log_likelihood, 1e-12);
    assert_near(result.area, 0.5, 0);
    free(data.rows);
}

/* Too little data */

static void outcomes_that_are_all_the_same_are_not_fitted(void **state)
{
    (void)state;
    for (int outcome = 0; outcome <= 1; outcome++) {
        struct Data data = {.predictors = 1};
        for (int i = 0; i < 300; i++) {
            add_row(&data, (double[]){outcome, i});
            if (i == 0 || i == 299) {
                struct Result result = fit_data(&data, 0.001);
                assert_false(result.fit.fitted || result.fit.converged);
                assert_int_equal(result.fit.rows, i + 1);
                assert_int_equal(result.fit.hits, outcome * (i + 1));
            }
        }
        free(data.rows);
    }
}

static void fewer_rows_than_columns_give_finite_numbers(void **state)
{
    struct Random random = {24};
    (void)state;
    for (int rows = 2; rows < 8; rows++) {
        struct Data data = {.predictors = 8};
        for (int i = 0; i < rows; i++) {
            double row[9] = {i % 2};
            for (int j = 1; j <= 8; j++) {
                row[j] = random_unit(&random);
            }
            add_row(&data, row);
        }
        struct Result result = fit_data(&data, 0.001);
        assert_true(result.fit.fitted && result.fit.converged);
        assert_true(result.fit.collinear && result.fit.separated);
        assert_true(isfinite(result.fit.intercept));
        int kept = 0;
        for (int j = 0; j < 8; j++) {
            assert_true(isfinite(result.fit.coefficients[j]));
            kept += !result.fit.left_out[j];
        }
        assert_int_equal(kept, rows - 1);
        assert_near(result.area, 1, 0);
        free(data.rows);
    }
}

static void an_iteration_limit_is_kept(void **state)
{
    (void)state;
    struct Data data = mtcars_data();
    int needed = fit_data(&data, 0).fit.iterations;
    assert_in_range(needed, 5, 15);
    double before = -INFINITY;
    for (int limit = 1; limit <= needed; limit++) {
        struct Result result = fit_limited(&data, 0, limit);
        assert_int_equal(result.fit.iterations, limit);
        assert_int_equal(result.fit.converged, limit == needed);
        assert_true(result.fit.log_likelihood >= before);
        assert_false(result.fit.separated);
        before = result.fit.log_likelihood;
    }
    free(data.rows);
}

static void probabilities_reach_both_ends(void **state)
{
    (void)state;
    assert_near(logistic_probability(0), 0.5, 0);
    assert_near(logistic_probability(2) + logistic_probability(-2), 1, 1e-15);
    assert_near(logistic_probability(1e300), 1, 0);
    assert_near(logistic_probability(-1e300), 0, 0);
    assert_relative(logistic_probability(-700), exp(-700), 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cars_give_what_r_gives),
        cmocka_unit_test(infertility_gives_what_r_gives),
        cmocka_unit_test(berkeley_gives_what_r_gives),
        cmocka_unit_test(a_ridge_gives_what_a_plain_newton_iteration_in_r_gives),
        cmocka_unit_test(every_size_solves_the_score_equations),
        cmocka_unit_test(rows_given_k_times_have_the_same_fit_and_smaller_errors),
        cmocka_unit_test(the_order_of_the_rows_does_not_matter),
        cmocka_unit_test(the_unit_and_zero_of_a_predictor_do_not_matter),
        cmocka_unit_test(the_largest_numbers_give_finite_results),
        cmocka_unit_test(a_combination_of_other_predictors_is_left_out),
        cmocka_unit_test(one_indicator_too_many_is_left_out),
        cmocka_unit_test(a_predictor_that_is_nearly_a_combination_stays),
        cmocka_unit_test(constant_columns_are_left_out),
        cmocka_unit_test(without_a_predictor_that_varies_the_rate_is_the_model),
        cmocka_unit_test(outcomes_that_are_all_the_same_are_not_fitted),
        cmocka_unit_test(fewer_rows_than_columns_give_finite_numbers),
        cmocka_unit_test(an_iteration_limit_is_kept),
        cmocka_unit_test(probabilities_reach_both_ends),
    };
    return cmocka_run_group_tests_name("logistic", tests, NULL, NULL);
}
