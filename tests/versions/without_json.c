/* Run with an SQLite that has no JSON functions: ours, with their JSON, must work all the same. */
#include "support/database.h"

static void this_host_has_no_json_functions(void **state)
{
    assert_fails(*state, "SELECT json_extract('[1]', '$[0]')", "no such function: json_extract");
}

static void scores_need_no_json(void **state)
{
    assert_number(*state, "SELECT nps(score) FROM answer", 20, 1e-12);
    assert_number(*state, "SELECT nps_responses(score) FROM answer", 5, 0);
    assert_number(*state, "SELECT nps_share(score, 'promoter') FROM answer", 40, 1e-12);
    assert_query(*state,
                 "SELECT nps_lower(score) BETWEEN -100 AND 20, nps_upper(score) BETWEEN 20 AND 100,"
                 " nps_margin(score) > 0, nps_stderr(score) > 0 FROM answer",
                 "1|1|1|1");
    assert_query(*state,
                 "SELECT CAST(nps(score) OVER (ORDER BY rowid ROWS 1 PRECEDING) AS INTEGER) "
                 "FROM answer",
                 "100\n100\n50\n-50\n-100\n0");
    assert_query(*state, "SELECT nps_category(9), nps_answer('9/10'), nps_rescale(5, 5)",
                 "promoter|9|10");
}

static void summaries_are_written_without_json_functions(void **state)
{
    assert_query(*state, "SELECT substr(nps_summary(score), 1, 57) FROM answer",
                 "{\"responses\":5,\"promoters\":2,\"passives\":2,\"detractors\":1,");
    assert_query(*state, "SELECT substr(nps_counts(2, 2, 1), 1, 57)",
                 "{\"responses\":5,\"promoters\":2,\"passives\":2,\"detractors\":1,");
}

static void segments_are_read_back_without_json_functions(void **state)
{
    assert_query(*state,
                 "SELECT segment, responses, promoters, passives, detractors, CAST(nps AS INTEGER) "
                 "FROM nps_rows((SELECT nps_by(score, segment) FROM answer))",
                 "pro|3|2|1|0|66\n\"free\" \xC3\xA9|2|0|1|1|-50");
}

static void nested_results_are_read_without_json_functions(void **state)
{
    assert_query(*state,
                 "SELECT advocacy_number(nps_by(score, segment), 0, 'promoters'), "
                 "advocacy_text(nps_by(score, segment), 0, 'segment') FROM answer",
                 "2|pro");
}

static void the_manual_needs_no_json(void **state)
{
    assert_query(*state, "SELECT count(*) > 20 FROM advocacy_functions", "1");
}

static int open_answers(void **state)
{
    open_fixture(state);
    execute(*state, "CREATE TABLE answer(score, segment);"
                    "INSERT INTO answer VALUES ('10', 'pro'), (9, 'pro'), (8.0, 'pro'), "
                    "('6', '\"free\" \xC3\xA9'), (NULL, 'pro'), (7, '\"free\" \xC3\xA9')");
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(this_host_has_no_json_functions),
        cmocka_unit_test(scores_need_no_json),
        cmocka_unit_test(summaries_are_written_without_json_functions),
        cmocka_unit_test(segments_are_read_back_without_json_functions),
        cmocka_unit_test(nested_results_are_read_without_json_functions),
        cmocka_unit_test(the_manual_needs_no_json),
    };
    return cmocka_run_group_tests_name("without JSON", tests, open_answers, close_fixture);
}
