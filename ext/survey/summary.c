#include "survey/summary.h"

#include <math.h>

struct Distribution distribution_of(struct Answers answers)
{
    return answers.weights ? distribution_of_weights(answers.weights)
                           : distribution_of_tally(answers.tally);
}

double points_of(const struct Distribution *distribution)
{
    double difference = distribution->amount[PROMOTER] - distribution->amount[DETRACTOR];
    /* 100 * w / w is not 100 for every w. */
    if (fabs(difference) == distribution->total) {
        return copysign(POINTS, difference);
    }
    return POINTS * difference / distribution->total;
}

static void write_statistics(struct JsonWriter *json, const struct Distribution *distribution,
                             double z)
{
    double lower = score_lower(distribution, z);
    double upper = score_upper(distribution, z);
    json_number_member(json, "nps", points_of(distribution));
    json_number_member(json, "margin", POINTS * (upper - lower) / 2);
    json_number_member(json, "lower", POINTS * lower);
    json_number_member(json, "upper", POINTS * upper);
}

static void write_no_statistics(struct JsonWriter *json)
{
    static const char *const keys[] = {"nps", "margin", "lower", "upper"};
    for (int i = 0; i < 4; i++) {
        json_key(json, keys[i]);
        json_null(json);
    }
}

void write_summary(struct JsonWriter *json, struct Answers answers, double confidence, double z)
{
    struct Distribution distribution = distribution_of(answers);
    json_integer_member(json, "responses", tally_total(answers.tally));
    json_integer_member(json, "promoters", answers.tally->rows[PROMOTER]);
    json_integer_member(json, "passives", answers.tally->rows[PASSIVE]);
    json_integer_member(json, "detractors", answers.tally->rows[DETRACTOR]);
    if (distribution.total > 0) {
        write_statistics(json, &distribution, z);
    } else {
        write_no_statistics(json);
    }
    json_number_member(json, "confidence", confidence);
    if (answers.weights) {
        json_number_member(json, "effective_responses", distribution.effective);
    }
}

void write_key_value(struct JsonWriter *json, const struct Key *key)
{
    switch (key->type) {
    case SQLITE_INTEGER:
        json_integer(json, key->of.integer);
        break;
    case SQLITE_FLOAT:
        json_number(json, key->of.real);
        break;
    case SQLITE_TEXT:
        json_text(json, key_text(key), (size_t)key->length);
        break;
    default:
        json_null(json);
        break;
    }
}
