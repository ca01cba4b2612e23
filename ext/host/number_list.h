/*
 * Numbers that an aggregate keeps to the end, in the order in which they came: 8 bytes each, twice
 * that while the list grows. All zero bytes are an empty list.
 */
#ifndef ADVOCACY_HOST_NUMBER_LIST_H
#define ADVOCACY_HOST_NUMBER_LIST_H

#include <stdbool.h>
#include <stdint.h>

#include "host/sqlite.h"

struct NumberList {
    double *numbers;
    int64_t count;
    int64_t capacity;
};

/* False when out of memory; the list is as it was. */
bool number_list_add(struct NumberList *list, double number);

/* The list is empty afterwards. */
void number_list_free(struct NumberList *list);

#endif
