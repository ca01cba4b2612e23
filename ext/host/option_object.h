/*
 * Options as one JSON object, such as {"most": 20}: of an aggregate that takes more of them than
 * arguments could name. Like other options they are constants (rule 5).
 */
#ifndef ADVOCACY_HOST_OPTION_OBJECT_H
#define ADVOCACY_HOST_OPTION_OBJECT_H

#include "host/option.h"
#include "host/pairs.h"

#define MOST_OBJECT_OPTIONS 8
#define LONGEST_KEPT_OBJECT 120

struct ObjectValues {
    double value[MOST_OBJECT_OPTIONS];
    int name_length; /* of the option that is ANY_NAME; 0 when it was not given */
    char name[LONGEST_NAME];
};

/* In the state of an aggregate. All zero before the first row. */
struct OptionObject {
    bool known;
    struct ObjectValues values;
    int length; /* of the text of the first row, to know it again; 0 when it was longer */
    char text[LONGEST_KEPT_OBJECT];
};

/*
 * Reads the options from an argument into `options`, or compares them with what earlier rows gave;
 * a null pointer is an argument that was not given, which means the fallbacks. `rows` are numbers
 * (of any kind but ONE_NAME), up to a null pointer, at most MOST_OBJECT_OPTIONS; what is YES_OR_NO
 * is true or false in JSON, and its rule says so. One of them may be ANY_NAME. False after an
 * error, which is then set and lists the options.
 */
bool read_option_object(sqlite3_context *context, const struct Option *const *rows,
                        sqlite3_value *argument, struct OptionObject *options);

/* Whether the argument is TEXT that begins as an object does. */
bool is_option_object(sqlite3_value *argument);

#endif
