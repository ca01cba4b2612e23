/*
 * What a page and the views make of rows does not depend on when and in which order they come: a
 * page is of one moment, also while others write, and SQLite may give rows that nobody has ordered
 * in any order.
 */
#include <stdlib.h>
#include <string.h>

#include "support/company.h"
#include "support/dashboard.h"
#include "support/shell.h"

/* One moment */

struct Writer {
    sqlite3 *db;
    int calls_left;
};

static int write_once(void *data)
{
    struct Writer *writer = data;
    if (--writer->calls_left == 0) {
        execute(writer->db, "INSERT INTO survey_response(customer_id, answered_at, score) SELECT "
                            "'new ' || count(*), '2026-10-20', 0 FROM survey_response");
    }
    return 0;
}

static char *page_as_of_october(sqlite3 *db)
{
    return query(db, "SELECT advocacy_dashboard('{\"as_of\": \"2026-10-31\"}')");
}

static sqlite3 *open_file(const char *path)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL);
    char *library = absolute_library_path();
    assert_int_equal(sqlite3_load_extension(db, library, NULL, NULL), SQLITE_OK);
    sqlite3_free(library);
    return db;
}

static void a_page_is_of_one_moment_while_others_write(void **state)
{
    (void)state;
    char *path = sqlite3_mprintf("%s/moment.db", dashboard_folder());
    sqlite3 *db = open_file(path);
    execute(db, "PRAGMA journal_mode = WAL");
    execute_file(db, "sql/schema.sql");
    execute(db, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) "
                "INSERT INTO survey_response(customer_id, answered_at, score) "
                "SELECT i, '2026-10-01', i % 11 FROM n");
    struct Writer writer = {.db = open_file(path)};
    char *before = page_as_of_october(db);
    static const int calls[] = {1, 10, 50, 100};
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        writer.calls_left = calls[i];
        sqlite3_progress_handler(db, 1000, write_once, &writer);
        char *during = page_as_of_october(db);
        sqlite3_progress_handler(db, 0, NULL, NULL);
        assert_true(writer.calls_left <= 0);
        char *after = page_as_of_october(db);
        assert_string_not_equal(before, after);
        /* The first call may come before anything has been read. */
        assert_true(strcmp(during, before) == 0 || (i == 0 && strcmp(during, after) == 0));
        sqlite3_free(during);
        sqlite3_free(before);
        before = after;
    }
    sqlite3_free(before);
    close_database(writer.db);
    close_database(db);
    sqlite3_free(path);
}

/* Any order */

struct Views {
    sqlite3_str *text;
    int count;
};

/* Rows as text in an order of their own; what sums leave in the last digits of a REAL is not. */
static void append_view(sqlite3 *db, const char *view, void *context)
{
    struct Views *views = context;
    sqlite3_str *columns = sqlite3_str_new(db);
    sqlite3_stmt *statement;
    char *list = sqlite3_mprintf("SELECT name FROM pragma_table_info(%Q)", view);
    assert_int_equal(sqlite3_prepare_v2(db, list, -1, &statement, NULL), SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(statement, 0);
        sqlite3_str_appendf(columns,
                            "%s CASE typeof(\"%w\") WHEN 'real' THEN printf('%%.9g', \"%w\") "
                            "ELSE quote(\"%w\") END",
                            sqlite3_str_length(columns) ? " || '|' || " : "", name, name, name);
    }
    sqlite3_finalize(statement);
    char *row = sqlite3_str_finish(columns);
    char *sql = sqlite3_mprintf("SELECT %s AS row FROM \"%w\" ORDER BY 1", row, view);
    char *rows = query(db, sql);
    assert_null(strstr(rows, "error: "));
    sqlite3_str_appendf(views->text, "-- %s\n%s\n", view, rows);
    views->count++;
    sqlite3_free(rows);
    sqlite3_free(sql);
    sqlite3_free(row);
    sqlite3_free(list);
}

static char *all_views(sqlite3 *db)
{
    struct Views views = {.text = sqlite3_str_new(db)};
    visit_views(db, append_view, &views);
    assert_true(views.count > 60);
    return sqlite3_str_finish(views.text);
}

static void assert_same_text(const char *found, const char *expected)
{
    size_t at = 0;
    while (found[at] && found[at] == expected[at]) {
        at++;
    }
    if (found[at] || expected[at]) {
        size_t start = at > 200 ? at - 200 : 0;
        fail_msg("%.400s\nin one order, in the other\n%.400s", found + start, expected + start);
    }
}

static void rows_may_come_in_any_order(void **state)
{
    (void)state;
    sqlite3 *db = open_empty_company();
    execute_file(db, "tests/support/hostile_company.sql");
    char *views = all_views(db);
    char *page = query(db, "SELECT advocacy_dashboard()");
    execute(db, "PRAGMA reverse_unordered_selects = ON");
    assert_query(db,
                 "SELECT response_id = (SELECT max(response_id) FROM survey_response) "
                 "FROM survey_response LIMIT 1",
                 "1");
    char *views_reversed = all_views(db);
    char *page_reversed = query(db, "SELECT advocacy_dashboard()");
    assert_same_text(views_reversed, views);
    assert_same_text(page_reversed, page);
    sqlite3_free(page_reversed);
    sqlite3_free(views_reversed);
    sqlite3_free(page);
    sqlite3_free(views);
    close_database(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_is_of_one_moment_while_others_write),
        cmocka_unit_test(rows_may_come_in_any_order),
    };
    return cmocka_run_group_tests_name("page reading", tests, make_dashboard_folder,
                                       forget_dashboard_folder);
}
