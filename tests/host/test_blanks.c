/*
 * A blank text is no value, whatever kind of space it is made of: in every function and argument it
 * gives what NULL gives. Exports leave no-break spaces and byte order marks in empty cells.
 */
#include <string.h>

#include "support/survey.h"

/* Empty, spaces, controls, no-break, narrow no-break, ideographic, byte order mark, a mixture. */
static const char *const blanks[] = {
    "''",         "' '",         "char(9, 10, 13)", "char(160)",
    "char(8239)", "char(12288)", "char(65279)",     "char(65279, 32, 160, 8239, 8195)",
};

#define BGNBD                                                                                      \
    "(SELECT bgnbd_fit(c, c, 9) FROM (SELECT 1 AS c UNION ALL SELECT 2 UNION ALL SELECT 4))"
#define GAMMA                                                                                      \
    "(SELECT gamma_gamma_fit(c, c) FROM (SELECT 1 AS c UNION ALL SELECT 2 UNION ALL SELECT 4))"
#define SBG "(SELECT sbg_fit(c, c > 1) FROM (SELECT 1 AS c UNION ALL SELECT 2 UNION ALL SELECT 4))"
#define MODEL                                                                                      \
    "(SELECT advocate_fit(c % 2, 'x', c) FROM (SELECT 1 AS c UNION ALL SELECT 2 UNION ALL SELECT 4))"

/* @ is the argument. Aggregates see two rows. */
static const char *const calls[] = {
    "nps(@)",
    "nps(n, @)",
    "nps_responses(@)",
    "nps_share(@, 'passive')",
    "nps_stderr(@)",
    "nps_stderr(n, @)",
    "nps_lower(@)",
    "nps_lower(n, 0.9, @)",
    "nps_upper(@)",
    "nps_upper(n, 0.9, @)",
    "nps_margin(@)",
    "nps_margin(n, 0.9, @)",
    "nps_summary(@)",
    "nps_summary(n, 0.9, @)",
    "nps_by(@, n)",
    "nps_by(n, n, 0.9, @)",
    "nps_latest(@, n, NULL)",
    "nps_latest(n, @, '2026-01-01')",
    "nps_latest(n, 1, CASE n WHEN 9 THEN @ ELSE '2026-01-01' END)",
    "nps_latest(n, n, NULL, 0.9, @)",
    "nps_compare(@, n)",
    "nps_compare(n, n, 0.9, @)",
    "nps_overlap(@, n, 1)",
    "nps_overlap(n, n, @)",
    "nps_change(@, n)",
    "nps_change(n, @)",
    "nps_clustered(@, n)",
    "nps_clustered(n, @)",
    "nps_clustered(n, n, 0.9, @)",
    "share_clustered(@, n)",
    "share_clustered(n = 9, @)",
    "ratio_of_sums(@, n)",
    "ratio_of_sums(n, @)",
    "nps_category(@)",
    "nps_answer(@)",
    "nps_rescale(@, 5)",
    "nps_rescale(5, @)",
    "nps_counts(@, 1, 1)",
    "nps_counts(1, @, 1)",
    "nps_counts(1, 1, @)",
    "nps_sample_size(@)",
    "csat(@)",
    "top_box(@, 2, 7)",
    "ces(@)",
    "advocacy_time(@)",
    "advocacy_time(@, 'dmy')",
    "advocacy_time(@, 'unix')",
    "advocacy_time('2026-01-01', @)",
    "advocacy_amount(@)",
    "advocacy_amount(@, '.')",
    "advocacy_amount('1.5', @)",
    "advocacy_id(@)",
    "advocacy_flag(@)",
    "advocate_score('nps', @)",
    "advocate_score('nps', 9, 'referrals', @)",
    "advocate_explain('nps', @)",
    "advocate_explain('nps', 9, 'referrals', @)",
    "advocate_category(@, 1, 1, 1)",
    "advocate_category(9, @, 1, 1)",
    "advocate_category(9, 0, @, 1)",
    "advocate_category(9, 0, 0, @)",
    "advocate_decay(@, 9)",
    "advocate_decay(9, @)",
    "advocate_quadrant(@, 1, 1, 1)",
    "advocate_quadrant(1, @, 1, 1)",
    "advocate_quadrant(1, 1, @, 1)",
    "advocate_quadrant(1, 1, 1, @)",
    "advocate_ratio(@, n = 9)",
    "advocate_ratio(n, @)",
    "wilson_lower(@, 9)",
    "wilson_lower(1, @)",
    "wilson_upper(@, 9)",
    "wilson_upper(1, @)",
    "poisson_p_value(@, 4)",
    "poisson_p_value(9, @)",
    "poisson_p_value(9, 4, @)",
    "rating_bayes(@, 3, 2)",
    "sentiment_net(@)",
    "advocate_fit(@, 'x', n)",
    "advocate_fit(n = 9, 'x', @)",
    "advocate_predict(" MODEL ", 'x', @)",
    "advocate_reasons(" MODEL ", 'x', @)",
    "advocate_lift(@, n = 9)",
    "advocate_lift(n / 10.0, @)",
    "text_terms(@, n)",
    "text_terms('slow', @)",
    "key_drivers(@, 'x', n, 'y', n * n)",
    "key_drivers(n, 'x', @, 'y', n)",
    "bgnbd_fit(@, 1, 9)",
    "bgnbd_fit(1, @, 9)",
    "bgnbd_fit(1, 1, @)",
    "bgnbd_fit(1, 1, 9, @)",
    "mbgnbd_fit(@, 1, 9)",
    "mbgnbd_fit(1, 1, 9, @)",
    "gamma_gamma_fit(@, 9)",
    "gamma_gamma_fit(1, @)",
    "gamma_gamma_fit(1, 9, @)",
    "sbg_fit(@, 1)",
    "sbg_fit(2, @)",
    "sbg_fit(2, 1, @)",
    "clv_alive(" BGNBD ", @, 1, 9)",
    "clv_alive(" BGNBD ", 1, @, 9)",
    "clv_alive(" BGNBD ", 1, 1, @)",
    "clv_purchases(" BGNBD ", @, 1, 9, 2)",
    "clv_purchases(" BGNBD ", 1, 1, 9, @)",
    "clv_active(" BGNBD ", @, 1, 9, 2)",
    "clv_active(" BGNBD ", 1, 1, 9, @)",
    "clv_total(" BGNBD ", " GAMMA ", @, 1, 9, 2, 3)",
    "clv_total(" BGNBD ", " GAMMA ", 1, 1, 9, @, 3)",
    "clv_total(" BGNBD ", " GAMMA ", 1, 1, 9, 2, @)",
    "sbg_survival(" SBG ", @)",
    "sbg_retention(" SBG ", @)",
    "clv_spend(" GAMMA ", @, 2)",
    "clv_spend(" GAMMA ", 1, @)",
    "clv(" BGNBD ", " GAMMA ", @, 1, 9, 2, 3)",
    "clv(" BGNBD ", " GAMMA ", 1, 1, 9, @, 3)",
    "clv(" BGNBD ", " GAMMA ", 1, 1, 9, 2, @)",
    "revenue_retention(@, n)",
    "revenue_retention(n, @)",
    "earned_growth(@, n, 1)",
    "earned_growth(n, @, 1)",
    "earned_growth(NULL, n, @)",
    "rfm_cuts(@)",
    "rfm_bin(@, '[1,2]')",
    "rfm_segment(@, 1, 1)",
    "rfm_segment(1, @, 1)",
    "rfm_segment(1, 1, @)",
    "nps_bar(@)",
    "chart_sparkline(@)",
    "chart_trend('a', @)",
    "chart_trend('a', n, @, 10)",
    "chart_bars('a', @)",
    "chart_bars('a', n, 1, @)",
    "chart_stack('a', @, 1, 1)",
};

/* Those that take no value of a cell: names, JSON, what is shown as it is, the product. */
#define WITHOUT_VALUES                                                                                         \
    "'nps_rows', 'advocate_signals', 'key_driver_rows', 'text_term_rows', 'chart_escape', 'advocacy_number', " \
    "'advocacy_text', 'advocacy_setup', 'advocacy_dashboard', 'advocacy_scripts', "                            \
    "'advocacy_mapping', 'advocacy_version', 'advocacy_functions'"

/* The result of the call over two rows, in which n is 9 and 3, or its error. */
static char *result_with(sqlite3 *db, const char *call, const char *value)
{
    char *expression = replace(call, value);
    char *sql = sqlite3_mprintf("SELECT %s FROM (SELECT 9 AS n UNION ALL SELECT 3)", expression);
    char *result = query(db, sql);
    sqlite3_free(sql);
    sqlite3_free(expression);
    return result;
}

static void a_blank_gives_what_null_gives(void **state)
{
    for (size_t i = 0; i < COUNT(calls); i++) {
        char *expected = result_with(*state, calls[i], "NULL");
        assert_null(strstr(expected, "no such function"));
        for (size_t j = 0; j < COUNT(blanks); j++) {
            char *found = result_with(*state, calls[i], blanks[j]);
            if (strcmp(found, expected) != 0) {
                fail_msg("%s with %s\n  expected: %s\n  found:    %s", calls[i], blanks[j],
                         expected, found);
            }
            sqlite3_free(found);
        }
        sqlite3_free(expected);
    }
}

/* So that the test above can fail: one character that is none of these spaces is something. */
static void what_is_not_blank_does_not(void **state)
{
    char *expected = result_with(*state, "advocacy_id(@)", "NULL");
    char *found = result_with(*state, "advocacy_id(@)", "char(160, 45)");
    assert_string_not_equal(found, expected);
    sqlite3_free(found);
    sqlite3_free(expected);
}

static void no_function_is_forgotten(void **state)
{
    sqlite3_str *names = sqlite3_str_new(NULL);
    sqlite3_str_appendall(names, WITHOUT_VALUES);
    for (size_t i = 0; i < COUNT(calls); i++) {
        sqlite3_str_appendf(names, ", '%.*s'", (int)strcspn(calls[i], "("), calls[i]);
    }
    char *list = sqlite3_str_finish(names);
    char *sql = replace("SELECT name FROM advocacy_functions WHERE name NOT IN (@)", list);
    assert_query(*state, sql, "");
    sqlite3_free(sql);
    sqlite3_free(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_blank_gives_what_null_gives),
        cmocka_unit_test(what_is_not_blank_does_not),
        cmocka_unit_test(no_function_is_forgotten),
    };
    return cmocka_run_group_tests_name("blanks", tests, open_fixture, close_fixture);
}
