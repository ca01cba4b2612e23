#include "pictures/rows.h"

#include <float.h>
#include <string.h>

#define NO_LABEL (-1)

#define FINITE_OR_NULL(name)                                                                       \
    {                                                                                              \
        name, CLOSED_NUMBER, -DBL_MAX, DBL_MAX, .rule = "a finite number or NULL"                  \
    }

const struct Option chart_value_option = FINITE_OR_NULL("value");
static const struct Option chart_lower_option = FINITE_OR_NULL("lower");
static const struct Option chart_upper_option = FINITE_OR_NULL("upper");

bool read_chart_values(sqlite3_context *context, sqlite3_value *value, sqlite3_value **limits,
                       struct ChartRow *row)
{
    enum Reading reading =
        read_parameter(context, &chart_value_option, value, &row->numbers[CHART_VALUE]);
    row->has_value = reading == READ_VALUE;
    if (reading == READ_ERROR || !limits) {
        return reading != READ_ERROR;
    }
    double *lower = &row->numbers[CHART_LOWER];
    double *upper = &row->numbers[CHART_UPPER];
    enum Reading lower_reading = read_parameter(context, &chart_lower_option, limits[0], lower);
    if (lower_reading == READ_ERROR) {
        return false;
    }
    enum Reading upper_reading = read_parameter(context, &chart_upper_option, limits[1], upper);
    if (upper_reading == READ_ERROR) {
        return false;
    }
    bool are_both = lower_reading == READ_VALUE && upper_reading == READ_VALUE;
    if (are_both && *lower > *upper) {
        fail(context,
             "lower must not be above upper; this row has lower = %!.15g and upper = %!.15g",
             *lower, *upper);
        return false;
    }
    row->has_interval = are_both && row->has_value;
    return true;
}

bool read_chart_text(sqlite3_context *context, sqlite3_value *value, const char *name,
                     struct ChartText *text)
{
    text->text = NULL;
    text->length = NO_LABEL;
    int type = sqlite3_value_type(value);
    if (type == SQLITE_NULL) {
        return true;
    }
    if (type == SQLITE_BLOB) {
        fail(context, "a %s is a text, a number or NULL, not a BLOB", name);
        return false;
    }
    text->text = (const char *)sqlite3_value_text(value);
    if (!text->text) {
        sqlite3_result_error_nomem(context);
        return false;
    }
    text->length = sqlite3_value_bytes(value);
    return true;
}

static bool is_same_title(const struct ChartRows *rows, const struct ChartText *title)
{
    return rows->title_length == title->length &&
           (title->length <= 0 || memcmp(rows->title, title->text, (size_t)title->length) == 0);
}

bool read_chart_title(sqlite3_context *context, struct ChartRows *rows, sqlite3_value *value)
{
    struct ChartText title;
    if (!read_chart_text(context, value, "title", &title)) {
        return false;
    }
    if (rows->title_known) {
        if (!is_same_title(rows, &title)) {
            refuse_value(context, "title must be one constant; this row has %s", value);
            return false;
        }
        return true;
    }
    if (title.text) {
        rows->title = sqlite3_malloc64((sqlite3_uint64)title.length + 1);
        if (!rows->title) {
            sqlite3_result_error_nomem(context);
            return false;
        }
        memcpy(rows->title, title.text, (size_t)title.length);
    }
    rows->title_length = title.length;
    rows->title_known = true;
    return true;
}

static bool keep_label(struct ChartRows *rows, const struct ChartText *label)
{
    sqlite3_uint64 length = (sqlite3_uint64)label->length;
    sqlite3_uint64 needed = rows->label_bytes + length;
    if (needed > rows->label_capacity) {
        sqlite3_uint64 capacity = needed + needed / 2 + 256;
        char *labels = sqlite3_realloc64(rows->labels, capacity);
        if (!labels) {
            return false;
        }
        rows->labels = labels;
        rows->label_capacity = capacity;
    }
    memcpy(rows->labels + rows->label_bytes, label->text, (size_t)length);
    rows->label_bytes = needed;
    return true;
}

static bool grow_chart_rows(struct ChartRows *rows)
{
    sqlite3_int64 capacity = rows->capacity + rows->capacity / 2 + 16;
    struct ChartRow *grown =
        sqlite3_realloc64(rows->rows, (sqlite3_uint64)capacity * sizeof *grown);
    if (!grown) {
        return false;
    }
    rows->rows = grown;
    rows->capacity = capacity;
    return true;
}

bool keep_chart_row(sqlite3_context *context, struct ChartRows *rows, const struct ChartRow *row,
                    sqlite3_value *label, sqlite3_int64 most)
{
    struct ChartText text;
    if (!read_chart_text(context, label, "label", &text)) {
        return false;
    }
    rows->total++;
    if (rows->count == most) {
        return true;
    }
    sqlite3_uint64 start = rows->label_bytes;
    if ((rows->count == rows->capacity && !grow_chart_rows(rows)) ||
        (text.length > 0 && !keep_label(rows, &text))) {
        sqlite3_result_error_nomem(context);
        return false;
    }
    struct ChartRow *kept = &rows->rows[rows->count++];
    *kept = *row;
    kept->label = start;
    kept->label_length = text.length;
    return true;
}

struct ChartText chart_label(const struct ChartRows *rows, sqlite3_int64 i)
{
    const struct ChartRow *row = &rows->rows[i];
    if (row->label_length == NO_LABEL) {
        return (struct ChartText){"(none)", 6};
    }
    return row->label_length == 0
               ? (struct ChartText){"", 0}
               : (struct ChartText){rows->labels + row->label, row->label_length};
}

void free_chart_rows(struct ChartRows *rows)
{
    sqlite3_free(rows->rows);
    sqlite3_free(rows->labels);
    sqlite3_free(rows->title);
    memset(rows, 0, sizeof *rows);
}
