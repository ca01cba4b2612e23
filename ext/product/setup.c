/*
 * The tables and views of sql/, made in the database at hand: advocacy_setup().
 *
 * (1) For each canonical table there is a source: what SQLite finds under its name, else an empty
 * table, which is made. A source without its key column is something else and refused (sources.h);
 * other columns that it lacks read NULL.
 *
 * (2) What setup makes carries a mark in the text that SQLite keeps of it, and a later setup, also
 * of another version, makes it anew or drops it. Nothing else is dropped or changed: a name that is
 * taken is an error. A view that would be the same is left alone, with its triggers.
 *
 * (3) Rows are never dropped. A table of ours goes only if it is TEMP, and empty or a copy.
 *
 * (4) In the end every view is compiled once, so that none stands that cannot be asked.
 *
 * (5) A page goes on from what the connection has: the settings of a setup of its TEMP views, and
 * the copies of a snapshot unless something was written since. So it looks back from the same day
 * as those views.
 */
#include "product/setup.h"

#include <string.h>

#include "function_tables.h"
#include "host/value.h"
#include "product/setup_parts.h"

static bool make_everything(struct Setup *setup)
{
    return drop_all_leftovers(setup) && prepare_settings(setup) && prepare_sources(setup) &&
           make_indexes(setup) && make_views(setup) && check_views(setup) && note_snapshot(setup);
}

bool set_up_within(struct Transaction *transaction, enum SetupKind kind,
                   const struct Settings *settings, int *views)
{
    struct Setup setup = {
        .context = transaction->context,
        .kind = kind,
        .schema = kind == SETUP_MAIN ? "main" : "temp",
        .settings = settings,
        .transaction = transaction,
    };
    setup.has_copies = has_current_copies(&setup);
    const size_t size = (size_t)advocacy_source_table_count * sizeof *setup.missing;
    setup.missing = sqlite3_malloc64(size);
    bool is_done = false;
    if (!setup.missing || read_statements(&setup.statements) != SQLITE_OK) {
        sqlite3_result_error_nomem(setup.context);
    } else {
        memset(setup.missing, 0, size);
        is_done = make_everything(&setup);
        for (int i = 0; i < advocacy_source_table_count; i++) {
            sqlite3_free(setup.missing[i]);
        }
    }
    free_statements(&setup.statements);
    sqlite3_free(setup.missing);
    *views = setup.views;
    return is_done;
}

bool set_up(sqlite3_context *context, enum SetupKind kind, const struct Settings *settings,
            int *views)
{
    struct Transaction transaction;
    if (kind == SETUP_MAIN &&
        sqlite3_db_readonly(sqlite3_context_db_handle(context), "main") == 1) {
        fail(
            context,
            "the database is open for reading only; call %s('temp'), whose views are TEMP and leave it alone",
            function_called(context)->name);
        return false;
    }
    return transaction_begin(&transaction, context) &&
           transaction_end(&transaction, set_up_within(&transaction, kind, settings, views));
}

static void advocacy_setup(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    enum SetupKind kind = SETUP_MAIN;
    struct Settings settings = {0};
    int views;
    if ((count < 1 || read_setup_kind(context, arguments[0], &kind)) &&
        (count < 2 || read_settings(context, arguments[1], false, &settings)) &&
        set_up(context, kind, &settings, &views)) {
        sqlite3_result_int(context, views);
    }
    free_settings(&settings);
}

static const struct Function setup_functions[] = {
    {
        .name = "advocacy_setup",
        .signature = "advocacy_setup([kind [, settings]])",
        .summary =
            "Makes the tables and views of sql/ over what the database has, all or nothing, and returns how many views there are: kind 'main' in the database (the default), 'temp' as TEMP views, 'snapshot' the same over TEMP copies of what was read; settings as a JSON object with columns of advocacy_settings.",
        .example =
            "SELECT advocacy_setup('temp', '{\"as_of\": \"2026-10-31\", \"period_days\": 90}') > 50",
        .output = "1",
        .kind = SCALAR_FUNCTION,
        .direct_only = true,
        .most_arguments = 2,
        .scalar = advocacy_setup,
    },
};

const struct FunctionTable setup_function_table = FUNCTION_TABLE("setup", setup_functions);
