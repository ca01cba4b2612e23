/* What the parts of a setup share; setup.c says by which rules they go. */
#ifndef ADVOCACY_PRODUCT_SETUP_PARTS_H
#define ADVOCACY_PRODUCT_SETUP_PARTS_H

#include "product/settings.h"
#include "product/sources.h"
#include "product/transaction.h"
#include "version.h"

#define MARK SETUP_MARK ADVOCACY_VERSION " */"

struct Setup {
    sqlite3_context *context;
    enum SetupKind kind;
    const char *schema; /* where it makes what it makes */
    const struct Settings *settings;
    struct Transaction *transaction;
    struct Statements statements;
    char **missing;  /* for each canonical table, what missing_columns() says of its source */
    bool has_copies; /* those of a snapshot that stands are what would be copied now */
    int views;
};

/* setup_objects.c: functions that return false have set an error. */

/* The text as it is; NULL is out of memory, which is reported. */
char *made(const struct Setup *setup, char *text);
/* Of the function that is being called. */
const char *own_name(const struct Setup *setup);

bool is_type(const struct SchemaObject *object, const char *type);
/* Whether SQLite keeps this text of it: `stored` is from the name on. */
bool is_the_same(const struct SchemaObject *object, const char *stored);

/* Says that the name is taken, and the way out. */
bool fail_taken(const struct Setup *setup, const struct SchemaObject *object);
/* Makes room for something of ours under this name; fails when it is taken by something else. */
bool replace_object(struct Setup *setup, const struct SchemaObject *object);
/* Drops what setups of another kind or version have left and this one will not make. */
bool drop_all_leftovers(struct Setup *setup);

/* setup_tables.c */
bool prepare_settings(struct Setup *setup);
bool prepare_sources(struct Setup *setup);
bool make_indexes(struct Setup *setup);

/* setup_snapshot.c */

/* The TEMP table that says of which moment the copies are. */
#define SNAPSHOT_STATE "advocacy_snapshot"
/* Whether the kind is one that copies what it reads. */
bool is_snapshot(const struct Setup *setup);
/*
 * Whether nothing has been written since the copies that stand were made, as far as SQLite says.
 * False when in doubt.
 */
bool has_current_copies(struct Setup *setup);
/* Notes that the copies are of this moment. */
bool note_snapshot(struct Setup *setup);

/* setup_views.c */
bool make_views(struct Setup *setup);
/* Compiles each once. */
bool check_views(struct Setup *setup);

#endif
