/*
 * The function tables, one for each file of functions; advocacy.c lists them in the order of the
 * manual.
 */
#ifndef ADVOCACY_FAMILIES_H
#define ADVOCACY_FAMILIES_H

#include "bindings/function.h"

extern const struct Family nps_scalar_family;
extern const struct Family nps_family;
extern const struct Family nps_by_family;
extern const struct Family nps_latest_family;
extern const struct Family nps_compare_family;
extern const struct Family satisfaction_family;
extern const struct Family advocate_score_family;
extern const struct Family advocate_family;
extern const struct Family advocate_ratio_family;
extern const struct Family rating_family;
extern const struct Family json_member_family;
extern const struct Family predict_fit_family;
extern const struct Family predict_score_family;
extern const struct Family predict_lift_family;
extern const struct Family purchase_fit_family;
extern const struct Family purchase_predict_family;
extern const struct Family revenue_family;
extern const struct Family rfm_family;
extern const struct Family chart_text_family;
extern const struct Family chart_trend_family;
extern const struct Family chart_bars_family;
extern const struct Family chart_stack_family;
extern const struct Family manual_family;

#endif
