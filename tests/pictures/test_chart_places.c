/*
 * Where things stand in SVG charts, read back from their coordinates: from one row to a thousand no
 * text overlaps another or leaves the picture, and what is drawn is in proportion to its value.
 */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "support/chart.h"
#include "support/check.h"
#include "support/survey.h"

static struct Picture picture_of(sqlite3 *db, const char *sql)
{
    size_t length;
    char *svg = chart_of_query(db, sql, &length);
    struct Picture picture = read_picture(svg, length);
    free(svg);
    return picture;
}

static int count_of(const struct Picture *picture, const char *class_name)
{
    int count = 0;
    for (int i = 0; i < picture->count; i++) {
        count += strcmp(picture->boxes[i].class_name, class_name) == 0;
    }
    return count;
}

/* Number i of the boxes of that class. */
static const struct Box *box_of(const struct Picture *picture, const char *class_name, int i)
{
    for (int j = 0; j < picture->count; j++) {
        if (strcmp(picture->boxes[j].class_name, class_name) == 0 && i-- == 0) {
            return &picture->boxes[j];
        }
    }
    fail_msg("no %s", class_name);
    return NULL;
}

/* Rows 1 to a number, with labels of three kinds. */
#define ROWS                                                                                       \
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d), t(label, v) "   \
    "AS "                                                                                          \
    "(SELECT %s, nullif(i * 7919 %% 1009 - 300, 5) * %s FROM n) "

#define ROWS_OF_ONE_PLACE                                                                          \
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 250) "               \
    "SELECT chart_scatter('label ' || i, 1, 2) FROM n"

static void no_texts_overlap_from_one_row_to_a_thousand(void **state)
{
    static const char *const charts[] = {
        ROWS "SELECT chart_trend(label, v, v - 50, v + 60.5, 'A title that is too long to be shown "
             "in one line of this picture') FROM t",
        ROWS "SELECT chart_bars(label, v, v - 50, v + 60.5, 'Title') FROM t",
        ROWS "SELECT chart_stack(label, abs(v), 300, 200) FROM t",
        ROWS "SELECT chart_scatter(label, v * 31 %% 97, v, 'Title') FROM t",
        ROWS
        "SELECT chart_heat(label, place %% 12, v, 'Title') FROM (SELECT label, v, row_number() OVER () AS place FROM t)",
    };
    static const char *const labels[] = {"date('2020-01-01', i || ' days')", "i % 13",
                                         "substr('llllllllllllllllllllllllllllllllll', 1 + i % 9)",
                                         "'A long label of row ' || i || char(26085, 26412)"};
    static const char *const factors[] = {"1", "1e-7", "123456.7"};
    for (int count = 1; count <= 1000; count += count < 130 ? 1 : 29) {
        for (size_t i = 0; i < COUNT(charts); i++) {
            for (size_t j = 0; j < COUNT(labels); j++) {
                char *sql =
                    sqlite3_mprintf(charts[i], count, labels[j], factors[(size_t)count % 3]);
                struct Picture picture = picture_of(*state, sql);
                assert_tidy(&picture, sql);
                assert_true(picture.width == 440);
                free_picture(&picture);
                sqlite3_free(sql);
            }
        }
    }
}

static void a_scatter_labels_what_has_room_and_parts_the_picture_at_the_means(void **state)
{
    struct Picture picture = picture_of(
        *state, "WITH t(label, x, y) AS (VALUES ('a', 0, 0), ('b', 10, 20), ('far', 2, 40), "
                "('none', NULL, 3)) SELECT chart_scatter(label, x, y) FROM t");
    assert_int_equal(count_of(&picture, "chart-point"), 3);
    assert_int_equal(count_of(&picture, "chart-label"), 3);
    const struct Box *low = box_of(&picture, "chart-point", 0);
    const struct Box *middle = box_of(&picture, "chart-point", 1);
    const struct Box *high = box_of(&picture, "chart-point", 2);
    assert_near((low->bottom + high->bottom) / 2, middle->bottom, 0.11);
    assert_near((high->left - low->left) * 5, middle->left - low->left, 0.6);
    free_picture(&picture);
    /* Three points in one place have one label each, on different sides. */
    picture = picture_of(*state, "WITH t(label) AS (VALUES ('a'), ('b'), ('c')) "
                                 "SELECT chart_scatter(label, 1, 2) FROM t");
    assert_int_equal(count_of(&picture, "chart-label"), 3);
    assert_tidy(&picture, "three in one place");
    free_picture(&picture);
    /* Of two hundred in one place only some have room. */
    picture = picture_of(*state, ROWS_OF_ONE_PLACE);
    assert_int_equal(count_of(&picture, "chart-point"), 200);
    assert_true(count_of(&picture, "chart-label") <= 8);
    assert_tidy(&picture, "two hundred in one place");
    free_picture(&picture);
}

static void a_trend_keeps_the_first_and_the_last_label(void **state)
{
    for (int count = 2; count <= 1000; count += 7) {
        char *sql = sqlite3_mprintf(ROWS "SELECT chart_trend(label, 1) FROM t", count, "i", "1");
        struct Picture picture = picture_of(*state, sql);
        char last[20];
        sqlite3_snprintf(sizeof last, last, "%d", count);
        int labels = count_of(&picture, "chart-label");
        assert_true(labels >= 2 && labels <= 40);
        assert_string_equal(box_of(&picture, "chart-label", 0)->text, "1");
        assert_string_equal(box_of(&picture, "chart-label", labels - 1)->text, last);
        free_picture(&picture);
        sqlite3_free(sql);
    }
}

/* The numbers beside the axis, from below, and how many labels there are below it. */
static void marks_are_round_and_no_more_than_six(void **state)
{
    static const char *const cases[][3] = {
        {"0, 100", "0|20|40|60|80|100|", "2"},
        {"20, 11.3", "10|12|14|16|18|20|", "2"},
        {"-100, 100, 3", "-100|-50|0|50|100|", "3"},
        {"0.001, 0.0042", "0.000|0.001|0.002|0.003|0.004|0.005|", "2"},
        {"7", "6|7|8|", "1"},
        {"1000000, 950000", "0.95M|0.96M|0.97M|0.98M|0.99M|1.00M|", "2"},
        {"1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12", "0|5|10|15|", "12"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char *sql =
            sqlite3_mprintf("SELECT chart_trend(value, value) FROM json_each('[%s]')", cases[i][0]);
        struct Picture picture = picture_of(*state, sql);
        char found[200] = "";
        for (int j = 0; j < count_of(&picture, "chart-tick"); j++) {
            size_t length = strlen(found);
            sqlite3_snprintf((int)(sizeof found - length), found + length, "%s|",
                             box_of(&picture, "chart-tick", j)->text);
        }
        assert_string_equal(found, cases[i][1]);
        assert_int_equal(count_of(&picture, "chart-label"), strtol(cases[i][2], NULL, 10));
        free_picture(&picture);
        sqlite3_free(sql);
    }
}

/* A day in thousands that stands out is what one looks for. */
static void a_single_high_or_low_among_many_rows_is_drawn(void **state)
{
    size_t length;
    char *svg = chart_of_query(
        *state,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) SELECT "
        "chart_trend(i, v, v, v + 1) FROM (SELECT i, CASE i WHEN 20001 THEN 99 WHEN 30003 THEN "
        "-100 "
        "WHEN 40004 THEN NULL ELSE 0 END AS v FROM n)",
        &length);
    const char *line = strstr(svg, "class=\"chart-line\"");
    const char *band = strstr(svg, "class=\"chart-band\"");
    assert_true(line && band && band < line);
    /* The scale goes from -100 to 100: its ends are the ends of the picture's 150 units. */
    const char *high = strstr(line, " 8.8L");
    const char *low = strstr(line, " 158L");
    const char *band_high = strstr(band, " 8L");
    assert_true(high && low && high < low && band_high && band_high < line);
    assert_null(strstr(low + 1, " 158L"));
    free(svg);
}

static void a_trend_has_a_circle_for_each_value_until_there_are_too_many(void **state)
{
    static const int counts[][2] = {{1, 1}, {12, 12}, {40, 40}, {120, 120}, {121, 0}, {1000, 0}};
    for (size_t i = 0; i < COUNT(counts); i++) {
        char *sql =
            sqlite3_mprintf("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                            "WHERE i < %d) SELECT chart_trend(i, i) FROM n",
                            counts[i][0]);
        struct Picture picture = picture_of(*state, sql);
        assert_int_equal(count_of(&picture, "chart-point"), counts[i][1]);
        free_picture(&picture);
        sqlite3_free(sql);
    }
}

/* Circles stand at their values: as far between the marks as the value is between their numbers. */
static void points_stand_at_their_values(void **state)
{
    struct Picture picture = picture_of(
        *state, "WITH t(v) AS (VALUES (-40), (0), (12.5), (80)) SELECT chart_trend(v, v) FROM t");
    static const double values[] = {-40, 0, 12.5, 80};
    const struct Box *low = box_of(&picture, "chart-tick", 0);
    const struct Box *high = box_of(&picture, "chart-tick", count_of(&picture, "chart-tick") - 1);
    double lowest = strtod(low->text, NULL);
    double highest = strtod(high->text, NULL);
    assert_true(lowest <= -40 && highest >= 80);
    for (int i = 0; i < 4; i++) {
        const struct Box *point = box_of(&picture, "chart-point", i);
        double share = (values[i] - lowest) / (highest - lowest);
        /* The marks' numbers are centred 1 unit above their lines. */
        double y = low->bottom - 7 + share * (high->bottom - low->bottom);
        assert_near((point->top + point->bottom) / 2, y, 0.2);
        const struct Box *label = box_of(&picture, "chart-label", i);
        assert_near((point->left + point->right) / 2, (label->left + label->right) / 2, 8);
    }
    free_picture(&picture);
}

static void bars_are_as_long_as_their_values_and_start_at_zero(void **state)
{
    struct Picture picture =
        picture_of(*state, "WITH t(v) AS (VALUES (-40), (0), (12.5), (80), (NULL)) SELECT "
                           "chart_bars(coalesce(v, 'none'), v) FROM t");
    const struct Box *negative = box_of(&picture, "chart-bar chart-negative", 0);
    const struct Box *none = box_of(&picture, "chart-bar", 0);
    const struct Box *small = box_of(&picture, "chart-bar", 1);
    const struct Box *large = box_of(&picture, "chart-bar", 2);
    double zero = none->left;
    double unit = (large->right - large->left) / 80;
    assert_near(none->right - none->left, 0, 0);
    assert_near(negative->right, zero, 0.2);
    assert_near(negative->right - negative->left, 40 * unit, 0.2);
    assert_near(small->left, zero, 0.2);
    assert_near(small->right - small->left, 12.5 * unit, 0.2);
    assert_true(unit > 1);
    assert_string_equal(box_of(&picture, "chart-none", 0)->text, "no data");
    assert_int_equal(count_of(&picture, "chart-value"), 4);
    free_picture(&picture);
}

static void segments_of_a_stack_fill_its_width_in_proportion(void **state)
{
    struct Picture picture =
        picture_of(*state, "WITH t(p, a, d) AS (VALUES (2, 1, 1), (1e308, 1e308, 1e308), (5e-324, "
                           "0, 0), (0, 0.25, 0.75)) SELECT chart_stack('x', p, a, d) FROM t");
    static const char *const classes[] = {"chart-promoters", "chart-passives", "chart-detractors"};
    static const double shares[][3] = {
        {0.5, 0.25, 0.25}, {1 / 3.0, 1 / 3.0, 1 / 3.0}, {1, 0, 0}, {0, 0.25, 0.75}};
    /* The first of each class is in the legend; parts of no size are not drawn. */
    int next[3] = {1, 1, 1};
    double left = box_of(&picture, "chart-promoters", 1)->left;
    double width = box_of(&picture, "chart-detractors", 1)->right - left;
    for (int row = 0; row < 4; row++) {
        double x = left;
        for (int i = 0; i < 3; i++) {
            if (shares[row][i] > 0) {
                const struct Box *box = box_of(&picture, classes[i], next[i]++);
                assert_near(box->left, x, 0.2);
                assert_near(box->right - box->left, width * shares[row][i], 0.2);
                x = box->right;
            }
        }
        assert_near(x, left + width, 0.3);
    }
    free_picture(&picture);
}

/* The numbers in segments are whole percentages that add up to 100. */
static void shares_in_a_stack_add_up(void **state)
{
    struct Picture picture = picture_of(*state, "SELECT chart_stack('x', 1, 1, 1)");
    assert_int_equal(count_of(&picture, "chart-share"), 3);
    assert_string_equal(box_of(&picture, "chart-share", 0)->text, "34");
    assert_string_equal(box_of(&picture, "chart-share", 1)->text, "33");
    assert_string_equal(box_of(&picture, "chart-share", 2)->text, "33");
    free_picture(&picture);
}

static void scores_beside_a_stack_are_those_of_nps(void **state)
{
    execute(*state, "CREATE TEMP TABLE counts AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT "
                    "i + 1 FROM n WHERE i < 60) SELECT i, i * 7 % 31 AS p, i * 5 % 17 AS a, i * 11 "
                    "% 29 AS d FROM n");
    struct Picture picture =
        picture_of(*state, "SELECT chart_stack(i, p, a, d) FROM (SELECT * FROM counts ORDER BY i)");
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(*state,
                                        "SELECT 100.0 * (p - d) / (p + a + d) FROM counts "
                                        "WHERE p + a + d > 0 ORDER BY i",
                                        -1, &statement, NULL),
                     SQLITE_OK);
    int rows = 0;
    for (; sqlite3_step(statement) == SQLITE_ROW; rows++) {
        double found = strtod(box_of(&picture, "chart-value", rows)->text, NULL);
        assert_near(found, sqlite3_column_double(statement, 0), 0.0500001);
    }
    sqlite3_finalize(statement);
    assert_true(rows > 50);
    free_picture(&picture);
}

/* Any doubles: whatever is drawn, is drawn inside. */
static void values_of_any_size_stay_in_the_picture(void **state)
{
    struct Random random = {308};
    execute(*state, "CREATE TEMP TABLE any_value(id INTEGER PRIMARY KEY, v, l, u)");
    sqlite3_stmt *insert;
    assert_int_equal(sqlite3_prepare_v2(*state,
                                        "INSERT INTO any_value(v, l, u) VALUES (?1, "
                                        "min(?2, ?3), max(?2, ?3))",
                                        -1, &insert, NULL),
                     SQLITE_OK);
    for (int round = 0; round < 200; round++) {
        execute(*state, "DELETE FROM any_value");
        for (int i = random_below(&random, 9); i >= 0; i--) {
            for (int j = 1; j <= 3; j++) {
                double value =
                    random_below(&random, 9) ? random_double(&random) : 1.7976931348623157e308;
                sqlite3_bind_double(insert, j, random_below(&random, 2) ? value : -value);
            }
            assert_int_equal(sqlite3_step(insert), SQLITE_DONE);
            sqlite3_reset(insert);
        }
        static const char *const queries[] = {
            "SELECT chart_trend(id, v, l, u) FROM any_value",
            "SELECT chart_trend(id, v) FROM any_value",
            "SELECT chart_bars(id, v, l, u) FROM any_value",
            "SELECT chart_bars(id, v) FROM any_value",
            "SELECT chart_stack(id, abs(v), abs(l), abs(u)) FROM any_value"};
        for (size_t i = 0; i < COUNT(queries); i++) {
            struct Picture picture = picture_of(*state, queries[i]);
            assert_tidy(&picture, queries[i]);
            free_picture(&picture);
        }
    }
    sqlite3_finalize(insert);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_texts_overlap_from_one_row_to_a_thousand),
        cmocka_unit_test(a_scatter_labels_what_has_room_and_parts_the_picture_at_the_means),
        cmocka_unit_test(a_trend_keeps_the_first_and_the_last_label),
        cmocka_unit_test(marks_are_round_and_no_more_than_six),
        cmocka_unit_test(a_single_high_or_low_among_many_rows_is_drawn),
        cmocka_unit_test(a_trend_has_a_circle_for_each_value_until_there_are_too_many),
        cmocka_unit_test(points_stand_at_their_values),
        cmocka_unit_test(bars_are_as_long_as_their_values_and_start_at_zero),
        cmocka_unit_test(segments_of_a_stack_fill_its_width_in_proportion),
        cmocka_unit_test(shares_in_a_stack_add_up),
        cmocka_unit_test(scores_beside_a_stack_are_those_of_nps),
        cmocka_unit_test(values_of_any_size_stay_in_the_picture),
    };
    return cmocka_run_group_tests_name("chart places", tests, open_fixture, close_fixture);
}
