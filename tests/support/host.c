#include "support/host.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

char *library_file(void)
{
    static const char *const suffixes[] = {"", ".so", ".dylib"};
    const char *directory = strchr(library_path(), '/') ? "" : "./";
    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++) {
        char *path = sqlite3_mprintf("%s%s%s", directory, library_path(), suffixes[i]);
        FILE *file = fopen(path, "rb");
        if (file) {
            fclose(file);
            return path;
        }
        sqlite3_free(path);
    }
    fail_msg("there is no library %s", library_path());
    return NULL;
}

sqlite3_loadext_entry entry_point(void)
{
    char *path = library_file();
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    void *symbol = library ? dlsym(library, "sqlite3_advocacy_init") : NULL;
    if (!symbol) {
        fail_msg("%s", dlerror());
    }
    sqlite3_free(path);
    sqlite3_loadext_entry entry;
    memcpy(&entry, &symbol, sizeof entry);
    return entry;
}

static const sqlite3_api_routines *captured_routines;

static int capture_routines(sqlite3 *db, char **message, const sqlite3_api_routines *routines)
{
    (void)db;
    (void)message;
    captured_routines = routines;
    return SQLITE_OK;
}

const sqlite3_api_routines *host_routines(void)
{
    if (!captured_routines) {
        sqlite3 *db;
        any_routine callback = (any_routine)capture_routines;
        assert_int_equal(sqlite3_auto_extension(callback), SQLITE_OK);
        assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
        /* Unlike sqlite3_cancel_auto_extension this frees the list too. */
        sqlite3_reset_auto_extension();
        sqlite3_close(db);
        assert_non_null(captured_routines);
    }
    return captured_routines;
}

void set_routine(sqlite3_api_routines *routines, size_t offset, any_routine routine)
{
    memcpy((char *)routines + offset, &routine, sizeof routine);
}

void set_all_routines(sqlite3_api_routines *routines, any_routine routine)
{
    for (size_t i = 0; i + sizeof routine <= sizeof *routines; i += sizeof routine) {
        set_routine(routines, i, routine);
    }
}

void copy_oldest_routines(sqlite3_api_routines *copy, any_routine beyond)
{
    /* filename_wal is the last entry of 3.31; to read on might leave the host's table. */
    size_t size = offsetof(sqlite3_api_routines, filename_wal) + sizeof copy->filename_wal;
    set_all_routines(copy, beyond);
    memcpy(copy, host_routines(), size);
}
