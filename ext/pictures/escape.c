/* Text made safe for markup, for queries that write HTML or SVG: chart_escape(). */
#include "function_tables.h"
#include "pictures/svg_writer.h"

static void chart_escape(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    struct ChartText text;
    if (!read_chart_text(context, arguments[0], "value to escape", &text) || text.length < 0) {
        return;
    }
    if (text.length == 0) {
        sqlite3_result_text(context, "", 0, SQLITE_STATIC);
        return;
    }
    struct SvgWriter escaped = svg_begin(context);
    svg_text(&escaped, text);
    result_string(context, escaped.text);
}

static const struct Function chart_escape_functions[] = {
    {
        .name = "chart_escape",
        .signature = "chart_escape(text)",
        .summary =
            "The text or number in a form that can stand in HTML and SVG, between tags or in quotes: & < > \" ' as references; tabs, line ends and marks that turn the direction of text as spaces; what is not UTF-8, or not allowed in markup, as U+FFFD. NULL gives NULL.",
        .example =
            "SELECT '<p title=\"' || chart_escape('\"R&D\" <b>') || '\">' || chart_escape(9.5) || '</p>'",
        .output = "<p title=\"&quot;R&amp;D&quot; &lt;b&gt;\">9.5</p>",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 1,
        .most_arguments = 1,
        .scalar = chart_escape,
    },
};

const struct FunctionTable chart_escape_function_table =
    FUNCTION_TABLE("pictures", chart_escape_functions);
