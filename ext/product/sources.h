/*
 * The canonical tables that the views read, and what stands under their names in the database of
 * the caller: a table, a view that maps one, or nothing.
 */
#ifndef ADVOCACY_PRODUCT_SOURCES_H
#define ADVOCACY_PRODUCT_SOURCES_H

#include "host/function.h"
#include "product/statements.h"

struct SourceTable {
    const char *name;
    const char *key; /* the column without which its rows say nothing, and it is something else */
};

/* Every table of schema.sql, in its order; the settings are the first. */
extern const struct SourceTable advocacy_source_tables[];
extern const int advocacy_source_table_count;

/* A table, view or index of one schema; all NULL when there is none. From sqlite3_malloc. */
struct SchemaObject {
    char *schema; /* 'main', 'temp' or the name of an attached database */
    char *name;   /* as it is spelled there */
    char *type;   /* 'table', 'view' or 'index' */
    char *sql;    /* as SQLite keeps it, may be NULL */
};

void free_schema_object(struct SchemaObject *object);

/* What stands under this name in this schema. False after an error. */
bool find_object(sqlite3_context *context, const char *schema, const char *name,
                 struct SchemaObject *object);

/* The table or view that SQLite finds under this name outside of temp: in main, or else in an
 * attached database. False after an error. */
bool find_beyond_temp(sqlite3_context *context, const char *name, struct SchemaObject *object);

/*
 * Whether it was made by a setup, of this version or another: it carries the mark, or it is to the
 * letter what a script of sql/ makes that somebody has read in.
 */
bool is_ours(const struct SchemaObject *object, const struct Statements *statements);

/* What begins the text of all that a setup makes. */
#define SETUP_MARK "/* advocacy "

/*
 * The columns of the canonical table that the source lacks, each as `, NULL AS "name"`; a space
 * where it lacks none. Fails, and names the way out, when its key is among them. From
 * sqlite3_malloc; NULL after an error.
 */
char *missing_columns(sqlite3_context *context, const struct SourceTable *table,
                      const struct Statement *definition, const struct SchemaObject *source);

/* The columns that both have, but for the first, with commas between them. From sqlite3_malloc;
 * NULL after an error. */
char *common_columns(sqlite3_context *context, const struct Statement *definition,
                     const struct SchemaObject *source);

#endif
