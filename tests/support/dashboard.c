#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unistd.h>

#include "dashboard.h"
#include "shell.h"

static char *folder;

int make_dashboard_folder(void **state)
{
    (void)state;
    /* Two suites use it side by side. */
    char name[40];
    sqlite3_snprintf(sizeof name, name, "dashboard-%d", (int)getpid());
    folder = scratch_folder(name);
    return 0;
}

int forget_dashboard_folder(void **state)
{
    (void)state;
    int status;
    char *command = sqlite3_mprintf("rm -rf '%s'", folder);
    free(run_command(command, &status));
    sqlite3_free(command);
    sqlite3_free(folder);
    return status;
}

char *database_of(const char *name, const char *scripts)
{
    char *path = sqlite3_mprintf("%s/%s.db", folder, name);
    char *command =
        sqlite3_mprintf("rm -f '%s' && cat %s | '%s' -batch -bail -cmd \".load '%s'\" '%s'", path,
                        scripts, shell_path(), library_path(), path);
    int status;
    char *text = run_command(command, &status);
    if (status != 0) {
        fail_msg("%s", text);
    }
    free(text);
    sqlite3_free(command);
    return path;
}

char *empty_company(void)
{
    return database_of("empty", "sql/schema.sql sql/indexes.sql sql/reading.sql sql/views/*.sql");
}

char *hostile_company(void)
{
    return database_of("hostile", "sql/schema.sql sql/indexes.sql sql/reading.sql sql/views/*.sql "
                                  "tests/support/hostile_company.sql");
}

char *page_of(const char *database, const char *options, int *status)
{
    char *command = sqlite3_mprintf("'%s' -batch -bail -noheader -list -cmd \".load '%s'\" '%s' "
                                    "\"SELECT advocacy_dashboard(%s)\"",
                                    shell_path(), library_path(), database, options);
    char *page = run_command(command, status);
    sqlite3_free(command);
    return page;
}

char *whole_page_of(const char *database)
{
    int status;
    char *page = page_of(database, "", &status);
    if (status != 0) {
        fail_msg("%s", page);
    }
    return page;
}

int occurrences(const char *text, const char *part)
{
    int count = 0;
    for (const char *at = text; (at = strstr(at, part)) != NULL; at += strlen(part)) {
        count++;
    }
    return count;
}

/*
 * Markup
 */

/* The elements that the page and its charts are made of. Nothing hostile is among them. */
static const char *const elements[] = {
    "html", "head",   "meta",   "link",       "style",   "title",   "body", "header",  "h1",
    "p",    "strong", "nav",    "ul",         "li",      "a",       "main", "section", "h2",
    "span", "div",    "table",  "caption",    "thead",   "tbody",   "tr",   "th",      "td",
    "b",    "ol",     "figure", "figcaption", "footer",  "svg",     "desc", "g",       "path",
    "rect", "circle", "text",   "h3",         "details", "summary",
};
enum { ELEMENTS = sizeof elements / sizeof *elements, DEEPEST = 64 };

struct Markup {
    const char *at;
    int open[DEEPEST]; /* indexes of elements */
    int depth;
};

static int element_at(const char *name)
{
    size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789");
    for (int i = 0; i < ELEMENTS; i++) {
        if (strlen(elements[i]) == length && strncmp(elements[i], name, length) == 0) {
            return i;
        }
    }
    fail_msg("not an element of the page: <%.40s", name);
    return -1;
}

/* Reads attributes up to the end of the tag; says whether it closes itself. */
static int skip_attributes(struct Markup *markup)
{
    int closes = 0;
    while (*markup->at != '>') {
        if (!*markup->at || *markup->at == '<') {
            fail_msg("a tag does not end: %.60s", markup->at);
        }
        closes = *markup->at == '/';
        if (*markup->at == '"') {
            markup->at = strchr(markup->at + 1, '"');
            assert_non_null(markup->at);
        }
        markup->at++;
    }
    markup->at++;
    return closes;
}

static void read_tag(struct Markup *markup)
{
    int is_end = *markup->at == '/';
    markup->at += is_end;
    int element = element_at(markup->at);
    int is_void = strncmp(markup->at, "meta", 4) == 0 || strncmp(markup->at, "link", 4) == 0;
    int closes = skip_attributes(markup);
    if (is_end) {
        if (markup->depth == 0 || markup->open[--markup->depth] != element) {
            fail_msg("</%s> closes nothing: %.60s", elements[element], markup->at);
        }
    } else if (!closes && !is_void) {
        assert_true(markup->depth < DEEPEST);
        markup->open[markup->depth++] = element;
    }
}

void assert_well_formed(const char *page)
{
    static const char doctype[] = "<!DOCTYPE html>\n";
    assert_int_equal(strncmp(page, doctype, strlen(doctype)), 0);
    struct Markup markup = {page + strlen(doctype), {0}, 0};
    while (*markup.at) {
        if (*markup.at == '<') {
            markup.at++;
            read_tag(&markup);
        } else if (*markup.at == '&') {
            size_t length = strspn(markup.at + 1, "#abcdefghijklmnopqrstuvwxyz0123456789");
            assert_true(length > 0 && markup.at[1 + length] == ';');
            markup.at++;
        } else {
            unsigned char byte = (unsigned char)*markup.at++;
            assert_true(byte >= ' ' || byte == '\n');
        }
    }
    assert_int_equal(markup.depth, 0);
}

char *panel_of(const char *page, const char *panel)
{
    char *opening = sqlite3_mprintf("data-panel=\"%s\"", panel);
    assert_int_equal(occurrences(page, opening), 1);
    const char *start = strstr(page, opening);
    const char *end = strstr(start, "</section>");
    assert_non_null(end);
    char *part = malloc((size_t)(end - start) + 1);
    assert_non_null(part);
    memcpy(part, start, (size_t)(end - start));
    part[end - start] = 0;
    sqlite3_free(opening);
    return part;
}

char *page_with(const char *sql)
{
    char *database = empty_company();
    char *script = sqlite3_mprintf(
        "INSERT INTO advocacy_settings(as_of) VALUES ('2026-10-31');"
        "CREATE TEMP TABLE n AS WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 "
        "FROM c WHERE i < 200) SELECT i FROM c; %s",
        sql);
    free(run_script(database, script));
    char *page = whole_page_of(database);
    assert_well_formed(page);
    sqlite3_free(script);
    sqlite3_free(database);
    return page;
}

void assert_says(const char *page, const char *text)
{
    if (!strstr(page, text)) {
        const char *header = strstr(page, "<header>");
        fail_msg("%s\nis not in\n%.3000s", text, header ? header : page);
    }
}

char *run_dashboard(const char *variables, const char *database, const char *page, int *status)
{
    char *library = absolute_library_path();
    char *command = sqlite3_mprintf("%s sh sql/dashboard.sh '%s' '%s' '%s' '%s'", variables,
                                    library, shell_path(), database, page);
    char *text = run_command(command, status);
    sqlite3_free(command);
    sqlite3_free(library);
    return text;
}

const char *dashboard_folder(void)
{
    return folder;
}
