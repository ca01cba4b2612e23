/*
 * What the entry point does when the host refuses a function, when the host is too old, and when it
 * is a second one: it gets changed copies of the table of routines.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/host.h"
#include "support/shell.h"

/*
 * The routines that register, counted; the one with number `refused` fails with `code`. Another
 * table would be another SQLite, so this one serves all tests.
 */
static struct {
    sqlite3_api_routines routines;
    int calls;
    int refused; /* from 1 on; 0: none */
    int code;
    char name[64];    /* of the function that was refused */
    const char *json; /* the names whose summary says that the result is JSON, with commas */
    int json_functions;
} host;

static bool must_refuse(const char *name)
{
    host.calls++;
    if (host.calls != host.refused) {
        return false;
    }
    snprintf(host.name, sizeof host.name, "%s", name);
    return true;
}

/*
 * The flags say what a function is (rule 9), and that its result is JSON exactly where its
 * summary does: SQLite refuses a subtype from a function that has not said so, and may give up
 * optimisations for one that has.
 */
static void check_flags(const char *name, int flags)
{
    if (!host.json) {
        return;
    }
    static const char *const acting[] = {"advocacy_setup", "advocacy_mapping",
                                         "advocacy_dashboard"};
    bool acts = false;
    for (size_t i = 0; i < sizeof acting / sizeof acting[0]; i++) {
        acts = acts || strcmp(name, acting[i]) == 0;
    }
    char *between = sqlite3_mprintf(",%s,", name);
    bool is_json = strstr(host.json, between) != NULL;
    int expected = acts ? SQLITE_UTF8 | SQLITE_DIRECTONLY
                        : SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    expected |= is_json ? 0x1000000 : 0; /* SQLITE_RESULT_SUBTYPE, which headers before 3.45 lack */
    if (flags != expected) {
        fail_msg("%s: flags %x, not %x", name, (unsigned)flags, (unsigned)expected);
    }
    host.json_functions += is_json;
    sqlite3_free(between);
}

static int counted_function(sqlite3 *db, const char *name, int arguments, int flags, void *data,
                            void (*scalar)(sqlite3_context *, int, sqlite3_value **),
                            void (*step)(sqlite3_context *, int, sqlite3_value **),
                            void (*finish)(sqlite3_context *), void (*destroy)(void *))
{
    check_flags(name, flags);
    if (must_refuse(name)) {
        /* As SQLite does when registration fails. */
        if (destroy) {
            destroy(data);
        }
        return host.code;
    }
    return sqlite3_create_function_v2(db, name, arguments, flags, data, scalar, step, finish,
                                      destroy);
}

static int counted_window(sqlite3 *db, const char *name, int arguments, int flags, void *data,
                          void (*step)(sqlite3_context *, int, sqlite3_value **),
                          void (*finish)(sqlite3_context *), void (*value)(sqlite3_context *),
                          void (*inverse)(sqlite3_context *, int, sqlite3_value **),
                          void (*destroy)(void *))
{
    check_flags(name, flags);
    if (must_refuse(name)) {
        if (destroy) {
            destroy(data);
        }
        return host.code;
    }
    return sqlite3_create_window_function(db, name, arguments, flags, data, step, finish, value,
                                          inverse, destroy);
}

static int counted_module(sqlite3 *db, const char *name, const sqlite3_module *module, void *data,
                          void (*destroy)(void *))
{
    if (must_refuse(name)) {
        if (destroy) {
            destroy(data);
        }
        return host.code;
    }
    return sqlite3_create_module_v2(db, name, module, data, destroy);
}

static void unexpected_call(void)
{
    fail_msg("the extension called a routine that it must not call");
}

static void count_registrations(int refused, int code)
{
    copy_oldest_routines(&host.routines, unexpected_call);
    /* Whatever registers goes through the three above. */
    set_routine(&host.routines, offsetof(sqlite3_api_routines, create_function), unexpected_call);
    set_routine(&host.routines, offsetof(sqlite3_api_routines, create_module), unexpected_call);
    host.routines.create_function_v2 = counted_function;
    host.routines.create_window_function = counted_window;
    host.routines.create_module_v2 = counted_module;
    host.calls = 0;
    host.refused = refused;
    host.code = code;
    host.name[0] = 0;
}

static sqlite3 *open_plain(void)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    return db;
}

static int registrations(void)
{
    sqlite3 *db = open_plain();
    count_registrations(0, SQLITE_OK);
    assert_int_equal(entry_point()(db, NULL, &host.routines), SQLITE_OK);
    close_database(db);
    return host.calls;
}

/* The whole extension registers on this connection after all, and works. */
static void assert_loads(sqlite3 *db)
{
    char *message = NULL;
    copy_oldest_routines(&host.routines, unexpected_call);
    assert_int_equal(entry_point()(db, &message, &host.routines), SQLITE_OK);
    assert_null(message);
    assert_query(db, "SELECT nps(9), nps_category(7) FROM advocacy_functions WHERE name = 'nps'",
                 "100.0|passive");
}

static void check_refusal(int number, int code)
{
    sqlite3_int64 memory = sqlite3_memory_used();
    sqlite3 *db = open_plain();
    count_registrations(number, code);
    char *message = NULL;
    assert_int_equal(entry_point()(db, &message, &host.routines), code);
    assert_int_equal(host.calls, number);
    char *expected =
        sqlite3_mprintf("advocacy cannot register %s: %s", host.name, sqlite3_errstr(code));
    assert_non_null(message);
    assert_string_equal(message, expected);
    sqlite3_free(expected);
    sqlite3_free(message);
    assert_query(db, "SELECT 1", "1");
    assert_loads(db);
    close_database(db);
    assert_int_equal(sqlite3_memory_used(), memory);
}

static void each_refused_function_is_named_and_nothing_leaks(void **state)
{
    (void)state;
    int count = registrations();
    assert_true(count > 20);
    for (int i = 1; i <= count; i++) {
        check_refusal(i, SQLITE_NOMEM);
        check_refusal(i, SQLITE_BUSY);
    }
}

static void flags_say_what_a_function_is(void **state)
{
    (void)state;
    host.json_functions = 0;
    int status;
    /* Another process: in this one the library has met a host that it does not know. */
    char *command = sqlite3_mprintf(
        "'%s' -batch -list -cmd '.load %s' :memory: \"SELECT ',' || group_concat(name) || ',' FROM "
        "advocacy_functions WHERE summary LIKE '%%as JSON%%' OR summary LIKE '%%as a JSON model%%' "
        "OR summary LIKE '%%as a JSON array%%'\"",
        shell_path(), library_path());
    char *names = run_command(command, &status);
    assert_int_equal(status, 0);
    host.json = names;
    (void)registrations();
    host.json = NULL;
    assert_true(host.json_functions > 21); /* some in several arities */
    free(names);
    sqlite3_free(command);
}

/* What a table-valued function takes is a hidden column: SELECT * does not show it. */
static void the_argument_of_a_table_function_is_hidden(void **state)
{
    (void)state;
    sqlite3 *db = open_plain();
    count_registrations(0, SQLITE_OK);
    assert_int_equal(entry_point()(db, NULL, &host.routines), SQLITE_OK);
    execute(db, "SELECT count(*) FROM nps_rows('[]')");
    assert_query(db, "SELECT name FROM pragma_table_xinfo('nps_rows') WHERE hidden", "json");
    assert_query(db, "SELECT count(*) FROM pragma_table_info('nps_rows')", "10");
    assert_query(db, "SELECT count(*) FROM pragma_table_xinfo('advocacy_functions') WHERE hidden",
                 "0");
    close_database(db);
}

static void a_host_that_wants_no_message_gets_the_code(void **state)
{
    (void)state;
    int count = registrations();
    for (int i = 1; i <= count; i++) {
        sqlite3_int64 memory = sqlite3_memory_used();
        sqlite3 *db = open_plain();
        count_registrations(i, SQLITE_BUSY);
        assert_int_equal(entry_point()(db, NULL, &host.routines), SQLITE_BUSY);
        assert_loads(db);
        close_database(db);
        assert_int_equal(sqlite3_memory_used(), memory);
    }
}

/* SQLite itself refuses to replace a function while a statement runs. */
static void loading_again_while_a_statement_runs_keeps_what_is_there(void **state)
{
    (void)state;
    sqlite3 *db = open_plain();
    assert_loads(db);
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT nps_category(9) UNION ALL SELECT 'more'", -1,
                                        &statement, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    char *message = NULL;
    assert_int_equal(entry_point()(db, &message, &host.routines), SQLITE_OK);
    assert_null(message);
    assert_string_equal(sqlite3_column_text(statement, 0), "promoter");
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    assert_int_equal(sqlite3_step(statement), SQLITE_DONE);
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    assert_loads(db);
    close_database(db);
}

static int version_number;
static const char *version_name;

static int reported_version_number(void)
{
    return version_number;
}

static const char *reported_version(void)
{
    return version_name;
}

/* A host of which nothing may be called but what tells its version and makes a message. */
static void become_old_host(int number, const char *name)
{
    version_number = number;
    version_name = name;
    set_all_routines(&host.routines, unexpected_call);
    host.routines.libversion_number = reported_version_number;
    host.routines.libversion = reported_version;
    host.routines.mprintf = sqlite3_mprintf;
}

static void assert_too_old(int number, const char *name)
{
    sqlite3 *db = open_plain();
    become_old_host(number, name);
    char *message = NULL;
    assert_int_equal(entry_point()(db, &message, &host.routines), SQLITE_ERROR);
    char *expected = sqlite3_mprintf("advocacy needs SQLite 3.31 or later; this is %s", name);
    assert_string_equal(message, expected);
    sqlite3_free(expected);
    sqlite3_free(message);
    assert_int_equal(entry_point()(db, NULL, &host.routines), SQLITE_ERROR);
    assert_query(db, "SELECT 1", "1");
    assert_loads(db);
    close_database(db);
}

static void a_host_before_3_31_is_told_so_and_nothing_else_is_called(void **state)
{
    (void)state;
    assert_too_old(3025002, "3.25.2");
    assert_too_old(3030001, "3.30.1");
}

/* The first release that is new enough, with the shorter table that it has. */
static void a_host_of_3_31_has_all_that_is_needed(void **state)
{
    (void)state;
    sqlite3 *db = open_plain();
    version_number = 3031000;
    version_name = "3.31.0";
    copy_oldest_routines(&host.routines, unexpected_call);
    host.routines.libversion_number = reported_version_number;
    host.routines.libversion = reported_version;
    char *message = NULL;
    assert_int_equal(entry_point()(db, &message, &host.routines), SQLITE_OK);
    assert_null(message);
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT example, output FROM advocacy_functions", -1,
                                        &statement, NULL),
                     SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        assert_query(db, (const char *)sqlite3_column_text(statement, 0),
                     (const char *)sqlite3_column_text(statement, 1));
    }
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    close_database(db);
}

/*
 * One library file is one library for both, with one pointer to routines: the second must not get
 * it.
 */
static void another_sqlite_in_the_process_is_refused_and_the_first_goes_on(void **state)
{
    (void)state;
    sqlite3 *first = open_plain();
    sqlite3 *second = open_plain();
    assert_loads(first);
    static sqlite3_api_routines another;
    set_all_routines(&another, unexpected_call);
    another.libversion_number = sqlite3_libversion_number;
    another.mprintf = sqlite3_mprintf;
    char *message = NULL;
    assert_int_equal(entry_point()(second, &message, &another), SQLITE_ERROR);
    assert_string_equal(message, "advocacy is in use by another SQLite in this process; load a "
                                 "copy of its file, in another folder, into this one");
    sqlite3_free(message);
    assert_int_equal(entry_point()(second, NULL, &another), SQLITE_ERROR);
    assert_query(first, "SELECT nps(9), nps_category(7)", "100.0|passive");
    assert_loads(second);
    close_database(second);
    close_database(first);
}

/* The same of one that is too old: it is told so, and leaves no trace. */
static void an_old_sqlite_beside_a_newer_one_does_not_disturb_it(void **state)
{
    (void)state;
    sqlite3 *first = open_plain();
    assert_loads(first);
    static sqlite3_api_routines old;
    set_all_routines(&old, unexpected_call);
    version_number = 3025002;
    version_name = "3.25.2";
    old.libversion_number = reported_version_number;
    old.libversion = reported_version;
    old.mprintf = sqlite3_mprintf;
    char *message = NULL;
    assert_int_equal(entry_point()(first, &message, &old), SQLITE_ERROR);
    assert_string_equal(message, "advocacy needs SQLite 3.31 or later; this is 3.25.2");
    sqlite3_free(message);
    assert_query(first, "SELECT nps(9), nps_category(7)", "100.0|passive");
    close_database(first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_refused_function_is_named_and_nothing_leaks),
        cmocka_unit_test(flags_say_what_a_function_is),
        cmocka_unit_test(the_argument_of_a_table_function_is_hidden),
        cmocka_unit_test(a_host_that_wants_no_message_gets_the_code),
        cmocka_unit_test(loading_again_while_a_statement_runs_keeps_what_is_there),
        cmocka_unit_test(a_host_before_3_31_is_told_so_and_nothing_else_is_called),
        cmocka_unit_test(a_host_of_3_31_has_all_that_is_needed),
        cmocka_unit_test(another_sqlite_in_the_process_is_refused_and_the_first_goes_on),
        cmocka_unit_test(an_old_sqlite_beside_a_newer_one_does_not_disturb_it),
    };
    return cmocka_run_group_tests_name("registration", tests, NULL, NULL);
}
