/*
 * Fits and predictions of the purchase models for a million customers, whose purchases are
 * simulated day by day from the published fits on the CDNOW sample, in weeks.
 */
#include "bench.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>

#define MOST_CUSTOMERS 1000000

struct Generator {
    uint64_t state;
};

/* Between 0 and 1, neither of them (Vigna's splitmix64). */
static double uniform(struct Generator *generator)
{
    uint64_t bits = generator->state += 0x9E3779B97F4A7C15ULL;
    bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9ULL;
    bits = (bits ^ bits >> 27) * 0x94D049BB133111EBULL;
    return ((double)((bits ^ bits >> 31) >> 11) + 0.5) / 9007199254740992.0;
}

static double normal(struct Generator *generator)
{
    double radius = sqrt(-2 * log(uniform(generator)));
    return radius * cos(6.28318530717958647693 * uniform(generator));
}

/* Gamma(shape, 1) (Marsaglia and Tsang 2000). */
static double gamma_variate(struct Generator *generator, double shape)
{
    if (shape < 1) {
        return gamma_variate(generator, shape + 1) * pow(uniform(generator), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    for (;;) {
        double x = normal(generator);
        double v = pow(1 + x / sqrt(9 * d), 3);
        if (v > 0 && log(uniform(generator)) < 0.5 * x * x + d - d * v + d * log(v)) {
            return d * v;
        }
    }
}

struct Customer {
    int x;
    int last_day;
    int age;
    double mean_spend;
};

/* Purchases of one day are one purchase, and those of the first day belong to the first. */
static struct Customer make_customer(struct Generator *generator)
{
    struct Customer customer = {.age = 189 + (int)(84 * uniform(generator))};
    double rate = gamma_variate(generator, 0.243) / (7 * 4.414);
    double leave = gamma_variate(generator, 0.793);
    leave /= leave + gamma_variate(generator, 2.426);
    double day = 0;
    for (;;) {
        day -= log(uniform(generator)) / rate;
        if (!(day < customer.age)) {
            break;
        }
        if ((int)day > customer.last_day) {
            customer.last_day = (int)day;
            customer.x++;
        }
        if (uniform(generator) < leave) {
            break;
        }
    }
    double scale = gamma_variate(generator, 3.74) / 15.44;
    double spend = gamma_variate(generator, 6.25 * (customer.x + 1)) / (customer.x + 1) / scale;
    customer.mean_spend = floor(spend * 100 + 1) / 100;
    return customer;
}

static void make_customers(const struct Bench *bench)
{
    bench_execute(bench->db,
                  "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;"
                  "CREATE TABLE purchaser(id INTEGER PRIMARY KEY, x INTEGER, t_x REAL, T REAL, "
                  "mean_spend REAL)");
    sqlite3_stmt *insert = bench_prepare(
        bench->db, "INSERT INTO purchaser(x, t_x, T, mean_spend) VALUES (?1, ?2, ?3, ?4)");
    struct Generator generator = {1};
    int count = bench->rows < MOST_CUSTOMERS ? bench->rows : MOST_CUSTOMERS;
    for (int i = 0; i < count; i++) {
        struct Customer customer = make_customer(&generator);
        sqlite3_bind_int(insert, 1, customer.x);
        sqlite3_bind_double(insert, 2, customer.last_day / 7.0);
        sqlite3_bind_double(insert, 3, customer.age / 7.0);
        if (customer.x > 0) {
            sqlite3_bind_double(insert, 4, customer.mean_spend);
        } else {
            sqlite3_bind_null(insert, 4);
        }
        if (sqlite3_step(insert) != SQLITE_DONE) {
            bench_fail(bench->db, "INSERT INTO purchaser");
        }
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    bench_execute(bench->db,
                  "COMMIT; CREATE TABLE fitted AS SELECT bgnbd_fit(x, t_x, T) AS purchases, "
                  "gamma_gamma_fit(x, mean_spend) AS spend FROM purchaser");
}

/* The first column of the only row, and how long it took in microseconds. */
static double query_number(const struct Bench *bench, const char *sql, double *microseconds)
{
    sqlite3_stmt *statement = bench_prepare(bench->db, sql);
    double began = bench_clock();
    if (sqlite3_step(statement) != SQLITE_ROW) {
        bench_fail(bench->db, sql);
    }
    double number = sqlite3_column_double(statement, 0);
    sqlite3_finalize(statement);
    *microseconds = (bench_clock() - began) * 1e6;
    return number;
}

/* For a million customers, also where fewer were asked for. */
static double per_million(const struct Bench *bench, const char *sql)
{
    double customers = bench->rows < MOST_CUSTOMERS ? bench->rows : MOST_CUSTOMERS;
    double microseconds;
    query_number(bench, sql, &microseconds);
    return microseconds * MOST_CUSTOMERS / customers;
}

static double scan(const struct Bench *bench)
{
    return per_million(bench, "SELECT sum(x), sum(t_x), sum(T) FROM purchaser");
}

static double fit_bgnbd(const struct Bench *bench)
{
    return per_million(bench, "SELECT bgnbd_fit(x, t_x, T) FROM purchaser");
}

static double fit_mbgnbd(const struct Bench *bench)
{
    return per_million(bench, "SELECT mbgnbd_fit(x, t_x, T) FROM purchaser");
}

static double fit_gamma_gamma(const struct Bench *bench)
{
    return per_million(bench, "SELECT gamma_gamma_fit(x, mean_spend) FROM purchaser");
}

static double distinct_rows(const struct Bench *bench)
{
    double microseconds;
    return query_number(bench, "SELECT json_extract(purchases, '$.distinct_rows') FROM fitted",
                        &microseconds);
}

static double fit_per_distinct_row(const struct Bench *bench)
{
    double microseconds;
    query_number(bench, "SELECT bgnbd_fit(x, t_x, T) FROM purchaser", &microseconds);
    return microseconds / distinct_rows(bench);
}

static double predict_purchases(const struct Bench *bench)
{
    return per_million(
        bench, "SELECT sum(clv_purchases(purchases, x, t_x, T, 39)) FROM purchaser, fitted");
}

static double predict_alive(const struct Bench *bench)
{
    return per_million(bench, "SELECT sum(clv_alive(purchases, x, t_x, T)) FROM purchaser, fitted");
}

static double value_customers(const struct Bench *bench)
{
    return per_million(bench,
                       "SELECT sum(clv(purchases, spend, x, t_x, T, mean_spend, 12, 0.01, 4.345)) "
                       "FROM purchaser, fitted");
}

/* Bytes, not microseconds: the most that SQLite holds during the fit beyond what it held before. */
static double memory_per_distinct_row(const struct Bench *bench)
{
    double microseconds;
    sqlite3_memory_highwater(1);
    sqlite3_int64 before = sqlite3_memory_used();
    query_number(bench, "SELECT bgnbd_fit(x, t_x, T) FROM purchaser", &microseconds);
    return (double)(sqlite3_memory_highwater(0) - before) / distinct_rows(bench);
}

#define MEASURED(name, function, most)                                                             \
    {                                                                                              \
        .what = name, .measure = function, .unit = MICROSECONDS, .target = most,                   \
        .current_target = most                                                                     \
    }

static const struct Case purchase_cases[] = {
    MEASURED("scan of x, t_x and T with sum(), a million customers", scan, NO_TARGET),
    MEASURED("bgnbd_fit(), a million customers", fit_bgnbd, 350000),
    MEASURED("bgnbd_fit(), per distinct row", fit_per_distinct_row, NO_TARGET),
    MEASURED("bgnbd_fit(), bytes per distinct row", memory_per_distinct_row, 64),
    MEASURED("mbgnbd_fit(), a million customers", fit_mbgnbd, NO_TARGET),
    MEASURED("gamma_gamma_fit(), a million customers", fit_gamma_gamma, 500000),
    MEASURED("clv_alive(), a million customers", predict_alive, NO_TARGET),
    MEASURED("clv_purchases(), a million customers", predict_purchases, 250000),
    MEASURED("clv() for 12 periods, a million customers", value_customers, 1500000),
};

const struct Suite purchase_suite = SUITE("purchases", make_customers, purchase_cases);
