/*
 * advocacy_dashboard() from a plain connection, one statement a call: the page is the one that the
 * scripts make, on databases of every kind, and nothing of it stays, whatever happens on the way.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "support/company.h"
#include "support/dashboard.h"
#include "support/shell.h"

static sqlite3 *open_path(const char *path, int flags)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open_v2(path, &db, flags, NULL), SQLITE_OK);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL);
    char *library = absolute_library_path();
    assert_int_equal(sqlite3_load_extension(db, library, NULL, NULL), SQLITE_OK);
    sqlite3_free(library);
    return db;
}

/* What a connection holds, and the number of rows of one table. */
static char *everything(sqlite3 *db)
{
    return query(db, "SELECT group_concat(what, char(10)) FROM (SELECT what FROM ("
                     "SELECT 'main ' || name || coalesce(sql, '') AS what FROM main.sqlite_master "
                     "UNION ALL SELECT 'temp ' || name || coalesce(sql, '') "
                     "FROM temp.sqlite_master) ORDER BY what)");
}

static sqlite3 *open_hostile(const char *encoding)
{
    sqlite3 *db = open_database();
    if (encoding) {
        execute(db, encoding);
    }
    execute(db, "SELECT advocacy_setup()");
    execute_file(db, "tests/support/hostile_company.sql");
    return db;
}

/* Two answers and a purchase, and none of our views. */
static void fill_small(sqlite3 *db)
{
    execute(db, "CREATE TABLE survey_response(response_id INTEGER PRIMARY KEY, customer_id, "
                "answered_at, score, comment)");
    execute(db, "INSERT INTO survey_response VALUES (1, 'a', '2026-10-15', 9, NULL), "
                "(2, 'b', '2026-10-16', '2', NULL)");
    execute(db, "CREATE TABLE purchase(purchase_id INTEGER PRIMARY KEY, customer_id, "
                "purchased_at, amount, reason)");
    execute(db, "INSERT INTO purchase VALUES (1, 'a', '2026-10-15', 12.5, 'reviews')");
}

static sqlite3 *open_small(void)
{
    sqlite3 *db = open_database();
    fill_small(db);
    return db;
}

#define SMALL_PAGE                                                                                 \
    "SELECT advocacy_dashboard('{\"as_of\": \"2026-10-31\", \"minimum_responses\": 1}')"

/* What the page is */

static int append_page(void *text, int columns, char **values, char **names)
{
    (void)names;
    assert_int_equal(columns, 1);
    sqlite3_str_appendall(text, values[0]);
    return 0;
}

static void it_is_the_page_that_the_scripts_make(void **state)
{
    (void)state;
    sqlite3 *db = open_hostile(NULL);
    char *page = query(db, "SELECT advocacy_dashboard()");
    assert_well_formed(page);
    int status;
    char *scripts = run_command("cat sql/dashboard/*.sql", &status);
    sqlite3_str *text = sqlite3_str_new(db);
    char *message = NULL;
    if (sqlite3_exec(db, scripts, append_page, text, &message) != SQLITE_OK) {
        fail_msg("%s", message);
    }
    char *expected = sqlite3_str_finish(text);
    assert_string_equal(page, expected);
    assert_true(strlen(page) > 100000);
    sqlite3_free(expected);
    free(scripts);
    sqlite3_free(page);
    close_database(db);
}

static void a_database_in_utf_16_has_the_same_page(void **state)
{
    (void)state;
    static const char *const encodings[] = {"PRAGMA encoding = 'UTF-16le'",
                                            "PRAGMA encoding = 'UTF-16be'"};
    sqlite3 *db = open_small();
    char *expected = query(db, SMALL_PAGE);
    close_database(db);
    for (int i = 0; i < 2; i++) {
        db = open_database();
        execute(db, encodings[i]);
        fill_small(db);
        char *page = query(db, SMALL_PAGE);
        assert_string_equal(page, expected);
        sqlite3_free(page);
        close_database(db);
    }
    sqlite3_free(expected);
}

static void options_change_the_page(void **state)
{
    (void)state;
    sqlite3 *db = open_small();
    char *page = query(db, "SELECT advocacy_dashboard('{\"as_of\": \"2026-12-31\", "
                           "\"period_days\": 92, \"minimum_responses\": 2, \"confidence\": 0.8, "
                           "\"title\": \"The <quarter>\", \"currency\": \"\\u20ac\"}')");
    assert_well_formed(page);
    assert_non_null(strstr(page, "<h1>The &lt;quarter&gt;</h1>"));
    assert_non_null(strstr(page, "1 Oct 2026 to 31 Dec 2026"));
    assert_non_null(strstr(page, "its 80% interval"));
    assert_non_null(strstr(page, "<b>\u20ac12.50</b>"));
    sqlite3_free(page);
    page = query(db, SMALL_PAGE);
    assert_non_null(strstr(page, "1 Nov 2025 to 31 Oct 2026"));
    sqlite3_free(page);
    close_database(db);
}

static void what_it_is_told_is_checked(void **state)
{
    (void)state;
    sqlite3 *db = open_small();
    char *message = query(db, "SELECT advocacy_dashboard('{\"period\": 90}')");
    assert_non_null(strstr(message, "advocacy_dashboard(): 'period' is no setting; the settings "
                                    "are as_of, period_days, "));
    assert_non_null(strstr(message, ", own_brand, survey, title, currency"));
    sqlite3_free(message);
    /* Of a setup these two are none. */
    message = query(db, "SELECT advocacy_setup('temp', '{\"title\": \"x\"}')");
    assert_non_null(strstr(message, "'title' is no setting"));
    assert_null(strstr(message, "currency"));
    sqlite3_free(message);
    message = query(db, "SELECT advocacy_dashboard('{\"title\": 7}')");
    assert_non_null(strstr(message, "the setting title is a text, not '7'"));
    sqlite3_free(message);
    char *page = query(db, "SELECT advocacy_dashboard(NULL)");
    assert_well_formed(page);
    sqlite3_free(page);
    close_database(db);
}

static void a_database_of_other_tables_is_told_which_ones_were_looked_for(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(db, "CREATE TABLE orders(who, day, euro)");
    assert_query(
        db, "SELECT advocacy_dashboard()",
        "error: advocacy_dashboard(): the database has none of the tables or views that "
        "the page is made of: customer, invitation, survey_response, purchase, "
        "advocacy_act, referral, review, mention, ai_answer, ask, programme_member, "
        "touchpoint, feedback, feedback_source, community, department, acquisition_cost, "
        "programme_cost, benchmark, satisfaction_response, driver_rating, theme, subscription, target; a TEMP VIEW with such a name makes one of a table "
        "that you have (advocacy_mapping() proposes some)");
    execute(db, "CREATE TEMP VIEW purchase AS SELECT rowid AS purchase_id, who AS customer_id, "
                "day AS purchased_at, euro AS amount, NULL AS reason FROM orders");
    execute(db, "INSERT INTO orders VALUES ('a', '2026-10-15', 12.5)");
    char *page = query(db, "SELECT advocacy_dashboard('{\"as_of\": \"2026-10-31\"}')");
    assert_well_formed(page);
    assert_non_null(strstr(page, "<b>12.50</b>"));
    sqlite3_free(page);
    close_database(db);
}

/* That nothing stays */

static void nothing_stays(void **state)
{
    (void)state;
    static const char *const setups[] = {"SELECT 1", "SELECT advocacy_setup()",
                                         "SELECT advocacy_setup('temp')",
                                         "SELECT advocacy_setup('snapshot')"};
    for (int i = 0; i < 4; i++) {
        sqlite3 *db = open_small();
        execute(db, setups[i]);
        execute(
            db,
            "INSERT INTO purchase(purchase_id, customer_id, purchased_at, amount) VALUES (4711, 'c', '2026-10-17', 1)");
        char *before = everything(db);
        char *page = query(db, SMALL_PAGE);
        assert_well_formed(page);
        char *after = everything(db);
        assert_string_equal(after, before);
        assert_int_equal(sqlite3_get_autocommit(db), 1);
        assert_int_equal((int)sqlite3_last_insert_rowid(db), 4711);
        /* Again, and the same. */
        char *again = query(db, SMALL_PAGE);
        assert_string_equal(again, page);
        sqlite3_free(again);
        sqlite3_free(after);
        sqlite3_free(page);
        sqlite3_free(before);
        close_database(db);
    }
}

static void a_transaction_of_the_host_goes_on(void **state)
{
    (void)state;
    sqlite3 *db = open_small();
    execute(db, "BEGIN");
    execute(db, "INSERT INTO purchase VALUES (2, 'a', '2026-10-20', 1000, NULL)");
    char *page = query(db, SMALL_PAGE);
    assert_non_null(strstr(page, "1,01"));
    assert_int_equal(sqlite3_get_autocommit(db), 0);
    assert_query(db, "SELECT count(*) FROM sqlite_temp_master", "0");
    execute(db, "INSERT INTO purchase VALUES (3, 'd', '2026-10-20', 1000, NULL)");
    execute(db, "COMMIT");
    assert_query(db, "SELECT count(*) FROM purchase", "3");
    sqlite3_free(page);
    close_database(db);
}

static void a_file_that_cannot_be_written_is_read_and_left_as_it_is(void **state)
{
    (void)state;
    static const char *const modes[] = {"DELETE", "WAL"};
    for (int i = 0; i < 2; i++) {
        char *path = sqlite3_mprintf("%s/readonly%d.db", dashboard_folder(), i);
        sqlite3 *db = open_path(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
        char *mode = sqlite3_mprintf("PRAGMA journal_mode = %s", modes[i]);
        execute(db, mode);
        fill_small(db);
        char *expected = query(db, SMALL_PAGE);
        assert_well_formed(expected);
        assert_query(db, "SELECT count(*) FROM sqlite_master", "2");
        close_database(db);
        int status;
        char *command = sqlite3_mprintf("cksum <'%s'", path);
        char *before = run_command(command, &status);
        assert_int_equal(chmod(path, 0444), 0);
        db = open_path(path, SQLITE_OPEN_READONLY);
        char *page = query(db, SMALL_PAGE);
        assert_string_equal(page, expected);
        close_database(db);
        char *after = run_command(command, &status);
        assert_string_equal(after, before);
        free(after);
        sqlite3_free(page);
        free(before);
        sqlite3_free(command);
        sqlite3_free(expected);
        sqlite3_free(mode);
        sqlite3_free(path);
    }
}

static void a_name_that_is_taken_is_named_and_its_owner_left_alone(void **state)
{
    (void)state;
    sqlite3 *db = open_small();
    execute(db, "CREATE TEMP TABLE dashboard_row(mine)");
    execute(db, "INSERT INTO dashboard_row VALUES (1)");
    char *before = everything(db);
    char *message = query(db, SMALL_PAGE);
    assert_non_null(strstr(message, "advocacy_dashboard(): table dashboard_row already exists"));
    char *after = everything(db);
    assert_string_equal(after, before);
    assert_query(db, "SELECT mine FROM dashboard_row", "1");
    /* In main the same name is nobody's business. */
    execute(db, "DROP TABLE dashboard_row");
    execute(db, "CREATE TABLE dashboard_row(mine)");
    char *page = query(db, SMALL_PAGE);
    assert_well_formed(page);
    sqlite3_free(page);
    sqlite3_free(after);
    sqlite3_free(message);
    sqlite3_free(before);
    close_database(db);
}

/* A statement that is stopped on its way */

struct Stop {
    int calls;
    int stopped; /* the call with this number, from 1 on */
};

static int stop_by_progress(void *context)
{
    struct Stop *stop = context;
    return ++stop->calls == stop->stopped;
}

static int stop_by_authorizer(void *context, int action, const char *first, const char *second,
                              const char *schema, const char *inner)
{
    (void)action;
    (void)first;
    (void)second;
    (void)schema;
    (void)inner;
    return stop_by_progress(context) ? SQLITE_DENY : SQLITE_OK;
}

static void arm(sqlite3 *db, bool by_authorizer, struct Stop *stop)
{
    if (by_authorizer) {
        sqlite3_set_authorizer(db, stop ? stop_by_authorizer : NULL, stop);
    } else {
        sqlite3_progress_handler(db, stop ? 97 : 0, stop ? stop_by_progress : NULL, stop);
    }
}

static void check_stops(bool by_authorizer)
{
    enum { MOST = 17 };
    const int most = getenv("ADVOCACY_SAMPLES") ? 5 : MOST;
    sqlite3 *db = open_small();
    struct Stop all = {0};
    /* The first page has a schema to read that the later ones know. */
    sqlite3_free(query(db, SMALL_PAGE));
    arm(db, by_authorizer, &all);
    char *page = query(db, SMALL_PAGE);
    arm(db, by_authorizer, NULL);
    assert_well_formed(page);
    assert_true(all.calls > MOST);
    char *before = everything(db);
    for (int stopped = 1; stopped <= all.calls; stopped += all.calls / most) {
        struct Stop stop = {.stopped = stopped};
        arm(db, by_authorizer, &stop);
        char *result = query(db, SMALL_PAGE);
        arm(db, by_authorizer, NULL);
        assert_memory_equal(result, "error: ", 7);
        char *after = everything(db);
        assert_string_equal(after, before);
        assert_int_equal(sqlite3_get_autocommit(db), 1);
        sqlite3_free(after);
        sqlite3_free(result);
    }
    char *again = query(db, SMALL_PAGE);
    assert_string_equal(again, page);
    sqlite3_free(again);
    sqlite3_free(before);
    sqlite3_free(page);
    close_database(db);
}

static void an_interrupt_anywhere_leaves_nothing(void **state)
{
    (void)state;
    check_stops(false);
}

static void an_authorizer_that_denies_anything_leaves_nothing(void **state)
{
    (void)state;
    check_stops(true);
}

/* Databases from anywhere */

static void count_call(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    (void)arguments;
    ++*(int *)sqlite3_user_data(context);
    sqlite3_result_int(context, 9);
}

static void trust(sqlite3 *db, int trusted)
{
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, trusted, NULL);
}

static int is_trusted(sqlite3 *db)
{
    int trusted = -1;
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, -1, &trusted);
    return trusted;
}

static void a_view_of_the_database_calls_nothing_that_could_do_harm(void **state)
{
    (void)state;
    for (int trusted = 0; trusted < 2; trusted++) {
        int calls = 0;
        sqlite3 *db = open_database();
        trust(db, trusted);
        sqlite3_create_function(db, "launch", 0, SQLITE_UTF8, &calls, count_call, NULL, NULL);
        execute(db, "CREATE VIEW survey_response AS SELECT 1 AS response_id, 'a' AS customer_id, "
                    "'2026-10-15' AS answered_at, launch() AS score, NULL AS comment");
        char *message = query(db, SMALL_PAGE);
        assert_non_null(strstr(message, "unsafe use of launch()"));
        assert_int_equal(calls, 0);
        assert_int_equal(is_trusted(db), trusted);
        sqlite3_free(message);
        /* In a TEMP view it is the user's own. */
        execute(db, "CREATE TEMP VIEW survey_response AS SELECT 1 AS response_id, 'a' AS "
                    "customer_id, '2026-10-15' AS answered_at, launch() AS score, NULL AS comment");
        char *page = query(db, SMALL_PAGE);
        assert_well_formed(page);
        assert_true(calls > 0);
        assert_int_equal(is_trusted(db), trusted);
        sqlite3_free(page);
        close_database(db);
    }
}

static void no_schema_may_call_it(void **state)
{
    (void)state;
    sqlite3 *db = open_small();
    execute(db, "CREATE VIEW page AS SELECT advocacy_dashboard() AS html");
    char *message = query(db, "SELECT * FROM page");
    assert_non_null(strstr(message, "unsafe use of advocacy_dashboard()"));
    sqlite3_free(message);
    close_database(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_the_page_that_the_scripts_make),
        cmocka_unit_test(a_database_in_utf_16_has_the_same_page),
        cmocka_unit_test(options_change_the_page),
        cmocka_unit_test(what_it_is_told_is_checked),
        cmocka_unit_test(a_database_of_other_tables_is_told_which_ones_were_looked_for),
        cmocka_unit_test(nothing_stays),
        cmocka_unit_test(a_transaction_of_the_host_goes_on),
        cmocka_unit_test(a_file_that_cannot_be_written_is_read_and_left_as_it_is),
        cmocka_unit_test(a_name_that_is_taken_is_named_and_its_owner_left_alone),
        cmocka_unit_test(an_interrupt_anywhere_leaves_nothing),
        cmocka_unit_test(an_authorizer_that_denies_anything_leaves_nothing),
        cmocka_unit_test(a_view_of_the_database_calls_nothing_that_could_do_harm),
        cmocka_unit_test(no_schema_may_call_it),
    };
    return cmocka_run_group_tests_name("page", tests, make_dashboard_folder,
                                       forget_dashboard_folder);
}
