-- Feedback: where information comes from, and what becomes of it.

BEGIN;

-- All sources of customer information: how much is there, how fresh it is, the share of customers it
-- covers (percent), whether it was chosen, and who answers for it. All time up to as_of. `unreadable_times` are
-- times that are not ISO text; such rows count for nothing else, here and in all views of a period.
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

COMMIT;
