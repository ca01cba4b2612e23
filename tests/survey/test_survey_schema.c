/*
 * Where the survey functions may stand and what their results are: JSON that nests (rule 8),
 * parts of a schema that trusts nobody (rule 9), databases in UTF-16, and zeros without a sign
 * (rule 4).
 */
#include <math.h>
#include <string.h>

#include "support/survey.h"

/* JSON */

/* Schemas that trust nobody */

static void functions_work_in_an_untrusted_schema(void **state)
{
    execute(*state,
            "PRAGMA trusted_schema = OFF;"
            "CREATE TABLE response(id INTEGER PRIMARY KEY, raw, points DEFAULT (nps_rescale(4, "
            "5)), category AS (nps_category(nps_answer(raw))) STORED, "
            "answer AS (nps_answer(raw)), "
            "CHECK (nps_rescale(points, 11) >= 0), CHECK (nps_sample_size(5) > 1));"
            "CREATE INDEX by_answer ON response(nps_answer(raw));"
            "CREATE INDEX promoters ON response(id) WHERE nps_category(nps_answer(raw)) = "
            "'promoter';"
            "CREATE VIEW by_category AS SELECT category, nps(answer) AS nps, nps_responses(answer) "
            "FILTER (WHERE id < 5) AS early, nps_upper(answer, 0.9) AS upper FROM response GROUP "
            "BY category;"
            "CREATE VIEW rolling AS SELECT id, nps(answer) OVER (ORDER BY id ROWS 1 PRECEDING) AS "
            "nps FROM response;"
            "CREATE TABLE history(nps, responses, counts);"
            "CREATE TRIGGER keep AFTER INSERT ON response BEGIN INSERT INTO history SELECT "
            "nps(answer), nps_responses(answer), nps_counts(1, 1, 1) FROM response; END;");
    execute(*state, "INSERT INTO response(raw) VALUES ('10 - Extremely likely'), ('7 or 8'), (' 8 "
                    "'), ('0/10'), (9)");
    static const struct Case cases[] = {
        {"SELECT category, nps, early, upper > 0 FROM by_category ORDER BY category",
         "NULL|NULL|0|NULL\ndetractor|-100.0|1|1\npassive|0.0|1|1\npromoter|100.0|1|1"},
        {"SELECT nps FROM rolling ORDER BY id", "100.0\n100.0\n0.0\n-50.0\n0.0"},
        {"SELECT nps, responses, json_extract(counts, '$.responses') FROM history",
         "100.0|1|3\n100.0|1|3\n50.0|2|3\n0.0|3|3\n25.0|4|3"},
        {"SELECT id FROM response WHERE nps_answer(raw) = 9", "5"},
        {"SELECT id FROM response WHERE nps_category(nps_answer(raw)) = 'promoter' ORDER BY id",
         "1\n5"},
        {"SELECT points FROM response WHERE id = 1", "8"},
        {"SELECT count(*) > 0 FROM pragma_index_info('by_answer')", "1"},
    };
    assert_cases(*state, cases, COUNT(cases));
    assert_fails(
        *state, "INSERT INTO response(raw, points) VALUES (9, 12)",
        "nps_rescale(): 12 is not an answer from 1 to 11; nullif() turns such a code into NULL");
    assert_query(*state, "SELECT count(*) FROM response", "5");
    execute(*state, "PRAGMA trusted_schema = ON");
}

static void an_index_over_a_function_is_used(void **state)
{
    execute(*state, "CREATE TABLE raw(x); INSERT INTO raw SELECT score FROM answer;"
                    "CREATE INDEX raw_answer ON raw(nps_answer(x))");
    char *plan = query(*state, "EXPLAIN QUERY PLAN SELECT * FROM raw WHERE nps_answer(x) = 9");
    assert_non_null(strstr(plan, "raw_answer"));
    sqlite3_free(plan);
    assert_query(*state,
                 "SELECT (SELECT count(*) FROM raw WHERE nps_answer(x) = 9) = (SELECT count(*) "
                 "FROM answer WHERE whole = 9)",
                 "1");
}

/* UTF-16 */

static void the_encoding_of_the_database_changes_nothing(void **state)
{
    static const char *const encodings[] = {"UTF-8", "UTF-16le", "UTF-16be"};
    static const char *const queries[] = {
        "SELECT nps(score), nps_lower(score, '0.9'), nps_stderr(score, '' || weight), "
        "nps_responses(score), nps_share(score, 'passive') FROM answer",
        "SELECT nps_summary(score, 0.9, weight), nps_change(whole, score) FROM answer",
        "SELECT team, csat('' || points), ces(points, ' 5 '), top_box(points, '1', 5) FROM answer "
        "GROUP BY team",
        "SELECT group_concat(nps_category(score) || nps_answer('(' || score || ')')) FROM answer",
        "SELECT nps_counts('1', ' 2 ', '3e0'), nps_answer('9 \xE2\x80\x93 tr\xC3\xA8s probable'), "
        "nps_rescale('5', '5')",
        "SELECT nps('\xE2\x98\x83 tr\xC3\xA8s probable')",
        "SELECT nps(9, 'x' || char(27))",
        "SELECT nps_share(9, 'pr\xC3\xB4moter')",
    };
    (void)state;
    for (size_t i = 0; i < COUNT(queries); i++) {
        char *expected = NULL;
        for (size_t j = 0; j < COUNT(encodings); j++) {
            sqlite3 *db = open_database();
            char *pragma = sqlite3_mprintf("PRAGMA encoding = '%s'", encodings[j]);
            execute(db, pragma);
            fill_answers(db);
            assert_query(db, "PRAGMA encoding", encodings[j]);
            expected = expected ? expected : query(db, queries[i]);
            assert_query(db, queries[i], expected);
            sqlite3_free(pragma);
            close_database(db);
        }
        sqlite3_free(expected);
    }
}

/* Zeros without a sign */

static void assert_no_negative_zero(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    int zeros = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            int type = sqlite3_column_type(statement, i);
            double number = type == SQLITE_FLOAT ? sqlite3_column_double(statement, i) : 1;
            if (number == 0 && signbit(number)) {
                fail_msg("column %d is -0.0: %s", i, sql);
            }
            zeros += number == 0;
            const char *text = (const char *)sqlite3_column_text(statement, i);
            if (type == SQLITE_TEXT && (strstr(text, "-0.0,") || strstr(text, "-0.0}"))) {
                fail_msg("-0.0 in %s", text);
            }
            zeros += type == SQLITE_TEXT && strstr(text, ":0.0,");
        }
    }
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    assert_true(zeros > 0);
}

/* Every mixture of up to three detractors, passives and promoters. */
static void zero_has_no_sign(void **state)
{
    execute(*state,
            "CREATE TABLE mixture(id INTEGER PRIMARY KEY, d, o, p);"
            "WITH n(n) AS (VALUES (0), (1), (2), (3)) INSERT INTO mixture(d, o, p) SELECT a.n, "
            "b.n, c.n FROM n AS a, n AS b, n AS c WHERE a.n + b.n + c.n > 0;"
            "CREATE TABLE mixed(id, score);"
            "WITH n(n) AS (VALUES (1), (2), (3)) INSERT INTO mixed SELECT id, 5 FROM mixture, n "
            "WHERE n <= d UNION ALL SELECT id, 8 FROM mixture, n WHERE n <= o UNION ALL SELECT id, "
            "9 FROM mixture, n WHERE n <= p");
    static const char *const queries[] = {
        "SELECT nps(score), nps_share(score, 'promoter'), nps_share(score, 'passive'), "
        "nps_share(score, 'detractor'), nps_stderr(score), nps_lower(score), nps_upper(score), "
        "nps_margin(score), nps_summary(score), nps_change(score, score) FROM mixed GROUP BY id",
        "SELECT nps(score, 0.1), nps_stderr(score, 0.1), nps_lower(score, 0.5, 0.1), "
        "nps_upper(score, 0.5, 0.1), nps_margin(score, 0.5, 0.1), nps_summary(score, 0.5, 0.1), "
        "nps_lower(score, 1e-300), nps_upper(score, 1e-300) FROM mixed GROUP BY id",
        "SELECT nps(score, -0.0), nps_summary(score, 0.9, -0.0), csat(1), nps(-0.0), nps_counts(o, "
        "-0.0, o) FROM mixed JOIN mixture USING (id) GROUP BY id",
        "SELECT nps_counts(p, o, d), nps_counts(p, o, d, 0.5) FROM mixture",
        "SELECT nps(score) OVER w, nps_stderr(score, 0.1) OVER w, nps_lower(score) OVER w, "
        "nps_upper(score) OVER w, nps_summary(score, 0.9, 0.1) OVER w, csat(score, 10) OVER w FROM "
        "mixed WINDOW w AS (ORDER BY id ROWS 3 PRECEDING)",
    };
    for (size_t i = 0; i < COUNT(queries); i++) {
        assert_no_negative_zero(*state, queries[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(functions_work_in_an_untrusted_schema),
        cmocka_unit_test(an_index_over_a_function_is_used),
        cmocka_unit_test(the_encoding_of_the_database_changes_nothing),
        cmocka_unit_test(zero_has_no_sign),
    };
    return cmocka_run_group_tests_name("survey in a schema", tests, open_with_answers,
                                       close_fixture);
}
