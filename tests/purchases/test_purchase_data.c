/*
 * The purchase functions on public data: the CDNOW log and its summary, on which the models are
 * published, and a shop's orders for RFM. Skipped where the data is absent.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/company.h"
#include "support/customers.h"
#include "support/shell.h"
#include "support/survey.h"

/* A whole file of the public data, from malloc; skips the test where it is absent. */
static char *read_data(const char *name)
{
    char *path = data_file(name);
    if (!path) {
        skip();
    }
    char *text = read_file(path);
    sqlite3_free(path);
    assert_non_null(text);
    return text;
}

/* Inserts every line of the text, which it frees. */
static void insert_lines(char *text, void (*bind)(sqlite3_stmt *insert, char *line),
                         sqlite3_stmt *insert)
{
    for (char *line = strtok(text, "\r\n"); line; line = strtok(NULL, "\r\n")) {
        bind(insert, line);
        assert_int_equal(sqlite3_step(insert), SQLITE_DONE);
        sqlite3_reset(insert);
    }
    free(text);
    sqlite3_finalize(insert);
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    return statement;
}

/* Fields between commas, without their quotes. */
static void bind_csv(sqlite3_stmt *insert, char *line)
{
    int field = 1;
    for (char *at = line; at; field++) {
        char *comma = strchr(at, ',');
        if (comma) {
            *comma = 0;
        }
        size_t length = strlen(at);
        bool is_quoted = length > 1 && at[0] == '"';
        sqlite3_bind_text(insert, field, is_quoted ? at + 1 : at,
                          (int)(is_quoted ? length - 2 : length), SQLITE_TRANSIENT);
        at = comma ? comma + 1 : NULL;
    }
}

/* Fields between spaces: master id, sample id, date, units, dollars. */
static void bind_log(sqlite3_stmt *insert, char *line)
{
    char customer[16];
    int year;
    int month;
    int day;
    double dollars;
    char date[24];
    assert_int_equal(
        sscanf(line, "%*s %15s %4d%2d%2d %*d %lf", customer, &year, &month, &day, &dollars), 5);
    sqlite3_snprintf(sizeof date, date, "%04d-%02d-%02d", year, month, day);
    sqlite3_bind_text(insert, 1, customer, -1, SQLITE_TRANSIENT);
    sqlite3_bind_text(insert, 2, date, -1, SQLITE_TRANSIENT);
    sqlite3_bind_double(insert, 3, dollars);
}

static void make_summary(sqlite3 *db)
{
    char *text = read_data("cdnow_customers_summary_with_transactions.csv");
    execute(db, "BEGIN; CREATE TEMP TABLE raw(id, x, t_x, T, mean_spend)");
    insert_lines(text, bind_csv, prepare(db, "INSERT INTO raw VALUES (?1, ?2, ?3, ?4, ?5)"));
    /* As an import leaves it: everything is text. */
    execute(db, "CREATE TABLE summary AS SELECT * FROM raw WHERE id <> 'ID'; COMMIT");
}

/*
 * From the log of purchases as an analyst does it: into the canonical table, and out of the view.
 */
static void make_rhythm(sqlite3 *db)
{
    char *text = read_data("CDNOW_sample.txt");
    execute_file(db, "sql/schema.sql");
    execute_file(db, "sql/indexes.sql");
    execute_views(db);
    execute(db, "BEGIN; INSERT INTO advocacy_settings(as_of, time_unit_days) VALUES "
                "('1997-09-30', 7)");
    insert_lines(text, bind_log,
                 prepare(db, "INSERT INTO purchase(customer_id, purchased_at, amount) VALUES "
                             "(CAST(?1 AS INTEGER), ?2, ?3)"));
    execute(db, "CREATE TABLE rhythm AS SELECT customer_id AS id, x, t_x, T, mean_spend FROM "
                "purchase_rhythm ORDER BY customer_id; COMMIT");
}

static void make_order_summary(sqlite3 *db)
{
    char *text = read_data("rfm_data_orders.csv");
    execute(db, "BEGIN; CREATE TABLE orders(customer, ordered_on, revenue)");
    insert_lines(text, bind_csv, prepare(db, "INSERT INTO orders VALUES (?1, ?2, ?3)"));
    execute(db, "DELETE FROM orders WHERE customer = 'customer_id'; "
                "CREATE TABLE order_summary AS SELECT "
                "customer, julianday('2006-12-31') - julianday(max(ordered_on)) AS recency, "
                "count(*) AS frequency, sum(revenue) AS monetary FROM orders GROUP BY customer; "
                "COMMIT");
}

/* Each table is made by the first test that needs it. */
static void need_table(sqlite3 *db, const char *table)
{
    char *sql = sqlite3_mprintf("SELECT count(*) FROM sqlite_master WHERE name = %Q", table);
    bool is_there = query_number(db, sql) > 0;
    sqlite3_free(sql);
    if (!is_there) {
        (strcmp(table, "summary") == 0  ? make_summary
         : strcmp(table, "rhythm") == 0 ? make_rhythm
                                        : make_order_summary)(db);
    }
}

static void fit_models(sqlite3 *db, const char *table)
{
    need_table(db, table);
    char *sql = sqlite3_mprintf(
        "DROP TABLE IF EXISTS model; CREATE TABLE model AS SELECT bgnbd_fit(x, t_x, T) AS b, "
        "mbgnbd_fit(x, t_x, T) AS m, gamma_gamma_fit(x, mean_spend) AS g FROM %s",
        table);
    execute(db, sql);
    sqlite3_free(sql);
}

/* What a fit must come to: @ of the model in that column. */
struct Figure {
    const char *sql;
    double expected;
    double tolerance;
};

static void assert_figures(sqlite3 *db, const struct Figure *figures, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_number(db, figures[i].sql, figures[i].expected, figures[i].tolerance);
    }
}

#define OF_MODEL(model, member) "SELECT json_extract(" model ", '$." member "') FROM model"

static void the_log_has_the_known_counts(void **state)
{
    need_table(*state, "rhythm");
    assert_query(*state, "SELECT count(*), sum(x > 0), sum(x) FROM rhythm", "2357|946|2457");
    assert_query(*state, "SELECT count(*) FROM purchase", "6919");
}

/*
 * The log has no returns: purchases of a day are one, and the first day is none of the repeats.
 * What was free is a purchase too: eight customers have no other.
 */
static void the_view_of_the_log_agrees_with_plain_sql(void **state)
{
    need_table(*state, "rhythm");
    assert_same_results(
        *state, "SELECT id, x, t_x, T, mean_spend FROM rhythm ORDER BY id",
        "WITH day AS (SELECT customer_id, julianday(purchased_at) AS day, sum(amount) AS spend "
        "FROM purchase WHERE purchased_at <= '1997-09-30' GROUP BY customer_id, purchased_at), "
        "first AS (SELECT customer_id, min(day) AS first FROM day GROUP BY customer_id) "
        "SELECT customer_id, count(*) - 1, (max(day) - first) / 7, (julianday('1997-09-30') - "
        "first) / 7, avg(CASE WHEN day > first THEN spend END) FROM day JOIN first USING "
        "(customer_id) GROUP BY customer_id ORDER BY customer_id",
        1e-12);
}

/* Nobody there acted for the brand, so that one model stands for all; a year is 365.25 days. */
static void the_view_of_values_uses_the_reference_models(void **state)
{
    static const struct Figure figures[] = {
        {"SELECT json_extract(purchase_model, '$.parameters.r') FROM purchase_models", .524843,
         1e-5},
        {"SELECT json_extract(purchase_model, '$.log_likelihood') FROM purchase_models",
         -9582.135716, 1e-6},
        {"SELECT json_extract(spend_model, '$.log_likelihood') FROM purchase_models", -4055.917695,
         1e-6},
        {"SELECT buyers FROM purchase_models WHERE customers = 'others'", 2357, 0},
        {"SELECT repeaters FROM purchase_models", 946, 0},
        {"SELECT repeat_purchases FROM purchase_models", 2457, 0},
        {"SELECT max(abs(v.purchases - clv_purchases(m, v.x, v.t_x, v.T, 365.25 / 7))) FROM "
         "customer_value AS v, model",
         0, 1e-9},
        {"SELECT max(abs(v.value - v.purchases * clv_spend(g, v.x, v.mean_spend))) FROM "
         "customer_value AS v, model",
         0, 1e-9},
        {"SELECT max(abs(v.alive - clv_alive(m, v.x, v.t_x, v.T))) FROM customer_value AS v, "
         "model",
         0, 1e-12},
    };
    fit_models(*state, "rhythm");
    assert_figures(*state, figures, COUNT(figures));
}

static void make_transactions(sqlite3 *db)
{
    char *text = read_data("example_transactions.csv");
    execute(db, "BEGIN; CREATE TABLE transaction_of(made_on, customer)");
    insert_lines(text, bind_csv, prepare(db, "INSERT INTO transaction_of VALUES (?1, ?2)"));
    execute(db, "DELETE FROM transaction_of WHERE customer = 'id'; CREATE TABLE transactions AS "
                "SELECT customer, count(DISTINCT date(made_on)) - 1 AS x, "
                "julianday(max(date(made_on))) - julianday(min(date(made_on))) AS t_x, "
                "julianday('2014-12-31') - julianday(min(date(made_on))) AS T "
                "FROM transaction_of GROUP BY customer; COMMIT");
}

/* The published models of 5,000 customers of whom each came on a day of their own. */
static void customers_of_different_ages_have_the_reference_models(void **state)
{
    static const struct Figure figures[] = {
        {"SELECT count(*) FROM transactions", 5000, 0},
        {"SELECT json_extract(bgnbd_fit(x, t_x, T), '$.parameters.a') FROM transactions", 1.8503,
         5e-5},
        {"SELECT json_extract(bgnbd_fit(x, t_x, T), '$.parameters.alpha') FROM transactions",
         1.8643, 5e-5},
        {"SELECT json_extract(bgnbd_fit(x, t_x, T), '$.parameters.b') FROM transactions", 3.1811,
         5e-5},
        {"SELECT json_extract(bgnbd_fit(x, t_x, T), '$.parameters.r') FROM transactions", .1639,
         5e-5},
        {"SELECT json_extract(bgnbd_fit(x, t_x, T), '$.log_likelihood') FROM transactions",
         -39248.6261, 5e-5},
        {"SELECT json_extract(mbgnbd_fit(x, t_x, T), '$.log_likelihood') FROM transactions",
         -38856.8123, 5e-5},
    };
    make_transactions(*state);
    assert_figures(*state, figures, COUNT(figures));
}

static void the_log_gives_the_reference_parameters(void **state)
{
    static const struct Figure figures[] = {
        {OF_MODEL("b", "parameters.r"), .2425945, 2e-6},
        {OF_MODEL("b", "parameters.alpha"), 4.4136023, 5e-5},
        {OF_MODEL("b", "parameters.a"), .7929221, 5e-5},
        {OF_MODEL("b", "parameters.b"), 2.4259073, 2e-4},
        {OF_MODEL("b", "log_likelihood"), -9582.429207, 1e-6},
        {OF_MODEL("b", "standard_errors.r"), .01256, 5e-6},
        {OF_MODEL("b", "standard_errors.alpha"), .37822, 5e-5},
        {OF_MODEL("b", "standard_errors.a"), .18573, 5e-5},
        {OF_MODEL("b", "standard_errors.b"), .70541, 2e-4},
        {OF_MODEL("b", "customers"), 2357, 0},
        {OF_MODEL("m", "parameters.r"), .524843, 1e-5},
        {OF_MODEL("m", "parameters.alpha"), 6.183086, 1e-4},
        {OF_MODEL("m", "parameters.a"), .891359, 1e-4},
        {OF_MODEL("m", "parameters.b"), 1.614002, 1e-4},
        {OF_MODEL("m", "log_likelihood"), -9582.135716, 1e-6},
        {OF_MODEL("g", "parameters.p"), 6.249572, 1e-4},
        {OF_MODEL("g", "parameters.q"), 3.744224, 1e-4},
        {OF_MODEL("g", "parameters.v"), 15.443520, 1e-3},
        {OF_MODEL("g", "log_likelihood"), -4055.917695, 1e-6},
        {OF_MODEL("g", "rows"), 946, 0},
        {OF_MODEL("g", "without_repeats"), 1411, 0},
        {"SELECT clv_spend(g, 2, 40) FROM model", 39.13054, 1e-5},
    };
    fit_models(*state, "rhythm");
    assert_figures(*state, figures, COUNT(figures));
    assert_query(*state,
                 "SELECT json_extract(b, '$.converged'), json_extract(b, '$.boundary'), "
                 "json_extract(m, '$.converged'), json_extract(g, '$.converged') FROM model",
                 "1|0|1|1");
}

static void the_summary_gives_the_reference_parameters(void **state)
{
    static const struct Figure figures[] = {
        {OF_MODEL("b", "parameters.r"), .24259, 5e-6},
        {OF_MODEL("b", "parameters.alpha"), 4.41353, 5e-5},
        {OF_MODEL("b", "parameters.a"), .79289, 5e-5},
        {OF_MODEL("b", "parameters.b"), 2.42575, 2e-4},
        {OF_MODEL("b", "log_likelihood"), -9582.42556, 1e-5},
        {OF_MODEL("g", "parameters.p"), 6.248802, 1e-4},
        {OF_MODEL("g", "parameters.q"), 3.744588, 1e-4},
        {OF_MODEL("g", "parameters.v"), 15.447748, 1e-3},
        {OF_MODEL("g", "log_likelihood"), -4055.923244, 1e-5},
        {"SELECT clv_spend(g, 2, 40) FROM model", 39.13047, 1e-5},
        /* Published by Fader, Hardie and Lee 2005 and by Fader and Hardie 2013. */
        {OF_MODEL("b", "parameters.r"), .243, 5e-4},
        {OF_MODEL("b", "parameters.alpha"), 4.414, 1e-3},
        {OF_MODEL("b", "parameters.a"), .793, 5e-4},
        {OF_MODEL("b", "parameters.b"), 2.426, 1e-3},
        {OF_MODEL("b", "log_likelihood"), -9582.4, 0.05},
        {OF_MODEL("g", "parameters.p"), 6.25, 0.005},
        {OF_MODEL("g", "parameters.q"), 3.74, 0.005},
        {OF_MODEL("g", "parameters.v"), 15.44, 0.01},
        {"SELECT clv_purchases(b, 0, 0, 0, 78) FROM model", 1.857972, 1e-6},
    };
    fit_models(*state, "summary");
    assert_figures(*state, figures, COUNT(figures));
}

static void predictions_add_up_to_the_reference(void **state)
{
    static const struct Figure log_figures[] = {
        {"SELECT sum(clv_purchases(b, x, t_x, T, 39)) FROM rhythm, model", 1653.41, 0.006},
        {"SELECT sum(clv_alive(b, x, t_x, T)) FROM rhythm, model", 1917.28, 0.006},
    };
    static const struct Figure summary_figures[] = {
        {"SELECT sum(clv_purchases(b, x, t_x, T, 39)) FROM summary, model", 1653.42, 0.006},
        {"SELECT sum(clv_alive(b, x, t_x, T)) FROM summary, model", 1917.28, 0.006},
        {"SELECT sum(clv_purchases(" BGNBD_MODEL_SQL ", x, t_x, T, 39)) FROM summary", 1653.95,
         0.006},
        {"SELECT sum(clv_alive(" BGNBD_MODEL_SQL ", x, t_x, T)) FROM summary", 1917.22, 0.006},
    };
    fit_models(*state, "rhythm");
    assert_figures(*state, log_figures, COUNT(log_figures));
    fit_models(*state, "summary");
    assert_figures(*state, summary_figures, COUNT(summary_figures));
}

/* Twelve months of 4.345 weeks at 1% each: the first five customers, and all. */
static void assert_values(sqlite3 *db, const char *table, const double first[5], double all)
{
    fit_models(db, table);
    for (int id = 0; id <= 5; id++) {
        char *sql = sqlite3_mprintf("SELECT sum(clv(b, g, x, t_x, T, mean_spend, 12, 0.01, 4.345)) "
                                    "FROM %s, model WHERE %d IN (0, CAST(id AS INTEGER))",
                                    table, id);
        double expected = id ? first[id - 1] : all;
        assert_number(db, sql, expected, 2e-6 * expected);
        sqlite3_free(sql);
    }
}

static void twelve_month_values_are_those_of_the_reference(void **state)
{
    static const double log_values[5] = {36.27398, 4.64094, 8.34448, 8.34448, 8.34448};
    static const double summary_values[5] = {36.27850, 4.63747, 8.34409, 8.34409, 8.34409};
    assert_values(*state, "rhythm", log_values, 71507.95);
    assert_values(*state, "summary", summary_values, 71509.90);
}

/* The months of 1998 are known: the model, fitted to 1997, comes within a tenth of them. */
static void the_forecast_is_close_to_what_happened(void **state)
{
    fit_models(*state, "rhythm");
    assert_number(
        *state,
        "SELECT sum(n) FROM (SELECT count(DISTINCT purchased_at) AS n FROM purchase WHERE "
        "purchased_at > '1997-09-30' GROUP BY customer_id)",
        1882, 0);
    assert_number(*state, "SELECT sum(clv_purchases(b, x, t_x, T, 39)) / 1882 FROM rhythm, model",
                  0.9, 0.05);
    /* MBG/NBD fits a little better and foretells worse, and what came lies beyond both limits. */
    static const struct Figure figures[] = {
        {"SELECT json_extract(clv_total(b, NULL, x, t_x, T, NULL, 39), '$.purchases') FROM rhythm, "
         "model",
         1653.4, 0.1},
        {"SELECT json_extract(clv_total(b, NULL, x, t_x, T, NULL, 39), '$.purchases_upper') FROM "
         "rhythm, model",
         1857.8, 0.3},
        {"SELECT json_extract(clv_total(m, NULL, x, t_x, T, NULL, 39), '$.purchases') FROM rhythm, "
         "model",
         1576.7, 0.2},
        {"SELECT json_extract(clv_total(m, NULL, x, t_x, T, NULL, 39), '$.purchases_upper') FROM "
         "rhythm, model",
         1767.5, 0.3},
        {"SELECT json_extract(m, '$.log_likelihood') > json_extract(b, '$.log_likelihood') FROM "
         "model",
         1, 0},
    };
    assert_figures(*state, figures, COUNT(figures));
}

static void orders_have_the_reference_cut_points(void **state)
{
    need_table(*state, "order_summary");
    assert_query(*state, "SELECT count(*) FROM order_summary", "995");
    static const struct Case cases[] = {
        {"SELECT rfm_cuts(recency) FROM order_summary", "[114.0,180.0,296.4,481.0]"},
        {"SELECT rfm_cuts(frequency) FROM order_summary", "[3.0,4.0,5.0,7.0]"},
        {"SELECT rfm_cuts(monetary) FROM order_summary", "[254.8,381.0,505.4,665.0]"},
    };
    assert_cases(*state, cases, COUNT(cases));
}

/* By ranks in plain SQL: value number (994 k / 5) of 995, interpolated. */
static void all_bins_of_orders_agree_with_plain_sql(void **state)
{
    static const char *const columns[] = {"recency", "frequency", "monetary"};
    need_table(*state, "order_summary");
    for (size_t i = 0; i < COUNT(columns); i++) {
        char *ours = sqlite3_mprintf(
            "SELECT customer, rfm_bin(%s, (SELECT rfm_cuts(%s) FROM order_summary)) "
            "FROM order_summary ORDER BY customer",
            columns[i], columns[i]);
        char *plain = sqlite3_mprintf(
            "WITH ranked AS (SELECT %s AS v, row_number() OVER (ORDER BY %s) - 1 AS i FROM "
            "order_summary), k(k) AS (VALUES (1), (2), (3), (4)), cut AS (SELECT low.v + "
            "(994 * k %% 5) / 5.0 * (high.v - low.v) AS cut FROM k JOIN ranked AS low ON low.i = "
            "994 * k / 5 JOIN ranked AS high ON high.i = 994 * k / 5 + 1) SELECT customer, 1 + "
            "(SELECT count(*) FROM cut WHERE cut < %s) FROM order_summary ORDER BY customer",
            columns[i], columns[i], columns[i]);
        assert_same_results(*state, ours, plain, 0);
        sqlite3_free(ours);
        sqlite3_free(plain);
    }
    /* Ties stay together, so no bin is split among customers with equally many orders. */
    assert_query(
        *state,
        "SELECT count(*) FROM (SELECT frequency FROM order_summary GROUP BY frequency HAVING "
        "count(DISTINCT rfm_bin(frequency, (SELECT rfm_cuts(frequency) FROM order_summary))) > 1)",
        "0");
}

static void every_cell_of_the_segment_map_is_named(void **state)
{
    char *text = read_data("rfm_125_cell_segments.csv");
    execute(*state, "CREATE TABLE cell(r, f, m, segment)");
    insert_lines(text, bind_csv, prepare(*state, "INSERT INTO cell VALUES (?1, ?2, ?3, ?4)"));
    execute(*state, "DELETE FROM cell WHERE r = 'r'");
    assert_query(*state, "SELECT count(*), count(DISTINCT segment) FROM cell", "125|11");
    assert_query(*state,
                 "SELECT r, f, m, segment, rfm_segment(r, f, m) FROM cell WHERE rfm_segment(r, f, "
                 "m) IS NOT segment",
                 "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_log_has_the_known_counts),
        cmocka_unit_test(the_view_of_the_log_agrees_with_plain_sql),
        cmocka_unit_test(the_log_gives_the_reference_parameters),
        cmocka_unit_test(the_view_of_values_uses_the_reference_models),
        cmocka_unit_test(the_summary_gives_the_reference_parameters),
        cmocka_unit_test(customers_of_different_ages_have_the_reference_models),
        cmocka_unit_test(predictions_add_up_to_the_reference),
        cmocka_unit_test(twelve_month_values_are_those_of_the_reference),
        cmocka_unit_test(the_forecast_is_close_to_what_happened),
        cmocka_unit_test(orders_have_the_reference_cut_points),
        cmocka_unit_test(all_bins_of_orders_agree_with_plain_sql),
        cmocka_unit_test(every_cell_of_the_segment_map_is_named),
    };
    return cmocka_run_group_tests_name("purchase data", tests, open_fixture, close_fixture);
}
