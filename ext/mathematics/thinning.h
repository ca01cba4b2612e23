/* Which of many things in a row are shown when there is no room for all. */
#ifndef ADVOCACY_MATHEMATICS_THINNING_H
#define ADVOCACY_MATHEMATICS_THINNING_H

#include <stdint.h>

/*
 * Which of `count` labels at equal distances `spacing` > 0 to write so that those that are written
 * are at least `distance` apart: the first, the last, and between them every so many. Sets `kept`,
 * ascending, and returns how many. At most two of them are further apart than the others. Where
 * there is no room for two it is the first. There must be room in `kept` for (count - 1) * spacing
 * / distance + 2 numbers.
 */
int thin_labels(int64_t count, double spacing, double distance, int64_t *kept);

/* Of `count` > 0 rows in `buckets` of as equal a size as can be: the first row of a bucket. */
int64_t bucket_start(int64_t bucket, int64_t buckets, int64_t count);

#endif
