-- Feedback: where information comes from, and what becomes of it.

BEGIN;

-- All sources of customer information: how much is there, how fresh it is, the share of customers it
-- covers (percent of all of them, a full count; whom it names and `customer` does not is none of these), whether it was
-- chosen, and who answers for it. All time up to as_of. `unreadable_times` are
-- what advocacy_time() cannot read; their rows are not counted otherwise, here and in no other view.
CREATE VIEW feedback_sources AS /* advocacy */
WITH item(source, customer_id, happened_at) AS (
    SELECT 'survey_response', customer_id, answered_at FROM read_survey_response
    UNION ALL SELECT 'purchase', customer_id, purchased_at FROM read_purchase
    UNION ALL SELECT 'review', customer_id, posted_at FROM read_review
    UNION ALL SELECT 'mention', customer_id, posted_at FROM read_mention
    UNION ALL SELECT 'referral', referrer_id, referred_at FROM read_referral
    UNION ALL SELECT 'advocacy_act', customer_id, acted_at FROM read_advocacy_act
    UNION ALL SELECT 'ai_answer', customer_id, asked_at FROM read_ai_answer
    UNION ALL SELECT 'touchpoint', customer_id, opened_at FROM read_touchpoint
    UNION ALL SELECT source, customer_id, raised_at FROM read_feedback),
unreadable(source, value) AS (
    SELECT 'survey_response', advocacy_id(raw_answered_at) FROM source_survey_response WHERE answered_at IS NULL
    UNION ALL SELECT 'purchase', advocacy_id(raw_purchased_at) FROM source_purchase WHERE purchased_at IS NULL
    UNION ALL SELECT 'review', advocacy_id(raw_posted_at) FROM source_review WHERE posted_at IS NULL
    UNION ALL SELECT 'mention', advocacy_id(raw_posted_at) FROM source_mention WHERE posted_at IS NULL
    UNION ALL SELECT 'referral', advocacy_id(raw_referred_at) FROM source_referral WHERE referred_at IS NULL
    UNION ALL SELECT 'advocacy_act', advocacy_id(raw_acted_at) FROM source_advocacy_act WHERE acted_at IS NULL
    UNION ALL SELECT 'ai_answer', advocacy_id(raw_asked_at) FROM source_ai_answer WHERE asked_at IS NULL
    UNION ALL SELECT 'touchpoint', advocacy_id(raw_opened_at) FROM source_touchpoint WHERE opened_at IS NULL
    UNION ALL SELECT coalesce(source, 'unknown'), advocacy_id(raw_raised_at)
              FROM source_feedback WHERE raised_at IS NULL),
pair AS (
    SELECT source, customer_id, count(*) AS rows, max(happened_at) AS newest FROM item GROUP BY source, customer_id),
counted AS (
    SELECT i.source, sum(i.rows) AS rows, max(i.newest) AS newest, count(i.customer_id) AS customers,
           count(c.customer_id) AS known
    FROM pair AS i LEFT JOIN (SELECT DISTINCT customer_id FROM read_customer) AS c ON c.customer_id = i.customer_id
    GROUP BY i.source),
lost AS (SELECT source, count(value) AS times FROM unreadable GROUP BY source),
total AS (SELECT count(DISTINCT customer_id) AS customers FROM read_customer),
named AS (SELECT source FROM read_feedback_source UNION SELECT source FROM counted UNION SELECT source FROM lost)
SELECT each_source.source, coalesce(each_count.rows, 0) AS rows, each_count.newest,
       CAST(julianday(p.as_of) - julianday(date(each_count.newest)) AS INTEGER) AS days_old,
       coalesce(each_count.customers, 0) AS customers,
       100.0 * coalesce(each_count.known, 0) / nullif(the_total.customers, 0) AS coverage,
       coalesce(f.chosen, 0) AS chosen, f.owner, coalesce(each_lost.times, 0) AS unreadable_times
FROM named AS each_source
LEFT JOIN counted AS each_count ON each_count.source = each_source.source
LEFT JOIN lost AS each_lost ON each_lost.source = each_source.source
LEFT JOIN read_feedback_source AS f ON f.source = each_source.source
CROSS JOIN total AS the_total CROSS JOIN advocacy_period AS p;

-- What became of the items that customers raised in the period, by source: answered and resolved
-- (percent, intervals by customer; an item without one is its own), the median days to each, in which what is open counts
-- as longer (NULL while fewer than half are done), and the outcomes of those resolved. `in_time_share` were answered within
-- answer_hours, of those that are so old (percent, interval by customer as well).
CREATE VIEW feedback_response AS /* advocacy */
WITH counted AS (
    SELECT f.source, share_clustered(f.answered_at IS NOT NULL, f.customer_id, p.confidence) AS answered,
           share_clustered(f.resolved_at IS NOT NULL, f.customer_id, p.confidence) AS resolved,
           share_clustered(CASE WHEN 24 * (julianday(p.period_end) - julianday(f.raised_at)) >= p.answer_hours
                                THEN coalesce(24 * (julianday(f.answered_at) - julianday(f.raised_at))
                                              <= p.answer_hours + 1e-3, 0) END, f.customer_id, p.confidence) AS in_time,
           advocacy_median(max(julianday(coalesce(f.answered_at, p.period_end)) - julianday(f.raised_at), 0),
                           f.answered_at IS NOT NULL) AS days_to_answer,
           advocacy_median(max(julianday(coalesce(f.resolved_at, p.period_end)) - julianday(f.raised_at), 0),
                           f.resolved_at IS NOT NULL) AS days_to_resolve,
           count(f.resolved_at) FILTER (WHERE f.outcome = 'fixed') AS fixed,
           count(f.resolved_at) FILTER (WHERE f.outcome = 'explained') AS explained,
           count(f.resolved_at) FILTER (WHERE f.outcome = 'declined') AS declined,
           count(f.resolved_at) FILTER (WHERE f.outcome NOT IN ('fixed', 'explained', 'declined')) AS other_outcome
    FROM advocacy_period AS p JOIN read_feedback AS f ON f.raised_at >= p.period_start
    GROUP BY f.source)
SELECT source, advocacy_number(answered, 'trials') AS raised, advocacy_number(answered, 'successes') AS answered,
       advocacy_number(resolved, 'successes') AS resolved, advocacy_number(answered, 'share') AS answered_share,
       advocacy_number(answered, 'lower') AS answered_lower, advocacy_number(answered, 'upper') AS answered_upper,
       advocacy_number(resolved, 'share') AS resolved_share, advocacy_number(resolved, 'lower') AS resolved_lower,
       advocacy_number(resolved, 'upper') AS resolved_upper, advocacy_number(in_time, 'trials') AS old_enough,
       advocacy_number(in_time, 'share') AS in_time_share, advocacy_number(in_time, 'lower') AS in_time_lower,
       advocacy_number(in_time, 'upper') AS in_time_upper, days_to_answer, days_to_resolve, fixed, explained, declined,
       other_outcome
FROM counted;

-- Closing the loop: customers who were detractors by their newest answer in the previous period, those whom we contacted
-- within answer_hours after it (`contacted` 1: a touchpoint, or an answer to their feedback) and those whom we did not
-- (0). `recovered` are no detractors at their next answer, a share of those who gave one; `bought` did so within
-- period_days of the answer. Percent, intervals by customer. Whoever is called may be one who was easier to win: only chance in
-- who is called makes it a trial.
CREATE VIEW detractor_recovery AS /* advocacy */
WITH detractor AS (
    SELECT a.customer_id, a.answered_at, date(a.answered_at, '+' || p.period_days || ' days') AS until,
           strftime('%Y-%m-%d %H:%M:%S', a.answered_at, '+' || CAST(round(3600 * p.answer_hours) AS INTEGER) || ' seconds')
               AS in_time
    FROM period_answer AS a CROSS JOIN advocacy_period AS p
    WHERE a.period = 'previous' AND a.category = 'detractor' AND a.customer_id IS NOT NULL),
contact(customer_id, happened_at) AS (
    SELECT customer_id, opened_at FROM read_touchpoint
    UNION ALL SELECT customer_id, answered_at FROM read_feedback
    WHERE customer_id IS NOT NULL AND answered_at IS NOT NULL),
contacted AS (
    SELECT d.customer_id, d.answered_at, d.until, count(k.happened_at) > 0 AS is_contacted
    FROM detractor AS d
    LEFT JOIN contact AS k ON k.customer_id = d.customer_id AND k.happened_at > d.answered_at
        AND k.happened_at <= d.in_time
    GROUP BY d.customer_id),
-- The next answer: the first one later, of two at the same time the lower.
followed AS (
    SELECT c.customer_id, c.answered_at, c.until, c.is_contacted, v.answer, min(v.answered_at || char(40 + v.answer))
    FROM contacted AS c
    LEFT JOIN valid_answer AS v ON v.customer_id = c.customer_id AND v.answered_at > c.answered_at
    GROUP BY c.customer_id),
outcome AS (
    SELECT f.is_contacted, f.answer, count(b.customer_id) > 0 AS has_bought
    FROM followed AS f
    LEFT JOIN read_purchase AS b ON b.customer_id = f.customer_id AND b.purchased_at > f.answered_at
        AND b.purchased_at < f.until AND b.amount >= 0
    GROUP BY f.customer_id),
counted AS (
    SELECT is_contacted, count(*) AS customers, count(answer) AS answered,
           coalesce(sum(answer > 6), 0) AS recovered, sum(has_bought) AS bought
    FROM outcome GROUP BY is_contacted)
SELECT c.is_contacted AS contacted, c.customers, c.answered, c.recovered,
       100.0 * c.recovered / nullif(c.answered, 0) AS recovered_share,
       wilson_lower(c.recovered, c.answered, p.confidence) AS lower,
       wilson_upper(c.recovered, c.answered, p.confidence) AS upper, c.bought,
       100.0 * c.bought / c.customers AS bought_share,
       wilson_lower(c.bought, c.customers, p.confidence) AS bought_lower,
       wilson_upper(c.bought, c.customers, p.confidence) AS bought_upper
FROM counted AS c CROSS JOIN advocacy_period AS p;

COMMIT;
