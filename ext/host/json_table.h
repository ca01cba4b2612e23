/*
 * Table-valued functions over a JSON array of flat objects, which may be a member of an object: one
 * row for each object of the array, one column for each known key.
 */
#ifndef ADVOCACY_HOST_JSON_TABLE_H
#define ADVOCACY_HOST_JSON_TABLE_H

#include "host/table.h"

/* The `detail` of such a function. */
struct JsonRowsDetail {
    const char *source; /* the function that makes this JSON, for error messages */
    const char *const *keys;
    int key_count;
    const char *member; /* of the outer object, that the array is; NULL: the array is all */
};

/*
 * The three callbacks of struct Table. A NULL argument has no rows; unknown keys are passed over;
 * missing ones are NULL.
 */
int json_rows_load(const struct Function *function, sqlite3_value *argument,
                   struct TableRows *result, char **message);
void json_rows_column(sqlite3_context *context, const struct TableRows *result, sqlite3_int64 row,
                      int column);
void json_rows_release(struct TableRows *result);

#endif
