/*
 * Purchase models where packages fail: small samples, whose likelihood has several maxima or none,
 * degenerate customers, extreme units of time, interruption.
 */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mathematics/bgnbd.h"
#include "mathematics/gamma_gamma.h"
#include "support/check.h"
#include "support/customers.h"
#include "support/shell.h"
#include "support/survey.h"

/* Samples of CDNOW's customers */

#define MOST_CUSTOMERS 2400
#define STARTS 3
#define LARGEST_SAMPLE 200

/* A customer of the summary: t_x, T and the mean spend. */
struct Customer {
    struct WeightedRow history;
    double mean_spend;
};

/* The public customers; skips the test where they are absent. */
static int read_customers(struct Customer customers[MOST_CUSTOMERS])
{
    char *path = data_file("cdnow_customers_summary_with_transactions.csv");
    if (!path) {
        skip();
    }
    char *text = read_file(path);
    sqlite3_free(path);
    assert_non_null(text);
    int count = 0;
    for (char *line = strtok(text, "\r\n"); line; line = strtok(NULL, "\r\n")) {
        struct Customer customer = {.history = {.weight = 1}};
        struct WeightedRow *row = &customer.history;
        if (sscanf(line, "%*d,%lf,%lf,%lf,%lf", &row->x, &row->t_x, &row->T,
                   &customer.mean_spend) == 4) {
            assert_true(count < MOST_CUSTOMERS);
            customers[count++] = customer;
        }
    }
    free(text);
    assert_int_equal(count, 2357);
    return count;
}

/* A few customers as a bootstrap draws them: with replacement. */
static void draw(struct Random *random, const struct Customer *customers, int count, int size,
                 struct WeightedRow *rows, struct WeightedRow *spends, int *repeaters)
{
    *repeaters = 0;
    for (int i = 0; i < size; i++) {
        const struct Customer *customer = &customers[random_below(random, count)];
        rows[i] = customer->history;
        if (customer->history.x > 0) {
            spends[(*repeaters)++] = (struct WeightedRow){
                .x = customer->history.x, .mean_spend = customer->mean_spend, .weight = 1};
        }
    }
}

static void assert_sound_fit(const struct Fit *fit, const double *parameters, int count)
{
    bool is_on_box = false;
    assert_true(isfinite(fit->log_likelihood));
    assert_true(fit->optimum.converged);
    for (int i = 0; i < count; i++) {
        double log_parameter = log(parameters[i]);
        assert_true(isfinite(log_parameter));
        /* All but the parameters with a unit, the second and the third, have the same box. */
        is_on_box = is_on_box || fabs(log_parameter) > 11.99;
    }
    assert_true(fit->optimum.boundary || !is_on_box);
    assert_true(!fit->optimum.boundary || isnan(fit->standard_errors[0]));
}

static double purchases_until(const struct Bgnbd *model, const struct WeightedRow *row,
                              double horizon)
{
    struct History history = {row->x, row->t_x, row->T};
    struct Outlook outlook = {row->x, row->T, .periods = 1, .length = horizon};
    return bgnbd_alive(model, &history) * bgnbd_purchases(model, &outlook);
}

/* Within 5%, and what is less than a millionth of a purchase or of a cent counts as nothing. */
static void assert_same_prediction(double found, double expected)
{
    if (!(isfinite(expected) && fabs(found - expected) <= 0.05 * fabs(expected) + 1e-6)) {
        fail_msg("another start predicts %.6g, not %.6g", found, expected);
    }
}

static const double bgnbd_other_starts[STARTS][4] = {
    {1, 1, 1, 1}, {0.2, 20, 2, 0.5}, {3, 100, 0.1, 10}};
static const double spend_other_starts[STARTS][3] = {{1, 1, 1}, {20, 2, 500}, {0.1, 10, 3}};

static void check_purchases(const struct WeightedRows *rows, bool at_once, int *boundaries)
{
    struct Bgnbd model = {{0}, at_once};
    struct Fit fit;
    double expected[LARGEST_SAMPLE];
    bgnbd_fit(rows, &model, &fit);
    assert_sound_fit(&fit, model.parameters, 4);
    *boundaries += fit.optimum.boundary;
    for (uint32_t i = 0; i < rows->count; i++) {
        expected[i] = purchases_until(&model, &rows->rows[i], 39);
    }
    assert_true(isfinite(purchases_until(&model, &rows->rows[0], 1e4)));
    for (int start = 0; start < STARTS; start++) {
        struct Bgnbd other = {{0}, at_once};
        struct Fit other_fit;
        memcpy(other.parameters, bgnbd_other_starts[start], sizeof other.parameters);
        bgnbd_fit(rows, &other, &other_fit);
        assert_sound_fit(&other_fit, other.parameters, 4);
        for (uint32_t i = 0; i < rows->count; i++) {
            assert_same_prediction(purchases_until(&other, &rows->rows[i], 39), expected[i]);
        }
    }
}

static void check_spends(const struct WeightedRows *rows, int *boundaries)
{
    struct GammaGamma model = {{0}};
    struct Fit fit;
    gamma_gamma_fit(rows, &model, &fit);
    *boundaries += fit.optimum.boundary;
    assert_true(fit.optimum.converged && isfinite(fit.log_likelihood));
    for (int start = 0; start < STARTS; start++) {
        struct GammaGamma other = {{0}};
        struct Fit other_fit;
        memcpy(other.parameters, spend_other_starts[start], sizeof other.parameters);
        gamma_gamma_fit(rows, &other, &other_fit);
        for (uint32_t i = 0; i < rows->count; i++) {
            const struct WeightedRow *row = &rows->rows[i];
            assert_same_prediction(gamma_gamma_spend(&other, row->x, row->t_x),
                                   gamma_gamma_spend(&model, row->x, row->t_x));
        }
    }
}

/* What a customer does in a year, which is so long in the unit. */
static double year_of(const struct Bgnbd *model, const struct WeightedRow *row, double unit)
{
    struct WeightedRow scaled = {
        .x = row->x, .t_x = row->t_x * unit, .T = row->T * unit, .weight = row->weight};
    return purchases_until(model, &scaled, 365.25 / 7 * unit);
}

/* Days, months and years against weeks: a model that is identified predicts the same in each. */
static void check_units(const struct WeightedRows *rows, bool at_once)
{
    static const double units[] = {7, 7 / 30.4375, 7 / 365.25};
    struct Bgnbd weeks = {{0}, at_once};
    struct Fit fit;
    bgnbd_fit(rows, &weeks, &fit);
    assert_int_equal(fit.identification, IDENTIFIED);
    for (size_t k = 0; k < COUNT(units); k++) {
        struct WeightedRow scaled[LARGEST_SAMPLE];
        for (uint32_t i = 0; i < rows->count; i++) {
            scaled[i] = rows->rows[i];
            scaled[i].t_x *= units[k];
            scaled[i].T *= units[k];
        }
        struct WeightedRows others = {scaled, rows->count, rows->weight};
        struct Bgnbd other = {{0}, at_once};
        bgnbd_fit(&others, &other, &fit);
        assert_int_equal(fit.identification, IDENTIFIED);
        for (uint32_t i = 0; i < rows->count; i++) {
            double expected = year_of(&weeks, &rows->rows[i], 1);
            double found = year_of(&other, &rows->rows[i], units[k]);
            if (!(fabs(found - expected) <= 1e-6 * fmax(expected, 1))) {
                fail_msg("in another unit a year is %.9g, not %.9g", found, expected);
            }
        }
    }
}

/* 200 of each size, or $ADVOCACY_SAMPLES: under valgrind a fit takes fifty times as long. */
static int sample_count(void)
{
    const char *text = getenv("ADVOCACY_SAMPLES");
    return text && atoi(text) > 0 ? atoi(text) : 200;
}

static void check_samples_of(int size)
{
    int samples = sample_count();
    static struct Customer customers[MOST_CUSTOMERS];
    int count = read_customers(customers);
    struct Random random = {(uint64_t)size};
    int boundaries[3] = {0};
    for (int sample = 0; sample < samples; sample++) {
        struct WeightedRow rows[LARGEST_SAMPLE];
        struct WeightedRow spends[LARGEST_SAMPLE];
        int repeaters;
        draw(&random, customers, count, size, rows, spends, &repeaters);
        struct WeightedRows purchases = {rows, (uint32_t)size, size};
        check_purchases(&purchases, false, &boundaries[0]);
        check_purchases(&purchases, true, &boundaries[1]);
        if (sample % (size / 10) == 0) {
            check_units(&purchases, false);
            check_units(&purchases, true);
        }
        if (repeaters > 0) {
            struct WeightedRows spend = {spends, (uint32_t)repeaters, repeaters};
            check_spends(&spend, &boundaries[2]);
        }
    }
    print_message("%d customers: on the boundary %d, %d and %d of %d\n", size, boundaries[0],
                  boundaries[1], boundaries[2], samples);
}

/*
 * The same without the public data: customers of every x, some gone early and some bought lately.
 */
static void made_up_customers_give_a_sound_model_from_any_start(void **state)
{
    (void)state;
    struct WeightedRow rows[60];
    for (int i = 0; i < 60; i++) {
        int x = i % 5;
        double age = 20 + i * 7 % 19;
        rows[i] = (struct WeightedRow){
            .x = x, .t_x = x > 0 ? age * (1 + i % 9) / 10 : 0, .T = age, .weight = 1};
    }
    struct WeightedRows sample = {rows, 60, 60};
    int boundaries = 0;
    check_purchases(&sample, false, &boundaries);
    check_purchases(&sample, true, &boundaries);
}

static void samples_of_20_give_sound_models_from_any_start(void **state)
{
    (void)state;
    check_samples_of(20);
}

static void samples_of_50_give_sound_models_from_any_start(void **state)
{
    (void)state;
    check_samples_of(50);
}

static void samples_of_100_give_sound_models_from_any_start(void **state)
{
    (void)state;
    check_samples_of(100);
}

static void samples_of_200_give_sound_models_from_any_start(void **state)
{
    (void)state;
    check_samples_of(200);
}

/* Degenerate customers, through SQL */

/*
 * A model of both kinds is fitted to the rows of this query, and its predictions are numbers, or
 * all of them NULL where it says that it is not identified.
 */
static void assert_sound(sqlite3 *db, const char *rows)
{
    static const char *const fits[] = {"bgnbd_fit", "mbgnbd_fit"};
    for (size_t i = 0; i < COUNT(fits); i++) {
        char *sql = sqlite3_mprintf(
            "WITH c(x, t_x, T) AS (%s), model AS (SELECT %s(x, t_x, T) AS m FROM c) SELECT "
            "count(*) > 0, sum(clv_alive(m, x, t_x, T) BETWEEN 0 AND 1) IS n, "
            "sum(clv_purchases(m, x, t_x, T, T) BETWEEN 0 AND 1e300) IS n, "
            "sum(clv_purchases(m, x, t_x, T, 1e6) BETWEEN 0 AND 1e300) IS n, "
            "min(abs(json_extract(m, '$.log_likelihood')) < 1e300), min(json_extract(m, "
            "'$.parameters.r') > 0 AND json_extract(m, '$.parameters.alpha') > 0 AND "
            "json_extract(m, '$.parameters.a') > 0 AND json_extract(m, '$.parameters.b') > 0), "
            "min(json_extract(m, '$.iterations') BETWEEN 0 AND 1000) FROM c, (SELECT m, CASE WHEN "
            "json_extract(m, '$.identified') THEN (SELECT count(*) FROM c) END AS n FROM model)",
            rows, fits[i]);
        assert_query(db, sql, "1|1|1|1|1|1|1");
        sqlite3_free(sql);
    }
}

static void degenerate_customers_give_finite_models(void **state)
{
    static const char *const rows[] = {
        /* One customer of every kind. */
        "SELECT 0, 0, 0", "SELECT 0, 0, 30", "SELECT 3, 20, 30", "SELECT 3, 30, 30",
        "SELECT 5, 0, 0", "SELECT 5, 0, 30", "SELECT 1000000000, 5, 9",
        /* Nobody came back; everybody did, today; nobody has left; everybody has. */
        "SELECT 0, 0, 10 + id % 20 FROM customer", "SELECT 2, T, T FROM customer",
        "SELECT 1 + x, T - id % 3, T FROM customer", "SELECT 1 + x, t_x / 100, T FROM customer",
        /* All alike, and two kinds. */
        "SELECT 4, 20, 30 FROM customer", "SELECT id % 2, id % 2 * 5, 30 FROM customer",
        /* Units of time from picoseconds to eternity, and both at once. */
        "SELECT x, t_x * 1e-100, T * 1e-100 FROM customer",
        "SELECT x, t_x * 1e-300, T * 1e-300 FROM customer",
        "SELECT x, t_x * 1e90, T * 1e90 FROM customer", "SELECT x, t_x, T * 1e90 FROM customer",
        "SELECT x, t_x * 1e-90, T FROM customer",
        ("SELECT x, CASE id % 2 WHEN 0 THEN 1e-90 ELSE 1e90 END * t_x, CASE id % 2 WHEN 0 THEN "
         "1e-90 ELSE 1e90 END * T FROM customer"),
        /* Very many purchases. */
        "SELECT x * 1000, t_x, T FROM customer", "SELECT x * 1000000, t_x, T FROM customer"};
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_sound(*state, rows[i]);
    }
}

static void degenerate_spends_give_finite_models(void **state)
{
    static const char *const rows[] = {
        "SELECT 1, 5",
        "SELECT 1000000000, 5",
        "SELECT 3, 1e-99",
        "SELECT 3, 1e99",
        "SELECT 1, 5 FROM customer",
        "SELECT 1 + id % 9, 5 FROM customer",
        "SELECT 1 + id % 9, CASE id % 2 WHEN 0 THEN 1e-90 ELSE 1e90 END FROM customer",
        "SELECT x * 1000, mean_spend FROM customer",
        "SELECT 1, id FROM customer"};
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *sql = sqlite3_mprintf(
            "WITH c(x, s) AS (%s), model AS (SELECT gamma_gamma_fit(x, s) AS g FROM c) SELECT "
            "count(*) > 0, sum(clv_spend(g, x, s) BETWEEN 0 AND 1e300) = count(*), "
            "min(abs(json_extract(g, '$.log_likelihood')) < 1e300), min(json_extract(g, "
            "'$.iterations') BETWEEN 0 AND 1000) FROM c, model WHERE x > 0",
            rows[i]);
        assert_query(*state, sql, "1|1|1|1");
        sqlite3_free(sql);
    }
}

/* The same customers in another unit: the same model, with alpha and v in that unit. */
static void the_unit_changes_only_what_has_one(void **state)
{
    static const double units[] = {7, 168, 1e-6, 1e60};
    for (size_t i = 0; i < COUNT(units); i++) {
        char *sql = sqlite3_mprintf(
            "WITH m AS (SELECT bgnbd_fit(x, t_x, T) AS one, bgnbd_fit(x, t_x * %!.17g, T * "
            "%!.17g) AS other, gamma_gamma_fit(x, mean_spend) AS g, gamma_gamma_fit(x, mean_spend "
            "* %!.17g) AS h FROM customer) SELECT max(abs(json_extract(other, "
            "'$.parameters.alpha') / json_extract(one, '$.parameters.alpha') / %!.17g - 1), "
            "abs(json_extract(other, '$.parameters.b') / json_extract(one, '$.parameters.b') - 1), "
            "abs(json_extract(h, '$.parameters.v') / json_extract(g, '$.parameters.v') / %!.17g - "
            "1), abs(json_extract(h, '$.parameters.q') / json_extract(g, '$.parameters.q') - 1)) "
            "FROM m",
            units[i], units[i], units[i], units[i], units[i]);
        assert_number(*state, sql, 0, 1e-6);
        sqlite3_free(sql);
    }
}

/* The most memory that SQLite holds at a time during the statement, beyond what it held before. */
static sqlite3_int64 memory_of(sqlite3 *db, const char *sql)
{
    sqlite3_int64 before = sqlite3_memory_used();
    sqlite3_memory_highwater(1);
    execute(db, sql);
    return sqlite3_memory_highwater(0) - before;
}

/*
 * What the fit alone takes: the same statement with an aggregate that keeps nothing is taken off.
 */
static sqlite3_int64 memory_of_fit(sqlite3 *db, int rows, int distinct)
{
    sqlite3_int64 memory[2];
    static const char *const functions[] = {"max", "bgnbd_fit"};
    for (int i = 0; i < 2; i++) {
        char *sql = sqlite3_mprintf(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) SELECT "
            "%s(%s1, i %% %d / 7.0, 1e6%s) FROM n",
            rows, functions[i], i ? "" : "max(", distinct, i ? "" : ")");
        memory[i] = memory_of(db, sql);
        sqlite3_free(sql);
    }
    return memory[1] - memory[0];
}

static void a_million_equal_rows_are_one(void **state)
{
    assert_query(*state,
                 "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
                 "1000000) SELECT json_extract(bgnbd_fit(4, 20, 30), '$.rows', '$.distinct_rows', "
                 "'$.converged') FROM n",
                 "[1000000,1,true]");
    assert_true(memory_of_fit(*state, 1000000, 1) < 10000);
}

/* 64 bytes for each distinct row, and not for each row, at every size on the way. */
static void memory_grows_with_the_distinct_rows(void **state)
{
    static const int sizes[] = {1000, 1700, 3000, 12000, 24000, 25000, 49200, 98400};
    for (size_t i = 0; i < COUNT(sizes); i++) {
        sqlite3_int64 most = memory_of_fit(*state, 2 * sizes[i], sizes[i]);
        if (most > 64 * (sqlite3_int64)sizes[i]) {
            fail_msg("%d distinct rows took %lld bytes", sizes[i], (long long)most);
        }
        assert_true(most > 32 * (sqlite3_int64)sizes[i]);
    }
}

/* Interruption */

struct Watch {
    sqlite3 *db;
    int calls;
};

/* SQLite calls this between steps of its own program, the last time before the fit begins. */
static int interrupt_soon(void *data)
{
    struct Watch *watch = data;
    if (++watch->calls == 3) {
        sqlite3_interrupt(watch->db);
    }
    return 0;
}

static void an_interrupted_statement_ends_and_the_connection_lives(void **state)
{
    struct Watch watch = {*state, 0};
    sqlite3_progress_handler(*state, 1000, interrupt_soon, &watch);
    sqlite3_stmt *statement;
    assert_int_equal(
        sqlite3_prepare_v2(*state,
                           "SELECT bgnbd_fit(a.x, a.t_x, a.T) FROM customer AS a, customer "
                           "AS b",
                           -1, &statement, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_INTERRUPT);
    assert_int_equal(sqlite3_finalize(statement), SQLITE_INTERRUPT);
    sqlite3_progress_handler(*state, 0, NULL, NULL);
    assert_query(*state, "SELECT json_extract(bgnbd_fit(x, t_x, T), '$.converged') FROM customer",
                 "1");
}

/* Calls sqlite3_interrupt() from within the statement, on the last row that the fit is given. */
static void interrupt_now(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    if (sqlite3_value_int(arguments[0])) {
        sqlite3_interrupt(sqlite3_context_db_handle(context));
    }
    sqlite3_result_int(context, 1);
}

/*
 * On hosts before 3.41, which do not tell, and in builds with their headers, the statement ends
 * after the fit.
 */
static void a_fit_that_is_interrupted_gives_no_model(void **state)
{
    assert_int_equal(sqlite3_create_function_v2(*state, "interrupt_if", 1, SQLITE_UTF8, NULL,
                                                interrupt_now, NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(*state,
                                        "SELECT bgnbd_fit(x * interrupt_if(id = 600), t_x, T) FROM "
                                        "customer",
                                        -1, &statement, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_INTERRUPT);
    sqlite3_finalize(statement);
    assert_query(*state, "SELECT json_extract(bgnbd_fit(x, t_x, T), '$.converged') FROM customer",
                 "1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(made_up_customers_give_a_sound_model_from_any_start),
        cmocka_unit_test(samples_of_20_give_sound_models_from_any_start),
        cmocka_unit_test(samples_of_50_give_sound_models_from_any_start),
        cmocka_unit_test(samples_of_100_give_sound_models_from_any_start),
        cmocka_unit_test(samples_of_200_give_sound_models_from_any_start),
        cmocka_unit_test(degenerate_customers_give_finite_models),
        cmocka_unit_test(degenerate_spends_give_finite_models),
        cmocka_unit_test(the_unit_changes_only_what_has_one),
        cmocka_unit_test(a_million_equal_rows_are_one),
        cmocka_unit_test(memory_grows_with_the_distinct_rows),
        cmocka_unit_test(an_interrupted_statement_ends_and_the_connection_lives),
        cmocka_unit_test(a_fit_that_is_interrupted_gives_no_model),
    };
    return cmocka_run_group_tests_name("purchase robustness", tests, open_with_customers,
                                       close_fixture);
}
