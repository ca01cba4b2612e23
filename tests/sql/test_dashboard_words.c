/*
 * What the page of sql/dashboard/ says in words: each sentence for the data that calls for it,
 * and not for other data.
 */
#include <stdlib.h>
#include <string.h>

#include "support/dashboard.h"
#include "support/shell.h"

#define MINUS "\xE2\x88\x92"

/* 120 in each period; 60 of them answer twice, and 8 of those are promoters no more. */
static const char slow_fall[] =
    "INSERT INTO survey_response(customer_id, answered_at, score) "
    "SELECT i, '2025-05-01', CASE WHEN i % 2 THEN 10 ELSE 0 END FROM n WHERE i <= 120;"
    "INSERT INTO survey_response(customer_id, answered_at, score) "
    "SELECT CASE WHEN i <= 60 THEN i ELSE 1000 + i END, '2026-05-01', "
    "CASE WHEN i < 16 AND i % 2 THEN 8 WHEN i % 2 THEN 10 ELSE 0 END FROM n WHERE i <= 120;";

static void the_headline_agrees_with_the_test_of_those_who_answered_twice(void **state)
{
    (void)state;
    char *page = page_with(slow_fall);
    assert_says(page, "<p>Worse: " MINUS "6.7 points between the periods may be chance, the " MINUS
                      "13.3 of those who answered both times are not.</p>");
    assert_says(page, "Asking the same customers twice shows smaller changes");
    free(page);
    /* Another 1000 who stay: a fall of 1.5 points, or of 0.8 of all. */
    char *more = sqlite3_mprintf(
        "%s INSERT INTO survey_response(customer_id, answered_at, score) "
        "SELECT 5000 + a.i + 200 * b.i, day, CASE WHEN a.i %% 2 THEN 10 ELSE 0 END FROM n AS a, "
        "n AS b, (SELECT '2025-05-01' AS day UNION ALL SELECT '2026-05-01') WHERE b.i <= 5;",
        slow_fall);
    page = page_with(more);
    assert_says(page, "<p>A little worse: " MINUS "0.7 points between the periods may be chance, "
                      "the " MINUS "0.8 of those who answered both times are not.</p>");
    free(page);
    sqlite3_free(more);
}

static void a_headline_of_no_change_needs_both_tests_to_find_none(void **state)
{
    (void)state;
    /* Everybody goes to the other end: no test of the same customers is the sharper one. */
    char *page = page_with("INSERT INTO survey_response(customer_id, answered_at, score) "
                           "SELECT i, '2025-05-01', CASE WHEN i % 2 THEN 10 ELSE 0 END FROM n;"
                           "INSERT INTO survey_response(customer_id, answered_at, score) "
                           "SELECT i, '2026-05-01', CASE WHEN i % 2 THEN 0 ELSE 10 END FROM n;");
    assert_says(page, "<p>No clear change: +0.0 points may be chance alone.</p>");
    assert_says(page, "Of the 200 customers who answered in both periods, 100 went from promoter");
    assert_null(strstr(page, "Asking the same customers twice"));
    free(page);
}

static void the_headline_names_the_segment_that_changed_most(void **state)
{
    (void)state;
    char *page = page_with(
        "INSERT INTO customer(customer_id, joined_at, segment, channel) SELECT i, '2024-01-01', CASE i % 3 WHEN 0 THEN 'A & B' WHEN 1 THEN "
        "'C' END, 'sales' FROM n;"
        "INSERT INTO survey_response(customer_id, answered_at, score) "
        "SELECT i, '2026-06-01', CASE WHEN i % 2 THEN 10 ELSE 0 END FROM n;"
        "INSERT INTO survey_response(customer_id, answered_at, score) "
        "SELECT i, '2026-09-01', CASE WHEN i % 3 = 0 THEN 0 WHEN i % 2 THEN 10 ELSE 0 END FROM n;");
    assert_says(page, "<p>Of 3 segments one changed more than chance would explain in the last "
                      "quarter: A &amp; B fell by 100.0 points.</p>");
    free(page);
    page = page_with(slow_fall);
    assert_null(strstr(page, "segments one changed"));
    free(page);
}

static void answers_without_a_customer_are_not_called_customers(void **state)
{
    (void)state;
    char *page = page_with(slow_fall);
    assert_says(page, "<p class=\"basis\">120 customers, the newest answer of each, ");
    assert_says(page, "Customers who answered");
    free(page);
    char *sql = sqlite3_mprintf("%s INSERT INTO survey_response(answered_at, score) "
                                "SELECT '2026-06-01', 9 FROM n WHERE i <= 52;",
                                slow_fall);
    page = page_with(sql);
    assert_says(page, "<p class=\"basis\">172 answers, 52 of them anonymous, ");
    assert_says(page, "Answers, 52 of them anonymous");
    assert_null(strstr(page, "Customers who answered"));
    free(page);
    sqlite3_free(sql);
}

static void counts_of_one_are_singular(void **state)
{
    (void)state;
    char *page = page_with("INSERT INTO review(customer_id, platform, posted_at, rating) VALUES "
                           "(1, 'p', '2026-05-01', "
                           "5);"
                           "INSERT INTO department VALUES ('a', 10, 5, 1, 1), ('b', 10, 5, 0, 0);");
    assert_says(page, "1 review on 1 platform, ");
    assert_says(page, "1 row in 1 source, ");
    assert_says(page, "Departments coordinated, of 2");
    assert_null(strstr(page, ">1 sources"));
    free(page);
    page = page_with("INSERT INTO survey_response(answered_at, score) VALUES ('2026-05-01', 9);"
                     "INSERT INTO benchmark VALUES ('market', 2026, 10, 1000000000, 'x');");
    /* 10, between 9.994 and 10.006. */
    assert_says(page, "10.00</b><span class=\"interval\">9.99 to 10.01</span>");
    free(page);
}

static void a_ranking_without_a_model_says_so_once(void **state)
{
    (void)state;
    char *page = page_with(
        "INSERT INTO customer(customer_id, joined_at, segment, channel) SELECT i, '2024-01-01', 'C', 'sales' FROM n;"
        "INSERT INTO purchase(customer_id, purchased_at, amount) "
        "SELECT i, '2026-05-01', i FROM n;");
    char *panel = panel_of(page, "candidates");
    assert_int_equal(occurrences(panel, "oo few examples"), 1);
    assert_int_equal(occurrences(panel, "<tr>"), 11);
    assert_int_equal(occurrences(panel, "data-column=\"score\""), 10);
    assert_null(strstr(panel, "most probable"));
    assert_null(strstr(panel, "data-column=\"probability\""));
    assert_null(strstr(panel, "data-column=\"reasons\""));
    free(panel);
    free(page);
}

static void candidates_who_are_level_are_said_to_be(void **state)
{
    (void)state;
    /* 200 customers alike: the ten whose id comes first. */
    char *page = page_with(
        "INSERT INTO customer(customer_id, joined_at, segment, channel) SELECT i, '2024-01-01', 'C', 'sales' FROM n;"
        "INSERT INTO purchase(customer_id, purchased_at, amount) "
        "SELECT i, '2026-05-01', 9 FROM n;");
    assert_says(page, "<p>The last 10 are tied with 190 others, not listed: among equals the order "
                      "is that of the id, which means nothing.</p>");
    free(page);
    /* Eight who buy more and more, and three alike after them. */
    page = page_with(
        "INSERT INTO customer(customer_id, joined_at, segment, channel) SELECT i, '2024-01-01', 'C', 'sales' FROM n "
        "WHERE i <= 11;"
        "INSERT INTO purchase(customer_id, purchased_at, amount) SELECT i, "
        "'2026-05-01', CASE WHEN i <= 8 THEN 1000 * i ELSE 9 END FROM n WHERE i <= "
        "11;");
    assert_says(page, "<p>The last 2 are tied with 1 other, not listed: ");
    free(page);
    page = page_with(
        "INSERT INTO customer(customer_id, joined_at, segment, channel) SELECT i, '2024-01-01', 'C', 'sales' FROM n "
        "WHERE i <= 4;"
        "INSERT INTO purchase(customer_id, purchased_at, amount) SELECT i, "
        "'2026-05-01', CASE WHEN i <= 2 THEN 1000 * i ELSE 9 END FROM n WHERE i <= "
        "4;");
    assert_says(page, "<p>Some are tied: among equals the order is that of the id");
    free(page);
    page = page_with(
        "INSERT INTO customer(customer_id, joined_at, segment, channel) SELECT i, '2024-01-01', 'C', 'sales' FROM n;"
        "INSERT INTO purchase(customer_id, purchased_at, amount) "
        "SELECT i, '2026-05-01', i FROM n;");
    assert_null(strstr(page, " level"));
    free(page);
}

static void what_is_left_out_names_tables_that_there_are(void **state)
{
    (void)state;
    char *database = empty_company();
    sqlite3 *db = open_empty_company();
    char *page = whole_page_of(database);
    int tables = 0;
    const char *at = strstr(page, "<p class=\"left-out\">");
    assert_non_null(at);
    while ((at = strchr(at, '(')) != NULL) {
        for (at++; *at != ')'; tables++) {
            int length = (int)strcspn(at, ",)");
            char *sql = sqlite3_mprintf("SELECT count(*) FROM sqlite_master WHERE type = 'table' "
                                        "AND name = '%.*s'",
                                        length, at);
            if (query_number(db, sql) != 1) {
                fail_msg("%.*s", length, at);
            }
            sqlite3_free(sql);
            at += length + 2 * (at[length] == ',');
        }
    }
    assert_true(tables > 13);
    free(page);
    close_database(db);
    sqlite3_free(database);
}

static void times_that_cannot_be_read_are_counted_where_there_are_some(void **state)
{
    (void)state;
    char *page = page_with(slow_fall);
    assert_null(strstr(page, "annot be read"));
    free(page);
    char *sql = sqlite3_mprintf("%s UPDATE survey_response SET answered_at = '1/5/2026' "
                                "WHERE response_id <= 3;",
                                slow_fall);
    page = page_with(sql);
    assert_says(page,
                ", 0 have no date and 3 have a time that cannot be read: these are left out.");
    /* In every panel that is made of them, and by column. */
    static const char *const suffering[] = {"score", "trend", "channels"};
    for (size_t i = 0; i < sizeof suffering / sizeof *suffering; i++) {
        char *panel = panel_of(page, suffering[i]);
        assert_non_null(strstr(panel,
                               "<span class=\"unread\">Cannot be read, and is not counted: 3 "
                               "of 240 values of survey_response.answered_at, such as "
                               "&#39;1/5/2026&#39;.</span>"));
        free(panel);
    }
    char *panel = panel_of(page, "sources");
    assert_non_null(strstr(panel, ">survey_response.answered_at</th>"));
    assert_non_null(strstr(panel, "data-column=\"unreadable\" data-heading=\"Of unreadable time\" "
                                  "class=\"number\" data-value=\"3\""));
    assert_non_null(strstr(panel, ">This page was made from survey_response (240 rows).<"));
    free(panel);
    free(page);
    sqlite3_free(sql);
}

static void rows_that_cannot_be_read_are_not_called_none(void **state)
{
    (void)state;
    char *page = page_with("INSERT INTO review(platform, posted_at, rating) SELECT 'p', "
                           "'1/5/2026', 5 FROM n; INSERT INTO mention(brand, platform, posted_at) "
                           "VALUES ('us', 'p', '2020-05-01');");
    assert_null(strstr(page, "data-panel=\"reviews\""));
    const char *at = strstr(page, "<p class=\"left-out\">");
    assert_non_null(at);
    assert_non_null(strstr(at, " Reviews (review: 200 rows, unreadable posted_at in 200, such as "
                               "&#39;1/5/2026&#39;); "));
    assert_non_null(strstr(at, " Social visibility (mention: 1 row); "));
    assert_non_null(strstr(at, " Visibility in AI answers (ai_answer)"));
    assert_says(page, ">This page was made from review (200 rows), mention (1 row).<");
    free(page);
}

static void the_page_says_where_its_day_comes_from(void **state)
{
    (void)state;
    char *database = empty_company();
    free(run_script(database, "INSERT INTO survey_response(customer_id, answered_at, score) VALUES "
                              "('a', '2026-03-15', 9), ('b', '2999-01-01', 9);"));
    char *page = whole_page_of(database);
    assert_says(page, "<p>Looks back from 15 Mar 2026, the newest answer or purchase: 16 Mar 2025 "
                      "to 15 Mar 2026. ");
    free(page);
    int status;
    page = page_of(database, "'{\\\"as_of\\\": \\\"2026-04-30\\\"}'", &status);
    assert_says(page, "<p>Looks back from 30 Apr 2026, as asked for: 1 May 2025 to 30 Apr 2026. ");
    free(page);
    free(run_script(database, "UPDATE advocacy_settings SET as_of = '2026-05-31';"));
    page = whole_page_of(database);
    assert_says(page, "<p>Looks back from 31 May 2026, as advocacy_settings says: ");
    free(page);
    sqlite3_free(database);
}

static void answers_of_another_scale_are_asked_about(void **state)
{
    (void)state;
    char *page = page_with("INSERT INTO survey_response(customer_id, answered_at, score) "
                           "SELECT i, '2026-05-01', 1 + i % 5 FROM n;");
    char *panel = panel_of(page, "score");
    assert_non_null(strstr(panel, "<p>Is this the right scale? The largest answer is 5: is this a "
                                  "scale of 5 points? nps_rescale()</p>"));
    free(panel);
    free(page);
    page = page_with(slow_fall);
    assert_null(strstr(page, "right scale"));
    free(page);
}

/* A line is drawn where months with a score follow each other, and broken where one has none. */
static void months_without_answers_are_a_gap(void **state)
{
    (void)state;
    char *page = page_with(
        "INSERT INTO survey_response(customer_id, answered_at, score) SELECT i, month || '-09', "
        "9 FROM n, (SELECT '2026-01' AS month UNION ALL SELECT '2026-02' UNION ALL SELECT "
        "'2026-07' UNION ALL SELECT '2026-08') WHERE i <= 40;");
    char *panel = panel_of(page, "trend");
    assert_non_null(strstr(panel, "160 answers in 4 months, 2026-01 to 2026-08. Nobody answered in "
                                  "4 others between them."));
    const char *line = strstr(panel, "class=\"chart-line\"");
    assert_non_null(line);
    const char *path = strstr(line, " d=\"") + 4;
    int strokes = 0;
    for (const char *at = path; *at != '"'; at++) {
        strokes += *at == 'M';
    }
    assert_int_equal(strokes, 2);
    /* The table goes on to the day that the page looks back from. */
    assert_non_null(strstr(panel, "data-column=\"month\">2026-10</th>"));
    free(panel);
    free(page);
}

static void customers_have_their_names_where_these_are_known(void **state)
{
    (void)state;
    static const char sql[] =
        "INSERT INTO customer(customer_id, joined_at, name) SELECT i, '2024-01-01', %s FROM n;"
        "INSERT INTO purchase(customer_id, purchased_at, amount) SELECT i, '2026-05-01', i FROM n;"
        "INSERT INTO survey_response(customer_id, answered_at, score) SELECT i, '2026-05-01', 9 "
        "FROM n;"
        "INSERT INTO review(customer_id, platform, posted_at, rating) SELECT i, 'p', '2026-05-01', "
        "5 FROM n WHERE i <= 3;";
    char *named = sqlite3_mprintf(sql, "'Ada & Co ' || i");
    char *page = page_with(named);
    static const char *const panels[] = {"advocates", "candidates"};
    for (size_t i = 0; i < sizeof panels / sizeof *panels; i++) {
        char *panel = panel_of(page, panels[i]);
        assert_non_null(strstr(panel, ">Name</th>"));
        assert_non_null(strstr(panel, "data-heading=\"Name\">Ada &amp; Co "));
        free(panel);
    }
    free(page);
    char *nameless = sqlite3_mprintf(sql, "' '");
    page = page_with(nameless);
    assert_null(strstr(page, ">Name</th>"));
    free(page);
    sqlite3_free(nameless);
    sqlite3_free(named);
}

static void a_text_that_a_spreadsheet_would_work_out_is_kept_a_text(void **state)
{
    (void)state;
    static const char *const dangerous[][2] = {
        {"=1+1", "%22%27=1+1%22"},
        {"+1", "%22%27+1%22"},
        {"-2+3", "%22%27-2+3%22"},
        {"@SUM(A1)", "%22%27@SUM(A1)%22"},
        {"  =1", "%22%27%20%20=1%22"},
        {"\xEF\xBC\x9D"
         "1",
         "%22%27%EF%BC%9D1%22"},
        {"a,\"b\";#%&<c>", "%22a,%22%22b%22%22;%23%25%26%3Cc%3E%22"},
        {"two\nlines", "%22two%20lines%22"},
        {"a-b=c", "%22a-b=c%22"},
    };
    for (size_t i = 0; i < sizeof dangerous / sizeof *dangerous; i++) {
        char *sql = sqlite3_mprintf(
            "INSERT INTO customer(customer_id, joined_at, segment) SELECT i, '2024-01-01', %Q FROM n;"
            "INSERT INTO survey_response(customer_id, answered_at, score) "
            "SELECT i, '2026-09-01', 3 FROM n;",
            dangerous[i][0]);
        char *page = page_with(sql);
        char *panel = panel_of(page, "segments");
        char *line = sqlite3_mprintf("%%0D%%0A%s,200,-100,", dangerous[i][1]);
        if (!strstr(panel, line)) {
            fail_msg("%s is not on the page: %.3000s", line, strstr(panel, "href="));
        }
        assert_well_formed(page);
        sqlite3_free(line);
        free(panel);
        free(page);
        sqlite3_free(sql);
    }
}

/* The answer to a question of the first screen, and where it leads. */
static void assert_answer(const char *page, const char *panel, const char *question,
                          const char *answer)
{
    char *expected = sqlite3_mprintf("<li><a href=\"#%s\">%s</a> <strong>%s</strong></li>\n", panel,
                                     question, answer);
    const char *at = strstr(page, "<section class=\"answers\"");
    assert_non_null(at);
    if (!strstr(at, expected)) {
        fail_msg("%s is not answered by %s: %.1500s", question, answer, at);
    }
    sqlite3_free(expected);
}

/* Customers 1 to 50 recommend us in the period before; everybody answered and bought in it. */
#define ADVOCATES_SPENT(before, later)                                                             \
    "INSERT INTO customer(customer_id, joined_at) SELECT i, '2023-01-01' FROM n;"                  \
    "INSERT INTO survey_response(customer_id, answered_at, score) SELECT i, '2025-05-01', 9 FROM " \
    "n;"                                                                                           \
    "INSERT INTO review(customer_id, platform, posted_at, rating) SELECT i, 'p', '2025-06-01', 5 " \
    "FROM n WHERE i <= 50;"                                                                        \
    "INSERT INTO purchase(customer_id, purchased_at, amount) SELECT i, '2025-02-01', CASE WHEN i " \
    "<= 50 THEN " before " ELSE 10 END + i % 3 FROM n UNION ALL SELECT i, '2026-05-01', CASE "     \
    "WHEN i <= 50 THEN " later " ELSE 10 END + i % 3 FROM n;"

static void the_first_screen_answers_what_a_manager_asks(void **state)
{
    (void)state;
    char *page = page_with(slow_fall);
    assert_answer(page, "score", "How do we stand?",
                  "The Net Promoter Score is " MINUS "6.7, between " MINUS "23.5 and 10.5: 43% are "
                  "promoters, 50% detractors.");
    assert_answer(page, "score", "Is it changing?",
                  "Worse: " MINUS "6.7 points between the periods may be chance, the " MINUS
                  "13.3 of those who answered both times are not.");
    /* Of purchases and advocates nothing is known. */
    assert_null(strstr(page, ">What are advocates worth?<"));
    assert_null(strstr(page, ">What should we do?<"));
    free(page);
    page = page_with("INSERT INTO survey_response(customer_id, answered_at, score) "
                     "SELECT i, '2026-05-01', 9 FROM n WHERE i <= 7;"
                     "INSERT INTO benchmark VALUES ('market', 2026, 10, 1000, 'x');");
    assert_answer(page, "score", "How do we stand?",
                  "Not known: 7 answers, and a score is shown from 30.");
    assert_null(strstr(page, ">Is it changing?<"));
    assert_answer(page, "score", "What should we do?",
                  "Ask more customers: 7 answers are too few for a score.");
    free(page);
    page = page_with("INSERT INTO survey_response(customer_id, answered_at, score) "
                     "SELECT i, '2026-05-01', 9 FROM n;"
                     "INSERT INTO benchmark VALUES ('a & b', 2026, 10, 1000, 'x');");
    assert_answer(page, "score", "How do we stand?",
                  "The Net Promoter Score is 100.0, between 96.2 and 100.0: 100% are promoters, 0% "
                  "detractors; above the 10.0 of the market (a &amp; b).");
    free(page);
}

static void the_worth_of_advocates_is_held_against_what_they_spent_before(void **state)
{
    (void)state;
    char *page = page_with(ADVOCATES_SPENT("10", "30"));
    assert_answer(page, "advocates", "What are advocates worth?",
                  "They spent 2.8 times as much as others (between 2.8 and 2.9); before they first "
                  "recommended us it was 1.0 times.");
    free(page);
    page = page_with(ADVOCATES_SPENT("30", "30"));
    assert_answer(page, "advocates", "What are advocates worth?",
                  "They spent 2.8 times as much as others (between 2.8 and 2.9); but 2.8 times "
                  "before they first recommended us, so that is not what recommending brought.");
    free(page);
    page = page_with(ADVOCATES_SPENT("10", "10"));
    assert_answer(page, "advocates", "What are advocates worth?",
                  "They spent no more than others that one could tell: 1.0 times as much (between "
                  "1.0 and 1.0); before they first recommended us it was 1.0 times.");
    free(page);
    page = page_with(ADVOCATES_SPENT("10", "1"));
    assert_answer(page, "advocates", "What are advocates worth?",
                  "They spent less than others: 0.2 times as much (between 0.2 and 0.2); before "
                  "they first recommended us it was 1.0 times.");
    free(page);
}

/* 100 detractors are asked again; of those whom somebody calls `won` in a hundred come round. */
static char *page_of_detractors(int won)
{
    char *sql = sqlite3_mprintf(
        "INSERT INTO survey_response(customer_id, answered_at, score) SELECT i, '2025-05-01 09:00', 3 "
        "FROM n;"
        "INSERT INTO touchpoint(customer_id, need, opened_at) SELECT i, 'respect', '2025-05-02 "
        "09:00' FROM n WHERE i <= 100;"
        "INSERT INTO survey_response(customer_id, answered_at, score) SELECT i, '2026-05-01', CASE "
        "WHEN i <= %d THEN 9 ELSE 3 END FROM n;",
        won);
    char *page = page_with(sql);
    sqlite3_free(sql);
    return page;
}

static void what_to_do_is_said_where_it_is_more_than_chance(void **state)
{
    (void)state;
    char *page = page_of_detractors(60);
    assert_answer(
        page, "recovery", "What should we do?",
        "Contact detractors soon: of those whom we did 60% were none at their next answer, "
        "of the others 0%, and 50% heard nothing from us.");
    free(page);
    page = page_of_detractors(3);
    assert_null(strstr(page, "Contact detractors soon"));
    free(page);
}

static void reasons_are_words(void **state)
{
    (void)state;
    /* Who bought five times recommends us, period after period; who is left are invited. */
    char *page = page_with(
        "INSERT INTO customer(customer_id, joined_at, channel) SELECT i, date('2022-01-01', i || ' days'), 'sales' FROM n;"
        "INSERT INTO survey_response(customer_id, answered_at, score) SELECT i, day, 10 FROM n, "
        "(SELECT '2024-05-01' AS day UNION ALL SELECT '2025-05-01' UNION ALL SELECT '2026-05-01');"
        "INSERT INTO purchase(customer_id, purchased_at, amount) SELECT n.i, date(day, m.i || ' days'), 10 FROM n, n AS m, "
        "(SELECT '2024-05-01' AS day UNION ALL SELECT '2025-05-01' UNION ALL SELECT '2026-05-01') "
        "WHERE m.i <= CASE WHEN n.i % 2 THEN 5 ELSE 1 END;"
        "INSERT INTO review(customer_id, platform, posted_at, rating) SELECT i, 'p', '2025-09-01', 5 FROM n WHERE i % 4 = 1;"
        "INSERT INTO review(customer_id, platform, posted_at, rating) SELECT i, 'p', '2026-09-01', 5 FROM n "
        "WHERE i % 4 = 3 AND i < 160;");
    char *panel = panel_of(page, "candidates");
    assert_non_null(strstr(panel, "five purchases this year"));
    assert_non_null(strstr(panel, "with us for 4 years"));
    assert_null(strstr(panel, "(+"));
    assert_null(strstr(panel, "log-odds"));
    free(panel);
    free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_headline_agrees_with_the_test_of_those_who_answered_twice),
        cmocka_unit_test(a_headline_of_no_change_needs_both_tests_to_find_none),
        cmocka_unit_test(the_headline_names_the_segment_that_changed_most),
        cmocka_unit_test(answers_without_a_customer_are_not_called_customers),
        cmocka_unit_test(counts_of_one_are_singular),
        cmocka_unit_test(a_ranking_without_a_model_says_so_once),
        cmocka_unit_test(candidates_who_are_level_are_said_to_be),
        cmocka_unit_test(what_is_left_out_names_tables_that_there_are),
        cmocka_unit_test(times_that_cannot_be_read_are_counted_where_there_are_some),
        cmocka_unit_test(rows_that_cannot_be_read_are_not_called_none),
        cmocka_unit_test(the_page_says_where_its_day_comes_from),
        cmocka_unit_test(answers_of_another_scale_are_asked_about),
        cmocka_unit_test(months_without_answers_are_a_gap),
        cmocka_unit_test(customers_have_their_names_where_these_are_known),
        cmocka_unit_test(what_to_do_is_said_where_it_is_more_than_chance),
        cmocka_unit_test(reasons_are_words),
        cmocka_unit_test(a_text_that_a_spreadsheet_would_work_out_is_kept_a_text),
        cmocka_unit_test(the_first_screen_answers_what_a_manager_asks),
        cmocka_unit_test(the_worth_of_advocates_is_held_against_what_they_spent_before),
    };
    return cmocka_run_group_tests_name("dashboard_words", tests, make_dashboard_folder,
                                       forget_dashboard_folder);
}
