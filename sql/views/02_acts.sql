-- Acts of advocacy: what customers do for the brand, when and where.

BEGIN;

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

COMMIT;
