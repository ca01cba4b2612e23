/*
 * Bytes become a database whose tables and columns have any name and hold any value. Mapping, setup
 * and page must work on it or say why not, leave everything that was there as it was, and what they
 * make must run.
 */
#include <string.h>

#include "fuzz/cells.h"

int sqlite3_advocacy_init(sqlite3 *db, char **message, const void *routines);

/* What a table or a column may be called: as in schema.sql, as others call it, and as nobody
 * should. */
static const char *const table_names[] = {
    "survey_response", "customer",         "purchase", "review",    "mention",
    "referral",        "orders",           "answers",  "nps_trend", "read_purchase",
    "a \"b\"",         "x'; DROP TABLE t", "select",   "",          "source_ask",
    "advocacy_period", "unread_value",     "feedback",
};
static const char *const column_names[] = {
    "customer_id", "answered_at", "score",      "amount", "purchased_at", "joined_at", "rating",
    "posted_at",   "brand",       "paid",       "Email",  "Q1 \"NPS\"",   "it's",      "rowid",
    "a\nb",        "raw_score",   "order date", "total",  "comment",      "source",
};
#define COUNT_OF(array) ((int)(sizeof(array) / sizeof(array)[0]))

static void run(sqlite3 *db, char *sql)
{
    /* A name may be taken or a rule broken: not every database comes into being. */
    sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_free(sql);
}

static void fill(sqlite3 *db, const char *table, int columns, struct Bytes *bytes)
{
    sqlite3_str *text = sqlite3_str_new(NULL);
    sqlite3_str_appendf(text, "INSERT INTO \"%w\" VALUES (?1", table);
    for (int i = 1; i < columns; i++) {
        sqlite3_str_appendf(text, ", ?%d", i + 1);
    }
    sqlite3_str_appendall(text, ")");
    char *sql = sqlite3_str_finish(text);
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK) {
        for (int rows = choose(bytes, 8); rows > 0; rows--) {
            for (int i = 0; i < columns; i++) {
                struct Cell cell = choose_cell(bytes, (enum Flavour)choose(bytes, FLAVOURS));
                bind_cell(statement, i + 1, &cell);
            }
            sqlite3_step(statement);
            sqlite3_reset(statement);
        }
        sqlite3_finalize(statement);
    }
    sqlite3_free(sql);
}

static void make_table(sqlite3 *db, struct Bytes *bytes)
{
    const char *table = table_names[choose(bytes, COUNT_OF(table_names))];
    const int columns = 1 + choose(bytes, 5);
    sqlite3_str *text = sqlite3_str_new(NULL);
    sqlite3_str_appendf(text, "CREATE TABLE \"%w\"(", table);
    for (int i = 0; i < columns; i++) {
        sqlite3_str_appendf(text, "%s\"%w\"", i ? ", " : "",
                            column_names[choose(bytes, COUNT_OF(column_names))]);
    }
    sqlite3_str_appendall(text, ")");
    run(db, sqlite3_str_finish(text));
    fill(db, table, columns, bytes);
    if (choose(bytes, 4) == 0) {
        run(db, sqlite3_mprintf("CREATE VIEW \"%w\" AS SELECT * FROM \"%w\"",
                                table_names[choose(bytes, COUNT_OF(table_names))], table));
    }
}

/* The text that a query gives, or NULL after an error, which must be one of ours. */
static char *ask(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement;
    char *result = NULL;
    CHECK(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK, "%s: %s", sql,
          sqlite3_errmsg(db));
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW) {
        result = sqlite3_mprintf("%s", sqlite3_column_text(statement, 0));
    } else {
        CHECK(strstr(sqlite3_errmsg(db), "advocacy_"), "%s: %s", sql, sqlite3_errmsg(db));
    }
    sqlite3_finalize(statement);
    CHECK(sqlite3_get_autocommit(db), "%s leaves a transaction", sql);
    return result;
}

#define EVERYTHING "SELECT group_concat(quote(name) || quote(sql)) FROM sqlite_master"

static void read_views(sqlite3 *db)
{
    char *names = ask(db, "SELECT group_concat(name, ' ') FROM sqlite_temp_master WHERE sql LIKE "
                          "'CREATE VIEW % AS /* advocacy %'");
    for (char *name = names ? strtok(names, " ") : NULL; name; name = strtok(NULL, " ")) {
        char *sql = sqlite3_mprintf("SELECT * FROM temp.%s", name);
        char *problem = NULL;
        CHECK(sqlite3_exec(db, sql, NULL, NULL, &problem) == SQLITE_OK, "%s: %s", sql, problem);
        sqlite3_free(sql);
    }
    sqlite3_free(names);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct Bytes bytes = {data, data + size};
    sqlite3 *db;
    CHECK(sqlite3_open(":memory:", &db) == SQLITE_OK, "no memory");
    CHECK(sqlite3_advocacy_init(db, NULL, NULL) == SQLITE_OK, "no functions");
    const int what = choose(&bytes, 3);
    for (int tables = 1 + choose(&bytes, 3); tables > 0; tables--) {
        make_table(db, &bytes);
    }
    char *before = ask(db, EVERYTHING);
    char *script = ask(db, "SELECT advocacy_mapping()");
    if (script && what == 0) {
        char *problem = NULL;
        CHECK(sqlite3_exec(db, script, NULL, NULL, &problem) == SQLITE_OK, "%s in %s", problem,
              script);
    }
    sqlite3_free(ask(db, what == 2
                             ? "SELECT length(advocacy_dashboard())"
                             : "SELECT advocacy_setup('temp', '{\"as_of\": \"2026-10-31\"}')"));
    read_views(db);
    char *after = ask(db, EVERYTHING);
    CHECK(strcmp(before ? before : "", after ? after : "") == 0, "%s became %s", before, after);
    sqlite3_free(script);
    sqlite3_free(before);
    sqlite3_free(after);
    CHECK(sqlite3_close(db) == SQLITE_OK, "something is left open");
    return 0;
}
