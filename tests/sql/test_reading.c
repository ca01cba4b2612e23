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

/* What becomes of a row in which the value is not as it should be. */
enum Role {
    NEEDED,             /* without it the row does not count */
    OPTIONAL,           /* it reads NULL */
    DEFAULTED,          /* a blank reads 0, what is unreadable NULL */
    NEEDED_OR_DEFAULTED /* a blank reads 0, without it the row does not count */
};

static const struct Column {
    const char *table;
    const char *name;
    enum Role role;
    const char *unreadable; /* SQL; NULL for ids, of which all can be read */
    const char *ambiguous;  /* SQL, or NULL */
    const char *future;     /* SQL, or NULL */
    int stays;              /* in the future it is not seen, while the row is */
} columns[] = {
#define TIME "'soon'", "'1/5/2026'", "'2026-11-01'"
#define AMOUNT "'dear'", "'1,234'", NULL
#define FLAG "'maybe'", "2", NULL
    {"customer", "customer_id", NEEDED, NULL, NULL, NULL, 0},
    {"customer", "joined_at", OPTIONAL, TIME, 0},
    {"invitation", "customer_id", NEEDED, NULL, NULL, NULL, 0},
    {"invitation", "sent_at", NEEDED, TIME, 0},
    {"survey_response", "customer_id", OPTIONAL, NULL, NULL, NULL, 0},
    {"survey_response", "answered_at", NEEDED, TIME, 0},
    {"survey_response", "score", OPTIONAL, "99", "'9.5'", NULL, 0},
    {"purchase", "customer_id", NEEDED, NULL, NULL, NULL, 0},
    {"purchase", "purchased_at", NEEDED, TIME, 0},
    {"purchase", "amount", NEEDED, AMOUNT, 0},
    {"advocacy_act", "customer_id", NEEDED, NULL, NULL, NULL, 0},
    {"advocacy_act", "acted_at", NEEDED, TIME, 0},
    {"advocacy_act", "rewarded", NEEDED_OR_DEFAULTED, FLAG, 0},
    {"advocacy_act", "paid", NEEDED_OR_DEFAULTED, FLAG, 0},
    {"advocacy_act", "value", OPTIONAL, AMOUNT, 0},
    {"referral", "referrer_id", NEEDED, NULL, NULL, NULL, 0},
    {"referral", "referred_at", NEEDED, TIME, 0},
    {"referral", "rewarded", NEEDED_OR_DEFAULTED, FLAG, 0},
    {"referral", "referred_id", OPTIONAL, NULL, NULL, NULL, 0},
    {"referral", "converted_at", OPTIONAL, TIME, 1},
    {"referral", "would_have_come", OPTIONAL, FLAG, 0},
    {"review", "customer_id", OPTIONAL, NULL, NULL, NULL, 0},
    {"review", "posted_at", NEEDED, TIME, 0},
    {"review", "rating", NEEDED, "9", "'1,234'", NULL, 0},
    {"review", "length", OPTIONAL, "-1", "'1,234'", NULL, 0},
    {"review", "rewarded", NEEDED_OR_DEFAULTED, FLAG, 0},
    {"review", "answered_at", OPTIONAL, TIME, 1},
    {"mention", "customer_id", OPTIONAL, NULL, NULL, NULL, 0},
    {"mention", "posted_at", NEEDED, TIME, 0},
    {"mention", "sentiment", OPTIONAL, "'mixed'", NULL, NULL, 0},
    {"mention", "reach", OPTIONAL, AMOUNT, 0},
    {"mention", "engagements", OPTIONAL, AMOUNT, 0},
    {"mention", "conversions", OPTIONAL, AMOUNT, 0},
    {"mention", "user_made", DEFAULTED, FLAG, 0},
    {"mention", "paid", NEEDED_OR_DEFAULTED, AMOUNT, 0},
    {"ai_answer", "asked_at", NEEDED, TIME, 0},
    {"ai_answer", "sentiment", OPTIONAL, "'mixed'", NULL, NULL, 0},
    {"ai_answer", "cited", DEFAULTED, FLAG, 0},
    {"ai_answer", "review_id", OPTIONAL, NULL, NULL, NULL, 0},
    {"ai_answer", "customer_id", OPTIONAL, NULL, NULL, NULL, 0},
    {"ask", "customer_id", NEEDED, NULL, NULL, NULL, 0},
    {"ask", "asked_at", NEEDED, TIME, 0},
    {"ask", "acted_at", OPTIONAL, TIME, 1},
    {"programme_member", "customer_id", NEEDED, NULL, NULL, NULL, 0},
    {"programme_member", "identified_at", NEEDED, TIME, 0},
    {"programme_member", "recruited_at", OPTIONAL, TIME, 1},
    {"programme_member", "activated_at", OPTIONAL, TIME, 1},
    {"programme_member", "nurtured_at", OPTIONAL, TIME, 1},
    {"programme_member", "measured_at", OPTIONAL, TIME, 1},
    {"touchpoint", "customer_id", NEEDED, NULL, NULL, NULL, 0},
    {"touchpoint", "monetary", DEFAULTED, FLAG, 0},
    {"touchpoint", "opened_at", NEEDED, TIME, 0},
    {"touchpoint", "answered_at", OPTIONAL, TIME, 1},
    {"touchpoint", "resolved_at", OPTIONAL, TIME, 1},
    {"feedback", "customer_id", OPTIONAL, NULL, NULL, NULL, 0},
    {"feedback", "raised_at", NEEDED, TIME, 0},
    {"feedback", "answered_at", OPTIONAL, TIME, 1},
    {"feedback", "resolved_at", OPTIONAL, TIME, 1},
    {"feedback_source", "chosen", DEFAULTED, FLAG, 0},
    {"community", "members", NEEDED, AMOUNT, 0},
    {"community", "active_members", OPTIONAL, AMOUNT, 0},
    {"community", "engagements", OPTIONAL, AMOUNT, 0},
    {"community", "conversions", OPTIONAL, AMOUNT, 0},
    {"department", "employees", NEEDED, AMOUNT, 0},
    {"department", "engaged", OPTIONAL, AMOUNT, 0},
    {"department", "is_advocacy_team", DEFAULTED, FLAG, 0},
    {"department", "coordinated", DEFAULTED, FLAG, 0},
    {"acquisition_cost", "month", NEEDED, "'soon'", "'01/05/2026'", "'2026-11'", 0},
    {"acquisition_cost", "cost", NEEDED, AMOUNT, 0},
    {"programme_cost", "month", NEEDED, "'soon'", "'01/05/2026'", "'2026-11'", 0},
    {"programme_cost", "cost", NEEDED, AMOUNT, 0},
    {"benchmark", "year", NEEDED, "'soon'", "'1,234'", "2027", 0},
    {"benchmark", "nps", NEEDED, "120", "'1,234'", NULL, 0},
    {"benchmark", "responses", OPTIONAL, AMOUNT, 0},
};
#define COLUMNS (sizeof columns / sizeof columns[0])

/* The tables of schema.sql as an import makes them, without rules, and a row in each. */
static sqlite3 *open_loose_company(void)
{
    sqlite3 *db = open_database();
    execute_file(db, "sql/schema.sql");
    char *script = query(
        db, "SELECT group_concat('CREATE TABLE loose AS SELECT * FROM ' || name || '; DROP TABLE ' "
            "|| name || '; ALTER TABLE loose RENAME TO ' || name || ';', ' ') FROM sqlite_master "
            "WHERE type = 'table' AND name NOT IN ('advocacy_settings') AND name NOT LIKE "
            "'sqlite_%'");
    execute(db, script);
    sqlite3_free(script);
    execute_file(db, "tests/support/full_rows.sql");
    execute_views(db);
    return db;
}

/* Whether the table has an earlier column of the same kind is no matter: one value is spoilt. */
static void spoil(sqlite3 *db, const struct Column *column, const char *value)
{
    char *sql = sqlite3_mprintf("INSERT INTO %s SELECT * FROM %s WHERE rowid = 1; "
                                "UPDATE %s SET %s = %s WHERE rowid = (SELECT max(rowid) FROM %s);",
                                column->table, column->table, column->table, column->name, value,
                                column->table);
    execute(db, sql);
    sqlite3_free(sql);
}

/*
 * Spoils a row with each of these values, and has it counted as `problem` and the table read with
 * so many rows more than the good one, in so many of which the column is NULL.
 */
static void expect_counted(sqlite3 *db, const struct Column *column, const char *const *values,
                           int count, const char *problem, int rows, int nulls)
{
    execute(db, "SAVEPOINT s");
    for (int i = 0; i < count; i++) {
        spoil(db, column, values[i]);
    }
    char *sql = sqlite3_mprintf(
        "SELECT q.rows, q.%s, q.blank + q.unreadable + q.future, (SELECT count(*) FROM read_%s), "
        "(SELECT count(*) - count(%s) FROM read_%s) FROM data_quality AS q WHERE source = '%s' AND "
        "column_name = '%s'",
        problem, column->table, column->name, column->table, column->table, column->name);
    char *expected = sqlite3_mprintf("%d|%d|%d|%d|%d", 1 + count, count, count, 1 + rows, nulls);
    char *found = query(db, sql);
    if (strcmp(found, expected) != 0) {
        fail_msg("%s.%s, %s: %s, not %s", column->table, column->name, problem, found, expected);
    }
    sqlite3_free(found);
    sqlite3_free(expected);
    sqlite3_free(sql);
    execute(db, "ROLLBACK TO s; RELEASE s");
}

static void what_cannot_be_read_is_counted_and_counts_nowhere_else(void **state)
{
    (void)state;
    sqlite3 *db = open_loose_company();
    static const char *const blanks[] = {"NULL", "''", "' ' || char(160)", "char(65279)"};
    for (size_t i = 0; i < COLUMNS; i++) {
        const struct Column *column = &columns[i];
        const int is_optional = column->role == OPTIONAL;
        const int is_seen = is_optional || column->role == DEFAULTED;
        const char *const bad[] = {column->unreadable, column->ambiguous};
        const int bads = (column->unreadable != NULL) + (column->ambiguous != NULL);
        expect_counted(db, column, blanks, 4, "blank", column->role == NEEDED ? 0 : 4,
                       is_optional ? 4 : 0);
        if (bads) {
            expect_counted(db, column, bad, bads, "unreadable", is_seen ? bads : 0,
                           is_seen ? bads : 0);
        }
        if (column->future) {
            expect_counted(db, column, &column->future, 1, "future", column->stays, column->stays);
        }
    }
    close_database(db);
}

/* So that a column that is added to the layer is added above. */
static void all_columns_of_data_quality_are_tried(void **state)
{
    (void)state;
    sqlite3 *db = open_loose_company();
    execute(db, "CREATE TEMP TABLE tried(source, column_name)");
    for (size_t i = 0; i < COLUMNS; i++) {
        char *sql = sqlite3_mprintf("INSERT INTO tried VALUES ('%s', '%s')", columns[i].table,
                                    columns[i].name);
        execute(db, sql);
        sqlite3_free(sql);
    }
    assert_query(db,
                 "SELECT source, column_name FROM data_quality EXCEPT SELECT * FROM tried UNION "
                 "SELECT * FROM (SELECT * FROM tried EXCEPT SELECT source, column_name FROM "
                 "data_quality)",
                 "");
    close_database(db);
}

static void expect_success(sqlite3 *db, const char *view, void *context)
{
    (void)context;
    char *sql = sqlite3_mprintf("SELECT * FROM %s", view);
    char *result = query(db, sql);
    if (strncmp(result, "error", 5) == 0) {
        fail_msg("%s: %s", sql, result);
    }
    sqlite3_free(result);
    sqlite3_free(sql);
}

static void no_view_fails_when_every_value_is_bad(void **state)
{
    (void)state;
    sqlite3 *db = open_loose_company();
    for (int kind = 0; kind < 4; kind++) {
        execute(db, "SAVEPOINT s");
        for (size_t i = 0; i < COLUMNS; i++) {
            const char *const values[] = {"''", columns[i].unreadable, columns[i].ambiguous,
                                          columns[i].future};
            if (values[kind]) {
                spoil(db, &columns[i], values[kind]);
            }
        }
        visit_views(db, expect_success, NULL);
        execute(db, "ROLLBACK TO s; RELEASE s");
    }
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

static void a_report_made_again_a_year_later_is_the_same_to_the_digit(void **state)
{
    (void)state;
    sqlite3 *db = open_demo_company();
    /* One customer in five says as much as all of them, and sooner. */
    static const char *const tables[] = {"survey_response", "purchase", "invitation", "feedback",
                                         "touchpoint",      "mention",  "review",     "ask",
                                         "advocacy_act",    "customer"};
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        char *sql = sqlite3_mprintf(
            "DELETE FROM %s WHERE substr(customer_id, -1) NOT IN ('3', '7')", tables[i]);
        execute(db, sql);
        sqlite3_free(sql);
    }
    visit_views(db, keep_result, NULL);
    execute_file(db, "tests/support/a_year_later.sql");
    visit_views(db, expect_kept_result, NULL);
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
        cmocka_unit_test(what_cannot_be_read_is_counted_and_counts_nowhere_else),
        cmocka_unit_test(all_columns_of_data_quality_are_tried),
        cmocka_unit_test(no_view_fails_when_every_value_is_bad),
        cmocka_unit_test(a_report_made_again_a_year_later_is_the_same_to_the_digit),
    };
    return cmocka_run_group_tests_name("reading", tests, NULL, NULL);
}
