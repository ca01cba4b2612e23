/* How much something that happened a while ago still counts. */
#ifndef ADVOCACY_MATHEMATICS_DECAY_H
#define ADVOCACY_MATHEMATICS_DECAY_H

/*
 * 0.5^(age / half_life): 1 when it is new, 0.5 at one half-life. Both in the same unit of time, age
 * >= 0, half_life > 0.
 */
double decay(double age, double half_life);

#endif
