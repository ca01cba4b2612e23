/* The scripts of sql/ in a database with the extension: empty, or with the company of the demo. */
#ifndef TESTS_COMPANY_H
#define TESTS_COMPANY_H

#include "support/database.h"

/*
 * Runs a whole script of plain SQL; fails the test when the file is missing or a statement fails.
 */
void execute_file(sqlite3 *db, const char *path);

/* Runs sql/reading.sql and sql/views/, after sql/schema.sql. */
void execute_views(sqlite3 *db);

/* Tables, indexes and views of sql/, and no row. */
sqlite3 *open_empty_company(void);

/* The same with the 20,000 customers of sql/demo.sql. */
sqlite3 *open_demo_company(void);

/* The same into an empty database. */
void fill_demo_company(sqlite3 *db);

/*
 * Every tenth of them, with all that they did: for what is compared with another way to compute it,
 * and needs no certain number. Without the views, or with them.
 */
void fill_tenth_tables(sqlite3 *db);
sqlite3 *open_tenth_company(void);

/* cmocka fixtures: *state is such a connection. */
int demo_company_fixture(void **state);
int tenth_company_fixture(void **state);

/* Calls `visit` for each view of the main database, in the order in which they were made. */
void visit_views(sqlite3 *db, void (*visit)(sqlite3 *db, const char *view, void *context),
                 void *context);

#endif
