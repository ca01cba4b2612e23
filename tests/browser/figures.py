"""What each block of the page has to say, asked of the views by themselves.

(panel, block): a query whose columns are named as the block's data-column; `name_lower` and `name_upper` are limits, `change_p` its p value. Its
rows are those of the block, in their order. Where the page reads a view's column, the query computes it another way as far
as that is short.
"""

COUNTED = """counted AS (
    SELECT period, count(*) AS n, sum(answer >= 9) AS promoters, sum(answer <= 6) AS detractors,
           100.0 * (sum(answer >= 9) - sum(answer <= 6)) / count(*) AS nps
    FROM period_answer GROUP BY period)"""

QUERIES = {
    ("score", "period"): """
        WITH %s
        SELECT now.nps, (SELECT lower FROM advocacy_channels WHERE unit = 'points') AS nps_lower,
               (SELECT upper FROM advocacy_channels WHERE unit = 'points') AS nps_upper,
               now.nps - was.nps AS change,
               advocacy_number(c.j, 'lower') AS change_lower, advocacy_number(c.j, 'upper') AS change_upper,
               advocacy_number(c.j, 'p_value') AS change_p,
               now.n AS responses
        FROM counted AS now JOIN counted AS was ON now.period = 'current' AND was.period = 'previous'
        CROSS JOIN (SELECT nps_overlap(answer, CASE period WHEN 'current' THEN 2 ELSE 1 END, customer_id) AS j
                    FROM period_answer) AS c
        """ % COUNTED,
    ("score", "benchmark"): """
        SELECT market, year, market_nps, market_lower AS market_nps_lower, market_upper AS market_nps_upper, verdict, source
        FROM nps_benchmark ORDER BY year DESC, market, source LIMIT 6""",
    ("trend", "months"): """
        SELECT month, responses, nps, lower AS nps_lower, upper AS nps_upper, change, change_lower, change_upper,
               p_adjusted AS change_p
        FROM nps_trend ORDER BY month DESC LIMIT 6""",
    ("segments", "segments"): """
        SELECT segment, responses, nps, lower AS nps_lower, upper AS nps_upper, change, change_lower, change_upper,
               p_adjusted AS change_p
        FROM nps_segments ORDER BY responses DESC, segment LIMIT 12""",
    ("advocates", "advocates"): """
        SELECT count(*) AS people, sum(unpaid) AS acts, sum(category = 'brand advocate') AS brand_advocates
        FROM customer_voice WHERE category IN ('brand advocate', 'advocate')""",
    ("advocates", "worth"): """
        SELECT measure, mean_advocates, mean_others, ratio, lower AS ratio_lower, upper AS ratio_upper, placebo_ratio,
               placebo_lower AS placebo_ratio_lower, placebo_upper AS placebo_ratio_upper
        FROM advocate_worth""",
    ("advocates", "strongest"): """
        SELECT customer_id, segment, unpaid AS acts, score FROM customer_voice WHERE category = 'brand advocate'
        ORDER BY score DESC, customer_id LIMIT 5""",
    ("channels", "channels"): """
        SELECT measure, kind, value, lower AS value_lower, upper AS value_upper,
               CASE WHEN unit LIKE '\\% of %' ESCAPE '\\' THEN substr(unit, 3) ELSE unit END AS unit, observations
        FROM advocacy_channels""",
    ("referrals", "funnel"): """
        SELECT kind, referrers, referrals, converted, 100.0 * converted / referrals AS conversion,
               lower AS conversion_lower, upper AS conversion_upper, reward_per_customer FROM referral_funnel ORDER BY kind""",
    ("referrals", "acquisition"): """
        SELECT channel, customers, share, lower AS share_lower, upper AS share_upper, cost / customers AS cost_per_customer,
               payback_months
        FROM acquisition_channels ORDER BY customers DESC, channel LIMIT 10""",
    ("referrals", "viral"): """
        SELECT 100.0 * converted / customers AS brought, 100 * lower AS brought_lower, 100 * upper AS brought_upper, cycle_days
        FROM viral_factor""",
    ("reviews", "reviews"): """
        SELECT platform, reviews, rating, bayes_rating, positive, lower AS positive_lower, upper AS positive_upper, answered
        FROM review_quality ORDER BY reviews DESC, platform LIMIT 10""",
    ("social", "social"): """
        SELECT platform, mentions, 100.0 * mentions / all_brands AS share_of_voice, lower AS share_of_voice_lower,
               upper AS share_of_voice_upper, net_sentiment, net_sentiment_lower, net_sentiment_upper, engagements, user_made
        FROM social_presence ORDER BY all_brands DESC, platform LIMIT 10""",
    ("ai", "assistants"): """
        SELECT platform, questions, 100.0 * named / questions AS visibility, lower AS visibility_lower,
               upper AS visibility_upper, share_of_brands, share_lower AS share_of_brands_lower,
               share_upper AS share_of_brands_upper, cited, cited_lower, cited_upper, net_sentiment
        FROM ai_visibility ORDER BY visibility DESC, platform LIMIT 10""",
    ("programme", "return"): """
        SELECT cost, gross_profit, saved_acquisition_cost,
               100 * (gross_profit + saved_acquisition_cost) / cost - 100 AS return_on_investment, earlier_revenue
        FROM programme_return""",
    ("programme", "funnel"): """
        SELECT stage, customers, conversion, lower AS conversion_lower, upper AS conversion_upper
        FROM programme_funnel ORDER BY place""",
    ("programme", "asks"): """
        SELECT kind, channel, asks, 100.0 * acts / asks AS conversion, lower AS conversion_lower, upper AS conversion_upper,
               days_to_act
        FROM ask_to_act ORDER BY asks DESC, kind, channel LIMIT 8""",
    ("maturity", "reach"): """
        SELECT coordinated_departments, 100.0 * engaged_employees / employees AS engaged_share FROM advocacy_maturity""",
    ("candidates", "candidates"): """
        SELECT customer_id, segment, answer, purchases, probability, reasons FROM advocate_candidates
        ORDER BY place LIMIT 10""",
    ("sources", "sources"): """
        SELECT source, rows, date(newest) AS newest, days_old, coverage,
               CASE chosen WHEN 1 THEN 'yes' ELSE 'no' END AS chosen, coalesce(owner, 'nobody') AS owner
        FROM feedback_sources ORDER BY rows DESC, source LIMIT 20""",
    ("sources", "unreadable"): """
        SELECT source || '.' || column_name AS column, rows, blank, unreadable, future, example, note FROM data_quality
        WHERE unreadable > 0 ORDER BY unreadable DESC, source, column_name""",
}

# (panel, block): how many values the chart draws, and the class of what stands for each.
CHARTS = {
    ("score", "shares"): ("chart-promoters", "SELECT count(DISTINCT period) + 1 FROM period_answer"),  # and the legend
    ("trend", "trend"): ("chart-point", "SELECT count(nps) FROM nps_trend"),
    ("segments", "segments"): ("chart-bar", "SELECT min(count(nps), 12) FROM nps_segments"),
    ("advocates", "ratios"): ("chart-bar", "SELECT count(ratio) FROM advocate_worth"),
    ("advocates", "fit"): ("chart-bar", "SELECT 2 * count(expected) FROM purchase_fit"),
    ("channels", "reasons"): ("chart-bar", "SELECT count(*) FROM purchase_reasons"),
    ("referrals", "conversion"): ("chart-bar", "SELECT count(*) FROM referral_funnel"),
    ("reviews", "positive"): ("chart-bar", "SELECT count(*) FROM review_quality"),
    ("social", "voice"): ("chart-bar", "SELECT count(*) FROM social_presence"),
    ("ai", "visibility"): ("chart-bar", "SELECT count(*) FROM ai_visibility"),
    ("programme", "stages"): ("chart-bar", "SELECT count(*) FROM programme_funnel"),
}

PANELS = ["score", "trend", "segments", "advocates", "referrals", "candidates", "programme", "maturity", "channels",
          "reviews", "social", "ai", "sources"]

# (panel, class): what the sentences have to name.
SENTENCES = {
    ("score", "basis"): "SELECT (SELECT count(*) FROM latest_answer), "
                        "(SELECT count(*) FROM period_answer WHERE period = 'previous')",
    ("trend", "basis"): "SELECT sum(responses), count(*) FROM nps_trend WHERE responses > 0",
    ("segments", "basis"): "SELECT sum(responses), sum(responses_before) FROM nps_segments",
    ("advocates", "basis"): "SELECT (SELECT count(*) FROM read_customer), advocates, others FROM advocate_worth WHERE measure = 'revenue in the period'",
    ("channels", "basis"): "SELECT sum(purchases) FROM purchase_reasons",
    ("referrals", "basis"): "SELECT (SELECT sum(referrals) FROM referral_funnel), max(new_customers) FROM acquisition_channels",
    ("reviews", "basis"): "SELECT sum(reviews), count(*) FROM review_quality",
    ("social", "basis"): "SELECT sum(all_brands), sum(mentions) FROM social_presence",
    ("ai", "basis"): "SELECT sum(questions), sum(named), count(*) FROM ai_visibility",
    ("programme", "basis"): "SELECT (SELECT max(customers) FROM programme_funnel), sum(asks) FROM ask_to_act",
    ("maturity", "basis"): "SELECT departments, employees, engaged_employees FROM advocacy_maturity",
    ("candidates", "basis"): "SELECT count(*) FROM advocate_candidates",
    ("sources", "basis"): "SELECT sum(rows), count(*) FROM feedback_sources",
    ("sources", "text"): "SELECT rows, answers, blank, rejected, future_dated FROM survey_quality",
    ("score", "text"): "SELECT customers, promoters_lost, detractors_won FROM nps_period_change",
}
