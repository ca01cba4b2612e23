-- The score: which answers count, who gave them, how it develops and what it is worth.
--
-- What holds for all files of this folder: one view for every question of customer advocacy, over the canonical
-- tables of schema.sql or views with their names, one file for each group of questions of sql/README.md. Each view
-- says what it answers, its unit and its window.
--
-- Windows end with advocacy_settings.as_of, itself included, and are period_days long ("the period");
-- the previous period is the one before. Scores are -100 to 100, shares are percentages, each with its
-- number of observations and an interval at advocacy_settings.confidence. With fewer than
-- minimum_responses answers, a score is NULL; its number of responses is still there.
--
-- The files are read after schema.sql and reading.sql, in the order of their names, into the same database; a newer
-- version replaces the views of an older one. `make temp-views` makes the same as TEMP views, for a database that must
-- stay as it is.

BEGIN;

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
-- time the lower. Each answer without a customer counts by itself.
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

COMMIT;
