/*
 * The rollup on tables with names of their own, as sql/rollup_own.sed makes it, against a scan of
 * the answers in plain SQL. The writer has no extension loaded.
 */
#include <stdlib.h>
#include <string.h>

#include "support/shell.h"

/* As sql/README.md installs it, with the shell. */
static char *install_on_own_tables(void)
{
    static const char commands[] =
        "sed -n '/^CREATE TABLE IF NOT EXISTS advocacy_settings/,/^);/p' sql/schema.sql | "
        "sqlite3 shop.db\n"
        "sed -f sql/rollup_own.sed sql/rollup.sql | sqlite3 -bail shop.db\n";
    char *readme = read_file("sql/README.md");
    assert_non_null(readme);
    for (const char *line = commands; *line; line = strchr(line, '\n') + 1) {
        char *shown = sqlite3_mprintf("    %.*s\n", (int)strcspn(line, "\n"), line);
        if (!strstr(readme, shown)) {
            fail_msg("sql/README.md does not show %s", shown);
        }
        sqlite3_free(shown);
    }
    free(readme);
    char *folder = scratch_folder("rollup_own");
    char *full = sqlite3_mprintf(
        "sqlite3() { command '%s' -batch \"$@\"; }; here=$(pwd); cd '%s' && ln -s \"$here/sql\" "
        "sql "
        "&& sqlite3 shop.db \"CREATE TABLE users(user_id TEXT PRIMARY KEY, name, plan); CREATE "
        "TABLE "
        "feedback(id TEXT PRIMARY KEY, given_by, given_at, rating); INSERT INTO users VALUES "
        "('u1', 'Ann', 'Team'); INSERT INTO feedback VALUES ('f1', 'u1', '2026-10-01', 9)\"\n%s",
        shell_path(), folder, commands);
    int status;
    char *printed = run_command(full, &status);
    assert_string_equal(printed, "");
    assert_int_equal(status, 0);
    free(printed);
    sqlite3_free(full);
    char *path = sqlite3_mprintf("%s/shop.db", folder);
    sqlite3_free(folder);
    return path;
}

/* One of the ways in which own tables change; ids overlap, so that rows replace each other. */
static char *own_change(struct Random *random)
{
    int number = (int)(random_next(random) % 40);
    int other = (int)(random_next(random) % 40);
    int user = (int)(random_next(random) % 8);
    int rating = (int)(random_next(random) % 12) - 1;
    const char *plan = random_next(random) % 4 ? (rating % 2 ? "'Team'" : "'Solo'") : "NULL";
    char *score = sqlite3_mprintf(rating < 0 ? "''" : "%d", rating);
    char *sql = NULL;
    switch (random_next(random) % 8) {
    case 0:
    case 1:
        sql = sqlite3_mprintf("INSERT OR REPLACE INTO feedback VALUES ('f%d', 'u%d', "
                              "'2026-10-%02d 08:00', %s)",
                              number, user, 1 + other % 5, score);
        break;
    case 2:
        sql = sqlite3_mprintf("UPDATE OR REPLACE feedback SET id = 'f%d' WHERE id = 'f%d'", number,
                              other);
        break;
    case 3:
        sql = sqlite3_mprintf("UPDATE feedback SET rating = %s, given_by = 'u%d', given_at = "
                              "'2026-10-0%d' WHERE id = 'f%d'",
                              score, user, 1 + other % 5, number);
        break;
    case 4:
        sql = sqlite3_mprintf("DELETE FROM feedback WHERE id = 'f%d'", number);
        break;
    case 5:
        sql = sqlite3_mprintf("INSERT OR REPLACE INTO users VALUES ('u%d', 'x', %s)", user, plan);
        break;
    case 6:
        sql = sqlite3_mprintf("UPDATE OR REPLACE users SET user_id = 'u%d', plan = %s WHERE "
                              "user_id = 'u%d'",
                              user, plan, other % 8);
        break;
    default:
        sql = sqlite3_mprintf("DELETE FROM users WHERE user_id = 'u%d'", user);
    }
    sqlite3_free(score);
    return sql;
}

static void assert_own_rollup_is_the_scan(sqlite3 *reader)
{
    assert_same_results(
        reader,
        "SELECT u.plan, substr(f.given_at, 1, 10), sum(f.rating IN (9, 10)), "
        "sum(f.rating IN (7, 8)), sum(f.rating BETWEEN 0 AND 6), sum(f.rating = ''), 0 "
        "FROM feedback AS f LEFT JOIN users AS u ON u.user_id = f.given_by "
        "GROUP BY 1, 2 ORDER BY 1, 2",
        "SELECT segment, day, sum(promoters), sum(passives), sum(detractors), sum(blank), "
        "sum(rejected) FROM nps_rollup_counts GROUP BY 1, 2 ORDER BY 1, 2",
        0);
}

static void tables_of_ones_own_have_the_same_rollup(void **state)
{
    (void)state;
    char *path = install_on_own_tables();
    sqlite3 *plain;
    sqlite3 *reader;
    assert_int_equal(sqlite3_open(path, &plain), SQLITE_OK);
    assert_int_equal(sqlite3_open(path, &reader), SQLITE_OK);
    execute(plain, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF");
    char *library = absolute_library_path();
    sqlite3_db_config(reader, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL);
    assert_int_equal(sqlite3_load_extension(reader, library, NULL, NULL), SQLITE_OK);
    assert_query(reader, "SELECT segment, responses, promoters FROM nps_rollup_segment",
                 "Team|1|1");
    struct Random random = {20261122};
    for (int i = 1; i <= 4000; i++) {
        char *sql = own_change(&random);
        execute(plain, sql);
        sqlite3_free(sql);
        if (i % 100 == 0) {
            assert_own_rollup_is_the_scan(reader);
        }
    }
    assert_query(reader, "SELECT count(*) > 10 FROM feedback", "1");
    sqlite3_free(library);
    sqlite3_free(path);
    close_database(plain);
    close_database(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_of_ones_own_have_the_same_rollup),
    };
    return cmocka_run_group_tests_name("rollup on own tables", tests, NULL, NULL);
}
