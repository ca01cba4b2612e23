/*
 * Every column of every canonical table, as schema.sql has them, spoilt in each way that a value
 * can be: blank, unreadable, ambiguous, in the future. All views are asked: none fails, each gives
 * what it gives where the value is missing, and data_quality counts every one.
 */
#include <string.h>

#include "support/trial.h"

/* Spoiling */

/* A row of four. */
#define SPOILT "rowid & 3 = 1"

static char *setting(const struct Column *column, const char *value)
{
    return sqlite3_mprintf("UPDATE %s SET \"%w\" = %s WHERE " SPOILT, column->table, column->name,
                           value);
}

/* These values in turn. */
static char *spoiling(const struct Column *column, const char *const *values, int count)
{
    sqlite3_str *sql = sqlite3_str_new(NULL);
    sqlite3_str_appendf(sql, "CASE rowid / 4 %% %d", count);
    for (int i = 0; i < count; i++) {
        sqlite3_str_appendf(sql, " WHEN %d THEN %s", i, values[i]);
    }
    sqlite3_str_appendall(sql, " END");
    char *expression = sqlite3_str_finish(sql);
    char *change = setting(column, expression);
    sqlite3_free(expression);
    return change;
}

/* How many rows of the table fulfil this. */
static int count_rows(struct Trial *trial, const struct Column *column, const char *condition)
{
    char *sql = sqlite3_mprintf("SELECT count(*) FROM %s WHERE %s", column->table, condition);
    const int count = (int)query_number(trial->db, sql);
    sqlite3_free(sql);
    return count;
}

/*
 * data_quality has the spoilt values of this column under `problem` and nothing else that it did
 * not have before.
 */
static void expect_column_counted(struct Trial *trial, const struct Column *column,
                                  const char *problem, const char *change)
{
    char *is_blank = sqlite3_mprintf(SPOILT " AND \"%w\" IS NULL", column->name);
    const int blank = count_rows(trial, column, is_blank);
    const int spoilt = count_rows(trial, column, SPOILT);
    sqlite3_free(is_blank);
    const bool is_of_blanks = strcmp(problem, "blank") == 0;
    char *expected = sqlite3_mprintf("%s %s: %d blank, %d unreadable, %d future", column->table,
                                     column->name, is_of_blanks ? spoilt - blank : -blank,
                                     strcmp(problem, "unreadable") == 0 ? spoilt : 0,
                                     strcmp(problem, "future") == 0 ? spoilt : 0);
    execute(trial->db, "SAVEPOINT s");
    execute(trial->db, change);
    const int code = sqlite3_step(trial->quality);
    const char *found =
        code == SQLITE_ROW ? (const char *)sqlite3_column_text(trial->quality, 0) : NULL;
    const bool is_silent = is_of_blanks && spoilt == blank;
    if (!column->is_numbered &&
        (is_silent ? found != NULL : !found || strcmp(found, expected) != 0)) {
        print_message("expected in data_quality: %s\n", expected);
        report_failure(trial, column, problem, found ? found : "not counted");
    }
    sqlite3_reset(trial->quality);
    execute(trial->db, "ROLLBACK TO s; RELEASE s");
    sqlite3_free(expected);
}

/* Comparing */

/* What is done to a column; NULL where nothing is. From sqlite3_malloc. */
typedef char *(*Change)(struct Trial *trial, const struct Column *column);

/* What all views give after the changes to these columns, which are undone. */
static struct Result try_changes(struct Trial *trial, const struct Column *const *columns,
                                 int count, Change change)
{
    unsigned tables = 0;
    execute(trial->db, "SAVEPOINT s");
    for (int i = 0; i < count; i++) {
        char *sql = change(trial, columns[i]);
        execute(trial->db, sql);
        sqlite3_free(sql);
        tables |= 1U << columns[i]->table_number;
    }
    struct Result result = ask_views(trial, tables);
    execute(trial->db, "ROLLBACK TO s; RELEASE s");
    return result;
}

static const char *first_unequal(struct Trial *trial, const struct Column *const *columns,
                                 int count, Change one, Change other)
{
    struct Result first = try_changes(trial, columns, count, one);
    struct Result second = try_changes(trial, columns, count, other);
    return first_difference(trial, &first, &second);
}

/*
 * All views give the same after either change, to each column to which both are made. Columns of
 * different tables are changed together, and one by one where that makes a difference.
 */
static void expect_equal(struct Trial *trial, Change one, Change other, const char *way)
{
    for (int place = 0, count = 1; count > 0; place++) {
        const struct Column *columns[32];
        count = 0;
        int present = 0;
        for (int i = 0; i < trial->column_count; i++) {
            const struct Column *column = &trial->columns[i];
            if (column->place == place) {
                present++;
                char *change = one(trial, column);
                if (change) {
                    columns[count++] = column;
                }
                sqlite3_free(change);
            }
        }
        const int failures = trial->failures;
        const char *view = count > 0 ? first_unequal(trial, columns, count, one, other) : NULL;
        for (int i = 0; view && i < count; i++) {
            const char *own = first_unequal(trial, &columns[i], 1, one, other);
            if (own) {
                report_failure(trial, columns[i], way, own);
            }
        }
        if (view && trial->failures == failures) {
            report_failure(trial, columns[0], way, view);
        }
        count = present;
    }
}

static void expect_counted(struct Trial *trial, Change change, const char *problem)
{
    for (int i = 0; i < trial->column_count; i++) {
        char *sql = change(trial, &trial->columns[i]);
        if (sql) {
            expect_column_counted(trial, &trial->columns[i], problem, sql);
        }
        sqlite3_free(sql);
    }
}

/* What the values are compared with */

static char *set_to_null(struct Trial *trial, const struct Column *column)
{
    (void)trial;
    return setting(column, "NULL");
}

static char *set_to_default(struct Trial *trial, const struct Column *column)
{
    (void)trial;
    return setting(column, column->otherwise);
}

static char *remove_rows(struct Trial *trial, const struct Column *column)
{
    (void)trial;
    return sqlite3_mprintf("DELETE FROM %s WHERE " SPOILT, column->table);
}

/* Without which a row of its table does not count; of names a missing one is 'unknown'. */
static bool is_needed(const struct Column *column)
{
    static const char *const others[] = {"customer.joined_at", "community.active_members",
                                         "community.engagements", "community.conversions",
                                         "department.engaged"};
    char *name = sqlite3_mprintf("%s.%s", column->table, column->name);
    bool needed =
        column->is_needed && !column->otherwise && column->kind != TEXT && column->kind != WORD;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        needed = needed && strcmp(name, others[i]) != 0;
    }
    needed = needed || strcmp(name, "survey_response.answered_at") == 0 ||
             strcmp(name, "advocacy_act.kind") == 0 ||
             strcmp(name, "feedback_source.source") == 0 ||
             strcmp(name, "department.department") == 0;
    sqlite3_free(name);
    return needed;
}

static char *set_needed_to_null(struct Trial *trial, const struct Column *column)
{
    return is_needed(column) ? set_to_null(trial, column) : NULL;
}

static void a_row_without_what_makes_it_one_does_not_count(void **state)
{
    struct Trial *trial = *state;
    trial->failures = 0;
    expect_equal(trial, set_needed_to_null, remove_rows, "NULL, and the row counts");
    assert_int_equal(trial->failures, 0);
}

/* Blank */

static char *set_to_blanks(struct Trial *trial, const struct Column *column)
{
    static const char *const blanks[] = {"''", "NULL", "' ' || char(160, 9)", "char(65279)"};
    (void)trial;
    return spoiling(column, blanks, 4);
}

static void blanks_are_missing_values(void **state)
{
    struct Trial *trial = *state;
    trial->failures = 0;
    expect_equal(trial, set_to_blanks, set_to_null, "blank");
    expect_counted(trial, set_to_blanks, "blank");
    assert_int_equal(trial->failures, 0);
}

/* Unreadable, ambiguous, in the future */

#define MOST_VALUES 12

/* What has this problem in a column of the kind. */
static const struct Wrong {
    enum Kind kind;
    const char *values[MOST_VALUES];
} unreadable[] =
    {
        {TIME, {"'soon'", "'2026-02-30'", "x'00'", "'1/5/2026'", "'03/04/26'"}},
        {MONTH, {"'soon'", "'2026-13'", "x'00'", "'01/05/2026'"}},
        {YEAR, {"'soon'", "x'00'", "'2,026'"}},
        {FLAG, {"'maybe'", "2", "x'00'"}},
        {NUMBER, {"'dear'", "x'00'", "9e999", "'1,234'"}},
        {ANSWER, {"99", "'soon'", "x'00'", "-1", "'9.5'", "'9-10'", "'10-Sep'"}},
        {WORD, {"'purple'", "x'00'"}},
},
  future[] = {
      {TIME, {"'2026-11-01'", "'2027-03-05T10:00:00Z'"}},
      {MONTH, {"'2026-11'", "'2027-01-15'"}},
      {YEAR, {"2027"}},
};

static int values_of(enum Kind kind, const struct Wrong *wrong, size_t kinds, const char **values)
{
    int count = 0;
    for (size_t i = 0; i < kinds; i++) {
        while (wrong[i].kind == kind && count < MOST_VALUES && wrong[i].values[count]) {
            values[count] = wrong[i].values[count];
            count++;
        }
    }
    return count;
}

/* Whether the rules of the schema refuse the value, whatever else stands in the row. */
static bool is_refused(struct Trial *trial, const struct Column *column, const char *value)
{
    bool refused = true;
    for (int others_too = 0; others_too <= 1; others_too++) {
        sqlite3_str *sql = sqlite3_str_new(NULL);
        sqlite3_str_appendf(sql, "UPDATE %s SET \"%w\" = %s", column->table, column->name, value);
        for (int i = 0; others_too && i < trial->column_count; i++) {
            const struct Column *other = &trial->columns[i];
            if (other->table_number == column->table_number && other->kind == NUMBER &&
                other != column) {
                sqlite3_str_appendf(sql, ", %s = 0", other->name);
            }
        }
        char *change = sqlite3_str_finish(sql);
        execute(trial->strict, "SAVEPOINT s");
        const int code = sqlite3_exec(trial->strict, change, NULL, NULL, NULL);
        execute(trial->strict, "ROLLBACK TO s; RELEASE s");
        refused = refused && (code & 0xff) == SQLITE_CONSTRAINT;
        sqlite3_free(change);
    }
    return refused;
}

static char *set_to_unreadable(struct Trial *trial, const struct Column *column)
{
    static const char *const numbers[] = {"-1e9", "-1", "0"};
    const char *values[MOST_VALUES];
    int count = values_of(column->kind, unreadable, 7, values);
    for (int k = 0; column->kind == NUMBER && k < 3; k++) {
        if (is_refused(trial, column, numbers[k])) {
            values[count++] = numbers[k];
        }
    }
    assert_true(count_rows(trial, column, SPOILT) >= count);
    return count > 0 ? spoiling(column, values, count) : NULL;
}

static char *set_to_unreadable_alone(struct Trial *trial, const struct Column *column)
{
    return column->otherwise ? NULL : set_to_unreadable(trial, column);
}

/* Where a default stands for a blank, it does not stand for what is unreadable: the row does not
 * count, or the value counts for nothing, as the default does. */
static void check_column_with_default(struct Trial *trial, const struct Column *column)
{
    const char *removed = first_unequal(trial, &column, 1, set_to_unreadable, remove_rows);
    const char *defaulted =
        removed ? first_unequal(trial, &column, 1, set_to_unreadable, set_to_default) : NULL;
    if (removed && defaulted) {
        report_failure(trial, column, "unreadable", removed);
    }
}

static void what_cannot_be_read_is_as_if_it_were_missing(void **state)
{
    struct Trial *trial = *state;
    trial->failures = 0;
    expect_equal(trial, set_to_unreadable_alone, set_to_null, "unreadable");
    for (int i = 0; i < trial->column_count; i++) {
        trial->has_default = trial->columns[i].otherwise && trial->columns[i].kind != TEXT;
        if (trial->has_default) {
            check_column_with_default(trial, &trial->columns[i]);
        }
    }
    trial->has_default = false;
    expect_counted(trial, set_to_unreadable, "unreadable");
    assert_int_equal(trial->failures, 0);
}

static char *set_to_future(struct Trial *trial, const struct Column *column)
{
    const char *values[MOST_VALUES];
    (void)trial;
    const int count = values_of(column->kind, future, 3, values);
    return count > 0 ? spoiling(column, values, count) : NULL;
}

/* What follows from a time is not seen either while that is in the future. */
static char *not_yet(struct Trial *trial, const struct Column *column)
{
    if (strcmp(column->name, "joined_at") == 0) {
        return remove_rows(trial, column);
    }
    if (strcmp(column->name, "converted_at") == 0) {
        return setting(column, "NULL, referred_id = NULL, would_have_come = NULL");
    }
    return strcmp(column->table, "feedback") == 0 && strcmp(column->name, "resolved_at") == 0
               ? setting(column, "NULL, outcome = NULL")
               : set_to_null(trial, column);
}

static void what_lies_in_the_future_is_not_seen(void **state)
{
    struct Trial *trial = *state;
    trial->failures = 0;
    expect_equal(trial, set_to_future, not_yet, "future");
    expect_counted(trial, set_to_future, "future");
    assert_int_equal(trial->failures, 0);
}

/* Or a test above would say nothing of it. */
static void every_view_has_rows_to_lose(void **state)
{
    struct Trial *trial = *state;
    for (int i = 0; i < trial->view_count; i++) {
        const int code = sqlite3_step(trial->views[i].statement);
        sqlite3_reset(trial->views[i].statement);
        if (code != SQLITE_ROW && strcmp(trial->views[i].name, "unread_value") != 0) {
            fail_msg("%s has no row", trial->views[i].name);
        }
    }
}

static void every_column_has_values_to_spoil(void **state)
{
    struct Trial *trial = *state;
    for (int i = 0; i < trial->column_count; i++) {
        const struct Column *column = &trial->columns[i];
        char *has_value = sqlite3_mprintf(SPOILT " AND %s IS NOT NULL", column->name);
        if (count_rows(trial, column, has_value) == 0) {
            fail_msg("%s.%s has no value", column->table, column->name);
        }
        sqlite3_free(has_value);
    }
}

static int open_fixture_of_trial(void **state)
{
    *state = open_trial();
    return 0;
}

static int close_fixture_of_trial(void **state)
{
    close_trial(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_view_has_rows_to_lose),
        cmocka_unit_test(every_column_has_values_to_spoil),
        cmocka_unit_test(a_row_without_what_makes_it_one_does_not_count),
        cmocka_unit_test(blanks_are_missing_values),
        cmocka_unit_test(what_cannot_be_read_is_as_if_it_were_missing),
        cmocka_unit_test(what_lies_in_the_future_is_not_seen),
    };
    return cmocka_run_group_tests_name("spoilt values", tests, open_fixture_of_trial,
                                       close_fixture_of_trial);
}
