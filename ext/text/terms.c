/*
 * The words that separate promoters from detractors: text_terms(), and text_term_rows(), which
 * turns its JSON back into rows.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "function_tables.h"
#include "host/json_table.h"
#include "host/json_writer.h"
#include "host/option_object.h"
#include "host/value.h"
#include "mathematics/log_odds.h"
#include "mathematics/tally.h"
#include "text/comment.h"
#include "text/features.h"
#include "text/term_table.h"

enum TermOption { MOST_WRITTEN, FEWEST_RESPONSES, LARGEST_SHARE, PRIOR_TERMS, HELD_TERMS };

static const struct Option most_option = {"most", WHOLE_NUMBER, 1, 10000, 20};
static const struct Option fewest_option = {"fewest", WHOLE_NUMBER, 1, 1000000, 5};
static const struct Option largest_share_option = {"largest_share", HALF_OPEN_NUMBER, 0, 100, 50};
static const struct Option prior_option = {"prior", HALF_OPEN_NUMBER, 0, 1e9, 500};
static const struct Option held_option = {"held", WHOLE_NUMBER, 1000, 10000000, 500000};
static const struct Option *const term_options[] = {
    &most_option, &fewest_option, &largest_share_option, &prior_option, &held_option, NULL};

struct TermsState {
    struct OptionObject options;
    struct Tokenizer tokenizer;
    struct TermTable table;
    uint32_t texts; /* with an answer */
    struct Tally tally;
    uint64_t dropped;
    enum Category category; /* of the text that is being read */
    bool is_open;
    bool has_failed;
};

/* A term counts once a text, however often it stands there. */
static bool count_term(void *taker, const char *text, int length)
{
    struct TermsState *state = taker;
    struct Term *term = term_table_find(&state->table, text, (uint32_t)length);
    if (term && term->last_text != state->texts) {
        term->last_text = state->texts;
        term->counts[state->category]++;
    }
    return term != NULL;
}

static bool add_comment(sqlite3_context *context, struct TermsState *state,
                        sqlite3_value **arguments)
{
    const char *text = NULL;
    int answer = 0;
    enum Reading text_reading = read_comment(context, arguments[0], &text);
    enum Reading answer_reading =
        text_reading == READ_ERROR ? READ_ERROR
                                   : read_answer(context, arguments[1], 0, HIGHEST_ANSWER, &answer);
    if (answer_reading != READ_VALUE || text_reading != READ_VALUE) {
        return text_reading != READ_ERROR && answer_reading != READ_ERROR;
    }
    state->category = category_of_answer[answer];
    state->tally.rows[state->category]++;
    state->texts++;
    if (!text_features(&state->tokenizer, text, sqlite3_value_bytes(arguments[0]), count_term,
                       state)) {
        sqlite3_result_error_nomem(context);
        return false;
    }
    while (state->table.count > state->options.values.value[HELD_TERMS]) {
        state->dropped += term_table_drop_rarest(&state->table);
    }
    return true;
}

static void text_terms_step(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    struct TermsState *state = sqlite3_aggregate_context(context, sizeof *state);
    if (!state) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (!state->is_open) {
        state->is_open = true;
        term_table_start(&state->table);
        if (!tokenizer_open(sqlite3_context_db_handle(context), &state->tokenizer)) {
            sqlite3_result_error_nomem(context);
            state->has_failed = true;
        }
    }
    state->has_failed = state->has_failed ||
                        !read_option_object(context, term_options, count > 2 ? arguments[2] : NULL,
                                            &state->options) ||
                        !add_comment(context, state, arguments);
}

/* The result */

struct RankedTerm {
    const struct Term *term;
    const struct TermTable *table;
    struct LogOdds odds;
};

/* Strongest first; equal ones by their bytes, so that the order is always the same. */
static int compare_ranked(const void *left, const void *right)
{
    const struct RankedTerm *a = left;
    const struct RankedTerm *b = right;
    double size_a = fabs(a->odds.z);
    double size_b = fabs(b->odds.z);
    if (size_a != size_b) {
        return size_a < size_b ? 1 : -1;
    }
    return term_compare(a->table, a->term, b->term);
}

static bool is_candidate(const struct TermsState *state, const struct Term *term)
{
    double total = (double)term_total(term);
    return total >= state->options.values.value[FEWEST_RESPONSES] &&
           100 * total <= state->options.values.value[LARGEST_SHARE] * state->texts &&
           term->counts[PROMOTER] + term->counts[DETRACTOR] > 0;
}

/* The terms that are common enough, in their order; their number. */
static uint32_t rank_terms(const struct TermsState *state, struct RankedTerm *ranked)
{
    struct TermCounts all = {0};
    uint32_t count = 0;
    for (uint32_t i = 0; i < state->table.count; i++) {
        all.all_first += state->table.terms[i].counts[PROMOTER];
        all.all_second += state->table.terms[i].counts[DETRACTOR];
    }
    for (uint32_t i = 0; i < state->table.count; i++) {
        const struct Term *term = &state->table.terms[i];
        if (is_candidate(state, term)) {
            struct TermCounts counts = all;
            counts.first = term->counts[PROMOTER];
            counts.second = term->counts[DETRACTOR];
            struct LogOdds odds =
                log_odds_difference(&counts, state->options.values.value[PRIOR_TERMS]);
            if (!isnan(odds.z)) {
                ranked[count++] = (struct RankedTerm){term, &state->table, odds};
            }
        }
    }
    qsort(ranked, count, sizeof *ranked, compare_ranked);
    return count;
}

static void write_term(struct JsonWriter *json, const struct RankedTerm *ranked)
{
    const struct Term *term = ranked->term;
    json_open(json, '{');
    json_key(json, "term");
    json_text(json, term_text(ranked->table, term), term->length);
    json_integer_member(json, "responses", (sqlite3_int64)term_total(term));
    json_integer_member(json, "promoters", term->counts[PROMOTER]);
    json_integer_member(json, "detractors", term->counts[DETRACTOR]);
    json_number_member(json, "log_odds", ranked->odds.difference);
    json_number_member(json, "z", ranked->odds.z);
    json_close(json, '}');
}

/* At most so many of each side. */
static void write_terms(struct JsonWriter *json, const struct TermsState *state,
                        const struct RankedTerm *ranked, uint32_t count)
{
    double written[2] = {0, 0};
    json_key(json, "terms");
    json_open(json, '[');
    for (uint32_t i = 0; i < count; i++) {
        int side = ranked[i].odds.z < 0;
        if (ranked[i].odds.z != 0 && written[side] < state->options.values.value[MOST_WRITTEN]) {
            written[side]++;
            write_term(json, &ranked[i]);
        }
    }
    json_close(json, ']');
}

static void set_terms(sqlite3_context *context, const struct TermsState *state)
{
    struct RankedTerm *ranked =
        sqlite3_malloc64(((sqlite3_uint64)state->table.count + 1) * sizeof *ranked);
    if (!ranked) {
        sqlite3_result_error_nomem(context);
        return;
    }
    uint32_t count = rank_terms(state, ranked);
    struct JsonWriter json = json_begin(context);
    json_open(&json, '{');
    json_integer_member(&json, "responses", state->texts);
    json_integer_member(&json, "promoters", state->tally.rows[PROMOTER]);
    json_integer_member(&json, "detractors", state->tally.rows[DETRACTOR]);
    json_integer_member(&json, "dropped", (sqlite3_int64)state->dropped);
    write_terms(&json, state, ranked, count);
    json_close(&json, '}');
    json_result(&json, context);
    sqlite3_free(ranked);
}

static void text_terms_finish(sqlite3_context *context)
{
    struct TermsState *state = sqlite3_aggregate_context(context, 0);
    if (!state) {
        return;
    }
    if (state->texts > 0 && !state->has_failed) {
        set_terms(context, state);
    }
    tokenizer_close(&state->tokenizer);
    term_table_clear(&state->table);
}

static const char *const term_keys[] = {"term",       "responses", "promoters",
                                        "detractors", "log_odds",  "z"};

static const struct JsonRowsDetail term_rows_detail = {"text_terms", term_keys, 6, "terms"};

static const struct Table term_rows_table = {
    .columns = "term, responses, promoters, detractors, log_odds, z",
    .column_count = 6,
    .load = json_rows_load,
    .column = json_rows_column,
    .release = json_rows_release,
};

#define COMMENTED_ANSWERS                                                                          \
    "WITH answer(comment, score) AS (VALUES ('Fast and friendly', 10), ('So friendly!', 9), "      \
    "('friendly staff', 9), ('Too slow', 3), ('slow, slow, slow', 2), ('Slow but friendly', 7)) "

static const struct Function text_term_functions[] = {
    {
        .name = "text_terms",
        .signature = "text_terms(text, score [, options])",
        .summary =
            "The words that separate promoters from detractors, in any language, as JSON: responses (texts with an answer), promoters, detractors, dropped, and terms, strongest first: term (a word, two neighbouring words, or two neighbouring characters where a script has no spaces), responses (that hold it, also passives'), promoters, detractors, log_odds (above 0: promoters say it more) and z (beyond 2 or 3 in size it is hardly chance; of many terms a few are, all the same) by the method of Monroe, Colaresi and Quinn (2008). A term counts once a text. Words are those of SQLite's tokenizer unicode61, without case and accents, where the host has FTS5, and of a plain reader of letters where not. Options as JSON: most (20; terms of each side), fewest (5; responses that must hold a term), largest_share (50; a term that stands in more percent of the texts is none), prior (500; terms that the method adds: more draw rare terms to 0), held (500000; terms in memory: beyond that the rarest are forgotten, and counted as dropped).",
        .example = COMMENTED_ANSWERS
        "SELECT term, responses, promoters, detractors, round(z, 2) FROM text_term_rows((SELECT text_terms(comment, score, '{\"fewest\": 3, \"largest_share\": 100}') FROM answer))",
        .output = "slow|3|0|2|-0.28\nfriendly|4|3|0|0.17",
        .kind = AGGREGATE_FUNCTION,
        .returns_json = true,
        .fewest_arguments = 2,
        .most_arguments = 3,
        .step = text_terms_step,
        .finish = text_terms_finish,
    },
    {
        .name = "text_term_rows",
        .signature = "text_term_rows(json)",
        .summary =
            "The terms of text_terms() as rows, strongest first: term, responses, promoters, detractors, log_odds, z.",
        .example = COMMENTED_ANSWERS
        "SELECT term, round(log_odds, 3) FROM text_term_rows((SELECT text_terms(comment, score, '{\"fewest\": 2, \"most\": 1, \"prior\": 10}') FROM answer))",
        .output = "slow|-1.475",
        .kind = TABLE_FUNCTION,
        .most_arguments = 1,
        .table = &term_rows_table,
        .detail = &term_rows_detail,
    },
};

const struct FunctionTable text_term_function_table = FUNCTION_TABLE("text", text_term_functions);
