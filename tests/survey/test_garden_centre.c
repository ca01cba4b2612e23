/*
 * A real survey, imported through the shell as an analyst does it: the public garden-centre data.
 */
#include <stdlib.h>
#include <string.h>

#include "support/shell.h"

#define IMPORT ".import --csv '%s' survey\n"

/* Runs a query on the imported survey; skips the test where the data is absent. */
static char *ask(const char *sql)
{
    char *file = data_file("nps_gardencentre_benavent.csv");
    if (!file) {
        skip();
    }
    char *script = sqlite3_mprintf(IMPORT "%s", file, sql);
    char *result = run_script(":memory:", script);
    sqlite3_free(script);
    sqlite3_free(file);
    return result;
}

static void assert_answer(const char *sql, const char *expected)
{
    char *result = ask(sql);
    if (strcmp(result, expected) != 0) {
        fail_msg("%s\n  expected: %s\n  found:    %s", sql, expected, result);
    }
    free(result);
}

static void the_import_has_text_scores_and_blanks(void **state)
{
    (void)state;
    assert_answer("SELECT count(*), sum(typeof(nps) = 'text'), sum(nps = '') FROM survey;",
                  "13954|13954|342\n");
}

static void the_published_counts_are_found(void **state)
{
    (void)state;
    assert_answer("SELECT nps_responses(nps) FROM survey;", "13612\n");
    assert_answer("SELECT nps_category(nps) AS c, count(*) FROM survey GROUP BY c ORDER BY 2 DESC;",
                  "promoter|8465\npassive|3953\ndetractor|1194\n|342\n");
    assert_answer("SELECT json_extract(nps_summary(nps), '$.promoters', '$.passives', "
                  "'$.detractors', '$.responses') FROM survey;",
                  "[8465,3953,1194,13612]\n");
    assert_answer("SELECT round(nps(nps), 4) FROM survey;", "53.4161\n");
}

static void the_query_that_everyone_writes_is_wrong_on_it(void **state)
{
    (void)state;
    assert_answer("SELECT round(100.0 * (sum(nps >= 9) - sum(nps <= 6)) / count(nps), 1) = "
                  "round(nps(nps), 1) FROM survey;",
                  "0\n");
}

/* By satisfaction level, against plain SQL over cast integers. */
static void every_satisfaction_level_agrees_with_plain_sql(void **state)
{
    (void)state;
    assert_answer(
        "WITH clean AS (SELECT satisfaction, CAST(nps AS INTEGER) AS answer FROM survey "
        "WHERE trim(nps) <> ''), "
        "plain AS (SELECT satisfaction, count(*) AS n, 100.0 * (sum(answer >= 9) - "
        "sum(answer <= 6)) / count(*) AS score FROM clean GROUP BY satisfaction), "
        "ours AS (SELECT satisfaction, nps_responses(nps) AS n, nps(nps) AS score FROM survey "
        "GROUP BY satisfaction HAVING nps_responses(nps) > 0) "
        "SELECT count(*) > 5, sum(ours.n = plain.n), sum(abs(ours.score - plain.score) < 1e-9), "
        "count(*) FROM ours JOIN plain USING (satisfaction);"
        "SELECT count(*) FROM (SELECT DISTINCT satisfaction FROM survey WHERE trim(nps) <> '');",
        "1|11|11|11\n11\n");
}

static void nps_by_finds_the_same_levels(void **state)
{
    (void)state;
    assert_answer(
        "SELECT count(*), sum(r.responses = g.n), sum(abs(r.nps - g.score) < 1e-9) "
        "FROM nps_rows((SELECT nps_by(nps, satisfaction) FROM survey WHERE trim(nps) <> '')) AS r "
        "JOIN (SELECT satisfaction, nps_responses(nps) AS n, nps(nps) AS score FROM survey "
        "WHERE trim(nps) <> '' GROUP BY satisfaction) AS g ON g.satisfaction = r.segment;",
        "11|11|11\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_import_has_text_scores_and_blanks),
        cmocka_unit_test(the_published_counts_are_found),
        cmocka_unit_test(the_query_that_everyone_writes_is_wrong_on_it),
        cmocka_unit_test(every_satisfaction_level_agrees_with_plain_sql),
        cmocka_unit_test(nps_by_finds_the_same_levels),
    };
    return cmocka_run_group_tests_name("garden centre", tests, NULL, NULL);
}
