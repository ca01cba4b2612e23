-- Activity: who speaks for us, month by month and from one period to the next, what saying leads to, and how all of it
-- develops.

BEGIN;

-- The months that are over or have begun by as_of, of the period and the one before it.
CREATE VIEW recent_month AS /* advocacy */
WITH RECURSIVE each_month(month, last) AS (
    SELECT substr(previous_start, 1, 7), substr(as_of, 1, 7) FROM advocacy_period
    UNION ALL
    SELECT printf('%04d-%02d', substr(month, 1, 4) + (substr(month, 6, 2) = '12'), substr(month, 6, 2) % 12 + 1), last FROM each_month WHERE month < last)
SELECT month FROM each_month;

-- The advocacy rate: of the customers of a month, those who joined by its end, the share who were advocates in it
-- (percent, interval by customer), over all (`scope` 'all') and by segment ('segment'); the months of the period and of
-- the one before. Acts of the months before somebody joined do not count. Who stopped buying is a customer
-- still, as nothing says when somebody ceased to be one.
CREATE VIEW advocacy_rate AS /* advocacy */
WITH joined AS (
    SELECT each_scope.scope, CASE each_scope.scope WHEN 'segment' THEN c.segment END AS segment,
           substr(coalesce(c.joined_at, ''), 1, 7) AS month, count(*) AS customers
    FROM read_customer AS c CROSS JOIN (SELECT 'all' AS scope UNION ALL SELECT 'segment') AS each_scope
    GROUP BY 1, 2, 3),
size AS (
    SELECT j.scope, j.segment, each_month.month, sum(j.customers) AS customers
    FROM recent_month AS each_month JOIN joined AS j ON j.month <= each_month.month
    GROUP BY 1, 2, 3),
active AS (
    SELECT each_scope.scope, CASE each_scope.scope WHEN 'segment' THEN a.segment END AS segment, a.month,
           count(*) AS advocates, sum(a.acts) AS acts
    FROM (SELECT m.span AS month, m.acts, c.segment
          FROM span_voice AS m JOIN read_customer AS c ON c.customer_id = m.customer_id
              AND substr(coalesce(c.joined_at, ''), 1, 7) <= m.span
          WHERE m.kind = 'month' AND m.is_advocate) AS a
    CROSS JOIN (SELECT 'all' AS scope UNION ALL SELECT 'segment') AS each_scope
    GROUP BY 1, 2, 3)
SELECT s.scope, s.segment, s.month, s.customers, coalesce(a.advocates, 0) AS advocates, coalesce(a.acts, 0) AS acts,
       100.0 * coalesce(a.advocates, 0) / s.customers AS rate,
       wilson_lower(coalesce(a.advocates, 0), s.customers, p.confidence) AS lower,
       wilson_upper(coalesce(a.advocates, 0), s.customers, p.confidence) AS upper
FROM size AS s LEFT JOIN active AS a ON a.scope = s.scope AND a.segment IS s.segment AND a.month = s.month
CROSS JOIN advocacy_period AS p
WHERE EXISTS (SELECT 1 FROM recorded_act);

-- Who stayed an advocate: `retained` are advocates of the previous period who acted again in this one, `lapsed` those
-- who did not, shares of the advocates of the previous period; `reactivated` had acted before that and `new` never,
-- shares of the advocates of this one. Percent, intervals by customer. Four rows.
CREATE VIEW advocate_retention AS /* advocacy */
WITH advocate AS (
    SELECT a.customer_id, a.is_current, a.is_previous, f.acted_at < p.previous_start AS was_earlier
    FROM advocacy_period AS p
    CROSS JOIN (SELECT customer_id, max(period = 'current') AS is_current, max(period = 'previous') AS is_previous
                FROM period_advocate GROUP BY customer_id) AS a
    JOIN first_free_act AS f ON f.customer_id = a.customer_id),
counted AS (
    SELECT coalesce(sum(is_previous AND is_current), 0) AS retained,
           coalesce(sum(is_previous AND NOT is_current), 0) AS lapsed,
           coalesce(sum(is_current AND NOT is_previous AND was_earlier), 0) AS reactivated,
           coalesce(sum(is_current AND NOT is_previous AND NOT was_earlier), 0) AS new,
           coalesce(sum(is_previous), 0) AS before, coalesce(sum(is_current), 0) AS now
    FROM advocate),
state(place, state, advocates, of_advocates) AS (
    SELECT 1, 'retained', retained, before FROM counted UNION ALL SELECT 2, 'lapsed', lapsed, before FROM counted
    UNION ALL SELECT 3, 'reactivated', reactivated, now FROM counted UNION ALL SELECT 4, 'new', new, now FROM counted)
SELECT s.place, s.state, s.advocates, s.of_advocates, 100.0 * s.advocates / s.of_advocates AS share,
       wilson_lower(s.advocates, s.of_advocates, p.confidence) AS lower,
       wilson_upper(s.advocates, s.of_advocates, p.confidence) AS upper
FROM state AS s CROSS JOIN advocacy_period AS p
WHERE s.of_advocates > 0;

-- What saying leads to: customers by the category of their newest answer in the previous period, and the share who acted
-- for the brand, free, within period_days of it (percent, interval by customer), with the mean of their acts. The days
-- have all passed. An act before the answer does not count, though it may be why they answered so.
CREATE VIEW promoter_activation AS /* advocacy */
WITH mature AS (
    SELECT a.customer_id, a.category, a.answered_at, date(a.answered_at, '+' || p.period_days || ' days') AS until
    FROM period_answer AS a CROSS JOIN advocacy_period AS p
    WHERE a.period = 'previous' AND a.customer_id IS NOT NULL),
outcome AS (
    SELECT m.customer_id, m.category, count(a.acted_at) AS acts
    FROM mature AS m
    LEFT JOIN free_act AS a ON a.customer_id = m.customer_id AND a.acted_at > m.answered_at AND a.acted_at < m.until
    GROUP BY m.customer_id)
SELECT o.category, count(*) AS customers, sum(o.acts > 0) AS activated, 100.0 * sum(o.acts > 0) / count(*) AS share,
       wilson_lower(sum(o.acts > 0), count(*), p.confidence) AS lower,
       wilson_upper(sum(o.acts > 0), count(*), p.confidence) AS upper, 1.0 * sum(o.acts) / count(*) AS acts
FROM outcome AS o CROSS JOIN advocacy_period AS p
WHERE EXISTS (SELECT 1 FROM recorded_act)
GROUP BY o.category;

-- Everything month by month, of the period and the one before, each with its limits and number of observations: `score`
-- (points), `advocates` (percent of customers, as advocacy_rate), `acts` (free ones: a full count, so without limits),
-- `referrals` (made: a count), `rating` (stars of all reviews, interval by review), `share of voice` (percent of unpaid
-- posts, by author), `AI visibility` (percent of questions that name us, by question) and `response rate` (percent of
-- the customers invited in the month who answered within response_days, by customer, of invitations that old; a day
-- without a time is all of the day). A month without observations has a count of 0, and of other metrics no row.
CREATE VIEW advocacy_trend AS /* advocacy */
WITH span AS (
    SELECT p.*, (SELECT min(month) FROM recent_month) || '-01' AS starts FROM advocacy_period AS p),
scored AS (
    SELECT a.month, CASE WHEN count(*) >= the_span.minimum_responses THEN nps_summary(a.answer, the_span.confidence) END
               AS summary
    FROM span AS the_span JOIN monthly_answer AS a ON a.month || '-01' >= the_span.starts
    GROUP BY a.month),
rated AS (
    SELECT substr(v.posted_at, 1, 7) AS month, count(*) AS n, ratio_of_sums(v.rating, 1, the_span.confidence) AS mean
    FROM span AS the_span JOIN read_review AS v ON v.posted_at >= the_span.starts
    GROUP BY 1),
voice AS (
    SELECT substr(m.posted_at, 1, 7) AS month,
           share_clustered(m.brand = the_span.own_brand, coalesce(m.author, m.customer_id), the_span.confidence) AS share
    FROM span AS the_span JOIN read_mention AS m ON m.posted_at >= the_span.starts
    WHERE m.paid = 0
    GROUP BY 1),
named AS (
    SELECT month, share_clustered(is_named, question, confidence) AS share
    FROM (SELECT substr(a.asked_at, 1, 7) AS month, a.question, the_span.confidence,
                 max(coalesce(a.brand = the_span.own_brand, 0)) AS is_named
          FROM span AS the_span JOIN read_ai_answer AS a ON a.asked_at >= the_span.starts
          GROUP BY 1, a.platform, a.asked_at, a.question)
    GROUP BY month),
invited AS (
    SELECT i.customer_id, substr(i.sent_at, 1, 7) AS month, min(i.sent_at) AS sent_at
    FROM span AS the_span JOIN read_invitation AS i ON i.sent_at >= the_span.starts
    GROUP BY 1, 2),
responded AS (
    SELECT i.month, count(*) AS n, sum(i.answers > 0) AS answered
    FROM (SELECT v.month, v.customer_id, count(a.answer) AS answers
          FROM span AS the_span CROSS JOIN invited AS v
          LEFT JOIN valid_answer AS a ON a.customer_id = v.customer_id
              AND a.answered_at || CASE length(a.answered_at) WHEN 10 THEN ' 24' ELSE '' END >= v.sent_at
              AND a.answered_at < date(v.sent_at, '+' || (the_span.response_days + 1) || ' days')
          WHERE v.sent_at < date(the_span.period_end, '-' || the_span.response_days || ' days')
          GROUP BY v.month, v.customer_id) AS i
    GROUP BY i.month),
made AS (
    SELECT substr(r.referred_at, 1, 7) AS month, count(*) AS n
    FROM span AS the_span JOIN read_referral AS r ON r.referred_at >= the_span.starts
    GROUP BY 1),
has(acts, referrals) AS (
    SELECT EXISTS (SELECT 1 FROM free_act),
           EXISTS (SELECT 1 FROM read_referral)),
metric AS (
    SELECT 'score' AS metric, month, advocacy_number(summary, 'nps') AS value, advocacy_number(summary, 'lower') AS lower,
           advocacy_number(summary, 'upper') AS upper, advocacy_number(summary, 'responses') AS observations
    FROM scored WHERE summary IS NOT NULL
    UNION ALL
    SELECT 'advocates', month, rate, lower, upper, customers FROM advocacy_rate WHERE scope = 'all'
    UNION ALL
    SELECT 'acts', each_month.month, coalesce(a.acts, 0), NULL, NULL, coalesce(a.acts, 0)
    FROM has AS the_flags CROSS JOIN recent_month AS each_month
    LEFT JOIN (SELECT substr(acted_at, 1, 7) AS month, count(*) AS acts
               FROM free_act GROUP BY 1) AS a
        ON a.month = each_month.month
    WHERE the_flags.acts
    UNION ALL
    SELECT 'referrals', each_month.month, coalesce(d.n, 0), NULL, NULL, coalesce(d.n, 0)
    FROM has AS the_flags CROSS JOIN recent_month AS each_month LEFT JOIN made AS d ON d.month = each_month.month
    WHERE the_flags.referrals
    UNION ALL
    SELECT 'rating', month, advocacy_number(mean, 'ratio'), max(advocacy_number(mean, 'lower'), 1.0),
           min(advocacy_number(mean, 'upper'), 5.0), n FROM rated
    UNION ALL
    SELECT 'share of voice', month, advocacy_number(share, 'share'), advocacy_number(share, 'lower'),
           advocacy_number(share, 'upper'), advocacy_number(share, 'trials') FROM voice
    UNION ALL
    SELECT 'AI visibility', month, advocacy_number(share, 'share'), advocacy_number(share, 'lower'),
           advocacy_number(share, 'upper'), advocacy_number(share, 'trials') FROM named
    UNION ALL
    SELECT 'response rate', r.month, 100.0 * r.answered / r.n, wilson_lower(r.answered, r.n, the_span.confidence),
           wilson_upper(r.answered, r.n, the_span.confidence), r.n
    FROM span AS the_span CROSS JOIN responded AS r)
SELECT metric, month, 1.0 * value AS value, lower, upper, observations FROM metric;

-- Where each target stands: the newest month of its metric in advocacy_trend that has a value, and whether it is reached:
-- 'reached' where the whole interval is (of a count: the count), 'open' where the target lies in the interval, so that
-- chance does not let us say, else 'not yet' or, where its day has passed, 'missed'; 'not measured' where
-- advocacy_trend has no such metric or no month of it. `days_left` are below 0 where the day has passed.
CREATE VIEW target_standing AS /* advocacy */
WITH newest AS (SELECT metric, value, lower, upper, observations, max(month) AS month FROM advocacy_trend GROUP BY metric)
SELECT t.metric, t.value AS target, t."by", n.month, n.value, n.lower, n.upper, n.observations,
       CASE WHEN n.value IS NULL THEN 'not measured' WHEN coalesce(n.lower, n.value) >= t.value THEN 'reached'
            WHEN coalesce(n.upper, n.value) >= t.value THEN 'open' WHEN t."by" < p.as_of THEN 'missed'
            ELSE 'not yet' END AS standing,
       CAST(julianday(t."by") - julianday(p.as_of) AS INTEGER) AS days_left
FROM read_target AS t LEFT JOIN newest AS n ON n.metric = t.metric CROSS JOIN advocacy_period AS p;

COMMIT;
