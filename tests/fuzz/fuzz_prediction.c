/*
 * Bytes as rows of any size and shape for a fit, whose numbers must be what they are documented to
 * be; or as the JSON of a model and of options, which must be read or refused.
 */
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include <sqlite3ext.h>

#include "fuzz/fuzz.h"
#include "mathematics/limits.h"
#include "mathematics/logistic.h"
#include "mathematics/ranking.h"

int sqlite3_advocacy_init(sqlite3 *db, char **message, const sqlite3_api_routines *routines);

#define MOST_ROWS 300
#define MOST_FITTED 6

/* A fit */

static double choose_value(struct Bytes *bytes, const double *row, int column)
{
    static const double sizes[] = {1, 1e-100, 1e-50, 1e-9, 1e9, 1e50, 1e98, 1e-320};
    uint64_t bits = 0;
    double value;
    switch (choose(bytes, 8)) {
    case 0:
        return column > 1 ? row[column - 1] : 0;
    case 1:
        return column > 2 ? 3 * row[column - 1] - row[column - 2] : 1;
    case 2:
        for (int i = 0; i < 8; i++) {
            bits = bits << 8 | (uint64_t)choose(bytes, 256);
        }
        memcpy(&value, &bits, sizeof value);
        return fabs(value) <= LARGEST_NUMBER ? value : 0;
    case 3:
        return choose(bytes, 256) * sizes[choose(bytes, 8)];
    default:
        return choose(bytes, 5);
    }
}

static void check_estimates(const struct Observations *observations, const struct Logistic *fit)
{
    bool collinear = false;
    CHECK(isfinite(fit->intercept), "%g", fit->intercept);
    CHECK(isnan(fit->intercept_error) || fit->intercept_error >= 0, "%g", fit->intercept_error);
    CHECK(fit->log_likelihood <= 0 && isfinite(fit->log_likelihood), "%g", fit->log_likelihood);
    CHECK(fit->log_likelihood >= fit->null_log_likelihood * (1 + 1e-9), "%.17g %.17g",
          fit->log_likelihood, fit->null_log_likelihood);
    for (int j = 0; j < observations->predictors; j++) {
        CHECK(isfinite(fit->coefficients[j]), "%d: %g", j, fit->coefficients[j]);
        CHECK(isnan(fit->errors[j]) || (fit->errors[j] > 0 && isfinite(fit->errors[j])), "%d: %g",
              j, fit->errors[j]);
        CHECK(fabs(fit->means[j]) <= LARGEST_NUMBER * (1 + 1e-9), "%d: %g", j, fit->means[j]);
        if (fit->left_out[j]) {
            CHECK(fit->coefficients[j] == 0 && isnan(fit->errors[j]), "%d", j);
            collinear = true;
        }
    }
    CHECK(fit->collinear == collinear, "%d", collinear);
}

static void check_area(const struct Observations *observations, const struct Logistic *fit)
{
    double scores[MOST_ROWS];
    struct Ranking ranking = {scores, scores + fit->hits, fit->hits, fit->rows - fit->hits};
    logistic_scores(observations, fit, scores);
    sort_numbers(scores, ranking.hit_count, NULL);
    sort_numbers(scores + fit->hits, ranking.miss_count, NULL);
    double area = ranking_area(&ranking);
    CHECK(area >= 0 && area <= 1, "%g", area);
}

static void fit_bytes(struct Bytes bytes)
{
    static const double ridges[] = {0, 1e-6, 1, 1e9};
    static double storage[2][(MOST_FITTED + 1) * BLOCK_ROWS];
    double *blocks[2] = {storage[0], storage[1]};
    struct LogisticOptions options = {ridges[choose(&bytes, 4)], 1 + choose(&bytes, 60)};
    struct Observations observations = {blocks, 0, 1 + choose(&bytes, MOST_FITTED), NULL, false};
    while (observations.rows == 0 || (bytes.at < bytes.end && observations.rows < MOST_ROWS)) {
        double row[MOST_FITTED + 1] = {choose(&bytes, 2)};
        double *block = blocks[observations.rows / BLOCK_ROWS];
        for (int j = 0; j <= observations.predictors; j++) {
            row[j] = j > 0 ? choose_value(&bytes, row, j) : row[0];
            if (!(fabs(row[j]) <= LARGEST_NUMBER)) {
                row[j] = 0;
            }
            block_column(block, j)[observations.rows % BLOCK_ROWS] = row[j];
        }
        observations.rows++;
    }
    struct Logistic fit;
    logistic_fit(&observations, &options, &fit);
    CHECK(fit.fitted == (fit.hits > 0 && fit.hits < fit.rows), "%d", fit.fitted);
    if (fit.fitted) {
        check_estimates(&observations, &fit);
        check_area(&observations, &fit);
    }
}

/* JSON */

static void check_json(sqlite3 *db, const char *sql, const char *text, int length)
{
    sqlite3_stmt *statement;
    CHECK(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(db));
    sqlite3_bind_text(statement, 1, text, length, SQLITE_STATIC);
    if (sqlite3_step(statement) == SQLITE_ROW) {
        if (sqlite3_column_type(statement, 0) == SQLITE_FLOAT) {
            double value = sqlite3_column_double(statement, 0);
            CHECK(value >= 0 && value <= 1 && (value > 0 || !signbit(value)), "%g", value);
        } else {
            CHECK(sqlite3_column_type(statement, 0) != SQLITE_INTEGER, "an INTEGER");
        }
    } else {
        CHECK(strstr(sqlite3_errmsg(db), "(): "), "%s", sqlite3_errmsg(db));
    }
    sqlite3_finalize(statement);
}

static void read_bytes(const struct Bytes *bytes)
{
    static const char *const statements[] = {
        "SELECT advocate_predict(?1, 'a', 1)",
        "SELECT advocate_predict(?1, 'b', -1e100, 'a', 1e100)",
        "SELECT advocate_reasons(?1, 'a', 2, 'b', 1)",
        "WITH v(y, x) AS (VALUES (0, 1), (1, 2), (0, 3)) SELECT advocate_fit(?1, y, 'a', x) FROM v",
    };
    static sqlite3 *db;
    if (!db) {
        CHECK(sqlite3_open(":memory:", &db) == SQLITE_OK, "no database");
        CHECK(sqlite3_advocacy_init(db, NULL, NULL) == SQLITE_OK, "no extension");
    }
    for (int i = 0; i < 4; i++) {
        check_json(db, statements[i], (const char *)bytes->at, (int)(bytes->end - bytes->at));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct Bytes bytes = {data, data + size};
    if (choose(&bytes, 256) == '{') {
        bytes.at = data;
        read_bytes(&bytes);
    } else {
        fit_bytes(bytes);
    }
    return 0;
}
