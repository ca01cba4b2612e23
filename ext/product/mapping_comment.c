/*
 * What the views of a mapping are made of: lines with their comments, sources, joins, conditions.
 */
#include <stdarg.h>
#include <string.h>

#include "product/mapping_write.h"
#include "product/sources.h"

void append_comment(struct Writer *writer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    sqlite3_str_appendall(writer->text, " -- ");
    sqlite3_str_vappendf(writer->text, format, arguments);
    va_end(arguments);
}

char *shown_example(struct Writer *writer, const struct Example *example)
{
    return sql_piece(writer, "'%.*s%s'", (int)example->length, example->text,
                     example->is_cut ? "..." : "");
}

char *shown(struct Writer *writer, const char *text)
{
    struct Example example = example_of(text, strlen(text));
    return sql_piece(writer, "%.*s%s", (int)example.length, example.text,
                     example.is_cut ? "..." : "");
}

static void append_column(struct Writer *writer, char *expression, const char *name)
{
    sqlite3_str_appendf(writer->text, "%z AS %s", expression, name);
}

void write_column(struct Writer *writer, char *expression, const char *name)
{
    sqlite3_str_appendall(writer->text, writer->has_column ? "\n     , " : "\nSELECT ");
    append_column(writer, expression, name);
    writer->has_column = true;
}

void write_choice(struct Writer *writer, char *expression, const char *name)
{
    sqlite3_str_appendall(writer->text, "\n--   , ");
    append_column(writer, expression, name);
}

void write_missing(struct Writer *writer, const char *name, const char *meaning)
{
    sqlite3_str_appendf(writer->text, "\n--   , [?] AS %s -- not found: %s", name, meaning);
}

/* What an earlier mapping or setup has made in temp makes room. A table of the user's would not. */
static void drop_earlier_view(struct Writer *writer, const char *name)
{
    struct Sources *sources = writer->plan->sources;
    sqlite3_stmt *rows =
        ask_rows(sources,
                 "SELECT type FROM sqlite_temp_master WHERE name = %Q COLLATE NOCASE "
                 "AND (type = 'view' OR sql LIKE '%%(" SETUP_MARK "%%')",
                 name);
    while (next_source_row(sources, rows)) {
        sqlite3_str_appendf(writer->text, "DROP %s IF EXISTS temp.%s;\n",
                            sqlite3_column_text(rows, 0), name);
    }
}

/* The names that no script can have, with commas between them; NULL when there is none. */
static char *nameless_columns(struct Writer *writer, const struct Source *source, bool *is_foreign)
{
    char *list = NULL;
    *is_foreign = false;
    for (int i = 0; i < source->column_count; i++) {
        const struct SourceColumn *column = &source->columns[i];
        *is_foreign = *is_foreign || column->is_nameless || column->evidence.foreign > 0;
        if (column->is_nameless) {
            char *name = shown(writer, column->name);
            list = list ? sql_piece(writer, "%z, %z", list, name) : name;
        }
    }
    return list;
}

void write_encoding(struct Writer *writer, const struct Source *source)
{
    bool is_foreign;
    char *nameless = nameless_columns(writer, source, &is_foreign);
    if (is_foreign) {
        sqlite3_str_appendf(
            writer->text,
            "\n-- PLEASE CHECK: %z holds text that is not UTF-8. Dates and amounts are read as if it were Windows-1252; names show"
            "\n-- gaps until the file is converted, as by  iconv -f WINDOWS-1252 -t UTF-8,  and imported anew",
            shown(writer, source->name));
    }
    if (nameless) {
        sqlite3_str_appendf(writer->text, "; left out until then, as nothing can name them: %s",
                            nameless);
    }
    sqlite3_free(nameless);
}

void begin_view(struct Writer *writer, const char *name, const struct Source *source)
{
    int values = source->column_count > 0 ? source->columns[0].evidence.values : 0;
    char *table = shown(writer, source->name);
    sqlite3_str_appendf(writer->text, "\n\n-- %s: %z, of which %d row%s were looked at", name,
                        table, values, values == 1 ? "" : "s");
    write_encoding(writer, source);
    sqlite3_str_appendall(writer->text, "\n");
    drop_earlier_view(writer, name);
    sqlite3_str_appendf(writer->text, "CREATE TEMP VIEW %s AS", name);
    writer->has_column = false;
    writer->has_filter = false;
}

/* On a line of its own: the one before may end in a comment. */
void end_view(struct Writer *writer)
{
    sqlite3_str_appendall(writer->text, "\n;");
}

void write_from(struct Writer *writer, const struct Source *source)
{
    sqlite3_str_appendf(writer->text, "\nFROM %s.\"%w\"%s", source->schema, source->name,
                        writer->is_joined ? " AS t" : "");
}

/* The rows of a key made one: what the rest of the path needs of them. */
static void append_single_rows(struct Writer *writer, const struct Join *join, struct Field needed)
{
    const char *key = join->key.source->columns[join->key.column].name;
    const char *value = needed.source->columns[needed.column].name;
    sqlite3_str_appendf(writer->text, "(SELECT \"%w\"", key);
    if (needed.column != join->key.column) {
        sqlite3_str_appendf(writer->text, ", max(\"%w\") AS \"%w\"", value, value);
    }
    sqlite3_str_appendf(
        writer->text, " FROM %s.\"%w\" WHERE advocacy_id(\"%w\") IS NOT NULL GROUP BY %s(\"%w\"))",
        join->key.source->schema, join->key.source->name, key, join->is_email ? "lower" : "", key);
}

void write_joins(struct Writer *writer, const struct Path *path)
{
    for (int i = 0; i < path->join_count; i++) {
        const struct Join *join = &path->joins[i];
        struct Field needed = i + 1 < path->join_count ? path->joins[i + 1].from : path->customer;
        sqlite3_str_appendall(writer->text, "\nLEFT JOIN ");
        if (join->key_repeats) {
            append_single_rows(writer, join, needed);
        } else {
            sqlite3_str_appendf(writer->text, "%s.\"%w\"", join->key.source->schema,
                                join->key.source->name);
        }
        char *from = field_of_join(writer, i, join->from);
        char *key = field_of_join(writer, i + 1, join->key);
        if (join->is_email) {
            sqlite3_str_appendf(writer->text,
                                " AS j%d ON lower(%z) = lower(%s) AND advocacy_id(%z) IS NOT NULL",
                                i + 1, key, from, from);
        } else {
            sqlite3_str_appendf(writer->text, " AS j%d ON %z = %z", i + 1, key, from);
        }
    }
}

void begin_filter(struct Writer *writer)
{
    const char *first = writer->is_grouped ? "HAVING" : "WHERE";
    sqlite3_str_appendf(writer->text, "\n%s ", writer->has_filter ? "  AND" : first);
    writer->has_filter = true;
}
