/*
 * Every window function against itself without a window: for each row SQLite says which rows its
 * frame holds, and the plain aggregate over exactly those rows must give the same (rule 7).
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/survey.h"

#define ROWS 120

/*
 * A call to test, and which member of its result if that is JSON (NULL: all of it). What is counted
 * in whole numbers must be exact; sums of weights may differ in rounding.
 */
struct Call {
    const char *function;
    const char *call;
    const char *member;
    double tolerance;
};

#define ROUNDING 1e-9

static const struct Call calls[] = {
    {"nps", "nps(score)", NULL, 0},
    {"nps", "nps(score, weight)", NULL, ROUNDING},
    {"nps_responses", "nps_responses(score)", NULL, 0},
    {"nps_share", "nps_share(score, 'promoter')", NULL, 0},
    {"nps_share", "nps_share(score, 'passive')", NULL, 0},
    {"nps_share", "nps_share(score, 'detractor')", NULL, 0},
    {"nps_stderr", "nps_stderr(score)", NULL, 0},
    {"nps_stderr", "nps_stderr(score, weight)", NULL, ROUNDING},
    {"nps_lower", "nps_lower(score)", NULL, 0},
    {"nps_lower", "nps_lower(score, 0.8)", NULL, 0},
    {"nps_lower", "nps_lower(score, 0.8, weight)", NULL, ROUNDING},
    {"nps_upper", "nps_upper(score)", NULL, 0},
    {"nps_upper", "nps_upper(score, 0.8, weight)", NULL, ROUNDING},
    {"nps_margin", "nps_margin(score)", NULL, 0},
    {"nps_margin", "nps_margin(score, 0.8, weight)", NULL, ROUNDING},
    {"nps_summary", "nps_summary(score)", NULL, 0},
    {"nps_summary", "nps_summary(score, 0.8)", NULL, 0},
    {"nps_summary", "nps_summary(score, 0.8, weight)", "$.responses", 0},
    {"nps_summary", "nps_summary(score, 0.8, weight)", "$.promoters", 0},
    {"nps_summary", "nps_summary(score, 0.8, weight)", "$.detractors", 0},
    {"nps_summary", "nps_summary(score, 0.8, weight)", "$.upper", ROUNDING},
    {"nps_summary", "nps_summary(score, 0.8, weight)", "$.effective_responses", ROUNDING},
    {"nps_change", "nps_change(score, later)", NULL, 0},
    {"ratio_of_sums", "ratio_of_sums(id % 13 - 3, id % 7, 0.9)", NULL, 0},
    {"nps_change", "nps_change(later, score, 0.8)", NULL, 0},
    {"csat", "csat(points)", NULL, 0},
    {"csat", "csat(points, 7)", NULL, 0},
    {"top_box", "top_box(points, 1, 5)", NULL, 0},
    {"top_box", "top_box(points, 3, 5)", NULL, 0},
    {"ces", "ces(points)", NULL, 0},
    {"rating_bayes", "rating_bayes(points, 3.25, 6)", NULL, 0},
    {"rating_bayes", "rating_bayes(weight, 1, 0.5)", NULL, 0},
    {"sentiment_net", "sentiment_net(score - later)", NULL, 0},
    {"revenue_retention", "revenue_retention(points, later)", NULL, 0},
    {"earned_growth", "earned_growth(nullif(points, 3), later, id % 2)", NULL, 0},
    {"revenue_retention", "revenue_retention(points - 1, points)", NULL, 0},
    {"revenue_retention", "revenue_retention(weight, points)", NULL, ROUNDING},
    {"earned_growth", "earned_growth(points - 1, points, id % 2)", NULL, 0},
    {"earned_growth", "earned_growth(points - 1, weight, id % 2)", "$.rate", ROUNDING},
    {"nps_bar", "nps_bar(score)", NULL, 0},
    {"nps_bar", "nps_bar(score, 17, 'ascii')", NULL, 0},
    /* The order of equal days is not that of the plain query: here only the length counts. */
    {"chart_sparkline", "chart_sparkline(1)", NULL, 0},
    {"chart_sparkline", "chart_sparkline(NULL, 'ascii')", NULL, 0},
};

static void no_window_function_is_forgotten(void **state)
{
    sqlite3_str *names = sqlite3_str_new(NULL);
    sqlite3_str_appendall(names, "''");
    for (size_t i = 0; i < COUNT(calls); i++) {
        sqlite3_str_appendf(names, ", %Q", calls[i].function);
    }
    char *list = sqlite3_str_finish(names);
    char *sql = replace("SELECT name FROM advocacy_functions WHERE kind = 'aggregate, window' AND "
                        "name NOT IN (@)",
                        list);
    assert_query(*state, sql, "");
    sqlite3_free(sql);
    sqlite3_free(list);
}

/* The frames */

static const char *const frames[] = {
    "ORDER BY day, id ROWS UNBOUNDED PRECEDING",
    "ORDER BY day, id ROWS 9 PRECEDING",
    "ORDER BY day, id ROWS CURRENT ROW",
    "ORDER BY day, id ROWS BETWEEN 5 PRECEDING AND 7 FOLLOWING",
    "ORDER BY day, id ROWS BETWEEN 8 PRECEDING AND 3 PRECEDING",
    "ORDER BY day, id ROWS BETWEEN 3 FOLLOWING AND 20 FOLLOWING",
    "ORDER BY day, id ROWS BETWEEN 2 FOLLOWING AND 1 FOLLOWING",
    "ORDER BY day, id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING",
    "PARTITION BY team ORDER BY day, id ROWS UNBOUNDED PRECEDING",
    "PARTITION BY team ORDER BY day, id ROWS BETWEEN 4 PRECEDING AND 4 FOLLOWING",
    "PARTITION BY team ORDER BY day, id ROWS BETWEEN 30 FOLLOWING AND 40 FOLLOWING",
    "PARTITION BY team",
    "ORDER BY day",
    "ORDER BY day DESC RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING",
    "ORDER BY day RANGE BETWEEN 3 PRECEDING AND 2 FOLLOWING",
    "ORDER BY day DESC RANGE 2.5 PRECEDING",
    "ORDER BY day RANGE BETWEEN 1 FOLLOWING AND 4 FOLLOWING",
    "PARTITION BY team ORDER BY day RANGE 5 PRECEDING",
    "ORDER BY day GROUPS BETWEEN 2 PRECEDING AND 1 FOLLOWING",
    "ORDER BY day GROUPS BETWEEN 2 FOLLOWING AND 3 FOLLOWING",
    "PARTITION BY team ORDER BY day GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING",
    "ORDER BY day, id ROWS BETWEEN 6 PRECEDING AND 2 FOLLOWING EXCLUDE CURRENT ROW",
    "ORDER BY day, id ROWS CURRENT ROW EXCLUDE CURRENT ROW",
    "ORDER BY day ROWS BETWEEN 9 PRECEDING AND 9 FOLLOWING EXCLUDE GROUP",
    "ORDER BY day ROWS BETWEEN 9 PRECEDING AND 9 FOLLOWING EXCLUDE TIES",
    "ORDER BY day RANGE BETWEEN 2 PRECEDING AND 2 FOLLOWING EXCLUDE GROUP",
    "PARTITION BY team ORDER BY day GROUPS 2 PRECEDING EXCLUDE TIES",
    "PARTITION BY team ORDER BY day GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE NO OTHERS",
};

static const char *const filters[] = {"FILTER (WHERE id % 3 <> 0)",
                                      "FILTER (WHERE score > 2 AND team <> 'c')"};

/* A random value of the kinds that a column of answers from `lowest` to `highest` may hold. */
static char *random_answer(struct Random *random, int lowest, int highest)
{
    static const char *const forms[] = {"%d", "%d", "%d.0", "'%d'", "' %d'"};
    int kind = random_below(random, 12);
    if (kind < 2) {
        return sqlite3_mprintf(kind == 0 ? "NULL" : "' '");
    }
    return sqlite3_mprintf(forms[kind % (int)COUNT(forms)],
                           lowest + random_below(random, highest - lowest + 1));
}

/* Weights of six orders of magnitude, some of them 0, missing or text. */
static char *random_weight(struct Random *random)
{
    static const char *const special[] = {"0", "NULL", "''", "'2.5'", "1"};
    int kind = random_below(random, 20);
    return kind < (int)COUNT(special)
               ? sqlite3_mprintf("%s", special[kind])
               : sqlite3_mprintf("%.17g", pow(10, 6 * random_unit(random) - 3));
}

static int open_with_rows(void **state)
{
    struct Random random = {2004};
    sqlite3 *db = open_database();
    execute(db, "CREATE TABLE t(id INTEGER PRIMARY KEY, team, day, score, later, weight, points);"
                "CREATE TABLE member(id INTEGER PRIMARY KEY); BEGIN");
    for (int i = 0; i < ROWS; i++) {
        char *values[] = {random_answer(&random, 0, 10), random_answer(&random, 0, 10),
                          random_weight(&random), random_answer(&random, 1, 5)};
        char *sql = sqlite3_mprintf(
            "INSERT INTO t(team, day, score, later, weight, points) VALUES ('%c', nullif(%d, 0), "
            "%s, %s, %s, %s)",
            'a' + random_below(&random, 3), random_below(&random, 60), values[0], values[1],
            values[2], values[3]);
        execute(db, sql);
        sqlite3_free(sql);
        for (size_t j = 0; j < COUNT(values); j++) {
            sqlite3_free(values[j]);
        }
    }
    execute(db, "COMMIT");
    *state = db;
    return 0;
}

/* Every call, with `after` behind each: nothing, or FILTER and OVER. */
static void append_calls(sqlite3_str *sql, const char *after)
{
    for (size_t i = 0; i < COUNT(calls); i++) {
        const char *member = calls[i].member;
        sqlite3_str_appendf(sql, ", %s%s %s%s%s%s", member ? "json_extract(" : "", calls[i].call,
                            after, member ? ", '" : "", member ? member : "", member ? "')" : "");
    }
}

static sqlite3_stmt *prepare(sqlite3 *db, char *sql)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) {
        fail_msg("%s\n%s", sqlite3_errmsg(db), sql);
    }
    sqlite3_free(sql);
    return statement;
}

/* One row for each row of t: its frame's rows, comma-separated, and every call over that frame. */
static sqlite3_stmt *prepare_windows(sqlite3 *db, const char *filter, const char *frame)
{
    char *after = sqlite3_mprintf("%s OVER w", filter);
    sqlite3_str *sql = sqlite3_str_new(NULL);
    sqlite3_str_appendf(sql, "SELECT id, group_concat(id, ',') %s", after);
    append_calls(sql, after);
    sqlite3_str_appendf(sql, " FROM t WINDOW w AS (%s)", frame);
    sqlite3_free(after);
    return prepare(db, sqlite3_str_finish(sql));
}

/* The same calls over the rows of one frame. */
static sqlite3_stmt *prepare_plain(sqlite3 *db)
{
    sqlite3_str *sql = sqlite3_str_new(NULL);
    sqlite3_str_appendall(sql, "SELECT count(*), NULL");
    append_calls(sql, "");
    sqlite3_str_appendall(sql, " FROM member JOIN t USING (id)");
    return prepare(db, sqlite3_str_finish(sql));
}

static void fill_frame(sqlite3 *db, sqlite3_stmt *insert, const char *ids)
{
    execute(db, "DELETE FROM member");
    while (ids && *ids) {
        char *end;
        sqlite3_bind_int64(insert, 1, strtol(ids, &end, 10));
        assert_int_equal(sqlite3_step(insert), SQLITE_DONE);
        sqlite3_reset(insert);
        ids = *end ? end + 1 : end;
    }
}

static int is_same(sqlite3_stmt *left, sqlite3_stmt *right, int column, double tolerance)
{
    int type = sqlite3_column_type(left, column);
    if (type != sqlite3_column_type(right, column)) {
        return 0;
    }
    if (type == SQLITE_FLOAT) {
        double a = sqlite3_column_double(left, column);
        double b = sqlite3_column_double(right, column);
        return fabs(a - b) <= tolerance * fmax(1, fmax(fabs(a), fabs(b)));
    }
    const char *a = (const char *)sqlite3_column_text(left, column);
    const char *b = (const char *)sqlite3_column_text(right, column);
    return a == b || (a && b && strcmp(a, b) == 0);
}

static void compare_row(sqlite3_stmt *windows, sqlite3_stmt *plain, const char *frame)
{
    for (size_t i = 0; i < COUNT(calls); i++) {
        int column = (int)i + 2;
        if (!is_same(windows, plain, column, calls[i].tolerance)) {
            fail_msg("%s OVER (%s)\n  row %s, frame %s\n  expected: %s\n  found:    %s",
                     calls[i].call, frame, sqlite3_column_text(windows, 0),
                     sqlite3_column_text(windows, 1), sqlite3_column_text(plain, column),
                     sqlite3_column_text(windows, column));
        }
    }
}

/* Gives how many of the frames were empty. */
static int compare_frames(sqlite3 *db, const char *filter, const char *frame)
{
    sqlite3_stmt *windows = prepare_windows(db, filter, frame);
    sqlite3_stmt *plain = prepare_plain(db);
    sqlite3_stmt *insert = prepare(db, sqlite3_mprintf("INSERT INTO member VALUES (?1)"));
    int rows = 0;
    int empty = 0;
    while (sqlite3_step(windows) == SQLITE_ROW) {
        fill_frame(db, insert, (const char *)sqlite3_column_text(windows, 1));
        assert_int_equal(sqlite3_step(plain), SQLITE_ROW);
        empty += sqlite3_column_int(plain, 0) == 0;
        compare_row(windows, plain, frame);
        sqlite3_reset(plain);
        rows++;
    }
    sqlite3_finalize(insert);
    sqlite3_finalize(plain);
    assert_int_equal(sqlite3_finalize(windows), SQLITE_OK);
    assert_int_equal(rows, ROWS);
    return empty;
}

static void a_window_gives_what_its_rows_give(void **state)
{
    int empty = 0;
    for (size_t i = 0; i < COUNT(frames); i++) {
        empty += compare_frames(*state, "", frames[i]);
    }
    assert_true(empty > ROWS);
}

static void a_filtered_window_gives_what_its_filtered_rows_give(void **state)
{
    for (size_t i = 0; i < COUNT(frames); i++) {
        compare_frames(*state, filters[i % COUNT(filters)], frames[i]);
    }
}

/* The oracle of the other tests is SQLite's own list of the rows of a frame; here it is not. */
static void running_and_sliding_scores_equal_a_correlated_sub_query(void **state)
{
    assert_same_results(
        *state,
        "SELECT id, nps(score) OVER (ORDER BY id), nps(score, weight) OVER (ORDER BY id), "
        "nps_summary(score) OVER (PARTITION BY team ORDER BY id), csat(points) OVER (ORDER BY id "
        "ROWS BETWEEN 4 PRECEDING AND 2 FOLLOWING) FROM t ORDER BY id",
        "SELECT id, (SELECT nps(score) FROM t AS u WHERE u.id <= t.id), (SELECT nps(score, weight) "
        "FROM t AS u WHERE u.id <= t.id), (SELECT nps_summary(score) FROM t AS u WHERE u.id <= "
        "t.id AND u.team = t.team), (SELECT csat(points) FROM t AS u WHERE u.id BETWEEN t.id - 4 "
        "AND t.id + 2) FROM t ORDER BY id",
        1e-12);
}

static void an_empty_frame_has_no_score_and_no_responses(void **state)
{
    static const struct Case cases[] = {
        {"WITH t(i, x) AS (VALUES (1, 9), (2, 0), (3, NULL)) SELECT nps(x) OVER w, "
         "nps_responses(x) "
         "OVER w, nps_summary(x) OVER w, nps_lower(x, 0.9, i) OVER w, ces(x, 9) FILTER (WHERE 0) "
         "OVER w FROM t WINDOW w AS (ORDER BY i ROWS BETWEEN 5 FOLLOWING AND 6 FOLLOWING)",
         "NULL|0|NULL|NULL|NULL\nNULL|0|NULL|NULL|NULL\nNULL|0|NULL|NULL|NULL"},
        {"WITH t(i, x) AS (VALUES (1, 9), (2, 0), (3, ' ')) SELECT nps(x) OVER w, nps_responses(x) "
         "OVER w, nps(x, i) OVER w FROM t WINDOW w AS (ORDER BY i ROWS BETWEEN 1 FOLLOWING AND 1 "
         "FOLLOWING)",
         "-100.0|1|-100.0\nNULL|0|NULL\nNULL|0|NULL"},
        {"SELECT nps(x) OVER () FROM (SELECT 9 AS x WHERE 0)", ""},
    };
    assert_cases(*state, cases, COUNT(cases));
}

/* Long windows */

/*
 * 100,000 rows whose weights span nine orders of magnitude, up to the last thousand, which are the
 * lightest: what the heavy ones leave behind in a plain running sum is more than all of these.
 */
static void fill_long(sqlite3 *db)
{
    struct Random random = {1974};
    execute(db, "CREATE TABLE long(id INTEGER PRIMARY KEY, score, weight); BEGIN");
    sqlite3_stmt *insert =
        prepare(db, sqlite3_mprintf("INSERT INTO long(score, weight) VALUES (?1, ?2)"));
    for (int i = 0; i < 100000; i++) {
        double decades = i < 99000 ? 9 * random_unit(&random) - 3 : -3 + random_unit(&random);
        sqlite3_bind_int(insert, 1, random_below(&random, 11));
        sqlite3_bind_double(insert, 2, pow(10, decades));
        assert_int_equal(sqlite3_step(insert), SQLITE_DONE);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    execute(db, "COMMIT");
}

#define WEIGHTED(after)                                                                            \
    "nps(score, weight)" after ", nps_stderr(score, weight)" after ", nps_lower(score, 0.9, "      \
    "weight)" after ", nps_upper(score, 0.9, weight)" after ", json_extract(nps_summary(score, "   \
    "0.9, weight)" after ", '$.effective_responses')"

static void a_long_sliding_window_of_weights_ends_where_the_plain_sum_ends(void **state)
{
    fill_long(*state);
    assert_same_results(*state,
                        "SELECT * FROM (SELECT id, " WEIGHTED(
                            " OVER w") " FROM long WINDOW w AS (ORDER BY id ROWS 999 PRECEDING)) "
                                       "WHERE id = 100000",
                        "SELECT 100000, " WEIGHTED("") " FROM long WHERE id > 99000", ROUNDING);
}

/* In whole numbers, with SQLite's own window functions as the oracle. */
static void a_long_sliding_window_is_exact_in_every_row(void **state)
{
    assert_same_results(
        *state,
        "SELECT nps(score) OVER w, nps_responses(score) OVER w, ces(score + 1, 11) OVER w FROM "
        "long WINDOW w AS (ORDER BY id ROWS BETWEEN 500 PRECEDING AND 500 FOLLOWING)",
        "SELECT 100.0 * (sum(score >= 9) OVER w - sum(score <= 6) OVER w) / count(score) OVER w, "
        "count(score) OVER w, avg(score + 1) OVER w FROM long WINDOW w AS (ORDER BY id ROWS "
        "BETWEEN 500 PRECEDING AND 500 FOLLOWING)",
        0);
}

/*
 * Three sizes, each so much larger than the next that two doubles do not hold all three. Once the
 * larger ones have left the frame, the light rows must count as they do alone. The alarm ends a
 * computation that does not end by itself.
 */
static void heavy_rows_that_left_the_frame_leave_nothing_behind(void **state)
{
    static const char *const sizes[][3] = {{"1e6", "1", "1e-3"},
                                           {"1e8", "1", "1e-8"},
                                           {"1e9", "1", "1e-9"},
                                           {"1e99", "1e40", "1"},
                                           {"1e99", "1", "1e-150"}};
    alarm(20);
    for (size_t i = 0; i < COUNT(sizes); i++) {
        char *with = sqlite3_mprintf(
            "WITH t(id, score, weight) AS (VALUES (1, 9, %s), (2, 3, %s), (3, 9, %s), (4, 3, %s), "
            "(5, 9, %s), (6, 3, %s), (7, 8, %s))",
            sizes[i][0], sizes[i][0], sizes[i][1], sizes[i][1], sizes[i][2], sizes[i][2],
            sizes[i][2]);
        char *windows = sqlite3_mprintf(
            "%s SELECT * FROM (SELECT id, %s FROM t WINDOW w AS (ORDER BY id ROWS 2 PRECEDING)) "
            "WHERE id = 7",
            with, WEIGHTED(" OVER w"));
        char *plain = sqlite3_mprintf("%s SELECT 7, %s FROM t WHERE id >= 5", with, WEIGHTED(""));
        assert_same_results(*state, windows, plain, ROUNDING);
        sqlite3_free(plain);
        sqlite3_free(windows);
        sqlite3_free(with);
    }
    alarm(0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_window_function_is_forgotten),
        cmocka_unit_test(a_window_gives_what_its_rows_give),
        cmocka_unit_test(a_filtered_window_gives_what_its_filtered_rows_give),
        cmocka_unit_test(running_and_sliding_scores_equal_a_correlated_sub_query),
        cmocka_unit_test(an_empty_frame_has_no_score_and_no_responses),
        cmocka_unit_test(a_long_sliding_window_of_weights_ends_where_the_plain_sum_ends),
        cmocka_unit_test(a_long_sliding_window_is_exact_in_every_row),
        cmocka_unit_test(heavy_rows_that_left_the_frame_leave_nothing_behind),
    };
    return cmocka_run_group_tests_name("windows", tests, open_with_rows, close_fixture);
}
