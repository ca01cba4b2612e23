/*
 * chart_trend(): values in row order as a line, their intervals as a band around it, as SVG. For
 * the classes of its parts see chart_frame.h.
 */
#include <math.h>
#include <string.h>

#include "function_tables.h"
#include "mathematics/thinning.h"
#include "pictures/frame.h"
#include "reading/text_width.h"

#define PLOT_HEIGHT 150.0
#define LABEL_HEIGHT 28.0
#define MOST_TREND_MARKS 6
/* More points than these get no circle and no tooltip. */
#define MOST_CIRCLES 120
#define MOST_LARGE_CIRCLES 40
/* More rows than these are drawn as the lowest and the highest of every bucket. */
#define MOST_TREND_POINTS 1000
#define BUCKETS 400
#define WIDEST_TREND_LABEL 100.0
#define MOST_TREND_LABELS 64

/* To place a point, and to measure a byte of a label, takes as long as so many additions. */
#define POINT_WORK 50
#define LABEL_BYTE_WORK 10

struct TrendPoint {
    double x;
    double y;
    double lower; /* as places, too */
    double upper;
    bool has_value;
    bool has_interval;
};

struct Trend {
    struct Chart chart;
    struct AxisScale scale;
    double left;
    double width;
    double top;
    struct TrendPoint *points;
    int count;
};

/* Places. */

static double trend_y(const struct Trend *trend, double value)
{
    return trend->top + PLOT_HEIGHT * (1 - scale_position(&trend->scale, value));
}

/* One row alone stands in the middle. */
static double trend_spacing(const struct Trend *trend)
{
    sqlite3_int64 count = trend->chart.rows->count;
    return count > 1 ? trend->width / (double)(count - 1) : trend->width / 2;
}

static double trend_x(const struct Trend *trend, sqlite3_int64 i)
{
    sqlite3_int64 count = trend->chart.rows->count;
    return trend->left + trend_spacing(trend) * (double)(count > 1 ? i : 1);
}

static struct TrendPoint point_of_row(const struct Trend *trend, sqlite3_int64 i)
{
    const struct ChartRow *row = &trend->chart.rows->rows[i];
    struct TrendPoint point = {
        .x = trend_x(trend, i), .has_value = row->has_value, .has_interval = row->has_interval};
    if (row->has_value) {
        point.y = trend_y(trend, row->numbers[CHART_VALUE]);
    }
    if (row->has_interval) {
        point.lower = trend_y(trend, row->numbers[CHART_LOWER]);
        point.upper = trend_y(trend, row->numbers[CHART_UPPER]);
    }
    return point;
}

/* The highest and the lowest point of rows that lie closer together than a line is wide. */
static void add_bucket(struct Trend *trend, sqlite3_int64 from, sqlite3_int64 to)
{
    struct TrendPoint high = point_of_row(trend, from);
    struct TrendPoint low = high;
    struct TrendPoint band = high;
    struct Interruption *interruption = trend->chart.rows->interruption;
    for (sqlite3_int64 i = from + 1; i < to && !is_interrupted(interruption, POINT_WORK); i++) {
        struct TrendPoint point = point_of_row(trend, i);
        if (point.has_value && (!high.has_value || point.y < high.y)) {
            high = point;
        }
        if (point.has_value && (!low.has_value || point.y > low.y)) {
            low = point;
        }
        if (point.has_interval) {
            band.lower = band.has_interval ? fmax(band.lower, point.lower) : point.lower;
            band.upper = band.has_interval ? fmin(band.upper, point.upper) : point.upper;
            band.has_interval = true;
        }
    }
    struct TrendPoint pair[2] = {high.x <= low.x ? high : low, high.x <= low.x ? low : high};
    for (int i = 0; i < 2; i++) {
        pair[i].lower = band.lower;
        pair[i].upper = band.upper;
        pair[i].has_interval = band.has_interval;
        trend->points[trend->count++] = pair[i];
    }
}

/* False when out of memory. */
static bool place_points(struct Trend *trend)
{
    sqlite3_int64 count = trend->chart.rows->count;
    trend->points = sqlite3_malloc64(MOST_TREND_POINTS * sizeof *trend->points);
    if (!trend->points) {
        return false;
    }
    if (count > MOST_TREND_POINTS) {
        for (int i = 0; i < BUCKETS; i++) {
            add_bucket(trend, bucket_start(i, BUCKETS, count), bucket_start(i + 1, BUCKETS, count));
        }
        return true;
    }
    for (; trend->count < count; trend->count++) {
        trend->points[trend->count] = point_of_row(trend, trend->count);
    }
    return true;
}

/* The axes. */

static void draw_marks(struct Trend *trend)
{
    struct Chart *chart = &trend->chart;
    struct NumberStyle style = scale_style(&trend->scale);
    svg_markup(&chart->svg,
               "<path class=\"chart-grid\" stroke=\"currentColor\" stroke-opacity=\"0.15\" d=\"");
    for (int i = 0; i < scale_marks(&trend->scale); i++) {
        svg_shape(&chart->svg, "M@ @h@", trend->left, trend_y(trend, scale_mark(&trend->scale, i)),
                  trend->width);
    }
    svg_markup(&chart->svg, "\"/><g class=\"chart-tick\" fill-opacity=\"0.75\">");
    for (int i = 0; i < scale_marks(&trend->scale); i++) {
        double mark = scale_mark(&trend->scale, i);
        chart_number_at(chart, trend->left - CHART_GAP, trend_y(trend, mark) + CHART_MIDDLE, "end",
                        mark, style);
    }
    svg_markup(&chart->svg, "</g>");
    if (scale_has_zero(&trend->scale)) {
        svg_shape(
            &chart->svg,
            "<path class=\"chart-zero\" stroke=\"currentColor\" stroke-opacity=\"0.6\" d=\"M@ @h@\"/>",
            trend->left, trend_y(trend, 0), trend->width);
    }
}

/* How wide labels may be: more where there are few. */
static double label_room(const struct Trend *trend)
{
    double share = trend->width / (double)trend->chart.rows->count - CHART_GAP;
    return fmax(WIDEST_TREND_LABEL, share);
}

static double widest_label(const struct Trend *trend, double room)
{
    double widest = 0;
    const struct ChartRows *rows = trend->chart.rows;
    for (sqlite3_int64 i = 0; i < rows->count && widest < room; i++) {
        struct ChartText label = chart_label(rows, i);
        if (is_interrupted(rows->interruption, LABEL_BYTE_WORK * (4 + (int64_t)label.length))) {
            break;
        }
        widest = fmax(widest, chart_text_width(label));
    }
    return fmin(widest, room);
}

/* The labels that have room, each below its point, or as near to that as the edge allows. */
static void draw_labels(struct Trend *trend)
{
    struct Chart *chart = &trend->chart;
    int64_t kept[MOST_TREND_LABELS];
    double room = label_room(trend);
    double half = widest_label(trend, room) / 2;
    double shift = fmax(0, half - fmin(trend->left, CHART_WIDTH - trend->left - trend->width));
    double distance = fmax(CHART_FONT, 2 * half + CHART_FONT + shift);
    int count = thin_labels(chart->rows->count, trend_spacing(trend), distance, kept);
    double bottom = trend->top + PLOT_HEIGHT;
    svg_markup(&chart->svg,
               "<path class=\"chart-axis\" stroke=\"currentColor\" stroke-opacity=\"0.6\" d=\"");
    for (int i = 0; i < count; i++) {
        svg_shape(&chart->svg, "M@ @v4", trend_x(trend, kept[i]), bottom);
    }
    svg_markup(&chart->svg, "\"/><g class=\"chart-label\">");
    for (int i = 0; i < count; i++) {
        struct ChartText label = chart_label(chart->rows, kept[i]);
        double margin = fmin(chart_text_width(label), room) / 2;
        double x = fmax(margin, fmin(CHART_WIDTH - margin, trend_x(trend, kept[i])));
        chart_text_at(chart, x, bottom + 19, "middle", label, room);
    }
    svg_markup(&chart->svg, "</g>");
}

/* The data. */

static void draw_band_of_run(struct Trend *trend, int from, int to)
{
    struct SvgWriter *svg = &trend->chart.svg;
    svg_markup(svg, "<path class=\"chart-band\" fill-opacity=\"0.15\" d=\"");
    for (int i = from; i < to; i++) {
        svg_shape(svg, i == from ? "M@ @" : "L@ @", trend->points[i].x, trend->points[i].upper);
    }
    for (int i = to - 1; i >= from; i--) {
        svg_shape(svg, "L@ @", trend->points[i].x, trend->points[i].lower);
    }
    svg_markup(svg, "Z\"/>");
}

/* The end of the run of points with an interval, or without one, that starts at `from`. */
static int run_end(const struct Trend *trend, int from)
{
    int to = from + 1;
    while (to < trend->count &&
           trend->points[to].has_interval == trend->points[from].has_interval) {
        to++;
    }
    return to;
}

/* Runs of one point have no area: they get a whisker. */
static void draw_whisker_of_point(struct Trend *trend, const struct TrendPoint *point)
{
    svg_shape(
        &trend->chart.svg,
        "<path class=\"chart-whisker\" stroke=\"currentColor\" stroke-opacity=\"0.6\" d=\"M@ @V@M@ @h6M@ @h6\"/>",
        point->x, point->lower, point->upper, point->x - 3, point->lower, point->x - 3,
        point->upper);
}

static void draw_intervals(struct Trend *trend)
{
    for (int from = 0, to; from < trend->count; from = to) {
        to = run_end(trend, from);
        if (!trend->points[from].has_interval) {
            continue;
        }
        if (to - from > 1) {
            draw_band_of_run(trend, from, to);
        } else {
            draw_whisker_of_point(trend, &trend->points[from]);
        }
    }
}

/* A point between two gaps is a line of no length, which round ends make a dot. */
static void draw_line(struct Trend *trend)
{
    struct SvgWriter *svg = &trend->chart.svg;
    svg_shape(
        svg,
        "<path class=\"chart-line\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"@\" stroke-linecap=\"round\" stroke-linejoin=\"round\" d=\"",
        trend->count > MOST_CIRCLES ? 1.2 : 2.0);
    for (int i = 0; i < trend->count; i++) {
        const struct TrendPoint *point = &trend->points[i];
        if (!point->has_value) {
            continue;
        }
        bool is_start = i == 0 || !point[-1].has_value;
        bool is_end = i == trend->count - 1 || !point[1].has_value;
        svg_shape(svg, is_start ? "M@ @" : "L@ @", point->x, point->y);
        svg_markup(svg, is_start && is_end ? "h0" : "");
    }
    svg_markup(svg, "\"/>");
}

static void draw_points(struct Trend *trend)
{
    struct Chart *chart = &trend->chart;
    if (chart->rows->count > MOST_CIRCLES) {
        return;
    }
    double radius = chart->rows->count > MOST_LARGE_CIRCLES ? 2 : 3;
    for (int i = 0; i < trend->count; i++) {
        if (trend->points[i].has_value) {
            svg_shape(&chart->svg, "<circle class=\"chart-point\" cx=\"@\" cy=\"@\" r=\"@\">",
                      trend->points[i].x, trend->points[i].y, radius);
            chart_tooltip(chart, i);
            svg_markup(&chart->svg, "</circle>");
        }
    }
}

/* The last value is what most people look for first. */
static bool ends_with_value(const struct Chart *chart)
{
    return chart->summary.known > 0 && chart->summary.last == chart->rows->count - 1;
}

static double last_value(const struct Chart *chart)
{
    return chart->rows->rows[chart->rows->count - 1].numbers[CHART_VALUE];
}

static void draw_last_value(struct Trend *trend)
{
    struct Chart *chart = &trend->chart;
    if (ends_with_value(chart)) {
        svg_markup(&chart->svg, "<g class=\"chart-value\" font-weight=\"bold\">");
        chart_number_at(chart, trend_x(trend, chart->rows->count - 1) + CHART_GAP,
                        trend_y(trend, last_value(chart)) + CHART_MIDDLE, "start",
                        last_value(chart), chart->summary.style);
        svg_markup(&chart->svg, "</g>");
    }
}

static void draw_trend(struct Trend *trend)
{
    struct Chart *chart = &trend->chart;
    chart_open(chart);
    if (chart->summary.known == 0) {
        svg_markup(&chart->svg, "<g class=\"chart-none\" fill-opacity=\"0.75\">");
        chart_text_at(chart, CHART_WIDTH / 2, trend->top + PLOT_HEIGHT / 2, "middle",
                      (struct ChartText){"no data", 7}, CHART_WIDTH);
        svg_markup(&chart->svg, "</g>");
    } else {
        draw_marks(trend);
        draw_intervals(trend);
        draw_line(trend);
        draw_points(trend);
        draw_last_value(trend);
    }
    draw_labels(trend);
}

/* Values far from zero relative to their range are shown without it, all others with it. */
static struct Extent trend_extent(struct Extent extent)
{
    if (extent.lowest > 0 && extent.lowest <= extent.highest / 2) {
        extent.lowest = 0;
    }
    if (extent.highest < 0 && extent.highest >= extent.lowest / 2) {
        extent.highest = 0;
    }
    return extent;
}

static void draw_chart_trend(sqlite3_context *context, const struct ChartKind *kind,
                             const struct ChartRows *rows)
{
    struct Trend trend = {.chart = chart_of(context, kind, rows)};
    struct Chart *chart = &trend.chart;
    trend.scale =
        scale_for(trend_extent(chart->summary.extent), MOST_TREND_MARKS, chart->summary.is_whole);
    trend.top = chart->top;
    trend.left = scale_text_width(&trend.scale) + CHART_GAP;
    double value_width = ends_with_value(chart)
                             ? 1.1 * chart_number_width(last_value(chart), chart->summary.style)
                             : 0;
    trend.width = CHART_WIDTH - trend.left - value_width - CHART_GAP;
    chart->height = trend.top + PLOT_HEIGHT + LABEL_HEIGHT;
    if (place_points(&trend)) {
        draw_trend(&trend);
        chart_close(chart, context);
    } else {
        sqlite3_free(sqlite3_str_finish(chart->svg.text));
        sqlite3_result_error_nomem(context);
    }
    sqlite3_free(trend.points);
}

/* The function. */

static const struct ChartKind trend_kind = {
    .name = "trend",
    .usual_title = "Trend",
    .one = "point",
    .many = "points",
    .most = INT64_MAX,
    .value = chart_value,
    .draw = draw_chart_trend,
};

static const struct Function chart_trend_functions[] = {
    {
        .name = "chart_trend",
        .signature = "chart_trend(label, value [, lower, upper] [, title])",
        .summary =
            "A line chart of values in row order as inline SVG, their intervals as a band; NULL is a gap. It has no ids, scripts or fixed colours: a stylesheet sets them by CSS classes such as chart-line.",
        .example =
            "WITH month(label, nps) AS (VALUES ('Jan', 21), ('Feb', NULL), ('Mar', 38)) SELECT substr(svg, instr(svg, '<desc>') + 6, instr(svg, '</desc>') - instr(svg, '<desc>') - 6) FROM (SELECT chart_trend(label, nps) AS svg FROM month)",
        .output =
            "3 points. First: Jan 21. Last: Mar 38. Lowest: Jan 21. Highest: Mar 38. Without data: 1.",
        .kind = AGGREGATE_FUNCTION,
        .fewest_arguments = 2,
        .most_arguments = 5,
        .subjects = 2,
        .step = chart_value_step,
        .finish = chart_finish,
        .detail = &trend_kind,
    },
};

const struct FunctionTable chart_trend_function_table =
    FUNCTION_TABLE("pictures", chart_trend_functions);
