/*
 * The runner of *.test files: what passes, what fails and with which words. A file that cannot be
 * read as one, or that shows nothing, must fail.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/shell.h"
#include "support/survey.h"

static char *folder;

/* The runner stands beside this executable in the build folder, or where $ADVOCACY_RUNNER says. */
static char *runner_path(void)
{
    const char *path = getenv("ADVOCACY_RUNNER");
    if (path && *path) {
        return sqlite3_mprintf("%s", path);
    }
    char *library = absolute_library_path();
    char *runner = sqlite3_mprintf("%.*s/tests/runner/run_test_file",
                                   (int)(strrchr(library, '/') - library), library);
    sqlite3_free(library);
    return runner;
}

static void write_test(const char *name, const char *text)
{
    char *path = sqlite3_mprintf("%s/%s.test", folder, name);
    FILE *stream = fopen(path, "wb");
    assert_non_null(stream);
    assert_int_equal(fputs(text, stream) >= 0, 1);
    assert_int_equal(fclose(stream), 0);
    sqlite3_free(path);
}

/* What the runner prints for a file of this text. From malloc. */
static char *run_text(const char *text, int *status)
{
    write_test("some", text);
    char *runner = runner_path();
    char *command = sqlite3_mprintf("'%s' '%s/some.test' 2>&1", runner, folder);
    char *output = run_command(command, status);
    sqlite3_free(command);
    sqlite3_free(runner);
    return output;
}

static void assert_prints(const char *text, int expected_status, const char *words)
{
    int status;
    char *output = run_text(text, &status);
    if ((status != 0) != expected_status || !strstr(output, words)) {
        fail_msg("%s\nstatus %d, and it must print: %s\nit printed: %s", text, status, words,
                 output);
    }
    free(output);
}

static void assert_passes(const char *text)
{
    assert_prints(text, 0, "[  PASSED  ]");
}

static void what_holds_passes(void **state)
{
    (void)state;
    assert_passes("# A.\n\n-- One is one\nSELECT 1\n----\n1\n");
    assert_passes("# A.\n-- One is one\n# Why.\nSELECT 1;\n----\n1");
    assert_passes("# A.\n-- Columns, rows and NULL\nSELECT 1, 'a' UNION ALL\n\nSELECT NULL, 2.0\n"
                  "----\n1|a\nNULL|2.0\n");
    assert_passes("# A.\n-- No row\nSELECT 1 WHERE 0\n----\n(no rows)\n");
    assert_passes("# A.\n-- An empty text\nSELECT ''\n----\n(empty)\n");
    assert_passes("# A.\n-- A message counts from the name on\nSELECT nps(11)\n----\nerror: nps(): "
                  "11 is not an answer from 0 to 10; nps_answer() turns such values into NULL\n");
    assert_passes("# A.\n-- A number is near\nSELECT 'a', 100.0 / 3\n---- ~1e-4\na|33.333\n");
    assert_passes("# A.\n-- Two queries agree\nSELECT 1 UNION SELECT 2\n====\nVALUES (1), (2)\n");
    assert_passes("# A.\n-- Two queries agree\nSELECT 100.0 / 3\n==== ~1e-4\nSELECT 33.333\n");
    assert_passes("# A.\n-- Each\nSELECT 1;\nSELECT\n2 - 1;\nSELECT 1.001\n---- each ~1e-2\n1\n");
    assert_passes("# A.\n-- Each\nSELECT nps();\nSELECT nps();\n---- each\nerror: wrong number "
                  "of arguments to function nps()\n");
    assert_passes(
        "# A.\n-- A blank is nothing\nSELECT nps(@);\nSELECT\nnps_answer(@);\n---- blank\n"
        "\nSELECT 1\n----\n1\n");
    assert_passes("# A.\n-- The last one counts\nSELECT 1; SELECT 2;\nSELECT 3; \n----\n3\n");
}

static void a_setup_runs_once_and_what_a_test_changes_is_rolled_back(void **state)
{
    (void)state;
    assert_passes("# A.\n-- setup\nCREATE TABLE t(x);\n\nINSERT INTO t VALUES (1);\n\n"
                  "-- One row more\nINSERT INTO t VALUES (2); SELECT sum(x) FROM t\n----\n3\n\n"
                  "-- The row is gone\n-- again\nSELECT sum(x) FROM t\n----\n1\n\n"
                  "SELECT count(*) FROM t\n----\n1\n");
    assert_passes("# A.\n-- setup\n.read sql/schema.sql\nCREATE TABLE more(x);\n.fill answers\n\n"
                  "-- All are there\nSELECT count(*), (SELECT count(*) FROM more), (SELECT "
                  "count(*) FROM answer) FROM customer\n----\n0|0|400\n");
}

static void each_sentence_is_a_test_of_that_name(void **state)
{
    (void)state;
    static const char text[] =
        "# A.\n-- One is\n-- one\nSELECT 1\n----\n1\n\nSELECT 1\n----\n1\n\n-- Two\nSELECT 2\n----"
        "\n2\n";
    assert_prints(text, 0, "OK ] One is one\n");
    assert_prints(text, 0, "PASSED  ] 2 test(s).");
}

static void what_does_not_hold_fails_with_line_query_and_both_results(void **state)
{
    (void)state;
    static const char text[] =
        "# A.\n-- One is two\nSELECT 1\n----\n2\n\nSELECT 5\n----\n5\n\n-- Two\nSELECT 2\n----\n2\n";
    assert_prints(text, 1, "some.test:4:\nSELECT 1\n  expected: 2\n  found:    1\n");
    assert_prints(text, 1, "FAILED  ] One is two\n");
    assert_prints(text, 1, "PASSED  ] 1 test(s).");
    assert_prints("# A.\n-- A\nSELECT 5\n----\n5\n\nSELECT 1\n----\n2\n", 1, "some.test:8:");
}

static void results_that_differ_fail(void **state)
{
    (void)state;
    static const char *const checks[] = {
        "SELECT 1\n----\n1|2",
        "SELECT 1, 2\n----\n1",
        "SELECT 1\n----\n1\n2",
        "SELECT 1 UNION SELECT 2\n----\n1",
        "SELECT 1.0\n----\n1",
        "SELECT NULL\n----\n(empty)",
        "SELECT ''\n----\n(no rows)",
        "SELECT 1 WHERE 0\n----\n(empty)",
        "SELECT 1.1\n---- ~1e-2\n1",
        "SELECT 'a'\n---- ~1e-2\nb",
        "SELECT NULL\n---- ~1e-2\n0",
        "SELECT nps(11)\n----\nerror: nps()",
        "SELECT nosuch\n----\n1",
        "SELECT 1; SELECT nosuch\n----\n1",
        "SELECT 1\n====\nSELECT 2",
        "SELECT 1;\nSELECT 2;\nSELECT 1\n---- each\n1",
        "SELECT nosuch;\nSELECT 1\n---- each\n1",
        "SELECT 1;\nSELECT nosuch;\n---- each\n1",
        "SELECT nps_answer(@);\nSELECT length(@);\n---- blank",
        "SELECT length(@);\nSELECT nps_answer(@);\n---- blank",
        "SELECT 1;\n---- blank",
        "SELECT nosuch(@);\n---- blank",
        "SELECT 1\n====\nSELECT 1.0",
        "SELECT 1 WHERE 0\n====\nSELECT 1 WHERE 0",
        "SELECT nosuch\n====\nSELECT nosuch",
        "COMMIT; SELECT 1\n----\n1",
    };
    for (size_t i = 0; i < COUNT(checks); i++) {
        char *text = sqlite3_mprintf("# A.\n-- It holds\n%s\n", checks[i]);
        assert_prints(text, 1, "FAILED  ] It holds\n");
        sqlite3_free(text);
    }
}

static void what_is_no_test_file_fails(void **state)
{
    (void)state;
    static const struct Case files[] = {
        {"", "some.test:1: the first line is a # comment"},
        {"\n\n", "some.test:1: the first line is a # comment"},
        {"-- One\nSELECT 1\n----\n1\n", "some.test:1: the first line is a # comment"},
        {"# A.\n", "some.test:1: there is no test in this file"},
        {"# A.\n-- setup\nCREATE TABLE t(x);\n", "some.test:1: there is no test in this file"},
        {"# A.\nSELECT 1\n----\n1\n", "some.test:2: the sentence is missing"},
        {"# A.\n-- \nSELECT 1\n----\n1\n", "some.test:2: the sentence is missing"},
        {"# A.\n-- One\nSELECT 1\n", "some.test:3: no ---- and no result follow"},
        {"# A.\n-- One\nSELECT 1\n1\n-- Two\nSELECT 2\n----\n2\n", "some.test:3: no ----"},
        {"# A.\n-- One\nSELECT 1\n----\n", "some.test:4: no result follows"},
        {"# A.\n-- One\nSELECT 1\n----\n\n1\n", "some.test:4: no result follows"},
        {"# A.\n-- One\nSELECT 1\n====\n", "some.test:4: no result follows"},
        {"# A.\n-- One\n----\n1\n", "some.test:2: no query follows"},
        {"# A.\n-- One\nSELECT 1\n----\n1\n\n----\n1\n", "some.test:7: no query stands in front"},
        {"# A.\n-- One\n\nSELECT 1\n----\n1\n", "some.test:2: no query follows"},
        {"# A.\n-- One\n-- One\n", "some.test:2: no query follows"},
        {"# A.\n-- One\nSELECT 1\n---- 2\n1\n", "some.test:4: only each, or ~"},
        {"# A.\n-- One\nSELECT 1\n---- each 2\n1\n", "some.test:4: only each, or ~"},
        {"# A.\n-- One\nSELECT @\n---- blank 2\n", "some.test:4: only each, or ~"},
        {"# A.\n-- One\nSELECT @\n==== blank\n", "some.test:4: only each, or ~"},
        {"# A.\n-- One\nSELECT 1\n---- ~0\n1\n", "some.test:4: only each, or ~"},
        {"# A.\n-- One\nSELECT 1\n---- ~x\n1\n", "some.test:4: only each, or ~"},
        {"# A.\n-- One\nSELECT 1\n----\n1\n\n-- One\nSELECT 1\n----\n1\n",
         "some.test:7: another test has this name"},
        {"# A.\n-- One\nSELECT 1\n----\n1\n\n-- setup\nSELECT 1\n", "there is one setup"},
        {"# A.\n-- setup\nSELECT 1\n----\n1\n", "some.test:4: a setup has no result"},
        {"# A.\n-- setup\n.nosuch\n\n-- One\nSELECT 1\n----\n1\n", "unknown: .nosuch"},
        {"# A.\n-- setup\nSELECT nosuch;\n\n-- One\nSELECT 1\n----\n1\n", "no such column"},
        {"# A.\n-- setup\n.read nosuch.sql\n\n-- One\nSELECT 1\n----\n1\n", "cannot read nosuch"},
    };
    for (size_t i = 0; i < COUNT(files); i++) {
        assert_prints(files[i].sql, 1, files[i].expected);
        assert_prints(files[i].sql, 1, "FAILED  ] ");
    }
}

static void without_its_data_file_a_test_is_skipped_and_says_so(void **state)
{
    (void)state;
    static const char one[] = "# A.\n-- One\n-- needs no/such.csv\nSELECT 1\n----\n2\n\n-- Two\n"
                              "SELECT 2\n----\n2\n";
    assert_prints(one, 0, "no/such.csv is not here\n");
    assert_prints(one, 0, "SKIPPED ] One\n");
    assert_prints(one, 0, "PASSED  ] 1 test(s).");
    static const char all[] = "# A.\n-- setup\n-- needs no/such.csv\nSELECT nosuch;\n\n-- One\n"
                              "SELECT 1\n----\n2\n";
    assert_prints(all, 0, "SKIPPED ] One\n");
    assert_prints(all, 0, "PASSED  ] 0 test(s).");
}

static void a_file_that_is_not_there_fails(void **state)
{
    (void)state;
    int status;
    char *runner = runner_path();
    char *command = sqlite3_mprintf("'%s' no/such.test 2>&1", runner);
    char *output = run_command(command, &status);
    assert_int_not_equal(status, 0);
    assert_non_null(strstr(output, "no/such.test:1: cannot be read"));
    free(output);
    sqlite3_free(command);
    sqlite3_free(runner);
}

/* What run.sh prints for these files of the folder. From malloc. */
static char *run_files(const char *names, int *status)
{
    char *library = absolute_library_path();
    char *build = sqlite3_mprintf("%.*s", (int)(strrchr(library, '/') - library), library);
    char *command =
        sqlite3_mprintf("for name in %s; do set -- \"$@\" '%s/'$name.test; done; JOBS=3 sh "
                        "tests/run.sh '%s' '%s' '' \"$@\" 2>&1",
                        names, folder, build, shell_path());
    char *output = run_command(command, status);
    sqlite3_free(command);
    sqlite3_free(build);
    sqlite3_free(library);
    return output;
}

static void files_side_by_side_print_in_order_and_end_with_a_total(void **state)
{
    (void)state;
    int status;
    write_test("slow", "# A.\n-- Slow\nWITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 "
                       "FROM n WHERE i < 300000) SELECT count(*) FROM n\n----\n300000\n");
    write_test("good", "# A.\n-- Good\nSELECT 1\n----\n1\n\n-- Not here\n-- needs no/such\n"
                       "SELECT 1\n----\n1\n");
    write_test("bad", "# A.\n-- Bad\nSELECT 1\n----\n2\n\n-- Good\nSELECT 1\n----\n1\n");
    char *output = run_files("slow good", &status);
    assert_int_equal(status, 0);
    const char *slow = strstr(output, "== scratch-runner/slow.test\n");
    const char *good = strstr(output, "== scratch-runner/good.test\n");
    assert_true(slow && good && slow < strstr(output, "OK ] Slow") &&
                strstr(output, "OK ] Slow") < good && good < strstr(output, "OK ] Good"));
    assert_non_null(strstr(output, "\n2 suites: 3 tests run, 2 passed, 0 failed, 1 skipped\n"));
    free(output);
    output = run_files("bad slow good", &status);
    assert_int_not_equal(status, 0);
    assert_non_null(strstr(output, "\n3 suites: 5 tests run, 3 passed, 1 failed, 1 skipped\n"
                                   "FAILED: scratch-runner/bad.test\n"));
    free(output);
    output = run_files("", &status);
    assert_int_not_equal(status, 0);
    assert_non_null(strstr(output, "FAILED: no suite"));
    free(output);
}

static int make_folder(void **state)
{
    (void)state;
    folder = scratch_folder("runner");
    return 0;
}

static int forget_folder(void **state)
{
    (void)state;
    sqlite3_free(folder);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_holds_passes),
        cmocka_unit_test(a_setup_runs_once_and_what_a_test_changes_is_rolled_back),
        cmocka_unit_test(each_sentence_is_a_test_of_that_name),
        cmocka_unit_test(what_does_not_hold_fails_with_line_query_and_both_results),
        cmocka_unit_test(results_that_differ_fail),
        cmocka_unit_test(what_is_no_test_file_fails),
        cmocka_unit_test(without_its_data_file_a_test_is_skipped_and_says_so),
        cmocka_unit_test(a_file_that_is_not_there_fails),
        cmocka_unit_test(files_side_by_side_print_in_order_and_end_with_a_total),
    };
    return cmocka_run_group_tests(tests, make_folder, forget_folder);
}
