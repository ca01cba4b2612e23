#include "survey/two_groups.h"

#include <math.h>
#include <string.h>

#include "host/key_table.h"
#include "host/value.h"
#include "mathematics/normal.h"

int find_group(sqlite3_context *context, struct TwoGroups *two, sqlite3_value *segment)
{
    struct Key key;
    if (!check_key(context, key_of_value(segment, &key), "segment")) {
        return -1;
    }
    for (int i = 0; i < two->count; i++) {
        if (key_equal(&two->groups[i].key, &key)) {
            return i;
        }
    }
    if (two->count == 2) {
        refuse_value(context, "%s is a third segment; it compares two, nps_by() lists any number",
                     segment);
        return -1;
    }
    if (!check_key(context, key_hold(&key), "segment")) {
        return -1;
    }
    two->groups[two->count].key = key;
    return two->count++;
}

int first_group(const struct TwoGroups *two)
{
    return two->count == 2 && key_compare(&two->groups[0].key, &two->groups[1].key) > 0;
}

struct Distribution group_distribution(const struct TwoGroups *two, int place)
{
    const struct Group *group = &two->groups[place];
    return distribution_of(
        (struct Answers){&group->tally, two->is_weighted ? &group->weights : NULL});
}

void write_comparison(struct JsonWriter *json, const struct Comparison *comparison,
                      double confidence)
{
    static const struct Comparison nothing = {NAN, NAN, NAN, {NAN, NAN}};
    const struct Comparison *written = comparison ? comparison : &nothing;
    json_number_member(json, "stderr", POINTS * written->standard_error);
    json_number_member(json, "z", written->z);
    json_number_member(json, "p_value", written->p_value);
    json_number_member(json, "lower", POINTS * written->interval.lower);
    json_number_member(json, "upper", POINTS * written->interval.upper);
    json_number_member(json, "confidence", confidence);
}

/* `place` is 2 for a group that is not there. */
static void write_group(struct JsonWriter *json, const struct TwoGroups *two, int place,
                        const char *const keys[3])
{
    json_key(json, keys[0]);
    if (place >= two->count) {
        json_null(json);
        json_integer_member(json, keys[1], 0);
        json_number_member(json, keys[2], NAN);
        return;
    }
    struct Distribution distribution = group_distribution(two, place);
    write_key_value(json, &two->groups[place].key);
    json_integer_member(json, keys[1], tally_total(&two->groups[place].tally));
    json_number_member(json, keys[2], distribution.total > 0 ? points_of(&distribution) : NAN);
}

void write_two_groups(struct JsonWriter *json, const struct TwoGroups *two,
                      const struct TwoSamples *samples, double confidence)
{
    static const char *const first_keys[3] = {"first_segment", "first_responses", "first_nps"};
    static const char *const second_keys[3] = {"second_segment", "second_responses", "second_nps"};
    int first = first_group(two);
    write_group(json, two, first, first_keys);
    write_group(json, two, two->count == 2 ? 1 - first : 2, second_keys);
    if (two->count == 2 && samples->first.total > 0 && samples->second.total > 0) {
        struct Comparison comparison = compare_samples(samples, normal_critical_value(confidence));
        json_number_member(json, "difference",
                           points_of(&samples->second) - points_of(&samples->first));
        write_comparison(json, &comparison, confidence);
        return;
    }
    const char *reason = two->count == 2 ? "a segment has no answer with a weight above 0"
                                         : "there is one segment only";
    json_number_member(json, "difference", NAN);
    write_comparison(json, NULL, confidence);
    json_key(json, "reason");
    json_text(json, reason, strlen(reason));
}

void clear_two_groups(struct TwoGroups *two)
{
    for (int i = 0; i < two->count; i++) {
        key_release(&two->groups[i].key);
    }
    two->count = 0;
}
