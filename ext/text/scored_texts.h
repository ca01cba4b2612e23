/*
 * Texts with an outcome, kept to learn from: each distinct text once, as the numbers of its terms,
 * with how often it came with which outcome. When there are too many, half of them are forgotten:
 * which half is a matter of the text alone, so that the order of the rows does not matter.
 */
#ifndef ADVOCACY_TEXT_SCORED_TEXTS_H
#define ADVOCACY_TEXT_SCORED_TEXTS_H

#include "mathematics/term_regression.h"
#include "text/features.h"
#include "text/term_table.h"

/* Terms of one text: what comes behind about five hundred words does not count. */
#define MOST_TEXT_TERMS 1000
#define OUTCOME_KINDS 3

struct ScoredText {
    uint64_t hash; /* of its words; the same in every run */
    uint32_t start;
    uint32_t length; /* terms */
    uint32_t counts[OUTCOME_KINDS];
};

/* All zero before scored_texts_start. */
struct ScoredTexts {
    struct Tokenizer tokenizer;
    struct TermTable table;
    struct ScoredText *texts;
    uint32_t count;
    uint32_t capacity;
    uint32_t *places; /* the terms of one text after the other, by their places in the table */
    uint32_t places_used;
    uint32_t places_capacity;
    uint32_t *slots; /* 1 + the place of a text, or 0 */
    uint32_t slot_count;
    uint32_t reads;
    uint64_t hash; /* of the text that is being read */
    int level;     /* only texts whose hash starts with so many zeros are kept */
    bool is_open;
};

#define TEXTS_FOR_A_TERM 10000

enum TextReading { TEXT_KEPT, TEXT_WITHOUT_TERMS, TEXT_NO_MEMORY };

/* False when out of memory. */
bool scored_texts_start(struct ScoredTexts *texts, sqlite3 *db);
void scored_texts_clear(struct ScoredTexts *texts);

/*
 * Adds a text. At most so many terms of texts are held, and twice as many distinct ones known; a
 * text that is forgotten on that account counts as kept.
 */
enum TextReading scored_texts_add(struct ScoredTexts *texts, const char *text, int length,
                                  int outcome_kind, uint32_t most_held);

/* What is fitted to: the texts with their runs of letters. */
struct FittedTexts {
    struct TermTexts view;
    uint32_t *starts;
    uint32_t *places;
    uint32_t (*counts)[2];
    uint8_t *folds;
    uint32_t *table_places; /* of the terms of the view */
};

/*
 * In the order of their hashes, with outcome_of[kind] saying which outcome a kind is. Of more than
 * TEXTS_FOR_A_TERM texts, terms that less than one in so many has are left out. Adds runs to the
 * table. False when memory runs out; to be cleared in any case.
 */
bool fitted_texts_make(struct ScoredTexts *texts, const int outcome_of[OUTCOME_KINDS],
                       struct FittedTexts *fitted);
void fitted_texts_clear(struct FittedTexts *fitted);

#endif
