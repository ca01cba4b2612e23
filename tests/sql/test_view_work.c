/*
 * What the views of sql/ make SQLite do: few instructions for each customer, no scan in a loop, an
 * index where a mapping groups, and no more tables than the newest version takes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/company.h"

/*
 * What SQLite does for a view changes from version to version. The limits below are of the versions
 * that compute what stands in WITH once (3.35) and that came before other plans (3.41); with others
 * these tests say that they are skipped.
 */
static void skip_other_versions(void)
{
    const int version = sqlite3_libversion_number();
    if (version < 3035000 || version >= 3041000) {
        print_message("skipped: the limits are not of SQLite %s\n", sqlite3_libversion());
        skip();
    }
}

static int count_step(void *context)
{
    ++*(long long *)context;
    return 0;
}

/*
 * Instructions a customer: the virtual machine does some 50 million a second, so that 20,000
 * customers wait for less than a second. The values of customers fit two models; what advocates are
 * worth does, and looks at four periods of what each customer did. Advocacy beside its neighbours
 * takes the purchases by day and in total. Whom to invite next stands on half of the other views,
 * each of which reads its tables anew; the trend of everything and the four concepts read most.
 */
static long long most_instructions(const char *view)
{
    static const struct {
        const char *view;
        long long most;
    } large[] = {
        {"advocate_candidates", 3700}, {"advocacy_channels", 2100}, {"advocate_worth", 4100},
        {"customer_value", 1900},      {"purchase_models", 1900},   {"advocate_forecast", 1800},
        {"advocate_prediction", 1800}, {"data_quality", 1900},      {"advocacy_trend", 2800},
        {"target_standing", 2800},     {"purchase_fit", 2100},      {"predicted_purchases", 2100},
        {"advocate_gains", 1600},      {"next_best_ask", 2500},     {"nps_segments", 1700},
        {"concept_comparison", 3000},
    };
    for (size_t i = 0; i < sizeof large / sizeof large[0]; i++) {
        if (strcmp(view, large[i].view) == 0) {
            return large[i].most;
        }
    }
    return 1500;
}

/* The context is how many customers there are. */
static void expect_few_instructions(sqlite3 *db, const char *view, void *context)
{
    long long thousands = 0;
    char *sql = sqlite3_mprintf("SELECT * FROM %s", view);
    sqlite3_progress_handler(db, 1000, count_step, &thousands);
    char *result = query(db, sql);
    sqlite3_progress_handler(db, 0, NULL, NULL);
    const double found = 1000.0 * (double)thousands / *(const double *)context;
    if (strncmp(result, "error", 5) == 0 || found > (double)most_instructions(view)) {
        fail_msg("%s takes %.0f instructions a customer: %.200s", view, found, result);
    }
    sqlite3_free(result);
    sqlite3_free(sql);
}

/* A loop over customers in a loop over customers would take thousands more. */
static void every_view_takes_few_instructions_a_customer(void **state)
{
    skip_other_versions();
    double customers = query_number(*state, "SELECT count(*) FROM customer");
    assert_true(customers > 2000);
    visit_views(*state, expect_few_instructions, &customers);
}

/* Of "SCAN TABLE purchase AS b", "SCAN SUBQUERY 3 AS b" or, in newer versions, "SCAN b" the b. */
static void name_in_plan(const char *detail, char *name, size_t size)
{
    char first[64] = "";
    char rest[64] = "";
    if (sscanf(detail, "SCAN TABLE %63s AS %63s", first, rest) != 2) {
        if (sscanf(detail, "SCAN SUBQUERY %*s AS %63s", rest) != 1 &&
            sscanf(detail, "SCAN TABLE %63s", rest) != 1) {
            sscanf(detail, "SCAN %63s", rest);
        }
    }
    sqlite3_snprintf((int)size, name, "%s", rest);
}

/*
 * Sources of one row have an alias that begins with the_, those with a row for each channel,
 * platform or the like one with each_; p and q are advocacy_period, of one row too. Loops over them
 * are harmless.
 */
static int is_small(const char *name)
{
    return strncmp(name, "the_", 4) == 0 || strncmp(name, "each_", 5) == 0 ||
           strcmp(name, "p") == 0 || strcmp(name, "q") == 0 ||
           strcmp(name, "advocacy_settings") == 0;
}

/* *context counts what is wrong. */
static void expect_no_scan_inside_a_loop(sqlite3 *db, const char *view, void *context)
{
    enum { MOST_NODES = 20000 };
    char is_in_loop[MOST_NODES] = {0};
    char *sql = sqlite3_mprintf("EXPLAIN QUERY PLAN SELECT * FROM %s", view);
    sqlite3_stmt *plan;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &plan, NULL), SQLITE_OK);
    while (sqlite3_step(plan) == SQLITE_ROW) {
        int id = sqlite3_column_int(plan, 0);
        int parent = sqlite3_column_int(plan, 1);
        const char *detail = (const char *)sqlite3_column_text(plan, 3);
        char name[64] = "";
        assert_in_range(id, 0, MOST_NODES - 1);
        assert_in_range(parent, 0, MOST_NODES - 1);
        int is_scan = strncmp(detail, "SCAN ", 5) == 0;
        if (is_scan) {
            name_in_plan(detail, name, sizeof name);
        }
        int is_large_scan = is_scan && !is_small(name);
        if (is_large_scan && is_in_loop[parent]) {
            print_message("%s: %s\n", view, detail);
            ++*(int *)context;
        }
        is_in_loop[parent] |= (char)(is_large_scan || strncmp(detail, "SEARCH ", 7) == 0);
        is_in_loop[id] |= (char)(strncmp(detail, "CORRELATED ", 11) == 0);
    }
    sqlite3_finalize(plan);
    sqlite3_free(sql);
}

static void no_view_scans_a_table_inside_a_loop(void **state)
{
    skip_other_versions();
    int scans = 0;
    visit_views(*state, expect_no_scan_inside_a_loop, &scans);
    assert_int_equal(scans, 0);
}

/* Newer versions of SQLite take no WITH in a statement that opens too much. */
static void expect_few_cursors(sqlite3 *db, const char *view, void *context)
{
    (void)context;
    char *sql = sqlite3_mprintf("EXPLAIN SELECT * FROM %s", view);
    sqlite3_stmt *program;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &program, NULL), SQLITE_OK);
    int cursors = 0;
    while (sqlite3_step(program) == SQLITE_ROW) {
        const char *opcode = (const char *)sqlite3_column_text(program, 1);
        int cursor = sqlite3_column_int(program, 2);
        cursors = strncmp(opcode, "Open", 4) == 0 && cursor > cursors ? cursor : cursors;
    }
    sqlite3_finalize(program);
    sqlite3_free(sql);
    assert_in_range(cursors, 0, 1130);
}

/* Where each table is a view of the user's own over a table of another name, as a mapping leaves
 * it. */
static void no_view_is_made_of_more_than_the_newest_sqlite_takes(void **state)
{
    skip_other_versions();
    (void)state;
    sqlite3 *db = open_database();
    execute_file(db, "sql/schema.sql");
    char *mapping = query(
        db, "SELECT group_concat('ALTER TABLE ' || name || ' RENAME TO own_' || name || "
            "'; CREATE VIEW ' || name || ' AS SELECT * FROM own_' || name, ';') FROM sqlite_master "
            "WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'advocacy_settings'");
    execute(db, mapping);
    execute(db, "SELECT advocacy_setup()");
    visit_views(db, expect_few_cursors, NULL);
    sqlite3_free(mapping);
    close_database(db);
}

/*
 * A list of customers is often made from their answers; SQLite expects few rows of what is grouped.
 */
static void customers_that_a_mapping_groups_are_found_by_an_index(void **state)
{
    (void)state;
    sqlite3 *db = open_empty_company();
    execute(
        db,
        "DROP TABLE customer; CREATE VIEW customer AS SELECT customer_id, NULL AS joined_at, "
        "NULL AS segment, NULL AS channel, NULL AS name, NULL AS account_id FROM survey_response "
        "GROUP BY 1");
    char *plan = query(db, "EXPLAIN QUERY PLAN SELECT * FROM monthly_answer");
    const char *customers =
        strstr(plan, "AS c ") ? strstr(plan, "AS c ") : strstr(plan, "SEARCH c ");
    if (!customers || !strstr(customers, "USING AUTOMATIC")) {
        fail_msg("customers are not searched: %s", plan);
    }
    sqlite3_free(plan);
    close_database(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_view_takes_few_instructions_a_customer),
        cmocka_unit_test(no_view_scans_a_table_inside_a_loop),
        cmocka_unit_test(no_view_is_made_of_more_than_the_newest_sqlite_takes),
        cmocka_unit_test(customers_that_a_mapping_groups_are_found_by_an_index),
    };
    return cmocka_run_group_tests_name("work of views", tests, tenth_company_fixture,
                                       close_fixture);
}
