/*
 * What stands on the page is what the views say, cell by cell: tables and figures with their
 * limits, what pictures draw, the months that a sentence lists. The page is read as a program would
 * read it, by its data- attributes and by the titles in its pictures.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support/dashboard.h"
#include "support/shell.h"

static sqlite3 *open_file(const char *path)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL);
    char *library = absolute_library_path();
    assert_int_equal(sqlite3_load_extension(db, library, NULL, NULL), SQLITE_OK);
    sqlite3_free(library);
    return db;
}

/* A block from its name on to where it ends: this one is of a `kind` of element. From malloc. */
static char *block_of(const char *page, const char *panel, const char *kind, const char *block)
{
    char *text = panel_of(page, panel);
    char *opening = sqlite3_mprintf("<%s data-block=\"%s\"", kind, block);
    const char *start = strstr(text, opening);
    if (!start) {
        fail_msg("%s/%s is not on the page", panel, block);
    }
    const char *end = strstr(start + strlen(opening), "data-block=\"");
    size_t length = end ? (size_t)(end - start) : strlen(start);
    memmove(text, start, length);
    text[length] = 0;
    sqlite3_free(opening);
    return text;
}

/* NAN where the cell that starts here has no such attribute. */
static double attribute(const char *cell, const char *name)
{
    char *opening = sqlite3_mprintf(" data-%s=\"", name);
    const char *end = strchr(cell, '>');
    const char *at = strstr(cell, opening);
    double value = at && at < end ? strtod(at + strlen(opening), NULL) : NAN;
    sqlite3_free(opening);
    return value;
}

/* The cell of this column in what follows; NULL where there is none. */
static const char *cell_of(const char *row, const char *column)
{
    char *opening = sqlite3_mprintf("data-column=\"%s\"", column);
    const char *at = strstr(row, opening);
    sqlite3_free(opening);
    return at;
}

static int is_near(double found, double expected)
{
    return fabs(found - expected) <= 1e-8 * fmax(1, fabs(expected));
}

/* What column i of a row is called, or what it is the limit of. */
static const char *column_name(sqlite3_stmt *statement, int i, const char **attribute_name)
{
    static char name[80];
    sqlite3_snprintf(sizeof name, name, "%s", sqlite3_column_name(statement, i));
    char *lower = strstr(name, "_lower");
    char *upper = strstr(name, "_upper");
    *attribute_name = lower ? "lower" : upper ? "upper" : "value";
    if (lower || upper) {
        *(lower ? lower : upper) = 0;
    }
    return name;
}

static void assert_row(sqlite3_stmt *statement, const char *row, const char *where)
{
    for (int i = 0; i < sqlite3_column_count(statement); i++) {
        const char *kind;
        const char *name = column_name(statement, i, &kind);
        const char *cell = cell_of(row, name);
        if (!cell) {
            fail_msg("%s has no %s", where, name);
        }
        double found = attribute(cell, kind);
        int type = sqlite3_column_type(statement, i);
        double expected = sqlite3_column_double(statement, i);
        if (type == SQLITE_NULL ? !isnan(found) : !is_near(found, expected)) {
            fail_msg("%s, %s of %s: %.10g instead of %s", where, kind, name, found,
                     type == SQLITE_NULL ? "nothing"
                                         : (const char *)sqlite3_column_text(statement, i));
        }
    }
}

/* The rows of a block are those of the query, in order, whose columns have the cells' names. */
static void assert_block(sqlite3 *db, const char *page, const char *panel, const char *block,
                         const char *sql)
{
    /* Figures are a list, whose class has their number. */
    char *list = sqlite3_mprintf("\" data-block=\"%s\"", block);
    int is_table = !strstr(page, list);
    char *text = is_table ? block_of(page, panel, "table", block) : panel_of(page, panel);
    const char *row = strstr(text, is_table ? "<tbody>" : list);
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) {
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    }
    int rows = 0;
    for (; sqlite3_step(statement) == SQLITE_ROW; rows++) {
        char *where = sqlite3_mprintf("%s/%s row %d", panel, block, rows + 1);
        row = is_table ? strstr(row + 1, "<tr>") : row;
        if (!row) {
            fail_msg("%s is missing", where);
        }
        assert_row(statement, row, where);
        sqlite3_free(where);
    }
    assert_true(rows > 0);
    assert_true(!is_table || !strstr(row + 1, "<tr>"));
    sqlite3_finalize(statement);
    free(text);
    sqlite3_free(list);
}

static const struct {
    const char *panel;
    const char *block;
    const char *sql;
} blocks[] = {
    {"score", "period",
     "SELECT n.nps, n.lower AS nps_lower, n.upper AS nps_upper, n.nps - b.nps AS change, "
     "advocacy_number(c.j, 'lower') AS change_lower, advocacy_number(c.j, 'upper') AS change_upper, "
     "n.responses FROM period_score AS n JOIN period_score AS b ON n.scope = 'all' AND b.scope = "
     "'all' AND n.period = 'current' AND b.period = 'previous' CROSS JOIN (SELECT "
     "nps_overlap(answer, CASE period WHEN 'current' THEN 2 ELSE 1 END, customer_id) AS j FROM "
     "period_answer) "
     "AS c"},
    {"score", "benchmark",
     "SELECT market_nps, market_lower AS market_nps_lower, market_upper AS market_nps_upper FROM nps_benchmark ORDER BY year DESC, market, source LIMIT 6"},
    {"trend", "months",
     "SELECT responses, nps, lower AS nps_lower, upper AS nps_upper, change, change_lower, "
     "change_upper FROM nps_trend ORDER BY month DESC LIMIT 6"},
    {"segments", "segments",
     "SELECT responses, nps, lower AS nps_lower, upper AS nps_upper, change, change_lower, "
     "change_upper FROM nps_segments WHERE responses > 0 ORDER BY responses DESC, segment LIMIT "
     "12"},
    {"advocates", "advocates",
     "SELECT count(*) AS people, sum(unpaid) AS acts, sum(category = 'brand advocate') AS "
     "brand_advocates FROM customer_voice WHERE category IN ('brand advocate', 'advocate')"},
    {"advocates", "worth",
     "SELECT mean_advocates, mean_others, ratio, lower AS ratio_lower, upper AS ratio_upper, placebo_ratio, "
     "placebo_lower AS placebo_ratio_lower, placebo_upper AS placebo_ratio_upper FROM "
     "advocate_worth ORDER BY CASE substr(measure, 1, 4) WHEN 'reve' THEN 1 WHEN 'purc' THEN 2 "
     "WHEN 'pred' THEN 3 ELSE 4 END"},
    {"advocates", "strongest",
     "SELECT unpaid AS acts, score FROM customer_voice WHERE category = 'brand advocate' ORDER BY "
     "score DESC, customer_id LIMIT 5"},
    {"channels", "channels",
     "SELECT value, lower AS value_lower, upper AS value_upper, observations FROM "
     "advocacy_channels"},
    {"referrals", "funnel",
     "SELECT referrers, referrals, converted, 100.0 * converted / referrals AS conversion, lower "
     "AS conversion_lower, upper AS conversion_upper, reward_per_customer FROM referral_funnel ORDER "
     "BY kind"},
    {"referrals", "acquisition",
     "SELECT customers, share, lower AS share_lower, upper AS share_upper, cost_per_customer, "
     "payback_months FROM acquisition_channels ORDER BY customers DESC, channel LIMIT 10"},
    {"referrals", "viral",
     "SELECT 100 * viral_factor AS brought, 100 * lower AS brought_lower, 100 * upper AS "
     "brought_upper, cycle_days FROM viral_factor"},
    {"reviews", "reviews",
     "SELECT reviews, rating, bayes_rating, positive, lower AS positive_lower, upper AS "
     "positive_upper, answered FROM review_quality ORDER BY reviews DESC, platform LIMIT 10"},
    {"social", "social",
     "SELECT mentions, 100.0 * mentions / all_brands AS share_of_voice, lower AS "
     "share_of_voice_lower, upper AS share_of_voice_upper, net_sentiment, net_sentiment_lower, "
     "net_sentiment_upper, engagements, user_made FROM social_presence ORDER BY all_brands DESC, "
     "platform LIMIT 10"},
    {"ai", "assistants",
     "SELECT questions, 100.0 * named / questions AS visibility, lower AS visibility_lower, upper "
     "AS visibility_upper, share_of_brands, share_lower AS share_of_brands_lower, share_upper AS "
     "share_of_brands_upper, cited, cited_lower, cited_upper, net_sentiment FROM ai_visibility ORDER BY visibility DESC, "
     "platform LIMIT 10"},
    {"programme", "return",
     "SELECT cost, gross_profit, saved_acquisition_cost, return_on_investment, earlier_revenue FROM "
     "programme_return"},
    {"programme", "funnel",
     "SELECT customers, conversion, lower AS conversion_lower, upper AS conversion_upper FROM "
     "programme_funnel ORDER BY place"},
    {"programme", "asks",
     "SELECT asks, 100.0 * acts / asks AS conversion, lower AS conversion_lower, upper AS "
     "conversion_upper, days_to_act FROM ask_to_act ORDER BY asks DESC, kind, channel LIMIT 8"},
    {"maturity", "reach", "SELECT coordinated_departments, engaged_share FROM advocacy_maturity"},
    {"candidates", "candidates",
     "SELECT answer, purchases FROM advocate_candidates ORDER BY place LIMIT 10"},
    {"targets", "measures",
     "SELECT n.value, n.lower AS value_lower, n.upper AS value_upper, n.observations, b.value AS before, "
     "b.lower AS before_lower, b.upper AS before_upper FROM advocacy_trend AS n LEFT JOIN advocacy_trend AS b "
     "ON b.metric = n.metric AND b.month = substr(date(n.month || '-01', '-1 year'), 1, 7) WHERE n.month = "
     "(SELECT max(m.month) FROM advocacy_trend AS m WHERE m.metric = n.metric) ORDER BY CASE n.metric WHEN "
     "'score' THEN 1 WHEN 'advocates' THEN 2 WHEN 'acts' THEN 3 WHEN 'referrals' THEN 4 WHEN 'rating' THEN 5 "
     "WHEN 'share of voice' THEN 6 WHEN 'AI visibility' THEN 7 ELSE 8 END"},
    {"targets", "targets",
     "SELECT target, value, lower AS value_lower, upper AS value_upper FROM target_standing ORDER BY \"by\", metric LIMIT 12"},
    {"surveys", "accounts",
     "SELECT accounts, answered, nps, lower AS nps_lower, upper AS nps_upper, covered FROM account_nps ORDER BY weight"},
    {"surveys", "satisfaction",
     "SELECT responses, mean, mean_lower, mean_upper, points, top_box, lower AS top_box_lower, upper AS top_box_upper "
     "FROM satisfaction ORDER BY measure, coalesce(survey, 'no name'), points LIMIT 12"},
    {"surveys", "responses",
     "SELECT invitations, answered, rate, lower AS rate_lower, upper AS rate_upper, customer_rate, customer_lower AS "
     "customer_rate_lower, customer_upper AS customer_rate_upper, open_invitations FROM response_rate ORDER BY "
     "invitations DESC, channel LIMIT 10"},
    {"activity", "stay",
     "SELECT advocates, share, lower AS share_lower, upper AS share_upper FROM advocate_retention ORDER BY place"},
    {"activity", "activation",
     "SELECT customers, activated, share, lower AS share_lower, upper AS share_upper, acts FROM promoter_activation ORDER "
     "BY category DESC"},
    {"activity", "rates",
     "SELECT customers, advocates, rate, lower AS rate_lower, upper AS rate_upper FROM advocacy_rate WHERE scope = "
     "'segment' AND month = '2026-10' ORDER BY customers DESC, coalesce(segment, 'no segment') LIMIT 12"},
    {"outcomes", "outcomes",
     "SELECT customers, repurchased, lower AS repurchased_lower, upper AS repurchased_upper, purchases, spend FROM "
     "nps_outcomes ORDER BY category DESC"},
    {"outcomes", "acts",
     "SELECT acts, people, influenced_revenue, mean_value, lower AS mean_value_lower, upper AS mean_value_upper, reach FROM "
     "act_value ORDER BY influenced_revenue IS NULL, influenced_revenue DESC, acts DESC, kind, coalesce(channel, 'no "
     "channel') LIMIT 10"},
    {"referrals", "worth",
     "SELECT mean_referred, mean_others, ratio, lower AS ratio_lower, upper AS ratio_upper FROM referred_worth ORDER BY "
     "measure DESC"},
    {"growth", "earned",
     "SELECT net_revenue_retention, earned_new, bought_new, reactivated, growth, rate FROM earned_growth_rate"},
    {"growth", "predicted",
     "SELECT buyers, purchases, purchases_lower, purchases_upper, revenue, revenue_lower, revenue_upper FROM "
     "predicted_purchases ORDER BY CASE customers WHEN 'advocates' THEN 1 WHEN 'others' THEN 2 ELSE 3 END"},
    {"growth", "rfm",
     "SELECT count(*) AS customers, 100.0 * count(*) / (SELECT count(*) FROM rfm) AS share, avg(recency) AS recency, "
     "avg(frequency) AS frequency, avg(monetary) AS monetary FROM rfm GROUP BY segment ORDER BY sum(monetary) DESC, segment"},
    {"recovery", "recovery",
     "SELECT customers, answered, recovered_share, lower AS recovered_share_lower, upper AS recovered_share_upper, "
     "bought_share, bought_lower AS bought_share_lower, bought_upper AS bought_share_upper FROM detractor_recovery ORDER "
     "BY contacted DESC"},
    {"recovery", "feedback",
     "SELECT raised, answered_share, answered_lower AS answered_share_lower, answered_upper AS answered_share_upper, "
     "resolved_share, in_time_share, days_to_answer FROM feedback_response ORDER BY raised DESC, source LIMIT 10"},
    {"needs", "needs",
     "SELECT reached, share, touchpoints, days_since_last, days_to_answer FROM advocate_needs ORDER BY share, need"},
    {"emerging", "voices",
     "SELECT posts, posts_before, share, lower AS share_lower, upper AS share_upper, reach FROM emerging_advocates ORDER "
     "BY p_value, posts DESC, author LIMIT 5"},
    {"reputation", "reputation",
     "SELECT negative_posts, warnings, defences, defended_share, lower AS defended_share_lower, upper AS "
     "defended_share_upper, median_hours FROM reputation ORDER BY criticism DESC, channel LIMIT 10"},
    {"why", "themes",
     "SELECT responses, nps, lower AS nps_lower, upper AS nps_upper, impact, impact_lower, impact_upper, share_change FROM "
     "nps_themes ORDER BY impact IS NULL, impact, theme LIMIT 12"},
    {"why", "drivers",
     "SELECT mean, share, lower AS share_lower, upper AS share_upper FROM nps_drivers WHERE scope = 'all' ORDER BY share "
     "DESC, driver"},
    {"why", "words",
     "SELECT responses FROM (SELECT *, row_number() OVER (PARTITION BY said_by ORDER BY abs(z) DESC, term) AS place FROM "
     "nps_terms) WHERE place <= 8 ORDER BY said_by, place"},
    {"warnings", "warnings",
     "SELECT days, observed, expected, items FROM feedback_alert WHERE is_alarm ORDER BY p_value, kind, subject, segment, "
     "days LIMIT 10"},
    {"sources", "sources",
     "SELECT rows, days_old, coverage FROM "
     "feedback_sources ORDER BY rows DESC, source LIMIT 20"},
    {"sources", "unreadable",
     "SELECT rows, blank, unreadable, future FROM data_quality WHERE unreadable > 0 OR note IS NOT "
     "NULL ORDER BY unreadable DESC, source, column_name"},
};

static void cells_are_what_the_views_say(void **state)
{
    (void)state;
    char *database = hostile_company();
    char *page = whole_page_of(database);
    sqlite3 *db = open_file(database);
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        assert_block(db, page, blocks[i].panel, blocks[i].block, blocks[i].sql);
    }
    close_database(db);
    free(page);
    sqlite3_free(database);
}

static void a_value_lies_within_its_limits(void **state)
{
    (void)state;
    char *database = hostile_company();
    char *page = whole_page_of(database);
    int intervals = 0;
    for (const char *at = page; (at = strstr(at, "data-column=\"")) != NULL; at++) {
        double lower = attribute(at, "lower");
        double upper = attribute(at, "upper");
        assert_int_equal(isnan(lower) != 0, isnan(upper) != 0);
        intervals += !isnan(lower);
        if (!isnan(lower) &&
            !(lower <= attribute(at, "value") && attribute(at, "value") <= upper)) {
            fail_msg("%.200s", at);
        }
    }
    assert_true(intervals > 40);
    free(page);
    sqlite3_free(database);
}

/* Reads the number at *at and goes on behind it; it was rounded to the digits that it has. */
static void assert_drawn(const char **at, double expected, const char *mark)
{
    char *end;
    double found = strtod(*at, &end);
    assert_true(end > *at);
    const char *point = memchr(*at, '.', (size_t)(end - *at));
    double half = point ? 0.5 * pow(10, -(double)(end - point - 1)) : 0.5;
    /* What is drawn was rounded before, to one or two digits. */
    if (fabs(found - expected) > half + 0.0500001) {
        fail_msg("%.120s: %.10g instead of %.10g", mark, found, expected);
    }
    *at = end;
}

/* A picture has a mark for each row, whose title ends in its value and, in brackets, its limits. */
static void assert_picture(sqlite3 *db, const char *page, const char *panel, const char *block,
                           const char *sql)
{
    char *text = block_of(page, panel, "figure", block);
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    const char *mark = strstr(text, "<title>");
    int rows = 0;
    for (; sqlite3_step(statement) == SQLITE_ROW; rows++) {
        mark = mark ? strstr(mark + 1, "<title>") : NULL;
        if (!mark) {
            fail_msg("%s/%s has %d marks", panel, block, rows);
        }
        const char *end = strstr(mark, "</title>");
        const char *at = end;
        while (strncmp(at, ": ", 2) != 0) {
            at--;
        }
        at += 2;
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            at += strcspn(at, "-0123456789<");
            if (sqlite3_column_type(statement, i) == SQLITE_NULL) {
                assert_true(at == end);
                continue;
            }
            assert_true(at < end);
            assert_drawn(&at, sqlite3_column_double(statement, i), mark);
        }
    }
    assert_true(rows > 0);
    assert_null(strstr(mark + 1, "<title>"));
    sqlite3_finalize(statement);
    free(text);
}

static void pictures_draw_what_the_views_say(void **state)
{
    (void)state;
    char *database = hostile_company();
    char *page = whole_page_of(database);
    sqlite3 *db = open_file(database);
    assert_picture(db, page, "score", "shares",
                   "SELECT nps, 100.0 * sum(answer >= 9) / count(*), 100.0 * sum(answer = 7 OR "
                   "answer = 8) / count(*), 100.0 * sum(answer < 7) / count(*) FROM period_answer "
                   "JOIN (SELECT period, nps FROM period_score WHERE scope = 'all') USING (period) "
                   "GROUP BY period ORDER BY period");
    assert_picture(db, page, "trend", "trend",
                   "SELECT nps, lower, upper FROM nps_trend WHERE nps IS NOT NULL ORDER BY month");
    assert_picture(db, page, "segments", "segments",
                   "SELECT nps, lower, upper FROM (SELECT * FROM nps_segments WHERE responses > 0 "
                   "ORDER BY responses DESC, segment LIMIT 12) WHERE nps IS NOT NULL");
    assert_picture(
        db, page, "activity", "rate",
        "SELECT rate, lower, upper FROM advocacy_rate WHERE scope = 'all' ORDER BY month");
    assert_picture(db, page, "outcomes", "repurchased",
                   "SELECT repurchased, lower, upper FROM nps_outcomes ORDER BY category DESC");
    assert_picture(
        db, page, "growth", "cohorts",
        "SELECT share FROM cohort_retention WHERE months_since <= 12 AND cohort IN (SELECT DISTINCT cohort FROM "
        "cohort_retention ORDER BY cohort DESC LIMIT 18) ORDER BY cohort, months_since");
    assert_picture(db, page, "channels", "reasons",
                   "SELECT share, lower, upper FROM purchase_reasons ORDER BY share DESC, reason");
    assert_picture(db, page, "referrals", "conversion",
                   "SELECT conversion, lower, upper FROM referral_funnel ORDER BY kind");
    assert_picture(db, page, "reviews", "positive",
                   "SELECT positive, lower, upper FROM review_quality ORDER BY reviews DESC, "
                   "platform LIMIT 10");
    assert_picture(db, page, "social", "voice",
                   "SELECT share_of_voice, lower, upper FROM social_presence ORDER BY all_brands "
                   "DESC, platform LIMIT 10");
    assert_picture(db, page, "ai", "visibility",
                   "SELECT visibility, lower, upper FROM ai_visibility ORDER BY visibility DESC, "
                   "platform LIMIT 10");
    assert_picture(db, page, "programme", "stages",
                   "SELECT customers FROM programme_funnel ORDER BY place");
    assert_picture(
        db, page, "advocates", "ratios",
        "SELECT ratio, lower, upper FROM advocate_worth WHERE ratio IS NOT NULL ORDER BY "
        "CASE substr(measure, 1, 4) WHEN 'reve' THEN 1 WHEN 'purc' THEN 2 WHEN 'pred' "
        "THEN 3 ELSE 4 END");
    assert_picture(db, page, "advocates", "fit",
                   "SELECT CASE k.series WHEN 1 THEN customers ELSE round(expected, 1) END FROM "
                   "purchase_fit CROSS JOIN (SELECT 1 AS series UNION ALL SELECT 2) AS k ORDER BY "
                   "repeat_purchases, k.series");
    close_database(db);
    free(page);
    sqlite3_free(database);
}

/* The score goes up in March, down in June, and by less than chance in April. */
static void months_of_more_than_chance_are_those_of_the_view(void **state)
{
    (void)state;
    char *page = page_with(
        "INSERT INTO survey_response(customer_id, answered_at, score) SELECT month || i, month || "
        "'-15', CASE WHEN i <= promoters THEN 9 ELSE 3 END FROM n, (SELECT '2026-02' AS month, 50 "
        "AS promoters UNION ALL SELECT '2026-03', 150 UNION ALL SELECT '2026-04', 148 UNION ALL "
        "SELECT '2026-05', 151 UNION ALL SELECT '2026-06', 40 UNION ALL SELECT '2026-07', 120);");
    assert_says(page, "<p>More than chance: up in 2026-07, 2026-03; down in 2026-06. All 5 changes "
                      "are looked at together: chance alone may make any of them large.</p>");
    char *path = sqlite3_mprintf("%s/empty.db", dashboard_folder());
    sqlite3 *db = open_file(path);
    assert_query(
        db, "SELECT month, change > 0 FROM nps_trend WHERE p_adjusted < 0.05 ORDER BY month DESC",
        "2026-07|1\n2026-06|0\n2026-03|1");
    close_database(db);
    sqlite3_free(path);
    free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_what_the_views_say),
        cmocka_unit_test(a_value_lies_within_its_limits),
        cmocka_unit_test(pictures_draw_what_the_views_say),
        cmocka_unit_test(months_of_more_than_chance_are_those_of_the_view),
    };
    return cmocka_run_group_tests_name("page figures", tests, make_dashboard_folder,
                                       forget_dashboard_folder);
}
