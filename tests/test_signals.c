/* The signals of an advocate: components, the score, what each contributes, and decay. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "mathematics/decay.h"
#include "mathematics/signals.h"
#include "support/database.h"

static struct SignalValues nothing_named(void)
{
    return (struct SignalValues){0};
}

static void name_signal(struct SignalValues *values, enum SignalName signal)
{
    values->named |= 1U << signal;
}

static void set_signal(struct SignalValues *values, enum SignalName signal, double value)
{
    values->named |= 1U << signal;
    values->known |= 1U << signal;
    values->value[signal] = value;
}

static double score_of(const struct SignalValues *values)
{
    return score_signals(values, NULL).score;
}

static void assert_close(double found, double expected, double tolerance)
{
    if (!(fabs(found - expected) <= tolerance)) {
        fail_msg("expected: %.17g\n  found:    %.17g", expected, found);
    }
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
            name_signal(&values, (enum SignalName)i);
        } else if (choice > 1) {
            set_signal(&values, (enum SignalName)i, random_value(random, (enum SignalName)i));
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
        if (score_signals(&values, &weights).is_known) {
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
        assert_true(unknown_component((enum SignalName)i) == table[i].unknown);
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
            assert_close(signal_component((enum SignalName)i, value), value / (value + half),
                         2.3e-16);
        }
        assert_true(signal_component((enum SignalName)i, 0) == 0);
        assert_true(signal_component((enum SignalName)i, half) == 0.5);
        assert_true(signal_component((enum SignalName)i, LARGEST_SIGNAL) == 1);
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
    struct SignalValues values = nothing_named();
    set_signal(&values, SIGNAL_NPS, 9);
    set_signal(&values, SIGNAL_REFERRALS, 3);
    set_signal(&values, SIGNAL_REVIEWS, 1);
    set_signal(&values, SIGNAL_FREQUENCY, 1.8);
    set_signal(&values, SIGNAL_VALUE, 2.4);
    double sum = 20 + 18.75 + 5 + 45.0 / 14 + 60.0 / 17;
    assert_close(score_of(&values), 100 * sum / 70, 1e-13);
}

static void what_is_unknown_counts_as_the_table_says(void **state)
{
    (void)state;
    struct SignalValues values = nothing_named();
    set_signal(&values, SIGNAL_VALUE, 1);
    name_signal(&values, SIGNAL_REFERRALS);
    struct SignalScore score = score_signals(&values, NULL);
    assert_close(score.score, 100 * 2.5 / 30, 1e-13);
    assert_true(score.coverage == 100); /* no act is known to be none */
    name_signal(&values, SIGNAL_NPS);
    score = score_signals(&values, NULL);
    assert_close(score.score, 100 * 12.5 / 50, 1e-13);
    assert_true(score.coverage == 60);
}

static void there_is_no_score_when_nothing_with_a_weight_is_known(void **state)
{
    (void)state;
    struct SignalValues values = nothing_named();
    assert_true(score_signals(&values, NULL).weight == 0);
    name_signal(&values, SIGNAL_REFERRALS);
    name_signal(&values, SIGNAL_NPS);
    assert_false(score_signals(&values, NULL).is_known);
    struct SignalWeights weights = default_signal_weights();
    weights.weight[SIGNAL_VALUE] = 0;
    set_signal(&values, SIGNAL_VALUE, 3);
    assert_false(score_signals(&values, &weights).is_known);
    assert_true(score_signals(&values, NULL).is_known);
}

static void check_bounds(struct Random *random, const struct SignalValues *values,
                         const struct SignalWeights *weights)
{
    (void)random;
    struct SignalScore score = score_signals(values, weights);
    assert_true(score.score >= 0 && score.score <= 100);
    assert_true(score.coverage > 0 && score.coverage <= 100);
}

static void a_score_is_from_0_to_100(void **state)
{
    (void)state;
    for_random_customers(check_bounds);
    struct SignalValues values = nothing_named();
    struct SignalWeights weights = {{0.1, 0.2, 0.3, 0.7, 1e100, 1e-300, 0.9, 1e100 / 3}};
    for (int i = 0; i < SIGNAL_COUNT; i++) {
        set_signal(&values, (enum SignalName)i, i == SIGNAL_NPS ? 10 : LARGEST_SIGNAL);
        assert_true(score_signals(&values, &weights).score == 100);
    }
    for (int i = 0; i < SIGNAL_COUNT; i++) {
        values.value[i] = 0;
    }
    assert_true(score_signals(&values, &weights).score == 0);
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
    if (signals[grown].kind == SIGNAL_ANSWER) {
        more.value[grown] = fmin(value + 1, 10);
    } else {
        more.value[grown] = random_below(random, 2) ? nextafter(value, INFINITY)
                                                    : value + random_value(random, SIGNAL_REVIEWS);
    }
    assert_true(score_signals(&more, weights).score >= score_signals(values, weights).score);
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
            set_signal(&more, (enum SignalName)i, random_value(random, (enum SignalName)i));
            assert_true(score_signals(&more, weights).score >=
                        score_signals(values, weights).score);
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
    struct SignalScore one = score_signals(values, weights);
    struct SignalScore two = score_signals(values, &doubled);
    assert_true(one.score == two.score && one.coverage == two.coverage);
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
    struct SignalScore score = score_signals(values, weights);
    struct SignalPart parts[SIGNAL_COUNT];
    int count = rank_signals(values, weights, &score, parts);
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
    assert_close(sum, score.score, 1e-12);
}

static void parts_are_strongest_first_and_add_up_to_the_score(void **state)
{
    (void)state;
    for_random_customers(check_parts);
}

static void equal_parts_stay_in_the_order_of_the_table(void **state)
{
    (void)state;
    struct SignalValues values = nothing_named();
    set_signal(&values, SIGNAL_VALUE, 1);
    set_signal(&values, SIGNAL_FREQUENCY, 1);
    set_signal(&values, SIGNAL_REWARDED, 2);
    struct SignalScore score = score_signals(&values, NULL);
    struct SignalPart parts[SIGNAL_COUNT];
    assert_int_equal(rank_signals(&values, NULL, &score, parts), 3);
    assert_int_equal(parts[0].signal, SIGNAL_REWARDED);
    assert_int_equal(parts[1].signal, SIGNAL_FREQUENCY);
    assert_int_equal(parts[2].signal, SIGNAL_VALUE);
}

static void decay_halves_with_every_half_life(void **state)
{
    (void)state;
    assert_close(decay(30, 14), 0.2264, 5e-5);
    assert_true(decay(0, 14) == 1);
    for (int i = 0; i <= 1074; i++) {
        assert_true(decay(i * 3.5, 3.5) == ldexp(1, -i));
    }
    assert_true(decay(1e90, 1e-200) == 0);
    struct Random random = {14};
    for (int i = 0; i < 10000; i++) {
        double age = 1000 * random_unit(&random);
        double half_life = 1 + 100 * random_unit(&random);
        assert_close(decay(age, half_life), exp(-age / half_life * log(2)), 1e-13);
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
