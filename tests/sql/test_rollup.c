/*
 * The rollup of sql/rollup.sql against a scan of all answers, after changes of every kind. The
 * oracle is plain SQL: a table that says by hand what each score means, joined to every row.
 * The writer has no extension loaded: its triggers must do without.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/company.h"
#include "support/shell.h"

#define CHANGES 100000
#define CHANGES_BETWEEN_LOOKS 5000

/* What scores mean, by the rules of the design: written by hand, not asked of the extension. */
static const struct {
    const char *score;
    const char *kind;
} meanings[] = {
    {"NULL", "blank"},      {"''", "blank"},
    {"'  '", "blank"},      {"char(9, 10)", "blank"},
    {"10", "promoter"},     {"9", "promoter"},
    {"'10'", "promoter"},   {"'9'", "promoter"},
    {"10.0", "promoter"},   {"'9.0'", "promoter"},
    {"' 9 '", "promoter"},  {"'10 - Extremely likely'", "promoter"},
    {"'9/10'", "promoter"}, {"8", "passive"},
    {"'7'", "passive"},     {"7.0", "passive"},
    {"'8.0'", "passive"},   {"'8 out of 10'", "passive"},
    {"'7 '", "passive"},    {"6", "detractor"},
    {"'5'", "detractor"},   {"4", "detractor"},
    {"3.0", "detractor"},   {"'2'", "detractor"},
    {"'1.0'", "detractor"}, {"0", "detractor"},
    {"'0'", "detractor"},   {"'0 (Not at all likely)'", "detractor"},
    {"11", "rejected"},     {"99", "rejected"},
    {"'99'", "rejected"},   {"-1", "rejected"},
    {"8.5", "rejected"},    {"'7 or 8'", "rejected"},
    {"'9-10'", "rejected"}, {"'abc'", "rejected"},
    {"x'39'", "rejected"},  {"1e300", "rejected"},
};
#define MEANINGS ((int)(sizeof meanings / sizeof *meanings))

/* What else a row may hold. */
#define OTHER_VALUES                                                                                                 \
    "CREATE TABLE a_segment(value); INSERT INTO a_segment VALUES (NULL), ('Team'), ('Business'), "                   \
    "('Starter'), (''), ('5'), (x''), (x'5465616D'); CREATE TABLE a_time(value); INSERT INTO a_time VALUES (NULL), " \
    "('2026-10-31 14:05:00'), ('2026-10-31'), ('2026-10-30T23:59:59Z'), ('2026-09-01'), ('last "                     \
    "week'), (''), ('2025-01-01 00:00'), (x''), (x'32303236')"
#define SEGMENTS 8
#define TIMES 10

/* Two connections to one file: `plain` writes and has no extension, `reader` has it. */
struct Pair {
    sqlite3 *plain;
    sqlite3 *reader;
};

static sqlite3 *open_file(const char *path)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    execute(db, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF");
    return db;
}

/* 9 and 9.0 are one value, for a comparison. */
static void make_meanings(sqlite3 *db)
{
    execute(db, "CREATE TABLE meaning(score UNIQUE, kind)");
    for (int i = 0; i < MEANINGS; i++) {
        char *sql = sqlite3_mprintf("INSERT OR IGNORE INTO meaning VALUES (%s, '%s')",
                                    meanings[i].score, meanings[i].kind);
        execute(db, sql);
        sqlite3_free(sql);
    }
}

/* The tables without the rollup. */
static struct Pair open_pair(void)
{
    char *folder = scratch_folder("rollup");
    char *path = sqlite3_mprintf("%s/company.db", folder);
    struct Pair pair = {open_file(path), open_file(path)};
    execute_file(pair.plain, "sql/schema.sql");
    make_meanings(pair.plain);
    execute(pair.plain, OTHER_VALUES);
    char *library = absolute_library_path();
    sqlite3_db_config(pair.reader, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL);
    assert_int_equal(sqlite3_load_extension(pair.reader, library, NULL, NULL), SQLITE_OK);
    sqlite3_free(library);
    sqlite3_free(path);
    sqlite3_free(folder);
    return pair;
}

static struct Pair open_pair_with_rollup(void)
{
    struct Pair pair = open_pair();
    execute_file(pair.plain, "sql/rollup.sql");
    return pair;
}

static void close_pair(struct Pair pair)
{
    close_database(pair.plain);
    close_database(pair.reader);
}

/* Every answer is looked at. `IS` tells 9 from '9', and finds NULL. */
#define FULL_SCAN                                                                                  \
    "SELECT CASE WHEN typeof(c.segment) <> 'blob' THEN c.segment END, "                            \
    "CASE WHEN typeof(r.answered_at) <> 'blob' THEN substr(r.answered_at, 1, 10) END, "            \
    "sum(m.kind = 'promoter'), "                                                                   \
    "sum(m.kind = 'passive'), sum(m.kind = 'detractor'), sum(m.kind = 'blank'), "                  \
    "sum(m.kind = 'rejected'), count(*) FROM survey_response AS r LEFT JOIN customer AS c "        \
    "ON c.customer_id = r.customer_id LEFT JOIN meaning AS m ON m.score IS r.score "               \
    "GROUP BY 1, 2 ORDER BY 1, 2"

#define ROLLUP                                                                                     \
    "SELECT segment, day, sum(promoters), sum(passives), sum(detractors), sum(blank), "            \
    "sum(rejected), sum(promoters + passives + detractors + blank + rejected) FROM "               \
    "nps_rollup_counts GROUP BY 1, 2 ORDER BY 1, 2"

static void assert_rollup_is_the_scan(struct Pair pair)
{
    assert_same_results(pair.reader, FULL_SCAN, ROLLUP, 0);
}

#define RESPONSES 2000
#define CUSTOMERS 150

/* Parameters: ?1, ?2 answers, ?3, ?4 customers (0: none), then rows of the tables of values. */
#define TIME "(SELECT value FROM a_time WHERE rowid = ?5)"
#define SCORE "(SELECT score FROM meaning WHERE rowid = ?6)"
#define OTHER_SCORE "(SELECT score FROM meaning WHERE rowid = ?7)"
#define SEGMENT "(SELECT value FROM a_segment WHERE rowid = ?8)"

#define ANSWERS(verb)                                                                              \
    verb " INTO survey_response(response_id, customer_id, answered_at, score) "                    \
         "SELECT ?1, nullif(?3, 0), " TIME ", " SCORE " UNION ALL "                                \
         "SELECT ?2, nullif(?4, 0), " TIME ", " OTHER_SCORE
#define RENUMBER(verb) verb " survey_response SET response_id = ?1 WHERE response_id = ?2"
#define RENUMBER_AND_CHANGE(verb)                                                                  \
    verb " survey_response SET response_id = ?1, score = " SCORE " WHERE response_id = ?2"
#define CUSTOMER(verb)                                                                             \
    verb " INTO customer(customer_id, joined_at, segment) VALUES (?3, '2025-01-01', " SEGMENT ")"
#define RENAME(verb) verb " customer SET customer_id = ?3 WHERE customer_id = ?4"
#define RENAME_AND_MOVE(verb)                                                                      \
    verb " customer SET customer_id = ?3, segment = " SEGMENT " WHERE customer_id = ?4"

static const char *const changes_of_answers[] = {
    ANSWERS("INSERT"),
    ANSWERS("INSERT OR FAIL"),
    ANSWERS("INSERT OR IGNORE"),
    ANSWERS("INSERT OR REPLACE"),
    ANSWERS("REPLACE"),
    "INSERT INTO survey_response(response_id, customer_id, answered_at, score) SELECT ?1, ?3, " TIME
    ", " SCORE " WHERE true ON CONFLICT(response_id) DO UPDATE SET score = excluded.score, "
    "answered_at = excluded.answered_at",
    "INSERT INTO survey_response(response_id, score) SELECT ?1, " SCORE
    " WHERE true ON CONFLICT DO NOTHING",
    "INSERT INTO survey_response(customer_id, answered_at, score) VALUES (?3, " TIME ", " SCORE ")",
    RENUMBER("UPDATE"),
    RENUMBER("UPDATE OR FAIL"),
    RENUMBER("UPDATE OR IGNORE"),
    RENUMBER("UPDATE OR REPLACE"),
    RENUMBER_AND_CHANGE("UPDATE OR IGNORE"),
    RENUMBER_AND_CHANGE("UPDATE OR REPLACE"),
    "UPDATE survey_response SET response_id = response_id WHERE response_id IN (?1, ?2)",
    "INSERT OR REPLACE INTO survey_response(rowid, score) SELECT ?1, " SCORE,
    "UPDATE OR REPLACE survey_response SET rowid = ?1 WHERE oid = ?2",
    "UPDATE OR IGNORE survey_response SET _rowid_ = ?1 WHERE rowid = ?2",
    "UPDATE survey_response SET answered_at = " TIME " WHERE response_id = ?1",
    "UPDATE survey_response SET customer_id = nullif(?3, 0) WHERE response_id IN (?1, ?2)",
    "UPDATE survey_response SET score = " SCORE ", comment = 'x' WHERE response_id = ?1",
    "UPDATE survey_response SET customer_id = ?3, answered_at = " TIME ", score = " SCORE
    " WHERE response_id IN (?1, ?2)",
    "DELETE FROM survey_response WHERE response_id = ?1",
    "DELETE FROM survey_response WHERE response_id > 2000 AND response_id % 10 = ?1 % 10",
};

static const char *const changes_of_customers[] = {
    CUSTOMER("INSERT"),
    CUSTOMER("INSERT OR IGNORE"),
    CUSTOMER("INSERT OR REPLACE"),
    CUSTOMER("INSERT") " ON CONFLICT(customer_id) DO UPDATE SET segment = excluded.segment",
    RENAME("UPDATE"),
    RENAME("UPDATE OR IGNORE"),
    RENAME("UPDATE OR REPLACE"),
    RENAME_AND_MOVE("UPDATE OR FAIL"),
    RENAME_AND_MOVE("UPDATE OR REPLACE"),
    "UPDATE customer SET segment = " SEGMENT " WHERE customer_id IN (?3, ?4)",
    "DELETE FROM customer WHERE customer_id = ?3",
};

#define COUNT(list) ((int)(sizeof(list) / sizeof *(list)))
#define STATEMENTS (COUNT(changes_of_answers) + COUNT(changes_of_customers))

/* The statements above, prepared on a connection. */
struct Changes {
    sqlite3 *db;
    struct Random random;
    sqlite3_stmt *statements[STATEMENTS];
};

static struct Changes prepare_changes(sqlite3 *db, uint64_t seed)
{
    struct Changes changes = {.db = db, .random = {seed}};
    for (int i = 0; i < STATEMENTS; i++) {
        int customer = i - COUNT(changes_of_answers);
        const char *sql = customer < 0 ? changes_of_answers[i] : changes_of_customers[customer];
        if (sqlite3_prepare_v2(db, sql, -1, &changes.statements[i], NULL) != SQLITE_OK) {
            fail_msg("%s\n%s", sqlite3_errmsg(db), sql);
        }
    }
    return changes;
}

static void finalize_changes(struct Changes *changes)
{
    for (int i = 0; i < STATEMENTS; i++) {
        sqlite3_finalize(changes->statements[i]);
    }
}

/* Runs one statement, which may fail on a constraint and on nothing else. */
static void change_by(struct Changes *changes, int number)
{
    static const int limits[] = {RESPONSES, RESPONSES, CUSTOMERS, CUSTOMERS,
                                 TIMES,     MEANINGS,  MEANINGS,  SEGMENTS};
    sqlite3_stmt *statement = changes->statements[number];
    int parameters = sqlite3_bind_parameter_count(statement);
    for (int i = 0; i < parameters; i++) {
        int lowest = i == 2 || i == 3 ? 0 : 1;
        sqlite3_bind_int(statement, i + 1,
                         lowest + random_below(&changes->random, limits[i] + 1 - lowest));
    }
    int code = sqlite3_step(statement);
    if (code != SQLITE_DONE && code != SQLITE_CONSTRAINT) {
        fail_msg("%s\n%s", sqlite3_errmsg(changes->db), sqlite3_sql(statement));
    }
    sqlite3_reset(statement);
}

/* One in ten is a change of a customer, who has a dozen answers. */
static void change_something(struct Changes *changes)
{
    int is_customer = random_below(&changes->random, 10) == 0;
    int first = is_customer ? COUNT(changes_of_answers) : 0;
    int count = is_customer ? COUNT(changes_of_customers) : COUNT(changes_of_answers);
    change_by(changes, first + random_below(&changes->random, count));
}

/* Transactions and savepoints begin, end and are taken back at random places. */
static void change_transaction(sqlite3 *db, struct Random *random)
{
    int has_begun = !sqlite3_get_autocommit(db);
    switch (random_below(random, 4)) {
    case 0:
        execute(db, has_begun ? "ROLLBACK" : "BEGIN");
        break;
    case 1:
        execute(db, has_begun ? "COMMIT" : "BEGIN");
        break;
    case 2:
        execute(db, has_begun ? "SAVEPOINT place" : "BEGIN; SAVEPOINT place");
        break;
    default:
        sqlite3_exec(db, "ROLLBACK TO place", NULL, NULL, NULL);
        break;
    }
}

/* Some thousand rows. */
static void fill(sqlite3 *db, uint64_t seed)
{
    struct Changes changes = prepare_changes(db, seed);
    execute(db, "BEGIN");
    for (int i = 0; i < 2 * RESPONSES; i++) {
        change_something(&changes);
        change_by(&changes, 7);
    }
    execute(db, "COMMIT");
    finalize_changes(&changes);
}

/* $ADVOCACY_SAMPLES, set for valgrind, stands for less. */
static int number_of_changes(void)
{
    return getenv("ADVOCACY_SAMPLES") ? 2 * CHANGES_BETWEEN_LOOKS : CHANGES;
}

static void the_rollup_is_the_full_scan_after_a_hundred_thousand_changes(void **state)
{
    (void)state;
    struct Pair pair = open_pair_with_rollup();
    struct Changes changes = prepare_changes(pair.plain, 20261031);
    for (int i = 1; i <= number_of_changes(); i++) {
        if (random_below(&changes.random, 20) == 0) {
            change_transaction(pair.plain, &changes.random);
        }
        change_something(&changes);
        if (i % CHANGES_BETWEEN_LOOKS == 0) {
            execute(pair.plain, sqlite3_get_autocommit(pair.plain) ? "" : "COMMIT");
            assert_rollup_is_the_scan(pair);
            /* Deletions by REPLACE fire triggers in every second stretch. */
            execute(pair.plain, i / CHANGES_BETWEEN_LOOKS % 2 ? "PRAGMA recursive_triggers = 1"
                                                              : "PRAGMA recursive_triggers = 0");
        }
    }
    finalize_changes(&changes);
    /* The changes have left something of everything. */
    assert_query(pair.reader,
                 "SELECT sum(promoters) > 100, sum(passives) > 100, sum(detractors) > 100, "
                 "sum(blank) > 100, sum(rejected) > 100, count(DISTINCT segment), count(DISTINCT "
                 "day), count(*) > count(segment), count(*) > count(day) FROM nps_rollup_counts",
                 "1|1|1|1|1|5|6|1|1");
    assert_query(pair.plain,
                 "SELECT count(*) FROM nps_rollup WHERE min(promoters, passives, "
                 "detractors, blank, unread) < 0 OR max(promoters, passives, "
                 "detractors, blank, unread) = 0",
                 "0");
    close_pair(pair);
}

static void nothing_is_left_when_every_answer_is_deleted(void **state)
{
    (void)state;
    struct Pair pair = open_pair_with_rollup();
    fill(pair.plain, 7);
    execute(pair.plain, "DELETE FROM survey_response");
    assert_query(pair.plain, "SELECT count(*) FROM nps_rollup", "0");
    execute(pair.plain, "DELETE FROM customer");
    assert_query(pair.plain, "SELECT count(*) FROM nps_rollup_customer", "0");
    assert_query(pair.reader, "SELECT * FROM nps_rollup_whole", "");
    assert_query(pair.reader, "SELECT * FROM nps_rollup_segment", "");
    close_pair(pair);
}

/* As the header of the file says. */
static void remove_rollup(sqlite3 *db)
{
    char *script = read_file("sql/rollup_remove.sql");
    assert_non_null(script);
    char *drops = query(db, script);
    execute(db, drops);
    sqlite3_free(drops);
    free(script);
}

/* The kept rows, in a form that can be compared. */
static char *kept(sqlite3 *db)
{
    return query(db, "SELECT quote(segment), quote(day), quote(score), promoters, passives, "
                     "detractors, blank, unread FROM nps_rollup ORDER BY 1, 2, 3");
}

static void installing_counts_what_is_there_and_again_changes_nothing(void **state)
{
    (void)state;
    struct Pair pair = open_pair();
    fill(pair.plain, 11);
    for (int i = 0; i < 3; i++) {
        remove_rollup(pair.plain);
        execute_file(pair.plain, "sql/rollup.sql");
        assert_rollup_is_the_scan(pair);
        execute(pair.plain, "INSERT INTO nps_rollup_recount(what) VALUES ('everything')");
        assert_rollup_is_the_scan(pair);
    }
    /* What triggers count is also in the same rows. */
    char *counted_at_once = kept(pair.plain);
    execute(pair.plain, "CREATE TEMP TABLE copy AS SELECT * FROM survey_response; "
                        "DELETE FROM survey_response; "
                        "INSERT INTO survey_response SELECT * FROM copy");
    char *counted_one_by_one = kept(pair.plain);
    assert_string_equal(counted_one_by_one, counted_at_once);
    assert_true(strlen(counted_at_once) > 1000);
    sqlite3_free(counted_one_by_one);
    sqlite3_free(counted_at_once);
    close_pair(pair);
}

static void removing_leaves_the_tables_and_their_index(void **state)
{
    (void)state;
    static const char objects[] = "SELECT name FROM sqlite_master ORDER BY name";
    struct Pair pair = open_pair();
    execute_file(pair.plain, "sql/indexes.sql");
    char *before = query(pair.plain, objects);
    execute_file(pair.plain, "sql/rollup.sql");
    fill(pair.plain, 13);
    remove_rollup(pair.plain);
    assert_query(pair.plain, objects, before);
    execute(pair.plain, "INSERT INTO survey_response(score) VALUES (9)");
    sqlite3_free(before);
    close_pair(pair);
}

/* Values near every border of what the triggers read by themselves. */
#define NEARLY_ANSWERS                                                                             \
    "WITH RECURSIVE n(i) AS (SELECT -3 UNION ALL SELECT i + 1 FROM n WHERE i < 14), "              \
    "value(v) AS (SELECT score FROM meaning UNION ALL SELECT i FROM n UNION ALL "                  \
    "SELECT i + 0.0 FROM n UNION ALL SELECT i + 0.5 FROM n UNION ALL "                             \
    "SELECT i + 1e-15 FROM n UNION ALL SELECT CAST(i AS TEXT) FROM n UNION ALL "                   \
    "SELECT CAST(i + 0.0 AS TEXT) FROM n UNION ALL SELECT '0' || i FROM n UNION ALL "              \
    "SELECT '+' || i FROM n UNION ALL SELECT i || '.' FROM n UNION ALL "                           \
    "SELECT i || '.00' FROM n UNION ALL SELECT i || 'e0' FROM n UNION ALL "                        \
    "SELECT i || char(160) FROM n UNION ALL SELECT ' ' || i FROM n UNION ALL "                     \
    "SELECT i || char(10) FROM n UNION ALL SELECT CAST(CAST(i AS TEXT) AS BLOB) FROM n UNION "     \
    "ALL SELECT i || char(0) FROM n UNION ALL SELECT i || ',0' FROM n UNION ALL "                  \
    "SELECT CAST('' AS BLOB) UNION ALL SELECT 9223372036854775807 UNION ALL SELECT 9e999) "

static void triggers_read_scores_as_nps_answer_does(void **state)
{
    (void)state;
    struct Pair pair = open_pair_with_rollup();
    execute(pair.plain, NEARLY_ANSWERS "INSERT INTO survey_response(score) SELECT v FROM value");
    execute(
        pair.plain,
        "UPDATE survey_response SET customer_id = response_id; INSERT INTO "
        "customer(customer_id, joined_at, segment, channel) SELECT response_id, '2026-01-01', 'S' || response_id, 'x' FROM "
        "survey_response");
    assert_true(query_number(pair.plain, "SELECT count(*) FROM survey_response") > 300);
    assert_same_results(
        pair.reader,
        "SELECT segment, promoters, passives, detractors FROM nps_rollup_counts ORDER BY 1",
        "SELECT 'S' || response_id, coalesce(nps_answer(score) >= 9, 0), "
        "coalesce(nps_answer(score) BETWEEN 7 AND 8, 0), coalesce(nps_answer(score) <= 6, 0) "
        "FROM survey_response ORDER BY 1",
        0);
    execute_views(pair.plain);
    execute(pair.plain, "INSERT INTO advocacy_settings(as_of) VALUES ('2026-10-31')");
    assert_same_results(pair.reader, "SELECT responses, blank, rejected FROM nps_rollup_whole",
                        "SELECT answers, blank, rejected FROM survey_quality", 0);
    close_pair(pair);
}

static void what_needs_no_reading_is_counted_in_one_row(void **state)
{
    (void)state;
    struct Pair pair = open_pair_with_rollup();
    execute(pair.plain,
            "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 10) "
            "INSERT INTO survey_response(score) SELECT i FROM n UNION ALL SELECT i + 0.0 FROM n "
            "UNION ALL SELECT CAST(i AS TEXT) FROM n UNION ALL SELECT i || '.0' FROM n UNION ALL "
            "SELECT NULL UNION ALL SELECT ''");
    assert_query(pair.plain,
                 "SELECT promoters, passives, detractors, blank, unread FROM nps_rollup",
                 "8|8|28|2|0");
    close_pair(pair);
}

static void the_database_is_written_without_the_extension_and_read_with_it(void **state)
{
    (void)state;
    struct Pair pair = open_pair_with_rollup();
    assert_query(pair.plain, "SELECT nps(9)", "error: no such function: nps");
    execute(pair.plain, "INSERT INTO survey_response(score) VALUES ('9 - likely'), (3), (99)");
    assert_query(pair.plain, "SELECT * FROM nps_rollup_whole",
                 "error: no such function: nps_answer");
    assert_query(pair.reader,
                 "SELECT responses, promoters, detractors, rejected FROM "
                 "nps_rollup_whole",
                 "2|1|1|1");
    close_pair(pair);
}

static void a_statement_sees_nothing_of_the_triggers(void **state)
{
    (void)state;
    struct Pair pair = open_pair_with_rollup();
    execute(pair.plain, "INSERT INTO survey_response(response_id, score) VALUES (41, 9)");
    execute(pair.plain, "INSERT INTO survey_response(score) VALUES (9)");
    assert_query(pair.plain, "SELECT changes(), last_insert_rowid()", "1|42");
    execute(pair.plain, "INSERT OR REPLACE INTO survey_response(response_id, score) "
                        "VALUES (41, 3)");
    assert_query(pair.plain, "SELECT changes(), last_insert_rowid()", "1|41");
    assert_query(pair.reader, "SELECT promoters, detractors FROM nps_rollup_whole", "1|1");
    close_pair(pair);
}

/* Rows that foreign keys change: the customer is gone, or has a new name, before the answers. */
static void foreign_keys_that_cascade_are_followed(void **state)
{
    (void)state;
    struct Pair pair = open_pair();
    execute(pair.plain,
            "PRAGMA foreign_keys = ON; DROP TABLE survey_response; CREATE TABLE "
            "survey_response(response_id INTEGER PRIMARY KEY, customer_id REFERENCES customer ON "
            "DELETE CASCADE ON UPDATE CASCADE, answered_at TEXT, score, comment TEXT)");
    execute_file(pair.plain, "sql/rollup.sql");
    execute(pair.plain,
            "INSERT INTO customer(customer_id, joined_at, segment) VALUES (1, '2025', 'Team'), "
            "(2, '2025', 'Starter'), (3, '2025', NULL); "
            "INSERT INTO survey_response(customer_id, score) VALUES (1, 9), (1, 3), (2, 8), (3, "
            "7)");
    assert_rollup_is_the_scan(pair);
    execute(pair.plain, "UPDATE customer SET customer_id = 10 * customer_id");
    assert_rollup_is_the_scan(pair);
    execute(pair.plain, "UPDATE customer SET customer_id = 9, segment = 'Big' WHERE customer_id "
                        "= 20");
    assert_rollup_is_the_scan(pair);
    execute(pair.plain, "DELETE FROM customer WHERE customer_id IN (10, 30)");
    assert_rollup_is_the_scan(pair);
    assert_query(pair.plain, "SELECT segment, passives FROM nps_rollup", "Big|1");
    close_pair(pair);
}

#define SCORE_WHERE(counted)                                                                       \
    "count(nps_answer(score)), sum(nps_category(nps_answer(score)) = 'promoter'), "                \
    "CASE WHEN " counted " THEN nps(nps_answer(score)) END, CASE WHEN " counted                    \
    " THEN nps_lower(nps_answer(score), 0.9) END, CASE WHEN " counted                              \
    " THEN nps_upper(nps_answer(score), 0.9) END FROM survey_response LEFT JOIN customer "         \
    "USING (customer_id)"
#define SCORED SCORE_WHERE("count(nps_answer(score)) >= 100")
#define KEPT "responses, promoters, nps, lower, upper FROM nps_rollup_"

static void views_show_the_score_that_the_answers_have(void **state)
{
    (void)state;
    struct Pair pair = open_pair_with_rollup();
    fill(pair.plain, 17);
    /* In a scan a BLOB is a segment of its own. */
    execute(pair.plain,
            "UPDATE customer SET segment = NULL WHERE typeof(segment) = 'blob'; UPDATE "
            "survey_response SET answered_at = NULL WHERE typeof(answered_at) = 'blob'");
    execute(pair.plain, "INSERT INTO advocacy_settings(as_of, confidence, minimum_responses) "
                        "VALUES ('2026-10-31', 0.9, 100)");
    assert_same_results(pair.reader, "SELECT segment, " KEPT "segment ORDER BY 1",
                        "SELECT segment, " SCORED " GROUP BY 1 ORDER BY 1", 1e-12);
    assert_same_results(pair.reader, "SELECT day, " KEPT "day ORDER BY 1",
                        "SELECT substr(answered_at, 1, 10), " SCORED " GROUP BY 1 ORDER BY 1",
                        1e-12);
    assert_same_results(pair.reader, "SELECT month, " KEPT "month ORDER BY 1",
                        "SELECT substr(answered_at, 1, 7), " SCORED " GROUP BY 1 ORDER BY 1",
                        1e-12);
    assert_same_results(pair.reader, "SELECT " KEPT "whole", "SELECT " SCORED, 1e-12);
    assert_query(pair.reader, "SELECT min(nps IS NULL) < max(nps IS NULL) FROM nps_rollup_segment",
                 "1");
    close_pair(pair);
}

static void without_settings_the_defaults_hold(void **state)
{
    (void)state;
    struct Pair pair = open_pair_with_rollup();
    execute(pair.plain,
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 29) "
            "INSERT INTO survey_response(score) SELECT i % 11 FROM n");
    assert_query(pair.reader, "SELECT responses, nps FROM nps_rollup_whole", "29|NULL");
    execute(pair.plain, "INSERT INTO survey_response(score) VALUES (10)");
    assert_same_results(
        pair.reader, "SELECT responses, nps, lower, upper FROM nps_rollup_whole",
        "SELECT 30, nps(score), nps_lower(score), nps_upper(score) FROM survey_response", 1e-12);
    close_pair(pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rollup_is_the_full_scan_after_a_hundred_thousand_changes),
        cmocka_unit_test(nothing_is_left_when_every_answer_is_deleted),
        cmocka_unit_test(installing_counts_what_is_there_and_again_changes_nothing),
        cmocka_unit_test(removing_leaves_the_tables_and_their_index),
        cmocka_unit_test(triggers_read_scores_as_nps_answer_does),
        cmocka_unit_test(what_needs_no_reading_is_counted_in_one_row),
        cmocka_unit_test(the_database_is_written_without_the_extension_and_read_with_it),
        cmocka_unit_test(a_statement_sees_nothing_of_the_triggers),
        cmocka_unit_test(foreign_keys_that_cascade_are_followed),
        cmocka_unit_test(views_show_the_score_that_the_answers_have),
        cmocka_unit_test(without_settings_the_defaults_hold),
    };
    return cmocka_run_group_tests_name("rollup", tests, NULL, NULL);
}
