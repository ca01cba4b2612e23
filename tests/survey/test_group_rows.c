/* nps_rows(), the way back from the JSON of nps_by() to rows, also where the JSON is not its. */
#include <string.h>

#include "support/answers.h"

static int open_answers(void **state)
{
    *state = open_database();
    create_answers(*state, 4000, 20260102);
    return 0;
}

static void the_way_there_and_back_equals_group_by(void **state)
{
    assert_same_results(
        *state, "SELECT * FROM nps_rows((SELECT nps_by(score, segment) FROM answer))",
        "SELECT a.segment, count(s), coalesce(sum(s = 1), 0), coalesce(sum(s = 0), 0), "
        "coalesce(sum(s = -1), 0), nps(score), nps_margin(score), nps_lower(score), "
        "nps_upper(score) FROM (SELECT a.segment, a.score, v.s FROM answer AS a "
        "LEFT JOIN valid AS v ON v.id = a.id) AS a GROUP BY a.segment "
        "ORDER BY count(s) DESC, a.segment",
        1e-13);
}

static void a_column_of_json_joins(void **state)
{
    execute(*state, "CREATE TABLE snapshot(day INTEGER, j);"
                    "INSERT INTO snapshot SELECT id % 7, nps_by(score, segment) FROM answer "
                    "GROUP BY 1; INSERT INTO snapshot VALUES (7, NULL), (8, '[]')");
#define GROUPED                                                                                    \
    "SELECT a.id % 7 AS day, a.segment, count(s), avg(s) * 100 FROM answer AS a "                  \
    "LEFT JOIN valid AS v ON v.id = a.id GROUP BY 1, 2 "
    assert_same_results(*state,
                        "SELECT day, segment, responses, nps FROM snapshot, nps_rows(snapshot.j) "
                        "ORDER BY 1, 2",
                        GROUPED "ORDER BY 1, 2", 1e-13);
    /* The table that has the argument comes last, so that no plan may start with nps_rows. */
    assert_same_results(*state,
                        "SELECT day, segment, responses, nps FROM nps_rows(snapshot.j) AS r, "
                        "snapshot ORDER BY 1, 2",
                        GROUPED "ORDER BY 1, 2", 1e-13);
    assert_same_results(*state,
                        "SELECT day, segment, responses, nps FROM snapshot LEFT JOIN "
                        "nps_rows(snapshot.j) ORDER BY 1, 2",
                        "SELECT * FROM (" GROUPED ") UNION ALL SELECT 7, NULL, NULL, NULL "
                        "UNION ALL SELECT 8, NULL, NULL, NULL ORDER BY 1, 2",
                        1e-13);
    assert_same_results(*state,
                        "SELECT a.segment, a.responses, b.responses FROM nps_rows((SELECT j FROM "
                        "snapshot WHERE day = 0)) AS a JOIN nps_rows((SELECT j FROM snapshot WHERE "
                        "day = 1)) AS b ON b.segment IS a.segment ORDER BY 1",
                        "SELECT a.segment, count(s) FILTER (WHERE a.id % 7 = 0), "
                        "count(s) FILTER (WHERE a.id % 7 = 1) FROM answer AS a LEFT JOIN valid "
                        "AS v ON v.id = a.id WHERE a.id % 7 < 2 GROUP BY 1 ORDER BY 1",
                        0);
}

static void the_argument_is_a_hidden_column(void **state)
{
    assert_query(*state, "SELECT * FROM nps_rows WHERE json = '[{\"segment\": 1}]'",
                 "1|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL");
    assert_query(*state,
                 "SELECT segment FROM nps_rows('[{\"segment\":1},{\"segment\":2}]') "
                 "WHERE segment > 1",
                 "2");
    assert_query(*state,
                 "SELECT rowid, segment FROM nps_rows('[{\"segment\":7},{\"segment\":5}]') "
                 "ORDER BY segment",
                 "2|5\n1|7");
}

static void no_json_has_no_rows(void **state)
{
    assert_query(*state, "SELECT * FROM nps_rows(NULL)", "");
    assert_query(*state, "SELECT * FROM nps_rows", "");
    assert_query(*state, "SELECT * FROM nps_rows('[]')", "");
    assert_query(*state, "SELECT * FROM nps_rows(' [ ] ')", "");
    assert_query(*state, "SELECT * FROM nps_rows((SELECT nps_by(9, 1) WHERE 0))", "");
}

static void keys_may_miss_repeat_or_be_unknown(void **state)
{
    assert_query(*state, "SELECT * FROM nps_rows('[{}, {\"upper\": 9}]')",
                 "NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL\n"
                 "NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|9");
    assert_query(*state,
                 "SELECT segment, nps FROM nps_rows('[{\"nps\": 1.5, \"more\": {\"segment\": [1, "
                 "{\"nps\": 2}]}, \"Segment\": 3, \"\": true, \"list\": [[], {}], \"segment\": "
                 "\"x\"}]')",
                 "x|1.5");
    assert_query(*state,
                 "SELECT segment, nps FROM nps_rows('[{\"segment\": \"a text that is replaced\", "
                 "\"nps\": 1, \"segment\": \"b\", \"nps\": null}, {\"segment\": 1, \"segment\": "
                 "\"c\"}]')",
                 "b|NULL\nc|NULL");
}

static void values_keep_their_type(void **state)
{
    assert_query(
        *state,
        "SELECT typeof(segment), segment FROM nps_rows('[{\"segment\": 1}, {\"segment\": "
        "1.0}, {\"segment\": \"1\"}, {\"segment\": null}, {\"segment\": 1e2}, {\"segment\": "
        "-9223372036854775808}, {\"segment\": 9223372036854775807}, {\"segment\": "
        "9223372036854775808}]')",
        "integer|1\nreal|1.0\ntext|1\nnull|NULL\nreal|100.0\n"
        "integer|-9223372036854775808\ninteger|9223372036854775807\n"
        "real|9.22337203685478e+18");
    assert_query(*state,
                 "SELECT hex(segment) FROM nps_rows('[{\"segment\": \"\\u0041\\u00e9\\u20ac\\ud83d"
                 "\\ude00\"}, {\"segment\": \"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}, {\"segment\": "
                 "\"a\\u0000b\"}, {\"segment\": \"\\ud83d\"}]')",
                 "41C3A9E282ACF09F9880\n225C2F080C0A0D09\n610062\nEFBFBD");
}

static void other_json_is_an_error_that_shows_it(void **state)
{
    static const char *const texts[] = {
        "",
        " ",
        "[",
        "[{",
        "[{}",
        "[{},]",
        "[{}] x",
        "[{}][",
        "{}",
        "7",
        "\"x\"",
        "null",
        "[1]",
        "[[]]",
        "[null]",
        "[{\"segment\": true}]",
        "[{\"segment\": {}}]",
        "[{\"nps\": [1]}]",
        "[{\"nps\": 1,}]",
        "[{\"nps\": 01}]",
        "[{nps: 1}]",
        "[{\"nps\" 1}]",
        "[{\"x\": [1, }]",
        "[{\"segment\": \"\\x\"}]",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        char *sql = sqlite3_mprintf("SELECT * FROM nps_rows(%Q)", texts[i]);
        char *message =
            sqlite3_mprintf("nps_rows(): '%s' is not the JSON that nps_by() returns", texts[i]);
        assert_fails(*state, sql, message);
        sqlite3_free(message);
        sqlite3_free(sql);
    }
}

static void what_is_no_text_is_an_error_too(void **state)
{
    assert_fails(*state, "SELECT * FROM nps_rows(7)",
                 "nps_rows(): 7 is not the JSON that nps_by() returns");
    assert_fails(*state, "SELECT * FROM nps_rows(x'5b5d')",
                 "nps_rows(): a BLOB of 2 bytes is not the JSON that nps_by() returns");
    assert_fails(*state, "SELECT * FROM nps_rows('[]' || char(0))",
                 "nps_rows(): '[]?' is not the JSON that nps_by() returns");
    assert_fails(*state, "SELECT * FROM nps_rows((SELECT nps_summary(9)))",
                 "nps_rows(): '{\"responses\":1,\"promoters\":1,\"passives\":...' is not the JSON "
                 "that nps_by() returns");
}

/* However the JSON is cut or changed: rows, or the function's own error, and nothing else. */
static void damaged_json_gives_rows_or_the_error(void **state)
{
    static const char digits[] = "\"\\[]{}:,0e-.u\x01\xFF";
    struct Random random = {20260103};
    char *json = query(*state, "SELECT nps_by(score, segment) FROM answer WHERE id < 9");
    int length = (int)strlen(json);
    sqlite3_stmt *statement;
    assert_int_equal(
        sqlite3_prepare_v2(*state, "SELECT count(segment) FROM nps_rows(?)", -1, &statement, NULL),
        SQLITE_OK);
    int rows = 0;
    for (int i = 0; i < 3000; i++) {
        int at = random_below(&random, length);
        char byte = json[at];
        json[at] = digits[random_below(&random, (int)sizeof digits - 1)];
        int cut = i % 3 == 0 ? random_below(&random, length) : length;
        sqlite3_bind_text(statement, 1, json, cut, SQLITE_TRANSIENT);
        json[at] = byte;
        int code = sqlite3_step(statement);
        rows += code == SQLITE_ROW;
        if (code != SQLITE_ROW) {
            const char *message = sqlite3_errmsg(*state);
            assert_int_equal(code, SQLITE_ERROR);
            assert_ptr_equal(strstr(message, "nps_rows(): '"), message);
            assert_non_null(strstr(message, "' is not the JSON that nps_by() returns"));
        }
        sqlite3_reset(statement);
    }
    assert_in_range(rows, 1, 2999);
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    sqlite3_free(json);
}

static void deep_and_long_json_is_bounded(void **state)
{
    /* An array, an object and 30 arrays are 32 deep. */
    assert_query(*state,
                 "SELECT segment FROM nps_rows('[{\"x\": ' || replace(hex(zeroblob(15)), '0', '[') "
                 "|| replace(hex(zeroblob(15)), '0', ']') || ', \"segment\": 1}]')",
                 "1");
    assert_fails(*state,
                 "SELECT segment FROM nps_rows('[{\"x\":[' || replace(hex(zeroblob(15)), '0', '[') "
                 "|| replace(hex(zeroblob(15)), '0', ']') || ']}]')",
                 "nps_rows(): '[{\"x\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]...' is not the JSON that "
                 "nps_by() returns");
    assert_query(*state,
                 "SELECT length(segment), count(*) FROM nps_rows('[{\"segment\": \"' || "
                 "hex(zeroblob(500000)) || '\"}]')",
                 "1000000|1");
    assert_query(*state,
                 "SELECT count(*), sum(nps) FROM nps_rows('[' || replace(hex(zeroblob(50000)), "
                 "'0', '{\"nps\": 2},') || '{}]')",
                 "100001|200000");
}

static void statements_can_be_run_again_and_ended_early(void **state)
{
    sqlite3_stmt *statement;
    assert_int_equal(
        sqlite3_prepare_v2(*state, "SELECT segment FROM nps_rows(?)", -1, &statement, NULL),
        SQLITE_OK);
    for (int i = 0; i < 3; i++) {
        sqlite3_bind_text(statement, 1, "[{\"segment\": \"first\"}, {}]", -1, SQLITE_STATIC);
        assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
        assert_string_equal(sqlite3_column_text(statement, 0), "first");
        sqlite3_reset(statement);
        sqlite3_bind_text(statement, 1, "[{", -1, SQLITE_STATIC);
        assert_int_equal(sqlite3_step(statement), SQLITE_ERROR);
        sqlite3_reset(statement);
    }
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_way_there_and_back_equals_group_by),
        cmocka_unit_test(a_column_of_json_joins),
        cmocka_unit_test(the_argument_is_a_hidden_column),
        cmocka_unit_test(no_json_has_no_rows),
        cmocka_unit_test(keys_may_miss_repeat_or_be_unknown),
        cmocka_unit_test(values_keep_their_type),
        cmocka_unit_test(other_json_is_an_error_that_shows_it),
        cmocka_unit_test(what_is_no_text_is_an_error_too),
        cmocka_unit_test(damaged_json_gives_rows_or_the_error),
        cmocka_unit_test(deep_and_long_json_is_bounded),
        cmocka_unit_test(statements_can_be_run_again_and_ended_early),
    };
    return cmocka_run_group_tests_name("rows of groups", tests, open_answers, close_fixture);
}
