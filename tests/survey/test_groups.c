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
        cmocka_unit_test(intervals_equal_those_of_group_by),
        cmocka_unit_test(one_to_200000_segments_are_all_there),
        cmocka_unit_test(memory_grows_with_segments_and_not_with_rows),
        cmocka_unit_test(a_result_beyond_the_limit_of_the_host_says_so),
    };
    return cmocka_run_group_tests_name("groups", tests, open_answers, close_fixture);
}
