/*
 * nps_bar() and chart_sparkline(): exact lines, errors, limits, and windows in which order matters.
 */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "support/survey.h"

static void a_line_past_the_limit_of_the_connection_is_too_big(void **state)
{
    int limit = sqlite3_limit(*state, SQLITE_LIMIT_LENGTH, 3001);
    execute(*state, "SELECT nps_bar(9, 1000)");
    static const char *const statements[] = {
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1100) SELECT "
        "chart_sparkline(i) FROM n",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3100) SELECT "
        "chart_sparkline(i, 'ascii') FROM n"};
    for (size_t i = 0; i < COUNT(statements); i++) {
        assert_int_equal(sqlite3_exec(*state, statements[i], NULL, NULL, NULL), SQLITE_TOOBIG);
    }
    sqlite3_limit(*state, SQLITE_LIMIT_LENGTH, limit);
}

/* Windows. */

static const char *const frames[] = {
    "ORDER BY id ROWS 6 PRECEDING",
    "ORDER BY id DESC ROWS BETWEEN 3 PRECEDING AND 5 FOLLOWING",
    "ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND 2 PRECEDING",
    "ORDER BY id ROWS BETWEEN 2 FOLLOWING AND 90 FOLLOWING",
    "ORDER BY day RANGE BETWEEN 3 PRECEDING AND 4 FOLLOWING",
    "ORDER BY day GROUPS 2 PRECEDING EXCLUDE TIES",
    "ORDER BY day ROWS BETWEEN 9 PRECEDING AND 9 FOLLOWING EXCLUDE GROUP",
    "ORDER BY id ROWS BETWEEN 9 PRECEDING AND 4 FOLLOWING EXCLUDE CURRENT ROW",
    "PARTITION BY day % 3 ORDER BY id ROWS 70 PRECEDING",
    "PARTITION BY day % 3",
};

/* The same line from SQLite's list of the frame's values, in whole numbers. */
static void expected_line(const char *list, char *line)
{
    static const char ramp[] = "_.-=+*%#";
    long values[600];
    int count = 0;
    long lowest = 1000;
    long highest = -1000;
    for (const char *at = list; at && *at; at += strcspn(at, ",") + (strchr(at, ',') != NULL)) {
        bool is_gap = *at == 'x';
        values[count] = is_gap ? 5000 : strtol(at, NULL, 10);
        if (!is_gap) {
            lowest = values[count] < lowest ? values[count] : lowest;
            highest = values[count] > highest ? values[count] : highest;
        }
        count++;
    }
    for (int i = 0; i < count; i++) {
        long level = highest > lowest ? (values[i] - lowest) * 8 / (highest - lowest) : 3;
        line[i] = values[i] == 5000 ? ' ' : ramp[level > 7 ? 7 : level];
    }
    line[count] = 0;
}

static void compare_lines(sqlite3 *db, const char *frame)
{
    char *sql = sqlite3_mprintf(
        "SELECT chart_sparkline(v, 'ascii') OVER w, group_concat(coalesce(v, 'x'), ',') OVER w, "
        "nps_bar(abs(v) %% 11, 30, 'ascii') OVER w, count(v) OVER w, nps_share(abs(v) %% 11, "
        "'passive') OVER w FROM t WINDOW w AS (%s)",
        frame);
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    int rows = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        char line[600];
        const char *found = (const char *)sqlite3_column_text(statement, 0);
        expected_line((const char *)sqlite3_column_text(statement, 1), line);
        if (strcmp(found ? found : "", line) != 0) {
            fail_msg("%s, row %d\n  expected: %s\n  found:    %s", frame, rows, line, found);
        }
        const char *bar = (const char *)sqlite3_column_text(statement, 2);
        assert_true(bar ? strlen(bar) == 30 : sqlite3_column_int(statement, 3) == 0);
        size_t passives = bar ? strcspn(strchr(bar, '.') ? strchr(bar, '.') : "", "-") : 0;
        assert_true(fabs((double)passives - 0.3 * sqlite3_column_double(statement, 4)) < 1);
        rows++;
    }
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    assert_int_equal(rows, 500);
    sqlite3_free(sql);
}

static void a_window_draws_the_rows_of_its_frame_in_their_order(void **state)
{
    struct Random random = {2581};
    execute(*state, "CREATE TEMP TABLE t(id INTEGER PRIMARY KEY, day, v)");
    for (int i = 0; i < 500; i++) {
        char *sql = sqlite3_mprintf("INSERT INTO t(day, v) VALUES (%d, nullif(%d, 7))",
                                    random_below(&random, 90), random_below(&random, 60) - 30);
        execute(*state, sql);
        sqlite3_free(sql);
    }
    for (size_t i = 0; i < COUNT(frames); i++) {
        compare_lines(*state, frames[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_past_the_limit_of_the_connection_is_too_big),
        cmocka_unit_test(a_window_draws_the_rows_of_its_frame_in_their_order),
    };
    return cmocka_run_group_tests_name("chart text", tests, open_fixture, close_fixture);
}
