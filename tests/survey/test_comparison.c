/*
 * nps_compare(), nps_overlap() and nps_change(): their formulas written out in SQL over the scores
 * and limits of the two groups, over the customers of both, and over the pairs of a panel.
 */
#include <math.h>
#include <string.h>

#include "support/answers.h"

/* Answers by category: detractors, passives, promoters. */
struct Counts {
    int detractors, passives, promoters;
};

static int open_answers(void **state)
{
    *state = open_database();
    create_answers(*state, 3000, 20260105);
    execute(*state, "CREATE TABLE pair(segment, n, s, w REAL); CREATE TABLE asked(a, b)");
    return 0;
}

static void add_answers(sqlite3 *db, const char *segment, int score, int count)
{
    char *sql = sqlite3_mprintf(
        "WITH RECURSIVE i(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM i WHERE i < %d) "
        "INSERT INTO pair SELECT '%s', %d, %d, 1 FROM i WHERE %d > 0",
        count, segment, score, (score >= 9) - (score <= 6), count);
    execute(db, sql);
    sqlite3_free(sql);
}

static void set_counts(sqlite3 *db, struct Counts a, struct Counts b)
{
    execute(db, "DELETE FROM pair");
    add_answers(db, "A", 3, a.detractors);
    add_answers(db, "A", 7, a.passives);
    add_answers(db, "A", 10, a.promoters);
    add_answers(db, "B", 6, b.detractors);
    add_answers(db, "B", 8, b.passives);
    add_answers(db, "B", 9, b.promoters);
}

static double compared(sqlite3 *db, const char *expression)
{
    char *sql = sqlite3_mprintf("WITH c(j) AS (SELECT nps_compare(n, segment) FROM pair), "
                                "v(difference, z, p_value, lower, upper) AS (SELECT "
                                "json_extract(j, '$.difference'), json_extract(j, '$.z'), "
                                "json_extract(j, '$.p_value'), json_extract(j, '$.lower'), "
                                "json_extract(j, '$.upper') FROM c) SELECT %s FROM v",
                                expression);
    double number = query_number(db, sql);
    sqlite3_free(sql);
    return number;
}

static void assert_close(double found, double expected, double tolerance)
{
    if (!(fabs(found - expected) <= tolerance)) {
        fail_msg("%.15g, expected %.15g", found, expected);
    }
}

#define COMPARE_KEYS                                                                               \
    "json_extract(j, '$.first_responses'), json_extract(j, '$.second_responses'), "                \
    "json_extract(j, '$.first_nps'), json_extract(j, '$.second_nps'), "                            \
    "json_extract(j, '$.difference'), json_extract(j, '$.stderr') * json_extract(j, '$.stderr'), " \
    "(json_extract(j, '$.difference') - json_extract(j, '$.lower')) * "                            \
    "(json_extract(j, '$.difference') - json_extract(j, '$.lower')), "                             \
    "(json_extract(j, '$.upper') - json_extract(j, '$.difference')) * "                            \
    "(json_extract(j, '$.upper') - json_extract(j, '$.difference'))"

/* MOVER of the two groups' own scores and limits, without a square root. @: what nps_*() takes. */
#define EXPECTED_COMPARISON                                                                         \
    "WITH g AS (SELECT segment, count(*) AS n, nps(@) AS m, nps_lower(#) AS l, nps_upper(#) AS u, " \
    "json_extract(nps_summary(#), '$.effective_responses') AS size, "                               \
    "nps_stderr(@) * nps_stderr(@) AS v FROM pair GROUP BY segment) "                               \
    "SELECT x.n, y.n, x.m, y.m, y.m - x.m, x.v + y.v, "                                             \
    "(y.m - y.l) * (y.m - y.l) + (x.u - x.m) * (x.u - x.m), "                                       \
    "(y.u - y.m) * (y.u - y.m) + (x.m - x.l) * (x.m - x.l) "                                        \
    "FROM g AS x JOIN g AS y ON x.segment < y.segment"

/* `arguments` of nps() and, with a confidence, of the limits. */
static void assert_compared(sqlite3 *db, const char *call, const char *score, const char *limits)
{
    char *actual = sqlite3_mprintf("SELECT " COMPARE_KEYS " FROM (SELECT %s AS j FROM pair)", call);
    sqlite3_str *expected = sqlite3_str_new(NULL);
    for (const char *at = EXPECTED_COMPARISON; *at; at++) {
        if (*at == '@' || *at == '#') {
            sqlite3_str_appendall(expected, *at == '@' ? score : limits);
        } else {
            sqlite3_str_appendchar(expected, 1, *at);
        }
    }
    char *sql = sqlite3_str_finish(expected);
    assert_same_results(db, actual, sql, 1e-9);
    sqlite3_free(sql);
    sqlite3_free(actual);
}

static void random_pairs_of_groups_agree_with_sql(void **state)
{
    struct Random random = {20260106};
    for (int i = 0; i < 150; i++) {
        set_counts(*state,
                   (struct Counts){random_below(&random, 9), random_below(&random, 9),
                                   random_below(&random, 9)},
                   (struct Counts){random_below(&random, 40), random_below(&random, 40),
                                   1 + random_below(&random, 40)});
        add_answers(*state, "A", random_below(&random, 11), 1);
        assert_compared(*state, "nps_compare(n, segment)", "n", "n");
        /* Weights of any size, and also such that go with the answers. */
        char *weigh =
            sqlite3_mprintf("UPDATE pair SET w = 0.1 + (rowid * 7919 + %d) %% 1000 / 10.0 "
                            "* CASE %d WHEN 0 THEN 1 WHEN 1 THEN n + 1 ELSE 1e-3 END",
                            random_below(&random, 1000), i % 3);
        execute(*state, weigh);
        sqlite3_free(weigh);
        assert_compared(*state, "nps_compare(n, segment, 0.9, w)", "n, w", "n, 0.9, w");
    }
}

static void equal_weights_change_nothing(void **state)
{
    set_counts(*state, (struct Counts){3, 5, 9}, (struct Counts){7, 1, 4});
    assert_compared(*state, "nps_compare(n, segment, 0.95, 2.5)", "n", "n");
}

static void the_p_value_is_where_a_limit_reaches_zero(void **state)
{
    struct Random random = {7};
    for (int i = 0; i < 60; i++) {
        set_counts(*state, (struct Counts){1 + random_below(&random, 30), 10, 30},
                   (struct Counts){30, 10, 1 + random_below(&random, 60)});
        double p_value = compared(*state, "p_value");
        double difference = compared(*state, "difference");
        if (p_value < 1e-7) {
            continue; /* 1 less that has no digits left */
        }
        if (difference == 0) {
            assert_close(p_value, 1, 0);
            continue;
        }
        char *sql = sqlite3_mprintf("SELECT json_extract(nps_compare(n, segment, %.17g), '$.%s') "
                                    "FROM pair",
                                    1 - p_value, difference > 0 ? "lower" : "upper");
        assert_number(*state, sql, 0, 1e-6);
        sqlite3_free(sql);
    }
}

static void p_values_are_two_sided_and_normal(void **state)
{
    for (int promoters = 0; promoters < 400; promoters += 7) {
        set_counts(*state, (struct Counts){40, 10, 30}, (struct Counts){40, 10, promoters});
        double z = compared(*state, "z");
        double p_value = compared(*state, "p_value");
        assert_close(p_value / erfc(fabs(z) / sqrt(2)), 1, 1e-9);
    }
}

static void intervals_widen_with_confidence(void **state)
{
    set_counts(*state, (struct Counts){3, 5, 9}, (struct Counts){7, 1, 4});
    assert_query(*state,
                 "SELECT json_extract(a, '$.lower') < json_extract(b, '$.lower'), json_extract(a, "
                 "'$.upper') > json_extract(b, '$.upper'), json_extract(a, '$.confidence') FROM "
                 "(SELECT nps_compare(n, segment, 0.99) AS a, nps_compare(n, segment, 0.9) AS b "
                 "FROM pair)",
                 "1|1|0.99");
}

#define CHANGE(expression) "SELECT " expression " FROM (SELECT nps_change(a, b) AS j FROM asked)"

/* The score test of the changes, squared; the standard error of their mean. */
#define EXPECTED_CHANGE                                                                            \
    "WITH real(s, t) AS (SELECT (a >= 9) - (a <= 6), (b >= 9) - (b <= 6) FROM asked WHERE a IS "   \
    "NOT NULL AND b IS NOT NULL), sums(n, d, q) AS (SELECT count(*), 1.0 * sum(t - s), "           \
    "1.0 * sum((t - s) * (t - s)) FROM real) SELECT n, (SELECT 100 * avg(s) FROM real), "          \
    "(SELECT 100 * avg(t) FROM real), 100 * d / n, 1e4 * (q / n - d / n * d / n) / n, "            \
    "coalesce(d * abs(d) / nullif(q, 0), 0) FROM sums"

static void random_panels_agree_with_sql(void **state)
{
    struct Random random = {20260107};
    for (int i = 0; i < 200; i++) {
        execute(*state, "DELETE FROM asked; INSERT INTO asked VALUES (9, 7)");
        int customers = random_below(&random, 60);
        int stability = random_below(&random, 12);
        for (int j = 0; j < customers; j++) {
            int before = random_below(&random, 11);
            int after = random_below(&random, 12) < stability ? before : random_below(&random, 11);
            char *sql =
                sqlite3_mprintf("INSERT INTO asked VALUES (nullif(%d, %d), nullif(%d, %d))", before,
                                random_below(&random, 20), after, random_below(&random, 20));
            execute(*state, sql);
            sqlite3_free(sql);
        }
        assert_same_results(
            *state,
            CHANGE("json_extract(j, '$.pairs'), json_extract(j, '$.before'), json_extract(j, "
                   "'$.after'), json_extract(j, '$.change'), json_extract(j, '$.stderr') * "
                   "json_extract(j, '$.stderr'), json_extract(j, '$.z') * abs(json_extract(j, "
                   "'$.z'))"),
            EXPECTED_CHANGE, 1e-9);
        assert_query(
            *state,
            CHANGE("json_extract(j, '$.lower') <= json_extract(j, '$.change') + 1e-9, "
                   "json_extract(j, '$.upper') >= json_extract(j, '$.change') - 1e-9, "
                   "json_extract(j, '$.lower') >= -200, json_extract(j, '$.upper') <= 200"),
            "1|1|1|1");
        double z = query_number(*state, CHANGE("json_extract(j, '$.z')"));
        double p_value = query_number(*state, CHANGE("json_extract(j, '$.p_value')"));
        assert_close(p_value / erfc(fabs(z) / sqrt(2)), 1, 1e-9);
    }
}

/* Cell by cell: one pair in the first, two in the second, and so on to nine. */
static void the_nine_transitions_are_counted(void **state)
{
    static const int answers[] = {6, 8, 9};
    static const char *const names[] = {"detractor", "passive", "promoter"};
    execute(*state, "DELETE FROM asked");
    for (int cell = 0; cell < 9; cell++) {
        for (int j = 0; j <= cell; j++) {
            char *sql = sqlite3_mprintf("INSERT INTO asked VALUES (%d, %d)", answers[cell / 3],
                                        answers[cell % 3]);
            execute(*state, sql);
            sqlite3_free(sql);
        }
    }
    for (int cell = 0; cell < 9; cell++) {
        char *sql = sqlite3_mprintf(CHANGE("json_extract(j, '$.%s_to_%s')"), names[cell / 3],
                                    names[cell % 3]);
        assert_number(*state, sql, cell + 1, 0);
        sqlite3_free(sql);
    }
    assert_query(*state, "SELECT group_concat(key) FROM json_each((SELECT nps_change(9, 10)))",
                 "pairs,before,after,change,stderr,z,p_value,lower,upper,confidence,"
                 "detractor_to_detractor,detractor_to_passive,detractor_to_promoter,"
                 "passive_to_detractor,passive_to_passive,passive_to_promoter,"
                 "promoter_to_detractor,promoter_to_passive,promoter_to_promoter");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_pairs_of_groups_agree_with_sql),
        cmocka_unit_test(equal_weights_change_nothing),
        cmocka_unit_test(the_p_value_is_where_a_limit_reaches_zero),
        cmocka_unit_test(p_values_are_two_sided_and_normal),
        cmocka_unit_test(intervals_widen_with_confidence),
        cmocka_unit_test(random_panels_agree_with_sql),
        cmocka_unit_test(the_nine_transitions_are_counted),
    };
    return cmocka_run_group_tests_name("comparison", tests, open_answers, close_fixture);
}
