#include "pictures/frame.h"

#include <math.h>
#include <string.h>

#include "host/interruption.h"
#include "reading/text_width.h"

#define TITLE_HEIGHT 28.0
#define TITLE_FONT 14.0
/* In characters, for a text that is read aloud. */
#define SPOKEN_LABEL 60.0
/* Longer numbers get a unit: those in a row of numbers, and those at an axis. */
#define LONGEST_VALUE 1e6
#define LONGEST_MARK 1e4

/* The rows. */

void chart_value_step(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    const struct ChartKind *kind = function_called(context)->detail;
    struct ChartRows *rows = sqlite3_aggregate_context(context, sizeof *rows);
    struct ChartRow row = {0};
    if (!rows) {
        sqlite3_result_error_nomem(context);
        return;
    }
    bool has_title = count % 2 == 1;
    if ((!has_title || read_chart_title(context, rows, arguments[count - 1])) &&
        read_chart_values(context, arguments[1], count > 3 ? arguments + 2 : NULL, &row)) {
        keep_chart_row(context, rows, &row, arguments[0], kind->most);
    }
}

void chart_place_step(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    const struct ChartKind *kind = function_called(context)->detail;
    struct ChartRows *rows = sqlite3_aggregate_context(context, sizeof *rows);
    struct ChartRow row = {0};
    if (!rows) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (count > 3 && !read_chart_title(context, rows, arguments[3])) {
        return;
    }
    enum Reading place =
        read_parameter(context, kind->options[0], arguments[1], &row.numbers[CHART_PLACE]);
    if (place == READ_ERROR) {
        return;
    }
    enum Reading value =
        read_parameter(context, kind->options[1], arguments[2], &row.numbers[CHART_VALUE]);
    if (value != READ_ERROR) {
        row.has_value = place == READ_VALUE && value == READ_VALUE;
        keep_chart_row(context, rows, &row, arguments[0], kind->most);
    }
}

void chart_finish(sqlite3_context *context)
{
    const struct ChartKind *kind = function_called(context)->detail;
    struct ChartRows *rows = sqlite3_aggregate_context(context, 0);
    if (!rows) {
        return;
    }
    if (rows->count > 0) {
        struct StatementInterruption watch;
        interruption_begin(&watch, sqlite3_context_db_handle(context));
        rows->interruption = &watch.interruption;
        kind->draw(context, kind, rows);
        interruption_report(&watch, context);
    }
    free_chart_rows(rows);
}

double chart_value(const struct ChartRow *row)
{
    return row->numbers[CHART_VALUE];
}

/* The values. */

/*
 * One decimal where there are two or three digits before the point, as scores have them; else three
 * digits in all. More where all values differ by less than that shows.
 */
static struct NumberStyle style_for(struct Extent extent, bool is_whole)
{
    double size = fmax(fabs(extent.lowest), fabs(extent.highest));
    double span = extent.highest / 10 - extent.lowest / 10;
    if (extent.lowest > extent.highest || size == 0) {
        return (struct NumberStyle){0};
    }
    double resolution = size >= 10 && size < 1000 ? 0.1 : size / 100;
    if (span > size * 1e-9) {
        resolution = fmin(resolution, span);
    }
    struct NumberStyle style = number_style(size, resolution, LONGEST_VALUE);
    if (is_whole && style.unit == 0 && style.power == 0) {
        style.decimals = 0;
    }
    return style;
}

static void summarize_number(struct ChartSummary *summary, struct Extent *extent, double number)
{
    extend(extent, number);
    extend(&summary->extent, number);
    summary->is_whole = summary->is_whole && number == floor(number);
}

static void summarize_row(struct Chart *chart, sqlite3_int64 i)
{
    struct ChartSummary *summary = &chart->summary;
    const struct ChartRow *row = &chart->rows->rows[i];
    if (!row->has_value) {
        return;
    }
    double value = chart->kind->value(row);
    if (summary->known++ == 0) {
        summary->first = i;
    }
    summary->last = i;
    if (value < summary->values.lowest) {
        summary->lowest = i;
    }
    if (value > summary->values.highest) {
        summary->highest = i;
    }
    summarize_number(summary, &summary->values, value);
    if (row->has_interval) {
        summarize_number(summary, &summary->limits, row->numbers[CHART_LOWER]);
        summarize_number(summary, &summary->limits, row->numbers[CHART_UPPER]);
    }
}

/* To look at a row takes as long as so many additions. */
#define CHART_ROW_WORK 50

struct Chart chart_of(sqlite3_context *context, const struct ChartKind *kind,
                      const struct ChartRows *rows)
{
    struct Chart chart = {.svg = svg_begin(context), .kind = kind, .rows = rows};
    chart.summary.is_whole = true;
    chart.summary.values = EMPTY_EXTENT;
    chart.summary.limits = EMPTY_EXTENT;
    chart.summary.extent = EMPTY_EXTENT;
    for (sqlite3_int64 i = 0;
         i < rows->count && !is_interrupted(rows->interruption, CHART_ROW_WORK); i++) {
        summarize_row(&chart, i);
    }
    chart.summary.style = style_for(chart.summary.values, chart.summary.is_whole);
    chart.summary.limit_style = style_for(chart.summary.limits, chart.summary.is_whole);
    chart.top = rows->title ? TITLE_HEIGHT : CHART_GAP;
    return chart;
}

/* The texts for screen readers. */

static void write_title(struct Chart *chart)
{
    if (chart->rows->title) {
        svg_text(&chart->svg, (struct ChartText){chart->rows->title, chart->rows->title_length});
    } else {
        svg_markup(&chart->svg, chart->kind->usual_title);
    }
}

static void write_fact(struct Chart *chart, const char *name, sqlite3_int64 i)
{
    svg_markup(&chart->svg, name);
    svg_short_text(&chart->svg, chart_label(chart->rows, i), SPOKEN_LABEL);
    svg_markup(&chart->svg, " ");
    svg_number(&chart->svg, chart->kind->value(&chart->rows->rows[i]), chart->summary.style);
    svg_markup(&chart->svg, ".");
}

/* In words what the picture shows. Nothing is known of rows that were not kept. */
static void write_summary_in_words(struct Chart *chart)
{
    const struct ChartSummary *summary = &chart->summary;
    struct SvgWriter *svg = &chart->svg;
    if (chart->rows->count < chart->rows->total) {
        svg_markup(svg, "The first ");
        svg_integer(svg, chart->rows->count);
        svg_markup(svg, " of ");
    }
    svg_integer(svg, chart->rows->total);
    svg_markup(svg, " ");
    svg_markup(svg, chart->rows->total == 1 ? chart->kind->one : chart->kind->many);
    svg_markup(svg, ".");
    if (summary->known > 0) {
        write_fact(chart, " First: ", summary->first);
        write_fact(chart, " Last: ", summary->last);
        write_fact(chart, " Lowest: ", summary->lowest);
        write_fact(chart, " Highest: ", summary->highest);
    }
    if (summary->known < chart->rows->count) {
        svg_markup(svg, " Without data: ");
        svg_integer(svg, chart->rows->count - summary->known);
        svg_markup(svg, ".");
    }
}

void chart_open(struct Chart *chart)
{
    struct SvgWriter *svg = &chart->svg;
    svg_markup(svg, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart chart-");
    svg_markup(svg, chart->kind->name);
    svg_shape(svg, "\" viewBox=\"0 0 @ @\" role=\"img\" aria-label=\"", CHART_WIDTH, chart->height);
    write_title(chart);
    svg_markup(svg, ": ");
    write_summary_in_words(chart);
    svg_shape(svg, "\" font-family=\"sans-serif\" font-size=\"@\" fill=\"currentColor\"><title>",
              CHART_FONT);
    write_title(chart);
    svg_markup(svg, "</title><desc>");
    write_summary_in_words(chart);
    svg_markup(svg, "</desc>");
    if (chart->rows->title) {
        svg_shape(
            svg,
            "<text class=\"chart-heading\" x=\"0\" y=\"@\" font-size=\"@\" font-weight=\"bold\">",
            TITLE_FONT + 1, TITLE_FONT);
        /* Bold letters are wider. */
        svg_short_text(svg, (struct ChartText){chart->rows->title, chart->rows->title_length},
                       CHART_WIDTH / TITLE_FONT / 1.1);
        svg_markup(svg, "</text>");
    }
}

void chart_close(struct Chart *chart, sqlite3_context *context)
{
    svg_markup(&chart->svg, "</svg>");
    result_string(context, chart->svg.text);
}

/* Texts in the picture. */

static void open_text(struct Chart *chart, double x, double y, const char *anchor)
{
    svg_shape(&chart->svg, "<text x=\"@\" y=\"@\"", x, y);
    if (strcmp(anchor, "start") != 0) {
        svg_markup(&chart->svg, " text-anchor=\"");
        svg_markup(&chart->svg, anchor);
        svg_markup(&chart->svg, "\"");
    }
    svg_markup(&chart->svg, ">");
}

void chart_text_at(struct Chart *chart, double x, double y, const char *anchor,
                   struct ChartText text, double room)
{
    open_text(chart, x, y, anchor);
    svg_short_text(&chart->svg, text, room / CHART_FONT);
    svg_markup(&chart->svg, "</text>");
}

void chart_number_at(struct Chart *chart, double x, double y, const char *anchor, double value,
                     struct NumberStyle style)
{
    open_text(chart, x, y, anchor);
    svg_number(&chart->svg, value, style);
    svg_markup(&chart->svg, "</text>");
}

double chart_text_width(struct ChartText text)
{
    return CHART_FONT * text_em(text.text, (size_t)text.length);
}

double chart_number_width(double value, struct NumberStyle style)
{
    char digits[LONGEST_NUMBER];
    return CHART_FONT * text_em(digits, number_text(value, style, digits));
}

struct NumberStyle scale_style(const struct AxisScale *scale)
{
    double largest =
        fmax(fabs(scale_mark(scale, 0)), fabs(scale_mark(scale, scale_marks(scale) - 1)));
    return number_style(largest, scale->step, LONGEST_MARK);
}

double scale_text_width(const struct AxisScale *scale)
{
    double width = 0;
    struct NumberStyle style = scale_style(scale);
    for (int i = 0; i < scale_marks(scale); i++) {
        width = fmax(width, chart_number_width(scale_mark(scale, i), style));
    }
    return width;
}

void chart_rest(struct Chart *chart)
{
    const struct ChartRows *rows = chart->rows;
    if (rows->count < rows->total) {
        svg_shape(&chart->svg,
                  "<g class=\"chart-none\" fill-opacity=\"0.75\"><text x=\"0\" y=\"@\">and ",
                  chart->height - 5);
        svg_integer(&chart->svg, rows->total - rows->count);
        svg_markup(&chart->svg, " more ");
        svg_markup(&chart->svg, chart->kind->many);
        svg_markup(&chart->svg, "</text></g>");
    }
}

void chart_tooltip(struct Chart *chart, sqlite3_int64 i)
{
    struct SvgWriter *svg = &chart->svg;
    const struct ChartRow *row = &chart->rows->rows[i];
    svg_markup(svg, "<title>");
    svg_text(svg, chart_label(chart->rows, i));
    svg_markup(svg, ": ");
    svg_number(svg, chart->kind->value(row), chart->summary.style);
    if (row->has_interval) {
        svg_markup(svg, " (");
        svg_number(svg, row->numbers[CHART_LOWER], chart->summary.limit_style);
        svg_markup(svg, " to ");
        svg_number(svg, row->numbers[CHART_UPPER], chart->summary.limit_style);
        svg_markup(svg, ")");
    }
    svg_markup(svg, "</title>");
}
