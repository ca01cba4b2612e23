/*
 * Every column of every canonical table missing, and every table, as schema.sql has them: a setup
 * makes all views of what is left, the reading layer gives what it gives where the values are NULL,
 * and data_quality counts each of them. A name that is taken by something else: it is named with
 * the way out, and nothing is made.
 *
 * All else reads the reading layer and nothing below it (test_reading.c). A column that is
 * missing changes no other, so in each setup several of a table are, or the table itself is: a
 * setup compiles a hundred views.
 */
#include <stdbool.h>
#include <string.h>

#include "support/trial.h"

/* The column without which a table is something else, by which setup knows it; from the trial. */
struct Missing {
    struct Trial *trial;
    sqlite3 *db; /* full_customer, ... and on these what a source has */
    const struct Column *keys[32];
};

static const struct Column *find_column(const struct Trial *trial, int table, const char *name,
                                        size_t length)
{
    for (int i = 0; i < trial->column_count; i++) {
        const struct Column *column = &trial->columns[i];
        if (column->table_number == table && strlen(column->name) == length &&
            memcmp(column->name, name, length) == 0) {
            return column;
        }
    }
    return NULL;
}

static void run(sqlite3 *db, const char *format, const char *name)
{
    char *sql = sqlite3_mprintf(format, name, name);
    execute(db, sql);
    sqlite3_free(sql);
}

/* As the message says of a table that has nothing of it. */
static void find_key(struct Missing *missing, int table)
{
    const char *name = missing->trial->tables[table];
    run(missing->db, "CREATE VIEW main.%s AS SELECT 1 AS \"something else\"", name);
    char *count = query(missing->db, "SELECT count(*) FROM sqlite_master");
    char *message = query(missing->db, "SELECT advocacy_setup('temp')");
    char *named = sqlite3_mprintf("the view %s has no column ", name);
    const char *key = strstr(message, named);
    if (!key || !strstr(message, "advocacy_setup('temp')")) {
        fail_msg("%s: %s", name, message);
        return;
    }
    key += strlen(named);
    missing->keys[table] = find_column(missing->trial, table, key, strcspn(key, ","));
    assert_non_null(missing->keys[table]);
    assert_query(missing->db, "SELECT count(*) FROM sqlite_master", count);
    assert_query(missing->db, "SELECT count(*) FROM sqlite_temp_master", "0");
    run(missing->db, "DROP VIEW main.%s", name);
    sqlite3_free(named);
    sqlite3_free(message);
    sqlite3_free(count);
}

static int open_missing(void **state)
{
    static struct Missing missing;
    missing.trial = open_trial();
    missing.db = open_database();
    execute_file(missing.db, "sql/schema.sql");
    execute_file(missing.db, "tests/support/small_company.sql");
    for (int i = 0; i < missing.trial->table_count; i++) {
        run(missing.db, "CREATE TABLE full_%s AS SELECT * FROM %s", missing.trial->tables[i]);
        run(missing.db, "DROP TABLE %s", missing.trial->tables[i]);
    }
    for (int i = 0; i < missing.trial->table_count; i++) {
        find_key(&missing, i);
    }
    *state = &missing;
    return 0;
}

static int close_missing(void **state)
{
    struct Missing *missing = *state;
    close_database(missing->db);
    close_trial(missing->trial);
    return 0;
}

/* So many rounds, in one of which a table is missing, and in the others some of its columns. */
#define ROUNDS 4

static bool is_missing(const struct Missing *missing, const struct Column *column, int round)
{
    const int share = (round + column->table_number) % ROUNDS;
    return column != missing->keys[column->table_number] && column->place % (ROUNDS - 1) == share;
}

/* The source without what is missing now, and the same rows of the other database made NULL. */
static void take_away(struct Missing *missing, int table, int round)
{
    const struct Trial *trial = missing->trial;
    const char *name = trial->tables[table];
    run(missing->db, "DROP VIEW IF EXISTS main.%s", name);
    if ((round + table) % ROUNDS == ROUNDS - 1) {
        run(trial->db, "DELETE FROM %s", name);
        return;
    }
    sqlite3_str *view = sqlite3_str_new(NULL);
    sqlite3_str_appendf(view, "CREATE VIEW main.%s AS SELECT %s", name, missing->keys[table]->name);
    sqlite3_str *update = sqlite3_str_new(NULL);
    sqlite3_str_appendf(update, "UPDATE %s SET rowid = rowid", name);
    for (int i = 0; i < trial->column_count; i++) {
        const struct Column *column = &trial->columns[i];
        if (column->table_number == table && is_missing(missing, column, round)) {
            sqlite3_str_appendf(update, ", %s = NULL", column->name);
        } else if (column->table_number == table && column != missing->keys[table]) {
            sqlite3_str_appendf(view, ", %s", column->name);
        }
    }
    sqlite3_str_appendf(view, " FROM full_%s", name);
    char *both[] = {sqlite3_str_finish(view), sqlite3_str_finish(update)};
    execute(missing->db, both[0]);
    execute(trial->db, both[1]);
    sqlite3_free(both[0]);
    sqlite3_free(both[1]);
}

static bool is_of_reading_layer(const char *view)
{
    return strncmp(view, "source_", 7) == 0 || strncmp(view, "read_", 5) == 0 ||
           strcmp(view, "data_quality") == 0;
}

static void compare_views(const struct Missing *missing, int round)
{
    for (int i = 0; i < missing->trial->view_count; i++) {
        const char *name = missing->trial->views[i].name;
        if (is_of_reading_layer(name)) {
            char *sql = sqlite3_mprintf("SELECT * FROM %s", name);
            char *expected = query(missing->trial->db, sql);
            char *found = query(missing->db, sql);
            if (strcmp(found, expected) != 0) {
                fail_msg("%s, round %d:\n%s\ninstead of\n%s", name, round, found, expected);
            }
            sqlite3_free(found);
            sqlite3_free(expected);
            sqlite3_free(sql);
        }
    }
}

/* Where a blank is counted, a missing column is too, in each of its rows. */
#define ALL_BLANK                                                                                  \
    "SELECT group_concat(' ' || source || '.' || column_name || ' ', '') FROM data_quality WHERE " \
    "rows > 0 AND blank = rows"

/* How many columns are missing, each of which is counted. */
static int expect_counted(const struct Missing *missing, int round)
{
    char *counted = query(missing->db, ALL_BLANK);
    int count = 0;
    for (int i = 0; i < missing->trial->column_count; i++) {
        const struct Column *column = &missing->trial->columns[i];
        if (is_missing(missing, column, round)) {
            char *name = sqlite3_mprintf(" %s.%s ", column->table, column->name);
            if (!column->is_numbered && !strstr(counted, name)) {
                fail_msg("%s is not counted", name);
            }
            sqlite3_free(name);
            count++;
        }
    }
    sqlite3_free(counted);
    return count;
}

static void what_is_missing_reads_null_and_is_counted(void **state)
{
    struct Missing *missing = *state;
    const struct Trial *trial = missing->trial;
    int tried = 0;
    for (int round = 0; round < ROUNDS; round++) {
        execute(trial->db, "SAVEPOINT s");
        for (int i = 0; i < trial->table_count; i++) {
            take_away(missing, i, round);
        }
        /* It compiles every view. */
        assert_query(missing->db, "SELECT advocacy_setup('temp') > 100", "1");
        compare_views(missing, round);
        tried += expect_counted(missing, round);
        execute(trial->db, "ROLLBACK TO s; RELEASE s");
    }
    assert_int_equal(tried, trial->column_count - trial->table_count);
}

/* Names */

/* With the name taken there a setup of this kind fails, says by what, and makes nothing. */
static void assert_taken(sqlite3 *db, const char *name, const char *schema, const char *kind,
                         const char *words)
{
    char *create = sqlite3_mprintf("CREATE TABLE %s.%s(\"something else\")", schema, name);
    execute(db, create);
    char *setup = sqlite3_mprintf("SELECT advocacy_setup('%s')", kind);
    char *message = query(db, setup);
    char *named = sqlite3_mprintf("%s %s", words, name);
    if (strncmp(message, "error: ", 7) != 0 || !strstr(message, named) ||
        !(strstr(message, "advocacy_setup('temp')") || strstr(message, "rename or drop it"))) {
        fail_msg("%s in %s: %s", name, schema, message);
    }
    assert_query(db,
                 "SELECT (SELECT count(*) FROM sqlite_master) + (SELECT count(*) FROM "
                 "sqlite_temp_master)",
                 "1");
    char *drop = sqlite3_mprintf("DROP TABLE %s.%s", schema, name);
    execute(db, drop);
    sqlite3_free(drop);
    sqlite3_free(named);
    sqlite3_free(message);
    sqlite3_free(setup);
    sqlite3_free(create);
}

/* A sample: each takes as long as half a setup. */
static void a_name_of_a_view_that_is_taken_is_named_and_nothing_made(void **state)
{
    const struct Missing *missing = *state;
    sqlite3 *db = open_database();
    for (int i = 0; i < missing->trial->view_count; i++) {
        const char *name = missing->trial->views[i].name;
        if (i % 5 == 0) {
            assert_taken(db, name, "main", "main", "the table");
        } else if (i % 10 == 7) {
            assert_taken(db, name, "temp", i % 20 == 7 ? "temp" : "snapshot", "the TEMP table");
        }
    }
    close_database(db);
}

/* TEMP views stand before what has their names in the database, which stays as it is. */
static void temp_views_leave_all_names_of_the_database_alone(void **state)
{
    const struct Missing *missing = *state;
    sqlite3 *db = open_database();
    for (int i = 0; i < missing->trial->view_count; i++) {
        run(db, "CREATE TABLE %s AS SELECT 'mine' AS whose", missing->trial->views[i].name);
    }
    char *before = query(db, "SELECT count(*), group_concat(sql) FROM sqlite_master");
    assert_query(db, "SELECT advocacy_setup('temp') > 100", "1");
    assert_query(db, "SELECT count(*), group_concat(sql) FROM sqlite_master", before);
    assert_query(db, "SELECT whose FROM main.latest_answer", "mine");
    assert_query(db, "SELECT count(*) FROM latest_answer", "0");
    sqlite3_free(before);
    close_database(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_missing_reads_null_and_is_counted),
        cmocka_unit_test(a_name_of_a_view_that_is_taken_is_named_and_nothing_made),
        cmocka_unit_test(temp_views_leave_all_names_of_the_database_alone),
    };
    return cmocka_run_group_tests_name("missing sources", tests, open_missing, close_missing);
}
