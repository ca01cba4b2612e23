/* Reads the tables and views of a database, and a bounded sample of the values of each. */
#include "product/mapping_source.h"

#include <stdarg.h>
#include <string.h>

#include "product/mapping_canonical.h"
#include "product/sources.h"
#include "reading/utf8.h"

/* The sample of one source, in rows and in bytes, and of all of them, in values. */
#define MOST_ROWS 1000
#define FEWEST_ROWS 40
#define MOST_BYTES ((sqlite3_int64)32 * 1024 * 1024)
#define MOST_VALUES 4000000
#define MOST_SOURCE_COLUMNS 40000
#define SAMPLE_PIECES 10

bool fail_sources(struct Sources *sources, int code)
{
    if (!sources->has_failed) {
        sources->has_failed = true;
        if ((code & 0xFF) == SQLITE_NOMEM) {
            sqlite3_result_error_nomem(sources->context);
        } else {
            sqlite3_result_error_code(sources->context, code);
        }
    }
    return false;
}

/* Whether an error is one of the whole function, not of the source that was asked. */
static bool is_fatal(int code)
{
    int primary = code & 0xFF;
    return primary == SQLITE_NOMEM || primary == SQLITE_INTERRUPT;
}

static sqlite3_stmt *prepare_question(struct Sources *sources, const char *format,
                                      va_list arguments)
{
    char *sql = sqlite3_vmprintf(format, arguments);
    sqlite3_stmt *rows = NULL;
    int code = sql ? sqlite3_prepare_v2(sources->db, sql, -1, &rows, NULL) : SQLITE_NOMEM;
    sqlite3_free(sql);
    if (is_fatal(code)) {
        fail_sources(sources, code);
    }
    return rows;
}

sqlite3_stmt *ask_rows(struct Sources *sources, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    sqlite3_stmt *rows = prepare_question(sources, format, arguments);
    va_end(arguments);
    return rows;
}

void end_rows(struct Sources *sources, sqlite3_stmt *rows)
{
    /* Memory that ran out while a value was handed out is said by this call alone. */
    int code = sqlite3_finalize(rows);
    if (is_fatal(code)) {
        fail_sources(sources, code);
    }
}

bool next_source_row(struct Sources *sources, sqlite3_stmt *rows)
{
    if (!rows) {
        return false;
    }
    int code = sources->has_failed ? SQLITE_DONE : sqlite3_step(rows);
    if (code == SQLITE_ROW) {
        return true;
    }
    if (is_fatal(code)) {
        fail_sources(sources, code);
    }
    end_rows(sources, rows);
    return false;
}

bool ask_source(struct Sources *sources, sqlite3_int64 *integers, int count, const char *format,
                ...)
{
    va_list arguments;
    va_start(arguments, format);
    sqlite3_stmt *rows = prepare_question(sources, format, arguments);
    va_end(arguments);
    if (!next_source_row(sources, rows)) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        integers[i] = sqlite3_column_int64(rows, i);
    }
    end_rows(sources, rows);
    return true;
}

static char *copy_text(struct Sources *sources, const char *text)
{
    char *copy = text ? sqlite3_mprintf("%s", text) : NULL;
    if (!copy) {
        fail_sources(sources, SQLITE_NOMEM);
    }
    return copy;
}

/* NULL for NULL; out of memory is reported. */
static char *column_copy(struct Sources *sources, sqlite3_stmt *rows, int column)
{
    return sqlite3_column_type(rows, column) == SQLITE_NULL
               ? NULL
               : copy_text(sources, (const char *)sqlite3_column_text(rows, column));
}

static bool add_source(struct Sources *sources, const struct SchemaObject *object,
                       const char *schema)
{
    struct Source *grown =
        sqlite3_realloc64(sources->sources, ((sqlite3_uint64)sources->count + 1) * sizeof *grown);
    if (!grown) {
        return fail_sources(sources, SQLITE_NOMEM);
    }
    sources->sources = grown;
    struct Source *source = &grown[sources->count];
    memset(source, 0, sizeof *source);
    bool is_virtual = object->sql && sqlite3_strnicmp(object->sql, "CREATE VIRTUAL", 14) == 0;
    source->schema = copy_text(sources, schema);
    source->is_table = strcmp(object->type, "table") == 0 && !is_virtual;
    source->name = copy_text(sources, object->name);
    if (!source->name || !source->schema) {
        sqlite3_free(source->name);
        sqlite3_free(source->schema);
        return false;
    }
    source->concepts = concepts_of(source->name, strlen(source->name));
    sources->count++;
    return true;
}

/*
 * What a setup has made, and TEMP views of an earlier mapping, are no sources; but canonical tables
 * that a setup has made and somebody has filled are not to be mapped once more.
 */
static bool is_source(const struct SchemaObject *object, bool is_own)
{
    bool is_view = strcmp(object->type, "view") == 0;
    bool is_mapping = is_view && strcmp(object->schema, "temp") == 0;
    return find_canonical_table(object->name) ? !is_mapping && !(is_own && is_view) : !is_own;
}

/* Tables before views, each in the order in which they were made. */
static bool list_sources(struct Sources *sources, const char *schema, const char *quoted,
                         const struct Statements *statements)
{
    sqlite3_stmt *rows =
        ask_rows(sources,
                 "SELECT name, type, sql FROM %s.sqlite_master WHERE type IN ('table', 'view') "
                 "AND name NOT LIKE 'sqlite~_%%' ESCAPE '~' ORDER BY type, rowid",
                 quoted);
    while (next_source_row(sources, rows)) {
        struct SchemaObject object = {sqlite3_mprintf("%s", schema), column_copy(sources, rows, 0),
                                      column_copy(sources, rows, 1), column_copy(sources, rows, 2)};
        if (object.schema && object.name && object.type) {
            bool is_own = is_ours(&object, statements);
            if (is_source(&object, is_own) && add_source(sources, &object, quoted)) {
                sources->sources[sources->count - 1].is_own = is_own;
            }
        } else {
            fail_sources(sources, SQLITE_NOMEM);
        }
        free_schema_object(&object);
    }
    return !sources->has_failed;
}

/* The databases that are attached. */
static bool list_attached(struct Sources *sources, const struct Statements *statements)
{
    sqlite3_stmt *rows = ask_rows(sources, "PRAGMA database_list");
    while (next_source_row(sources, rows)) {
        const char *schema = (const char *)sqlite3_column_text(rows, 1);
        char *quoted = schema ? sqlite3_mprintf("\"%w\"", schema) : NULL;
        if (!quoted) {
            fail_sources(sources, SQLITE_NOMEM);
        } else if (sqlite3_column_int(rows, 0) > 1 && is_utf8(schema, strlen(schema))) {
            (void)list_sources(sources, schema, quoted, statements);
        }
        sqlite3_free(quoted);
    }
    return !sources->has_failed;
}

static bool source_has_column(const struct Source *source, const char *name)
{
    for (int i = 0; i < source->column_count; i++) {
        if (sqlite3_stricmp(source->columns[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* The number of a row has three names; one that a column has is that column. */
static void find_rowid(struct Sources *sources, struct Source *source)
{
    static const char *const names[] = {"rowid", "_rowid_", "oid"};
    for (int i = 0; i < 3 && source->is_table && !source->rowid; i++) {
        if (!source_has_column(source, names[i])) {
            sqlite3_int64 nothing;
            bool exists = ask_source(sources, &nothing, 1, "SELECT max(%s) FROM %s.\"%w\"",
                                     names[i], source->schema, source->name);
            source->rowid = exists ? names[i] : NULL;
            return;
        }
    }
}

/* A table that is called "export" is about what its columns are about. */
static void know_by_columns(struct Source *source)
{
    const uint64_t things = CONCEPT_CUSTOMER | CONCEPT_ORDER | CONCEPT_LINE | CONCEPT_PRODUCT |
                            CONCEPT_STAFF | CONCEPT_SUPPLIER | CONCEPT_SURVEY | CONCEPT_REVIEW |
                            CONCEPT_REFERRAL | CONCEPT_INVITATION | CONCEPT_PAYMENT | CONCEPT_NPS;
    uint64_t known = 0;
    for (int i = 0; i < source->column_count; i++) {
        known |= source->columns[i].concepts.known;
    }
    if (!(source->concepts.known & things)) {
        source->concepts.known |= known & (CONCEPT_SURVEY | CONCEPT_NPS | CONCEPT_REVIEW);
    }
    /* Who brought whom. */
    if ((known & CONCEPT_REFERRER) && (known & CONCEPT_REFERRED)) {
        source->concepts.known |= CONCEPT_REFERRAL;
    }
}

static bool name_columns(struct Sources *sources, struct Source *source, sqlite3_stmt *rows)
{
    int count = sqlite3_column_count(rows);
    source->columns = sqlite3_malloc64((sqlite3_uint64)(count + 1) * sizeof *source->columns);
    if (!source->columns) {
        return fail_sources(sources, SQLITE_NOMEM);
    }
    memset(source->columns, 0, (size_t)(count + 1) * sizeof *source->columns);
    for (int i = 0; i < count; i++) {
        struct SourceColumn *column = &source->columns[i];
        column->name = copy_text(sources, sqlite3_column_name(rows, i));
        if (!column->name) {
            return false;
        }
        column->is_nameless = !is_utf8(column->name, strlen(column->name));
        if (!column->is_nameless) {
            column->concepts = concepts_of(column->name, strlen(column->name));
        }
        source->column_count++;
    }
    know_by_columns(source);
    return true;
}

static struct SampleValue sample_of(sqlite3_stmt *rows, int column)
{
    static const enum SampleKind kinds[] = {
        [SQLITE_INTEGER] = SAMPLE_INTEGER, [SQLITE_FLOAT] = SAMPLE_REAL,
        [SQLITE_TEXT] = SAMPLE_TEXT,       [SQLITE_BLOB] = SAMPLE_BLOB,
        [SQLITE_NULL] = SAMPLE_NULL,
    };
    struct SampleValue sample = {kinds[sqlite3_column_type(rows, column)], 0, NULL, 0};
    if (sample.kind == SAMPLE_INTEGER || sample.kind == SAMPLE_REAL) {
        sample.number = sqlite3_column_double(rows, column);
    }
    if (sample.kind != SAMPLE_NULL && sample.kind != SAMPLE_BLOB) {
        sample.text = (const char *)sqlite3_column_text(rows, column);
        sample.length = (size_t)sqlite3_column_bytes(rows, column);
        sample.kind = sample.text ? sample.kind : SAMPLE_NULL;
    }
    return sample;
}

struct SampleReader {
    struct Sources *sources;
    struct Source *source;
    struct Distinct *distinct;
    int rows;
    sqlite3_int64 bytes;
};

static void sample_row(struct SampleReader *reader, sqlite3_stmt *rows)
{
    reader->rows++;
    for (int i = 0; i < reader->source->column_count; i++) {
        struct SampleValue sample = sample_of(rows, i);
        reader->bytes += (sqlite3_int64)sample.length;
        evidence_add(&reader->source->columns[i].evidence, &reader->distinct[i], sample);
    }
}

/* Views, and tables without numbers of rows, are read from their start. */
static void read_from_start(struct SampleReader *reader, int most)
{
    sqlite3_stmt *rows = ask_rows(reader->sources, "SELECT * FROM %s.\"%w\" LIMIT %d",
                                  reader->source->schema, reader->source->name, most);
    while (next_source_row(reader->sources, rows)) {
        sample_row(reader, rows);
        if (reader->bytes > MOST_BYTES) {
            end_rows(reader->sources, rows);
            return;
        }
    }
}

/* The rows from this number on; returns the number behind the last one that was read. */
static sqlite3_int64 read_piece(struct SampleReader *reader, sqlite3_int64 from, int most)
{
    const struct Source *source = reader->source;
    sqlite3_stmt *rows = ask_rows(
        reader->sources, "SELECT *, %s FROM %s.\"%w\" WHERE %s >= %lld ORDER BY %s LIMIT %d",
        source->rowid, source->schema, source->name, source->rowid, from, source->rowid, most);
    while (next_source_row(reader->sources, rows)) {
        sample_row(reader, rows);
        sqlite3_int64 number = sqlite3_column_int64(rows, source->column_count);
        from = number < INT64_MAX ? number + 1 : number;
        if (reader->bytes > MOST_BYTES) {
            end_rows(reader->sources, rows);
            break;
        }
    }
    return from;
}

/* Some rows at the start, at the end, and at places between them. */
static void read_spread(struct SampleReader *reader, int most)
{
    const struct Source *source = reader->source;
    sqlite3_int64 ends[2] = {0, 0};
    ask_source(reader->sources, ends, 1, "SELECT min(%s) FROM %s.\"%w\"", source->rowid,
               source->schema, source->name);
    ask_source(reader->sources, ends + 1, 1, "SELECT max(%s) FROM %s.\"%w\"", source->rowid,
               source->schema, source->name);
    double step = ((double)ends[1] - (double)ends[0]) / SAMPLE_PIECES;
    sqlite3_int64 from = ends[0];
    for (int i = 0; i < SAMPLE_PIECES && reader->bytes <= MOST_BYTES; i++) {
        double place = (double)ends[0] + i * step;
        if (place > (double)from && place < 9.2e18) {
            from = (sqlite3_int64)place;
        }
        from = read_piece(reader, from, most / SAMPLE_PIECES);
    }
}

static void judge_columns(struct Source *source, const struct Distinct *distinct)
{
    for (int i = 0; i < source->column_count; i++) {
        struct SourceColumn *column = &source->columns[i];
        evidence_end(&column->evidence, &distinct[i]);
        for (enum ColumnRole role = 0; role < ROLE_COUNT && !column->is_nameless; role++) {
            column->points[role] = (unsigned char)role_points(role, &column->concepts,
                                                              &source->concepts, &column->evidence);
        }
    }
}

static bool sample_values(struct Sources *sources, struct Source *source, int most)
{
    struct SampleReader reader = {sources, source, NULL, 0, 0};
    sqlite3_uint64 bytes = (sqlite3_uint64)(source->column_count + 1) * sizeof *reader.distinct;
    reader.distinct = sqlite3_malloc64(bytes);
    if (!reader.distinct) {
        return fail_sources(sources, SQLITE_NOMEM);
    }
    memset(reader.distinct, 0, (size_t)bytes);
    find_rowid(sources, source);
    if (source->rowid) {
        read_spread(&reader, most);
    } else {
        read_from_start(&reader, most);
    }
    judge_columns(source, reader.distinct);
    sqlite3_free(reader.distinct);
    return !sources->has_failed;
}

static bool read_source(struct Sources *sources, struct Source *source)
{
    if (!is_utf8(source->name, strlen(source->name))) {
        source->problem = copy_text(sources, "its name is not UTF-8");
        return !sources->has_failed;
    }
    sqlite3_stmt *rows = ask_rows(sources, "SELECT * FROM %s.\"%w\"", source->schema, source->name);
    if (sources->has_failed) {
        return false;
    }
    if (!rows) {
        source->problem = copy_text(sources, sqlite3_errmsg(sources->db));
        return !sources->has_failed;
    }
    bool is_named = name_columns(sources, source, rows);
    end_rows(sources, rows);
    int values = MOST_VALUES / sources->count / (source->column_count + 1);
    int most = values > MOST_ROWS ? MOST_ROWS : values < FEWEST_ROWS ? FEWEST_ROWS : values;
    return is_named && sample_values(sources, source, most);
}

/* Whether it is a canonical table already, with rows in it. */
static bool is_canonical_source(const struct Source *source)
{
    const struct CanonicalTable *table = find_canonical_table(source->name);
    bool is_filled = source->column_count > 0 && source->columns[0].evidence.values > 0;
    for (const char *at = table ? table->needed : ""; *at;) {
        char name[64];
        size_t length = strcspn(at, " ");
        sqlite3_snprintf((int)sizeof name, name, "%.*s", (int)length, at);
        is_filled = is_filled && source_has_column(source, name);
        at += length + (at[length] == ' ');
    }
    return table && is_filled;
}

static void free_columns(struct Source *source)
{
    for (int i = 0; i < source->column_count; i++) {
        sqlite3_free(source->columns[i].name);
    }
    sqlite3_free(source->columns);
    source->columns = NULL;
    source->column_count = 0;
}

static bool read_all_sources(struct Sources *sources)
{
    int columns = 0;
    for (int i = 0; i < sources->count; i++) {
        struct Source *source = &sources->sources[i];
        if (columns > MOST_SOURCE_COLUMNS) {
            sources->left_out++;
        } else if (!read_source(sources, source)) {
            return false;
        }
        source->is_canonical = is_canonical_source(source);
        if (source->is_own && !source->is_canonical) {
            free_columns(source);
        }
        columns += source->column_count;
    }
    return true;
}

bool read_sources(sqlite3_context *context, struct Sources *sources)
{
    memset(sources, 0, sizeof *sources);
    sources->context = context;
    sources->db = sqlite3_context_db_handle(context);
    struct Statements statements;
    int code = read_statements(&statements);
    bool are_read = code ? fail_sources(sources, code)
                         : list_sources(sources, "main", "main", &statements) &&
                               list_sources(sources, "temp", "temp", &statements) &&
                               list_attached(sources, &statements);
    free_statements(&statements);
    return are_read && read_all_sources(sources);
}

void free_sources(struct Sources *sources)
{
    for (int i = 0; i < sources->count; i++) {
        struct Source *source = &sources->sources[i];
        free_columns(source);
        sqlite3_free(source->name);
        sqlite3_free(source->schema);
        sqlite3_free(source->problem);
    }
    sqlite3_free(sources->sources);
}

int column_points(const struct Source *source, int column, enum ColumnRole role)
{
    return column < 0 ? 0 : source->columns[column].points[role];
}

int best_column(const struct Source *source, enum ColumnRole role, int fewest)
{
    int best = -1;
    for (int i = 0; i < source->column_count; i++) {
        int points = source->columns[i].points[role];
        if (points >= fewest && points > column_points(source, best, role)) {
            best = i;
        }
    }
    return best;
}
