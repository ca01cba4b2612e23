-- Advocates: who they are and why, what they are worth, and advocacy beside its neighbours.

BEGIN;

-- Each customer as the score sees them: acts of the period, each weighing half after half_life_days (NULL:
-- none), the newest answer, purchases and spend in units of the mean customer who bought.
CREATE VIEW customer_signal AS /* advocacy */
WITH acts AS (
    SELECT a.customer_id,
           count(*) FILTER (WHERE a.signal NOT IN ('rewarded', 'paid')) AS unpaid,
           count(*) FILTER (WHERE a.signal = 'rewarded') AS rewarded_acts,
           count(*) FILTER (WHERE a.signal = 'paid') AS paid_acts,
           sum(a.weight) FILTER (WHERE a.signal = 'referrals') AS referrals,
           sum(a.weight) FILTER (WHERE a.signal = 'references') AS "references",
           sum(a.weight) FILTER (WHERE a.signal = 'reviews') AS reviews,
           sum(a.weight) FILTER (WHERE a.signal = 'mentions') AS mentions,
           sum(a.weight) FILTER (WHERE a.signal = 'rewarded') AS rewarded
    FROM (SELECT c.customer_id, c.signal,
                 advocate_decay(julianday(date(p.as_of)) - julianday(date(c.acted_at)), p.half_life_days) AS weight
          FROM customer_act AS c CROSS JOIN advocacy_period AS p) AS a
    GROUP BY a.customer_id),
bought AS (
    SELECT customer_id, purchases, revenue AS spend FROM period_revenue WHERE period = 'current'),
mean AS (SELECT avg(purchases) AS purchases, avg(spend) AS spend FROM bought)
SELECT c.customer_id, c.segment, c.joined_at, c.channel, l.answer, l.answered_at,
       coalesce(a.unpaid, 0) AS unpaid, coalesce(a.rewarded_acts, 0) AS rewarded_acts,
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
-- gives them.
CREATE VIEW explained_voice AS /* advocacy */
SELECT customer_id, segment, joined_at, channel, answer, unpaid, rewarded_acts, paid_acts, purchases, spend,
       category, advocacy_number(explanation, 'score') AS score, explanation
FROM (SELECT *, advocate_category(answer, unpaid, rewarded_acts, paid_acts) AS category,
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

-- What advocates are worth beside other customers: advocates by acts alone, one free act in the period or
-- more, never by spend. Customers who were there for the whole period; means per customer with or without a
-- purchase, and the ratio of advocates to others with its interval by customer, one row for each measure. The predicted revenue
-- is the value of customer_value, 0 for who never bought, and missing where a model has no answer; its interval
-- takes the fitted models as they are. It says what goes together, not what causes what.
CREATE VIEW advocate_worth AS /* advocacy */
WITH bought AS (SELECT customer_id, purchases, revenue FROM period_revenue WHERE period = 'current'),
compared AS (
    SELECT advocate_ratio(coalesce(b.revenue, 0), a.customer_id IS NOT NULL, p.confidence) AS revenue,
           advocate_ratio(coalesce(b.purchases, 0), a.customer_id IS NOT NULL, p.confidence) AS purchases,
           advocate_ratio(coalesce(v.value, 0), a.customer_id IS NOT NULL, p.confidence) AS predicted,
           count(v.value) > 0 AND count(v.value) = count(v.customer_id) AS is_predicted,
           advocate_ratio(h.cost_per_customer, a.customer_id IS NOT NULL, p.confidence) AS cost
    FROM advocacy_period AS p
    JOIN read_customer AS c ON c.joined_at < p.period_start
    LEFT JOIN period_advocate AS a ON a.customer_id = c.customer_id
    LEFT JOIN bought AS b ON b.customer_id = c.customer_id
    LEFT JOIN (SELECT customer_id, value FROM customer_value) AS v ON v.customer_id = c.customer_id
    LEFT JOIN channel_cost AS h ON h.channel = c.channel),
measured AS (
    SELECT each_measure.measure, each_measure.unit,
           CASE each_measure.place WHEN 1 THEN the_comparison.revenue WHEN 2 THEN the_comparison.purchases
                                   WHEN 3 THEN CASE WHEN the_comparison.is_predicted THEN the_comparison.predicted END
                                   ELSE the_comparison.cost END AS result
    FROM compared AS the_comparison
    CROSS JOIN (SELECT 1 AS place, 'revenue in the period' AS measure, 'money' AS unit
                UNION ALL SELECT 2, 'purchases in the period', 'purchases'
                UNION ALL SELECT 3, 'predicted revenue of 12 months', 'money'
                UNION ALL SELECT 4, 'acquisition cost', 'money') AS each_measure)
SELECT measure, unit, advocacy_number(result, 'advocates') AS advocates, advocacy_number(result, 'others') AS others,
       advocacy_number(result, 'mean_advocates') AS mean_advocates,
       advocacy_number(result, 'mean_others') AS mean_others,
       advocacy_number(result, 'ratio') AS ratio, advocacy_number(result, 'lower') AS lower,
       advocacy_number(result, 'upper') AS upper
FROM measured WHERE result IS NOT NULL;

-- Advocacy beside its neighbours, one row for each measure: advocacy, loyalty, influencers and the referral
-- programme, over the period. Loyalty is of days on which something was bought, as purchase_day has them. `value` has
-- the unit that `unit` says; shares carry their interval: the score's and loyalty's by customer, influencers' by post
-- (`observations` are posts that have both figures), the referral programme's by referrer.
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
    SELECT count(*) AS n, sum(reach) AS reach, sum(engagements) AS engagements, sum(m.paid) AS cost,
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
    WHERE r.rewarded),
reward AS (
    SELECT sum(cost) AS cost FROM read_programme_cost CROSS JOIN advocacy_period AS p
    WHERE kind = 'rewards' AND month >= substr(p.period_start, 1, 7))
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
SELECT 'loyalty', 'churn since the previous period', 100.0 * (before - back) / before,
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
SELECT 'influencers', 'cost per engagement', cost / engagements, NULL, NULL, engagements, 'money'
FROM influencer WHERE engagements > 0
UNION ALL
SELECT 'referral programme', 'conversion of rewarded referrals', advocacy_number(conversion, 'share'),
       advocacy_number(conversion, 'lower'), advocacy_number(conversion, 'upper'), n, '% of referrals'
FROM programme WHERE n > 0
UNION ALL
SELECT 'referral programme', 'acquisition cost', the_reward.cost / the_programme.converted, NULL, NULL,
       the_programme.converted, 'money'
FROM programme AS the_programme CROSS JOIN reward AS the_reward
WHERE the_programme.converted > 0 AND the_reward.cost IS NOT NULL;

COMMIT;
