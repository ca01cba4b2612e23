/*
 * The scripts of sql/, which the build writes into the library (packaging/embed.awk), so that who
 * has only the library has everything.
 */
#ifndef ADVOCACY_PRODUCT_SCRIPTS_H
#define ADVOCACY_PRODUCT_SCRIPTS_H

#include "host/sqlite.h"

struct Script {
    const char *name;          /* its path below sql/, such as 'schema.sql' */
    const char *const *pieces; /* its text, cut between two lines */
    int piece_count;
};

/* In the order in which they are read into a database. */
extern const struct Script advocacy_script_list[];
extern const int advocacy_script_count;

/* The script with this name, or NULL. */
const struct Script *find_script(const char *name);

/* Appends the whole text; memory errors stay in the string. */
void append_script(sqlite3_str *text, const struct Script *script);

#endif
