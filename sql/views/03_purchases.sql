-- Purchases: revenue, rhythm, who comes back, predicted value, why people buy and the growth that customers bring.

BEGIN;

-- Lifetime to date of each customer: purchases and revenue up to as_of.
CREATE VIEW customer_revenue AS /* advocacy */
SELECT b.customer_id, count(*) AS purchases, sum(b.amount) AS revenue,
       count(DISTINCT date(b.purchased_at)) AS purchase_days
FROM read_purchase AS b
GROUP BY b.customer_id;

-- The days on which customers bought or gave back, up to as_of, with their purchases so far: `number` is 1 from the
-- first purchase to the second. All that is bought on one day is one purchase, even at a price of 0. A return (an
-- amount below 0) is not a purchase: it lowers the spend of its day, and on a day without a purchase belongs to the
-- purchase before it, whose number it has; before any purchase it is left out. A purchase that was all given back, on
-- its day or later, is none: it belongs with its returns to the purchase before it, and so does what they exceed it by.
CREATE VIEW purchase_day AS /* advocacy */
WITH money_day AS (
    -- With a limit it is computed once for all its uses, from SQLite 3.35 on.
    SELECT customer_id, date(purchased_at) AS day, sum(amount) AS spend,
           sum(CASE WHEN amount >= 0 THEN amount END) AS bought, min(amount) < 0 AS has_return
    FROM read_purchase GROUP BY 1, 2 LIMIT -1),
returner AS (SELECT customer_id FROM money_day WHERE has_return),
settled AS (
    SELECT customer_id, day, spend, 1 AS is_purchase
    FROM money_day WHERE customer_id NOT IN (SELECT customer_id FROM returner)
    UNION ALL
    -- A purchase of which something is left for good. Amounts that cancel may leave a rounding error, which is not it.
    SELECT customer_id, day, spend,
           bought IS NOT NULL
           AND (bought = 0 OR min(balance) OVER (PARTITION BY customer_id ORDER BY day DESC ROWS UNBOUNDED PRECEDING)
                              - balance + spend > 1e-9 * bought)
    FROM (SELECT customer_id, day, spend, bought,
                 sum(spend) OVER (PARTITION BY customer_id ORDER BY day ROWS UNBOUNDED PRECEDING) AS balance
          FROM money_day WHERE customer_id IN (SELECT customer_id FROM returner)))
SELECT customer_id, day, number, is_purchase, spend
FROM (SELECT customer_id, day, spend, is_purchase,
             sum(is_purchase) OVER (PARTITION BY customer_id ORDER BY day ROWS UNBOUNDED PRECEDING) AS number
      FROM settled)
WHERE number > 0;

-- Each customer who bought, as the purchase models see them: x repeat purchases (days after the first), t_x from
-- the first to the last, T from the first to as_of, both in units of time_unit_days; the mean spend of the
-- repeat purchases, NULL where there is none or all of them were free.
CREATE VIEW purchase_rhythm AS /* advocacy */
SELECT customer_id, advocacy_text(summary, 'first_purchase') AS first_purchase,
       advocacy_text(summary, 'last_purchase') AS last_purchase, advocacy_number(summary, 'x') AS x,
       advocacy_number(summary, 't_x') / time_unit_days AS t_x, advocacy_number(summary, 'T') / time_unit_days AS T,
       advocacy_number(summary, 'mean_spend') AS mean_spend
-- In days: whole numbers are written and read faster.
FROM (SELECT b.customer_id, p.time_unit_days, rfm_summary(b.purchased_at, b.amount, p.as_of) AS summary
      FROM advocacy_period AS p CROSS JOIN read_purchase AS b
      GROUP BY b.customer_id LIMIT -1)
WHERE summary IS NOT NULL;

-- Who came back: of the customers whose first purchase was period_days or longer before as_of, the share who
-- bought on another day within period_days of it (percent), and the mean days until then; over all and by
-- segment; interval by customer. Beside it all who ever bought, and how many of them ever bought again: a share of
-- those would be too low, because the newest have not had the time.
CREATE VIEW repeat_purchase_rate AS /* advocacy */
WITH buyer AS (
    SELECT customer_id, min(day) AS first_purchase, max(day) AS second_purchase
    FROM purchase_day WHERE number <= 2 AND is_purchase GROUP BY customer_id),
timed AS (
    SELECT c.segment, julianday(b.second_purchase) - julianday(b.first_purchase) AS days, p.period_days, p.confidence,
           julianday(p.as_of) - julianday(b.first_purchase) >= p.period_days AS is_mature
    FROM advocacy_period AS p CROSS JOIN buyer AS b LEFT JOIN read_customer AS c ON c.customer_id = b.customer_id),
counted AS (
    SELECT each_scope.scope, CASE each_scope.scope WHEN 'segment' THEN t.segment END AS segment,
           count(*) FILTER (WHERE t.is_mature) AS customers,
           count(*) FILTER (WHERE t.is_mature AND t.days > 0 AND t.days <= t.period_days) AS repeated,
           avg(t.days) FILTER (WHERE t.is_mature AND t.days > 0 AND t.days <= t.period_days) AS days_to_second,
           count(*) AS buyers_to_date, count(*) FILTER (WHERE t.days > 0) AS repeated_to_date, t.confidence
    FROM timed AS t CROSS JOIN (SELECT 'all' AS scope UNION ALL SELECT 'segment') AS each_scope
    GROUP BY 1, 2)
SELECT scope, segment, customers, repeated, 100.0 * repeated / nullif(customers, 0) AS rate,
       wilson_lower(repeated, customers, confidence) AS lower, wilson_upper(repeated, customers, confidence) AS upper,
       days_to_second, buyers_to_date, repeated_to_date
FROM counted;

-- Cohorts by the month of the first purchase: the share who bought in the first, second, ... calendar month after
-- it. Percent, interval by customer; months that were over on as_of. Month 0, that of the first purchase, is not
-- there: its share is 100.
CREATE VIEW cohort_retention AS /* advocacy */
WITH RECURSIVE active AS (
    SELECT number, min(number) OVER (PARTITION BY customer_id) AS cohort
    FROM (SELECT DISTINCT customer_id, 12 * substr(day, 1, 4) + substr(day, 6, 2) - 1 AS number
          FROM purchase_day WHERE is_purchase)),
counted AS (SELECT cohort, number - cohort AS months_since, count(*) AS customers FROM active GROUP BY 1, 2),
cell(cohort, months_since, customers, last) AS (
    SELECT c.cohort, 1, c.customers, 12 * substr(p.period_end, 1, 4) + substr(p.period_end, 6, 2) - 2
    FROM counted AS c CROSS JOIN advocacy_period AS p WHERE c.months_since = 0
    UNION ALL
    SELECT cohort, months_since + 1, customers, last FROM cell WHERE cohort + months_since < last)
SELECT printf('%04d-%02d', e.cohort / 12, 1 + e.cohort % 12) AS cohort, e.months_since, e.customers,
       coalesce(c.customers, 0) AS bought, 100.0 * coalesce(c.customers, 0) / e.customers AS share,
       wilson_lower(coalesce(c.customers, 0), e.customers, p.confidence) AS lower,
       wilson_upper(coalesce(c.customers, 0), e.customers, p.confidence) AS upper
FROM advocacy_period AS p CROSS JOIN cell AS e
LEFT JOIN counted AS c ON c.cohort = e.cohort AND c.months_since = e.months_since
WHERE e.cohort + e.months_since <= e.last;

-- What each customer who bought is worth, predicted: the probability (0 to 1) that they are a customer still,
-- purchases and revenue of the next 12 months (of 30.4375 days, not discounted). MBG/NBD and Gamma-Gamma, fitted to
-- those who acted for the brand unpaid in the period and to the others, each by themselves; where the purchases of
-- one of the two say too little, the models of all buyers stand in (`pooled`). Who has no spend of a repeat purchase
-- is expected to spend what all do. Where nothing can be said, the predictions are NULL and `reason` says why. The
-- models are beside it, for other horizons.
CREATE VIEW customer_value AS /* advocacy */
WITH rhythm AS (
    -- With a limit it is computed once for all its uses, from SQLite 3.35 on.
    SELECT *, customer_id IN (SELECT customer_id FROM period_advocate WHERE period = 'current') AS is_advocate
    FROM purchase_rhythm LIMIT -1),
fitted AS (
    SELECT mbgnbd_fit(x, t_x, T) FILTER (WHERE is_advocate) AS purchases_of_advocates,
           gamma_gamma_fit('{"q_above_one": true}', x, mean_spend) FILTER (WHERE is_advocate) AS spend_of_advocates,
           mbgnbd_fit(x, t_x, T) FILTER (WHERE NOT is_advocate) AS purchases_of_others,
           gamma_gamma_fit('{"q_above_one": true}', x, mean_spend) FILTER (WHERE NOT is_advocate) AS spend_of_others,
           mbgnbd_fit(x, t_x, T) AS purchases_of_all,
           gamma_gamma_fit('{"q_above_one": true}', x, mean_spend) AS spend_of_all
    -- In an order, because sums of another one may differ in their last digit.
    FROM (SELECT * FROM rhythm ORDER BY customer_id LIMIT -1)),
own AS (
    SELECT each_group.is_advocate,
           CASE WHEN each_group.is_advocate THEN the_fits.purchases_of_advocates
                ELSE the_fits.purchases_of_others END AS purchase_model,
           CASE WHEN each_group.is_advocate THEN the_fits.spend_of_advocates
                ELSE the_fits.spend_of_others END AS spend_model,
           the_fits.purchases_of_all, the_fits.spend_of_all
    FROM fitted AS the_fits CROSS JOIN (SELECT 1 AS is_advocate UNION ALL SELECT 0) AS each_group),
chosen AS (
    SELECT is_advocate, pooled, CASE WHEN pooled THEN purchases_of_all ELSE purchase_model END AS purchase_model,
           CASE WHEN pooled THEN spend_of_all ELSE spend_model END AS spend_model
    FROM (SELECT *, advocacy_text(purchase_model, 'reason') IS NOT NULL OR spend_model IS NULL AS pooled FROM own)),
model AS (
    SELECT is_advocate, pooled, purchase_model, spend_model,
           coalesce(advocacy_text(purchase_model, 'reason'),
                    CASE WHEN spend_model IS NULL THEN 'no repeat purchase has a spend' END,
                    advocacy_text(spend_model, 'reason')) AS reason
    FROM chosen LIMIT -1)
SELECT r.customer_id, r.is_advocate, r.x, r.t_x, r.T, r.mean_spend,
       clv_alive(each_model.purchase_model, r.x, r.t_x, r.T) AS alive,
       clv_purchases(each_model.purchase_model, r.x, r.t_x, r.T, 12 * 30.4375 / p.time_unit_days) AS purchases,
       clv_purchases(each_model.purchase_model, r.x, r.t_x, r.T, 12 * 30.4375 / p.time_unit_days)
       * clv_spend(each_model.spend_model, CASE WHEN r.mean_spend IS NULL THEN 0 ELSE r.x END, r.mean_spend) AS value,
       each_model.reason, each_model.pooled, each_model.purchase_model, each_model.spend_model
FROM advocacy_period AS p CROSS JOIN rhythm AS r CROSS JOIN model AS each_model
WHERE each_model.is_advocate = r.is_advocate
UNION ALL
-- No row, but a promise of many, as in read_customer.
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM customer AS each_a, customer AS each_b, customer AS each_c WHERE 0;

-- The models behind customer_value and what they were fitted to. `boundary` in a model's JSON says that the
-- data do not tell some parameter: customer_value may then be read, that parameter may not. What else to know of
-- them is in words: `reason` says why they predict nothing, `note` that they are not of these customers alone, that the
-- mean spend had to be held to exist, or that there are only customers who came back.
CREATE VIEW purchase_models AS /* advocacy */
SELECT customers, buyers, repeaters, repeat_purchases, purchase_model, spend_model, reason,
       nullif(substr(CASE WHEN pooled THEN '; too few purchases: the models are of all buyers' ELSE '' END
                     || CASE WHEN advocacy_number(spend_model, 'constrained') = 1
                             THEN '; the mean spend of all is held at that of the purchases' ELSE '' END
                     || CASE WHEN advocacy_number(purchase_model, 'repeat_only') = 1
                             THEN '; only customers who came back: asked about others, the model predicts too much' ELSE '' END,
                     3), '') AS note
FROM (SELECT CASE WHEN is_advocate THEN 'advocates' ELSE 'others' END AS customers, count(*) AS buyers,
             count(*) FILTER (WHERE x > 0) AS repeaters, sum(x) AS repeat_purchases,
             max(purchase_model) AS purchase_model, max(spend_model) AS spend_model, max(reason) AS reason,
             max(pooled) AS pooled
      FROM customer_value GROUP BY is_advocate);

-- What all buyers will buy and spend in the next 12 months, as customer_value predicts it, with limits: those who
-- acted for the brand unpaid in the period, the others, and all. Interval by customer: the limits hold what will be with the confidence of
-- the settings: they count that the models are estimates, and that customers buy by chance. NULL where a model has
-- not converged, or its spends vary without bounds (q of 2 or less).
CREATE VIEW predicted_purchases AS /* advocacy */
WITH valued AS (SELECT * FROM customer_value LIMIT -1),
total AS (
    SELECT each_group.customers, clv_total(v.purchase_model, v.spend_model, v.x, v.t_x, v.T, v.mean_spend,
                                           12 * 30.4375 / p.time_unit_days, p.confidence) AS result, count(*) AS buyers
    FROM advocacy_period AS p CROSS JOIN valued AS v
    CROSS JOIN (SELECT 'all' AS customers UNION ALL SELECT 'advocates' UNION ALL SELECT 'others') AS each_group
    WHERE each_group.customers = 'all'
       OR each_group.customers = CASE WHEN v.is_advocate THEN 'advocates' ELSE 'others' END
    GROUP BY 1)
SELECT customers, buyers, advocacy_number(result, 'purchases') AS purchases,
       advocacy_number(result, 'purchases_lower') AS purchases_lower,
       advocacy_number(result, 'purchases_upper') AS purchases_upper, advocacy_number(result, 'revenue') AS revenue,
       advocacy_number(result, 'revenue_lower') AS revenue_lower, advocacy_number(result, 'revenue_upper') AS revenue_upper
FROM total;

-- How many customers have made 0, 1, 2, ... 7 or more repeat purchases, and how many should have by the model of all
-- buyers: where the two go apart, customers do not buy as the model has it.
CREATE VIEW purchase_fit AS /* advocacy */
WITH rhythm AS (SELECT x, t_x, T FROM purchase_rhythm LIMIT -1),
model AS (SELECT mbgnbd_fit(x, t_x, T) AS purchase_model FROM rhythm),
age AS (SELECT T, count(*) AS customers FROM rhythm GROUP BY T),
counted AS (SELECT min(x, 7) AS repeat_purchases, count(*) AS customers FROM rhythm GROUP BY 1),
frequency AS (
    SELECT each_number.repeat_purchases,
           sum(a.customers * clv_frequency(the_model.purchase_model, each_number.repeat_purchases, a.T)) AS expected,
           (SELECT count(*) FROM rhythm) AS buyers
    FROM model AS the_model CROSS JOIN age AS a
    CROSS JOIN (SELECT 0 AS repeat_purchases UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3
                UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6) AS each_number
    GROUP BY 1)
SELECT each_expected.repeat_purchases, coalesce(c.customers, 0) AS customers, each_expected.expected
FROM (SELECT repeat_purchases, expected FROM frequency
      UNION ALL
      SELECT 7, buyers - expected FROM (SELECT max(buyers) AS buyers, sum(expected) AS expected FROM frequency) AS rest
      WHERE buyers > 0) AS each_expected
LEFT JOIN counted AS c ON c.repeat_purchases = each_expected.repeat_purchases;

-- How well such a model would have foretold the last period: fitted to the purchases before it and asked about it, by
-- number of repeat purchases until then (7 stands for 7 or more) and, where that is NULL, over all. Predicted and actual
-- purchases and revenue of those who had bought by then; `bias` is what was predicted over what came, in percent less
-- 100. The limits of the predictions, an interval by customer, are as in predicted_purchases. One model of all buyers, because who acted in the
-- period was not known before it.
CREATE VIEW purchase_holdout AS /* advocacy */
WITH history AS (
    SELECT advocacy_number(summary, 'x') AS x, advocacy_number(summary, 't_x') / time_unit_days AS t_x,
           advocacy_number(summary, 'T') / time_unit_days AS T, advocacy_number(summary, 'mean_spend') AS mean_spend, advocacy_number(summary, 'later_purchases') AS purchases,
           advocacy_number(summary, 'later_spend') AS revenue, period_days / time_unit_days AS horizon, confidence
    FROM (SELECT rfm_summary(b.purchased_at, b.amount, p.fitted_to) AS summary, p.time_unit_days,
                 p.period_days, p.confidence
          FROM (SELECT date(period_start, '-1 day') AS fitted_to, time_unit_days, period_days, confidence
                FROM advocacy_period LIMIT 1) AS p CROSS JOIN read_purchase AS b
          GROUP BY b.customer_id)
    WHERE summary IS NOT NULL LIMIT -1),
model AS (
    SELECT mbgnbd_fit(x, t_x, T) AS purchase_model, gamma_gamma_fit('{"q_above_one": true}', x, mean_spend) AS spend_model
    FROM history LIMIT 1),
-- The models stand in subqueries, so that sorting by group does not carry them along with each customer.
total AS (
    SELECT NULL AS repeat_purchases, count(*) AS customers, sum(h.purchases) AS actual_purchases,
           sum(h.revenue) AS actual_revenue,
           clv_total((SELECT purchase_model FROM model), (SELECT spend_model FROM model), h.x, h.t_x, h.T, h.mean_spend,
                     h.horizon, h.confidence) AS result
    FROM history AS h
    GROUP BY NULL
    UNION ALL
    SELECT min(h.x, 7), count(*), sum(h.purchases), sum(h.revenue),
           clv_total((SELECT purchase_model FROM model), (SELECT spend_model FROM model), h.x, h.t_x, h.T, h.mean_spend,
                     h.horizon, h.confidence)
    FROM history AS h GROUP BY 1),
compared AS (
    SELECT repeat_purchases, customers, actual_purchases, actual_revenue, result,
           advocacy_number(result, 'purchases') AS purchases, advocacy_number(result, 'revenue') AS revenue
    FROM total)
SELECT repeat_purchases, customers, purchases, advocacy_number(result, 'purchases_lower') AS purchases_lower,
       advocacy_number(result, 'purchases_upper') AS purchases_upper, actual_purchases,
       100.0 * purchases / nullif(actual_purchases, 0) - 100 AS bias,
       revenue, advocacy_number(result, 'revenue_lower') AS revenue_lower,
       advocacy_number(result, 'revenue_upper') AS revenue_upper, actual_revenue,
       100.0 * revenue / CASE WHEN actual_revenue > 0 THEN actual_revenue END - 100 AS revenue_bias
FROM compared;

-- Who stays with a contract, month by month of it: of those who came to the month and whose month was over on as_of, how
-- many are `kept` beyond it, `retention` in percent; `survival`, the share of who began (of a category: of who came to its
-- first month here) that is left after it. For all, and by what the customer had last answered before the month began:
-- promoter, passive, detractor, or 'no answer'. So it asks whether the score foretells who stays, and no answer is
-- counted that came after. Where tenure_month is NULL, over all months. Interval by customer and month. Beside all customers
-- what sbg_fit() expects of them. It does not say that answers are why they stay,
-- and months of those who answered are later ones, in which more stay: compare answers with each other, month by month.
CREATE VIEW subscription_retention AS /* advocacy */
WITH RECURSIVE contract AS (
    -- With a limit it is computed once for all its uses, from SQLite 3.35 on. `over` are the months that are over, `leaving` is
    -- the month that the end is in: a month is over on the same day of a later month.
    SELECT number, customer_id, began, start, min(over, coalesce(leaving, over)) AS tenure, coalesce(leaving <= over, 0) AS has_left
    FROM (SELECT row_number() OVER (ORDER BY s.customer_id, s.started_at, s.ended_at) AS number, s.customer_id,
                 substr(s.started_at, 1, 10) AS began,
                 12 * substr(s.started_at, 1, 4) + substr(s.started_at, 6, 2) AS start,
                 12 * substr(p.period_end, 1, 4) + substr(p.period_end, 6, 2)
                 - 12 * substr(s.started_at, 1, 4) - substr(s.started_at, 6, 2)
                 - (substr(p.period_end, 9, 2) < substr(s.started_at, 9, 2)) AS over,
                 max(1, 12 * substr(s.ended_at, 1, 4) + substr(s.ended_at, 6, 2)
                        - 12 * substr(s.started_at, 1, 4) - substr(s.started_at, 6, 2)
                        + (substr(s.ended_at, 9, 2) > substr(s.started_at, 9, 2))) AS leaving
          FROM advocacy_period AS p CROSS JOIN read_subscription AS s)
    WHERE over > 0 LIMIT -1),
heard AS (
    -- The first month that begins after the answer; of several before one month the newest. Before the first there is none.
    SELECT number, tenure, has_left, category, since, lead(since) OVER (PARTITION BY number ORDER BY since) AS next
    FROM (SELECT number, tenure, has_left, category, since, max(newness)
          FROM (SELECT number, tenure, has_left, 'no answer' AS category, '' AS newness, 1 AS since FROM contract
                UNION ALL
                SELECT c.number, c.tenure, c.has_left, nps_category(a.answer), a.newness,
                       CASE WHEN substr(a.answered_at, 1, 10) < c.began THEN 1
                            ELSE 2 + 12 * substr(a.answered_at, 1, 4) + substr(a.answered_at, 6, 2) - c.start
                                 - (substr(a.answered_at, 9, 2) < substr(c.began, 9, 2)) END
                FROM contract AS c JOIN valid_answer AS a ON a.customer_id = c.customer_id)
          WHERE since <= tenure GROUP BY number, since)),
change AS (
    SELECT CASE each_group.is_all WHEN 1 THEN 'all' ELSE h.category END AS category,
           CASE each_event.event WHEN 'entered' THEN h.since ELSE coalesce(h.next, h.tenure + 1) END AS month,
           sum(CASE each_event.event WHEN 'entered' THEN 1 ELSE -1 END) AS entered,
           sum(each_event.event = 'gone' AND h.next IS NULL AND h.has_left) AS lost
    FROM heard AS h CROSS JOIN (SELECT 'entered' AS event UNION ALL SELECT 'gone') AS each_event
    CROSS JOIN (SELECT 0 AS is_all UNION ALL SELECT 1) AS each_group
    GROUP BY 1, 2),
month(number, last) AS (
    SELECT 1, last FROM (SELECT max(tenure) AS last FROM contract) WHERE last > 0
    UNION ALL
    SELECT number + 1, last FROM month WHERE number < last),
kept AS (
    -- Who left in a month was there in it, and is gone from the next on.
    SELECT category, tenure_month, at_risk, at_risk - lost AS kept,
           row_number() OVER (PARTITION BY category ORDER BY tenure_month) AS place
    FROM (SELECT each_category.category, m.number AS tenure_month,
                 sum(c.entered) OVER (PARTITION BY each_category.category ORDER BY m.number) AS at_risk,
                 coalesce(lead(c.lost) OVER (PARTITION BY each_category.category ORDER BY m.number), 0) AS lost
          FROM (SELECT number, last FROM month UNION ALL SELECT max(number) + 1, NULL FROM month) AS m
          CROSS JOIN (SELECT 'all' AS category UNION ALL SELECT 'promoter' UNION ALL SELECT 'passive'
                      UNION ALL SELECT 'detractor' UNION ALL SELECT 'no answer') AS each_category
          LEFT JOIN change AS c ON c.category = each_category.category AND c.month = m.number)
    WHERE at_risk > 0 LIMIT -1),
survivor(category, tenure_month, at_risk, kept, place, survival) AS (
    SELECT category, tenure_month, at_risk, kept, place, 100.0 * kept / at_risk FROM kept WHERE place = 1
    UNION ALL
    SELECT k.category, k.tenure_month, k.at_risk, k.kept, k.place, s.survival * k.kept / k.at_risk
    FROM survivor AS s JOIN kept AS k ON k.category = s.category AND k.place = s.place + 1),
model AS (SELECT sbg_fit(tenure, has_left) AS contract_model FROM contract)
SELECT each_row.category, each_row.tenure_month, each_row.at_risk, each_row.kept,
       100.0 * each_row.kept / each_row.at_risk AS retention,
       wilson_lower(each_row.kept, each_row.at_risk, p.confidence) AS lower,
       wilson_upper(each_row.kept, each_row.at_risk, p.confidence) AS upper, each_row.survival,
       CASE WHEN each_row.category = 'all'
            THEN 100 * sbg_retention(the_model.contract_model, each_row.tenure_month) END AS expected_retention,
       CASE WHEN each_row.category = 'all'
            THEN 100 * sbg_survival(the_model.contract_model, each_row.tenure_month) END AS expected_survival
FROM advocacy_period AS p CROSS JOIN model AS the_model
CROSS JOIN (SELECT s.category, CASE each_scope.scope WHEN 'month' THEN s.tenure_month END AS tenure_month,
                   sum(s.at_risk) AS at_risk, sum(s.kept) AS kept,
                   CASE each_scope.scope WHEN 'month' THEN max(s.survival) END AS survival
            FROM survivor AS s CROSS JOIN (SELECT 'all' AS scope UNION ALL SELECT 'month') AS each_scope
            GROUP BY 1, 2) AS each_row;

-- Why people bought, as they say: the share of each reason among the purchases of the period that have
-- one. Percent, interval by customer.
CREATE VIEW purchase_reasons AS /* advocacy */
WITH explained AS (
    SELECT b.reason, b.customer_id, b.amount, p.confidence
    FROM advocacy_period AS p
    JOIN read_purchase AS b ON b.purchased_at >= p.period_start
    WHERE b.reason IS NOT NULL),
counted AS (
    SELECT each_reason.reason, sum(CASE WHEN e.reason = each_reason.reason THEN e.amount END) AS revenue,
           share_clustered(e.reason = each_reason.reason, e.customer_id, e.confidence) AS share
    FROM (SELECT DISTINCT reason FROM explained) AS each_reason CROSS JOIN explained AS e
    GROUP BY each_reason.reason)
SELECT reason, advocacy_number(share, 'successes') AS purchases,
       advocacy_number(share, 'trials') AS purchases_with_reason, revenue, advocacy_number(share, 'share') AS share,
       advocacy_number(share, 'lower') AS lower, advocacy_number(share, 'upper') AS upper
FROM counted;

-- Growth that customers brought (Reichheld, Winning on Purpose, 2021, appendix B), the period against the
-- previous one, as earned_growth() counts it. Who had revenue in the previous period is a customer, all others
-- are new; new revenue is earned where the customer came by referral, or says of their first purchase in the period that
-- friends and family, reviews or advocates were the reason, else bought. Who had bought before the previous period and
-- came back is neither: `reactivated`. In percent of the previous revenue: net_revenue_retention, earned_new, bought_new,
-- reactivated, all growth and the earned growth `rate` (retention + earned_new - 100); `ratio` is its share of all growth,
-- NULL unless revenue grew. One row.
CREATE VIEW earned_growth_rate AS /* advocacy */
WITH bought AS (
    SELECT b.customer_id, b.amount, b.reason, b.purchased_at >= p.previous_start AS is_recent,
           b.purchased_at >= p.period_start AS is_current,
           row_number() OVER (PARTITION BY b.customer_id, b.purchased_at >= p.period_start
                              ORDER BY b.purchased_at, b.purchase_id) AS place
    FROM advocacy_period AS p CROSS JOIN read_purchase AS b),
buyer AS (
    SELECT customer_id, sum(CASE WHEN is_recent AND NOT is_current THEN amount ELSE 0 END) AS previous,
           sum(CASE WHEN is_current THEN amount ELSE 0 END) AS current, max(NOT is_current) AS came_before,
           max(is_current) AS is_here, max(CASE WHEN is_current AND place = 1 THEN reason END) AS reason
    FROM bought GROUP BY customer_id HAVING max(is_recent)),
origin AS (
    SELECT previous <> 0 AS was_there, previous, current, is_here,
           previous = 0 AND came_before AS is_back,
           previous = 0 AND NOT came_before AND (
               coalesce(reason, '') IN ('friends and family', 'reviews', 'advocates'' content')
               OR customer_id IN (SELECT customer_id FROM read_customer WHERE channel = 'referral')
               OR customer_id IN (SELECT referred_id FROM read_referral WHERE referred_id IS NOT NULL)) AS is_earned
    FROM buyer),
total AS (
    SELECT sum(was_there) AS customers, sum(is_earned AND is_here) AS earned_customers,
           sum(NOT was_there AND NOT is_earned AND NOT is_back AND is_here) AS bought_customers,
           sum(is_back AND is_here) AS reactivated_customers,
           nullif(max(sum(previous), 0), 0) AS previous_revenue, sum(current) AS revenue,
           sum(CASE WHEN is_back THEN current ELSE 0 END) AS reactivated_revenue,
           earned_growth(previous, current, is_earned) FILTER (WHERE NOT is_back) AS growth
    FROM origin),
parted AS (
    SELECT customers, earned_customers, bought_customers, reactivated_customers, previous_revenue, revenue,
           advocacy_number(growth, 'net_revenue_retention') AS net_revenue_retention,
           advocacy_number(growth, 'earned_new') AS earned_new, advocacy_number(growth, 'bought_new') AS bought_new,
           100.0 * reactivated_revenue / previous_revenue AS reactivated, advocacy_number(growth, 'rate') AS rate,
           100.0 * (revenue - previous_revenue) / previous_revenue AS growth
    FROM total WHERE customers IS NOT NULL)
SELECT customers, earned_customers, bought_customers, reactivated_customers, previous_revenue, revenue,
       net_revenue_retention, earned_new, bought_new, reactivated, growth, rate,
       CASE WHEN growth > 0 THEN 100.0 * rate / growth END AS ratio
FROM parted;

-- Recency (days since the last purchase), frequency (days with a purchase) and monetary value (spend) of each customer
-- who bought in the period, each in five bins of about equal size, 5 the best, and the segment that the three make. It
-- describes what was bought; it does not predict. Who has the same value shares a bin: where more than a fifth do, bins
-- beside it stay empty, and where more than half bought on one day only, nobody has an f of 2.
CREATE VIEW rfm AS /* advocacy */
WITH bought AS (
    SELECT b.customer_id, CAST(julianday(p.as_of) - julianday(date(max(b.purchased_at))) AS INTEGER) AS recency,
           count(DISTINCT substr(b.purchased_at, 1, 10)) AS frequency
    FROM advocacy_period AS p JOIN read_purchase AS b ON b.purchased_at >= p.period_start
    WHERE b.amount >= 0
    GROUP BY b.customer_id, p.as_of),
spent AS (
    SELECT b.customer_id, b.recency, b.frequency, r.revenue AS monetary
    FROM bought AS b
    JOIN (SELECT customer_id, revenue FROM period_revenue WHERE period = 'current') AS r
        ON r.customer_id = b.customer_id),
cut AS (
    SELECT rfm_cuts(recency) AS recency, rfm_cuts(frequency) AS frequency, rfm_cuts(monetary) AS monetary FROM spent),
binned AS (
    SELECT s.customer_id, s.recency, s.frequency, s.monetary, 6 - rfm_bin(s.recency, the_cut.recency) AS r,
           rfm_bin(s.frequency, the_cut.frequency) AS f, rfm_bin(s.monetary, the_cut.monetary) AS m
    FROM cut AS the_cut CROSS JOIN spent AS s)
SELECT customer_id, recency, frequency, monetary, r, f, m, rfm_segment(r, f, m) AS segment FROM binned;

COMMIT;
