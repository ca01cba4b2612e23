#include "mathematics/scale.h"

#include <float.h>
#include <math.h>

/* Below that, steps between marks would leave the range of normal doubles. */
#define NARROWEST 1e-290
/* Relative to the size of the values: marks need a digit more than this has. */
#define NARROWEST_SHARE 1e-9

void extend(struct Extent *extent, double value)
{
    extent->lowest = fmin(extent->lowest, value);
    extent->highest = fmax(extent->highest, value);
}

static double clamp_to_finite(double value)
{
    return fmax(-DBL_MAX, fmin(DBL_MAX, value));
}

/* One value gets room on both sides. */
static struct Extent widen(struct Extent extent)
{
    if (extent.lowest > extent.highest) {
        return (struct Extent){0, 1};
    }
    double size = fmax(fabs(extent.lowest), fabs(extent.highest));
    /* Halves, because the difference itself may be infinite. */
    double half = extent.highest / 2 - extent.lowest / 2;
    if (half >= NARROWEST && half >= NARROWEST_SHARE * size) {
        return extent;
    }
    double room = size >= NARROWEST ? size / 10 : 1;
    return (struct Extent){clamp_to_finite(extent.lowest - room),
                           clamp_to_finite(extent.highest + room)};
}

/* Whether marks that far apart are few enough; sets the first and the last one. */
static bool try_mark_step(struct AxisScale *scale, struct Extent extent, double step, int most)
{
    scale->step = step;
    scale->first = floor(extent.lowest / step + NARROWEST_SHARE);
    scale->last = ceil(extent.highest / step - NARROWEST_SHARE);
    return scale->last - scale->first < most;
}

static void choose_mark_step(struct AxisScale *scale, struct Extent extent, int most, bool is_whole)
{
    static const double factors[] = {1, 2, 5};
    double rough = (extent.highest / most - extent.lowest / most) / 10;
    int exponent = (int)floor(log10(rough));
    if (is_whole && exponent < 0) {
        exponent = 0;
    }
    for (;; exponent++) {
        for (int i = 0; i < 3; i++) {
            if (try_mark_step(scale, extent, factors[i] * pow(10, exponent), most)) {
                return;
            }
        }
    }
}

struct AxisScale scale_for(struct Extent extent, int most, bool is_whole)
{
    struct AxisScale scale = {0};
    extent = widen(extent);
    choose_mark_step(&scale, extent, most, is_whole);
    scale.lowest = fmin(extent.lowest, scale.first * scale.step);
    scale.highest = fmax(extent.highest, scale.last * scale.step);
    /* At the end of the range of doubles a scale ends with the values instead of a mark. */
    if (!isfinite(scale.lowest)) {
        scale.lowest = extent.lowest;
        scale.first++;
    }
    if (!isfinite(scale.highest)) {
        scale.highest = extent.highest;
        scale.last--;
    }
    return scale;
}

int scale_marks(const struct AxisScale *scale)
{
    return (int)(scale->last - scale->first) + 1;
}

double scale_mark(const struct AxisScale *scale, int i)
{
    /* + 0.0, so that zero has no sign. */
    return (scale->first + i) * scale->step + 0.0;
}

double scale_position(const struct AxisScale *scale, double value)
{
    double position = (value / 2 - scale->lowest / 2) / (scale->highest / 2 - scale->lowest / 2);
    return fmax(0, fmin(1, position));
}

bool scale_has_zero(const struct AxisScale *scale)
{
    return scale->lowest <= 0 && scale->highest >= 0;
}
