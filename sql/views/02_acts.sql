-- Acts of advocacy: what customers do for the brand, when and where.

BEGIN;

-- Every act of a customer of all time, whichever table holds it, under the signal of advocate_score() that it belongs
-- to: referrals (that brought somebody), references, reviews (four stars and more), mentions (positive). `rewarded` and
-- `paid` acts are that before they are anything else; what detractors tell others is a 'warning'.
CREATE VIEW recorded_act AS /* advocacy */
SELECT customer_id, acted_at, kind, channel, rewarded, paid,
       CASE WHEN kind = 'warning' THEN 'warning' WHEN paid THEN 'paid' WHEN rewarded THEN 'rewarded'
            WHEN kind IN ('community answer', 'user-made content', 'defence') THEN 'mentions'
            ELSE 'references' END AS signal
FROM read_advocacy_act
UNION ALL
SELECT referrer_id, converted_at, 'referral', channel, rewarded, 0,
       CASE WHEN rewarded THEN 'rewarded' ELSE 'referrals' END
FROM read_referral WHERE converted_at IS NOT NULL
UNION ALL
SELECT customer_id, posted_at, 'review', platform, rewarded, 0,
       CASE WHEN rewarded THEN 'rewarded' ELSE 'reviews' END
FROM read_review WHERE rating >= 4 AND customer_id IS NOT NULL
UNION ALL
SELECT m.customer_id, m.posted_at, 'mention', m.platform, 0, m.paid > 0,
       CASE WHEN m.paid > 0 THEN 'paid' ELSE 'mentions' END
FROM advocacy_period AS p JOIN read_mention AS m ON m.brand = p.own_brand
WHERE m.sentiment = 'positive' AND m.customer_id IS NOT NULL;

-- The acts of the period, without warnings.
CREATE VIEW customer_act AS /* advocacy */
SELECT a.customer_id, a.acted_at, a.kind, a.channel, a.rewarded, a.paid, a.signal
FROM advocacy_period AS p JOIN recorded_act AS a ON a.acted_at >= p.period_start
WHERE a.signal <> 'warning';

-- The free acts of all time, neither rewarded nor paid, without warnings: what a customer does of their own accord.
CREATE VIEW free_act AS /* advocacy */
SELECT customer_id, acted_at, kind, channel, signal
FROM recorded_act WHERE signal NOT IN ('warning', 'rewarded', 'paid');

-- Who did what in each month (`kind` 'month', `span` such as '2026-10') and in the period and the two before it ('period',
-- 'current', 'previous' or 'before previous'): customers with free acts, how many, and what they are by their newest answer
-- of the period_days up to the end of that time (NULL: they gave none). `is_advocate` (1 or 0) is the one definition of an
-- advocate: a customer with a free act in that time who is not a detractor. Categories, worth, rates, needs, retention and
-- the page go by it.
CREATE VIEW span_voice AS /* advocacy */
WITH acted AS (
    SELECT each_kind.kind, a.customer_id, count(*) AS acts,
           CASE WHEN each_kind.kind = 'month' THEN substr(a.acted_at, 1, 7) WHEN a.acted_at >= p.period_start THEN 'current'
                WHEN a.acted_at >= p.previous_start THEN 'previous' ELSE 'before previous' END AS span,
           CASE WHEN each_kind.kind = 'month' THEN date(substr(a.acted_at, 1, 7) || '-01', '+1 month')
                WHEN a.acted_at >= p.period_start THEN p.period_end
                WHEN a.acted_at >= p.previous_start THEN p.period_start ELSE p.previous_start END AS ends, p.period_days
    FROM advocacy_period AS p CROSS JOIN (SELECT 'period' AS kind UNION ALL SELECT 'month') AS each_kind
    JOIN free_act AS a ON each_kind.kind = 'month' OR a.acted_at >= p.before_previous_start
    GROUP BY 1, 2, 4),
judged AS (
    SELECT a.kind, a.span, a.customer_id, a.acts, v.answer, max(v.newness)
    FROM acted AS a
    LEFT JOIN valid_answer AS v ON v.customer_id = a.customer_id AND v.answered_at < a.ends
        AND v.answered_at >= date(a.ends, '-' || a.period_days || ' days')
    GROUP BY a.kind, a.span, a.customer_id)
SELECT kind, span, customer_id, nps_category(answer) AS category, acts,
       nps_category(answer) IS NOT 'detractor' AS is_advocate
FROM judged
UNION ALL
SELECT NULL, NULL, NULL, NULL, NULL, NULL FROM customer AS each_a, customer AS each_b WHERE 0; -- as in read_customer

-- The advocates of the period and of the two before it, and how many acts.
CREATE VIEW period_advocate AS /* advocacy */
SELECT span AS period, customer_id, acts FROM span_voice WHERE kind = 'period' AND is_advocate;

-- When each customer recommended us for the first time, unrewarded and unpaid, of their own name: of all time up to
-- as_of.
CREATE VIEW first_free_act AS /* advocacy */
SELECT customer_id, min(acted_at) AS acted_at FROM free_act GROUP BY customer_id;

-- What advocates do and where: acts of the period by kind and channel, how many people they come from,
-- through how many channels those speak on average, and the share of the acts that were rewarded or paid,
-- in percent, interval by customer. Warnings are the detractors' word of mouth.
CREATE VIEW acts_by_channel AS /* advocacy */
WITH act AS (
    SELECT a.customer_id, a.kind, a.channel, a.rewarded OR a.paid AS bought
    FROM advocacy_period AS p JOIN recorded_act AS a ON a.acted_at >= p.period_start),
reach AS (SELECT customer_id, count(DISTINCT channel) AS channels FROM act GROUP BY customer_id),
numbered AS (
    SELECT a.kind, a.channel, a.customer_id, a.bought, r.channels,
           row_number() OVER (PARTITION BY a.kind, a.channel, a.customer_id) AS place
    FROM act AS a JOIN reach AS r ON r.customer_id = a.customer_id),
counted AS (
    SELECT n.kind, n.channel, count(*) AS acts, sum(n.place = 1) AS people,
           avg(CASE WHEN n.place = 1 THEN n.channels END) AS channels,
           share_clustered(n.bought, n.customer_id, p.confidence) AS bought
    FROM numbered AS n CROSS JOIN advocacy_period AS p
    GROUP BY n.kind, n.channel)
SELECT kind, channel, acts, people, 1.0 * acts / people AS acts_per_person, channels AS channels_per_person,
       advocacy_number(bought, 'share') AS bought_share,
       advocacy_number(bought, 'lower') AS lower, advocacy_number(bought, 'upper') AS upper
FROM counted;

-- What acts of advocacy influence, in the period, by kind and channel: the revenue that is attributed to them, summed
-- over the acts that have a value (`valued`), with those that have none counted beside it, and the mean of a valued act
-- with its interval by act; and the people whom they reached, over the acts that say so. Acts that were bought are left
-- out, and so are warnings. Influenced is not caused: one sale may stand beside several acts.
CREATE VIEW act_value AS /* advocacy */
WITH act(kind, channel, customer_id, value, reach) AS (
    SELECT a.kind, a.channel, a.customer_id, a.value, NULL
    FROM advocacy_period AS p JOIN read_advocacy_act AS a ON a.acted_at >= p.period_start
    WHERE a.kind <> 'warning' AND NOT a.paid
    UNION ALL
    SELECT 'mention', m.platform, m.customer_id, NULL, m.reach
    FROM advocacy_period AS p JOIN read_mention AS m ON m.posted_at >= p.period_start
    WHERE m.brand = p.own_brand AND m.sentiment = 'positive' AND m.paid = 0),
counted AS (
    SELECT a.kind, a.channel, count(*) AS acts, count(DISTINCT a.customer_id) AS people, count(a.value) AS valued,
           sum(a.value) AS influenced_revenue, ratio_of_sums(a.value, 1, p.confidence) AS mean,
           count(a.reach) AS with_reach, sum(a.reach) AS reach
    FROM act AS a CROSS JOIN advocacy_period AS p
    GROUP BY a.kind, a.channel)
SELECT kind, channel, acts, people, valued, acts - valued AS without_value, influenced_revenue,
       advocacy_number(mean, 'ratio') AS mean_value, advocacy_number(mean, 'lower') AS lower,
       advocacy_number(mean, 'upper') AS upper, with_reach, reach
FROM counted;

COMMIT;
