/* advocate_lift() through SQL, against plain SQL. */
#include "support/database.h"

/* One thousand customers with different probabilities, more advocates among the probable ones. */
#define RANKED                                                                                     \
    "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 999), "              \
    "ranked(probability, advocate) AS (SELECT (i * 7919 % 1000) / 1000.0, "                        \
    "(i * 7919 % 1000) > i * 104729 % 1300 FROM n) "

static void the_gains_table_is_what_ntile_gives(void **state)
{
    static const int bins[] = {2, 4, 10, 100};
    for (int i = 0; i < 4; i++) {
        char *ours = sqlite3_mprintf(
            "%sSELECT json_extract(value, '$.bin'), json_extract(value, '$.customers'), "
            "json_extract(value, '$.advocates'), json_extract(value, '$.rate'), "
            "json_extract(value, '$.lift'), json_extract(value, '$.captured_share'), "
            "json_extract(value, '$.lowest_probability') FROM json_each((SELECT "
            "advocate_lift(probability, advocate, %d) FROM ranked), '$.bins')",
            RANKED, bins[i]);
        char *plain = sqlite3_mprintf(
            "%s, placed AS (SELECT *, ntile(%d) OVER (ORDER BY probability DESC) AS bin "
            "FROM ranked), overall(rate, advocates) AS (SELECT avg(advocate), sum(advocate) "
            "FROM ranked), gains AS (SELECT bin, count(*) AS customers, sum(advocate) AS "
            "advocates, avg(advocate) AS rate, min(probability) AS lowest FROM placed GROUP BY "
            "bin) SELECT bin, customers, gains.advocates, 100 * gains.rate, gains.rate / "
            "overall.rate, 100.0 * sum(gains.advocates) OVER (ORDER BY bin) / overall.advocates, "
            "lowest FROM gains, overall ORDER BY bin",
            RANKED, bins[i]);
        assert_same_results(*state, ours, plain, 1e-12);
        sqlite3_free(ours);
        sqlite3_free(plain);
    }
}

static void the_area_is_that_of_all_pairs(void **state)
{
    assert_same_results(
        *state,
        RANKED "SELECT json_extract(advocate_lift(probability, advocate), '$.auc'), "
               "json_extract(advocate_lift(round(probability, 1), advocate), '$.auc'), "
               "json_extract(advocate_lift(probability, advocate), '$.customers'), "
               "json_extract(advocate_lift(probability, advocate), '$.advocates'), "
               "json_extract(advocate_lift(probability, advocate), '$.rate') FROM ranked",
        RANKED "SELECT avg((yes.probability > no.probability) + 0.5 * (yes.probability = "
               "no.probability)), avg((round(yes.probability, 1) > round(no.probability, 1)) + "
               "0.5 * (round(yes.probability, 1) = round(no.probability, 1))), 1000, "
               "(SELECT sum(advocate) FROM ranked), (SELECT 100 * avg(advocate) FROM ranked) "
               "FROM ranked AS yes JOIN ranked AS no ON yes.advocate AND NOT no.advocate",
        1e-12);
}

/* Of ten customers the eight that are equal have the middle, which is in the second of four. */
static void equal_probabilities_stay_in_one_bin(void **state)
{
    assert_query(*state,
                 "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10) "
                 "SELECT json_extract(advocate_lift(CASE WHEN i <= 8 THEN 0.5 ELSE 0.1 END, i % 2, "
                 "4), '$.bins[0].bin', '$.bins[0].customers', '$.bins[0].advocates', "
                 "'$.bins[1].bin', '$.bins[1].customers', '$.bins[2]') FROM n",
                 "[2,8,4,4,2,null]");
    assert_query(*state,
                 "WITH v(p, y) AS (VALUES (0.5, 1), (0.5, 0), (0.5, 0), (0.5, 0)) "
                 "SELECT advocate_lift(p, y) FROM v",
                 "{\"customers\":4,\"advocates\":1,\"skipped\":0,\"rate\":25.0,\"auc\":0.5,"
                 "\"bins\":[{\"bin\":6,\"customers\":4,\"advocates\":1,\"rate\":25.0,\"lift\":1.0,"
                 "\"captured_share\":100.0,\"lowest_probability\":0.5}]}");
}

static void lift_without_advocates_has_no_lift(void **state)
{
    sqlite3 *db = *state;
    assert_query(db,
                 "WITH v(p, y) AS (VALUES (0.5, 0), (0.7, 0)) SELECT json_extract(advocate_lift(p, "
                 "y), '$.auc', '$.rate', '$.bins[0].rate', '$.bins[0].lift', "
                 "'$.bins[0].captured_share') FROM v",
                 "[null,0.0,0.0,null,null]");
    assert_query(db,
                 "WITH v(p, y) AS (VALUES (0.5, 1), (0.7, 1)) SELECT json_extract(advocate_lift(p, "
                 "y), '$.auc', '$.rate', '$.bins[1].lift', '$.bins[1].captured_share') FROM v",
                 "[null,100.0,1.0,100.0]");
}

static void lift_counts_what_it_skips(void **state)
{
    sqlite3 *db = *state;
    assert_query(
        db,
        "WITH v(p, y) AS (VALUES ('0.5', '1'), (0.7, NULL), (NULL, 0), ('', ' '), (1, 0.0), "
        "(0, ' 1.0')) SELECT json_extract(advocate_lift(p, y), '$.customers', '$.advocates', "
        "'$.skipped') FROM v",
        "[3,2,3]");
    assert_query(db, "SELECT advocate_lift(NULL, 1), advocate_lift(0.5, NULL, 5)", "NULL|NULL");
    assert_query(db, "SELECT advocate_lift(0.5, 1) FILTER (WHERE 0)", "NULL");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_gains_table_is_what_ntile_gives),
        cmocka_unit_test(the_area_is_that_of_all_pairs),
        cmocka_unit_test(equal_probabilities_stay_in_one_bin),
        cmocka_unit_test(lift_without_advocates_has_no_lift),
        cmocka_unit_test(lift_counts_what_it_skips),
    };
    return cmocka_run_group_tests_name("lift", tests, open_fixture, close_fixture);
}
