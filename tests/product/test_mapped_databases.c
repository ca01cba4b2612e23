/*
 * From a strange database to its page, on every kind of database: the script of advocacy_mapping(),
 * run as it is, and advocacy_dashboard() give the same page on each, and leave the file as it was.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "support/dashboard.h"
#include "support/mapping.h"
#include "support/shell.h"

#define NUMBERS "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40) "

static const char shop[] =
    "CREATE TABLE orders(order_id, client, \"order date\", total, state);" NUMBERS
    "INSERT INTO orders SELECT i, 'K' || (1 + i * 7 % 13), (10 + i % 19) || '.09.2026', (i * 3) || "
    "',50 \u20ac', CASE WHEN i % 9 = 0 THEN 'cancelled' ELSE 'paid' END FROM n;"
    "CREATE TABLE survey(respondent, client, answered, \"How likely are you to recommend us?\");" NUMBERS
    "INSERT INTO survey SELECT i, 'K' || (1 + i % 13), '2026-09-' || (10 + i % 19), i * 5 % 11 "
    "FROM n;";

/* How somebody keeps a database, and opens it. */
struct Keeping {
    const char *name;
    const char *pragmas; /* before there is a table */
    int flags;
    bool is_attached;
    bool is_distrusted;
};

static const struct Keeping keepings[] = {
    {.name = "plain", .flags = SQLITE_OPEN_READWRITE},
    {.name = "utf16le", .pragmas = "PRAGMA encoding = 'UTF-16le'", .flags = SQLITE_OPEN_READWRITE},
    {.name = "utf16be", .pragmas = "PRAGMA encoding = 'UTF-16be'", .flags = SQLITE_OPEN_READONLY},
    {.name = "read_only", .flags = SQLITE_OPEN_READONLY, .is_distrusted = true},
    {.name = "wal", .pragmas = "PRAGMA journal_mode = WAL", .flags = SQLITE_OPEN_READWRITE},
    {.name = "wal_read_only",
     .pragmas = "PRAGMA journal_mode = WAL",
     .flags = SQLITE_OPEN_READONLY},
    {.name = "distrusted", .flags = SQLITE_OPEN_READWRITE, .is_distrusted = true},
    {.name = "attached", .flags = SQLITE_OPEN_READWRITE, .is_attached = true},
    {.name = "attached_wal",
     .pragmas = "PRAGMA journal_mode = WAL",
     .flags = SQLITE_OPEN_READWRITE,
     .is_attached = true,
     .is_distrusted = true},
};

static sqlite3 *open_path(const char *path, int flags)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open_v2(path, &db, flags, NULL), SQLITE_OK);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL);
    char *library = absolute_library_path();
    assert_int_equal(sqlite3_load_extension(db, library, NULL, NULL), SQLITE_OK);
    sqlite3_free(library);
    return db;
}

static void make_file(const struct Keeping *keeping, const char *path)
{
    sqlite3 *db = open_path(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (keeping->pragmas) {
        execute(db, keeping->pragmas);
    }
    execute(db, shop);
    close_database(db);
}

static sqlite3 *open_kept(const struct Keeping *keeping, const char *path)
{
    sqlite3 *db = open_path(keeping->is_attached ? ":memory:" : path, keeping->flags);
    if (keeping->is_distrusted) {
        sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    }
    if (keeping->is_attached) {
        char *attach = sqlite3_mprintf("ATTACH %Q AS \"the \"\"shop\"\"\"", path);
        execute(db, attach);
        sqlite3_free(attach);
    }
    return db;
}

static char *checksum(const char *path)
{
    int status;
    char *command = sqlite3_mprintf("cksum <'%s'", path);
    char *sum = run_command(command, &status);
    sqlite3_free(command);
    return sum;
}

static char *mapped_page(const struct Keeping *keeping, const char *path)
{
    sqlite3 *db = open_kept(keeping, path);
    char *script = mapping_of(db);
    execute(db, script);
    sqlite3_free(script);
    assert_query(db, "SELECT count(*), nps(nps_answer(score)) FROM survey_response", "40|-42.5");
    assert_query(db, "SELECT count(*), sum(advocacy_amount(amount, ',')) FROM purchase",
                 "36|2208.0");
    char *page = query(db, "SELECT advocacy_dashboard('{\"as_of\": \"2026-09-30\"}')");
    close_database(db);
    return page;
}

static void every_kind_of_database_gives_the_same_page(void **state)
{
    (void)state;
    char *expected = NULL;
    for (size_t i = 0; i < sizeof keepings / sizeof keepings[0]; i++) {
        char *path = sqlite3_mprintf("%s/%s.db", dashboard_folder(), keepings[i].name);
        make_file(&keepings[i], path);
        char *before = checksum(path);
        char *page = mapped_page(&keepings[i], path);
        char *after = checksum(path);
        assert_string_equal(after, before);
        if (!expected) {
            assert_well_formed(page);
            assert_non_null(strstr(page, "purchase (36 rows)"));
            expected = page;
        } else if (strcmp(page, expected) != 0) {
            fail_msg("%s: %.500s", keepings[i].name, page);
        } else {
            sqlite3_free(page);
        }
        free(before);
        free(after);
        sqlite3_free(path);
    }
    sqlite3_free(expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_database_gives_the_same_page),
    };
    return cmocka_run_group_tests_name("mapped databases", tests, make_dashboard_folder,
                                       forget_dashboard_folder);
}
