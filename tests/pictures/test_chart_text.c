/*
 * nps_bar() and chart_sparkline(): exact lines, errors, limits, and windows in which order matters.
 */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "support/survey.h"

static void bars_are_in_proportion_and_exactly_as_wide_as_asked(void **state)
{
    static const struct Case cases[] = {
        {"WITH t(x) AS (VALUES (10), ('9'), (7.0), (' 0 '), (NULL), ('')) SELECT nps_bar(x, 8), "
         "nps_bar(x, 8, 'ascii'), nps_bar(x, 8, 'utf8') FROM t",
         "\u2588\u2588\u2588\u2588\u2591\u2591\u2592\u2592|++++..--|"
         "\u2588\u2588\u2588\u2588\u2591\u2591\u2592\u2592"},
        {"SELECT nps_bar(9, 1, 'ascii'), nps_bar(7, '3', 'ascii'), nps_bar(0, 2.0, 'ascii')",
         "+|...|--"},
        {"SELECT length(nps_bar(9)), length(nps_bar(9, 1000)), length(nps_bar(9, 1000, 'ascii'))",
         "40|1000|1000"},
        /* 3, 3 and 1 of 7 on 10: quotas 4.29, 4.29 and 1.43. */
        {"WITH t(x) AS (VALUES (9), (9), (9), (8), (8), (8), (1)) SELECT nps_bar(x, 10, 'ascii') "
         "FROM t",
         "++++....--"},
        {"SELECT nps_bar(NULL), nps_bar('', 5, 'ascii')", "NULL|NULL"},
        {"SELECT nps_bar(9) WHERE 0", "NULL"},
    };
    assert_cases(*state, cases, COUNT(cases));
}

static void bars_agree_with_the_shares_of_the_survey_functions(void **state)
{
    execute(*state, "CREATE TEMP TABLE random_answer AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL "
                    "SELECT i + 1 FROM n WHERE i < 3999) SELECT i / 20 AS part, (i * 7919 + i / 3) "
                    "% 11 AS score FROM n");
    assert_query(
        *state,
        "SELECT count(*) FROM (SELECT nps_bar(score, 97, 'ascii') AS bar, nps_share(score, "
        "'promoter') * 0.97 AS p, nps_share(score, 'passive') * 0.97 AS a, nps_share(score, "
        "'detractor') * 0.97 AS d FROM random_answer GROUP BY part) WHERE length(bar) = 97 AND "
        "abs(97 - length(replace(bar, '+', '')) - p) < 1 AND "
        "abs(97 - length(replace(bar, '.', '')) - a) < 1 AND "
        "abs(97 - length(replace(bar, '-', '')) - d) < 1 AND bar = rtrim(rtrim(rtrim(bar, '-'), "
        "'.'), '+') || bar AND instr(bar, '.+') = 0 AND instr(bar, '-.') = 0 AND "
        "instr(bar, '-+') = 0",
        "200");
}

static void sparklines_have_a_character_for_each_row(void **state)
{
    static const struct Case cases[] = {
        {"WITH t(x) AS (VALUES (0), (1), (2), (3), (4), (5), (6), (7)) SELECT chart_sparkline(x), "
         "chart_sparkline(x, 'ascii'), chart_sparkline(-x, 'utf8') FROM t",
         "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588|_.-=+*%#|"
         "\u2588\u2587\u2586\u2585\u2584\u2583\u2582\u2581"},
        {"WITH t(x) AS (VALUES ('1.5'), (NULL), (' 3 '), (''), (0)) SELECT chart_sparkline(x, "
         "'ascii') FROM t",
         "+ # _"},
        {"WITH t(x) AS (VALUES (7), (7), (NULL)) SELECT chart_sparkline(x) || '!', "
         "chart_sparkline(x, 'ascii') || '!' FROM t",
         "\u2584\u2584 !|== !"},
        {"SELECT chart_sparkline(NULL) || '!', chart_sparkline(5)", " !|\u2584"},
        {"SELECT chart_sparkline(1) WHERE 0", "NULL"},
        {"WITH t(x) AS (VALUES (-1e308), (0), (1e308), (-1.5e308), "
         "(1.5e308)) SELECT chart_sparkline(x, 'ascii') FROM t",
         ".+%_#"},
        {"WITH t(x) AS (VALUES (4.9406564584124654e-324), (0), (-4.9406564584124654e-324)) SELECT "
         "chart_sparkline(x, 'ascii') FROM t",
         "#+_"},
        {"WITH t(x) AS (VALUES (1), (1 + 2.3e-16), (1e-300)) SELECT chart_sparkline(x, 'ascii') "
         "FROM t",
         "##_"},
        {"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT "
         "length(chart_sparkline(i)), length(chart_sparkline(i, 'ascii')) FROM n",
         "100000|100000"},
    };
    assert_cases(*state, cases, COUNT(cases));
}

static void bad_arguments_are_named_with_their_rule(void **state)
{
    static const struct Case cases[] = {
        {"SELECT nps_bar(11)", "nps_bar(): 11 is not an answer from 0 to 10; nps_answer() turns "
                               "such values into NULL"},
        {"SELECT nps_bar(9, 0)",
         "nps_bar(): width must be one whole constant from 1 to 1000; this row has 0"},
        {"SELECT nps_bar(9, 1001)",
         "nps_bar(): width must be one whole constant from 1 to 1000; this row has 1001"},
        {"SELECT nps_bar(9, NULL)",
         "nps_bar(): width must be one whole constant from 1 to 1000; this row has NULL"},
        {"SELECT nps_bar(9, i) FROM (SELECT 3 AS i UNION ALL SELECT 4)",
         "nps_bar(): width must be one whole constant from 1 to 1000; this row has 4"},
        {"SELECT nps_bar(9, 5, 'UTF8')",
         "nps_bar(): style must be one constant: 'utf8' or 'ascii'; this row has 'UTF8'"},
        {"SELECT nps_bar(9, 5, NULL)",
         "nps_bar(): style must be one constant: 'utf8' or 'ascii'; this row has NULL"},
        {"SELECT chart_sparkline(9, 'blocks')",
         "chart_sparkline(): style must be one constant: 'utf8' or 'ascii'; this row has 'blocks'"},
        {"SELECT chart_sparkline(9, i) FROM (SELECT 'utf8' AS i UNION ALL SELECT 'ascii')",
         "chart_sparkline(): style must be one constant: 'utf8' or 'ascii'; this row has 'ascii'"},
        {"SELECT chart_sparkline('ten')",
         "chart_sparkline(): value must be a finite number or NULL, not 'ten'"},
        {"SELECT chart_sparkline(x'31')",
         "chart_sparkline(): value must be a finite number or NULL, not a BLOB of 1 byte"},
        {"SELECT chart_sparkline(9e999)",
         "chart_sparkline(): value must be a finite number or NULL, not Inf"},
        {"SELECT chart_sparkline(-9e999)",
         "chart_sparkline(): value must be a finite number or NULL, not -Inf"},
    };
    assert_failures(*state, cases, COUNT(cases));
}

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
        cmocka_unit_test(bars_are_in_proportion_and_exactly_as_wide_as_asked),
        cmocka_unit_test(bars_agree_with_the_shares_of_the_survey_functions),
        cmocka_unit_test(sparklines_have_a_character_for_each_row),
        cmocka_unit_test(bad_arguments_are_named_with_their_rule),
        cmocka_unit_test(a_line_past_the_limit_of_the_connection_is_too_big),
        cmocka_unit_test(a_window_draws_the_rows_of_its_frame_in_their_order),
    };
    return cmocka_run_group_tests_name("chart text", tests, open_fixture, close_fixture);
}
