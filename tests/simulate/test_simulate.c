/*
 * What intervals and tests promise, found on samples as they are: coverage, width and false alarms,
 * through SQL, in the bands that hold for at least 20 clusters or effective buyers. `make simulate`
 * draws more samples and prints the table of tests/README.md.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "simulate/situations.h"

/* What is found over the samples of a situation; of those without limits or p, nothing but their
 * number. */
struct Found {
    double share; /* that holds the truth, or has p below 0.05 */
    double width;
    double plain_share;
    double plain_width;
    int samples;
    int answered;
};

static void draw_all(sqlite3 *db, const struct Situation *situation, int samples, uint64_t seed)
{
    execute(db, "DROP TABLE IF EXISTS drawn;"
                "CREATE TABLE drawn(sample INTEGER, side INTEGER, unit INTEGER, a, b); BEGIN");
    struct Drawing drawing = {.random = {seed}};
    assert_int_equal(sqlite3_prepare_v2(db, "INSERT INTO drawn VALUES (?1, ?2, ?3, ?4, ?5)", -1,
                                        &drawing.insert, NULL),
                     SQLITE_OK);
    for (drawing.sample = 0; drawing.sample < samples; drawing.sample++) {
        situation->draw(&drawing, situation->parameters);
    }
    sqlite3_finalize(drawing.insert);
    execute(db, "COMMIT; CREATE INDEX drawn_in_order ON drawn(sample, side)");
}

/* Whether the result says what it should; from sqlite3_malloc. */
static char *is_right(const struct Situation *situation, const char *result)
{
    if (situation->question == ALARMS) {
        return sqlite3_mprintf("advocacy_number(%s, 'p_value') < 0.05", result);
    }
    return sqlite3_mprintf("%!.15g BETWEEN advocacy_number(%s, 'lower') AND "
                           "advocacy_number(%s, 'upper')",
                           situation->truth, result, result);
}

static char *query_of(const struct Situation *situation)
{
    char *of_method = is_right(situation, "method");
    char *of_plain = is_right(situation, "plain");
    const char *width = situation->question == ALARMS ? "0 *" : "";
    const char *member = situation->question == ALARMS ? "p_value" : "lower";
    const char *other = situation->question == ALARMS ? "p_value" : "upper";
    char *sql = sqlite3_mprintf(
        "SELECT avg(%s), avg(%s advocacy_number(method, %Q) - %s advocacy_number(method, %Q)), "
        "avg(%s), avg(%s advocacy_number(plain, %Q) - %s advocacy_number(plain, %Q)), count(*), "
        "count(advocacy_number(method, %Q)) FROM (SELECT %s AS method, %s AS plain FROM drawn "
        "GROUP BY sample LIMIT -1)",
        of_method, width, other, width, member, of_plain, width, other, width, member, member,
        situation->method, situation->plain ? situation->plain : "NULL");
    sqlite3_free(of_method);
    sqlite3_free(of_plain);
    return sql;
}

static struct Found find(sqlite3 *db, const struct Situation *situation, int samples, uint64_t seed)
{
    draw_all(db, situation, samples, seed);
    char *sql = query_of(situation);
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    struct Found found = {
        sqlite3_column_double(statement, 0), sqlite3_column_double(statement, 1),
        sqlite3_column_double(statement, 2), sqlite3_column_double(statement, 3),
        sqlite3_column_int(statement, 4),    sqlite3_column_int(statement, 5),
    };
    sqlite3_finalize(statement);
    sqlite3_free(sql);
    return found;
}

static int samples_of(const struct Situation *situation, int samples)
{
    int divided = samples / situation->divisor;
    return divided > 5 ? divided : 5;
}

/* Three standard errors of a share that is found in so many samples. */
static double chance_of(double share, int samples)
{
    return 3 * sqrt(share * (1 - share) / samples);
}

static bool is_in_band(const struct Situation *situation, const struct Found *found)
{
    double lowest = situation->lowest - chance_of(situation->lowest, found->samples);
    double highest = situation->highest + chance_of(situation->highest, found->samples);
    return found->share >= lowest && found->share <= highest;
}

/*
 * Where the plain method holds as well, nothing is paid for this one. A few samples do not tell
 * whether it holds.
 */
static bool is_no_wider(const struct Situation *situation, const struct Found *found)
{
    bool is_paid = situation->question == COVERAGE && situation->plain && found->samples >= 200 &&
                   found->plain_share >= situation->lowest &&
                   found->width > 1.02 * found->plain_width;
    return !is_paid;
}

/* Fewer where valgrind runs them. */
static int usual_samples(void)
{
    const char *text = getenv("ADVOCACY_SAMPLES");
    return text ? atoi(text) : 400;
}

static void what_is_promised_is_found(void **state)
{
    const struct Situation *situation = *state;
    sqlite3 *db = open_database();
    struct Found found = find(db, situation, samples_of(situation, usual_samples()), 2026);
    print_message("  %s: %.3f of %d\n", situation->name, found.share, found.samples);
    assert_true(is_in_band(situation, &found));
    assert_true(is_no_wider(situation, &found));
    close_database(db);
}

static void print_number(double value, int decimals, bool is_known)
{
    if (is_known) {
        printf(" %.*f |", decimals, value);
    } else {
        printf(" |");
    }
}

static void print_row(const struct Situation *situation, const struct Found *found)
{
    bool has_width = situation->question == COVERAGE;
    int decimals = situation->truth < 1 && has_width && situation->truth > 0 ? 4 : 1;
    printf("| %s |", situation->name);
    print_number(situation->promised, 2, situation->promised > 0);
    print_number(found->share, 3, found->answered == found->samples || found->answered > 30);
    print_number(found->width, decimals, has_width && found->answered > 30);
    print_number(found->plain_share, 3, situation->plain != NULL);
    print_number(found->plain_width, decimals, situation->plain != NULL && has_width);
    printf(" %d%s", found->samples, found->answered < found->samples ? "" : " |\n");
    if (found->answered < found->samples) {
        printf(", %.1f%% without limits |\n",
               100.0 * (found->samples - found->answered) / found->samples);
    }
    fflush(stdout);
}

/* Fails where a figure leaves its band, as the tests do. */
static int print_table(int samples)
{
    int outside = 0;
    printf("| sample | promised | found | width | plain | width | samples |\n"
           "|---|---|---|---|---|---|---|\n");
    for (int i = 0; i < situation_count; i++) {
        const struct Situation *situation = &situations[i];
        sqlite3 *db = open_database();
        struct Found found = find(db, situation, samples_of(situation, samples), 1998);
        print_row(situation, &found);
        outside += !is_in_band(situation, &found) || !is_no_wider(situation, &found);
        close_database(db);
    }
    if (outside > 0) {
        fprintf(stderr, "%d of them are not as they should be\n", outside);
    }
    return outside > 0;
}

int main(void)
{
    const char *samples = getenv("SIMULATE_SAMPLES");
    if (samples) {
        return print_table(atoi(samples));
    }
    struct CMUnitTest *tests = calloc((size_t)situation_count, sizeof *tests);
    if (!tests) {
        return 1;
    }
    for (int i = 0; i < situation_count; i++) {
        tests[i] = (struct CMUnitTest){situations[i].name, what_is_promised_is_found, NULL, NULL,
                                       (void *)&situations[i]};
    }
    int failed = _cmocka_run_group_tests("simulate", tests, (size_t)situation_count, NULL, NULL);
    free(tests);
    return failed;
}
