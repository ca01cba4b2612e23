/*
 * Prediction on a million customers of eight predictors, whatever BENCH_ROWS is. Where R is
 * installed its glm() fits the same rows, which it reads before its clock starts.
 */
#include "bench.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define CUSTOMERS 1000000
#define PREDICTORS 8

#define PAIRS                                                                                      \
    "'visits', visits, 'spend', spend, 'tenure', tenure, 'opened', opened, 'mobile', mobile, "     \
    "'returns', returns, 'rating', rating, 'distance', distance"
#define COLUMNS "visits + spend + tenure + opened + mobile + returns + rating + distance"
#define FIT "SELECT advocate_fit('{\"ridge\": 0}', advocate, " PAIRS ") FROM prospect"

/* Vigna's splitmix64, as a fraction. */
static double random_fraction(uint64_t row, uint64_t column)
{
    uint64_t bits = (row * 16 + column) * 0x9E3779B97F4A7C15ULL;
    bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9ULL;
    bits = (bits ^ bits >> 27) * 0x94D049BB133111EBULL;
    return (double)((bits ^ bits >> 31) >> 11) / 9007199254740992.0;
}

/* Outcome first: counts, marks and amounts; four of the eight make a difference. */
static void make_customer(uint64_t row, double customer[PREDICTORS + 1])
{
    customer[1] = floor(-6 * log(1 - random_fraction(row, 1)));
    customer[2] = -40 * log(1 - random_fraction(row, 2));
    customer[3] = floor(12 * random_fraction(row, 3));
    customer[4] = random_fraction(row, 4);
    customer[5] = random_fraction(row, 5) < 0.4;
    customer[6] = floor(3 * random_fraction(row, 6));
    customer[7] = 1 + floor(5 * random_fraction(row, 7));
    customer[8] = 100 * random_fraction(row, 8) * random_fraction(row, 9);
    double log_odds =
        -2 + 0.06 * customer[1] + 0.004 * customer[2] + customer[4] - 0.3 * customer[6];
    customer[0] = random_fraction(row, 0) < 1 / (1 + exp(-log_odds));
}

static bool has_r(void)
{
    return system("command -v Rscript >/dev/null 2>&1") == 0;
}

/* Row after row, for R's readBin(). */
static void write_rows(const struct Bench *bench, const char *path)
{
    FILE *file = fopen(path, "wb");
    if (!file) {
        bench_fail(NULL, path);
    }
    sqlite3_stmt *statement = bench_prepare(bench->db, "SELECT * FROM prospect");
    while (sqlite3_step(statement) == SQLITE_ROW) {
        for (int i = 0; i <= PREDICTORS; i++) {
            double value = sqlite3_column_double(statement, i);
            fwrite(&value, sizeof value, 1, file);
        }
    }
    sqlite3_finalize(statement);
    if (fclose(file) != 0) {
        bench_fail(NULL, path);
    }
}

static void insert_customer(const struct Bench *bench, sqlite3_stmt *insert, const double *customer)
{
    for (int i = 0; i <= PREDICTORS; i++) {
        if (customer[i] == floor(customer[i])) {
            sqlite3_bind_int(insert, i + 1, (int)customer[i]);
        } else {
            sqlite3_bind_double(insert, i + 1, customer[i]);
        }
    }
    if (sqlite3_step(insert) != SQLITE_DONE) {
        bench_fail(bench->db, "INSERT INTO prospect");
    }
    sqlite3_reset(insert);
}

static void make_prospects(const struct Bench *bench)
{
    bench_execute(bench->db, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;"
                             "CREATE TABLE prospect(advocate, visits, spend, tenure, opened, "
                             "mobile, returns, rating, distance); CREATE TABLE prediction(model)");
    sqlite3_stmt *insert = bench_prepare(
        bench->db, "INSERT INTO prospect VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    for (int row = 0; row < CUSTOMERS; row++) {
        double customer[PREDICTORS + 1];
        make_customer((uint64_t)row, customer);
        insert_customer(bench, insert, customer);
    }
    sqlite3_finalize(insert);
    bench_execute(bench->db, "COMMIT; INSERT INTO prediction " FIT);
}

static double seconds_of_fit(const struct Bench *bench)
{
    double began = bench_clock();
    bench_execute(bench->db, FIT);
    return bench_clock() - began;
}

static double fit(const struct Bench *bench)
{
    return seconds_of_fit(bench) * 1e6;
}

/* Processor time of glm() alone, and the sum of its coefficients. */
static double seconds_of_r(const struct Bench *bench, double *coefficients)
{
    double seconds;
    char *path = sqlite3_mprintf("%s.rows", bench->library);
    char *command =
        sqlite3_mprintf("Rscript -e 'd <- readBin(\"%s\", \"double\", %d); "
                        "d <- as.data.frame(matrix(d, ncol = %d, byrow = TRUE)); "
                        "t <- system.time(m <- glm(V1 ~ ., binomial, d)); "
                        "cat(sprintf(\"%%.17g\", c(t[1] + t[2], sum(coef(m)))))' 2>/dev/null",
                        path, CUSTOMERS * (PREDICTORS + 1), PREDICTORS + 1);
    write_rows(bench, path);
    FILE *output = popen(command, "r");
    if (!output || fscanf(output, "%lf %lf", &seconds, coefficients) != 2) {
        bench_fail(NULL, command);
    }
    pclose(output);
    remove(path);
    sqlite3_free(command);
    sqlite3_free(path);
    return seconds;
}

#define SUM_OF_COEFFICIENTS                                                                        \
    "SELECT json_extract(model, '$.intercept') + (SELECT sum(value) FROM json_each(model, "        \
    "'$.coefficients')) FROM prediction"

/* Also a check: the coefficients of both must add up to the same. */
static double fit_against_r(const struct Bench *bench)
{
    double theirs;
    if (!has_r()) {
        return NAN;
    }
    double r = seconds_of_r(bench, &theirs);
    sqlite3_stmt *statement = bench_prepare(bench->db, SUM_OF_COEFFICIENTS);
    sqlite3_step(statement);
    double ours = sqlite3_column_double(statement, 0);
    sqlite3_finalize(statement);
    if (!(fabs(ours - theirs) < 1e-6)) {
        fprintf(stderr, "bench: %.15g against %.15g\n", ours, theirs);
        bench_fail(NULL, FIT);
    }
    return seconds_of_fit(bench) / r;
}

static const struct Case prediction_cases[] = {
    {
        .what = "advocate_fit(), a million rows of eight predictors",
        .measure = fit,
        .unit = MICROSECONDS,
        .target = 2e6,
        .current_target = 2e6,
    },
    {
        .what = "advocate_fit() : glm() of R, rows in memory (nan: no R)",
        .measure = fit_against_r,
        .unit = RATIO,
    },
    {
        .what = "advocate_fit() : sum() of the eight columns",
        .statement = FIT,
        .baseline = "SELECT sum(" COLUMNS ") FROM prospect",
    },
    {
        .what = "advocate_predict() beyond the sum of the eight columns, each row",
        .statement = "SELECT advocate_predict(model, " PAIRS ") FROM prospect, prediction",
        .baseline = "SELECT " COLUMNS " FROM prospect, prediction",
        .unit = MICROSECONDS_PER_ROW,
        .target = 1,
        .current_target = 1,
    },
    {
        .what = "advocate_lift() : sum(), a million rows",
        .statement = "SELECT advocate_lift(opened, advocate) FROM prospect",
        .baseline = "SELECT sum(opened + advocate) FROM prospect",
    },
};

const struct Suite prediction_suite = SUITE("prediction", make_prospects, prediction_cases);
