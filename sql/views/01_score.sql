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
-- An interval says how far a figure may be from that of all who could have been observed. It goes by a unit, and the
-- view says by which: the customer, the author or the post that was found by chance, with all that comes from it.
-- Intervals are NULL where everything comes from one unit.
--
-- The files are read after schema.sql and reading.sql, in the order of their names, into the same database, with
-- sqlite3 -bail. They drop nothing: a name that is taken is an error. The mark `advocacy` says whose a view is:
-- advocacy_setup() makes what carries it anew, also after a newer version of the extension. `make temp-views` makes the
-- same as TEMP views, for a database that must stay as it is.

BEGIN;

-- The answers of survey_response that can be read, of all surveys. Each with the spans of time that it is compared in:
-- its month, its `period` ('current', 'previous', 'before previous', or NULL) and its `quarter` ('current', 'previous',
-- or NULL). Of a customer's answers in a span the one with the greatest `newness` counts: the newest, of two at the same
-- time the lower, and of two that are the same the one with the lower response_id. Each answer without a customer counts
-- by itself.
CREATE VIEW survey_answer AS /* advocacy */
SELECT r.survey, r.response_id, r.customer_id, r.answered_at, r.score AS answer,
       r.answered_at || ' ' || char(43 - r.score) AS newness, -- such as '2026-10-31 !'
       substr(r.answered_at, 1, 7) AS month,
       CASE WHEN r.answered_at >= p.period_start THEN 'current'
            WHEN r.answered_at >= p.previous_start THEN 'previous'
            WHEN r.answered_at >= p.before_previous_start THEN 'before previous' END AS period,
       CASE WHEN r.answered_at >= p.quarter_start THEN 'current'
            WHEN r.answered_at >= p.previous_quarter_start THEN 'previous' END AS quarter
FROM read_survey_response AS r CROSS JOIN advocacy_period AS p
WHERE r.score IS NOT NULL;

-- The survey that the score is of: the one that the settings name, else the one with the most answers by as_of (of two
-- with as many, the first by name). NULL where answers name none. One row.
CREATE VIEW headline_survey AS /* advocacy */
SELECT the_choice.survey
FROM (SELECT count(*) AS answers, coalesce(p.survey, advocacy_text(nps_by(r.score, r.survey), 0, 'segment')) AS survey
      FROM advocacy_period AS p JOIN source_survey_response AS r ON r.answered_at < p.period_end) AS the_choice
WHERE the_choice.answers > 0;

-- Those that count: of the survey that the score is of.
CREATE VIEW valid_answer AS /* advocacy */
SELECT response_id, customer_id, answered_at, answer, newness, month, period, quarter
FROM survey_answer WHERE survey IS (SELECT survey FROM headline_survey);

-- The newest valid answer of each customer in the period, in the previous one and in the one before that.
CREATE VIEW newest_answer AS /* advocacy */
SELECT period, response_id, customer_id, answered_at, answer, nps_category(answer) AS category
FROM (SELECT period, response_id, customer_id, answered_at, answer,
             row_number() OVER (PARTITION BY period, customer_id ORDER BY newness DESC, response_id) AS place
      FROM valid_answer WHERE period IS NOT NULL)
WHERE place = 1 OR customer_id IS NULL;

-- Those of the period and of the previous one, with the customer's segment.
CREATE VIEW period_answer AS /* advocacy */
SELECT a.period, a.response_id, a.customer_id, c.segment, a.answered_at, a.answer, a.category
FROM newest_answer AS a LEFT JOIN read_customer AS c ON c.customer_id = a.customer_id
WHERE a.period IN ('current', 'previous');

-- The newest valid answer of each customer in the period.
CREATE VIEW latest_answer AS /* advocacy */
SELECT response_id, customer_id, segment, answered_at, answer, category
FROM period_answer WHERE period = 'current';

-- What is in the answers: counts over all of survey_response as it is now, of which `future_dated` came after as_of
-- (reading.sql says why). `rejected` is neither blank nor an answer from 0 to 10, and its share is in percent; `without_time`
-- has a blank where the time should be, `unreadable_time` what advocacy_time() cannot read; `answers_in_period` are those of
-- the survey that the score is of, and `repeated` those of them that a newer one of the same customer replaces. Interval by
-- row. One row.
CREATE VIEW survey_quality AS /* advocacy */
SELECT rows, answers, blank, rows - answers - blank AS rejected,
       100.0 * (rows - answers - blank) / rows AS rejected_share,
       wilson_lower(rows - answers - blank, rows, confidence) AS lower,
       wilson_upper(rows - answers - blank, rows, confidence) AS upper,
       future_dated, without_time, unreadable_time, anonymous, answers_in_period,
       answers_in_period - (SELECT count(*) FROM latest_answer) AS repeated
FROM (SELECT p.confidence, count(*) AS rows, count(r.score) AS answers,
             count(*) - count(nullif(advocacy_id(r.raw_score), x'')) AS blank,
             count(*) FILTER (WHERE r.answered_at >= p.period_end) AS future_dated,
             count(*) FILTER (WHERE NOT r.has_time) AS without_time,
             count(*) FILTER (WHERE r.has_time AND r.answered_at IS NULL) AS unreadable_time,
             count(*) - count(r.customer_id) AS anonymous,
             count(r.score) FILTER (WHERE r.answered_at >= p.period_start AND r.answered_at < p.period_end
                                      AND r.survey IS (SELECT survey FROM headline_survey))
                 AS answers_in_period
      FROM advocacy_period AS p
      CROSS JOIN (SELECT customer_id, answered_at, advocacy_id(raw_answered_at) IS NOT NULL AS has_time,
                         score, raw_score, survey
                  FROM source_survey_response LIMIT -1) AS r)
WHERE rows > 0;

-- Each invitation of the period, and whether an answer came of it within response_days: `answered` is 1 or 0, and NULL while
-- it is younger than that, because nobody can tell yet. An answer belongs to the newest invitation before it; a day without
-- a time is all of the day.
CREATE VIEW invitation_outcome AS /* advocacy */
WITH happened(customer_id, happened_at, is_answer, invitation_id, channel) AS (
    SELECT i.customer_id, i.sent_at, 0, i.invitation_id, i.channel
    FROM advocacy_period AS p JOIN read_invitation AS i ON i.sent_at >= p.period_start
    UNION ALL
    SELECT a.customer_id, a.answered_at || CASE length(a.answered_at) WHEN 10 THEN ' 24' ELSE '' END, 1, NULL, NULL
    FROM advocacy_period AS p JOIN valid_answer AS a ON a.answered_at >= p.period_start
    WHERE a.customer_id IS NOT NULL),
placed AS (
    SELECT *, sum(NOT is_answer) OVER (PARTITION BY customer_id ORDER BY happened_at, is_answer, invitation_id
                                       ROWS UNBOUNDED PRECEDING) AS number
    FROM happened)
SELECT i.invitation_id, i.customer_id, i.channel, i.sent_at, i.answered_at,
       CASE WHEN julianday(p.as_of) - julianday(date(i.sent_at)) >= p.response_days
            THEN coalesce(julianday(i.answered_at) - julianday(date(i.sent_at)) <= p.response_days, 0) END AS answered
FROM advocacy_period AS p
CROSS JOIN (SELECT customer_id, max(invitation_id) AS invitation_id, max(channel) AS channel,
                   max(CASE WHEN NOT is_answer THEN happened_at END) AS sent_at,
                   date(substr(min(CASE WHEN is_answer THEN happened_at END), 1, 10)) AS answered_at
            FROM placed WHERE number > 0 GROUP BY customer_id, number) AS i;

-- Of the invitations of the period, by channel, the share that were answered within response_days (AAPOR's response rate 1,
-- percent, interval by customer), and of the customers whom they went to the share who answered any (`customer_rate`).
-- Those that are younger count in neither: `open_invitations`.
CREATE VIEW response_rate AS /* advocacy */
WITH counted AS (
    SELECT i.channel, p.confidence, count(*) - count(i.answered) AS open_invitations,
           share_clustered(i.answered, i.customer_id, p.confidence) AS rate,
           count(DISTINCT CASE WHEN i.answered IS NOT NULL THEN i.customer_id END) AS customers,
           count(DISTINCT CASE WHEN i.answered THEN i.customer_id END) AS customers_answered
    FROM advocacy_period AS p CROSS JOIN invitation_outcome AS i
    GROUP BY i.channel)
SELECT channel, coalesce(advocacy_number(rate, 'trials'), 0) AS invitations,
       coalesce(advocacy_number(rate, 'successes'), 0) AS answered, advocacy_number(rate, 'share') AS rate,
       advocacy_number(rate, 'lower') AS lower, advocacy_number(rate, 'upper') AS upper, customers, customers_answered,
       100.0 * customers_answered / nullif(customers, 0) AS customer_rate,
       wilson_lower(customers_answered, customers, confidence) AS customer_lower,
       wilson_upper(customers_answered, customers, confidence) AS customer_upper, open_invitations
FROM counted;

-- The newest valid answer of each customer in each month.
CREATE VIEW monthly_answer AS /* advocacy */
SELECT a.month, a.customer_id, c.segment, a.answer
FROM (SELECT month, customer_id, answer,
             row_number() OVER (PARTITION BY month, customer_id ORDER BY newness DESC, response_id) AS place
      FROM valid_answer) AS a
LEFT JOIN read_customer AS c ON c.customer_id = a.customer_id
WHERE a.place = 1 OR a.customer_id IS NULL;

-- The newest valid answer of each customer in the last quarter and in the one before.
CREATE VIEW quarterly_answer AS /* advocacy */
SELECT a.quarter, a.customer_id, c.segment, a.answer
FROM (SELECT quarter, customer_id, answer,
             row_number() OVER (PARTITION BY quarter, customer_id ORDER BY newness DESC, response_id) AS place
      FROM valid_answer WHERE quarter IS NOT NULL) AS a
LEFT JOIN read_customer AS c ON c.customer_id = a.customer_id
WHERE a.place = 1 OR a.customer_id IS NULL;

-- The score of the period and of the previous one, of all customers (`scope` 'all') and of each segment ('segment').
-- Interval by customer; an answer without one is a stranger's.
CREATE VIEW period_score AS /* advocacy */
SELECT period, scope, segment, responses, advocacy_number(summary, 'nps') AS nps,
       advocacy_number(summary, 'lower') AS lower, advocacy_number(summary, 'upper') AS upper
FROM (SELECT a.period, each_scope.scope, CASE each_scope.scope WHEN 'segment' THEN a.segment END AS segment,
             count(*) AS responses,
             CASE WHEN count(*) >= p.minimum_responses THEN nps_summary(a.answer, p.confidence) END AS summary
      FROM period_answer AS a CROSS JOIN (SELECT 'all' AS scope UNION ALL SELECT 'segment') AS each_scope
      CROSS JOIN advocacy_period AS p
      GROUP BY 1, 2, 3);

-- Scores against those before: of each month against the month before it (`kind` 'month', `name` the month), and of
-- each segment in the last quarter against the quarter before ('segment', its name). `change` and its interval are in
-- points; `p_value` is the probability of so large a change by chance alone. Who compares many will find some such
-- changes: `p_adjusted` is the p value of each when all of its kind are looked at (Holm, Scandinavian Journal of
-- Statistics 6, 1979), so that where nothing has changed, any at all is below 0.05 in one case of twenty. Intervals by
-- customer, also where one has answered in both spans of time; an answer without a customer is a stranger's.
CREATE VIEW nps_development AS /* advocacy */
WITH side(kind, name, is_this, answer, customer_id) AS (
    SELECT 'month', CASE WHEN each_side.is_this THEN m.month ELSE substr(date(m.month || '-01', '+1 month'), 1, 7) END,
           each_side.is_this, m.answer, m.customer_id
    FROM monthly_answer AS m CROSS JOIN (SELECT 1 AS is_this UNION ALL SELECT 0) AS each_side
    UNION ALL
    SELECT 'segment', segment, quarter = 'current', answer, customer_id FROM quarterly_answer),
counted AS (
    SELECT s.kind, s.name, p.minimum_responses, count(*) FILTER (WHERE s.is_this) AS responses,
           count(*) FILTER (WHERE NOT s.is_this) AS responses_before,
           nps_summary(s.answer, p.confidence) FILTER (WHERE s.is_this) AS summary,
           nps_overlap(s.answer, s.is_this, s.customer_id, p.confidence) AS comparison
    FROM side AS s CROSS JOIN advocacy_period AS p
    GROUP BY s.kind, s.name),
enough AS (
    SELECT kind, name, responses, responses_before,
           CASE WHEN responses >= minimum_responses THEN summary END AS summary,
           CASE WHEN min(responses, responses_before) >= minimum_responses THEN comparison END AS comparison
    FROM counted),
tested AS (
    SELECT kind, name, responses, advocacy_number(summary, 'nps') AS nps, advocacy_number(summary, 'lower') AS lower,
           advocacy_number(summary, 'upper') AS upper, responses_before,
           advocacy_number(comparison, 'difference') AS change, advocacy_number(comparison, 'lower') AS change_lower,
           advocacy_number(comparison, 'upper') AS change_upper, advocacy_number(comparison, 'p_value') AS p_value
    FROM enough),
-- The smallest p value counts as many times as there are, the next one time less, and none less than one before it.
stepped AS (
    SELECT *, min(p_value * (count(p_value) OVER of_kind + 1 - row_number() OVER by_p_value), 1.0) AS step
    FROM tested
    WINDOW of_kind AS (PARTITION BY kind), by_p_value AS (PARTITION BY kind, p_value IS NULL ORDER BY p_value))
SELECT kind, name, responses, nps, lower, upper, responses_before, change, change_lower, change_upper, p_value,
       CASE WHEN p_value IS NOT NULL
            THEN max(step) OVER (PARTITION BY kind ORDER BY p_value ROWS UNBOUNDED PRECEDING) END AS p_adjusted
FROM stepped;

-- The score of each month and its change against the month before, with intervals by customer: `p_value` is the
-- probability of so large a change by chance alone, `p_adjusted` where all months are looked at. All months from the first answer to as_of, those without an answer
-- too, with 0 responses.
-- Months are counted as numbers: date() stands still in February of the year 300, whose 29th it takes for a day.
CREATE VIEW nps_trend AS /* advocacy */
WITH RECURSIVE development AS (SELECT * FROM nps_development WHERE kind = 'month' AND responses > 0),
each_month(month, last) AS (
    SELECT the_first.month, substr(p.as_of, 1, 7)
    FROM (SELECT min(name) AS month FROM development) AS the_first CROSS JOIN advocacy_period AS p
    WHERE the_first.month IS NOT NULL
    UNION ALL
    SELECT printf('%04d-%02d', substr(month, 1, 4) + (substr(month, 6, 2) = '12'), substr(month, 6, 2) % 12 + 1), last FROM each_month WHERE month < last)
SELECT m.month, coalesce(d.responses, 0) AS responses, d.nps, d.lower, d.upper, d.change, d.change_lower,
       d.change_upper, d.p_value, d.p_adjusted
FROM each_month AS m LEFT JOIN development AS d ON d.name = m.month;

-- The score of each segment in the last quarter (quarter_days) against the quarter before, each with the
-- newest answer of a customer: what moved, and whether it is more than noise, also where all segments are looked at
-- (`p_adjusted`). Intervals by customer. Where a segment has too few answers for a score, `pooled` is one: its own, drawn to
-- that of all segments the more the fewer answers it has (nps_by); NULL where there is a score.
CREATE VIEW nps_segments AS /* advocacy */
SELECT d.name AS segment, d.responses, d.nps, d.lower, d.upper, d.responses_before, d.change, d.change_lower,
       d.change_upper, d.p_value, d.p_adjusted, CASE WHEN d.nps IS NULL THEN each_segment.pooled END AS pooled
FROM nps_development AS d
LEFT JOIN (SELECT r.segment, r.pooled
           FROM (SELECT nps_by(answer, segment) AS scores FROM quarterly_answer WHERE quarter = 'current') AS the_scores,
                nps_rows(the_scores.scores) AS r) AS each_segment ON each_segment.segment IS d.name
WHERE d.kind = 'segment';

-- Who moved: customers who answered in both periods, by what they were and what they are, as a share of
-- those who were the same before. Percent, interval by customer.
CREATE VIEW nps_transitions AS /* advocacy */
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

-- The change of the score among those customers, paired, and whether it is more than noise. Interval by customer. One
-- row.
CREATE VIEW nps_period_change AS /* advocacy */
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

-- What each customer bought in each period: `period` 'current', 'previous' or 'before previous'.
CREATE VIEW period_revenue AS /* advocacy */
SELECT period, customer_id, count(*) AS purchases, sum(amount) AS revenue
FROM (SELECT b.customer_id, b.amount,
             CASE WHEN b.purchased_at >= p.period_start THEN 'current'
                  WHEN b.purchased_at >= p.previous_start THEN 'previous'
                  ELSE 'before previous' END AS period
      FROM advocacy_period AS p
      JOIN read_purchase AS b ON b.purchased_at >= p.before_previous_start)
GROUP BY period, customer_id;

-- What a score is worth: customers by the category of their newest answer in the previous period, and
-- what they did in the period_days after it, which have all passed. `repurchased` is the share who bought
-- again, in percent, with its interval by customer; purchases and spend are means over all of them, with or without a
-- purchase.
CREATE VIEW nps_outcomes AS /* advocacy */
WITH mature AS (
    SELECT a.customer_id, a.category, a.answered_at,
           date(a.answered_at, '+' || p.period_days || ' days') AS until
    FROM period_answer AS a CROSS JOIN advocacy_period AS p
    WHERE a.period = 'previous' AND a.customer_id IS NOT NULL),
outcome AS (
    SELECT m.category, count(b.customer_id) AS purchases, coalesce(sum(b.amount), 0) AS spend
    FROM mature AS m
    LEFT JOIN read_purchase AS b ON b.customer_id = m.customer_id AND b.purchased_at > m.answered_at
                               AND b.purchased_at < m.until
    GROUP BY m.customer_id)
SELECT category, count(*) AS customers,
       100.0 * sum(purchases > 0) / count(*) AS repurchased,
       wilson_lower(sum(purchases > 0), count(*), p.confidence) AS lower,
       wilson_upper(sum(purchases > 0), count(*), p.confidence) AS upper,
       avg(purchases) AS purchases, avg(spend) AS spend
FROM outcome CROSS JOIN advocacy_period AS p
GROUP BY category;

-- Growth against the score: each segment's score in the previous period and its revenue then and since. Whoever is in
-- no segment, or not among the customers, has the segment NULL, with answers as with revenue. Growth in percent; the
-- interval is the score's, by customer. `pooled` stands where there are too few answers for a score, as in nps_segments.
CREATE VIEW nps_growth AS /* advocacy */
WITH revenue AS (
    SELECT c.segment, total(r.revenue) FILTER (WHERE r.period = 'previous') AS before,
           total(r.revenue) FILTER (WHERE r.period = 'current') AS after
    FROM period_revenue AS r LEFT JOIN read_customer AS c ON c.customer_id = r.customer_id
    WHERE r.period IN ('current', 'previous')
    GROUP BY c.segment)
SELECT s.segment, s.responses, s.nps, s.lower, s.upper, r.before AS revenue_before, r.after AS revenue,
       100.0 * (r.after - r.before) / nullif(r.before, 0) AS growth,
       CASE WHEN s.nps IS NULL THEN each_segment.pooled END AS pooled
FROM period_score AS s LEFT JOIN revenue AS r ON r.segment IS s.segment
LEFT JOIN (SELECT r.segment, r.pooled
           FROM (SELECT nps_by(answer, segment) AS scores FROM period_answer WHERE period = 'previous') AS the_scores,
                nps_rows(the_scores.scores) AS r) AS each_segment ON each_segment.segment IS s.segment
WHERE s.scope = 'segment' AND s.period = 'previous';

-- The score of the period beside what is published for the market, each with its own error: `market_lower` and
-- `market_upper` are the limits of a score of so many answers whose shares are not known, taken to be as uncertain as any
-- such score can be (no passives); NULL where the source does not say how many, and then the figure is taken as it is.
-- `verdict` goes by both errors together (the limits of the difference do not hold 0: MOVER). Our interval is by customer.
CREATE VIEW nps_benchmark AS /* advocacy */
WITH market AS (
    SELECT b.market, b.year, b.source, b.nps,
           CASE WHEN b.responses > 0
                THEN nps_counts(CAST(round(b.responses * (1 + b.nps / 100) / 2) AS INTEGER), 0,
                                b.responses - CAST(round(b.responses * (1 + b.nps / 100) / 2) AS INTEGER), p.confidence)
                END AS summary
    FROM read_benchmark AS b CROSS JOIN advocacy_period AS p),
beside AS (
    SELECT m.market, m.year, m.source, m.nps AS market_nps,
           min(advocacy_number(m.summary, 'lower'), m.nps) AS market_lower,
           max(advocacy_number(m.summary, 'upper'), m.nps) AS market_upper,
           coalesce(the_score.responses, 0) AS responses, the_score.nps, the_score.lower, the_score.upper,
           the_score.nps - m.nps AS difference
    FROM market AS m
    LEFT JOIN (SELECT * FROM period_score WHERE period = 'current' AND scope = 'all') AS the_score ON 1)
SELECT market, year, source, market_nps, market_lower, market_upper, responses, nps, lower, upper, difference,
       -- The margin of a difference is the root of the sum of the squares of two margins.
       CASE WHEN difference > 0 AND difference * difference > (nps - lower) * (nps - lower)
                + coalesce((market_upper - market_nps) * (market_upper - market_nps), 0) THEN 'above'
            WHEN difference < 0 AND difference * difference > (upper - nps) * (upper - nps)
                + coalesce((market_nps - market_lower) * (market_nps - market_lower), 0) THEN 'below'
            WHEN nps IS NOT NULL THEN 'no difference that shows' END AS verdict
FROM beside;

COMMIT;
