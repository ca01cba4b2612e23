/* What a setup is told as arguments: its kind, and settings, JSON with columns of
 * advocacy_settings. */
#ifndef ADVOCACY_PRODUCT_SETTINGS_H
#define ADVOCACY_PRODUCT_SETTINGS_H

#include "host/function.h"

enum SetupKind {
    SETUP_MAIN,     /* tables, indexes and views in main */
    SETUP_TEMP,     /* TEMP views over what is there, TEMP tables for what is not */
    SETUP_SNAPSHOT, /* the same, with the reading layer as TEMP tables that hold what was read */
    SETUP_PAGE      /* a snapshot that goes on from the settings and copies that stand in TEMP */
};

/* Fails at anything but 'main', 'temp' and 'snapshot', which are those that a user asks for. */
bool read_setup_kind(sqlite3_context *context, sqlite3_value *value, enum SetupKind *kind);

#define MOST_SETTINGS 24

struct Settings {
    /* SQL literals in the order of the columns, NULL where nothing is said. From sqlite3_malloc. */
    char *literals[MOST_SETTINGS];
    int known; /* how many there are to be said */
};

/*
 * Reads the JSON; NULL is none. With `for_page` a title and a currency are among what may be said,
 * which no column holds. Fails at what is no setting and at a value that breaks its rule, and names
 * both, and the settings. Free it in either case.
 */
bool read_settings(sqlite3_context *context, sqlite3_value *json, bool for_page,
                   struct Settings *settings);
void free_settings(struct Settings *settings);

/* The literal of what was said, "NULL" where nothing was. */
const char *setting_literal(const struct Settings *settings, const char *name);

/* Whether one is given that the views read. */
bool has_column_settings(const struct Settings *settings);

/*
 * Writes what is given into the only row of this schema's advocacy_settings, which is made if there
 * is none. False after an error.
 */
bool write_settings(sqlite3_context *context, const char *schema, const struct Settings *settings);

#endif
