#include "mathematics/satisfaction.h"

void satisfaction_move(struct Satisfaction *satisfaction, int answer, int points, int boxes,
                       int direction)
{
    satisfaction->answers += direction;
    satisfaction->in_top += answer > points - boxes ? direction : 0;
    satisfaction->sum += direction < 0 ? -answer : answer;
}

double satisfaction_top_share(const struct Satisfaction *satisfaction)
{
    return 100.0 * (double)satisfaction->in_top / (double)satisfaction->answers;
}

double satisfaction_mean(const struct Satisfaction *satisfaction)
{
    return (double)satisfaction->sum / (double)satisfaction->answers;
}
