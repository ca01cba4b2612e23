/* nps_by(), which hashes segments, against GROUP BY and plain arithmetic. */
#include <stdbool.h>
#include <string.h>

#include "support/answers.h"

#define RANDOM_ROWS 6000

/*
 * What nps_by must say without weights, computed without the extension from a view or table that
 * has segment and s. Segments without answers are listed too.
 */
#define PLAIN_GROUPS(condition)                                                                    \
    "SELECT segment, count(s), coalesce(sum(s = 1), 0), coalesce(sum(s = 0), 0), "                 \
    "coalesce(sum(s = -1), 0), avg(s) * 100 FROM (SELECT a.segment, v.s FROM answer AS a "         \
    "LEFT JOIN valid AS v ON v.id = a.id WHERE " condition ") GROUP BY segment "                   \
    "ORDER BY count(s) DESC, segment"

#define ROWS_OF(json)                                                                              \
    "SELECT segment, responses, promoters, passives, detractors, nps FROM "                        \
    "nps_rows((" json "))"

static int open_answers(void **state)
{
    *state = open_database();
    create_answers(*state, RANDOM_ROWS, 20260101);
    return 0;
}

static void every_segment_type_groups_and_sorts_as_in_sqlite(void **state)
{
    assert_same_results(*state, ROWS_OF("SELECT nps_by(score, segment) FROM answer"),
                        PLAIN_GROUPS("1"), 1e-13);
    /* So few answers that most segments tie, and many have none. */
    for (int limit = 1; limit <= 60; limit++) {
        char *found =
            sqlite3_mprintf(ROWS_OF("SELECT nps_by(score, segment) FROM answer WHERE id %% 60 < %d "
                                    "AND id < 400"),
                            limit);
        char *expected = sqlite3_mprintf(PLAIN_GROUPS("a.id %% 60 < %d AND a.id < 400"), limit);
        assert_same_results(*state, found, expected, 1e-13);
        sqlite3_free(expected);
        sqlite3_free(found);
    }
}

static void segments_of_equal_size_come_in_the_order_of_sqlite(void **state)
{
    assert_same_results(*state,
                        "SELECT segment FROM nps_rows((SELECT nps_by(9, value) FROM "
                        "(SELECT DISTINCT value FROM kind ORDER BY id DESC)))",
                        "SELECT DISTINCT value FROM kind ORDER BY value", 0);
}

/* In one small table, over and over: texts alike in length, first and last byte, whole numbers
 * alike in their last bits, the same digits as text, REAL and INTEGER. */
static void segments_that_look_alike_are_told_apart(void **state)
{
    sqlite3 *db = *state;
    execute(db, "CREATE TEMP TABLE alike(score, segment);"
                "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 4999) "
                "INSERT INTO alike SELECT i * 7919 % 11, CASE i * 31 % 20 WHEN 0 THEN 'abca' "
                "WHEN 1 THEN 'acba' WHEN 2 THEN 'aaaa' WHEN 3 THEN 1 WHEN 4 THEN 65 "
                "WHEN 5 THEN 4294967297 WHEN 6 THEN -63 WHEN 7 THEN '1' WHEN 8 THEN 1.0 "
                "WHEN 9 THEN '' WHEN 10 THEN NULL WHEN 11 THEN 1.5 WHEN 12 THEN x'61' || 'bca' "
                "WHEN 13 THEN 'abc' || char(0) || 'a' WHEN 14 THEN 'abcaa' "
                "WHEN 15 THEN 'a text that is longer than thirty-two bytes' "
                "WHEN 16 THEN 'a text that is longer than thirty-nine bytes' "
                "WHEN 17 THEN '65' ELSE i * 31 % 20 END FROM n");
    assert_same_results(db, ROWS_OF("SELECT nps_by(score, segment) FROM alike"),
                        "SELECT segment, count(*), sum(score >= 9), sum(score IN (7, 8)), "
                        "sum(score <= 6), 100.0 * (sum(score >= 9) - sum(score <= 6)) / count(*) "
                        "FROM alike GROUP BY segment ORDER BY 2 DESC, segment",
                        1e-13);
    execute(db, "DROP TABLE alike");
}

static void the_type_of_a_segment_survives(void **state)
{
    assert_query(*state,
                 "SELECT typeof(segment), segment FROM nps_rows((SELECT nps_by(9, column1) FROM "
                 "(VALUES ('1'), (9223372036854775807), (0.5), (1.0), (NULL), (-0.0), (''))))",
                 "null|NULL\ninteger|0\nreal|0.5\ninteger|1\ninteger|9223372036854775807\n"
                 "text|\ntext|1");
}

static void intervals_equal_those_of_group_by(void **state)
{
    static const char *const confidences[] = {"0.95", "0.5", "0.999"};
    for (int i = 0; i < 3; i++) {
        char *found =
            sqlite3_mprintf("SELECT segment, responses, nps, margin, lower, upper FROM nps_rows("
                            "(SELECT nps_by(score, segment, %s) FROM answer))",
                            confidences[i]);
        char *expected = sqlite3_mprintf(
            "SELECT segment, nps_responses(score), nps(score), nps_margin(score, %s), "
            "nps_lower(score, %s), nps_upper(score, %s) FROM answer GROUP BY segment "
            "ORDER BY nps_responses(score) DESC, segment",
            confidences[i], confidences[i], confidences[i]);
        assert_same_results(*state, found, expected, 1e-13);
        sqlite3_free(expected);
        sqlite3_free(found);
    }
    assert_same_results(
        *state, "SELECT * FROM nps_rows((SELECT nps_by(score, segment) FROM answer))",
        "SELECT * FROM nps_rows((SELECT nps_by(score, segment, 0.95) FROM answer))", 0);
}

static void weights_equal_a_grouped_computation(void **state)
{
    execute(*state, "CREATE TEMP VIEW weighted AS SELECT *, CAST(weight AS REAL) AS w FROM valid "
                    "WHERE trim(weight) <> ''");
    assert_same_results(
        *state, ROWS_OF("SELECT nps_by(score, segment, 0.9, weight) FROM answer WHERE id <= 3000"),
        "SELECT a.segment, count(s), coalesce(sum(s = 1), 0), coalesce(sum(s = 0), 0), "
        "coalesce(sum(s = -1), 0), 100 * sum(w * s) / sum(w) FROM answer AS a "
        "LEFT JOIN weighted AS v ON v.id = a.id WHERE a.id <= 3000 "
        "GROUP BY a.segment ORDER BY count(s) DESC, a.segment",
        1e-12);
    assert_same_results(*state,
                        "SELECT segment, nps, margin, lower, upper FROM nps_rows("
                        "(SELECT nps_by(score, segment, 0.9, weight) FROM answer))",
                        "SELECT a.segment, nps(score, weight), nps_margin(score, 0.9, weight), "
                        "nps_lower(score, 0.9, weight), nps_upper(score, 0.9, weight) "
                        "FROM answer AS a GROUP BY a.segment ORDER BY (SELECT count(*) FROM "
                        "weighted AS v WHERE v.segment IS a.segment) DESC, a.segment",
                        1e-12);
    execute(*state, "DROP VIEW weighted");
}

static void the_json_has_these_keys_in_this_order(void **state)
{
#define KEYS "segment,responses,promoters,passives,detractors,nps,margin,lower,upper,confidence"
    assert_query(*state,
                 "SELECT json_type(j), json_array_length(j), (SELECT group_concat(key) FROM "
                 "json_each(j, '$[0]')), (SELECT group_concat(key) FROM json_each(j, '$[1]')) "
                 "FROM (SELECT nps_by(score, x) AS j FROM (SELECT 9 AS score, 1 AS x UNION ALL "
                 "SELECT NULL, 2))",
                 "array|2|" KEYS "|" KEYS);
    assert_query(*state,
                 "SELECT group_concat(key) FROM json_each((SELECT nps_by(9, 1, 0.9, 2)), '$[0]')",
                 KEYS ",effective_responses");
    assert_query(*state, "SELECT json_valid(nps_by(score, segment)) FROM answer", "1");
    assert_query(*state, "SELECT json_extract(nps_by(9, 1, 0.9), '$[0].confidence')", "0.9");
}

static void a_segment_without_answers_is_listed_with_nothing_known(void **state)
{
    assert_query(*state,
                 "SELECT * FROM nps_rows((SELECT nps_by(score, x) FROM (SELECT '' AS score, 'b' "
                 "AS x UNION ALL SELECT NULL, 'a' UNION ALL SELECT ' ', NULL)))",
                 "NULL|0|0|0|0|NULL|NULL|NULL|NULL\na|0|0|0|0|NULL|NULL|NULL|NULL\n"
                 "b|0|0|0|0|NULL|NULL|NULL|NULL");
    /* Weights of 0 leave answers that are worth nothing. */
    assert_query(*state,
                 "SELECT responses, promoters, nps, lower FROM nps_rows((SELECT "
                 "nps_by(9, 1, 0.9, 0)))",
                 "1|1|NULL|NULL");
}

static void nothing_in_gives_null(void **state)
{
    assert_query(*state, "SELECT nps_by(score, segment) FROM answer WHERE 0", "NULL");
    assert_query(*state, "SELECT nps_by(9, 1) FILTER (WHERE 0)", "NULL");
    assert_query(*state, "SELECT nps_by(score, segment) FROM answer WHERE 0 GROUP BY segment", "");
}

static void each_group_of_group_by_has_its_own_segments(void **state)
{
    assert_same_results(*state,
                        "SELECT half, r.segment, r.responses, r.nps FROM (SELECT id % 2 AS half, "
                        "nps_by(score, segment) AS j FROM answer GROUP BY 1) JOIN nps_rows(j) AS r "
                        "ORDER BY 1, 2",
                        "SELECT a.id % 2, a.segment, count(s), avg(s) * 100 FROM answer AS a "
                        "LEFT JOIN valid AS v ON v.id = a.id GROUP BY 1, 2 ORDER BY 1, 2",
                        1e-13);
}

/* `segment` is an expression over i, 1 to rows; scores come in every category. */
static void check_segments(sqlite3 *db, int rows, const char *segment)
{
    char *fill = sqlite3_mprintf(
        "CREATE TEMP TABLE many AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
        "WHERE i < %d) SELECT i %% 11 AS score, %s AS segment FROM n",
        rows, segment);
    execute(db, fill);
    assert_same_results(db, ROWS_OF("SELECT nps_by(score, segment) FROM many"),
                        "SELECT segment, count(*), sum(score >= 9), sum(score IN (7, 8)), "
                        "sum(score <= 6), 100.0 * (sum(score >= 9) - sum(score <= 6)) / count(*) "
                        "FROM many GROUP BY segment ORDER BY count(*) DESC, segment",
                        1e-13);
    execute(db, "DROP TABLE many");
    sqlite3_free(fill);
}

static void one_to_200000_segments_are_all_there(void **state)
{
    check_segments(*state, 100, "'all'");
    check_segments(*state, 100, "i % 3");
    check_segments(*state, 5000, "i * i % 1000");
    check_segments(*state, 5000, "(i * i % 997) || ' is a segment with a long name'");
    check_segments(*state, 300000,
                   "CASE WHEN i % 3 THEN i * 2654435761 % 200000 ELSE i % 200000 "
                   "|| CASE i % 2 WHEN 0 THEN '' ELSE ' of 200000 segments' END "
                   "END");
    /* Keys that differ only in high or in low bits. */
    check_segments(*state, 20000, "i << 40");
    check_segments(*state, 20000, "i / 1024.0");
}

/*
 * The most memory that nps_by needs beyond what is in use already. The score of a segment is the
 * same for any number of rows, so that the JSON grows by the digits of the counts only.
 */
static sqlite3_int64 memory_for(sqlite3 *db, int rows, int segments, const char *arguments)
{
    char *sql = sqlite3_mprintf(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
        "SELECT length(nps_by(i / 1000 %% 10, 'segment number ' || (i %% %d)%s)) FROM n",
        rows, segments, arguments);
    sqlite3_memory_highwater(1);
    sqlite3_int64 before = sqlite3_memory_used();
    query_number(db, sql);
    sqlite3_free(sql);
    return sqlite3_memory_highwater(0) - before;
}

static void memory_grows_with_segments_and_not_with_rows(void **state)
{
    static const char *const arguments[] = {"", ", 0.95, i"};
    for (int i = 0; i < 2; i++) {
        sqlite3_int64 small = memory_for(*state, 20000, 1000, arguments[i]);
        sqlite3_int64 longer = memory_for(*state, 200000, 1000, arguments[i]);
        sqlite3_int64 wider = memory_for(*state, 20000, 10000, arguments[i]);
        assert_true(small > 64 * 1000);
        /* The rows are ten times as many. */
        assert_true(longer < 2 * small);
        assert_true(wider > 5 * small);
    }
}

static void errors_name_the_value_and_the_rule(void **state)
{
    assert_fails(*state, "SELECT nps_by(99, 1)",
                 "nps_by(): 99 is not an answer from 0 to 10; nps_answer() turns such values into "
                 "NULL");
    assert_fails(*state, "SELECT nps_by('9 of 10', 1)",
                 "nps_by(): '9 of 10' is not an answer from 0 to 10; nps_answer() reads it as 9");
    assert_fails(*state, "SELECT nps_by(9, x'00ff')",
                 "nps_by(): a segment is a number, a text or NULL, not a BLOB");
    assert_fails(*state, "SELECT nps_by(NULL, x'')",
                 "nps_by(): a segment is a number, a text or NULL, not a BLOB");
    assert_fails(*state, "SELECT nps_by(9, 1, 95)",
                 "nps_by(): confidence must be one constant between 0 and 1; weight is the fourth "
                 "argument; this row has 95");
    assert_fails(*state, "SELECT nps_by(9, rowid, 1.0 / (rowid + 1)) FROM answer",
                 "nps_by(): confidence must be one constant between 0 and 1; weight is the fourth "
                 "argument; this row has 0.333333333333333");
    assert_fails(*state, "SELECT nps_by(9, 1, NULL)",
                 "nps_by(): confidence must be one constant between 0 and 1; weight is the fourth "
                 "argument; this row has NULL");
    assert_fails(*state, "SELECT nps_by(9, 1, 0.9, -1)",
                 "nps_by(): weight must be a number from 0 to 1e100, not -1");
    assert_fails(
        *state, "SELECT nps_by(9, 1, 0.9, 'heavy')",
        "nps_by(): weight must be a number from 0 to 1e100, not 'heavy'; advocacy_amount() reads numbers such as '1,234.50' and turns other text into NULL");
}

static void a_result_beyond_the_limit_of_the_host_says_so(void **state)
{
    int limit = sqlite3_limit(*state, SQLITE_LIMIT_LENGTH, 2000);
    assert_query(*state, "SELECT length(nps_by(9, id)) > 100 FROM kind WHERE id < 9", "1");
    char *result = query(*state, "SELECT nps_by(9, id) FROM kind");
    assert_string_equal(result, "error: string or blob too big");
    sqlite3_free(result);
    assert_int_equal(sqlite3_errcode(*state), SQLITE_TOOBIG);
    sqlite3_limit(*state, SQLITE_LIMIT_LENGTH, limit);
    assert_query(*state, "SELECT length(nps_by(9, id)) > 2000 FROM kind", "1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_segment_type_groups_and_sorts_as_in_sqlite),
        cmocka_unit_test(segments_of_equal_size_come_in_the_order_of_sqlite),
        cmocka_unit_test(segments_that_look_alike_are_told_apart),
        cmocka_unit_test(the_type_of_a_segment_survives),
        cmocka_unit_test(intervals_equal_those_of_group_by),
        cmocka_unit_test(weights_equal_a_grouped_computation),
        cmocka_unit_test(the_json_has_these_keys_in_this_order),
        cmocka_unit_test(a_segment_without_answers_is_listed_with_nothing_known),
        cmocka_unit_test(nothing_in_gives_null),
        cmocka_unit_test(each_group_of_group_by_has_its_own_segments),
        cmocka_unit_test(one_to_200000_segments_are_all_there),
        cmocka_unit_test(memory_grows_with_segments_and_not_with_rows),
        cmocka_unit_test(errors_name_the_value_and_the_rule),
        cmocka_unit_test(a_result_beyond_the_limit_of_the_host_says_so),
    };
    return cmocka_run_group_tests_name("groups", tests, open_answers, close_fixture);
}
