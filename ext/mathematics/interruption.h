/* How a computation over many rows is stopped on its way. */
#ifndef ADVOCACY_MATHEMATICS_INTERRUPTION_H
#define ADVOCACY_MATHEMATICS_INTERRUPTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct Interruption {
    bool (*is_wanted)(void *host);
    void *host;
    int64_t work; /* since the question was put */
    bool has_come;
};

/* A millisecond or two, of which the question may take a hundredth. */
#define WORK_BETWEEN_QUESTIONS 2000000

/*
 * Counts work, in about as many additions as it takes, and says whether the computation is to end.
 * Once it is to, it stays so: what is computed from there on is not used, and every loop that asks
 * ends at once. NULL: nobody interrupts.
 */
static inline bool is_interrupted(struct Interruption *interruption, int64_t work)
{
    if (!interruption || interruption->has_come) {
        return interruption != NULL;
    }
    interruption->work += work;
    if (interruption->work >= WORK_BETWEEN_QUESTIONS) {
        interruption->work = 0;
        interruption->has_come = interruption->is_wanted(interruption->host);
    }
    return interruption->has_come;
}

#endif
