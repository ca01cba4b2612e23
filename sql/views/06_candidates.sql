-- Candidates: whom to invite next, the model that says so, and how far it can be trusted.

BEGIN;

-- What was known of each customer at the end of a period ('current', 'previous', 'before previous') by
-- which they had not recommended us yet: the predictors, all from before that moment, and from the period where
-- nothing else is said. became_advocate says whether their first free act came in the period after it
-- (NULL: after the current one nobody knows). Touchpoints and asks are left out: the programme chooses whom it
-- cares for and asks, so they say what it thought of a customer.
CREATE VIEW advocate_features AS /* advocacy */
WITH moment AS (
    SELECT each_period.period,
           CASE each_period.place WHEN 1 THEN p.period_start WHEN 2 THEN p.previous_start
                                  ELSE p.before_previous_start END AS starts,
           CASE each_period.place WHEN 1 THEN p.period_end WHEN 2 THEN p.period_start ELSE p.previous_start END AS ends,
           CASE each_period.place WHEN 2 THEN p.period_end WHEN 3 THEN p.period_start END AS outcome_ends
    FROM advocacy_period AS p
    CROSS JOIN (SELECT 1 AS place, 'current' AS period UNION ALL SELECT 2, 'previous'
                UNION ALL SELECT 3, 'before previous') AS each_period
    LIMIT -1),
raised AS (
    SELECT each_moment.period, f.customer_id, count(*) AS items
    FROM moment AS each_moment
    JOIN read_feedback AS f ON f.raised_at >= each_moment.starts AND f.raised_at < each_moment.ends
    GROUP BY each_moment.period, f.customer_id)
SELECT each_moment.period, c.customer_id,
       coalesce(a.category = 'promoter', 0) AS promoter,     -- by the newest answer; 1 or 0
       coalesce(a.category = 'detractor', 0) AS detractor,
       a.category IS NULL AS silent,                         -- gave no answer
       coalesce(b.purchases, 0) AS purchases,
       min(max(coalesce(b.revenue, 0), -1e9), 1e9) AS spend,
       coalesce(r.items, 0) AS feedback,                     -- items raised
       c.channel IS 'referral' AS referred,                  -- came by referral
       (julianday(each_moment.ends) - julianday(c.joined_at)) / 365.25 AS years, -- as a customer
       CASE WHEN each_moment.outcome_ends IS NOT NULL
            THEN coalesce(n.acted_at < each_moment.outcome_ends, 0) END AS became_advocate
FROM moment AS each_moment CROSS JOIN read_customer AS c
LEFT JOIN first_free_act AS n ON n.customer_id = c.customer_id
LEFT JOIN newest_answer AS a ON a.customer_id = c.customer_id AND a.period = each_moment.period
LEFT JOIN period_revenue AS b ON b.customer_id = c.customer_id AND b.period = each_moment.period
LEFT JOIN raised AS r ON r.customer_id = c.customer_id AND r.period = each_moment.period
WHERE c.joined_at < each_moment.ends AND (n.acted_at IS NULL OR n.acted_at >= each_moment.ends);

-- The models and what they say, in one view, so that the predictors are worked out once. What goes before a first free
-- act: the model that advocate_fit() makes of a period's predictors and what customers did in the period after it. A
-- row without a customer for each such period, and its model; then a row for each customer of the period whose
-- predictors it is asked about, which is the one after, so that it is never asked about what it has seen.
CREATE VIEW advocate_forecast AS /* advocacy */
WITH feature AS (SELECT * FROM advocate_features),
fitted AS (
    SELECT f.period AS fitted_to, CASE f.period WHEN 'previous' THEN 'current' ELSE 'previous' END AS period,
           p.minimum_responses,
           advocate_fit('{"ridge": 1}', f.became_advocate, 'promoter', f.promoter, 'detractor', f.detractor,
                        'silent', f.silent, 'purchases', f.purchases, 'spend', f.spend, 'feedback', f.feedback,
                        'referred', f.referred, 'years', f.years) AS model
    FROM advocacy_period AS p CROSS JOIN feature AS f
    WHERE f.period <> 'current'
    GROUP BY f.period),
judged AS (
    SELECT fitted_to, period, model,
           min(advocacy_number(model, 'advocates'), advocacy_number(model, 'customers')
               - advocacy_number(model, 'advocates')) >= minimum_responses AS usable
    FROM fitted WHERE model IS NOT NULL)
SELECT period, fitted_to, model, usable, NULL AS customer_id, NULL AS probability, NULL AS reasons,
       NULL AS became_advocate
FROM judged
UNION ALL
SELECT f.period, NULL, NULL, NULL, f.customer_id,
       advocate_predict(the_model.model, 'promoter', f.promoter, 'detractor', f.detractor, 'silent', f.silent,
                        'purchases', f.purchases, 'spend', f.spend, 'feedback', f.feedback, 'referred', f.referred,
                        'years', f.years),
       advocate_reasons(the_model.model, 'promoter', f.promoter, 'detractor', f.detractor, 'silent', f.silent,
                        'purchases', f.purchases, 'spend', f.spend, 'feedback', f.feedback, 'referred', f.referred,
                        'years', f.years),
       f.became_advocate
FROM judged AS the_model CROSS JOIN feature AS f
WHERE the_model.usable AND f.period = the_model.period AND f.customer_id IS NOT NULL;

-- The model of each period's predictors, and the period `predicts` that it may be asked about. `usable` is 0 while
-- advocates or others are fewer than minimum_responses. The ridge keeps coefficients small where advocates are few, and
-- changes nothing where they are many; `auc` is on the rows that it was fitted to.
CREATE VIEW advocate_model AS /* advocacy */
SELECT fitted_to AS period, period AS predicts,
       advocacy_number(model, 'customers') AS customers, advocacy_number(model, 'advocates') AS advocates,
       advocacy_number(model, 'auc') AS auc, usable, model
FROM advocate_forecast WHERE fitted_to IS NOT NULL;

-- Each customer who had not recommended us yet by the end of the current period or the previous one: the
-- probability (0 to 1) of a first free act in the period after it, by the model of the period before it, and the
-- reasons as advocate_reasons() gives them. became_advocate is what happened.
CREATE VIEW advocate_prediction AS /* advocacy */
SELECT period, customer_id, probability, reasons, became_advocate
FROM advocate_forecast WHERE customer_id IS NOT NULL;

-- How well that works, on customers and a period that the model had not seen: those of the previous period, most
-- probable first, in ten bins, and who of them recommended us for the first time in the current one. `lift` is a
-- bin's rate (percent, interval by customer) over all, captured_share the percentage of the new advocates up to the bin, and `auc` the
-- probability that one of them was ranked above one of the others.
CREATE VIEW advocate_gains AS /* advocacy */
SELECT advocacy_number(gains, 'bins', place, 'bin') AS bin, customers, advocates,
       advocacy_number(gains, 'bins', place, 'rate') AS rate,
       wilson_lower(advocates, customers, confidence) AS lower, wilson_upper(advocates, customers, confidence) AS upper,
       advocacy_number(gains, 'bins', place, 'lift') AS lift,
       advocacy_number(gains, 'bins', place, 'captured_share') AS captured_share,
       advocacy_number(gains, 'bins', place, 'lowest_probability') AS lowest_probability,
       advocacy_number(gains, 'auc') AS auc
FROM (SELECT the_gains.gains, the_gains.confidence, each_bin.place,
             advocacy_number(the_gains.gains, 'bins', each_bin.place, 'customers') AS customers,
             advocacy_number(the_gains.gains, 'bins', each_bin.place, 'advocates') AS advocates
      FROM (SELECT advocate_lift(n.probability, n.became_advocate) AS gains, p.confidence
            FROM advocacy_period AS p CROSS JOIN advocate_prediction AS n WHERE n.period = 'previous') AS the_gains
      CROSS JOIN (SELECT 0 AS place UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
                  UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8
                  UNION ALL SELECT 9) AS each_bin)
WHERE customers > 0;

-- Who may be asked: customers who never recommended us unpaid and are not detractors, including those who never answered
-- (their category is NULL), but nobody who was asked within ask_pause_days.
CREATE VIEW may_be_asked AS /* advocacy */
SELECT v.customer_id, v.segment, v.answer, v.category, v.score, v.purchases, v.spend, k.last_asked_at
FROM advocacy_period AS p CROSS JOIN customer_voice AS v
LEFT JOIN first_free_act AS a ON a.customer_id = v.customer_id
LEFT JOIN (SELECT customer_id, max(asked_at) AS last_asked_at FROM read_ask GROUP BY customer_id) AS k
    ON k.customer_id = v.customer_id
WHERE (v.category IN ('potential advocate', 'passive', 'referrer') OR v.category IS NULL AND v.score IS NOT NULL)
  AND a.customer_id IS NULL
  AND (k.last_asked_at IS NULL OR k.last_asked_at < date(p.period_end, '-' || p.ask_pause_days || ' days'));

-- Whom to invite next: who may be asked. `place` ranks
-- them by the probability of a first free act in the next period, and by score where there is no usable model;
-- `reasons` are the three that move it most, each with the customer's value and what it adds to the log-odds of
-- the mean customer. Beside the period's purchases their history up to as_of: revenue, reviews with mean stars and
-- words, mentions of the brand with engagements and net sentiment (-100 to 100).
CREATE VIEW advocate_candidates AS /* advocacy */
WITH reviewed AS (
    SELECT v.customer_id, count(*) AS reviews, avg(v.rating) AS rating, avg(v.length) AS words
    FROM read_review AS v
    WHERE v.customer_id IS NOT NULL GROUP BY v.customer_id),
mentioned AS (
    SELECT m.customer_id, count(*) AS mentions, sum(m.engagements) AS engagements,
           sentiment_net(m.sentiment) AS net_sentiment
    FROM advocacy_period AS p JOIN read_mention AS m ON m.brand = p.own_brand
    WHERE m.customer_id IS NOT NULL GROUP BY m.customer_id),
candidate AS (
    SELECT v.*, f.probability, f.reasons
    FROM may_be_asked AS v
    LEFT JOIN (SELECT * FROM advocate_prediction WHERE period = 'current') AS f ON f.customer_id = v.customer_id
    LIMIT -1 OFFSET 0) -- keeps SQLite from working reasons out again for each use of them below
SELECT c.customer_id, c.segment, c.answer, c.category, c.score, c.purchases, c.spend,
       coalesce(b.purchases, 0) AS purchases_to_date, coalesce(b.revenue, 0) AS revenue_to_date,
       coalesce(r.reviews, 0) AS reviews, r.rating, r.words,
       coalesce(m.mentions, 0) AS mentions, m.engagements, m.net_sentiment, c.last_asked_at,
       row_number() OVER (ORDER BY c.probability DESC, c.score DESC, c.customer_id) AS place, c.probability, c.reasons
FROM (SELECT customer_id, segment, answer, category, score, purchases, spend, last_asked_at, probability,
             CASE WHEN reasons IS NOT NULL THEN printf('%s %.10g (%+.2f), %s %.10g (%+.2f), %s %.10g (%+.2f)',
                 advocacy_text(reasons, 0, 'name'), round(advocacy_number(reasons, 0, 'value'), 1),
                 advocacy_number(reasons, 0, 'contribution'),
                 advocacy_text(reasons, 1, 'name'), round(advocacy_number(reasons, 1, 'value'), 1),
                 advocacy_number(reasons, 1, 'contribution'),
                 advocacy_text(reasons, 2, 'name'), round(advocacy_number(reasons, 2, 'value'), 1),
                 advocacy_number(reasons, 2, 'contribution')) END AS reasons
      FROM candidate) AS c
LEFT JOIN customer_revenue AS b ON b.customer_id = c.customer_id
LEFT JOIN reviewed AS r ON r.customer_id = c.customer_id
LEFT JOIN mentioned AS m ON m.customer_id = c.customer_id;

COMMIT;
