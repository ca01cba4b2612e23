/*
 * Pages of advocacy_dashboard(): made by the shell from databases in a folder of the test's own,
 * and read. Paths are from sqlite3_malloc, texts from malloc.
 */
#ifndef ADVOCACY_TESTS_SUPPORT_DASHBOARD_H
#define ADVOCACY_TESTS_SUPPORT_DASHBOARD_H

#include "company.h"

/* A group's setup and teardown: the folder. */
int make_dashboard_folder(void **state);
int forget_dashboard_folder(void **state);
const char *dashboard_folder(void);

/* The path of a database with these scripts of the checkout read into it, in order. */
char *database_of(const char *name, const char *scripts);
char *empty_company(void);
char *hostile_company(void);

/*
 * What the shell prints of the page, errors included; `options` is the argument, in single quotes
 * with a backslash before each double one, or empty.
 */
char *page_of(const char *database, const char *options, int *status);
/* The same where it has to succeed. */
char *whole_page_of(const char *database);
/* The page of a company with settings as of 2026-10-31 and what `sql` puts in, which may use the
 * numbers n.i from 1 to 200. */
char *page_with(const char *sql);
/* What `make dashboard` runs; its messages. `variables` are assignments of the shell's. */
char *run_dashboard(const char *variables, const char *database, const char *page, int *status);

int occurrences(const char *text, const char *part);
/* Every tag is one of ours, ends, and is closed in turn; every & begins a reference. */
void assert_well_formed(const char *page);
/* The panel's own part of the page. */
char *panel_of(const char *page, const char *panel);
void assert_says(const char *page, const char *text);

#endif
