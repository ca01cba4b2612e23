/* When a customer bought: how many days with a purchase, from when to when, and what was spent. */
#ifndef ADVOCACY_MATHEMATICS_RHYTHM_H
#define ADVOCACY_MATHEMATICS_RHYTHM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A purchase, or below 0 a return. */
struct Payment {
    int64_t day;   /* since 1970-01-01 */
    double amount; /* -LARGEST_NUMBER to LARGEST_NUMBER */
    double bought; /* the amount of a purchase; below 0 for a return */
};

struct Rhythm {
    int64_t first_day;
    int64_t last_day;        /* of a purchase, up to `until` */
    int64_t repeats;         /* days with a purchase after the first one, up to then */
    double spend;            /* of the repeat purchases */
    int64_t later_purchases; /* days with a purchase after then */
    double later_spend;
};

/*
 * All that is bought on one day is one purchase, even at a price of 0. A return is none: it lowers
 * the spend of its day, and on a day without a purchase that of the purchase before it; before any
 * purchase it is left out. A purchase that was all given back, on its day or later (also after
 * `until`), is none: it belongs with its returns to the purchase before it, and so does what they
 * exceed it by.
 *
 * Sorts the payments, of which there is one at least, and merges those of a day in place. False
 * where nothing was bought by `until`.
 */
bool rhythm_of(struct Payment *payments, size_t count, int64_t until, struct Rhythm *rhythm);

/* The mean spend of the repeat purchases; NaN where there is none, or all of them were free. */
double rhythm_mean_spend(const struct Rhythm *rhythm);

#endif
