/* Reads *.test files: queries with the results that they must have (tests/README.md says how). */
#ifndef TESTS_SQL_TESTS_H
#define TESTS_SQL_TESTS_H

#include <stdbool.h>
#include <stddef.h>

/* A query and what it must give, which stands in line `line`. */
struct Check {
    int line;
    const char *sql;
    const char *expected;
    bool against_query; /* `expected` is a query that must give the same rows */
    bool each;          /* not only the last statement but each of them must give it */
    bool blank;         /* each statement gives for every blank in the place of @ what NULL gives */
    double tolerance;   /* relative to numbers greater than 1 */
};

/* A sentence and the checks that show it. */
struct Block {
    int line;
    const char *name;
    const char *needs; /* a file of the test data, or NULL */
    size_t first_check;
    size_t checks;
};

struct TestFile {
    const char *path;
    const char *setup;       /* SQL, or NULL */
    const char *setup_needs; /* a file of the test data, or NULL */
    struct Block *blocks;
    size_t block_count;
    struct Check *checks;
    size_t check_count;
    /* What is wrong with the file, in the words of a message, and where; NULL when nothing is. */
    const char *problem;
    int problem_line;
    char *text;
};

/* Never fails: what cannot be read is the file's problem. The path must outlive the result. */
struct TestFile read_test_file(const char *path);
void free_test_file(struct TestFile *file);

/*
 * Whether both texts, as query() writes them, have the same rows of the same columns, numbers
 * compared with the tolerance. If not, *row is the first row that differs, from 1 on.
 */
bool same_rows(const char *found, const char *expected, double tolerance, int *row);

/* The text of that row, from 1 on; its length in *length. NULL when there are not so many. */
const char *row_of(const char *rows, int row, size_t *length);

#endif
