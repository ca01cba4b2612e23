/*
 * The survey functions on a table with the shape of an export: an answer in each row, once as a
 * number and once as the text that a CSV import leaves.
 */
#include "bench.h"

#include <stdint.h>

/* At the full size of 10,000,000 rows there are 100,000 customers, who stand for segments too. */
#define ROWS_PER_CUSTOMER 100

/* Out of a hundred rows, how many have each answer; the other three are blank. */
static const int answer_frequency[11] = {3, 1, 2, 2, 2, 5, 4, 10, 15, 18, 35};

/* Vigna's splitmix64: row i is the same on every machine. */
static uint64_t random_number(uint64_t row, uint64_t column)
{
    uint64_t bits = (row * 8 + column) * 0x9E3779B97F4A7C15ULL;
    bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9ULL;
    bits = (bits ^ bits >> 27) * 0x94D049BB133111EBULL;
    return bits ^ bits >> 31;
}

/* 0 to 10, or -1 where the question was left open. */
static int answer_of_row(uint64_t row)
{
    int left = (int)(random_number(row, 0) % 100);
    for (int answer = 10; answer >= 0; answer--) {
        left -= answer_frequency[answer];
        if (left < 0) {
            return answer;
        }
    }
    return -1;
}

static void bind_row(sqlite3_stmt *insert, uint64_t row, uint64_t customers)
{
    static const char *const segments[] = {"private", "business", "partner"};
    char text[40];
    sqlite3_snprintf(sizeof text, text, "customer %06d", (int)(random_number(row, 1) % customers));
    sqlite3_bind_text(insert, 1, text, -1, SQLITE_TRANSIENT);
    sqlite3_bind_text(insert, 2, segments[random_number(row, 2) % 3], -1, SQLITE_STATIC);
    int answer = answer_of_row(row);
    if (answer < 0) {
        sqlite3_bind_null(insert, 3);
        sqlite3_bind_text(insert, 4, "", 0, SQLITE_STATIC);
    } else {
        sqlite3_snprintf(sizeof text, text, "%d", answer);
        sqlite3_bind_int(insert, 3, answer);
        sqlite3_bind_text(insert, 4, text, -1, SQLITE_TRANSIENT);
    }
    uint64_t second = row * 3;
    sqlite3_snprintf(sizeof text, text, "2025-%02d-%02d %02d:%02d:%02d",
                     (int)(second / 2419200 % 12 + 1), (int)(second / 86400 % 28 + 1),
                     (int)(second / 3600 % 24), (int)(second / 60 % 60), (int)(second % 60));
    sqlite3_bind_text(insert, 5, text, -1, SQLITE_TRANSIENT);
}

static void make_survey(const struct Bench *bench)
{
    bench_execute(bench->db,
                  "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;"
                  "CREATE TABLE survey(id INTEGER PRIMARY KEY, customer TEXT, segment TEXT, "
                  "score INTEGER, score_text TEXT, answered_at TEXT)");
    sqlite3_stmt *insert = bench_prepare(
        bench->db, "INSERT INTO survey(customer, segment, score, score_text, answered_at) "
                   "VALUES (?1, ?2, ?3, ?4, ?5)");
    uint64_t customers = (uint64_t)bench->rows / ROWS_PER_CUSTOMER + 1;
    for (int row = 0; row < bench->rows; row++) {
        bind_row(insert, (uint64_t)row, customers);
        if (sqlite3_step(insert) != SQLITE_DONE) {
            bench_fail(bench->db, "INSERT INTO survey");
        }
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    bench_execute(bench->db, "COMMIT");
}

/*
 * The fastest SQL that is right on clean data, of nine forms tried: the score with the blanks left
 * out, no row converted that need not be.
 */
#define SCORE_IN_SQL                                                                               \
    "avg(CASE WHEN score >= 9 THEN 100.0 WHEN score >= 7 THEN 0.0 WHEN score >= 0 THEN -100.0 "    \
    "END)"
#define TEXT_SCORE_IN_SQL                                                                          \
    "100 * avg(CASE score_text WHEN '10' THEN 1 WHEN '9' THEN 1 WHEN '8' THEN 0 WHEN '7' THEN 0 "  \
    "WHEN '' THEN NULL ELSE -1 END)"
#define SLIDING " OVER (ORDER BY id ROWS 999 PRECEDING) FROM survey"
#define FROM_INDEX " FROM survey INDEXED BY survey_customer GROUP BY customer"

static const struct Case survey_cases[] = {
    {
        .what = "nps(score) : sum(score)",
        .statement = "SELECT nps(score) FROM survey",
        .baseline = "SELECT sum(score) FROM survey",
        .target = 1.0,
        .current_target = 1.05,
    },
    {
        .what = "nps(score) : avg(CASE ...)",
        .statement = "SELECT nps(score) FROM survey",
        .baseline = "SELECT " SCORE_IN_SQL " FROM survey",
        .target = 0.72,
        .current_target = 0.72,
        .same_result = true,
    },
    {
        .what = "nps(score_text) : avg(CASE ...), a TEXT column",
        .statement = "SELECT nps(score_text) FROM survey",
        .baseline = "SELECT " TEXT_SCORE_IN_SQL " FROM survey",
        .target = 0.72,
        .current_target = 0.72,
        .same_result = true,
    },
    {
        .what = "nps(score) : sum(score), sliding window of 1,000 rows",
        .statement = "SELECT nps(score)" SLIDING,
        .baseline = "SELECT sum(score)" SLIDING,
        .target = 1.05,
        .current_target = 1.05,
    },
    {
        .what = "nps(score) : avg(CASE ...), sliding window of 1,000 rows",
        .statement = "SELECT nps(score)" SLIDING,
        .baseline = "SELECT " SCORE_IN_SQL SLIDING,
        .same_result = true,
    },
    {
        .what = "nps_by() : GROUP BY with nps(), 3 segments, no index",
        .statement = "SELECT nps_by(score, segment) FROM survey",
        .baseline = "SELECT segment, nps(score) FROM survey GROUP BY segment",
        .target = 0.24,
        .current_target = 0.24,
    },
    {
        .what = "nps_by() : GROUP BY with nps(), 100 rows a segment, no index",
        .statement = "SELECT nps_by(score, customer) FROM survey",
        .baseline = "SELECT customer, nps(score) FROM survey GROUP BY customer",
        .target = 0.45,
        .current_target = 0.45,
    },
    {
        .what = "nps_clustered() : nps_by(), each customer a cluster or a segment",
        .statement = "SELECT nps_clustered(score, customer) FROM survey",
        .baseline = "SELECT nps_by(score, customer) FROM survey",
        .target = 1.2,
        .current_target = 1.2,
    },
    {
        .what = "nps_rows(nps_by()) : GROUP BY with nps(), the same segments",
        .statement = "SELECT segment, nps FROM nps_rows((SELECT nps_by(score, customer) "
                     "FROM survey))",
        .baseline = "SELECT customer, nps(score) FROM survey GROUP BY customer",
    },
    {
        .what = "nps_category(score) : CASE",
        .statement = "SELECT nps_category(score) FROM survey",
        .baseline = "SELECT CASE WHEN score >= 9 THEN 'promoter' WHEN score >= 7 THEN 'passive' "
                    "WHEN score >= 0 THEN 'detractor' END FROM survey",
        .current_target = 1.1,
    },
    {
        .what = "nps(score) : sum(score), 100 rows a segment over an index",
        .setup = "CREATE INDEX survey_customer ON survey(customer, score)",
        .statement = "SELECT nps(score)" FROM_INDEX,
        .baseline = "SELECT sum(score)" FROM_INDEX,
    },
    {
        .what = "nps(score) : avg(CASE ...), 100 rows a segment over an index",
        .statement = "SELECT nps(score)" FROM_INDEX,
        .baseline = "SELECT " SCORE_IN_SQL FROM_INDEX,
        .same_result = true,
    },
    {
        .what = "nps_lower(score) beyond nps(score), each of these segments",
        .statement = "SELECT nps_lower(score)" FROM_INDEX,
        .baseline = "SELECT nps(score)" FROM_INDEX,
        .unit = MICROSECONDS_PER_ROW,
        .target = 2,
        .current_target = 2,
    },
};

const struct Suite survey_suite = SUITE("survey", make_survey, survey_cases);
