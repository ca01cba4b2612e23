#include "mathematics/survival.h"

#include <math.h>
#include <stdbool.h>

/* What sums of rounding errors stay below; as much as R's package survival allows for. */
#define SAME_SHARE 1e-8

double survival_median(const struct Durations *durations)
{
    double share = 1;
    int64_t over = 0;
    int64_t gone = 0; /* open ones that are shorter */
    while (over < durations->over_count) {
        const double time = durations->over[over];
        while (gone < durations->open_count && durations->open[gone] < time) {
            gone++;
        }
        const double there =
            (double)(durations->over_count - over) + (double)(durations->open_count - gone);
        int64_t ends = 0;
        while (over + ends < durations->over_count && durations->over[over + ends] == time) {
            ends++;
        }
        over += ends;
        share *= 1 - (double)ends / there;
        if (share < 0.5 + SAME_SHARE) {
            const bool stays = share > 0.5 - SAME_SHARE && over < durations->over_count;
            /* Half of each: their sum may be too large. */
            return stays ? time / 2 + durations->over[over] / 2 : time;
        }
    }
    return NAN;
}
