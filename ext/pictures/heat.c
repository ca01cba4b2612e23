/*
 * chart_heat(): a table of colours as SVG, such as how many of each month's new customers came back
 * in each month after it: a line for each label, a cell for each column, the denser the larger its
 * value. For the classes see pictures/frame.h.
 *
 * Rows whose labels are equal and follow each other make a line, as long as their columns grow, so
 * that no cell lies on another.
 */
#include <float.h>
#include <math.h>
#include <string.h>

#include "function_tables.h"
#include "pictures/frame.h"

#define MOST_HEAT_CELLS 2000
#define MOST_HEAT_COLUMN 999
#define HEAT_LABEL_WIDTH 110.0
#define HEAT_MARKS_HEIGHT 18.0
#define HEAT_PITCH 20.0
#define SMALLEST_HEAT_PITCH 4.0
/* Beyond this height lines move closer together. */
#define HEAT_HEIGHT 1600.0
#define HEAT_LINE 14.0 /* height of a text */
#define HEAT_REST_HEIGHT 18.0
/* From the smallest value to the largest: a text stays legible on it. */
#define FAINTEST_CELL 0.06
#define DENSEST_CELL 0.5

struct Heat {
    struct Chart chart;
    struct Extent columns;
    sqlite3_int64 lines;
    double left; /* of the cells, whose bottom is that of the last line */
    double top;
    double bottom;
    double width; /* of a cell */
    double pitch; /* from one line to the next */
};

static const struct Option heat_column_option = {"column", WHOLE_NUMBER, 0, MOST_HEAT_COLUMN,
                                                 .rule = "a whole number from 0 to 999, or NULL"};

static bool begins_line(const struct ChartRows *rows, sqlite3_int64 i)
{
    if (i == 0) {
        return true;
    }
    struct ChartText before = chart_label(rows, i - 1);
    struct ChartText label = chart_label(rows, i);
    return before.length != label.length ||
           memcmp(before.text, label.text, (size_t)label.length) != 0 ||
           rows->rows[i].numbers[CHART_PLACE] <= rows->rows[i - 1].numbers[CHART_PLACE];
}

static void measure_heat(struct Heat *heat)
{
    struct Chart *chart = &heat->chart;
    double label = 0;
    heat->columns = EMPTY_EXTENT;
    for (sqlite3_int64 i = 0; i < chart->rows->count; i++) {
        if (begins_line(chart->rows, i)) {
            heat->lines++;
            label = fmax(label, chart_text_width(chart_label(chart->rows, i)));
        }
        if (chart->rows->rows[i].has_value) {
            extend(&heat->columns, chart->rows->rows[i].numbers[CHART_PLACE]);
        }
    }
    heat->left = fmin(label, HEAT_LABEL_WIDTH) + CHART_GAP;
    heat->top = chart->top + HEAT_MARKS_HEIGHT;
    heat->pitch =
        fmax(SMALLEST_HEAT_PITCH, fmin(HEAT_PITCH, floor(HEAT_HEIGHT / (double)heat->lines)));
    heat->bottom = heat->top + heat->pitch * (double)heat->lines;
    heat->width =
        (CHART_WIDTH - heat->left) / (fmax(0, heat->columns.highest - heat->columns.lowest) + 1);
    chart->height =
        heat->bottom + CHART_GAP + (chart->rows->count < chart->rows->total ? HEAT_REST_HEIGHT : 0);
}

static double cell_left(const struct Heat *heat, double column)
{
    return heat->left + heat->width * (column - heat->columns.lowest);
}

/* The middle of a line, the first of which is 0. */
static double line_y(const struct Heat *heat, sqlite3_int64 line)
{
    return heat->top + heat->pitch * ((double)line + 0.5);
}

static void draw_heat_columns(struct Heat *heat)
{
    static const struct NumberStyle whole = {0};
    struct Chart *chart = &heat->chart;
    double needed = chart_number_width(heat->columns.highest, whole) + 4;
    double every = ceil(needed / heat->width);
    int labels = (int)floor((heat->columns.highest - heat->columns.lowest) / every) + 1;
    svg_markup(&chart->svg, "<g class=\"chart-tick\" fill-opacity=\"0.75\">");
    for (int i = 0; i < labels; i++) {
        double column = heat->columns.lowest + every * i;
        double half = chart_number_width(column, whole) / 2;
        double middle = fmin(CHART_WIDTH - half, cell_left(heat, column) + heat->width / 2);
        chart_number_at(chart, middle, heat->top - 5, "middle", column, whole);
    }
    svg_markup(&chart->svg, "</g>");
}

static void draw_heat_labels(struct Heat *heat)
{
    struct Chart *chart = &heat->chart;
    sqlite3_int64 stride = (sqlite3_int64)ceil(HEAT_LINE / heat->pitch);
    sqlite3_int64 line = -1;
    svg_markup(&chart->svg, "<g class=\"chart-label\">");
    for (sqlite3_int64 i = 0; i < chart->rows->count; i++) {
        if (begins_line(chart->rows, i) && ++line % stride == 0) {
            chart_text_at(chart, heat->left - CHART_GAP, line_y(heat, line) + CHART_MIDDLE, "end",
                          chart_label(chart->rows, i), HEAT_LABEL_WIDTH);
        }
    }
    svg_markup(&chart->svg, "</g>");
}

/* 0 for the smallest of all values, 1 for the largest. */
static double share_of_range(const struct Heat *heat, double value)
{
    const struct Extent *values = &heat->chart.summary.values;
    double range = values->highest / 2 - values->lowest / 2;
    return range > 0 ? (value / 2 - values->lowest / 2) / range : 1;
}

static void draw_cell(struct Heat *heat, sqlite3_int64 i, sqlite3_int64 line)
{
    static const struct NumberStyle whole = {0};
    struct Chart *chart = &heat->chart;
    const struct ChartRow *row = &chart->rows->rows[i];
    double value = row->numbers[CHART_VALUE];
    double density = FAINTEST_CELL + (DENSEST_CELL - FAINTEST_CELL) * share_of_range(heat, value);
    svg_markup(&chart->svg, "<rect class=\"chart-cell\" fill-opacity=\"");
    svg_number(&chart->svg, density, (struct NumberStyle){.decimals = 2});
    svg_shape(&chart->svg, "\" x=\"@\" y=\"@\" width=\"@\" height=\"@\"><title>",
              cell_left(heat, row->numbers[CHART_PLACE]) + 0.5,
              line_y(heat, line) - heat->pitch / 2 + 0.5, heat->width - 1, heat->pitch - 1);
    svg_text(&chart->svg, chart_label(chart->rows, i));
    svg_markup(&chart->svg, ", ");
    svg_number(&chart->svg, row->numbers[CHART_PLACE], whole);
    svg_markup(&chart->svg, ": ");
    svg_number(&chart->svg, value, chart->summary.style);
    svg_markup(&chart->svg, "</title></rect>");
}

/* The value in its cell, whole where its decimals have no room. */
static void draw_cell_value(struct Heat *heat, sqlite3_int64 i, sqlite3_int64 line)
{
    static const struct NumberStyle whole = {0};
    struct Chart *chart = &heat->chart;
    const struct ChartRow *row = &chart->rows->rows[i];
    double value = row->numbers[CHART_VALUE];
    double room = heat->width - 4;
    bool fits = chart_number_width(value, chart->summary.style) <= room;
    if (fits ||
        (fabs(value) < 1e6 && fabs(value) >= 1 && chart_number_width(value, whole) <= room)) {
        chart_number_at(chart, cell_left(heat, row->numbers[CHART_PLACE]) + heat->width / 2,
                        line_y(heat, line) + CHART_MIDDLE, "middle", value,
                        fits ? chart->summary.style : whole);
    }
}

static void draw_cells(struct Heat *heat, void (*draw)(struct Heat *, sqlite3_int64, sqlite3_int64))
{
    sqlite3_int64 line = -1;
    for (sqlite3_int64 i = 0; i < heat->chart.rows->count; i++) {
        line += begins_line(heat->chart.rows, i);
        if (heat->chart.rows->rows[i].has_value) {
            draw(heat, i, line);
        }
    }
}

static void draw_chart_heat(sqlite3_context *context, const struct ChartKind *kind,
                            const struct ChartRows *rows)
{
    struct Heat heat = {.chart = chart_of(context, kind, rows)};
    struct Chart *chart = &heat.chart;
    measure_heat(&heat);
    chart_open(chart);
    draw_heat_labels(&heat);
    if (chart->summary.known > 0) {
        draw_heat_columns(&heat);
        draw_cells(&heat, draw_cell);
        svg_markup(&chart->svg, "<g class=\"chart-value\">");
        if (heat.pitch >= HEAT_LINE) {
            draw_cells(&heat, draw_cell_value);
        }
        svg_markup(&chart->svg, "</g>");
    } else {
        chart_text_at(chart, CHART_WIDTH, heat.top - 5, "end", (struct ChartText){"no data", 7},
                      CHART_WIDTH);
    }
    chart_rest(chart);
    chart_close(chart, context);
}

static const struct ChartKind heat_kind = {
    .name = "heat",
    .usual_title = "Heat map",
    .one = "cell",
    .many = "cells",
    .most = MOST_HEAT_CELLS,
    .value = chart_value,
    .options = {&heat_column_option, &chart_value_option},
    .draw = draw_chart_heat,
};

static const struct Function chart_heat_functions[] = {
    {
        .name = "chart_heat",
        .signature = "chart_heat(label, column, value [, title])",
        .summary =
            "A table of colours as inline SVG, such as cohorts by month: a cell for each row, in the line of its label and in its column, a whole number from 0 to 999; the denser the larger its value, which stands in it where there is room. Rows of one label that follow each other make a line while their columns grow. A row without column or value has no cell. The first 2000 rows are drawn. CSS classes as for chart_trend(), cells chart-cell.",
        .example =
            "WITH cohort(month, since, share) AS (VALUES ('2026-01', 1, 40), ('2026-01', 2, 35), ('2026-02', 1, 44)) SELECT substr(svg, instr(svg, '<desc>') + 6, instr(svg, '</desc>') - instr(svg, '<desc>') - 6) FROM (SELECT chart_heat(month, since, share, 'Came back, %') AS svg FROM cohort)",
        .output =
            "3 cells. First: 2026-01 40. Last: 2026-02 44. Lowest: 2026-01 35. Highest: 2026-02 44.",
        .kind = AGGREGATE_FUNCTION,
        .fewest_arguments = 3,
        .most_arguments = 4,
        .subjects = 3,
        .step = chart_place_step,
        .finish = chart_finish,
        .detail = &heat_kind,
    },
};

const struct FunctionTable chart_heat_function_table =
    FUNCTION_TABLE("pictures", chart_heat_functions);
