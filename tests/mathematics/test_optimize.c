/* The search for a maximum in a box, alone and under the fits of the purchase models. */
#include <math.h>
#include <stdbool.h>

#include "mathematics/bgnbd.h"
#include "mathematics/optimize.h"
#include "support/check.h"

/* -(x - 1)^2 - 100 (y - x^2)^2, Rosenbrock's valley upside down: curved, not concave. */
static void evaluate_valley(const void *data, const double *point, struct Curve *curve)
{
    (void)data;
    double x = point[0];
    double rest = point[1] - x * x;
    *curve = (struct Curve){-(x - 1) * (x - 1) - 100 * rest * rest,
                            {-2 * (x - 1) + 400 * x * rest, -200 * rest},
                            {{-2 + 400 * rest - 800 * x * x, 400 * x}, {400 * x, -200}}};
}

static struct Optimum search_valley(double low, double high, double x, double y)
{
    struct Objective objective = {
        .variables = 2, .lowest = {low, low}, .highest = {high, high}, .evaluate = evaluate_valley};
    struct Optimum optimum = {.point = {x, y}};
    maximize(&objective, &optimum);
    return optimum;
}

static void the_search_follows_a_curved_valley(void **state)
{
    (void)state;
    static const double starts[][2] = {{-1.2, 1}, {3, -3}, {0, 0}, {-4, 4}, {40, -40}};
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        struct Optimum optimum = search_valley(-5, 5, starts[i][0], starts[i][1]);
        assert_true(optimum.converged);
        assert_false(optimum.boundary);
        assert_relative(optimum.point[0], 1, 1e-6);
        assert_relative(optimum.point[1], 1, 1e-6);
    }
}

/* In this box the best place is on the wall x = 0.25, where the valley is at y = x^2. */
static void the_search_stays_in_the_box_and_says_so(void **state)
{
    (void)state;
    struct Optimum optimum = search_valley(-0.25, 0.25, 0, 0);
    assert_true(optimum.converged);
    assert_true(optimum.boundary);
    assert_true(optimum.gradient_norm < 1e-6);
    assert_relative(optimum.point[0], 0.25, 1e-12);
    assert_relative(optimum.point[1], 0.0625, 1e-6);
}

static bool interrupt_at_once(void *host)
{
    ++*(int *)host;
    return true;
}

static bool interrupt_at_the_third(void *host)
{
    return ++*(int *)host == 3;
}

static void an_interruption_is_asked_for_after_some_work_and_stays(void **state)
{
    (void)state;
    int asked = 0;
    struct Interruption interruption = {interrupt_at_the_third, &asked, 0, false};
    for (int i = 0; i < 2; i++) {
        assert_false(is_interrupted(&interruption, WORK_BETWEEN_QUESTIONS - 1));
        assert_int_equal(asked, i);
        assert_false(is_interrupted(&interruption, 1));
        assert_int_equal(asked, i + 1);
    }
    assert_true(is_interrupted(&interruption, WORK_BETWEEN_QUESTIONS));
    assert_true(is_interrupted(&interruption, 0));
    assert_int_equal(asked, 3);
    assert_false(is_interrupted(NULL, INT64_MAX));
}

static void a_search_ends_when_it_is_interrupted(void **state)
{
    (void)state;
    int asked = 0;
    struct Interruption interruption = {interrupt_at_once, &asked, WORK_BETWEEN_QUESTIONS, false};
    struct Objective objective = {.variables = 2,
                                  .lowest = {-5, -5},
                                  .highest = {5, 5},
                                  .evaluate = evaluate_valley,
                                  .interruption = &interruption};
    struct Optimum optimum = {.point = {-1.2, 1}};
    maximize(&objective, &optimum);
    assert_true(optimum.interrupted);
    assert_int_equal(asked, 1);

    struct WeightedRow rows[] = {{0, {0}, 10, 5}, {2, {4}, 10, 3}};
    struct Bgnbd model = {{0}, false};
    struct Fit fit;
    interruption = (struct Interruption){interrupt_at_once, &asked, WORK_BETWEEN_QUESTIONS, false};
    fit.optimum.interrupted = false;
    bgnbd_fit(&(struct WeightedRows){rows, 2, 8, &interruption}, &model, &fit);
    assert_true(fit.optimum.interrupted);
    assert_int_equal(asked, 2);
}

/* A variance that is known: the mean of n observations of a normal distribution of variance 4. */
static void variances_are_those_of_the_inverse_hessian(void **state)
{
    (void)state;
    struct Curve curve = {.hessian = {{-0.25}}};
    double covariance[MOST_VARIABLES][MOST_VARIABLES];
    assert_true(hessian_covariance(&curve, 1, 100, covariance));
    assert_relative(covariance[0][0], 0.04, 1e-15);
    struct Curve related = {.hessian = {{-2, 1}, {1, -2}}};
    assert_true(hessian_covariance(&related, 2, 10, covariance));
    assert_relative(covariance[0][0], 2.0 / 30, 1e-15);
    assert_relative(covariance[1][1], 2.0 / 30, 1e-15);
    assert_relative(covariance[0][1], 1.0 / 30, 1e-15);
    assert_relative(covariance[1][0], 1.0 / 30, 1e-15);
    struct Curve flat = {.hessian = {{-1, 1}, {1, -1}}};
    assert_false(hessian_covariance(&flat, 2, 10, covariance));
}

/* Many rows whose maximum is inside the box need no second search; those at infinity get one. */
static void a_fit_of_many_rows_looks_further_only_at_the_edge(void **state)
{
    (void)state;
    enum { KINDS = 8, MANY = 5000 };
    static struct WeightedRow storage[MANY];
    /* The customers of the example of bgnbd_fit(), at many ages. */
    static const struct WeightedRow kinds[KINDS] = {
        {0, {0}, 38, 60}, {1, {8}, 38, 15}, {1, {25}, 38, 8}, {2, {12}, 38, 6},
        {2, {31}, 38, 7}, {4, {33}, 38, 5}, {7, {22}, 38, 2}, {11, {36}, 38, 3}};
    int iterations[2];
    for (int edge = 0; edge < 2; edge++) {
        struct WeightedRows rows = {storage, MANY, 0};
        for (int i = 0; i < MANY; i++) {
            storage[i] = kinds[i % KINDS];
            storage[i].T += i / 1000.0;
            if (edge && storage[i].x > 0) {
                storage[i].t_x = storage[i].T;
            }
            rows.weight += storage[i].weight;
        }
        struct Bgnbd model = {{0}, false};
        struct Fit fit;
        bgnbd_fit(&rows, &model, &fit);
        assert_true(fit.optimum.converged);
        assert_int_equal(fit.optimum.boundary, edge);
        iterations[edge] = fit.optimum.iterations;
    }
    assert_true(iterations[0] < 20 && iterations[1] > 2 * iterations[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_search_follows_a_curved_valley),
        cmocka_unit_test(the_search_stays_in_the_box_and_says_so),
        cmocka_unit_test(an_interruption_is_asked_for_after_some_work_and_stays),
        cmocka_unit_test(a_search_ends_when_it_is_interrupted),
        cmocka_unit_test(variances_are_those_of_the_inverse_hessian),
        cmocka_unit_test(a_fit_of_many_rows_looks_further_only_at_the_edge),
    };
    return cmocka_run_group_tests_name("optimize", tests, NULL, NULL);
}
