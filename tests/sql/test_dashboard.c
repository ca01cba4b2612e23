/*
 * The page of sql/dashboard/ without a browser: it is whole, it says what the views say, nothing
 * of the database becomes markup, and a failure leaves no half of a page. How it looks is the
 * business of tests/browser.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "support/dashboard.h"
#include "support/shell.h"

static const char *const panels[] = {
    "score",      "trend",     "targets",  "segments", "surveys",    "why",
    "warnings",   "advocates", "activity", "outcomes", "referrals",  "growth",
    "candidates", "recovery",  "needs",    "emerging", "programme",  "maturity",
    "channels",   "reviews",   "social",   "ai",       "reputation", "sources",
};
enum { PANELS = sizeof panels / sizeof *panels };

static int panels_on(const char *page)
{
    return occurrences(page, "<section class=\"panel");
}

/* No panel, no link to one, and at the end the title of each. */
static void assert_empty_page(const char *page)
{
    assert_well_formed(page);
    assert_int_equal(panels_on(page), 0);
    assert_null(strstr(page, "<nav"));
    assert_null(strstr(page, "In short"));
    assert_int_equal(occurrences(page, "<p class=\"left-out\">"), 1);
    assert_int_equal(occurrences(strstr(page, "<p class=\"left-out\">"), " ("), PANELS);
}

static void a_page_without_a_row_leaves_every_panel_out_and_says_so(void **state)
{
    (void)state;
    char *database = empty_company();
    char *page = whole_page_of(database);
    assert_empty_page(page);
    assert_non_null(strstr(page, ", today, because there is neither an answer nor a purchase: "));
    assert_non_null(strstr(page, " Reviews (review); Social visibility (mention); "));
    free(page);
    free(run_script(database, "INSERT INTO advocacy_settings(as_of) VALUES ('2026-10-31');"));
    page = whole_page_of(database);
    assert_empty_page(page);
    assert_non_null(strstr(page, "<p>Looks back from 31 Oct 2026, as advocacy_settings says: 1 Nov "
                                 "2025 to 31 Oct 2026. "));
    free(page);
    sqlite3_free(database);
}

static void every_panel_of_a_company_shows_its_figures_and_over_how_many(void **state)
{
    (void)state;
    char *database = hostile_company();
    char *page = whole_page_of(database);
    assert_int_equal(panels_on(page), PANELS);
    assert_null(strstr(page, "left-out"));
    for (int i = 0; i < PANELS; i++) {
        char *panel = panel_of(page, panels[i]);
        char *basis = strstr(panel, "<p class=\"basis\">");
        assert_non_null(basis);
        assert_true(strcspn(basis, "0123456789") < strcspn(basis, "\n"));
        if (!strstr(panel, "data-value=\"")) {
            fail_msg("%s shows no figure", panels[i]);
        }
        free(panel);
    }
    assert_true(strlen(page) < 400000);
    free(page);
    sqlite3_free(database);
}

static void no_text_of_the_database_becomes_markup(void **state)
{
    (void)state;
    char *database = hostile_company();
    char *page = whole_page_of(database);
    assert_well_formed(page);
    assert_non_null(strstr(page, "Customer advocacy: &lt;/section&gt;&lt;script&gt;"));
    assert_non_null(strstr(page, "]]&gt;&lt;/svg&gt;&lt;/title&gt;&lt;/style&gt;"));
    assert_null(strstr(page, "after a NUL"));
    free(page);
    sqlite3_free(database);
}

/* The cell of this name in the first row of this block has this figure. */
static void assert_figure(sqlite3 *db, const char *page, const char *block, const char *column,
                          const char *sql)
{
    char *opening = sqlite3_mprintf("data-block=\"%s\"", block);
    const char *start = strstr(page, opening);
    assert_non_null(start);
    char *cell = sqlite3_mprintf("data-column=\"%s\"", column);
    const char *at = strstr(start, cell);
    assert_non_null(at);
    const char *value = strstr(at, "data-value=\"");
    assert_true(value && value < strchr(at, '>'));
    double found = strtod(value + strlen("data-value=\""), NULL);
    double expected = query_number(db, sql);
    if (!(found >= expected - 1e-8 && found <= expected + 1e-8)) {
        fail_msg("%s of %s is %.10g instead of %.10g", column, block, found, expected);
    }
    sqlite3_free(cell);
    sqlite3_free(opening);
}

static void its_figures_are_what_plain_sql_counts(void **state)
{
    (void)state;
    char *database = hostile_company();
    char *page = whole_page_of(database);
    sqlite3 *db = open_database();
    char *attach = sqlite3_mprintf("ATTACH %Q AS company", database);
    execute(db, attach);
    /* Everybody's newest answer of the year is that of September, or of June where it is none. */
    execute(db, "CREATE TEMP TABLE newest AS SELECT customer_id, max(answered_at), "
                "CAST(score AS INTEGER) AS score FROM company.survey_response "
                "WHERE typeof(score) = 'integer' AND answered_at >= '2025-11-01' "
                "GROUP BY customer_id");
    assert_figure(db, page, "period", "responses", "SELECT count(*) FROM newest");
    assert_figure(db, page, "period", "nps",
                  "SELECT 100.0 * (sum(score >= 9) - sum(score <= 6)) / count(*) FROM newest");
    /* Nobody answered in October, the newest month. */
    assert_figure(db, page, "months", "responses",
                  "SELECT count(*) FROM company.survey_response WHERE typeof(score) = 'integer' "
                  "AND answered_at >= '2026-10-01'");
    assert_figure(db, page, "funnel", "referrals",
                  "SELECT count(*) FROM company.referral WHERE NOT rewarded");
    assert_figure(db, page, "return", "cost", "SELECT sum(cost) FROM company.programme_cost");
    assert_figure(db, page, "reach", "engaged_share",
                  "SELECT 100.0 * sum(engaged) / sum(employees) FROM company.department "
                  "WHERE department <> ''");
    assert_figure(db, page, "sources", "rows",
                  "SELECT max(n) FROM (SELECT count(*) AS n FROM company.purchase UNION ALL "
                  "SELECT count(*) FROM company.survey_response)");
    sqlite3_free(attach);
    close_database(db);
    free(page);
    sqlite3_free(database);
}

static void figures_are_rounded_signed_and_separated_as_they_are_read(void **state)
{
    (void)state;
    char *database = hostile_company();
    free(run_script(database,
                    "DELETE FROM benchmark; DELETE FROM programme_cost; DELETE FROM department;"
                    "INSERT INTO benchmark VALUES ('market', 2025, -0.04, NULL, 'x'), ('market', "
                    "2024, -27.26, NULL, 'x'), ('market', 2023, 99.96, NULL, 'x');"
                    "INSERT INTO programme_cost VALUES ('2026-10', 'running', 1234567.891);"
                    "INSERT INTO department VALUES ('all', 3000000, 1500000, 1, 1);"));
    char *page = whole_page_of(database);
    assert_non_null(strstr(page, " data-value=\"-0.04\"><b>0.0</b>"));
    assert_non_null(strstr(page, " data-value=\"-27.26\"><b>\xE2\x88\x92"
                                 "27.3</b>"));
    assert_non_null(strstr(page, " data-value=\"99.96\"><b>100.0</b>"));
    assert_non_null(strstr(page, "<strong>1,234,568</strong>"));
    assert_non_null(strstr(page, "<strong>50.0%</strong>"));
    assert_non_null(strstr(page, "1,500,000 of 3,000,000 employees"));
    free(page);
    sqlite3_free(database);
}

/* Appends the row's only column. A statement before the last that gave a row would show. */
static void title_and_currency_are_those_asked_for(void **state)
{
    (void)state;
    char *database = hostile_company();
    int status;
    char *page = page_of(
        database, "'{\\\"title\\\": \\\"Q3 <Board>\\\", \\\"currency\\\": \\\"CHF & Co\\\"}'",
        &status);
    assert_int_equal(status, 0);
    assert_well_formed(page);
    assert_non_null(strstr(page, "<title>Q3 &lt;Board&gt;</title>"));
    assert_non_null(strstr(page, "<h1>Q3 &lt;Board&gt;</h1>"));
    assert_non_null(strstr(page, "<strong>420.00 CHF &amp; Co</strong>"));
    assert_non_null(strstr(page, "amounts in CHF &amp; Co<"));
    assert_null(strstr(page, "currency of the data"));
    free(page);
    page = page_of(database, "'{\\\"title\\\": \\\" \\\", \\\"currency\\\": \\\"\u20ac\\\"}'",
                   &status);
    assert_non_null(strstr(page, "<title>Customer advocacy: &lt;"));
    assert_non_null(strstr(page, "<strong>\u20ac420.00</strong>"));
    free(page);
    sqlite3_free(database);
}

static int append_row(void *text, int columns, char **values, char **names)
{
    (void)names;
    assert_int_equal(columns, 1);
    sqlite3_str_appendf(text, "%s\n", values[0]);
    return 0;
}

/* No dot-command, nothing but SQL of any supported version, and the same page in each. */
static void the_scripts_are_sql_whose_last_statement_gives_the_page(void **state)
{
    (void)state;
    sqlite3 *db = open_empty_company();
    execute_file(db, "tests/support/hostile_company.sql");
    int status;
    char *script = run_command("cat sql/dashboard/*.sql", &status);
    assert_int_equal(status, 0);
    sqlite3_str *text = sqlite3_str_new(db);
    char *message = NULL;
    if (sqlite3_exec(db, script, append_row, text, &message) != SQLITE_OK) {
        fail_msg("%s", message);
    }
    char *page = sqlite3_str_finish(text);
    assert_non_null(page);
    assert_well_formed(page);
    char *database = hostile_company();
    char *expected = whole_page_of(database);
    assert_string_equal(page, expected);
    free(expected);
    sqlite3_free(database);
    sqlite3_free(page);
    free(script);
    close_database(db);
}

static void a_panel_is_put_between_two_by_a_file_of_its_own(void **state)
{
    (void)state;
    char *database = hostile_company();
    char *command = sqlite3_mprintf(
        "(cat sql/dashboard/[0-7]*.sql; echo \"INSERT INTO dashboard_panel VALUES ('calls', 12, "
        "'Calls', '', 'What they cost.', ''); INSERT INTO dashboard_block VALUES ('calls', 1, "
        "'table', 'calls', 'Calls'); INSERT INTO dashboard_column VALUES ('calls', 1, 1, 'kind', "
        "'Kind', 'text', 0), ('calls', 1, 2, 'cost', 'Cost', 'money', 0); INSERT INTO "
        "dashboard_row(panel, block, place, s1, s2) VALUES ('calls', 1, 1, '<in>', 99);\"; "
        "cat sql/dashboard/[89]*.sql) | '%s' -bail -cmd \".load '%s'\" '%s'",
        shell_path(), library_path(), database);
    int status;
    char *page = run_command(command, &status);
    assert_int_equal(status, 0);
    assert_well_formed(page);
    const char *score = strstr(page, "data-panel=\"score\"");
    const char *calls = strstr(page, "data-panel=\"calls\"");
    const char *trend = strstr(page, "data-panel=\"trend\"");
    assert_true(score && score < calls && calls < trend);
    assert_non_null(strstr(page, "<li><a href=\"#score\">Would they recommend us?</a></li>\n"
                                 "<li><a href=\"#calls\">Calls</a></li>\n"));
    char *panel = panel_of(page, "calls");
    assert_non_null(strstr(panel, ">&lt;in&gt;</th>"));
    assert_non_null(strstr(panel, " data-value=\"99\"><b>99.00</b>"));
    free(panel);
    free(page);
    sqlite3_free(command);
    sqlite3_free(database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_without_a_row_leaves_every_panel_out_and_says_so),
        cmocka_unit_test(every_panel_of_a_company_shows_its_figures_and_over_how_many),
        cmocka_unit_test(no_text_of_the_database_becomes_markup),
        cmocka_unit_test(its_figures_are_what_plain_sql_counts),
        cmocka_unit_test(title_and_currency_are_those_asked_for),
        cmocka_unit_test(figures_are_rounded_signed_and_separated_as_they_are_read),
        cmocka_unit_test(the_scripts_are_sql_whose_last_statement_gives_the_page),
        cmocka_unit_test(a_panel_is_put_between_two_by_a_file_of_its_own),
    };
    return cmocka_run_group_tests_name("dashboard", tests, make_dashboard_folder,
                                       forget_dashboard_folder);
}
