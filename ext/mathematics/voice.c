#include "mathematics/voice.h"

#include <stddef.h>

const char *voice_of(const struct Acts *acts, enum Category category)
{
    if (acts->unpaid > 0 && category != DETRACTOR) {
        return category == PROMOTER ? "brand advocate" : "advocate";
    }
    if (acts->paid > 0) {
        return "influencer";
    }
    if (category == DETRACTOR) {
        return "detractor";
    }
    if (acts->rewarded > 0) {
        return "referrer";
    }
    if (category == PROMOTER) {
        return "potential advocate";
    }
    return category == PASSIVE ? "passive" : NULL;
}

const char *quadrant_of(double clv, double crv, double clv_cut, double crv_cut)
{
    static const char *const names[2][2] = {{"miser", "advocate"}, {"affluent", "champion"}};
    return names[clv >= clv_cut][crv >= crv_cut];
}
