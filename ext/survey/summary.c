#include "survey/summary.h"

struct Distribution distribution_of(struct Answers answers)
{
    return answers.weights ? distribution_of_weights(answers.weights)
                           : distribution_of_tally(answers.tally);
}

static void write_statistics(struct JsonWriter *json, const struct Distribution *distribution,
                             double z)
{
    struct Interval interval = score_interval(distribution, z);
    json_number_member(json, "nps", points_of(distribution));
    json_number_member(json, "margin", points_margin(&interval));
    json_number_member(json, "lower", POINTS * interval.lower);
    json_number_member(json, "upper", POINTS * interval.upper);
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
        json_given_number(json, key->of.real);
        break;
    case SQLITE_TEXT:
        json_text(json, key_text(key), (size_t)key->length);
        break;
    default:
        json_null(json);
        break;
    }
}
