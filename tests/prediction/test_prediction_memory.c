/*
 * Memory runs out at every allocation of a prediction in turn, once and for good: the statement
 * ends with SQLITE_NOMEM or as it does when memory suffices, and nothing is lost.
 */
#include <stdbool.h>
#include <stdio.h>

#include "support/faulty_memory.h"
#include "support/host.h"

struct Outcome {
    int code;
    uint64_t hash; /* of all values: nothing is allocated for it */
};

static int hash_row(void *context, int count, char **values, char **names)
{
    uint64_t *hash = context;
    (void)names;
    for (int i = 0; i < count; i++) {
        for (const char *at = values[i] ? values[i] : "NULL"; *at; at++) {
            *hash = (*hash ^ (unsigned char)*at) * 0x100000001B3ULL;
        }
        *hash += 1;
    }
    return 0;
}

static struct Outcome run(sqlite3 *db, const char *sql)
{
    struct Outcome outcome = {.hash = 0xCBF29CE484222325ULL};
    outcome.code = sqlite3_exec(db, sql, hash_row, &outcome.hash, NULL);
    return outcome;
}

static sqlite3 *open_with(const char *setup)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    execute(db, setup);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL);
    char *path = library_file();
    assert_int_equal(sqlite3_load_extension(db, path, NULL, NULL), SQLITE_OK);
    sqlite3_free(path);
    return db;
}

/* One run with a failure at that allocation. False when the statement does not get that far. */
static bool check_failure(const char *setup, const char *sql, int64_t spared, bool for_good,
                          const struct Outcome *expected)
{
    sqlite3_int64 memory = sqlite3_memory_used();
    sqlite3 *db = open_with(setup);
    fail_allocation(spared, for_good);
    struct Outcome outcome = run(db, sql);
    bool failed = stop_failing() > 0;
    bool as_expected = outcome.code == expected->code && outcome.hash == expected->hash;
    if (!as_expected && !(failed && outcome.code == SQLITE_NOMEM)) {
        fail_msg("%s\n  allocation %lld fails %s: code %d", sql, (long long)spared,
                 for_good ? "for good" : "once", outcome.code);
    }
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    assert_int_equal(sqlite3_memory_used(), memory);
    return failed;
}

static void check_statements(const char *setup, const char *const *statements, int code)
{
    for (; *statements; statements++) {
        sqlite3 *db = open_with(setup);
        struct Outcome expected = run(db, *statements);
        assert_int_equal(expected.code, code);
        assert_int_equal(sqlite3_close(db), SQLITE_OK);
        for (int for_good = 0; for_good <= 1; for_good++) {
            int64_t spared = 0;
            while (check_failure(setup, *statements, spared, for_good, &expected)) {
                spared++;
            }
            assert_true(spared > 0);
        }
    }
}

#define MODEL                                                                                      \
    "'{\"intercept\": 1, \"coefficients\": {\"visits\": 1, \"\\u0062\": 2}, \"means\": "           \
    "{\"visits\": 1, \"b\": 1}, \"more\": [1]}'"

#define TABLES                                                                                     \
    "CREATE TABLE c(y, n, x, m, z, p); INSERT INTO c VALUES ('0', 'visits', ' 1.5 ', 'spend', "    \
    "'2', '0.25'), ('1', 'visits', '3', 'spend', '1', ' 0.5 '), (0, 'visits', '2e0', 'spend', "    \
    "' ', '1'), ('', 'visits', 3, 'spend', 3, ''), ('1', 'visits', 5, 'spend', 4, 0.5), "          \
    "('0', 'visits', 4, 'spend', 5, 0.5); CREATE TABLE model(model); "                             \
    "INSERT INTO model VALUES (" MODEL ");"

/* Text in UTF-16 needs memory before it can be read at all. */
#define UTF16 "PRAGMA encoding = 'UTF-16le';"

static void results_survive(void **state)
{
    static const char *const statements[] = {
        "SELECT advocate_fit(y, n, x, m, z) FROM c",
        "SELECT advocate_fit('{\"ridge\": 0.5}', y, n, x, m, z) FROM c",
        "SELECT advocate_fit(CASE WHEN rowid = 1 THEN '{\"ridge\": 1}' ELSE '{\"ridge\": 1.0}' "
        "END, y, n, x, m, z) FROM c",
        "SELECT advocate_fit('{\"weight\": \"spend\"}', y, n, x, m, z) FROM c",
        "SELECT y, advocate_fit(y, n, x) FROM c GROUP BY y",
        "SELECT advocate_predict(model, 'visits', x, 'b', z) FROM c, model",
        "SELECT advocate_reasons(model, 'b', x, 'visits', z) FROM c, model",
        "SELECT advocate_lift(p, y), advocate_lift(p, y, '5') FROM c",
        "SELECT advocate_lift(a.p, a.y) FROM c AS a, c AS b, c AS d, c AS e",
        NULL,
    };
    (void)state;
    check_statements(TABLES, statements, SQLITE_OK);
    check_statements(UTF16 TABLES, statements, SQLITE_OK);
}

/* More than eight blocks of rows, whose list then grows. */
static void a_larger_fit_survives(void **state)
{
    static const char *const statements[] = {
        "SELECT length(advocate_fit(a.y, 'x', a.x, 'z', d.x)) FROM c AS a, c AS b, c AS d, c AS e, "
        "c AS f WHERE a.y <> ''",
        NULL,
    };
    (void)state;
    check_statements(TABLES, statements, SQLITE_OK);
}

static void errors_survive(void **state)
{
    static const char *const statements[] = {
        "SELECT advocate_fit(y) FROM c",
        "SELECT advocate_fit(y, n, x, m) FROM c",
        "SELECT advocate_fit('{\"ridge\": bad}', y, n, x, m, z) FROM c",
        "SELECT advocate_fit(CASE WHEN rowid = 1 THEN '{\"ridge\": 1}' ELSE '{\"ridge\": 2}' END, "
        "y, n, x, m, z) FROM c",
        "SELECT advocate_fit('{\"weight\": \"none\"}', y, n, x, m, z) FROM c",
        "SELECT advocate_fit('{\"weight\": \"spend\"}', y, n, x, m, m) FROM c",
        "SELECT advocate_fit(y, n, x, m, m) FROM c",
        "SELECT advocate_fit(n, n, x) FROM c",
        "SELECT advocate_fit(y, n, x, n, z) FROM c",
        "SELECT advocate_fit(y, '', x) FROM c",
        "SELECT advocate_fit(y, CASE rowid WHEN 1 THEN n ELSE m END, x) FROM c",
        "SELECT advocate_predict(model, 'visits', n, 'b', 1) FROM c, model",
        "SELECT advocate_predict(model, 'visits', x) FROM c, model",
        "SELECT advocate_predict(model, 'visits', x, m, z) FROM c, model",
        "SELECT advocate_predict(model, 'visits', x, 'visits', z) FROM c, model",
        "SELECT advocate_predict(model, 'visits') FROM c, model",
        "SELECT advocate_predict(n, 'visits', x) FROM c, model",
        "SELECT advocate_lift(n, y) FROM c",
        "SELECT advocate_lift(p, n) FROM c",
        "SELECT advocate_lift(p, y, 1) FROM c",
        NULL,
    };
    (void)state;
    check_statements(TABLES, statements, SQLITE_ERROR);
    check_statements(UTF16 TABLES, statements, SQLITE_ERROR);
}

/* The connection keeps the library in memory, so that loading it again is quick. */
static int open_first(void **state)
{
    *state = open_database();
    (void)entry_point();
    return 0;
}

int main(void)
{
    if (!faulty_memory_install()) {
        printf("skipped: SQLite does not let its memory be replaced\n");
        return 0;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_survive),
        cmocka_unit_test(a_larger_fit_survives),
        cmocka_unit_test(errors_survive),
    };
    return cmocka_run_group_tests_name("prediction memory", tests, open_first, close_fixture);
}
