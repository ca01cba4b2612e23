/*
 * The views under settings other than the defaults: each interval is narrower at a lower
 * confidence, and a score is shown from minimum_responses on. A period, a day and a brand of one's
 * own change what is counted, and nothing else.
 */
#include <stdlib.h>
#include <string.h>

#include "support/company.h"

/* Compiles one of the checks below for a view, and gives its number. */
static double number_for_view(sqlite3 *db, const char *format, const char *view)
{
    char *sql = sqlite3_mprintf(format, view);
    double number = query_number(db, sql);
    sqlite3_free(sql);
    return number;
}

static void set(sqlite3 *db, const char *assignment)
{
    char *sql = sqlite3_mprintf("UPDATE advocacy_settings SET %s", assignment);
    execute(db, sql);
    sqlite3_free(sql);
}

/* Each as the prefix of a pair of limits: '' of lower and upper, 'change_' of change_lower. */
#define PAIRS                                                                                      \
    "SELECT m.name || '|' || replace(l.name, 'lower', '') FROM sqlite_master AS m, "               \
    "pragma_table_info(m.name) AS l, pragma_table_info(m.name) AS u WHERE m.type = 'view' AND "    \
    "l.name LIKE '%lower' AND u.name = replace(l.name, 'lower', 'upper') ORDER BY 1"

/* w_VIEW at a confidence of 0.95, n_VIEW at 0.8: row beside row. */
static void copy_view(sqlite3 *db, const char *view, const char *prefix)
{
    char *sql = sqlite3_mprintf("CREATE TEMP TABLE IF NOT EXISTS %s%s AS SELECT * FROM %s", prefix,
                                view, view);
    execute(db, sql);
    sqlite3_free(sql);
}

/*
 * The mean of two or three ratings may be anything from the lowest to the highest at either
 * confidence: there both limits are the ends of the scale, of 5 points or of 7.
 */
#define WHOLE_SCALE                                                                                \
    "%Q IN ('advocacy_trend', 'satisfaction') AND n.%slower = 1 AND n.%supper "                    \
    "IN (5, 7)"

/* A driver is named where its share is more than chance: with less confidence, that is one more. */
#define NAMED_NOW "%Q = 'concept_comparison' AND w.%slower IS NULL"

/*
 * Says that a limit is known at both confidences or at none, and within: lower is higher, upper
 * lower, and not the same where there is an interval at all. Returns how many intervals there are.
 */
static int expect_narrower(sqlite3 *db, const char *view, const char *prefix)
{
    copy_view(db, view, "w_");
    set(db, "confidence = 0.8");
    copy_view(db, view, "n_");
    set(db, "confidence = 0.95");
    char *from =
        sqlite3_mprintf("FROM w_%s AS w JOIN n_%s AS n ON n.rowid = w.rowid WHERE ", view, view);
    char *wrong = sqlite3_mprintf(
        "SELECT count(*) %s ((w.%slower IS NULL) <> (n.%slower IS NULL) AND NOT (" NAMED_NOW
        ")) OR n.%slower < w.%slower OR "
        "n.%supper > w.%supper OR (w.%supper > w.%slower AND "
        "n.%supper - n.%slower >= w.%supper - w.%slower AND NOT (" WHOLE_SCALE "))",
        from, prefix, prefix, view, prefix, prefix, prefix, prefix, prefix, prefix, prefix, prefix,
        prefix, prefix, prefix, view, prefix, prefix);
    if (query_number(db, wrong) > 0) {
        fail_msg("%s: %slower and %supper do not narrow", view, prefix, prefix);
    }
    char *some = sqlite3_mprintf("SELECT count(*) %s w.%supper > w.%slower", from, prefix, prefix);
    int intervals = (int)query_number(db, some);
    sqlite3_free(some);
    sqlite3_free(wrong);
    sqlite3_free(from);
    return intervals;
}

static void less_confidence_makes_every_interval_narrower(void **state)
{
    char *pairs = query(*state, PAIRS);
    int views = 0;
    for (char *pair = strtok(pairs, "\n"); pair; pair = strtok(NULL, "\n")) {
        char *prefix = strchr(pair, '|');
        *prefix = '\0';
        if (expect_narrower(*state, pair, prefix + 1) == 0) {
            fail_msg("%s has no interval %slower to %supper", pair, prefix + 1, prefix + 1);
        }
        views++;
    }
    assert_true(views >= 35);
    sqlite3_free(pairs);
}

static const char *const scored[] = {
    "nps_trend", "nps_segments", "nps_growth", "nps_development", "nps_benchmark", "period_score",
};

/* Rows that show a score with fewer answers than that, or none with as many. */
#define SHOWN_WRONGLY                                                                              \
    "SELECT count(*) FROM %s WHERE (nps IS NULL) <> (responses < (SELECT minimum_responses FROM "  \
    "advocacy_settings))"

static void a_score_is_shown_from_minimum_responses_on(void **state)
{
    sqlite3 *db = *state;
    for (size_t i = 0; i < sizeof scored / sizeof scored[0]; i++) {
        int responses = (int)number_for_view(
            db, "SELECT min(responses) FROM %s WHERE responses > 1", scored[i]);
        /* At exactly that many there is a score, and with one more wanted there is none. */
        for (int more = 0; more <= 1; more++) {
            char *minimum = sqlite3_mprintf("minimum_responses = %d", responses + more);
            set(db, minimum);
            assert_int_equal((int)number_for_view(db, SHOWN_WRONGLY, scored[i]), 0);
            char *of_these = sqlite3_mprintf("SELECT count(*) FROM %s WHERE responses = %d AND nps "
                                             "IS %s NULL",
                                             scored[i], responses, more ? "NOT" : "");
            assert_query(db, of_these, "0");
            sqlite3_free(of_these);
            sqlite3_free(minimum);
        }
    }
    set(db, "minimum_responses = 2");
}

/*
 * The views of a span of time that is as long as the settings say, against SQL of its own. The
 * score is of the survey with the most answers, the yearly one.
 */
static void another_period_counts_its_own_days(void **state)
{
    sqlite3 *db = *state;
    set(db, "period_days = 90, quarter_days = 30, as_of = '2026-09-30'");
    assert_query(db,
                 "SELECT period_start, period_end, previous_start, quarter_start, "
                 "previous_quarter_start FROM advocacy_period",
                 "2026-07-03|2026-10-01|2026-04-04|2026-09-01|2026-08-02");
    assert_same_results(
        db, "SELECT responses, nps FROM period_score WHERE period = 'current' AND scope = 'all'",
        "SELECT count(*), nps(answer) FROM (SELECT nps_answer(score) AS answer, row_number() OVER "
        "(PARTITION BY customer_id ORDER BY answered_at DESC, nps_answer(score)) AS place "
        "FROM survey_response WHERE survey = 'yearly' AND score IS NOT NULL AND answered_at >= "
        "'2026-07-03' AND answered_at < '2026-10-01') WHERE place = 1",
        1e-9);
    assert_same_results(
        db, "SELECT sum(responses), sum(responses_before) FROM nps_segments",
        "SELECT count(DISTINCT CASE WHEN answered_at >= '2026-09-01' THEN customer_id END), "
        "count(DISTINCT CASE WHEN answered_at < '2026-09-01' THEN customer_id END) "
        "FROM survey_response WHERE survey = 'yearly' AND score IS NOT NULL AND answered_at >= "
        "'2026-08-02' AND answered_at < '2026-10-01'",
        0);
    assert_same_results(
        db, "SELECT sum(reviews) FROM review_quality",
        "SELECT count(*) FROM review WHERE posted_at >= '2026-07-03' AND posted_at < '2026-10-01'",
        0);
    assert_same_results(
        db, "SELECT sum(raised) FROM feedback_response",
        "SELECT count(*) FROM feedback WHERE raised_at >= '2026-07-03' AND raised_at < "
        "'2026-10-01'",
        0);
    assert_same_results(db, "SELECT sum(asks + open_asks) FROM ask_to_act",
                        "SELECT count(*) FROM ask WHERE asked_at >= '2026-07-03' AND asked_at < "
                        "'2026-10-01'",
                        0);
    set(db, "period_days = 365, quarter_days = 91, as_of = '2026-10-31'");
}

static void another_brand_is_another_company(void **state)
{
    sqlite3 *db = *state;
    char *before = query(db, "SELECT sum(mentions) FROM social_presence");
    set(db, "own_brand = 'them'");
    char *after = query(db, "SELECT sum(mentions) FROM social_presence");
    assert_string_not_equal(before, after);
    assert_same_results(
        db, "SELECT platform, mentions, all_brands, engagements FROM social_presence ORDER BY 1",
        "SELECT platform, sum(brand = 'them'), count(*), sum(CASE WHEN brand = 'them' THEN "
        "engagements END) FROM mention WHERE NOT paid AND posted_at >= '2025-11-01' AND posted_at "
        "< '2026-11-01' GROUP BY 1 ORDER BY 1",
        0);
    assert_same_results(
        db, "SELECT platform, ours, brands_named, cited FROM ai_visibility ORDER BY 1",
        "SELECT platform, sum(brand IS 'them'), count(brand), 100.0 * count(DISTINCT CASE WHEN "
        "brand = 'them' AND cited THEN asked_at || question END) / count(DISTINCT asked_at || "
        "question) FROM ai_answer WHERE asked_at >= '2025-11-01' AND asked_at < '2026-11-01' GROUP "
        "BY 1 ORDER BY 1",
        1e-9);
    set(db, "own_brand = 'us'");
    sqlite3_free(before);
    sqlite3_free(after);
}

/*
 * So many more buyers, with acts of advocacy and without, that the two can be compared: new ones
 * who act in the period, and old ones who act in the one before and bought in the year before that.
 */
static const char more_buyers[] =
    "CREATE TEMP TABLE buyer AS WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM "
    "number WHERE n < 120) SELECT n, 'b' || n AS id FROM number;"
    "INSERT INTO customer(customer_id, joined_at, segment, channel) SELECT id, date('2025-01-01', "
    "n || ' days'), 'Solo', CASE n % 3 WHEN 0 THEN 'sales' ELSE 'advertising' END FROM buyer;"
    "INSERT INTO purchase(purchase_id, customer_id, purchased_at, amount) SELECT 10000 + 10 * n + "
    "k, id, date('2026-06-01', (k * (n % 40)) || ' days'), 10 + n % 9 FROM buyer, (SELECT 1 AS k "
    "UNION ALL SELECT 2);"
    "INSERT INTO advocacy_act(act_id, customer_id, kind, channel, acted_at) SELECT 1000 + n, id, "
    "'video', 'website', '2026-10-01' FROM buyer WHERE n % 3 = 1;"
    "INSERT INTO customer(customer_id, joined_at, segment, channel) SELECT 'o' || n, '2023-01-01', "
    "'Solo', 'sales' FROM buyer;"
    "INSERT INTO purchase(purchase_id, customer_id, purchased_at, amount) SELECT 20000 + 10 * n + "
    "k, 'o' || n, date('2024-09-01', (300 * k + n) || ' days'), 10 + n % 9 FROM buyer, (SELECT 0 "
    "AS k UNION ALL SELECT 1 UNION ALL SELECT 2);"
    "INSERT INTO advocacy_act(act_id, customer_id, kind, channel, acted_at) SELECT 2000 + n, "
    "'o' || n, 'video', 'website', '2025-05-01' FROM buyer WHERE n % 3 = 1;"
    "INSERT INTO survey_response(response_id, customer_id, survey, answered_at, score) SELECT 3000 + n, 'o' || n, "
    "'yearly', date('2026-10-01', (-n) || ' days'), n * 7 % 11 FROM buyer;"
    "INSERT INTO driver_rating SELECT 3000 + n, d.driver, CASE d.place WHEN 2 THEN 1 + n * 7 % 11 / 3 ELSE 1 + n * d.place % 5 END FROM buyer, (SELECT 2 AS place, 'support' "
    "AS driver UNION ALL SELECT 3, 'price' UNION ALL SELECT 4, 'speed') AS d;"
    "DROP TABLE temp.buyer;";

static int open_small_company(void **state)
{
    sqlite3 *db = open_database();
    execute_file(db, "sql/schema.sql");
    execute_file(db, "tests/support/small_company.sql");
    execute(db, more_buyers);
    execute_views(db);
    *state = db;
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(less_confidence_makes_every_interval_narrower),
        cmocka_unit_test(a_score_is_shown_from_minimum_responses_on),
        cmocka_unit_test(another_period_counts_its_own_days),
        cmocka_unit_test(another_brand_is_another_company),
    };
    return cmocka_run_group_tests_name("settings of the views", tests, open_small_company,
                                       close_fixture);
}
