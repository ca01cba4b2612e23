/* nps_rows(), the way back from the JSON of nps_by() to rows, also where the JSON is not its. */
#include <string.h>

#include "support/answers.h"

static int open_answers(void **state)
{
    *state = open_database();
    create_answers(*state, 4000, 20260102);
    return 0;
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
        cmocka_unit_test(a_column_of_json_joins),
        cmocka_unit_test(other_json_is_an_error_that_shows_it),
        cmocka_unit_test(damaged_json_gives_rows_or_the_error),
        cmocka_unit_test(statements_can_be_run_again_and_ended_early),
    };
    return cmocka_run_group_tests_name("rows of groups", tests, open_answers, close_fixture);
}
