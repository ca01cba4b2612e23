/*
 * The advocates family on a million customers with five signals each, some of them unknown: against
 * the same arithmetic written out in SQL, and against json_object() over numbers that are ready.
 */
#include "bench.h"

#define MOST_CUSTOMERS 1000000

static void make_customers(const struct Bench *bench)
{
    int customers = bench->rows < MOST_CUSTOMERS ? bench->rows : MOST_CUSTOMERS;
    char *fill = sqlite3_mprintf(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d), "
        "mixed(i, m) AS (SELECT i, i * 2654435761 %% 4294967296 FROM n) "
        "INSERT INTO customer SELECT i, nullif(m %% 12, 11), nullif(m / 12 %% 6, 5), "
        "nullif(m / 72 %% 4, 3), m / 288 %% 1000 / 300.0, m %% 100003 / 30000.0 FROM mixed",
        customers);
    bench_execute(bench->db, "CREATE TABLE customer(id INTEGER PRIMARY KEY, nps, referrals, "
                             "reviews, frequency, value)");
    bench_execute(bench->db, fill);
    sqlite3_free(fill);
}

#define PAIRS                                                                                      \
    "'nps', nps, 'referrals', referrals, 'reviews', reviews, 'frequency', frequency, 'value', "    \
    "value"

#define NPS_COMPONENT                                                                              \
    "CASE WHEN nps >= 9 THEN 1.0 WHEN nps >= 7 THEN 0.5 WHEN nps >= 0 THEN 0.0 ELSE 0.5 END"
#define ACT_COMPONENT(column, constant)                                                            \
    "(coalesce(" #column ", 0) / (coalesce(" #column ", 0) + " #constant ".0))"
#define RATIO_COMPONENT(column) "coalesce(" #column " / (" #column " + 1.0), 0.5)"

#define SCORE_IN_SQL                                                                               \
    "100.0 * (20 * " NPS_COMPONENT                                                                 \
    " + 25 * " ACT_COMPONENT(referrals, 1) " + 15 * " ACT_COMPONENT(                               \
        reviews, 2) " + 5 * " RATIO_COMPONENT(frequency) " + 5 * " RATIO_COMPONENT(value) ") / 70"

/* What the explanation says, computed beforehand. */
#define READY_NUMBERS                                                                              \
    "CREATE TABLE explained AS SELECT *, 100.0 * (20 * c1 + 25 * c2 + 15 * c3 + 5 * c4 + 5 * c5) " \
    "/ 70 AS score, 100.0 * (60 + 20 * (nps IS NOT NULL)) / 70 AS coverage, 2000.0 * c1 / 70 AS "  \
    "p1, 2500.0 * c2 / 70 AS p2, 1500.0 * c3 / 70 AS p3, 500.0 * c4 / 70 AS p4, 500.0 * c5 / 70 "  \
    "AS p5, 20.0 AS w1, 25.0 AS w2, 15.0 AS w3, 5.0 AS w4 FROM (SELECT *, " NPS_COMPONENT          \
    " AS c1, " ACT_COMPONENT(referrals, 1) " AS c2, " ACT_COMPONENT(                               \
        reviews,                                                                                   \
        2) " AS c3, " RATIO_COMPONENT(frequency) " AS c4, " RATIO_COMPONENT(value) " AS c5 FROM "  \
                                                                                   "customer "     \
                                                                                   "WHERE id <= "  \
                                                                                   "200000)"

#define PART(signal, component, weight, points)                                                    \
    "json_object('signal', '" #signal "', 'value', " #signal ", 'component', " #component          \
    ", 'weight', " #weight ", 'points', " #points ")"

static const struct Case advocates_cases[] = {
    {
        .what = "advocate_score(), five signals : the arithmetic in SQL",
        .statement = "SELECT sum(advocate_score(" PAIRS ")) / count(*) FROM customer",
        .baseline = "SELECT sum(" SCORE_IN_SQL ") / count(*) FROM customer",
        .target = 0.8,
        .same_result = true,
    },
    {
        .what = "advocate_score() with weights : without",
        .statement = "SELECT sum(advocate_score('{\"referrals\": 40}', " PAIRS ")) FROM customer",
        .baseline = "SELECT sum(advocate_score(" PAIRS ")) FROM customer",
    },
    {
        .what = "advocate_explain() : json_object() of ready numbers",
        .setup = READY_NUMBERS,
        .statement = "SELECT sum(length(advocate_explain(" PAIRS "))) FROM explained",
        .baseline =
            "SELECT sum(length(json_object('score', score, 'coverage', coverage, 'signals', "
            "json_array(" PART(nps, c1, w1, p1) ", " PART(referrals, c2, w2, p2) ", " PART(
                reviews, c3, w3, p3) ", " PART(frequency, c4, w4,
                                               p4) ", " PART(value, c5, w4,
                                                             p5) ")))) FROM explained",
        .target = 1.3,
    },
};

const struct Suite advocates_suite = SUITE("advocates", make_customers, advocates_cases);
