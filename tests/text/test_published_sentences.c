/*
 * Sentiment on published sentences (Kotzias and others, 2015: a thousand on shops, half of them
 * positive): how well models judge the fifth that they have not seen, reckoned here in SQL.
 */
#include <stdlib.h>

#include "support/shell.h"

#define IMPORT_SENTENCES                                                                           \
    "CREATE TABLE sentence(text, positive);\n.mode ascii\n.separator \"\\t\" \"\\n\"\n"            \
    ".import '%s' sentence\n.mode list\n"

/* The area under the curve: in how many pairs the positive one is judged higher, ties by half. */
#define FIVE_FOLDS                                                                                 \
    "CREATE TABLE model AS SELECT f.fold, (SELECT sentiment_fit(s.text, CAST(s.positive AS "       \
    "INTEGER)) FROM sentence AS s WHERE s.rowid * 7 %% 5 <> f.fold) AS model FROM (SELECT 0 AS "   \
    "fold UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4) AS f;\n"    \
    "CREATE TABLE judged AS SELECT m.fold, s.positive + 0 AS positive, "                           \
    "coalesce(sentiment_predict(m.model, s.text), 0) AS sentiment FROM model AS m JOIN sentence "  \
    "AS s ON s.rowid * 7 %% 5 = m.fold;\n"                                                         \
    "CREATE TABLE area AS SELECT p.fold, avg((p.sentiment > n.sentiment) + 0.5 * (p.sentiment = "  \
    "n.sentiment)) AS auc FROM judged AS p JOIN judged AS n ON n.fold = p.fold WHERE p.positive "  \
    "AND NOT n.positive GROUP BY p.fold;\n"

static double ask_sentences(const char *sql)
{
    char *file = data_file("yelp_labelled.txt");
    if (!file) {
        skip();
    }
    char *script = sqlite3_mprintf(IMPORT_SENTENCES FIVE_FOLDS "%s", file, sql);
    char *result = run_script(":memory:", script);
    double number = strtod(result, NULL);
    free(result);
    sqlite3_free(script);
    sqlite3_free(file);
    return number;
}

static void all_sentences_are_read(void **state)
{
    (void)state;
    assert_true(ask_sentences("SELECT 1000 * sum(positive) + count(*) FROM judged;") == 501000);
}

/* AFINN has 0.878 there, VADER 0.889. */
static void unseen_sentences_are_judged_better_than_by_word_lists(void **state)
{
    (void)state;
    double auc = ask_sentences("SELECT avg(auc) FROM area;");
    if (auc < 0.905) {
        fail_msg("area under the curve %.4f", auc);
    }
}

/* The figure that a model quotes is of texts that it was not fitted to. */
static void the_model_says_so_itself(void **state)
{
    (void)state;
    double difference = ask_sentences(
        "SELECT abs(json_extract(sentiment_fit(text, CAST(positive AS INTEGER)), '$.auc') - "
        "(SELECT avg(auc) FROM area)) FROM sentence;");
    assert_true(difference < 0.015);
}

static void a_model_stays_small(void **state)
{
    (void)state;
    assert_true(ask_sentences("SELECT max(length(model)) FROM model;") < 300000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_sentences_are_read),
        cmocka_unit_test(unseen_sentences_are_judged_better_than_by_word_lists),
        cmocka_unit_test(the_model_says_so_itself),
        cmocka_unit_test(a_model_stays_small),
    };
    return cmocka_run_group_tests_name("published sentences", tests, NULL, NULL);
}
