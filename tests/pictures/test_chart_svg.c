/*
 * chart_trend(), chart_bars() and chart_stack(): exact pictures of small cases, and errors. What
 * labels may do is in test_chart_labels.c, where things stand in test_chart_places.c.
 */
#include "support/survey.h"

/* The numbers in these were worked out by hand from the rules of the layout, not only copied. */

static void a_trend_has_a_line_intervals_marks_and_labels(void **state)
{
    assert_query(
        *state,
        "WITH n(m, v, l, u) AS (VALUES ('Jan', -10, -20, 5), ('Feb', 20, NULL, 25), ('Mar', NULL, "
        "1, 2), ('A & B', 30, 25, 35)) SELECT chart_trend(m, v, l, u, 'NPS <1>') FROM n",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart chart-trend\" viewBox=\"0 0 440 "
        "206\" role=\"img\" aria-label=\"NPS &lt;1&gt;: 4 points. First: Jan -10. Last: A &amp; B "
        "30. Lowest: Jan -10. Highest: A &amp; B 30. Without data: 1.\" font-family=\"sans-serif\" "
        "font-size=\"12\" fill=\"currentColor\">"
        "<title>NPS &lt;1&gt;</title>"
        "<desc>4 points. First: Jan -10. Last: A &amp; B 30. Lowest: Jan -10. Highest: A &amp; B "
        "30. Without data: 1.</desc>"
        "<text class=\"chart-heading\" x=\"0\" y=\"15\" font-size=\"14\" font-weight=\"bold\">NPS "
        "&lt;1&gt;</text>"
        "<path class=\"chart-grid\" stroke=\"currentColor\" stroke-opacity=\"0.15\" d=\"M28.9 "
        "178h386.2M28.9 128h386.2M28.9 78h386.2M28.9 28h386.2\"/>"
        "<g class=\"chart-tick\" fill-opacity=\"0.75\">"
        "<text x=\"20.9\" y=\"182\" text-anchor=\"end\">-20</text>"
        "<text x=\"20.9\" y=\"132\" text-anchor=\"end\">0</text>"
        "<text x=\"20.9\" y=\"82\" text-anchor=\"end\">20</text>"
        "<text x=\"20.9\" y=\"32\" text-anchor=\"end\">40</text></g>"
        "<path class=\"chart-zero\" stroke=\"currentColor\" stroke-opacity=\"0.6\" d=\"M28.9 "
        "128h386.2\"/>"
        "<path class=\"chart-whisker\" stroke=\"currentColor\" stroke-opacity=\"0.6\" d=\"M28.9 "
        "178V115.5M25.9 178h6M25.9 115.5h6\"/>"
        "<path class=\"chart-whisker\" stroke=\"currentColor\" stroke-opacity=\"0.6\" d=\"M415.1 "
        "65.5V40.5M412.1 65.5h6M412.1 40.5h6\"/>"
        "<path class=\"chart-line\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" "
        "stroke-linecap=\"round\" stroke-linejoin=\"round\" d=\"M28.9 153L157.6 78M415.1 53h0\"/>"
        "<circle class=\"chart-point\" cx=\"28.9\" cy=\"153\" r=\"3\">"
        "<title>Jan: -10 (-20 to 5)</title></circle>"
        "<circle class=\"chart-point\" cx=\"157.6\" cy=\"78\" r=\"3\"><title>Feb: "
        "20</title></circle>"
        "<circle class=\"chart-point\" cx=\"415.1\" cy=\"53\" r=\"3\">"
        "<title>A &amp; B: 30 (25 to 35)</title></circle>"
        "<g class=\"chart-value\" font-weight=\"bold\"><text x=\"423.1\" y=\"57\">30</text></g>"
        "<path class=\"chart-axis\" stroke=\"currentColor\" stroke-opacity=\"0.6\" d=\"M28.9 "
        "178v4M157.6 178v4M286.4 178v4M415.1 178v4\"/>"
        "<g class=\"chart-label\"><text x=\"28.9\" y=\"197\" text-anchor=\"middle\">Jan</text>"
        "<text x=\"157.6\" y=\"197\" text-anchor=\"middle\">Feb</text>"
        "<text x=\"286.4\" y=\"197\" text-anchor=\"middle\">Mar</text>"
        "<text x=\"415.1\" y=\"197\" text-anchor=\"middle\">A &amp; B</text></g></svg>");
}

static void neighbouring_intervals_form_a_band(void **state)
{
    assert_query(
        *state,
        "WITH n(m, v, l, u) AS (VALUES (1, '4', '3', '5'), (2, 8.5, 6, 9)) SELECT chart_trend(m, "
        "v, l, u) FROM n",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart chart-trend\" viewBox=\"0 0 440 "
        "186\" role=\"img\" aria-label=\"Trend: 2 points. First: 1 4.00. Last: 2 8.50. Lowest: 1 "
        "4.00. Highest: 2 8.50.\" font-family=\"sans-serif\" font-size=\"12\" "
        "fill=\"currentColor\">"
        "<title>Trend</title>"
        "<desc>2 points. First: 1 4.00. Last: 2 8.50. Lowest: 1 4.00. Highest: 2 8.50.</desc>"
        "<path class=\"chart-grid\" stroke=\"currentColor\" stroke-opacity=\"0.15\" d=\"M23.4 "
        "158h378.4M23.4 128h378.4M23.4 98h378.4M23.4 68h378.4M23.4 38h378.4M23.4 8h378.4\"/>"
        "<g class=\"chart-tick\" fill-opacity=\"0.75\">"
        "<text x=\"15.4\" y=\"162\" text-anchor=\"end\">0</text>"
        "<text x=\"15.4\" y=\"132\" text-anchor=\"end\">2</text>"
        "<text x=\"15.4\" y=\"102\" text-anchor=\"end\">4</text>"
        "<text x=\"15.4\" y=\"72\" text-anchor=\"end\">6</text>"
        "<text x=\"15.4\" y=\"42\" text-anchor=\"end\">8</text>"
        "<text x=\"15.4\" y=\"12\" text-anchor=\"end\">10</text></g>"
        "<path class=\"chart-zero\" stroke=\"currentColor\" stroke-opacity=\"0.6\" d=\"M23.4 "
        "158h378.4\"/>"
        "<path class=\"chart-band\" fill-opacity=\"0.15\" d=\"M23.4 83L401.8 23L401.8 68L23.4 "
        "113Z\"/>"
        "<path class=\"chart-line\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" "
        "stroke-linecap=\"round\" stroke-linejoin=\"round\" d=\"M23.4 98L401.8 30.5\"/>"
        "<circle class=\"chart-point\" cx=\"23.4\" cy=\"98\" r=\"3\">"
        "<title>1: 4.00 (3.00 to 5.00)</title></circle>"
        "<circle class=\"chart-point\" cx=\"401.8\" cy=\"30.5\" r=\"3\">"
        "<title>2: 8.50 (6.00 to 9.00)</title></circle>"
        "<g class=\"chart-value\" font-weight=\"bold\"><text x=\"409.8\" y=\"34.5\">8.50</text></g>"
        "<path class=\"chart-axis\" stroke=\"currentColor\" stroke-opacity=\"0.6\" d=\"M23.4 "
        "158v4M401.8 158v4\"/>"
        "<g class=\"chart-label\"><text x=\"23.4\" y=\"177\" text-anchor=\"middle\">1</text>"
        "<text x=\"401.8\" y=\"177\" text-anchor=\"middle\">2</text></g></svg>");
}

static void bars_have_labels_values_and_a_zero(void **state)
{
    assert_query(
        *state,
        "WITH n(m, v) AS (VALUES ('a', -10), (NULL, 20), (3, NULL)) SELECT chart_bars(m, v) FROM n",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart chart-bars\" viewBox=\"0 0 440 "
        "98\" role=\"img\" aria-label=\"Bars: 3 rows. First: a -10. Last: (none) 20. Lowest: a "
        "-10. Highest: (none) 20. Without data: 1.\" font-family=\"sans-serif\" font-size=\"12\" "
        "fill=\"currentColor\">"
        "<title>Bars</title>"
        "<desc>3 rows. First: a -10. Last: (none) 20. Lowest: a -10. Highest: (none) 20. Without "
        "data: 1.</desc>"
        "<path class=\"chart-grid\" stroke=\"currentColor\" stroke-opacity=\"0.15\" d=\"M49.3 "
        "8V78M105.3 8V78M161.3 8V78M217.2 8V78M273.2 8V78M329.2 8V78M385.2 8V78\"/>"
        "<g class=\"chart-tick\" fill-opacity=\"0.75\">"
        "<text x=\"49.3\" y=\"92\" text-anchor=\"middle\">-10</text>"
        "<text x=\"105.3\" y=\"92\" text-anchor=\"middle\">-5</text>"
        "<text x=\"161.3\" y=\"92\" text-anchor=\"middle\">0</text>"
        "<text x=\"217.2\" y=\"92\" text-anchor=\"middle\">5</text>"
        "<text x=\"273.2\" y=\"92\" text-anchor=\"middle\">10</text>"
        "<text x=\"329.2\" y=\"92\" text-anchor=\"middle\">15</text>"
        "<text x=\"385.2\" y=\"92\" text-anchor=\"middle\">20</text></g>"
        "<rect class=\"chart-bar chart-negative\" fill-opacity=\"0.4\" x=\"49.3\" y=\"12\" "
        "width=\"112\" height=\"14.1\">"
        "<title>a: -10</title></rect>"
        "<rect class=\"chart-bar\" fill-opacity=\"0.6\" x=\"161.3\" y=\"34\" width=\"223.9\" "
        "height=\"14.1\">"
        "<title>(none): 20</title></rect>"
        "<path class=\"chart-zero\" stroke=\"currentColor\" stroke-opacity=\"0.6\" d=\"M161.3 "
        "8V78\"/>"
        "<g class=\"chart-label\"><text x=\"41.3\" y=\"23\" text-anchor=\"end\">a</text>"
        "<text x=\"41.3\" y=\"45\" text-anchor=\"end\">(none)</text>"
        "<text x=\"41.3\" y=\"67\" text-anchor=\"end\">3</text></g><g class=\"chart-value\">"
        "<text x=\"440\" y=\"23\" text-anchor=\"end\">-10</text>"
        "<text x=\"440\" y=\"45\" text-anchor=\"end\">20</text>"
        "<g class=\"chart-none\" fill-opacity=\"0.75\">"
        "<text x=\"440\" y=\"67\" text-anchor=\"end\">no data</text></g></g></svg>");
}

static void bars_with_intervals_have_whiskers(void **state)
{
    assert_query(
        *state, "SELECT chart_bars('a', 8, 6, 9.5, 'Title')",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart chart-bars\" viewBox=\"0 0 440 "
        "74\" role=\"img\" aria-label=\"Title: 1 row. First: a 8.00. Last: a 8.00. Lowest: a 8.00. "
        "Highest: a 8.00.\" font-family=\"sans-serif\" font-size=\"12\" fill=\"currentColor\">"
        "<title>Title</title>"
        "<desc>1 row. First: a 8.00. Last: a 8.00. Lowest: a 8.00. Highest: a 8.00.</desc>"
        "<text class=\"chart-heading\" x=\"0\" y=\"15\" font-size=\"14\" "
        "font-weight=\"bold\">Title</text>"
        "<path class=\"chart-grid\" stroke=\"currentColor\" stroke-opacity=\"0.15\" d=\"M15.4 "
        "28V54M93.3 28V54M171.1 28V54M248.9 28V54M326.7 28V54M404.5 28V54\"/>"
        "<g class=\"chart-tick\" fill-opacity=\"0.75\">"
        "<text x=\"15.4\" y=\"68\" text-anchor=\"middle\">0</text>"
        "<text x=\"93.3\" y=\"68\" text-anchor=\"middle\">2</text>"
        "<text x=\"171.1\" y=\"68\" text-anchor=\"middle\">4</text>"
        "<text x=\"248.9\" y=\"68\" text-anchor=\"middle\">6</text>"
        "<text x=\"326.7\" y=\"68\" text-anchor=\"middle\">8</text>"
        "<text x=\"404.5\" y=\"68\" text-anchor=\"middle\">10</text></g>"
        "<rect class=\"chart-bar\" fill-opacity=\"0.6\" x=\"15.4\" y=\"32\" width=\"311.3\" "
        "height=\"14.1\">"
        "<title>a: 8.00 (6.00 to 9.50)</title></rect>"
        "<path class=\"chart-whisker\" fill=\"none\" stroke=\"currentColor\" d=\"M248.9 "
        "39H385.1M248.9 35v8M385.1 35v8\"/>"
        "<path class=\"chart-zero\" stroke=\"currentColor\" stroke-opacity=\"0.6\" d=\"M15.4 "
        "28V54\"/>"
        "<g class=\"chart-label\"><text x=\"7.4\" y=\"43\" text-anchor=\"end\">a</text></g>"
        "<g class=\"chart-value\"><text x=\"440\" y=\"43\" "
        "text-anchor=\"end\">8.00</text></g></svg>");
}

static void a_stack_has_a_legend_shares_and_scores(void **state)
{
    assert_query(
        *state,
        "WITH n(m, p, a, d) AS (VALUES ('a', 1, 1, 2), ('b', NULL, 1, 2)) SELECT chart_stack(m, p, "
        "a, d, 'T') FROM n",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart chart-stack\" viewBox=\"0 0 440 "
        "104\" role=\"img\" aria-label=\"T: 2 rows. First: a -25. Last: a -25. Lowest: a -25. "
        "Highest: a -25. Without data: 1.\" font-family=\"sans-serif\" font-size=\"12\" "
        "fill=\"currentColor\">"
        "<title>T</title>"
        "<desc>2 rows. First: a -25. Last: a -25. Lowest: a -25. Highest: a -25. Without data: "
        "1.</desc>"
        "<text class=\"chart-heading\" x=\"0\" y=\"15\" font-size=\"14\" "
        "font-weight=\"bold\">T</text>"
        "<g class=\"chart-legend\">"
        "<rect class=\"chart-promoters\" fill-opacity=\"0.45\" x=\"0.5\" y=\"28.5\" width=\"10\" "
        "height=\"10\"/>"
        "<text x=\"15\" y=\"38\">Promoters</text>"
        "<rect class=\"chart-passives\" fill-opacity=\"0.1\" x=\"86.4\" y=\"28.5\" width=\"10\" "
        "height=\"10\"/>"
        "<text x=\"100.9\" y=\"38\">Passives</text>"
        "<rect class=\"chart-detractors\" fill-opacity=\"0.25\" stroke=\"currentColor\" "
        "stroke-opacity=\"0.7\" stroke-dasharray=\"2 2\" x=\"161.2\" y=\"28.5\" width=\"10\" "
        "height=\"10\"/>"
        "<text x=\"175.7\" y=\"38\">Detractors</text>"
        "<text x=\"440\" y=\"38\" text-anchor=\"end\">NPS</text></g><g>"
        "<title>a: NPS -25 (promoters 25%, passives 25%, detractors 50%)</title>"
        "<rect class=\"chart-promoters\" fill-opacity=\"0.45\" x=\"15.7\" y=\"55.1\" "
        "width=\"92.4\" height=\"15.8\"/>"
        "<rect class=\"chart-passives\" fill-opacity=\"0.1\" x=\"108.1\" y=\"55.1\" width=\"92.4\" "
        "height=\"15.8\"/>"
        "<rect class=\"chart-detractors\" fill-opacity=\"0.25\" stroke=\"currentColor\" "
        "stroke-opacity=\"0.7\" stroke-dasharray=\"2 2\" x=\"200.4\" y=\"55.1\" width=\"184.8\" "
        "height=\"15.8\"/>"
        "</g><g class=\"chart-share\"><text x=\"61.9\" y=\"67\" text-anchor=\"middle\">25</text>"
        "<text x=\"154.3\" y=\"67\" text-anchor=\"middle\">25</text>"
        "<text x=\"292.8\" y=\"67\" text-anchor=\"middle\">50</text></g><g class=\"chart-label\">"
        "<text x=\"7.7\" y=\"67\" text-anchor=\"end\">a</text>"
        "<text x=\"7.7\" y=\"89\" text-anchor=\"end\">b</text></g><g class=\"chart-value\">"
        "<text x=\"440\" y=\"67\" text-anchor=\"end\">-25</text>"
        "<g class=\"chart-none\" fill-opacity=\"0.75\">"
        "<text x=\"440\" y=\"89\" text-anchor=\"end\">no data</text></g></g></svg>");
}

/* Rows, and none. */

static void no_rows_are_no_picture_and_rows_without_values_say_so(void **state)
{
    static const struct Case cases[] = {
        {"SELECT chart_trend(1, 2) WHERE 0", "NULL"},
        {"SELECT chart_bars(1, 2, 3, 4, 5) WHERE 0", "NULL"},
        {"SELECT chart_stack(1, 2, 3, 4) WHERE 0", "NULL"},
        {"SELECT chart_trend('x', NULL) LIKE '%<desc>1 point. Without data: 1.</desc>%>no data<%'",
         "1"},
        {"SELECT chart_bars('x', ' ') LIKE '%<desc>1 row. Without data: 1.</desc>%>no data<%'",
         "1"},
        {"SELECT chart_stack('x', 0, 0, 0) LIKE '%<desc>1 row. Without data: 1.</desc>%>no data<%'",
         "1"},
    };
    assert_cases(*state, cases, COUNT(cases));
}

static void an_interval_without_one_of_its_ends_is_not_drawn(void **state)
{
    static const struct Case cases[] = {
        {"SELECT instr(chart_bars('x', 1, NULL, 3), 'whisker'), instr(chart_bars('x', 1, 0, ''), "
         "'whisker'), instr(chart_trend('x', 1, NULL, 3), 'whisker')",
         "0|0|0"},
        {"SELECT instr(chart_bars('x', 1, 3, 3), 'whisker') > 0, "
         "instr(chart_bars('x', NULL, 0, 2), 'whisker') > 0",
         "1|0"},
    };
    assert_cases(*state, cases, COUNT(cases));
}

static void a_title_of_null_is_none(void **state)
{
    static const struct Case cases[] = {
        {"SELECT chart_trend('x', 1, NULL) = chart_trend('x', 1)", "1"},
        {"SELECT chart_bars(x, 1, 0, 2, NULL) = chart_bars(x, 1, 0, 2) FROM (SELECT 1 AS x UNION "
         "SELECT 2)",
         "1"},
        {"SELECT chart_trend('x', 1, 2026) LIKE '%<title>2026</title>%>2026</text>%'", "1"},
        {"SELECT chart_trend('x', 1, '') LIKE '%<title></title>%'", "1"},
    };
    assert_cases(*state, cases, COUNT(cases));
}

static void tooltips_tell_the_value_and_its_interval_each_in_its_own_digits(void **state)
{
    static const struct Case cases[] = {
        {"SELECT chart_bars('x', 1, -1e300, 1e300) LIKE '%<title>x: 1 (-1.00e300 to "
         "1.00e300)</title>%'",
         "1"},
        {"SELECT chart_bars('x', 8, 6, 9.5) LIKE '%<title>x: 8.00 (6.00 to 9.50)</title>%'", "1"},
        {"SELECT chart_bars('x', 8, 6, 9) LIKE '%<title>x: 8 (6 to 9)</title>%'", "1"},
        {"SELECT chart_bars(x, x) LIKE '%>100.01</text>%>100.02</text>%' FROM (SELECT 100.01 AS x "
         "UNION SELECT 100.02)",
         "1"},
        {"SELECT chart_bars('x', 12345678) LIKE '%>12.3M</text>%'", "1"},
        {"SELECT chart_trend('x', 0) LIKE '%<title>x: 0</title>%'", "1"},
    };
    assert_cases(*state, cases, COUNT(cases));
}

static void bad_rows_are_named_with_their_rule(void **state)
{
    static const struct Case cases[] = {
        {"SELECT chart_trend('x', 'ten')",
         "chart_trend(): value must be a finite number or NULL, not 'ten'"},
        {"SELECT chart_bars('x', 9e999)",
         "chart_bars(): value must be a finite number or NULL, not Inf"},
        {"SELECT chart_bars('x', 1, x'00', 2)",
         "chart_bars(): lower must be a finite number or NULL, not a BLOB of 1 byte"},
        {"SELECT chart_trend('x', NULL, 1, -9e999)",
         "chart_trend(): upper must be a finite number or NULL, not -Inf"},
        {"SELECT chart_trend('x', 1, 2, 1.5)", "chart_trend(): lower must not be above upper; this "
                                               "row has lower = 2.0 and upper = 1.5"},
        {"SELECT chart_trend('x', NULL, 2, 1)", "chart_trend(): lower must not be above upper; "
                                                "this row has lower = 2.0 and upper = 1.0"},
        {"SELECT chart_trend(x'78', 1)",
         "chart_trend(): a label is a text, a number or NULL, not a BLOB"},
        {"SELECT chart_stack(x'78', 1, 1, 1)",
         "chart_stack(): a label is a text, a number or NULL, not a BLOB"},
        {"SELECT chart_bars('x', 1, x'78')",
         "chart_bars(): a title is a text, a number or NULL, not a BLOB"},
        {"SELECT chart_trend('x', 1, i) FROM (SELECT 'a' AS i UNION ALL SELECT 'b')",
         "chart_trend(): title must be one constant; this row has 'b'"},
        {"SELECT chart_bars('x', 1, 0, 2, i) FROM (SELECT 'a' AS i UNION ALL SELECT NULL)",
         "chart_bars(): title must be one constant; this row has NULL"},
        {"SELECT chart_stack('x', 1, 1, 1, i) FROM (SELECT NULL AS i UNION ALL SELECT 'a')",
         "chart_stack(): title must be one constant; this row has 'a'"},
        {"SELECT chart_stack('x', -1, 1, 1)",
         "chart_stack(): promoters must be a finite number from 0 up, or NULL, not -1"},
        {"SELECT chart_stack('x', 1, 1, 'many')",
         "chart_stack(): detractors must be a finite number from 0 up, or NULL, not 'many'"},
    };
    assert_failures(*state, cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_trend_has_a_line_intervals_marks_and_labels),
        cmocka_unit_test(neighbouring_intervals_form_a_band),
        cmocka_unit_test(bars_have_labels_values_and_a_zero),
        cmocka_unit_test(bars_with_intervals_have_whiskers),
        cmocka_unit_test(a_stack_has_a_legend_shares_and_scores),
        cmocka_unit_test(no_rows_are_no_picture_and_rows_without_values_say_so),
        cmocka_unit_test(an_interval_without_one_of_its_ends_is_not_drawn),
        cmocka_unit_test(a_title_of_null_is_none),
        cmocka_unit_test(tooltips_tell_the_value_and_its_interval_each_in_its_own_digits),
        cmocka_unit_test(bad_rows_are_named_with_their_rule),
    };
    return cmocka_run_group_tests_name("chart svg", tests, open_fixture, close_fixture);
}
