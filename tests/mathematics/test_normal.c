/* The normal distribution, against published tables and figures of 20 digits. */
#include <float.h>
#include <math.h>

#include "mathematics/normal.h"
#include "support/check.h"

/*
 * Wichura 1988 prints the quantiles of 0.25, 0.001 and 1e-20; the others are the standard table,
 * carried to 20 digits by solving log(erfc) in 60-digit arithmetic at the exact value of the
 * double.
 */
static const struct {
    double probability;
    double quantile;
} published[] = {
    {0.5, 0},
    {0.25, -0.6744897501960817432},
    {0.75, 0.6744897501960817432},
    {0.001, -3.090232306167813535358},
    {1e-20, -9.262340089798407579572},
    {0.6, 0.2533471031357997413247},
    {0.9, 1.281551565544600593487},
    {0.95, 1.644853626951472284276},
    {0.975, 1.959963984540053855604},
    {0.99, 2.326347874040840767637},
    {0.995, 2.575829303548900453857},
    {0.999, 3.090232306167813277758},
    {0.9995, 3.290526731491925778683},
    {0.0005, -3.290526731491894787365},
    {0.1, -1.281551565544600435335},
    {1e-5, -4.264890793922824610234},
    {1e-10, -6.3613409024040561991},
    {1e-50, -14.93333753478848898066},
    {1e-100, -21.27345356096532429418},
    {1e-300, -37.04709629936119923655},
    {2.2250738585072014e-308, -37.51937934714449982068},
    /* On both sides of where the approximation changes: 0.075 and exp(-25). */
    {0.075, -1.43953147093845593495},
    {0.0750001, -1.439530764501729686493},
    {0.925, 1.439531470938456229063},
    {1.3e-11, -6.667611456510740834662},
    {1.4e-11, -6.656723091518183635597},
};

static void quantiles_agree_with_published_tables(void **state)
{
    (void)state;
    assert_near(normal_quantile(0.975), 1.959963984540054, 5e-16);
    for (size_t i = 0; i < sizeof published / sizeof *published; i++) {
        assert_relative(normal_quantile(published[i].probability), published[i].quantile, 1e-15);
    }
}

/* An error in x appears in the tail x^2 times as large, relatively, hence the tolerance. */
static void the_error_function_takes_a_quantile_back_to_its_probability(void **state)
{
    (void)state;
    struct Random random = {20250101};
    for (int i = 0; i < 100000; i++) {
        double probability = random_magnitude(&random, 1e-307, 0.5);
        double x = normal_quantile(probability);
        assert_true(x <= 0);
        assert_relative(erfc(-x / sqrt(2)) / 2, probability, 4e-15 * (1 + x * x));
    }
    for (int i = 0; i < 100000; i++) {
        double probability = 0.5 + 0.49 * random_unit(&random);
        double x = normal_quantile(probability);
        assert_near(erfc(-x / sqrt(2)) / 2, probability, 4e-16);
    }
}

static void quantiles_are_symmetric_and_rise(void **state)
{
    (void)state;
    double previous = -40;
    for (int i = 1; i < 1 << 16; i++) {
        double probability = i / 65536.0; /* exact, and so is its complement */
        double x = normal_quantile(probability);
        assert_true(x == -normal_quantile(1 - probability));
        assert_true(x > previous);
        previous = x;
    }
}

static void the_outermost_probabilities_have_finite_quantiles(void **state)
{
    (void)state;
    assert_near(normal_quantile(DBL_TRUE_MIN), -38.46740561714434625, 1e-13);
    assert_near(normal_quantile(1 - DBL_EPSILON / 2), 8.2095361516013868556, 1e-14);
}

static void critical_values_are_those_of_the_table(void **state)
{
    (void)state;
    static const double table[][2] = {
        {0.5, 0.6744897501960817},  {0.8, 1.2815515655446006},   {0.9, 1.6448536269514729},
        {0.95, 1.9599639845400538}, {0.98, 2.3263478740408408},  {0.99, 2.5758293035489004},
        {0.995, 2.807033768343804}, {0.999, 3.2905267314918945}, {0.9999, 3.890591886413121},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        assert_relative(normal_critical_value(table[i][0]), table[i][1], 1e-15);
    }
}

static void a_critical_value_exists_for_the_confidence_next_to_one_and_to_zero(void **state)
{
    (void)state;
    assert_relative(normal_critical_value(1 - DBL_EPSILON / 2), 8.292361075813595, 1e-15);
    assert_relative(normal_critical_value(0.001), 0.0012533144654325546, 1e-12);
    double smallest = normal_critical_value(DBL_MIN);
    assert_true(smallest >= 0 && smallest < 1e-15);
}

static void p_values_are_those_of_the_table(void **state)
{
    (void)state;
    static const double table[][2] = {
        {0, 1},
        {0.5, 0.61707507745197379272},
        {1, 0.31731050786291410283},
        {1.5, 0.13361440253771613201},
        {1.959963984540054, 0.050000000000000021752},
        {2, 0.045500263896358414401},
        {2.5758293035489004, 0.010000000000000010897},
        {3, 0.0026997960632601890533},
        {5, 5.7330314375838782335e-7},
        {10, 1.5239706048321052132e-23},
        {20, 5.5072482372124673902e-89},
        {37, 1.1451142445049153645e-299},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        double tolerance = 2e-15 * (1 + table[i][0] * table[i][0]);
        assert_relative(normal_two_sided_p(table[i][0]), table[i][1], tolerance);
        assert_true(normal_two_sided_p(-table[i][0]) == normal_two_sided_p(table[i][0]));
    }
    assert_true(normal_two_sided_p(50) == 0);
    assert_true(normal_two_sided_p(INFINITY) == 0);
}

static void a_critical_value_has_the_complement_of_its_confidence_as_p(void **state)
{
    (void)state;
    for (int i = 1; i < 1000; i++) {
        double confidence = i / 1000.0;
        assert_near(normal_two_sided_p(normal_critical_value(confidence)), 1 - confidence, 1e-15);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_agree_with_published_tables),
        cmocka_unit_test(the_error_function_takes_a_quantile_back_to_its_probability),
        cmocka_unit_test(quantiles_are_symmetric_and_rise),
        cmocka_unit_test(the_outermost_probabilities_have_finite_quantiles),
        cmocka_unit_test(critical_values_are_those_of_the_table),
        cmocka_unit_test(a_critical_value_exists_for_the_confidence_next_to_one_and_to_zero),
        cmocka_unit_test(p_values_are_those_of_the_table),
        cmocka_unit_test(a_critical_value_has_the_complement_of_its_confidence_as_p),
    };
    return cmocka_run_group_tests_name("normal", tests, NULL, NULL);
}
