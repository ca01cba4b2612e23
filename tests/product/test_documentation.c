/* The function tables are the documentation (rule 12): what they say must be what happens. */
#include <stdlib.h>
#include <string.h>

#include "support/shell.h"

static void every_example_prints_its_output(void **state)
{
    sqlite3 *db = *state;
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT name, example, output FROM advocacy_functions",
                                        -1, &statement, NULL),
                     SQLITE_OK);
    int examples = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        assert_query(db, (const char *)sqlite3_column_text(statement, 1),
                     (const char *)sqlite3_column_text(statement, 2));
        examples++;
    }
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    assert_true(examples > 0);
}

static void every_example_calls_its_function(void **state)
{
    assert_query(*state, "SELECT name FROM advocacy_functions WHERE instr(example, name) = 0", "");
}

static void every_row_is_complete(void **state)
{
    assert_query(*state,
                 "SELECT name FROM advocacy_functions WHERE trim(coalesce(name, '')) = '' OR "
                 "trim(coalesce(summary, '')) = '' "
                 "OR trim(coalesce(output, '')) = '' OR instr(signature, name) <> 1 OR summary NOT "
                 "LIKE '%.' "
                 "OR instr(summary, char(10)) > 0 OR trim(coalesce(family, '')) = ''",
                 "");
}

/* The functions that only exist once the extension is loaded. */
static void the_registered_functions_are_the_documented_ones(void **state)
{
    sqlite3 *plain;
    assert_int_equal(sqlite3_open(":memory:", &plain), SQLITE_OK);
    char *before = query(
        plain,
        "SELECT group_concat(quote(name)) FROM (SELECT DISTINCT name FROM pragma_function_list)");
    sqlite3_close(plain);
    char *sql = sqlite3_mprintf(
        "SELECT group_concat(name) FROM (SELECT DISTINCT name FROM pragma_function_list "
        "WHERE name NOT IN (%s) AND name NOT LIKE 'json%%' ORDER BY name)",
        before);
    char *registered = query(*state, sql);
    assert_query(*state,
                 "SELECT group_concat(name) FROM (SELECT name FROM advocacy_functions WHERE kind "
                 "<> 'table-valued' "
                 "ORDER BY name)",
                 registered);
    sqlite3_free(registered);
    sqlite3_free(sql);
    sqlite3_free(before);
}

static void the_registered_tables_are_the_documented_ones(void **state)
{
    assert_query(*state,
                 "SELECT name FROM pragma_module_list WHERE (name LIKE 'nps%' OR name LIKE "
                 "'advoca%') EXCEPT "
                 "SELECT name FROM advocacy_functions WHERE kind = 'table-valued'",
                 "");
    assert_query(*state,
                 "SELECT name FROM advocacy_functions WHERE kind = 'table-valued' EXCEPT "
                 "SELECT name FROM pragma_module_list",
                 "");
}

/*
 * pragma_function_list gives the kind and flags that SQLite believes in: s, a, w; 0x800
 * deterministic, 0x200000 innocuous, 0x80000 direct only.
 */
static void every_function_is_of_its_kind_and_innocuous_unless_it_acts(void **state)
{
    assert_query(*state,
                 "SELECT f.name FROM advocacy_functions AS f JOIN pragma_function_list AS p ON "
                 "p.name = f.name "
                 "WHERE f.kind <> 'table-valued' AND (p.flags & 0x280800 <> "
                 "CASE f.kind WHEN 'scalar, direct only' THEN 0x80000 ELSE 0x200800 END OR p.type "
                 "<> CASE WHEN f.kind LIKE 'scalar%' THEN 's' WHEN f.kind = 'aggregate' THEN 'a' "
                 "ELSE 'w' END)",
                 "");
}

/* As the package managers and the installed library have it. */
static void the_version_is_the_one_of_the_header(void **state)
{
    char *header = read_file("ext/version.h");
    assert_non_null(header);
    char *version = query(*state, "SELECT advocacy_version()");
    char *line = sqlite3_mprintf("#define ADVOCACY_VERSION \"%s\"\n", version);
    assert_non_null(strstr(header, line));
    sqlite3_free(line);
    sqlite3_free(version);
    free(header);
}

/* `make docs` writes what stands behind the marker. */
static void the_reference_in_ext_is_up_to_date(void **state)
{
    char *readme = read_file("ext/README.md");
    char *sql = read_file("ext/reference.sql");
    assert_non_null(readme);
    assert_non_null(sql);
    char *reference = query(*state, sql);
    const char *marker = strstr(readme, "<!-- reference");
    assert_non_null(marker);
    const char *written = strchr(marker, '\n') + 1;
    size_t length = strlen(reference);
    if (strncmp(written, reference, length) != 0 || strcmp(written + length, "\n") != 0) {
        fail_msg("ext/README.md is not what the function tables say; run make docs");
    }
    sqlite3_free(reference);
    free(sql);
    free(readme);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_example_prints_its_output),
        cmocka_unit_test(every_example_calls_its_function),
        cmocka_unit_test(every_row_is_complete),
        cmocka_unit_test(the_registered_functions_are_the_documented_ones),
        cmocka_unit_test(the_registered_tables_are_the_documented_ones),
        cmocka_unit_test(every_function_is_of_its_kind_and_innocuous_unless_it_acts),
        cmocka_unit_test(the_version_is_the_one_of_the_header),
        cmocka_unit_test(the_reference_in_ext_is_up_to_date),
    };
    return cmocka_run_group_tests_name("documentation", tests, open_fixture, close_fixture);
}
