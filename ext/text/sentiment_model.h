/*
 * A model of sentiment: the JSON that sentiment_fit() returns and sentiment_predict() reads. It has
 * a version and a checksum of its terms, because a term or two that were lost on the way would be
 * noticed by nobody.
 */
#ifndef ADVOCACY_TEXT_SENTIMENT_MODEL_H
#define ADVOCACY_TEXT_SENTIMENT_MODEL_H

#include <stdint.h>

#include "host/cache.h"
#include "host/json_writer.h"
#include "text/features.h"

#define SENTIMENT_MODEL_VERSION 1
#define MOST_MODEL_TERMS 10000

/* Weights stand in the model in thousandths. */
#define WEIGHT_UNIT 1000.0

/* Hash and checksum of terms are the same on every machine. */
uint64_t model_term_hash(const char *term, size_t length);
uint64_t model_checksum(uint64_t before, uint64_t hash, double weight);
#define FIRST_CHECKSUM 0x5345ULL
/* A part of it that every reader of JSON keeps. */
#define CHECKSUM_BITS 0xFFFFFFFFFFFFFULL

#define MODEL_SLOTS 16384
_Static_assert(MODEL_SLOTS > MOST_MODEL_TERMS + MOST_MODEL_TERMS / 2,
               "terms are found in few steps");

/* Most terms of a text are not in the model: a bit for the terms that are says so of nearly all. */
#define MODEL_BITS 65536

struct ModelTerm {
    uint64_t hash; /* 0: the slot is free */
    float weight;
    uint32_t last_text; /* that it was found in */
};

/* What a prediction needs. */
struct SentimentModel {
    struct Tokenizer tokenizer;
    uint32_t texts; /* asked so far */
    uint64_t bits[MODEL_BITS / 64];
    struct ModelTerm slots[MODEL_SLOTS];
};

static inline uint64_t *model_bits(struct SentimentModel *model, uint64_t hash, uint64_t *bit)
{
    *bit = 1ULL << (hash >> 42 & 63);
    return &model->bits[(hash >> 48) % (MODEL_BITS / 64)];
}

/* False: the model does not know the term. True: look for it. */
static inline bool may_be_model_term(struct SentimentModel *model, uint64_t hash)
{
    uint64_t bit;
    return (*model_bits(model, hash, &bit) & bit) != 0;
}

/* The slot of a term, which is free where the model does not know it. */
struct ModelTerm *find_model_term(struct SentimentModel *model, uint64_t hash);

/* Reads the JSON into a struct SentimentModel. */
extern const struct CacheKind sentiment_model_kind;

#endif
