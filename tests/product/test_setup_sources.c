/*
 * What advocacy_setup() makes of the tables that a database has: those of others, those that have
 * some of the columns, and settings of another version.
 */
#include <ctype.h>
#include <string.h>

#include "support/company.h"
#include "support/mapping.h"

/* Chinook, a public database of a music shop: its Customer is another table than ours. */
static void a_foreign_database_is_mapped_by_temporary_views(void **state)
{
    (void)state;
    sqlite3 *db = open_data("chinook.db");
    assert_query(db, "SELECT advocacy_setup('temp')",
                 "error: advocacy_setup(): the table Customer has no column customer_id, so it is "
                 "not the table customer that the views read; CREATE TEMP VIEW customer that maps "
                 "it (advocacy_mapping() proposes one), then call advocacy_setup('temp')");
    execute(db, "CREATE TEMP VIEW customer AS SELECT CustomerId AS customer_id, '2009-01-01' AS "
                "joined_at, Country AS segment, 'unknown' AS channel FROM main.Customer");
    execute(db, "CREATE TEMP VIEW purchase AS SELECT InvoiceId AS purchase_id, CustomerId AS "
                "customer_id, InvoiceDate AS purchased_at, Total AS amount, NULL AS reason "
                "FROM main.Invoice");
    execute(db, "SELECT advocacy_setup('temp', '{\"as_of\": \"2023-12-31\"}')");
    execute(db, "SELECT advocacy_setup('snapshot', '{\"as_of\": \"2023-12-31\"}')");
    char *revenue = query(db, "SELECT round(sum(Total), 2) FROM main.Invoice WHERE InvoiceDate < "
                              "'2024-01-01'");
    assert_query(db, "SELECT round(sum(revenue), 2) FROM customer_revenue", revenue);
    sqlite3_free(revenue);
    close_database(db);
}

static sqlite3 *open_names(void)
{
    sqlite3 *db = open_database();
    execute_file(db, "sql/schema.sql");
    return db;
}

/* Every canonical table asks for one column of its own, without which it is something else. */
static void each_table_of_the_schema_is_known_by_a_column_of_its_own(void **state)
{
    (void)state;
    sqlite3 *names = open_names();
    sqlite3_stmt *tables;
    assert_int_equal(sqlite3_prepare_v2(names,
                                        "SELECT name FROM sqlite_master WHERE type = 'table' AND "
                                        "name <> 'advocacy_settings'",
                                        -1, &tables, NULL),
                     SQLITE_OK);
    int count = 0;
    while (sqlite3_step(tables) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(tables, 0);
        sqlite3 *db = open_database();
        char *create = sqlite3_mprintf("CREATE TABLE \"%w\"(\"something else\")", name);
        execute(db, create);
        char *message = query(db, "SELECT advocacy_setup()");
        const char *column = strstr(message, "has no column ");
        assert_non_null(column);
        column += strlen("has no column ");
        char *is_column =
            sqlite3_mprintf("SELECT count(*) FROM pragma_table_info(%Q) WHERE name = '%.*s'", name,
                            (int)strcspn(column, ","), column);
        assert_query(names, is_column, "1");
        assert_query(db, "SELECT count(*) FROM sqlite_master", "1");
        sqlite3_free(is_column);
        sqlite3_free(message);
        sqlite3_free(create);
        close_database(db);
        count++;
    }
    assert_int_equal(sqlite3_finalize(tables), SQLITE_OK);
    assert_true(count >= 19);
    close_database(names);
}

static void ask_view(sqlite3 *db, const char *view, void *context)
{
    (void)context;
    char *sql = sqlite3_mprintf("SELECT count(*) FROM %s", view);
    execute(db, sql);
    sqlite3_free(sql);
}

/* The column without which the table is something else, as the message about an empty one says. */
static char *key_of(const char *table)
{
    sqlite3 *db = open_database();
    char *create = sqlite3_mprintf("CREATE TABLE \"%w\"(x)", table);
    execute(db, create);
    char *message = query(db, "SELECT advocacy_setup()");
    const char *column = strstr(message, "has no column ");
    assert_non_null(column);
    column += strlen("has no column ");
    char *key = sqlite3_mprintf("%.*s", (int)strcspn(column, ","), column);
    sqlite3_free(message);
    sqlite3_free(create);
    close_database(db);
    return key;
}

/* The other columns read NULL, in stored and in TEMP views, and every view can be asked. */
static void a_table_may_have_its_key_and_nothing_else(void **state)
{
    (void)state;
    sqlite3 *names = open_names();
    sqlite3 *db = open_database();
    sqlite3_stmt *tables;
    assert_int_equal(sqlite3_prepare_v2(names,
                                        "SELECT name FROM sqlite_master WHERE type = 'table' AND "
                                        "name <> 'advocacy_settings'",
                                        -1, &tables, NULL),
                     SQLITE_OK);
    while (sqlite3_step(tables) == SQLITE_ROW) {
        const char *table = (const char *)sqlite3_column_text(tables, 0);
        char *key = key_of(table);
        /* Spelled as nobody spells it, to SQLite the same. */
        char *create = sqlite3_mprintf("CREATE TABLE \"%w\"(other, \"%w\")", table, key);
        char *insert = sqlite3_mprintf("INSERT INTO \"%w\" VALUES ('x', 7)", table);
        create[strlen(create) - 3] = (char)toupper((unsigned char)create[strlen(create) - 3]);
        execute(db, create);
        execute(db, insert);
        sqlite3_free(insert);
        sqlite3_free(create);
        sqlite3_free(key);
    }
    assert_int_equal(sqlite3_finalize(tables), SQLITE_OK);
    execute(db, "SELECT advocacy_setup('main', '{\"as_of\": \"2026-10-31\"}')");
    assert_query(db,
                 "SELECT raw_score, customer_id, answered_at, comment FROM "
                 "source_survey_response",
                 "7|NULL|NULL|NULL");
    visit_views(db, ask_view, NULL);
    execute(db, "SELECT advocacy_setup('snapshot')");
    visit_views(db, ask_view, NULL);
    assert_query(db, "SELECT customer_id, joined_at, segment FROM temp.read_customer",
                 "7|NULL|NULL");
    close_database(db);
    close_database(names);
}

/* A column that comes later is read once a setup has seen it, and does no harm before. */
static void a_column_that_comes_later_is_found_by_the_next_setup(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(db, "CREATE TABLE survey_response(score, answered_at)");
    execute(db, "INSERT INTO survey_response VALUES (9, '2026-10-01')");
    execute(db, "SELECT advocacy_setup('main', '{\"as_of\": \"2026-10-31\"}')");
    assert_query(db, "SELECT customer_id, answer FROM latest_answer", "NULL|9");
    execute(db, "ALTER TABLE survey_response ADD COLUMN Customer_ID DEFAULT 'a'");
    execute(db, "SELECT * FROM latest_answer");
    execute(db, "SELECT advocacy_setup('main')");
    assert_query(db, "SELECT customer_id, answer FROM latest_answer", "a|9");
    close_database(db);
}

static void the_settings_are_the_columns_of_their_table(void **state)
{
    (void)state;
    sqlite3 *names = open_names();
    char *columns = query(names, "SELECT group_concat(name, ', ') FROM "
                                 "pragma_table_info('advocacy_settings') WHERE name <> 'only_row'");
    sqlite3 *db = open_database();
    char *message = query(db, "SELECT advocacy_setup('temp', '{\"\": 1}')");
    const char *list = strstr(message, "the settings are ");
    assert_non_null(list);
    assert_string_equal(list + strlen("the settings are "), columns);
    sqlite3_free(message);
    sqlite3_free(columns);
    close_database(db);
    close_database(names);
}

/* Settings of a version that had fewer of them. */
static void older_settings_are_copied_and_new_ones_have_their_defaults(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(db, "CREATE TABLE advocacy_settings(only_row INTEGER PRIMARY KEY CHECK (only_row = 1), "
                "as_of TEXT NOT NULL, Period_Days INTEGER)");
    execute(db, "INSERT INTO advocacy_settings VALUES (1, '2026-10-31', 30)");
    execute(db, "SELECT advocacy_setup('temp')");
    assert_query(db, "SELECT as_of, period_days, confidence FROM advocacy_period",
                 "2026-10-31|30|0.95");
    close_database(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_foreign_database_is_mapped_by_temporary_views),
        cmocka_unit_test(each_table_of_the_schema_is_known_by_a_column_of_its_own),
        cmocka_unit_test(a_table_may_have_its_key_and_nothing_else),
        cmocka_unit_test(a_column_that_comes_later_is_found_by_the_next_setup),
        cmocka_unit_test(the_settings_are_the_columns_of_their_table),
        cmocka_unit_test(older_settings_are_copied_and_new_ones_have_their_defaults),
    };
    return cmocka_run_group_tests_name("setup sources", tests, NULL, NULL);
}
