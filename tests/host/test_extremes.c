/*
 * Every function on numbers at the ends of what a double holds, alone and as groups of rows: what
 * it gives is a finite number, no -0.0, or JSON of such; or an error with its name.
 */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "support/database.h"

static const double extremes[] = {
    0.0,
    -0.0,
    5e-324,
    1e-320,
    2.3e-308,
    1e-300,
    1e-160,
    1e-9,
    0.5,
    0.95,
    1,
    1.5,
    2,
    5,
    7,
    9,
    10,
    100,
    1e9,
    1e15,
    1e16,
    1e30,
    1e100,
    1e154,
    1e200,
    1e300,
    1.7976931348623157e308,
    -5e-324,
    -1e-320,
    -1,
    -1e9,
    -1e154,
    -1e300,
    -1.7976931348623157e308,
};
#define EXTREMES ((int)(sizeof extremes / sizeof extremes[0]))
#define MOST_ARGUMENTS 5
#define MOST_ROWS 4

/* A number of JSON that is none, as C or SQLite would write it. */
static bool has_no_number(const char *text)
{
    static const char *const wrong[] = {":9e999", ":-9e999", ":inf",  ":-inf",  ":nan",
                                        ":-nan",  ":Inf",    ":-Inf", ":-0.0,", ":-0.0}"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        if (strstr(text, wrong[i])) {
            return true;
        }
    }
    return false;
}

static void bind_arguments(sqlite3_stmt *statement, struct Random *random, int rows, int arguments)
{
    /* An option, which stands last, has to be the same in every row. */
    double last = extremes[random_next(random) % EXTREMES];
    bool is_constant = random_next(random) % 2;
    for (int i = 0; i < rows * arguments; i++) {
        double value = extremes[random_next(random) % EXTREMES];
        bool is_last = arguments > 1 && i % arguments == arguments - 1;
        if (random_next(random) % 30 == 0) {
            sqlite3_bind_null(statement, i + 1);
        } else if (random_next(random) % 15 == 0) {
            sqlite3_bind_int64(statement, i + 1, random_next(random) % 2 ? INT64_MAX : INT64_MIN);
        } else {
            sqlite3_bind_double(statement, i + 1, is_last && is_constant ? last : value);
        }
    }
}

static void expect_finite(sqlite3_stmt *statement)
{
    double number = sqlite3_column_double(statement, 0);
    const char *text = (const char *)sqlite3_column_text(statement, 0);
    int type = sqlite3_column_type(statement, 0);
    bool is_wrong = (type == SQLITE_FLOAT && (isinf(number) || (number == 0 && signbit(number)))) ||
                    (type == SQLITE_TEXT && text[0] != '<' && has_no_number(text));
    if (is_wrong) {
        fail_msg("%s gives %s", sqlite3_expanded_sql(statement), text);
    }
}

static char *call_over_rows(const char *name, int rows, int arguments)
{
    sqlite3_str *sql = sqlite3_str_new(NULL);
    sqlite3_str_appendf(sql, "SELECT %s(", name);
    for (int i = 1; i <= arguments; i++) {
        sqlite3_str_appendf(sql, "%scolumn%d", i > 1 ? ", " : "", i);
    }
    sqlite3_str_appendall(sql, ") FROM (VALUES ");
    for (int i = 0; i < rows * arguments; i++) {
        sqlite3_str_appendf(sql, "%s?%s", i % arguments ? ", " : (i ? "), (" : "("),
                            i == rows * arguments - 1 ? ")" : "");
    }
    sqlite3_str_appendall(sql, ")");
    return sqlite3_str_finish(sql);
}

/* How many of the calls give a result. */
static int try_function(sqlite3 *db, const char *name, struct Random *random, int calls)
{
    int results = 0;
    for (int arguments = 1; arguments <= MOST_ARGUMENTS; arguments++) {
        for (int rows = 1; rows <= MOST_ROWS; rows++) {
            char *sql = call_over_rows(name, rows, arguments);
            sqlite3_stmt *statement = NULL;
            (void)sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
            for (int i = 0; statement && i < calls; i++) {
                bind_arguments(statement, random, rows, arguments);
                if (sqlite3_step(statement) == SQLITE_ROW) {
                    expect_finite(statement);
                    results++;
                } else if (!strstr(sqlite3_errmsg(db), name)) {
                    fail_msg("%s: %s", sql, sqlite3_errmsg(db));
                }
                sqlite3_reset(statement);
            }
            sqlite3_finalize(statement);
            sqlite3_free(sql);
        }
    }
    return results;
}

static void results_are_finite_numbers_or_errors(void **state)
{
    struct Random random = {20261129};
    int calls = getenv("ADVOCACY_SAMPLES") ? 5 : 60;
    int functions = 0;
    /* advocacy_id() gives back what it is given; three act on the database. */
    char *names = query(*state, "SELECT name FROM advocacy_functions WHERE kind <> 'table-valued' "
                                "AND name NOT IN ('advocacy_id', 'advocacy_setup', "
                                "'advocacy_mapping', 'advocacy_dashboard')");
    for (char *name = strtok(names, "\n"); name; name = strtok(NULL, "\n")) {
        functions += try_function(*state, name, &random, calls) > 0;
    }
    assert_true(functions > 30);
    sqlite3_free(names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_are_finite_numbers_or_errors),
    };
    return cmocka_run_group_tests_name("extremes", tests, open_fixture, close_fixture);
}
