#include "mathematics/decay.h"

#include <math.h>

double decay(double age, double half_life)
{
    return exp2(-(age / half_life));
}
