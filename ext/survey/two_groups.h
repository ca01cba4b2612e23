/*
 * The two groups of answers that a comparison is of, and how it is written: what nps_compare() and
 * nps_overlap() share.
 */
#ifndef ADVOCACY_SURVEY_TWO_GROUPS_H
#define ADVOCACY_SURVEY_TWO_GROUPS_H

#include "mathematics/mover.h"
#include "survey/summary.h"

struct Group {
    struct Key key;
    struct Tally tally;
    struct WeightTally weights;
};

/* All zeros to begin with. */
struct TwoGroups {
    struct Group groups[2];
    int count;
    bool is_weighted;
};

/*
 * The place of the value's group, 0 or 1, which is made if it is not there yet; -1 after an error.
 */
int find_group(sqlite3_context *context, struct TwoGroups *two, sqlite3_value *segment);

/* The place of the group whose segment comes first. Of a single group: its own. */
int first_group(const struct TwoGroups *two);

struct Distribution group_distribution(const struct TwoGroups *two, int place);

/*
 * The members that both functions write: segments, responses and scores of the two, in ascending
 * order of segment; difference, stderr, z, p_value, lower, upper and confidence. With one group, or
 * one that has no weight, those of the comparison are null, and `reason` says why.
 */
void write_two_groups(struct JsonWriter *json, const struct TwoGroups *two,
                      const struct TwoSamples *samples, double confidence);

/* stderr, z, p_value, lower, upper, confidence. NULL: null, but for the confidence. */
void write_comparison(struct JsonWriter *json, const struct Comparison *comparison,
                      double confidence);

void clear_two_groups(struct TwoGroups *two);

#endif
