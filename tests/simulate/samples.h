/* Samples as they are, at random: what situations.c draws from. */
#ifndef TESTS_SAMPLES_H
#define TESTS_SAMPLES_H

#include <stdbool.h>

#include "support/database.h"

/* One sample after the other into the table `drawn(sample, side, unit, a, b)`. */
struct Drawing {
    struct Random random;
    sqlite3_stmt *insert;
    int sample;
};

void draw_row(struct Drawing *drawing, int side, int unit, double a, double b);

bool draw_chance(struct Drawing *drawing, double probability);
double draw_normal(struct Drawing *drawing);
double draw_gamma(struct Drawing *drawing, double shape);
double draw_exponential(struct Drawing *drawing, double rate);
int draw_between(struct Drawing *drawing, int least, int most);

/* Shares of detractors and passives; the others are promoters. */
struct Shares {
    double detractors;
    double passives;
};

/* An answer of each kind: 0, 8 or 10. */
double draw_answer(struct Drawing *drawing, struct Shares shares);

/* How units make a sample: so many, with so many rows each, as alike as `alike` says. */
struct Clustering {
    int units;
    int fewest;
    int most;
    double alike; /* the intraclass correlation, 0..1 */
    struct Shares shares;
};

/* Answers of such units, numbered from `first_unit` on. */
void draw_clusters(struct Drawing *drawing, int side, int first_unit,
                   const struct Clustering *clustering);

#endif
