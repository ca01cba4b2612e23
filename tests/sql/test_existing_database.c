/*
 * An existing database under the canonical names: the public garden-centre data, one row a customer
 * with an answer, visits and spend, mapped by three views. Once into the database, once all TEMP on
 * a database that is open for reading only.
 */
#include <stdlib.h>
#include <string.h>

#include "support/company.h"
#include "support/shell.h"

/* Everybody answered on one day; the visits came in the year after it. */
static const char mapping[] =
    "CREATE VIEW customer AS SELECT id AS customer_id, '2020-01-01' AS joined_at, "
    "CASE WHEN tenure + 0 < 5 THEN 'new' ELSE 'old' END AS segment, 'unknown' AS channel, "
    "NULL AS name, NULL AS account_id FROM main.survey;"
    "CREATE VIEW survey_response AS SELECT rowid AS response_id, id AS customer_id, "
    "'2024-06-01' AS answered_at, nps AS score, NULL AS comment, NULL AS survey FROM main.survey;"
    "CREATE VIEW purchase AS WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM "
    "number WHERE n < 113) SELECT 1000 * s.rowid + number.n AS purchase_id, s.id AS customer_id, "
    "date('2024-06-02', (3 * number.n) || ' days') AS purchased_at, "
    "s.spend / CAST(s.visits AS REAL) AS amount, NULL AS reason "
    "FROM main.survey AS s JOIN number ON number.n <= CAST(s.visits AS INTEGER);";

static const char settings[] = "INSERT INTO advocacy_settings(as_of) VALUES ('2025-12-31')";

static char *folder;

/* NULL where the data is absent. */
static int import_data(void **state)
{
    *state = NULL;
    char *file = data_file("nps_gardencentre_benavent.csv");
    if (!file) {
        return 0;
    }
    folder = scratch_folder("existing");
    char *path = sqlite3_mprintf("%s/garden.db", folder);
    char *script = sqlite3_mprintf(".import --csv '%s' survey\n", file);
    free(run_script(path, script));
    sqlite3_free(script);
    sqlite3_free(file);
    *state = path;
    return 0;
}

static int forget_data(void **state)
{
    sqlite3_free(*state);
    sqlite3_free(folder);
    return 0;
}

static sqlite3 *open_file(const char *path, int flags)
{
    sqlite3 *db;
    if (!path) {
        skip();
    }
    assert_int_equal(sqlite3_open_v2(path, &db, flags, NULL), SQLITE_OK);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL);
    char *library = absolute_library_path();
    assert_int_equal(sqlite3_load_extension(db, library, NULL, NULL), SQLITE_OK);
    sqlite3_free(library);
    return db;
}

/* Line by line as the Makefile does it for what stands in sql/. */
static char *as_temporary(const char *sql)
{
    sqlite3_str *text = sqlite3_str_new(NULL);
    const char *word = "CREATE VIEW ";
    for (const char *at = sql; *at;) {
        if (strncmp(at, word, strlen(word)) == 0) {
            sqlite3_str_appendall(text, "CREATE TEMP VIEW ");
            at += strlen(word);
        } else {
            sqlite3_str_appendchar(text, 1, *at++);
        }
    }
    return sqlite3_str_finish(text);
}

/* The figures that the notes on the data give. */
static void assert_published_outcomes(sqlite3 *db)
{
    assert_query(db,
                 "SELECT category, customers, repurchased, round(purchases, 3), round(spend, 2) "
                 "FROM nps_outcomes ORDER BY 2",
                 "detractor|1194|100.0|6.907|64.32\npassive|3953|100.0|7.441|76.3\n"
                 "promoter|8465|100.0|8.975|76.18");
    assert_query(db, "SELECT rows, answers, blank, rejected FROM survey_quality",
                 "13954|13612|342|0");
    assert_number(
        db, "SELECT sum(nps * responses) / sum(responses) FROM nps_growth WHERE responses > 0",
        53.4161, 0.00005);
    assert_query(db, "SELECT count(*) FROM brand_advocates", "0");
}

static void views_in_the_database_find_the_published_figures(void **state)
{
    sqlite3 *db = open_file(*state, SQLITE_OPEN_READWRITE);
    execute(db, "BEGIN");
    execute(db, mapping);
    execute_file(db, "sql/schema.sql");
    execute(db, "COMMIT");
    execute_views(db);
    execute(db, settings);
    assert_published_outcomes(db);
    close_database(db);
}

static void temporary_views_find_them_and_leave_a_read_only_database_as_it_is(void **state)
{
    sqlite3 *db = open_file(*state, SQLITE_OPEN_READONLY);
    char *library = absolute_library_path();
    *strrchr(library, '/') = 0;
    char *views = sqlite3_mprintf("%s/views_temp.sql", library);
    char *temporary = as_temporary(mapping);
    execute(db, temporary);
    execute_file(db, views);
    execute(db, settings);
    assert_published_outcomes(db);
    assert_query(db, "SELECT name FROM main.sqlite_master", "survey");
    assert_int_equal(sqlite3_db_readonly(db, "main"), 1);
    sqlite3_free(temporary);
    sqlite3_free(views);
    sqlite3_free(library);
    close_database(db);
}

/*
 * The expression that sql/README.md shows for this column, up to " AS ". From sqlite3_malloc.
 */
static char *shown_expression(const char *start, const char *column)
{
    char *readme = read_file("sql/README.md");
    assert_non_null(readme);
    const char *from = strstr(readme, start);
    assert_non_null(from);
    const char *end = strstr(from, column);
    assert_non_null(end);
    char *expression = sqlite3_mprintf("%.*s", (int)(end - from), from);
    free(readme);
    return expression;
}

static void the_readme_of_sql_says_how_times_and_amounts_are_read_in_one_of_two_ways(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    char *time = shown_expression("coalesce(advocacy_time(submitted, 'mdy')", " AS answered_at");
    char *sql =
        sqlite3_mprintf("WITH t(submitted) AS (VALUES ('10/11/2026'), ('3/7/2026 2:05 PM'), "
                        "('soon'), (''), (NULL)) SELECT %s FROM t",
                        time);
    assert_query(db, sql, "2026-10-11\n2026-03-07 14:05:00\nsoon\n\nNULL");
    sqlite3_free(sql);
    sqlite3_free(time);
    char *amount = shown_expression("coalesce(advocacy_amount(total, ',')", " AS amount");
    sql = sqlite3_mprintf(
        "WITH t(total) AS (VALUES ('1.234'), ('1.234,50'), ('free')) SELECT %s FROM t", amount);
    assert_query(db, sql, "1234.0\n1234.5\nfree");
    sqlite3_free(sql);
    sqlite3_free(amount);
    close_database(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(temporary_views_find_them_and_leave_a_read_only_database_as_it_is),
        cmocka_unit_test(views_in_the_database_find_the_published_figures),
        cmocka_unit_test(the_readme_of_sql_says_how_times_and_amounts_are_read_in_one_of_two_ways),
    };
    return cmocka_run_group_tests_name("existing database", tests, import_data, forget_data);
}
