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
    /*
     * value / (value + half), in two forms in which every rounding goes the way of the value. For 0
     * the first divides by 0, and 1 by the infinity that this gives.
     */
    double half = signals[signal].half;
    return value < half ? 1 / (1 + half / value) : 1 - half / (value + half);
}

void signal_is(struct SignalValues *values, enum SignalName signal, double value)
{
    values->named |= 1U << signal;
    values->known |= 1U << signal;
    values->value[signal] = value;
    values->component[signal] = signal_component(signal, value);
}

void signal_is_unknown(struct SignalValues *values, enum SignalName signal)
{
    values->named |= 1U << signal;
    values->component[signal] = signals[signal].kind == SIGNAL_ACT ? 0 : NEUTRAL;
}

static bool is_in(unsigned set, int signal)
{
    return set >> signal & 1U;
}

double signal_weight(const struct SignalWeights *weights, enum SignalName signal)
{
    return weights ? weights->weight[signal] : signals[signal].weight;
}

static double total_weight(unsigned set, const struct SignalWeights *weights)
{
    double total = 0;
    for (int i = 0; i < SIGNAL_COUNT; i++) {
        if (is_in(set, i)) {
            total += signal_weight(weights, (enum SignalName)i);
        }
    }
    return total;
}

/*
 * Sums run in the order of the table, whatever the order of the arguments. The weighted components
 * are never more than the weights, addend by addend, so neither are their rounded sums.
 */
enum Scoring score_signals(const struct SignalValues *values, const struct SignalWeights *weights,
                           double *score)
{
    double total = 0;
    double sum = 0;
    unsigned weighted = 0;
    for (int i = 0; i < SIGNAL_COUNT; i++) {
        if (is_in(values->named, i)) {
            double weight = signal_weight(weights, (enum SignalName)i);
            total += weight;
            sum += weight * values->component[i];
            weighted |= (unsigned)(weight > 0) << i;
        }
    }
    *score = total > 0 ? 100 * (sum / total) : 0;
    if (total > 0) {
        return (values->known & weighted) != 0 ? SCORED : NOTHING_KNOWN;
    }
    return NO_WEIGHT;
}

static unsigned all_acts(void)
{
    unsigned acts = 0;
    for (int i = 0; i < SIGNAL_COUNT; i++) {
        acts |= (unsigned)(signals[i].kind == SIGNAL_ACT) << i;
    }
    return acts;
}

#define ALL_SIGNALS ((1U << SIGNAL_COUNT) - 1)

double signal_coverage(const struct SignalValues *values, const struct SignalWeights *weights)
{
    unsigned covered = values->named & (values->known | all_acts());
    return 100 * (total_weight(covered, weights) / total_weight(ALL_SIGNALS, weights));
}

int rank_signals(const struct SignalValues *values, const struct SignalWeights *weights,
                 struct SignalPart parts[SIGNAL_COUNT])
{
    double total = total_weight(values->named, weights);
    int count = 0;
    for (int i = 0; i < SIGNAL_COUNT; i++) {
        if (!is_in(values->named, i)) {
            continue;
        }
        double weight = signal_weight(weights, (enum SignalName)i);
        double points = 100 * (weight * values->component[i] / total);
        int place = count++;
        for (; place > 0 && parts[place - 1].points < points; place--) {
            parts[place] = parts[place - 1];
        }
        parts[place] = (struct SignalPart){(enum SignalName)i, values->component[i], points};
    }
    return count;
}
