/*
 * The scripts of sql/ that set a database up, taken apart into statements: what they make, under
 * which name, out of which text. Written for these scripts, which hold no trigger; it is no reader
 * of SQL in general.
 */
#ifndef ADVOCACY_PRODUCT_STATEMENTS_H
#define ADVOCACY_PRODUCT_STATEMENTS_H

#include "host/sqlite.h"

enum StatementKind { MAKES_TABLE, MAKES_INDEX, MAKES_VIEW, MAKES_NOTHING };

/* A piece of a text, which it does not own. */
struct Piece {
    const char *text;
    int length;
};

struct Statement {
    enum StatementKind kind;
    struct Piece name;
    struct Piece table; /* of an index: what it is on */
    /*
     * Of a table and an index, what stands in brackets, without the first one; of a view, what
     * stands behind AS. To the end of the statement, which has no semicolon.
     */
    struct Piece body;
    struct Piece whole; /* from the name on, as SQLite keeps it */
    bool is_read;       /* of a view: by another one, which SQLite compiles with it */
};

struct Statements {
    char *text;
    struct Statement *items;
    int count;
};

/*
 * All statements of schema.sql, indexes.sql, reading.sql and the views, in this order. SQLITE_OK or
 * SQLITE_NOMEM; free it in either case.
 */
int read_statements(struct Statements *statements);
void free_statements(struct Statements *statements);

/*
 * The statement that makes this, or NULL. Names are compared as SQLite does, whatever their case.
 */
const struct Statement *find_statement(const struct Statements *statements, enum StatementKind kind,
                                       const char *name);

bool piece_is(const struct Piece *piece, const char *name);

/* The next column of the body of a table, from *at on; false behind the last. Constraints are
 * passed over. */
bool next_column(const struct Statement *table, const char **at, struct Piece *column);

/* The next column of an index. */
bool next_indexed(const struct Statement *index, const char **at, struct Piece *column);

#endif
