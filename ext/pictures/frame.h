/*
 * What the SVG charts have in common. Every chart is one <svg> that stands on its own, without ids,
 * scripts, styles, fixed colours and sizes in pixels: it takes its colour from the text around it
 * (currentColor), tells its parts apart by opacity, and is as wide as the page lets it be. Its
 * looks are presentation attributes, which any rule of a stylesheet overrides, by these classes:
 *
 *   chart                the <svg>, also chart-trend, -bars, -stack, -scatter or -heat
 *   chart-heading        the title above the picture
 *   chart-tick           numbers at an axis                     chart-grid   lines across at them
 *   chart-label          labels of points and rows              chart-axis   the axis of labels
 *   chart-value          numbers at points and rows             chart-zero   the line at zero
 *   chart-none           "no data" and what else is missing
 *   chart-line           the trend                              chart-point  its points
 *   chart-band           the interval around it (fill)          chart-whisker  intervals (stroke)
 *   chart-bar            a bar of chart_bars()                  chart-negative  and one below zero
 *   chart-promoters, chart-passives, chart-detractors           segments of chart_stack()
 *   chart-cell           a cell of chart_heat()
 *   chart-share          the percentages in them                chart-legend  what the segments are
 *
 * Widths, heights and coordinates are units of the viewBox, CHART_WIDTH of them from left to right.
 */
#ifndef ADVOCACY_PICTURES_FRAME_H
#define ADVOCACY_PICTURES_FRAME_H

#include "mathematics/scale.h"
#include "pictures/svg_writer.h"

#define CHART_WIDTH 440.0
#define CHART_FONT 12.0
#define CHART_GAP 8.0

/* From a text's baseline to the middle of its small letters. */
#define CHART_MIDDLE 4.0

/* What the charts differ in; the `detail` of their functions. */
struct ChartKind {
    const char *name;        /* the class is chart- and this */
    const char *usual_title; /* where none is given */
    const char *one;         /* what a row is called */
    const char *many;
    sqlite3_int64 most; /* of more rows than these the rest is only counted */
    double (*value)(const struct ChartRow *row); /* the number by which rows are compared */
    const struct Option *options[2];             /* of chart_place_step: the place and the value */
    void (*draw)(sqlite3_context *context, const struct ChartKind *kind,
                 const struct ChartRows *rows); /* at least one row; sets the result */
};

/* What the values of all rows come to. */
struct ChartSummary {
    sqlite3_int64 known; /* rows with a value */
    sqlite3_int64 first; /* indices of rows with a value; those below need known > 0 */
    sqlite3_int64 last;
    sqlite3_int64 lowest;
    sqlite3_int64 highest;
    struct Extent values;
    struct Extent limits; /* of intervals */
    struct Extent extent; /* of both */
    struct NumberStyle style;
    struct NumberStyle limit_style;
    bool is_whole; /* there are no other numbers than whole ones */
};

struct Chart {
    struct SvgWriter svg;
    const struct ChartKind *kind;
    const struct ChartRows *rows;
    struct ChartSummary summary;
    double height;
    double top; /* of what is below the heading */
};

/* Of the functions whose arguments are label, value [, lower, upper] [, title]. */
void chart_value_step(sqlite3_context *context, int count, sqlite3_value **arguments);
/* Of those whose arguments are label, place, value [, title]; a row without place or value has
 * none. */
void chart_place_step(sqlite3_context *context, int count, sqlite3_value **arguments);
/* NULL without rows. */
void chart_finish(sqlite3_context *context);

/* The number of such a row. */
double chart_value(const struct ChartRow *row);

/* The chart of these rows with the summary of their values; nothing is written yet. */
struct Chart chart_of(sqlite3_context *context, const struct ChartKind *kind,
                      const struct ChartRows *rows);

/* Writes the root element, the texts for screen readers, and the heading. */
void chart_open(struct Chart *chart);
/* Closes it and makes it the result. */
void chart_close(struct Chart *chart, sqlite3_context *context);

/* Writes a text element. `anchor` is start, middle or end; `room` in units. */
void chart_text_at(struct Chart *chart, double x, double y, const char *anchor,
                   struct ChartText text, double room);
/* The same for a number. */
void chart_number_at(struct Chart *chart, double x, double y, const char *anchor, double value,
                     struct NumberStyle style);

/* How wide a text or a number will be at most, in units. */
double chart_text_width(struct ChartText text);
double chart_number_width(double value, struct NumberStyle style);

/* The style for the marks of a scale, and the width of the widest of them. */
struct NumberStyle scale_style(const struct AxisScale *scale);
double scale_text_width(const struct AxisScale *scale);

/* Says in the last line how many rows are not drawn, if any. */
void chart_rest(struct Chart *chart);

/* A <title> for a row with a value: "label: value", and the interval where it is known. */
void chart_tooltip(struct Chart *chart, sqlite3_int64 i);

#endif
