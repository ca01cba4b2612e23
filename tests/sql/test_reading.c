/*
 * The reading layer: every value of every canonical table is read in one place, what cannot be read
 * is counted there and nowhere else, and nothing that happened after as_of is seen.
 */
#include <string.h>

#include "support/company.h"

static void each_table_has_a_view_that_reads_all_its_columns(void **state)
{
    (void)state;
    sqlite3 *db = open_empty_company();
    assert_query(db, "SELECT count(*) > 18 FROM sqlite_master WHERE type = 'table'", "1");
    assert_query(
        db,
        "SELECT name FROM sqlite_master AS m WHERE type = 'table' AND name <> "
        "'advocacy_settings' AND (SELECT group_concat(name) FROM pragma_table_info(m.name)) "
        "IS NOT (SELECT group_concat(name) FROM pragma_table_info('read_' || m.name))",
        "");
    close_database(db);
}

/* Denies any other view to read a column of a table; the context names the tables. */
static int deny_other_readers(void *context, int action, const char *table, const char *column,
                              const char *schema, const char *reader)
{
    (void)schema;
    char *name = sqlite3_mprintf(" %s ", action == SQLITE_READ ? table : "");
    const int reads_table =
        action == SQLITE_READ && column[0] && strstr((const char *)context, name) != NULL;
    sqlite3_free(name);
    if (reads_table && !(reader && strncmp(reader, "source_", 7) == 0)) {
        print_message("%s reads %s.%s\n", reader ? reader : "?", table, column);
        return SQLITE_DENY;
    }
    return SQLITE_OK;
}

static void expect_compiled(sqlite3 *db, const char *view, void *context)
{
    (void)context;
    char *sql = sqlite3_mprintf("SELECT * FROM %s", view);
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) {
        fail_msg("%s: %s", view, sqlite3_errmsg(db));
    }
    sqlite3_finalize(statement);
    sqlite3_free(sql);
}

static void tables_are_read_by_their_source_alone(void **state)
{
    (void)state;
    sqlite3 *db = open_empty_company();
    char *tables = query(db, "SELECT ' ' || group_concat(name, ' ') || ' ' FROM sqlite_master "
                             "WHERE type = 'table' AND name <> 'advocacy_settings'");
    sqlite3_set_authorizer(db, deny_other_readers, tables);
    visit_views(db, expect_compiled, NULL);
    sqlite3_set_authorizer(db, NULL, NULL);
    sqlite3_free(tables);
    close_database(db);
}

/* What is said of the data themselves, of which later ones are some. */
static int is_about_data(const char *view)
{
    static const char *const names[] = {"data_quality", "unread_value", "survey_quality"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(view, names[i]) == 0) {
            return 1;
        }
    }
    return strncmp(view, "source_", 7) == 0;
}

static void keep_result(sqlite3 *db, const char *view, void *context)
{
    (void)context;
    if (!is_about_data(view)) {
        char *sql =
            sqlite3_mprintf("CREATE TABLE temp.kept_%s AS SELECT * FROM main.%s", view, view);
        execute(db, sql);
        sqlite3_free(sql);
    }
}

static void expect_kept_result(sqlite3 *db, const char *view, void *context)
{
    (void)context;
    if (!is_about_data(view)) {
        char *sql =
            sqlite3_mprintf("CREATE TABLE temp.again_%s AS SELECT * FROM main.%s", view, view);
        execute(db, sql);
        sqlite3_free(sql);
        sql = sqlite3_mprintf("SELECT (SELECT count(*) FROM again_%s) - (SELECT count(*) FROM "
                              "kept_%s), (SELECT count(*) FROM (SELECT * FROM again_%s EXCEPT "
                              "SELECT * FROM kept_%s))",
                              view, view, view, view);
        char *found = query(db, sql);
        if (strcmp(found, "0|0") != 0) {
            fail_msg("%s: %s rows more, new or changed", view, found);
        }
        sqlite3_free(found);
        sqlite3_free(sql);
    }
}

/*
 * Of these views: how much of what had happened by then counts, and what of it cannot be read. How
 * much has come since is what they say besides.
 */
#define OF_THE_DATA                                                                                \
    "SELECT group_concat(what, char(10)) FROM (SELECT source || '.' || column_name || ' ' || "     \
    "unreadable || ' ' || quote(example) || quote(note) AS what FROM data_quality UNION ALL "      \
    "SELECT rows - future_dated || ' ' || blank || ' ' || rejected || ' ' || without_time || ' ' " \
    "|| unreadable_time || ' ' || answers_in_period || ' ' || repeated FROM survey_quality)"

static void a_report_made_again_a_year_later_is_the_same_to_the_digit(void **state)
{
    (void)state;
    sqlite3 *db = open_tenth_company();
    visit_views(db, keep_result, NULL);
    char *of_the_data = query(db, OF_THE_DATA);
    execute_file(db, "tests/support/a_year_later.sql");
    visit_views(db, expect_kept_result, NULL);
    assert_query(db, OF_THE_DATA, of_the_data);
    sqlite3_free(of_the_data);
    assert_query(db,
                 "SELECT count(*) FROM data_quality WHERE column_name LIKE '%\\_at' ESCAPE '\\' "
                 "AND future = 0",
                 "0");
    close_database(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_table_has_a_view_that_reads_all_its_columns),
        cmocka_unit_test(tables_are_read_by_their_source_alone),
        cmocka_unit_test(a_report_made_again_a_year_later_is_the_same_to_the_digit),
    };
    return cmocka_run_group_tests_name("reading", tests, NULL, NULL);
}
