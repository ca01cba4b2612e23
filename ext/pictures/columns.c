#include "pictures/columns.h"

#include <math.h>

#define WIDEST_LABEL 160.0
#define USUAL_PITCH 22.0
#define SMALLEST_PITCH 4.0
/* Beyond this height rows move closer together. */
#define USUAL_HEIGHT 1600.0
#define LABEL_DISTANCE 14.0
#define REST_HEIGHT 18.0

static const struct ChartText no_data = {"no data", 7};

static double label_column(const struct Chart *chart, sqlite3_int64 stride)
{
    double width = 0;
    for (sqlite3_int64 i = 0; i < chart->rows->count; i += stride) {
        width = fmax(width, chart_text_width(chart_label(chart->rows, i)));
    }
    return fmin(width, WIDEST_LABEL) + CHART_GAP;
}

static double value_column(const struct Chart *chart, sqlite3_int64 stride)
{
    double width = 0;
    for (sqlite3_int64 i = 0; i < chart->rows->count; i += stride) {
        const struct ChartRow *row = &chart->rows->rows[i];
        width = fmax(width, row->has_value
                                ? chart_number_width(chart->kind->value(row), chart->summary.style)
                                : chart_text_width(no_data));
    }
    return width + CHART_GAP;
}

struct ChartColumns chart_columns_of(const struct Chart *chart, double lower)
{
    double rows = (double)chart->rows->count;
    struct ChartColumns columns = {.top = chart->top + lower};
    columns.pitch = fmax(SMALLEST_PITCH, fmin(USUAL_PITCH, floor(USUAL_HEIGHT / rows)));
    columns.stride = (sqlite3_int64)ceil(LABEL_DISTANCE / columns.pitch);
    columns.left = label_column(chart, columns.stride);
    columns.width = CHART_WIDTH - columns.left - value_column(chart, columns.stride);
    columns.bottom = columns.top + columns.pitch * rows;
    return columns;
}

double chart_row_y(const struct ChartColumns *columns, sqlite3_int64 i)
{
    return columns->top + columns->pitch * ((double)i + 0.5);
}

double chart_rest_height(const struct Chart *chart)
{
    return chart->rows->count < chart->rows->total ? REST_HEIGHT : 0;
}

static void draw_value(struct Chart *chart, double y, sqlite3_int64 i)
{
    const struct ChartRow *row = &chart->rows->rows[i];
    if (row->has_value) {
        chart_number_at(chart, CHART_WIDTH, y, "end", chart->kind->value(row),
                        chart->summary.style);
    } else {
        svg_markup(&chart->svg, "<g class=\"chart-none\" fill-opacity=\"0.75\">");
        chart_text_at(chart, CHART_WIDTH, y, "end", no_data, CHART_WIDTH);
        svg_markup(&chart->svg, "</g>");
    }
}

void chart_draw_columns(struct Chart *chart, const struct ChartColumns *columns)
{
    svg_markup(&chart->svg, "<g class=\"chart-label\">");
    for (sqlite3_int64 i = 0; i < chart->rows->count; i += columns->stride) {
        chart_text_at(chart, columns->left - CHART_GAP, chart_row_y(columns, i) + CHART_MIDDLE,
                      "end", chart_label(chart->rows, i), WIDEST_LABEL);
    }
    svg_markup(&chart->svg, "</g><g class=\"chart-value\">");
    for (sqlite3_int64 i = 0; i < chart->rows->count; i += columns->stride) {
        draw_value(chart, chart_row_y(columns, i) + CHART_MIDDLE, i);
    }
    svg_markup(&chart->svg, "</g>");
    chart_rest(chart);
}
