/* The canonical tables as advocacy_mapping() shows them to somebody who is to fill them in. */
#ifndef ADVOCACY_PRODUCT_MAPPING_CANONICAL_H
#define ADVOCACY_PRODUCT_MAPPING_CANONICAL_H

struct CanonicalTable {
    const char *name;
    const char *columns; /* as in schema.sql; the one that a row is nothing without first */
    const char *needed;  /* those that make a table of this name the canonical one */
    const char *meaning;
};

/* In the order in which they are likely to be there. */
extern const struct CanonicalTable canonical_tables[];
extern const int canonical_table_count;

/* The table of this name, or NULL; names are compared as SQLite does. */
const struct CanonicalTable *find_canonical_table(const char *name);

#endif
