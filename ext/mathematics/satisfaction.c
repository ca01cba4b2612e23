#include "mathematics/satisfaction.h"

double satisfaction_top_share(const struct Satisfaction *satisfaction)
{
    return 100.0 * (double)satisfaction->in_top / (double)satisfaction->answers;
}

double satisfaction_mean(const struct Satisfaction *satisfaction)
{
    return (double)satisfaction->sum / (double)satisfaction->answers;
}
