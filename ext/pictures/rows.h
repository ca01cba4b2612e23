/* The rows of a picture: labels and numbers, kept until all are known. */
#ifndef ADVOCACY_PICTURES_ROWS_H
#define ADVOCACY_PICTURES_ROWS_H

#include <stdint.h>

#include "host/option.h"
#include "mathematics/interruption.h"

/* What the numbers of a row are, by the function that reads them. */
enum { CHART_VALUE, CHART_LOWER, CHART_UPPER };
enum { CHART_PROMOTERS, CHART_PASSIVES, CHART_DETRACTORS };
/* Where it stands across, of rows that have a place beside their value. */
enum { CHART_PLACE = 1 };
#define CHART_NUMBERS 3

struct ChartRow {
    double numbers[CHART_NUMBERS];
    sqlite3_uint64 label; /* where it starts in the text of all labels */
    int label_length;     /* in bytes */
    bool has_value;       /* the row is more than a label */
    bool has_interval;    /* lower and upper are known, too */
};

struct ChartRows {
    struct ChartRow *rows;
    sqlite3_int64 count;
    sqlite3_int64 capacity;
    sqlite3_int64 total; /* with those that were not kept */
    char *labels;
    sqlite3_uint64 label_bytes;
    sqlite3_uint64 label_capacity;
    char *title; /* NULL: none */
    int title_length;
    bool title_known;
    struct Interruption *interruption; /* while they are drawn */
};

/* A piece of text, not ended by a zero. */
struct ChartText {
    const char *text;
    int length;
};

/* The value of a picture: any finite number, or nothing. */
extern const struct Option chart_value_option;

/*
 * Reads `value` and, unless it is NULL, `limits` (lower, upper), of which lower must not be above
 * upper. False after an error, which is then set.
 */
bool read_chart_values(sqlite3_context *context, sqlite3_value *value, sqlite3_value **limits,
                       struct ChartRow *row);

/*
 * Reads the title, which must be the same in every row; NULL is none. False after an error, which
 * is then set.
 */
bool read_chart_title(sqlite3_context *context, struct ChartRows *rows, sqlite3_value *value);

/*
 * The text of a number or a text, which lives as long as the value does; of NULL, which has none,
 * with a length below zero. A BLOB is an error that calls it `name`. False after an error, which is
 * then set.
 */
bool read_chart_text(sqlite3_context *context, sqlite3_value *value, const char *name,
                     struct ChartText *text);

/*
 * Keeps a row and a copy of its label, which is any number, text or NULL. Of more than `most` rows
 * the rest is only counted. False after an error, which is then set.
 */
bool keep_chart_row(sqlite3_context *context, struct ChartRows *rows, const struct ChartRow *row,
                    sqlite3_value *label, sqlite3_int64 most);

/* The label of row i; "(none)" where it was NULL. */
struct ChartText chart_label(const struct ChartRows *rows, sqlite3_int64 i);

void free_chart_rows(struct ChartRows *rows);

#endif
