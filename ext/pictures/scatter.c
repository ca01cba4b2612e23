/*
 * chart_scatter(): a point for each row, with lines at the means that part the picture into four,
 * as SVG. A label stands beside its point where there is room for it, and never on another label or
 * point; where there is none, only the tooltip has it. For the classes see pictures/frame.h.
 */
#include <float.h>
#include <math.h>

#include "function_tables.h"
#include "pictures/frame.h"

#define MOST_SCATTER_POINTS 200
#define SCATTER_HEIGHT 280.0
#define SCATTER_MARKS_HEIGHT 24.0
#define MOST_SCATTER_MARKS 7
#define POINT_RADIUS 4.0
#define LONGEST_POINT_LABEL 150.0
#define SCATTER_LINE 14.0 /* height of a label */

struct ScatterBox {
    double left;
    double top;
    double right;
    double bottom;
};

struct Scatter {
    struct Chart chart;
    struct AxisScale x_scale;
    struct AxisScale y_scale;
    struct ScatterBox frame;
    double x_mean;
    double y_mean;
    struct ScatterBox taken[2 * MOST_SCATTER_POINTS]; /* by points and by labels */
    int taken_count;
};

static double scatter_x(const struct Scatter *scatter, double value)
{
    const struct ScatterBox *frame = &scatter->frame;
    return frame->left + (frame->right - frame->left) * scale_position(&scatter->x_scale, value);
}

static double scatter_y(const struct Scatter *scatter, double value)
{
    const struct ScatterBox *frame = &scatter->frame;
    return frame->bottom - (frame->bottom - frame->top) * scale_position(&scatter->y_scale, value);
}

/* Rows */

static const struct Option scatter_x_option = {"x", CLOSED_NUMBER, -DBL_MAX, DBL_MAX,
                                               .rule = "a finite number or NULL"};
static const struct Option scatter_y_option = {"y", CLOSED_NUMBER, -DBL_MAX, DBL_MAX,
                                               .rule = "a finite number or NULL"};

/* The axes */

static void draw_scatter_grid(struct Scatter *scatter)
{
    struct SvgWriter *svg = &scatter->chart.svg;
    const struct ScatterBox *frame = &scatter->frame;
    svg_markup(svg, "<path class=\"chart-grid\" stroke=\"currentColor\" stroke-opacity=\"0.15\" "
                    "fill=\"none\" d=\"");
    for (int i = 0; i < scale_marks(&scatter->y_scale); i++) {
        svg_shape(svg, "M@ @H@", frame->left, scatter_y(scatter, scale_mark(&scatter->y_scale, i)),
                  frame->right);
    }
    for (int i = 0; i < scale_marks(&scatter->x_scale); i++) {
        svg_shape(svg, "M@ @V@", scatter_x(scatter, scale_mark(&scatter->x_scale, i)), frame->top,
                  frame->bottom + 4);
    }
    svg_markup(svg, "\"/>");
}

/* Every so many marks of the x axis are labelled, so that they keep apart. */
static int scatter_stride(const struct Scatter *scatter)
{
    int marks = scale_marks(&scatter->x_scale);
    double share = marks > 1 ? 1.0 / (marks - 1) : 1;
    double needed = scale_text_width(&scatter->x_scale) + CHART_GAP;
    return (int)ceil(needed / ((scatter->frame.right - scatter->frame.left) * share));
}

static void draw_scatter_marks(struct Scatter *scatter)
{
    struct Chart *chart = &scatter->chart;
    const struct ScatterBox *frame = &scatter->frame;
    struct NumberStyle x_style = scale_style(&scatter->x_scale);
    struct NumberStyle y_style = scale_style(&scatter->y_scale);
    int every = scatter_stride(scatter);
    svg_markup(&chart->svg, "<g class=\"chart-tick\" fill-opacity=\"0.75\">");
    for (int i = 0; i < scale_marks(&scatter->y_scale); i++) {
        double mark = scale_mark(&scatter->y_scale, i);
        chart_number_at(chart, frame->left - CHART_GAP, scatter_y(scatter, mark) + CHART_MIDDLE,
                        "end", mark, y_style);
    }
    for (int i = 0; i < scale_marks(&scatter->x_scale); i += every) {
        double mark = scale_mark(&scatter->x_scale, i);
        double half = chart_number_width(mark, x_style) / 2;
        double x = fmin(CHART_WIDTH - half, scatter_x(scatter, mark));
        chart_number_at(chart, x, frame->bottom + 18, "middle", mark, x_style);
    }
    svg_markup(&chart->svg, "</g>");
}

/* Points and labels */

static struct ScatterBox point_box(const struct Scatter *scatter, const struct ChartRow *row)
{
    double x = scatter_x(scatter, row->numbers[CHART_PLACE]);
    double y = scatter_y(scatter, row->numbers[CHART_VALUE]);
    return (struct ScatterBox){x - POINT_RADIUS, y - POINT_RADIUS, x + POINT_RADIUS,
                               y + POINT_RADIUS};
}

static void draw_scatter_points(struct Scatter *scatter)
{
    struct Chart *chart = &scatter->chart;
    struct SvgWriter *svg = &chart->svg;
    for (sqlite3_int64 i = 0; i < chart->rows->count; i++) {
        const struct ChartRow *row = &chart->rows->rows[i];
        if (!row->has_value) {
            continue;
        }
        struct ScatterBox box = point_box(scatter, row);
        scatter->taken[scatter->taken_count++] = box;
        svg_shape(svg,
                  "<circle class=\"chart-point\" fill-opacity=\"0.7\" cx=\"@\" cy=\"@\" r=\"@\">",
                  box.left + POINT_RADIUS, box.top + POINT_RADIUS, POINT_RADIUS);
        svg_markup(svg, "<title>");
        svg_text(svg, chart_label(chart->rows, i));
        svg_markup(svg, ": ");
        svg_number(svg, row->numbers[CHART_PLACE], scale_style(&scatter->x_scale));
        svg_markup(svg, ", ");
        svg_number(svg, row->numbers[CHART_VALUE], chart->summary.style);
        svg_markup(svg, "</title></circle>");
    }
}

static bool is_free(const struct Scatter *scatter, const struct ScatterBox *box)
{
    const struct ScatterBox *frame = &scatter->frame;
    if (box->left < frame->left || box->right > CHART_WIDTH || box->top < scatter->chart.top ||
        box->bottom > frame->bottom) {
        return false;
    }
    for (int i = 0; i < scatter->taken_count; i++) {
        const struct ScatterBox *other = &scatter->taken[i];
        if (box->left < other->right && other->left < box->right && box->top < other->bottom &&
            other->top < box->bottom) {
            return false;
        }
    }
    return true;
}

/* A free place for a label beside its point: right, left, above, below, or at a corner. */
static bool place_label(const struct Scatter *scatter, const struct ScatterBox *point, double width,
                        struct ScatterBox *label)
{
    static const struct {
        double across;
        double down;
    } sides[] = {{1, 0}, {-1, 0}, {0, -1}, {0, 1}, {1, -1}, {-1, -1}, {1, 1}, {-1, 1}};
    double x = (point->left + point->right) / 2;
    double y = (point->top + point->bottom) / 2;
    for (int i = 0; i < 8; i++) {
        double middle = x + sides[i].across * (POINT_RADIUS + 3 + width / 2);
        double centre = y + sides[i].down * (POINT_RADIUS + 1 + SCATTER_LINE / 2);
        *label = (struct ScatterBox){middle - width / 2, centre - SCATTER_LINE / 2,
                                     middle + width / 2, centre + SCATTER_LINE / 2};
        if (is_free(scatter, label)) {
            return true;
        }
    }
    return false;
}

static void draw_point_labels(struct Scatter *scatter)
{
    struct Chart *chart = &scatter->chart;
    svg_markup(&chart->svg, "<g class=\"chart-label\">");
    for (sqlite3_int64 i = 0; i < chart->rows->count; i++) {
        const struct ChartRow *row = &chart->rows->rows[i];
        struct ChartText text = chart_label(chart->rows, i);
        double width = fmin(chart_text_width(text), LONGEST_POINT_LABEL);
        if (!row->has_value || width == 0) {
            continue;
        }
        struct ScatterBox point = point_box(scatter, row);
        struct ScatterBox label;
        if (place_label(scatter, &point, width, &label)) {
            scatter->taken[scatter->taken_count++] = label;
            chart_text_at(chart, label.left, label.bottom - 3, "start", text, width + 0.01);
        }
    }
    svg_markup(&chart->svg, "</g>");
}

/* The whole */

static void measure_scatter(struct Scatter *scatter)
{
    struct Chart *chart = &scatter->chart;
    struct Extent x = EMPTY_EXTENT;
    struct Extent y = EMPTY_EXTENT;
    double known = 0;
    bool is_whole = true;
    for (sqlite3_int64 i = 0; i < chart->rows->count; i++) {
        const struct ChartRow *row = &chart->rows->rows[i];
        if (row->has_value) {
            double x_value = row->numbers[CHART_PLACE];
            extend(&x, x_value);
            extend(&y, row->numbers[CHART_VALUE]);
            is_whole = is_whole && x_value == floor(x_value);
            known++;
            scatter->x_mean += x_value / known - scatter->x_mean / known;
            scatter->y_mean += row->numbers[CHART_VALUE] / known - scatter->y_mean / known;
        }
    }
    scatter->x_scale = scale_for(x, MOST_SCATTER_MARKS, is_whole);
    scatter->y_scale = scale_for(y, MOST_SCATTER_MARKS, chart->summary.is_whole);
    double top = chart->top + CHART_GAP;
    scatter->frame = (struct ScatterBox){scale_text_width(&scatter->y_scale) + CHART_GAP, top,
                                         CHART_WIDTH - CHART_GAP, top + SCATTER_HEIGHT};
    chart->height = scatter->frame.bottom + SCATTER_MARKS_HEIGHT;
}

static void draw_chart_scatter(sqlite3_context *context, const struct ChartKind *kind,
                               const struct ChartRows *rows)
{
    struct Scatter scatter = {.chart = chart_of(context, kind, rows)};
    struct Chart *chart = &scatter.chart;
    measure_scatter(&scatter);
    const struct ScatterBox *frame = &scatter.frame;
    chart_open(chart);
    if (chart->summary.known > 0) {
        draw_scatter_grid(&scatter);
        draw_scatter_marks(&scatter);
        svg_shape(&chart->svg,
                  "<path class=\"chart-axis\" stroke=\"currentColor\" stroke-opacity=\"0.6\" "
                  "fill=\"none\" d=\"M@ @H@M@ @V@\"/>",
                  frame->left, scatter_y(&scatter, scatter.y_mean), frame->right,
                  scatter_x(&scatter, scatter.x_mean), frame->top, frame->bottom);
        draw_scatter_points(&scatter);
        draw_point_labels(&scatter);
    } else {
        chart_text_at(chart, CHART_WIDTH / 2, (frame->top + frame->bottom) / 2, "middle",
                      (struct ChartText){"no data", 7}, CHART_WIDTH);
    }
    chart_close(chart, context);
}

static const struct ChartKind scatter_kind = {
    .name = "scatter",
    .usual_title = "Scatter plot",
    .one = "point",
    .many = "points",
    .most = MOST_SCATTER_POINTS,
    .value = chart_value,
    .options = {&scatter_x_option, &scatter_y_option},
    .draw = draw_chart_scatter,
};

static const struct Function chart_scatter_functions[] = {
    {
        .name = "chart_scatter",
        .signature = "chart_scatter(label, x, y [, title])",
        .summary =
            "A point for each row as inline SVG, with lines at the means of x and of y, which part the picture into quadrants; a row without x or y has no point. A label stands beside its point where it covers no other label or point, earlier rows first; where there is no room, only the tooltip has it. The first 200 rows are drawn. CSS classes as for chart_trend(), points chart-point, the lines chart-axis.",
        .example =
            "WITH driver(label, share, mean) AS (VALUES ('Price', 40, 6.1), ('Support', 35, 8.2), ('Design', 25, 7.9)) SELECT substr(svg, instr(svg, '<desc>') + 6, instr(svg, '</desc>') - instr(svg, '<desc>') - 6) FROM (SELECT chart_scatter(label, mean, share, 'Drivers') AS svg FROM driver)",
        .output =
            "3 points. First: Price 40. Last: Design 25. Lowest: Design 25. Highest: Price 40.",
        .kind = AGGREGATE_FUNCTION,
        .fewest_arguments = 3,
        .most_arguments = 4,
        .subjects = 3,
        .step = chart_place_step,
        .finish = chart_finish,
        .detail = &scatter_kind,
    },
};

const struct FunctionTable chart_scatter_function_table =
    FUNCTION_TABLE("pictures", chart_scatter_functions);
