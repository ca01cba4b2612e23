/*
 * Memory runs out at every allocation in turn, once and for good: a statement must then end with
 * SQLITE_NOMEM or with what it gives when memory suffices, leak nothing, and leave the connection
 * usable (rule 13).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/faulty_memory.h"
#include "support/host.h"

/* `setup` runs while memory suffices; NULL for none. */
struct Statement {
    const char *setup;
    const char *sql;
};

/* What a statement came to: its code and its rows, or its error message. */
struct Outcome {
    int code;
    char *text; /* from malloc: it is written while SQLite has no memory */
    size_t length;
};

static void append(struct Outcome *outcome, const void *bytes, size_t count)
{
    char *text = realloc(outcome->text, outcome->length + count + 1);
    if (!text) {
        abort();
    }
    memcpy(text + outcome->length, bytes, count);
    outcome->text = text;
    outcome->length += count;
    text[outcome->length] = 0;
}

/* False when SQLite had no memory to hand out the text of a value. */
static bool append_value(struct Outcome *outcome, sqlite3_stmt *statement, int column)
{
    char number[40];
    const void *bytes;
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL:
        append(outcome, "NULL|", 5);
        return true;
    case SQLITE_INTEGER:
        append(outcome, number,
               (size_t)snprintf(number, sizeof number, "%lld|",
                                sqlite3_column_int64(statement, column)));
        return true;
    case SQLITE_FLOAT:
        append(outcome, number,
               (size_t)snprintf(number, sizeof number, "%.17g|",
                                sqlite3_column_double(statement, column)));
        return true;
    default:
        bytes = sqlite3_column_text(statement, column);
        if (bytes) {
            append(outcome, bytes, (size_t)sqlite3_column_bytes(statement, column));
            append(outcome, "|", 1);
        }
        return bytes != NULL;
    }
}

static int append_rows(struct Outcome *outcome, sqlite3_stmt *statement)
{
    int code;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            if (!append_value(outcome, statement, i)) {
                return SQLITE_NOMEM;
            }
        }
        append(outcome, "\n", 1);
    }
    return code;
}

static struct Outcome run(sqlite3 *db, const char *sql)
{
    struct Outcome outcome = {0};
    append(&outcome, "", 0);
    sqlite3_stmt *statement = NULL;
    outcome.code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    if (outcome.code == SQLITE_OK) {
        outcome.code = append_rows(&outcome, statement);
    }
    if (outcome.code != SQLITE_DONE) {
        const char *message = sqlite3_errmsg(db);
        append(&outcome, message, strlen(message));
    }
    sqlite3_finalize(statement);
    return outcome;
}

static bool is_expected(const struct Outcome *found, const struct Outcome *expected)
{
    if (found->code != expected->code) {
        return false;
    }
    /* SQLite does without the message when there is no memory left to copy it to the connection. */
    if (found->code != SQLITE_DONE && strcmp(found->text, sqlite3_errstr(found->code)) == 0) {
        return true;
    }
    return found->length == expected->length &&
           memcmp(found->text, expected->text, found->length) == 0;
}

static void load(sqlite3 *db)
{
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL);
    char *path = library_file();
    assert_int_equal(sqlite3_load_extension(db, path, NULL, NULL), SQLITE_OK);
    sqlite3_free(path);
}

static sqlite3 *open_for(const struct Statement *statement)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    if (statement->setup) {
        execute(db, statement->setup);
    }
    load(db);
    return db;
}

/* One run with a failure at that allocation. False when the statement does not get that far. */
static bool check_failure(const struct Statement *statement, int64_t spared, bool for_good,
                          const struct Outcome *expected)
{
    sqlite3_int64 memory = sqlite3_memory_used();
    sqlite3 *db = open_for(statement);
    fail_allocation(spared, for_good);
    struct Outcome outcome = run(db, statement->sql);
    bool failed = stop_failing() > 0;
    bool accepted = (failed && outcome.code == SQLITE_NOMEM) || is_expected(&outcome, expected);
    if (!accepted) {
        fail_msg("%s\n  allocation %lld fails %s\n  expected: %d %s\n  found:    %d %s",
                 statement->sql, (long long)spared, for_good ? "for good" : "once", expected->code,
                 expected->text, outcome.code, outcome.text);
    }
    free(outcome.text);
    execute(db, "SELECT nps(9)");
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    if (sqlite3_memory_used() != memory) {
        fail_msg("%s\n  allocation %lld fails %s: %lld bytes are lost", statement->sql,
                 (long long)spared, for_good ? "for good" : "once",
                 (long long)(sqlite3_memory_used() - memory));
    }
    return failed;
}

static void check_statement(const struct Statement *statement)
{
    sqlite3 *db = open_for(statement);
    struct Outcome expected = run(db, statement->sql);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    for (int for_good = 0; for_good <= 1; for_good++) {
        int64_t spared = 0;
        while (check_failure(statement, spared, for_good, &expected)) {
            spared++;
        }
        assert_true(spared > 0);
    }
    free(expected.text);
}

static void check_statements(const char *setup, const char *const *statements)
{
    for (; *statements; statements++) {
        check_statement(&(struct Statement){setup, *statements});
    }
}

/*
 * `check` meets a failure at every allocation in turn, once and for good, until it says that none
 * was met.
 */
static void for_every_allocation(bool (*check)(int64_t spared, bool for_good))
{
    for (int for_good = 0; for_good <= 1; for_good++) {
        int64_t spared = 0;
        while (check(spared, for_good)) {
            spared++;
        }
        assert_true(spared > 20);
    }
}

/* SQLite turns what the entry point returns into SQLITE_ERROR; the message keeps the reason. */
static bool is_memory_error(int code, const char *message)
{
    return code == SQLITE_NOMEM ||
           (code == SQLITE_ERROR && (!message || strstr(message, "out of memory") ||
                                     strcmp(message, "error during initialization: ") == 0));
}

static bool check_loading(int64_t spared, bool for_good)
{
    sqlite3_int64 memory = sqlite3_memory_used();
    sqlite3 *db;
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL);
    char *path = library_file();
    char *message = NULL;
    fail_allocation(spared, for_good);
    int code = sqlite3_load_extension(db, path, NULL, &message);
    bool failed = stop_failing() > 0;
    if (code != SQLITE_OK && !(failed && is_memory_error(code, message))) {
        fail_msg("allocation %lld: %d %s", (long long)spared, code, message);
    }
    sqlite3_free(message);
    sqlite3_free(path);
    if (code != SQLITE_OK) {
        load(db);
    }
    assert_query(db, "SELECT nps(9), csat(5)", "100.0|100.0");
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    assert_int_equal(sqlite3_memory_used(), memory);
    return failed;
}

static void loading_fails_cleanly_at_every_allocation(void **state)
{
    (void)state;
    for_every_allocation(check_loading);
}

static bool check_entry_point(int64_t spared, bool for_good)
{
    sqlite3_loadext_entry entry = entry_point();
    const sqlite3_api_routines *routines = host_routines();
    sqlite3_int64 memory = sqlite3_memory_used();
    sqlite3 *db;
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    char *message = NULL;
    fail_allocation(spared, for_good);
    int code = entry(db, &message, routines);
    bool failed = stop_failing() > 0;
    assert_true(code == SQLITE_OK || (failed && code == SQLITE_NOMEM));
    assert_true(code != SQLITE_OK || !message);
    sqlite3_free(message);
    assert_int_equal(entry(db, NULL, routines), SQLITE_OK);
    assert_query(db, "SELECT nps(9), csat(5)", "100.0|100.0");
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    assert_int_equal(sqlite3_memory_used(), memory);
    return failed;
}

static void the_entry_point_returns_nomem_and_nothing_else(void **state)
{
    (void)state;
    for_every_allocation(check_entry_point);
}

/* Those that run the scripts of sql/ allocate so often that suites of their own take samples. */
static void every_example_survives(void **state)
{
    sqlite3_stmt *statement;
    assert_int_equal(
        sqlite3_prepare_v2(*state,
                           "SELECT example FROM advocacy_functions WHERE kind NOT LIKE '%direct%'",
                           -1, &statement, NULL),
        SQLITE_OK);
    int examples = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        const char *sql = (const char *)sqlite3_column_text(statement, 0);
        check_statement(&(struct Statement){NULL, sql});
        examples++;
    }
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    assert_true(examples > 20);
}

#define COUNT_TO(limit)                                                                            \
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " #limit ") "

static void groups_survive(void **state)
{
    static const char *const statements[] = {
        COUNT_TO(20) "SELECT nps_by(i % 11, 'a segment whose name is long: ' || i) FROM n",
        COUNT_TO(40) "SELECT nps_by(i % 11, i, 0.9) FROM n",
        COUNT_TO(20) "SELECT nps_by(i % 11, i / 2.0, 0.9, i % 3) FROM n",
        COUNT_TO(20) "SELECT i % 2, nps_by(i % 11, 'a segment whose name is long: ' || i % 4) "
                     "FROM n GROUP BY 1",
        COUNT_TO(9) "SELECT nps_by(i, 'a segment whose name is long: ' || i) "
                    "FILTER (WHERE i % 2) FROM n LIMIT 1",
        COUNT_TO(4) "SELECT nps_compare(i, 'a segment whose name is long: ' || i % 2) FROM n",
        COUNT_TO(9) "SELECT nps_compare(i, i % 2, 0.9, i) FROM n",
        COUNT_TO(40) "SELECT nps_clustered(i % 11, 'a cluster whose name is long: ' || (i % 20)), "
                     "share_clustered(i % 2, nullif(i % 5, 0)), ratio_of_sums(i, i) FROM n",
        COUNT_TO(40) "SELECT nps_clustered(i % 11, i % 20, 0.9, i), nps_overlap(i % 11, i % 2, "
                     "'a customer whose name is long: ' || (i % 9)) FROM n",
        COUNT_TO(
            9) "SELECT nps_latest(i, 'a customer whose name is long: ' || i % 3, "
               "'Monday, January ' || (4 + i / 10 * 7) || ', 2027 at 3:04:0' || (i % 10) || ' PM') FROM n",
        COUNT_TO(20) "SELECT nps_latest(i % 11, nullif(i % 7, 0), 20260101 + i % 5, 0.9) FROM n",
        COUNT_TO(20) "SELECT nps_latest(i % 11, nullif(i % 7, 0), date(i, 'unixepoch'), 0.9, i) "
                     "FROM n",
        "SELECT nps_by(9, NULL, 0.9, NULL), nps_latest(NULL, 1, NULL), nps_compare('', 1)",
        NULL,
    };
    (void)state;
    check_statements(NULL, statements);
}

#define ROWS                                                                                       \
    "[{\"segment\": \"a segment whose name is long \\u00e9\\ud83d\\ude00\", \"responses\": 3}, "   \
    "{\"segment\": \"b\", \"nps\": 1e2, \"segment\": \"c\", \"extra\": [{\"lower\": 1}]}, "        \
    "{}, {}, {}, {}, {}, {}, {\"segment\": \"the ninth row\"}"

static void rows_survive(void **state)
{
    static const char *const statements[] = {
        "SELECT * FROM nps_rows('" ROWS "]')",
        "SELECT * FROM nps_rows('" ROWS ",')",
        "SELECT * FROM nps_rows(7)",
        "SELECT * FROM nps_rows",
        "WITH j(j) AS (VALUES ('" ROWS "]'), (NULL), ('[]')) SELECT * FROM j, nps_rows(j.j)",
        COUNT_TO(9) "SELECT segment, nps FROM nps_rows((SELECT nps_by(i, (i % 3) || ' of 3') "
                    "FROM n)) ORDER BY nps",
        "SELECT group_concat(signature) FROM advocacy_functions",
        NULL,
    };
    (void)state;
    check_statements(NULL, statements);
}

static void windows_survive(void **state)
{
    static const char *const statements[] = {
        COUNT_TO(6) "SELECT nps(i, i) OVER (ORDER BY i ROWS 2 PRECEDING) FROM n",
        COUNT_TO(5) "SELECT nps_summary(i) OVER (ORDER BY i ROWS 2 PRECEDING) FROM n",
        COUNT_TO(5) "SELECT nps_change(i, 9, 0.9) OVER (ORDER BY i ROWS 1 PRECEDING) FROM n",
        COUNT_TO(5) "SELECT nps_lower(i) OVER (ORDER BY i ROWS 2 PRECEDING EXCLUDE CURRENT ROW), "
                    "csat(i) FILTER (WHERE i > 2) OVER (PARTITION BY i % 2) FROM n",
        NULL,
    };
    (void)state;
    check_statements(NULL, statements);
}

static void errors_survive(void **state)
{
    static const char *const statements[] = {
        "SELECT nps(99)",
        "SELECT nps('10 - Extremely likely')",
        "SELECT nps(8.5)",
        "SELECT nps(x'39')",
        "SELECT nps('a text that is too long to be quoted in full by a message' || char(7, 233))",
        "SELECT csat(6)",
        "SELECT nps(9, 'heavy')",
        "SELECT nps(9, '')",
        "SELECT nps_lower(9, 95)",
        "SELECT nps_upper(9, NULL)",
        "SELECT nps_margin(9, '', 1)",
        COUNT_TO(2) "SELECT nps_summary(9, 1.0 / (i + 1)) FROM n",
        "SELECT nps_share(9, 'promoters')",
        "SELECT top_box(1, 3, 2)",
        "SELECT nps_rescale(1, 12), nps_rescale(1, '')",
        "SELECT nps_rescale(6, 5)",
        "SELECT nps_counts(-1, 0, 0)",
        "SELECT nps_sample_size(0)",
        COUNT_TO(9) "SELECT nps_by(i, CASE i WHEN 9 THEN x'00' ELSE 'a segment whose name is "
                    "long: ' || i END) FROM n",
        COUNT_TO(3) "SELECT nps_compare(i, 'a segment whose name is long: ' || i) FROM n",
        "SELECT nps_compare(9, x'00')",
        COUNT_TO(
            4) "SELECT nps_latest(i, 'a customer whose name is long: ' || i % 2, CASE i WHEN 4 "
               "THEN x'00' ELSE '2026-01-01 10:00:00 (as it is written in many words)' END) FROM n",
        "SELECT nps_latest(9, x'00', NULL)",
        "SELECT nps_latest(9, 'a', '1/5/2026'), nps_latest(9, 'a', 7)",
        NULL,
    };
    (void)state;
    check_statements(NULL, statements);
}

static void advocates_survive(void **state)
{
    static const char *const statements[] = {
        COUNT_TO(12) "SELECT advocate_score('{\"nps\": ' || i || '}', 'nps', 9, 'value', i) FROM n",
        COUNT_TO(3) "SELECT advocate_explain('nps', 9, 'value', i / 7.0, 'mentions', NULL) FROM n",
        COUNT_TO(5) "SELECT rating_bayes(i, 3, 1) OVER (ORDER BY i ROWS 1 PRECEDING), "
                    "sentiment_net(i) OVER (ORDER BY i ROWS 1 PRECEDING) FROM n",
        "SELECT * FROM advocate_signals",
        "SELECT advocate_score()",
        "SELECT advocate_score('nps')",
        "SELECT advocate_score('likes', 3)",
        "SELECT advocate_score('nps', 'value', 3)",
        "SELECT advocate_score('nps', 1, 'nps', 2)",
        "SELECT advocate_score('nps', 'x')",
        "SELECT advocate_score('value', -1)",
        "SELECT advocate_score('{}', 'nps')",
        "SELECT advocate_score(NULL, 'nps', 3)",
        "SELECT advocate_score('{\"nps\": 0}', 'nps', 3)",
        "SELECT advocate_score('{\"nps\": -3}', 'value', 3)",
        "SELECT advocate_score('{\"npx\": 3}', 'value', 3)",
        "SELECT advocate_score('{\"nps\": 3', 'value', 3)",
        "SELECT advocate_category(9, 'x', 1, 1)",
        "SELECT advocate_decay(-1, 1)",
        "SELECT advocate_decay('x', 1)",
        "SELECT advocate_quadrant('x', 1, 1, 1)",
        "SELECT wilson_lower(3, 2)",
        "SELECT wilson_lower('x', 2)",
        "SELECT rating_bayes('x', 2, 3)",
        "SELECT rating_bayes(1, 'x', 3)",
        "SELECT sentiment_net('x')",
        NULL,
    };
    (void)state;
    check_statements(NULL, statements);
}

/* Text in UTF-16 needs memory before it can be read at all. */
#define UTF16_SETUP                                                                                \
    "PRAGMA encoding = 'UTF-16le'; CREATE TABLE answer(score, segment, weight, time);"             \
    "INSERT INTO answer VALUES (' 9 ', 'a segment whose name is long', ' 2.5 ', '2026-01-01'), "   \
    "('9.0', 'short', '', '2026-01-02'), ('', 'a segment whose name is long', 'x', ''), "          \
    "('3', 'short', '1', '2026-01-03, and then some more text')"

static void text_in_utf16_survives(void **state)
{
    static const char *const statements[] = {
        "SELECT nps(score), nps_category(score), nps_answer(score) FROM answer",
        "SELECT nps(score, weight) FROM answer",
        "SELECT nps_by(score, segment, '0.9', weight) FROM answer",
        "SELECT nps_compare(score, segment) FROM answer",
        "SELECT nps_latest(score, segment, time) FROM answer",
        "SELECT nps_share(score, 'promoter'), nps_share(score, 'detractor') FROM answer",
        "SELECT nps_share(score, segment) FROM answer",
        "SELECT nps(segment) FROM answer",
        "SELECT nps_summary(score, weight) FROM answer",
        "SELECT nps_answer('9 of 10'), nps_answer(segment), nps_rescale('4', '5'), "
        "nps_sample_size('') FROM answer",
        "SELECT advocacy_id(segment), advocacy_flag(score), advocacy_time(time), "
        "advocacy_time('1 May 2026', 'dmy'), advocacy_amount(weight, '.') FROM answer",
        "SELECT advocacy_time(time, segment) FROM answer",
        "SELECT advocacy_amount(weight, time) FROM answer",
        "SELECT advocate_ratio(score, score > 8, 0.9, segment) FROM answer WHERE score BETWEEN 0 AND 10",
        "SELECT * FROM nps_rows((SELECT nps_by(score, segment) FROM answer))",
        "SELECT * FROM answer, nps_rows(answer.segment)",
        "SELECT advocate_explain('{\"nps\": 30}', 'nps', score, 'value', weight) FROM answer "
        "WHERE weight <> 'x'",
        "SELECT advocate_score(segment, 3) FROM answer",
        "SELECT advocate_score('{}', 'nps', 'value', 3)",
        "SELECT advocate_score('', 'nps', 9)",
        "SELECT advocate_category(score, '  ', ' 0 ', NULL), advocate_decay(' 3 ', '2'), "
        "advocate_quadrant('1', '   ', '2', '3'), wilson_upper('2', '20', '0.9') FROM answer",
        "SELECT rating_bayes(score, '3', '4'), sentiment_net(score), sentiment_net('Positive') "
        "FROM answer",
        "SELECT sentiment_net(segment) FROM answer",
        "SELECT nps_bar(score, '9', 'ascii'), chart_sparkline(score, 'utf8') FROM answer",
        "SELECT chart_trend(segment, score, 'title') FROM answer",
        "SELECT advocacy_number('{\"a\": 1}', 'a'), earned_growth(1, 2, segment) FROM answer",
        "SELECT advocacy_number('{\"a\": 1}', segment) FROM answer",
        NULL,
    };
    (void)state;
    check_statements(UTF16_SETUP, statements);
}

/* The connection keeps the library in memory, so that loading it again is quick. */
static int open_first(void **state)
{
    *state = open_database();
    (void)entry_point();
    (void)host_routines();
    return 0;
}

#define HISTORY                                                                                    \
    COUNT_TO(60) ", c AS (SELECT i % 4 AS x, i % 4 * i / 9.0 AS t_x, i + 1 AS T FROM n) "
#define MODEL                                                                                      \
    "'{\"model\":\"BG/NBD\",\"parameters\":{\"r\":0.243,\"alpha\":4.414,\"a\":0.793,\"b\":"        \
    "'||i||'}}'"

/* Tables that grow several times, models that push each other out of the cache, bad rows. */
static void purchases_survive(void **state)
{
    static const char *const statements[] = {
        HISTORY "SELECT bgnbd_fit(x, t_x, T) FROM c",
        HISTORY "SELECT x % 2, mbgnbd_fit(x, t_x, T, 1 + x) FROM c GROUP BY 1 LIMIT 1",
        HISTORY "SELECT gamma_gamma_fit(x, T) FROM c",
        HISTORY "SELECT gamma_gamma_fit('{\"q_above_one\": true}', x, T) FROM c",
        HISTORY "SELECT gamma_gamma_fit('{\"q_above_one\": 2}', x, T) FROM c",
        HISTORY "SELECT clv_total(" MODEL ", NULL, x, t_x, T, NULL, 3) FROM c, (SELECT 2 AS i)",
        HISTORY "SELECT sbg_survival(sbg_fit(x, x > 2), 3) FROM c",
        HISTORY "SELECT bgnbd_fit(x, t_x, CASE T WHEN 50 THEN 'no age at all' ELSE T END) FROM c",
        COUNT_TO(
            12) "SELECT sum(clv_alive(" MODEL ", 2, 5, 9)), sum(clv(" MODEL ", "
                "'{\"model\":\"Gamma-Gamma\",\"parameters\":{\"p\":6,\"q\":4,\"v\":15}}', 2, 5, "
                "9, i, 2)) FROM n",
        "SELECT clv_alive('{\"model\":\"BG/NBD\",\"parameters\":{\"r\":1}}', 2, 5, 9)",
        "SELECT clv_spend(x'00', 1, 5)",
        "SELECT clv_purchases(" MODEL ", 2, 5, '9', 'the year to come') FROM (SELECT 2 AS i)",
        COUNT_TO(200) "SELECT rfm_cuts(i % 31, 7), rfm_cuts(-i) FROM n",
        COUNT_TO(
            40) "SELECT rfm_summary(date(i * 90000, 'unixepoch'), i % 7 - 1, '1970-02-01') FROM n",
        COUNT_TO(12) "SELECT sum(rfm_bin(5, '[1,2,' || (2 + i) || ']')) FROM n",
        "SELECT rfm_cuts('a value that is long enough'), rfm_bin(1, '[2,1]')",
        COUNT_TO(9) "SELECT revenue_retention(i, i / 2.0) OVER (ORDER BY i ROWS 2 PRECEDING), "
                    "earned_growth(nullif(i % 3, 0), i, i % 2) OVER (ORDER BY i) FROM n",
        "SELECT revenue_retention('a hundred', 1)",
        "SELECT earned_growth(1, 1, 'certainly')",
        NULL,
    };
    (void)state;
    check_statements(NULL, statements);
}

/* Labels and values that make their memory grow, gaps, rows that are not drawn, bad rows. */
static void charts_survive(void **state)
{
    static const char *const statements[] = {
        COUNT_TO(50) "SELECT chart_sparkline(i), chart_sparkline(i, 'ascii') FROM n",
        COUNT_TO(50) "SELECT chart_sparkline(i) OVER (ORDER BY i ROWS 3 PRECEDING) FROM n",
        COUNT_TO(5) "SELECT nps_bar(i, 9, 'ascii') OVER (ORDER BY i ROWS 1 PRECEDING) FROM n",
        COUNT_TO(20) "SELECT chart_trend('a label that is so long that it is cut off ' || i, "
                     "nullif(i, 7), i - 3, i + 4, 'A title <of> ' || 'its own') FROM n",
        COUNT_TO(1010) "SELECT chart_trend(i, i, i, i) FROM n",
        COUNT_TO(20) "SELECT chart_bars('a label that is so long that it is cut off ' || i, "
                     "nullif(i - 9, 7), i - 12, i, 'A title') FROM n",
        COUNT_TO(20) "SELECT chart_stack('a label ' || i, i, nullif(i, 3), 7, 'A title') FROM n",
        COUNT_TO(9) "SELECT chart_escape('<b> and a text that is long enough' || i), "
                    "chart_escape(''), chart_escape(i) FROM n",
        "SELECT chart_escape(x'00')",
        "SELECT nps_bar(9, 5, 'the style of the house'), chart_sparkline('a value')",
        "SELECT chart_trend(1, 1, 2, 1)",
        "SELECT chart_trend(1, 'a value that is none')",
        "SELECT chart_bars(x'00', 1)",
        "SELECT chart_bars(1, 1, x'00')",
        COUNT_TO(2) "SELECT chart_bars(1, 1, 'the title of row ' || i) FROM n",
        COUNT_TO(20) "SELECT chart_scatter('a label ' || i, i % 5, nullif(i, 3), 'A title') FROM n",
        COUNT_TO(
            20) "SELECT chart_heat('a label ' || i / 3, i % 3, nullif(i, 4), 'A title') FROM n",
        "SELECT chart_heat(1, -1, 1)",
        "SELECT chart_stack(1, 1, -1, 1)",
        NULL,
    };
    (void)state;
    check_statements(NULL, statements);
}

/* The plain reader, which stands in where the host has no tokenizer, parts these otherwise. */
static void texts_survive(void **state)
{
    static const char *const statements[] = {
        "SELECT text_words('\xe1\xba\xa4n t\xc6\xb0\xe1\xbb\xa3ng \xe2\x91\xa0 x\xcc\x81y')",
        NULL,
    };
    (void)state;
    check_statements(NULL, statements);
}

int main(void)
{
    if (!faulty_memory_install()) {
        printf("skipped: SQLite does not let its memory be replaced\n");
        return 0;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loading_fails_cleanly_at_every_allocation),
        cmocka_unit_test(the_entry_point_returns_nomem_and_nothing_else),
        cmocka_unit_test(every_example_survives),
        cmocka_unit_test(groups_survive),
        cmocka_unit_test(purchases_survive),
        cmocka_unit_test(rows_survive),
        cmocka_unit_test(windows_survive),
        cmocka_unit_test(errors_survive),
        cmocka_unit_test(advocates_survive),
        cmocka_unit_test(charts_survive),
        cmocka_unit_test(texts_survive),
        cmocka_unit_test(text_in_utf16_survives),
    };
    int failures = cmocka_run_group_tests_name("out of memory", tests, open_first, close_fixture);
    if (failures == 0 && sqlite3_memory_used() != 0) {
        printf("%lld bytes are lost\n", (long long)sqlite3_memory_used());
        return 1;
    }
    return failures;
}
