/*
 * The hosts of tests/hosts, without running them (`make test-hosts` does): README.md shows each of
 * them to the letter, and their queries have the answers that stand beside them.
 */
#include <dirent.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "support/database.h"
#include "support/shell.h"

/* What is in the folder and no host. */
static bool is_host(const char *name)
{
    static const char *const others[] = {".",           "..",         "README.md",
                                         "queries.tsv", "survey.csv", "package.json",
                                         "run.sh",      "install.sh", "common.sh"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (strcmp(name, others[i]) == 0) {
            return false;
        }
    }
    return true;
}

static void the_readme_shows_every_host_to_the_letter(void **state)
{
    (void)state;
    char *readme = read_file("tests/hosts/README.md");
    char *runner = read_file("tests/hosts/run.sh");
    assert_true(readme && runner);
    DIR *folder = opendir("tests/hosts");
    assert_non_null(folder);
    int hosts = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (!is_host(entry->d_name)) {
            continue;
        }
        char *path = sqlite3_mprintf("tests/hosts/%s", entry->d_name);
        char *text = read_file(path);
        assert_non_null(text);
        char *block = sqlite3_mprintf("\n%s```\n", text);
        if (!strstr(readme, block)) {
            fail_msg("tests/hosts/README.md does not show %s", path);
        }
        /* `make test-hosts` asks it: its name without the suffix is one of the hosts. */
        char *name = sqlite3_mprintf(" %.*s", (int)strcspn(entry->d_name, "."), entry->d_name);
        if (!strstr(runner, name)) {
            fail_msg("tests/hosts/run.sh does not run %s", path);
        }
        hosts++;
        sqlite3_free(name);
        sqlite3_free(block);
        sqlite3_free(path);
        free(text);
    }
    closedir(folder);
    assert_true(hosts >= 20);
    free(runner);
    free(readme);
}

/* Each program has a line in the table above it, which says how the extension is loaded there. */
static void the_table_of_the_readme_names_every_host(void **state)
{
    (void)state;
    char *readme = read_file("tests/hosts/README.md");
    assert_non_null(readme);
    int count = 0;
    for (char *title = strstr(readme, "\n### "); title; title = strstr(title + 1, "\n### ")) {
        char *cell = sqlite3_mprintf("\n| [%.*s](#", (int)strcspn(title + 5, "\n"), title + 5);
        if (!strstr(readme, cell)) {
            fail_msg("tests/hosts/README.md has no line that begins with %s", cell + 1);
        }
        sqlite3_free(cell);
        count++;
    }
    assert_true(count >= 20);
    free(readme);
}

/* The survey as an import makes it: everything is text. Cells are neither quoted nor escaped. */
static void import_survey(sqlite3 *db)
{
    char *rows = read_file("tests/hosts/survey.csv");
    assert_non_null(rows);
    execute(db, "CREATE TABLE survey (customer TEXT, segment TEXT, month TEXT, score TEXT)");
    char *line = strchr(rows, '\n');
    while (line && *++line) {
        char *end = strchr(line, '\n');
        assert_non_null(end);
        char *cell[4];
        for (int i = 0; i < 4; i++) {
            size_t length = strcspn(line, ",\n");
            cell[i] = sqlite3_mprintf("%.*s", (int)length, line);
            line += length + (line[length] == ',');
        }
        char *sql = sqlite3_mprintf("INSERT INTO survey VALUES (%Q, %Q, %Q, %Q)", cell[0], cell[1],
                                    cell[2], cell[3]);
        execute(db, sql);
        sqlite3_free(sql);
        for (int i = 0; i < 4; i++) {
            sqlite3_free(cell[i]);
        }
        line = end;
    }
    free(rows);
}

static void the_queries_of_all_hosts_have_the_answers_beside_them(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    import_survey(db);
    /* As run.sh makes it, so that the product finds answers. */
    execute(db, "CREATE VIEW survey_response AS SELECT customer AS customer_id, month || '-15' AS "
                "answered_at, score FROM survey");
    char *lines = read_file("tests/hosts/queries.tsv");
    assert_non_null(lines);
    int count = 0;
    int numbers = 0;
    int nulls = 0;
    for (char *query = lines; *query; count++) {
        char *tab = strchr(query, '\t');
        char *end = strchr(query, '\n');
        assert_true(tab && end && tab < end);
        *tab = 0;
        *end = 0;
        if (strncmp(tab + 1, "error: ", 7) == 0) {
            assert_fails(db, query, tab + 8);
        } else if (strncmp(tab + 1, "number: ", 8) == 0) {
            numbers++;
            assert_number(db, query, strtod(tab + 9, NULL), 1e-9);
        } else {
            nulls += strcmp(tab + 1, "NULL") == 0;
            assert_query(db, query, tab + 1);
        }
        query = end + 1;
    }
    assert_true(count >= 10);
    /* What a host makes of types: not only text. */
    assert_true(numbers >= 2 && nulls >= 1);
    free(lines);
    close_database(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_readme_shows_every_host_to_the_letter),
        cmocka_unit_test(the_table_of_the_readme_names_every_host),
        cmocka_unit_test(the_queries_of_all_hosts_have_the_answers_beside_them),
    };
    return cmocka_run_group_tests_name("hosts", tests, NULL, NULL);
}
