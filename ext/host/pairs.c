#include "host/pairs.h"

#include <string.h>

/* An error of the value and what is wrong with it. */
static void refuse_argument(sqlite3_context *context, sqlite3_value *argument, const char *rule,
                            const char *detail)
{
    char *shown = describe(argument);
    if (shown) {
        fail(context, "%s %s%s", shown, rule, detail);
    } else {
        sqlite3_result_error_nomem(context);
    }
    sqlite3_free(shown);
}

bool read_name(sqlite3_context *context, sqlite3_value *argument, struct Name *name)
{
    if (sqlite3_value_type(argument) == SQLITE_TEXT) {
        name->text = (const char *)sqlite3_value_text(argument);
        if (!name->text) {
            sqlite3_result_error_nomem(context);
            return false;
        }
        name->length = sqlite3_value_bytes(argument);
        if (name->length > 0 && name->length <= LONGEST_NAME) {
            return true;
        }
    }
    refuse_argument(context, argument, "is not a name; a name is a text of 1 to 64 bytes", "");
    return false;
}

static bool name_is(const struct NameList *list, int index, const struct Name *name)
{
    return list->lengths[index] == name->length &&
           memcmp(list->texts[index], name->text, (size_t)name->length) == 0;
}

int find_name(const struct NameList *list, const struct Name *name, int likely)
{
    if (likely >= 0 && likely < list->count && name_is(list, likely, name)) {
        return likely;
    }
    for (int i = 0; i < list->count; i++) {
        if (name_is(list, i, name)) {
            return i;
        }
    }
    return -1;
}

void add_name(struct NameList *list, const struct Name *name)
{
    list->lengths[list->count] = name->length;
    memcpy(list->texts[list->count], name->text, (size_t)name->length);
    list->texts[list->count][name->length] = 0;
    list->count++;
}

char *join_names(const struct NameList *list)
{
    sqlite3_str *joined = sqlite3_str_new(NULL);
    for (int i = 0; i < list->count; i++) {
        sqlite3_str_appendall(joined, i > 0 ? ", " : "");
        sqlite3_str_append(joined, list->texts[i], list->lengths[i]);
    }
    return sqlite3_str_finish(joined);
}

bool check_pairs(sqlite3_context *context, int count, sqlite3_value **pairs, const char *hint)
{
    if (count % 2 != 0) {
        refuse_argument(context, pairs[count - 1], "has no value; ", hint);
        return false;
    }
    if (count / 2 > MOST_PAIRS) {
        fail(context, "%d names are too many; at most %d are allowed", count / 2, MOST_PAIRS);
        return false;
    }
    return true;
}

static void refuse_repeated_name(sqlite3_context *context, sqlite3_value *argument)
{
    refuse_argument(context, argument, "is named twice; each name has one value", "");
}

static bool fill_names(sqlite3_context *context, int count, sqlite3_value **pairs,
                       struct NameList *list)
{
    for (int i = 0; i < count; i += 2) {
        struct Name name;
        if (!read_name(context, pairs[i], &name)) {
            return false;
        }
        if (find_name(list, &name, -1) >= 0) {
            refuse_repeated_name(context, pairs[i]);
            return false;
        }
        add_name(list, &name);
    }
    return true;
}

static void refuse_changed_name(sqlite3_context *context, sqlite3_value *argument,
                                const struct NameList *list)
{
    char *expected = join_names(list);
    if (expected) {
        refuse_argument(context, argument,
                        "is out of place; names must be the same in every row: ", expected);
    } else {
        sqlite3_result_error_nomem(context);
    }
    sqlite3_free(expected);
}

bool check_names(sqlite3_context *context, int count, sqlite3_value **pairs, struct NameList *list)
{
    if (list->count == 0) {
        return fill_names(context, count, pairs, list);
    }
    for (int i = 0; i < count; i += 2) {
        struct Name name;
        if (!read_name(context, pairs[i], &name)) {
            return false;
        }
        if (i / 2 >= list->count || !name_is(list, i / 2, &name)) {
            refuse_changed_name(context, pairs[i], list);
            return false;
        }
    }
    return true;
}

static int find_listed(const void *names, const struct Name *name, int likely)
{
    return find_name(names, name, likely);
}

static char *join_listed(const void *names)
{
    return join_names(names);
}

struct Vocabulary vocabulary_of(const struct NameList *names, const char *noun, const char *list)
{
    return (struct Vocabulary){names, find_listed, join_listed, noun, list};
}

/* Inline: this runs for every name of every row. */
static inline enum Reading known_name(sqlite3_context *context, const struct Vocabulary *vocabulary,
                                      sqlite3_value *argument, int likely, int *index)
{
    if (sqlite3_value_type(argument) != SQLITE_TEXT) {
        return READ_NOTHING;
    }
    struct Name name = {(const char *)sqlite3_value_text(argument), 0};
    if (!name.text) {
        sqlite3_result_error_nomem(context);
        return READ_ERROR;
    }
    name.length = sqlite3_value_bytes(argument);
    *index = vocabulary->find(vocabulary->names, &name, likely);
    return *index < 0 ? READ_NOTHING : READ_VALUE;
}

enum Reading read_known_name(sqlite3_context *context, const struct Vocabulary *vocabulary,
                             sqlite3_value *argument, int *index)
{
    return known_name(context, vocabulary, argument, -1, index);
}

enum Reading place_pairs(sqlite3_context *context, const struct Vocabulary *vocabulary, int count,
                         sqlite3_value **pairs, int *places, int *unknown)
{
    for (int i = 0; i < count; i += 2) {
        int index;
        enum Reading reading = known_name(context, vocabulary, pairs[i], i / 2, &index);
        if (reading != READ_VALUE) {
            *unknown = i;
            return reading;
        }
        if (places[index] >= 0) {
            refuse_repeated_name(context, pairs[i]);
            return READ_ERROR;
        }
        places[index] = i + 1;
    }
    return READ_VALUE;
}

void refuse_with_names(sqlite3_context *context, const struct Vocabulary *vocabulary, char *problem,
                       const char *rest)
{
    char *names = vocabulary->join(vocabulary->names);
    if (problem && names) {
        fail(context, "%s; %s %s%s", problem, vocabulary->list, names, rest);
    } else {
        sqlite3_result_error_nomem(context);
    }
    sqlite3_free(names);
    sqlite3_free(problem);
}

void refuse_unknown_name(sqlite3_context *context, const struct Vocabulary *vocabulary,
                         sqlite3_value *argument)
{
    char *shown = describe(argument);
    refuse_with_names(context, vocabulary,
                      shown ? sqlite3_mprintf("%s is not %s", shown, vocabulary->noun) : NULL, "");
    sqlite3_free(shown);
}

/* The first name behind which another name or the end comes. */
void refuse_unpaired(sqlite3_context *context, const struct Vocabulary *vocabulary, int count,
                     sqlite3_value **pairs)
{
    enum Reading reading = READ_NOTHING;
    int at = 0;
    for (; at + 1 < count; at += 2) {
        int index;
        reading = read_known_name(context, vocabulary, pairs[at + 1], &index);
        if (reading != READ_NOTHING) {
            break;
        }
    }
    if (reading == READ_ERROR) {
        return;
    }
    char *shown = describe(pairs[at]);
    refuse_with_names(context, vocabulary, shown ? sqlite3_mprintf("%s has no value", shown) : NULL,
                      ", each with its value behind it");
    sqlite3_free(shown);
}
