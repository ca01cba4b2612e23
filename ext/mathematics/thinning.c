#include "mathematics/thinning.h"

#include <math.h>

/* The smallest step from `stride` on, less than twice that, that ends on the last label. */
static int64_t even_stride(int64_t last, int64_t stride)
{
    for (int64_t even = stride; even < 2 * stride; even++) {
        if (last % even == 0) {
            return even;
        }
    }
    return stride;
}

int thin_labels(int64_t count, double spacing, double distance, int64_t *kept)
{
    int64_t last = count - 1;
    int number = 0;
    if ((double)last * spacing < distance) {
        kept[0] = 0;
        return 1;
    }
    /* The same up to rounding, so that it is not above `last`. */
    double steps = ceil(distance / spacing * (1 - 1e-12));
    int64_t stride = even_stride(last, (int64_t)fmax(1, steps));
    for (int64_t at = 0; at + stride <= last; at += stride) {
        kept[number++] = at;
    }
    kept[number++] = last;
    return number;
}

int64_t bucket_start(int64_t bucket, int64_t buckets, int64_t count)
{
    /* The product of both may overflow. */
    return bucket * (count / buckets) + bucket * (count % buckets) / buckets;
}
