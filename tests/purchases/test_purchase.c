/*
 * Purchase models through SQL: fits against the mathematics on the rows as they are, and models
 * with any byte damaged.
 */
#include <math.h>
#include <string.h>

#include "mathematics/bgnbd.h"
#include "mathematics/gamma_gamma.h"
#include "support/check.h"
#include "support/customers.h"

#define MOST_ROWS 1000

static struct WeightedRows read_rows(sqlite3 *db, const char *sql,
                                     struct WeightedRow rows[MOST_ROWS])
{
    struct WeightedRows result = {rows, 0, 0};
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        assert_true(result.count < MOST_ROWS);
        rows[result.count++] = (struct WeightedRow){.x = sqlite3_column_double(statement, 0),
                                                    .t_x = sqlite3_column_double(statement, 1),
                                                    .T = sqlite3_column_double(statement, 2),
                                                    .weight = 1};
        result.weight++;
    }
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    return result;
}

/* Column i of the only row. */
static double column(sqlite3_stmt *statement, int i)
{
    assert_int_not_equal(sqlite3_column_type(statement, i), SQLITE_NULL);
    return sqlite3_column_double(statement, i);
}

static void assert_model(sqlite3 *db, const char *fit, const char *const *names,
                         const double *parameters, int count, const struct Fit *expected)
{
    for (int i = 0; i < count; i++) {
        char *sql = sqlite3_mprintf("SELECT json_extract(m, '$.parameters.%s'), json_extract(m, "
                                    "'$.standard_errors.%s'), json_extract(m, '$.log_likelihood'), "
                                    "json_extract(m, '$.converged'), json_extract(m, '$.boundary') "
                                    "FROM (SELECT %s AS m FROM customer)",
                                    names[i], names[i], fit);
        sqlite3_stmt *statement;
        assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
        assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
        assert_relative(column(statement, 0), parameters[i], 1e-6);
        assert_relative(column(statement, 1), expected->standard_errors[i], 1e-5);
        assert_relative(column(statement, 2), expected->log_likelihood, 1e-12);
        assert_int_equal((int)column(statement, 3), 1);
        assert_int_equal((int)column(statement, 4), 0);
        sqlite3_finalize(statement);
        sqlite3_free(sql);
    }
}

static void fits_are_those_of_the_rows_one_by_one(void **state)
{
    static const char *const names[] = {"r", "alpha", "a", "b"};
    static const char *const spend_names[] = {"p", "q", "v"};
    struct WeightedRow storage[MOST_ROWS];
    struct Fit fit;
    struct WeightedRows rows = read_rows(*state, "SELECT x, t_x, T FROM customer", storage);
    struct Bgnbd bgnbd = {{0}, false};
    bgnbd_fit(&rows, &bgnbd, &fit);
    assert_model(*state, "bgnbd_fit(x, t_x, T)", names, bgnbd.parameters, 4, &fit);
    struct Bgnbd mbgnbd = {{0}, true};
    bgnbd_fit(&rows, &mbgnbd, &fit);
    assert_model(*state, "mbgnbd_fit(x, t_x, T)", names, mbgnbd.parameters, 4, &fit);
    rows = read_rows(*state, "SELECT x, mean_spend, 0 FROM customer WHERE x > 0", storage);
    struct GammaGamma gamma_gamma = {{0}};
    gamma_gamma_fit(&rows, &gamma_gamma, &fit);
    assert_model(*state, "gamma_gamma_fit(x, mean_spend)", spend_names, gamma_gamma.parameters, 3,
                 &fit);
}

/* Cut off anywhere, or with any byte changed: an error or a number, never a crash or a wait. */
static void no_damage_to_a_model_does_harm(void **state)
{
    char *model =
        query_text(*state, "SELECT bgnbd_fit(x, t_x, T) FROM customer WHERE plan = 'pro'");
    size_t length = strlen(model);
    sqlite3_stmt *statement;
    assert_int_equal(
        sqlite3_prepare_v2(*state, "SELECT clv_purchases(?1, 2, 5, 9, 4)", -1, &statement, NULL),
        SQLITE_OK);
    for (size_t cut = 0; cut < length; cut++) {
        struct TightText tight = tight_text(model, cut);
        sqlite3_bind_text(statement, 1, tight.text, (int)cut, SQLITE_STATIC);
        assert_int_equal(sqlite3_step(statement), SQLITE_ERROR);
        sqlite3_reset(statement);
        free_tight_text(&tight);
    }
    struct Random random = {77};
    int predicted = 0;
    for (int i = 0; i < 20000; i++) {
        size_t place = (size_t)random_below(&random, (int)length);
        char kept = model[place];
        model[place] = "0123456789eE.-+\"{}[]:, \\\x01z"[random_below(&random, 26)];
        sqlite3_bind_text(statement, 1, model, -1, SQLITE_STATIC);
        int code = sqlite3_step(statement);
        if (code == SQLITE_ROW) {
            double purchases = sqlite3_column_double(statement, 0);
            assert_true(sqlite3_column_type(statement, 0) == SQLITE_FLOAT && purchases >= 0 &&
                        isfinite(purchases));
            predicted++;
        } else {
            assert_int_equal(code, SQLITE_ERROR);
        }
        sqlite3_reset(statement);
        model[place] = kept;
    }
    assert_true(predicted > 1000 && predicted < 19000);
    sqlite3_finalize(statement);
    sqlite3_free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fits_are_those_of_the_rows_one_by_one),
        cmocka_unit_test(no_damage_to_a_model_does_harm),
    };
    return cmocka_run_group_tests_name("purchase models", tests, open_with_customers,
                                       close_fixture);
}
