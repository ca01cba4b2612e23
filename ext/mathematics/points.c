#include "mathematics/points.h"

#include <math.h>

static double in_points(double difference, double total)
{
    /* 100 * w / w is not 100 for every w. */
    if (fabs(difference) == total) {
        return copysign(POINTS, difference);
    }
    return POINTS * difference / total;
}

double points_of(const struct Distribution *distribution)
{
    return in_points(distribution->amount[PROMOTER] - distribution->amount[DETRACTOR],
                     distribution->total);
}

static int64_t net_promoters(const struct Tally *tally)
{
    return tally->rows[PROMOTER] - tally->rows[DETRACTOR];
}

double points_of_tally(const struct Tally *tally)
{
    return in_points((double)net_promoters(tally), (double)tally_total(tally));
}

double points_gained(const struct Tally *before, const struct Tally *after)
{
    return in_points((double)(net_promoters(after) - net_promoters(before)),
                     (double)tally_total(before));
}

double points_margin(const struct Interval *interval)
{
    return POINTS * (interval->upper - interval->lower) / 2;
}
