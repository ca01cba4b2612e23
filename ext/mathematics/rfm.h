/* Recency, frequency and monetary value, each from 1 to 5, and what to call a customer for them. */
#ifndef ADVOCACY_MATHEMATICS_RFM_H
#define ADVOCACY_MATHEMATICS_RFM_H

#define RFM_BINS 5

/* The segment of the widely used map of 125 cells; all from 1 to 5, 5 the best. */
const char *rfm_segment_name(int recency, int frequency, int monetary);

#endif
