/*
 * advocacy_setup() on databases of many kinds: what stands afterwards, what it reads, and what it
 * leaves alone. One statement a call, as from a host that cannot run a script.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "support/company.h"
#include "support/shell.h"

static void load(sqlite3 *db)
{
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL);
    char *library = absolute_library_path();
    assert_int_equal(sqlite3_load_extension(db, library, NULL, NULL), SQLITE_OK);
    sqlite3_free(library);
}

static sqlite3 *open_path(const char *path, int flags)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open_v2(path, &db, flags, NULL), SQLITE_OK);
    load(db);
    return db;
}

/* A new file of this name in a folder of the suite's own. From sqlite3_malloc. */
static char *scratch_database(const char *name)
{
    char *folder = scratch_folder(name);
    char *path = sqlite3_mprintf("%s/it.db", folder);
    sqlite3_free(folder);
    return path;
}

#define WRITABLE (SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)

/* Names, texts and number of what a database holds. */
#define CONTENT                                                                                    \
    "SELECT group_concat(name || ' ' || coalesce(sql, ''), char(10)) FROM (SELECT name, sql FROM " \
    "%s.sqlite_master ORDER BY name)"

static char *content(sqlite3 *db, const char *schema)
{
    char *sql = sqlite3_mprintf(CONTENT, schema);
    char *text = query(db, sql);
    sqlite3_free(sql);
    return text;
}

/* What stands */

static void each_kind_makes_every_view_of_the_scripts(void **state)
{
    static const char *const kinds[] = {"main", "temp", "snapshot"};
    (void)state;
    sqlite3 *scripts = open_empty_company();
    char *names = query(scripts, "SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY 1");
    char *tables = query(scripts, "SELECT group_concat(quote(name)) FROM sqlite_master WHERE type "
                                  "= 'table'");
    for (int i = 0; i < 3; i++) {
        sqlite3 *db = open_database();
        char *call = sqlite3_mprintf("SELECT advocacy_setup(%Q)", kinds[i]);
        char *count = query(scripts, "SELECT count(*) FROM sqlite_master WHERE type = 'view'");
        assert_query(db, call, count);
        /* What a snapshot has read is in tables, and when in one of its own. */
        char *made = sqlite3_mprintf(
            "SELECT name FROM %s.sqlite_master WHERE type IN ('table', 'view') AND name NOT IN (%s, "
            "'advocacy_snapshot') ORDER BY 1",
            i == 0 ? "main" : "temp", tables);
        assert_query(db, made, names);
        sqlite3_free(made);
        sqlite3_free(count);
        sqlite3_free(call);
        close_database(db);
    }
    sqlite3_free(tables);
    sqlite3_free(names);
    close_database(scripts);
}

static void keep_rows(sqlite3 *db, const char *schema, const char *view, const char *kept)
{
    char *sql =
        sqlite3_mprintf("CREATE TABLE kept.%s_%s AS SELECT * FROM %s.%s", kept, view, schema, view);
    execute(db, sql);
    sqlite3_free(sql);
}

/*
 * The rows that were kept, in an order; of JSON, whose numbers differ in their last digits, only
 * whether it is there.
 */
static char *comparison(sqlite3 *db, const char *view, const char *kept)
{
    sqlite3_stmt *columns;
    char *sql = sqlite3_mprintf("SELECT * FROM kept.%s_%s", kept, view);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &columns, NULL), SQLITE_OK);
    sqlite3_str *text = sqlite3_str_new(NULL);
    sqlite3_str *order = sqlite3_str_new(NULL);
    for (int i = 0; i < sqlite3_column_count(columns); i++) {
        const char *name = sqlite3_column_name(columns, i);
        sqlite3_str_appendf(text, "%s CASE WHEN \"%w\" GLOB '[[{]*' THEN '{}' ELSE \"%w\" END",
                            i > 0 ? "," : "SELECT", name, name);
        sqlite3_str_appendf(order, "%s %d", i > 0 ? "," : " ORDER BY", i + 1);
    }
    assert_int_equal(sqlite3_finalize(columns), SQLITE_OK);
    char *order_by = sqlite3_str_finish(order);
    sqlite3_str_appendf(text, " FROM kept.%s_%s%s", kept, view, order_by);
    sqlite3_free(order_by);
    sqlite3_free(sql);
    return sqlite3_str_finish(text);
}

static void keep_stored_rows(sqlite3 *db, const char *view, void *context)
{
    (void)context;
    keep_rows(db, "main", view, "stored");
}

/* The context names what the temporary views are. */
static void compare_view(sqlite3 *db, const char *view, void *context)
{
    keep_rows(db, "temp", view, context);
    char *stored = comparison(db, view, "stored");
    char *temporary = comparison(db, view, context);
    assert_same_results(db, stored, temporary, 1e-9);
    sqlite3_free(temporary);
    sqlite3_free(stored);
}

static void temp_views_and_a_snapshot_give_the_figures_of_stored_views(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    fill_tenth_tables(db);
    execute(db, "SELECT advocacy_setup()");
    assert_query(db, "SELECT count(*) > 2000 FROM customer", "1");
    execute(db, "ATTACH ':memory:' AS kept");
    visit_views(db, keep_stored_rows, NULL);
    char *kinds[] = {"temp", "snapshot"};
    for (int i = 0; i < 2; i++) {
        char *setup = sqlite3_mprintf("SELECT advocacy_setup(%Q)", kinds[i]);
        execute(db, setup);
        sqlite3_free(setup);
        visit_views(db, compare_view, kinds[i]);
    }
    close_database(db);
}

static void indexes_of_the_scripts_are_made_on_tables_that_setup_made(void **state)
{
    static const char names[] = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'index' AND "
                                "sql IS NOT NULL ORDER BY 1";
    (void)state;
    sqlite3 *scripts = open_empty_company();
    sqlite3 *db = open_database();
    char *expected = query(scripts, names);
    execute(db, "SELECT advocacy_setup()");
    assert_query(db, names, expected);
    sqlite3_free(expected);
    close_database(scripts);
    close_database(db);
}

static void tables_of_the_users_own_get_no_index(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(db, "CREATE TABLE purchase(purchase_id, customer_id, purchased_at, amount, reason)");
    execute(db, "SELECT advocacy_setup()");
    assert_query(db, "SELECT count(*) FROM sqlite_master WHERE tbl_name = 'purchase'", "1");
    close_database(db);
}

/* Again */

static void a_second_setup_changes_nothing(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(db, "SELECT advocacy_setup()");
    execute(db, "CREATE TRIGGER mine INSTEAD OF INSERT ON nps_trend BEGIN SELECT 1; END");
    char *before = content(db, "main");
    char *version = query(db, "PRAGMA schema_version");
    execute(db, "SELECT advocacy_setup()");
    char *after = content(db, "main");
    assert_string_equal(before, after);
    assert_query(db, "PRAGMA schema_version", version);
    sqlite3_free(after);
    sqlite3_free(version);
    sqlite3_free(before);
    close_database(db);
}

static void rows_survive_every_kind_of_setup(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(db, "SELECT advocacy_setup('main', '{\"as_of\": \"2026-10-31\"}')");
    execute(db, "INSERT INTO survey_response(customer_id, answered_at, score) VALUES "
                "('a', '2026-10-01', 9), ('b', '2026-10-02', 10)");
    execute(db, "SELECT advocacy_setup('temp')");
    execute(db, "SELECT advocacy_setup('snapshot')");
    execute(db, "SELECT advocacy_setup('main')");
    execute(db, "SELECT advocacy_setup('temp')");
    assert_query(db, "SELECT count(*), nps(answer) FROM latest_answer", "2|100.0");
    assert_query(db, "SELECT count(*) FROM main.survey_response", "2");
    close_database(db);
}

/* An empty TEMP table is a place to put rows in as well as any. */
static void rows_in_a_temporary_table_of_setup_survive_too(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(db, "SELECT advocacy_setup('temp', '{\"as_of\": \"2026-10-31\"}')");
    execute(db, "INSERT INTO temp.survey_response(customer_id, answered_at, score) VALUES "
                "('a', '2026-10-01', 9)");
    execute(db, "SELECT advocacy_setup('snapshot', '{\"as_of\": \"2026-10-31\"}')");
    assert_query(db, "SELECT count(*) FROM latest_answer", "1");
    assert_query(db, "SELECT advocacy_setup('main')",
                 "error: advocacy_setup(): views in the database cannot read the TEMP table "
                 "survey_response; call advocacy_setup('temp'), or drop it");
    assert_query(db, "SELECT count(*) FROM latest_answer", "1");
    close_database(db);
}

static void nothing_temporary_is_left_by_a_setup_of_the_database(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(db, "SELECT advocacy_setup('snapshot')");
    execute(db, "SELECT advocacy_setup('temp')");
    assert_query(db,
                 "SELECT count(*) FROM temp.sqlite_master WHERE name LIKE 'read^_%' ESCAPE '^' "
                 "AND type <> 'view'",
                 "0");
    execute(db, "SELECT advocacy_setup('main')");
    assert_query(db, "SELECT count(*) FROM temp.sqlite_master", "0");
    close_database(db);
}

static void views_that_the_scripts_made_are_taken_over(void **state)
{
    (void)state;
    sqlite3 *db = open_empty_company();
    char *count = query(db, "SELECT count(*) FROM sqlite_master WHERE type = 'view'");
    assert_query(db, "SELECT advocacy_setup()", count);
    assert_query(db,
                 "SELECT count(*) FROM sqlite_master WHERE type = 'view' AND sql NOT LIKE "
                 "'% AS /* advocacy %'",
                 "0");
    sqlite3_free(count);
    close_database(db);
}

static void a_source_that_comes_later_is_found_by_the_next_setup(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(db, "SELECT advocacy_setup('temp', '{\"as_of\": \"2026-10-31\"}')");
    assert_query(db, "SELECT count(*) FROM latest_answer", "0");
    execute(db, "CREATE TABLE sheet(who, at, points)");
    execute(db, "INSERT INTO sheet VALUES ('a', '2026-10-30', 9), ('b', '2026-10-31', 3)");
    execute(db, "CREATE VIEW main.survey_response AS SELECT rowid AS response_id, who AS "
                "customer_id, at AS answered_at, points AS score, NULL AS comment FROM sheet");
    execute(db, "SELECT advocacy_setup('temp', '{\"as_of\": \"2026-10-31\"}')");
    assert_query(db, "SELECT count(*) FROM latest_answer", "2");
    execute(db, "DROP VIEW main.survey_response");
    execute(db, "SELECT advocacy_setup('temp', '{\"as_of\": \"2026-10-31\"}')");
    assert_query(db, "SELECT count(*) FROM latest_answer", "0");
    close_database(db);
}

/* What happens after a snapshot is in the next one. */
static void a_snapshot_holds_what_it_has_read_until_it_is_made_again(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(db, "CREATE TABLE survey_response(score, answered_at)");
    execute(db, "INSERT INTO survey_response VALUES (9, '2026-10-01')");
    execute(db, "SELECT advocacy_setup('snapshot')");
    assert_query(db,
                 "SELECT as_of, as_of_source, (SELECT count(*) FROM latest_answer) FROM "
                 "advocacy_period",
                 "2026-10-01|newest answer or purchase|1");
    execute(db, "INSERT INTO survey_response VALUES (8, '2026-10-02')");
    assert_query(db, "SELECT as_of, (SELECT count(*) FROM latest_answer) FROM advocacy_period",
                 "2026-10-01|1");
    execute(db, "SELECT advocacy_setup('snapshot')");
    assert_query(db, "SELECT as_of, (SELECT count(*) FROM latest_answer) FROM advocacy_period",
                 "2026-10-02|2");
    assert_query(db,
                 "SELECT count(*) > 0 FROM temp.sqlite_master WHERE type = 'index' AND "
                 "tbl_name = 'read_survey_response'",
                 "1");
    close_database(db);
}

/* Where */

static void a_read_only_database_gets_temporary_views(void **state)
{
    (void)state;
    char *path = scratch_database("setup-read-only");
    sqlite3 *db = open_path(path, WRITABLE);
    execute(db, "CREATE TABLE survey_response(response_id INTEGER PRIMARY KEY, customer_id, "
                "answered_at, score, comment)");
    execute(db, "INSERT INTO survey_response VALUES (1, 'a', '2026-10-30', 9, NULL)");
    close_database(db);
    db = open_path(path, SQLITE_OPEN_READONLY);
    assert_query(db, "SELECT advocacy_setup()",
                 "error: advocacy_setup(): the database is open for reading only; call "
                 "advocacy_setup('temp'), whose views are TEMP and leave it alone");
    execute(db, "SELECT advocacy_setup('temp', '{\"as_of\": \"2026-10-31\"}')");
    assert_query(db, "SELECT count(*) FROM latest_answer", "1");
    execute(db, "SELECT advocacy_setup('snapshot', '{\"as_of\": \"2026-10-31\"}')");
    assert_query(db, "SELECT count(*) FROM latest_answer", "1");
    assert_query(db, "SELECT count(*) FROM main.sqlite_master", "1");
    close_database(db);
    sqlite3_free(path);
}

static void stored_views_work_where_the_file_is_attached_under_another_name(void **state)
{
    (void)state;
    char *path = scratch_database("setup-attached");
    sqlite3 *db = open_path(path, WRITABLE);
    execute(db, "SELECT advocacy_setup('main', '{\"as_of\": \"2026-10-31\"}')");
    execute(db, "INSERT INTO survey_response(customer_id, answered_at, score) VALUES "
                "('a', '2026-10-01', 9)");
    close_database(db);
    db = open_database();
    char *attach = sqlite3_mprintf("ATTACH %Q AS company", path);
    execute(db, attach);
    assert_query(db, "SELECT count(*), nps(answer) FROM company.latest_answer", "1|100.0");
    assert_query(db,
                 "SELECT count(*) FROM company.sqlite_master WHERE sql LIKE '%main.%' OR sql LIKE "
                 "'%temp.%'",
                 "0");
    sqlite3_free(attach);
    close_database(db);
    sqlite3_free(path);
}

static void temporary_views_read_attached_databases(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(db, "ATTACH ':memory:' AS \"the \"\"shop\"\"\"");
    execute(db, "CREATE TABLE \"the \"\"shop\"\"\".survey_response(response_id, customer_id, "
                "answered_at, score, comment)");
    execute(db, "INSERT INTO survey_response VALUES (1, 'a', '2026-10-01', 9, NULL)");
    execute(db, "SELECT advocacy_setup('snapshot', '{\"as_of\": \"2026-10-31\"}')");
    assert_query(db, "SELECT count(*) FROM latest_answer", "1");
    assert_query(db, "SELECT count(*) FROM main.sqlite_master", "0");
    close_database(db);
}

/* How somebody keeps a database; setup works in it and leaves the way it is kept. */
static void assert_kept(const char *const *pragmas)
{
    char *path = scratch_database("setup-kinds");
    sqlite3 *db = open_path(path, WRITABLE);
    char *before[4] = {0};
    char *names[4] = {0};
    for (int i = 0; i < 4 && pragmas[i]; i++) {
        execute(db, pragmas[i]);
        names[i] = sqlite3_mprintf("%.*s", (int)strcspn(pragmas[i], "="), pragmas[i]);
    }
    for (int i = 0; i < 4 && names[i]; i++) {
        before[i] = query(db, names[i]);
    }
    execute(db, "SELECT advocacy_setup('main', '{\"as_of\": \"2026-10-31\"}')");
    execute(db, "INSERT INTO survey_response(customer_id, answered_at, score) VALUES "
                "('é', '2026-10-01', 9)");
    assert_query(db, "SELECT customer_id FROM latest_answer", "é");
    execute(db, "SELECT advocacy_setup('snapshot')");
    assert_query(db, "SELECT customer_id FROM latest_answer", "é");
    execute(db, "SELECT advocacy_setup('snapshot')");
    execute(db, "SELECT advocacy_setup('temp')");
    assert_query(db, "SELECT customer_id FROM latest_answer", "é");
    execute(db, "SELECT advocacy_setup('main')");
    for (int i = 0; i < 4 && names[i]; i++) {
        assert_query(db, names[i], before[i]);
        sqlite3_free(before[i]);
        sqlite3_free(names[i]);
    }
    assert_query(db, "PRAGMA integrity_check", "ok");
    close_database(db);
    sqlite3_free(path);
}

/* Those that stand together do not touch each other. PRAGMA case_sensitive_like says nothing. */
static void every_kind_of_database_is_served(void **state)
{
    static const char *const kinds[][4] = {
        {"PRAGMA encoding = 'UTF-16le'", "PRAGMA journal_mode = WAL", "PRAGMA trusted_schema = OFF",
         "PRAGMA recursive_triggers = ON"},
        {"PRAGMA encoding = 'UTF-16be'", "PRAGMA auto_vacuum = FULL", "PRAGMA foreign_keys = ON",
         "PRAGMA temp_store = FILE"},
        {"PRAGMA case_sensitive_like = ON", "PRAGMA reverse_unordered_selects = ON",
         "PRAGMA short_column_names = OFF"},
        {"PRAGMA full_column_names = ON", "PRAGMA count_changes = ON"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        assert_kept(kinds[i]);
    }
}

static void the_last_rowid_stays_what_it_was(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(db, "CREATE TABLE t(a)");
    execute(db, "INSERT INTO t(rowid, a) VALUES (77, 1)");
    execute(db, "SELECT advocacy_setup('main', '{\"as_of\": \"2026-10-31\"}')");
    assert_query(db, "SELECT last_insert_rowid()", "77");
    assert_query(db, "SELECT advocacy_setup('tmp')",
                 "error: advocacy_setup(): 'tmp' is not a kind of setup; the kinds are 'main', "
                 "'temp' and 'snapshot'");
    assert_query(db, "SELECT last_insert_rowid()", "77");
    close_database(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_makes_every_view_of_the_scripts),
        cmocka_unit_test(temp_views_and_a_snapshot_give_the_figures_of_stored_views),
        cmocka_unit_test(indexes_of_the_scripts_are_made_on_tables_that_setup_made),
        cmocka_unit_test(tables_of_the_users_own_get_no_index),
        cmocka_unit_test(a_second_setup_changes_nothing),
        cmocka_unit_test(rows_survive_every_kind_of_setup),
        cmocka_unit_test(rows_in_a_temporary_table_of_setup_survive_too),
        cmocka_unit_test(nothing_temporary_is_left_by_a_setup_of_the_database),
        cmocka_unit_test(views_that_the_scripts_made_are_taken_over),
        cmocka_unit_test(a_source_that_comes_later_is_found_by_the_next_setup),
        cmocka_unit_test(a_read_only_database_gets_temporary_views),
        cmocka_unit_test(stored_views_work_where_the_file_is_attached_under_another_name),
        cmocka_unit_test(temporary_views_read_attached_databases),
        cmocka_unit_test(every_kind_of_database_is_served),
        cmocka_unit_test(the_last_rowid_stays_what_it_was),
        cmocka_unit_test(a_snapshot_holds_what_it_has_read_until_it_is_made_again),
    };
    return cmocka_run_group_tests_name("setup", tests, NULL, NULL);
}
