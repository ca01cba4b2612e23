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

-- The four concepts beside each other, each by ten aspects, in the period: one row for each aspect and concept. `value` in
-- `unit` with its limits, or NULL, and then `reason` says why. Advocacy: the acts of customers, but for rewarded referrals;
-- free positive posts; referrals that are not the programme's. Loyalty: buying again. Influencers: posts that were paid for.
-- The referral programme: referrals that were rewarded or made by a member after recruitment. What each aspect takes:
-- driver: of what was known at the end of the previous period what goes most with acting, buying or referring in this one,
-- `measure` names it (its share of what all of it explains, key_drivers(); none where that may be 0). authenticity: acts neither rewarded nor paid.
-- reach: people, over the posts that say so; referrals made. cost: of a new customer; of the programme with all its cost.
-- trust: of the reasons of first purchases those that are other customers; conversion. measure: the first of those that
-- advocacy_channels has, all of them each by itself. return: months, acquisition_channels. scalability: what a further new
-- customer costs: cost of the dearer half of the months less that of the other half, over customers likewise. motivation: acts
-- for a reward. acquisition: share of new customers. Intervals by customer, author of referrals or post; full counts have none.
CREATE VIEW concept_comparison AS /* advocacy */
WITH act AS (
    SELECT count(*) AS acts, share_clustered(NOT (a.rewarded OR a.paid), a.customer_id, p.confidence) AS free,
           share_clustered(a.rewarded OR a.paid, a.customer_id, p.confidence) AS bought
    FROM advocacy_period AS p JOIN recorded_act AS a ON a.acted_at >= p.period_start
    WHERE a.signal <> 'warning' AND NOT (a.kind = 'referral' AND a.rewarded) AND NOT (a.kind = 'mention' AND a.paid)),
post AS (
    SELECT m.paid, m.reach, m.engagements, m.conversions, substr(m.posted_at, 1, 7) AS month, p.confidence
    FROM advocacy_period AS p JOIN read_mention AS m ON m.posted_at >= p.period_start
    WHERE m.brand = p.own_brand AND (m.paid > 0 OR m.sentiment = 'positive') LIMIT -1),
posted AS (
    SELECT count(*) FILTER (WHERE paid > 0) AS posts, sum(reach) FILTER (WHERE paid > 0) AS reach,
           count(reach) FILTER (WHERE paid > 0) AS with_reach, sum(reach) FILTER (WHERE paid = 0) AS free_reach,
           count(reach) FILTER (WHERE paid = 0) AS with_free_reach,
           sum(conversions) FILTER (WHERE paid > 0) AS conversions,
           ratio_of_sums(paid, conversions, confidence) FILTER (WHERE paid > 0) AS cost,
           ratio_of_sums(conversions, engagements, confidence) FILTER (WHERE paid > 0) AS conversion,
           ratio_of_sums(engagements, reach, confidence) FILTER (WHERE paid > 0) AS engagement
    FROM post),
made AS (
    SELECT r.referrer_id, r.rewarded, r.converted_at IS NOT NULL AS converted, p.confidence
    FROM advocacy_period AS p JOIN read_referral AS r ON r.referred_at >= p.period_start
    LEFT JOIN (SELECT customer_id, min(recruited_at) AS recruited_at FROM read_programme_member GROUP BY customer_id) AS m
        ON m.customer_id = r.referrer_id
    WHERE r.rewarded OR m.recruited_at <= r.referred_at LIMIT -1),
referred AS (
    SELECT count(*) AS referrals, share_clustered(NOT rewarded, referrer_id, confidence) AS free,
           share_clustered(rewarded, referrer_id, confidence) AS bought,
           share_clustered(converted, referrer_id, confidence) AS conversion
    FROM made),
newcomer AS (
    SELECT c.customer_id, c.channel, substr(c.joined_at, 1, 7) AS month, f.by_programme, b.reason, p.confidence
    FROM advocacy_period AS p JOIN read_customer AS c ON c.joined_at >= p.period_start
    LEFT JOIN referred_customer AS f ON f.customer_id = c.customer_id
    LEFT JOIN (SELECT customer_id, reason,
                      row_number() OVER (PARTITION BY customer_id ORDER BY purchased_at, purchase_id) AS number
               FROM read_purchase) AS b ON b.customer_id = c.customer_id AND b.number = 1
    LIMIT -1),
came AS (
    SELECT count(*) AS newcomers, EXISTS (SELECT 1 FROM read_referral) AS has_referrals,
           share_clustered(reason IN ('friends and family', 'reviews', 'advocates'' content'), customer_id, confidence) AS trust,
           share_clustered(coalesce(NOT by_programme, 0), customer_id, confidence) AS by_advocates,
           share_clustered(coalesce(by_programme, 0), customer_id, confidence) AS by_programme
    FROM newcomer),
month AS (
    SELECT concept, month, sum(cost) AS cost, sum(customers) AS customers
    FROM (SELECT 'influencers' AS concept, month, paid AS cost, conversions AS customers FROM post WHERE paid > 0
          UNION ALL SELECT 'referral programme', month, 0, 1 FROM newcomer WHERE channel = 'referral'
          UNION ALL
          SELECT 'referral programme', s.month, s.cost, 0
          FROM advocacy_period AS p JOIN channel_spending AS s ON s.month >= substr(p.period_start, 1, 7)
          WHERE s.channel = 'referral')
    GROUP BY concept, month),
half AS (
    SELECT concept, cost, customers, count(*) OVER of_concept AS months, row_number() OVER by_cost AS place FROM month
    WINDOW of_concept AS (PARTITION BY concept), by_cost AS (PARTITION BY concept ORDER BY cost DESC, month)),
marginal AS (
    SELECT concept, max(months) AS months,
           (sum(CASE WHEN place <= months / 2 THEN cost END) - sum(CASE WHEN place > months - months / 2 THEN cost END))
           / nullif(max(sum(CASE WHEN place <= months / 2 THEN customers END)
                        - sum(CASE WHEN place > months - months / 2 THEN customers END), 0), 0) AS cost
    FROM half GROUP BY concept),
margin AS (
    SELECT max(CASE concept WHEN 'influencers' THEN months END) AS influencer_months,
           max(CASE concept WHEN 'influencers' THEN cost END) AS influencer_cost,
           max(CASE concept WHEN 'referral programme' THEN months END) AS programme_months,
           max(CASE concept WHEN 'referral programme' THEN cost END) AS programme_cost
    FROM marginal),
paid_back AS (SELECT max(customers) AS customers, max(cost_per_customer) AS cost_per_customer, max(payback_months) AS payback_months
              FROM acquisition_channels WHERE channel = 'referral'),
answered AS (
    SELECT CASE WHEN count(*) >= max(p.minimum_responses) THEN nps_summary(a.answer, p.confidence) END AS score
    FROM advocacy_period AS p CROSS JOIN newest_answer AS a WHERE a.period = 'current'),
bought AS (
    SELECT customer_id, max(CASE period WHEN 'previous' THEN purchases END) AS purchases,
           max(CASE period WHEN 'previous' THEN revenue END) AS spend, max(period = 'current') AS buys
    FROM period_revenue WHERE period IN ('current', 'previous') GROUP BY customer_id),
person AS (
    SELECT c.customer_id, p.confidence, p.minimum_responses, b.purchases IS NOT NULL AS was_buyer, coalesce(b.buys, 0) AS buys,
           coalesce(b.purchases, 0) AS purchases, min(max(coalesce(b.spend, 0), -1e9), 1e9) AS spend,
           coalesce(a.category = 'promoter', 0) AS promoter, a.category IS NOT NULL AS answered,
           c.channel = 'referral' AS referred, julianday(p.period_start) - julianday(c.joined_at) AS days,
           v.customer_id IS NOT NULL AS acts, r.referrer_id IS NOT NULL AS refers
    FROM advocacy_period AS p JOIN read_customer AS c ON c.joined_at < p.period_start
    LEFT JOIN bought AS b ON b.customer_id = c.customer_id
    LEFT JOIN (SELECT customer_id, category FROM newest_answer WHERE period = 'previous') AS a ON a.customer_id = c.customer_id
    LEFT JOIN (SELECT customer_id FROM period_advocate WHERE period = 'current') AS v ON v.customer_id = c.customer_id
    LEFT JOIN (SELECT DISTINCT referrer_id FROM made) AS r ON r.referrer_id = c.customer_id),
driven AS (
    SELECT CASE WHEN min(sum(acts), sum(NOT acts)) >= max(minimum_responses) THEN
               key_drivers(printf('{"confidence": %.15g}', confidence), acts, 'purchases', purchases, 'spend', spend,
                           'promoter', promoter, 'answered', answered, 'came by referral', referred,
                           'days as a customer', days) END AS advocacy,
           CASE WHEN min(sum(was_buyer AND buys), sum(was_buyer AND NOT buys)) >= max(minimum_responses) THEN
               key_drivers(printf('{"confidence": %.15g}', confidence), buys, 'purchases', purchases, 'spend', spend,
                           'promoter', promoter, 'answered', answered, 'came by referral', referred,
                           'days as a customer', days) FILTER (WHERE was_buyer) END AS loyalty,
           CASE WHEN min(sum(refers), sum(NOT refers)) >= max(minimum_responses) THEN
               key_drivers(printf('{"confidence": %.15g}', confidence), refers, 'purchases', purchases, 'spend', spend,
                           'promoter', promoter, 'answered', answered, 'came by referral', referred,
                           'days as a customer', days) END AS programme,
           share_clustered(buys, customer_id, confidence) FILTER (WHERE was_buyer) AS bought_again
    FROM (SELECT * FROM person ORDER BY customer_id LIMIT -1)),
cell(place, aspect, concept, measure, unit, form, reason) AS (
    SELECT 1, 'driver', 'advocacy', NULL, '% of what is explained', 'driver', 'too few acted or did not, or nothing goes with it beyond chance'
    UNION ALL SELECT 2, 'driver', 'loyalty', NULL, '% of what is explained', 'driver', 'too few bought again or did not, or nothing goes with it beyond chance'
    UNION ALL SELECT 3, 'driver', 'influencers', NULL, NULL, 'none', 'of influencers nothing is known but their posts'
    UNION ALL SELECT 4, 'driver', 'referral programme', NULL, '% of what is explained', 'driver', 'too few referred or did not, or nothing goes with it beyond chance'
    UNION ALL SELECT 5, 'authenticity', 'advocacy', 'acts neither rewarded nor paid', '% of acts', 'share', 'nobody acted'
    UNION ALL SELECT 6, 'authenticity', 'loyalty', NULL, NULL, 'none', 'who buys again says nothing to others by that'
    UNION ALL SELECT 7, 'authenticity', 'influencers', 'posts that were not paid for', '% of posts', 'plain', 'there were no paid posts'
    UNION ALL SELECT 8, 'authenticity', 'referral programme', 'referrals without a reward', '% of referrals', 'share', 'it brought no referrals'
    UNION ALL SELECT 9, 'reach', 'advocacy', 'reach of free positive posts', 'people', 'plain', 'no free post says how many saw it'
    UNION ALL SELECT 10, 'reach', 'loyalty', NULL, NULL, 'none', 'who buys again reaches nobody by that'
    UNION ALL SELECT 11, 'reach', 'influencers', 'reach of paid posts', 'people', 'plain', 'no paid post says how many saw it'
    UNION ALL SELECT 12, 'reach', 'referral programme', 'referrals made', 'referrals', 'plain', 'it brought no referrals'
    UNION ALL SELECT 13, 'cost', 'advocacy', NULL, NULL, 'none', 'no cost is recorded for what nobody was paid for'
    UNION ALL SELECT 14, 'cost', 'loyalty', NULL, NULL, 'none', 'who buys again is no new customer'
    UNION ALL SELECT 15, 'cost', 'influencers', 'paid for a new customer', 'money', 'ratio', 'no paid post says whom it brought'
    UNION ALL SELECT 16, 'cost', 'referral programme', 'acquisition cost', 'money', 'plain', 'no cost is recorded, or nobody came by referral'
    UNION ALL SELECT 17, 'trust', 'advocacy', 'new customers who came for what others say', '% of who gave a reason', 'share', 'no new customer gave a reason'
    UNION ALL SELECT 18, 'trust', 'loyalty', NULL, NULL, 'none', 'who buys again is no new customer'
    UNION ALL SELECT 19, 'trust', 'influencers', 'conversion', '% of engagements', 'percent', 'no paid post says whom it brought'
    UNION ALL SELECT 20, 'trust', 'referral programme', 'conversion', '% of referrals', 'share', 'it brought no referrals'
    UNION ALL SELECT 21, 'measure', 'advocacy', 'net promoter score', 'points', 'score', 'too few answered'
    UNION ALL SELECT 22, 'measure', 'loyalty', 'bought again since the previous period', '% of earlier buyers', 'share', 'nobody bought in the previous period'
    UNION ALL SELECT 23, 'measure', 'influencers', 'engagement rate', '% of reach', 'percent', 'no paid post says how many saw it'
    UNION ALL SELECT 24, 'measure', 'referral programme', 'acquisition cost', 'money', 'plain', 'no cost is recorded, or nobody came by referral'
    UNION ALL SELECT 25, 'return', 'advocacy', NULL, NULL, 'none', 'no cost is recorded that could return'
    UNION ALL SELECT 26, 'return', 'loyalty', NULL, NULL, 'none', 'no cost is recorded that could return'
    UNION ALL SELECT 27, 'return', 'influencers', NULL, NULL, 'none', 'nothing says which customers a post brought'
    UNION ALL SELECT 28, 'return', 'referral programme', 'payback', 'months', 'plain', 'it has not paid back yet, or no cost is recorded'
    UNION ALL SELECT 29, 'scalability', 'advocacy', NULL, NULL, 'none', 'no cost is recorded that could be raised'
    UNION ALL SELECT 30, 'scalability', 'loyalty', NULL, NULL, 'none', 'no cost is recorded that could be raised'
    UNION ALL SELECT 31, 'scalability', 'influencers', 'cost of a further new customer', 'money', 'plain', 'dearer months did not bring more customers'
    UNION ALL SELECT 32, 'scalability', 'referral programme', 'cost of a further new customer', 'money', 'plain', 'dearer months did not bring more customers'
    UNION ALL SELECT 33, 'motivation', 'advocacy', 'acts for a reward or pay', '% of acts', 'share', 'nobody acted'
    UNION ALL SELECT 34, 'motivation', 'loyalty', NULL, NULL, 'none', 'nothing says who bought for a reward'
    UNION ALL SELECT 35, 'motivation', 'influencers', 'posts that were paid for', '% of posts', 'plain', 'there were no paid posts'
    UNION ALL SELECT 36, 'motivation', 'referral programme', 'referrals for a reward', '% of referrals', 'share', 'it brought no referrals'
    UNION ALL SELECT 37, 'acquisition', 'advocacy', 'came by a referral outside the programme', '% of new customers', 'share', 'no referral is recorded, or nobody is new'
    UNION ALL SELECT 38, 'acquisition', 'loyalty', NULL, NULL, 'none', 'who buys again is no new customer'
    UNION ALL SELECT 39, 'acquisition', 'influencers', 'came by a paid post', '% of new customers', 'plain', 'no paid post says whom it brought'
    UNION ALL SELECT 40, 'acquisition', 'referral programme', 'came by a referral of the programme', '% of new customers', 'share', 'no referral is recorded, or nobody is new'),
found AS (
    SELECT each_cell.*,
           CASE each_cell.place WHEN 1 THEN the_drivers.advocacy WHEN 2 THEN the_drivers.loyalty WHEN 4 THEN the_drivers.programme
               WHEN 5 THEN the_acts.free WHEN 8 THEN the_referrals.free WHEN 15 THEN the_posts.cost WHEN 17 THEN the_newcomers.trust
               WHEN 19 THEN the_posts.conversion WHEN 20 THEN the_referrals.conversion WHEN 21 THEN the_score.score
               WHEN 22 THEN the_drivers.bought_again WHEN 23 THEN the_posts.engagement WHEN 33 THEN the_acts.bought
               WHEN 36 THEN the_referrals.bought
               WHEN 37 THEN CASE WHEN the_newcomers.has_referrals THEN the_newcomers.by_advocates END
               WHEN 40 THEN CASE WHEN the_newcomers.has_referrals THEN the_newcomers.by_programme END END AS result,
           CASE each_cell.place WHEN 7 THEN CASE WHEN the_posts.posts > 0 THEN 0.0 END WHEN 9 THEN the_posts.free_reach
               WHEN 11 THEN the_posts.reach WHEN 12 THEN nullif(the_referrals.referrals, 0)
               WHEN 16 THEN the_programme.cost_per_customer WHEN 24 THEN the_programme.cost_per_customer
               WHEN 28 THEN the_programme.payback_months WHEN 31 THEN the_margin.influencer_cost
               WHEN 32 THEN the_margin.programme_cost WHEN 35 THEN CASE WHEN the_posts.posts > 0 THEN 100.0 END
               WHEN 39 THEN 100.0 * the_posts.conversions / nullif(the_newcomers.newcomers, 0) END AS plain,
           CASE each_cell.place WHEN 7 THEN the_posts.posts WHEN 9 THEN the_posts.with_free_reach
               WHEN 11 THEN the_posts.with_reach WHEN 12 THEN the_referrals.referrals WHEN 16 THEN the_programme.customers
               WHEN 24 THEN the_programme.customers WHEN 28 THEN the_programme.customers
               WHEN 31 THEN the_margin.influencer_months WHEN 32 THEN the_margin.programme_months
               WHEN 35 THEN the_posts.posts WHEN 39 THEN the_newcomers.newcomers END AS counted
    FROM act AS the_acts CROSS JOIN posted AS the_posts CROSS JOIN referred AS the_referrals CROSS JOIN came AS the_newcomers
    CROSS JOIN margin AS the_margin CROSS JOIN paid_back AS the_programme CROSS JOIN answered AS the_score
    CROSS JOIN driven AS the_drivers CROSS JOIN cell AS each_cell
    WHERE the_acts.acts + the_posts.posts + the_referrals.referrals + the_newcomers.newcomers > 0
       OR the_score.score IS NOT NULL OR the_drivers.bought_again IS NOT NULL),
stated AS (
    SELECT place, aspect, concept, unit, reason, form,
           CASE form WHEN 'driver' THEN advocacy_text(result, 'drivers', 0, 'driver') ELSE measure END AS measure,
           CASE form WHEN 'driver' THEN CASE WHEN advocacy_number(result, 'drivers', 0, 'share_lower') > 0
                                             THEN advocacy_number(result, 'drivers', 0, 'share') END
               WHEN 'share' THEN advocacy_number(result, 'share') WHEN 'score' THEN advocacy_number(result, 'nps')
               WHEN 'ratio' THEN advocacy_number(result, 'ratio') WHEN 'percent' THEN 100 * advocacy_number(result, 'ratio')
               ELSE 1.0 * plain END AS value,
           CASE form WHEN 'driver' THEN advocacy_number(result, 'rows') WHEN 'share' THEN advocacy_number(result, 'trials')
               WHEN 'score' THEN advocacy_number(result, 'responses') WHEN 'plain' THEN counted
               ELSE advocacy_number(result, 'units') END AS observations,
           CASE form WHEN 'driver' THEN advocacy_number(result, 'drivers', 0, 'share_lower')
               WHEN 'percent' THEN 100 * advocacy_number(result, 'lower') ELSE advocacy_number(result, 'lower') END AS lower,
           CASE form WHEN 'driver' THEN advocacy_number(result, 'drivers', 0, 'share_upper')
               WHEN 'percent' THEN min(100 * advocacy_number(result, 'upper'), 100.0) ELSE advocacy_number(result, 'upper') END AS upper
    FROM found)
SELECT place, aspect, concept, CASE WHEN value IS NOT NULL THEN measure END AS measure, value, unit,
       CASE WHEN value IS NOT NULL THEN observations END AS observations,
       CASE WHEN value IS NOT NULL THEN lower END AS lower, CASE WHEN value IS NOT NULL THEN upper END AS upper,
       CASE WHEN value IS NULL THEN reason END AS reason
FROM stated;

COMMIT;
