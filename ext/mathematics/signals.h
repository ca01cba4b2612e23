/*
 * The signals that make an advocate, and the score made of them.
 *
 * Each signal that is named becomes a component from 0 to 1; the score is 100 times the mean of the
 * components, weighted. What is not known of an attitude or a ratio counts as the neutral 0.5; an
 * act that was not recorded has not happened. The signals, their constants and their default
 * weights are the one table in signals.c.
 */
#ifndef ADVOCACY_MATHEMATICS_SIGNALS_H
#define ADVOCACY_MATHEMATICS_SIGNALS_H

#include <stdbool.h>
#include <stddef.h>

#include "mathematics/limits.h"

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

/* Weights from 0 to LARGEST_NUMBER that stand in for those of the table. */
struct SignalWeights {
    double weight[SIGNAL_COUNT];
};

struct SignalWeights default_signal_weights(void);

/* `weights` may be NULL, here and below: then those of the table hold. */
double signal_weight(const struct SignalWeights *weights, enum SignalName signal);

/* What is known of one customer; both sets start as 0. Bit i of a set is signal i. */
struct SignalValues {
    unsigned named;
    unsigned known;                 /* of the named ones: those with a value */
    double value[SIGNAL_COUNT];     /* of the known ones */
    double component[SIGNAL_COUNT]; /* of the named ones, 0 to 1 */
};

/* The signal of this name, which need not end in a zero byte, or NO_SIGNAL. */
enum SignalName signal_named(const char *name, size_t length);

/*
 * 0 to 1. Never falls when the value grows, not even by rounding. An answer is a whole number from
 * 0 to 10; other values are from 0 to LARGEST_NUMBER.
 */
double signal_component(enum SignalName signal, double value);

/* Names a signal that has a value, or one that has none. No signal is named twice. */
void signal_is(struct SignalValues *values, enum SignalName signal, double value);
void signal_is_unknown(struct SignalValues *values, enum SignalName signal);

enum Scoring {
    SCORED,
    NOTHING_KNOWN, /* no signal with a weight has a value */
    NO_WEIGHT      /* the named signals have no weight at all, or none is named */
};

/* The score, 0 to 100. The order in which signals were named cannot change it. */
enum Scoring score_signals(const struct SignalValues *values, const struct SignalWeights *weights,
                           double *score);

/* The functions below are for what is scored. */

/*
 * Percent of the weight of all signals, named or not: those that were named and have a value or are
 * acts.
 */
double signal_coverage(const struct SignalValues *values, const struct SignalWeights *weights);

/* What one signal contributes to the score. */
struct SignalPart {
    enum SignalName signal;
    double component;
    double points;
};

/*
 * The named signals, strongest first, and how many they are. Their points add up to the score but
 * for rounding.
 */
int rank_signals(const struct SignalValues *values, const struct SignalWeights *weights,
                 struct SignalPart parts[SIGNAL_COUNT]);

#endif
