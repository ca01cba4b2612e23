/*
 * Golden sessions: what a user sees in the sqlite3 shell, to the letter. tests/golden/NAME.sql is
 * run in a folder with the survey of the demonstration and must print tests/golden/NAME.out.
 * UPDATE_GOLDEN=1 writes the outputs anew; look at the difference before you commit it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/shell.h"

static char *folder;

static int make_demo(void **state)
{
    (void)state;
    folder = scratch_folder("shell");
    char *library = absolute_library_path();
    char *shell = shell_of_user(folder);
    char *command = sqlite3_mprintf("sh sql/demo.sh '%s' '%s' '%s'", library, shell, folder);
    int status;
    char *text = run_command(command, &status);
    if (status != 0) {
        fail_msg("%s", text);
    }
    char *path = sqlite3_mprintf("%s/demo.out", folder);
    FILE *stream = fopen(path, "wb");
    assert_non_null(stream);
    assert_true(fputs(text, stream) >= 0);
    assert_int_equal(fclose(stream), 0);
    sqlite3_free(path);
    sqlite3_free(command);
    sqlite3_free(shell);
    sqlite3_free(library);
    free(text);
    return 0;
}

static int forget_demo(void **state)
{
    (void)state;
    sqlite3_free(folder);
    return 0;
}

/*
 * Shells put different words before a message: "Error: stepping, ", "Runtime error near line 3: ".
 */
static void drop_error_prefixes(char *text)
{
    char *to = text;
    for (char *line = text; *line;) {
        size_t length = strcspn(line, "\n");
        char ending = line[length];
        line[length] = 0;
        int is_error = strncmp(line, "Error", 5) == 0 || strncmp(line, "Runtime error", 13) == 0;
        const char *kept = is_error ? own_message(line) : line;
        size_t kept_length = strlen(kept);
        memmove(to, kept, kept_length);
        to += kept_length;
        if (ending) {
            *to++ = ending;
        }
        line += length + (ending != 0);
    }
    *to = 0;
}

/* Whether the shell lays tables out as the one that the sessions were recorded with. */
static int is_recorded_shell(void)
{
    char *command = sqlite3_mprintf("'%s' --version", shell_path());
    int status;
    char *version = run_command(command, &status);
    int is_same = strncmp(version, "3.40.", 5) == 0;
    free(version);
    sqlite3_free(command);
    return is_same;
}

/* For other shells: only the words count. Box drawing is U+2500 to U+257F, bytes E2 94 xx and E2 95
 * xx. */
static void collapse_layout(char *text)
{
    char *to = text;
    for (const char *at = text; *at; at++) {
        if ((unsigned char)at[0] == 0xE2 && ((unsigned char)at[1] & 0xFE) == 0x94) {
            at += 2;
        } else if (*at != ' ' && *at != '\n' && *at != '\t') {
            *to++ = *at;
        }
    }
    *to = 0;
}

static void assert_golden(const char *name, char *found)
{
    drop_error_prefixes(found);
    char *path = sqlite3_mprintf("tests/golden/%s.out", name);
    if (getenv("UPDATE_GOLDEN")) {
        FILE *stream = fopen(path, "wb");
        assert_non_null(stream);
        assert_true(fputs(found, stream) >= 0);
        assert_int_equal(fclose(stream), 0);
    }
    char *expected = read_file(path);
    assert_non_null(expected);
    if (!is_recorded_shell()) {
        collapse_layout(expected);
        collapse_layout(found);
    }
    if (strcmp(expected, found) != 0) {
        fail_msg("%s differs; found:\n%s", path, found);
    }
    free(expected);
    free(found);
    sqlite3_free(path);
}

/*
 * Runs a command in the folder of the demonstration, with $library, $here and $ADVOCACY_SHELL set.
 */
static char *run_in_folder(const char *command)
{
    char *library = absolute_library_path();
    char *full = sqlite3_mprintf("library='%s'; ADVOCACY_SHELL='%s'; here=$(pwd); cd '%s'; %s",
                                 library, shell_path(), folder, command);
    int status;
    char *text = run_command(full, &status);
    sqlite3_free(full);
    sqlite3_free(library);
    return text;
}

static void assert_session_on(const char *database, const char *name)
{
    char *command = sqlite3_mprintf("\"$ADVOCACY_SHELL\" -batch -cmd \".load '$library'\" %s "
                                    "<\"$here/tests/golden/%s.sql\"",
                                    database, name);
    assert_golden(name, run_in_folder(command));
    sqlite3_free(command);
}

static void assert_session(const char *name)
{
    assert_session_on(":memory:", name);
}

static void the_demonstration_prints_its_session(void **state)
{
    (void)state;
    char *path = sqlite3_mprintf("%s/demo.out", folder);
    char *text = read_file(path);
    assert_non_null(text);
    assert_golden("demo", text);
    sqlite3_free(path);
}

static void the_first_screen_is_what_the_shell_prints(void **state)
{
    (void)state;
    assert_session("first_screen");
}

static void the_manual_can_be_read_in_the_shell(void **state)
{
    (void)state;
    assert_session("manual");
}

static void errors_name_function_value_and_rule(void **state)
{
    (void)state;
    assert_golden("errors", run_in_folder(". \"$here/tests/golden/errors.sh\""));
}

static void the_tour_of_the_family_is_what_the_shell_prints(void **state)
{
    (void)state;
    assert_session("tour");
}

/* Drops the line ends at both ends. */
static char *trimmed(char *text)
{
    size_t length = strlen(text);
    while (length > 0 && text[length - 1] == '\n') {
        text[--length] = 0;
    }
    return text;
}

static void assert_shown(const char *page, const char *text)
{
    if (!strstr(page, text)) {
        fail_msg("sql/README.md does not show:\n%s", text);
    }
}

/* Runs the script of a session in two parts, with a blank line between them. */
static void assert_two_parts_shown(const char *name)
{
    char *command = sqlite3_mprintf(". \"$here/tests/golden/%s.sh\"", name);
    char *path = sqlite3_mprintf("tests/golden/%s.out", name);
    assert_golden(name, run_in_folder(command));
    char *readme = read_file("sql/README.md");
    char *session = read_file(path);
    assert_true(readme && session);
    char *second_part = strstr(session, "\n\n");
    assert_non_null(second_part);
    assert_shown(readme, trimmed(second_part + 2));
    *second_part = 0;
    assert_shown(readme, session);
    free(session);
    free(readme);
    sqlite3_free(path);
    sqlite3_free(command);
}

static void an_existing_database_is_mapped_as_the_readme_of_sql_shows(void **state)
{
    (void)state;
    assert_two_parts_shown("existing");
    char *readme = read_file("sql/README.md");
    char *mapping = read_file("sql/mapping_example.sql");
    assert_true(readme && mapping);
    assert_shown(readme, trimmed(mapping));
    free(mapping);
    free(readme);
}

static void a_file_is_two_lines_away_from_its_first_table(void **state)
{
    (void)state;
    assert_two_parts_shown("file");
}

static void rollups_are_installed_as_the_readme_of_sql_shows(void **state)
{
    (void)state;
    assert_golden("rollup", run_in_folder(". \"$here/tests/golden/rollup.sh\""));
    char *readme = read_file("sql/README.md");
    char *session = read_file("tests/golden/rollup.out");
    assert_true(readme && session);
    assert_shown(readme, trimmed(session));
    free(session);
    free(readme);
}

/* `make test-cluster` runs them. */
static void the_readme_of_sql_shows_the_commands_of_a_cluster(void **state)
{
    (void)state;
    char *readme = read_file("sql/README.md");
    char *commands = read_file("tests/cluster/commands.sh");
    assert_true(readme && commands);
    assert_shown(readme, trimmed(commands));
    free(commands);
    free(readme);
}

static void the_readme_of_sql_quotes_what_a_model_does_on_a_period_it_has_not_seen(void **state)
{
    (void)state;
    assert_session_on("company.db", "holdout");
    char *readme = read_file("sql/README.md");
    char *session = read_file("tests/golden/holdout.out");
    assert_true(readme && session);
    assert_shown(readme, trimmed(session));
    free(session);
    free(readme);
}

static void the_readme_shows_these_sessions_to_the_letter(void **state)
{
    (void)state;
    static const char *const names[] = {"first_screen", "errors", "tour",
                                        "advocates",    "python", "pictures"};
    char *readme = read_file("README.md");
    assert_non_null(readme);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char *path = sqlite3_mprintf("tests/golden/%s.out", names[i]);
        char *session = read_file(path);
        assert_non_null(session);
        if (!strstr(readme, trimmed(session))) {
            fail_msg("README.md does not show %s", path);
        }
        free(session);
        sqlite3_free(path);
    }
    char *program = read_file("tests/golden/python.py");
    assert_non_null(program);
    assert_non_null(strstr(readme, trimmed(program)));
    free(program);
    free(readme);
}

static void advocates_and_their_worth_are_what_the_shell_prints(void **state)
{
    (void)state;
    assert_session("advocates");
}

/* Skipped where no python3 is there that was built with loadable extensions. */
static void the_python_example_prints_what_the_readme_says(void **state)
{
    (void)state;
    char *python =
        run_in_folder("for p in python3 /usr/bin/python3; do if $p -c 'import sqlite3; "
                      "sqlite3.connect(\":memory:\").enable_load_extension(True)' 2>/dev/null; "
                      "then printf %s $p; break; fi; done");
    if (!*python) {
        free(python);
        print_message("skipped: no python3 that can load extensions\n");
        skip();
    }
    char *command = sqlite3_mprintf("checkout=python; . \"$here/tests/golden/checkout.sh\"; "
                                    "%s \"$here/tests/golden/python.py\"",
                                    python);
    assert_golden("python", run_in_folder(command));
    sqlite3_free(command);
    free(python);
}

static void pictures_are_what_the_shell_prints(void **state)
{
    (void)state;
    assert_golden("pictures", run_in_folder(". \"$here/tests/golden/pictures.sh\""));
    char *svg = run_in_folder("cat pictures/trend.svg");
    assert_memory_equal(svg, "<svg xmlns=", 11);
    assert_non_null(strstr(svg, ">Score by month</text>"));
    free(svg);
}

/* As both READMEs print it, in the checkout after `make demo`. */
static void the_page_is_written_by_the_command_of_the_readmes(void **state)
{
    (void)state;
    static const char command[] = "sqlite3 -cmd \".load build/advocacy\" build/demo/company.db "
                                  "\"SELECT advocacy_dashboard()\" >dashboard.html";
    static const char *const pages[] = {"README.md", "sql/README.md"};
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        char *page = read_file(pages[i]);
        assert_non_null(page);
        if (!strstr(page, command)) {
            fail_msg("%s does not show: %s", pages[i], command);
        }
        free(page);
    }
    char *full =
        sqlite3_mprintf("cp \"$(dirname \"$library\")/tenth_company.db\" . && "
                        "cat \"$here\"/sql/reading.sql \"$here\"/sql/views/*.sql | "
                        "\"$ADVOCACY_SHELL\" -batch tenth_company.db && "
                        "checkout=page && company=tenth_company.db && "
                        ". \"$here/tests/golden/checkout.sh\" && %s && tail -n 1 dashboard.html",
                        command);
    char *ending = run_in_folder(full);
    assert_string_equal(ending, "</html>\n");
    free(ending);
    sqlite3_free(full);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_demonstration_prints_its_session),
        cmocka_unit_test(the_first_screen_is_what_the_shell_prints),
        cmocka_unit_test(the_manual_can_be_read_in_the_shell),
        cmocka_unit_test(errors_name_function_value_and_rule),
        cmocka_unit_test(the_tour_of_the_family_is_what_the_shell_prints),
        cmocka_unit_test(advocates_and_their_worth_are_what_the_shell_prints),
        cmocka_unit_test(pictures_are_what_the_shell_prints),
        cmocka_unit_test(the_page_is_written_by_the_command_of_the_readmes),
        cmocka_unit_test(the_python_example_prints_what_the_readme_says),
        cmocka_unit_test(a_file_is_two_lines_away_from_its_first_table),
        cmocka_unit_test(an_existing_database_is_mapped_as_the_readme_of_sql_shows),
        cmocka_unit_test(the_readme_of_sql_shows_the_commands_of_a_cluster),
        cmocka_unit_test(rollups_are_installed_as_the_readme_of_sql_shows),
        cmocka_unit_test(the_readme_of_sql_quotes_what_a_model_does_on_a_period_it_has_not_seen),
        cmocka_unit_test(the_readme_shows_these_sessions_to_the_letter),
    };
    return cmocka_run_group_tests_name("shell", tests, make_demo, forget_demo);
}
