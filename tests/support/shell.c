#include "support/shell.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

const char *shell_path(void)
{
    const char *path = getenv("ADVOCACY_SHELL");
    return path && *path ? path : "sqlite3";
}

static char *absolute(const char *path)
{
    char folder[PATH_MAX];
    if (path[0] == '/') {
        return sqlite3_mprintf("%s", path);
    }
    assert_non_null(getcwd(folder, sizeof folder));
    return sqlite3_mprintf("%s/%s", folder, path);
}

char *absolute_library_path(void)
{
    return absolute(library_path());
}

static char *read_stream(FILE *stream)
{
    size_t capacity = 65536;
    size_t length = 0;
    char *text = malloc(capacity);
    assert_non_null(text);
    for (size_t got; (got = fread(text + length, 1, capacity - length - 1, stream)) > 0;) {
        length += got;
        if (capacity - length < 2) {
            capacity *= 2;
            text = realloc(text, capacity);
            assert_non_null(text);
        }
    }
    text[length] = 0;
    return text;
}

char *run_command(const char *command, int *status)
{
    const char *preload = getenv("ADVOCACY_PRELOAD");
    char *full = preload && *preload
                     ? sqlite3_mprintf("export LD_PRELOAD='%s' ASAN_OPTIONS=detect_leaks=0; %s",
                                       preload, command)
                     : sqlite3_mprintf("%s", command);
    char *merged = sqlite3_mprintf("exec 2>&1; %s", full);
    FILE *stream = popen(merged, "r");
    assert_non_null(stream);
    char *text = read_stream(stream);
    int raw = pclose(stream);
    *status = WIFEXITED(raw) ? WEXITSTATUS(raw) : -1;
    sqlite3_free(merged);
    sqlite3_free(full);
    return text;
}

char *run_script(const char *database, const char *script)
{
    char *library = absolute_library_path();
    char *command = sqlite3_mprintf("'%s' -batch -bail -cmd \".load '%s'\" '%s' <<'END_OF_SCRIPT'\n"
                                    "%s\nEND_OF_SCRIPT\n",
                                    shell_path(), library, database, script);
    int status;
    char *text = run_command(command, &status);
    if (status != 0) {
        fail_msg("%s\n%s", script, text);
    }
    sqlite3_free(command);
    sqlite3_free(library);
    return text;
}

static void write_file(const char *path, const char *text)
{
    FILE *stream = fopen(path, "wb");
    assert_non_null(stream);
    assert_true(fputs(text, stream) >= 0);
    assert_int_equal(fclose(stream), 0);
}

/* The one file of settings is that of the last -init. */
char *shell_of_user(const char *folder)
{
    char *settings = sqlite3_mprintf("%s/user.sqliterc", folder);
    char *path = sqlite3_mprintf("%s/user_sqlite3", folder);
    char *script =
        sqlite3_mprintf("#!/bin/sh\nexec '%s' -init '%s' \"$@\"\n", shell_path(), settings);
    write_file(settings, ".headers on\n.mode box\n.nullvalue nothing\n.timer on\n.echo on\n"
                         "PRAGMA reverse_unordered_selects = ON;\nSELECT 'hello';\n");
    write_file(path, script);
    assert_int_equal(chmod(path, 0755), 0);
    char *command = sqlite3_mprintf("'%s' -batch :memory: 'SELECT 1'", path);
    int status;
    char *text = run_command(command, &status);
    assert_non_null(strstr(text, "hello"));
    free(text);
    sqlite3_free(command);
    sqlite3_free(script);
    sqlite3_free(settings);
    return path;
}

char *read_file(const char *path)
{
    FILE *stream = fopen(path, "rb");
    if (!stream) {
        return NULL;
    }
    char *text = read_stream(stream);
    (void)fclose(stream);
    return text;
}

char *scratch_folder(const char *name)
{
    char *library = absolute_library_path();
    char *slash = strrchr(library, '/');
    *slash = 0;
    char *folder = sqlite3_mprintf("%s/scratch-%s", library, name);
    char *command = sqlite3_mprintf("rm -rf '%s' && mkdir -p '%s'", folder, folder);
    int status;
    free(run_command(command, &status));
    assert_int_equal(status, 0);
    sqlite3_free(command);
    sqlite3_free(library);
    return folder;
}

char *data_file(const char *name)
{
    const char *folder = getenv("ADVOCACY_DATA");
    char *path = sqlite3_mprintf("%s/%s", folder && *folder ? folder : "../shared/data", name);
    char *full = absolute(path);
    struct stat status;
    sqlite3_free(path);
    if (stat(full, &status) != 0) {
        print_message("skipped: %s is not here\n", full);
        sqlite3_free(full);
        return NULL;
    }
    return full;
}
