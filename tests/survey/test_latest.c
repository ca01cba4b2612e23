/* nps_latest(), each customer's newest answer, against row_number() over the same histories. */
#include "support/answers.h"

/*
 * Fifty moments in many forms, some of them the same, and the seconds that they are. Every fifth is
 * a day, which is its first moment; three are unknown.
 */
#define MAKE_MOMENTS                                                                               \
    "CREATE TABLE moment AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE " \
    "i < 49), t AS (SELECT i, 1767225600 + i * 7919 % 37 * CASE i % 5 WHEN 4 THEN 86400 "          \
    "ELSE 43200 END AS second FROM n) "                                                            \
    "SELECT i, second, CASE i % 5 "                                                                \
    "WHEN 0 THEN datetime(second, 'unixepoch') "                                                   \
    "WHEN 1 THEN strftime('%Y-%m-%dT%H:%M:%SZ', second, 'unixepoch') "                             \
    "WHEN 2 THEN datetime(second + 7200, 'unixepoch') || '+02' "                                   \
    "WHEN 3 THEN strftime('%H:%M:%S.250 UTC, ', second, 'unixepoch') || CAST(strftime('%d', "      \
    "second, 'unixepoch') AS INTEGER) || ' ' || substr('JanFebMar', 3 * strftime('%m', second, "   \
    "'unixepoch') - 2, 3) || '. ' || strftime('%Y', second, 'unixepoch') "                         \
    "ELSE date(second, 'unixepoch') END AS value FROM t;"                                          \
    "UPDATE moment SET second = NULL, value = CASE i WHEN 7 THEN '' WHEN 17 THEN char(160) END "   \
    "WHERE i IN (7, 17, 27);"

static int open_answers(void **state)
{
    *state = open_database();
    create_answers(*state, 5000, 20260104);
    execute(*state, MAKE_MOMENTS "ALTER TABLE answer ADD COLUMN second;"
                                 "UPDATE answer SET (answered_at, second) = (SELECT value, second "
                                 "FROM moment WHERE i = answer.id * 31 % 50 AND answer.id > 0)");
    return 0;
}

#define IS_STRANGER "(customer IS NULL OR trim(customer) = '')"

/*
 * The figures of the answers that count, from `valid` alone. An unknown time is the oldest; of
 * equal times the lower answer counts; answers without a customer all count.
 */
#define NEWEST(condition)                                                                          \
    "SELECT count(*), sum(s = 1), sum(s = 0), sum(s = -1), avg(s) * 100, (SELECT count(*) FROM "   \
    "valid WHERE " condition ") - count(*) FROM (SELECT *, row_number() OVER (PARTITION BY "       \
    "customer ORDER BY second DESC, n) AS place FROM valid WHERE " condition ") "                  \
    "WHERE " IS_STRANGER " OR place = 1"

#define LATEST(condition)                                                                          \
    "SELECT json_extract(j, '$.responses'), json_extract(j, '$.promoters'), json_extract(j, "      \
    "'$.passives'), json_extract(j, '$.detractors'), json_extract(j, '$.nps'), json_extract(j, "   \
    "'$.repeats') FROM (SELECT nps_latest(score, customer, answered_at) AS j FROM answer "         \
    "WHERE " condition ")"

static void assert_newest(sqlite3 *db, const char *condition)
{
    char *found = sqlite3_mprintf(LATEST("%s"), condition);
    char *expected = sqlite3_mprintf(NEWEST("%s"), condition, condition);
    assert_same_results(db, found, expected, 1e-13);
    sqlite3_free(expected);
    sqlite3_free(found);
}

static void random_histories_agree_with_row_number(void **state)
{
    assert_newest(*state, "1");
    /* Histories of very different length, each a few answers of few customers. */
    for (int i = 0; i < 100; i++) {
        char *condition =
            sqlite3_mprintf("id %% 101 = %d OR id BETWEEN %d AND %d", i, i * 50, i * 50 + i);
        assert_newest(*state, condition);
        sqlite3_free(condition);
    }
}

static void times_of_every_form_are_ordered_as_moments(void **state)
{
    assert_query(*state, "SELECT count(*) > 20, count(DISTINCT second) < count(second) FROM moment",
                 "1|1");
    /* Of two answers, 0 and 10, the one with the later time counts, or 0 of equal times. */
    assert_query(*state,
                 "SELECT a.value, b.value FROM moment AS a, moment AS b WHERE (SELECT json_extract("
                 "nps_latest(score, 'c', t), '$.nps') FROM (SELECT 10 AS score, a.value AS t "
                 "UNION ALL SELECT 0, b.value)) IS NOT CASE WHEN ifnull(a.second, -1) > "
                 "ifnull(b.second, -1) THEN 100 ELSE -100 END",
                 "");
}

static void customers_of_every_type_are_told_apart_as_in_sqlite(void **state)
{
    assert_same_results(*state,
                        "SELECT json_extract(nps_latest(9, value, 20260101), '$.responses'), "
                        "json_extract(nps_latest(9, value, 20260101), '$.repeats') FROM kind",
                        "SELECT count(DISTINCT customer) + sum(customer IS NULL), "
                        "count(customer) - count(DISTINCT customer) FROM (SELECT CASE WHEN "
                        "trim(value) <> '' THEN value END AS customer FROM kind)",
                        0);
}

/* The summary of the rows that count, with their weights; a row without a weight does not count. */
static void weights_are_those_of_the_newest_answers(void **state)
{
    assert_same_results(
        *state,
        "SELECT json_extract(j, '$.responses'), json_extract(j, '$.nps'), json_extract(j, "
        "'$.margin'), json_extract(j, '$.effective_responses') FROM (SELECT nps_latest(score, "
        "customer, answered_at, 0.9, weight) AS j FROM answer)",
        "SELECT json_extract(j, '$.responses'), json_extract(j, '$.nps'), json_extract(j, "
        "'$.margin'), json_extract(j, '$.effective_responses') FROM (SELECT nps_summary(n, 0.9, "
        "weight) AS j FROM (SELECT *, row_number() OVER (PARTITION BY customer ORDER BY second "
        "DESC, n, CAST(weight AS REAL)) AS place FROM valid WHERE trim(weight) <> '') "
        "WHERE " IS_STRANGER " OR place = 1)",
        1e-12);
    assert_query(*state,
                 "SELECT json_extract(nps_latest(9, 1, 20260101, 0.95, NULL), '$.nps') IS NULL, "
                 "json_extract(nps_latest(9, 1, 20260101, 0.95, 0), '$.responses', '$.nps')",
                 "1|[1,null]");
}

static void the_rest_of_the_json_is_the_summary_of_the_newest_answers(void **state)
{
    assert_same_results(
        *state,
        "SELECT json_extract(j, '$.margin'), json_extract(j, '$.lower'), json_extract(j, "
        "'$.upper'), json_extract(j, '$.confidence') FROM (SELECT nps_latest(score, customer, "
        "answered_at, 0.8) AS j FROM answer)",
        "SELECT nps_margin(n, 0.8), nps_lower(n, 0.8), nps_upper(n, 0.8), 0.8 FROM (SELECT *, "
        "row_number() OVER (PARTITION BY customer ORDER BY second DESC, n) AS place "
        "FROM valid) WHERE " IS_STRANGER " OR place = 1",
        1e-12);
    assert_query(*state,
                 "SELECT group_concat(key) FROM json_each((SELECT nps_latest(9, 1, 20260101)))",
                 "responses,promoters,passives,detractors,nps,margin,lower,upper,confidence,"
                 "repeats");
    assert_same_results(*state, "SELECT nps_latest(score, customer, answered_at) FROM answer",
                        "SELECT nps_latest(score, customer, answered_at, 0.95) FROM answer", 0);
}

static void groups_of_group_by_have_histories_of_their_own(void **state)
{
    assert_same_results(
        *state,
        "SELECT id % 5, json_extract(nps_latest(score, customer, answered_at), '$.nps') "
        "FROM answer GROUP BY 1",
        "SELECT part, avg(s) * 100 FROM (SELECT *, row_number() OVER (PARTITION BY part, customer "
        "ORDER BY second DESC, n) AS place FROM (SELECT id % 5 AS part, * FROM valid)) "
        "WHERE " IS_STRANGER " OR place = 1 GROUP BY 1",
        1e-13);
}

static void nothing_in_gives_null(void **state)
{
    assert_query(*state, "SELECT nps_latest(score, customer, answered_at) FROM answer WHERE 0",
                 "NULL");
    assert_query(*state, "SELECT nps_latest('', 1, ''), nps_latest(NULL, NULL, NULL)", "NULL|NULL");
}

static sqlite3_int64 memory_for(sqlite3 *db, int rows)
{
    char *sql = sqlite3_mprintf(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
        "SELECT length(nps_latest(i %% 11, 'a customer whose name is long: ' || (i %% 500), "
        "datetime(i, 'unixepoch'))) "
        "FROM n",
        rows);
    sqlite3_memory_highwater(1);
    sqlite3_int64 before = sqlite3_memory_used();
    query_number(db, sql);
    sqlite3_free(sql);
    return sqlite3_memory_highwater(0) - before;
}

static void memory_grows_with_customers_and_not_with_answers(void **state)
{
    sqlite3_int64 memory = memory_for(*state, 10000);
    assert_true(memory > 500 * 70);
    assert_true(memory_for(*state, 100000) < memory + memory / 10);
}

static void errors_name_the_value_and_the_rule(void **state)
{
    assert_fails(*state, "SELECT nps_latest(11, 1, 1)",
                 "nps_latest(): 11 is not an answer from 0 to 10; nps_answer() turns such values "
                 "into NULL");
    assert_fails(*state, "SELECT nps_latest(9, x'00', 20260101)",
                 "nps_latest(): a customer is a number, a text or NULL, not a BLOB");
    assert_fails(*state, "SELECT nps_latest(9, 1, x'00')",
                 "nps_latest(): a time is a number, a text or NULL, not a BLOB");
    assert_fails(*state, "SELECT nps_latest(9, 1, 1, 1)",
                 "nps_latest(): confidence must be one constant between 0 and 1; weight is the "
                 "fifth argument; this row has 1");
    assert_fails(*state, "SELECT nps_latest(9, 1, 20260101, 0.9 + rowid / 1e6) FROM answer",
                 "nps_latest(): confidence must be one constant between 0 and 1; weight is the "
                 "fifth argument; this row has 0.900002");
    assert_fails(*state, "SELECT nps_latest(9, 1, 20260101, 0.9, -1)",
                 "nps_latest(): weight must be a number from 0 to 1e100, not -1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_histories_agree_with_row_number),
        cmocka_unit_test(times_of_every_form_are_ordered_as_moments),
        cmocka_unit_test(customers_of_every_type_are_told_apart_as_in_sqlite),
        cmocka_unit_test(weights_are_those_of_the_newest_answers),
        cmocka_unit_test(the_rest_of_the_json_is_the_summary_of_the_newest_answers),
        cmocka_unit_test(groups_of_group_by_have_histories_of_their_own),
        cmocka_unit_test(nothing_in_gives_null),
        cmocka_unit_test(memory_grows_with_customers_and_not_with_answers),
        cmocka_unit_test(errors_name_the_value_and_the_rule),
    };
    return cmocka_run_group_tests_name("latest", tests, open_answers, close_fixture);
}
