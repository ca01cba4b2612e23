/* The rules of ext/README.md that a script can check: they hold, and a file that breaks one is
 * named. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/shell.h"

#define CHECK "awk -f \"$here/tests/source/rules.awk\" "

static char *run_in(const char *folder, const char *command)
{
    char *full = sqlite3_mprintf("here=$(pwd); cd '%s' && %s", folder, command);
    int status;
    char *text = run_command(full, &status);
    sqlite3_free(full);
    /* What it names it also fails for. */
    assert_int_equal(status, *text ? 1 : 0);
    return text;
}

static void every_source_file_keeps_the_rules(void **state)
{
    (void)state;
    char *found = run_in(".", CHECK "ext/*.[ch] ext/*/*.[ch] tests/*/*.[ch]");
    if (*found) {
        fail_msg("\n%s", found);
    }
    free(found);
}

/* Who opens the project sees five things and the licence; dot-files and what is built aside. */
static void nothing_else_stands_at_the_top(void **state)
{
    (void)state;
    int status;
    char *others = run_command(
        "ls | grep -vxE 'Makefile|README.md|LICENSE|ext|tests|sql|build' || true", &status);
    assert_int_equal(status, 0);
    assert_string_equal(others, "");
    free(others);
}

/*
 * Each rule that ext/README.md numbers is cited where the code or a test keeps it, and no other is.
 */
static void every_rule_is_cited_where_it_is_kept(void **state)
{
    (void)state;
    int status;
    char *stated = run_command("sed -n 's/^\\([0-9]*\\)\\. \\*\\*.*/\\1/p' ext/README.md", &status);
    char *cited =
        run_command("grep -rhoE '[Rr]ules? [0-9]+( (and|to) [0-9]+)?' ext tests --include='*.[ch]' "
                    "--include='*.awk' --include='*.test' | grep -oE '[0-9]+' | sort -nu",
                    &status);
    assert_string_equal(cited, stated);
    assert_int_equal(strncmp(stated, "1\n2\n3\n", 6), 0);
    free(cited);
    free(stated);
}

/* A tree with one file that is as it should be, and one to break a rule. */
static void assert_rule(const char *path, const char *source, const char *expected)
{
    char *folder = scratch_folder("rules");
    char *command =
        sqlite3_mprintf("mkdir -p ext/host ext/reading ext/mathematics ext/survey ext/pictures "
                        "&& echo '#include \"mathematics/tally.h\"' >ext/mathematics/tally.c "
                        "&& printf '%%b' '%s' >%s && " CHECK "ext/*/tally.c %s",
                        source, path, path);
    char *found = run_in(folder, command);
    assert_string_equal(found, expected);
    free(found);
    sqlite3_free(command);
    sqlite3_free(folder);
}

static void nobody_includes_what_stands_above(void **state)
{
    (void)state;
    assert_rule(
        "ext/survey/nps.c", "\\n#include \"pictures/frame.h\"\\n",
        "ext/survey/nps.c:2: survey/ does not include pictures/ (rule 10 of ext/README.md)\n");
    assert_rule("ext/host/value.c", "#include \"survey/summary.h\"\\n",
                "ext/host/value.c:1: host/ does not include survey/ (rule 10 of ext/README.md)\n");
    assert_rule(
        "ext/host/value.c", "#include \"function_tables.h\"\\n",
        "ext/host/value.c:1: host/ does not include ext/function_tables.h (rule 10 of ext/README.md)\n");
    assert_rule(
        "ext/mathematics/fit.c", "#include \"host/value.h\"\\n",
        "ext/mathematics/fit.c:1: mathematics/ does not include host/ (rule 10 of ext/README.md)\n");
    assert_rule(
        "ext/reading/time.c", "#include \"mathematics/tally.h\"\\n",
        "ext/reading/time.c:1: reading/ does not include mathematics/ (rule 10 of ext/README.md)\n");
    assert_rule(
        "ext/mathematics/fit.c", "#include <sqlite3.h>\\n",
        "ext/mathematics/fit.c:1: <sqlite3.h> is included by host/sqlite.h and advocacy.c only "
        "(rule 10 of ext/README.md)\n");
    assert_rule("ext/advocacy.c", "#include \"survey/summary.h\"\\n",
                "ext/advocacy.c:1: advocacy.c and the headers beside it include host/ only, not "
                "ext/survey/summary.h (rule 10 of ext/README.md)\n");
}

static void a_family_may_include_its_own_and_what_it_stands_on(void **state)
{
    (void)state;
    assert_rule("ext/survey/nps.c",
                "#include <math.h>\\n#include \"function_tables.h\"\\n#include \"host/value.h\"\\n"
                "#include \"mathematics/tally.h\"\\n#include \"reading/answer.h\"\\n"
                "#include \"survey/summary.h\"\\n#include \"version.h\"\\n",
                "");
}

static void circles_are_named_by_their_includes(void **state)
{
    (void)state;
    assert_rule("ext/mathematics/fit.h",
                "#include \"mathematics/tally.h\"\\n#include \"mathematics/fit.h\"\\n", "");
    char *folder = scratch_folder("rules");
    char *found =
        run_in(folder, "mkdir -p ext/host && cd ext/host && "
                       "echo '#include \"host/b.h\"' >a.h && echo '#include \"host/c.h\"' >b.h && "
                       "echo '#include \"host/a.h\"' >c.c && echo '#include \"host/c.h\"' >d.c && "
                       "cd ../.. && " CHECK "ext/host/*");
    assert_string_equal(
        found,
        "ext/host/a.h:1: a circle: ext/host/a and ext/host/b need each other (rule 11 of ext/README.md)\n"
        "ext/host/b.h:1: a circle: ext/host/b and ext/host/c need each other (rule 11 of ext/README.md)\n"
        "ext/host/c.c:1: a circle: ext/host/c and ext/host/a need each other (rule 11 of ext/README.md)\n");
    free(found);
    sqlite3_free(folder);
}

static void a_name_is_defined_in_one_file(void **state)
{
    (void)state;
    char *folder = scratch_folder("rules");
    char *found = run_in(
        folder,
        "mkdir -p ext/host && cd ext/host && "
        "printf 'static int half(int whole);\\n#define MOST 2\\n' >a.c && "
        "printf 'static int half(int whole)\\n#define MOST 3\\nstruct Part {\\n' >b.c && "
        "printf 'struct Part {\\nstatic const char *const names[] = {\\n' >c.c && "
        "printf 'static const int names = 1;\\nstruct Part part;\\n' >d.c && cd ../.. && " CHECK
        "ext/host/*");
    assert_string_equal(
        found, "ext/host/b.c:1: half is defined in ext/host/a.c too (rule 15 of ext/README.md)\n"
               "ext/host/b.c:2: MOST is defined in ext/host/a.c too (rule 15 of ext/README.md)\n"
               "ext/host/c.c:1: Part is defined in ext/host/b.c too (rule 15 of ext/README.md)\n"
               "ext/host/d.c:1: names is defined in ext/host/c.c too (rule 15 of ext/README.md)\n");
    free(found);
    sqlite3_free(folder);
}

static void nothing_changes_between_calls_and_memory_is_sqlites(void **state)
{
    (void)state;
    assert_rule("ext/host/a.c", "static int calls;\\n",
                "ext/host/a.c:1: what is static is const (rule 13 of ext/README.md)\n");
    assert_rule("ext/host/a.c", "    static const char *names[] = {\"a\"};\\n",
                "ext/host/a.c:1: what is static is const (rule 13 of ext/README.md)\n");
    assert_rule("ext/host/a.c", "static const char *const names[] = {\"a\"};\\n", "");
    assert_rule(
        "ext/host/a.c", "    char *text = malloc(8);\\n",
        "ext/host/a.c:1: memory comes from sqlite3_malloc64() and its kin (rule 13 of ext/README.md)\n");
    assert_rule("ext/host/a.c",
                "/* not\\n malloc( */ char *text = \"malloc(\"; sqlite3_free(text);\\n", "");
}

static void results_depend_on_nothing_but_the_arguments(void **state)
{
    (void)state;
    assert_rule(
        "ext/host/a.c", "#include <stdio.h>\\n",
        "ext/host/a.c:1: <stdio.h> is none of the C library's headers that the extension uses "
        "(rule 14 of ext/README.md)\n");
    assert_rule("ext/host/a.c", "double x = strtod(text, NULL);\\n",
                "ext/host/a.c:1: this function of the C library depends on more than its arguments "
                "(rule 14 of ext/README.md)\n");
}

static void a_long_file_is_named(void **state)
{
    (void)state;
    char *folder = scratch_folder("rules");
    char *found = run_in(
        folder, "mkdir -p ext/host tests/host && awk 'BEGIN { for (; i < 599; i++) print \"\" }' "
                ">ext/host/a.c && cp ext/host/a.c tests/host/b.c && echo >>tests/host/b.c && " CHECK
                "ext/host/a.c tests/host/b.c");
    assert_string_equal(
        found, "tests/host/b.c:600: a file has fewer than 600 lines (rule 15 of ext/README.md)\n");
    free(found);
    sqlite3_free(folder);
}

static void the_end_of_a_comment_does_not_stand_alone_behind_its_text(void **state)
{
    (void)state;
    assert_rule(
        "ext/host/a.c", "    int a; /* too long\\n            */\\n",
        "ext/host/a.c:2: a comment that does not fit its line begins with /* alone, as it ends (rule 15 of "
        "ext/README.md)\n");
    assert_rule("ext/host/a.c", "/*\\n * a block\\n */\\n", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_source_file_keeps_the_rules),
        cmocka_unit_test(nothing_else_stands_at_the_top),
        cmocka_unit_test(every_rule_is_cited_where_it_is_kept),
        cmocka_unit_test(nobody_includes_what_stands_above),
        cmocka_unit_test(a_family_may_include_its_own_and_what_it_stands_on),
        cmocka_unit_test(circles_are_named_by_their_includes),
        cmocka_unit_test(a_name_is_defined_in_one_file),
        cmocka_unit_test(nothing_changes_between_calls_and_memory_is_sqlites),
        cmocka_unit_test(results_depend_on_nothing_but_the_arguments),
        cmocka_unit_test(a_long_file_is_named),
        cmocka_unit_test(the_end_of_a_comment_does_not_stand_alone_behind_its_text),
    };
    return cmocka_run_group_tests_name("rules", tests, NULL, NULL);
}
