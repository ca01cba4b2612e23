#include "product/statements.h"

#include <string.h>

#include "product/scripts.h"

static bool is_space(char character)
{
    return character == ' ' || character == '\n' || character == '\t' || character == '\r';
}

static bool is_name_character(char character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9') || character == '_';
}

/* Behind a text in quotes; a doubled quote is two texts beside each other. */
static const char *after_quotes(const char *at, const char *end)
{
    const char quote = *at++;
    while (at < end && *at != quote) {
        at++;
    }
    return at < end ? at + 1 : end;
}

static bool is_comment(const char *at, const char *end)
{
    return end - at >= 2 && at[0] == '-' && at[1] == '-';
}

static const char *after_line(const char *at, const char *end)
{
    while (at < end && *at != '\n') {
        at++;
    }
    return at;
}

/* Behind one thing that may hold anything: a comment, a text in quotes; else behind a character. */
static const char *after_token(const char *at, const char *end)
{
    if (is_comment(at, end)) {
        return after_line(at, end);
    }
    return *at == '\'' || *at == '"' ? after_quotes(at, end) : at + 1;
}

static const char *after_space(const char *at, const char *end)
{
    while (at < end && (is_space(*at) || is_comment(at, end))) {
        at = is_space(*at) ? at + 1 : after_line(at, end);
    }
    return at;
}

/*
 * The next word, in front of which white space and comments may stand; an empty one if none does.
 */
static struct Piece take_word(const char **at, const char *end)
{
    const char *start = after_space(*at, end);
    const char *stop = start;
    while (stop < end && is_name_character(*stop)) {
        stop++;
    }
    *at = stop;
    return (struct Piece){start, (int)(stop - start)};
}

bool piece_is(const struct Piece *piece, const char *name)
{
    return strlen(name) == (size_t)piece->length &&
           sqlite3_strnicmp(piece->text, name, piece->length) == 0;
}

static bool take_this_word(const char **at, const char *end, const char *word)
{
    const char *behind = *at;
    struct Piece found = take_word(&behind, end);
    if (!piece_is(&found, word)) {
        return false;
    }
    *at = behind;
    return true;
}

/* The rest behind an opening bracket. */
static struct Piece take_brackets(const char *at, const char *end)
{
    at = after_space(at, end);
    if (at < end && *at == '(') {
        at++;
    }
    return (struct Piece){at, (int)(end - at)};
}

static enum StatementKind take_kind(const char **at, const char *end)
{
    if (!take_this_word(at, end, "CREATE")) {
        return MAKES_NOTHING;
    }
    if (take_this_word(at, end, "TABLE")) {
        return MAKES_TABLE;
    }
    if (take_this_word(at, end, "INDEX")) {
        return MAKES_INDEX;
    }
    return take_this_word(at, end, "VIEW") ? MAKES_VIEW : MAKES_NOTHING;
}

/* Behind the mark that a script leaves where it is read in by itself; a setup makes its own. */
static const char *after_mark(const char *at, const char *end)
{
    static const char mark[] = " /* advocacy */";
    const size_t length = sizeof mark - 1;
    return (size_t)(end - at) > length && memcmp(at, mark, length) == 0 ? at + length : at;
}

static struct Statement read_statement(const char *at, const char *end)
{
    struct Statement statement = {.kind = take_kind(&at, end)};
    if (statement.kind == MAKES_NOTHING) {
        return statement;
    }
    if (take_this_word(&at, end, "IF")) {
        (void)take_this_word(&at, end, "NOT");
        (void)take_this_word(&at, end, "EXISTS");
    }
    statement.name = take_word(&at, end);
    statement.whole = (struct Piece){statement.name.text, (int)(end - statement.name.text)};
    if (statement.kind == MAKES_VIEW) {
        (void)take_this_word(&at, end, "AS");
        at = after_mark(at, end);
        statement.body = (struct Piece){at, (int)(end - at)};
        return statement;
    }
    if (take_this_word(&at, end, "ON")) {
        statement.table = take_word(&at, end);
    }
    statement.body = take_brackets(at, end);
    return statement;
}

/* Where the statement ends that begins here, at its semicolon or at the end of the text. */
static const char *statement_end(const char *at, const char *end)
{
    while (at < end && *at != ';') {
        at = after_token(at, end);
    }
    return at < end ? at : end;
}

/* Calls for every statement; with `items` NULL they are only counted. */
static int split(const char *at, const char *end, struct Statement *items)
{
    int count = 0;
    while ((at = after_space(at, end)) < end) {
        const char *stop = statement_end(at, end);
        const char *last = stop;
        while (last > at && is_space(last[-1])) {
            last--;
        }
        if (items) {
            items[count] = read_statement(at, last);
        }
        count++;
        at = stop < end ? stop + 1 : end;
    }
    return count;
}

/* The next name behind FROM or JOIN, from *at on; false behind the last. */
static bool next_source(const struct Statement *view, const char **at, struct Piece *source)
{
    const char *end = view->body.text + view->body.length;
    while (*at < end) {
        if (!is_name_character(**at)) {
            *at = after_token(*at, end);
            continue;
        }
        struct Piece word = take_word(at, end);
        if (piece_is(&word, "FROM") || piece_is(&word, "JOIN")) {
            *source = take_word(at, end);
            return true;
        }
    }
    return false;
}

static void mark_sources(struct Statements *statements, const struct Statement *view)
{
    struct Piece source;
    for (const char *at = view->body.text; next_source(view, &at, &source);) {
        for (int i = 0; i < statements->count; i++) {
            struct Statement *read = &statements->items[i];
            const struct Piece *name = &read->name;
            if (read->kind == MAKES_VIEW && name->length == source.length &&
                sqlite3_strnicmp(name->text, source.text, name->length) == 0) {
                read->is_read = true;
            }
        }
    }
}

static bool sets_up(const struct Script *script)
{
    static const char *const names[] = {"schema.sql", "indexes.sql", "reading.sql", "views.sql"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(script->name, names[i]) == 0) {
            return true;
        }
    }
    return strncmp(script->name, "views/", strlen("views/")) == 0;
}

int read_statements(struct Statements *statements)
{
    memset(statements, 0, sizeof *statements);
    sqlite3_str *text = sqlite3_str_new(NULL);
    for (int i = 0; i < advocacy_script_count; i++) {
        if (sets_up(&advocacy_script_list[i])) {
            append_script(text, &advocacy_script_list[i]);
        }
    }
    const int length = sqlite3_str_length(text);
    bool lacks_memory = sqlite3_str_errcode(text) != SQLITE_OK;
    statements->text = sqlite3_str_finish(text);
    if (lacks_memory || !statements->text) {
        return SQLITE_NOMEM;
    }
    const char *end = statements->text + length;
    const int count = split(statements->text, end, NULL);
    statements->items = sqlite3_malloc64((sqlite3_uint64)count * sizeof *statements->items);
    if (!statements->items) {
        return SQLITE_NOMEM;
    }
    statements->count = split(statements->text, end, statements->items);
    for (int i = 0; i < statements->count; i++) {
        if (statements->items[i].kind == MAKES_VIEW) {
            mark_sources(statements, &statements->items[i]);
        }
    }
    return SQLITE_OK;
}

void free_statements(struct Statements *statements)
{
    sqlite3_free(statements->items);
    sqlite3_free(statements->text);
    memset(statements, 0, sizeof *statements);
}

const struct Statement *find_statement(const struct Statements *statements, enum StatementKind kind,
                                       const char *name)
{
    for (int i = 0; i < statements->count; i++) {
        const struct Statement *statement = &statements->items[i];
        if (statement->kind == kind && piece_is(&statement->name, name)) {
            return statement;
        }
    }
    return NULL;
}

/* Behind the comma that ends this part of a list, or at the end of the list. */
static const char *after_part(const char *at, const char *end)
{
    int depth = 0;
    while (at < end && (depth > 0 || *at != ',')) {
        depth += (*at == '(') - (*at == ')');
        at = after_token(at, end);
    }
    return at < end ? at + 1 : end;
}

static bool is_constraint(const struct Piece *word)
{
    return piece_is(word, "CHECK") || piece_is(word, "PRIMARY") || piece_is(word, "UNIQUE") ||
           piece_is(word, "FOREIGN") || piece_is(word, "CONSTRAINT");
}

/* A word, or what stands in quotes, as a name must that is a word of SQL. */
static struct Piece take_column_name(const char **at, const char *end)
{
    const char *start = after_space(*at, end);
    if (start == end || *start != '"') {
        return take_word(at, end);
    }
    *at = after_quotes(start, end);
    return (struct Piece){start + 1, (int)(*at - start - 2)};
}

bool next_column(const struct Statement *table, const char **at, struct Piece *column)
{
    const char *end = table->body.text + table->body.length;
    while (*at < end) {
        *column = take_column_name(at, end);
        *at = after_part(*at, end);
        if (column->length > 0 && !is_constraint(column)) {
            return true;
        }
    }
    return false;
}

bool next_indexed(const struct Statement *index, const char **at, struct Piece *column)
{
    return next_column(index, at, column);
}
