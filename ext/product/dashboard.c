/*
 * The page of sql/dashboard/ as the result of a function: advocacy_dashboard().
 *
 * What it needs, it makes in TEMP, in a transaction that is always undone: a snapshot of what the
 * database has (setup.h), and the tables in which the scripts put the page together. So nothing
 * stays, also after an error, and a database may be read-only.
 *
 * A page may be made of a database from anywhere, so while it works, the functions that its views
 * call must be harmless: trusted_schema is off.
 */
#include <string.h>

#include "function_tables.h"
#include "host/value.h"
#include "product/connection.h"
#include "product/scripts.h"
#include "product/setup.h"
#include "product/sources.h"

#define FOLDER "dashboard/"

struct Page {
    char *text;
    sqlite3_uint64 length;
};

/* Whether it is trusted now, or -1 where this SQLite does not say. */
static int set_trusted_schema(sqlite3 *db, int trusted)
{
    int was = -1;
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, -1, &was);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, trusted, NULL);
    return was;
}

/* Appends the names of the canonical tables; *are_some says whether one of them is there. */
static bool look_for_tables(sqlite3_context *context, sqlite3_str *names, bool *are_some)
{
    /* The settings alone are nothing to show. */
    for (int i = 1; i < advocacy_source_table_count; i++) {
        const char *name = advocacy_source_tables[i].name;
        struct SchemaObject object;
        if (!find_object(context, "temp", name, &object)) {
            return false;
        }
        bool is_there = object.type != NULL;
        free_schema_object(&object);
        if (!is_there && !find_beyond_temp(context, name, &object)) {
            return false;
        }
        *are_some = *are_some || is_there || object.type;
        free_schema_object(&object);
        sqlite3_str_appendf(names, "%s%s", i > 1 ? ", " : "", name);
    }
    return true;
}

static bool has_tables(sqlite3_context *context)
{
    sqlite3_str *names = sqlite3_str_new(NULL);
    bool are_some = false;
    bool has_looked = look_for_tables(context, names, &are_some);
    char *list = sqlite3_str_finish(names);
    if (has_looked && !list) {
        sqlite3_result_error_nomem(context);
    } else if (has_looked && !are_some) {
        fail(
            context,
            "the database has none of the tables or views that the page is made of: %s; a TEMP VIEW with such a name makes one of a table that you have (advocacy_mapping() proposes some)",
            list);
    }
    sqlite3_free(list);
    return has_looked && are_some && list;
}

static bool is_of_page(const struct Script *script)
{
    const size_t length = strlen(script->name);
    return strncmp(script->name, FOLDER, strlen(FOLDER)) == 0 && length > 4 &&
           strcmp(script->name + length - 4, ".sql") == 0;
}

static bool run_scripts(sqlite3_context *context, struct Page *page)
{
    sqlite3_str *scripts = sqlite3_str_new(NULL);
    for (int i = 0; i < advocacy_script_count; i++) {
        if (is_of_page(&advocacy_script_list[i])) {
            append_script(scripts, &advocacy_script_list[i]);
        }
    }
    bool lacks_memory = sqlite3_str_errcode(scripts) != SQLITE_OK;
    char *sql = sqlite3_str_finish(scripts);
    if (lacks_memory || !sql) {
        sqlite3_result_error_nomem(context);
        sqlite3_free(sql);
        return false;
    }
    bool has_run = run_for_text(context, sql, &page->text, &page->length);
    sqlite3_free(sql);
    return has_run;
}

static bool make_page(struct Transaction *transaction, const struct Settings *settings,
                      struct Page *page)
{
    sqlite3_context *context = transaction->context;
    int views;
    return has_tables(context) && set_up_within(transaction, SETUP_PAGE, settings, &views) &&
           run_format(context,
                      "CREATE TEMP TABLE dashboard_option AS SELECT %s AS title, %s AS currency, "
                      "%s AS as_of",
                      setting_literal(settings, "title"), setting_literal(settings, "currency"),
                      setting_literal(settings, "as_of")) &&
           run_scripts(context, page);
}

static void advocacy_dashboard(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    sqlite3 *db = sqlite3_context_db_handle(context);
    struct Settings settings = {0};
    struct Transaction transaction;
    struct Page page = {0};
    if ((count < 1 || read_settings(context, arguments[0], true, &settings)) &&
        transaction_begin(&transaction, context)) {
        int trusted = set_trusted_schema(db, 0);
        if (make_page(&transaction, &settings, &page)) {
            sqlite3_result_text64(context, page.text, page.length, sqlite3_free, SQLITE_UTF8);
        }
        (void)transaction_end(&transaction, false);
        (void)set_trusted_schema(db, trusted);
    }
    free_settings(&settings);
}

static const struct Function dashboard_functions[] = {
    {
        .name = "advocacy_dashboard",
        .signature = "advocacy_dashboard([options])",
        .summary =
            "The whole of it as one page of HTML, made of what the database has, of which nothing is changed and nothing stays: options as a JSON object with as_of, period_days, minimum_responses, confidence and other columns of advocacy_settings, a title, and the currency of the amounts.",
        .example =
            "SELECT substr(advocacy_dashboard('{\"title\": \"October\", \"currency\": \"EUR\"}'), 1, 15) WHERE advocacy_setup('temp') > 0",
        .output = "<!DOCTYPE html>",
        .kind = SCALAR_FUNCTION,
        .direct_only = true,
        .most_arguments = 1,
        .scalar = advocacy_dashboard,
    },
};

const struct FunctionTable dashboard_function_table = FUNCTION_TABLE("setup", dashboard_functions);
