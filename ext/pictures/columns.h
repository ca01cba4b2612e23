/*
 * What charts with a line for each row share: a column of labels, the drawing, a column of values.
 */
#ifndef ADVOCACY_PICTURES_COLUMNS_H
#define ADVOCACY_PICTURES_COLUMNS_H

#include "pictures/frame.h"

/* More rows than these are counted and not drawn, and the picture says so. */
#define MOST_CHART_BARS 1000

struct ChartColumns {
    double left; /* of the drawing between labels and values */
    double width;
    double top;
    double bottom;
    double pitch;         /* from one row to the next */
    sqlite3_int64 stride; /* one row of so many has its label and value written */
};

/* The columns for all rows, `lower` units below the heading. */
struct ChartColumns chart_columns_of(const struct Chart *chart, double lower);

/* The middle of row i. */
double chart_row_y(const struct ChartColumns *columns, sqlite3_int64 i);

/* How much room the note about rows that are not drawn needs at the bottom. */
double chart_rest_height(const struct Chart *chart);

/* Writes labels, values, and that note. */
void chart_draw_columns(struct Chart *chart, const struct ChartColumns *columns);

#endif
