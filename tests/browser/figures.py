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
        SELECT customer_id, segment, answer, purchases, probability FROM advocate_candidates
        ORDER BY place LIMIT 10""",
    ("targets", "targets"): """
        SELECT metric, target, by, value, lower AS value_lower, upper AS value_upper, month, standing FROM target_standing
        ORDER BY by, metric LIMIT 12""",
    ("targets", "measures"): """
        SELECT n.metric, n.month, n.value, n.lower AS value_lower, n.upper AS value_upper, n.observations, b.value AS before,
               b.lower AS before_lower, b.upper AS before_upper
        FROM advocacy_trend AS n
        LEFT JOIN advocacy_trend AS b ON b.metric = n.metric
            AND b.month = substr(date(n.month || '-01', '-1 year'), 1, 7)
        WHERE n.month = (SELECT max(m.month) FROM advocacy_trend AS m WHERE m.metric = n.metric)
        ORDER BY CASE n.metric WHEN 'score' THEN 1 WHEN 'advocates' THEN 2 WHEN 'acts' THEN 3 WHEN 'referrals' THEN 4
                 WHEN 'rating' THEN 5 WHEN 'share of voice' THEN 6 WHEN 'AI visibility' THEN 7 ELSE 8 END""",
    ("surveys", "surveys"): """
        SELECT survey, responses, nps, lower AS nps_lower, upper AS nps_upper, change, change_lower, change_upper,
               p_value AS change_p, CASE is_headline WHEN 1 THEN 'the score of this page' ELSE 'only here' END AS use
        FROM nps_surveys ORDER BY responses DESC, survey LIMIT 10""",
    ("surveys", "accounts"): """
        SELECT CASE weight WHEN 'revenue' THEN 'by the revenue of each' ELSE 'each account once' END AS weight, accounts, answered,
               nps, lower AS nps_lower, upper AS nps_upper, covered FROM account_nps ORDER BY 1 DESC""",
    ("surveys", "satisfaction"): """
        SELECT survey, CASE measure WHEN 'csat' THEN 'How satisfied?' ELSE 'How easy?' END AS measure, month, responses, mean,
               mean_lower, mean_upper, points, top_box, lower AS top_box_lower, upper AS top_box_upper
        FROM satisfaction AS s
        WHERE month = (SELECT max(o.month) FROM satisfaction AS o
                       WHERE o.measure = s.measure AND o.survey IS s.survey AND o.points = s.points)
        ORDER BY s.measure, survey, points LIMIT 12""",
    ("surveys", "responses"): """
        SELECT channel, invitations, answered, 100.0 * answered / invitations AS rate, lower AS rate_lower, upper AS rate_upper,
               100.0 * customers_answered / customers AS customer_rate, customer_lower AS customer_rate_lower,
               customer_upper AS customer_rate_upper, open_invitations
        FROM response_rate ORDER BY invitations DESC, channel LIMIT 10""",
    ("activity", "stay"): """
        SELECT CASE state WHEN 'retained' THEN 'stayed' WHEN 'lapsed' THEN 'fell silent' WHEN 'reactivated' THEN 'came back'
               ELSE 'are new' END AS state, advocates, 100.0 * advocates / of_advocates AS share, lower AS share_lower,
               upper AS share_upper FROM advocate_retention ORDER BY place""",
    ("activity", "activation"): """
        SELECT category || 's' AS category, customers, activated, 100.0 * activated / customers AS share, lower AS share_lower,
               upper AS share_upper, acts FROM promoter_activation ORDER BY category DESC""",
    ("activity", "rates"): """
        SELECT segment, customers, advocates, 100.0 * advocates / customers AS rate, lower AS rate_lower, upper AS rate_upper
        FROM advocacy_rate WHERE scope = 'segment' AND month = '2026-10' ORDER BY customers DESC, segment LIMIT 12""",
    ("outcomes", "outcomes"): """
        SELECT category || 's' AS category, customers, repurchased, lower AS repurchased_lower, upper AS repurchased_upper, purchases,
               spend FROM nps_outcomes ORDER BY category DESC""",
    ("outcomes", "acts"): """
        SELECT kind, channel, acts, people, influenced_revenue, influenced_revenue / valued AS mean_value, lower AS mean_value_lower,
               upper AS mean_value_upper, reach FROM act_value
        ORDER BY influenced_revenue IS NULL, influenced_revenue DESC, acts DESC, kind, channel LIMIT 10""",
    ("referrals", "worth"): """
        SELECT measure, mean_referred, mean_others, ratio, lower AS ratio_lower, upper AS ratio_upper FROM referred_worth
        ORDER BY measure DESC""",
    ("growth", "earned"): """
        SELECT net_revenue_retention, earned_new, bought_new, reactivated, 100.0 * revenue / previous_revenue - 100 AS growth,
               net_revenue_retention + earned_new - 100 AS rate FROM earned_growth_rate""",
    ("growth", "predicted"): """
        SELECT CASE customers WHEN 'all' THEN 'all buyers' ELSE customers END AS customers, buyers, purchases, purchases_lower,
               purchases_upper, revenue, revenue_lower, revenue_upper FROM predicted_purchases
        ORDER BY CASE customers WHEN 'advocates' THEN 1 WHEN 'others' THEN 2 ELSE 3 END""",
    ("growth", "rfm"): """
        SELECT segment, count(*) AS customers, 100.0 * count(*) / (SELECT count(*) FROM rfm) AS share, avg(recency) AS recency,
               avg(frequency) AS frequency, avg(monetary) AS monetary
        FROM rfm GROUP BY segment ORDER BY sum(monetary) DESC""",
    ("candidates", "gains"): """
        SELECT bin, customers, advocates, 100.0 * advocates / customers AS rate, lower AS rate_lower, upper AS rate_upper, lift,
               captured_share FROM advocate_gains ORDER BY bin""",
    ("recovery", "recovery"): """
        SELECT CASE contacted WHEN 1 THEN 'contacted them in time' ELSE 'did not' END AS contacted, customers, answered,
               100.0 * recovered / answered AS recovered_share, lower AS recovered_share_lower, upper AS recovered_share_upper,
               100.0 * bought / customers AS bought_share, bought_lower AS bought_share_lower, bought_upper AS bought_share_upper
        FROM detractor_recovery ORDER BY contacted""",
    ("recovery", "feedback"): """
        SELECT source, raised, answered_share, answered_lower AS answered_share_lower, answered_upper AS answered_share_upper,
               resolved_share, resolved_lower AS resolved_share_lower, resolved_upper AS resolved_share_upper, in_time_share,
               in_time_lower AS in_time_share_lower, in_time_upper AS in_time_share_upper, days_to_answer
        FROM feedback_response ORDER BY raised DESC, source LIMIT 10""",
    ("needs", "needs"): """
        SELECT need, reached, 100.0 * reached / advocates AS share, touchpoints, days_since_last, days_to_answer
        FROM advocate_needs ORDER BY reached, need""",
    ("emerging", "voices"): """
        SELECT author, posts, posts_before, share, lower AS share_lower, upper AS share_upper, reach,
               CASE WHEN customer_id IS NULL THEN 'not known' ELSE 'yes' END AS is_customer,
               CASE WHEN p_adjusted < 0.05 THEN 'more than chance' ELSE 'may be chance' END AS growth
        FROM emerging_advocates ORDER BY p_value, posts DESC, author LIMIT 5""",
    ("reputation", "reputation"): """
        SELECT channel, negative_posts, warnings, defences, 100.0 * defended / criticism AS defended_share,
               lower AS defended_share_lower, upper AS defended_share_upper, median_hours
        FROM reputation ORDER BY negative_posts + warnings DESC, channel LIMIT 10""",
    ("why", "themes"): """
        SELECT theme, responses, nps, lower AS nps_lower, upper AS nps_upper, impact, impact_lower, impact_upper, share_change,
               share_change_lower, share_change_upper, p_adjusted AS share_change_p FROM nps_themes ORDER BY impact""",
    ("why", "drivers"): """
        SELECT driver, mean, share, lower AS share_lower, upper AS share_upper, quadrant FROM nps_drivers WHERE scope = 'all'
        ORDER BY share DESC""",
    ("why", "words"): """
        SELECT term, said_by, responses FROM (SELECT *, row_number() OVER (PARTITION BY said_by ORDER BY abs(z) DESC, term) AS place
                                              FROM nps_terms) WHERE place <= 8 ORDER BY said_by, place""",
    ("warnings", "warnings"): """
        SELECT kind, subject, segment, days, observed, expected, items FROM feedback_alert WHERE is_alarm
        ORDER BY p_value LIMIT 10""",
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
    ("why", "drivers"): ("chart-point", "SELECT count(share) FROM nps_drivers WHERE scope = 'all'"),
    ("why", "themes"): ("chart-bar", "SELECT count(impact) FROM nps_themes"),
    ("why", "detractors"): ("chart-bar", "SELECT min(count(*), 8) FROM nps_terms WHERE said_by = 'detractors'"),
    ("why", "promoters"): ("chart-bar", "SELECT min(count(*), 8) FROM nps_terms WHERE said_by = 'promoters'"),
    ("activity", "rate"): ("chart-point", "SELECT count(*) FROM advocacy_rate WHERE scope = 'all'"),
    ("outcomes", "repurchased"): ("chart-bar", "SELECT count(*) FROM nps_outcomes"),
    ("growth", "cohorts"): ("chart-cell", "SELECT count(*) FROM cohort_retention WHERE months_since <= 12 AND cohort IN "
                            "(SELECT DISTINCT cohort FROM cohort_retention ORDER BY cohort DESC LIMIT 18)"),
    ("channels", "reasons"): ("chart-bar", "SELECT count(*) FROM purchase_reasons"),
    ("referrals", "conversion"): ("chart-bar", "SELECT count(*) FROM referral_funnel"),
    ("reviews", "positive"): ("chart-bar", "SELECT count(*) FROM review_quality"),
    ("social", "voice"): ("chart-bar", "SELECT count(*) FROM social_presence"),
    ("ai", "visibility"): ("chart-bar", "SELECT count(*) FROM ai_visibility"),
    ("programme", "stages"): ("chart-bar", "SELECT count(*) FROM programme_funnel"),
}

PANELS = ["score", "trend", "targets", "segments", "surveys", "why", "warnings", "advocates", "activity", "outcomes", "referrals", "growth",
          "candidates", "recovery", "needs", "emerging", "programme", "maturity", "channels", "reviews", "social", "ai",
          "reputation", "sources"]

# (panel, class): what the sentences have to name.
SENTENCES = {
    ("score", "basis"): "SELECT (SELECT count(*) FROM latest_answer), "
                        "(SELECT count(*) FROM period_answer WHERE period = 'previous')",
    ("trend", "basis"): "SELECT sum(responses), count(*) FROM nps_trend WHERE responses > 0",
    ("segments", "basis"): "SELECT sum(responses), sum(responses_before) FROM nps_segments",
    ("advocates", "basis"): "SELECT (SELECT count(*) FROM read_customer), advocates, others FROM advocate_worth WHERE measure = 'revenue in the period'",
    ("targets", "basis"): "SELECT count(*) FROM target_standing",
    ("surveys", "basis"): "SELECT (SELECT count(*) FROM nps_surveys), max(accounts) FROM account_nps",
    ("why", "basis"): "SELECT (SELECT max(responses) FROM nps_drivers), max(comments) FROM nps_themes",
    ("warnings", "basis"): "SELECT count(*) FROM feedback_alert",
    ("activity", "basis"): "SELECT max(of_advocates), min(of_advocates) FROM advocate_retention",
    ("outcomes", "basis"): "SELECT (SELECT sum(customers) FROM nps_outcomes), sum(acts), sum(valued) FROM act_value",
    ("growth", "basis"): "SELECT (SELECT count(*) FROM purchase_rhythm), count(*) FROM rfm",
    ("recovery", "basis"): "SELECT (SELECT sum(customers) FROM detractor_recovery), sum(raised) FROM feedback_response",
    ("needs", "basis"): "SELECT max(advocates), sum(touchpoints) FROM advocate_needs",
    ("emerging", "basis"): "SELECT count(*), sum(posts) FROM emerging_advocates",
    ("reputation", "basis"): "SELECT sum(criticism), sum(defences) FROM reputation",
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
