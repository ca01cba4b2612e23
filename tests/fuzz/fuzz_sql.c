/*
 * Bytes become a table of values of all types, and a statement that calls one of the functions over
 * it: as a scalar, an aggregate, a window or a table, with any arguments. The function tables say
 * what there is to call, so that new functions are called without a change here.
 */
#include <stdbool.h>
#include <string.h>

#include "fuzz/cells.h"
#include "fuzz/fuzz.h"
#include "fuzz/rules.h"
#include "host/option.h"

int sqlite3_advocacy_init(sqlite3 *db, char **message, const sqlite3_api_routines *routines);

#define MOST_ROWS 32
#define COLUMNS 6
#define MOST_PARAMETERS 64
#define TOLERANCE 1e-9

/* The first bytes choose the statement, the others fill the table, so that one can change alone. */
#define STATEMENT_BYTES 64

struct Session {
    sqlite3 *db;
    sqlite3_stmt *insert;
    bool is_utf8;
    struct Bytes bytes; /* what is left of those that choose the statement */
    enum Flavour flavours[COLUMNS];
    int rows;
    struct Cell parameters[MOST_PARAMETERS]; /* ?1, ?2, ... of every statement of this run */
    int parameter_count;
    bool tame; /* no argument so far is of a kind that makes sums of doubles inexact */
};

/* With FUZZ_TRACE in the environment a run prints its SQL, ready for the shell. */
static int print_statement(unsigned event, void *context, void *statement, void *text)
{
    (void)event;
    (void)context;
    (void)text;
    char *sql = sqlite3_expanded_sql(statement);
    fprintf(stderr, "%s;\n", sql);
    sqlite3_free(sql);
    return 0;
}

/* The table. */

static void open_session(struct Session *session, const char *encoding)
{
    CHECK(sqlite3_open(":memory:", &session->db) == SQLITE_OK, "no database");
    if (getenv("FUZZ_TRACE")) {
        sqlite3_trace_v2(session->db, SQLITE_TRACE_STMT, print_statement, NULL);
    }
    char *message = NULL;
    CHECK(sqlite3_advocacy_init(session->db, &message, NULL) == SQLITE_OK, "%s", message);
    char *sql = sqlite3_mprintf("PRAGMA encoding = '%s';"
                                "CREATE TABLE t(id INTEGER PRIMARY KEY, c0, c1, c2, c3, c4, c5)",
                                encoding);
    CHECK(sqlite3_exec(session->db, sql, NULL, NULL, NULL) == SQLITE_OK, "%s",
          sqlite3_errmsg(session->db));
    sqlite3_free(sql);
    CHECK(sqlite3_prepare_v2(session->db, "INSERT INTO t VALUES (?7, ?1, ?2, ?3, ?4, ?5, ?6)", -1,
                             &session->insert, NULL) == SQLITE_OK,
          "%s", sqlite3_errmsg(session->db));
    session->is_utf8 = strcmp(encoding, "UTF-8") == 0;
}

/* Four columns of what functions expect, one of any flavour, one of anything. */
static void fill_table(struct Session *session, struct Bytes *bytes)
{
    static const enum Flavour usual[COLUMNS] = {ANSWERS, SEGMENTS, WEIGHTS, TIMES, ANSWERS, WILD};
    memcpy(session->flavours, usual, sizeof usual);
    session->flavours[2] = choose(bytes, 4) == 3 ? WIDE_WEIGHTS : WEIGHTS;
    session->flavours[4] = (enum Flavour)choose(bytes, FLAVOURS);
    session->rows = choose(bytes, MOST_ROWS + 1);
    sqlite3_exec(session->db, "DELETE FROM t", NULL, NULL, NULL);
    for (int row = 1; row <= session->rows; row++) {
        for (int i = 0; i < COLUMNS; i++) {
            struct Cell cell = choose_cell(bytes, session->flavours[i]);
            bind_cell(session->insert, i + 1, &cell);
        }
        sqlite3_bind_int(session->insert, COLUMNS + 1, row);
        CHECK(sqlite3_step(session->insert) == SQLITE_DONE, "%s", sqlite3_errmsg(session->db));
        sqlite3_reset(session->insert);
    }
    sqlite3_clear_bindings(session->insert);
}

/* The statement. */

static void add_parameter(struct Session *session, sqlite3_str *sql, struct Cell cell)
{
    if (session->parameter_count == MOST_PARAMETERS) {
        sqlite3_str_appendall(sql, "NULL");
        return;
    }
    session->parameters[session->parameter_count++] = cell;
    sqlite3_str_appendf(sql, "?%d", session->parameter_count);
}

static void add_column(struct Session *session, sqlite3_str *sql, int column)
{
    sqlite3_str_appendf(sql, "c%d", column);
    session->tame = session->tame && is_tame(session->flavours[column]);
}

/* A value that the option allows, as far as its bounds say. */
static void add_option(struct Session *session, sqlite3_str *sql, const struct Option *option)
{
    double share = (choose(&session->bytes, 255) + 1) / 256.0;
    double value = option->lowest + share * (option->highest - option->lowest);
    if (option->kind == ONE_NAME) {
        int count = 0;
        while (option->names[count]) {
            count++;
        }
        add_parameter(session, sql, text_cell(option->names[choose(&session->bytes, count)]));
    } else if (option->kind == WHOLE_NUMBER) {
        int least = (int)option->lowest;
        add_parameter(session, sql, integer_cell(least + choose(&session->bytes, 12)));
    } else {
        add_parameter(session, sql, real_cell(value));
    }
}

static void add_call(struct Session *session, sqlite3_str *sql, const struct Function *function,
                     bool may_nest);

static const struct Function *choose_function(struct Session *session)
{
    int total = 0;
    for (int i = 0; i < advocacy_function_table_count; i++) {
        total += advocacy_function_tables[i]->count;
    }
    int index = choose(&session->bytes, total);
    int family = 0;
    while (index >= advocacy_function_tables[family]->count) {
        index -= advocacy_function_tables[family]->count;
        family++;
    }
    return &advocacy_function_tables[family]->functions[index];
}

/* What another function makes of the table, such as a model to predict with. */
static void add_nested(struct Session *session, sqlite3_str *sql)
{
    const struct Function *function = choose_function(session);
    if (function->kind == TABLE_FUNCTION) {
        add_column(session, sql, 5);
        return;
    }
    sqlite3_str_appendall(sql, "(SELECT ");
    add_call(session, sql, function, false);
    sqlite3_str_appendall(sql, " FROM t)");
    session->tame = false;
}

static void add_constant(struct Session *session, sqlite3_str *sql)
{
    enum Flavour flavour = (enum Flavour)choose(&session->bytes, FLAVOURS);
    add_parameter(session, sql, choose_cell(&session->bytes, flavour));
    session->tame = session->tame && is_tame(flavour);
}

/* The usual argument in this place, or, now and then, another. */
static void add_argument(struct Session *session, sqlite3_str *sql, const struct Function *function,
                         int place, int count, bool may_nest)
{
    static const int usual_subjects[] = {0, 1, 3};
    int option = place - function->subjects;
    int kind = choose(&session->bytes, 16);
    if (kind >= 14 && may_nest) {
        add_nested(session, sql);
    } else if (kind >= 12) {
        add_constant(session, sql);
    } else if (kind >= 10) {
        add_column(session, sql, choose(&session->bytes, COLUMNS));
    } else if (function->takes_weight && count == function->most_arguments && place == count - 1) {
        add_column(session, sql, 2);
    } else if (place < function->subjects) {
        add_column(session, sql, place < 3 && kind < 8 ? usual_subjects[place] : 4);
    } else if (option < MOST_OPTIONS && function->options[option]) {
        add_option(session, sql, function->options[option]);
    } else if (kind < 5) {
        add_column(session, sql, choose(&session->bytes, COLUMNS));
    } else {
        add_constant(session, sql);
    }
}

static void add_call(struct Session *session, sqlite3_str *sql, const struct Function *function,
                     bool may_nest)
{
    int fewest = function->fewest_arguments;
    int most = function->most_arguments == ANY_NUMBER ? fewest + 12 : function->most_arguments;
    int count = fewest + choose(&session->bytes, most - fewest + 1);
    sqlite3_str_appendf(sql, "%s(", function->name);
    for (int i = 0; i < count; i++) {
        sqlite3_str_appendall(sql, i > 0 ? ", " : "");
        add_argument(session, sql, function, i, count, may_nest);
    }
    sqlite3_str_appendall(sql, ")");
}

/* Running it. */

static sqlite3_stmt *prepare(struct Session *session, const char *sql)
{
    sqlite3_stmt *statement;
    CHECK(sqlite3_prepare_v2(session->db, sql, -1, &statement, NULL) == SQLITE_OK, "%s\n  %s",
          sqlite3_errmsg(session->db), sql);
    for (int i = 0; i < session->parameter_count; i++) {
        if (i < sqlite3_bind_parameter_count(statement)) {
            bind_cell(statement, i + 1, &session->parameters[i]);
        }
    }
    return statement;
}

/*
 * Steps through the statement, whose first column is the function's result, and keeps up to `most`
 * results. The number of rows, or -1 after an error of the function.
 */
static int run(struct Session *session, const struct Function *function, const char *sql,
               sqlite3_value **kept, int most)
{
    sqlite3_stmt *statement = prepare(session, sql);
    int rows = 0;
    int code;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        check_result(function, sqlite3_column_value(statement, 0));
        if (rows < most) {
            kept[rows] = sqlite3_value_dup(sqlite3_column_value(statement, 0));
        }
        rows++;
    }
    if (code != SQLITE_DONE) {
        check_error(session->db, sql);
        for (int i = 0; i < rows && i < most; i++) {
            sqlite3_value_free(kept[i]);
        }
        rows = -1;
    }
    sqlite3_finalize(statement);
    return rows;
}

/* Windows: each row's result must be that of the aggregate over the rows of its frame. */

#define UNBOUNDED 100

struct Frame {
    int from; /* rows relative to the current one */
    int to;
    bool without_current;
};

static struct Frame choose_frame(struct Session *session)
{
    struct Bytes *bytes = &session->bytes;
    struct Frame frame = {.from = choose(bytes, 12) - 8, .to = choose(bytes, 12) - 3};
    if (frame.from == -8) {
        frame.from = -UNBOUNDED;
    }
    if (frame.to == 8) {
        frame.to = UNBOUNDED;
    }
    /* SQL wants a frame to start in a direction from which it can end. */
    if (frame.from > 0 && frame.to <= 0) {
        frame.to = 1;
    } else if (frame.from == 0 && frame.to < 0) {
        frame.to = 0;
    }
    frame.without_current = choose(bytes, 4) == 3;
    return frame;
}

static void add_bound(sqlite3_str *sql, int bound)
{
    if (bound == -UNBOUNDED || bound == UNBOUNDED) {
        sqlite3_str_appendall(sql, "UNBOUNDED");
    } else if (bound == 0) {
        sqlite3_str_appendall(sql, "CURRENT ROW");
        return;
    } else {
        sqlite3_str_appendf(sql, "%d", bound < 0 ? -bound : bound);
    }
    sqlite3_str_appendall(sql, bound < 0 ? " PRECEDING" : " FOLLOWING");
}

static void add_frame(sqlite3_str *sql, const struct Frame *frame)
{
    sqlite3_str_appendall(sql, "(ORDER BY id ROWS BETWEEN ");
    add_bound(sql, frame->from);
    sqlite3_str_appendall(sql, " AND ");
    add_bound(sql, frame->to);
    sqlite3_str_appendall(sql, frame->without_current ? " EXCLUDE CURRENT ROW)" : ")");
}

static void compare_frames(struct Session *session, const struct Function *function,
                           const char *call, const char *filter, const struct Frame *frame,
                           sqlite3_value **results)
{
    for (int row = 1; row <= session->rows; row++) {
        char *sql = sqlite3_mprintf(
            "SELECT %s FROM (SELECT * FROM t WHERE id BETWEEN %d AND %d AND id <> "
            "%d AND (%s) ORDER BY id)",
            call, row + frame->from, row + frame->to, frame->without_current ? row : 0, filter);
        sqlite3_value *result;
        CHECK(run(session, function, sql, &result, 1) == 1, "%s\n  %s", sqlite3_errmsg(session->db),
              sql);
        check_same(sql, results[row - 1], result, TOLERANCE);
        sqlite3_value_free(result);
        sqlite3_free(sql);
    }
}

static void run_rows_frame(struct Session *session, const struct Function *function,
                           const char *call)
{
    struct Frame frame = choose_frame(session);
    const char *filter = choose(&session->bytes, 4) == 3 ? "c4 IS NOT NULL" : "1";
    sqlite3_str *sql = sqlite3_str_new(NULL);
    sqlite3_str_appendf(sql, "SELECT %s FILTER (WHERE %s) OVER ", call, filter);
    add_frame(sql, &frame);
    sqlite3_str_appendall(sql, " FROM t ORDER BY id");
    char *text = sqlite3_str_finish(sql);
    sqlite3_value *results[MOST_ROWS];
    int rows = run(session, function, text, results, MOST_ROWS);
    if (rows >= 0) {
        CHECK(rows == session->rows, "%d rows of %d", rows, session->rows);
        if (session->tame || function->takes_weight) {
            compare_frames(session, function, call, filter, &frame, results);
        }
        for (int i = 0; i < rows; i++) {
            sqlite3_value_free(results[i]);
        }
    }
    sqlite3_free(text);
}

static void run_window(struct Session *session, const struct Function *function, const char *call)
{
    static const char *const others[] = {
        "(ORDER BY c1)",
        "(PARTITION BY c1 ORDER BY c3 GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING)",
        "(PARTITION BY c1 ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)",
        "(ORDER BY c2 RANGE BETWEEN 3 PRECEDING AND 2 PRECEDING EXCLUDE TIES)",
    };
    int kind = choose(&session->bytes, 8);
    if (kind < 4) {
        run_rows_frame(session, function, call);
        return;
    }
    char *sql = sqlite3_mprintf("SELECT %s OVER %s FROM t", call, others[kind - 4]);
    run(session, function, sql, NULL, 0);
    sqlite3_free(sql);
}

static void run_function(struct Session *session)
{
    static const char *const tails[] = {"", " GROUP BY c1", " WHERE c4 IS NOT NULL",
                                        " GROUP BY c3 ORDER BY 1 LIMIT 2"};
    const struct Function *function = choose_function(session);
    sqlite3_str *text = sqlite3_str_new(NULL);
    add_call(session, text, function, true);
    char *call = sqlite3_str_finish(text);
    char *sql = NULL;
    if (function->kind == TABLE_FUNCTION) {
        sql = sqlite3_mprintf("SELECT f.* FROM t, %s AS f", call);
    } else if (function->kind == SCALAR_FUNCTION) {
        sql = sqlite3_mprintf("SELECT %s FROM t", call);
    } else if (function->kind == WINDOW_FUNCTION && choose(&session->bytes, 2)) {
        run_window(session, function, call);
    } else {
        sql = sqlite3_mprintf("SELECT %s FROM t%s", call, tails[choose(&session->bytes, 4)]);
    }
    if (sql) {
        run(session, function, sql, NULL, 0);
    }
    sqlite3_free(sql);
    sqlite3_free(call);
}

/* The survey functions must agree with each other. */

struct Survey {
    const char *score;
    const char *segment;
    const char *weight; /* as an argument: ", c2", or nothing */
};

static struct Survey choose_survey(struct Session *session)
{
    static const char *const scores[] = {"c0", "c0", "c0", "nps_answer(c5)"};
    static const char *const segments[] = {"c1", "c1", "c3", "c4", "c5"};
    static const char *const weights[] = {"", ", c2", ", c2", ", c4"};
    return (struct Survey){scores[choose(&session->bytes, 4)], segments[choose(&session->bytes, 5)],
                           weights[choose(&session->bytes, 4)]};
}

static void check_agreement(sqlite3_stmt *row, const char *sql)
{
    if (sqlite3_column_type(row, 0) == SQLITE_NULL) {
        CHECK(sqlite3_column_type(row, 1) == SQLITE_NULL, "a limit without a score\n  %s", sql);
        return;
    }
    double score = sqlite3_column_double(row, 0);
    double lower = sqlite3_column_double(row, 1);
    double upper = sqlite3_column_double(row, 2);
    double margin = sqlite3_column_double(row, 3);
    CHECK(score >= -100 && score <= 100, "score %.17g\n  %s", score, sql);
    CHECK(lower >= -100 && upper <= 100, "limits %.17g and %.17g\n  %s", lower, upper, sql);
    CHECK(lower <= score + TOLERANCE && score <= upper + TOLERANCE, "%.17g %.17g %.17g\n  %s",
          lower, score, upper, sql);
    CHECK(upper - lower - 2 * margin <= TOLERANCE, "margin %.17g\n  %s", margin, sql);
    double from_summary = sqlite3_column_double(row, 4);
    CHECK(from_summary - score <= TOLERANCE && score - from_summary <= TOLERANCE, "%.17g %.17g",
          score, from_summary);
    CHECK(sqlite3_column_int64(row, 5) > 0, "no responses\n  %s", sql);
    double shares = sqlite3_column_double(row, 6);
    CHECK(shares > 100 - TOLERANCE && shares < 100 + TOLERANCE, "shares %.17g\n  %s", shares, sql);
}

/* The text with @S for the score, @G for the segment, @W for the weight, @O for `over`. */
static void fill_in(sqlite3_str *sql, const char *text, const struct Survey *survey,
                    const char *over)
{
    for (; *text; text++) {
        if (*text != '@') {
            sqlite3_str_appendchar(sql, 1, *text);
            continue;
        }
        text++;
        sqlite3_str_appendall(sql, *text == 'S'   ? survey->score
                                   : *text == 'G' ? survey->segment
                                   : *text == 'W' ? survey->weight
                                                  : over);
    }
}

static void run_statistics(struct Session *session)
{
    static const char statistics[] =
        "SELECT nps(@S@W)@O, nps_lower(@S, ?1@W)@O, nps_upper(@S, ?1@W)@O, "
        "nps_margin(@S, ?1@W)@O, json_extract(nps_summary(@S, ?1@W)@O, '$.nps'), "
        "nps_responses(@S)@O, nps_share(@S, 'promoter')@O + nps_share(@S, 'passive')@O + "
        "nps_share(@S, 'detractor')@O FROM t ";
    struct Survey survey = choose_survey(session);
    session->parameters[session->parameter_count++] = choose_cell(&session->bytes, RATIOS);
    sqlite3_str *text = sqlite3_str_new(NULL);
    if (choose(&session->bytes, 2)) {
        struct Frame frame = choose_frame(session);
        fill_in(text, statistics, &survey, " OVER w");
        sqlite3_str_appendall(text, "WINDOW w AS ");
        add_frame(text, &frame);
    } else {
        fill_in(text, statistics, &survey, "");
        fill_in(text, "GROUP BY @G", &survey, "");
    }
    char *sql = sqlite3_str_finish(text);
    sqlite3_stmt *statement = prepare(session, sql);
    int code;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        check_agreement(statement, sql);
    }
    if (code != SQLITE_DONE) {
        check_error(session->db, sql);
    }
    sqlite3_finalize(statement);
    sqlite3_free(sql);
}

/* 1 when the query gives true, 0 when false, -1 after an error of a function. */
static int truth(struct Session *session, const char *sql)
{
    sqlite3_stmt *statement = prepare(session, sql);
    int result = -1;
    if (sqlite3_step(statement) == SQLITE_ROW) {
        result = sqlite3_column_int(statement, 0);
    } else {
        check_error(session->db, sql);
    }
    sqlite3_finalize(statement);
    return result;
}

/* nps_by() and nps_rows() against GROUP BY. In UTF-16 damaged text is not what was put in. */
static void run_segments(struct Session *session)
{
    static const char *const claims[] = {
        /* As many segments as groups. */
        "SELECT (SELECT count(*) FROM listed) = (SELECT count(*) FROM grouped)",
        /* The largest first, ties in the order of segments. */
        "SELECT (SELECT group_concat(quote(segment)) FROM listed) IS (SELECT "
        "group_concat(quote(segment)) FROM (SELECT segment FROM listed ORDER BY responses DESC, "
        "segment))",
        /* The same segments and numbers. */
        "SELECT count(*) = (SELECT count(*) FROM grouped) FROM listed AS l JOIN grouped AS g ON "
        "g.segment IS l.segment AND g.responses = l.responses AND "
        "(g.nps IS l.nps OR abs(g.nps - l.nps) <= 1e-9) AND "
        "(g.lower IS l.lower OR abs(g.lower - l.lower) <= 1e-9)",
    };
    struct Survey survey = choose_survey(session);
    for (int i = 0; session->is_utf8 && i < 3; i++) {
        sqlite3_str *text = sqlite3_str_new(NULL);
        fill_in(text,
                "WITH grouped AS (SELECT @G AS segment, nps_responses(@S) AS responses, "
                "nps(@S) AS nps, nps_lower(@S, 0.9) AS lower FROM t GROUP BY @G), "
                "listed AS (SELECT * FROM nps_rows((SELECT nps_by(@S, @G, 0.9) FROM t))) ",
                &survey, "");
        sqlite3_str_appendall(text, claims[i]);
        char *sql = sqlite3_str_finish(text);
        CHECK(truth(session, sql) != 0, "%s", sql);
        sqlite3_free(sql);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct Session sessions[2];
    if (!sessions[0].db) {
        open_session(&sessions[0], "UTF-8");
        open_session(&sessions[1], "UTF-16le");
    }
    size_t split = size < STATEMENT_BYTES ? size : STATEMENT_BYTES;
    struct Bytes statement = {data, data + split};
    struct Bytes table = {data + split, data + size};
    struct Session *session = &sessions[choose(&statement, 2)];
    session->bytes = statement;
    session->parameter_count = 0;
    session->tame = true;
    fill_table(session, &table);
    switch (choose(&session->bytes, 4)) {
    case 0:
        run_statistics(session);
        break;
    case 1:
        run_segments(session);
        break;
    default:
        run_function(session);
        break;
    }
    return 0;
}
