#include "support/trial.h"

#include <stdlib.h>
#include <string.h>

/* The schema */

#define TABLES                                                                                      \
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> " \
    "'advocacy_settings' ORDER BY rowid"

/* The kind is told by what the schema says of the column: its name, its type and its rule. */
#define COLUMNS                                                                                      \
    "SELECT m.name, c.name, CASE WHEN c.name LIKE '%%^_at' ESCAPE '^' THEN 3 WHEN c.name = 'month' " \
    "THEN 4 WHEN c.name = 'year' THEN 5 WHEN instr(m.sql, 'CHECK (' || c.name || ' IN (0, 1))') "    \
    "THEN 6 WHEN instr(m.sql, 'CHECK (' || c.name || ' IN (''') THEN 2 WHEN c.name = 'score' THEN "  \
    "8 WHEN c.type IN ('REAL', 'INTEGER') AND NOT c.pk THEN 7 WHEN c.type = 'TEXT' THEN 1 ELSE 0 "   \
    "END, c.\"notnull\", c.pk AND c.type = 'INTEGER', c.dflt_value, m.rowid "                        \
    "FROM sqlite_master AS m, pragma_table_info(m.name) AS c WHERE m.name = %Q"

static void read_columns(struct Trial *trial, int table)
{
    sqlite3_stmt *found;
    int place = 0;
    char *sql = sqlite3_mprintf(COLUMNS, trial->tables[table]);
    assert_int_equal(sqlite3_prepare_v2(trial->strict, sql, -1, &found, NULL), SQLITE_OK);
    while (sqlite3_step(found) == SQLITE_ROW) {
        assert_true(trial->column_count < MOST_COLUMNS);
        const char *otherwise = (const char *)sqlite3_column_text(found, 5);
        trial->columns[trial->column_count++] = (struct Column){
            .table = trial->tables[table],
            .name = sqlite3_mprintf("%s", sqlite3_column_text(found, 1)),
            .kind = (enum Kind)sqlite3_column_int(found, 2),
            .is_needed = sqlite3_column_int(found, 3),
            .is_numbered = sqlite3_column_int(found, 4),
            .otherwise = otherwise ? sqlite3_mprintf("%s", otherwise) : NULL,
            .table_number = table,
            .place = place++,
        };
    }
    sqlite3_finalize(found);
    sqlite3_free(sql);
}

static void read_schema(struct Trial *trial)
{
    sqlite3_stmt *found;
    assert_int_equal(sqlite3_prepare_v2(trial->strict, TABLES, -1, &found, NULL), SQLITE_OK);
    while (sqlite3_step(found) == SQLITE_ROW) {
        assert_true(trial->table_count < 32);
        trial->tables[trial->table_count++] = sqlite3_mprintf("%s", sqlite3_column_text(found, 0));
    }
    sqlite3_finalize(found);
    for (int i = 0; i < trial->table_count; i++) {
        read_columns(trial, i);
    }
    assert_true(trial->table_count > 18 && trial->column_count > 100);
}

/* The views */

/* What is said of the data themselves, of which the spoilt ones are some. */
static bool is_about_data(const char *view, const char *column)
{
    return strncmp(view, "source_", 7) == 0 || strcmp(view, "data_quality") == 0 ||
           strcmp(view, "unread_value") == 0 || strcmp(view, "survey_quality") == 0 ||
           (column && strcmp(column, "unreadable_times") == 0);
}

static int note_table(void *context, int action, const char *table, const char *column,
                      const char *schema, const char *reader)
{
    struct Trial *trial = context;
    (void)column, (void)schema, (void)reader;
    for (int i = 0; action == SQLITE_READ && i < trial->table_count; i++) {
        if (strcmp(table, trial->tables[i]) == 0) {
            trial->views[trial->view_count].tables |= 1U << i;
        }
    }
    return SQLITE_OK;
}

static void prepare_view(sqlite3 *db, const char *name, void *context)
{
    struct Trial *trial = context;
    assert_true(trial->view_count < MOST_VIEWS);
    struct View *view = &trial->views[trial->view_count];
    *view = (struct View){.name = sqlite3_mprintf("%s", name)};
    char *sql = sqlite3_mprintf("SELECT * FROM %s", name);
    sqlite3_set_authorizer(db, note_table, trial);
    if (sqlite3_prepare_v2(db, sql, -1, &view->statement, NULL) != SQLITE_OK) {
        fail_msg("%s: %s", name, sqlite3_errmsg(db));
    }
    sqlite3_set_authorizer(db, NULL, NULL);
    trial->view_count++;
    sqlite3_free(sql);
}

static uint64_t hash_bytes(uint64_t hash, const void *bytes, int length)
{
    for (int i = 0; i < length; i++) {
        hash = (hash ^ ((const unsigned char *)bytes)[i]) * 0x100000001b3;
    }
    return hash;
}

static uint64_t hash_row(const struct View *view)
{
    uint64_t hash = 0xcbf29ce484222325;
    for (int i = 0; i < sqlite3_column_count(view->statement); i++) {
        if (is_about_data(view->name, sqlite3_column_name(view->statement, i))) {
            continue;
        }
        const int type = sqlite3_column_type(view->statement, i);
        char number[40];
        if (type == SQLITE_FLOAT) {
            /* The last digits depend on the order in which rows are added up. */
            sqlite3_snprintf(sizeof number, number, "%.9e",
                             sqlite3_column_double(view->statement, i));
            hash = hash_bytes(hash, number, (int)strlen(number));
        } else {
            const void *text = sqlite3_column_blob(view->statement, i);
            hash = hash_bytes(hash, text, sqlite3_column_bytes(view->statement, i));
        }
        hash = hash_bytes(hash, &type, (int)sizeof type);
    }
    return hash;
}

/* What the views give that read one of these tables. */
struct Result ask_views(struct Trial *trial, unsigned tables)
{
    struct Result result = {{0}};
    for (int i = 0; i < trial->view_count; i++) {
        const struct View *view = &trial->views[i];
        if (!(view->tables & tables)) {
            continue;
        }
        int code;
        while ((code = sqlite3_step(view->statement)) == SQLITE_ROW) {
            result.rows[i] += is_about_data(view->name, NULL) ? 0 : hash_row(view);
        }
        if (code != SQLITE_DONE) {
            print_message("%s fails: %s\n", view->name, sqlite3_errmsg(trial->db));
            trial->failures++;
        }
        sqlite3_reset(view->statement);
    }
    return result;
}

/* The name of the first view that gives something else, or NULL. */
const char *first_difference(const struct Trial *trial, const struct Result *one,
                             const struct Result *other)
{
    for (int i = 0; i < trial->view_count; i++) {
        /* A value that has a default may read NULL all the same. */
        const bool is_of_reading = strncmp(trial->views[i].name, "read_", 5) == 0;
        if (one->rows[i] != other->rows[i] && !(is_of_reading && trial->has_default)) {
            return trial->views[i].name;
        }
    }
    return NULL;
}

void report_failure(struct Trial *trial, const struct Column *column, const char *way,
                    const char *what)
{
    print_message("%s.%s, %s: %s\n", column->table, column->name, way, what);
    trial->failures++;
}

/* The database */

static sqlite3 *open_strict(void)
{
    sqlite3 *db = open_database();
    execute_file(db, "sql/schema.sql");
    execute_file(db, "tests/support/small_company.sql");
    return db;
}

/* One text, or NULL. */
#define NEW_IN_QUALITY                                                                             \
    "SELECT group_concat(printf('%s %s: %d blank, %d unreadable, %d future', q.source, "           \
    "q.column_name, q.blank - b.blank, q.unreadable - b.unreadable, q.future - b.future)) FROM "   \
    "data_quality AS q JOIN before AS b ON b.source = q.source AND b.column_name = "               \
    "q.column_name WHERE q.blank <> b.blank OR q.unreadable <> b.unreadable OR q.future <> "       \
    "b.future OR q.rows <> b.rows OR (q.unreadable > 0) <> (q.example IS NOT NULL)"

struct Trial *open_trial(void)
{
    struct Trial *trial = calloc(1, sizeof *trial);
    assert_non_null(trial);
    trial->strict = open_strict();
    trial->db = open_strict();
    read_schema(trial);
    for (int i = 0; i < trial->table_count; i++) {
        char *sql = sqlite3_mprintf("CREATE TABLE loose AS SELECT * FROM %s; DROP TABLE %s; ALTER "
                                    "TABLE loose RENAME TO %s",
                                    trial->tables[i], trial->tables[i], trial->tables[i]);
        execute(trial->db, sql);
        sqlite3_free(sql);
    }
    execute_views(trial->db);
    execute(trial->db, "CREATE TEMP TABLE before AS SELECT * FROM data_quality");
    visit_views(trial->db, prepare_view, trial);
    assert_int_equal(sqlite3_prepare_v2(trial->db, NEW_IN_QUALITY, -1, &trial->quality, NULL),
                     SQLITE_OK);
    return trial;
}

void close_trial(struct Trial *trial)
{
    sqlite3_finalize(trial->quality);
    for (int i = 0; i < trial->view_count; i++) {
        sqlite3_finalize(trial->views[i].statement);
        sqlite3_free(trial->views[i].name);
    }
    for (int i = 0; i < trial->column_count; i++) {
        sqlite3_free((char *)trial->columns[i].name);
        sqlite3_free((char *)trial->columns[i].otherwise);
    }
    for (int i = 0; i < trial->table_count; i++) {
        sqlite3_free(trial->tables[i]);
    }
    close_database(trial->db);
    close_database(trial->strict);
    free(trial);
}
