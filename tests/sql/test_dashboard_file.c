/*
 * sql/dashboard.sh, which `make dashboard` runs: the page as a file. Whatever the paths and the
 * words are, a page is whole or it is the one before.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "support/dashboard.h"
#include "support/shell.h"

static char *path_of(const char *name)
{
    return sqlite3_mprintf("%s/%s", dashboard_folder(), name);
}

/*
 * A command of the shell in the folder of this suite; `%s` of it is the script with the library and
 * the shell.
 */
static char *run_of(const char *name, const char *shell, const char *command, int *status)
{
    char *library = absolute_library_path();
    int found;
    char *root = run_command("pwd", &found);
    root[strcspn(root, "\n")] = 0;
    char *script = sqlite3_mprintf("sh '%s/sql/%s' '%s' '%s'", root, name, library, shell);
    char *body = sqlite3_mprintf(command, script);
    char *full = sqlite3_mprintf("cd '%s' && %s", dashboard_folder(), body);
    char *text = run_command(full, status);
    sqlite3_free(full);
    sqlite3_free(body);
    sqlite3_free(script);
    free(root);
    sqlite3_free(library);
    return text;
}

static char *run_here(const char *command, int *status)
{
    return run_of("dashboard.sh", shell_path(), command, status);
}

static void assert_runs(const char *command)
{
    int status;
    char *text = run_here(command, &status);
    if (status != 0) {
        fail_msg("%s\n%s", command, text);
    }
    free(text);
}

/* Orders under other names, with a view that maps them in a file of its own. */
static char *shop(const char *name)
{
    char *database = database_of(name, "/dev/null");
    free(run_script(database,
                    "CREATE TABLE orders(who, day, euro);"
                    "INSERT INTO orders VALUES ('a', '2025-01-02', 5), ('a', '2025-03-02', 6), "
                    "('b', '2024-05-01', 7);"));
    return database;
}

#define PURCHASES                                                                                  \
    "VIEW purchase AS SELECT rowid AS purchase_id, who AS customer_id, day AS purchased_at, "      \
    "euro AS amount, 'reviews' AS reason FROM orders;"

static void any_database_with_some_canonical_tables_has_a_page(void **state)
{
    (void)state;
    char *database = shop("some");
    free(run_script(database, "CREATE " PURCHASES));
    char *path = path_of("some.html");
    int status;
    free(run_dashboard("", database, path, &status));
    assert_int_equal(status, 0);
    char *page = read_file(path);
    assert_well_formed(page);
    assert_non_null(
        strstr(page, "Looks back from 2 Mar 2025, the newest answer or purchase: 3 Mar 2024"));
    char *channels = panel_of(page, "channels");
    assert_non_null(strstr(channels, "from 3 purchases with a reason"));
    /* Growth, channels and sources; the others have nothing to show. */
    assert_int_equal(occurrences(page, "<section class=\"panel"), 3);
    assert_int_equal(occurrences(page, "<li><a href=\"#"), 3);
    free(channels);
    free(page);
    char *tables = run_script(database, "SELECT group_concat(name) FROM sqlite_master;");
    assert_string_equal(tables, "orders,purchase\n");
    free(tables);
    sqlite3_free(path);
    sqlite3_free(database);
}

static void what_it_is_told_is_on_the_page(void **state)
{
    (void)state;
    char *database = shop("told");
    char *path = path_of("told.html");
    int status;
    free(run_command("true", &status));
    assert_runs(
        "printf '%%s' \"CREATE TEMP " PURCHASES "\" >map.sql && MAPPING=map.sql "
        "AS_OF=2025-12-31 PERIOD=365 CURRENCY='CHF \"&\"' TITLE=\"It's \\\"all\\\" \\\\ 5\xE2\x82\xAC"
        " <x>\" %s told.db told.html");
    char *page = read_file(path);
    assert_well_formed(page);
    assert_non_null(strstr(page, "<h1>It&#39;s &quot;all&quot; \\ 5\xE2\x82\xAC &lt;x&gt;</h1>"));
    assert_non_null(strstr(page, "1 Jan 2025 to 31 Dec 2025"));
    assert_non_null(strstr(page, " CHF &quot;&amp;&quot;</b>"));
    free(page);
    sqlite3_free(path);
    sqlite3_free(database);
}

static void paths_may_hold_anything(void **state)
{
    (void)state;
    static const char *const names[] = {"-with dash.db", "with ' quote.db", "with \" double.db",
                                        "with \\ backslash.db", "|echo pipe.db"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *database = path_of("plain.db");
        sqlite3_free(shop("plain"));
        char *script = sqlite3_mprintf("CREATE TEMP " PURCHASES);
        char *mapping = sqlite3_mprintf("%s.sql", names[i]);
        char *file = path_of(mapping);
        char *moved = path_of(names[i]);
        assert_int_equal(rename(database, moved), 0);
        FILE *text = fopen(file, "w");
        assert_non_null(text);
        fputs(script, text);
        fclose(text);
        assert_int_equal(setenv("NAME", names[i], 1), 0);
        assert_runs("MAPPING=\"$NAME.sql\" %s \"$NAME\" \"$NAME.html\"");
        char *page_name = sqlite3_mprintf("%s.html", names[i]);
        char *path = path_of(page_name);
        char *page = read_file(path);
        assert_non_null(page);
        assert_well_formed(page);
        free(page);
        sqlite3_free(path);
        sqlite3_free(page_name);
        sqlite3_free(moved);
        sqlite3_free(file);
        sqlite3_free(mapping);
        sqlite3_free(script);
        sqlite3_free(database);
    }
}

static void what_the_users_shell_is_set_to_does_not_matter(void **state)
{
    (void)state;
    char *database = shop("home");
    free(run_script(database, "CREATE " PURCHASES));
    assert_runs("%s home.db home.html");
    char *shell = shell_of_user(dashboard_folder());
    int status;
    char *text = run_of("dashboard.sh", shell, "%s home.db user.html", &status);
    assert_int_equal(status, 0);
    assert_string_equal(text, "");
    free(text);
    assert_runs("cmp home.html user.html");
    sqlite3_free(shell);
    sqlite3_free(database);
}

static void the_file_has_the_permissions_of_the_umask(void **state)
{
    (void)state;
    static const struct {
        const char *command;
        unsigned mode;
    } cases[] = {{"umask 022 && %s mode.db mode.html", 0644},
                 {"umask 077 && %s mode.db mode.html", 0600},
                 {"umask 002 && %s mode.db mode.html", 0664}};
    char *database = shop("mode");
    free(run_script(database, "CREATE " PURCHASES));
    char *path = path_of("mode.html");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_runs(cases[i].command);
        struct stat found;
        assert_int_equal(stat(path, &found), 0);
        assert_int_equal(found.st_mode & 0777, cases[i].mode);
    }
    sqlite3_free(path);
    sqlite3_free(database);
}

/* As the first lines of a page are. */
#define BEFORE "<meta name=\"generator\" content=\"advocacy 0.1\">\nbefore"

/* Ends with an error that says this, and leaves the page before it and nothing beside it. */
static void assert_refused(const char *command, const char *message)
{
    int status;
    char *path = path_of("kept.html");
    free(run_here("rm -f kept.html* && printf '%%s' '" BEFORE "' >kept.html", &status));
    char *text = run_here(command, &status);
    assert_int_not_equal(status, 0);
    if (!strstr(text, message)) {
        fail_msg("%s\nis not in\n%s", message, text);
    }
    free(text);
    char *page = read_file(path);
    assert_string_equal(page, BEFORE);
    free(page);
    char *count = run_here("ls | grep -c '^kept.html'", &status);
    assert_string_equal(count, "1\n");
    free(count);
    sqlite3_free(path);
}

static void what_it_cannot_use_it_names(void **state)
{
    (void)state;
    char *database = shop("use");
    free(run_script(database, "CREATE " PURCHASES));
    assert_refused("AS_OF=31.10.2026 %s use.db kept.html", "31.10.2026");
    assert_refused("AS_OF=2026-02-29 %s use.db kept.html", "not '2026-02-29'");
    assert_refused("PERIOD=week %s use.db kept.html", "PERIOD is a number of days, not week");
    assert_refused("PERIOD=0 %s use.db kept.html", "period_days is a whole number above 0");
    assert_refused("MAPPING=none.sql %s use.db kept.html", "no mapping ./none.sql");
    assert_refused("%s use.db 'no folder/kept.html'", "there is no folder ./no folder");
    assert_refused("%s none.db kept.html", "there is no database ./none.db");
    assert_refused("mkdir -p folder && %s use.db folder", "is a folder");
    assert_refused("printf 'not a database, certainly not one' >bad.db && %s bad.db kept.html",
                   "no page was made of ./bad.db");
    assert_refused("printf 'CREATE TEMP VIEW review AS SELECT;' >bad.sql && MAPPING=bad.sql %s "
                   "use.db kept.html",
                   "no page was made of ./use.db");
    assert_refused("%s use.db", "usage: dashboard.sh LIBRARY SQLITE3 DATABASE PAGE");
    sqlite3_free(database);
}

static void the_page_never_takes_the_place_of_what_it_is_made_of(void **state)
{
    (void)state;
    char *database = shop("same");
    free(run_script(database, "CREATE " PURCHASES));
    assert_refused("ln -f same.db link.html && %s same.db link.html", "./link.html is what");
    assert_refused("%s same.db \"./../$(basename \"$PWD\")/same.db\"",
                   "is what the page is made of");
    assert_refused("touch map.sql && MAPPING=map.sql %s same.db map.sql", "./map.sql is what");
    char *count = run_script(database, "SELECT count(*) FROM orders;");
    assert_string_equal(count, "3\n");
    free(count);
    sqlite3_free(database);
}

static void a_page_that_finds_no_room_is_not_put_in_place(void **state)
{
    (void)state;
    char *database = hostile_company();
    /* As on a full disk: a file of 16 blocks, with the signal or with an error. */
    assert_refused("ulimit -f 16 && %s hostile.db kept.html", "dashboard.sh: ");
    assert_refused("trap '' XFSZ && ulimit -f 16 && %s hostile.db kept.html", "dashboard.sh: ");
    sqlite3_free(database);
}

/* Skipped where nobody may mount anything. */
static void a_page_that_fills_the_disk_is_not_put_in_place(void **state)
{
    (void)state;
    int status;
    char *text =
        run_command("unshare -rm sh -c 'mount -t tmpfs -o size=64k none /mnt' 2>&1", &status);
    free(text);
    if (status != 0) {
        print_message("skipped: no file system can be mounted here\n");
        skip();
    }
    char *database = hostile_company();
    assert_int_equal(setenv("DATABASE", database, 1), 0);
    text = run_here(
        "cat >full.sh <<'END'\nmount -t tmpfs -o size=64k none /mnt && printf '%%s' '" BEFORE
        "' >/mnt/page.html\n\"$@\" /mnt/page.html && exit 3\n"
        "ls -A /mnt\ntail -n 1 /mnt/page.html\nEND\n"
        "cp \"$DATABASE\" full.db && unshare -rm sh full.sh %s full.db",
        &status);
    if (status != 0 || !strstr(text, "\npage.html\nbefore")) {
        fail_msg("%s", text);
    }
    free(text);
    sqlite3_free(database);
}

/* A device is written to, and stays what it is. */
static void a_device_is_no_file_that_is_replaced(void **state)
{
    (void)state;
    char *database = shop("device");
    free(run_script(database, "CREATE " PURCHASES));
    int status;
    char *text = run_here("%s device.db /dev/stdout", &status);
    assert_int_equal(status, 0);
    assert_well_formed(text);
    free(text);
    text = run_here("[ -c /dev/full ] || exit 9; %s device.db /dev/full && exit 8; "
                    "[ -c /dev/full ] && ! ls /dev/full.* 2>&1",
                    &status);
    assert_true(status == 9 || (status == 0 && strstr(text, "could not be written to its end")));
    free(text);
    sqlite3_free(database);
}

static void a_file_that_is_no_page_is_not_written_over(void **state)
{
    (void)state;
    char *database = shop("mine");
    free(run_script(database, "CREATE " PURCHASES));
    int status;
    char *text = run_here("echo mine >mine.txt && %s mine.db mine.txt", &status);
    assert_int_equal(status, 1);
    assert_non_null(strstr(text, "./mine.txt is there and is not a page of this kind"));
    free(text);
    assert_runs("[ \"$(cat mine.txt)\" = mine ] && : %s");
    /* A page of ours, and nothing at all, are. */
    assert_runs(": >mine.html && %s mine.db mine.html");
    assert_runs("%s mine.db mine.html && grep -q '</html>' mine.html");
    sqlite3_free(database);
}

/* The shell's edit() would start a program. */
static void a_view_of_the_database_starts_nothing(void **state)
{
    (void)state;
    char *database = shop("hostile_view");
    free(run_script(database, "CREATE VIEW purchase AS SELECT rowid AS purchase_id, edit(who, "
                              "'touch started;:') AS customer_id, day AS purchased_at, euro AS "
                              "amount, 'x' AS reason FROM orders;"));
    assert_refused("rm -f started && %s hostile_view.db kept.html", "unsafe use of edit()");
    assert_refused("printf 'CREATE TEMP VIEW review AS SELECT customer_id, 5 AS rating FROM "
                   "main.purchase; SELECT * FROM review;' >map.sql && MAPPING=map.sql %s "
                   "hostile_view.db kept.html",
                   "unsafe use of edit()");
    assert_runs("! [ -e started ] && : %s");
    sqlite3_free(database);
}

static void a_lock_is_waited_for(void **state)
{
    (void)state;
    char *database = shop("lock");
    free(run_script(database, "CREATE " PURCHASES));
    char *command =
        sqlite3_mprintf("{ printf 'BEGIN EXCLUSIVE;\n.shell touch locked; sleep 1\n"
                        "COMMIT;\n' | '%s' -batch lock.db & } && while ! [ -e locked ]; "
                        "do :; done && %%s lock.db lock.html",
                        shell_path());
    assert_runs(command);
    sqlite3_free(command);
    sqlite3_free(database);
}

/* Whatever the name of a folder is, and whoever made a file in it. */
static void the_demonstration_writes_over_nothing_of_the_users(void **state)
{
    (void)state;
    static const char *const names[] = {"company.db", "survey.csv", "survey.db", "dashboard.html"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *command = sqlite3_mprintf("rm -rf ./-d* && mkdir -- \"-d 'q\" && echo mine "
                                        ">\"./-d 'q/%s\" && %%s \"-d 'q\"",
                                        names[i]);
        int status;
        char *text = run_of("demo.sh", shell_path(), command, &status);
        assert_int_equal(status, 1);
        char *said = sqlite3_mprintf("/-d 'q/%s is there and was not made", names[i]);
        assert_non_null(strstr(text, said));
        free(text);
        text = run_here("cat ./-d*/* && ls -A ./-d*", &status);
        char *left = sqlite3_mprintf("mine\n%s\n", names[i]);
        assert_string_equal(text, left);
        sqlite3_free(left);
        free(text);
        sqlite3_free(said);
        sqlite3_free(command);
    }
}

/* The targets are up to date, also in another build folder. */
static void make_takes_words_as_they_are(void **state)
{
    (void)state;
    char *database = shop("words");
    free(run_script(database, "CREATE " PURCHASES));
    sqlite3_free(database);
    char *library = absolute_library_path();
    char *slash = strrchr(library, '/');
    *slash = 0;
    char *command = sqlite3_mprintf(
        "unset MAKEFLAGS MFLAGS MAKELEVEL; here=$(pwd); cd '%s' && cp -- words.db \"-it's \\$5.db\" && "
        "folder=$(pwd) && cd \"$here\" && make -s -o '%s/advocacy.so' -o '%s/advocacy.dylib' "
        "BUILD='%s' SQLITE3='%s' DB=\"$folder/-it's \\$5.db\" DASHBOARD=\"$folder/-a 'b.html\" "
        "TITLE='US$ \"&\" it'\\''s' AS_OF=2025-12-31 PERIOD=365 dashboard && "
        "cat \"$folder/-a 'b.html\"",
        dashboard_folder(), library, library, library, shell_path());
    int status;
    char *page = run_command(command, &status);
    if (status != 0 || !strstr(page, "<h1>US$ &quot;&amp;&quot; it&#39;s</h1>")) {
        fail_msg("%.2000s", page);
    }
    assert_non_null(strstr(page, "1 Jan 2025 to 31 Dec 2025"));
    free(page);
    sqlite3_free(command);
    sqlite3_free(library);
}

static void a_database_of_other_tables_is_told_which_ones_were_looked_for(void **state)
{
    (void)state;
    sqlite3_free(shop("foreign"));
    assert_refused("%s foreign.db kept.html", "survey_response, purchase");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_database_with_some_canonical_tables_has_a_page),
        cmocka_unit_test(what_it_is_told_is_on_the_page),
        cmocka_unit_test(paths_may_hold_anything),
        cmocka_unit_test(what_the_users_shell_is_set_to_does_not_matter),
        cmocka_unit_test(the_file_has_the_permissions_of_the_umask),
        cmocka_unit_test(what_it_cannot_use_it_names),
        cmocka_unit_test(the_page_never_takes_the_place_of_what_it_is_made_of),
        cmocka_unit_test(a_page_that_finds_no_room_is_not_put_in_place),
        cmocka_unit_test(a_page_that_fills_the_disk_is_not_put_in_place),
        cmocka_unit_test(a_device_is_no_file_that_is_replaced),
        cmocka_unit_test(a_file_that_is_no_page_is_not_written_over),
        cmocka_unit_test(a_view_of_the_database_starts_nothing),
        cmocka_unit_test(a_lock_is_waited_for),
        cmocka_unit_test(the_demonstration_writes_over_nothing_of_the_users),
        cmocka_unit_test(make_takes_words_as_they_are),
        cmocka_unit_test(a_database_of_other_tables_is_told_which_ones_were_looked_for),
    };
    return cmocka_run_group_tests_name("dashboard file", tests, make_dashboard_folder,
                                       forget_dashboard_folder);
}
