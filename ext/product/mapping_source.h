/*
 * What advocacy_mapping() knows of the database at hand: its tables and views, and what the values
 * of their columns look like, by a bounded sample. Nothing is written.
 */
#ifndef ADVOCACY_PRODUCT_MAPPING_SOURCE_H
#define ADVOCACY_PRODUCT_MAPPING_SOURCE_H

#include "host/function.h"
#include "reading/column_role.h"

struct SourceColumn {
    char *name;
    bool is_nameless; /* its name is not UTF-8: no host could read a script that has it */
    struct Concepts concepts;
    struct Evidence evidence;
    unsigned char points[ROLE_COUNT];
};

struct Source {
    char *schema; /* as SQL writes it: main, temp, or of an attached database its name in quotes */
    char *name;
    bool is_table;     /* with rows that can be reached by a number, `rowid` */
    const char *rowid; /* what that number is called here; NULL when there is none */
    struct Concepts concepts;
    struct SourceColumn *columns;
    int column_count;
    bool is_own;       /* made by a setup */
    bool is_canonical; /* under its own name and columns, and not empty: nothing to map */
    char *problem;     /* why it could not be read, or NULL */
};

struct Sources {
    sqlite3_context *context;
    sqlite3 *db;
    struct Source *sources;
    int count;
    int comparisons; /* of the values of two columns, so far */
    int left_out;    /* beyond the most that are looked at */
    bool has_failed; /* out of memory or interrupted: the error of the function is set */
};

/* Every table and view of the connection that is not ours, as far as that can be read. */
bool read_sources(sqlite3_context *context, struct Sources *sources);
void free_sources(struct Sources *sources);

/*
 * A question about the values of a source, which may be a view that fails: its first row has at
 * most `count` integers, which stay as they are where there is no answer. False then.
 */
bool ask_source(struct Sources *sources, sqlite3_int64 *integers, int count, const char *format,
                ...);

/*
 * Rows of a statement made of a format; NULL when it cannot be. next_source_row ends it by itself.
 */
sqlite3_stmt *ask_rows(struct Sources *sources, const char *format, ...);
bool next_source_row(struct Sources *sources, sqlite3_stmt *rows);

/* Before the last row. */
void end_rows(struct Sources *sources, sqlite3_stmt *rows);
/* Makes it the error of the function; always false. */
bool fail_sources(struct Sources *sources, int code);

/* The column that fits a role best, the first of several; -1 when none has that many points. */
int best_column(const struct Source *source, enum ColumnRole role, int fewest);
/* Its points; 0 for column -1. */
int column_points(const struct Source *source, int column, enum ColumnRole role);

#endif
