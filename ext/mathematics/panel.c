#include "mathematics/panel.h"

#include <math.h>

#include "mathematics/normal.h"

struct Changes {
    double pairs;
    double sum;
    double squares;
};

static struct Changes changes_of(const int64_t pairs[CATEGORY_COUNT][CATEGORY_COUNT])
{
    struct Changes changes = {0, 0, 0};
    for (int before = 0; before < CATEGORY_COUNT; before++) {
        for (int after = 0; after < CATEGORY_COUNT; after++) {
            double count = (double)pairs[before][after];
            double change = after - before;
            changes.pairs += count;
            changes.sum += count * change;
            changes.squares += count * change * change;
        }
    }
    return changes;
}

/* Changes by `unit` of as many customers, down and up, as have these sums. */
static struct Interval interval_in_units(const struct Changes *changes, double unit,
                                         double critical_value)
{
    double sum = changes->sum / unit;
    double squares = fmax(changes->squares / (unit * unit), fabs(sum));
    struct Distribution equivalent = {.total = changes->pairs, .effective = changes->pairs};
    equivalent.amount[DETRACTOR] = (squares - sum) / 2;
    equivalent.amount[PROMOTER] = (squares + sum) / 2;
    equivalent.amount[PASSIVE] = changes->pairs - squares;
    return (struct Interval){unit * score_lower(&equivalent, critical_value),
                             unit * score_upper(&equivalent, critical_value)};
}

/*
 * Where most customers change, many of them by two, the sums fit no changes by one: (sum D - n d)^2
 * = z^2 sum (D - d)^2 is then solved for d. Both forms hold each limit that the other one would
 * narrow.
 */
static struct Interval interval_of_many(const struct Changes *changes, double critical_value)
{
    double n = changes->pairs;
    double mean = changes->sum / n;
    double square = critical_value * critical_value;
    struct Interval whole = {-2, 2};
    if (n <= square) {
        return whole;
    }
    double variance = fmax(changes->squares / n - mean * mean, 0);
    double half = critical_value * sqrt(variance / (n - square));
    struct Interval by_two = interval_in_units(changes, 2, critical_value);
    return (struct Interval){fmax(fmin(mean - half, by_two.lower), -2),
                             fmin(fmax(mean + half, by_two.upper), 2)};
}

struct Comparison compare_panel(const int64_t pairs[CATEGORY_COUNT][CATEGORY_COUNT],
                                double critical_value)
{
    struct Changes changes = changes_of(pairs);
    double mean = changes.sum / changes.pairs;
    double variance = fmax(changes.squares / changes.pairs - mean * mean, 0);
    struct Comparison result = {
        .standard_error = sqrt(variance / changes.pairs),
        .z = changes.squares > 0 ? changes.sum / sqrt(changes.squares) : 0,
        .interval = changes.squares <= changes.pairs
                        ? interval_in_units(&changes, 1, critical_value)
                        : interval_of_many(&changes, critical_value),
    };
    result.p_value = normal_two_sided_p(result.z);
    return result;
}
