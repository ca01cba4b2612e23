/*
 * SVG as a function's result. What a caller passes as a form is constant and well-formed; what
 * comes from data goes through the functions for text and numbers and cannot leave its place.
 */
#ifndef ADVOCACY_PICTURES_SVG_WRITER_H
#define ADVOCACY_PICTURES_SVG_WRITER_H

#include "pictures/rows.h"
#include "reading/number_text.h"

/* Memory errors are kept inside and reported by result_string(). */
struct SvgWriter {
    sqlite3_str *text;
};

struct SvgWriter svg_begin(sqlite3_context *context);

/* Markup as it stands. */
void svg_markup(struct SvgWriter *svg, const char *markup);

/* Markup with each @ replaced by one of the numbers that follow, as a coordinate. */
#define svg_shape(svg, form, ...) svg_write_shape(svg, form, (const double[]){__VA_ARGS__})
void svg_write_shape(struct SvgWriter *svg, const char *form, const double *coordinates);

/*
 * Any bytes as text that is safe between tags and inside of quotes, in SVG and in HTML: & < > " '
 * as entities; tabs, line ends and marks that turn the direction of text as spaces; bytes that are
 * not UTF-8 and characters that XML 1.0 or HTML do not allow as U+FFFD. This is the only place that
 * escapes: chart_escape() is it, for queries that write markup of their own.
 */
void svg_text(struct SvgWriter *svg, struct ChartText text);
/* The same, cut to `ems` with an ellipsis. */
void svg_short_text(struct SvgWriter *svg, struct ChartText text, double ems);

void svg_number(struct SvgWriter *svg, double value, struct NumberStyle style);
void svg_integer(struct SvgWriter *svg, sqlite3_int64 value);

#endif
