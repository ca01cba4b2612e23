/* Recency, frequency and monetary value, each from 1 to 5, and what to call a customer for them. */
#ifndef ADVOCACY_MATHEMATICS_RFM_H
#define ADVOCACY_MATHEMATICS_RFM_H

#define RFM_BINS 5

/*
 * The widely used map of 125 cells is handed on in two forms, which differ in what the cells 231,
 * 241 and 251 are called, who were frequent, are gone for long and spent least.
 */
enum RfmMap { HIBERNATING_MAP, ABOUT_TO_SLEEP_MAP };

/* The segment in such a map; all from 1 to 5, 5 the best. */
const char *rfm_segment_name(int recency, int frequency, int monetary, enum RfmMap map);

#endif
