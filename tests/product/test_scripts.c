/* The scripts of sql/ that the library holds: advocacy_scripts. */
#include <stdlib.h>
#include <string.h>

#include "support/shell.h"

/* Byte for byte, so that what the build escapes comes back as it was. */
static void each_script_is_the_file_of_that_name(void **state)
{
    sqlite3 *db = *state;
    sqlite3_stmt *statement;
    assert_int_equal(
        sqlite3_prepare_v2(db, "SELECT name, sql FROM advocacy_scripts", -1, &statement, NULL),
        SQLITE_OK);
    int scripts = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        char *path = sqlite3_mprintf("sql/%s", sqlite3_column_text(statement, 0));
        char *file = read_file(path);
        assert_non_null(file);
        assert_string_equal(sqlite3_column_text(statement, 1), file);
        free(file);
        sqlite3_free(path);
        scripts++;
    }
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    assert_true(scripts >= 4);
}

static void the_schema_comes_first_and_no_name_twice(void **state)
{
    assert_query(*state, "SELECT name FROM advocacy_scripts LIMIT 1", "schema.sql");
    assert_query(*state, "SELECT count(*) - count(DISTINCT name) FROM advocacy_scripts", "0");
}

/* Not one that is new in sql/ and that the Makefile does not know: sessions are no part of it. */
static void every_script_of_the_data_model_is_held(void **state)
{
    int status;
    char *names = run_command("cd sql && find . -name '*.sql' ! -name 'session*' "
                              "! -name 'mapping_example*' ! -path './recipes/*' | sed 's|^./||' | "
                              "LC_ALL=C sort",
                              &status);
    assert_int_equal(status, 0);
    names[strlen(names) - 1] = 0;
    assert_query(*state, "SELECT name FROM advocacy_scripts WHERE name LIKE '%.sql' ORDER BY name",
                 names);
    free(names);
}

/* The scripts are statements to their end, and what they make needs nothing else. */
static void who_has_only_the_library_can_read_them_into_a_database(void **state)
{
    sqlite3 *db = *state;
    sqlite3_stmt *statement;
    assert_int_equal(
        sqlite3_prepare_v2(db,
                           "SELECT sql FROM advocacy_scripts WHERE name IN "
                           "('schema.sql', 'indexes.sql', 'reading.sql', 'views.sql') OR name LIKE "
                           "'views/%'",
                           -1, &statement, NULL),
        SQLITE_OK);
    sqlite3 *company = open_database();
    while (sqlite3_step(statement) == SQLITE_ROW) {
        execute(company, (const char *)sqlite3_column_text(statement, 0));
    }
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    execute(company, "INSERT INTO advocacy_settings(as_of) VALUES ('2026-10-31');"
                     "INSERT INTO survey_response(customer_id, answered_at, score) VALUES "
                     "('a', '2026-10-01', 10), ('b', '2026-10-02', 9), ('c', '2026-10-03', 3)");
    assert_query(company, "SELECT count(*), nps(answer) FROM latest_answer", "3|33.3333333333333");
    close_database(company);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_script_is_the_file_of_that_name),
        cmocka_unit_test(the_schema_comes_first_and_no_name_twice),
        cmocka_unit_test(every_script_of_the_data_model_is_held),
        cmocka_unit_test(who_has_only_the_library_can_read_them_into_a_database),
    };
    return cmocka_run_group_tests_name("scripts", tests, open_fixture, close_fixture);
}
