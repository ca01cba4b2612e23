/* What purchase models are fitted to: customers with the same history are one row with a weight. */
#ifndef ADVOCACY_MATHEMATICS_WEIGHTED_ROW_H
#define ADVOCACY_MATHEMATICS_WEIGHTED_ROW_H

#include <stdint.h>

/* 32 bytes. */
struct WeightedRow {
    double x;      /* repeat purchases, a whole number */
    double t_x;    /* age at the last purchase; for Gamma-Gamma the mean spend of the x purchases */
    double T;      /* age now; 0 for Gamma-Gamma */
    double weight; /* how many customers this is, above 0 */
};

struct WeightedRows {
    const struct WeightedRow *rows;
    uint32_t count;
    double weight; /* of all rows together */
};

#endif
