#include "mathematics/signals.h"

#include <string.h>

#include "mathematics/category.h"

#define NEUTRAL 0.5

#define NO_ACTS "no acts: 0"
#define UNKNOWN "unknown: 0.5, and less coverage"

/*
 * What people do outweighs what they say they would do, and spending weighs little, so that the
 * worth of advocates is not true by construction. Advocacy is voluntary: what was rewarded counts
 * little, and what was paid is no signal.
 */
const struct Signal signals[SIGNAL_COUNT] = {
    [SIGNAL_NPS] = {"nps", "answer to the question of recommendation, 0 to 10",
                    "detractor 0, passive 0.5, promoter 1", UNKNOWN, SIGNAL_ANSWER, 0, 20},
    [SIGNAL_REFERRALS] = {"referrals", "customers brought in without a reward", "n / (n + 1)",
                          NO_ACTS, SIGNAL_ACT, 1, 25},
    [SIGNAL_REFERENCES] = {"references", "references given, testimonials, case studies, talks",
                           "n / (n + 1)", NO_ACTS, SIGNAL_ACT, 1, 15},
    [SIGNAL_REVIEWS] = {"reviews", "positive reviews written", "n / (n + 2)", NO_ACTS, SIGNAL_ACT,
                        2, 15},
    [SIGNAL_MENTIONS] = {"mentions", "positive mentions, community answers, user-made content",
                         "n / (n + 3)", NO_ACTS, SIGNAL_ACT, 3, 10},
    [SIGNAL_REWARDED] = {"rewarded", "customers brought in for a reward", "n / (n + 2)", NO_ACTS,
                         SIGNAL_ACT, 2, 5},
    [SIGNAL_FREQUENCY] = {"frequency", "purchases / mean purchases", "v / (v + 1)", UNKNOWN,
                          SIGNAL_RATIO, 1, 5},
    [SIGNAL_VALUE] = {"value", "lifetime value / mean lifetime value", "v / (v + 1)", UNKNOWN,
                      SIGNAL_RATIO, 1, 5},
};

struct SignalWeights default_signal_weights(void)
{
    struct SignalWeights weights;
    for (int i = 0; i < SIGNAL_COUNT; i++) {
        weights.weight[i] = signals[i].weight;
    }
    return weights;
}

/* The one signal that a name can be, by its length and a letter: this runs for every argument. */
static enum SignalName likely_signal(const char *name, size_t length)
{
    switch (length) {
    case 3:
        return SIGNAL_NPS;
    case 5:
        return SIGNAL_VALUE;
    case 7:
        return SIGNAL_REVIEWS;
    case 8:
        return name[0] == 'm' ? SIGNAL_MENTIONS : SIGNAL_REWARDED;
    case 9:
        return name[0] == 'f' ? SIGNAL_FREQUENCY : SIGNAL_REFERRALS;
    case 10:
        return SIGNAL_REFERENCES;
    default:
        return NO_SIGNAL;
    }
}

enum SignalName signal_named(const char *name, size_t length)
{
    enum SignalName likely = likely_signal(name, length);
    return likely != NO_SIGNAL && memcmp(name, signals[likely].name, length) == 0 ? likely
                                                                                  : NO_SIGNAL;
}

double signal_component(enum SignalName signal, double value)
{
    if (signals[signal].kind == SIGNAL_ANSWER) {
        return (double)category_of_answer[(int)value] / PROMOTER;
    }
    /* value / (value + half), in forms in which every rounding goes the way of the value. */
    double half = signals[signal].half;
    if (value >= half) {
        return 1 - half / (value + half);
    }
    return value > 0 ? 1 / (1 + half / value) : 0;
}

double unknown_component(enum SignalName signal)
{
    return signals[signal].kind == SIGNAL_ACT ? 0 : NEUTRAL;
}

static bool is_in(unsigned set, int signal)
{
    return set >> signal & 1U;
}

static double component_of(const struct SignalValues *values, int signal)
{
    return is_in(values->known, signal)
               ? signal_component((enum SignalName)signal, values->value[signal])
               : unknown_component((enum SignalName)signal);
}

double signal_weight(const struct SignalWeights *weights, enum SignalName signal)
{
    return weights ? weights->weight[signal] : signals[signal].weight;
}

/*
 * Sums run in the order of the table, whatever the order of the arguments. The weighted components
 * are never more than the weights, addend by addend, so neither are their rounded sums.
 */
struct SignalScore score_signals(const struct SignalValues *values,
                                 const struct SignalWeights *weights)
{
    struct SignalScore result = {0};
    double sum = 0;
    double covered = 0;
    for (int i = 0; i < SIGNAL_COUNT; i++) {
        if (!is_in(values->named, i)) {
            continue;
        }
        double weight = signal_weight(weights, (enum SignalName)i);
        bool known = is_in(values->known, i);
        result.weight += weight;
        result.is_known = result.is_known || (known && weight > 0);
        covered += known || signals[i].kind == SIGNAL_ACT ? weight : 0;
        sum += weight * component_of(values, i);
    }
    if (result.weight > 0) {
        result.score = 100 * (sum / result.weight);
        result.coverage = 100 * (covered / result.weight);
    }
    return result;
}

int rank_signals(const struct SignalValues *values, const struct SignalWeights *weights,
                 const struct SignalScore *score, struct SignalPart parts[SIGNAL_COUNT])
{
    int count = 0;
    for (int i = 0; i < SIGNAL_COUNT; i++) {
        if (!is_in(values->named, i)) {
            continue;
        }
        double component = component_of(values, i);
        double points =
            100 * (signal_weight(weights, (enum SignalName)i) * component / score->weight);
        int place = count++;
        for (; place > 0 && parts[place - 1].points < points; place--) {
            parts[place] = parts[place - 1];
        }
        parts[place] = (struct SignalPart){(enum SignalName)i, component, points};
    }
    return count;
}
