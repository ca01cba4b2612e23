/*
 * Eponymous table-valued functions over rows that are ready when the scan starts: a static table of
 * ours, or what a JSON argument holds.
 */
#ifndef ADVOCACY_HOST_TABLE_H
#define ADVOCACY_HOST_TABLE_H

#include "host/function.h"
#include "mathematics/interruption.h"

/* The rows of one scan. `rows` belongs to the table's kind and is given back to `release`. */
struct TableRows {
    void *rows;
    sqlite3_int64 count;
    struct Interruption *interruption; /* while they are made ready */
};

struct Table {
    const char *columns; /* as in CREATE TABLE, without the hidden argument */
    int column_count;

    /*
     * Makes the rows ready. `argument` is NULL when the function takes none, or was not given one.
     * On error the return value is an SQLite code and *message, if set, is from sqlite3_mprintf.
     */
    int (*load)(const struct Function *function, sqlite3_value *argument, struct TableRows *rows,
                char **message);
    void (*column)(sqlite3_context *context, const struct TableRows *rows, sqlite3_int64 row,
                   int column);
    void (*release)(struct TableRows *rows); /* or NULL */
};

int register_table(sqlite3 *db, const struct Function *function);

#endif
