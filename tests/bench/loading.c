/* What a connection pays for the extension before its first query. */
#include "bench.h"

/* Enough for the clock, which counts whole microseconds. */
#define CONNECTIONS 50

/*
 * Loading as a program does it that opens many connections: the library itself is in memory
 * already, through the connection of the benchmarks, and every function is registered anew.
 */
static double load(const struct Bench *bench)
{
    sqlite3 *connections[CONNECTIONS];
    for (int i = 0; i < CONNECTIONS; i++) {
        connections[i] = bench_open(":memory:");
        bench_execute(connections[i], "SELECT 1");
    }
    double began = bench_clock();
    for (int i = 0; i < CONNECTIONS; i++) {
        bench_load(connections[i], bench->library);
    }
    double seconds = bench_clock() - began;
    for (int i = 0; i < CONNECTIONS; i++) {
        sqlite3_close(connections[i]);
    }
    return seconds / CONNECTIONS * 1e6;
}

static const struct Case loading_cases[] = {
    {
        .what = "sqlite3_load_extension(), the library being in memory",
        .measure = load,
        .unit = MICROSECONDS,
        .target = 100,
        .current_target = 100,
    },
};

const struct Suite loading_suite = SUITE("loading", NULL, loading_cases);
