/*
 * The survey functions through SQL: single answers by rules 1 and 2, and groups of them against
 * plain SQL over the same answers. Figures, weights, windows, errors and places in a schema have
 * suites of their own.
 */
#include "support/survey.h"

/* The query holds @, which stands for each of the texts in turn. */
static void assert_query_of_each(sqlite3 *db, const char *format, const char *const *texts,
                                 size_t count, const char *expected)
{
    for (size_t i = 0; i < count; i++) {
        char *sql = replace(format, texts[i]);
        assert_query(db, sql, expected);
        sqlite3_free(sql);
    }
}

/* Single answers */

static void an_answer_belongs_to_one_of_three_categories(void **state)
{
    static const char *const forms[] = {"@",     "@.0",     "'@'",   "' @ '",  "'@.0'",
                                        "'@e0'", "'+@.00'", "'0@.'", "@ * 1e0"};
    for (int answer = 0; answer <= 10; answer++) {
        char *digits = sqlite3_mprintf("%d", answer);
        for (size_t i = 0; i < COUNT(forms); i++) {
            char *value = replace(forms[i], digits);
            assert_query_of_each(*state, "SELECT nps_category(@)", (const char *const *)&value, 1,
                                 answer >= 9   ? "promoter"
                                 : answer >= 7 ? "passive"
                                               : "detractor");
            sqlite3_free(value);
        }
        sqlite3_free(digits);
    }
}

static const char *const no_answers[] = {"NULL",
                                         "''",
                                         "' '",
                                         "'   '",
                                         "char(9, 10, 11, 12, 13, 32)",
                                         "char(10)",
                                         "char(160)",
                                         "char(8239, 32)",
                                         "char(65279)"};

static void null_and_blank_are_no_answer(void **state)
{
    static const char *const calls[] = {
        "SELECT nps_category(@)",
        "SELECT nps_answer(@)",
        "SELECT nps_rescale(@, 5)",
        "SELECT nps_rescale(5, @)",
        "SELECT nps(@)",
        "SELECT nps(@, 2)",
        "SELECT nps_share(@, 'promoter')",
        "SELECT nps_stderr(@)",
        "SELECT nps_lower(@)",
        "SELECT nps_upper(@, 0.9)",
        "SELECT nps_margin(@)",
        "SELECT nps_summary(@)",
        "SELECT nps_change(@, 5)",
        "SELECT nps_change(5, @)",
        "SELECT csat(@)",
        "SELECT top_box(@, 1, 5)",
        "SELECT ces(@)",
        "SELECT nps(9, @)",
        "SELECT nps_lower(9, 0.9, @)",
        "SELECT nps_counts(@, 1, 1)",
        "SELECT nps_counts(1, 1, @)",
        "SELECT nps_counts(1, 1, 1, @)",
        "SELECT nps_sample_size(@)",
        "SELECT nps_sample_size(5, @)",
        "SELECT nps_sample_size(5, 0.9, @)",
    };
    for (size_t i = 0; i < COUNT(calls); i++) {
        assert_query_of_each(*state, calls[i], no_answers, COUNT(no_answers), "NULL");
    }
    assert_query_of_each(*state, "SELECT nps_responses(@)", no_answers, COUNT(no_answers), "0");
}

static void the_lenient_reader_never_fails(void **state)
{
    static const char letters[] = "00123456789  --//..,()[]of%Qx+e\xC3\xA4\xE2\x80\x93\xFF\t";
    struct Random random = {77};
    sqlite3_stmt *statement;
    assert_int_equal(
        sqlite3_prepare_v2(*state,
                           "SELECT v, coalesce(v, 0) BETWEEN 0 AND 10, typeof(v) FROM (SELECT "
                           "nps_answer(CAST(?1 AS TEXT)) AS v UNION ALL SELECT nps_answer(?1))",
                           -1, &statement, NULL),
        SQLITE_OK);
    for (int i = 0; i < 20000; i++) {
        char text[12];
        int length = random_below(&random, (int)sizeof text);
        for (int j = 0; j < length; j++) {
            text[j] = letters[random_below(&random, (int)sizeof letters)];
        }
        sqlite3_bind_blob(statement, 1, text, length, SQLITE_STATIC);
        while (sqlite3_step(statement) == SQLITE_ROW) {
            int type = sqlite3_column_type(statement, 0);
            assert_true(type == SQLITE_INTEGER || type == SQLITE_NULL);
            assert_int_equal(sqlite3_column_int(statement, 1), 1);
        }
        assert_int_equal(sqlite3_reset(statement), SQLITE_OK);
    }
    sqlite3_finalize(statement);
}

static void rescaling_keeps_the_category(void **state)
{
    static const char *const scales[] = {"0,8,10",
                                         "0,6,8,10",
                                         "0,3,6,8,10",
                                         "0,2,4,6,8,10",
                                         "0,1,3,4,6,8,10",
                                         "0,1,2,3,4,6,8,10",
                                         "0,1,3,4,6,7,8,9,10",
                                         "1,2,3,4,5,6,7,8,9,10",
                                         "0,1,2,3,4,5,6,7,8,9,10"};
    for (int points = 3; points <= 11; points++) {
        char *sql = sqlite3_mprintf(
            "WITH RECURSIVE a(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM a WHERE x < %d) SELECT "
            "group_concat(nps_rescale(x, %d)) FROM a",
            points, points);
        assert_query(*state, sql, scales[points - 3]);
        sqlite3_free(sql);
    }
    assert_query(*state,
                 "SELECT nps_rescale(' 5 ', '7'), nps_rescale(5.0, 7.0), typeof(nps_rescale('5', "
                 "7)), nps(nps_rescale(5, 5))",
                 "6|6|integer|100.0");
}

/* Groups of answers, against plain SQL over the same answers as integers */

static const struct Case plain_sql[] = {
    {"nps(score)", "100.0 * (sum(whole >= 9) - sum(whole <= 6)) / count(whole)"},
    {"nps_responses(score)", "count(whole)"},
    {"nps_share(score, 'promoter')", "100.0 * sum(whole >= 9) / count(whole)"},
    {"nps_share(score, 'Passive')", "100.0 * sum(whole IN (7, 8)) / count(whole)"},
    {"nps_share(score, 'DETRACTOR')", "100.0 * sum(whole <= 6) / count(whole)"},
    {"csat(points)", "100.0 * sum(points >= 4) / count(points)"},
    {"csat(points, 10)", "100.0 * sum(points >= 9) / count(points)"},
    {"top_box(points, 1, 5)", "100.0 * sum(points = 5) / count(points)"},
    {"top_box(points, 3, 5)", "100.0 * sum(points >= 3) / count(points)"},
    {"top_box(points, 5, 5)", "100.0 * count(points) / count(points)"},
    {"ces(points)", "1.0 * sum(points) / count(points)"},
    {"ces(points, 5)", "avg(points)"},
    {"json_extract(nps_summary(score), '$.responses')", "count(whole)"},
    {"json_extract(nps_summary(score), '$.promoters')", "sum(whole >= 9)"},
    {"json_extract(nps_summary(score), '$.passives')", "sum(whole IN (7, 8))"},
    {"json_extract(nps_summary(score), '$.detractors')", "sum(whole <= 6)"},
};

static void groups_agree_with_plain_sql(void **state)
{
    static const char *const clauses[] = {
        "SELECT @ FROM answer",
        "SELECT team, @ FROM answer GROUP BY team",
        "SELECT id % 7, @ FROM answer GROUP BY id % 7 ORDER BY 2, 1",
        "SELECT @ FROM answer WHERE team = 'red' AND id > 17",
        "SELECT team, @ FROM answer GROUP BY team HAVING count(whole) > 130",
    };
    for (size_t i = 0; i < COUNT(clauses); i++) {
        for (size_t j = 0; j < COUNT(plain_sql); j++) {
            assert_same_with(*state, clauses[i], plain_sql[j].sql, plain_sql[j].expected, 0);
        }
    }
}

static void the_type_of_a_column_changes_nothing(void **state)
{
    execute(*state,
            "CREATE TABLE typed(i INTEGER, r REAL, t TEXT, n NUMERIC, b); INSERT INTO typed SELECT "
            "whole, whole, whole, whole, score FROM answer");
    static const char *const columns[] = {"r", "t", "n", "b"};
    for (size_t i = 0; i < COUNT(columns); i++) {
        assert_same_with(*state,
                         "SELECT nps(@), nps_responses(@), nps_lower(@), nps_summary(@), "
                         "nps_stderr(@, 2), ces(nps_rescale(nps_answer(@), 11) + 1, 11) FROM typed "
                         "WHERE nps_category(@) IS NOT NULL AND i > 0",
                         "i", columns[i], 0);
    }
}

#define WHOLE_NUMBERS                                                                              \
    "nps(score), nps_share(score, 'passive'), nps_stderr(score), nps_lower(score), "               \
    "nps_upper(score, 0.8), nps_margin(score), nps_summary(score), nps_responses(score), "         \
    "csat(points), ces(points), nps_change(score, whole), nps_stderr(score, points), "             \
    "nps_lower(score, 0.9, points), nps_summary(score, 0.9, points)"
#define WEIGHTED_NUMBERS                                                                           \
    "nps(score, weight), nps_stderr(score, weight), nps_lower(score, 0.9, weight), "               \
    "nps_upper(score, 0.9, weight), nps_margin(score, 0.9, weight)"

static void the_order_of_rows_changes_nothing(void **state)
{
    execute(*state, "CREATE TABLE shuffled AS SELECT * FROM answer ORDER BY id * 7919 % 401;"
                    "CREATE TABLE sorted AS SELECT * FROM answer ORDER BY weight DESC");
    static const char *const tables[] = {"shuffled", "sorted"};
    for (size_t i = 0; i < COUNT(tables); i++) {
        assert_same_with(*state, "SELECT " WHOLE_NUMBERS " FROM @", "answer", tables[i], 0);
        assert_same_with(*state, "SELECT " WEIGHTED_NUMBERS " FROM @", "answer", tables[i], 1e-12);
    }
}

/* Properties of the statistics */

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_belongs_to_one_of_three_categories),
        cmocka_unit_test(null_and_blank_are_no_answer),
        cmocka_unit_test(the_lenient_reader_never_fails),
        cmocka_unit_test(rescaling_keeps_the_category),
        cmocka_unit_test(groups_agree_with_plain_sql),
        cmocka_unit_test(the_type_of_a_column_changes_nothing),
        cmocka_unit_test(the_order_of_rows_changes_nothing),
    };
    return cmocka_run_group_tests_name("survey", tests, open_with_answers, close_fixture);
}
