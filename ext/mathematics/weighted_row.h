/* What purchase models are fitted to: customers with the same history are one row with a weight. */
#ifndef ADVOCACY_MATHEMATICS_WEIGHTED_ROW_H
#define ADVOCACY_MATHEMATICS_WEIGHTED_ROW_H

#include <stdint.h>

#include "mathematics/interruption.h"

struct WeightedRow {
    double x; /* repeat purchases, a whole number */
    union {
        double t_x;        /* age at the last purchase */
        double mean_spend; /* of the x purchases, for Gamma-Gamma */
    };
    double T;      /* age now; 0 for Gamma-Gamma */
    double weight; /* how many customers this is, above 0 */
};
_Static_assert(sizeof(struct WeightedRow) == 4 * sizeof(double), "rows have no holes");

struct WeightedRows {
    const struct WeightedRow *rows;
    uint32_t count;
    double weight;                     /* of all rows together */
    struct Interruption *interruption; /* of passes over them; NULL: nobody interrupts */
};

#endif
