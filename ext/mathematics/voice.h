/* What kind of customer somebody is: by what they say and do, and by what they are worth. */
#ifndef ADVOCACY_MATHEMATICS_VOICE_H
#define ADVOCACY_MATHEMATICS_VOICE_H

#include "mathematics/category.h"

/* What one customer did, counted in a period; older acts may count for less than one. */
struct Acts {
    double unpaid;
    double rewarded; /* customers brought in for a reward */
    double paid;
};

/*
 * The kind of voice, from acts of 0 and more and the category of the newest answer, CATEGORY_COUNT
 * without one; NULL without an answer and acts. Who acted unpaid and is no detractor is an
 * advocate, whatever else was paid for; a detractor's acts do not recommend; and what people do
 * goes before what they say.
 */
const char *voice_of(const struct Acts *acts, enum Category category);

/*
 * What a customer buys (customer lifetime value) and what the referrals bring (customer referral
 * value): 'champion', 'affluent', 'advocate' or 'miser' (Kumar, Petersen and Leone, Harvard
 * Business Review, October 2007). At or above its cut a value is high.
 */
const char *quadrant_of(double clv, double crv, double clv_cut, double crv_cut);

#endif
