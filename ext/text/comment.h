/* The argument that is a text of somebody's own words. */
#ifndef ADVOCACY_TEXT_COMMENT_H
#define ADVOCACY_TEXT_COMMENT_H

#include "host/value.h"

/* READ_NOTHING for NULL and blank; a BLOB is an error. The text lives as long as the value. */
enum Reading read_comment(sqlite3_context *context, sqlite3_value *value, const char **text);

#endif
