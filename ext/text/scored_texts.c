#include "text/scored_texts.h"

#include <stdlib.h>
#include <string.h>

#include "host/sqlite.h"

#define FIRST_SCORED_TEXTS 64
#define FIRST_PLACES 1024
#define HIGHEST_LEVEL 32

bool scored_texts_start(struct ScoredTexts *texts, sqlite3 *db)
{
    texts->is_open = true;
    term_table_start(&texts->table);
    return tokenizer_open(db, &texts->tokenizer);
}

void scored_texts_clear(struct ScoredTexts *texts)
{
    tokenizer_close(&texts->tokenizer);
    term_table_clear(&texts->table);
    sqlite3_free(texts->texts);
    sqlite3_free(texts->places);
    sqlite3_free(texts->slots);
    memset(texts, 0, sizeof *texts);
}

/* Finding a text */

static uint32_t text_slot(const struct ScoredTexts *texts, uint64_t hash)
{
    uint32_t mask = texts->slot_count - 1;
    uint32_t slot = (uint32_t)hash & mask;
    while (texts->slots[slot] && texts->texts[texts->slots[slot] - 1].hash != hash) {
        slot = (slot + 1) & mask;
    }
    return slot;
}

static void fill_text_slots(struct ScoredTexts *texts)
{
    memset(texts->slots, 0, (size_t)texts->slot_count * sizeof *texts->slots);
    for (uint32_t i = 0; i < texts->count; i++) {
        texts->slots[text_slot(texts, texts->texts[i].hash)] = i + 1;
    }
}

/* Room for one text more; at most half of the slots are taken. */
static bool make_text_room(struct ScoredTexts *texts)
{
    if (texts->count < texts->capacity) {
        return true;
    }
    uint32_t capacity = texts->capacity ? texts->capacity * 2 : FIRST_SCORED_TEXTS;
    struct ScoredText *larger =
        sqlite3_realloc64(texts->texts, (sqlite3_uint64)capacity * sizeof *larger);
    texts->texts = larger ? larger : texts->texts;
    uint32_t *slots =
        larger ? sqlite3_malloc64((sqlite3_uint64)capacity * 2 * sizeof *slots) : NULL;
    if (!slots) {
        return false;
    }
    sqlite3_free(texts->slots);
    texts->slots = slots;
    texts->slot_count = capacity * 2;
    texts->capacity = capacity;
    fill_text_slots(texts);
    return true;
}

static bool make_place_room(struct ScoredTexts *texts)
{
    if (texts->places_capacity - texts->places_used >= MOST_TEXT_TERMS) {
        return true;
    }
    uint32_t capacity =
        texts->places_capacity ? texts->places_capacity * 2 : FIRST_PLACES + MOST_TEXT_TERMS;
    uint32_t *places = sqlite3_realloc64(texts->places, (sqlite3_uint64)capacity * sizeof *places);
    if (!places) {
        return false;
    }
    texts->places = places;
    texts->places_capacity = capacity;
    return true;
}

/* Forgetting */

static bool is_below_level(uint64_t hash, int level)
{
    return level == 0 || hash >> (64 - level) == 0;
}

static void forget_texts(struct ScoredTexts *texts)
{
    uint32_t kept = 0;
    uint32_t used = 0;
    texts->level++;
    for (uint32_t i = 0; i < texts->count; i++) {
        struct ScoredText text = texts->texts[i];
        if (is_below_level(text.hash, texts->level)) {
            memmove(texts->places + used, texts->places + text.start,
                    text.length * sizeof *texts->places);
            text.start = used;
            used += text.length;
            texts->texts[kept++] = text;
        }
    }
    texts->count = kept;
    texts->places_used = used;
    fill_text_slots(texts);
}

/* Drops the terms that no text has that is held. False when memory runs out. */
static bool forget_terms(struct ScoredTexts *texts)
{
    uint32_t *places = sqlite3_malloc64((sqlite3_uint64)texts->table.count * sizeof *places);
    if (!places) {
        return false;
    }
    for (uint32_t i = 0; i < texts->table.count; i++) {
        texts->table.terms[i].counts[0] = 0;
    }
    for (uint32_t at = 0; at < texts->places_used; at++) {
        texts->table.terms[texts->places[at]].counts[0]++;
    }
    term_table_drop_below(&texts->table, 1, places);
    for (uint32_t at = 0; at < texts->places_used; at++) {
        texts->places[at] = places[texts->places[at]];
    }
    sqlite3_free(places);
    return true;
}

/* Reading */

/* FNV-1a, 64 bits: not for tables, but for one number a text. */
static uint64_t hash_bytes(uint64_t hash, const char *text, int length)
{
    for (int i = 0; i < length; i++) {
        hash = (hash ^ (unsigned char)text[i]) * 0x100000001b3ULL;
    }
    return (hash ^ ' ') * 0x100000001b3ULL;
}

static uint64_t finish_hash(uint64_t hash)
{
    hash = (hash ^ hash >> 33) * 0xff51afd7ed558ccdULL;
    hash = (hash ^ hash >> 33) * 0xc4ceb9fe1a85ec53ULL;
    return hash ^ hash >> 33;
}

static bool add_text_term(void *taker, const char *text, int length)
{
    struct ScoredTexts *texts = taker;
    struct ScoredText *reading = &texts->texts[texts->count];
    if (is_one_word(text, length)) {
        texts->hash = hash_bytes(texts->hash, text, length);
    }
    if (reading->length == MOST_TEXT_TERMS) {
        return true;
    }
    struct Term *term = term_table_find(&texts->table, text, (uint32_t)length);
    if (term && term->last_text != texts->reads) {
        term->last_text = texts->reads;
        texts->places[texts->places_used + reading->length++] =
            (uint32_t)(term - texts->table.terms);
    }
    return term != NULL;
}

/* The text that was read is the newest, unless it is there already or is none to keep. */
static void keep_text(struct ScoredTexts *texts, int outcome_kind)
{
    struct ScoredText *reading = &texts->texts[texts->count];
    reading->hash = finish_hash(texts->hash);
    if (!is_below_level(reading->hash, texts->level)) {
        return;
    }
    uint32_t slot = text_slot(texts, reading->hash);
    if (texts->slots[slot]) {
        texts->texts[texts->slots[slot] - 1].counts[outcome_kind]++;
        return;
    }
    reading->counts[outcome_kind] = 1;
    texts->places_used += reading->length;
    texts->slots[slot] = ++texts->count;
}

enum TextReading scored_texts_add(struct ScoredTexts *texts, const char *text, int length,
                                  int outcome_kind, uint32_t most_held)
{
    if (!make_text_room(texts) || !make_place_room(texts)) {
        return TEXT_NO_MEMORY;
    }
    struct ScoredText *reading = &texts->texts[texts->count];
    *reading = (struct ScoredText){.start = texts->places_used};
    texts->hash = 0xcbf29ce484222325ULL;
    texts->reads++;
    if (!text_features(&texts->tokenizer, text, length, add_text_term, texts)) {
        return TEXT_NO_MEMORY;
    }
    if (reading->length == 0) {
        return TEXT_WITHOUT_TERMS;
    }
    keep_text(texts, outcome_kind);
    while (texts->places_used > most_held && texts->level < HIGHEST_LEVEL) {
        forget_texts(texts);
    }
    return texts->table.count / 2 <= most_held || forget_terms(texts) ? TEXT_KEPT : TEXT_NO_MEMORY;
}

/* What is fitted to */

/* The runs of each word of the table that a text has. */
struct RunLists {
    struct TermTable *table;
    uint32_t *starts; /* of the runs of term i, up to starts[i + 1] */
    uint32_t *runs;
    uint32_t used;
    uint32_t capacity;
};

static bool add_run(void *taker, const char *text, int length)
{
    struct RunLists *lists = taker;
    if (lists->used == lists->capacity) {
        uint32_t capacity = lists->capacity ? lists->capacity * 2 : FIRST_PLACES;
        uint32_t *runs = sqlite3_realloc64(lists->runs, (sqlite3_uint64)capacity * sizeof *runs);
        if (!runs) {
            return false;
        }
        lists->runs = runs;
        lists->capacity = capacity;
    }
    const struct Term *term = term_table_find(lists->table, text, (uint32_t)length);
    if (term) {
        lists->runs[lists->used++] = (uint32_t)(term - lists->table->terms);
    }
    return term != NULL;
}

static bool list_runs(struct ScoredTexts *texts, struct RunLists *lists)
{
    uint32_t count = texts->table.count;
    lists->table = &texts->table;
    lists->starts = sqlite3_malloc64(((sqlite3_uint64)count + 1) * sizeof *lists->starts);
    char *is_used = sqlite3_malloc64((sqlite3_uint64)count + 1);
    bool is_listed = lists->starts && is_used;
    if (is_listed) {
        memset(is_used, 0, count);
    }
    for (uint32_t at = 0; is_listed && at < texts->places_used; at++) {
        is_used[texts->places[at]] = 1;
    }
    for (uint32_t i = 0; is_listed && i < count; i++) {
        lists->starts[i] = lists->used;
        /* A copy, because the texts of the table may move. */
        char word[LONGEST_TERM];
        int length = (int)texts->table.terms[i].length;
        memcpy(word, term_text(&texts->table, &texts->table.terms[i]), (size_t)length);
        is_listed =
            !is_used[i] || !is_one_word(word, length) || word_runs(word, length, add_run, lists);
    }
    if (is_listed) {
        lists->starts[count] = lists->used;
    }
    sqlite3_free(is_used);
    return is_listed;
}

static int compare_hashes(const void *left, const void *right)
{
    const struct ScoredText *a = left;
    const struct ScoredText *b = right;
    return (a->hash > b->hash) - (a->hash < b->hash);
}

/* How many terms the texts have, with every run of every word. */
static uint64_t count_places(const struct ScoredTexts *texts, const struct RunLists *lists)
{
    uint64_t count = texts->places_used;
    for (uint32_t at = 0; at < texts->places_used; at++) {
        uint32_t place = texts->places[at];
        count += lists->starts[place + 1] - lists->starts[place];
    }
    return count;
}

/* Puts a term into text i once. */
static uint32_t put_place(uint32_t *last, uint32_t i, uint32_t place, uint32_t *places,
                          uint32_t used)
{
    if (last[place] != i + 1) {
        last[place] = i + 1;
        places[used++] = place;
    }
    return used;
}

static void fill_places(const struct ScoredTexts *texts, const struct RunLists *lists,
                        uint32_t *last, struct FittedTexts *fitted)
{
    uint32_t used = 0;
    for (uint32_t i = 0; i < texts->count; i++) {
        const struct ScoredText *text = &texts->texts[i];
        fitted->starts[i] = used;
        for (uint32_t at = text->start; at < text->start + text->length; at++) {
            uint32_t place = texts->places[at];
            used = put_place(last, i, place, fitted->places, used);
            for (uint32_t run = lists->starts[place]; run < lists->starts[place + 1]; run++) {
                used = put_place(last, i, lists->runs[run], fitted->places, used);
            }
        }
    }
    fitted->starts[texts->count] = used;
}

/*
 * Leaves out the terms that are too rare, and numbers the others anew; returns how many there are.
 */
static uint32_t leave_out_rare(uint32_t texts, uint32_t terms, uint32_t *counts,
                               struct FittedTexts *fitted)
{
    uint32_t least = 1 + texts / TEXTS_FOR_A_TERM;
    uint32_t kept = 0;
    uint32_t used = 0;
    memset(counts, 0, (size_t)terms * sizeof *counts);
    for (uint32_t at = 0; at < fitted->starts[texts]; at++) {
        counts[fitted->places[at]]++;
    }
    for (uint32_t i = 0; i < terms; i++) {
        bool is_kept = counts[i] >= least;
        counts[i] = is_kept ? kept : DROPPED_TERM;
        if (is_kept) {
            fitted->table_places[kept++] = i;
        }
    }
    for (uint32_t i = 0, at = 0; i < texts; i++) {
        uint32_t end = fitted->starts[i + 1];
        fitted->starts[i] = used;
        for (; at < end; at++) {
            uint32_t place = counts[fitted->places[at]];
            if (place != DROPPED_TERM) {
                fitted->places[used++] = place;
            }
        }
    }
    fitted->starts[texts] = used;
    return kept;
}

static bool make_places(struct ScoredTexts *texts, const struct RunLists *lists,
                        struct FittedTexts *fitted)
{
    uint64_t room = count_places(texts, lists);
    sqlite3_uint64 count = texts->count;
    fitted->starts = sqlite3_malloc64((count + 1) * sizeof *fitted->starts);
    fitted->counts = sqlite3_malloc64((count + 1) * sizeof *fitted->counts);
    fitted->folds = sqlite3_malloc64(count + 1);
    fitted->places = sqlite3_malloc64((room + 1) * sizeof *fitted->places);
    sqlite3_uint64 terms = (sqlite3_uint64)texts->table.count + 1;
    uint32_t *last = sqlite3_malloc64(terms * sizeof *last);
    fitted->table_places = sqlite3_malloc64(terms * sizeof *fitted->table_places);
    bool is_made = room < UINT32_MAX && fitted->starts && fitted->counts && fitted->folds &&
                   fitted->places && fitted->table_places && last;
    if (is_made) {
        memset(last, 0, (size_t)texts->table.count * sizeof *last);
        fill_places(texts, lists, last, fitted);
        fitted->view.terms = leave_out_rare(texts->count, texts->table.count, last, fitted);
    }
    sqlite3_free(last);
    return is_made;
}

bool fitted_texts_make(struct ScoredTexts *texts, const int outcome_of[OUTCOME_KINDS],
                       struct FittedTexts *fitted)
{
    struct RunLists lists = {0};
    qsort(texts->texts, texts->count, sizeof *texts->texts, compare_hashes);
    bool is_made = list_runs(texts, &lists) && make_places(texts, &lists, fitted);
    sqlite3_free(lists.starts);
    sqlite3_free(lists.runs);
    if (!is_made) {
        return false;
    }
    for (uint32_t i = 0; i < texts->count; i++) {
        fitted->counts[i][0] = fitted->counts[i][1] = 0;
        for (int kind = 0; kind < OUTCOME_KINDS; kind++) {
            fitted->counts[i][outcome_of[kind]] += texts->texts[i].counts[kind];
        }
        fitted->folds[i] = (uint8_t)(texts->texts[i].hash % TEXT_FOLDS);
    }
    fitted->view = (struct TermTexts){
        .texts = texts->count,
        .terms = fitted->view.terms,
        .starts = fitted->starts,
        .places = fitted->places,
        .counts = (const uint32_t(*)[2])fitted->counts,
        .folds = fitted->folds,
    };
    return true;
}

void fitted_texts_clear(struct FittedTexts *fitted)
{
    sqlite3_free(fitted->starts);
    sqlite3_free(fitted->places);
    sqlite3_free(fitted->counts);
    sqlite3_free(fitted->folds);
    sqlite3_free(fitted->table_places);
    memset(fitted, 0, sizeof *fitted);
}
