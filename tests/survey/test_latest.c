/* nps_latest(), each customer's newest answer, against row_number() over the same histories. */
#include "support/answers.h"

static int open_answers(void **state)
{
    *state = open_database();
    create_answers(*state, 5000, 20260104);
    return 0;
}

/*
 * The figures of the answers that count, from `valid` alone. NULL is the oldest time; of equal
 * times the lower answer counts; answers without a customer all count.
 */
#define NEWEST(condition)                                                                          \
    "SELECT count(*), sum(s = 1), sum(s = 0), sum(s = -1), avg(s) * 100, (SELECT count(*) FROM "   \
    "valid WHERE " condition ") - count(*) FROM (SELECT *, row_number() OVER (PARTITION BY "       \
    "customer ORDER BY answered_at DESC, n) AS place FROM valid WHERE " condition ") "             \
    "WHERE customer IS NULL OR place = 1"

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

static void times_of_every_type_are_ordered_as_in_sqlite(void **state)
{
    /*
     * Of two answers, 0 and 10, the one whose time SQLite sorts last counts, or 0 of equal times.
     */
    assert_query(*state,
                 "SELECT a.value, b.value FROM kind AS a, kind AS b WHERE (SELECT json_extract("
                 "nps_latest(score, 'c', t), '$.nps') FROM (SELECT 10 AS score, a.value AS t "
                 "UNION ALL SELECT 0, b.value)) IS NOT (SELECT CASE score WHEN 10 THEN 100 ELSE "
                 "-100 END FROM (SELECT 10 AS score, a.value AS t UNION ALL SELECT 0, b.value) "
                 "ORDER BY t DESC, score LIMIT 1)",
                 "");
}

static void customers_of_every_type_are_told_apart_as_in_sqlite(void **state)
{
    assert_same_results(*state,
                        "SELECT json_extract(nps_latest(9, value, id), '$.responses'), "
                        "json_extract(nps_latest(9, value, id), '$.repeats') FROM kind",
                        "SELECT count(DISTINCT value) + sum(value IS NULL), "
                        "count(value) - count(DISTINCT value) FROM kind",
                        0);
}

#define HISTORY(rows)                                                                              \
    "SELECT json_extract(j, '$.responses'), json_extract(j, '$.nps'), json_extract(j, "            \
    "'$.repeats') FROM (SELECT nps_latest(column1, column2, column3) AS j FROM (VALUES " rows "))"

static void a_later_blank_replaces_nothing(void **state)
{
    assert_query(*state, HISTORY("(10, 'ann', 1), ('', 'ann', 2), (NULL, 'ann', 3)"), "1|100.0|0");
    assert_query(*state, HISTORY("('', 'ann', 2), (10, 'ann', 1), (' ', 'bob', 9)"), "1|100.0|0");
}

static void of_equal_times_the_lower_answer_counts(void **state)
{
    assert_query(*state, HISTORY("(10, 'ann', 1), (3, 'ann', 1.0), (8, 'ann', 1)"), "1|-100.0|2");
    assert_query(*state, HISTORY("(3, 'ann', NULL), (10, 'ann', NULL)"), "1|-100.0|1");
}

static void an_unknown_time_is_the_oldest(void **state)
{
    assert_query(*state, HISTORY("(3, 'ann', NULL), (10, 'ann', -9e999)"), "1|100.0|1");
    assert_query(*state, HISTORY("(10, 'ann', -9e999), (3, 'ann', NULL)"), "1|100.0|1");
}

static void answers_of_unknown_customers_all_count(void **state)
{
    assert_query(*state, HISTORY("(10, NULL, 1), (3, NULL, 2), (10, NULL, 1), (10, 'ann', 5)"),
                 "4|50.0|0");
    assert_query(*state, HISTORY("(10, NULL, 1)"), "1|100.0|0");
}

static void long_times_replace_each_other(void **state)
{
    assert_query(*state,
                 "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 999) "
                 "SELECT json_extract(j, '$.responses'), json_extract(j, '$.nps'), "
                 "json_extract(j, '$.repeats') FROM (SELECT nps_latest(CASE i WHEN 999 THEN 9 ELSE "
                 "0 END, 'one customer whose name is long', 'a time that takes many words: ' || i) "
                 "AS j FROM n)",
                 "1|100.0|899");
}

static void the_rest_of_the_json_is_the_summary_of_the_newest_answers(void **state)
{
    assert_same_results(
        *state,
        "SELECT json_extract(j, '$.margin'), json_extract(j, '$.lower'), json_extract(j, "
        "'$.upper'), json_extract(j, '$.confidence') FROM (SELECT nps_latest(score, customer, "
        "answered_at, 0.8) AS j FROM answer)",
        "SELECT nps_margin(n, 0.8), nps_lower(n, 0.8), nps_upper(n, 0.8), 0.8 FROM (SELECT *, "
        "row_number() OVER (PARTITION BY customer ORDER BY answered_at DESC, n) AS place "
        "FROM valid) WHERE customer IS NULL OR place = 1",
        1e-12);
    assert_query(*state, "SELECT group_concat(key) FROM json_each((SELECT nps_latest(9, 1, 1)))",
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
        "ORDER BY answered_at DESC, n) AS place FROM (SELECT id % 5 AS part, * FROM valid)) "
        "WHERE customer IS NULL OR place = 1 GROUP BY 1",
        1e-13);
}

static void nothing_in_gives_null(void **state)
{
    assert_query(*state, "SELECT nps_latest(score, customer, answered_at) FROM answer WHERE 0",
                 "NULL");
    assert_query(*state, "SELECT nps_latest('', 1, 1), nps_latest(NULL, NULL, 1)", "NULL|NULL");
}

static sqlite3_int64 memory_for(sqlite3 *db, int rows)
{
    char *sql = sqlite3_mprintf(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
        "SELECT length(nps_latest(i %% 11, i %% 500, 'a time that takes many words: ' || i)) "
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
    assert_true(memory > 500 * 100);
    assert_true(memory_for(*state, 100000) < memory + memory / 10);
}

static void errors_name_the_value_and_the_rule(void **state)
{
    assert_fails(*state, "SELECT nps_latest(11, 1, 1)",
                 "nps_latest(): 11 is not an answer from 0 to 10; nps_answer() turns such values "
                 "into NULL");
    assert_fails(*state, "SELECT nps_latest(9, x'00', 1)",
                 "nps_latest(): a customer is a number, a text or NULL, not a BLOB");
    assert_fails(*state, "SELECT nps_latest(9, 1, x'00')",
                 "nps_latest(): a time is a number, a text or NULL, not a BLOB");
    assert_fails(*state, "SELECT nps_latest(9, 1, 1, 1)",
                 "nps_latest(): confidence must be one constant between 0 and 1; this row has 1");
    assert_fails(*state, "SELECT nps_latest(9, 1, 1, 0.9 + rowid / 1e6) FROM answer",
                 "nps_latest(): confidence must be one constant between 0 and 1; this row has "
                 "0.900002");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_histories_agree_with_row_number),
        cmocka_unit_test(times_of_every_type_are_ordered_as_in_sqlite),
        cmocka_unit_test(customers_of_every_type_are_told_apart_as_in_sqlite),
        cmocka_unit_test(a_later_blank_replaces_nothing),
        cmocka_unit_test(of_equal_times_the_lower_answer_counts),
        cmocka_unit_test(an_unknown_time_is_the_oldest),
        cmocka_unit_test(answers_of_unknown_customers_all_count),
        cmocka_unit_test(long_times_replace_each_other),
        cmocka_unit_test(the_rest_of_the_json_is_the_summary_of_the_newest_answers),
        cmocka_unit_test(groups_of_group_by_have_histories_of_their_own),
        cmocka_unit_test(nothing_in_gives_null),
        cmocka_unit_test(memory_grows_with_customers_and_not_with_answers),
        cmocka_unit_test(errors_name_the_value_and_the_rule),
    };
    return cmocka_run_group_tests_name("latest", tests, open_answers, close_fixture);
}
