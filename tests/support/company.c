#include "support/company.h"

#include <glob.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "support/shell.h"

void execute_file(sqlite3 *db, const char *path)
{
    char *sql = read_file(path);
    if (!sql) {
        fail_msg("cannot read %s", path);
    }
    execute(db, sql);
    free(sql);
}

void execute_views(sqlite3 *db)
{
    glob_t files;
    execute_file(db, "sql/reading.sql");
    assert_int_equal(glob("sql/views/*.sql", 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        execute_file(db, files.gl_pathv[i]);
    }
    globfree(&files);
}

sqlite3 *open_empty_company(void)
{
    sqlite3 *db = open_database();
    execute_file(db, "sql/schema.sql");
    execute_file(db, "sql/indexes.sql");
    execute_views(db);
    return db;
}

/*
 * The tables as make has written them into this file beside the library, with scripts that take
 * seconds. False where it has not.
 */
static bool copy_made_tables(sqlite3 *db, const char *file)
{
    char *library = absolute_library_path();
    char *path = sqlite3_mprintf("%.*s/%s", (int)(strrchr(library, '/') - library), library, file);
    sqlite3 *made;
    bool is_copied = false;
    if (sqlite3_open_v2(path, &made, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK) {
        sqlite3_backup *backup = sqlite3_backup_init(db, "main", made, "main");
        is_copied = backup && sqlite3_backup_step(backup, -1) == SQLITE_DONE;
        sqlite3_backup_finish(backup);
    }
    sqlite3_close(made);
    sqlite3_free(path);
    sqlite3_free(library);
    return is_copied;
}

static void fill_demo_tables(sqlite3 *db)
{
    if (!copy_made_tables(db, "demo_company.db")) {
        execute_file(db, "sql/schema.sql");
        execute_file(db, "sql/demo.sql");
        execute_file(db, "sql/indexes.sql");
    }
}

void fill_demo_company(sqlite3 *db)
{
    fill_demo_tables(db);
    execute_views(db);
}

sqlite3 *open_demo_company(void)
{
    sqlite3 *db = open_database();
    fill_demo_company(db);
    return db;
}

void fill_tenth_tables(sqlite3 *db)
{
    if (!copy_made_tables(db, "tenth_company.db")) {
        fill_demo_tables(db);
        execute_file(db, "tests/support/tenth_company.sql");
    }
}

sqlite3 *open_tenth_company(void)
{
    sqlite3 *db = open_database();
    fill_tenth_tables(db);
    execute_views(db);
    return db;
}

int demo_company_fixture(void **state)
{
    *state = open_demo_company();
    return 0;
}

int tenth_company_fixture(void **state)
{
    *state = open_tenth_company();
    return 0;
}

void visit_views(sqlite3 *db, void (*visit)(sqlite3 *db, const char *view, void *context),
                 void *context)
{
    sqlite3_stmt *views;
    int count = 0;
    assert_int_equal(
        sqlite3_prepare_v2(db, "SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY rowid",
                           -1, &views, NULL),
        SQLITE_OK);
    while (sqlite3_step(views) == SQLITE_ROW) {
        visit(db, (const char *)sqlite3_column_text(views, 0), context);
        count++;
    }
    assert_int_equal(sqlite3_finalize(views), SQLITE_OK);
    assert_true(count > 0);
}
