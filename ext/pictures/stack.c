/*
 * chart_stack(): promoters, passives and detractors of each row as parts of a bar of full width,
 * and the Net Promoter Score beside it, as SVG. For the classes of its parts see chart_frame.h.
 */
#include <float.h>
#include <math.h>
#include <string.h>

#include "function_tables.h"
#include "mathematics/apportion.h"
#include "mathematics/points.h"
#include "pictures/columns.h"

#define LEGEND_HEIGHT 24.0
#define SEGMENT_SHARE 0.72 /* of the distance between rows */
#define SWATCH 10.0

struct Stack {
    struct Chart chart;
    struct ChartColumns columns;
};

static double stack_score(const struct ChartRow *row)
{
    double shares[CHART_NUMBERS];
    struct Distribution distribution = {.total = 1};
    shares_of(row->numbers, CHART_NUMBERS, shares);
    distribution.amount[PROMOTER] = shares[CHART_PROMOTERS];
    distribution.amount[DETRACTOR] = shares[CHART_DETRACTORS];
    /* Rounded to nine decimals, so that a whole score is whole. */
    return rint(1e9 * points_of(&distribution)) / 1e9 + 0.0;
}

/* Told apart without colour by how dense they are, and the last by its dashed edge. */
static const char *const segment_shapes[CHART_NUMBERS] = {
    "<rect class=\"chart-promoters\" fill-opacity=\"0.45\"",
    "<rect class=\"chart-passives\" fill-opacity=\"0.1\"",
    ("<rect class=\"chart-detractors\" fill-opacity=\"0.25\" stroke=\"currentColor\" stroke-opacity=\"0.7\" stroke-dasharray=\"2 2\"")};

static void draw_legend(struct Stack *stack, double y)
{
    static const char *const names[CHART_NUMBERS] = {"Promoters", "Passives", "Detractors"};
    struct Chart *chart = &stack->chart;
    double x = 0;
    svg_markup(&chart->svg, "<g class=\"chart-legend\">");
    for (int i = 0; i < CHART_NUMBERS; i++) {
        struct ChartText name = {names[i], (int)strlen(names[i])};
        svg_markup(&chart->svg, segment_shapes[i]);
        svg_shape(&chart->svg, " x=\"@\" y=\"@\" width=\"@\" height=\"@\"/>", x + 0.5,
                  y - SWATCH + 0.5, SWATCH, SWATCH);
        x += SWATCH + 5;
        chart_text_at(chart, x, y, "start", name, CHART_WIDTH);
        x += chart_text_width(name) + CHART_GAP;
    }
    chart_text_at(chart, CHART_WIDTH, y, "end", (struct ChartText){"NPS", 3}, CHART_WIDTH);
    svg_markup(&chart->svg, "</g>");
}

/* Whole percentages that add up to 100, where they have room. */
static void draw_shares(struct Stack *stack, sqlite3_int64 i)
{
    static const struct NumberStyle whole = {0};
    struct Chart *chart = &stack->chart;
    double shares[CHART_NUMBERS];
    int percent[CHART_NUMBERS];
    double x = stack->columns.left;
    shares_of(chart->rows->rows[i].numbers, CHART_NUMBERS, shares);
    apportion(chart->rows->rows[i].numbers, CHART_NUMBERS, 100, percent);
    for (int j = 0; j < CHART_NUMBERS; j++) {
        double width = stack->columns.width * shares[j];
        if (width >= chart_number_width(percent[j], whole) + 4) {
            chart_number_at(chart, x + width / 2, chart_row_y(&stack->columns, i) + CHART_MIDDLE,
                            "middle", percent[j], whole);
        }
        x += width;
    }
}

static void write_stack_tooltip(struct Chart *chart, sqlite3_int64 i)
{
    static const char *const names[CHART_NUMBERS] = {" (promoters ", "%, passives ",
                                                     "%, detractors "};
    int percent[CHART_NUMBERS];
    apportion(chart->rows->rows[i].numbers, CHART_NUMBERS, 100, percent);
    svg_markup(&chart->svg, "<title>");
    svg_text(&chart->svg, chart_label(chart->rows, i));
    svg_markup(&chart->svg, ": NPS ");
    svg_number(&chart->svg, stack_score(&chart->rows->rows[i]), chart->summary.style);
    for (int j = 0; j < CHART_NUMBERS; j++) {
        svg_markup(&chart->svg, names[j]);
        svg_integer(&chart->svg, percent[j]);
    }
    svg_markup(&chart->svg, "%)</title>");
}

static void draw_segments(struct Stack *stack, sqlite3_int64 i)
{
    struct Chart *chart = &stack->chart;
    double shares[CHART_NUMBERS];
    double x = stack->columns.left;
    double height = stack->columns.pitch * SEGMENT_SHARE;
    shares_of(chart->rows->rows[i].numbers, CHART_NUMBERS, shares);
    svg_markup(&chart->svg, "<g>");
    write_stack_tooltip(chart, i);
    for (int j = 0; j < CHART_NUMBERS; j++) {
        double width = stack->columns.width * shares[j];
        if (shares[j] > 0) {
            svg_markup(&chart->svg, segment_shapes[j]);
            svg_shape(&chart->svg, " x=\"@\" y=\"@\" width=\"@\" height=\"@\"/>", x,
                      chart_row_y(&stack->columns, i) - height / 2, width, height);
        }
        x += width;
    }
    svg_markup(&chart->svg, "</g>");
}

static void draw_stack(struct Stack *stack)
{
    struct Chart *chart = &stack->chart;
    chart_open(chart);
    draw_legend(stack, chart->top + SWATCH);
    for (sqlite3_int64 i = 0; i < chart->rows->count; i++) {
        if (chart->rows->rows[i].has_value) {
            draw_segments(stack, i);
        }
    }
    svg_markup(&chart->svg, "<g class=\"chart-share\">");
    bool has_room = stack->columns.pitch * SEGMENT_SHARE >= CHART_FONT - 1;
    for (sqlite3_int64 i = 0; has_room && i < chart->rows->count; i++) {
        if (chart->rows->rows[i].has_value) {
            draw_shares(stack, i);
        }
    }
    svg_markup(&chart->svg, "</g>");
    chart_draw_columns(chart, &stack->columns);
}

static void draw_chart_stack(sqlite3_context *context, const struct ChartKind *kind,
                             const struct ChartRows *rows)
{
    struct Stack stack = {.chart = chart_of(context, kind, rows)};
    struct Chart *chart = &stack.chart;
    stack.columns = chart_columns_of(chart, LEGEND_HEIGHT);
    chart->height = stack.columns.bottom + CHART_GAP + chart_rest_height(chart);
    draw_stack(&stack);
    chart_close(chart, context);
}

#define COUNT_OR_SHARE(name)                                                                       \
    {                                                                                              \
        name, CLOSED_NUMBER, 0, DBL_MAX, .rule = "a finite number from 0 up, or NULL"              \
    }

static const struct Option stack_options[CHART_NUMBERS] = {
    COUNT_OR_SHARE("promoters"),
    COUNT_OR_SHARE("passives"),
    COUNT_OR_SHARE("detractors"),
};

/* A row without one of the three, or with nothing but zeros, has no data. */
static bool read_stack_counts(sqlite3_context *context, sqlite3_value **arguments,
                              struct ChartRow *row)
{
    bool is_complete = true;
    double largest = 0;
    for (int i = 0; i < CHART_NUMBERS; i++) {
        enum Reading reading =
            read_parameter(context, &stack_options[i], arguments[i], &row->numbers[i]);
        if (reading == READ_ERROR) {
            return false;
        }
        is_complete = is_complete && reading == READ_VALUE;
        largest = fmax(largest, row->numbers[i]);
    }
    row->has_value = is_complete && largest > 0;
    return true;
}

static void chart_stack_step(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    const struct ChartKind *kind = function_called(context)->detail;
    struct ChartRows *rows = sqlite3_aggregate_context(context, sizeof *rows);
    struct ChartRow row = {0};
    if (!rows) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if ((count == 4 || read_chart_title(context, rows, arguments[4])) &&
        read_stack_counts(context, arguments + 1, &row)) {
        keep_chart_row(context, rows, &row, arguments[0], kind->most);
    }
}

static const struct ChartKind stack_kind = {
    .name = "stack",
    .usual_title = "Promoters, passives and detractors, and NPS",
    .one = "row",
    .many = "rows",
    .most = MOST_CHART_BARS,
    .value = stack_score,
    .draw = draw_chart_stack,
};

static const struct Function chart_stack_functions[] = {
    {
        .name = "chart_stack",
        .signature = "chart_stack(label, promoters, passives, detractors [, title])",
        .summary =
            "Promoters, passives and detractors of each row, as counts or shares, as parts of a bar of full width with the score beside it, as inline SVG. A row with a NULL, or with zeros only, says \"no data\". The first 1000 rows are drawn. CSS classes as for chart_trend().",
        .example =
            "WITH segment(label, promoters, passives, detractors) AS (VALUES ('Starter', 40, 30, 30), ('Team', 25, 25, 0)) SELECT substr(svg, instr(svg, '<desc>') + 6, instr(svg, '</desc>') - instr(svg, '<desc>') - 6) FROM (SELECT chart_stack(label, promoters, passives, detractors) AS svg FROM segment)",
        .output = "2 rows. First: Starter 10. Last: Team 50. Lowest: Starter 10. Highest: Team 50.",
        .kind = AGGREGATE_FUNCTION,
        .fewest_arguments = 4,
        .most_arguments = 5,
        .subjects = 4,
        .step = chart_stack_step,
        .finish = chart_finish,
        .detail = &stack_kind,
    },
};

const struct FunctionTable chart_stack_function_table =
    FUNCTION_TABLE("pictures", chart_stack_functions);
