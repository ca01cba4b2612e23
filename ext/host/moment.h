/* Times as arguments of strict functions: read as advocacy_time() reads them, or refused. */
#ifndef ADVOCACY_HOST_MOMENT_H
#define ADVOCACY_HOST_MOMENT_H

#include "host/value.h"

/* Before everything: when a time is not known. */
#define UNKNOWN_MOMENT INT64_MIN

/*
 * Seconds since 1970-01-01 UTC; UNKNOWN_MOMENT for NULL and blank TEXT. False after an error, which
 * is then set: it says that advocacy_time() turns what is no time into NULL, and `means` what that
 * stands for (", which is the oldest time").
 */
bool read_moment(sqlite3_context *context, sqlite3_value *value, const char *means,
                 int64_t *moment);

#endif
