#include "text/comment.h"

enum Reading read_comment(sqlite3_context *context, sqlite3_value *value, const char **text)
{
    int type = sqlite3_value_type(value);
    if (type == SQLITE_BLOB) {
        refuse_value(context, "%s is not a text; CAST(x AS TEXT) makes it one", value);
        return READ_ERROR;
    }
    if (type == SQLITE_NULL || is_blank(value)) {
        return READ_NOTHING;
    }
    *text = (const char *)sqlite3_value_text(value);
    if (!*text) {
        sqlite3_result_error_nomem(context);
        return READ_ERROR;
    }
    return READ_VALUE;
}
