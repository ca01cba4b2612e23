/* How the library comes into a connection, what it shows and needs, and that it can be built in. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/host.h"
#include "support/shell.h"

static sqlite3 *open_plain(void)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    assert_int_equal(sqlite3_enable_load_extension(db, 1), SQLITE_OK);
    return db;
}

/* `entry` is NULL for the name that SQLite makes of the file's. */
static void load(sqlite3 *db, const char *path, const char *entry)
{
    char *message = NULL;
    if (sqlite3_load_extension(db, path, entry, &message) != SQLITE_OK) {
        fail_msg("cannot load %s: %s", path, message);
    }
}

static void assert_works(sqlite3 *db)
{
    assert_query(db,
                 "SELECT nps(9), nps_category('7'), nps_by(0, 1) <> '' FROM advocacy_functions "
                 "WHERE name = 'nps'",
                 "100.0|passive|1");
}

static void assert_loads(const char *path, const char *entry)
{
    sqlite3 *db = open_plain();
    load(db, path, entry);
    assert_works(db);
    close_database(db);
}

static void every_entry_point_loads_it(void **state)
{
    (void)state;
    char *path = library_file();
    assert_loads(path, "sqlite3_advocacy_init");
    assert_loads(path, "sqlite3_modadvocacy_init");
    assert_loads(path, "sqlite3_extension_init");
    assert_loads(library_path(), NULL);
    sqlite3_free(path);
}

static const char *suffix(const char *path)
{
    return strrchr(path, '.');
}

/* Runs a command line that must succeed. */
static void must_run(char *command)
{
    int status;
    char *output = run_command(command, &status);
    if (status != 0) {
        fail_msg("%s\n%s", command, output);
    }
    free(output);
    sqlite3_free(command);
}

/* A copy of the library in the folder. From sqlite3_malloc. */
static char *copy_library(const char *folder, const char *name)
{
    char *path = library_file();
    char *copy = sqlite3_mprintf("%s/%s%s", folder, name, suffix(path));
    must_run(sqlite3_mprintf("cp '%s' '%s'", path, copy));
    sqlite3_free(path);
    return copy;
}

static void other_names_of_the_file_lead_to_an_entry_point(void **state)
{
    static const char *const names[] = {"advocacy",     "mod_advocacy", "libadvocacy",
                                        "advocacy-0.1", "renamed",      "metrics2"};
    (void)state;
    char *folder = scratch_folder("loading-names");
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char *copy = copy_library(folder, names[i]);
        assert_loads(copy, NULL);
        sqlite3_free(copy);
    }
    sqlite3_free(folder);
}

static void loading_it_twice_is_harmless(void **state)
{
    (void)state;
    sqlite3 *db = open_plain();
    load(db, library_path(), NULL);
    load(db, library_path(), NULL);
    load(db, library_path(), "sqlite3_modadvocacy_init");
    assert_works(db);
    close_database(db);
}

static void connections_are_independent(void **state)
{
    (void)state;
    sqlite3 *first = open_plain();
    sqlite3 *second = open_plain();
    load(first, library_path(), NULL);
    assert_fails(second, "SELECT nps(9)", "no such function: nps");
    load(second, library_path(), NULL);
    assert_works(first);
    close_database(first);
    assert_works(second);
    close_database(second);
}

static void zero_function(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    (void)arguments;
    sqlite3_result_int(context, 0);
}

static void sql_can_load_it(void **state)
{
    (void)state;
    sqlite3 *db = open_plain();
    char *path = library_file();
    char *sql = sqlite3_mprintf("SELECT load_extension(%Q)", path);
    assert_query(db, sql, "NULL");
    assert_works(db);
    /* A statement is running now, and SQLite lets no function be replaced while one is. */
    assert_query(db, sql, "NULL");
    assert_works(db);
    sqlite3_free(sql);
    sqlite3_free(path);
    close_database(db);
}

static void another_version_stays_while_a_query_runs(void **state)
{
    (void)state;
    sqlite3 *db = open_plain();
    assert_int_equal(sqlite3_create_function(db, "advocacy_version", 0, SQLITE_UTF8, NULL,
                                             zero_function, NULL, NULL),
                     SQLITE_OK);
    assert_int_equal(
        sqlite3_create_function(db, "nps", 1, SQLITE_UTF8, NULL, zero_function, NULL, NULL),
        SQLITE_OK);
    char *path = library_file();
    char *sql = sqlite3_mprintf("SELECT load_extension(%Q)", path);
    char *result = query(db, sql);
    assert_non_null(strstr(result, "of another version while a query runs"));
    assert_query(db, "SELECT nps(9)", "0");
    sqlite3_free(result);
    sqlite3_free(sql);
    sqlite3_free(path);
    close_database(db);
}

static bool has_command(const char *name)
{
    char *command = sqlite3_mprintf("command -v '%s' >/dev/null", name);
    int status;
    free(run_command(command, &status));
    sqlite3_free(command);
    if (status != 0) {
        print_message("skipped: there is no %s\n", name);
    }
    return status == 0;
}

static const char *compiler(void)
{
    const char *name = getenv("CC");
    return name && *name ? name : "cc";
}

static const char *preprocessor_flags(void)
{
    const char *flags = getenv("CPPFLAGS");
    return flags ? flags : "";
}

/* Whether this can be compiled here; says so when not. */
static bool can_compile(void)
{
    FILE *source = fopen("ext/advocacy.c", "r");
    if (!source) {
        print_message("skipped: the sources are not here\n");
        return false;
    }
    (void)fclose(source);
    char *command =
        sqlite3_mprintf("echo 'int main(void) { return 0; }' | %s -x c - -o /dev/null", compiler());
    int status;
    free(run_command(command, &status));
    sqlite3_free(command);
    if (status != 0) {
        print_message("skipped: %s does not compile\n", compiler());
    }
    return status == 0;
}

/* All of ext/ as one file, ready to be compiled. From sqlite3_malloc. */
static char *write_one_file(const char *folder)
{
    char *path = sqlite3_mprintf("%s/one.c", folder);
    char *library = library_file();
    must_run(sqlite3_mprintf("printf '#include \"%%s\"\\n' ext/advocacy.c ext/*/*.c "
                             "\"$(dirname '%s')\"/generated/*.c >'%s'",
                             library, path));
    sqlite3_free(library);
    return path;
}

/* Rule 15: a static name that two files have would be an error. */
static void all_sources_compile_as_one_file(void **state)
{
    (void)state;
    if (!can_compile()) {
        skip();
    }
    char *folder = scratch_folder("loading-one-file");
    char *source = write_one_file(folder);
    char *library = library_file();
    char *module = sqlite3_mprintf("%s/advocacy%s", folder, suffix(library));
    must_run(sqlite3_mprintf("%s %s -std=c11 -Werror -fPIC -fvisibility=hidden -I. -Iext -shared "
                             "'%s' -lm -o '%s'",
                             compiler(), preprocessor_flags(), source, module));
    assert_loads(module, NULL);
    sqlite3_free(module);
    sqlite3_free(library);
    sqlite3_free(source);
    sqlite3_free(folder);
}

/* `flag` tells the sources that they are part of an application. */
static void assert_can_be_built_in(const char *flag)
{
    char *folder = scratch_folder("loading-static");
    char *source = write_one_file(folder);
    must_run(sqlite3_mprintf("%s %s -std=c11 -Werror %s -I. -Iext '%s' "
                             "tests/static/host.c -lsqlite3 -lm -o '%s/host'",
                             compiler(), preprocessor_flags(), flag, source, folder));
    char *command = sqlite3_mprintf("'%s/host'", folder);
    int status;
    char *output = run_command(command, &status);
    assert_string_equal(output, "100 1\n100 1\n");
    assert_int_equal(status, 0);
    free(output);
    sqlite3_free(command);
    sqlite3_free(source);
    sqlite3_free(folder);
}

/* Sums and NaN would be wrong without a word. */
static void arithmetic_that_is_not_that_of_ieee_is_refused(void **state)
{
    static const char *const flags[] = {"-Ofast", "-ffast-math", "-ffinite-math-only",
                                        "-fassociative-math -fno-signed-zeros -fno-trapping-math"};
    (void)state;
    if (!can_compile()) {
        skip();
    }
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        char *command =
            sqlite3_mprintf("%s %s %s -std=c11 -Iext -c ext/advocacy.c -o /dev/null 2>&1",
                            compiler(), preprocessor_flags(), flags[i]);
        int status;
        char *output = run_command(command, &status);
        /* clang has no macro for the last of them. */
        if (i < 3 || strstr(compiler(), "gcc")) {
            assert_int_not_equal(status, 0);
            assert_non_null(strstr(output, "counts on IEEE arithmetic"));
        }
        free(output);
        sqlite3_free(command);
    }
}

static void an_application_can_have_it_built_in(void **state)
{
    (void)state;
    if (!can_compile()) {
        skip();
    }
    assert_can_be_built_in("-DSQLITE_CORE");
    assert_can_be_built_in("-DSQLITE_OMIT_LOAD_EXTENSION");
}

/*
 * SQLite makes the symbols of every library visible to those loaded later, so another library, such
 * as an older version, may have an entry point of the same name.
 */
static void an_entry_point_of_the_same_name_elsewhere_is_not_called(void **state)
{
    (void)state;
    if (!can_compile()) {
        skip();
    }
    char *folder = scratch_folder("loading-interposed");
    char *copy = copy_library(folder, "mod_advocacy");
    char *other = sqlite3_mprintf("%s/other%s", folder, suffix(copy));
    must_run(
        sqlite3_mprintf("echo 'int sqlite3_advocacy_init(void); int sqlite3_advocacy_init(void)"
                        " { return 0; }' | %s -x c - -fPIC -shared -o '%s'",
                        compiler(), other));
    sqlite3 *db = open_plain();
    load(db, other, "sqlite3_advocacy_init");
    assert_fails(db, "SELECT nps(9)", "no such function: nps");
    load(db, copy, NULL);
    assert_works(db);
    close_database(db);
    sqlite3_free(other);
    sqlite3_free(copy);
    sqlite3_free(folder);
}

/* What `tool` and then `filter` print of the library. Skips where the tool is not for this kind. */
static char *inspect(const char *tool, const char *options, const char *filter)
{
    char *path = library_file();
    if (strcmp(suffix(path), ".so") != 0) {
        print_message("skipped: not an ELF library\n");
        skip();
    }
    if (!has_command(tool)) {
        skip();
    }
    char *command = sqlite3_mprintf("%s %s '%s' | %s", tool, options, path, filter);
    int status;
    char *output = run_command(command, &status);
    sqlite3_free(command);
    sqlite3_free(path);
    return output;
}

static void nothing_but_the_entry_points_is_exported(void **state)
{
    (void)state;
    char *symbols =
        inspect("nm", "-D --defined-only", "sed 's/.* //' | grep -v -E 'gcov|mangle_path' | sort");
    assert_string_equal(
        symbols, "sqlite3_advocacy_init\nsqlite3_extension_init\nsqlite3_modadvocacy_init\n");
    free(symbols);
}

static void no_symbol_of_sqlite_is_asked_for(void **state)
{
    (void)state;
    char *symbols = inspect("nm", "-D --undefined-only", "sed 's/.* //' | sort");
    assert_non_null(strstr(symbols, "memcpy"));
    assert_null(strstr(symbols, "sqlite3_"));
    free(symbols);
}

/* Compilers add libraries of their own for sanitizers and the like. */
/* Rule 14. */
static void no_library_is_needed_but_those_of_c_and_mathematics(void **state)
{
    (void)state;
    char *libraries = inspect("readelf", "-d",
                              "sed -n 's/.*(NEEDED).*\\[\\(.*\\)\\]/\\1/p' | grep -v -E "
                              "'^lib(asan|ubsan|tsan|lsan|clang_rt|gcov)' | sort");
    assert_true(strlen(libraries) > 0);
    for (char *name = strtok(libraries, "\n"); name; name = strtok(NULL, "\n")) {
        if (strncmp(name, "libc.", 5) != 0 && strncmp(name, "libm.", 5) != 0) {
            fail_msg("the library needs %s", name);
        }
    }
    free(libraries);
}

static sqlite3 *open_untrusting(void)
{
    sqlite3 *db = open_database();
    execute(db, "PRAGMA trusted_schema = OFF");
    assert_query(db, "PRAGMA trusted_schema", "0");
    return db;
}

/* SQLite 3.38 to 3.40 mistake their own JSON functions for unsafe ones. */
static bool is_refused_by_host(sqlite3 *db, const char *sql)
{
    char *result = query(db, sql);
    bool refused = strncmp(result, "error: unsafe use of json", 25) == 0;
    sqlite3_free(result);
    return refused;
}

/* Those that act on the database may stand in no view. */
static void every_example_works_in_a_view_that_is_not_trusted(void **state)
{
    (void)state;
    sqlite3 *db = open_untrusting();
    sqlite3_stmt *statement;
    assert_int_equal(
        sqlite3_prepare_v2(
            db, "SELECT name, example FROM advocacy_functions WHERE kind NOT LIKE '%direct%'", -1,
            &statement, NULL),
        SQLITE_OK);
    int compared = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(statement, 0);
        const char *example = (const char *)sqlite3_column_text(statement, 1);
        char *view = sqlite3_mprintf("CREATE VIEW \"view of %s\" AS %s", name, example);
        char *rows = sqlite3_mprintf("SELECT * FROM \"view of %s\"", name);
        execute(db, view);
        if (!is_refused_by_host(db, rows)) {
            assert_same_results(db, rows, example, 0);
            compared++;
        }
        sqlite3_free(rows);
        sqlite3_free(view);
    }
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    assert_true(compared > 10);
    close_database(db);
}

static void json_comes_out_of_a_view_that_is_not_trusted(void **state)
{
    static const char *const calls[] = {
        "nps_summary(9)",    "nps_by(9, 'a')",      "nps_latest(9, 'a', '')",
        "nps_change(9, 10)", "nps_counts(1, 2, 3)", "nps_compare(9, 'a')",
    };
    (void)state;
    sqlite3 *db = open_untrusting();
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        char *view = sqlite3_mprintf("CREATE VIEW view%d AS SELECT %s", (int)i, calls[i]);
        char *from_view = sqlite3_mprintf("SELECT * FROM view%d", (int)i);
        char *direct = sqlite3_mprintf("SELECT %s", calls[i]);
        execute(db, view);
        assert_same_results(db, from_view, direct, 0);
        sqlite3_free(direct);
        sqlite3_free(from_view);
        sqlite3_free(view);
    }
    close_database(db);
}

static void an_untrusted_schema_may_use_it_everywhere(void **state)
{
    (void)state;
    sqlite3 *db = open_untrusting();
    execute(db, "CREATE TABLE answer(score CHECK (nps_answer(score) IS NOT NULL), "
                "category TEXT AS (nps_category(score)), half DEFAULT (nps_answer('5')));"
                "CREATE INDEX answer_category ON answer(nps_category(score)) "
                "WHERE nps_category(score) = 'promoter';"
                "CREATE TABLE log(nps, segments);"
                "CREATE TRIGGER answer_log AFTER INSERT ON answer BEGIN "
                "INSERT INTO log SELECT nps(score), (SELECT count(*) FROM nps_rows((SELECT "
                "nps_by(score, category) FROM answer))) FROM answer; END;"
                "INSERT INTO answer(score) VALUES (9), (8)");
    assert_query(db, "SELECT score, category, half FROM answer", "9|promoter|5\n8|passive|5");
    assert_query(db, "SELECT * FROM log", "100.0|1\n50.0|2");
    assert_query(db,
                 "SELECT score FROM answer INDEXED BY answer_category "
                 "WHERE nps_category(score) = 'promoter'",
                 "9");
    assert_fails(db, "INSERT INTO answer(score) VALUES (99)",
                 "nps_category(): 99 is not an answer from 0 to 10; nps_answer() turns such values "
                 "into NULL");
    assert_int_equal(sqlite3_exec(db, "INSERT INTO answer(score) VALUES ('')", NULL, NULL, NULL),
                     SQLITE_CONSTRAINT);
    close_database(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_entry_point_loads_it),
        cmocka_unit_test(other_names_of_the_file_lead_to_an_entry_point),
        cmocka_unit_test(loading_it_twice_is_harmless),
        cmocka_unit_test(connections_are_independent),
        cmocka_unit_test(sql_can_load_it),
        cmocka_unit_test(another_version_stays_while_a_query_runs),
        cmocka_unit_test(arithmetic_that_is_not_that_of_ieee_is_refused),
        cmocka_unit_test(all_sources_compile_as_one_file),
        cmocka_unit_test(an_application_can_have_it_built_in),
        cmocka_unit_test(an_entry_point_of_the_same_name_elsewhere_is_not_called),
        cmocka_unit_test(nothing_but_the_entry_points_is_exported),
        cmocka_unit_test(no_symbol_of_sqlite_is_asked_for),
        cmocka_unit_test(no_library_is_needed_but_those_of_c_and_mathematics),
        cmocka_unit_test(every_example_works_in_a_view_that_is_not_trusted),
        cmocka_unit_test(json_comes_out_of_a_view_that_is_not_trusted),
        cmocka_unit_test(an_untrusted_schema_may_use_it_everywhere),
    };
    return cmocka_run_group_tests_name("loading", tests, NULL, NULL);
}
