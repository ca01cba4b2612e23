#include "host/json_table.h"

#include <string.h>

#include "host/value.h"
#include "reading/json_reader.h"

struct Cell {
    int type; /* SQLITE_NULL is not 0, so an untouched cell has no type */
    int length;
    union {
        int64_t integer;
        double real;
        char *text;
    } of;
};

struct JsonRows {
    const struct JsonRowsDetail *detail;
    struct Cell *cells;
    sqlite3_int64 count;
    sqlite3_int64 capacity;
    struct Interruption *interruption;
};

static void clear_cell(struct Cell *cell)
{
    if (cell->type == SQLITE_TEXT) {
        sqlite3_free(cell->of.text);
    }
    memset(cell, 0, sizeof *cell);
}

/* A new row of empty cells. */
static struct Cell *add_row(struct JsonRows *rows)
{
    size_t row_size = (size_t)rows->detail->key_count * sizeof(struct Cell);
    if (rows->count == rows->capacity) {
        sqlite3_int64 capacity = rows->capacity ? rows->capacity * 2 : 8;
        struct Cell *cells = sqlite3_realloc64(rows->cells, (sqlite3_uint64)capacity * row_size);
        if (!cells) {
            return NULL;
        }
        rows->cells = cells;
        rows->capacity = capacity;
    }
    struct Cell *row = rows->cells + rows->count * rows->detail->key_count;
    memset(row, 0, row_size);
    rows->count++;
    return row;
}

static int read_text_cell(const struct JsonReader *json, struct Cell *cell)
{
    char *text = sqlite3_malloc64((sqlite3_uint64)json->length + 1);
    if (!text) {
        return SQLITE_NOMEM;
    }
    cell->type = SQLITE_TEXT;
    cell->of.text = text;
    cell->length = (int)json_text_value(json, text);
    return SQLITE_OK;
}

static int read_cell(struct JsonReader *json, struct Cell *cell)
{
    clear_cell(cell);
    switch (json_next(json)) {
    case JSON_TEXT:
        return read_text_cell(json, cell);
    case JSON_NUMBER:
        if (json_integer_value(json, &cell->of.integer)) {
            cell->type = SQLITE_INTEGER;
        } else {
            cell->type = SQLITE_FLOAT;
            cell->of.real = json_number_value(json);
        }
        return SQLITE_OK;
    case JSON_NULL:
        return SQLITE_OK;
    default:
        return SQLITE_ERROR;
    }
}

static int find_column(const struct JsonRows *rows, const struct JsonReader *json)
{
    for (int i = 0; i < rows->detail->key_count; i++) {
        if (json_text_is(json, rows->detail->keys[i])) {
            return i;
        }
    }
    return -1;
}

/* The object's opening bracket has been read. */
static int read_row(struct JsonRows *rows, struct JsonReader *json)
{
    struct Cell *row = add_row(rows);
    if (!row) {
        return SQLITE_NOMEM;
    }
    for (;;) {
        enum JsonToken token = json_next(json);
        if (token == JSON_OBJECT_END) {
            return SQLITE_OK;
        }
        if (token != JSON_KEY) {
            return SQLITE_ERROR;
        }
        int column = find_column(rows, json);
        int error = SQLITE_OK;
        if (column >= 0) {
            error = read_cell(json, &row[column]);
        } else if (!json_skip_value(json)) {
            error = SQLITE_ERROR;
        }
        if (error) {
            return error;
        }
    }
}

/* To read a row of some cells takes as long as so many additions. */
#define ROW_WORK 2000

/* The array's opening bracket has been read. */
static int read_array(struct JsonRows *rows, struct JsonReader *json)
{
    for (;;) {
        enum JsonToken token = json_next(json);
        if (token == JSON_ARRAY_END) {
            return SQLITE_OK;
        }
        if (is_interrupted(rows->interruption, ROW_WORK)) {
            return SQLITE_INTERRUPT;
        }
        int error = token == JSON_OBJECT ? read_row(rows, json) : SQLITE_ERROR;
        if (error) {
            return error;
        }
    }
}

/* The array is a member of this object, whose opening bracket has been read. */
static int read_member_array(struct JsonRows *rows, struct JsonReader *json)
{
    bool is_found = false;
    for (;;) {
        enum JsonToken token = json_next(json);
        if (token != JSON_KEY) {
            return token == JSON_OBJECT_END && is_found ? SQLITE_OK : SQLITE_ERROR;
        }
        int error = SQLITE_OK;
        if (!is_found && json_text_is(json, rows->detail->member)) {
            is_found = true;
            error = json_next(json) == JSON_ARRAY ? read_array(rows, json) : SQLITE_ERROR;
        } else if (!json_skip_value(json)) {
            error = SQLITE_ERROR;
        }
        if (error) {
            return error;
        }
    }
}

static int read_rows(struct JsonRows *rows, const char *text, size_t length)
{
    struct JsonReader json = json_read(text, length);
    bool is_member = rows->detail->member != NULL;
    if (json_next(&json) != (is_member ? JSON_OBJECT : JSON_ARRAY)) {
        return SQLITE_ERROR;
    }
    int error = is_member ? read_member_array(rows, &json) : read_array(rows, &json);
    return !error && json_next(&json) != JSON_END ? SQLITE_ERROR : error;
}

static int refuse_json(const struct Function *function, sqlite3_value *argument, char **message)
{
    const struct JsonRowsDetail *detail = function->detail;
    char *shown = describe(argument);
    if (shown) {
        *message = sqlite3_mprintf("%s(): %s is not the JSON that %s() returns", function->name,
                                   shown, detail->source);
    }
    sqlite3_free(shown);
    return *message ? SQLITE_ERROR : SQLITE_NOMEM;
}

int json_rows_load(const struct Function *function, sqlite3_value *argument,
                   struct TableRows *result, char **message)
{
    if (!argument || sqlite3_value_type(argument) == SQLITE_NULL) {
        return SQLITE_OK;
    }
    if (sqlite3_value_type(argument) != SQLITE_TEXT) {
        return refuse_json(function, argument, message);
    }
    const char *text = (const char *)sqlite3_value_text(argument);
    struct JsonRows *rows = text ? sqlite3_malloc64(sizeof *rows) : NULL;
    if (!rows) {
        return SQLITE_NOMEM;
    }
    memset(rows, 0, sizeof *rows);
    rows->detail = function->detail;
    rows->interruption = result->interruption;
    result->rows = rows;
    int error = read_rows(rows, text, (size_t)sqlite3_value_bytes(argument));
    result->count = error ? 0 : rows->count;
    return error == SQLITE_ERROR ? refuse_json(function, argument, message) : error;
}

void json_rows_column(sqlite3_context *context, const struct TableRows *result, sqlite3_int64 row,
                      int column)
{
    const struct JsonRows *rows = result->rows;
    const struct Cell *cell = &rows->cells[row * rows->detail->key_count + column];
    switch (cell->type) {
    case SQLITE_TEXT:
        sqlite3_result_text(context, cell->of.text, cell->length, SQLITE_TRANSIENT);
        break;
    case SQLITE_INTEGER:
        sqlite3_result_int64(context, cell->of.integer);
        break;
    case SQLITE_FLOAT:
        sqlite3_result_double(context, cell->of.real);
        break;
    default:
        sqlite3_result_null(context);
        break;
    }
}

void json_rows_release(struct TableRows *result)
{
    struct JsonRows *rows = result->rows;
    if (!rows) {
        return;
    }
    for (sqlite3_int64 i = 0; i < rows->count * rows->detail->key_count; i++) {
        clear_cell(&rows->cells[i]);
    }
    sqlite3_free(rows->cells);
    sqlite3_free(rows);
}
