/* The advocates family in SQL: score, explanation, signals, categories, decay, quadrants. */
#include <stdbool.h>

#include "support/database.h"

#define CUSTOMERS 3000

/* A number as SQL may meet it: mostly as itself, sometimes as text, as blank text or as NULL. */
static void bind_loosely(struct Random *random, sqlite3_stmt *insert, int column, double number)
{
    char text[40];
    switch (random_below(random, 8)) {
    case 0:
        sqlite3_bind_null(insert, column);
        break;
    case 1:
        sqlite3_bind_text(insert, column, "  ", -1, SQLITE_STATIC);
        break;
    case 2:
        sqlite3_snprintf(sizeof text, text, " %!.17g ", number);
        sqlite3_bind_text(insert, column, text, -1, SQLITE_TRANSIENT);
        break;
    default:
        sqlite3_bind_double(insert, column, number);
    }
}

/*
 * customer: signals in every form in which SQL may meet them. plain: the same as numbers and NULL.
 */
static int customers_fixture(void **state)
{
    open_fixture(state);
    sqlite3 *db = *state;
    execute(db, "CREATE TABLE customer(id INTEGER PRIMARY KEY, nps, referrals, reference, reviews, "
                "mentions, rewarded, frequency, value, weights)");
    sqlite3_stmt *insert;
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "INSERT INTO customer VALUES (NULL, ?1, ?2, ?3, ?4, ?5, "
                                        "?6, ?7, ?8, ?9)",
                                        -1, &insert, NULL),
                     SQLITE_OK);
    struct Random random = {20};
    for (int i = 0; i < CUSTOMERS; i++) {
        bind_loosely(&random, insert, 1, random_below(&random, 11));
        for (int column = 2; column <= 6; column++) {
            bool is_decayed = random_below(&random, 3) == 0;
            bind_loosely(&random, insert, column,
                         is_decayed ? 3 * random_unit(&random) : random_below(&random, 5));
        }
        bind_loosely(&random, insert, 7, 3 * random_unit(&random));
        bind_loosely(&random, insert, 8, 10 * random_unit(&random));
        char *weights = sqlite3_mprintf(" {\"value\": %d.5, \"nps\":%d}", random_below(&random, 4),
                                        random_below(&random, 5));
        sqlite3_bind_text(insert, 9, weights, -1, sqlite3_free);
        assert_int_equal(sqlite3_step(insert), SQLITE_DONE);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    execute(db,
            "CREATE VIEW loose AS SELECT id, nullif(trim(nps), '') AS nps, nullif(trim(referrals), "
            "'') AS referrals, nullif(trim(reference), '') AS reference, nullif(trim(reviews), '') "
            "AS reviews, nullif(trim(mentions), '') AS mentions, nullif(trim(rewarded), '') AS "
            "rewarded, nullif(trim(frequency), '') AS frequency, nullif(trim(value), '') AS value "
            "FROM customer;"
            "CREATE TABLE plain AS SELECT id, CAST(nps AS REAL) AS nps, CAST(referrals AS REAL) AS "
            "referrals, CAST(reference AS REAL) AS reference, CAST(reviews AS REAL) AS reviews, "
            "CAST(mentions AS REAL) AS mentions, CAST(rewarded AS REAL) AS rewarded, "
            "CAST(frequency AS REAL) AS frequency, CAST(value AS REAL) AS value FROM loose");
    return 0;
}

#define PAIRS                                                                                      \
    "'nps', nps, 'referrals', referrals, 'references', reference, 'reviews', reviews, "            \
    "'mentions', mentions, 'rewarded', rewarded, 'frequency', frequency, 'value', value"

#define NPS_COMPONENT                                                                              \
    "CASE WHEN nps >= 9 THEN 1.0 WHEN nps >= 7 THEN 0.5 WHEN nps >= 0 THEN 0.0 ELSE 0.5 END"
#define ACT_POINTS(weight, column, constant)                                                       \
#weight " * coalesce(" #column ", 0) / (coalesce(" #column ", 0) + " #constant ".0) + "
#define RATIO_COMPONENT(column) "coalesce(" #column " / (" #column " + 1), 0.5)"
#define ACTS_IN_SQL                                                                                \
    ACT_POINTS(25, referrals, 1)                                                                   \
    ACT_POINTS(15, reference, 1)                                                                   \
    ACT_POINTS(15, reviews, 2)                                                                     \
    ACT_POINTS(10, mentions, 3)                                                                    \
    ACT_POINTS(5, rewarded, 2)                                                                     \
    "5 * " RATIO_COMPONENT(frequency)
#define SCORE_IN_SQL "20 * " NPS_COMPONENT " + " ACTS_IN_SQL " + 5 * " RATIO_COMPONENT(value)

/* A customer of whom nothing is known has no score. */
#define ANYTHING_KNOWN                                                                             \
    "coalesce(nps, referrals, reference, reviews, mentions, rewarded, frequency, value)"

static void the_score_is_the_arithmetic_written_out_in_sql(void **state)
{
    assert_same_results(*state, "SELECT advocate_score(" PAIRS ") FROM customer ORDER BY id",
                        "SELECT CASE WHEN " ANYTHING_KNOWN " IS NOT NULL THEN " SCORE_IN_SQL
                        " END FROM plain ORDER BY id",
                        1e-13);
}

static void weights_may_differ_from_row_to_row(void **state)
{
    assert_same_results(
        *state, "SELECT advocate_score(weights, " PAIRS ") FROM customer ORDER BY id",
        "SELECT CASE WHEN coalesce(CASE WHEN nps_weight > 0 THEN nps END, referrals, reference, "
        "reviews, mentions, rewarded, frequency, value) IS NOT NULL THEN 100 * (nps_weight "
        "* " NPS_COMPONENT " + " ACTS_IN_SQL " + value_weight * " RATIO_COMPONENT(
            value) ") / (nps_weight + 75 + value_weight) END FROM plain JOIN (SELECT id AS other, "
                   "json_extract(weights, '$.nps') AS nps_weight, json_extract(weights, '$.value') "
                   "AS "
                   "value_weight FROM customer) ON id = other ORDER BY id",
        1e-13);
}

/* Not even the last digit depends on it. */
static void the_order_of_the_pairs_is_irrelevant(void **state)
{
    assert_query(
        *state,
        "SELECT count(*) FROM customer WHERE advocate_score(" PAIRS
        ") IS NOT advocate_score('value', value, 'rewarded', rewarded, 'reviews', reviews, "
        "'nps', nps, 'frequency', frequency, 'mentions', mentions, 'references', "
        "reference, 'referrals', referrals) OR advocate_explain('reviews', reviews, 'nps', "
        "nps, 'value', value) IS NOT advocate_explain('value', value, 'reviews', reviews, "
        "'nps', nps)",
        "0");
}

#define EXPLAINED                                                                                  \
    "(SELECT id, advocate_explain(" PAIRS ") AS explanation, advocate_score(" PAIRS                \
    ") AS score FROM customer)"

static void an_explanation_says_what_the_score_is_made_of(void **state)
{
    sqlite3 *db = *state;
    assert_query(db,
                 "SELECT count(*) FROM " EXPLAINED
                 " WHERE (explanation IS NULL) <> (score IS NULL) OR abs(json_extract(explanation, "
                 "'$.score') - score) > 1e-12",
                 "0");
    assert_query(db,
                 "SELECT count(*) > 1000, max(abs(points - score)) < 1e-11 FROM (SELECT score, "
                 "sum(json_extract(part.value, '$.points')) AS points FROM " EXPLAINED
                 " AS e, json_each(explanation, '$.signals') AS part GROUP BY e.id)",
                 "1|1");
    /* The default weights add up to 100. */
    assert_query(db,
                 "SELECT count(*) FROM " EXPLAINED
                 " AS e, json_each(explanation, '$.signals') AS part WHERE "
                 "abs(json_extract(part.value, '$.points') - json_extract(part.value, '$.weight') "
                 "* json_extract(part.value, '$.component')) > 1e-12",
                 "0");
    assert_query(db,
                 "SELECT count(*) FROM " EXPLAINED
                 " AS e, json_each(explanation, '$.signals') AS one JOIN json_each(explanation, "
                 "'$.signals') AS next ON next.key = one.key + 1 WHERE json_extract(one.value, "
                 "'$.points') < json_extract(next.value, '$.points')",
                 "0");
    assert_same_results(
        db, "SELECT json_extract(explanation, '$.coverage') FROM " EXPLAINED " ORDER BY id",
        "SELECT CASE WHEN " ANYTHING_KNOWN " IS NOT NULL THEN 70.0 + 20 * (nps IS NOT NULL) + 5 * "
        "(frequency IS NOT NULL) + 5 * (value IS NOT NULL) END FROM plain ORDER BY id",
        1e-13);
}

static void weights_replace_only_what_they_name(void **state)
{
    sqlite3 *db = *state;
    assert_query(
        db,
        "SELECT advocate_score('{}', 'nps', 9, 'referrals', 1) = advocate_score('nps', 9, "
        "'referrals', 1), advocate_score('{\"referrals\": 60}', 'nps', 9, 'referrals', 1), "
        "advocate_score(' {\"value\":0}', 'nps', 7, 'value', 99), "
        "advocate_score('{\"\\u006eps\": 2.5e1, \"referrals\": 75}', 'nps', 0, "
        "'referrals', 3)",
        "1|62.5|50.0|56.25");
    assert_query(db,
                 "SELECT count(*) FROM customer WHERE advocate_score('{\"nps\": 40, \"referrals\": "
                 "50, \"references\": 30, \"reviews\": 30, \"mentions\": 20, \"rewarded\": 10, "
                 "\"frequency\": 10, \"value\": 10}', " PAIRS ") IS NOT advocate_score(" PAIRS ")",
                 "0");
}

#define NAMES "nps, referrals, references, reviews, mentions, rewarded, frequency, value"

/* Wrong weights are not remembered in the place of others. */
static void wrong_weights_do_not_harm_the_next_call(void **state)
{
    sqlite3 *db = *state;
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT advocate_score(?1, 'nps', 9, 'value', 1)", -1,
                                        &statement, NULL),
                     SQLITE_OK);
    for (int i = 0; i < 60; i++) {
        bool is_wrong = i % 3 == 2;
        int weight = i % 20;
        char *weights = is_wrong ? sqlite3_mprintf("{\"nps\": -%d}", i)
                                 : sqlite3_mprintf("{\"nps\": %d, \"value\": 10}", weight);
        sqlite3_bind_text(statement, 1, weights, -1, sqlite3_free);
        assert_int_equal(sqlite3_step(statement), is_wrong ? SQLITE_ERROR : SQLITE_ROW);
        double expected = 100.0 * (weight + 5) / (weight + 10);
        double found = sqlite3_column_double(statement, 0);
        assert_true(is_wrong || (found > expected - 1e-12 && found < expected + 1e-12));
        sqlite3_reset(statement);
    }
    sqlite3_finalize(statement);
}

/* The formulas of the table, run by SQLite, against the components of explanations. */
static void advocate_signals_is_the_table_that_the_score_uses(void **state)
{
    sqlite3 *db = *state;
    assert_query(db,
                 "SELECT group_concat(name, ', '), sum(weight), count(DISTINCT meaning) FROM "
                 "advocate_signals",
                 NAMES "|100.0|8");
    char *sql = query(
        db,
        "SELECT 'SELECT 0' || group_concat(' + abs(' || replace(replace(component, 'n', '2.5'), "
        "'v', '2.5') || ' - json_extract(advocate_explain(''' || name || ''', 2.5), "
        "''$.signals[0].component''))', '') FROM advocate_signals WHERE name <> 'nps'");
    assert_number(db, sql, 0, 1e-15);
    sqlite3_free(sql);
    assert_query(db,
                 "SELECT name, when_null FROM advocate_signals WHERE (advocate_score(name, NULL, "
                 "CASE name WHEN 'nps' THEN 'value' ELSE 'nps' END, 0) > 0) <> (when_null = "
                 "'unknown: 0.5, and less coverage')",
                 "");
    assert_query(db, "SELECT when_null, count(*) FROM advocate_signals GROUP BY when_null",
                 "no acts: 0|5\nunknown: 0.5, and less coverage|3");
    assert_query(db, "SELECT name FROM advocate_signals WHERE rowid IN (1, 8)", "nps\nvalue");
}

static void functions_work_where_schemas_may_not_be_trusted(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(db, "PRAGMA trusted_schema = OFF;"
                "CREATE TABLE person(id, nps, referrals, score AS (advocate_score('nps', nps, "
                "'referrals', referrals)), CHECK (advocate_category(nps, referrals, 0, 0) IS NOT "
                "'detractor'));"
                "CREATE INDEX person_score ON person(advocate_score('nps', nps));"
                "CREATE VIEW strongest AS SELECT id, advocate_explain('nps', nps, 'referrals', "
                "referrals) AS why, (SELECT count(*) FROM advocate_signals) AS signals, "
                "advocate_decay(id, 2) AS recent, advocate_quadrant(id, nps, 2, 9) AS quadrant "
                "FROM person;"
                "INSERT INTO person(id, nps, referrals) VALUES (2, 9, 1), (4, 7, 0)");
    assert_query(
        db,
        "SELECT id, round(json_extract(why, '$.score'), 3), signals, recent, quadrant FROM "
        "strongest",
        "2|72.222|8|0.5|champion\n4|22.222|8|0.25|affluent");
    assert_query(db, "SELECT id FROM person WHERE score > 50", "2");
    assert_query(db, "SELECT id FROM person WHERE advocate_score('nps', nps) = 50", "4");
    assert_int_equal(
        sqlite3_exec(db, "INSERT INTO person(id, nps) VALUES (3, 1)", NULL, NULL, NULL),
        SQLITE_CONSTRAINT);
    close_database(db);
}

/* Every combination of an answer and three counts, against the rules written as SQL. */
static void a_category_follows_from_the_first_rule_that_fits(void **state)
{
    assert_query(
        *state,
        "WITH answer(a) AS (VALUES (NULL), (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), "
        "(10)), "
        "acts(n) AS (VALUES (NULL), (''), (0), ('0'), (0.25), ('2'), "
        "(7)), customer AS (SELECT a, u.n AS u, r.n AS r, p.n AS p, CAST(coalesce(u.n, 0) AS REAL) "
        "> 0 AS unpaid, CAST(coalesce(r.n, 0) AS REAL) > 0 AS rewarded, CAST(coalesce(p.n, 0) AS "
        "REAL) > 0 AS paid FROM answer, acts AS u, acts AS r, acts AS p), expected AS (SELECT *, "
        "CASE WHEN unpaid AND a >= 9 THEN 'brand advocate' WHEN unpaid AND a IS NOT NULL AND a > 6 OR "
        "unpaid AND a IS NULL THEN 'advocate' WHEN paid THEN 'influencer' WHEN a <= 6 THEN "
        "'detractor' WHEN rewarded THEN 'referrer' WHEN a >= 9 "
        "THEN 'potential advocate' WHEN a >= 7 THEN 'passive' END AS category FROM customer) "
        "SELECT count(*), count(DISTINCT category), sum(category IS NOT advocate_category(a, u, r, "
        "p)) FROM expected",
        "4116|7|0");
    assert_query(*state,
                 "SELECT advocate_category(' 10 ', NULL, NULL, NULL), advocate_category('', 1, '', "
                 "''), advocate_category('', '', '', '')",
                 "potential advocate|advocate|NULL");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_score_is_the_arithmetic_written_out_in_sql),
        cmocka_unit_test(weights_may_differ_from_row_to_row),
        cmocka_unit_test(the_order_of_the_pairs_is_irrelevant),
        cmocka_unit_test(an_explanation_says_what_the_score_is_made_of),
        cmocka_unit_test(weights_replace_only_what_they_name),
        cmocka_unit_test(wrong_weights_do_not_harm_the_next_call),
        cmocka_unit_test(advocate_signals_is_the_table_that_the_score_uses),
        cmocka_unit_test(functions_work_where_schemas_may_not_be_trusted),
        cmocka_unit_test(a_category_follows_from_the_first_rule_that_fits),
    };
    return cmocka_run_group_tests_name("advocate", tests, customers_fixture, close_fixture);
}
