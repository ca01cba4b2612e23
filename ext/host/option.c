#include "host/option.h"

#include <math.h>
#include <string.h>

#include "host/value.h"
#include "mathematics/category.h"

const struct Option confidence_option = {"confidence", OPEN_NUMBER, 0, 1, 0.95};

static bool is_text(sqlite3_value *value, const char *name)
{
    const char *text = (const char *)sqlite3_value_text(value);
    size_t length = strlen(name);
    return text && (size_t)sqlite3_value_bytes(value) == length && memcmp(text, name, length) == 0;
}

static bool read_category(sqlite3_value *value, double *category)
{
    for (int i = 0; sqlite3_value_type(value) == SQLITE_TEXT && i < CATEGORY_COUNT; i++) {
        if (is_text(value, category_names[i])) {
            *category = i;
            return true;
        }
    }
    return false;
}

static bool read_one_name(const struct Option *option, sqlite3_value *value, double *place)
{
    for (int i = 0; sqlite3_value_type(value) == SQLITE_TEXT && option->names[i]; i++) {
        if (is_text(value, option->names[i])) {
            *place = i;
            return true;
        }
    }
    return false;
}

static bool read_option(const struct Option *option, sqlite3_value *value, double *number)
{
    if (option->kind == CATEGORY_NAME) {
        return read_category(value, number);
    }
    if (option->kind == ONE_NAME) {
        return read_one_name(option, value, number);
    }
    if (!read_number(value, number)) {
        return false;
    }
    if (option->kind == OPEN_NUMBER) {
        return *number > option->lowest && *number < option->highest;
    }
    bool is_allowed = option->kind == CLOSED_NUMBER || *number == floor(*number);
    return is_allowed && *number >= option->lowest && *number <= option->highest;
}

/* "order must be 'ymd', 'mdy' or 'dmy'" */
static char *name_rule(const struct Option *option)
{
    sqlite3_str *rule = sqlite3_str_new(NULL);
    sqlite3_str_appendf(rule, "%s must be ", option->name);
    for (int i = 0; option->names[i]; i++) {
        const char *before = i == 0 ? "" : option->names[i + 1] ? ", " : " or ";
        sqlite3_str_appendf(rule, "%s'%s'", before, option->names[i]);
    }
    return sqlite3_str_finish(rule);
}

static char *option_rule(const struct Option *option, bool is_constant)
{
    const char *what = is_constant ? "one constant" : "a number";
    switch (option->kind) {
    case CATEGORY_NAME:
        return sqlite3_mprintf("%s must be one constant: 'promoter', 'passive' or 'detractor'",
                               option->name);
    case ONE_NAME:
        return name_rule(option);
    case WHOLE_NUMBER:
        return sqlite3_mprintf("%s must be %s from %lld to %lld", option->name,
                               is_constant ? "one whole constant" : "a whole number",
                               (sqlite3_int64)option->lowest, (sqlite3_int64)option->highest);
    case CLOSED_NUMBER:
        return sqlite3_mprintf("%s must be %s from %g to %g", option->name, what, option->lowest,
                               option->highest);
    default:
        return sqlite3_mprintf("%s must be %s between %g and %g", option->name, what,
                               option->lowest, option->highest);
    }
}

/*
 * The rule, the value that broke it, and, because the two are easily mixed up, which argument is
 * the weight.
 */
static void refuse_option(sqlite3_context *context, const struct Option *option,
                          sqlite3_value *value)
{
    static const char *const ordinals[] = {"first", "second", "third", "fourth", "fifth"};
    const struct Function *function = function_called(context);
    bool is_constant = function->kind != SCALAR_FUNCTION;
    char *rule = option_rule(option, is_constant);
    char *shown = describe(value);
    if (!rule || !shown) {
        sqlite3_result_error_nomem(context);
    } else if (!is_constant) {
        fail(context, "%s, not %s", rule, shown);
    } else if (function->takes_weight) {
        fail(context, "%s; weight is the %s argument; this row has %s", rule,
             ordinals[function->most_arguments - 1], shown);
    } else {
        fail(context, "%s; this row has %s", rule, shown);
    }
    sqlite3_free(rule);
    sqlite3_free(shown);
}

enum Reading read_parameter(sqlite3_context *context, const struct Option *option,
                            sqlite3_value *value, double *number)
{
    if (sqlite3_value_type(value) == SQLITE_NULL || is_blank(value)) {
        return READ_NOTHING;
    }
    if (read_option(option, value, number)) {
        return READ_VALUE;
    }
    refuse_option(context, option, value);
    return READ_ERROR;
}

bool read_options(sqlite3_context *context, int count, sqlite3_value **arguments,
                  struct OptionValues *values)
{
    const struct Function *function = function_called(context);
    for (int i = 0; i < MOST_OPTIONS && function->options[i]; i++) {
        const struct Option *option = function->options[i];
        int position = function->subjects + i;
        double number = option->fallback;
        if (position < count) {
            bool read = read_option(option, arguments[position], &number);
            if (!read || (values->known && number != values->value[i])) {
                refuse_option(context, option, arguments[position]);
                return false;
            }
        }
        values->value[i] = number;
    }
    values->known = true;
    return true;
}
