/*
 * The function tables, one for each file of functions; advocacy.c lists them in the order of the
 * manual.
 */
#ifndef ADVOCACY_FUNCTION_TABLES_H
#define ADVOCACY_FUNCTION_TABLES_H

#include "host/function.h"

extern const struct FunctionTable nps_scalar_function_table;
extern const struct FunctionTable nps_function_table;
extern const struct FunctionTable nps_by_function_table;
extern const struct FunctionTable nps_latest_function_table;
extern const struct FunctionTable nps_compare_function_table;
extern const struct FunctionTable nps_change_function_table;
extern const struct FunctionTable nps_overlap_function_table;
extern const struct FunctionTable clustered_function_table;
extern const struct FunctionTable satisfaction_function_table;
extern const struct FunctionTable median_function_table;
extern const struct FunctionTable advocate_score_function_table;
extern const struct FunctionTable advocate_function_table;
extern const struct FunctionTable advocate_ratio_function_table;
extern const struct FunctionTable rating_function_table;
extern const struct FunctionTable chance_function_table;
extern const struct FunctionTable text_term_function_table;
extern const struct FunctionTable text_word_function_table;
extern const struct FunctionTable sentiment_function_table;
extern const struct FunctionTable reader_function_table;
extern const struct FunctionTable json_member_function_table;
extern const struct FunctionTable predict_fit_function_table;
extern const struct FunctionTable predict_score_function_table;
extern const struct FunctionTable predict_lift_function_table;
extern const struct FunctionTable driver_function_table;
extern const struct FunctionTable purchase_fit_function_table;
extern const struct FunctionTable spend_fit_function_table;
extern const struct FunctionTable contract_fit_function_table;
extern const struct FunctionTable total_function_table;
extern const struct FunctionTable purchase_predict_function_table;
extern const struct FunctionTable revenue_function_table;
extern const struct FunctionTable rfm_function_table;
extern const struct FunctionTable rfm_summary_function_table;
extern const struct FunctionTable chart_text_function_table;
extern const struct FunctionTable chart_trend_function_table;
extern const struct FunctionTable chart_bars_function_table;
extern const struct FunctionTable chart_stack_function_table;
extern const struct FunctionTable chart_scatter_function_table;
extern const struct FunctionTable chart_heat_function_table;
extern const struct FunctionTable chart_escape_function_table;
extern const struct FunctionTable setup_function_table;
extern const struct FunctionTable dashboard_function_table;
extern const struct FunctionTable script_function_table;
extern const struct FunctionTable mapping_function_table;
extern const struct FunctionTable manual_function_table;

#endif
