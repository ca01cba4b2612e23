/* All views of sql/ over the tables of small_company.sql, asked again while these change. */
#ifndef TESTS_TRIAL_H
#define TESTS_TRIAL_H

#include <stdbool.h>

#include "support/company.h"

enum Kind { KEY, TEXT, WORD, TIME, MONTH, YEAR, FLAG, NUMBER, ANSWER };

/* A column of schema.sql, and what stands there of it. */
struct Column {
    const char *table;
    const char *name;
    enum Kind kind;
    bool is_needed;        /* NOT NULL */
    bool is_numbered;      /* the number of its row, which nothing reads */
    const char *otherwise; /* its default, or NULL */
    int table_number;
    int place; /* in its table */
};

#define MOST_COLUMNS 250
#define MOST_VIEWS 250

/* A view, its statement, and what it gave. */
struct View {
    char *name;
    sqlite3_stmt *statement;
    unsigned tables; /* bit for each that it reads */
};

struct Result {
    uint64_t rows[MOST_VIEWS]; /* a sum over their hashes: their order does not matter */
};

struct Trial {
    sqlite3 *strict; /* with the rules of the schema */
    sqlite3 *db;     /* without: as an import makes tables */
    struct Column columns[MOST_COLUMNS];
    int column_count;
    struct View views[MOST_VIEWS];
    int view_count;
    char *tables[32];
    int table_count;
    sqlite3_stmt *quality; /* what data_quality counts now and did not before */
    bool has_default;      /* the column that is compared */
    int failures;
};

/* From and for free(); the tables of `db` have no rules. */
struct Trial *open_trial(void);
void close_trial(struct Trial *trial);

/*
 * What the views give that read one of these tables, a bit each; a view that fails is a failure of
 * the trial. The others have 0.
 */
struct Result ask_views(struct Trial *trial, unsigned tables);

/* The name of the first view that gives something else, or NULL. */
const char *first_difference(const struct Trial *trial, const struct Result *one,
                             const struct Result *other);

/* A failure of the trial, which goes on. */
void report_failure(struct Trial *trial, const struct Column *column, const char *way,
                    const char *what);

#endif
