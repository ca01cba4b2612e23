-- Advocates: who they are and why, what they are worth, and advocacy beside its neighbours.

BEGIN;

-- Each customer as the score sees them: acts of the period, each weighing half after half_life_days (NULL:
-- none), the newest answer, purchases and spend in units of the mean customer who bought.
CREATE VIEW customer_signal AS /* advocacy */
WITH acts AS (
    SELECT a.customer_id,
           count(*) FILTER (WHERE a.signal NOT IN ('rewarded', 'paid')) AS unpaid,
           count(*) FILTER (WHERE a.signal = 'rewarded') AS rewarded_acts,
           count(*) FILTER (WHERE a.signal = 'rewarded' AND a.kind = 'referral') AS rewarded_referrals,
           count(*) FILTER (WHERE a.signal = 'paid') AS paid_acts,
           sum(a.weight) FILTER (WHERE a.signal = 'referrals') AS referrals,
           sum(a.weight) FILTER (WHERE a.signal = 'references') AS "references",
           sum(a.weight) FILTER (WHERE a.signal = 'reviews') AS reviews,
           sum(a.weight) FILTER (WHERE a.signal = 'mentions') AS mentions,
           sum(a.weight) FILTER (WHERE a.signal = 'rewarded') AS rewarded
    FROM (SELECT c.customer_id, c.kind, c.signal,
                 advocate_decay(julianday(date(p.as_of)) - julianday(date(c.acted_at)), p.half_life_days) AS weight
          FROM customer_act AS c CROSS JOIN advocacy_period AS p) AS a
    GROUP BY a.customer_id),
bought AS (
    SELECT customer_id, purchases, revenue AS spend FROM period_revenue WHERE period = 'current'),
mean AS (SELECT avg(purchases) AS purchases, avg(spend) AS spend FROM bought)
SELECT c.customer_id, c.segment, c.joined_at, c.channel, l.answer, l.answered_at,
       coalesce(a.unpaid, 0) AS unpaid, coalesce(a.rewarded_acts, 0) AS rewarded_acts,
       coalesce(a.rewarded_referrals, 0) AS rewarded_referrals,
       coalesce(a.paid_acts, 0) AS paid_acts,
       a.referrals, a."references", a.reviews, a.mentions, a.rewarded,
       b.purchases, b.spend,
       b.purchases / the_mean.purchases AS frequency,
       max(b.spend, 0) / nullif(max(the_mean.spend, 0), 0) AS value
FROM mean AS the_mean CROSS JOIN read_customer AS c
LEFT JOIN latest_answer AS l ON l.customer_id = c.customer_id
LEFT JOIN acts AS a ON a.customer_id = c.customer_id
LEFT JOIN bought AS b ON b.customer_id = c.customer_id;

-- What kind of voice each customer is, and how strong an advocate, 0 to 100, with the reasons as advocate_explain()
-- gives them. A 'referrer' brought somebody for a reward: other rewarded acts make nobody one.
CREATE VIEW explained_voice AS /* advocacy */
SELECT customer_id, segment, joined_at, channel, answer, unpaid, rewarded_acts, paid_acts, purchases, spend,
       category, advocacy_number(explanation, 'score') AS score, explanation
FROM (SELECT *, advocate_category(answer, unpaid, rewarded_referrals, paid_acts) AS category,
             advocate_explain('nps', answer, 'referrals', referrals, 'references', "references", 'reviews', reviews,
                              'mentions', mentions, 'rewarded', rewarded, 'frequency', frequency, 'value', value)
                 AS explanation
      FROM customer_signal);

-- What kind of voice each customer is, and how strong an advocate, 0 to 100.
CREATE VIEW customer_voice AS /* advocacy */
SELECT customer_id, segment, joined_at, channel, answer, unpaid, rewarded_acts, paid_acts, purchases, spend,
       category, score
FROM explained_voice;

-- Among the promoters those who really recommend, unprompted and unpaid, with the reasons as
-- advocate_explain() gives them. Strongest first when ordered by score.
CREATE VIEW brand_advocates AS /* advocacy */
SELECT customer_id, segment, answer, unpaid AS acts, score, explanation
FROM explained_voice WHERE category = 'brand advocate';

-- What advocates are worth beside other customers: acts first, money after. Advocates of the previous period (by acts
-- alone, never by spend) and all others of that time, of both those who bought or answered in it, by what they spent in the
-- current one; means per customer, with or without a purchase, and the ratio of advocates to others with its interval by
-- customer, one row for each measure. `placebo_ratio` is the same ratio of the period_days before their first act, of those
-- who acted first in the previous period and were customers all that time (of others, the same length of time before the
-- mean day of these acts): where it is as large, spending led to acting, or something else to both. `segment_ratio` compares
-- advocates with the others of their segment only, so that a segment that spends more and acts more does not make it. No ratio where a group
-- has fewer buyers than minimum_responses. The predicted revenue is that of advocates of the current period beside others
-- who bought or answered in it: the value of customer_value, 0 for who never bought, and missing where a model has no
-- answer; its interval takes the fitted models as they are, and `models_at_boundary` names those of which the data do not
-- tell a parameter.
CREATE VIEW advocate_worth AS /* advocacy */
WITH bought AS (
    SELECT customer_id, max(CASE period WHEN 'current' THEN revenue END) AS revenue,
           max(CASE period WHEN 'current' THEN purchases END) AS purchases, max(period = 'previous') AS before
    FROM period_revenue WHERE period <> 'before previous' GROUP BY customer_id),
spoke AS (
    SELECT customer_id, max(is_answer AND period = 'previous') AS answered_before,
           max(is_answer AND period = 'current') AS answered, max(NOT is_answer AND period = 'previous') AS was_advocate,
           max(NOT is_answer AND period = 'current') AS is_advocate
    FROM (SELECT customer_id, period, 1 AS is_answer FROM valid_answer WHERE customer_id IS NOT NULL
          UNION ALL SELECT customer_id, period, 0 FROM period_advocate)
    GROUP BY customer_id),
person AS (
    SELECT p.confidence, p.minimum_responses, c.customer_id, c.joined_at, c.channel, c.segment, coalesce(b.revenue, 0) AS revenue,
           coalesce(b.purchases, 0) AS purchases,
           coalesce(t.was_advocate, 0) AS was_advocate, coalesce(t.is_advocate, 0) AS is_advocate,
           c.joined_at < p.period_start AND (coalesce(b.before, 0) OR coalesce(t.answered_before, 0)) AS was_there,
           b.purchases IS NOT NULL OR coalesce(t.answered, 0) AS is_there
    FROM advocacy_period AS p CROSS JOIN read_customer AS c
    LEFT JOIN bought AS b ON b.customer_id = c.customer_id
    LEFT JOIN spoke AS t ON t.customer_id = c.customer_id),
first_act AS (
    SELECT f.customer_id, date(f.acted_at) AS day
    FROM advocacy_period AS p JOIN first_free_act AS f ON f.acted_at >= p.previous_start AND f.acted_at < p.period_start),
middle AS (SELECT date(avg(julianday(day))) AS day FROM first_act),
span AS (
    SELECT p.confidence, s.customer_id, s.was_advocate, date(s.ends, '-' || p.period_days || ' days') AS starts, s.ends
    FROM advocacy_period AS p
    CROSS JOIN (SELECT o.customer_id, o.joined_at, o.was_advocate,
                       CASE WHEN o.was_advocate THEN f.day ELSE the_middle.day END AS ends
                FROM middle AS the_middle CROSS JOIN person AS o LEFT JOIN first_act AS f ON f.customer_id = o.customer_id
                WHERE o.was_there) AS s
    WHERE s.joined_at <= date(s.ends, '-' || p.period_days || ' days')),
before AS (
    SELECT s.confidence, s.was_advocate, count(b.purchased_at) AS purchases, coalesce(sum(b.amount), 0) AS revenue
    FROM span AS s LEFT JOIN read_purchase AS b ON b.customer_id = s.customer_id AND b.purchased_at >= s.starts
                                               AND b.purchased_at < s.ends
    GROUP BY s.customer_id),
placebo AS (
    SELECT min(count(*) FILTER (WHERE b.was_advocate AND b.purchases > 0),
               count(*) FILTER (WHERE NOT b.was_advocate AND b.purchases > 0)) AS buyers,
           advocate_ratio(b.revenue, b.was_advocate, b.confidence) AS revenue,
           advocate_ratio(b.purchases, b.was_advocate, b.confidence) AS purchases
    FROM before AS b),
compared AS (
    SELECT max(s.minimum_responses) AS minimum_responses,
           count(*) FILTER (WHERE s.was_there AND s.was_advocate AND s.purchases > 0) AS buyers_advocates,
           count(*) FILTER (WHERE s.was_there AND NOT s.was_advocate AND s.purchases > 0) AS buyers_others,
           count(*) FILTER (WHERE s.is_there AND s.is_advocate AND s.purchases > 0) AS buyers_advocates_now,
           count(*) FILTER (WHERE s.is_there AND NOT s.is_advocate AND s.purchases > 0) AS buyers_others_now,
           advocate_ratio(s.revenue, s.was_advocate, s.confidence) FILTER (WHERE s.was_there) AS revenue,
           advocate_ratio(s.purchases, s.was_advocate, s.confidence) FILTER (WHERE s.was_there) AS purchases,
           advocate_ratio(s.revenue, s.was_advocate, s.confidence, s.segment) FILTER (WHERE s.was_there) AS segment_revenue,
           advocate_ratio(s.purchases, s.was_advocate, s.confidence, s.segment) FILTER (WHERE s.was_there) AS segment_purchases,
           advocate_ratio(coalesce(v.value, 0), s.is_advocate, s.confidence) FILTER (WHERE s.is_there) AS predicted,
           count(v.value) > 0 AND count(v.value) = count(v.customer_id) AS is_predicted,
           max(v.is_advocate AND instr(v.purchase_model, '"boundary":true')) AS purchases_of_advocates,
           max(NOT v.is_advocate AND instr(v.purchase_model, '"boundary":true')) AS purchases_of_others,
           max(v.is_advocate AND instr(v.spend_model, '"boundary":true')) AS spend_of_advocates,
           max(NOT v.is_advocate AND instr(v.spend_model, '"boundary":true')) AS spend_of_others,
           advocate_ratio(each_channel.cost_per_customer, s.was_advocate, s.confidence) FILTER (WHERE s.was_there) AS cost
    FROM person AS s
    LEFT JOIN (SELECT customer_id, is_advocate, value, purchase_model, spend_model FROM customer_value) AS v ON v.customer_id = s.customer_id AND s.is_there
    LEFT JOIN channel_acquisition AS each_channel ON each_channel.channel = s.channel),
measured AS (
    SELECT each_measure.measure, each_measure.unit, c.minimum_responses,
           CASE each_measure.place WHEN 3 THEN
               nullif(substr(CASE WHEN c.purchases_of_advocates THEN ', purchases of advocates' ELSE '' END
                             || CASE WHEN c.purchases_of_others THEN ', purchases of others' ELSE '' END
                             || CASE WHEN c.spend_of_advocates THEN ', spend of advocates' ELSE '' END
                             || CASE WHEN c.spend_of_others THEN ', spend of others' ELSE '' END, 3), '')
               END AS models_at_boundary,
           CASE each_measure.place WHEN 3 THEN c.buyers_advocates_now ELSE c.buyers_advocates END AS buyers_advocates,
           CASE each_measure.place WHEN 3 THEN c.buyers_others_now ELSE c.buyers_others END AS buyers_others,
           CASE each_measure.place WHEN 1 THEN c.revenue WHEN 2 THEN c.purchases
                                   WHEN 3 THEN CASE WHEN c.is_predicted THEN c.predicted END ELSE c.cost END AS result,
           CASE each_measure.place WHEN 1 THEN c.segment_revenue WHEN 2 THEN c.segment_purchases END AS within_segments,
           CASE WHEN the_placebo.buyers >= c.minimum_responses
                THEN CASE each_measure.place WHEN 1 THEN the_placebo.revenue WHEN 2 THEN the_placebo.purchases END
                END AS placebo
    FROM placebo AS the_placebo CROSS JOIN compared AS c
    CROSS JOIN (SELECT 1 AS place, 'revenue in the period' AS measure, 'money' AS unit
                UNION ALL SELECT 2, 'purchases in the period', 'purchases'
                UNION ALL SELECT 3, 'predicted revenue of 12 months', 'money'
                UNION ALL SELECT 4, 'acquisition cost', 'money') AS each_measure),
judged AS (
    SELECT *, min(buyers_advocates, buyers_others) >= minimum_responses AS is_enough FROM measured WHERE result IS NOT NULL)
SELECT measure, unit, advocacy_number(result, 'advocates') AS advocates, advocacy_number(result, 'others') AS others,
       buyers_advocates, buyers_others, advocacy_number(result, 'mean_advocates') AS mean_advocates,
       advocacy_number(result, 'mean_others') AS mean_others,
       CASE WHEN is_enough THEN advocacy_number(result, 'ratio') END AS ratio,
       CASE WHEN is_enough THEN advocacy_number(result, 'lower') END AS lower,
       CASE WHEN is_enough THEN advocacy_number(result, 'upper') END AS upper,
       CASE WHEN is_enough THEN advocacy_number(within_segments, 'ratio') END AS segment_ratio,
       CASE WHEN is_enough THEN advocacy_number(within_segments, 'lower') END AS segment_lower,
       CASE WHEN is_enough THEN advocacy_number(within_segments, 'upper') END AS segment_upper,
       advocacy_number(placebo, 'ratio') AS placebo_ratio, advocacy_number(placebo, 'lower') AS placebo_lower,
       advocacy_number(placebo, 'upper') AS placebo_upper,
       models_at_boundary
FROM judged;

-- Advocacy beside its neighbours, one row for each measure: advocacy, loyalty, influencers and the referral
-- programme, over the period. Loyalty is of days on which something was bought, as purchase_day has them: who bought in the
-- previous period and not in this one has lapsed; whether they have left nobody can tell where there is no contract.
-- `value` has the unit that `unit` says; shares carry their interval: the score's and loyalty's by customer, influencers'
-- by post (`observations` are posts that have both figures), the referral programme's by referrer.
CREATE VIEW advocacy_channels AS /* advocacy */
WITH acts AS (
    SELECT count(*) AS n, count(*) FILTER (WHERE kind = 'review') AS reviews,
           count(*) FILTER (WHERE kind = 'mention') AS mentions,
           count(*) FILTER (WHERE kind = 'referral') AS referrals
    FROM customer_act WHERE NOT rewarded AND NOT paid),
buyers AS (
    SELECT count(*) FILTER (WHERE days > 0) AS n, count(*) FILTER (WHERE days > 1) AS again,
           sum(is_back) AS back, sum(was_there) AS before
    FROM (SELECT b.customer_id, count(*) FILTER (WHERE b.day >= p.period_start) AS days,
                 max(b.day < p.period_start) AS was_there,
                 max(b.day < p.period_start) AND max(b.day >= p.period_start) AS is_back
          FROM advocacy_period AS p
          JOIN purchase_day AS b ON b.is_purchase AND b.day >= p.previous_start
          GROUP BY b.customer_id)),
lifetime AS (SELECT count(*) AS n, avg(revenue) AS revenue FROM customer_revenue),
influencer AS (
    SELECT count(*) AS n, sum(reach) AS reach, ratio_of_sums(m.paid, m.engagements, p.confidence) AS engagement_cost,
           ratio_of_sums(m.engagements, m.reach, p.confidence) AS engagement_rate,
           ratio_of_sums(m.conversions, m.engagements, p.confidence) AS conversion
    FROM advocacy_period AS p
    JOIN read_mention AS m ON m.posted_at >= p.period_start
    WHERE m.brand = p.own_brand AND m.paid > 0),
programme AS (
    SELECT count(*) AS n, count(r.converted_at) AS converted,
           share_clustered(r.converted_at IS NOT NULL, r.referrer_id, p.confidence) AS conversion
    FROM advocacy_period AS p
    JOIN read_referral AS r ON r.referred_at >= p.period_start
    WHERE r.rewarded)
SELECT 'advocacy' AS kind, 'net promoter score' AS measure,
       nps AS value, lower, upper, responses AS observations, 'points' AS unit
FROM period_score WHERE scope = 'all' AND period = 'current'
UNION ALL
SELECT 'advocacy', 'free reviews', reviews, NULL, NULL, n, 'acts' FROM acts WHERE n > 0
UNION ALL
SELECT 'advocacy', 'free positive mentions', mentions, NULL, NULL, n, 'acts' FROM acts WHERE n > 0
UNION ALL
SELECT 'advocacy', 'customers by free referral', referrals, NULL, NULL, n, 'customers' FROM acts WHERE n > 0
UNION ALL
SELECT 'loyalty', 'bought again within the period', 100.0 * again / n, wilson_lower(again, n, p.confidence),
       wilson_upper(again, n, p.confidence), n, '% of buyers'
FROM buyers CROSS JOIN advocacy_period AS p WHERE n > 0
UNION ALL
SELECT 'loyalty', 'lapsed since the previous period', 100.0 * (before - back) / before,
       wilson_lower(before - back, before, p.confidence), wilson_upper(before - back, before, p.confidence),
       before, '% of earlier buyers'
FROM buyers CROSS JOIN advocacy_period AS p WHERE before > 0
UNION ALL
SELECT 'loyalty', 'revenue per customer to date', revenue, NULL, NULL, n, 'money' FROM lifetime WHERE n > 0
UNION ALL
SELECT 'influencers', 'reach', reach, NULL, NULL, n, 'people' FROM influencer WHERE n > 0
UNION ALL
SELECT 'influencers', 'engagement rate', 100 * advocacy_number(engagement_rate, 'ratio'),
       100 * advocacy_number(engagement_rate, 'lower'), min(100 * advocacy_number(engagement_rate, 'upper'), 100),
       advocacy_number(engagement_rate, 'units'), '% of reach'
FROM influencer WHERE advocacy_number(engagement_rate, 'ratio') <= 1
UNION ALL
SELECT 'influencers', 'conversion', 100 * advocacy_number(conversion, 'ratio'),
       100 * advocacy_number(conversion, 'lower'), min(100 * advocacy_number(conversion, 'upper'), 100),
       advocacy_number(conversion, 'units'), '% of engagements'
FROM influencer WHERE advocacy_number(conversion, 'ratio') <= 1
UNION ALL
SELECT 'influencers', 'cost per engagement', advocacy_number(engagement_cost, 'ratio'),
       advocacy_number(engagement_cost, 'lower'), advocacy_number(engagement_cost, 'upper'),
       advocacy_number(engagement_cost, 'units'), 'money'
FROM influencer WHERE advocacy_number(engagement_cost, 'ratio') IS NOT NULL
UNION ALL
SELECT 'referral programme', 'conversion of rewarded referrals', advocacy_number(conversion, 'share'),
       advocacy_number(conversion, 'lower'), advocacy_number(conversion, 'upper'), n, '% of referrals'
FROM programme WHERE n > 0
UNION ALL
SELECT 'referral programme', 'acquisition cost', cost_per_customer, NULL, NULL, customers, 'money'
FROM channel_acquisition WHERE channel = 'referral' AND cost_per_customer IS NOT NULL;

COMMIT;
