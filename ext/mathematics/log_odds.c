#include "mathematics/log_odds.h"

#include <math.h>

struct LogOdds log_odds_difference(const struct TermCounts *counts, double prior)
{
    double share = (counts->first + counts->second) / (counts->all_first + counts->all_second);
    double first = counts->first + prior * share;
    double second = counts->second + prior * share;
    double other_first = counts->all_first + prior - first;
    double other_second = counts->all_second + prior - second;
    struct LogOdds found = {NAN, NAN};
    if (other_first > 0 && other_second > 0) {
        found.difference = log(first / other_first) - log(second / other_second);
        found.z = found.difference / sqrt(1 / first + 1 / second);
    }
    return found;
}
