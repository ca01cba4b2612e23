/*
 * The rollup of sql/rollup.sql on the answers of the survey suite, which run before: what a query
 * on it takes, against a scan of all answers; and what its triggers cost who writes.
 */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>

#define ROWS_BEFORE 100000
#define ROWS_WRITTEN 100000
#define CUSTOMERS 10000

static void run_script(sqlite3 *db, const char *path)
{
    FILE *stream = fopen(path, "rb");
    long length = stream && fseek(stream, 0, SEEK_END) == 0 ? ftell(stream) : -1;
    char *text = length >= 0 ? malloc((size_t)length + 1) : NULL;
    if (!text || fseek(stream, 0, SEEK_SET) != 0 ||
        fread(text, 1, (size_t)length, stream) != (size_t)length) {
        bench_fail(NULL, path);
    }
    (void)fclose(stream);
    text[length] = 0;
    bench_execute(db, text);
    free(text);
}

/* The table of the survey suite gets the canonical names, and its customers a segment each. */
static void make_rollup(const struct Bench *bench)
{
    bench_execute(bench->db, "DROP TABLE IF EXISTS customer; "
                             "ALTER TABLE survey RENAME TO survey_response; "
                             "ALTER TABLE survey_response RENAME COLUMN id TO response_id; "
                             "ALTER TABLE survey_response RENAME COLUMN customer TO customer_id");
    run_script(bench->db, "sql/schema.sql");
    bench_execute(bench->db,
                  "INSERT INTO customer(customer_id, joined_at, segment) "
                  "SELECT customer_id, '2024-01-01', 'segment ' || CAST(substr(customer_id, 10) AS "
                  "INTEGER) % 4 FROM (SELECT DISTINCT customer_id FROM survey_response)");
    run_script(bench->db, "sql/rollup.sql");
}

static double microseconds_of(const struct Bench *bench, const char *sql)
{
    sqlite3_stmt *statement = bench_prepare(bench->db, sql);
    double began = bench_clock();
    int code;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
    }
    double seconds = bench_clock() - began;
    if (code != SQLITE_DONE) {
        bench_fail(bench->db, sql);
    }
    sqlite3_finalize(statement);
    return seconds * 1e6;
}

#define WHOLE "SELECT nps FROM nps_rollup_whole"
#define SEGMENTS "SELECT segment, nps, lower, upper FROM nps_rollup_segment"
#define MONTHS "SELECT month, nps, lower, upper FROM nps_rollup_month"

static double query_whole(const struct Bench *bench)
{
    return microseconds_of(bench, WHOLE);
}

static double query_segments(const struct Bench *bench)
{
    return microseconds_of(bench, SEGMENTS);
}

static double query_months(const struct Bench *bench)
{
    return microseconds_of(bench, MONTHS);
}

static sqlite3 *open_company(bool has_rollup)
{
    sqlite3 *db = bench_open(":memory:");
    run_script(db, "sql/schema.sql");
    run_script(db, "sql/indexes.sql");
    char *fill = sqlite3_mprintf(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
        "INSERT INTO customer(customer_id, joined_at, segment) "
        "SELECT i, '2024-01-01', 'segment ' || (i %% 4) FROM n; "
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
        "INSERT INTO survey_response(customer_id, answered_at, score) "
        "SELECT 1 + i * 7919 %% %d, date('2024-01-01', (i %% 1000) || ' days'), "
        "CAST(i * 31 %% 11 AS TEXT) FROM n",
        CUSTOMERS, ROWS_BEFORE, CUSTOMERS);
    bench_execute(db, fill);
    sqlite3_free(fill);
    if (has_rollup) {
        run_script(db, "sql/rollup.sql");
    }
    return db;
}

/* Microseconds for a row, each by a statement of its own, all in one transaction. */
static double time_inserts(sqlite3 *db)
{
    sqlite3_stmt *insert = bench_prepare(db, "INSERT INTO survey_response(customer_id, answered_at,"
                                             " score) VALUES (?1, ?2, ?3)");
    bench_execute(db, "BEGIN");
    double began = bench_clock();
    for (int i = 0; i < ROWS_WRITTEN; i++) {
        char day[32];
        char score[16];
        sqlite3_snprintf(sizeof day, day, "2026-%02d-%02d 12:00:00", i / 28 % 12 + 1, i % 28 + 1);
        sqlite3_snprintf(sizeof score, score, "%d", i % 11);
        sqlite3_bind_int(insert, 1, 1 + (int)(i * 7919LL % CUSTOMERS));
        sqlite3_bind_text(insert, 2, day, -1, SQLITE_STATIC);
        sqlite3_bind_text(insert, 3, score, -1, SQLITE_STATIC);
        if (sqlite3_step(insert) != SQLITE_DONE) {
            bench_fail(db, "INSERT INTO survey_response");
        }
        sqlite3_reset(insert);
    }
    double seconds = bench_clock() - began;
    bench_execute(db, "COMMIT");
    sqlite3_finalize(insert);
    return seconds / ROWS_WRITTEN * 1e6;
}

static double insert_without(const struct Bench *bench)
{
    (void)bench;
    sqlite3 *db = open_company(false);
    double time = time_inserts(db);
    sqlite3_close(db);
    return time;
}

static double insert_with(const struct Bench *bench)
{
    (void)bench;
    sqlite3 *db = open_company(true);
    double time = time_inserts(db);
    sqlite3_close(db);
    return time;
}

/* All customers, one after the other, with some ten answers each. */
static double move_customer(const struct Bench *bench)
{
    (void)bench;
    sqlite3 *db = open_company(true);
    double began = bench_clock();
    bench_execute(db, "UPDATE customer SET segment = 'another'");
    double seconds = bench_clock() - began;
    sqlite3_close(db);
    return seconds / CUSTOMERS * 1e6;
}

static const struct Case rollup_cases[] = {
    {
        .what = "the score of all answers, from the rollup",
        .measure = query_whole,
        .unit = MICROSECONDS,
        .target = 10000,
        .current_target = 10000,
    },
    {
        .what = "a scan with nps(score) : that",
        .statement = "SELECT nps(score) FROM survey_response",
        .baseline = WHOLE,
        .same_result = true,
    },
    {
        .what = "the scores of 4 segments, from the rollup",
        .measure = query_segments,
        .unit = MICROSECONDS,
        .target = 10000,
        .current_target = 10000,
    },
    {
        .what = "a scan with nps_by(score, segment) : that",
        .statement = "SELECT nps_by(r.score, c.segment) FROM survey_response AS r JOIN customer AS "
                     "c ON c.customer_id = r.customer_id",
        .baseline = SEGMENTS,
    },
    {
        .what = "the scores of 12 months, from the rollup",
        .measure = query_months,
        .unit = MICROSECONDS,
        .target = 10000,
        .current_target = 10000,
    },
    {
        .what = "a scan with nps_by(score, month) : that",
        .statement = "SELECT nps_by(score, substr(answered_at, 1, 7)) FROM survey_response",
        .baseline = MONTHS,
    },
    {
        .what = "an insert into survey_response, without the triggers",
        .measure = insert_without,
        .unit = MICROSECONDS,
    },
    {
        .what = "an insert into survey_response, with the triggers",
        .measure = insert_with,
        .unit = MICROSECONDS,
        .target = 20,
        .current_target = 20,
    },
    {
        .what = "a customer with ten answers moves to another segment",
        .measure = move_customer,
        .unit = MICROSECONDS,
    },
};

const struct Suite rollup_suite = SUITE("rollup", make_rollup, rollup_cases);
