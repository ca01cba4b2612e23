/*
 * Parameters of a function beside what it measures: a confidence, a number of points, a name.
 * An aggregate takes them as constants: it reads them with its first row and refuses to go on when
 * a later row says otherwise.
 */
#ifndef ADVOCACY_HOST_OPTION_H
#define ADVOCACY_HOST_OPTION_H

#include "host/value.h"

enum OptionKind {
    OPEN_NUMBER,   /* between lowest and highest, neither of them allowed */
    CLOSED_NUMBER, /* from lowest to highest */
    WHOLE_NUMBER,  /* the same, without a fraction */
    CATEGORY_NAME, /* stored as an enum Category */
    ONE_NAME       /* one of `names`, stored as its place among them */
};

struct Option {
    const char *name;
    enum OptionKind kind;
    double lowest;
    double highest;
    double fallback;          /* the value when the argument is not given */
    const char *const *names; /* up to a null pointer */
};

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

/*
 * Reads one parameter of a scalar. NULL and blank TEXT are READ_NOTHING: the function's result is
 * then NULL.
 */
enum Reading read_parameter(sqlite3_context *context, const struct Option *option,
                            sqlite3_value *value, double *number);

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
