/*
 * advocacy: customer advocacy metrics as SQL functions, a loadable extension for SQLite 3.31 and
 * later.
 *
 * This file is the entry point. It checks the host and registers what the function tables of the
 * families list.
 */
/*
 * Compensated and exact sums, the decimal reader and every test for NaN are wrong where the
 * compiler may reorder sums or take every number for finite. Not every compiler says so of every
 * flag.
 */
#if defined(__FAST_MATH__) || defined(__ASSOCIATIVE_MATH__) ||                                     \
    (defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__) || defined(_M_FP_FAST)
#error "advocacy counts on IEEE arithmetic: compile it without -Ofast, -ffast-math and their parts"
#endif

#include <string.h>

#include <sqlite3ext.h>

SQLITE_EXTENSION_INIT1

#include "function_tables.h"
#include "host/register.h"
#include "version.h"

/* A line each, so that two additions do not touch the same one. */
/* clang-format off */
const struct FunctionTable *const advocacy_function_tables[] = {
    &nps_function_table,
    &nps_by_function_table,
    &nps_latest_function_table,
    &nps_compare_function_table,
    &nps_overlap_function_table,
    &nps_change_function_table,
    &clustered_function_table,
    &nps_scalar_function_table,
    &satisfaction_function_table,
    &median_function_table,
    &text_term_function_table,
    &text_word_function_table,
    &sentiment_function_table,
    &reader_function_table,
    &advocate_score_function_table,
    &advocate_function_table,
    &advocate_ratio_function_table,
    &rating_function_table,
    &chance_function_table,
    &predict_fit_function_table,
    &predict_score_function_table,
    &predict_lift_function_table,
    &driver_function_table,
    &purchase_fit_function_table,
    &spend_fit_function_table,
    &contract_fit_function_table,
    &total_function_table,
    &purchase_predict_function_table,
    &revenue_function_table,
    &rfm_function_table,
    &rfm_summary_function_table,
    &chart_text_function_table,
    &chart_trend_function_table,
    &chart_bars_function_table,
    &chart_stack_function_table,
    &chart_scatter_function_table,
    &chart_heat_function_table,
    &chart_escape_function_table,
    &json_member_function_table,
    &setup_function_table,
    &dashboard_function_table,
    &script_function_table,
    &mapping_function_table,
    &manual_function_table,
};
/* clang-format on */
const int advocacy_function_table_count =
    (int)(sizeof advocacy_function_tables / sizeof advocacy_function_tables[0]);

/*
 * Whether this connection has functions of some version already, and whether it is this one. To
 * register them anew is refused by SQLite while a statement runs, as one does in which SELECT
 * load_extension() loads the file once more.
 */
static bool find_version(sqlite3 *db, bool *is_same)
{
    sqlite3_stmt *statement = NULL;
    bool is_found =
        sqlite3_prepare_v2(db, "SELECT advocacy_version()", -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW;
    const char *version = is_found ? (const char *)sqlite3_column_text(statement, 0) : NULL;
    *is_same = version && strcmp(version, ADVOCACY_VERSION) == 0;
    sqlite3_finalize(statement);
    return is_found;
}

/* Returns an SQLite error code, and then names the function that could not be registered. */
static int register_rows(sqlite3 *db, const char **refused)
{
    for (int i = 0; i < advocacy_function_table_count; i++) {
        for (int j = 0; j < advocacy_function_tables[i]->count; j++) {
            const struct Function *function = &advocacy_function_tables[i]->functions[j];
            int error = register_function(db, function);
            if (error) {
                *refused = function->name;
                return error;
            }
        }
    }
    return SQLITE_OK;
}

static int register_all(sqlite3 *db, char **message)
{
    const char *refused = NULL;
    int error = register_rows(db, &refused);
    /* The first row is refused where all are there already, a later one for some other reason. */
    bool is_same = false;
    bool is_there = error == SQLITE_BUSY &&
                    refused == advocacy_function_tables[0]->functions[0].name &&
                    find_version(db, &is_same);
    if (is_there && is_same) {
        return SQLITE_OK;
    }
    if (is_there && message) {
        *message = sqlite3_mprintf("advocacy cannot replace the functions of another version while "
                                   "a query runs; load it before the first query, or with .load");
    } else if (error && message) {
        *message =
            sqlite3_mprintf("advocacy cannot register %s: %s", refused, sqlite3_errstr(error));
    }
    return error;
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

#ifndef IS_BUILT_IN
/*
 * Keeps the first host's routines; false for another host. Two hosts may load the file at the same
 * instant, and threads of one may be reading the pointer: it is set once, and in one step.
 */
static bool adopt_routines(const sqlite3_api_routines *routines)
{
#ifdef _MSC_VER
    void *_InterlockedCompareExchangePointer(void *volatile *, void *, void *);
    const void *before =
        _InterlockedCompareExchangePointer((void *volatile *)&sqlite3_api, (void *)routines, NULL);
    return !before || before == routines;
#else
    const sqlite3_api_routines *before = NULL;
    return __atomic_compare_exchange_n(&sqlite3_api, &before, routines, 0, __ATOMIC_ACQ_REL,
                                       __ATOMIC_ACQUIRE) ||
           before == routines;
#endif
}
#endif

/*
 * Behind all entry points. They do not call each other: another extension that is loaded may have
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
    if (!adopt_routines(routines)) {
        if (message) {
            *message = routines->mprintf(
                "advocacy is in use by another SQLite in this process; load a copy of its file, in another folder, into this one");
        }
        return SQLITE_ERROR;
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
#ifndef IS_BUILT_IN
ADVOCACY_EXPORT int sqlite3_extension_init(sqlite3 *db, char **message,
                                           const sqlite3_api_routines *routines);
#endif

int sqlite3_advocacy_init(sqlite3 *db, char **message, const sqlite3_api_routines *routines)
{
    return initialise(db, message, routines);
}

/* The name that SQLite looks for when the file is called mod_advocacy.so, as in Debian. */
int sqlite3_modadvocacy_init(sqlite3 *db, char **message, const sqlite3_api_routines *routines)
{
    return initialise(db, message, routines);
}

#ifndef IS_BUILT_IN
/* The name that SQLite looks for whatever the file is called, so that a renamed one loads too. */
int sqlite3_extension_init(sqlite3 *db, char **message, const sqlite3_api_routines *routines)
{
    return initialise(db, message, routines);
}
#endif
