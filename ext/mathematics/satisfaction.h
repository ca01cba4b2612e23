/*
 * Answers on a scale from 1 to a number of points: their mean, and how many are in the top boxes.
 */
#ifndef ADVOCACY_MATHEMATICS_SATISFACTION_H
#define ADVOCACY_MATHEMATICS_SATISFACTION_H

#include <stdint.h>

/* Whole numbers, so that what is taken out again leaves nothing behind. */
struct Satisfaction {
    int64_t answers;
    int64_t in_top;
    int64_t sum;
};

/*
 * Adds an answer from 1 to `points` (direction +1), or takes one out again that was added (-1). The
 * top `boxes`, 1 to `points`, are the best answers.
 */
static inline void satisfaction_move(struct Satisfaction *satisfaction, int answer, int points,
                                     int boxes, int direction)
{
    satisfaction->answers += direction;
    satisfaction->in_top += answer > points - boxes ? direction : 0;
    satisfaction->sum += direction < 0 ? -answer : answer;
}

/* For at least one answer: the share in the top boxes, in percent, and the mean answer. */
double satisfaction_top_share(const struct Satisfaction *satisfaction);
double satisfaction_mean(const struct Satisfaction *satisfaction);

#endif
