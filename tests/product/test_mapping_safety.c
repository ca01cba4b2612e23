/*
 * advocacy_mapping() reads a bounded part of any database, changes nothing in it, and writes a
 * script that runs, whatever tables, columns and values are called.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "reading/utf8.h"
#include "support/mapping.h"
#include "support/shell.h"

#define COUNT_TO(limit)                                                                            \
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " #limit ") "

/*
 * Every line of the script is a statement's or a comment's: outside of quotes nothing else begins.
 */
static void assert_runs(sqlite3 *db)
{
    char *script = mapping_of(db);
    char *message = NULL;
    if (sqlite3_exec(db, script, NULL, NULL, &message) != SQLITE_OK) {
        fail_msg("%s\n%s", message, script);
    }
    sqlite3_free(script);
}

/* Names that would end a quote, a line, a comment or a statement. */
static const char *const hostile_names[] = {
    "a\"b",          "a'b",    "a\nDROP TABLE t;--",
    "a*/b",          "a;b",    "a--b",
    "[a]",           "`a`",    "%s%n%d%z",
    "a\r\nb",        "SELECT", "啊",
    "\xE2\x80\xAEx", "index",  " ",
    "a\\",           "?",      ":x",
    "/* advocacy ",
};

static void names_of_any_kind_are_quoted(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof hostile_names / sizeof hostile_names[0]; i++) {
        const char *name = hostile_names[i];
        sqlite3 *db = open_database();
        char *sql = sqlite3_mprintf(
            "CREATE TABLE \"%w customers\"(\"%w customer id\" PRIMARY KEY, \"%w email\", \"%w country\");"
            "CREATE TABLE \"%w orders\"(\"%w order id\", \"%w customer id\", \"%w order date\", \"%w total amount\");"
            "CREATE TABLE \"%w survey\"(\"%w response id\", \"%w customer id\", \"%w date\", \"%w nps\");" COUNT_TO(30) "INSERT INTO \"%w customers\" SELECT i, 'c' || i || '@x.org', 'DE' FROM n;" COUNT_TO(
                60) "INSERT INTO \"%w orders\" SELECT i, 1 + i %% 30, date('2026-01-01', i || ' days'), 10.5 FROM n;" COUNT_TO(60) "INSERT INTO \"%w survey\" SELECT i, 1 + i %% 30, date('2026-01-01', i || ' days'), i %% 11 FROM n",
            name, name, name, name, name, name, name, name, name, name, name, name, name, name,
            name, name, name);
        execute(db, sql);
        sqlite3_free(sql);
        assert_runs(db);
        assert_query(
            db,
            "SELECT (SELECT count(*) FROM temp.customer), (SELECT total(amount) FROM temp.purchase), "
            "(SELECT count(answered_at) FROM temp.survey_response)",
            "30|630.0|60");
        close_database(db);
    }
}

/* Hosts take text as UTF-8: a script that is none could not be read in them. */
static void a_script_is_utf8_whatever_the_database_holds(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(
        db,
        "CREATE TABLE \"auftr\xE4ge\"(id, customer_id, order_date, total);"
        "CREATE TABLE orders(id, customer_id, order_date, total, status, \"gr\xF6\xDF"
        "e\");" COUNT_TO(
            30) "INSERT INTO orders SELECT i, 1 + i % 7, date('2026-01-01', i || ' days'), 1, CASE i % 3 WHEN 0 "
                "THEN 'storniert \xFC' ELSE 'bezahlt' END, 1 FROM n");
    char *script = mapping_of(db);
    assert_true(is_utf8(script, strlen(script)));
    assert_non_null(strstr(script, "left out until then, as nothing can name them: gr??e"));
    assert_non_null(strstr(script, "Could not be read: auftr?ge: its name is not UTF-8"));
    sqlite3_free(script);
    assert_runs(db);
    assert_query(db, "SELECT count(*) FROM purchase", "20");
    close_database(db);
}

static void values_of_any_kind_stay_in_their_comments(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(
        db,
        "CREATE TABLE survey(email, nps, comment, state);" COUNT_TO(
            20) "INSERT INTO survey SELECT 'a' || i || '@x.org', i % 11, "
                "'x' || char(10) || '; DROP TABLE survey; --' || char(0, 8232, 8238) || '*/', x'ff00' FROM n");
    assert_runs(db);
    assert_query(db, "SELECT count(*) FROM survey_response", "20");
    close_database(db);
}

/* In which there was no purchase, named so that they would end the condition. */
static void states_of_any_name_are_quoted(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(
        db,
        "CREATE TABLE orders(id, customer_id, order_date, total, status);" COUNT_TO(
            30) "INSERT INTO orders SELECT i, 1 + i % 7, date('2026-01-01', i || ' days'), 1, "
                "CASE i % 3 WHEN 0 THEN 'cancelled'') OR 1 --' WHEN 1 THEN 'cancelled' || char(10) || 'x' ELSE 'paid' END FROM n");
    assert_runs(db);
    assert_query(db, "SELECT count(*) FROM purchase", "20");
    close_database(db);
}

static void an_empty_database_gives_a_script_of_comments(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    char *script = mapping_of(db);
    for (const char *line = script; *line;) {
        size_t length = strcspn(line, "\n");
        assert_true(length == 0 || strncmp(line, "--", 2) == 0);
        line += length + (line[length] == '\n');
    }
    assert_non_null(strstr(script, "-- CREATE TEMP VIEW purchase AS SELECT [?] AS customer_id"));
    sqlite3_free(script);
    close_database(db);
}

/* A comment that is filled in half must not become a column of question marks. */
static void what_is_to_be_filled_in_is_an_error_until_it_is(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(db, "CREATE TABLE t(x)");
    assert_int_equal(sqlite3_exec(db, "SELECT [?] FROM t", NULL, NULL, NULL), SQLITE_ERROR);
    close_database(db);
}

static void nothing_is_written(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(db, "CREATE TABLE orders(id, customer_id, order_date, total)");
    execute(db, "INSERT INTO orders VALUES (1, 2, '2026-01-01', 3)");
    execute(db, "PRAGMA query_only = 1");
    sqlite3_int64 changes = sqlite3_total_changes(db);
    sqlite3_free(mapping_of(db));
    assert_int_equal(sqlite3_total_changes(db), changes);
    assert_query(db, "SELECT count(*) FROM sqlite_master", "1");
    assert_query(db, "SELECT count(*) FROM sqlite_temp_master", "0");
    close_database(db);
}

static void the_same_database_gives_the_same_script(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(db, "CREATE TABLE orders(id, customer_id, order_date, total);"
                "CREATE TABLE sales(id, customer_id, order_date, total);" COUNT_TO(
                    3000) "INSERT INTO orders SELECT i, i % 70, '2026-01-01', i FROM n;"
                          "INSERT INTO sales SELECT * FROM orders");
    char *first = mapping_of(db);
    char *second = mapping_of(db);
    assert_string_equal(first, second);
    assert_non_null(strstr(first, "FROM main.\"orders\""));
    sqlite3_free(first);
    sqlite3_free(second);
    close_database(db);
}

static void a_view_that_fails_is_named_and_harms_nothing(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(
        db,
        "CREATE TABLE gone(x); CREATE VIEW broken AS SELECT x FROM gone; DROP TABLE gone;"
        "CREATE VIEW strict AS SELECT nps(99) AS nps;"
        "CREATE TABLE orders(id, customer_id, order_date, total);" COUNT_TO(
            20) "INSERT INTO orders SELECT i, 1 + i % 7, date('2026-01-01', i || ' days'), i FROM n");
    char *script = mapping_of(db);
    assert_non_null(strstr(script, "-- Could not be read: broken: "));
    assert_non_null(strstr(script, "CREATE TEMP VIEW purchase AS\n"));
    sqlite3_free(script);
    close_database(db);
}

static void tables_that_are_canonical_already_stay(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(db, "SELECT advocacy_setup()");
    execute(db, "INSERT INTO purchase VALUES (1, 'a', '2026-01-01', 5, NULL)");
    execute(
        db,
        "CREATE TABLE orders(id, customer_id, order_date, total);" COUNT_TO(
            20) "INSERT INTO orders SELECT i, 1 + i % 7, date('2026-01-01', i || ' days'), i FROM n");
    char *script = mapping_of(db);
    assert_null(strstr(script, "CREATE TEMP VIEW purchase AS\n"));
    assert_non_null(strstr(script, "-- There already, with columns and rows: purchase\n"));
    sqlite3_free(script);
    execute(db, "DELETE FROM purchase");
    script = mapping_of(db);
    assert_non_null(strstr(script, "CREATE TEMP VIEW purchase AS\n"));
    sqlite3_free(script);
    close_database(db);
}

/* The orders of twenty days, and that their mapping counts them. */
static void assert_mapped(sqlite3 *db)
{
    assert_runs(db);
    assert_query(db,
                 "SELECT count(*), count(DISTINCT customer_id), total(amount) FROM temp.purchase",
                 "20|7|210.0");
}

static const char twenty_orders[] =
    "CREATE TABLE orders(id, customer_id, order_date, total);" COUNT_TO(
        20) "INSERT INTO orders SELECT i, 1 + i % 7, date('2026-01-01', i || ' days'), i FROM n;"
            "CREATE VIEW all_orders AS SELECT * FROM orders";

static void databases_of_any_kind_are_read(void **state)
{
    (void)state;
    static const char *const kinds[] = {
        "PRAGMA encoding = 'UTF-16le'", "PRAGMA encoding = 'UTF-16be'",
        "PRAGMA trusted_schema = OFF", "PRAGMA case_sensitive_like = ON",
        "PRAGMA full_column_names = ON"};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        sqlite3 *db = open_database();
        execute(db, kinds[i]);
        execute(db, twenty_orders);
        assert_mapped(db);
        close_database(db);
    }
}

static void a_file_that_is_open_for_reading_only_is_mapped(void **state)
{
    (void)state;
    char *folder = scratch_folder("mapping-safety");
    char *path = sqlite3_mprintf("%s/orders.db", folder);
    char *sql = sqlite3_mprintf("PRAGMA journal_mode = WAL;\n%s;", twenty_orders);
    free(run_script(path, sql));
    sqlite3 *db;
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL);
    assert_int_equal(sqlite3_load_extension(db, library_path(), NULL, NULL), SQLITE_OK);
    assert_mapped(db);
    close_database(db);
    sqlite3_free(sql);
    sqlite3_free(path);
    sqlite3_free(folder);
}

/* The TEMP tables of an import into memory are as good as others. */
static void temporary_tables_are_mapped_too(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(
        db,
        "CREATE TEMP TABLE orders(id, customer_id, order_date, total);" COUNT_TO(
            20) "INSERT INTO orders SELECT i, 1 + i % 7, date('2026-01-01', i || ' days'), i FROM n");
    assert_mapped(db);
    close_database(db);
}

static void a_thousand_tables_take_seconds(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(db, "BEGIN");
    for (int i = 0; i < 1000; i++) {
        char *sql = sqlite3_mprintf(
            "CREATE TABLE orders_%d(id INTEGER PRIMARY KEY, customer_id, order_date, total);"
            "INSERT INTO orders_%d VALUES (1, 2, '2026-01-01', 3), (2, 2, '2026-01-02', 3)",
            i, i);
        execute(db, sql);
        sqlite3_free(sql);
    }
    execute(db, "COMMIT");
    clock_t start = clock();
    sqlite3_free(mapping_of(db));
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 20);
    close_database(db);
}

static void two_thousand_columns_take_seconds(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    sqlite3_str *sql = sqlite3_str_new(db);
    sqlite3_str_appendall(sql, "CREATE TABLE orders(order_date, total");
    for (int i = 2; i < 2000; i++) {
        sqlite3_str_appendf(sql, ", customer_id_%d", i);
    }
    sqlite3_str_appendall(sql, ")");
    char *create = sqlite3_str_finish(sql);
    execute(db, create);
    sqlite3_free(create);
    execute(db,
            COUNT_TO(3000) "INSERT INTO orders(order_date, total, customer_id_2, customer_id_3) "
                           "SELECT date('2026-01-01', i || ' days'), i, i % 50, i % 9 FROM n");
    clock_t start = clock();
    assert_runs(db);
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 20);
    close_database(db);
}

/* A sample, not a scan: ten million rows would take longer than this. */
static void a_large_table_is_sampled_at_both_ends(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(
        db,
        "CREATE TABLE log(customer_id, order_date, total);" COUNT_TO(
            300000) "INSERT INTO log SELECT i % 999, CASE WHEN i > 299000 THEN '31/12/2026' ELSE '01/02/2026' END, 5 FROM n");
    char *script = mapping_of(db);
    assert_non_null(strstr(script, "'dmy'"));
    sqlite3_free(script);
    close_database(db);
}

static int stop_after_a_while(void *context)
{
    int *steps = context;
    return --*steps < 0;
}

static void an_interrupted_mapping_ends_as_interrupted(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(
        db,
        "CREATE TABLE orders(id, customer_id, order_date, total);" COUNT_TO(
            5000) "INSERT INTO orders SELECT i, i % 70, date('2026-01-01', (i % 300) || ' days'), i FROM n");
    for (int steps = 1; steps < 1000; steps *= 3) {
        int left = steps;
        sqlite3_progress_handler(db, 100, stop_after_a_while, &left);
        sqlite3_stmt *statement;
        int code = sqlite3_prepare_v2(db, "SELECT advocacy_mapping()", -1, &statement, NULL);
        code = code == SQLITE_OK ? sqlite3_step(statement) : code;
        assert_true(code == SQLITE_INTERRUPT || code == SQLITE_ROW);
        sqlite3_finalize(statement);
        sqlite3_progress_handler(db, 0, NULL, NULL);
    }
    assert_runs(db);
    close_database(db);
}

static void a_schema_may_not_call_it(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(db, "CREATE TABLE t(x)");
    assert_int_equal(sqlite3_exec(db, "CREATE VIEW v AS SELECT advocacy_mapping(); SELECT * FROM v",
                                  NULL, NULL, NULL),
                     SQLITE_ERROR);
    close_database(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_any_kind_are_quoted),
        cmocka_unit_test(a_script_is_utf8_whatever_the_database_holds),
        cmocka_unit_test(values_of_any_kind_stay_in_their_comments),
        cmocka_unit_test(states_of_any_name_are_quoted),
        cmocka_unit_test(an_empty_database_gives_a_script_of_comments),
        cmocka_unit_test(what_is_to_be_filled_in_is_an_error_until_it_is),
        cmocka_unit_test(nothing_is_written),
        cmocka_unit_test(the_same_database_gives_the_same_script),
        cmocka_unit_test(a_view_that_fails_is_named_and_harms_nothing),
        cmocka_unit_test(tables_that_are_canonical_already_stay),
        cmocka_unit_test(databases_of_any_kind_are_read),
        cmocka_unit_test(a_file_that_is_open_for_reading_only_is_mapped),
        cmocka_unit_test(temporary_tables_are_mapped_too),
        cmocka_unit_test(a_thousand_tables_take_seconds),
        cmocka_unit_test(two_thousand_columns_take_seconds),
        cmocka_unit_test(a_large_table_is_sampled_at_both_ends),
        cmocka_unit_test(an_interrupted_mapping_ends_as_interrupted),
        cmocka_unit_test(a_schema_may_not_call_it),
    };
    return cmocka_run_group_tests_name("mapping_safety", tests, NULL, NULL);
}
