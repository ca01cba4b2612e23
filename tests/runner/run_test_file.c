/*
 * Runs a *.test file (tests/README.md): each sentence is a cmocka test. The setup runs once; what a
 * test changes is rolled back when it ends.
 * usage: run_test_file FILE
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/answers.h"
#include "support/company.h"
#include "support/customers.h"
#include "support/shell.h"
#include "support/sql_tests.h"
#include "support/survey.h"

struct Session {
    const struct TestFile *file;
    sqlite3 *db; /* NULL until the first test has set it up */
};

/* A test's state. */
struct Run {
    struct Session *session;
    const struct Block *block;
};

static void skip_without(const char *needed)
{
    if (needed) {
        char *path = data_file(needed);
        bool is_absent = !path;
        sqlite3_free(path);
        if (is_absent) {
            skip();
        }
    }
}

/* Setup */

static void fill_varied_answers(sqlite3 *db)
{
    create_answers(db, 4000, 20260102);
}

/* What a line of the setup with a dot in front means; false: nothing. */
static bool run_command_line(sqlite3 *db, const char *line)
{
    static const struct {
        const char *line;
        void (*fill)(sqlite3 *db);
    } fillers[] = {
        {".fill answers", fill_answers},
        {".fill varied answers", fill_varied_answers},
        {".fill customers", fill_customers},
        {".fill demo", fill_demo_company},
    };
    if (strncmp(line, ".read ", 6) == 0) {
        execute_file(db, line + 6);
        return true;
    }
    for (size_t i = 0; i < COUNT(fillers); i++) {
        if (strcmp(line, fillers[i].line) == 0) {
            fillers[i].fill(db);
            return true;
        }
    }
    return false;
}

/* SQL, and lines with a dot in front as in the shell. */
static void set_up(sqlite3 *db, const char *script)
{
    while (*script) {
        size_t length = *script == '.' ? strcspn(script, "\n") : 0;
        if (length == 0) {
            const char *dot = strstr(script, "\n.");
            length = dot ? (size_t)(dot + 1 - script) : strlen(script);
        }
        char *part = sqlite3_mprintf("%.*s", (int)length, script);
        if (*part != '.') {
            execute(db, part);
        } else if (!run_command_line(db, part)) {
            fail_msg("unknown: %s", part);
        }
        sqlite3_free(part);
        script += length;
        script += strspn(script, "\n");
    }
}

static void open_session(struct Session *session)
{
    sqlite3 *db = open_database();
    if (session->file->setup) {
        set_up(db, session->file->setup);
    }
    session->db = db;
}

/* Checks */

/*
 * Runs statements up to the first that fails and gives the result of the last one that ran, as
 * query() does. No rows are "(no rows)", a row of one empty text is "(empty)", so that neither can
 * be taken for something forgotten.
 */
static char *query_last(sqlite3 *db, const char *sql)
{
    char *last = NULL;
    int last_rows = 0;
    while (sql) {
        int rows;
        char *result = query_next(db, &sql, &rows);
        if (result) {
            sqlite3_free(last);
            last = result;
            last_rows = rows;
        }
    }
    if (last && *last) {
        return last;
    }
    const char *words = !last ? "(no query)" : last_rows == 0 ? "(no rows)" : "(empty)";
    sqlite3_free(last);
    return sqlite3_mprintf("%s", words);
}

static void print_row(const char *words, const char *rows, int row)
{
    size_t length;
    const char *text = row_of(rows, row, &length);
    print_error("  %s %.*s\n", words, (int)length, text ? text : "");
}

static void print_difference(const char *path, const struct Check *check, const char *sql,
                             const char *found, const char *expected, int row)
{
    print_error("%s:%d:\n%s\n", path, check->line, sql);
    if (check->against_query) {
        print_error("  must give the same rows as\n%s\n", check->expected);
    }
    if (check->tolerance > 0) {
        print_error("  tolerance: %g\n", check->tolerance);
    }
    if (strlen(found) + strlen(expected) <= 1000) {
        print_error("  expected: %s\n  found:    %s\n", expected, found);
    } else {
        print_error("  first difference in row %d\n", row);
        print_row("expected:", expected, row);
        print_row("found:   ", found, row);
    }
}

/* Two queries that fail, or that give nothing, show nothing. */
static bool shows_something(const struct Check *check, const char *expected)
{
    return !check->against_query ||
           (strcmp(expected, "(no rows)") != 0 && strcmp(expected, "(no query)") != 0 &&
            strncmp(expected, "error: ", 7) != 0);
}

static bool run_query(struct Session *session, const struct Check *check, const char *sql)
{
    int row = 1;
    char *found = query_last(session->db, sql);
    char *expected = check->against_query ? query_last(session->db, check->expected)
                                          : sqlite3_mprintf("%s", check->expected);
    bool passes =
        same_rows(found, expected, check->tolerance, &row) && shows_something(check, expected);
    if (!passes) {
        print_difference(session->file->path, check, sql, found, expected, row);
    }
    sqlite3_free(expected);
    sqlite3_free(found);
    return passes;
}

/* Empty, spaces, controls, no-break, narrow no-break, ideographic, byte order mark, a mixture. */
static const char *const blanks[] = {
    "''",         "' '",         "char(9, 10, 13)", "char(160)",
    "char(8239)", "char(12288)", "char(65279)",     "char(65279, 32, 160, 8239, 8195)",
};

static bool run_blanks(struct Session *session, const struct Check *check, const char *sql)
{
    char *with_null = replace(sql, "NULL");
    char *expected = query_last(session->db, with_null);
    const bool is_query = strchr(sql, '@') && strncmp(expected, "error: ", 7) != 0;
    bool passes = is_query;
    if (!is_query) {
        print_difference(session->file->path, check, sql, expected, "what holds without a value",
                         1);
    }
    for (size_t i = 0; is_query && i < COUNT(blanks); i++) {
        char *with_blank = replace(sql, blanks[i]);
        char *found = query_last(session->db, with_blank);
        if (strcmp(found, expected) != 0) {
            print_difference(session->file->path, check, with_blank, found, expected, 1);
            passes = false;
        }
        sqlite3_free(found);
        sqlite3_free(with_blank);
    }
    sqlite3_free(expected);
    sqlite3_free(with_null);
    return passes;
}

/* Each statement ends with its line. */
static bool run_each(struct Session *session, const struct Check *check)
{
    bool passes = true;
    char *statements = sqlite3_mprintf("%s", check->sql);
    for (char *next = statements; next;) {
        char *statement = next;
        char *end = strstr(statement, ";\n");
        next = end ? end + 2 : NULL;
        if (end) {
            *end = 0;
        }
        passes = (check->blank ? run_blanks : run_query)(session, check, statement) && passes;
    }
    sqlite3_free(statements);
    return passes;
}

static void run_block(void **state)
{
    struct Run *run = *state;
    struct Session *session = run->session;
    const struct TestFile *file = session->file;
    skip_without(file->setup_needs);
    skip_without(run->block->needs);
    if (!session->db) {
        open_session(session);
    }
    int failed_line = 0;
    execute(session->db, "SAVEPOINT test");
    for (size_t i = 0; i < run->block->checks; i++) {
        const struct Check *check = &file->checks[run->block->first_check + i];
        bool passes = check->each || check->blank ? run_each(session, check)
                                                  : run_query(session, check, check->sql);
        if (!passes && failed_line == 0) {
            failed_line = check->line;
        }
    }
    execute(session->db, "ROLLBACK TO test; RELEASE test");
    if (failed_line != 0) {
        _fail(file->path, failed_line);
    }
}

static void report_problem(void **state)
{
    const struct TestFile *file = *state;
    print_error("%s:%d: %s\n", file->path, file->problem_line, file->problem);
    _fail(file->path, file->problem_line);
}

static int run_problem(struct TestFile *file)
{
    const struct CMUnitTest test = {"the file can be read", report_problem, NULL, NULL, file};
    return _cmocka_run_group_tests(file->path, &test, 1, NULL, NULL);
}

static int run_blocks(const struct TestFile *file)
{
    struct Session session = {.file = file};
    struct Run *runs = calloc(file->block_count, sizeof *runs);
    struct CMUnitTest *tests = calloc(file->block_count, sizeof *tests);
    if (!runs || !tests) {
        return 1;
    }
    for (size_t i = 0; i < file->block_count; i++) {
        runs[i] = (struct Run){&session, &file->blocks[i]};
        tests[i] = (struct CMUnitTest){file->blocks[i].name, run_block, NULL, NULL, &runs[i]};
    }
    int failed = _cmocka_run_group_tests(file->path, tests, file->block_count, NULL, NULL);
    if (sqlite3_close(session.db) != SQLITE_OK) {
        print_error("%s: a statement is left open\n", file->path);
        failed++;
    }
    free(tests);
    free(runs);
    return failed;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        (void)fprintf(stderr, "usage: run_test_file FILE\n");
        return 2;
    }
    struct TestFile file = read_test_file(argv[1]);
    int failed = file.problem ? run_problem(&file) : run_blocks(&file);
    free_test_file(&file);
    return failed != 0;
}
