/*
 * Benchmarks: statements timed against other statements. A family adds a file with a data set and a
 * table of cases, and its suite to the list in bench.c.
 */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include <stdbool.h>
#include <stddef.h>

#include <sqlite3.h>

struct Bench {
    sqlite3 *db;
    const char *library; /* the extension, without its suffix */
    int rows;            /* the size that was asked for */
};

enum Unit {
    RATIO,                /* time of the statement / time of the baseline */
    MICROSECONDS_PER_ROW, /* (time of the statement - time of the baseline) / rows of its result */
    MICROSECONDS          /* what `measure` returns */
};

/* No target: the case is reported only. */
#define NO_TARGET 0.0

/* From this version on the host is called current: its own aggregates and functions are faster. */
#define CURRENT_SQLITE 3046000

struct Case {
    const char *what;
    const char *setup; /* run once before the case, for it and those that follow */
    const char *statement;
    const char *baseline;
    double (*measure)(const struct Bench *bench); /* in place of statements: one timed run */
    enum Unit unit;
    double target;         /* at most; on hosts before CURRENT_SQLITE */
    double current_target; /* at most; on the others */
    bool same_result;      /* both statements must end with the same number in the first column */
};

struct Suite {
    const char *name;
    void (*prepare)(const struct Bench *bench); /* makes the tables; NULL if it needs none */
    const struct Case *cases;
    int count;
};

#define SUITE(name, prepare, cases)                                                                \
    {                                                                                              \
        name, prepare, cases, (int)(sizeof(cases) / sizeof((cases)[0]))                            \
    }

extern const struct Suite survey_suite;
extern const struct Suite advocates_suite;
extern const struct Suite purchase_suite;
extern const struct Suite loading_suite;
extern const struct Suite mapped_suite;
extern const struct Suite prediction_suite;
extern const struct Suite rollup_suite;

/* These end the program with a message when they fail. */
sqlite3 *bench_open(const char *path);
void bench_execute(sqlite3 *db, const char *sql);
sqlite3_stmt *bench_prepare(sqlite3 *db, const char *sql);
_Noreturn void bench_fail(sqlite3 *db, const char *what);

/* Allows and performs the loading of the extension. */
void bench_load(sqlite3 *db, const char *library);

/* Processor time of this process, in seconds: what others do on the machine counts little. */
double bench_clock(void);

#endif
