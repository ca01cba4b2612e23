-- One view for every question of customer advocacy, over the canonical tables of schema.sql or views
-- with their names. Each says what it answers, its unit and its window.
--
-- Windows end with advocacy_settings.as_of, itself included, and are period_days long ("the period");
-- the previous period is the one before. Scores are -100 to 100, shares are percentages, each with its
-- number of observations and an interval at advocacy_settings.confidence. Where fewer than
-- minimum_responses answers are there, a score is NULL and its number of responses stays.
--
-- To be read after schema.sql, into the same database; a newer version replaces the views of an older
-- one. `make temp-views` makes the same as TEMP views, for a database that must stay as it is.

BEGIN;

-- The limits of the period, for the views below: period_start <= time < period_end. One row; that the view says so
-- keeps SQLite from working the dates out again for each row that is compared with them.
DROP VIEW IF EXISTS advocacy_period;
CREATE VIEW advocacy_period AS
SELECT *,
       date(as_of, '+1 day') AS period_end,
       date(as_of, '+1 day', '-' || period_days || ' days') AS period_start,
       date(as_of, '+1 day', '-' || (2 * period_days) || ' days') AS previous_start
FROM advocacy_settings
LIMIT 1;

---------------------------------------------------------------------------------------------------
-- Answers
---------------------------------------------------------------------------------------------------

-- Answers that count, each with its month: what nps_answer() reads, with a time that is ISO text and not in the
-- future.
DROP VIEW IF EXISTS valid_answer;
CREATE VIEW valid_answer AS
SELECT r.response_id, r.customer_id, r.answered_at, substr(r.answered_at, 1, 7) AS month,
       nps_answer(r.score) AS answer
FROM survey_response AS r CROSS JOIN advocacy_period AS p
WHERE r.answered_at < p.period_end AND r.answered_at LIKE '____-__-__%'
  AND nps_answer(r.score) IS NOT NULL;

-- The newest valid answer of each customer in the period and in the previous one; of two at the same
-- time the lower. Answers without a customer are each somebody's.
DROP VIEW IF EXISTS period_answer;
CREATE VIEW period_answer AS
SELECT a.period, a.response_id, a.customer_id, c.segment, a.answered_at, a.answer, nps_category(a.answer) AS category
FROM (SELECT v.response_id, v.customer_id, v.answered_at, v.answer,
             CASE WHEN v.answered_at >= p.period_start THEN 'current' ELSE 'previous' END AS period,
             row_number() OVER (
                 PARTITION BY v.answered_at >= p.period_start, v.customer_id,
                              CASE WHEN v.customer_id IS NULL THEN v.response_id END
                 ORDER BY v.answered_at DESC, v.answer, v.response_id) AS place
      FROM advocacy_period AS p JOIN valid_answer AS v ON v.answered_at >= p.previous_start) AS a
LEFT JOIN customer AS c ON c.customer_id = a.customer_id
WHERE a.place = 1;

-- The newest valid answer of each customer in the period.
DROP VIEW IF EXISTS latest_answer;
CREATE VIEW latest_answer AS
SELECT response_id, customer_id, segment, answered_at, answer, category
FROM period_answer WHERE period = 'current';

-- What is in the answers: counts over all of survey_response. `rejected` is neither blank nor an answer
-- from 0 to 10, and its share is in percent; `unreadable_time` is no ISO text such as 2026-10-31 or
-- 2026-10-31 12:00:00; `repeated` are answers of the period that a newer one of the same customer replaces. One row.
DROP VIEW IF EXISTS survey_quality;
CREATE VIEW survey_quality AS
SELECT rows, answers, blank, rows - answers - blank AS rejected,
       100.0 * (rows - answers - blank) / rows AS rejected_share,
       wilson_lower(rows - answers - blank, rows, confidence) AS lower,
       wilson_upper(rows - answers - blank, rows, confidence) AS upper,
       future_dated, without_time, unreadable_time, anonymous, answers_in_period,
       answers_in_period - (SELECT count(*) FROM latest_answer) AS repeated
FROM (SELECT p.confidence, count(*) AS rows, count(r.answer) AS answers, count(*) FILTER (WHERE r.is_blank) AS blank,
             count(*) FILTER (WHERE r.is_readable AND r.answered_at >= p.period_end) AS future_dated,
             count(*) FILTER (WHERE r.answered_at IS NULL) AS without_time,
             count(*) FILTER (WHERE NOT r.is_readable) AS unreadable_time,
             count(*) FILTER (WHERE r.customer_id IS NULL) AS anonymous,
             count(r.answer) FILTER (WHERE r.is_readable AND r.answered_at >= p.period_start
                                       AND r.answered_at < p.period_end) AS answers_in_period
      FROM advocacy_period AS p
      CROSS JOIN (SELECT customer_id, answered_at, nps_answer(score) AS answer,
                         answered_at LIKE '____-__-__%' AS is_readable,
                         trim(coalesce(score, ''), ' ' || char(9, 10, 11, 12, 13)) = '' AS is_blank
                  FROM survey_response) AS r)
WHERE rows > 0;

-- Of the customers who were invited in the period, the share who gave a valid answer since, by the
-- channel of the invitation. Percent.
DROP VIEW IF EXISTS response_rate;
CREATE VIEW response_rate AS
SELECT channel, invited, answered, 100.0 * answered / invited AS rate,
       wilson_lower(answered, invited, confidence) AS lower, wilson_upper(answered, invited, confidence) AS upper
FROM (SELECT channel, confidence, count(*) AS invited, sum(has_answered) AS answered
      FROM (SELECT i.channel, p.confidence,
                   EXISTS (SELECT 1 FROM survey_response AS r
                           WHERE r.customer_id = i.customer_id AND r.answered_at >= i.first_sent
                             AND r.answered_at < p.period_end AND nps_answer(r.score) IS NOT NULL) AS has_answered
            FROM advocacy_period AS p
            JOIN (SELECT customer_id, channel, min(sent_at) AS first_sent
                  FROM invitation CROSS JOIN advocacy_period AS q
                  WHERE sent_at >= q.period_start AND sent_at < q.period_end
                  GROUP BY customer_id, channel) AS i)
      GROUP BY channel);

-- The newest valid answer of each customer in each month.
DROP VIEW IF EXISTS monthly_answer;
CREATE VIEW monthly_answer AS
SELECT a.month, a.customer_id, c.segment, a.answer
FROM (SELECT month, customer_id, answer,
             row_number() OVER (PARTITION BY month, customer_id, CASE WHEN customer_id IS NULL THEN response_id END
                                ORDER BY answered_at DESC, answer) AS place
      FROM valid_answer) AS a
LEFT JOIN customer AS c ON c.customer_id = a.customer_id
WHERE a.place = 1;

-- The score of each month with its interval, and its change against the month before: `p_value` is the
-- probability of so large a change by chance alone. All months.
DROP VIEW IF EXISTS nps_trend;
CREATE VIEW nps_trend AS
WITH counted(month, is_this, answer) AS (
    SELECT CASE WHEN each_side.is_this THEN a.month ELSE substr(date(a.month || '-01', '+1 month'), 1, 7) END,
           each_side.is_this, a.answer
    FROM monthly_answer AS a CROSS JOIN (SELECT 1 AS is_this UNION ALL SELECT 0) AS each_side),
compared AS (
    SELECT month, p.minimum_responses,
           count(*) FILTER (WHERE is_this) AS responses,
           count(*) FILTER (WHERE NOT is_this) AS responses_before,
           nps(answer) FILTER (WHERE is_this) AS score,
           nps_lower(answer, p.confidence) FILTER (WHERE is_this) AS lower,
           nps_upper(answer, p.confidence) FILTER (WHERE is_this) AS upper,
           nps_compare(answer, is_this, p.confidence) AS comparison
    FROM counted CROSS JOIN advocacy_period AS p
    GROUP BY month)
SELECT month, responses,
       CASE WHEN responses >= minimum_responses THEN score END AS nps,
       CASE WHEN responses >= minimum_responses THEN lower END AS lower,
       CASE WHEN responses >= minimum_responses THEN upper END AS upper,
       CASE WHEN min(responses, responses_before) >= minimum_responses
            THEN advocacy_number(comparison, 'difference') END AS change,
       CASE WHEN min(responses, responses_before) >= minimum_responses
            THEN advocacy_number(comparison, 'lower') END AS change_lower,
       CASE WHEN min(responses, responses_before) >= minimum_responses
            THEN advocacy_number(comparison, 'upper') END AS change_upper,
       CASE WHEN min(responses, responses_before) >= minimum_responses
            THEN advocacy_number(comparison, 'p_value') END AS p_value
FROM compared WHERE responses > 0;

-- The score of each segment in the last quarter (91 days) against the quarter before, each with the
-- newest answer of a customer: what moved, and whether it is more than noise.
DROP VIEW IF EXISTS nps_segments;
CREATE VIEW nps_segments AS
WITH answers AS (
    SELECT segment, is_this, answer
    FROM (SELECT c.segment, a.answer, a.answered_at >= date(p.period_end, '-91 days') AS is_this,
                 row_number() OVER (PARTITION BY a.answered_at >= date(p.period_end, '-91 days'), a.customer_id,
                                                 CASE WHEN a.customer_id IS NULL THEN a.response_id END
                                    ORDER BY a.answered_at DESC, a.answer) AS place
          FROM advocacy_period AS p
          JOIN valid_answer AS a ON a.answered_at >= date(p.period_end, '-182 days')
          LEFT JOIN customer AS c ON c.customer_id = a.customer_id)
    WHERE place = 1),
compared AS (
    SELECT segment, p.minimum_responses,
           count(*) FILTER (WHERE is_this) AS responses,
           count(*) FILTER (WHERE NOT is_this) AS responses_before,
           nps(answer) FILTER (WHERE is_this) AS score,
           nps_lower(answer, p.confidence) FILTER (WHERE is_this) AS lower,
           nps_upper(answer, p.confidence) FILTER (WHERE is_this) AS upper,
           nps_compare(answer, is_this, p.confidence) AS comparison
    FROM answers CROSS JOIN advocacy_period AS p
    GROUP BY segment)
SELECT segment, responses,
       CASE WHEN responses >= minimum_responses THEN score END AS nps,
       CASE WHEN responses >= minimum_responses THEN lower END AS lower,
       CASE WHEN responses >= minimum_responses THEN upper END AS upper,
       responses_before,
       CASE WHEN min(responses, responses_before) >= minimum_responses
            THEN advocacy_number(comparison, 'difference') END AS change,
       CASE WHEN min(responses, responses_before) >= minimum_responses
            THEN advocacy_number(comparison, 'lower') END AS change_lower,
       CASE WHEN min(responses, responses_before) >= minimum_responses
            THEN advocacy_number(comparison, 'upper') END AS change_upper,
       CASE WHEN min(responses, responses_before) >= minimum_responses
            THEN advocacy_number(comparison, 'p_value') END AS p_value
FROM compared;

-- Who moved: customers who answered in both periods, by what they were and what they are, as a share of
-- those who were the same before. Percent.
DROP VIEW IF EXISTS nps_transitions;
CREATE VIEW nps_transitions AS
WITH moved AS (
    SELECT was.category AS before, is_now.category AS after, count(*) AS customers
    FROM period_answer AS was
    JOIN period_answer AS is_now ON is_now.customer_id = was.customer_id AND is_now.period = 'current'
    WHERE was.period = 'previous'
    GROUP BY 1, 2),
totals AS (SELECT before, sum(customers) AS total FROM moved GROUP BY before)
SELECT m.before, m.after, m.customers, t.total AS customers_before, 100.0 * m.customers / t.total AS share,
       wilson_lower(m.customers, t.total, p.confidence) AS lower,
       wilson_upper(m.customers, t.total, p.confidence) AS upper
FROM moved AS m JOIN totals AS t ON t.before = m.before CROSS JOIN advocacy_period AS p;

-- The change of the score among those customers, paired, and whether it is more than noise. One row.
DROP VIEW IF EXISTS nps_period_change;
CREATE VIEW nps_period_change AS
SELECT advocacy_number(change, 'pairs') AS customers,
       advocacy_number(change, 'before') AS before, advocacy_number(change, 'after') AS after,
       advocacy_number(change, 'change') AS change,
       advocacy_number(change, 'lower') AS lower, advocacy_number(change, 'upper') AS upper,
       advocacy_number(change, 'p_value') AS p_value,
       advocacy_number(change, 'promoter_to_detractor') AS promoters_lost,
       advocacy_number(change, 'detractor_to_promoter') AS detractors_won
FROM (SELECT nps_change(was.answer, is_now.answer, p.confidence) AS change
      FROM period_answer AS was
      JOIN period_answer AS is_now ON is_now.customer_id = was.customer_id AND is_now.period = 'current'
      CROSS JOIN advocacy_period AS p
      WHERE was.period = 'previous')
WHERE change IS NOT NULL;

-- What a score is worth: customers by the category of their newest answer in the previous period, and
-- what they did in the period_days after it, which have all passed. `repurchased` is the share who bought
-- again, in percent; purchases and spend are means over all of them, with or without a purchase.
DROP VIEW IF EXISTS nps_outcomes;
CREATE VIEW nps_outcomes AS
WITH mature AS (
    SELECT a.customer_id, a.category, a.answered_at,
           date(a.answered_at, '+' || p.period_days || ' days') AS until
    FROM period_answer AS a CROSS JOIN advocacy_period AS p
    WHERE a.period = 'previous' AND a.customer_id IS NOT NULL),
outcome AS (
    SELECT m.category, count(b.purchase_id) AS purchases, coalesce(sum(b.amount), 0) AS spend
    FROM mature AS m
    LEFT JOIN purchase AS b ON b.customer_id = m.customer_id AND b.purchased_at > m.answered_at
                               AND b.purchased_at < m.until
    GROUP BY m.customer_id)
SELECT category, count(*) AS customers,
       100.0 * sum(purchases > 0) / count(*) AS repurchased,
       wilson_lower(sum(purchases > 0), count(*), p.confidence) AS lower,
       wilson_upper(sum(purchases > 0), count(*), p.confidence) AS upper,
       avg(purchases) AS purchases, avg(spend) AS spend
FROM outcome CROSS JOIN advocacy_period AS p
GROUP BY category;

-- Growth against the score: each segment's score in the previous period and its revenue then and since.
-- Growth in percent.
DROP VIEW IF EXISTS nps_growth;
CREATE VIEW nps_growth AS
WITH score AS (
    SELECT segment, count(*) AS responses, nps(answer) AS nps, nps_lower(answer, p.confidence) AS lower,
           nps_upper(answer, p.confidence) AS upper
    FROM period_answer CROSS JOIN advocacy_period AS p
    WHERE period = 'previous' GROUP BY segment),
revenue AS (
    SELECT c.segment,
           sum(b.amount) FILTER (WHERE b.purchased_at < p.period_start) AS before,
           sum(b.amount) FILTER (WHERE b.purchased_at >= p.period_start) AS after
    FROM advocacy_period AS p
    JOIN purchase AS b ON b.purchased_at >= p.previous_start AND b.purchased_at < p.period_end
    JOIN customer AS c ON c.customer_id = b.customer_id
    GROUP BY c.segment)
SELECT s.segment, s.responses,
       CASE WHEN s.responses >= p.minimum_responses THEN s.nps END AS nps,
       CASE WHEN s.responses >= p.minimum_responses THEN s.lower END AS lower,
       CASE WHEN s.responses >= p.minimum_responses THEN s.upper END AS upper,
       r.before AS revenue_before, r.after AS revenue,
       100.0 * (r.after - r.before) / nullif(r.before, 0) AS growth
FROM score AS s LEFT JOIN revenue AS r ON r.segment IS s.segment CROSS JOIN advocacy_period AS p;

-- The score of the period beside what is published for the market. `verdict` says whether the published
-- figure lies inside our interval.
DROP VIEW IF EXISTS nps_benchmark;
CREATE VIEW nps_benchmark AS
SELECT b.market, b.year, b.source, b.nps AS market_nps, the_score.responses,
       the_score.nps, the_score.lower, the_score.upper,
       the_score.nps - b.nps AS difference,
       CASE WHEN the_score.lower > b.nps THEN 'above' WHEN the_score.upper < b.nps THEN 'below'
            WHEN the_score.nps IS NOT NULL THEN 'no difference that shows' END AS verdict
FROM benchmark AS b
CROSS JOIN (SELECT count(*) AS responses,
                   CASE WHEN count(*) >= p.minimum_responses THEN nps(a.answer) END AS nps,
                   CASE WHEN count(*) >= p.minimum_responses THEN nps_lower(a.answer, p.confidence) END AS lower,
                   CASE WHEN count(*) >= p.minimum_responses THEN nps_upper(a.answer, p.confidence) END AS upper
            FROM latest_answer AS a CROSS JOIN advocacy_period AS p) AS the_score;

---------------------------------------------------------------------------------------------------
-- Advocates
---------------------------------------------------------------------------------------------------

-- Every act of a customer for the brand in the period, whichever table holds it, under the signal of
-- advocate_score() that it belongs to: referrals (that brought somebody), references, reviews (four stars
-- and more), mentions (positive). `rewarded` and `paid` acts are that before they are anything else.
DROP VIEW IF EXISTS customer_act;
CREATE VIEW customer_act AS
SELECT a.customer_id, a.acted_at, a.kind, a.channel, a.rewarded, a.paid,
       CASE WHEN a.paid THEN 'paid' WHEN a.rewarded THEN 'rewarded'
            WHEN a.kind IN ('community answer', 'user-made content', 'defence') THEN 'mentions'
            ELSE 'references' END AS signal
FROM advocacy_period AS p
JOIN advocacy_act AS a ON a.acted_at >= p.period_start AND a.acted_at < p.period_end
WHERE a.kind <> 'warning'
UNION ALL
SELECT r.referrer_id, r.converted_at, 'referral', r.channel, r.rewarded, 0,
       CASE WHEN r.rewarded THEN 'rewarded' ELSE 'referrals' END
FROM advocacy_period AS p
JOIN referral AS r ON r.converted_at >= p.period_start AND r.converted_at < p.period_end
UNION ALL
SELECT v.customer_id, v.posted_at, 'review', v.platform, v.rewarded, 0,
       CASE WHEN v.rewarded THEN 'rewarded' ELSE 'reviews' END
FROM advocacy_period AS p
JOIN review AS v ON v.posted_at >= p.period_start AND v.posted_at < p.period_end
WHERE v.rating >= 4 AND v.customer_id IS NOT NULL
UNION ALL
SELECT m.customer_id, m.posted_at, 'mention', m.platform, 0, m.paid > 0,
       CASE WHEN m.paid > 0 THEN 'paid' ELSE 'mentions' END
FROM advocacy_period AS p
JOIN mention AS m ON m.posted_at >= p.period_start AND m.posted_at < p.period_end
WHERE m.sentiment = 'positive' AND m.brand = p.own_brand AND m.customer_id IS NOT NULL;

-- Each customer as the score sees them: acts of the period, each weighing half after half_life_days (NULL:
-- none), the newest answer, purchases and spend in units of the mean customer who bought.
DROP VIEW IF EXISTS customer_signal;
CREATE VIEW customer_signal AS
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
    SELECT b.customer_id, count(*) AS purchases, sum(b.amount) AS spend
    FROM advocacy_period AS p
    JOIN purchase AS b ON b.purchased_at >= p.period_start AND b.purchased_at < p.period_end
    GROUP BY b.customer_id),
mean AS (SELECT avg(purchases) AS purchases, avg(spend) AS spend FROM bought)
SELECT c.customer_id, c.segment, c.joined_at, c.channel, l.answer, l.answered_at,
       coalesce(a.unpaid, 0) AS unpaid, coalesce(a.rewarded_acts, 0) AS rewarded_acts,
       coalesce(a.paid_acts, 0) AS paid_acts,
       a.referrals, a."references", a.reviews, a.mentions, a.rewarded,
       b.purchases, b.spend,
       b.purchases / the_mean.purchases AS frequency,
       max(b.spend, 0) / nullif(max(the_mean.spend, 0), 0) AS value
FROM mean AS the_mean CROSS JOIN customer AS c
LEFT JOIN latest_answer AS l ON l.customer_id = c.customer_id
LEFT JOIN acts AS a ON a.customer_id = c.customer_id
LEFT JOIN bought AS b ON b.customer_id = c.customer_id;

-- What kind of voice each customer is, and how strong an advocate, 0 to 100.
DROP VIEW IF EXISTS customer_voice;
CREATE VIEW customer_voice AS
SELECT customer_id, segment, joined_at, channel, answer, unpaid, rewarded_acts, paid_acts, purchases, spend,
       advocate_category(answer, unpaid, rewarded_acts, paid_acts) AS category,
       advocate_score('nps', answer, 'referrals', referrals, 'references', "references", 'reviews', reviews,
                      'mentions', mentions, 'rewarded', rewarded, 'frequency', frequency, 'value', value) AS score
FROM customer_signal;

-- Among the promoters those who really recommend, unprompted and unpaid, with the reasons as
-- advocate_explain() gives them. Strongest first when ordered by score.
DROP VIEW IF EXISTS brand_advocates;
CREATE VIEW brand_advocates AS
SELECT customer_id, segment, answer, unpaid AS acts,
       advocate_score('nps', answer, 'referrals', referrals, 'references', "references", 'reviews', reviews,
                      'mentions', mentions, 'rewarded', rewarded, 'frequency', frequency, 'value', value) AS score,
       advocate_explain('nps', answer, 'referrals', referrals, 'references', "references", 'reviews', reviews,
                        'mentions', mentions, 'rewarded', rewarded, 'frequency', frequency, 'value', value)
           AS explanation
FROM customer_signal
WHERE advocate_category(answer, unpaid, rewarded_acts, paid_acts) = 'brand advocate';

-- When each customer recommended us for the first time, unrewarded and unpaid, of their own name: the acts of
-- customer_act, of all time up to as_of.
DROP VIEW IF EXISTS first_free_act;
CREATE VIEW first_free_act AS
SELECT a.customer_id, min(a.acted_at) AS acted_at
FROM advocacy_period AS p
JOIN (SELECT customer_id, acted_at FROM advocacy_act
      WHERE kind <> 'warning' AND NOT coalesce(rewarded, 0) AND NOT coalesce(paid, 0)
      UNION ALL
      SELECT referrer_id, converted_at FROM referral WHERE NOT coalesce(rewarded, 0)
      UNION ALL
      SELECT customer_id, posted_at FROM review WHERE rating >= 4 AND NOT coalesce(rewarded, 0)
      UNION ALL
      SELECT m.customer_id, m.posted_at FROM advocacy_settings AS q JOIN mention AS m ON m.brand = q.own_brand
      WHERE m.sentiment = 'positive' AND NOT coalesce(m.paid, 0) > 0) AS a ON a.acted_at < p.period_end
WHERE a.customer_id IS NOT NULL
GROUP BY a.customer_id;

-- What was known of each customer at the end of a period ('current', 'previous', 'before previous') by
-- which they had not recommended us yet: the predictors, all from before that moment, and from the period where
-- nothing else is said. became_advocate says whether their first free act came in the period after it
-- (NULL: after the current one nobody knows). Touchpoints and asks are left out: the programme chooses whom it
-- cares for and asks, so they say what it thought of a customer.
DROP VIEW IF EXISTS advocate_features;
CREATE VIEW advocate_features AS
WITH moment AS (
    SELECT 'current' AS period, period_start AS starts, period_end AS ends, NULL AS outcome_ends FROM advocacy_period
    UNION ALL SELECT 'previous', previous_start, period_start, period_end FROM advocacy_period
    UNION ALL SELECT 'before previous', date(previous_start, '-' || period_days || ' days'), previous_start, period_start
              FROM advocacy_period),
answered AS (
    SELECT period, customer_id, nps_category(answer) AS category
    FROM (SELECT each_moment.period, a.customer_id, a.answer,
                 row_number() OVER (PARTITION BY each_moment.period, a.customer_id ORDER BY a.answered_at DESC, a.answer) AS place
          FROM moment AS each_moment
          JOIN valid_answer AS a ON a.answered_at >= each_moment.starts AND a.answered_at < each_moment.ends)
    WHERE place = 1),
bought AS (
    SELECT each_moment.period, b.customer_id, count(*) AS purchases, sum(b.amount) AS spend
    FROM moment AS each_moment
    JOIN purchase AS b ON b.purchased_at >= each_moment.starts AND b.purchased_at < each_moment.ends
    GROUP BY each_moment.period, b.customer_id),
raised AS (
    SELECT each_moment.period, f.customer_id, count(*) AS items
    FROM moment AS each_moment
    JOIN feedback AS f ON f.raised_at >= each_moment.starts AND f.raised_at < each_moment.ends
    GROUP BY each_moment.period, f.customer_id)
SELECT each_moment.period, c.customer_id,
       coalesce(a.category = 'promoter', 0) AS promoter,     -- by the newest answer; 1 or 0
       coalesce(a.category = 'detractor', 0) AS detractor,
       a.category IS NULL AS silent,                         -- gave no answer
       coalesce(b.purchases, 0) AS purchases,
       min(max(coalesce(b.spend, 0), -1e9), 1e9) AS spend,
       coalesce(r.items, 0) AS feedback,                     -- items raised
       c.channel IS 'referral' AS referred,                  -- came by referral
       (julianday(each_moment.ends) - julianday(c.joined_at)) / 365.25 AS years, -- as a customer
       CASE WHEN each_moment.outcome_ends IS NOT NULL
            THEN coalesce(n.acted_at < each_moment.outcome_ends, 0) END AS became_advocate
FROM moment AS each_moment CROSS JOIN customer AS c
LEFT JOIN first_free_act AS n ON n.customer_id = c.customer_id
LEFT JOIN answered AS a ON a.customer_id = c.customer_id AND a.period = each_moment.period
LEFT JOIN bought AS b ON b.customer_id = c.customer_id AND b.period = each_moment.period
LEFT JOIN raised AS r ON r.customer_id = c.customer_id AND r.period = each_moment.period
WHERE c.joined_at < each_moment.ends AND (n.acted_at IS NULL OR n.acted_at >= each_moment.ends);

-- What goes before a first free act: the model that advocate_fit() makes of a period's predictors and what
-- customers did in the period after it, one row for each such period, and the period `predicts` whose predictors
-- it may be asked about, which is the one after, so that it is never asked about what it has seen. `usable` is 0
-- while advocates or others are fewer than minimum_responses. The ridge keeps coefficients sober where advocates
-- are few, and changes nothing where they are many; `auc` is on the rows that it was fitted to.
DROP VIEW IF EXISTS advocate_model;
CREATE VIEW advocate_model AS
SELECT period, CASE period WHEN 'previous' THEN 'current' ELSE 'previous' END AS predicts,
       advocacy_number(model, 'customers') AS customers, advocacy_number(model, 'advocates') AS advocates,
       advocacy_number(model, 'auc') AS auc,
       min(advocacy_number(model, 'advocates'),
           advocacy_number(model, 'customers') - advocacy_number(model, 'advocates')) >= minimum_responses AS usable,
       model
FROM (SELECT f.period, p.minimum_responses,
             advocate_fit('{"ridge": 1}', f.became_advocate, 'promoter', f.promoter, 'detractor', f.detractor,
                          'silent', f.silent, 'purchases', f.purchases, 'spend', f.spend, 'feedback', f.feedback,
                          'referred', f.referred, 'years', f.years) AS model
      FROM advocacy_period AS p CROSS JOIN advocate_features AS f
      WHERE f.period <> 'current'
      GROUP BY f.period)
WHERE model IS NOT NULL;

-- Each customer who had not recommended us yet by the end of the current period or the previous one: the
-- probability (0 to 1) of a first free act in the period after it, by the model of the period before it, and the
-- reasons as advocate_reasons() gives them. became_advocate is what happened.
DROP VIEW IF EXISTS advocate_prediction;
CREATE VIEW advocate_prediction AS
WITH feature AS (SELECT * FROM advocate_features), -- once for the models, which are those of advocate_model, and for asking them
the_model AS (
    SELECT CASE f.period WHEN 'previous' THEN 'current' ELSE 'previous' END AS predicts, p.minimum_responses,
           advocate_fit('{"ridge": 1}', f.became_advocate, 'promoter', f.promoter, 'detractor', f.detractor,
                        'silent', f.silent, 'purchases', f.purchases, 'spend', f.spend, 'feedback', f.feedback,
                        'referred', f.referred, 'years', f.years) AS model
    FROM advocacy_period AS p CROSS JOIN feature AS f
    WHERE f.period <> 'current'
    GROUP BY f.period)
SELECT f.period, f.customer_id,
       advocate_predict(the_model.model, 'promoter', f.promoter, 'detractor', f.detractor, 'silent', f.silent,
                        'purchases', f.purchases, 'spend', f.spend, 'feedback', f.feedback, 'referred', f.referred,
                        'years', f.years) AS probability,
       advocate_reasons(the_model.model, 'promoter', f.promoter, 'detractor', f.detractor, 'silent', f.silent,
                        'purchases', f.purchases, 'spend', f.spend, 'feedback', f.feedback, 'referred', f.referred,
                        'years', f.years) AS reasons,
       f.became_advocate
FROM the_model CROSS JOIN feature AS f
WHERE f.period = the_model.predicts
  AND min(advocacy_number(the_model.model, 'advocates'), advocacy_number(the_model.model, 'customers')
          - advocacy_number(the_model.model, 'advocates')) >= the_model.minimum_responses;

-- How well that works, on customers and a period that the model had not seen: those of the previous period, most
-- probable first, in ten bins, and who of them recommended us for the first time in the current one. `lift` is a
-- bin's rate (percent) over all, captured_share the percentage of the new advocates up to the bin, and `auc` the
-- probability that one of them was ranked above one of the others.
DROP VIEW IF EXISTS advocate_gains;
CREATE VIEW advocate_gains AS
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

-- Whom to invite next: customers who never recommended us unpaid and are no detractors, those who never
-- answered included (their category is NULL); who was asked within ask_pause_days is left alone. `place` ranks
-- them by the probability of a first free act in the next period, and by score where there is no usable model;
-- `reasons` are the three that move it most, each with the customer's value and what it adds to the log-odds of
-- the mean customer. Beside the period's purchases their history up to as_of: revenue, reviews with mean stars and
-- words, mentions of the brand with engagements and net sentiment (-100 to 100).
DROP VIEW IF EXISTS advocate_candidates;
CREATE VIEW advocate_candidates AS
WITH reviewed AS (
    SELECT v.customer_id, count(*) AS reviews, avg(v.rating) AS rating, avg(v.length) AS words
    FROM advocacy_period AS p JOIN review AS v ON v.posted_at < p.period_end
    WHERE v.customer_id IS NOT NULL GROUP BY v.customer_id),
mentioned AS (
    SELECT m.customer_id, count(*) AS mentions, sum(m.engagements) AS engagements,
           sentiment_net(m.sentiment) AS net_sentiment
    FROM advocacy_period AS p JOIN mention AS m ON m.posted_at < p.period_end
    WHERE m.customer_id IS NOT NULL AND m.brand = p.own_brand GROUP BY m.customer_id),
asked AS (SELECT customer_id, max(asked_at) AS last_asked_at FROM ask GROUP BY customer_id),
raised AS (
    SELECT f.customer_id, count(*) AS items
    FROM advocacy_period AS p JOIN feedback AS f ON f.raised_at >= p.period_start AND f.raised_at < p.period_end
    GROUP BY f.customer_id),
-- The predictors are those of advocate_features at the end of the current period, read off customer_voice, which is
-- needed anyway: the other view would go through three periods for one.
candidate AS (
    SELECT v.customer_id, v.segment, v.answer, v.category, v.score, v.purchases, v.spend, k.last_asked_at,
           coalesce(nps_category(v.answer) = 'promoter', 0) AS promoter,
           coalesce(nps_category(v.answer) = 'detractor', 0) AS detractor,
           v.answer IS NULL AS silent, coalesce(v.purchases, 0) AS bought,
           min(max(coalesce(v.spend, 0), -1e9), 1e9) AS spent, coalesce(f.items, 0) AS feedback,
           v.channel IS 'referral' AS referred,
           CASE WHEN v.joined_at < p.period_end
                THEN (julianday(p.period_end) - julianday(v.joined_at)) / 365.25 END AS years
    FROM advocacy_period AS p CROSS JOIN customer_voice AS v
    LEFT JOIN first_free_act AS a ON a.customer_id = v.customer_id
    LEFT JOIN asked AS k ON k.customer_id = v.customer_id
    LEFT JOIN raised AS f ON f.customer_id = v.customer_id
    WHERE (v.category IN ('potential advocate', 'passive', 'referrer') OR v.category IS NULL AND v.score IS NOT NULL)
      AND a.customer_id IS NULL
      AND (k.last_asked_at IS NULL OR k.last_asked_at < date(p.period_end, '-' || p.ask_pause_days || ' days'))),
predicted AS (
    SELECT c.customer_id, c.segment, c.answer, c.category, c.score, c.purchases, c.spend, c.last_asked_at,
           advocate_predict(the_model.model, 'promoter', c.promoter, 'detractor', c.detractor, 'silent', c.silent,
                            'purchases', c.bought, 'spend', c.spent, 'feedback', c.feedback, 'referred', c.referred,
                            'years', c.years) AS probability,
           advocate_reasons(the_model.model, 'promoter', c.promoter, 'detractor', c.detractor, 'silent', c.silent,
                            'purchases', c.bought, 'spend', c.spent, 'feedback', c.feedback, 'referred', c.referred,
                            'years', c.years) AS reasons
    FROM (SELECT max(model) AS model FROM advocate_model WHERE predicts = 'current' AND usable) AS the_model
    CROSS JOIN candidate AS c
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
      FROM predicted) AS c
LEFT JOIN customer_revenue AS b ON b.customer_id = c.customer_id
LEFT JOIN reviewed AS r ON r.customer_id = c.customer_id
LEFT JOIN mentioned AS m ON m.customer_id = c.customer_id;

-- What advocates do and where: acts of the period by kind and channel, how many people they come from,
-- through how many channels those speak on average, and the share of the acts that were rewarded or paid,
-- in percent. Warnings are the detractors' word of mouth.
DROP VIEW IF EXISTS acts_by_channel;
CREATE VIEW acts_by_channel AS
WITH act AS (
    SELECT customer_id, kind, channel, rewarded OR paid AS bought FROM customer_act
    UNION ALL
    SELECT a.customer_id, a.kind, a.channel, a.rewarded OR a.paid
    FROM advocacy_period AS p
    JOIN advocacy_act AS a ON a.acted_at >= p.period_start AND a.acted_at < p.period_end
    WHERE a.kind = 'warning'),
reach AS (SELECT customer_id, count(DISTINCT channel) AS channels FROM act GROUP BY customer_id),
person AS (
    SELECT a.kind, a.channel, a.customer_id, r.channels, count(*) AS acts, sum(a.bought) AS bought
    FROM act AS a JOIN reach AS r ON r.customer_id = a.customer_id
    GROUP BY a.kind, a.channel, a.customer_id)
SELECT n.kind, n.channel, sum(n.acts) AS acts, count(*) AS people, 1.0 * sum(n.acts) / count(*) AS acts_per_person,
       avg(n.channels) AS channels_per_person,
       100.0 * sum(n.bought) / sum(n.acts) AS bought_share,
       wilson_lower(sum(n.bought), sum(n.acts), p.confidence) AS lower,
       wilson_upper(sum(n.bought), sum(n.acts), p.confidence) AS upper
FROM person AS n CROSS JOIN advocacy_period AS p
GROUP BY n.kind, n.channel;

-- Lifetime to date of each customer: purchases and revenue up to as_of.
DROP VIEW IF EXISTS customer_revenue;
CREATE VIEW customer_revenue AS
SELECT b.customer_id, count(*) AS purchases, sum(b.amount) AS revenue,
       count(DISTINCT date(b.purchased_at)) AS purchase_days
FROM purchase AS b CROSS JOIN advocacy_period AS p
WHERE b.purchased_at < p.period_end
GROUP BY b.customer_id;

-- What a customer of each channel cost: all months with a cost up to as_of, and the customers who joined
-- since the first of them. Rewards are the cost of the channel 'referral'; a channel without a cost is free.
DROP VIEW IF EXISTS channel_cost;
CREATE VIEW channel_cost AS
WITH spent AS (
    SELECT channel, month, cost FROM acquisition_cost
    UNION ALL SELECT 'referral', month, cost FROM programme_cost WHERE kind = 'rewards'),
since AS (SELECT min(month) AS month FROM spent),
cost AS (
    SELECT s.channel, sum(s.cost) AS cost FROM spent AS s CROSS JOIN advocacy_period AS p
    WHERE s.month <= substr(p.as_of, 1, 7) GROUP BY s.channel),
joined AS (
    SELECT c.channel, count(*) AS customers
    FROM advocacy_period AS p CROSS JOIN since AS s
    JOIN customer AS c ON c.joined_at >= s.month || '-01' AND c.joined_at < p.period_end
    GROUP BY c.channel)
SELECT j.channel, j.customers, coalesce(c.cost, 0) AS cost, coalesce(c.cost, 0) / j.customers AS cost_per_customer
FROM joined AS j LEFT JOIN cost AS c ON c.channel = j.channel;

-- Advocacy beside its neighbours, one row for each measure: advocacy, loyalty, influencers and the referral
-- programme, over the period. `value` has the unit that `unit` says; shares carry their interval.
DROP VIEW IF EXISTS advocacy_channels;
CREATE VIEW advocacy_channels AS
WITH answers AS (
    SELECT count(*) AS n, nps(a.answer) AS nps, nps_lower(a.answer, p.confidence) AS lower,
           nps_upper(a.answer, p.confidence) AS upper
    FROM latest_answer AS a CROSS JOIN advocacy_period AS p),
acts AS (
    SELECT count(*) AS n, count(*) FILTER (WHERE kind = 'review') AS reviews,
           count(*) FILTER (WHERE kind = 'mention') AS mentions,
           count(*) FILTER (WHERE kind = 'referral') AS referrals
    FROM customer_act WHERE NOT rewarded AND NOT paid),
buyers AS (
    SELECT count(*) FILTER (WHERE days > 0) AS n, count(*) FILTER (WHERE days > 1) AS again,
           sum(is_back) AS back, sum(was_there) AS before
    FROM (SELECT b.customer_id,
                 count(DISTINCT CASE WHEN b.purchased_at >= p.period_start THEN date(b.purchased_at) END) AS days,
                 max(b.purchased_at < p.period_start) AS was_there,
                 max(b.purchased_at < p.period_start) AND max(b.purchased_at >= p.period_start) AS is_back
          FROM advocacy_period AS p
          JOIN purchase AS b ON b.purchased_at >= p.previous_start AND b.purchased_at < p.period_end
          GROUP BY b.customer_id)),
lifetime AS (SELECT count(*) AS n, avg(revenue) AS revenue FROM customer_revenue),
influencer AS (
    SELECT count(*) AS n, sum(reach) AS reach, sum(engagements) AS engagements, sum(conversions) AS conversions,
           sum(m.paid) AS cost
    FROM advocacy_period AS p
    JOIN mention AS m ON m.posted_at >= p.period_start AND m.posted_at < p.period_end
    WHERE m.brand = p.own_brand AND m.paid > 0),
programme AS (
    SELECT count(*) AS n, count(r.converted_at) AS converted
    FROM advocacy_period AS p
    JOIN referral AS r ON r.referred_at >= p.period_start AND r.referred_at < p.period_end
    WHERE r.rewarded),
reward AS (
    SELECT sum(cost) AS cost FROM programme_cost CROSS JOIN advocacy_period AS p
    WHERE kind = 'rewards' AND month >= substr(p.period_start, 1, 7) AND month <= substr(p.as_of, 1, 7))
SELECT 'advocacy' AS kind, 'net promoter score' AS measure,
       CASE WHEN a.n >= p.minimum_responses THEN a.nps END AS value,
       CASE WHEN a.n >= p.minimum_responses THEN a.lower END AS lower,
       CASE WHEN a.n >= p.minimum_responses THEN a.upper END AS upper,
       a.n AS observations, 'points' AS unit
FROM answers AS a CROSS JOIN advocacy_period AS p WHERE a.n > 0
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
SELECT 'influencers', 'engagement rate', 100.0 * engagements / reach, wilson_lower(engagements, reach, p.confidence),
       wilson_upper(engagements, reach, p.confidence), reach, '% of reach'
FROM influencer CROSS JOIN advocacy_period AS p WHERE reach >= engagements AND reach > 0
UNION ALL
SELECT 'influencers', 'conversion', 100.0 * conversions / engagements,
       wilson_lower(conversions, engagements, p.confidence), wilson_upper(conversions, engagements, p.confidence),
       engagements, '% of engagements'
FROM influencer CROSS JOIN advocacy_period AS p WHERE engagements >= conversions AND engagements > 0
UNION ALL
SELECT 'influencers', 'cost per engagement', cost / engagements, NULL, NULL, engagements, 'money'
FROM influencer WHERE engagements > 0
UNION ALL
SELECT 'referral programme', 'conversion of rewarded referrals', 100.0 * converted / n,
       wilson_lower(converted, n, p.confidence), wilson_upper(converted, n, p.confidence), n, '% of referrals'
FROM programme CROSS JOIN advocacy_period AS p WHERE n > 0
UNION ALL
SELECT 'referral programme', 'acquisition cost', the_reward.cost / the_programme.converted, NULL, NULL,
       the_programme.converted, 'money'
FROM programme AS the_programme CROSS JOIN reward AS the_reward
WHERE the_programme.converted > 0 AND the_reward.cost IS NOT NULL;

-- What advocates are worth beside other customers: advocates by acts alone, one free act in the period or
-- more, never by spend. Customers who were there for the whole period; means per customer with or without a
-- purchase, and the ratio of advocates to others with its interval, one row for each measure. The predicted revenue
-- is the value of customer_value, 0 for who never bought, and missing where a model has no answer; its interval
-- takes the fitted models as they are. It says what goes together, not what causes what.
DROP VIEW IF EXISTS advocate_worth;
CREATE VIEW advocate_worth AS
WITH advocate AS (SELECT DISTINCT customer_id FROM customer_act WHERE NOT rewarded AND NOT paid),
bought AS (
    SELECT b.customer_id, count(*) AS purchases, sum(b.amount) AS revenue
    FROM advocacy_period AS p
    JOIN purchase AS b ON b.purchased_at >= p.period_start AND b.purchased_at < p.period_end
    GROUP BY b.customer_id),
compared AS (
    SELECT advocate_ratio(coalesce(b.revenue, 0), a.customer_id IS NOT NULL, p.confidence) AS revenue,
           advocate_ratio(coalesce(b.purchases, 0), a.customer_id IS NOT NULL, p.confidence) AS purchases,
           advocate_ratio(coalesce(v.value, 0), a.customer_id IS NOT NULL, p.confidence) AS predicted,
           count(v.value) > 0 AND count(v.value) = count(v.customer_id) AS is_predicted,
           advocate_ratio(h.cost_per_customer, a.customer_id IS NOT NULL, p.confidence) AS cost
    FROM advocacy_period AS p
    JOIN customer AS c ON c.joined_at < p.period_start
    LEFT JOIN advocate AS a ON a.customer_id = c.customer_id
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

-- Growth that customers brought (Reichheld, Winning on Purpose, 2021, appendix B), the period against the
-- previous one, as earned_growth() counts it. Who had revenue in the previous period is a customer, all others
-- are new; new revenue is earned where the customer had bought before the period and came back, came by referral,
-- or says of their first purchase in the period that friends and family, reviews or advocates were the reason, else
-- bought. In percent of the previous revenue: net_revenue_retention, earned_new, bought_new, all growth and the
-- earned growth `rate` (retention + earned_new - 100); `ratio` is its share of all growth, NULL unless revenue
-- grew. One row.
DROP VIEW IF EXISTS earned_growth;
CREATE VIEW earned_growth AS
WITH revenue AS (
    SELECT b.customer_id,
           sum(CASE WHEN b.purchased_at < p.period_start THEN b.amount ELSE 0 END) AS previous,
           sum(CASE WHEN b.purchased_at >= p.period_start THEN b.amount ELSE 0 END) AS current
    FROM advocacy_period AS p
    JOIN purchase AS b ON b.purchased_at >= p.previous_start AND b.purchased_at < p.period_end
    GROUP BY b.customer_id),
origin AS (
    SELECT r.previous <> 0 AS was_there, r.previous, r.current,
           r.previous = 0 AND (
               EXISTS (SELECT 1 FROM customer AS c WHERE c.customer_id = r.customer_id AND c.channel = 'referral')
               OR EXISTS (SELECT 1 FROM referral AS f WHERE f.referred_id = r.customer_id)
               OR EXISTS (SELECT 1 FROM purchase AS b
                          WHERE b.customer_id = r.customer_id AND b.purchased_at < p.period_start)
               OR coalesce((SELECT b.reason FROM purchase AS b
                            WHERE b.customer_id = r.customer_id AND b.purchased_at >= p.period_start
                            ORDER BY b.purchased_at, b.purchase_id LIMIT 1), '')
                  IN ('friends and family', 'reviews', 'advocates'' content')) AS is_earned
    FROM revenue AS r CROSS JOIN advocacy_period AS p),
total AS (
    SELECT sum(was_there) AS customers, sum(is_earned) AS earned_customers,
           sum(NOT was_there AND NOT is_earned) AS bought_customers,
           nullif(max(sum(previous), 0), 0) AS previous_revenue, sum(current) AS revenue,
           earned_growth(previous, current, is_earned) AS growth
    FROM origin)
SELECT customers, earned_customers, bought_customers, previous_revenue, revenue,
       advocacy_number(growth, 'net_revenue_retention') AS net_revenue_retention,
       advocacy_number(growth, 'earned_new') AS earned_new,
       advocacy_number(growth, 'bought_new') AS bought_new,
       advocacy_number(growth, 'growth') AS growth,
       advocacy_number(growth, 'rate') AS rate,
       advocacy_number(growth, 'ratio') AS ratio
FROM total WHERE customers IS NOT NULL;

-- What a customer's referrals of all time are worth: the revenue to date of the referred who would not
-- have come otherwise (or of whom that is not known), and the acquisition cost saved on the others (the mean
-- cost of a customer of the channels that cost money, referral left out). Beside their own revenue:
-- champion, affluent, advocate or miser, cut at the means of the customers who bought or referred.
DROP VIEW IF EXISTS customer_referral_value;
CREATE VIEW customer_referral_value AS
WITH saved AS (
    SELECT sum(cost) / sum(customers) AS cost FROM channel_cost WHERE channel <> 'referral' AND cost > 0),
referred AS (
    SELECT r.referrer_id AS customer_id, count(*) AS referred_customers,
           sum(CASE WHEN r.would_have_come THEN coalesce(the_saved.cost, 0)
                     ELSE coalesce(v.revenue, 0) END) AS referral_value
    FROM advocacy_period AS p CROSS JOIN saved AS the_saved JOIN referral AS r ON r.converted_at < p.period_end
    LEFT JOIN customer_revenue AS v ON v.customer_id = r.referred_id
    GROUP BY r.referrer_id),
both AS (
    SELECT c.customer_id, c.segment, coalesce(v.revenue, 0) AS lifetime_value,
           coalesce(r.referred_customers, 0) AS referred_customers,
           coalesce(r.referral_value, 0) AS referral_value
    FROM customer AS c
    LEFT JOIN customer_revenue AS v ON v.customer_id = c.customer_id
    LEFT JOIN referred AS r ON r.customer_id = c.customer_id
    WHERE v.customer_id IS NOT NULL OR r.customer_id IS NOT NULL),
cut AS (SELECT avg(lifetime_value) AS lifetime_value, avg(referral_value) AS referral_value FROM both)
SELECT b.customer_id, b.segment, b.lifetime_value, b.referred_customers, b.referral_value,
       advocate_quadrant(b.lifetime_value, b.referral_value, the_cut.lifetime_value, the_cut.referral_value) AS quadrant
FROM cut AS the_cut CROSS JOIN both AS b;

-- Why people bought, as they say: the share of each reason among the purchases of the period that have
-- one. Percent.
DROP VIEW IF EXISTS purchase_reasons;
CREATE VIEW purchase_reasons AS
WITH reasons AS (
    SELECT b.reason, count(*) AS purchases, sum(b.amount) AS revenue
    FROM advocacy_period AS p
    JOIN purchase AS b ON b.purchased_at >= p.period_start AND b.purchased_at < p.period_end
    WHERE b.reason IS NOT NULL GROUP BY b.reason),
total AS (SELECT sum(purchases) AS purchases FROM reasons)
SELECT r.reason, r.purchases, the_total.purchases AS purchases_with_reason, r.revenue,
       100.0 * r.purchases / the_total.purchases AS share,
       wilson_lower(r.purchases, the_total.purchases, p.confidence) AS lower,
       wilson_upper(r.purchases, the_total.purchases, p.confidence) AS upper
FROM reasons AS r CROSS JOIN total AS the_total CROSS JOIN advocacy_period AS p;

---------------------------------------------------------------------------------------------------
-- Purchases: rhythm, predicted value, retention
---------------------------------------------------------------------------------------------------

-- The days on which customers bought or gave back, up to as_of, with their purchases so far: `number` is 1 from the
-- first purchase to the second. What is bought on one day is one purchase, also for nothing. A return (an amount
-- below 0) is none: it lowers the spend of its own day, and on a day without a purchase belongs to the purchase
-- before it, whose number it has; before any purchase it is left out.
DROP VIEW IF EXISTS purchase_day;
CREATE VIEW purchase_day AS
SELECT customer_id, day, number, is_purchase, spend
FROM (SELECT customer_id, day, is_purchase, spend,
             sum(is_purchase) OVER (PARTITION BY customer_id ORDER BY day ROWS UNBOUNDED PRECEDING) AS number
      FROM (SELECT b.customer_id, date(b.purchased_at) AS day, max(b.amount + 0 >= 0) AS is_purchase,
                   sum(b.amount) AS spend
            FROM purchase AS b
            WHERE b.customer_id IS NOT NULL
              AND date(b.purchased_at) BETWEEN '0000' AND (SELECT as_of FROM advocacy_period)
            GROUP BY 1, 2))
WHERE number > 0;

-- Each customer who bought, as the purchase models see them: x repeat purchases (days after the first), t_x from
-- the first to the last, T from the first to as_of, both in units of time_unit_days; the mean spend of the
-- repeat purchases, NULL where there is none or all of it was given back.
DROP VIEW IF EXISTS purchase_rhythm;
CREATE VIEW purchase_rhythm AS
SELECT r.customer_id, r.first_purchase, r.last_purchase, r.x,
       (julianday(r.last_purchase) - julianday(r.first_purchase)) / p.time_unit_days AS t_x,
       (julianday(p.as_of) - julianday(r.first_purchase)) / p.time_unit_days AS T,
       -- A sum of amounts that cancel may leave a trace, which is no spend.
       CASE WHEN r.spend > 1e-6 THEN r.spend / r.x END AS mean_spend
FROM (SELECT customer_id, min(day) AS first_purchase, max(CASE WHEN is_purchase THEN day END) AS last_purchase,
             max(number) - 1 AS x, sum(CASE WHEN number > 1 THEN spend END) AS spend
      FROM purchase_day GROUP BY customer_id) AS r
CROSS JOIN advocacy_period AS p;

-- What each customer who bought is worth, predicted: the probability (0 to 1) that they are a customer still,
-- purchases and revenue of the next 12 months (of 30.4375 days, not discounted; 0 where all repeat spend was
-- given back, NULL where the spend model has no mean). MBG/NBD and Gamma-Gamma, fitted to those who acted for the
-- brand unpaid in the period and to the others, each by themselves; the models are beside it, for other horizons.
DROP VIEW IF EXISTS customer_value;
CREATE VIEW customer_value AS
WITH rhythm AS (
    -- With a limit it is computed once for both its uses, from SQLite 3.35 on.
    SELECT *, customer_id IN (SELECT customer_id FROM customer_act
                              WHERE NOT rewarded AND NOT paid AND customer_id IS NOT NULL) AS is_advocate
    FROM purchase_rhythm LIMIT -1),
model AS (
    SELECT is_advocate, mbgnbd_fit(x, t_x, T) AS purchase_model, gamma_gamma_fit(x, mean_spend) AS spend_model
    FROM rhythm GROUP BY is_advocate)
SELECT r.customer_id, r.is_advocate, r.x, r.t_x, r.T, r.mean_spend,
       clv_alive(each_model.purchase_model, r.x, r.t_x, r.T) AS alive,
       clv_purchases(each_model.purchase_model, r.x, r.t_x, r.T, 12 * 30.4375 / p.time_unit_days) AS purchases,
       CASE WHEN r.x > 0 AND r.mean_spend IS NULL THEN 0
            ELSE clv(each_model.purchase_model, each_model.spend_model, r.x, r.t_x, r.T, r.mean_spend,
                     12, 0, 30.4375 / p.time_unit_days) END AS value,
       each_model.purchase_model, each_model.spend_model
FROM advocacy_period AS p CROSS JOIN rhythm AS r CROSS JOIN model AS each_model
WHERE each_model.is_advocate = r.is_advocate;

-- The models behind customer_value and what they were fitted to. `boundary` in a model's JSON says that the
-- data do not tell some parameter: customer_value may then be read, that parameter may not.
DROP VIEW IF EXISTS purchase_models;
CREATE VIEW purchase_models AS
SELECT CASE WHEN is_advocate THEN 'advocates' ELSE 'others' END AS customers, count(*) AS buyers,
       count(*) FILTER (WHERE x > 0) AS repeaters, sum(x) AS repeat_purchases,
       max(purchase_model) AS purchase_model, max(spend_model) AS spend_model
FROM customer_value GROUP BY is_advocate;

-- Cohorts by the month of the first purchase: the share who bought in the first, second, ... calendar month after
-- it. Percent; months that were over on as_of.
DROP VIEW IF EXISTS cohort_retention;
CREATE VIEW cohort_retention AS
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

-- Who came back: of the customers whose first purchase was period_days or longer before as_of, the share who
-- bought on another day within period_days of it (percent), and the mean days until then; over all and by
-- segment. Beside it all who ever bought, and how many of them ever bought again: a share of those would be
-- too low, because the newest have had no time.
DROP VIEW IF EXISTS repeat_purchase_rate;
CREATE VIEW repeat_purchase_rate AS
WITH buyer AS (
    SELECT customer_id, min(day) AS first_purchase, max(day) AS second_purchase
    FROM purchase_day WHERE number <= 2 AND is_purchase GROUP BY customer_id),
timed AS (
    SELECT c.segment, julianday(b.second_purchase) - julianday(b.first_purchase) AS days, p.period_days, p.confidence,
           julianday(p.as_of) - julianday(b.first_purchase) >= p.period_days AS is_mature
    FROM advocacy_period AS p CROSS JOIN buyer AS b LEFT JOIN customer AS c ON c.customer_id = b.customer_id),
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

---------------------------------------------------------------------------------------------------
-- Referrals, reviews, social media, AI answers
---------------------------------------------------------------------------------------------------

-- Referrals made in the period, free or rewarded: how many brought a customer (percent), what those spent
-- to date, and what one cost in rewards beside a new customer of the other channels that cost money. The
-- viral factor is customers brought in for each customer there is; `share_of_new` is the share of the period's new
-- customers (percent) whom these referrals brought.
DROP VIEW IF EXISTS referral_funnel;
CREATE VIEW referral_funnel AS
WITH base AS (
    SELECT count(*) AS customers, count(*) FILTER (WHERE c.joined_at >= p.period_start) AS new_customers
    FROM advocacy_period AS p JOIN customer AS c ON c.joined_at < p.period_end),
reward AS (
    SELECT sum(c.cost) AS cost FROM programme_cost AS c CROSS JOIN advocacy_period AS p
    WHERE c.kind = 'rewards' AND c.month >= substr(p.period_start, 1, 7) AND c.month <= substr(p.as_of, 1, 7)),
others AS (
    SELECT sum(cost) / sum(customers) AS cost FROM acquisition_channels WHERE channel <> 'referral' AND cost > 0),
counted AS (
    SELECT r.rewarded, count(DISTINCT r.referrer_id) AS referrers, count(*) AS referrals,
           count(*) FILTER (WHERE r.converted_at < p.period_end) AS converted,
           sum(v.revenue) FILTER (WHERE r.converted_at < p.period_end) AS revenue_to_date
    FROM advocacy_period AS p
    JOIN referral AS r ON r.referred_at >= p.period_start AND r.referred_at < p.period_end
    LEFT JOIN customer_revenue AS v ON v.customer_id = r.referred_id
    GROUP BY r.rewarded)
SELECT CASE WHEN each_kind.rewarded THEN 'rewarded' ELSE 'free' END AS kind,
       each_kind.referrers, each_kind.referrals, each_kind.converted,
       100.0 * each_kind.converted / each_kind.referrals AS conversion,
       wilson_lower(each_kind.converted, each_kind.referrals, p.confidence) AS lower,
       wilson_upper(each_kind.converted, each_kind.referrals, p.confidence) AS upper,
       1.0 * each_kind.converted / each_kind.referrers AS customers_per_referrer,
       1.0 * each_kind.converted / nullif(the_base.customers, 0) AS viral_factor,
       100.0 * each_kind.converted / nullif(the_base.new_customers, 0) AS share_of_new, the_base.new_customers,
       each_kind.revenue_to_date,
       CASE WHEN each_kind.rewarded THEN the_reward.cost / nullif(each_kind.converted, 0) ELSE 0 END
           AS cost_per_customer,
       the_others.cost AS cost_other_channels
FROM advocacy_period AS p CROSS JOIN base AS the_base CROSS JOIN reward AS the_reward
CROSS JOIN others AS the_others CROSS JOIN counted AS each_kind;

-- New customers of the period by the channel they came through, their share (percent), and what each cost;
-- rewards are the cost of the channel 'referral'. Costs are those of the months that the period touches.
DROP VIEW IF EXISTS acquisition_channels;
CREATE VIEW acquisition_channels AS
WITH joined AS (
    SELECT c.channel, count(*) AS customers FROM advocacy_period AS p
    JOIN customer AS c ON c.joined_at >= p.period_start AND c.joined_at < p.period_end
    GROUP BY c.channel),
cost AS (
    SELECT s.channel, sum(s.cost) AS cost
    FROM (SELECT channel, month, cost FROM acquisition_cost
          UNION ALL SELECT 'referral', month, cost FROM programme_cost WHERE kind = 'rewards') AS s
    CROSS JOIN advocacy_period AS p
    WHERE s.month >= substr(p.period_start, 1, 7) AND s.month <= substr(p.as_of, 1, 7)
    GROUP BY s.channel),
total AS (SELECT coalesce(sum(customers), 0) AS customers FROM joined),
named AS (SELECT channel FROM joined UNION SELECT channel FROM cost)
SELECT each_channel.channel, coalesce(j.customers, 0) AS customers, the_total.customers AS new_customers,
       100.0 * coalesce(j.customers, 0) / nullif(the_total.customers, 0) AS share,
       wilson_lower(coalesce(j.customers, 0), the_total.customers, p.confidence) AS lower,
       wilson_upper(coalesce(j.customers, 0), the_total.customers, p.confidence) AS upper,
       c.cost, c.cost / j.customers AS cost_per_customer
FROM advocacy_period AS p CROSS JOIN total AS the_total CROSS JOIN named AS each_channel
LEFT JOIN joined AS j ON j.channel = each_channel.channel
LEFT JOIN cost AS c ON c.channel = each_channel.channel;

-- Reviews of the period by platform. `bayes_rating` is the mean that a few reviews cannot swing: ten
-- reviews' worth of the overall mean are added. `positive`: four stars and more, percent. `few` says that
-- a platform has too few reviews to be read by itself.
DROP VIEW IF EXISTS review_quality;
CREATE VIEW review_quality AS
WITH recent AS (
    SELECT v.* FROM advocacy_period AS p
    JOIN review AS v ON v.posted_at >= p.period_start AND v.posted_at < p.period_end),
overall AS (SELECT avg(rating) AS rating FROM recent)
SELECT r.platform, count(*) AS reviews, avg(r.rating) AS rating,
       rating_bayes(r.rating, the_overall.rating, 10) AS bayes_rating,
       100.0 * sum(r.rating >= 4) / count(*) AS positive,
       wilson_lower(sum(r.rating >= 4), count(*), p.confidence) AS lower,
       wilson_upper(sum(r.rating >= 4), count(*), p.confidence) AS upper,
       100.0 * count(r.answered_at) / count(*) AS answered, avg(r.length) AS words,
       100.0 * sum(r.rewarded) / count(*) AS rewarded, count(*) < p.minimum_responses AS few
FROM recent AS r CROSS JOIN overall AS the_overall CROSS JOIN advocacy_period AS p
GROUP BY r.platform;

-- Our mentions of the period by platform beside all brands': share of voice (percent), net sentiment
-- (-100 to 100), engagement, what customers made themselves. Paid posts are left out.
DROP VIEW IF EXISTS social_presence;
CREATE VIEW social_presence AS
WITH post AS (
    SELECT m.platform, m.brand = p.own_brand AS is_ours, m.engagements, m.user_made,
           CASE WHEN m.brand = p.own_brand THEN m.sentiment END AS sentiment, p.confidence
    FROM advocacy_period AS p
    JOIN mention AS m ON m.posted_at >= p.period_start AND m.posted_at < p.period_end
    WHERE m.paid = 0)
SELECT platform, count(*) AS all_brands, count(*) FILTER (WHERE is_ours) AS mentions,
       100.0 * count(*) FILTER (WHERE is_ours) / count(*) AS share_of_voice,
       wilson_lower(count(*) FILTER (WHERE is_ours), count(*), confidence) AS lower,
       wilson_upper(count(*) FILTER (WHERE is_ours), count(*), confidence) AS upper,
       count(sentiment) AS judged, sentiment_net(sentiment) AS net_sentiment,
       nps_lower(CASE sentiment WHEN 'positive' THEN 10 WHEN 'neutral' THEN 8 WHEN 'negative' THEN 0 END, confidence)
           AS net_sentiment_lower, -- the same statistic as a score: one share less another
       nps_upper(CASE sentiment WHEN 'positive' THEN 10 WHEN 'neutral' THEN 8 WHEN 'negative' THEN 0 END, confidence)
           AS net_sentiment_upper,
       sum(engagements) FILTER (WHERE is_ours) AS engagements,
       count(*) FILTER (WHERE is_ours AND user_made) AS user_made
FROM post
GROUP BY platform, confidence;

-- What AI assistants answered in the period, by platform: in how many answered questions the brand is
-- named (percent), its share among all brands named (percent), how often its naming is cited and with one of
-- our customers' reviews (percent), by how many customers those are, and the net sentiment (-100 to 100).
DROP VIEW IF EXISTS ai_visibility;
CREATE VIEW ai_visibility AS
WITH recent AS (
    SELECT a.platform, a.asked_at || '|' || a.question AS asked, a.brand, a.brand = p.own_brand AS is_ours,
           a.sentiment, a.cited, a.review_id, a.customer_id, p.confidence
    FROM advocacy_period AS p
    JOIN ai_answer AS a ON a.asked_at >= p.period_start AND a.asked_at < p.period_end),
counted AS (
    SELECT platform, confidence, count(DISTINCT asked) AS questions,
           count(DISTINCT CASE WHEN is_ours THEN asked END) AS named, count(brand) AS brands_named,
           count(*) FILTER (WHERE is_ours) AS ours, count(*) FILTER (WHERE is_ours AND cited) AS cited,
           count(*) FILTER (WHERE is_ours AND review_id IS NOT NULL) AS by_review,
           count(DISTINCT CASE WHEN is_ours THEN customer_id END) AS customers_cited,
           sentiment_net(CASE WHEN is_ours THEN sentiment END) AS net_sentiment
    FROM recent GROUP BY platform, confidence)
SELECT platform, questions, named, 100.0 * named / questions AS visibility,
       wilson_lower(named, questions, confidence) AS lower, wilson_upper(named, questions, confidence) AS upper,
       brands_named, ours, 100.0 * ours / nullif(brands_named, 0) AS share_of_brands,
       wilson_lower(ours, brands_named, confidence) AS share_lower,
       wilson_upper(ours, brands_named, confidence) AS share_upper,
       100.0 * cited / nullif(ours, 0) AS cited, 100.0 * by_review / nullif(ours, 0) AS cited_reviews,
       customers_cited, net_sentiment
FROM counted;

---------------------------------------------------------------------------------------------------
-- Feedback, programme, company
---------------------------------------------------------------------------------------------------

-- All sources of customer information: how much is there, how fresh it is, the share of customers it
-- covers (percent), whether it was chosen, and who answers for it. All time up to as_of. `unreadable_times` are
-- times that are no ISO text; their rows are not counted otherwise, here and in no view of a period.
DROP VIEW IF EXISTS feedback_sources;
CREATE VIEW feedback_sources AS
WITH item(source, customer_id, happened_at) AS (
    SELECT 'survey_response', customer_id, answered_at FROM survey_response
    UNION ALL SELECT 'purchase', customer_id, purchased_at FROM purchase
    UNION ALL SELECT 'review', customer_id, posted_at FROM review
    UNION ALL SELECT 'mention', customer_id, posted_at FROM mention
    UNION ALL SELECT 'referral', referrer_id, referred_at FROM referral
    UNION ALL SELECT 'advocacy_act', customer_id, acted_at FROM advocacy_act
    UNION ALL SELECT 'ai_answer', customer_id, asked_at FROM ai_answer
    UNION ALL SELECT 'touchpoint', customer_id, opened_at FROM touchpoint
    UNION ALL SELECT source, customer_id, raised_at FROM feedback),
counted AS (
    SELECT i.source, count(*) FILTER (WHERE i.counts) AS rows, max(i.happened_at) FILTER (WHERE i.counts) AS newest,
           count(DISTINCT i.customer_id) FILTER (WHERE i.counts) AS customers,
           count(*) FILTER (WHERE NOT i.is_readable) AS unreadable_times
    FROM (SELECT e.source, e.customer_id, e.happened_at, e.is_readable,
                 e.is_readable AND e.happened_at < p.period_end AS counts
          FROM (SELECT source, customer_id, happened_at,
                       happened_at LIKE '____-__-__%' AS is_readable FROM item) AS e
          CROSS JOIN advocacy_period AS p
          LIMIT -1) AS i -- keeps SQLite from working `counts` out again for each use of it
    GROUP BY i.source),
total AS (SELECT count(*) AS customers FROM customer),
named AS (SELECT source FROM feedback_source UNION SELECT source FROM counted)
SELECT each_source.source, coalesce(each_count.rows, 0) AS rows, each_count.newest,
       CAST(julianday(p.as_of) - julianday(date(each_count.newest)) AS INTEGER) AS days_old,
       coalesce(each_count.customers, 0) AS customers,
       100.0 * min(coalesce(each_count.customers, 0), the_total.customers) / nullif(the_total.customers, 0) AS coverage,
       wilson_lower(min(coalesce(each_count.customers, 0), the_total.customers),
                    the_total.customers, p.confidence) AS lower,
       wilson_upper(min(coalesce(each_count.customers, 0), the_total.customers),
                    the_total.customers, p.confidence) AS upper,
       coalesce(f.chosen, 0) AS chosen, f.owner, coalesce(each_count.unreadable_times, 0) AS unreadable_times
FROM named AS each_source
LEFT JOIN counted AS each_count ON each_count.source = each_source.source
LEFT JOIN feedback_source AS f ON f.source = each_source.source
CROSS JOIN total AS the_total CROSS JOIN advocacy_period AS p;

-- What became of the items that customers raised in the period, by source: answered and resolved
-- (percent), the mean days to each, and the outcomes of those resolved.
DROP VIEW IF EXISTS feedback_response;
CREATE VIEW feedback_response AS
SELECT f.source, count(*) AS raised, count(f.answered_at) AS answered, count(f.resolved_at) AS resolved,
       100.0 * count(f.answered_at) / count(*) AS answered_share,
       wilson_lower(count(f.answered_at), count(*), p.confidence) AS answered_lower,
       wilson_upper(count(f.answered_at), count(*), p.confidence) AS answered_upper,
       100.0 * count(f.resolved_at) / count(*) AS resolved_share,
       wilson_lower(count(f.resolved_at), count(*), p.confidence) AS resolved_lower,
       wilson_upper(count(f.resolved_at), count(*), p.confidence) AS resolved_upper,
       avg(julianday(f.answered_at) - julianday(f.raised_at)) AS days_to_answer,
       avg(julianday(f.resolved_at) - julianday(f.raised_at)) AS days_to_resolve,
       count(*) FILTER (WHERE f.outcome = 'fixed') AS fixed,
       count(*) FILTER (WHERE f.outcome = 'explained') AS explained,
       count(*) FILTER (WHERE f.outcome = 'declined') AS declined,
       count(*) FILTER (WHERE f.outcome NOT IN ('fixed', 'explained', 'declined')) AS other_outcome
FROM advocacy_period AS p JOIN feedback AS f ON f.raised_at >= p.period_start AND f.raised_at < p.period_end
GROUP BY f.source;

-- The programme as a funnel over all its members up to as_of: how many reached each stage after all those
-- before it, and the share of the stage before (percent).
DROP VIEW IF EXISTS programme_funnel;
CREATE VIEW programme_funnel AS
WITH reached AS (
    SELECT m.identified_at < p.period_end AS identified, coalesce(m.recruited_at < p.period_end, 0) AS recruited,
           coalesce(m.activated_at < p.period_end, 0) AS activated,
           coalesce(m.nurtured_at < p.period_end, 0) AS nurtured,
           coalesce(m.measured_at < p.period_end, 0) AS measured
    FROM programme_member AS m CROSS JOIN advocacy_period AS p),
counted AS (
    SELECT count(*) AS members, count(*) FILTER (WHERE identified) AS identified,
           count(*) FILTER (WHERE identified AND recruited) AS recruited,
           count(*) FILTER (WHERE identified AND recruited AND activated) AS activated,
           count(*) FILTER (WHERE identified AND recruited AND activated AND nurtured) AS nurtured,
           count(*) FILTER (WHERE identified AND recruited AND activated AND nurtured AND measured) AS measured
    FROM reached),
stage(members, place, stage, customers, stage_before) AS (
    SELECT members, 1, 'identified', identified, NULL FROM counted
    UNION ALL SELECT members, 2, 'recruited', recruited, identified FROM counted
    UNION ALL SELECT members, 3, 'activated', activated, recruited FROM counted
    UNION ALL SELECT members, 4, 'nurtured', nurtured, activated FROM counted
    UNION ALL SELECT members, 5, 'measured', measured, nurtured FROM counted)
SELECT s.place, s.stage, s.customers, s.stage_before, 100.0 * s.customers / nullif(s.stage_before, 0) AS conversion,
       wilson_lower(s.customers, s.stage_before, p.confidence) AS lower,
       wilson_upper(s.customers, s.stage_before, p.confidence) AS upper
FROM stage AS s CROSS JOIN advocacy_period AS p
WHERE s.members > 0;

-- What comes of asking: asks of the period by kind and channel, the share that led to the act (percent),
-- and the mean days until it.
DROP VIEW IF EXISTS ask_to_act;
CREATE VIEW ask_to_act AS
SELECT k.kind, k.channel, count(*) AS asks, count(k.acted_at) AS acts,
       100.0 * count(k.acted_at) / count(*) AS conversion,
       wilson_lower(count(k.acted_at), count(*), p.confidence) AS lower,
       wilson_upper(count(k.acted_at), count(*), p.confidence) AS upper,
       avg(julianday(k.acted_at) - julianday(k.asked_at)) AS days_to_act
FROM advocacy_period AS p JOIN ask AS k ON k.asked_at >= p.period_start AND k.asked_at < p.period_end
GROUP BY k.kind, k.channel;

-- What the programme costs and returns in the period: rewards and running cost against the revenue of the
-- period from all customers who ever came by referral, but for those who would have come anyway, and the acquisition
-- cost saved on those who joined in it. `return_ratio` is return over cost. What the programme earned by referrals of
-- the period alone is in new_revenue and new_customers. One row.
DROP VIEW IF EXISTS programme_return;
CREATE VIEW programme_return AS
WITH cost AS (
    SELECT sum(cost) FILTER (WHERE kind = 'rewards') AS rewards,
           sum(cost) FILTER (WHERE kind = 'running') AS running, sum(cost) AS cost
    FROM programme_cost CROSS JOIN advocacy_period AS p
    WHERE month >= substr(p.period_start, 1, 7) AND month <= substr(p.as_of, 1, 7)),
earned AS (
    SELECT sum(b.amount) AS revenue, count(DISTINCT b.customer_id) AS customers,
           sum(b.amount) FILTER (WHERE r.converted_at >= p.period_start) AS new_revenue,
           count(DISTINCT b.customer_id) FILTER (WHERE r.converted_at >= p.period_start) AS new_customers
    FROM advocacy_period AS p
    CROSS JOIN (SELECT referred_id, min(converted_at) AS converted_at FROM referral
                WHERE converted_at IS NOT NULL AND NOT coalesce(would_have_come, 0) GROUP BY referred_id) AS r
    CROSS JOIN purchase AS b ON b.customer_id = r.referred_id AND b.purchased_at >= p.period_start
                            AND b.purchased_at < p.period_end
    WHERE r.converted_at < p.period_end),
saved AS (
    SELECT (SELECT sum(customers) FROM acquisition_channels WHERE channel = 'referral') *
           (SELECT sum(cost) / sum(customers) FROM acquisition_channels
            WHERE channel <> 'referral' AND cost > 0) AS cost)
SELECT the_cost.rewards, the_cost.running, the_cost.cost,
       the_earned.revenue AS earned_revenue, the_earned.customers AS earned_customers,
       the_earned.new_revenue, the_earned.new_customers, the_saved.cost AS saved_acquisition_cost,
       (coalesce(the_earned.revenue, 0) + coalesce(the_saved.cost, 0)) / nullif(the_cost.cost, 0) AS return_ratio
FROM cost AS the_cost CROSS JOIN earned AS the_earned CROSS JOIN saved AS the_saved
WHERE the_cost.cost IS NOT NULL;

-- What advocates need and get: of the period's advocates (customers with a free act) how many had a
-- touchpoint of each kind in it (percent), in money or not, how long ago the last was, and how fast they were
-- answered. All six needs, those that nobody met with 0.
DROP VIEW IF EXISTS advocate_needs;
CREATE VIEW advocate_needs AS
WITH advocate AS (SELECT DISTINCT customer_id FROM customer_act WHERE NOT rewarded AND NOT paid),
total AS (SELECT count(*) AS advocates FROM advocate),
met AS (
    SELECT t.need, count(*) AS touchpoints, sum(t.monetary) AS monetary, count(DISTINCT t.customer_id) AS reached,
           max(t.opened_at) AS newest,
           avg(julianday(t.answered_at) - julianday(t.opened_at)) AS days_to_answer,
           avg(julianday(t.resolved_at) - julianday(t.opened_at)) AS days_to_resolve
    FROM advocacy_period AS p
    JOIN touchpoint AS t ON t.opened_at >= p.period_start AND t.opened_at < p.period_end
    WHERE t.customer_id IN (SELECT customer_id FROM advocate)
    GROUP BY t.need)
SELECT each_need.need, the_total.advocates, coalesce(m.reached, 0) AS reached,
       100.0 * coalesce(m.reached, 0) / the_total.advocates AS share,
       wilson_lower(coalesce(m.reached, 0), the_total.advocates, p.confidence) AS lower,
       wilson_upper(coalesce(m.reached, 0), the_total.advocates, p.confidence) AS upper,
       coalesce(m.touchpoints, 0) AS touchpoints, coalesce(m.monetary, 0) AS monetary,
       CAST(julianday(p.as_of) - julianday(date(m.newest)) AS INTEGER) AS days_since_last,
       m.days_to_answer, m.days_to_resolve
FROM advocacy_period AS p CROSS JOIN total AS the_total
CROSS JOIN (SELECT 'respect' AS need UNION ALL SELECT 'appreciation' UNION ALL SELECT 'accessibility'
            UNION ALL SELECT 'being listened to' UNION ALL SELECT 'recognition'
            UNION ALL SELECT 'presence') AS each_need
LEFT JOIN met AS m ON m.need = each_need.need
WHERE the_total.advocates > 0;

-- Which advocate had what: for each customer with a free act in the period the days since the last
-- touchpoint of each need up to as_of (NULL: never), and the mean days that answers took.
DROP VIEW IF EXISTS advocate_attention;
CREATE VIEW advocate_attention AS
WITH touch AS (
    SELECT t.customer_id, t.need, julianday(date(p.as_of)) - julianday(date(t.opened_at)) AS age,
           julianday(t.answered_at) - julianday(t.opened_at) AS wait
    FROM advocacy_period AS p JOIN touchpoint AS t ON t.opened_at < p.period_end),
met AS (
    SELECT customer_id, count(*) AS touchpoints, min(age) AS last,
           min(age) FILTER (WHERE need = 'respect') AS respect,
           min(age) FILTER (WHERE need = 'appreciation') AS appreciation,
           min(age) FILTER (WHERE need = 'accessibility') AS accessibility,
           min(age) FILTER (WHERE need = 'being listened to') AS being_listened_to,
           min(age) FILTER (WHERE need = 'recognition') AS recognition,
           min(age) FILTER (WHERE need = 'presence') AS presence, avg(wait) AS days_to_answer
    FROM touch GROUP BY customer_id)
SELECT a.customer_id, a.acts, coalesce(m.touchpoints, 0) AS touchpoints, m.last AS days_since_last,
       m.respect, m.appreciation, m.accessibility, m.being_listened_to, m.recognition, m.presence, m.days_to_answer
FROM (SELECT customer_id, count(*) AS acts FROM customer_act WHERE NOT rewarded AND NOT paid GROUP BY customer_id) AS a
LEFT JOIN met AS m ON m.customer_id = a.customer_id;

-- Small communities (up to micro_community_members): how many take part (percent), how deeply, and what it
-- brings, in the current period as the community table has it.
DROP VIEW IF EXISTS micro_advocates;
CREATE VIEW micro_advocates AS
SELECT c.name, c.platform, c.members, c.active_members,
       100.0 * min(c.active_members, c.members) / c.members AS active_share,
       wilson_lower(min(c.active_members, c.members), c.members, p.confidence) AS lower,
       wilson_upper(min(c.active_members, c.members), c.members, p.confidence) AS upper,
       1.0 * c.engagements / nullif(c.active_members, 0) AS engagements_per_active_member,
       c.conversions, 1000.0 * c.conversions / c.members AS conversions_per_thousand_members
FROM community AS c CROSS JOIN advocacy_period AS p
WHERE c.members > 0 AND c.members <= p.micro_community_members;

-- How far the company is: 1 single employees act for customers, 2 an advocacy team, 3 a team that
-- coordinates every department, 4 every department and every employee (0: nobody yet). One row.
DROP VIEW IF EXISTS advocacy_maturity;
CREATE VIEW advocacy_maturity AS
SELECT CASE WHEN teams > 0 AND coordinated = departments AND engaged = employees THEN 4
            WHEN teams > 0 AND coordinated = departments THEN 3
            WHEN teams > 0 THEN 2
            WHEN engaged > 0 THEN 1
            ELSE 0 END AS level,
       departments, coordinated AS coordinated_departments, employees, engaged AS engaged_employees,
       100.0 * engaged / employees AS engaged_share,
       wilson_lower(engaged, employees, p.confidence) AS lower,
       wilson_upper(engaged, employees, p.confidence) AS upper
FROM (SELECT count(*) AS departments, count(*) FILTER (WHERE coordinated OR is_advocacy_team) AS coordinated,
             count(*) FILTER (WHERE is_advocacy_team) AS teams, sum(employees) AS employees,
             sum(min(engaged, employees)) AS engaged
      FROM department)
CROSS JOIN advocacy_period AS p
WHERE departments > 0;

COMMIT;
