#include "text/sentiment_model.h"

#include <math.h>
#include <string.h>

#include "host/value.h"
#include "reading/json_reader.h"

#define LARGEST_WEIGHT 1e6

uint64_t model_term_hash(const char *term, size_t length)
{
    uint64_t hash = 0xcbf29ce484222325ULL ^ length;
    for (size_t at = 0; at < length; at++) {
        hash = (hash ^ (unsigned char)term[at]) * 0x100000001b3ULL;
    }
    hash = (hash ^ hash >> 32) * 0xff51afd7ed558ccdULL;
    return (hash ^ hash >> 29) | 1;
}

uint64_t model_checksum(uint64_t before, uint64_t hash, double weight)
{
    uint64_t thousandths = (uint64_t)(int64_t)floor(weight * WEIGHT_UNIT + 0.5);
    uint64_t sum = (before ^ hash) * 0x9e3779b97f4a7c15ULL;
    sum = ((sum ^ sum >> 31) ^ thousandths) * 0xff51afd7ed558ccdULL;
    return sum ^ sum >> 33;
}

struct ModelTerm *find_model_term(struct SentimentModel *model, uint64_t hash)
{
    uint32_t slot = (uint32_t)(hash >> 20) & (MODEL_SLOTS - 1);
    while (model->slots[slot].hash && model->slots[slot].hash != hash) {
        slot = (slot + 1) & (MODEL_SLOTS - 1);
    }
    return &model->slots[slot];
}

/* What the members of the JSON say. */
struct ModelReading {
    struct SentimentModel *model;
    double version;
    double checksum;
    uint64_t sum; /* of the terms that were read */
    int terms;
    bool has_terms;
};

static bool read_number_member(struct JsonReader *json, double *number)
{
    bool is_number = json_next(json) == JSON_NUMBER;
    *number = is_number ? json_number_value(json) : NAN;
    return is_number;
}

static bool read_model_term(struct JsonReader *json, struct ModelReading *reading)
{
    char term[LONGEST_TERM * 6];
    double weight;
    if (json->length > sizeof term || reading->terms == MOST_MODEL_TERMS) {
        return false;
    }
    uint64_t hash = model_term_hash(term, json_text_value(json, term));
    if (!read_number_member(json, &weight) || fabs(weight) > LARGEST_WEIGHT) {
        return false;
    }
    struct ModelTerm *slot = find_model_term(reading->model, hash);
    if (slot->hash) {
        return false; /* twice the same */
    }
    uint64_t bit;
    uint64_t *bits = model_bits(reading->model, hash, &bit);
    *bits |= bit;
    *slot = (struct ModelTerm){.hash = hash, .weight = (float)weight};
    reading->sum = model_checksum(reading->sum, hash, weight);
    reading->terms++;
    return true;
}

static bool read_model_terms(struct JsonReader *json, struct ModelReading *reading)
{
    if (reading->has_terms || json_next(json) != JSON_OBJECT) {
        return false;
    }
    reading->has_terms = true;
    enum JsonToken token = json_next(json);
    for (; token == JSON_KEY; token = json_next(json)) {
        if (!read_model_term(json, reading)) {
            return false;
        }
    }
    return token == JSON_OBJECT_END;
}

static bool read_model_member(struct JsonReader *json, struct ModelReading *reading)
{
    if (json_text_is(json, "sentiment_model")) {
        return read_number_member(json, &reading->version);
    }
    if (json_text_is(json, "checksum")) {
        return read_number_member(json, &reading->checksum);
    }
    return json_text_is(json, "terms") ? read_model_terms(json, reading) : json_skip_value(json);
}

/* Whether it is JSON like that of a model, to its end. */
static bool read_model_members(const char *text, size_t length, struct ModelReading *reading)
{
    struct JsonReader json = json_read(text, length);
    enum JsonToken token = json_next(&json);
    if (token != JSON_OBJECT) {
        return false;
    }
    for (token = json_next(&json); token == JSON_KEY; token = json_next(&json)) {
        if (!read_model_member(&json, reading)) {
            return false;
        }
    }
    return token == JSON_OBJECT_END && json_next(&json) == JSON_END;
}

static bool read_sentiment_model(sqlite3_context *context, const char *text, size_t length,
                                 void *object)
{
    struct SentimentModel *model = object;
    struct ModelReading reading = {
        .model = model, .version = NAN, .checksum = NAN, .sum = FIRST_CHECKSUM};
    bool is_whole = read_model_members(text, length, &reading);
    if (isnan(reading.version)) {
        refuse_text(context, "%s is not a model; a model is the JSON that sentiment_fit() returns",
                    text, (int)length);
        return false;
    }
    if (reading.version != SENTIMENT_MODEL_VERSION) {
        fail(
            context,
            "the model is of version %g, and this library reads version %d; fit it again with sentiment_fit()",
            reading.version, SENTIMENT_MODEL_VERSION);
        return false;
    }
    if (!is_whole || !reading.has_terms ||
        reading.checksum != (double)(reading.sum & CHECKSUM_BITS)) {
        fail(context,
             "the model is damaged: it is not what sentiment_fit() returned; fit it again");
        return false;
    }
    if (tokenizer_open(sqlite3_context_db_handle(context), &model->tokenizer)) {
        return true;
    }
    sqlite3_result_error_nomem(context);
    return false;
}

static void release_sentiment_model(void *object)
{
    struct SentimentModel *model = object;
    tokenizer_close(&model->tokenizer);
}

const struct CacheKind sentiment_model_kind = {sizeof(struct SentimentModel), read_sentiment_model,
                                               release_sentiment_model};
