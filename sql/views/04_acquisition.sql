-- New customers: who brings them, through which channel, and what they cost.

BEGIN;

-- What was spent on each channel in each month; rewards are the cost of the channel 'referral'.
CREATE VIEW channel_spending AS /* advocacy */
SELECT channel, month, cost FROM read_acquisition_cost
UNION ALL SELECT 'referral', month, cost FROM read_programme_cost WHERE kind = 'rewards';

-- New customers of the period by the channel they came through, their share (percent, interval by customer), and what
-- each cost; rewards are the cost of the channel 'referral'. Costs are those of the months that the period touches.
CREATE VIEW acquisition_channels AS /* advocacy */
WITH joined AS (
    SELECT c.channel, count(*) AS customers FROM advocacy_period AS p
    JOIN read_customer AS c ON c.joined_at >= p.period_start
    GROUP BY c.channel),
cost AS (
    SELECT s.channel, sum(s.cost) AS cost
    FROM channel_spending AS s CROSS JOIN advocacy_period AS p
    WHERE s.month >= substr(p.period_start, 1, 7)
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

-- What a customer of each channel cost: all months with a cost up to as_of, and the customers who joined
-- since the first of them. Rewards are the cost of the channel 'referral'; a channel without a cost is free.
CREATE VIEW channel_cost AS /* advocacy */
WITH since AS (SELECT min(month) AS month FROM channel_spending),
cost AS (
    SELECT channel, sum(cost) AS cost FROM channel_spending GROUP BY channel),
joined AS (
    SELECT c.channel, count(*) AS customers
    FROM since AS the_start JOIN read_customer AS c ON c.joined_at >= the_start.month || '-01'
    GROUP BY c.channel)
SELECT j.channel, j.customers, coalesce(c.cost, 0) AS cost, coalesce(c.cost, 0) / j.customers AS cost_per_customer
FROM joined AS j LEFT JOIN cost AS c ON c.channel = j.channel;

-- Referrals made in the period, free or rewarded: how many brought a customer (percent, interval by referrer, who may
-- have made many), what those spent to date, and what one cost in rewards beside a new customer of the other channels that cost money. The
-- viral factor is customers brought in for each customer there is; `share_of_new` is the share of the period's new
-- customers (percent) whom these referrals brought.
CREATE VIEW referral_funnel AS /* advocacy */
WITH base AS (
    SELECT count(*) AS customers, count(*) FILTER (WHERE c.joined_at >= p.period_start) AS new_customers
    FROM advocacy_period AS p CROSS JOIN read_customer AS c),
reward AS (
    SELECT sum(c.cost) AS cost FROM read_programme_cost AS c CROSS JOIN advocacy_period AS p
    WHERE c.kind = 'rewards' AND c.month >= substr(p.period_start, 1, 7)),
others AS (
    SELECT sum(cost) / sum(customers) AS cost FROM acquisition_channels WHERE channel <> 'referral' AND cost > 0),
counted AS (
    SELECT r.rewarded, count(DISTINCT r.referrer_id) AS referrers, count(*) AS referrals,
           count(r.converted_at) AS converted,
           share_clustered(r.converted_at IS NOT NULL, r.referrer_id, p.confidence) AS conversion,
           sum(v.revenue) FILTER (WHERE r.converted_at IS NOT NULL) AS revenue_to_date
    FROM advocacy_period AS p
    JOIN read_referral AS r ON r.referred_at >= p.period_start
    LEFT JOIN customer_revenue AS v ON v.customer_id = r.referred_id
    GROUP BY r.rewarded)
SELECT CASE WHEN each_kind.rewarded THEN 'rewarded' ELSE 'free' END AS kind,
       each_kind.referrers, each_kind.referrals, each_kind.converted,
       advocacy_number(each_kind.conversion, 'share') AS conversion,
       advocacy_number(each_kind.conversion, 'lower') AS lower,
       advocacy_number(each_kind.conversion, 'upper') AS upper,
       1.0 * each_kind.converted / each_kind.referrers AS customers_per_referrer,
       1.0 * each_kind.converted / nullif(the_base.customers, 0) AS viral_factor,
       100.0 * each_kind.converted / nullif(the_base.new_customers, 0) AS share_of_new, the_base.new_customers,
       each_kind.revenue_to_date,
       CASE WHEN each_kind.rewarded THEN the_reward.cost / nullif(each_kind.converted, 0) ELSE 0 END
           AS cost_per_customer,
       the_others.cost AS cost_other_channels
FROM base AS the_base CROSS JOIN reward AS the_reward CROSS JOIN others AS the_others
CROSS JOIN counted AS each_kind;

-- What a customer's referrals of all time are worth: the revenue to date of the referred who would not
-- have come otherwise (or of whom that is not known), and the acquisition cost saved on the others (the mean
-- cost of a customer of the channels that cost money, referral left out). Beside their own revenue:
-- champion, affluent, advocate or miser, cut at the means of the customers who bought or referred.
CREATE VIEW customer_referral_value AS /* advocacy */
WITH saved AS (
    SELECT sum(cost) / sum(customers) AS cost FROM channel_cost WHERE channel <> 'referral' AND cost > 0),
referred AS (
    SELECT r.referrer_id AS customer_id, count(*) AS referred_customers,
           sum(CASE WHEN r.would_have_come THEN coalesce(the_saved.cost, 0)
                     ELSE coalesce(v.revenue, 0) END) AS referral_value
    FROM saved AS the_saved JOIN read_referral AS r ON r.converted_at IS NOT NULL
    LEFT JOIN customer_revenue AS v ON v.customer_id = r.referred_id
    GROUP BY r.referrer_id),
both AS (
    SELECT c.customer_id, c.segment, coalesce(v.revenue, 0) AS lifetime_value,
           coalesce(r.referred_customers, 0) AS referred_customers,
           coalesce(r.referral_value, 0) AS referral_value
    FROM read_customer AS c
    LEFT JOIN customer_revenue AS v ON v.customer_id = c.customer_id
    LEFT JOIN referred AS r ON r.customer_id = c.customer_id
    WHERE v.customer_id IS NOT NULL OR r.customer_id IS NOT NULL),
cut AS (SELECT avg(lifetime_value) AS lifetime_value, avg(referral_value) AS referral_value FROM both)
SELECT b.customer_id, b.segment, b.lifetime_value, b.referred_customers, b.referral_value,
       advocate_quadrant(b.lifetime_value, b.referral_value, the_cut.lifetime_value, the_cut.referral_value) AS quadrant
FROM cut AS the_cut CROSS JOIN both AS b;

COMMIT;
