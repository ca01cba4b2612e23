#include "mathematics/rhythm.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "mathematics/sum.h"

/* What rounding may leave of a purchase that was all given back, as a share of it. */
#define LARGEST_REMAINDER 1e-9

/* Those of a day by amount, so that their sum does not depend on the order of rows. */
static int compare_payments(const void *left, const void *right)
{
    const struct Payment *a = left;
    const struct Payment *b = right;
    if (a->day != b->day) {
        return a->day < b->day ? -1 : 1;
    }
    return (a->amount > b->amount) - (a->amount < b->amount);
}

static bool are_sorted(const struct Payment *payments, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (compare_payments(&payments[i - 1], &payments[i]) > 0) {
            return false;
        }
    }
    return true;
}

/* One payment for each day, with what was bought on it (below 0: nothing was); returns how many. */
static size_t merge_days(struct Payment *payments, size_t count, bool *has_return)
{
    size_t days = 0;
    *has_return = false;
    for (size_t i = 0; i < count;) {
        const int64_t day = payments[i].day;
        struct CompensatedSum spend = {0};
        struct CompensatedSum bought = {0};
        bool is_bought = false;
        for (; i < count && payments[i].day == day; i++) {
            sum_add(&spend, payments[i].amount);
            if (payments[i].bought >= 0) {
                is_bought = true;
                sum_add(&bought, payments[i].bought);
            } else {
                *has_return = true;
            }
        }
        payments[days++] =
            (struct Payment){day, sum_value(&spend), is_bought ? sum_value(&bought) : -1};
    }
    return days;
}

/*
 * Days of which nothing is left for good are no purchases: what was bought and kept never lies
 * below the balance before it again.
 */
static void settle_returns(struct Payment *days, size_t count)
{
    double balance = 0;
    for (size_t i = 0; i < count; i++) {
        balance += days[i].amount;
    }
    double lowest = INFINITY;
    for (size_t i = count; i-- > 0;) {
        lowest = fmin(lowest, balance);
        balance -= days[i].amount;
        if (days[i].bought > 0 && !(lowest - balance > LARGEST_REMAINDER * days[i].bought)) {
            days[i].bought = -1;
        }
    }
}

bool rhythm_of(struct Payment *payments, size_t count, int64_t until, struct Rhythm *rhythm)
{
    bool has_return;
    struct CompensatedSum spend = {0};
    struct CompensatedSum later = {0};
    int64_t purchases = 0;
    *rhythm = (struct Rhythm){0};
    if (!are_sorted(payments, count)) {
        qsort(payments, count, sizeof *payments, compare_payments);
    }
    const size_t days = merge_days(payments, count, &has_return);
    if (has_return) {
        settle_returns(payments, days);
    }
    for (size_t i = 0; i < days; i++) {
        const bool is_purchase = payments[i].bought >= 0;
        if (payments[i].day <= until) {
            if (is_purchase) {
                rhythm->first_day = purchases == 0 ? payments[i].day : rhythm->first_day;
                rhythm->last_day = payments[i].day;
                purchases++;
            }
            if (purchases > 1) {
                sum_add(&spend, payments[i].amount);
            }
        } else if (purchases > 0) {
            rhythm->later_purchases += is_purchase;
            sum_add(&later, payments[i].amount);
        }
    }
    rhythm->repeats = purchases - 1;
    rhythm->spend = sum_value(&spend);
    rhythm->later_spend = sum_value(&later);
    return purchases > 0;
}

/* Less than any coin, which is what rounding may leave of spends that were given back. */
#define NO_SPEND 1e-6

double rhythm_mean_spend(const struct Rhythm *rhythm)
{
    return rhythm->repeats > 0 && rhythm->spend > NO_SPEND ? rhythm->spend / (double)rhythm->repeats
                                                           : NAN;
}
