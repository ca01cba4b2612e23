/*
 * Whom to invite next: the predictors, the model, its holdout and the candidates on the
 * demonstration, against SQL that is written another way and uses none of our views; and on
 * companies that are too small or too uniform for a model.
 */
#include <math.h>

#include "support/check.h"
#include "support/company.h"

/*
 * The demonstration, and beside it as tables: what the slow views give (model, candidate); and, by
 * plain SQL that uses none of our views and functions, the free acts with everything left out that
 * is none, and the answers that count.
 */
static int open_demonstration(void **state)
{
    tenth_company_fixture(state);
    execute(
        *state,
        "CREATE TEMP TABLE model AS SELECT * FROM advocate_model;"
        "CREATE TEMP TABLE candidate AS SELECT * FROM advocate_candidates;"
        "CREATE TEMP TABLE free AS "
        "SELECT customer_id, acted_at FROM advocacy_act WHERE kind <> 'warning' AND rewarded + "
        "paid = 0 "
        "UNION ALL SELECT referrer_id, converted_at FROM referral WHERE rewarded = 0 AND "
        "converted_at IS NOT NULL "
        "UNION ALL SELECT customer_id, posted_at FROM review WHERE rewarded = 0 AND rating >= 4 "
        "AND customer_id IS NOT NULL "
        "UNION ALL SELECT customer_id, posted_at FROM mention WHERE paid = 0 AND sentiment = "
        "'positive' AND brand = 'Northwind' AND customer_id IS NOT NULL;"
        "CREATE INDEX temp.free_by_customer ON free(customer_id);"
        "CREATE TEMP TABLE answer AS SELECT customer_id, answered_at, CAST(score AS INTEGER) AS "
        "score FROM survey_response WHERE survey = 'relationship' AND score <> '' AND score <> '99';"
        "CREATE INDEX temp.answer_by_customer ON answer(customer_id);"
        "CREATE TEMP TABLE item AS SELECT customer_id, raised_at FROM feedback;"
        "CREATE INDEX temp.item_by_customer ON item(customer_id)");
    return 0;
}

/* The predictors of one customer at one moment, each looked up by itself. */
#define NEWEST_SCORE                                                                               \
    "(SELECT score FROM answer AS a WHERE a.customer_id = c.customer_id AND a.answered_at >= "     \
    "m.starts AND a.answered_at < m.ends ORDER BY answered_at DESC, score LIMIT 1)"
#define MOMENTS                                                                                    \
    "moment(period, starts, ends, until) AS (VALUES "                                              \
    "('current', '2025-11-01', '2026-11-01', NULL), "                                              \
    "('previous', '2024-11-01', '2025-11-01', '2026-11-01'), "                                     \
    "('before previous', '2023-11-02', '2024-11-01', '2025-11-01'))"

static void predictors_come_from_before_the_outcome(void **state)
{
    assert_same_results(
        *state,
        "SELECT period, customer_id, promoter, detractor, silent, purchases, spend, feedback, "
        "referred, years, became_advocate FROM advocate_features "
        "WHERE CAST(substr(customer_id, 2) AS INTEGER) % 7 = 0 ORDER BY period, customer_id",
        "WITH " MOMENTS ", "
        "scored AS (SELECT m.*, c.*, " NEWEST_SCORE " AS score FROM moment AS m "
        "JOIN main.customer AS c WHERE joined_at < ends AND "
        "CAST(substr(customer_id, 2) AS INTEGER) % 7 = 0 AND NOT EXISTS "
        "(SELECT 1 FROM free WHERE free.customer_id = c.customer_id AND acted_at < ends)) "
        "SELECT period, customer_id, coalesce(score >= 9, 0), coalesce(score <= 6, 0), "
        "score IS NULL, (SELECT count(*) FROM purchase AS b WHERE b.customer_id = s.customer_id "
        "AND purchased_at >= starts AND purchased_at < ends), "
        "(SELECT total(amount) FROM purchase AS b WHERE b.customer_id = s.customer_id AND "
        "purchased_at >= starts AND purchased_at < ends), "
        "(SELECT count(*) FROM item AS f WHERE f.customer_id = s.customer_id AND "
        "raised_at >= starts AND raised_at < ends), channel = 'referral', "
        "(julianday(ends) - julianday(joined_at)) / 365.25, "
        "CASE WHEN until IS NOT NULL THEN EXISTS (SELECT 1 FROM free WHERE "
        "free.customer_id = s.customer_id AND acted_at < until) END "
        "FROM scored AS s ORDER BY period, customer_id",
        1e-9);
}

static void what_comes_after_a_period_changes_none_of_its_predictors(void **state)
{
    sqlite3 *db = *state;
    static const char predictors[] =
        "SELECT count(*), sum(promoter), sum(detractor), sum(silent), sum(purchases), sum(spend), "
        "sum(feedback), sum(referred), sum(years) FROM advocate_features WHERE period = 'previous'";
    char *before = query(db, predictors);
    execute(db, "BEGIN; DELETE FROM purchase WHERE purchased_at >= '2025-11-01';"
                "DELETE FROM survey_response WHERE answered_at >= '2025-11-01';"
                "DELETE FROM feedback WHERE raised_at >= '2025-11-01';"
                "DELETE FROM review WHERE posted_at >= '2025-11-01';"
                "DELETE FROM mention WHERE posted_at >= '2025-11-01';"
                "DELETE FROM advocacy_act WHERE acted_at >= '2025-11-01';"
                "DELETE FROM referral WHERE converted_at >= '2025-11-01';"
                "DELETE FROM customer WHERE joined_at >= '2025-11-01'");
    assert_query(db, predictors, before);
    assert_query(db, "SELECT sum(became_advocate) FROM advocate_features WHERE period = 'previous'",
                 "0");
    execute(db, "ROLLBACK");
    sqlite3_free(before);
}

/* A coefficient of one of the two models and its standard error. */
static double coefficient(sqlite3 *db, const char *period, const char *name, double *error)
{
    char *sql = sqlite3_mprintf("SELECT advocacy_number(model, 'standard_errors', %Q) FROM "
                                "model WHERE period = %Q",
                                name, period);
    *error = query_number(db, sql);
    sqlite3_free(sql);
    sql = sqlite3_mprintf(
        "SELECT advocacy_number(model, 'coefficients', %Q) FROM model WHERE period = %Q", name,
        period);
    double value = query_number(db, sql);
    sqlite3_free(sql);
    return value;
}

/* In the whole company: effects of this size do not show in a tenth of it. */
static void planted_effects_have_their_sign_and_size(void **state)
{
    (void)state;
    sqlite3 *db = open_demo_company();
    execute(db, "CREATE TEMP TABLE model AS SELECT * FROM advocate_model");
    static const char *const periods[] = {"before previous", "previous"};
    double planted =
        log(query_number(db, "SELECT value FROM planted WHERE name = 'advocate feedback'"));
    for (int i = 0; i < 2; i++) {
        double error;
        double value = coefficient(db, periods[i], "feedback", &error);
        assert_true(value - 1.96 * error > 0);
        assert_near(value, planted, 1.96 * error);
        /* Twice the purchases, but of people who differ in other ways too: the sign, and no more
         * than the ratio itself. */
        value = coefficient(db, periods[i], "purchases", &error);
        assert_true(value - 1.96 * error > 0);
        assert_true(value < log(2) + 1.96 * error);
        value = coefficient(db, periods[i], "promoter", &error);
        assert_true(value - 1.96 * error > 0);
        /* Nobody planted that who came by referral acts more. */
        value = coefficient(db, periods[i], "referred", &error);
        assert_near(value, 0, 1.96 * error);
        assert_true(coefficient(db, periods[i], "detractor", &error) < 0);
    }
    close_database(db);
}

static void the_holdout_is_ranked_by_a_model_that_has_not_seen_it(void **state)
{
    sqlite3 *db = *state;
    execute(db,
            "CREATE TEMP TABLE holdout AS SELECT f.customer_id, f.became_advocate, "
            "advocate_predict(m.model, 'promoter', promoter, 'detractor', detractor, 'silent', "
            "silent, 'purchases', purchases, 'spend', spend, 'feedback', feedback, 'referred', "
            "referred, 'years', years) AS probability FROM advocate_features AS f, (SELECT "
            "advocate_fit('{\"ridge\": 1}', became_advocate, 'promoter', promoter, 'detractor', "
            "detractor, 'silent', silent, 'purchases', purchases, 'spend', spend, 'feedback', "
            "feedback, 'referred', referred, 'years', years) AS model FROM advocate_features "
            "WHERE period = 'before previous') AS m WHERE f.period = 'previous'");
    assert_same_results(db,
                        "SELECT customer_id, probability FROM advocate_prediction WHERE period = "
                        "'previous' ORDER BY customer_id",
                        "SELECT customer_id, probability FROM holdout ORDER BY customer_id", 1e-9);
    /* Mann and Whitney: the share of pairs in the right order, from ranks. */
    execute(db,
            "CREATE TEMP TABLE ranked AS SELECT became_advocate, probability, row_number() "
            "OVER (ORDER BY probability) + (count(*) OVER (PARTITION BY probability) - 1) / 2.0 "
            "- (row_number() OVER (PARTITION BY probability) - 1) AS place FROM holdout");
    assert_same_results(db, "SELECT DISTINCT auc FROM advocate_gains",
                        "SELECT (sum(place) - n * (n + 1) / 2.0) / (n * (total - n)) FROM ranked, "
                        "(SELECT sum(became_advocate) AS n, count(*) AS total FROM ranked) WHERE "
                        "became_advocate",
                        1e-9);
    /* Tenths; who are level are together, where the middle of their ranks is. */
    assert_same_results(
        db,
        "SELECT bin, customers, advocates, rate, lift, captured_share, lowest_probability FROM "
        "advocate_gains ORDER BY bin",
        "WITH placed AS (SELECT *, row_number() OVER (ORDER BY probability DESC) - 0.5 AS middle "
        "FROM ranked), binned AS (SELECT *, 1 + CAST(10 * avg(middle) OVER (PARTITION BY "
        "probability) / count(*) OVER () AS INTEGER) AS bin FROM placed) SELECT DISTINCT bin, "
        "count(*) OVER (PARTITION BY "
        "bin), sum(became_advocate) OVER (PARTITION BY bin), avg(100.0 * became_advocate) OVER "
        "(PARTITION BY bin), avg(became_advocate) OVER (PARTITION BY bin) / avg(became_advocate) "
        "OVER (), 100.0 * sum(became_advocate) OVER (ORDER BY bin) / sum(became_advocate) OVER (), "
        "min(probability) OVER (PARTITION BY bin) FROM binned ORDER BY bin",
        1e-9);
    assert_query(db,
                 "SELECT count(*) FROM advocate_gains WHERE auc > 0.8 AND rate BETWEEN lower "
                 "AND upper",
                 "10");
}

static void candidates_have_never_acted_nor_been_asked_lately(void **state)
{
    assert_query(*state,
                 "SELECT count(*) FROM candidate WHERE customer_id IN "
                 "(SELECT customer_id FROM free WHERE acted_at < '2026-11-01')",
                 "0");
    assert_query(*state,
                 "SELECT count(*) FROM candidate WHERE customer_id IN "
                 "(SELECT customer_id FROM ask WHERE asked_at >= '2026-08-03') OR answer <= 6 OR "
                 "customer_id IN (SELECT customer_id FROM advocacy_act WHERE paid AND acted_at >= "
                 "'2025-11-01')",
                 "0");
    /* And those who remain are all there. */
    assert_same_results(
        *state, "SELECT customer_id FROM candidate ORDER BY customer_id",
        "WITH newest AS (SELECT customer_id, score FROM (SELECT *, "
        "row_number() OVER (PARTITION BY customer_id ORDER BY answered_at DESC, score) AS place "
        "FROM answer WHERE answered_at >= '2025-11-01' AND answered_at < '2026-11-01') WHERE place "
        "= 1) SELECT c.customer_id FROM main.customer AS c LEFT JOIN newest AS n ON "
        "n.customer_id = c.customer_id WHERE coalesce(n.score, 7) > 6 AND c.customer_id NOT IN "
        "(SELECT customer_id FROM free) AND c.customer_id NOT IN (SELECT customer_id FROM ask "
        "WHERE asked_at >= '2026-08-03') AND c.customer_id NOT IN (SELECT customer_id FROM "
        "advocacy_act WHERE paid AND acted_at >= '2025-11-01') AND (n.score IS NOT NULL OR "
        "c.customer_id IN (SELECT customer_id FROM purchase WHERE purchased_at >= '2025-11-01') "
        "OR c.customer_id IN (SELECT customer_id FROM review WHERE rewarded AND rating >= 4 AND "
        "posted_at >= '2025-11-01') OR c.customer_id IN (SELECT referrer_id FROM referral WHERE "
        "rewarded AND converted_at >= '2025-11-01')) ORDER BY c.customer_id",
        0);
}

static void candidates_are_ranked_by_probability_and_say_why(void **state)
{
    sqlite3 *db = *state;
    assert_query(db,
                 "SELECT count(*) FROM (SELECT "
                 "place, probability, lag(probability) OVER (ORDER BY place) AS before FROM "
                 "candidate) WHERE probability > before",
                 "0");
    assert_query(db,
                 "SELECT count(DISTINCT place) = count(*) AND count(*) = max(place), min(place), "
                 "min(probability) > 0, "
                 "max(probability) < 1 FROM candidate",
                 "1|1|1|1");
    assert_same_results(
        db, "SELECT c.reasons FROM candidate AS c ORDER BY place LIMIT 20",
        "SELECT group_concat(name || ' ' || value || printf(' (%+.2f)', contribution), ', ') FROM "
        "(SELECT c.place, json_extract(r.value, '$.name') AS name, printf('%.10g', "
        "round(json_extract(r.value, '$.value'), 1)) AS value, json_extract(r.value, "
        "'$.contribution') AS contribution FROM candidate AS c JOIN "
        "advocate_prediction AS n ON n.customer_id = c.customer_id AND n.period = 'current' JOIN "
        "json_each(n.reasons) AS r WHERE r.key < 3 AND c.place <= 20 ORDER BY c.place, r.key) "
        "GROUP BY place ORDER BY place",
        0);
}

/* The view reads its predictors off customer_voice, advocate_features makes them by itself. */
static void candidates_have_the_predictors_of_the_current_period(void **state)
{
    assert_same_results(
        *state, "SELECT customer_id, probability FROM candidate ORDER BY customer_id",
        "SELECT c.customer_id, n.probability FROM candidate AS c LEFT JOIN (SELECT customer_id, "
        "probability FROM advocate_prediction WHERE period = 'current') AS n "
        "ON n.customer_id = c.customer_id ORDER BY c.customer_id",
        1e-13);
}

/* Customers who joined long ago; those up to `advocates` speak for the first time in the period. */
static sqlite3 *open_small_company(int customers, int advocates)
{
    sqlite3 *db = open_empty_company();
    execute(db, "INSERT INTO advocacy_settings(as_of) VALUES ('2026-10-31')");
    char *sql = sqlite3_mprintf(
        "WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < %d) "
        "INSERT INTO customer(customer_id, joined_at, segment, channel) SELECT id, date('2020-01-01', id || ' days'), 'Team', 'sales' FROM n;"
        "INSERT INTO advocacy_act(customer_id, kind, channel, acted_at) SELECT customer_id, "
        "'testimonial', 'website', '2026-05-01' FROM customer WHERE customer_id <= %d;"
        "INSERT INTO purchase(customer_id, purchased_at, amount) SELECT customer_id, "
        "'2025-03-01', 10 + customer_id %% 7 FROM customer WHERE customer_id %% 3 > 0;"
        "INSERT INTO purchase(customer_id, purchased_at, amount) SELECT customer_id, "
        "'2026-03-01', customer_id FROM customer",
        customers, advocates);
    execute(db, sql);
    sqlite3_free(sql);
    return db;
}

static void without_a_model_candidates_are_ranked_by_score(void **state)
{
    (void)state;
    /* Nobody acts, too few do, too few do not. */
    static const struct {
        int customers;
        int advocates;
        const char *candidates;
    } small[] = {{200, 0, "200|0|0|200"}, {200, 29, "171|0|0|171"}, {200, 171, "29|0|0|29"}};
    for (size_t i = 0; i < sizeof small / sizeof *small; i++) {
        sqlite3 *db = open_small_company(small[i].customers, small[i].advocates);
        assert_query(db,
                     "SELECT count(*), count(probability), count(reasons), max(place) FROM "
                     "advocate_candidates",
                     small[i].candidates);
        assert_query(db,
                     "SELECT count(*) FROM (SELECT score, lag(score) OVER (ORDER BY place) AS "
                     "before FROM advocate_candidates) WHERE score > before",
                     "0");
        assert_query(db, "SELECT usable FROM advocate_model WHERE predicts = 'current'", "0");
        assert_query(db, "SELECT count(*) FROM advocate_gains", "0");
        close_database(db);
    }
}

static void as_many_as_scores_need_are_enough_for_a_model(void **state)
{
    (void)state;
    sqlite3 *db = open_small_company(200, 30);
    assert_query(db,
                 "SELECT period, customers, advocates, usable FROM advocate_model ORDER BY period",
                 "before previous|200|0|0\nprevious|200|30|1");
    assert_query(db, "SELECT count(*), count(probability), count(reasons) FROM advocate_candidates",
                 "170|170|170");
    /* Nobody had acted in the year before, so nothing can be held against the last one yet. */
    assert_query(db, "SELECT count(*) FROM advocate_gains", "0");
    close_database(db);
}

static void absurd_amounts_leave_the_candidates_there(void **state)
{
    (void)state;
    sqlite3 *db = open_small_company(200, 30);
    execute(db, "INSERT INTO purchase(customer_id, purchased_at, amount) VALUES (50, '2025-03-02', "
                "9e999), (51, '2026-03-02', -9e999), (52, '2026-03-02', 'much')");
    assert_query(db, "SELECT count(*), count(probability) FROM advocate_candidates", "170|170");
    close_database(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(predictors_come_from_before_the_outcome),
        cmocka_unit_test(what_comes_after_a_period_changes_none_of_its_predictors),
        cmocka_unit_test(planted_effects_have_their_sign_and_size),
        cmocka_unit_test(the_holdout_is_ranked_by_a_model_that_has_not_seen_it),
        cmocka_unit_test(candidates_have_never_acted_nor_been_asked_lately),
        cmocka_unit_test(candidates_are_ranked_by_probability_and_say_why),
        cmocka_unit_test(candidates_have_the_predictors_of_the_current_period),
        cmocka_unit_test(without_a_model_candidates_are_ranked_by_score),
        cmocka_unit_test(as_many_as_scores_need_are_enough_for_a_model),
        cmocka_unit_test(absurd_amounts_leave_the_candidates_there),
    };
    return cmocka_run_group_tests_name("candidates", tests, open_demonstration, close_fixture);
}
