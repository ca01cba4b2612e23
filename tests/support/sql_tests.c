#include "support/sql_tests.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support/shell.h"

/*
 * The reader goes through the text line by line and cuts it in place: a line's end becomes the end
 * of the text that stood before it.
 */
struct Lines {
    char *next;
    int number; /* of the line that was read last */
};

/* The next line without its end, or NULL. */
static char *next_line(struct Lines *lines)
{
    char *line = lines->next;
    if (!line || !*line) {
        return NULL;
    }
    char *end = line + strcspn(line, "\n");
    lines->next = *end ? end + 1 : NULL;
    *end = 0;
    lines->number++;
    return line;
}

static bool starts_with(const char *line, const char *prefix)
{
    return strncmp(line, prefix, strlen(prefix)) == 0;
}

static bool is_blank(const char *line)
{
    return line[strspn(line, " \t\r")] == 0;
}

static bool is_header(const char *line)
{
    return starts_with(line, "-- ");
}

static bool is_separator(const char *line)
{
    return starts_with(line, "----") || starts_with(line, "====");
}

static void *grow(void *array, size_t count, size_t size)
{
    void *grown = realloc(array, (count + 1) * size);
    assert_non_null(grown);
    return grown;
}

static char *set_problem(struct TestFile *file, int line, const char *problem)
{
    if (!file->problem) {
        file->problem = problem;
        file->problem_line = line;
    }
    return NULL;
}

/* Makes these lines one text again: their ends were cut off. */
static void join(char *from, const char *end, char with)
{
    for (char *c = from; c < end; c++) {
        if (*c == 0) {
            *c = with;
        }
    }
}

/* What follows the mark: nothing, blank, or each, ~1e-9, or both of these. */
static bool read_options(const char *text, struct Check *check)
{
    check->blank = starts_with(text, " blank") && is_blank(text + 6);
    if (check->blank) {
        return !check->against_query;
    }
    check->each = starts_with(text, " each");
    if (check->each) {
        text += 5;
    }
    if (is_blank(text)) {
        return true;
    }
    if (!starts_with(text, " ~")) {
        return false;
    }
    char *end;
    check->tolerance = strtod(text + 2, &end);
    return end > text + 2 && is_blank(end) && check->tolerance > 0 && check->tolerance < 1e9;
}

/* The lines up to the next blank one; NULL when there is none. */
static char *read_paragraph(struct Lines *lines)
{
    char *first = next_line(lines);
    if (!first || is_blank(first)) {
        return NULL;
    }
    char *end = first + strlen(first);
    for (char *line; (line = next_line(lines)) && !is_blank(line);) {
        join(end, line, '\n');
        end = line + strlen(line);
    }
    return first;
}

/* A check from its first line of SQL on; returns the line after it. */
static char *read_check(struct TestFile *file, struct Lines *lines, char *sql)
{
    struct Check check = {.sql = sql};
    char *end = sql + strlen(sql);
    char *line;
    int first_line = lines->number;
    while ((line = next_line(lines)) && !is_separator(line)) {
        if (is_header(line)) {
            return set_problem(file, first_line, "no ---- and no result follow this query");
        }
        join(end, line, '\n');
        end = line + strlen(line);
    }
    if (!line) {
        return set_problem(file, first_line, "no ---- and no result follow this query");
    }
    check.line = lines->number;
    check.against_query = *line == '=';
    if (!read_options(line + 4, &check)) {
        return set_problem(file, lines->number,
                           "only each, or ~ and a number > 0, or blank, may follow here");
    }
    check.expected = check.blank ? "" : read_paragraph(lines);
    if (!check.expected) {
        return set_problem(file, check.line, "no result follows; no rows are (no rows)");
    }
    file->checks = grow(file->checks, file->check_count, sizeof *file->checks);
    file->checks[file->check_count++] = check;
    file->blocks[file->block_count - 1].checks++;
    return next_line(lines);
}

/* The lines of a sentence become one; `-- needs` names a file. Returns the line after them. */
static char *read_sentence(struct Block *block, struct Lines *lines, char *line)
{
    char *end = NULL;
    for (; line && is_header(line); line = next_line(lines)) {
        if (starts_with(line, "-- needs ")) {
            block->needs = line + 9;
        } else if (!end) {
            block->name = line + 3;
            end = line + strlen(line);
        } else {
            *end++ = ' ';
            memmove(end, line + 3, strlen(line + 3) + 1);
            end += strlen(end);
        }
    }
    return line;
}

/* Everything up to the next sentence. */
static char *read_setup(struct TestFile *file, struct Lines *lines, char *line)
{
    if (!line) {
        return set_problem(file, lines->number, "the setup is empty");
    }
    if (file->setup || file->block_count > 0) {
        return set_problem(file, lines->number, "there is one setup, in front of the first test");
    }
    char *end = line + strlen(line);
    file->setup = line;
    while ((line = next_line(lines)) && !is_header(line)) {
        if (is_separator(line)) {
            return set_problem(file, lines->number, "a setup has no result");
        }
        join(end, line, '\n');
        end = line + strlen(line);
    }
    return line;
}

static char *read_header(struct TestFile *file, struct Lines *lines, char *line)
{
    struct Block block = {.line = lines->number, .first_check = file->check_count};
    line = read_sentence(&block, lines, line);
    if (!block.name || is_blank(block.name)) {
        return set_problem(file, block.line, "the sentence is missing that says what must hold");
    }
    if (strcmp(block.name, "setup") == 0) {
        file->setup_needs = block.needs;
        return read_setup(file, lines, line);
    }
    for (size_t i = 0; i < file->block_count; i++) {
        if (strcmp(file->blocks[i].name, block.name) == 0) {
            return set_problem(file, block.line, "another test has this name already");
        }
    }
    file->blocks = grow(file->blocks, file->block_count, sizeof *file->blocks);
    file->blocks[file->block_count++] = block;
    while (line && line[0] == '#') {
        line = next_line(lines);
    }
    if (!line || is_blank(line) || is_separator(line)) {
        return set_problem(file, block.line, "no query follows this sentence");
    }
    return read_check(file, lines, line);
}

static void read_blocks(struct TestFile *file)
{
    struct Lines lines = {.next = file->text};
    char *line = next_line(&lines);
    if (!line || !starts_with(line, "# ")) {
        set_problem(file, 1, "the first line is a # comment that says what the file is about");
    }
    while (line && !file->problem) {
        if (is_header(line)) {
            line = read_header(file, &lines, line);
        } else if (is_blank(line) || line[0] == '#') {
            line = next_line(&lines);
        } else if (is_separator(line)) {
            set_problem(file, lines.number, "no query stands in front of this");
        } else if (file->block_count == 0) {
            set_problem(file, lines.number, "the sentence is missing that says what must hold");
        } else {
            line = read_check(file, &lines, line);
        }
    }
    if (file->block_count == 0) {
        set_problem(file, 1, "there is no test in this file");
    }
}

struct TestFile read_test_file(const char *path)
{
    struct TestFile file = {.path = path, .text = read_file(path)};
    if (file.text) {
        read_blocks(&file);
    } else {
        set_problem(&file, 1, "cannot be read");
    }
    return file;
}

void free_test_file(struct TestFile *file)
{
    free(file->text);
    free(file->blocks);
    free(file->checks);
}

/* Whether all of the text is a number. */
static bool is_number(const char *text, size_t length, double *number)
{
    char copy[64];
    if (length == 0 || length >= sizeof copy) {
        return false;
    }
    memcpy(copy, text, length);
    copy[length] = 0;
    char *end;
    *number = strtod(copy, &end);
    return *end == 0 && strchr("+-.0123456789", copy[0]);
}

static bool same_column(const char *found, size_t found_length, const char *expected,
                        size_t expected_length, double tolerance)
{
    double a;
    double b;
    if (found_length == expected_length && memcmp(found, expected, found_length) == 0) {
        return true;
    }
    return tolerance > 0 && is_number(found, found_length, &a) &&
           is_number(expected, expected_length, &b) &&
           fabs(a - b) <= tolerance * fmax(1, fmax(fabs(a), fabs(b)));
}

bool same_rows(const char *found, const char *expected, double tolerance, int *row)
{
    for (*row = 1;;) {
        size_t found_length = strcspn(found, "|\n");
        size_t expected_length = strcspn(expected, "|\n");
        if (!same_column(found, found_length, expected, expected_length, tolerance) ||
            found[found_length] != expected[expected_length]) {
            return false;
        }
        char end = found[found_length];
        if (end == 0) {
            return true;
        }
        *row += end == '\n';
        found += found_length + 1;
        expected += expected_length + 1;
    }
}

const char *row_of(const char *rows, int row, size_t *length)
{
    while (rows && row-- > 1) {
        rows = strchr(rows, '\n');
        rows = rows ? rows + 1 : NULL;
    }
    *length = rows ? strcspn(rows, "\n") : 0;
    return rows;
}
