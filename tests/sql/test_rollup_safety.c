/*
 * What the rollup of sql/rollup.sql does to others: whatever has a name that it wants stays as it
 * is, nothing is half made, and no order of changes makes it slow.
 */
#include <stdlib.h>
#include <string.h>

#include "support/company.h"
#include "support/shell.h"

static sqlite3 *open_plain_database(void)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    return db;
}

/* The next statement of a script, up to its semicolon: to be freed. NULL at the end. */
static char *next_statement(const char **script)
{
    for (const char *end = strchr(*script, ';'); end; end = strchr(end + 1, ';')) {
        char *statement = sqlite3_mprintf("%.*s", (int)(end + 1 - *script), *script);
        if (sqlite3_complete(statement)) {
            *script = end + 1;
            return statement;
        }
        sqlite3_free(statement);
    }
    return NULL;
}

/*
 * As a shell without -bail reads a script: it goes on after an error. Returns how many there were,
 * and the first one.
 */
static int execute_regardless(sqlite3 *db, const char *script, char **first_message)
{
    int errors = 0;
    *first_message = NULL;
    for (char *sql = next_statement(&script); sql; sql = next_statement(&script)) {
        char *message = NULL;
        if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK) {
            errors++;
        }
        if (!*first_message) {
            *first_message = message;
        } else {
            sqlite3_free(message);
        }
        sqlite3_free(sql);
    }
    return errors;
}

#define SCHEMA "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
#define IS_OURS "sql LIKE 'CREATE % /* rollup of advocacy */%'"

static sqlite3 *open_answers(void)
{
    sqlite3 *db = open_plain_database();
    execute_file(db, "sql/schema.sql");
    execute(db, "INSERT INTO customer VALUES (1, '2025-01-01', 'Team', 'web', NULL, NULL); "
                "INSERT INTO survey_response VALUES (1, 1, '2026-10-01', 9, NULL, NULL), "
                "(2, 1, '2026-10-02', '3 - no', NULL, NULL)");
    return db;
}

/* Names that the rollup takes, one on each line; each with the kind of what it makes. */
static char *names_of_the_rollup(void)
{
    sqlite3 *db = open_answers();
    execute_file(db, "sql/rollup.sql");
    char *names = query(db, "SELECT name FROM sqlite_master WHERE " IS_OURS
                            " UNION ALL SELECT 'survey_response_by_customer'");
    close_database(db);
    return names;
}

/* What somebody else may have under a name: a table with a row, with any columns; a view; ... */
static const char *const others[] = {
    "CREATE TABLE \"%w\"(what, customer_id, segment, score); INSERT INTO \"%w\" VALUES "
    "('precious', 1, 'mine', 9)",
    "CREATE VIEW \"%w\" AS SELECT 'precious' AS what, NULL AS customer_id",
    "CREATE TABLE other(x); INSERT INTO other VALUES ('precious'); CREATE INDEX \"%w\" ON other(x)",
    "CREATE TABLE other(x); CREATE TRIGGER \"%w\" AFTER INSERT ON other BEGIN SELECT 1; END; "
    "INSERT INTO other VALUES ('precious')",
};

static void expect_untouched(const char *name, const char *other, const char *script)
{
    sqlite3 *db = open_answers();
    char *make = sqlite3_mprintf(other, name, name);
    execute(db, make);
    char *theirs = sqlite3_mprintf(
        "SELECT type, sql FROM sqlite_master WHERE name = '%s' AND NOT " IS_OURS, name);
    char *rows = sqlite3_mprintf("SELECT * FROM \"%w\"", strstr(make, "other") ? "other" : name);
    char *schema = query(db, SCHEMA);
    char *before = query(db, theirs);
    char *rows_before = query(db, rows);
    char *message;
    int errors = execute_regardless(db, script, &message);
    assert_true(sqlite3_get_autocommit(db));
    assert_query(db, theirs, before);
    assert_query(db, rows, rows_before);
    if (errors > 0) {
        assert_query(db, SCHEMA, schema);
        if (!strstr(message, name)) {
            fail_msg("the first error does not name %s: %s", name, message);
        }
    } else {
        assert_query(db, "SELECT sum(promoters), sum(unread) FROM nps_rollup", "1|1");
    }
    sqlite3_free(message);
    sqlite3_free(rows_before);
    sqlite3_free(before);
    sqlite3_free(schema);
    sqlite3_free(rows);
    sqlite3_free(theirs);
    sqlite3_free(make);
    close_database(db);
}

static void what_has_a_name_of_the_rollup_stays_and_nothing_is_half_made(void **state)
{
    (void)state;
    char *script = read_file("sql/rollup.sql");
    char *names = names_of_the_rollup();
    int tried = 0;
    for (char *name = strtok(names, "\n"); name; name = strtok(NULL, "\n")) {
        for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
            expect_untouched(name, others[i], script);
            tried++;
        }
    }
    assert_int_equal(tried, 29 * 4);
    sqlite3_free(names);
    free(script);
}

static void an_error_ends_what_stops_at_the_first_one(void **state)
{
    (void)state;
    sqlite3 *db = open_answers();
    execute(db, "CREATE VIEW nps_rollup_day AS SELECT 1");
    char *script = read_file("sql/rollup.sql");
    char *message = NULL;
    assert_int_equal(sqlite3_exec(db, script, NULL, NULL, &message), SQLITE_ERROR);
    assert_non_null(strstr(message, "nps_rollup_day already exists"));
    execute(db, "ROLLBACK");
    assert_query(db, "SELECT count(*) FROM sqlite_master WHERE name LIKE '%rollup%'", "1");
    sqlite3_free(message);
    free(script);
    close_database(db);
}

/* The answers are a view, so the triggers cannot be made. */
static void without_its_triggers_no_rollup_is_left_behind(void **state)
{
    (void)state;
    sqlite3 *db = open_answers();
    execute(db, "ALTER TABLE survey_response RENAME TO export; CREATE VIEW survey_response AS "
                "SELECT * FROM export");
    char *schema = query(db, SCHEMA);
    char *script = read_file("sql/rollup.sql");
    char *message;
    assert_true(execute_regardless(db, script, &message) > 0);
    assert_query(db, SCHEMA, schema);
    sqlite3_free(message);
    sqlite3_free(schema);
    free(script);
    close_database(db);
}

static void reading_it_twice_counts_anew(void **state)
{
    (void)state;
    sqlite3 *db = open_answers();
    execute_file(db, "sql/rollup.sql");
    char *script = read_file("sql/rollup.sql");
    char *message;
    assert_true(execute_regardless(db, script, &message) > 0);
    assert_string_equal(message, "table nps_rollup already exists");
    assert_query(db, "SELECT sum(promoters), sum(unread) FROM nps_rollup", "1|1");
    sqlite3_free(message);
    free(script);
    close_database(db);
}

static void removing_drops_what_carries_the_mark_and_nothing_else(void **state)
{
    (void)state;
    sqlite3 *db = open_answers();
    execute_file(db, "sql/rollup.sql");
    execute(db, "DROP VIEW nps_rollup_day; CREATE TABLE nps_rollup_day(x); CREATE TRIGGER "
                "rollup_of_mine AFTER INSERT ON survey_response BEGIN SELECT 1; END");
    char *script = read_file("sql/rollup_remove.sql");
    char *drops = query(db, script);
    execute(db, drops);
    assert_query(db,
                 "SELECT group_concat(name) FROM (SELECT name FROM sqlite_master WHERE name LIKE "
                 "'%rollup%' ORDER BY 1)",
                 "nps_rollup_day,rollup_of_mine");
    sqlite3_free(drops);
    free(script);
    close_database(db);
}

#define MANY 2000

/* How much work SQLite does for it, which does not depend on what else the machine does. */
static int steps_of(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_DONE);
    int steps = sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 0);
    sqlite3_finalize(statement);
    return steps;
}

/* Answers of one customer on one day, of which each has a score that nobody else has, or all the
 * same. */
static sqlite3 *open_many(const char *score)
{
    sqlite3 *db = open_plain_database();
    execute_file(db, "sql/schema.sql");
    execute(db, "INSERT INTO customer VALUES (1, '2025-01-01', 'Team', 'web', NULL, NULL)");
    char *fill = sqlite3_mprintf(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) INSERT INTO "
        "survey_response SELECT i, 1, '2026-10-01', %s, NULL, NULL FROM n",
        MANY, score);
    execute(db, fill);
    sqlite3_free(fill);
    execute_file(db, "sql/rollup.sql");
    return db;
}

static void no_answers_make_a_change_slow(void **state)
{
    (void)state;
    static const char *const changes[] = {
        "UPDATE survey_response SET score = score || '!'",
        "UPDATE survey_response SET answered_at = '2026-10-02'",
        "UPDATE customer SET segment = 'Business'",
        ("INSERT OR REPLACE INTO survey_response SELECT response_id, 1, answered_at, 'x' || score, "
         "NULL, NULL FROM survey_response"),
        "DELETE FROM customer",
        "DELETE FROM survey_response WHERE response_id % 2",
        "DELETE FROM survey_response",
    };
    sqlite3 *fair = open_many("'no'");
    sqlite3 *worst = open_many("'no ' || i");
    sqlite3 *reversed = open_many("'no ' || (10000 - i)");
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        int steps = steps_of(fair, changes[i]);
        assert_true(steps > MANY);
        assert_in_range(steps_of(worst, changes[i]), 1, 2 * steps);
        assert_in_range(steps_of(reversed, changes[i]), 1, 2 * steps);
    }
    close_database(fair);
    close_database(worst);
    close_database(reversed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_has_a_name_of_the_rollup_stays_and_nothing_is_half_made),
        cmocka_unit_test(an_error_ends_what_stops_at_the_first_one),
        cmocka_unit_test(without_its_triggers_no_rollup_is_left_behind),
        cmocka_unit_test(reading_it_twice_counts_anew),
        cmocka_unit_test(removing_drops_what_carries_the_mark_and_nothing_else),
        cmocka_unit_test(no_answers_make_a_change_slow),
    };
    return cmocka_run_group_tests_name("safety of the rollup", tests, NULL, NULL);
}
