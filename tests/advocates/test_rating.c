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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wilson_agrees_with_published_figures),
        cmocka_unit_test(wilson_limits_are_where_the_test_begins_to_reject),
        cmocka_unit_test(windows_give_what_a_recomputation_gives),
    };
    return cmocka_run_group_tests_name("rating", tests, open_fixture, close_fixture);
}
