/*
 * advocacy: customer advocacy metrics as SQL functions, a loadable extension for SQLite 3.31 and
 * later.
 *
 * This file is the entry point. It checks the host and registers what the function tables of the
 * families list.
 */
#include <sqlite3ext.h>

SQLITE_EXTENSION_INIT1

#include "function_tables.h"
#include "host/register.h"

const struct FunctionTable *const advocacy_function_tables[] = {
    &nps_function_table,
    &nps_by_function_table,
    &nps_latest_function_table,
    &nps_compare_function_table,
    &nps_scalar_function_table,
    &satisfaction_function_table,
    &advocate_score_function_table,
    &advocate_function_table,
    &advocate_ratio_function_table,
    &rating_function_table,
    &predict_fit_function_table,
    &predict_score_function_table,
    &predict_lift_function_table,
    &purchase_fit_function_table,
    &purchase_predict_function_table,
    &revenue_function_table,
    &rfm_function_table,
    &chart_text_function_table,
    &chart_trend_function_table,
    &chart_bars_function_table,
    &chart_stack_function_table,
    &json_member_function_table,
    &script_function_table,
    &manual_function_table,
};
const int advocacy_function_table_count =
    (int)(sizeof advocacy_function_tables / sizeof advocacy_function_tables[0]);

static int register_all(sqlite3 *db, char **message)
{
    for (int i = 0; i < advocacy_function_table_count; i++) {
        for (int j = 0; j < advocacy_function_tables[i]->count; j++) {
            const struct Function *function = &advocacy_function_tables[i]->functions[j];
            int error = register_function(db, function);
            if (error) {
                if (message) {
                    *message = sqlite3_mprintf("advocacy cannot register %s: %s", function->name,
                                               sqlite3_errstr(error));
                }
                return error;
            }
        }
    }
    return SQLITE_OK;
}

/* The cases in which sqlite3ext.h has the routines called directly, and declares no table. */
#if defined(SQLITE_CORE) || defined(SQLITE_OMIT_LOAD_EXTENSION)
#define IS_BUILT_IN
#endif

/* A routine of the calling SQLite, while sqlite3_api is not, or must not be, set to its table. */
#ifdef IS_BUILT_IN
#define OF_HOST(routine) sqlite3_##routine
#else
#define OF_HOST(routine) routines->routine
#endif

/*
 * Behind both entry points. They do not call each other: another extension that is loaded may have
 * an entry point of the same name, and the first of them would be called.
 */
static int initialise(sqlite3 *db, char **message, const sqlite3_api_routines *routines)
{
    (void)routines; /* not used when compiled into an application */
    /*
     * An older host has a shorter table of routines: to call what it lacks would be a jump to
     * nowhere.
     */
    if (OF_HOST(libversion_number)() < OLDEST_SQLITE) {
        if (message) {
            *message = OF_HOST(mprintf)("advocacy needs SQLite " OLDEST_SQLITE_NAME
                                        " or later; this is %s",
                                        OF_HOST(libversion)());
        }
        return SQLITE_ERROR;
    }
#ifndef IS_BUILT_IN
    /*
     * A process may hold two SQLites, such as Node's own and that of a package. One file is one
     * library for both, with one pointer to routines: set to those of the second, it would hand
     * the values of the first to the code of the second.
     */
    if (sqlite3_api && sqlite3_api != routines) {
        if (message) {
            *message = routines->mprintf(
                "advocacy is in use by another SQLite in this process; load a copy of its file, in another folder, into this one");
        }
        return SQLITE_ERROR;
    }
    /* Only once: another thread's connection may be reading it by now. */
    if (!sqlite3_api) {
        SQLITE_EXTENSION_INIT2(routines);
    }
#endif
    return register_all(db, message);
}

#ifdef _WIN32
#define ADVOCACY_EXPORT __declspec(dllexport)
#else
#define ADVOCACY_EXPORT __attribute__((visibility("default")))
#endif

ADVOCACY_EXPORT int sqlite3_advocacy_init(sqlite3 *db, char **message,
                                          const sqlite3_api_routines *routines);
ADVOCACY_EXPORT int sqlite3_modadvocacy_init(sqlite3 *db, char **message,
                                             const sqlite3_api_routines *routines);

int sqlite3_advocacy_init(sqlite3 *db, char **message, const sqlite3_api_routines *routines)
{
    return initialise(db, message, routines);
}

/* The name that SQLite looks for when the file is called mod_advocacy.so, as in Debian. */
int sqlite3_modadvocacy_init(sqlite3 *db, char **message, const sqlite3_api_routines *routines)
{
    return initialise(db, message, routines);
}
