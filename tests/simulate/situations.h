/* The samples that intervals and tests are judged on, and what is asked of each. */
#ifndef TESTS_SITUATIONS_H
#define TESTS_SITUATIONS_H

#include "simulate/samples.h"

enum Question {
    COVERAGE, /* how often the limits hold the truth */
    ALARMS    /* how often p is below 0.05 */
};

struct Situation {
    const char *name;
    enum Question question;
    double promised;
    /* What may be found. Of power nothing is promised: it has a lowest. Without limits it is 0. */
    double lowest;
    double highest;
    double truth;
    void (*draw)(struct Drawing *drawing, const void *parameters); /* one sample */
    const void *parameters;
    const char *method; /* JSON with lower and upper, or p_value, over the rows of a sample */
    const char *plain;  /* the same by the method that takes rows for strangers; or NULL */
    int divisor;        /* of the number of samples, where one of them is large */
};

extern const struct Situation situations[];
extern const int situation_count;

#endif
