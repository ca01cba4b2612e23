/* Every SQL function, view and panel has its cases in a test, and one that has none is named. */
#include <stdlib.h>
#include <string.h>

#include "support/shell.h"

#define CHECK                                                                                      \
    "awk -f \"$here/tests/source/cases.awk\" $(find ext sql tests -name '*.c' -o -name '*.sql' -o -name '*.test' -o -name '*.py' -o -name README.md)"

static void every_function_view_and_panel_has_its_cases(void **state)
{
    (void)state;
    int status;
    char *found = run_command("here=.; " CHECK, &status);
    if (status != 0 || *found) {
        fail_msg("\n%s", found);
    }
    free(found);
}

/* A tree with one function and one view, what the page says of views, and one test. */
static void assert_named(const char *page, const char *test, const char *query,
                         const char *expected)
{
    char *folder = scratch_folder("cases");
    char *command = sqlite3_mprintf(
        "here=$(pwd); cd '%s' && mkdir -p ext/survey sql/views tests/survey tests/reading tests/sql && "
        "printf '    {\\n        .name = \"nps_new\",\\n        .signature = \"nps_new(score)\",\\n' >ext/survey/new.c && "
        "printf -- '-- More.\\nCREATE VIEW new_view AS SELECT 1;\\n' >sql/views/more.sql && "
        "printf '%s\\n' >sql/README.md && "
        "printf '# About it.\\n-- Sentence\\n%s\\n----\\n1\\n' >%s && " CHECK,
        folder, page, query, test);
    int status;
    char *found = run_command(command, &status);
    assert_string_equal(found, expected);
    assert_int_equal(status, *expected ? 1 : 0);
    free(found);
    sqlite3_free(command);
    sqlite3_free(folder);
}

#define INNER "Others stand on `new_view`."
#define QUESTION "| What is new? | `new_view` |"

static void a_function_without_a_test_is_named(void **state)
{
    (void)state;
    static const char *const missing =
        "ext/survey/new.c:2: no test in tests/survey/ calls nps_new()\n";
    static const char *const no_blank =
        "ext/survey/new.c:2: no test in tests/survey/ gives nps_new() a blank, as @\n";
    assert_named(INNER, "tests/survey/new.test", "SELECT 1, nps_new(@)", "");
    assert_named(INNER, "tests/survey/new.test", "SELECT 1, nps_new(9)", no_blank);
    assert_named(INNER, "tests/survey/new.test", "SELECT * FROM nps_new", no_blank);
    assert_named(INNER, "tests/survey/test_new.c", "SELECT nps(nps_new(@))", no_blank);
    assert_named(INNER, "tests/survey/new.test", "SELECT nps(9), nps_newer(9)", missing);
    assert_named(INNER, "tests/reading/new.test", "SELECT nps_new(9)", missing);
}

static void a_view_without_figures_or_a_line_on_the_page_is_named(void **state)
{
    (void)state;
    static const char *const missing =
        "ext/survey/new.c:2: no test in tests/survey/ calls nps_new()\n";
    char *no_figures = sqlite3_mprintf(
        "%ssql/views/more.sql:2: no test of figures in tests/sql/ asks new_view\n", missing);
    assert_named(QUESTION, "tests/sql/new.test", "SELECT * FROM new_view", missing);
    assert_named(QUESTION, "tests/sql/new.test", "SELECT * FROM new_view_of_old", no_figures);
    assert_named(QUESTION, "tests/sql/test_views.c", "SELECT * FROM new_view", no_figures);
    assert_named(QUESTION, "tests/survey/new.test", "SELECT nps_new(@) FROM new_view",
                 no_figures + strlen(missing));
    assert_named("Nothing.", "tests/survey/new.test", "SELECT nps_new(@)",
                 "sql/views/more.sql:2: sql/README.md does not name new_view\n");
    sqlite3_free(no_figures);
}

static void a_view_with_limits_and_no_unit_is_named(void **state)
{
    (void)state;
    char *folder = scratch_folder("cases");
    char *command = sqlite3_mprintf(
        "here=$(pwd); cd '%s' && mkdir -p ext sql/views tests && echo '`new` `old`' >sql/README.md && "
        "printf -- '-- In percent, interval\n-- by customer.\nCREATE VIEW old AS SELECT 1 AS share_lower, 2\n"
        "-- A share.\nCREATE VIEW new AS\nSELECT wilson_lower(1, 2) AS lower\n' >sql/views/1.sql && " CHECK,
        folder);
    int status;
    char *found = run_command(command, &status);
    assert_string_equal(
        found,
        "sql/views/1.sql:5: the comment of new does not say by which unit its interval goes\n");
    assert_int_equal(status, 1);
    free(found);
    sqlite3_free(command);
    sqlite3_free(folder);
}

static void a_panel_without_figures_is_named(void **state)
{
    (void)state;
    char *folder = scratch_folder("cases");
    char *command = sqlite3_mprintf(
        "here=$(pwd); cd '%s' && mkdir -p ext sql/dashboard tests/browser tests/sql && "
        "printf \"INSERT INTO dashboard_panel VALUES\\n    ('new', 5, 'New')\\n\" >sql/dashboard/5_new.sql && "
        "echo '(\"new\", \"period\")' >tests/browser/figures.py && echo '\"new\",' >tests/sql/test_dashboard.c && " CHECK
        " && echo >tests/browser/figures.py && echo >tests/sql/test_dashboard.c && " CHECK,
        folder);
    int status;
    char *found = run_command(command, &status);
    assert_string_equal(
        found,
        "sql/dashboard/5_new.sql:2: tests/browser/figures.py does not say what the panel new shows\n"
        "sql/dashboard/5_new.sql:2: tests/sql/test_dashboard.c does not look at the panel new\n");
    assert_int_equal(status, 1);
    free(found);
    sqlite3_free(command);
    sqlite3_free(folder);
}

static void a_file_of_formulas_without_a_suite_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *suite;
        const char *text;
        const char *expected;
    } cases[] = {
        {"mathematics/test_other.c", "int x;",
         "ext/mathematics/new_part.c: no suite tests/mathematics/test_new_part.c, nor one that includes its header\n"},
        {"reading/test_new.c", "int x;",
         "ext/mathematics/new_part.c: no suite tests/mathematics/test_new_part.c, nor one that includes its header\n"},
        {"mathematics/test_new_part.c", "int x;", ""},
        {"mathematics/test_new.c", "int x;", ""},
        {"pictures/test_other.c", "#include \"mathematics/new_part.h\"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *folder = scratch_folder("cases");
        char *command = sqlite3_mprintf(
            "here=$(pwd); cd '%s' && mkdir -p ext/mathematics sql tests/mathematics tests/reading tests/pictures && "
            "echo 'int y;' >ext/mathematics/new_part.c && echo '%s' >tests/%s && " CHECK,
            folder, cases[i].text, cases[i].suite);
        int status;
        char *found = run_command(command, &status);
        assert_string_equal(found, cases[i].expected);
        free(found);
        sqlite3_free(command);
        sqlite3_free(folder);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_function_view_and_panel_has_its_cases),
        cmocka_unit_test(a_function_without_a_test_is_named),
        cmocka_unit_test(a_view_without_figures_or_a_line_on_the_page_is_named),
        cmocka_unit_test(a_view_with_limits_and_no_unit_is_named),
        cmocka_unit_test(a_panel_without_figures_is_named),
        cmocka_unit_test(a_file_of_formulas_without_a_suite_is_named),
    };
    return cmocka_run_group_tests_name("cases", tests, NULL, NULL);
}
