/*
 * Measures every case of every suite and prints what it found beside the target.
 *
 * BENCH_ROWS         rows of the tables, 10,000,000 unless given
 * ADVOCACY_LIBRARY   the extension without its suffix; the database is made in the same folder
 *
 * The two statements of a case run in turn, several times, and each pair gives one figure, so that
 * a machine that is slower for a while is so for both; the median of the figures is printed.
 */
#include "bench.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DEFAULT_ROWS 10000000
#define FEWEST_ROUNDS 5
#define MOST_ROUNDS 21
/* Rounds beyond the fewest are made as long as a case has taken less time than this. */
#define SECONDS_PER_CASE 15.0
#define SAME_RESULT 1e-9

static const struct Suite *const suites[] = {
    &survey_suite,  &advocates_suite, &purchase_suite, &prediction_suite,
    &loading_suite, &mapped_suite,    &rollup_suite, /* last: it changes what the others made */
};

_Noreturn void bench_fail(sqlite3 *db, const char *what)
{
    fprintf(stderr, "bench: %s\n%s\n", db ? sqlite3_errmsg(db) : "failed", what);
    exit(1);
}

sqlite3 *bench_open(const char *path)
{
    sqlite3 *db;
    if (sqlite3_open(path, &db) != SQLITE_OK) {
        bench_fail(db, path);
    }
    return db;
}

void bench_execute(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) {
        bench_fail(db, sql);
    }
}

sqlite3_stmt *bench_prepare(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) {
        bench_fail(db, sql);
    }
    return statement;
}

void bench_load(sqlite3 *db, const char *library)
{
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL);
    if (sqlite3_load_extension(db, library, NULL, NULL) != SQLITE_OK) {
        bench_fail(db, library);
    }
}

double bench_clock(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

struct Run {
    double seconds;
    double result; /* first column of the last row */
    int rows;
};

static struct Run run(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement = bench_prepare(db, sql);
    struct Run run = {.rows = 0};
    int code;
    double began = bench_clock();
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        run.rows++;
        run.result = sqlite3_column_double(statement, 0);
    }
    run.seconds = bench_clock() - began;
    if (code != SQLITE_DONE) {
        bench_fail(db, sql);
    }
    sqlite3_finalize(statement);
    return run;
}

static double measure_once(const struct Bench *bench, const struct Case *item, int round)
{
    if (item->measure) {
        return item->measure(bench);
    }
    struct Run baseline = {.rows = 0};
    /* Whatever the first of the two costs the second is paid by each in turn. */
    if (round % 2 == 0) {
        baseline = run(bench->db, item->baseline);
    }
    struct Run statement = run(bench->db, item->statement);
    if (round % 2 == 1) {
        baseline = run(bench->db, item->baseline);
    }
    if (item->same_result && !(fabs(statement.result - baseline.result) <= SAME_RESULT)) {
        fprintf(stderr, "bench: %.15g against %.15g\n", statement.result, baseline.result);
        bench_fail(NULL, item->statement);
    }
    if (item->unit == MICROSECONDS_PER_ROW) {
        return (statement.seconds - baseline.seconds) / statement.rows * 1e6;
    }
    return statement.seconds / baseline.seconds;
}

static int compare_numbers(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

static double median(double *values, int count)
{
    qsort(values, (size_t)count, sizeof *values, compare_numbers);
    return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

static double measure(const struct Bench *bench, const struct Case *item)
{
    if (item->setup) {
        bench_execute(bench->db, item->setup);
    }
    double values[MOST_ROUNDS];
    int count = 0;
    double began = bench_clock();
    while (count < FEWEST_ROUNDS ||
           (count < MOST_ROUNDS && bench_clock() - began < SECONDS_PER_CASE)) {
        values[count] = measure_once(bench, item, count);
        count++;
    }
    return median(values, count);
}

static double target_of(const struct Case *item)
{
    return sqlite3_libversion_number() < CURRENT_SQLITE ? item->target : item->current_target;
}

#define LAYOUT "%-62s %12s %12s  %s\n"

/* Returns whether the case missed its target. */
static bool report(const struct Case *item, double value)
{
    const char *unit = item->unit == RATIO ? "" : " us";
    double target = target_of(item);
    bool is_missed = target > NO_TARGET && value > target;
    char shown[32];
    char shown_target[32] = "";
    snprintf(shown, sizeof shown, "%.2f%s", value, unit);
    if (target > NO_TARGET) {
        snprintf(shown_target, sizeof shown_target, "%.2f%s", target, unit);
    }
    printf(LAYOUT, item->what, shown, shown_target,
           target > NO_TARGET ? is_missed ? "MISSED" : "ok" : "");
    fflush(stdout);
    return is_missed;
}

static int run_suite(const struct Bench *bench, const struct Suite *suite)
{
    int missed = 0;
    if (suite->prepare) {
        suite->prepare(bench);
    }
    printf("\n" LAYOUT, suite->name, "measured", "at most", "");
    for (int i = 0; i < suite->count; i++) {
        missed += report(&suite->cases[i], measure(bench, &suite->cases[i]));
    }
    return missed;
}

/* A file beside the library: surveys are files, and reading one is part of what a query costs. */
static char *database_path(const char *library)
{
    const char *slash = strrchr(library, '/');
    return sqlite3_mprintf("%.*sbench.db", slash ? (int)(slash + 1 - library) : 0, library);
}

static int requested_rows(void)
{
    const char *text = getenv("BENCH_ROWS");
    int rows = text ? atoi(text) : DEFAULT_ROWS;
    if (rows < 1) {
        bench_fail(NULL, "BENCH_ROWS must be a number of rows");
    }
    return rows;
}

int main(void)
{
    const char *library = getenv("ADVOCACY_LIBRARY");
    library = library ? library : "build/advocacy";
    struct Bench bench = {.library = library, .rows = requested_rows()};
    char *path = database_path(library);
    remove(path);
    bench.db = bench_open(path);
    bench_load(bench.db, library);
    printf("SQLite %s; %d rows in the file %s;\n"
           "processor time, medians of at least %d runs of each pair in turn\n",
           sqlite3_libversion(), bench.rows, path, FEWEST_ROUNDS);
    int missed = 0;
    for (size_t i = 0; i < sizeof suites / sizeof suites[0]; i++) {
        missed += run_suite(&bench, suites[i]);
    }
    printf("\ntargets missed: %d\n", missed);
    sqlite3_close(bench.db);
    remove(path);
    sqlite3_free(path);
    return 0;
}
