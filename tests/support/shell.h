/* The sqlite3 shell as a user runs it. */
#ifndef TESTS_SHELL_H
#define TESTS_SHELL_H

#include "support/database.h"

/* The shell under test: $ADVOCACY_SHELL, or sqlite3. */
const char *shell_path(void);

/* The library under test as an absolute path without suffix, for .load. */
char *absolute_library_path(void);

/*
 * What a command prints, standard error included; *status is its exit status. From malloc. A shell
 * that loads a library built with a sanitizer gets the sanitizer's own library first
 * ($ADVOCACY_PRELOAD).
 */
char *run_command(const char *command, int *status);

/* Runs a script in the shell on this database with the extension loaded; fails the test when it
 * fails. */
char *run_script(const char *database, const char *script);

/*
 * The path of a shell in this folder that begins as that of a user does whose ~/.sqliterc sets
 * everything else than usual. From sqlite3_malloc.
 */
char *shell_of_user(const char *folder);

/* A whole file, from malloc, or NULL. */
char *read_file(const char *path);

/* A folder of this test's own below the build folder, empty. From sqlite3_malloc. */
char *scratch_folder(const char *name);

/* A file of the public test data, or NULL where it is absent. From sqlite3_malloc. */
char *data_file(const char *name);

#endif
