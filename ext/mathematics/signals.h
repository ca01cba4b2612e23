/*
 * The signals that make an advocate, and the score made of them.
 *
 * Each signal that is named becomes a component from 0 to 1; the score is 100 times the mean of the
 * components, weighted. What is not known of an attitude or a ratio counts as the neutral 0.5; an
 * act that was not recorded has not happened. The signals, their constants and their default
 * weights are the one table in signals.c.
 */
#ifndef ADVOCACY_SIGNALS_H
#define ADVOCACY_SIGNALS_H

#include <stdbool.h>
#include <stddef.h>

/* In the order of the table, which also decides between signals of the same strength. */
enum SignalName {
    SIGNAL_NPS,
    SIGNAL_REFERRALS,
    SIGNAL_REFERENCES,
    SIGNAL_REVIEWS,
    SIGNAL_MENTIONS,
    SIGNAL_REWARDED,
    SIGNAL_FREQUENCY,
    SIGNAL_VALUE,
    SIGNAL_COUNT,
    NO_SIGNAL = SIGNAL_COUNT
};

enum SignalKind {
    SIGNAL_ANSWER, /* an answer from 0 to 10 */
    SIGNAL_ACT,    /* a count, also a fraction: older acts may count less */
    SIGNAL_RATIO   /* a multiple of the mean customer's */
};

struct Signal {
    const char *name;
    const char *meaning;
    const char *component; /* the formula, n for a count and v for a ratio */
    const char *when_null;
    enum SignalKind kind;
    double half;   /* of a count or a ratio: the value whose component is 0.5 */
    double weight; /* unless other weights are given */
};

extern const struct Signal signals[SIGNAL_COUNT];

/* Far beyond any count or ratio, and far from overflow; so are the weights. */
#define LARGEST_SIGNAL 1e100
#define LARGEST_SIGNAL_WEIGHT 1e100

/* Weights from 0 to LARGEST_SIGNAL_WEIGHT that stand in for those of the table. */
struct SignalWeights {
    double weight[SIGNAL_COUNT];
};

struct SignalWeights default_signal_weights(void);

/* Without weights, which are then NULL, here and below those of the table hold. */
double signal_weight(const struct SignalWeights *weights, enum SignalName signal);

/* What is said of one customer. Bit i of a set is signal i. */
struct SignalValues {
    unsigned named;
    unsigned known; /* of the named ones: those with a value */
    double value[SIGNAL_COUNT];
};

/* The signal of this name, which need not end in a zero byte, or NO_SIGNAL. */
enum SignalName signal_named(const char *name, size_t length);

/*
 * 0 to 1. Never falls when the value grows, not even by rounding. An answer is a whole number from
 * 0 to 10; other values are from 0 to LARGEST_SIGNAL.
 */
double signal_component(enum SignalName signal, double value);

/* The component of a signal whose value is not known. */
double unknown_component(enum SignalName signal);

struct SignalScore {
    double weight;   /* of all named signals; when it is 0 there is no score and no coverage */
    bool is_known;   /* a signal with a weight has a value; otherwise there is no score */
    double score;    /* 0 to 100; the order in which signals were named cannot change it */
    double coverage; /* percent of the weight whose signals have a value or are acts */
};

struct SignalScore score_signals(const struct SignalValues *values,
                                 const struct SignalWeights *weights);

/* What one signal contributes to the score. */
struct SignalPart {
    enum SignalName signal;
    double component;
    double points;
};

/*
 * The named signals, strongest first, and how many they are. Their points add up to the score, of
 * which `weight` must be > 0.
 */
int rank_signals(const struct SignalValues *values, const struct SignalWeights *weights,
                 const struct SignalScore *score, struct SignalPart parts[SIGNAL_COUNT]);

#endif
