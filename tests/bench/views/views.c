/*
 * How long each view of a company takes, live and over a snapshot, and its page: processor time and
 * memory of a process of its own for each, so that no one leaves the next one a warm cache.
 *
 * usage: views LIBRARY DATABASE ROUNDS [VIEW ...]
 * Prints Markdown: the median seconds of ROUNDS runs, and the most memory that one of them took.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>

#define NOTHING "SELECT 1"
#define LIVE "SELECT advocacy_setup('temp')"
#define SNAPSHOT "SELECT advocacy_setup('snapshot')"

#define MOST_VIEWS 256
#define MOST_ROUNDS 21
#define KIBIBYTES_IN_MEGABYTE 1024.0
#define MICROSECONDS 1e6

struct Measured {
    double seconds;   /* of the processor, for the statement */
    double megabytes; /* most memory of the process */
};

static _Noreturn void stop(sqlite3 *db, const char *what)
{
    fprintf(stderr, "views: %s: %s\n", db ? sqlite3_errmsg(db) : "failed", what);
    _exit(1);
}

static sqlite3 *open_company(const char *library, const char *path)
{
    sqlite3 *db;
    char *message = NULL;
    if (sqlite3_open(path, &db) != SQLITE_OK ||
        sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL) != SQLITE_OK ||
        sqlite3_load_extension(db, library, NULL, &message) != SQLITE_OK) {
        stop(db, message ? message : path);
    }
    return db;
}

/* Every column of every row is worked out; what is in them is left. */
static void read_all(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) {
        stop(db, sql);
    }
    int code = SQLITE_ROW;
    while (code == SQLITE_ROW) {
        code = sqlite3_step(statement);
    }
    if (code != SQLITE_DONE) {
        stop(db, sql);
    }
    sqlite3_finalize(statement);
}

static double processor_seconds(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_utime.tv_sec + (double)usage.ru_stime.tv_sec +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / MICROSECONDS;
}

/* In a process of its own; `before` is not timed. */
static struct Measured measure(const char *library, const char *path, const char *before,
                               const char *sql)
{
    int channel[2];
    if (pipe(channel) != 0) {
        stop(NULL, "pipe");
    }
    const pid_t child = fork();
    if (child == 0) {
        sqlite3 *db = open_company(library, path);
        read_all(db, before);
        const double began = processor_seconds();
        read_all(db, sql);
        const double took = processor_seconds() - began;
        _exit(write(channel[1], &took, sizeof took) == (ssize_t)sizeof took ? 0 : 1);
    }
    /* So that reading ends when the child does, also without a word. */
    close(channel[1]);
    struct Measured result = {0, 0};
    struct rusage usage;
    int status;
    const bool is_read =
        read(channel[0], &result.seconds, sizeof result.seconds) == (ssize_t)sizeof result.seconds;
    if (child < 0 || wait4(child, &status, 0, &usage) != child || status != 0 || !is_read) {
        stop(NULL, sql);
    }
    close(channel[0]);
    result.megabytes = (double)usage.ru_maxrss / KIBIBYTES_IN_MEGABYTE;
    return result;
}

static int ascending(const void *left, const void *right)
{
    const double a = ((const struct Measured *)left)->seconds;
    const double b = ((const struct Measured *)right)->seconds;
    return (a > b) - (a < b);
}

static struct Measured median(const char *library, const char *path, int rounds, const char *before,
                              const char *sql)
{
    struct Measured each[MOST_ROUNDS];
    for (int i = 0; i < rounds; i++) {
        each[i] = measure(library, path, before, sql);
    }
    qsort(each, (size_t)rounds, sizeof each[0], ascending);
    return each[rounds / 2];
}

static int own_views(const char *library, const char *path, char *names[])
{
    sqlite3 *db = open_company(library, path);
    sqlite3_stmt *statement;
    read_all(db, LIVE);
    static const char sql[] = "SELECT name FROM sqlite_temp_master WHERE type = 'view' "
                              "AND sql LIKE '%AS /* advocacy */%' ORDER BY name";
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) {
        stop(db, sql);
    }
    int count = 0;
    while (count < MOST_VIEWS && sqlite3_step(statement) == SQLITE_ROW) {
        names[count++] = strdup((const char *)sqlite3_column_text(statement, 0));
    }
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return count;
}

static void print_view(const char *library, const char *path, int rounds, const char *name)
{
    char *sql = sqlite3_mprintf("SELECT * FROM \"%w\"", name);
    const struct Measured live = median(library, path, rounds, LIVE, sql);
    const struct Measured standing = median(library, path, rounds, SNAPSHOT, sql);
    printf("| `%s` | %.2f | %.2f | %.0f |\n", name, live.seconds, standing.seconds, live.megabytes);
    fflush(stdout);
    sqlite3_free(sql);
}

int main(int argc, char **argv)
{
    const int rounds = argc > 3 ? atoi(argv[3]) : 0;
    if (rounds < 1 || rounds > MOST_ROUNDS) {
        fprintf(stderr, "usage: views LIBRARY DATABASE ROUNDS [VIEW ...]\n");
        return 1;
    }
    printf("| what | live, s | snapshot standing, s | MB |\n|---|---|---|---|\n");
    if (argc == 4) {
        static const char page[] = "SELECT advocacy_dashboard()";
        const struct Measured whole = median(argv[1], argv[2], rounds, NOTHING, page);
        printf("| the page | %.2f | | %.0f |\n", whole.seconds, whole.megabytes);
        const struct Measured copy = median(argv[1], argv[2], rounds, NOTHING, SNAPSHOT);
        printf("| the snapshot | %.2f | | %.0f |\n", copy.seconds, copy.megabytes);
        fflush(stdout);
    }
    char *names[MOST_VIEWS];
    const int count = argc > 4 ? argc - 4 : own_views(argv[1], argv[2], names);
    for (int i = 0; i < count; i++) {
        print_view(argv[1], argv[2], rounds, argc > 4 ? argv[4 + i] : names[i]);
    }
    return 0;
}
