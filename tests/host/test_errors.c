/*
 * What the survey functions refuse, in which words (rule 3), and that nothing is lost by it: the
 * statement fails, the transaction, the connection and the memory are as before.
 */
#include <ctype.h>
#include <string.h>

#include "support/survey.h"

/* Bad answers */

/* Every place where an answer is read: the call with @ for the answer, and the scale. */
struct Reader {
    const char *function;
    const char *call;
    int lowest;
    int highest;
};

static const struct Reader readers[] = {
    {"nps_category", "nps_category(@)", 0, 10},
    {"nps_rescale", "nps_rescale(@, 7)", 1, 7},
    {"nps_rescale", "nps_rescale(@, '10')", 1, 10},
    {"nps", "nps(@)", 0, 10},
    {"nps", "nps(@, 2.5)", 0, 10},
    {"nps_responses", "nps_responses(@)", 0, 10},
    {"nps_share", "nps_share(@, 'promoter')", 0, 10},
    {"nps_stderr", "nps_stderr(@)", 0, 10},
    {"nps_stderr", "nps_stderr(@, 1)", 0, 10},
    {"nps_lower", "nps_lower(@)", 0, 10},
    {"nps_lower", "nps_lower(@, 0.9)", 0, 10},
    {"nps_upper", "nps_upper(@, 0.9, 1)", 0, 10},
    {"nps_margin", "nps_margin(@)", 0, 10},
    {"nps_summary", "nps_summary(@, 0.9)", 0, 10},
    {"nps_latest", "nps_latest(@, 'customer', 20260101)", 0, 10},
    {"nps_by", "nps_by(@, 'segment')", 0, 10},
    {"nps_by", "nps_by(@, 'segment', 0.9, 1)", 0, 10},
    {"nps_compare", "nps_compare(@, 'segment')", 0, 10},
    {"nps_clustered", "nps_clustered(@, 1)", 0, 10},
    {"nps_overlap", "nps_overlap(@, 1, 2)", 0, 10},
    {"nps_change", "nps_change(@, 9)", 0, 10},
    {"nps_change", "nps_change(9, @)", 0, 10},
    {"nps_change", "nps_change(NULL, @)", 0, 10},
    {"csat", "csat(@)", 1, 5},
    {"csat", "csat(@, 10)", 1, 10},
    {"top_box", "top_box(@, 2, 7)", 1, 7},
    {"ces", "ces(@)", 1, 7},
    {"ces", "ces(@, 5)", 1, 5},
};

static void assert_refused(sqlite3 *db, const struct Reader *reader, const char *value,
                           const char *shown, const char *way_out)
{
    char *call = replace(reader->call, value);
    char *sql = sqlite3_mprintf("SELECT %s", call);
    char *message = sqlite3_mprintf("%s(): %s is not an answer from %d to %d; %s", reader->function,
                                    shown, reader->lowest, reader->highest, way_out);
    assert_fails(db, sql, message);
    sqlite3_free(message);
    sqlite3_free(sql);
    sqlite3_free(call);
}

static void every_function_refuses_what_is_not_an_answer(void **state)
{
    static const struct Case values[] = {
        {"11", "11"},
        {"-1", "-1"},
        {"8.5", "8.5"},
        {"'11'", "11"},
        {"' 99 '", "99"},
        {"'6.5'", "6.5"},
        {"9223372036854775807", "9223372036854775807"},
        {"-9223372036854775808", "-9223372036854775808"},
        {"1e100", "1.0e+100"},
        {"9e999", "Inf"},
        {"-9e999", "-Inf"},
        {"'abc'", "'abc'"},
        {"'it''s'", "'it's'"},
        {"'0x9'", "'0x9'"},
        {"x'39'", "a BLOB of 1 byte"},
        {"x''", "a BLOB of 0 bytes"},
        {"zeroblob(100000)", "a BLOB of 100000 bytes"},
    };
    for (size_t i = 0; i < COUNT(readers); i++) {
        for (size_t j = 0; j < COUNT(values); j++) {
            assert_refused(*state, &readers[i], values[j].sql, values[j].expected,
                           "nps_answer() turns such values into NULL");
        }
    }
}

static void a_label_is_refused_with_the_answer_it_stands_for(void **state)
{
    for (size_t i = 0; i < COUNT(readers); i++) {
        assert_refused(*state, &readers[i], "'10 - Extremely likely'", "'10 - Extremely likely'",
                       readers[i].highest == 10 ? "nps_answer() reads it as 10"
                                                : "points says how long the scale is");
        assert_refused(*state, &readers[i], "'3/10'", "'3/10'", "nps_answer() reads it as 3");
        assert_refused(*state, &readers[i], "'7 or 8'", "'7 or 8'",
                       "nps_answer() turns such values into NULL");
    }
}

static void scales_from_one_refuse_zero(void **state)
{
    for (size_t i = 0; i < COUNT(readers); i++) {
        if (readers[i].lowest == 1) {
            assert_refused(*state, &readers[i], "0", "0", "nullif() turns such a code into NULL");
            assert_refused(*state, &readers[i], "'0'", "0", "nullif() turns such a code into NULL");
        }
    }
}

/* The signatures of functions of answers that are not among the readers above. */
#define OTHER_READERS                                                                              \
    "SELECT name, signature FROM advocacy_functions WHERE family = 'survey' AND (signature LIKE "  \
    "'%(score%' OR signature LIKE '%(answer%' OR signature LIKE '%(before%') AND name NOT IN (@)"

/* Words outside and inside of the brackets of "nps_lower(score [, confidence [, weight]])". */
static void count_arguments(const char *signature, int *fewest, int *most)
{
    int depth = 0;
    *fewest = 0;
    *most = 0;
    for (const char *at = strchr(signature, '(') + 1; *at; at++) {
        depth += (*at == '[') - (*at == ']');
        if (isalnum((unsigned char)*at) && !isalnum((unsigned char)at[-1]) && at[-1] != '_') {
            *fewest += depth == 0;
            ++*most;
        }
    }
}

/* A new function need not be listed where 5 will do for its other arguments. */
static void functions_that_are_not_listed_refuse_it_too(void **state)
{
    sqlite3_str *names = sqlite3_str_new(NULL);
    for (size_t i = 0; i < COUNT(readers); i++) {
        sqlite3_str_appendf(names, "%s%Q", i > 0 ? ", " : "", readers[i].function);
    }
    char *list = sqlite3_str_finish(names);
    char *sql = replace(OTHER_READERS, list);
    sqlite3_stmt *functions;
    assert_int_equal(sqlite3_prepare_v2(*state, sql, -1, &functions, NULL), SQLITE_OK);
    while (sqlite3_step(functions) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(functions, 0);
        int fewest;
        int most;
        count_arguments((const char *)sqlite3_column_text(functions, 1), &fewest, &most);
        char *call =
            sqlite3_mprintf("SELECT %s(11%.*s)", name, 3 * (fewest - 1), ", 5, 5, 5, 5, 5");
        char *found = query(*state, call);
        char *expected = sqlite3_mprintf("error: %s(): 11 is not an answer from ", name);
        if (strncmp(found, expected, strlen(expected)) != 0) {
            fail_msg("%s gives %s; list it among the readers", call, found);
        }
        sqlite3_free(expected);
        sqlite3_free(found);
        sqlite3_free(call);
    }
    assert_int_equal(sqlite3_finalize(functions), SQLITE_OK);
    sqlite3_free(sql);
    sqlite3_free(list);
}

/* Bad options and weights */

#define CONFIDENCE "confidence must be one constant between 0 and 1; "
#define READS_NUMBERS                                                                              \
    "; advocacy_amount() reads numbers such as '1,234.50' and turns other text into NULL"
#define CATEGORY                                                                                   \
    "nps_share(): category must be one constant: 'detractor', 'passive' or 'promoter'; this row "  \
    "has "

/* @ stands for the option's value, here and in the message. */
static const struct Case option_calls[] = {
    {"nps_lower(9, @)", "nps_lower(): " CONFIDENCE "weight is the third argument; this row has @"},
    {"nps_lower(9, @, 1)", "nps_lower(): " CONFIDENCE "weight is the third argument; this row has "
                           "@"},
    {"nps_upper(NULL, @)", "nps_upper(): " CONFIDENCE "weight is the third argument; this row has "
                           "@"},
    {"nps_margin(9, @)", "nps_margin(): " CONFIDENCE "weight is the third argument; this row has "
                         "@"},
    {"nps_summary(9, @)", "nps_summary(): " CONFIDENCE "weight is the third argument; this row "
                          "has @"},
    {"nps_by(9, 1, @)", "nps_by(): " CONFIDENCE "weight is the fourth argument; this row has @"},
    {"nps_compare(9, 1, @)", "nps_compare(): " CONFIDENCE "weight is the fourth argument; this "
                             "row has @"},
    {"nps_latest(9, 1, NULL, @)", "nps_latest(): " CONFIDENCE "weight is the fifth argument; this "
                                  "row has @"},
    {"nps_change(9, 9, @)", "nps_change(): " CONFIDENCE "this row has @"},
    {"nps_share(9, @)", CATEGORY "@"},
    {"csat(5, @)", "csat(): points must be one whole constant from 3 to 100; this row has @"},
    {"ces(5, @)", "ces(): points must be one whole constant from 2 to 100; this row has @"},
    {"top_box(5, @, 7)", "top_box(): boxes must be one whole constant from 1 to 100; this row has "
                         "@"},
    {"top_box(5, 2, @)", "top_box(): points must be one whole constant from 2 to 100; this row "
                         "has @"},
};

static void assert_option_refused(sqlite3 *db, const struct Case *call, const char *value,
                                  const char *shown)
{
    char *expression = replace(call->sql, value);
    char *sql = sqlite3_mprintf("SELECT %s", expression);
    char *message = replace(call->expected, shown);
    assert_fails(db, sql, message);
    sqlite3_free(message);
    sqlite3_free(sql);
    sqlite3_free(expression);
}

static void options_must_be_of_their_kind_and_in_their_range(void **state)
{
    static const struct Case values[] = {
        {"NULL", "NULL"},   {"'x'", "'x'"}, {"''", "''"},          {"x'30'", "a BLOB of 1 byte"},
        {"-0.5", "-0.5"},   {"-1", "-1"},   {"1e300", "1.0e+300"}, {"9e999", "Inf"},
        {"100.5", "100.5"}, {"' '", "' '"}, {"101", "101"},        {"1.0000001", "1.0000001"},
        {"0", "0"},         {"0.0", "0.0"},
    };
    for (size_t i = 0; i < COUNT(option_calls); i++) {
        for (size_t j = 0; j < COUNT(values); j++) {
            assert_option_refused(*state, &option_calls[i], values[j].sql, values[j].expected);
        }
    }
}

static void weights_must_be_weights(void **state)
{
    static const char *const calls[][2] = {
        {"nps", "nps(9, @)"},
        {"nps_stderr", "nps_stderr(9, @)"},
        {"nps_lower", "nps_lower(9, 0.9, @)"},
        {"nps_upper", "nps_upper(9, 0.9, @)"},
        {"nps_margin", "nps_margin(9, 0.9, @)"},
        {"nps_summary", "nps_summary(9, 0.9, @)"},
        {"nps_by", "nps_by(9, 1, 0.9, @)"},
        {"nps_compare", "nps_compare(9, 1, 0.9, @)"},
        {"nps_latest", "nps_latest(9, 1, NULL, 0.9, @)"},
    };
    static const struct Case values[] = {
        {"-1", "-1"},
        {"-1e-20", "-1.0e-20"},
        {"9e999", "Inf"},
        {"-9e999", "-Inf"},
        {"'x'", "'x'" READS_NUMBERS},
        {"1e101", "1.0e+101"},
        {"'1e101'", "1.0e+101"},
        {"x'31'", "a BLOB of 1 byte"},
        {"'1' || char(0)", "'1?'" READS_NUMBERS},
        {"'1 kg'", "'1 kg'" READS_NUMBERS},
        {"1.0000001e100", "1.0000001e+100"},
    };
    for (size_t i = 0; i < COUNT(calls); i++) {
        for (size_t j = 0; j < COUNT(values); j++) {
            char *call = replace(calls[i][1], values[j].sql);
            char *sql = sqlite3_mprintf("SELECT %s", call);
            char *message = sqlite3_mprintf("%s(): weight must be a number from 0 to 1e100, not %s",
                                            calls[i][0], values[j].expected);
            assert_fails(*state, sql, message);
            sqlite3_free(message);
            sqlite3_free(sql);
            sqlite3_free(call);
        }
    }
}

/* Counts of arguments */

static void assert_arity(sqlite3 *db, const char *name, int count, int is_allowed)
{
    sqlite3_str *sql = sqlite3_str_new(NULL);
    sqlite3_str_appendf(sql, "SELECT %s(", name);
    for (int i = 0; i < count; i++) {
        sqlite3_str_appendall(sql, i > 0 ? ", 1" : "1");
    }
    sqlite3_str_appendall(sql, ")");
    char *text = sqlite3_str_finish(sql);
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(db, text, -1, &statement, NULL);
    sqlite3_finalize(statement);
    if (is_allowed) {
        assert_int_equal(code, SQLITE_OK);
    } else {
        char *message = sqlite3_mprintf("wrong number of arguments to function %s()", name);
        assert_fails(db, text, message);
        sqlite3_free(message);
    }
    sqlite3_free(text);
}

static void functions_take_the_arguments_of_their_signature_and_no_others(void **state)
{
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(*state,
                                        "SELECT name, signature FROM advocacy_functions WHERE kind "
                                        "<> 'table-valued' AND instr(signature, '...') = 0",
                                        -1, &statement, NULL),
                     SQLITE_OK);
    int functions = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        int fewest;
        int most;
        count_arguments((const char *)sqlite3_column_text(statement, 1), &fewest, &most);
        for (int count = 0; count <= most + 2; count++) {
            assert_arity(*state, (const char *)sqlite3_column_text(statement, 0), count,
                         count >= fewest && count <= most);
        }
        functions++;
    }
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    assert_true(functions >= 20);
}

/* What is left after an error */

#define REFUSES_99 "99 is not an answer from 0 to 10; nps_answer() turns such values into NULL"

/* 40,000 rows, with one that is wrong in the middle. */
static void fill_large(sqlite3 *db)
{
    execute(db, "CREATE TABLE large AS WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 "
                "FROM n WHERE i < 40000) SELECT i, CASE i WHEN 20000 THEN 99 ELSE i % 11 END AS "
                "score, i % 7 AS team, printf('a customer with a long name, %d', i % 999) AS "
                "customer FROM n");
}

static const struct Case failing_scans[] = {
    {"SELECT nps(score) FROM large", "nps(): " REFUSES_99},
    {"SELECT team, nps_summary(score, 0.9, i), nps_lower(score) FROM large GROUP BY team",
     "nps_summary(): " REFUSES_99},
    {"SELECT customer, nps(score) FROM large GROUP BY customer", "nps(): " REFUSES_99},
    {"SELECT nps_by(score, customer) FROM large", "nps_by(): " REFUSES_99},
    {"SELECT nps_by(score, customer, 0.9, i) FROM large", "nps_by(): " REFUSES_99},
    {"SELECT nps_latest(score, customer, datetime(i, 'unixepoch')) FROM large",
     "nps_latest(): " REFUSES_99},
    {"SELECT nps_compare(score, customer) FROM large WHERE i = 20000 OR i < 3",
     "nps_compare(): " REFUSES_99},
    {"SELECT nps_change(score, 5) FROM large", "nps_change(): " REFUSES_99},
    {"SELECT count(nps_category(score)) FROM large", "nps_category(): " REFUSES_99},
    {"SELECT max(n) FROM (SELECT nps(score) OVER (ORDER BY i ROWS 100 PRECEDING) AS n FROM large)",
     "nps(): " REFUSES_99},
    {"SELECT max(n) FROM (SELECT nps_summary(score) OVER (PARTITION BY team ORDER BY i ROWS "
     "BETWEEN 2 PRECEDING AND 2 FOLLOWING EXCLUDE CURRENT ROW) AS n FROM large)",
     "nps_summary(): " REFUSES_99},
    {"SELECT max(n) FROM (SELECT ces(score, 11) OVER (ORDER BY i) AS n FROM large WHERE score > 0)",
     "ces(): 99 is not an answer from 1 to 11; nullif() turns such a code into NULL"},
    {"CREATE TABLE copy AS SELECT nps_category(score) FROM large", "nps_category(): " REFUSES_99},
};

static void a_scan_ends_at_the_bad_value_and_leaves_no_memory_behind(void **state)
{
    (void)state;
    sqlite3_int64 before = sqlite3_memory_used();
    sqlite3 *db = open_database();
    fill_large(db);
    for (size_t i = 0; i < COUNT(failing_scans); i++) {
        assert_fails(db, failing_scans[i].sql, failing_scans[i].expected);
        sqlite3_int64 after_one = sqlite3_memory_used();
        assert_fails(db, failing_scans[i].sql, failing_scans[i].expected);
        assert_fails(db, failing_scans[i].sql, failing_scans[i].expected);
        assert_int_equal(sqlite3_memory_used(), after_one);
    }
    assert_query(db, "SELECT nps_responses(score) FROM large WHERE score <= 10", "39999");
    assert_query(db, "SELECT count(*) FROM sqlite_master WHERE name = 'copy'", "0");
    close_database(db);
    assert_int_equal(sqlite3_memory_used(), before);
}

/* A statement that failed can be reset and run again, now without the bad value. */
static void a_statement_can_run_again_after_an_error(void **state)
{
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(*state, "SELECT nps(?1), nps_by(?1, 'a'), nps_lower(9, ?2)",
                                        -1, &statement, NULL),
                     SQLITE_OK);
    for (int i = 0; i < 10; i++) {
        sqlite3_bind_int(statement, 1, 9);
        sqlite3_bind_double(statement, 2, i % 2 ? 0.9 : 9);
        assert_int_equal(sqlite3_step(statement), i % 2 ? SQLITE_ROW : SQLITE_ERROR);
        sqlite3_reset(statement);
        sqlite3_bind_int(statement, 1, 99);
        assert_int_equal(sqlite3_step(statement), SQLITE_ERROR);
        sqlite3_reset(statement);
    }
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
}

/*
 * With a transaction open, SQLite itself does not undo a statement that an aggregate in a trigger
 * stopped (nor when sum() overflows), so there the test is that the transaction can be rolled back.
 */
static void a_trigger_that_fails_undoes_its_statement(void **state)
{
    execute(*state, "CREATE TABLE response(score); CREATE TABLE monitor(nps);"
                    "CREATE TRIGGER watch AFTER INSERT ON response BEGIN INSERT INTO monitor "
                    "SELECT nps(score) FROM response; INSERT INTO monitor SELECT "
                    "nps_category(new.score); END;"
                    "CREATE TRIGGER guard BEFORE UPDATE ON response BEGIN SELECT "
                    "nps_category(new.score); END;"
                    "INSERT INTO response VALUES (9), (0)");
    assert_fails(*state, "INSERT INTO response VALUES (10), (99), (8)", "nps(): " REFUSES_99);
    assert_query(*state, "SELECT group_concat(score) FROM response", "9,0");
    assert_query(*state, "SELECT group_concat(nps) FROM monitor", "100.0,promoter,0.0,detractor");
    assert_fails(*state, "UPDATE response SET score = 99", "nps_category(): " REFUSES_99);
    execute(*state, "BEGIN; INSERT INTO response VALUES (7)");
    assert_fails(*state, "INSERT INTO response VALUES (10), (99)", "nps(): " REFUSES_99);
    execute(*state, "ROLLBACK; INSERT INTO response VALUES (8)");
    assert_query(*state, "SELECT group_concat(score) FROM response", "9,0,8");
    assert_query(*state, "PRAGMA integrity_check", "ok");
    execute(*state, "DROP TABLE response; DROP TABLE monitor");
}

static void a_constraint_that_fails_keeps_the_row_out(void **state)
{
    execute(*state, "CREATE TABLE checked(score CHECK (nps_category(score) IS NOT NULL OR score IS "
                    "NULL), band AS (nps_category(score)) STORED); CREATE INDEX checked_band ON "
                    "checked(nps_category(score)); INSERT INTO checked VALUES (9), (NULL)");
    assert_fails(*state, "INSERT INTO checked VALUES (8), (99)", "nps_category(): " REFUSES_99);
    assert_fails(*state, "UPDATE checked SET score = 99", "nps_category(): " REFUSES_99);
    assert_query(*state, "SELECT score, band FROM checked", "9|promoter\nNULL|NULL");
    assert_query(*state, "PRAGMA integrity_check", "ok");
    execute(*state, "DROP TABLE checked");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_function_refuses_what_is_not_an_answer),
        cmocka_unit_test(a_label_is_refused_with_the_answer_it_stands_for),
        cmocka_unit_test(scales_from_one_refuse_zero),
        cmocka_unit_test(functions_that_are_not_listed_refuse_it_too),
        cmocka_unit_test(options_must_be_of_their_kind_and_in_their_range),
        cmocka_unit_test(weights_must_be_weights),
        cmocka_unit_test(functions_take_the_arguments_of_their_signature_and_no_others),
        cmocka_unit_test(a_scan_ends_at_the_bad_value_and_leaves_no_memory_behind),
        cmocka_unit_test(a_statement_can_run_again_after_an_error),
        cmocka_unit_test(a_trigger_that_fails_undoes_its_statement),
        cmocka_unit_test(a_constraint_that_fails_keeps_the_row_out),
    };
    return cmocka_run_group_tests_name("errors", tests, open_fixture, close_fixture);
}
