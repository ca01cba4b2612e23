/* Student's t distribution, against published tables and figures of 18 digits. */
#include <math.h>

#include "mathematics/normal.h"
#include "mathematics/student.h"
#include "support/check.h"

/* The standard table of two-sided critical values (Fisher and Yates 1963, table III). */
static void critical_values_agree_with_the_published_table(void **state)
{
    (void)state;
    static const struct {
        double confidence;
        double degrees;
        double t;
    } table[] = {
        {0.95, 1, 12.706}, {0.95, 2, 4.303},   {0.95, 5, 2.571},  {0.95, 10, 2.228},
        {0.95, 30, 2.042}, {0.95, 120, 1.980}, {0.99, 1, 63.657}, {0.99, 10, 3.169},
        {0.9, 4, 2.132},   {0.999, 20, 3.850}, {0.5, 3, 0.765},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        double z = normal_critical_value(table[i].confidence);
        assert_near(student_equivalent(z, table[i].degrees), table[i].t, 5.01e-4);
    }
}

/* By integration of the density in 40-digit arithmetic. */
static void tails_agree_with_figures_of_18_digits(void **state)
{
    (void)state;
    static const struct {
        double t;
        double degrees;
        double p;
    } figures[] = {
        {0.3, 0.5, 0.84485915213049082},
        {12.706204736174705, 1, 0.0499999999999999994},
        {2.5, 2, 0.129611720221510809},
        {1, 3.7, 0.378141399760452446},
        {2.2281388519649385, 10, 0.0500000000018086689},
        {6, 29, 1.59279084261746646e-6},
        {1.96, 300, 0.0509212523245382159},
        {2, 100000, 0.0455029634575064632},
    };
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        assert_relative(student_two_sided_p(figures[i].t, figures[i].degrees), figures[i].p,
                        figures[i].degrees <= 1000 ? 1e-13 : 1e-11);
    }
}

/* P(|T| >= t) = 1 - 2 atan(t) / pi. */
static void one_degree_is_cauchy(void **state)
{
    (void)state;
    struct Random random = {1908};
    for (int i = 0; i < 10000; i++) {
        double t = random_magnitude(&random, 1e-6, 1e6);
        double expected = 2 * atan(1 / t) / 3.14159265358979323846;
        assert_relative(student_two_sided_p(t, 1), expected, 1e-12);
    }
}

/* P(|T| >= t) = 1 - t / sqrt(2 + t^2). */
static void two_degrees_have_a_closed_form(void **state)
{
    (void)state;
    struct Random random = {2};
    for (int i = 0; i < 10000; i++) {
        double t = random_magnitude(&random, 1e-3, 1e4);
        double root = sqrt(2 + t * t);
        assert_relative(student_two_sided_p(t, 2), 2 / (root * (root + t)), 1e-12);
    }
}

static void an_equivalent_has_the_tail_of_its_normal_value(void **state)
{
    (void)state;
    struct Random random = {1925};
    for (int i = 0; i < 20000; i++) {
        double z = random_magnitude(&random, 0.01, 8);
        double degrees = random_magnitude(&random, 0.5, 1e6);
        double t = student_equivalent(z, degrees);
        assert_true(t >= z);
        assert_relative(student_two_sided_p(t, degrees), normal_two_sided_p(z), 1e-9);
    }
}

static void extremes_stay_in_their_range(void **state)
{
    (void)state;
    assert_true(student_two_sided_p(0, 3) == 1);
    assert_true(student_two_sided_p(INFINITY, 3) == 0);
    assert_true(student_two_sided_p(1e300, 0.5) >= 0);
    assert_true(student_equivalent(1.96, 1e13) == 1.96);
    assert_true(isinf(student_equivalent(39, 3)));
    assert_true(student_two_sided_p(1.5, 1e13) == normal_two_sided_p(1.5));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(critical_values_agree_with_the_published_table),
        cmocka_unit_test(tails_agree_with_figures_of_18_digits),
        cmocka_unit_test(one_degree_is_cauchy),
        cmocka_unit_test(two_degrees_have_a_closed_form),
        cmocka_unit_test(an_equivalent_has_the_tail_of_its_normal_value),
        cmocka_unit_test(extremes_stay_in_their_range),
    };
    return cmocka_run_group_tests_name("student", tests, NULL, NULL);
}
