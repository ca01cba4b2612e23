/*
 * SVG that no label can break: well-formed and harmless whatever it is made of, by a reader of our
 * own and by xmllint; and its limits.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/chart.h"
#include "support/check.h"
#include "support/survey.h"

/* Labels of any content. */

static void assert_chart(sqlite3 *db, const char *sql)
{
    size_t length;
    char *svg = chart_of_query(db, sql, &length);
    struct Picture picture = read_picture(svg, length);
    assert_tidy(&picture, sql);
    free_picture(&picture);
    free(svg);
}

static const char *const hostile_labels[] = {
    "'</svg>'",
    "'</title><script>alert(1)</script>'",
    "'<!-- '",
    "']]>'",
    "'\" onload=\"alert(1)'",
    "''' x='''",
    "'&lt;&amp;&#60;&'",
    "'a' || char(0) || '<b>'",
    "char(1, 8, 9, 10, 13, 27, 127, 133, 159)",
    "char(65534, 65535, 64976, 131071)",
    "char(8238) || 'abc'",
    "CAST(x'C328A0A1E28228F0288CBCFF' AS TEXT)",
    "CAST(x'EDA080EDBFBF' AS TEXT)",
    "CAST(x'F09F98' AS TEXT)",
    "CAST(x'00' AS TEXT)",
    "''",
    "NULL",
    "-9223372036854775808",
    "1e308",
    "'@@@'",
};

static void no_label_or_title_breaks_out(void **state)
{
    static const char *const charts[] = {
        "SELECT chart_trend(label, v, v - 1, v + 1, title) FROM (%s)",
        "SELECT chart_bars(label, v, v - 1, v + 1, title) FROM (%s)",
        "SELECT chart_stack(label, v, v, v, title) FROM (%s)",
        "SELECT chart_scatter(label, v, v, title) FROM (%s)",
        "SELECT chart_heat(label, v, v, title) FROM (%s)",
    };
    for (size_t i = 0; i < COUNT(hostile_labels); i++) {
        for (size_t j = 0; j < COUNT(charts); j++) {
            char *rows = sqlite3_mprintf("SELECT %s AS label, 1 AS v, %s AS title UNION ALL SELECT "
                                         "%s, 2, %s",
                                         hostile_labels[i], hostile_labels[i], hostile_labels[i],
                                         hostile_labels[i]);
            char *sql = sqlite3_mprintf(charts[j], rows);
            assert_chart(*state, sql);
            sqlite3_free(sql);
            sqlite3_free(rows);
        }
    }
}

/* What is shown is cut, and what is told is whole. */
static void a_label_of_a_megabyte_is_cut_to_size_and_whole_in_the_tooltip(void **state)
{
    static const char *const charts[] = {"chart_trend(v, 1)", "chart_bars(v, 1)",
                                         "chart_stack(v, 1, 1, 1)"};
    for (size_t i = 0; i < COUNT(charts); i++) {
        char *sql = sqlite3_mprintf("SELECT %s FROM (SELECT replace(hex(zeroblob(500000)), '00', "
                                    "'<\xC3\xA9') AS v)",
                                    charts[i]);
        size_t length;
        char *svg = chart_of_query(*state, sql, &length);
        struct Picture picture = read_picture(svg, length);
        assert_tidy(&picture, charts[i]);
        free_picture(&picture);
        /* &lt; and two bytes, 500,000 times, once. */
        assert_true(length > 3000000 && length < 3010000);
        free(svg);
        sqlite3_free(sql);
    }
}

/* Text by itself: chart_escape(). */

static void assert_well_formed(const char *before, const char *text, const char *after)
{
    char *xml = sqlite3_mprintf("%s%s%s", before, text, after);
    size_t place = 0;
    const char *error = xml_error(xml, strlen(xml), NULL, NULL, &place);
    if (error) {
        fail_msg("%s at byte %zu of %s", error, place, xml);
    }
    sqlite3_free(xml);
}

static void whatever_is_escaped_stays_in_its_place(void **state)
{
    for (size_t i = 0; i < COUNT(hostile_labels); i++) {
        char *sql =
            sqlite3_mprintf("SELECT coalesce(chart_escape(%s), '(none)')", hostile_labels[i]);
        char *text = query(*state, sql);
        assert_well_formed("<text>", text, "</text>");
        assert_well_formed("<text id=\"", text, "\"/>");
        sqlite3_free(text);
        sqlite3_free(sql);
    }
}

static void what_is_escaped_reads_as_it_was(void **state)
{
    struct Random random = {417};
    for (int i = 0; i < 500; i++) {
        char text[41];
        int length = random_below(&random, (int)sizeof text);
        for (int j = 0; j < length; j++) {
            text[j] = (char)(' ' + random_below(&random, 95));
        }
        text[length] = 0;
        char *sql = sqlite3_mprintf("SELECT chart_escape(%Q)", text);
        char *escaped = query(*state, sql);
        char plain[sizeof text];
        xml_plain((struct XmlText){escaped, strlen(escaped)}, plain, sizeof plain);
        assert_string_equal(plain, text);
        sqlite3_free(escaped);
        sqlite3_free(sql);
    }
}

/* Random pictures. */

static const char *random_label(struct Random *random)
{
    static const char *const pieces[] = {
        "'month ' || i",
        "char(19968 + i, 19969, 128512)",
        "substr('<&>\"''</svg>]]>', 1 + i % 10)",
        "char(i % 40)",
        "CAST(substr(x'C3A9FFE282ACF09F9880ED', 1 + i % 8) AS TEXT)",
        "i / 7.0",
        "NULL"};
    return pieces[random_below(random, (int)COUNT(pieces))];
}

/* One query for a random chart, from sqlite3_malloc. */
static char *random_chart(struct Random *random)
{
    static const char *const calls[] = {
        "chart_trend(%s, %s)",
        "chart_trend(%s, %s, %s)",
        "chart_trend(%s, v, v - abs(v) / 3, v + abs(v) / 4, 'title')",
        "chart_bars(%s, %s)",
        "chart_bars(%s, v, v - abs(v) / 3, v + abs(v) / 4)",
        "chart_stack(%s, abs(v), %s, abs(v + 1) / 2, 'title')",
    };
    int count = random_below(random, 4) ? 1 + random_below(random, 40) : random_below(random, 1300);
    double size = random_magnitude(random, 1e-300, 1e300);
    const char *label = random_label(random);
    char *call =
        sqlite3_mprintf(calls[random_below(random, (int)COUNT(calls))], label,
                        random_below(random, 3) ? "abs(v)" : "nullif(abs(i), 3)", "'<title>'");
    char *sql = sqlite3_mprintf(
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %d), t(i, v) AS "
        "(SELECT i, CASE i %% %d WHEN 7 THEN NULL ELSE (i * 7919 %% 1009 - %d) * %.17g END FROM n) "
        "SELECT %s FROM t",
        count, 8 + random_below(random, 90), random_below(random, 1010), size, call);
    sqlite3_free(call);
    return sql;
}

static void random_charts_are_well_formed_and_tidy(void **state)
{
    struct Random random = {1998};
    for (int i = 0; i < 400; i++) {
        char *sql = random_chart(&random);
        assert_chart(*state, sql);
        sqlite3_free(sql);
    }
}

/* All in one document, because a process for each would take a while. */
static void another_reader_of_xml_agrees(void **state)
{
    if (system("command -v xmllint >/dev/null 2>&1") != 0) {
        printf("skipped: xmllint is not installed\n");
        skip();
    }
    struct Random random = {1999};
    FILE *reader = popen("xmllint --noout --huge -", "w");
    assert_non_null(reader);
    fputs("<charts>", reader);
    for (int i = 0; i < 300; i++) {
        char *sql = random_chart(&random);
        size_t length;
        char *svg = chart_of_query(*state, sql, &length);
        assert_int_equal(fwrite(svg, 1, length, reader), length);
        free(svg);
        sqlite3_free(sql);
    }
    for (size_t i = 0; i < COUNT(hostile_labels); i++) {
        char *sql =
            sqlite3_mprintf("SELECT chart_bars(%s, 1, %s)", hostile_labels[i], hostile_labels[i]);
        size_t length;
        char *svg = chart_of_query(*state, sql, &length);
        assert_int_equal(fwrite(svg, 1, length, reader), length);
        free(svg);
        sqlite3_free(sql);
    }
    fputs("</charts>", reader);
    assert_int_equal(pclose(reader), 0);
}

/* Limits. */

static void a_picture_past_the_limit_of_the_connection_is_too_big(void **state)
{
    static const char *const statements[] = {"SELECT chart_trend('x', 1)",
                                             "SELECT chart_bars('x', 1)",
                                             "SELECT chart_stack('x', 1, 1, 1)"};
    int limit = sqlite3_limit(*state, SQLITE_LIMIT_LENGTH, 500);
    for (size_t i = 0; i < COUNT(statements); i++) {
        assert_int_equal(sqlite3_exec(*state, statements[i], NULL, NULL, NULL), SQLITE_TOOBIG);
    }
    sqlite3_limit(*state, SQLITE_LIMIT_LENGTH, limit);
}

static void a_hundred_thousand_rows_make_a_small_picture_that_says_what_is_not_in_it(void **state)
{
    static const char *const charts[] = {"chart_trend(i, sin)", "chart_trend(i, sin, sin, sin + 9)",
                                         "chart_bars(i, sin, sin, sin + 1)",
                                         "chart_stack(i, i, 5, 7)"};
    for (size_t i = 0; i < COUNT(charts); i++) {
        char *sql = sqlite3_mprintf(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000), "
            "t(i, sin) AS (SELECT i, nullif(i * 7919 %% 1013, 5) FROM n) SELECT %s FROM t",
            charts[i]);
        size_t length;
        char *svg = chart_of_query(*state, sql, &length);
        assert_true(length < 700000);
        bool is_trend = strstr(svg, "chart-trend") != NULL;
        assert_non_null(strstr(svg, is_trend ? "<desc>100000 points. First: "
                                             : "<desc>The first 1000 of 100000 rows. First: "));
        assert_int_equal(strstr(svg, ">and 99000 more rows<") != NULL, !is_trend);
        free(svg);
        sqlite3_free(sql);
    }
}

/* The reader itself. */

static void the_reader_of_this_suite_refuses_what_is_not_a_chart(void **state)
{
    static const char *const wrong[] = {
        "",
        "<",
        "<svg",
        "<svg>",
        "<svg></g>",
        "<svg><g></svg>",
        "<svg/><svg/>",
        "<svg/> ",
        "<svg a=1/>",
        "<svg a=\"1\" a=\"2\"/>",
        "<svg a=\"<\"/>",
        "<svg a=\"'\"/>",
        "<svg>&</svg>",
        "<svg>&nbsp;</svg>",
        "<svg>></svg>",
        "<svg><!-- --></svg>",
        "<svg><![CDATA[x]]></svg>",
        "<svg>\x01</svg>",
        "<svg>\xFF</svg>",
        "<svg>\xC3</svg>",
        "<svg>\xC0\x80</svg>",
        "<svg>\xED\xA0\x80</svg>",
        "<svg>\xEF\xBF\xBF</svg>",
        "<svg>\xC2\x80</svg>",
        "<svg>\xF4\x90\x80\x80</svg>",
        "<svg/>",
    };
    static const char root[] = "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
                               "viewBox=\"0 0 1 1\" aria-label=\"x\">";
    static const char *const inside[] = {"<script/>",
                                         "<a/>",
                                         "x",
                                         "<g id=\"x\"/>",
                                         "<g style=\"x\"/>",
                                         "<g onload=\"x\"/>",
                                         "<path d=\"x\"/>",
                                         "<rect x=\"nan\"/>",
                                         "<rect x=\"1e5\"/>",
                                         "<svg/>"};
    size_t place;
    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++) {
        struct TightText text = tight_text(wrong[i], strlen(wrong[i]));
        if (!chart_error(text.text, text.length, &place)) {
            fail_msg("%s is taken for a chart", wrong[i]);
        }
        free_tight_text(&text);
    }
    for (size_t i = 0; i < COUNT(inside); i++) {
        char *svg = sqlite3_mprintf("%s%s</svg>", root, inside[i]);
        if (!chart_error(svg, strlen(svg), &place)) {
            fail_msg("%s is taken for a chart", svg);
        }
        sqlite3_free(svg);
    }
    char *svg = sqlite3_mprintf("%s<title>&lt;\xC3\xA9</title></svg>", root);
    assert_null(chart_error(svg, strlen(svg), &place));
    sqlite3_free(svg);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_label_or_title_breaks_out),
        cmocka_unit_test(whatever_is_escaped_stays_in_its_place),
        cmocka_unit_test(what_is_escaped_reads_as_it_was),
        cmocka_unit_test(a_label_of_a_megabyte_is_cut_to_size_and_whole_in_the_tooltip),
        cmocka_unit_test(random_charts_are_well_formed_and_tidy),
        cmocka_unit_test(another_reader_of_xml_agrees),
        cmocka_unit_test(a_picture_past_the_limit_of_the_connection_is_too_big),
        cmocka_unit_test(a_hundred_thousand_rows_make_a_small_picture_that_says_what_is_not_in_it),
        cmocka_unit_test(the_reader_of_this_suite_refuses_what_is_not_a_chart),
    };
    return cmocka_run_group_tests_name("chart labels", tests, open_fixture, close_fixture);
}
