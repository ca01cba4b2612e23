#include "host/option.h"

#include <math.h>
#include <string.h>

#include "host/value.h"
#include "mathematics/limits.h"

const struct Option confidence_option = {"confidence", OPEN_NUMBER, 0, 1, 0.95};
static const struct Option weight_option = {"weight", CLOSED_NUMBER, 0, LARGEST_NUMBER, 1};

/* In any ASCII case. */
static bool read_one_name(const struct Option *option, sqlite3_value *value, double *place)
{
    if (sqlite3_value_type(value) != SQLITE_TEXT) {
        return false;
    }
    const char *text = (const char *)sqlite3_value_text(value);
    int length = sqlite3_value_bytes(value);
    for (int i = 0; text && option->names[i]; i++) {
        if (length == (int)strlen(option->names[i]) &&
            sqlite3_strnicmp(text, option->names[i], length) == 0) {
            *place = i;
            return true;
        }
    }
    return false;
}

bool option_allows(const struct Option *option, double number)
{
    switch (option->kind) {
    case OPEN_NUMBER:
        return number > option->lowest && number < option->highest;
    case HALF_OPEN_NUMBER:
        return number > option->lowest && number <= option->highest;
    case YES_OR_NO:
        return number == 0 || number == 1;
    case ONE_NAME:
    case ANY_NAME:
        return false; /* no number is one */
    default:
        return number >= option->lowest && number <= option->highest &&
               (option->kind != WHOLE_NUMBER || number == floor(number));
    }
}

static bool read_option(const struct Option *option, sqlite3_value *value, double *number)
{
    if (option->kind == ONE_NAME) {
        return read_one_name(option, value, number);
    }
    return read_number(value, number) && option_allows(option, *number);
}

#define LONGEST_LIMIT 32

/* The limit as people write it: 1e100 and 1e-6, not 1e+100 and 1e-06. */
static const char *limit_text(double limit, char text[LONGEST_LIMIT])
{
    sqlite3_snprintf(LONGEST_LIMIT, text, "%g", limit);
    char *power = strchr(text, 'e');
    if (power) {
        char *written = power[1] == '-' ? power + 2 : power + 1;
        const char *digits = written + strspn(written, "+0");
        memmove(written, digits, strlen(digits) + 1);
    }
    return text;
}

/* "'ymd', 'mdy' or 'dmy'" */
static char *name_rule(const struct Option *option, bool is_constant)
{
    sqlite3_str *rule = sqlite3_str_new(NULL);
    sqlite3_str_appendall(rule, is_constant ? "one constant: " : "");
    for (int i = 0; option->names[i]; i++) {
        const char *before = i == 0 ? "" : option->names[i + 1] ? ", " : " or ";
        sqlite3_str_appendf(rule, "%s'%s'", before, option->names[i]);
    }
    return sqlite3_str_finish(rule);
}

char *option_rule(const struct Option *option, bool is_constant)
{
    const char *what = is_constant ? "one constant" : "a number";
    char lowest[LONGEST_LIMIT];
    char highest[LONGEST_LIMIT];
    limit_text(option->lowest, lowest);
    limit_text(option->highest, highest);
    if (option->rule) {
        return sqlite3_mprintf("%s%s", is_constant ? "one constant: " : "", option->rule);
    }
    switch (option->kind) {
    case ONE_NAME:
        return name_rule(option, is_constant);
    case YES_OR_NO:
        return sqlite3_mprintf("1 for yes or 0 for no");
    case WHOLE_NUMBER:
        return sqlite3_mprintf("%s from %lld to %lld",
                               is_constant ? "one whole constant" : "a whole number",
                               (sqlite3_int64)option->lowest, (sqlite3_int64)option->highest);
    case CLOSED_NUMBER:
        return sqlite3_mprintf("%s from %s to %s", what, lowest, highest);
    case HALF_OPEN_NUMBER:
        return sqlite3_mprintf("%s above %s, at most %s", what, lowest, highest);
    default:
        return sqlite3_mprintf("%s between %s and %s", what, lowest, highest);
    }
}

/* A text that reads as a number is treated as one: no reader would make it fit. */
static const char *way_out_of(const struct Option *option, sqlite3_value *value)
{
    int type = sqlite3_value_type(value);
    double number = sqlite3_value_double(value);
    bool is_number = type == SQLITE_INTEGER || type == SQLITE_FLOAT || read_number(value, &number);
    if (option->kind == YES_OR_NO) {
        return is_number             ? "a comparison such as x > 0 is 1 or 0"
               : type == SQLITE_TEXT ? "advocacy_flag() reads words such as 'yes'"
                                     : NULL;
    }
    if (is_number) {
        return number <= option->lowest ? option->way_out_below : NULL;
    }
    if (type != SQLITE_TEXT) {
        return NULL;
    }
    bool is_number_wanted = option->kind != ONE_NAME && !option->way_out_of_text;
    return is_number_wanted ? READS_NUMBERS : option->way_out_of_text;
}

static void refuse_parameter(sqlite3_context *context, const struct Option *option,
                             const char *name, sqlite3_value *value)
{
    char *rule = option_rule(option, false);
    char *shown = describe(value);
    if (rule && shown) {
        const char *way_out = way_out_of(option, value);
        fail(context, "%s must be %s, not %s%s%s", name, rule, shown, way_out ? "; " : "",
             way_out ? way_out : "");
    } else {
        sqlite3_result_error_nomem(context);
    }
    sqlite3_free(rule);
    sqlite3_free(shown);
}

/*
 * The rule, the value that broke it, and, because the two are easily mixed up, which argument is
 * the weight.
 */
static void refuse_constant(sqlite3_context *context, const struct Option *option,
                            sqlite3_value *value)
{
    static const char *const ordinals[] = {"first", "second", "third", "fourth", "fifth"};
    const struct Function *function = function_called(context);
    char *rule = option_rule(option, true);
    char *shown = describe(value);
    if (!rule || !shown) {
        sqlite3_result_error_nomem(context);
    } else if (function->takes_weight) {
        fail(context, "%s must be %s; weight is the %s argument; this row has %s", option->name,
             rule, ordinals[function->most_arguments - 1], shown);
    } else {
        fail(context, "%s must be %s; this row has %s", option->name, rule, shown);
    }
    sqlite3_free(rule);
    sqlite3_free(shown);
}

enum Reading read_any_parameter(sqlite3_context *context, const struct Option *option,
                                const char *name, sqlite3_value *value, double *number)
{
    int type = sqlite3_value_type(value);
    bool is_number = type == SQLITE_INTEGER || type == SQLITE_FLOAT;
    if (type == SQLITE_NULL || (!is_number && is_blank(value))) {
        return READ_NOTHING;
    }
    if (is_number) {
        *number = sqlite3_value_double(value);
    }
    if (is_number ? option_allows(option, *number) : read_option(option, value, number)) {
        return READ_VALUE;
    }
    refuse_parameter(context, option, name, value);
    return READ_ERROR;
}

enum Reading read_weight(sqlite3_context *context, sqlite3_value *value, double *weight)
{
    return read_parameter(context, &weight_option, value, weight);
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
                refuse_constant(context, option, arguments[position]);
                return false;
            }
        }
        values->value[i] = number;
    }
    values->known = true;
    return true;
}
