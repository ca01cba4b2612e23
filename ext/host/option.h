/*
 * The numbers and names that a function takes. A row says which values are allowed and in which
 * words others are refused; one reader goes by it. An aggregate takes its parameters, such as a
 * confidence, as constants (rule 5): it reads them with its first row and refuses to go on when a
 * later row says otherwise.
 */
#ifndef ADVOCACY_HOST_OPTION_H
#define ADVOCACY_HOST_OPTION_H

#include "host/value.h"

enum OptionKind {
    OPEN_NUMBER,      /* between lowest and highest, neither of them allowed */
    HALF_OPEN_NUMBER, /* above lowest, up to highest */
    CLOSED_NUMBER,    /* from lowest to highest */
    WHOLE_NUMBER,     /* the same, without a fraction */
    YES_OR_NO,        /* 1 or 0 */
    ONE_NAME,         /* one of `names`, stored as its place among them */
    ANY_NAME          /* in an option object only: a text of 1 to LONGEST_NAME bytes */
};

struct Option {
    const char *name;
    enum OptionKind kind;
    double lowest;
    double highest;
    double fallback;          /* the value when the argument is not given */
    const char *const *names; /* up to a null pointer */
    const char *rule;         /* what it must be, where the limits alone do not say it */
    /* What to do about a number that is too low, or about a text, where no other reader helps. */
    const char *way_out_below;
    const char *way_out_of_text;
};

/* The way out of a text where an amount of money is measured, and where any other number is. */
#define READS_AMOUNTS "advocacy_amount() reads amounts such as '$1,234.50'"
#define READS_NUMBERS                                                                              \
    "advocacy_amount() reads numbers such as '1,234.50' and turns other text into NULL"

/* The way out of a text where an age in days is. */
#define READS_AGES "the days between two times are julianday(later) - julianday(earlier)"

/* The options that several families take. */
extern const struct Option confidence_option;

/* The options of one aggregate, in its state. All zero before the first row. */
struct OptionValues {
    bool known;
    double value[MOST_OPTIONS];
};

/*
 * Reads the options of the function that is being called from its arguments into `values`, or
 * compares them with what earlier rows gave. NULL is not a constant that could be meant. False
 * after an error, which is then set on the context.
 */
bool read_options(sqlite3_context *context, int count, sqlite3_value **arguments,
                  struct OptionValues *values);

/* The rest of read_named_parameter(), for what does not come often. */
enum Reading read_any_parameter(sqlite3_context *context, const struct Option *option,
                                const char *name, sqlite3_value *value, double *number);

/*
 * Reads one number, of an aggregate's row or of a scalar, where the call itself names what it
 * measures. NULL and blank TEXT are READ_NOTHING; what breaks the rule is an error that names the
 * argument, the rule, the value and the way out.
 */
static inline enum Reading read_named_parameter(sqlite3_context *context,
                                                const struct Option *option, const char *name,
                                                sqlite3_value *value, double *number)
{
    /* A number within limits is read here: this is part of the inner loop of many queries. */
    int type = sqlite3_value_type(value);
    if ((option->kind == CLOSED_NUMBER && (type == SQLITE_INTEGER || type == SQLITE_FLOAT)) ||
        (option->kind == WHOLE_NUMBER && type == SQLITE_INTEGER)) {
        *number = sqlite3_value_double(value);
        if (*number >= option->lowest && *number <= option->highest) {
            return READ_VALUE;
        }
    }
    return read_any_parameter(context, option, name, value, number);
}

/* The same where the option has the name. */
static inline enum Reading read_parameter(sqlite3_context *context, const struct Option *option,
                                          sqlite3_value *value, double *number)
{
    return read_named_parameter(context, option, option->name, value, number);
}

/* Whether a number is one that the option may be. */
bool option_allows(const struct Option *option, double number);

/*
 * What it must be, in words: "a number between 0 and 1", or "one constant between 0 and 1". From
 * sqlite3_malloc; NULL when out of memory.
 */
char *option_rule(const struct Option *option, bool is_constant);

/* A weight: from 0 to LARGEST_NUMBER; NULL and blank TEXT are no weight. */
enum Reading read_weight(sqlite3_context *context, sqlite3_value *value, double *weight);

/* Option number i of an aggregate: its fallback when no row gave it. */
static inline double option_value(const struct OptionValues *values, int i,
                                  const struct Option *option)
{
    return values->known ? values->value[i] : option->fallback;
}

/* The weight argument, or NULL when this call has none. */
static inline sqlite3_value *weight_argument(const struct Function *function, int count,
                                             sqlite3_value **arguments)
{
    return function->takes_weight && count == function->most_arguments ? arguments[count - 1]
                                                                       : NULL;
}

#endif
