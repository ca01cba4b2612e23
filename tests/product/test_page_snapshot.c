/*
 * A page goes on from what its connection has: the day and the other settings of a setup of TEMP
 * views, and the rows that a snapshot has read, unless something was written since.
 */
#include <stdbool.h>
#include <string.h>

#include "support/dashboard.h"
#include "support/database.h"
#include "support/shell.h"

#define PAGE "SELECT advocacy_dashboard('{\"minimum_responses\": 1}')"
#define PAGE_OF_MAY                                                                                \
    "SELECT advocacy_dashboard('{\"minimum_responses\": 1, \"as_of\": \"2026-05-31\"}')"

static void count_value(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    ++*(int *)sqlite3_user_data(context);
    sqlite3_result_value(context, arguments[0]);
}

/* A file of a tool's answers, mapped by a TEMP view of which every row that is read is counted. */
static sqlite3 *open_mapped(const char *path, int *rows_read)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL);
    char *library = absolute_library_path();
    assert_int_equal(sqlite3_load_extension(db, library, NULL, NULL), SQLITE_OK);
    sqlite3_free(library);
    sqlite3_create_function(db, "counted", 1, SQLITE_UTF8, rows_read, count_value, NULL, NULL);
    execute(db, "CREATE TABLE IF NOT EXISTS answers(who, day, points)");
    execute(db, "CREATE TEMP VIEW survey_response AS SELECT rowid AS response_id, who AS "
                "customer_id, day AS answered_at, counted(points) AS score FROM answers");
    return db;
}

static char *new_file(const char *name)
{
    char *path = sqlite3_mprintf("%s/%s.db", dashboard_folder(), name);
    int ignored = 0;
    sqlite3 *db = open_mapped(path, &ignored);
    execute(db, "INSERT INTO answers VALUES ('a', '2026-05-01', 9), ('b', '2026-05-02', 3), "
                "('c', '2026-06-10', 10)");
    close_database(db);
    return path;
}

/* What a connection without a snapshot makes of it. */
static char *fresh_page(const char *path, const char *sql)
{
    int ignored = 0;
    sqlite3 *db = open_mapped(path, &ignored);
    char *page = query(db, sql);
    assert_well_formed(page);
    close_database(db);
    return page;
}

/* The page reads the sources again or not, and says what a new connection says in any case. */
static void assert_page(sqlite3 *db, const char *path, const char *sql, const int *rows_read,
                        bool is_read_again)
{
    char *expected = fresh_page(path, sql);
    const int before = *rows_read;
    char *page = query(db, sql);
    assert_string_equal(page, expected);
    assert_int_equal(*rows_read > before, is_read_again);
    sqlite3_free(page);
    sqlite3_free(expected);
}

static void a_page_looks_back_from_the_day_of_the_setup_of_its_connection(void **state)
{
    static const char *const kinds[] = {"temp", "snapshot"};
    (void)state;
    char *path = new_file("setup_day");
    for (int i = 0; i < 2; i++) {
        int rows_read = 0;
        sqlite3 *db = open_mapped(path, &rows_read);
        char *setup = sqlite3_mprintf(
            "SELECT advocacy_setup(%Q, '{\"as_of\": \"2026-05-01\", \"period_days\": 30}')",
            kinds[i]);
        execute(db, setup);
        char *page = query(db, "SELECT advocacy_dashboard()");
        assert_non_null(strstr(page, "2 Apr 2026 to 1 May 2026"));
        sqlite3_free(page);
        /* What it is told itself goes before. */
        page = query(db, "SELECT advocacy_dashboard('{\"as_of\": \"2026-05-31\"}')");
        assert_non_null(strstr(page, "2 May 2026 to 31 May 2026"));
        sqlite3_free(page);
        assert_query(db, "SELECT as_of FROM advocacy_period", "2026-05-01");
        sqlite3_free(setup);
        close_database(db);
    }
    sqlite3_free(path);
}

static void a_page_reads_nothing_that_a_snapshot_has_read(void **state)
{
    (void)state;
    char *path = new_file("read_once");
    int rows_read = 0;
    sqlite3 *db = open_mapped(path, &rows_read);
    execute(db, "SELECT advocacy_setup('snapshot')");
    assert_true(rows_read > 0);
    assert_page(db, path, PAGE, &rows_read, false);
    execute(db, "SELECT advocacy_setup('snapshot')");
    assert_page(db, path, PAGE_OF_MAY, &rows_read, false);
    close_database(db);
    sqlite3_free(path);
}

/* Written by whom and where it may be. */
static void what_was_written_after_a_snapshot_is_on_the_page(void **state)
{
    static const struct {
        const char *sql;
        bool by_another;
    } changes[] = {
        {"INSERT INTO answers VALUES ('d', '2026-05-03', 0)", false},
        {"INSERT INTO answers VALUES ('d', '2026-05-03', 0)", true},
        {"UPDATE answers SET points = 0", false},
    };
    (void)state;
    char *path = new_file("written_after");
    int rows_read = 0;
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        sqlite3 *db = open_mapped(path, &rows_read);
        sqlite3 *other = open_mapped(path, &rows_read);
        execute(db, "DELETE FROM answers");
        execute(db, "INSERT INTO answers VALUES ('a', '2026-05-01', 9), ('b', '2026-06-02', 3)");
        execute(db, "SELECT advocacy_setup('snapshot')");
        execute(changes[i].by_another ? other : db, changes[i].sql);
        assert_page(db, path, PAGE, &rows_read, true);
        close_database(other);
        close_database(db);
    }
    sqlite3_free(path);
}

static void another_mapping_is_another_page(void **state)
{
    (void)state;
    char *path = new_file("another_mapping");
    int rows_read = 0;
    sqlite3 *db = open_mapped(path, &rows_read);
    execute(db, "SELECT advocacy_setup('snapshot')");
    char *before = query(db, PAGE);
    execute(db, "SELECT advocacy_setup('snapshot')");
    execute(db, "DROP VIEW temp.survey_response");
    execute(db, "CREATE TEMP VIEW survey_response AS SELECT who AS customer_id, day AS "
                "answered_at, 10 - points AS score FROM answers");
    char *after = query(db, PAGE);
    assert_well_formed(after);
    assert_string_not_equal(before, after);
    sqlite3_free(after);
    sqlite3_free(before);
    close_database(db);
    sqlite3_free(path);
}

/* The copies go back to what they were, and so does what is known of their moment. */
static void a_snapshot_that_was_rolled_back_is_none(void **state)
{
    (void)state;
    char *path = new_file("rolled_back");
    int rows_read = 0;
    sqlite3 *db = open_mapped(path, &rows_read);
    execute(db, "SELECT advocacy_setup('snapshot')");
    execute(db, "INSERT INTO answers VALUES ('d', '2026-05-03', 0)");
    execute(db, "SAVEPOINT s");
    execute(db, "SELECT advocacy_setup('snapshot')");
    execute(db, "ROLLBACK TO s");
    execute(db, "RELEASE s");
    assert_page(db, path, PAGE, &rows_read, true);
    close_database(db);
    sqlite3_free(path);
}

static void a_snapshot_says_when_it_was_read(void **state)
{
    (void)state;
    char *path = new_file("when_read");
    int rows_read = 0;
    sqlite3 *db = open_mapped(path, &rows_read);
    execute(db, "SELECT advocacy_setup('snapshot')");
    execute(db, "SELECT advocacy_setup('snapshot')");
    assert_query(db,
                 "SELECT count(*), min(read_at > datetime('now', '-1 minute') AND read_at <= "
                 "datetime('now')) FROM advocacy_snapshot",
                 "1|1");
    execute(db, "SELECT advocacy_setup('temp')");
    assert_query(db, "SELECT count(*) FROM sqlite_temp_master WHERE name = 'advocacy_snapshot'",
                 "0");
    close_database(db);
    sqlite3_free(path);
}

static void a_table_of_that_name_is_named_and_left_alone(void **state)
{
    (void)state;
    char *path = new_file("name_taken");
    int rows_read = 0;
    sqlite3 *db = open_mapped(path, &rows_read);
    execute(db, "CREATE TEMP TABLE advocacy_snapshot(state)");
    assert_query(db, "SELECT advocacy_setup('snapshot')",
                 "error: advocacy_setup(): the TEMP table advocacy_snapshot was made by somebody "
                 "else, so it stays as it is; rename or drop it");
    assert_query(db, "SELECT count(*) FROM sqlite_temp_master", "2");
    assert_page(db, path, PAGE, &rows_read, true);
    close_database(db);
    sqlite3_free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_looks_back_from_the_day_of_the_setup_of_its_connection),
        cmocka_unit_test(a_page_reads_nothing_that_a_snapshot_has_read),
        cmocka_unit_test(what_was_written_after_a_snapshot_is_on_the_page),
        cmocka_unit_test(another_mapping_is_another_page),
        cmocka_unit_test(a_snapshot_that_was_rolled_back_is_none),
        cmocka_unit_test(a_snapshot_says_when_it_was_read),
        cmocka_unit_test(a_table_of_that_name_is_named_and_left_alone),
    };
    return cmocka_run_group_tests_name("page snapshot", tests, make_dashboard_folder,
                                       forget_dashboard_folder);
}
