/*
 * Bytes become rows of labels and numbers, and a picture of them: any label, any finite number, any
 * number of gaps. A picture must be well-formed and harmless; an error must say what is wrong.
 */
#include <stdbool.h>
#include <string.h>

#include "fuzz/cells.h"
#include "fuzz/fuzz.h"
#include "fuzz/rules.h"

int sqlite3_advocacy_init(sqlite3 *db, char **message, const sqlite3_api_routines *routines);

#define NUMBERS 3

struct Session {
    sqlite3 *db;
    sqlite3_stmt *insert;
};

static void open_session(struct Session *session, const char *encoding)
{
    CHECK(sqlite3_open(":memory:", &session->db) == SQLITE_OK, "no database");
    CHECK(sqlite3_advocacy_init(session->db, NULL, NULL) == SQLITE_OK, "not loaded");
    char *sql = sqlite3_mprintf("PRAGMA encoding = '%s'; CREATE TABLE t(id INTEGER PRIMARY KEY, "
                                "label, title, a, b, c)",
                                encoding);
    CHECK(sqlite3_exec(session->db, sql, NULL, NULL, NULL) == SQLITE_OK, "%s",
          sqlite3_errmsg(session->db));
    sqlite3_free(sql);
    CHECK(sqlite3_prepare_v2(session->db,
                             "INSERT INTO t(label, title, a, b, c) VALUES (?1, ?2, ?3, ?4, ?5)", -1,
                             &session->insert, NULL) == SQLITE_OK,
          "%s", sqlite3_errmsg(session->db));
}

/* Mostly text of any bytes; a zero byte and what is not UTF-8 among them. */
static struct Cell choose_label(struct Bytes *bytes)
{
    static const char *const texts[] = {"</svg>", "]]>", "&amp;", "\" x=\"", "'", "", "2026-01"};
    int kind = choose(bytes, 16);
    if (kind < 10) {
        struct Cell cell = {.type = SQLITE_TEXT};
        cell.text = (const char *)choose_bytes(bytes, 80, &cell.length);
        return cell;
    }
    return kind < 14 ? text_cell(texts[choose(bytes, 7)]) : choose_cell(bytes, WILD);
}

/* Mostly what can be drawn: any bits, or numbers that are close together. */
static struct Cell choose_number(struct Bytes *bytes)
{
    int kind = choose(bytes, 32);
    if (kind < 12) {
        return real_cell((choose(bytes, 256) - 128) / 8.0);
    }
    if (kind < 20) {
        unsigned char bits[sizeof(double)];
        for (size_t i = 0; i < sizeof bits; i++) {
            bits[i] = (unsigned char)choose(bytes, 256);
        }
        double number;
        memcpy(&number, bits, sizeof number);
        return real_cell(number);
    }
    if (kind < 30) {
        return integer_cell(choose(bytes, 256));
    }
    return kind == 30 ? (struct Cell){.type = SQLITE_NULL} : choose_cell(bytes, WIDE_WEIGHTS);
}

static void fill_table(struct Session *session, struct Bytes *bytes)
{
    sqlite3_exec(session->db, "DELETE FROM t", NULL, NULL, NULL);
    struct Cell title = choose_label(bytes);
    for (int rows = 0; rows == 0 || (bytes->at < bytes->end && rows < 200); rows++) {
        struct Cell label = choose_label(bytes);
        bind_cell(session->insert, 1, &label);
        bind_cell(session->insert, 2, &title);
        for (int i = 0; i < NUMBERS; i++) {
            struct Cell number = choose_number(bytes);
            bind_cell(session->insert, 3 + i, &number);
        }
        CHECK(sqlite3_step(session->insert) == SQLITE_DONE, "%s", sqlite3_errmsg(session->db));
        sqlite3_reset(session->insert);
    }
    sqlite3_clear_bindings(session->insert);
}

static void draw(struct Session *session, const char *name, const char *sql)
{
    struct Function function = {.name = name};
    sqlite3_stmt *statement;
    CHECK(sqlite3_prepare_v2(session->db, sql, -1, &statement, NULL) == SQLITE_OK, "%s",
          sqlite3_errmsg(session->db));
    int code;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        check_result(&function, sqlite3_column_value(statement, 0));
    }
    if (code != SQLITE_DONE) {
        check_error(session->db, sql);
    }
    sqlite3_finalize(statement);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const statements[][2] = {
        {"chart_trend", "SELECT chart_trend(label, a) FROM t"},
        {"chart_trend", "SELECT chart_trend(label, a, title) FROM t"},
        {"chart_trend", "SELECT chart_trend(label, a, min(b, c), max(b, c), title) FROM t"},
        {"chart_trend", "SELECT chart_trend(t.label, t.a, t.a, t.a) FROM t JOIN t AS u"},
        {"chart_bars", "SELECT chart_bars(label, a, title) FROM t"},
        {"chart_bars", "SELECT chart_bars(label, a, min(b, c), max(b, c), title) FROM t"},
        {"chart_bars", "SELECT chart_bars(t.label, t.a, b, c) FROM t JOIN (SELECT label FROM t)"},
        {"chart_stack", "SELECT chart_stack(label, abs(a), abs(b), abs(c), title) FROM t"},
        {"chart_stack", "SELECT chart_stack(label, a, b, c) FROM t GROUP BY b"},
        {"chart_scatter", "SELECT chart_scatter(label, a, b, title) FROM t"},
        {"chart_heat", "SELECT chart_heat(label, abs(CAST(a AS INTEGER) % 40), b, title) FROM t"},
        {"chart_heat", "SELECT chart_heat(label, a, b) FROM t"},
        {"chart_sparkline", "SELECT chart_sparkline(a) OVER (ORDER BY id ROWS 3 PRECEDING) FROM t"},
        {"chart_sparkline", "SELECT chart_sparkline(a, 'ascii') FROM t"},
        {"chart_escape", "SELECT chart_escape(label) FROM t"},
        {"nps_bar", "SELECT nps_bar(abs(nps_answer(c)), 33) OVER (ORDER BY id) FROM t"},
    };
    static struct Session sessions[2];
    if (!sessions[0].db) {
        open_session(&sessions[0], "UTF-8");
        open_session(&sessions[1], "UTF-16le");
    }
    struct Bytes bytes = {data, data + size};
    struct Session *session = &sessions[choose(&bytes, 2)];
    int statement = choose(&bytes, (int)(sizeof statements / sizeof statements[0]));
    fill_table(session, &bytes);
    draw(session, statements[statement][0], statements[statement][1]);
    return 0;
}
