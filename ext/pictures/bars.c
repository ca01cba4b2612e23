/*
 * chart_bars(): a bar for each row from zero to its value, the interval as a whisker, as SVG. For
 * the classes of its parts see chart_frame.h.
 */
#include <math.h>

#include "function_tables.h"
#include "pictures/columns.h"

#define MARKS_HEIGHT 24.0
#define MOST_BAR_MARKS 7
#define BAR_SHARE 0.64 /* of the distance between rows */

struct Bars {
    struct Chart chart;
    struct ChartColumns columns;
    struct AxisScale scale;
};

static double bar_x(const struct Bars *bars, double value)
{
    return bars->columns.left + bars->columns.width * scale_position(&bars->scale, value);
}

/* The marks that are labelled are those at multiples of `every` steps. */
static bool is_labelled(const struct Bars *bars, int i, int every)
{
    return fmod(bars->scale.first + i, every) == 0;
}

static int mark_stride(const struct Bars *bars)
{
    double share = scale_position(&bars->scale, scale_mark(&bars->scale, 1)) -
                   scale_position(&bars->scale, scale_mark(&bars->scale, 0));
    double needed = scale_text_width(&bars->scale) + CHART_GAP;
    return (int)ceil(needed / (bars->columns.width * share));
}

static void draw_bar_marks(struct Bars *bars)
{
    struct Chart *chart = &bars->chart;
    struct NumberStyle style = scale_style(&bars->scale);
    int every = mark_stride(bars);
    svg_markup(&chart->svg,
               "<path class=\"chart-grid\" stroke=\"currentColor\" stroke-opacity=\"0.15\" d=\"");
    for (int i = 0; i < scale_marks(&bars->scale); i++) {
        svg_shape(&chart->svg, "M@ @V@", bar_x(bars, scale_mark(&bars->scale, i)),
                  bars->columns.top, bars->columns.bottom + 4);
    }
    svg_markup(&chart->svg, "\"/><g class=\"chart-tick\" fill-opacity=\"0.75\">");
    for (int i = 0; i < scale_marks(&bars->scale); i++) {
        double mark = scale_mark(&bars->scale, i);
        if (is_labelled(bars, i, every)) {
            double half = chart_number_width(mark, style) / 2;
            double x = fmax(half, fmin(CHART_WIDTH - half, bar_x(bars, mark)));
            chart_number_at(chart, x, bars->columns.bottom + 18, "middle", mark, style);
        }
    }
    svg_markup(&chart->svg, "</g>");
}

static void draw_bar(struct Bars *bars, sqlite3_int64 i)
{
    struct SvgWriter *svg = &bars->chart.svg;
    double value = chart_value(&bars->chart.rows->rows[i]);
    double zero = bar_x(bars, 0);
    double end = bar_x(bars, value);
    double height = bars->columns.pitch * BAR_SHARE;
    svg_markup(svg, value < 0 ? "<rect class=\"chart-bar chart-negative\" fill-opacity=\"0.4\""
                              : "<rect class=\"chart-bar\" fill-opacity=\"0.6\"");
    svg_shape(svg, " x=\"@\" y=\"@\" width=\"@\" height=\"@\">", fmin(zero, end),
              chart_row_y(&bars->columns, i) - height / 2, fabs(end - zero), height);
    chart_tooltip(&bars->chart, i);
    svg_markup(svg, "</rect>");
}

static void draw_whisker(struct Bars *bars, sqlite3_int64 i)
{
    const struct ChartRow *row = &bars->chart.rows->rows[i];
    double lower = bar_x(bars, row->numbers[CHART_LOWER]);
    double upper = bar_x(bars, row->numbers[CHART_UPPER]);
    double cap = fmin(4, bars->columns.pitch * BAR_SHARE / 2);
    double y = chart_row_y(&bars->columns, i);
    svg_shape(&bars->chart.svg, "M@ @H@M@ @v@M@ @v@", lower, y, upper, lower, y - cap, 2 * cap,
              upper, y - cap, 2 * cap);
}

static void draw_bars_and_whiskers(struct Bars *bars)
{
    struct Chart *chart = &bars->chart;
    bool has_intervals = false;
    for (sqlite3_int64 i = 0; i < chart->rows->count; i++) {
        if (chart->rows->rows[i].has_value) {
            draw_bar(bars, i);
        }
        has_intervals = has_intervals || chart->rows->rows[i].has_interval;
    }
    if (has_intervals) {
        svg_markup(&chart->svg,
                   "<path class=\"chart-whisker\" fill=\"none\" stroke=\"currentColor\" d=\"");
        for (sqlite3_int64 i = 0; i < chart->rows->count; i++) {
            if (chart->rows->rows[i].has_interval) {
                draw_whisker(bars, i);
            }
        }
        svg_markup(&chart->svg, "\"/>");
    }
    svg_shape(
        &chart->svg,
        "<path class=\"chart-zero\" stroke=\"currentColor\" stroke-opacity=\"0.6\" d=\"M@ @V@\"/>",
        bar_x(bars, 0), bars->columns.top, bars->columns.bottom + 4);
}

static void draw_chart_bars(sqlite3_context *context, const struct ChartKind *kind,
                            const struct ChartRows *rows)
{
    struct Bars bars = {.chart = chart_of(context, kind, rows)};
    struct Chart *chart = &bars.chart;
    extend(&chart->summary.extent, 0);
    bars.scale = scale_for(chart->summary.extent, MOST_BAR_MARKS, chart->summary.is_whole);
    bars.columns = chart_columns_of(chart, 0);
    chart->height = bars.columns.bottom + MARKS_HEIGHT + chart_rest_height(chart);
    chart_open(chart);
    if (chart->summary.known > 0) {
        draw_bar_marks(&bars);
        draw_bars_and_whiskers(&bars);
    }
    chart_draw_columns(chart, &bars.columns);
    chart_close(chart, context);
}

static const struct ChartKind bars_kind = {
    .name = "bars",
    .usual_title = "Bars",
    .one = "row",
    .many = "rows",
    .most = MOST_CHART_BARS,
    .value = chart_value,
    .draw = draw_chart_bars,
};

static const struct Function chart_bars_functions[] = {
    {
        .name = "chart_bars",
        .signature = "chart_bars(label, value [, lower, upper] [, title])",
        .summary =
            "A bar for each row from zero to its value as inline SVG, the interval as a whisker; NULL says \"no data\". The first 1000 rows are drawn. CSS classes as for chart_trend().",
        .example =
            "WITH segment(label, nps, lower, upper) AS (VALUES ('Starter', 8.8, 7.7, 9.8), ('Team', -2.5, -4, -1)) SELECT substr(svg, instr(svg, '<desc>') + 6, instr(svg, '</desc>') - instr(svg, '<desc>') - 6) FROM (SELECT chart_bars(label, nps, lower, upper, 'NPS') AS svg FROM segment)",
        .output =
            "2 rows. First: Starter 8.80. Last: Team -2.50. Lowest: Team -2.50. Highest: Starter 8.80.",
        .kind = AGGREGATE_FUNCTION,
        .fewest_arguments = 2,
        .most_arguments = 5,
        .subjects = 2,
        .step = chart_value_step,
        .finish = chart_finish,
        .detail = &bars_kind,
    },
};

const struct FunctionTable chart_bars_function_table =
    FUNCTION_TABLE("pictures", chart_bars_functions);
