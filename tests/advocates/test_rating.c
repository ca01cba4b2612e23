/* Rates, ratings and sentiments: published figures, brute force, and windows against plain SQL. */
#include <math.h>
#include <stdbool.h>

#include "mathematics/normal.h"
#include "mathematics/wilson.h"
#include "support/check.h"
#include "support/survey.h"

static void wilson_agrees_with_published_figures(void **state)
{
    static const struct {
        int successes;
        int trials;
        double lower; /* of the rate; -1 where none is published */
        double upper;
        double tolerance;
    } published[] = {
        {209, 259, 0.754538, -1, 5e-7},  {118, 143, 0.754649, -1, 5e-7},
        {15, 148, 0.0624, 0.1605, 5e-5}, {0, 20, 0, 0.1611, 5e-5},
        {1, 29, 0.0061, 0.1718, 5e-5},
    };
    for (size_t i = 0; i < COUNT(published); i++) {
        char sql[100];
        sqlite3_snprintf(sizeof sql, sql, "SELECT wilson_lower(%d, %d)", published[i].successes,
                         published[i].trials);
        assert_number(*state, sql, 100 * published[i].lower, 100 * published[i].tolerance);
        sqlite3_snprintf(sizeof sql, sql, "SELECT wilson_upper(%d, %d)", published[i].successes,
                         published[i].trials);
        if (published[i].upper >= 0) {
            assert_number(*state, sql, 100 * published[i].upper, 100 * published[i].tolerance);
        }
    }
}

/* The definition: the limits are the rates t with |x/n - t| = z sqrt(t (1 - t) / n). */
static bool is_accepted(double rate, double share, double trials, double z)
{
    return fabs(share - rate) <= z * sqrt(rate * (1 - rate) / trials);
}

static double limit_by_bisection(double outside, double share, double trials, double z)
{
    double inside = share;
    for (int i = 0; i < 100; i++) {
        double middle = (inside + outside) / 2;
        if (is_accepted(middle, share, trials, z)) {
            inside = middle;
        } else {
            outside = middle;
        }
    }
    return inside;
}

static void wilson_limits_are_where_the_test_begins_to_reject(void **state)
{
    (void)state;
    struct Random random = {1927};
    for (int i = 0; i < 20000; i++) {
        int trials = 1 + random_below(&random, i % 2 ? 30 : 100000);
        int successes = random_below(&random, trials + 1);
        double z = normal_critical_value(0.5 + 0.4999 * random_unit(&random));
        double share = (double)successes / trials;
        assert_near(wilson_lower(successes, trials, z), limit_by_bisection(0, share, trials, z),
                    1e-12);
        assert_near(wilson_upper(successes, trials, z), limit_by_bisection(1, share, trials, z),
                    1e-12);
    }
}

static void wilson_never_leaves_0_to_100_and_keeps_a_width(void **state)
{
    assert_query(*state,
                 "WITH RECURSIVE trials(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM trials WHERE n "
                 "< 60), rate(x, n) AS (SELECT x.n - 1, trials.n FROM trials, trials AS x WHERE "
                 "x.n <= trials.n + 1), level(c) AS (VALUES (1e-300), (0.01), (0.5), (0.95), "
                 "(0.9999999999999999)), interval AS (SELECT x, n, c, 100.0 * x / n AS rate, "
                 "wilson_lower(x, n, c) AS lower, wilson_upper(x, n, c) AS upper FROM rate, level) "
                 "SELECT count(*) > 5000, sum(lower < 0 OR upper > 100), sum(lower > rate + 1e-11 "
                 "OR upper < rate - 1e-11), sum(c >= 0.5 AND upper - lower < 0.5), sum(x = 0 AND "
                 "lower IS NOT 0), sum(x = n AND upper IS NOT 100) FROM interval",
                 "1|0|0|0|0|0");
}

static void wilson_reads_text_and_passes_null_on(void **state)
{
    sqlite3 *db = *state;
    assert_query(db,
                 "SELECT wilson_lower(' 15 ', '148.0') = wilson_lower(15, 148), wilson_upper(15, "
                 "148, '0.95') = wilson_upper(15, 148)",
                 "1|1");
    assert_query(db,
                 "SELECT wilson_lower(NULL, 3), wilson_lower(3, ''), wilson_upper(1, 3, NULL), "
                 "wilson_lower(0, 0), wilson_upper(0, 0)",
                 "NULL|NULL|NULL|NULL|NULL");
}

static void wrong_rates_are_errors(void **state)
{
    static const struct Case failures[] = {
        {"SELECT wilson_lower(4, 3)",
         "wilson_lower(): successes must not be more than trials; this row has 4 of 3"},
        {"SELECT wilson_upper(1, 0)",
         "wilson_upper(): successes must not be more than trials; this row has 1 of 0"},
        {"SELECT wilson_lower(0.8, 3)", "wilson_lower(): successes must be a whole number from 0 "
                                        "to 9007199254740992, not 0.8"},
        {"SELECT wilson_lower(-1, 3)", "wilson_lower(): successes must be a whole number from 0 to "
                                       "9007199254740992, not -1"},
        {"SELECT wilson_lower(1, 'many')",
         "wilson_lower(): trials must be a whole number from 0 "
         "to 9007199254740992, not 'many'; advocacy_amount() reads numbers such as '1,234.50' and turns other text into NULL"},
        {"SELECT wilson_upper(1, 3, 95)",
         "wilson_upper(): confidence must be a number between 0 and 1, not 95"},
        {"SELECT wilson_upper(NULL, 3, 1)",
         "wilson_upper(): confidence must be a number between 0 and 1, not 1"},
    };
    assert_failures(*state, failures, COUNT(failures));
}

#define RATINGS "WITH review(rating) AS (VALUES (8), (8), (10), (5), (7), (8)) "

static void the_bayesian_average_is_the_published_one(void **state)
{
    sqlite3 *db = *state;
    assert_number(db, RATINGS "SELECT rating_bayes(rating, 8, 0.8) FROM review", 7.7059, 5e-5);
    assert_number(db, RATINGS "SELECT rating_bayes(rating, 3, 0) FROM review", 46.0 / 6, 1e-14);
    assert_number(db, RATINGS "SELECT rating_bayes(rating, 3, 1e100) FROM review", 3, 1e-14);
    assert_query(db,
                 "WITH review(rating) AS (VALUES (4), ('5'), (' 3.5 '), (NULL), ('  '), (1.5)) "
                 "SELECT rating_bayes(rating, '3.5', 4), rating_bayes(rating, 3.5, '4.0') FROM "
                 "review",
                 "3.5|3.5");
}

static void no_ratings_have_no_average(void **state)
{
    sqlite3 *db = *state;
    assert_query(db,
                 "WITH review(rating) AS (VALUES (NULL), (''), (' ')) SELECT rating_bayes(rating, "
                 "3, 5), rating_bayes(rating, 3, 5) FILTER (WHERE rating = 1), "
                 "sentiment_net(rating) FROM review",
                 "NULL|NULL|NULL");
    assert_query(db, "SELECT rating_bayes(1, 3, 5), sentiment_net(1) WHERE 0", "NULL|NULL");
}

static void wrong_ratings_are_errors(void **state)
{
    sqlite3 *db = *state;
    assert_fails(
        db, "SELECT rating_bayes('five stars', 3, 5)",
        "rating_bayes(): rating must be a number from -1e100 to 1e100, not 'five stars'; advocacy_amount() reads numbers such as '1,234.50' and turns other text into NULL");
    assert_fails(db, "SELECT rating_bayes(-9e999, 3, 5)",
                 "rating_bayes(): rating must be a number from -1e100 to 1e100, not -Inf");
    assert_fails(
        db, "SELECT rating_bayes(x'35', 3, 5)",
        "rating_bayes(): rating must be a number from -1e100 to 1e100, not a BLOB of 1 byte");
    assert_fails(db, "SELECT rating_bayes(5, NULL, 5)",
                 "rating_bayes(): prior_mean must be one constant from -1e100 to 1e100; this row "
                 "has NULL");
    assert_fails(db, "SELECT rating_bayes(5, 3, -1)",
                 "rating_bayes(): prior_weight must be one constant from 0 to 1e100; this row has "
                 "-1");
    assert_fails(db, RATINGS "SELECT rating_bayes(rating, rating, 2) FROM review",
                 "rating_bayes(): prior_mean must be one constant from -1e100 to 1e100; this row "
                 "has 10");
}

static void net_sentiment_is_the_published_one(void **state)
{
    sqlite3 *db = *state;
    assert_query(db,
                 "WITH RECURSIVE mention(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM mention WHERE "
                 "i < 200) SELECT sentiment_net(CASE WHEN i <= 80 THEN 'positive' WHEN i <= 100 "
                 "THEN 'negative' ELSE 'neutral' END), sentiment_net((i <= 80) - (i > 180)), "
                 "sentiment_net(CASE WHEN i <= 80 THEN 0.01 * i WHEN i > 180 THEN '-' || i ELSE "
                 "-0.0 END) FROM mention",
                 "30.0|30.0|30.0");
}

#define NO_SENTIMENT_TEXT                                                                          \
    " is not a sentiment; it is a number, which counts by its sign, or 'positive', 'neutral' or "  \
    "'negative'"

static void a_sentiment_is_a_sign_or_a_word(void **state)
{
    sqlite3 *db = *state;
    assert_query(
        db,
        "SELECT sentiment_net(1), sentiment_net(-3), sentiment_net(0), sentiment_net(0.2), "
        "sentiment_net(-1e300), sentiment_net('7'), sentiment_net(' -0.5 '), "
        "sentiment_net('0.0'), sentiment_net('positive'), sentiment_net('NEGATIVE'), "
        "sentiment_net('Neutral'), sentiment_net(' PoSiTiVe ' || char(10)), "
        "sentiment_net(NULL), sentiment_net(''), sentiment_net('  ')",
        "100.0|-100.0|0.0|100.0|-100.0|100.0|-100.0|0.0|100.0|-100.0|0.0|100.0|NULL|NULL|"
        "NULL");
    assert_fails(db, "SELECT sentiment_net('pos')", "sentiment_net(): 'pos'" NO_SENTIMENT_TEXT);
    assert_fails(db, "SELECT sentiment_net('positives')",
                 "sentiment_net(): 'positives'" NO_SENTIMENT_TEXT);
    assert_fails(db, "SELECT sentiment_net('p' || char(0x13, 0x13) || 'itive')",
                 "sentiment_net(): 'p??itive'" NO_SENTIMENT_TEXT);
    assert_fails(db, "SELECT sentiment_net('+ 1')", "sentiment_net(): '+ 1'" NO_SENTIMENT_TEXT);
    assert_fails(db, "SELECT sentiment_net(x'31')",
                 "sentiment_net(): a BLOB of 1 byte" NO_SENTIMENT_TEXT);
    assert_fails(db, "SELECT sentiment_net(9e999)", "sentiment_net(): Inf" NO_SENTIMENT_TEXT);
}

/*
 * review(id, rating, plain, sentiment, sign): ratings as numbers, text and blanks, with and without
 * fractions, and beside them what they stand for.
 */
static void make_reviews(sqlite3 *db)
{
    execute(db, "CREATE TABLE review(id INTEGER PRIMARY KEY, rating, plain, sentiment, sign)");
    sqlite3_stmt *insert;
    assert_int_equal(sqlite3_prepare_v2(db, "INSERT INTO review VALUES (NULL, ?1, ?2, ?3, ?4)", -1,
                                        &insert, NULL),
                     SQLITE_OK);
    static const char *const words[] = {"negative", "Neutral", " POSITIVE"};
    struct Random random = {5};
    for (int i = 0; i < 400; i++) {
        int kind = random_below(&random, 5);
        double rating = kind == 0 ? random_below(&random, 6) : 5 * random_unit(&random);
        rating = kind == 1 ? floor(rating * 4) / 4 : rating;
        int sign = random_below(&random, 3) - 1;
        sqlite3_clear_bindings(insert);
        if (kind < 4) {
            char *text = sqlite3_mprintf(" %!.15g", rating);
            sqlite3_bind_double(insert, 2, rating);
            if (kind == 1) {
                sqlite3_bind_text(insert, 1, text, -1, SQLITE_TRANSIENT);
            } else {
                sqlite3_bind_double(insert, 1, rating);
            }
            sqlite3_free(text);
            sqlite3_bind_int(insert, 4, sign);
            if (kind == 2) {
                sqlite3_bind_text(insert, 3, words[sign + 1], -1, SQLITE_STATIC);
            } else {
                sqlite3_bind_double(insert, 3, sign * 0.3);
            }
        } else if (i % 2) {
            sqlite3_bind_text(insert, 1, " ", -1, SQLITE_STATIC);
            sqlite3_bind_text(insert, 3, "", -1, SQLITE_STATIC);
        }
        assert_int_equal(sqlite3_step(insert), SQLITE_DONE);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
}

static void windows_give_what_a_recomputation_gives(void **state)
{
    (void)state;
    static const struct {
        const char *frame;
        const char *rows; /* of `other` that are in the frame of `review` */
    } windows[] = {
        {"ORDER BY id", "other.id <= review.id"},
        {"ORDER BY id ROWS 9 PRECEDING", "other.id BETWEEN review.id - 9 AND review.id"},
        {"ORDER BY id ROWS BETWEEN 2 FOLLOWING AND 5 FOLLOWING",
         "other.id BETWEEN review.id + 2 AND review.id + 5"},
        {"ORDER BY id ROWS BETWEEN 3 PRECEDING AND 3 FOLLOWING EXCLUDE CURRENT ROW",
         "other.id BETWEEN review.id - 3 AND review.id + 3 AND other.id <> review.id"},
        {"PARTITION BY id % 7", "other.id % 7 = review.id % 7"},
        {"ORDER BY id % 20 RANGE BETWEEN 2 PRECEDING AND CURRENT ROW",
         "other.id % 20 BETWEEN review.id % 20 - 2 AND review.id % 20"},
    };
    sqlite3 *db = open_database();
    make_reviews(db);
    for (size_t i = 0; i < COUNT(windows); i++) {
        char *window = sqlite3_mprintf("SELECT rating_bayes(rating, 3.25, 6) OVER w, "
                                       "sentiment_net(sentiment) OVER w FROM review WINDOW w AS "
                                       "(%s) ORDER BY id",
                                       windows[i].frame);
        char *recomputed =
            sqlite3_mprintf("SELECT (SELECT (total(plain) + 3.25 * 6) / (nullif(count(plain), 0) + "
                            "6) FROM review AS other WHERE %s), (SELECT 100.0 * sum(sign) / "
                            "nullif(count(sign), 0) FROM review AS other WHERE %s) FROM review "
                            "ORDER BY id",
                            windows[i].rows, windows[i].rows);
        assert_same_results(db, window, recomputed, 1e-12);
        sqlite3_free(recomputed);
        sqlite3_free(window);
    }
    close_database(db);
}

static void a_rating_that_leaves_the_window_leaves_nothing_behind(void **state)
{
    sqlite3 *db = *state;
    assert_query(
        db,
        "WITH review(id, rating) AS (VALUES (1, 0.1), (2, 0.2), (3, 1e17), (4, 3), (5, 4), "
        "(6, NULL), (7, 0.7), (8, 5)) SELECT rating_bayes(rating, 0, 0) OVER (ORDER BY id "
        "ROWS 1 PRECEDING) FROM review WHERE id <> 2",
        "0.1\n5.0e+16\n5.0e+16\n3.5\n4.0\n0.7\n2.85");
    /* Three sizes, of which a compensated sum keeps two. */
    assert_query(db,
                 "WITH review(id, rating) AS (VALUES (1, 1.1e30), (2, 1e60), (3, 0.3), (4, 5), (5, "
                 "5), (6, 5)) SELECT last FROM (SELECT id, rating_bayes(rating, 0, 0) OVER (ORDER "
                 "BY id ROWS 2 PRECEDING) AS last FROM review) WHERE id = 6",
                 "5.0");
    assert_query(
        db,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
        "SELECT max(abs(last - 4.5)) FROM (SELECT i, rating_bayes(CASE WHEN i < 99999 THEN "
        "i * 0.1 ELSE i - 99995 END, 0, 0) OVER (ORDER BY i ROWS 1 PRECEDING) AS last FROM "
        "n) WHERE i = 100000",
        "0.0");
}

static void whole_ratings_are_summed_exactly(void **state)
{
    assert_query(*state,
                 "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) "
                 "SELECT rating_bayes(1000000007, 0, 0) = 1000000007, rating_bayes(i, 0, 0) = "
                 "500.5, rating_bayes(4611686018427387904, 0, 0) = 4611686018427387904.0, "
                 "rating_bayes(900000000000000000, 0, 0) = 9e17, rating_bayes(-9e17, 0, 0) = -9e17 "
                 "FROM n",
                 "1|1|1|1|1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wilson_agrees_with_published_figures),
        cmocka_unit_test(wilson_limits_are_where_the_test_begins_to_reject),
        cmocka_unit_test(wilson_never_leaves_0_to_100_and_keeps_a_width),
        cmocka_unit_test(wilson_reads_text_and_passes_null_on),
        cmocka_unit_test(wrong_rates_are_errors),
        cmocka_unit_test(the_bayesian_average_is_the_published_one),
        cmocka_unit_test(no_ratings_have_no_average),
        cmocka_unit_test(wrong_ratings_are_errors),
        cmocka_unit_test(net_sentiment_is_the_published_one),
        cmocka_unit_test(a_sentiment_is_a_sign_or_a_word),
        cmocka_unit_test(windows_give_what_a_recomputation_gives),
        cmocka_unit_test(a_rating_that_leaves_the_window_leaves_nothing_behind),
        cmocka_unit_test(whole_ratings_are_summed_exactly),
    };
    return cmocka_run_group_tests_name("rating", tests, open_fixture, close_fixture);
}
