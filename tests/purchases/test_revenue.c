/*
 * Net revenue retention, earned growth and RFM through SQL: published examples, windows and groups
 * against plain SQL, and what is refused.
 */
#include "support/customers.h"
#include "support/survey.h"

/* Revenue */

static void revenue_retention_is_what_old_customers_still_bring(void **state)
{
    static const struct Case cases[] = {
        {"SELECT revenue_retention(previous, current) FROM (SELECT 60 AS previous, 65 AS current "
         "UNION ALL VALUES (40, 20), (NULL, 25), (0, 20), ('', 9), (0.0, 1))",
         "85.0"},
        {"SELECT revenue_retention(previous, current) FROM (SELECT 60 AS previous, NULL AS "
         "current UNION ALL VALUES (40, ''))",
         "0.0"},
        {"SELECT revenue_retention('100', ' 120.5 ')", "120.5"},
        {"SELECT revenue_retention(previous, current) FROM (SELECT 110 AS previous, 55 AS current "
         "UNION ALL VALUES (-10, 5))",
         "60.0"},
        {"SELECT revenue_retention(NULL, 5), revenue_retention(0, 5), revenue_retention(-3, 5)",
         "NULL|NULL|NULL"},
        {"SELECT revenue_retention(1, 1) WHERE 0", "NULL"},
        {"SELECT revenue_retention(9223372036854775807, 9223372036854775807)", "100.0"},
    };
    assert_cases(*state, cases, COUNT(cases));
}

#define GROWTH(member) "json_extract(earned_growth(previous, current, is_earned), '$." member "')"

static void earned_growth_is_the_published_example(void **state)
{
    /* Winning on Purpose, appendix B: 100 last year; 130 now, of which 85, 25 and 20. */
    assert_query(
        *state,
        "SELECT " GROWTH("net_revenue_retention") ", " GROWTH("earned_new") ", " GROWTH(
            "bought_new") ", " GROWTH("growth") ", " GROWTH("rate") ", round(" GROWTH("ratio") ", "
                                                                                               "1) "
                                                                                               "FRO"
                                                                                               "M "
                                                                                               "(SE"
                                                                                               "LEC"
                                                                                               "T "
                                                                                               "60 "
                                                                                               "AS "
                                                                                               "pre"
                                                                                               "vio"
                                                                                               "us,"
                                                                                               " 65"
                                                                                               " AS"
                                                                                               " cu"
                                                                                               "rre"
                                                                                               "nt,"
                                                                                               " NU"
                                                                                               "LL "
                                                                                               "AS "
                                                                                               "is_"
                                                                                               "ear"
                                                                                               "ned"
                                                                                               " "
                                                                                               "UNI"
                                                                                               "ON "
                                                                                               "ALL"
                                                                                               " VA"
                                                                                               "LUE"
                                                                                               "S "
                                                                                               "(40"
                                                                                               ", "
                                                                                               "20,"
                                                                                               " 0)"
                                                                                               ", "
                                                                                               "(NU"
                                                                                               "LL,"
                                                                                               " 25"
                                                                                               ", "
                                                                                               "1),"
                                                                                               " ("
                                                                                               "0, "
                                                                                               "12,"
                                                                                               " 0)"
                                                                                               ", "
                                                                                               "(''"
                                                                                               ", "
                                                                                               "8, "
                                                                                               "NUL"
                                                                                               "L)"
                                                                                               ")",
        "85.0|25.0|20.0|30.0|10.0|33.3");
}

static void earned_growth_has_a_ratio_only_where_there_is_growth(void **state)
{
    static const struct Case cases[] = {
        {"SELECT json_extract(earned_growth(100, 90, 0), '$.rate', '$.growth', '$.ratio')",
         "[-10.0,-10.0,null]"},
        {"SELECT json_extract(earned_growth(100, 100, 0), '$.rate', '$.growth', '$.ratio')",
         "[0.0,0.0,null]"},
        {"SELECT json_extract(earned_growth(100, 120, 0), '$.rate', '$.growth', '$.ratio')",
         "[20.0,20.0,100.0]"},
        {"SELECT earned_growth(0, 120, 1), earned_growth(-5, 120, 1), earned_growth(NULL, NULL, "
         "NULL)",
         "NULL|NULL|NULL"},
        {"SELECT earned_growth(1, 1, 1) WHERE 0", "NULL"},
        /*
         * Whether an old customer was earned does not matter; NULL and blank are not known to be.
         */
        {"SELECT json_extract(earned_growth(p, c, e), '$.earned_new', '$.bought_new') FROM (SELECT "
         "100 AS p, 50 AS c, 1 AS e UNION ALL VALUES (0, 10, '1'), (0, 20, 1.0), (0, 40, '0'), (0, "
         "70, ' '), (0, 10, NULL))",
         "[30.0,120.0]"},
    };
    assert_cases(*state, cases, COUNT(cases));
}

static void revenue_functions_refuse_what_is_no_money(void **state)
{
    static const struct Case cases[] = {
        {"SELECT revenue_retention('ten', 5)",
         "revenue_retention(): previous must be a number from -1e100 to 1e100, not 'ten'; advocacy_amount() reads amounts such as '$1,234.50'"},
        {"SELECT revenue_retention(5, 9e999)",
         "revenue_retention(): current must be a number from -1e100 to 1e100, not Inf"},
        {"SELECT revenue_retention(5, 1e101)",
         "revenue_retention(): current must be a number from -1e100 to 1e100, not 1.0e+101"},
        {"SELECT revenue_retention(x'35', 5)",
         "revenue_retention(): previous must be a number from -1e100 to 1e100, not a BLOB of 1 "
         "byte"},
        {"SELECT earned_growth(5, 6, 'yes')",
         "earned_growth(): is_earned must be 1 for yes or 0 for no, not 'yes'; advocacy_flag() reads words such as 'yes'"},
        {"SELECT earned_growth(5, 6, 7)",
         "earned_growth(): is_earned must be 1 for yes or 0 for no, not 7; a comparison such as x > 0 is 1 or 0"},
        {"SELECT earned_growth(5, '$6', 1)",
         "earned_growth(): current must be a number from -1e100 to 1e100, not '$6'; advocacy_amount() reads amounts such as '$1,234.50'"},
    };
    assert_failures(*state, cases, COUNT(cases));
}

/* Money of all kinds: cents, whole numbers that a double cannot hold, text, nothing. */
static void fill_revenue(sqlite3 *db)
{
    execute(db,
            "CREATE TEMP TABLE revenue(id INTEGER PRIMARY KEY, region, previous, current, "
            "is_earned); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
            "300) INSERT INTO revenue SELECT i, i % 3, CASE WHEN i % 7 = 0 THEN NULL WHEN i % 11 = "
            "0 THEN 0 WHEN i % 13 = 0 THEN 9007199254740993 WHEN i % 5 = 0 THEN i || '.25' ELSE i "
            "* 37 % 101 / 8.0 END, CASE WHEN i % 17 = 0 THEN '' WHEN i % 13 = 0 THEN "
            "9007199254740995 ELSE i * 53 % 97 / 4.0 END, CASE WHEN i % 4 = 0 THEN NULL ELSE i % 2 "
            "END FROM n");
}

#define SLIDING "ROWS BETWEEN 6 PRECEDING AND CURRENT ROW"
/* The frame of a row in plain SQL. */
#define OF_FRAME(function)                                                                         \
    "(SELECT " function " FROM revenue AS f WHERE f.id BETWEEN r.id - 6 AND r.id)"

static void windows_are_what_their_rows_give(void **state)
{
    fill_revenue(*state);
    assert_same_results(
        *state,
        "SELECT revenue_retention(previous, current) OVER (ORDER BY id " SLIDING
        "), earned_growth(previous, current, is_earned) OVER (ORDER BY id " SLIDING
        ") FROM revenue ORDER BY id",
        "SELECT " OF_FRAME("revenue_retention(f.previous, f.current)") ", " OF_FRAME(
            "earned_growth(f.previous, f.current, f.is_earned)") " FROM revenue AS r ORDER BY id",
        0);
    assert_same_results(
        *state,
        "SELECT revenue_retention(previous, current) OVER (PARTITION BY region ORDER BY id), "
        "revenue_retention(previous, current) FILTER (WHERE id % 2) OVER (ORDER BY id ROWS BETWEEN "
        "3 FOLLOWING AND 5 FOLLOWING) FROM revenue ORDER BY id",
        "SELECT (SELECT revenue_retention(f.previous, f.current) FROM revenue AS f WHERE f.region "
        "= r.region AND f.id <= r.id), (SELECT revenue_retention(f.previous, f.current) FROM "
        "revenue AS f WHERE f.id BETWEEN r.id + 3 AND r.id + 5 AND f.id % 2) FROM revenue AS r "
        "ORDER BY id",
        0);
    execute(*state, "DROP TABLE revenue");
}

/* In exact arithmetic: SQL's integers over eighths of the money. */
static void groups_agree_with_plain_sql(void **state)
{
    fill_revenue(*state);
    assert_same_results(
        *state,
        "SELECT region, revenue_retention(previous, current) FROM revenue WHERE id % 13 GROUP BY "
        "region ORDER BY region",
        "SELECT region, 100.0 * sum(c) / sum(p) FROM (SELECT region, CAST(8 * previous AS INTEGER) "
        "AS p, CAST(8 * current AS INTEGER) AS c FROM revenue WHERE id % 13 AND previous <> 0) "
        "GROUP BY region ORDER BY region",
        1e-15);
    execute(*state, "DROP TABLE revenue");
}

/* RFM */

static void cut_points_interpolate_between_values(void **state)
{
    static const struct Case cases[] = {
        {"SELECT rfm_cuts(v) FROM (SELECT 1 AS v UNION ALL VALUES (2), (3), (4), (5), (6))",
         "[2.0,3.0,4.0,5.0]"},
        {"SELECT rfm_cuts(v, 4) FROM (SELECT 1 AS v UNION ALL VALUES (2), (3), (4))",
         "[1.75,2.5,3.25]"},
        {"SELECT rfm_cuts(v, 2) FROM (SELECT '9' AS v UNION ALL VALUES (NULL), (''), (1.5))",
         "[5.25]"},
        {"SELECT rfm_cuts(7), rfm_cuts(NULL), rfm_cuts('')", "[7.0,7.0,7.0,7.0]|NULL|NULL"},
        {"SELECT rfm_cuts(1) WHERE 0", "NULL"},
        {"SELECT json_array_length(rfm_cuts(x, 100)) FROM customer", "99"},
        {"SELECT plan, json_array_length(rfm_cuts(x)) FROM customer GROUP BY plan",
         "free|4\npro|4\nteam|4"},
    };
    assert_cases(*state, cases, COUNT(cases));
}

static void a_bin_is_one_and_the_cuts_below(void **state)
{
    /* Each customer's bin is one more than the cut points that json_each finds below. */
    assert_same_results(
        *state,
        "SELECT rfm_bin(x, (SELECT rfm_cuts(x) FROM customer)), rfm_bin(T, (SELECT rfm_cuts(T, 7) "
        "FROM customer)) FROM customer ORDER BY id",
        "SELECT 1 + (SELECT count(*) FROM json_each((SELECT rfm_cuts(x) FROM customer)) WHERE "
        "value < c.x), 1 + (SELECT count(*) FROM json_each((SELECT rfm_cuts(T, 7) FROM customer)) "
        "WHERE value < c.T) FROM customer AS c ORDER BY id",
        0);
    static const struct Case cases[] = {
        {"SELECT group_concat(rfm_bin(v, '[1,2,2,3]')) FROM (SELECT 0 AS v UNION ALL VALUES (1), "
         "(1.5), (2), (2.5), (3), (99))",
         "1,1,2,2,4,4,5"},
        {"SELECT rfm_bin('2', '[1, 2.0, 3e0]'), rfm_bin('', '[1]'), rfm_bin(2, NULL)",
         "2|NULL|NULL"},
    };
    assert_cases(*state, cases, COUNT(cases));
}

/* Cuts of many kinds in one statement: more than are remembered. */
static void every_row_is_binned_by_its_own_cuts(void **state)
{
    assert_same_results(
        *state,
        "WITH cut(cohort, cuts) AS (SELECT id % 13, rfm_cuts(T, 2 + id % 13) FROM customer GROUP "
        "BY id % 13) SELECT id, rfm_bin(T, cuts) FROM customer JOIN cut ON cohort = id % 13 ORDER "
        "BY id",
        "WITH cut(cohort, cuts) AS (SELECT id % 13, rfm_cuts(T, 2 + id % 13) FROM customer GROUP "
        "BY id % 13) SELECT id, 1 + (SELECT count(*) FROM json_each(cuts) WHERE value < T) FROM "
        "customer JOIN cut ON cohort = id % 13 ORDER BY id",
        0);
}

/* How many of the 125 cells have each name in the published map; which ones, if the map is at hand,
 * is a test of the purchase data. */
static void the_segment_map_has_eleven_names(void **state)
{
    assert_query(
        *state,
        "WITH n(i) AS (SELECT 1 UNION ALL VALUES (2), (3), (4), (5)) "
        "SELECT rfm_segment(r.i, f.i, m.i) AS name, count(*) FROM n AS r, n AS f, n AS m "
        "GROUP BY name ORDER BY name",
        "About to Sleep|5\nAt Risk|22\nCannot Lose Them|8\nChampions|7\nHibernating|14\nLost|6\n"
        "Loyal|8\nNeed Attention|8\nNew Customers|7\nPotential Loyalists|24\nPromising|16");
    assert_query(*state, "SELECT rfm_segment(5, 5, 5), rfm_segment('1', 1.0, 1)", "Champions|Lost");
}

static void rfm_functions_refuse_what_cannot_be(void **state)
{
    static const struct Case cases[] = {
        {"SELECT rfm_cuts('a lot')",
         "rfm_cuts(): value must be a number from -1e100 to 1e100, not 'a lot'; advocacy_amount() reads amounts such as '$1,234.50'"},
        {"SELECT rfm_cuts(1, 1)",
         "rfm_cuts(): bins must be one whole constant from 2 to 100; this row has 1"},
        {"SELECT rfm_cuts(id, 1 + id) FROM customer WHERE id < 5",
         "rfm_cuts(): bins must be one whole constant from 2 to 100; this row has 3"},
        {"SELECT rfm_cuts(1, NULL)",
         "rfm_cuts(): bins must be one whole constant from 2 to 100; this row has NULL"},
        {"SELECT rfm_bin(1, '[]')",
         "rfm_bin(): cuts must be what rfm_cuts() returns, an ascending JSON array of numbers"},
        {"SELECT rfm_bin(1, '[3,2]')",
         "rfm_bin(): cuts must be what rfm_cuts() returns, an ascending JSON array of numbers"},
        {"SELECT rfm_bin(1, '[1,\"2\"]')",
         "rfm_bin(): cuts must be what rfm_cuts() returns, an ascending JSON array of numbers"},
        {"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) SELECT "
         "rfm_bin(1, json_group_array(i)) FROM n",
         "rfm_bin(): cuts must be what rfm_cuts() returns, an ascending JSON array of numbers"},
        {"SELECT rfm_bin(1, '[1,2')",
         "rfm_bin(): cuts must be what rfm_cuts() returns, an ascending JSON array of numbers"},
        {"SELECT rfm_bin(1, 5)",
         "rfm_bin(): cuts must be what rfm_cuts() returns, an ascending JSON array of numbers"},
        {"SELECT rfm_bin('x', '[1]')",
         "rfm_bin(): value must be a number from -1e100 to 1e100, not 'x'; advocacy_amount() reads amounts such as '$1,234.50'"},
        {"SELECT rfm_segment(0, 1, 1)",
         "rfm_segment(): r must be a whole number from 1 to 5, not 0"},
        {"SELECT rfm_segment(1, 2.5, 1)",
         "rfm_segment(): f must be a whole number from 1 to 5, not 2.5"},
        {"SELECT rfm_segment(1, 1, 'x')",
         "rfm_segment(): m must be a whole number from 1 to 5, not 'x'"},
    };
    assert_failures(*state, cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(revenue_retention_is_what_old_customers_still_bring),
        cmocka_unit_test(earned_growth_is_the_published_example),
        cmocka_unit_test(earned_growth_has_a_ratio_only_where_there_is_growth),
        cmocka_unit_test(revenue_functions_refuse_what_is_no_money),
        cmocka_unit_test(windows_are_what_their_rows_give),
        cmocka_unit_test(groups_agree_with_plain_sql),
        cmocka_unit_test(cut_points_interpolate_between_values),
        cmocka_unit_test(a_bin_is_one_and_the_cuts_below),
        cmocka_unit_test(every_row_is_binned_by_its_own_cuts),
        cmocka_unit_test(the_segment_map_has_eleven_names),
        cmocka_unit_test(rfm_functions_refuse_what_cannot_be),
    };
    return cmocka_run_group_tests_name("revenue and RFM", tests, open_with_customers,
                                       close_fixture);
}
