/*
 * The views of sql/ as such: they are all there, they work on empty tables and single rows and
 * where the schema is not trusted. What they say is compared with independent SQL in
 * test_view_figures.c, and with what is planted in the demonstration in planted.test; what they
 * make SQLite do is looked at in test_view_work.c.
 */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/company.h"
#include "support/shell.h"

/* Those that the reference of the field asks for, and those that others are built on. */
static const char *const promised_views[] = {
    "latest_answer",        "survey_quality",
    "response_rate",        "nps_trend",
    "nps_transitions",      "nps_outcomes",
    "nps_benchmark",        "brand_advocates",
    "acts_by_channel",      "advocacy_channels",
    "advocate_candidates",  "advocate_worth",
    "earned_growth_rate",   "purchase_reasons",
    "referral_funnel",      "review_quality",
    "social_presence",      "ai_visibility",
    "feedback_sources",     "feedback_response",
    "programme_funnel",     "ask_to_act",
    "programme_return",     "advocate_needs",
    "micro_advocates",      "advocacy_maturity",
    "nps_segments",         "nps_growth",
    "nps_period_change",    "customer_voice",
    "customer_act",         "customer_signal",
    "acquisition_channels", "customer_referral_value",
    "advocate_attention",   "viral_factor",
    "purchase_rhythm",      "customer_value",
    "purchase_models",      "cohort_retention",
    "repeat_purchase_rate", "purchase_day",
    "first_free_act",       "advocate_features",
    "advocate_model",       "advocate_prediction",
    "advocate_gains",       "predicted_purchases",
    "purchase_fit",         "purchase_holdout",
};

static void every_promised_view_exists(void **state)
{
    (void)state;
    sqlite3 *db = open_empty_company();
    for (size_t i = 0; i < sizeof promised_views / sizeof *promised_views; i++) {
        char *sql =
            sqlite3_mprintf("SELECT count(*) FROM sqlite_master WHERE type = 'view' AND name = %Q",
                            promised_views[i]);
        if (query_number(db, sql) != 1) {
            fail_msg("there is no view %s", promised_views[i]);
        }
        sqlite3_free(sql);
    }
    close_database(db);
}

/* Reads a script; its first error, to be freed, and nothing of it stays. */
static char *error_of_script(sqlite3 *db, const char *path)
{
    char *script = read_file(path);
    char *message = NULL;
    assert_int_not_equal(sqlite3_exec(db, script, NULL, NULL, &message), SQLITE_OK);
    execute(db, "ROLLBACK");
    free(script);
    return message;
}

#define NAMES "SELECT group_concat(name) FROM (SELECT name FROM sqlite_master ORDER BY name)"

static void the_scripts_drop_nothing_and_setup_renews_what_carries_their_mark(void **state)
{
    (void)state;
    sqlite3 *db = open_empty_company();
    execute(db, "INSERT INTO advocacy_settings(as_of) VALUES ('2026-10-31')");
    char *before = query(db, NAMES);
    execute_file(db, "sql/schema.sql");
    execute_file(db, "sql/indexes.sql");
    char *message = error_of_script(db, "sql/views/01_score.sql");
    /* Older versions of SQLite say that a table is. */
    assert_non_null(strstr(message, " survey_answer already exists"));
    sqlite3_free(message);
    /* As an older version of the script would have it. */
    execute(db, "DROP VIEW valid_answer; CREATE VIEW valid_answer AS /* advocacy */ SELECT 1");
    assert_query(db, "SELECT advocacy_setup() > 50", "1");
    assert_query(db, NAMES, before);
    assert_query(db, "SELECT as_of, period_start, period_end, previous_start FROM advocacy_period",
                 "2026-10-31|2025-11-01|2026-11-01|2024-11-01");
    sqlite3_free(before);
    close_database(db);
}

static void what_somebody_else_has_under_the_name_of_a_view_stays(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute_file(db, "sql/schema.sql");
    execute(db, "CREATE TABLE read_purchase(x); INSERT INTO read_purchase VALUES ('precious')");
    char *message = error_of_script(db, "sql/reading.sql");
    assert_non_null(strstr(message, " read_purchase already exists"));
    sqlite3_free(message);
    assert_query(db, "SELECT x FROM read_purchase", "precious");
    execute(db, "DROP TABLE read_purchase; CREATE VIEW read_purchase AS SELECT 'mine' AS x");
    message = error_of_script(db, "sql/reading.sql");
    assert_non_null(strstr(message, " read_purchase already exists"));
    sqlite3_free(message);
    assert_query(db, "SELECT x FROM read_purchase", "mine");
    close_database(db);
}

static void expect_success(sqlite3 *db, const char *view, void *context)
{
    (void)context;
    char *sql = sqlite3_mprintf("SELECT * FROM %s", view);
    char *result = query(db, sql);
    if (strncmp(result, "error", 5) == 0) {
        fail_msg("%s: %s", sql, result);
    }
    sqlite3_free(result);
    sqlite3_free(sql);
}

/* Each view can be asked as soon as it is made. */
static void expect_no_forward_reference(sqlite3 *db, const char *path)
{
    char *script = read_file(path);
    assert_non_null(script);
    for (const char *rest = script; *rest;) {
        sqlite3_stmt *statement;
        assert_int_equal(sqlite3_prepare_v2(db, rest, -1, &statement, &rest), SQLITE_OK);
        const char *sql = sqlite3_sql(statement);
        const char *created = sql ? strstr(sql, "CREATE VIEW ") : NULL;
        char name[64] = "";
        if (created) {
            assert_int_equal(sscanf(created, "CREATE VIEW %63s AS", name), 1);
        }
        sqlite3_step(statement);
        assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
        if (created) {
            expect_success(db, name, NULL);
        }
    }
    free(script);
}

static void no_view_needs_one_that_is_made_after_it(void **state)
{
    (void)state;
    glob_t files;
    sqlite3 *db = open_database();
    execute_file(db, "sql/schema.sql");
    expect_no_forward_reference(db, "sql/reading.sql");
    assert_int_equal(glob("sql/views/*.sql", 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        expect_no_forward_reference(db, files.gl_pathv[i]);
    }
    globfree(&files);
    close_database(db);
}

static void wrong_settings_are_refused(void **state)
{
    (void)state;
    sqlite3 *db = open_empty_company();
    static const char *const wrong[] = {
        "INSERT INTO advocacy_settings(as_of) VALUES ('31/10/2026')",
        "INSERT INTO advocacy_settings(as_of) VALUES ('2026-02-29')",
        "INSERT INTO advocacy_settings(as_of) VALUES ('2026-10-31 12:00')",
        "INSERT INTO advocacy_settings(as_of, confidence) VALUES ('2026-10-31', 95)",
        "INSERT INTO advocacy_settings(as_of, period_days) VALUES ('2026-10-31', 0)",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(sqlite3_exec(db, wrong[i], NULL, NULL, NULL), SQLITE_CONSTRAINT);
    }
    close_database(db);
}

static void one_row_of_settings_always_stands_and_a_new_one_takes_its_place(void **state)
{
    (void)state;
    sqlite3 *db = open_empty_company();
    assert_query(db, "SELECT as_of, period_days, confidence FROM advocacy_settings",
                 "NULL|365|0.95");
    execute(db, "INSERT INTO advocacy_settings(as_of, confidence) VALUES ('2026-10-31', 0.8)");
    execute(db, "INSERT INTO advocacy_settings(as_of, period_days) VALUES ('2026-10-30', 90)");
    execute_file(db, "sql/schema.sql");
    assert_query(db, "SELECT as_of, period_days, confidence FROM advocacy_settings",
                 "2026-10-30|90|0.95");
    close_database(db);
}

/* But for the day that everything looks back from, and the settings. */
static void expect_no_row(sqlite3 *db, const char *view, void *context)
{
    (void)context;
    char *sql = sqlite3_mprintf("SELECT * FROM %s", view);
    if (strcmp(view, "source_newest") != 0 && strcmp(view, "advocacy_as_of") != 0 &&
        strcmp(view, "advocacy_period") != 0 && strcmp(view, "recent_month") != 0) {
        assert_query(db, sql, "");
    }
    sqlite3_free(sql);
}

static void views_on_empty_tables_have_no_row(void **state)
{
    (void)state;
    sqlite3 *db = open_empty_company();
    visit_views(db, expect_no_row, NULL);
    execute(db, "INSERT INTO advocacy_settings(as_of) VALUES ('2026-10-31')");
    visit_views(db, expect_no_row, NULL);
    close_database(db);
}

/* One row in each table, all of the same customer. */
static const char one_row_each[] =
    "INSERT INTO advocacy_settings(as_of, minimum_responses) VALUES ('2026-10-31', 1);"
    "INSERT INTO customer(customer_id, joined_at, segment, channel) VALUES (1, '2025-01-01', 'Team', 'referral');"
    "INSERT INTO invitation VALUES (1, 1, 'email', '2026-01-01');"
    "INSERT INTO survey_response VALUES (1, 1, '2026-01-02', '9', NULL, NULL);"
    "INSERT INTO purchase VALUES (1, 1, '2026-02-01', 50, 'reviews');"
    "INSERT INTO advocacy_act VALUES (1, 1, 'testimonial', 'website', '2026-10-31', 0, 0, NULL);"
    "INSERT INTO referral VALUES (1, 1, 'link', '2026-03-01', 0, NULL, NULL, NULL);"
    "INSERT INTO review VALUES (1, 1, 'Google', '2026-03-01', 5, 20, 0, NULL);"
    "INSERT INTO mention VALUES (1, 'us', 1, NULL, 'Reddit', '2026-03-01', 'positive', 100, 5, 0, 0, 0, NULL);"
    "INSERT INTO ai_answer VALUES (1, 'Sage', '2026-03-01', 'Which?', 'us', 'positive', 1, 1, 1);"
    "INSERT INTO ask VALUES (1, 1, 'review', 'email', '2026-02-20', '2026-03-01', NULL);"
    "INSERT INTO programme_member VALUES (1, '2026-01-01', '2026-02-01', NULL, '2026-03-01', NULL);"
    "INSERT INTO touchpoint VALUES (1, 1, 'respect', 0, '2026-10-01', '2026-10-03', NULL);"
    "INSERT INTO feedback VALUES (1, 1, 'support', '2026-04-01', NULL, NULL, NULL, NULL, NULL, 'slow');"
    "INSERT INTO feedback_source VALUES ('support', 1, 'Support');"
    "INSERT INTO community VALUES (1, 'Beta', 'forum', 10, 4, 20, 1);"
    "INSERT INTO department VALUES ('Support', 3, 1, 0, 0);"
    "INSERT INTO acquisition_cost VALUES ('advertising', '2026-01', 100); INSERT INTO programme_cost VALUES ('2026-01', 'rewards', 10);"
    "INSERT INTO benchmark VALUES ('software', 2026, 30, NULL, 'somebody');"
    "INSERT INTO satisfaction_response VALUES (1, 1, '2026-03-02', NULL, 'csat', 4, NULL);"
    "INSERT INTO driver_rating VALUES (1, 'support', 4); INSERT INTO theme VALUES ('support', 'answer');"
    "INSERT INTO subscription VALUES (1, '2026-01-01', '2026-03-15'); INSERT INTO target VALUES ('score', 50, '2026-12-31');";

static void single_rows_give_single_figures(void **state)
{
    (void)state;
    static const struct {
        const char *sql;
        const char *expected;
    } figures[] = {
        {"SELECT answer, category FROM latest_answer", "9|promoter"},
        {"SELECT rows, answers, blank, rejected, repeated FROM survey_quality", "1|1|0|0|0"},
        {"SELECT channel, invitations, answered, rate, customer_rate FROM response_rate",
         "email|1|1|100.0|100.0"},
        {"SELECT min(month), max(month), count(*), sum(responses), count(nps), count(change) FROM "
         "nps_trend",
         "2026-01|2026-10|10|1|1|0"},
        {"SELECT count(*) FROM nps_segments", "0"},
        {"SELECT count(*) FROM nps_transitions", "0"},
        {"SELECT count(*) FROM nps_period_change", "0"},
        {"SELECT count(*) FROM nps_outcomes", "0"},
        {"SELECT responses, nps, difference, market_lower FROM nps_benchmark", "1|100.0|70.0|NULL"},
        {"SELECT kind, signal FROM customer_act ORDER BY kind",
         "mention|mentions\nreview|reviews\ntestimonial|references"},
        {"SELECT unpaid, referrals, \"references\", purchases, frequency, value FROM "
         "customer_signal",
         "3|NULL|1.0|1|1.0|1.0"},
        {"SELECT customer_id, acts FROM brand_advocates", "1|3"},
        {"SELECT count(*) FROM advocate_candidates", "0"},
        {"SELECT customer_id, acted_at FROM first_free_act", "1|2026-03-01"},
        {"SELECT period, promoter, silent, purchases, became_advocate FROM advocate_features",
         "previous|0|1|0|1"},
        {"SELECT period, customers, advocates, auc, usable FROM advocate_model",
         "previous|1|1|NULL|0"},
        {"SELECT count(*) FROM advocate_prediction", "0"},
        {"SELECT count(*) FROM advocate_gains", "0"},
        {"SELECT kind, acts, people, channels_per_person, bought_share FROM acts_by_channel WHERE "
         "kind = 'review'",
         "review|1|1|3.0|0.0"},
        {"SELECT count(*) FROM advocate_worth", "0"},
        {"SELECT span, category, is_advocate FROM span_voice WHERE acts = 3", "current|promoter|1"},
        {"SELECT count(*) FROM earned_growth_rate WHERE rate IS NOT NULL", "0"},
        {"SELECT customer_id, number, day, spend FROM purchase_day", "1|1|2026-02-01|50.0"},
        {"SELECT first_purchase, last_purchase, x, t_x, round(T, 4), mean_spend FROM "
         "purchase_rhythm",
         "2026-02-01|2026-02-01|0|0.0|38.8571|NULL"},
        {"SELECT is_advocate, x, alive BETWEEN 0 AND 1, purchases >= 0, value FROM customer_value",
         "1|0|NULL|NULL|NULL"},
        {"SELECT customers, buyers, repeaters, repeat_purchases FROM purchase_models",
         "advocates|1|0|0"},
        {"SELECT customers, buyers, purchases FROM predicted_purchases ORDER BY 1",
         "advocates|1|NULL\nall|1|NULL"},
        {"SELECT count(*), sum(customers), sum(expected) FROM purchase_fit", "8|1|NULL"},
        {"SELECT count(*) FROM purchase_holdout", "0"},
        {"SELECT cohort, count(*), max(months_since), sum(customers), sum(bought), max(share) FROM "
         "cohort_retention",
         "2026-02|8|8|8|0|0.0"},
        {"SELECT scope, segment, customers, rate, buyers_to_date, repeated_to_date FROM "
         "repeat_purchase_rate ORDER BY scope",
         "all|NULL|0|NULL|1|0\nsegment|Team|0|NULL|1|0"},
        {"SELECT kind, referrals, converted, conversion, revenue_to_date FROM referral_funnel",
         "free|1|0|0.0|NULL"},
        {"SELECT channel, customers, share, cost_per_customer FROM acquisition_channels ORDER BY "
         "channel",
         "advertising|0|NULL|NULL\nreferral|0|NULL|NULL"},
        {"SELECT platform, reviews, rating, few FROM review_quality", "Google|1|5.0|0"},
        {"SELECT share_of_voice, net_sentiment FROM social_presence", "100.0|100.0"},
        {"SELECT visibility, share_of_brands, cited_reviews, customers_cited FROM ai_visibility",
         "100.0|100.0|100.0|1"},
        {"SELECT rows, days_old, coverage, chosen, owner FROM feedback_sources WHERE source = "
         "'support'",
         "1|213|100.0|1|Support"},
        {"SELECT raised, answered, days_to_answer FROM feedback_response", "1|0|NULL"},
        {"SELECT group_concat(customers) FROM programme_funnel", "1,1,1,1,0"},
        {"SELECT conversion, days_to_act FROM ask_to_act", "100.0|9.0"},
        {"SELECT cost, gross_profit, saved_acquisition_cost, return_on_investment FROM "
         "programme_return",
         "10.0|0.0|NULL|-100.0"},
        {"SELECT customers, referrals, conversion, viral_factor, cycle_days FROM viral_factor",
         "1|1|0.0|0.0|424.0"},
        {"SELECT reached, share, days_since_last, days_to_answer FROM advocate_needs WHERE need = "
         "'respect'",
         "1|100.0|30|2.0"},
        {"SELECT count(*), sum(reached) FROM advocate_needs", "6|1"},
        {"SELECT acts, touchpoints, respect, presence FROM advocate_attention", "3|1|30.0|NULL"},
        {"SELECT active_share, conversions_per_thousand_members FROM micro_advocates",
         "40.0|100.0"},
        {"SELECT level FROM advocacy_maturity", "1"},
        {"SELECT quadrant FROM customer_referral_value", "affluent"},
    };
    sqlite3 *db = open_empty_company();
    execute(db, one_row_each);
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        assert_query(db, figures[i].sql, figures[i].expected);
    }
    close_database(db);
}

static void views_work_where_the_schema_is_not_trusted(void **state)
{
    (void)state;
    sqlite3 *db = open_empty_company();
    execute(db, one_row_each);
    execute(db, "PRAGMA trusted_schema = OFF");
    visit_views(db, expect_success, NULL);
    close_database(db);
}

/*
 * What a foreign database may hold behind a canonical name: NULL, nonsense, counts that contradict.
 */
static void no_content_makes_a_view_fail(void **state)
{
    (void)state;
    sqlite3 *db = open_empty_company();
    execute(db, "PRAGMA ignore_check_constraints = ON");
    execute(db, one_row_each);
    execute(
        db,
        "INSERT INTO survey_response VALUES (2, NULL, NULL, x'00', NULL, NULL), (3, 1, 'yesterday', 99, "
        "'', NULL), (4, NULL, '2026-05-01', ' 10 ', NULL, NULL), (5, 7, '2026-05-01', 'x', NULL, NULL), (6, 7, "
        "'2030-01-01', 5, NULL, NULL);"
        "INSERT INTO customer(customer_id, joined_at, segment, channel) VALUES (2, 'long ago', NULL, 'advertising'), (3, '2026-02-30', '', "
        "'');"
        "INSERT INTO purchase VALUES (2, 2, '2026-03-01', -70, NULL), (3, 9, '', 0, NULL), (4, 2, "
        "'2025-03-01', -5, 'told so'), (5, 2, '1', 7, NULL), (7, "
        "2, "
        "'2026-03-09', 'dear', NULL), (8, 2, '2026-02-30', 30, NULL), (9, 2, '12:00', 30, NULL);"
        "INSERT INTO advocacy_act VALUES (2, 9, 'song', '', '2026-13-45', 1, 1, NULL);"
        "INSERT INTO referral VALUES (2, 1, '', '2026-03-01', 1, 2, '2026-03-02', 1), (3, 2, '', "
        "'2026-03-01', 1, 9, '2030-01-01', NULL);"
        "INSERT INTO community VALUES (2, 'Odd', '', 10, 40, 20, 1), (3, 'Nobody', '', 0, 0, 0, 0);"
        "INSERT INTO department VALUES ('Odd', 3, 9, 1, 1);"
        "INSERT INTO mention VALUES (2, 'us', 1, NULL, '', '2026-03-01', NULL, NULL, NULL, NULL, 0, 5, 'odd'), "
        "(3, 'us', "
        "1, 'eve', '', '2026-03-01', NULL, 5, 50, 500, 0, 5, NULL);"
        "INSERT INTO programme_member VALUES (2, '2030-01-01', '2026-01-01', '2026-01-01', NULL, "
        "'2026-01-01');"
        "INSERT INTO feedback VALUES (2, 9, '', '2026-03-01', 'soon', NULL, 'lost', NULL, '', '');");
    visit_views(db, expect_success, NULL);
    assert_query(
        db,
        "SELECT rows, answers, rejected, future_dated, without_time, unreadable_time, anonymous "
        "FROM survey_quality",
        "6|3|3|1|1|1|2");
    close_database(db);
}

/* As other tools write times; text order would leave out some, and put others into the period. */
static void times_are_read_or_counted_and_left_out(void **state)
{
    (void)state;
    sqlite3 *db = open_empty_company();
    execute(
        db,
        "INSERT INTO advocacy_settings(as_of) VALUES ('2026-10-31');"
        "INSERT INTO customer(customer_id, joined_at, segment, channel) VALUES (1, '1 Jan 2024', 'Team', 'sales');"
        "INSERT INTO survey_response(response_id, customer_id, answered_at, score) VALUES "
        "(1, 1, '02/27/2026', 0), (2, 1, '2026/02/27', 0), (3, 1, 1772000000, 0), "
        "(4, 1, '', 0), (5, 1, '27 Feb 2026', 0), (6, 1, NULL, 0), "
        "(7, 1, '2026-02-27T22:58:00Z', 10), (8, 1, '2026-02-28', 9), "
        "(9, 1, '2027-01-01', 0), (10, 1, '3/2/2026', 0);"
        "INSERT INTO purchase(customer_id, purchased_at, amount) VALUES "
        "(1, '2026/02/27', 5), (1, 1772000000, 5), (1, '2026-02-27 10:00', 5);");
    assert_query(db, "SELECT response_id FROM valid_answer ORDER BY 1", "1\n2\n5\n7\n8");
    assert_query(db,
                 "SELECT rows, future_dated, without_time, unreadable_time, answers_in_period, "
                 "repeated FROM survey_quality",
                 "10|1|2|2|5|4");
    assert_query(db,
                 "SELECT source, rows, newest, unreadable_times FROM feedback_sources WHERE source "
                 "IN ('purchase', 'survey_response') ORDER BY 1",
                 "purchase|2|2026-02-27 10:00:00|1\nsurvey_response|5|2026-02-28|2");
    close_database(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_promised_view_exists),
        cmocka_unit_test(the_scripts_drop_nothing_and_setup_renews_what_carries_their_mark),
        cmocka_unit_test(what_somebody_else_has_under_the_name_of_a_view_stays),
        cmocka_unit_test(no_view_needs_one_that_is_made_after_it),
        cmocka_unit_test(wrong_settings_are_refused),
        cmocka_unit_test(one_row_of_settings_always_stands_and_a_new_one_takes_its_place),
        cmocka_unit_test(views_on_empty_tables_have_no_row),
        cmocka_unit_test(single_rows_give_single_figures),
        cmocka_unit_test(views_work_where_the_schema_is_not_trusted),
        cmocka_unit_test(no_content_makes_a_view_fail),
        cmocka_unit_test(times_are_read_or_counted_and_left_out),
    };
    return cmocka_run_group_tests_name("views", tests, tenth_company_fixture, close_fixture);
}
