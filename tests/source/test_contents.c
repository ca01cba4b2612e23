/* The tables of contents in the READMEs: up to date, complete, and quick to say what is not. */
#include <stdlib.h>
#include <string.h>

#include "support/shell.h"

static void the_readmes_say_what_the_files_say(void **state)
{
    (void)state;
    int status;
    char *found = run_command("sh tests/source/contents.sh", &status);
    if (status != 0 || *found) {
        fail_msg("run make docs, after each file that is named has its opening comment:\n%s",
                 found);
    }
    free(found);
}

/* A small tree, changed by a command; then what another one prints. */
static char *in_a_small_tree(const char *change, const char *command, int expected_status)
{
    char *folder = scratch_folder("contents");
    char *full = sqlite3_mprintf(
        "here=$(pwd); cd '%s' && mkdir -p ext/host ext/reading tests sql && "
        "printf '/*\\n * What a key is. And more,\\n * of it.\\n */\\n' >ext/host/key.h && "
        "printf '#include \"host/key.h\"\\n' >ext/host/key.c && "
        "printf '/* All that R 4.2.2 and Fader et al. 2005 say */\\n' >ext/reading/say.c && "
        "printf '#!/bin/sh\\n# Runs\\n# a | b. More.\\n# usage: x\\n' >tests/run.sh && "
        "printf -- '-- One table\\n-- for each\\n\\n-- x\\n' >sql/a.sql && "
        "printf 'Before\\n<!-- contents: host reading -->\\n<!-- end of contents -->\\nAfter\\n' >ext/README.md && "
        "printf '<!-- contents: . -->\\n<!-- end of contents -->\\n' | tee tests/README.md >sql/README.md && "
        "sh \"$here/tests/source/contents.sh\" write && { %s; } && %s",
        folder, change, command);
    int status;
    char *found = run_command(full, &status);
    assert_int_equal(status, expected_status);
    sqlite3_free(full);
    sqlite3_free(folder);
    return found;
}

static void a_table_has_the_first_sentence_of_each_file(void **state)
{
    (void)state;
    char *found = in_a_small_tree(":", "cat */README.md", 0);
    assert_string_equal(found, "Before\n"
                               "<!-- contents: host reading -->\n"
                               "| file | what |\n"
                               "|---|---|\n"
                               "| **ext/host/** | |\n"
                               "| `key` | What a key is |\n"
                               "| **ext/reading/** | |\n"
                               "| `say` | All that R 4.2.2 and Fader et al. 2005 say |\n"
                               "<!-- end of contents -->\n"
                               "After\n"
                               "<!-- contents: . -->\n"
                               "| file | what |\n"
                               "|---|---|\n"
                               "| `a.sql` | One table for each |\n"
                               "<!-- end of contents -->\n"
                               "<!-- contents: . -->\n"
                               "| file | what |\n"
                               "|---|---|\n"
                               "| `run.sh` | Runs a \\| b |\n"
                               "<!-- end of contents -->\n");
    free(found);
}

static void assert_complaint(const char *change, const char *expected)
{
    char *found =
        in_a_small_tree(change, "sh \"$here/tests/source/contents.sh\"", *expected ? 1 : 0);
    assert_string_equal(found, expected);
    free(found);
}

static void what_is_stale_is_named(void **state)
{
    (void)state;
    assert_complaint(":", "");
    assert_complaint("sed 's/key is/key was/' ext/host/key.h >x && mv x ext/host/key.h",
                     "ext/README.md: make docs adds | `key` | What a key was |\n"
                     "ext/README.md: make docs removes | `key` | What a key is |\n");
    assert_complaint("rm ext/host/key.[ch]",
                     "ext/README.md: make docs removes | `key` | What a key is |\n");
}

static void a_file_without_an_opening_sentence_is_named(void **state)
{
    (void)state;
    assert_complaint(
        "echo 'SELECT 1;' >sql/a.sql",
        "sql/a.sql: the opening comment has no sentence of 10 to 250 characters that says what the file is\n"
        "sql/README.md: make docs adds | `a.sql` |  |\n"
        "sql/README.md: make docs removes | `a.sql` | One table for each |\n");
}

static void a_file_in_no_table_is_named(void **state)
{
    (void)state;
    assert_complaint(
        "mkdir ext/text && echo '/* Words, and what they are worth. */' >ext/text/words.c",
        "ext/text/words.c: in no README's table of contents\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_readmes_say_what_the_files_say),
        cmocka_unit_test(a_table_has_the_first_sentence_of_each_file),
        cmocka_unit_test(what_is_stale_is_named),
        cmocka_unit_test(a_file_without_an_opening_sentence_is_named),
        cmocka_unit_test(a_file_in_no_table_is_named),
    };
    return cmocka_run_group_tests_name("contents", tests, NULL, NULL);
}
