/* The JSON members that every summary of a score has, whichever function writes it. */
#ifndef ADVOCACY_SURVEY_SUMMARY_H
#define ADVOCACY_SURVEY_SUMMARY_H

#include "host/json_writer.h"
#include "host/key.h"
#include "mathematics/points.h"
#include "mathematics/tally.h"

/* One group of answers. `weights` is NULL for unweighted ones. */
struct Answers {
    const struct Tally *tally;
    const struct WeightTally *weights;
};

struct Distribution distribution_of(struct Answers answers);

/*
 * responses, promoters, passives, detractors (rows), nps, margin, lower, upper, confidence, and for
 * weighted answers effective_responses; the statistics are null when there is nothing to compute
 * them from. z is the critical value of the confidence: the caller computes it once for many
 * groups.
 */
void write_summary(struct JsonWriter *json, struct Answers answers, double confidence, double z);

/* A segment or customer as a JSON value. */
void write_key_value(struct JsonWriter *json, const struct Key *key);

#endif
