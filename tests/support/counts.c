#include "support/counts.h"

struct Distribution of_counts(double detractors, double passives, double promoters)
{
    double total = detractors + passives + promoters;
    return (struct Distribution){.amount = {detractors, passives, promoters},
                                 .square = {detractors, passives, promoters},
                                 .total = total,
                                 .effective = total};
}

struct Distribution random_counts(struct Random *random, int limit)
{
    int counts[CATEGORY_COUNT];
    for (int i = 0; i < CATEGORY_COUNT; i++) {
        counts[i] = random_below(random, 4) == 0 ? 0 : random_below(random, limit);
    }
    counts[random_below(random, CATEGORY_COUNT)]++;
    return of_counts(counts[DETRACTOR], counts[PASSIVE], counts[PROMOTER]);
}
