/* Every SQL function is called by a test of its family, and one that is not is named. */
#include <stdlib.h>
#include <string.h>

#include "support/shell.h"

#define CHECK                                                                                      \
    "awk -f \"$here/tests/source/cases.awk\" ext/*/*.c $(find tests -name '*.test' -o -name 'test_*.c')"

static void every_function_is_called_by_a_test_of_its_family(void **state)
{
    (void)state;
    int status;
    char *found = run_command("here=.; " CHECK, &status);
    if (status != 0 || *found) {
        fail_msg("add cases to a .test file there:\n%s", found);
    }
    free(found);
}

static void assert_named(const char *test, const char *query, const char *expected)
{
    char *folder = scratch_folder("cases");
    char *command = sqlite3_mprintf(
        "here=$(pwd); cd '%s' && mkdir -p ext/survey tests/survey tests/reading && "
        "printf '    {\\n        .name = \"nps_new\",\\n        .signature = \"nps_new(score)\",\\n' >ext/survey/new.c && "
        "printf '# About it.\\n-- Sentence\\n%s\\n----\\n1\\n' >%s && " CHECK,
        folder, query, test);
    int status;
    char *found = run_command(command, &status);
    assert_string_equal(found, expected);
    assert_int_equal(status, *expected ? 1 : 0);
    free(found);
    sqlite3_free(command);
    sqlite3_free(folder);
}

static void a_function_without_a_test_is_named(void **state)
{
    (void)state;
    static const char *const missing =
        "ext/survey/new.c:2: no test in tests/survey/ calls nps_new()\n";
    assert_named("tests/survey/new.test", "SELECT 1, nps_new(9)", "");
    assert_named("tests/survey/new.test", "SELECT * FROM nps_new", "");
    assert_named("tests/survey/test_new.c", "SELECT nps(nps_new(9))", "");
    assert_named("tests/survey/new.test", "SELECT nps(9), nps_newer(9)", missing);
    assert_named("tests/reading/new.test", "SELECT nps_new(9)", missing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_function_is_called_by_a_test_of_its_family),
        cmocka_unit_test(a_function_without_a_test_is_named),
    };
    return cmocka_run_group_tests_name("cases", tests, NULL, NULL);
}
