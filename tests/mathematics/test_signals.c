/* The signals of an advocate: components, the score, what each contributes, and decay. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "mathematics/decay.h"
#include "mathematics/limits.h"
#include "mathematics/signals.h"
#include "support/check.h"

/* There must be one. */
static double weighted_score(const struct SignalValues *values, const struct SignalWeights *weights)
{
    double score;
    assert_int_equal(score_signals(values, weights, &score), SCORED);
    return score;
}

static double random_value(struct Random *random, enum SignalName signal)
{
    if (signals[signal].kind == SIGNAL_ANSWER) {
        return random_below(random, 11);
    }
    switch (random_below(random, 4)) {
    case 0:
        return random_below(random, 20);
    case 1:
        return 20 * random_unit(random);
    case 2:
        return exp(460 * random_unit(random) - 230);
    default:
        return 0;
    }
}

/* Each signal is not named, named without a value, or has one. */
static struct SignalValues random_values(struct Random *random)
{
    struct SignalValues values = {0};
    for (int i = 0; i < SIGNAL_COUNT; i++) {
        int choice = random_below(random, 4);
        if (choice == 1) {
            signal_is_unknown(&values, (enum SignalName)i);
        } else if (choice > 1) {
            signal_is(&values, (enum SignalName)i, random_value(random, (enum SignalName)i));
        }
    }
    return values;
}

static struct SignalWeights random_weights(struct Random *random)
{
    struct SignalWeights weights;
    for (int i = 0; i < SIGNAL_COUNT; i++) {
        weights.weight[i] =
            random_below(random, 3) == 0 ? random_below(random, 3) : 100 * random_unit(random);
    }
    return weights;
}

/* Calls `check` with many random customers and weights under which there is a score. */
static void for_random_customers(void (*check)(struct Random *random,
                                               const struct SignalValues *values,
                                               const struct SignalWeights *weights))
{
    struct Random random = {3};
    int checked = 0;
    for (int i = 0; i < 100000; i++) {
        struct SignalValues values = random_values(&random);
        struct SignalWeights weights = random_weights(&random);
        double score;
        if (score_signals(&values, &weights, &score) == SCORED) {
            check(&random, &values, &weights);
            checked++;
        }
    }
    assert_true(checked > 50000);
}

/* The table of the design, written down once more. */
static void the_table_is_the_one_that_was_designed(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *component;
        double unknown;
        double weight;
    } table[] = {
        {"nps", "detractor 0, passive 0.5, promoter 1", 0.5, 20},
        {"referrals", "n / (n + 1)", 0, 25},
        {"references", "n / (n + 1)", 0, 15},
        {"reviews", "n / (n + 2)", 0, 15},
        {"mentions", "n / (n + 3)", 0, 10},
        {"rewarded", "n / (n + 2)", 0, 5},
        {"frequency", "v / (v + 1)", 0.5, 5},
        {"value", "v / (v + 1)", 0.5, 5},
    };
    assert_int_equal(sizeof table / sizeof *table, SIGNAL_COUNT);
    for (int i = 0; i < SIGNAL_COUNT; i++) {
        assert_string_equal(signals[i].name, table[i].name);
        assert_string_equal(signals[i].component, table[i].component);
        struct SignalValues values = {0};
        signal_is_unknown(&values, (enum SignalName)i);
        assert_true(values.component[i] == table[i].unknown);
        assert_true(signal_weight(NULL, (enum SignalName)i) == table[i].weight);
        assert_true(default_signal_weights().weight[i] == table[i].weight);
    }
}

/* The last number of "n / (n + 2)". */
static double constant_in(const char *formula)
{
    const char *plus = strchr(formula, '+');
    assert_non_null(plus);
    return atof(plus + 1);
}

static void a_component_is_what_its_formula_says(void **state)
{
    (void)state;
    struct Random random = {5};
    for (int i = SIGNAL_NPS + 1; i < SIGNAL_COUNT; i++) {
        double half = constant_in(signals[i].component);
        for (int j = 0; j < 10000; j++) {
            double value = random_value(&random, (enum SignalName)i);
            assert_near(signal_component((enum SignalName)i, value), value / (value + half),
                        2.3e-16);
        }
        assert_true(signal_component((enum SignalName)i, 0) == 0);
        assert_true(signal_component((enum SignalName)i, half) == 0.5);
        assert_true(signal_component((enum SignalName)i, LARGEST_NUMBER) == 1);
    }
}

static void an_answer_counts_by_its_category(void **state)
{
    (void)state;
    static const double components[11] = {0, 0, 0, 0, 0, 0, 0, 0.5, 0.5, 1, 1};
    for (int answer = 0; answer <= 10; answer++) {
        assert_true(signal_component(SIGNAL_NPS, answer) == components[answer]);
    }
}

static void every_name_is_found_and_no_other_text(void **state)
{
    (void)state;
    for (int i = 0; i < SIGNAL_COUNT; i++) {
        char name[32];
        size_t length = strlen(signals[i].name);
        memcpy(name, signals[i].name, length);
        name[length] = 's';
        assert_int_equal(signal_named(name, length), i);
        assert_int_equal(signal_named(name, length + 1), NO_SIGNAL);
        assert_int_equal(signal_named(name, length - 1), NO_SIGNAL);
        for (size_t at = 0; at < length; at++) {
            name[at] ^= 0x20; /* also the other case */
            assert_int_equal(signal_named(name, length), NO_SIGNAL);
            name[at] ^= 0x20;
        }
    }
    assert_int_equal(signal_named("", 0), NO_SIGNAL);
    assert_int_equal(signal_named("nps\0value", 9), NO_SIGNAL);
}

/* The query of the design, computed by hand. */
static void a_customer_has_the_score_that_a_pencil_finds(void **state)
{
    (void)state;
    struct SignalValues values = {0};
    signal_is(&values, SIGNAL_NPS, 9);
    signal_is(&values, SIGNAL_REFERRALS, 3);
    signal_is(&values, SIGNAL_REVIEWS, 1);
    signal_is(&values, SIGNAL_FREQUENCY, 1.8);
    signal_is(&values, SIGNAL_VALUE, 2.4);
    double sum = 20 + 18.75 + 5 + 45.0 / 14 + 60.0 / 17;
    assert_near(weighted_score(&values, NULL), 100 * sum / 70, 1e-13);
}

static void what_is_unknown_counts_as_the_table_says(void **state)
{
    (void)state;
    struct SignalValues values = {0};
    signal_is(&values, SIGNAL_VALUE, 1);
    signal_is_unknown(&values, SIGNAL_REFERRALS);
    assert_near(weighted_score(&values, NULL), 100 * 2.5 / 30, 1e-13);
    assert_true(signal_coverage(&values, NULL) == 30); /* no act is known to be none */
    signal_is_unknown(&values, SIGNAL_NPS);
    assert_near(weighted_score(&values, NULL), 100 * 12.5 / 50, 1e-13);
    assert_true(signal_coverage(&values, NULL) == 30);
}

static void there_is_no_score_when_nothing_with_a_weight_is_known(void **state)
{
    (void)state;
    double score;
    struct SignalValues values = {0};
    assert_int_equal(score_signals(&values, NULL, &score), NO_WEIGHT);
    signal_is_unknown(&values, SIGNAL_REFERRALS);
    signal_is_unknown(&values, SIGNAL_NPS);
    assert_int_equal(score_signals(&values, NULL, &score), NOTHING_KNOWN);
    struct SignalWeights weights = default_signal_weights();
    weights.weight[SIGNAL_VALUE] = 0;
    signal_is(&values, SIGNAL_VALUE, 3);
    assert_int_equal(score_signals(&values, &weights, &score), NOTHING_KNOWN);
    assert_int_equal(score_signals(&values, NULL, &score), SCORED);
    weights = (struct SignalWeights){{0}};
    assert_int_equal(score_signals(&values, &weights, &score), NO_WEIGHT);
}

static void check_bounds(struct Random *random, const struct SignalValues *values,
                         const struct SignalWeights *weights)
{
    (void)random;
    double score = weighted_score(values, weights);
    double coverage = signal_coverage(values, weights);
    assert_true(score >= 0 && score <= 100);
    assert_true(coverage > 0 && coverage <= 100);
}

static void a_score_is_from_0_to_100(void **state)
{
    (void)state;
    for_random_customers(check_bounds);
    struct SignalValues values = {0};
    struct SignalWeights weights = {{0.1, 0.2, 0.3, 0.7, 1e100, 1e-300, 0.9, 1e100 / 3}};
    for (int i = 0; i < SIGNAL_COUNT; i++) {
        signal_is(&values, (enum SignalName)i, i == SIGNAL_NPS ? 10 : LARGEST_NUMBER);
        assert_true(weighted_score(&values, &weights) == 100);
    }
    for (int i = 0; i < SIGNAL_COUNT; i++) {
        signal_is(&values, (enum SignalName)i, 0);
    }
    assert_true(weighted_score(&values, &weights) == 0);
}

static void check_growth(struct Random *random, const struct SignalValues *values,
                         const struct SignalWeights *weights)
{
    struct SignalValues more = *values;
    int grown = random_below(random, SIGNAL_COUNT);
    if (!(more.known >> grown & 1U)) {
        return;
    }
    double value = more.value[grown];
    double greater = random_below(random, 2) ? nextafter(value, INFINITY)
                                             : value + random_value(random, SIGNAL_REVIEWS);
    if (signals[grown].kind == SIGNAL_ANSWER) {
        greater = fmin(value + 1, 10);
    }
    signal_is(&more, (enum SignalName)grown, greater);
    assert_true(weighted_score(&more, weights) >= weighted_score(values, weights));
}

static void more_of_a_signal_never_lowers_the_score_not_even_by_rounding(void **state)
{
    (void)state;
    for_random_customers(check_growth);
}

static void check_new_act(struct Random *random, const struct SignalValues *values,
                          const struct SignalWeights *weights)
{
    for (int i = 0; i < SIGNAL_COUNT; i++) {
        if (signals[i].kind == SIGNAL_ACT && (values->named & ~values->known) >> i & 1U) {
            struct SignalValues more = *values;
            signal_is(&more, (enum SignalName)i, random_value(random, (enum SignalName)i));
            assert_true(weighted_score(&more, weights) >= weighted_score(values, weights));
        }
    }
}

static void an_act_in_place_of_null_never_lowers_the_score(void **state)
{
    (void)state;
    for_random_customers(check_new_act);
}

static void check_doubling(struct Random *random, const struct SignalValues *values,
                           const struct SignalWeights *weights)
{
    (void)random;
    struct SignalWeights doubled = *weights;
    for (int i = 0; i < SIGNAL_COUNT; i++) {
        doubled.weight[i] *= 2;
    }
    assert_true(weighted_score(values, weights) == weighted_score(values, &doubled));
    assert_true(signal_coverage(values, weights) == signal_coverage(values, &doubled));
}

static void doubling_every_weight_changes_nothing(void **state)
{
    (void)state;
    for_random_customers(check_doubling);
}

static void check_parts(struct Random *random, const struct SignalValues *values,
                        const struct SignalWeights *weights)
{
    (void)random;
    struct SignalPart parts[SIGNAL_COUNT];
    int count = rank_signals(values, weights, parts);
    unsigned seen = 0;
    double sum = 0;
    for (int i = 0; i < count; i++) {
        seen |= 1U << parts[i].signal;
        sum += parts[i].points;
        if (i > 0) {
            assert_true(
                parts[i - 1].points > parts[i].points ||
                (parts[i - 1].points == parts[i].points && parts[i - 1].signal < parts[i].signal));
        }
    }
    assert_int_equal(seen, values->named);
    assert_near(sum, weighted_score(values, weights), 1e-12);
}

static void parts_are_strongest_first_and_add_up_to_the_score(void **state)
{
    (void)state;
    for_random_customers(check_parts);
}

static void equal_parts_stay_in_the_order_of_the_table(void **state)
{
    (void)state;
    struct SignalValues values = {0};
    signal_is(&values, SIGNAL_VALUE, 1);
    signal_is(&values, SIGNAL_FREQUENCY, 1);
    signal_is(&values, SIGNAL_REWARDED, 2);
    struct SignalPart parts[SIGNAL_COUNT];
    assert_int_equal(rank_signals(&values, NULL, parts), 3);
    assert_int_equal(parts[0].signal, SIGNAL_REWARDED);
    assert_int_equal(parts[1].signal, SIGNAL_FREQUENCY);
    assert_int_equal(parts[2].signal, SIGNAL_VALUE);
}

static void decay_halves_with_every_half_life(void **state)
{
    (void)state;
    assert_near(decay(30, 14), 0.2264, 5e-5);
    assert_true(decay(0, 14) == 1);
    for (int i = 0; i <= 1074; i++) {
        assert_true(decay(i * 3.5, 3.5) == ldexp(1, -i));
    }
    assert_true(decay(1e90, 1e-200) == 0);
    struct Random random = {14};
    for (int i = 0; i < 10000; i++) {
        double age = 1000 * random_unit(&random);
        double half_life = 1 + 100 * random_unit(&random);
        assert_near(decay(age, half_life), exp(-age / half_life * log(2)), 1e-13);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_the_one_that_was_designed),
        cmocka_unit_test(a_component_is_what_its_formula_says),
        cmocka_unit_test(an_answer_counts_by_its_category),
        cmocka_unit_test(every_name_is_found_and_no_other_text),
        cmocka_unit_test(a_customer_has_the_score_that_a_pencil_finds),
        cmocka_unit_test(what_is_unknown_counts_as_the_table_says),
        cmocka_unit_test(there_is_no_score_when_nothing_with_a_weight_is_known),
        cmocka_unit_test(a_score_is_from_0_to_100),
        cmocka_unit_test(more_of_a_signal_never_lowers_the_score_not_even_by_rounding),
        cmocka_unit_test(an_act_in_place_of_null_never_lowers_the_score),
        cmocka_unit_test(doubling_every_weight_changes_nothing),
        cmocka_unit_test(parts_are_strongest_first_and_add_up_to_the_score),
        cmocka_unit_test(equal_parts_stay_in_the_order_of_the_table),
        cmocka_unit_test(decay_halves_with_every_half_life),
    };
    return cmocka_run_group_tests_name("signals", tests, NULL, NULL);
}
