-- New customers: who brings them, through which channel, and what they cost.

BEGIN;

-- What was spent on each channel in each month. The programme is the cost of the channel 'referral': rewards and running
-- cost.
CREATE VIEW channel_spending AS /* advocacy */
SELECT channel, month, cost FROM read_acquisition_cost
UNION ALL SELECT 'referral', month, cost FROM read_programme_cost;

-- New customers of the period by the channel they came through, their share (percent, interval by customer), and what
-- each cost: all cost of the channel over its new customers, rewards and running cost of the programme for 'referral'.
-- Costs are those of the months that the period touches: a month counts with its last day.
CREATE VIEW channel_acquisition AS /* advocacy */
WITH happened(channel, day, customers, cost) AS (
    SELECT channel, joined_at, 1, NULL FROM read_customer
    UNION ALL SELECT channel, month || '-31', 0, cost FROM channel_spending),
counted AS (
    SELECT h.channel, sum(h.customers) AS customers, sum(h.cost) AS cost, p.confidence
    FROM advocacy_period AS p CROSS JOIN happened AS h
    WHERE h.day >= p.period_start
    GROUP BY h.channel),
total AS (SELECT *, sum(customers) OVER () AS new_customers FROM counted)
SELECT channel, customers, new_customers, 100.0 * customers / nullif(new_customers, 0) AS share,
       wilson_lower(customers, new_customers, confidence) AS lower,
       wilson_upper(customers, new_customers, confidence) AS upper, cost, cost / nullif(customers, 0) AS cost_per_customer
FROM total AS each_channel;

-- What a new customer of the period costs in the channels that cost money, referral left out: what a customer who comes
-- by referral saves. One row, none where no such channel brought anybody.
CREATE VIEW saved_cost AS /* advocacy */
SELECT cost / customers AS cost_per_customer
FROM (SELECT sum(cost) AS cost, sum(customers) AS customers
      FROM channel_acquisition WHERE channel <> 'referral' AND cost > 0) AS paid
WHERE customers > 0;

-- The gross profit (revenue times gross_margin) that the new customers of the period brought in each of their months,
-- of 30.4375 days since they joined, by channel: the sum over those who have been customers for the whole of that month,
-- and how many those are. What they bought before they joined stands in the first month.
CREATE VIEW channel_month AS /* advocacy */
WITH RECURSIVE joined AS (
    SELECT c.customer_id, c.channel, julianday(date(c.joined_at)) AS day,
           CAST((julianday(p.period_end) - julianday(date(c.joined_at))) / 30.4375 AS INTEGER) AS months
    FROM advocacy_period AS p CROSS JOIN read_customer AS c
    WHERE c.joined_at >= p.period_start),
observed AS (SELECT channel, months, count(*) AS customers FROM joined GROUP BY channel, months),
month(channel, month, last) AS (
    SELECT channel, 1, max(months) FROM observed GROUP BY channel HAVING max(months) > 0
    UNION ALL
    SELECT channel, month + 1, last FROM month WHERE month < last),
bought AS (
    SELECT j.channel, j.months, max(1 + CAST((julianday(date(b.purchased_at)) - j.day) / 30.4375 AS INTEGER), 1) AS month,
           b.amount * p.gross_margin AS profit
    FROM advocacy_period AS p CROSS JOIN joined AS j JOIN read_purchase AS b ON b.customer_id = j.customer_id),
earned AS (SELECT channel, month, sum(profit) AS profit FROM bought WHERE month <= months GROUP BY channel, month)
SELECT each_month.channel, each_month.month, sum(each_observed.customers) AS customers,
       coalesce(max(each_earned.profit), 0) AS profit
FROM month AS each_month
JOIN observed AS each_observed ON each_observed.channel = each_month.channel AND each_observed.months >= each_month.month
LEFT JOIN earned AS each_earned ON each_earned.channel = each_month.channel AND each_earned.month = each_month.month
GROUP BY each_month.channel, each_month.month;

-- New customers by channel and what each cost, as channel_acquisition has them, and `payback_months`: after how many
-- months the gross profit of a new customer covers that cost, in the mean over those of the channel who have been here so
-- long; NULL when it does not yet, and where nothing is known of the cost.
CREATE VIEW acquisition_channels AS /* advocacy */
WITH earned AS (
    SELECT channel, month,
           sum(profit / customers) OVER (PARTITION BY channel ORDER BY month ROWS UNBOUNDED PRECEDING) AS profit
    FROM channel_month)
SELECT a.channel, a.customers, a.new_customers, a.share, a.lower, a.upper, a.cost, a.cost_per_customer,
       min(each_month.month) AS payback_months
FROM channel_acquisition AS a
LEFT JOIN earned AS each_month ON each_month.channel = a.channel AND each_month.profit >= a.cost_per_customer
GROUP BY a.channel;

-- Whom a referral brought: each customer once, by the first referral that did. It is the programme's where it was rewarded,
-- or was made by a member of the programme after they were recruited.
CREATE VIEW referred_customer AS /* advocacy */
SELECT customer_id, referrer_id, referred_at, converted_at, rewarded, would_have_come, by_programme
FROM (SELECT r.referred_id AS customer_id, r.referrer_id, r.referred_at, r.converted_at, r.rewarded, r.would_have_come,
             r.rewarded OR coalesce(m.recruited_at <= r.referred_at, 0) AS by_programme,
             row_number() OVER (PARTITION BY r.referred_id ORDER BY r.converted_at, r.referral_id) AS place
      FROM read_referral AS r
      LEFT JOIN (SELECT customer_id, min(recruited_at) AS recruited_at FROM read_programme_member
                 GROUP BY customer_id) AS m ON m.customer_id = r.referrer_id
      WHERE r.referred_id IS NOT NULL AND r.converted_at IS NOT NULL)
WHERE place = 1;

-- Referrals made in the period, free or rewarded: how many brought a customer (percent, interval by referrer, who may
-- have made many), what those spent to date, and what one cost in rewards; `share_of_new` is the share of the period's new
-- customers (percent) whom these referrals brought. What a customer of the channel costs in all is
-- acquisition_channels.cost_per_customer.
CREATE VIEW referral_funnel AS /* advocacy */
WITH base AS (
    SELECT count(*) FILTER (WHERE c.joined_at >= p.period_start) AS new_customers
    FROM advocacy_period AS p CROSS JOIN read_customer AS c),
reward AS (
    SELECT sum(c.cost) AS cost FROM read_programme_cost AS c CROSS JOIN advocacy_period AS p
    WHERE c.kind = 'rewards' AND c.month >= substr(p.period_start, 1, 7)),
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
       100.0 * each_kind.converted / nullif(the_base.new_customers, 0) AS share_of_new, the_base.new_customers,
       each_kind.revenue_to_date,
       CASE WHEN each_kind.rewarded THEN the_reward.cost / nullif(each_kind.converted, 0) ELSE 0 END
           AS reward_per_customer
FROM base AS the_base CROSS JOIN reward AS the_reward CROSS JOIN counted AS each_kind;

-- How customers bring customers, free and rewarded referrals together: referrals made in the period for each customer
-- there was at its start, times their conversion (percent), is the viral factor, the customers whom each customer brings;
-- above 1 the company would grow by it alone. Its interval is by customer, NULL where nobody came, which tells no spread.
-- `cycle_days` are the median days from joining to the first referral ever made, of those who made one. One row, none
-- where no referral is recorded.
CREATE VIEW viral_factor AS /* advocacy */
WITH made AS (
    SELECT r.referrer_id AS customer_id, min(r.referred_at) AS first_referral,
           count(*) FILTER (WHERE r.referred_at >= p.period_start) AS referrals,
           count(r.converted_at) FILTER (WHERE r.referred_at >= p.period_start) AS converted
    FROM advocacy_period AS p CROSS JOIN read_referral AS r
    GROUP BY r.referrer_id),
person AS (
    SELECT c.customer_id, coalesce(c.joined_at < p.period_start, 1) AS was_there, m.referrals, m.converted,
           julianday(date(m.first_referral)) - julianday(date(c.joined_at)) AS days
    FROM advocacy_period AS p CROSS JOIN read_customer AS c LEFT JOIN made AS m ON m.customer_id = c.customer_id
    UNION ALL
    SELECT customer_id, 0, referrals, converted, NULL FROM made
    WHERE customer_id NOT IN (SELECT customer_id FROM read_customer)),
counted AS (
    SELECT sum(was_there) AS customers, sum(referrals) AS referrals, sum(converted) AS converted,
           ratio_of_sums(coalesce(converted, 0), was_there, p.confidence) AS factor,
           advocacy_median(CASE WHEN days >= 0 THEN days END) AS cycle_days
    FROM advocacy_period AS p CROSS JOIN person)
SELECT customers, referrals, converted, 1.0 * referrals / customers AS referrals_per_customer,
       100.0 * converted / nullif(referrals, 0) AS conversion, 1.0 * converted / customers AS viral_factor,
       CASE WHEN converted > 0 THEN advocacy_number(factor, 'lower') END AS lower,
       CASE WHEN converted > 0 THEN advocacy_number(factor, 'upper') END AS upper, cycle_days
FROM counted WHERE customers > 0 AND referrals IS NOT NULL;

-- What a customer's referrals of all time are worth: the gross profit to date (revenue times gross_margin) of the
-- referred who would not have come otherwise, unknown_referral_share of it where that is not known, and the acquisition
-- cost saved on those who would have come (saved_cost), less the rewards paid: for each rewarded referral that brought
-- somebody the mean of all rewards. Beside the gross profit from their own purchases: champion, affluent, advocate or
-- miser, cut at the means of the customers who bought or referred; referrals that are worth nothing are never high (Kumar,
-- Petersen and Leone, Journal of Marketing 74, 2010).
CREATE VIEW customer_referral_value AS /* advocacy */
WITH saved AS (SELECT (SELECT cost_per_customer FROM saved_cost) AS cost_per_customer),
paid AS (SELECT sum(cost) AS cost, min(month) AS since FROM read_programme_cost WHERE kind = 'rewards'),
reward AS (
    SELECT max(the_sum.cost) / nullif(count(r.referral_id), 0) AS each
    FROM paid AS the_sum
    LEFT JOIN read_referral AS r ON r.rewarded AND r.converted_at >= the_sum.since),
referred AS (
    SELECT r.referrer_id AS customer_id, count(*) AS referred_customers,
           sum(CASE WHEN r.would_have_come THEN coalesce(the_saved.cost_per_customer, 0)
                    ELSE coalesce(v.revenue, 0) * p.gross_margin
                         * CASE WHEN r.would_have_come IS NULL THEN p.unknown_referral_share ELSE 1 END END) AS earned,
           sum(r.rewarded) * coalesce(the_reward.each, 0) AS rewards
    FROM advocacy_period AS p CROSS JOIN saved AS the_saved CROSS JOIN reward AS the_reward
    JOIN read_referral AS r ON r.converted_at IS NOT NULL
    LEFT JOIN customer_revenue AS v ON v.customer_id = r.referred_id
    GROUP BY r.referrer_id),
both AS (
    SELECT c.customer_id, c.segment, coalesce(v.revenue, 0) * p.gross_margin AS lifetime_value,
           coalesce(r.referred_customers, 0) AS referred_customers, coalesce(r.rewards, 0) AS rewards,
           coalesce(r.earned - r.rewards, 0) AS referral_value
    FROM advocacy_period AS p CROSS JOIN read_customer AS c
    LEFT JOIN customer_revenue AS v ON v.customer_id = c.customer_id
    LEFT JOIN referred AS r ON r.customer_id = c.customer_id
    WHERE v.customer_id IS NOT NULL OR r.customer_id IS NOT NULL),
cut AS (SELECT avg(lifetime_value) AS lifetime_value, max(avg(referral_value), 1e-9) AS referral_value FROM both)
SELECT b.customer_id, b.segment, b.lifetime_value, b.referred_customers, b.rewards, b.referral_value,
       advocate_quadrant(b.lifetime_value, b.referral_value, the_cut.lifetime_value, the_cut.referral_value) AS quadrant
FROM cut AS the_cut CROSS JOIN both AS b;

-- What referred customers are worth beside others of the same time and segment: revenue and purchases to date, and
-- customers whom they brought themselves. Those who came by referral against those who did not, quarter by quarter
-- of joining and segment by segment: the others weigh in each as many as the referred are, and where one of the two
-- is missing both are left out. Means per customer with or without a purchase, the ratio with its interval by
-- customer, NULL where there are fewer than minimum_responses of either. It says what goes together: who refers may know
-- whom to refer.
CREATE VIEW referred_worth AS /* advocacy */
WITH brought AS (
    SELECT referrer_id AS customer_id, count(*) AS customers FROM read_referral WHERE converted_at IS NOT NULL
    GROUP BY referrer_id),
came AS (SELECT DISTINCT referred_id AS customer_id FROM read_referral WHERE converted_at IS NOT NULL),
person AS (
    SELECT c.segment, substr(c.joined_at, 1, 4) * 4 + (substr(c.joined_at, 6, 2) - 1) / 3 AS quarter,
           c.channel = 'referral' OR e.customer_id IS NOT NULL AS is_referred,
           coalesce(v.revenue, 0.0) AS revenue, coalesce(v.purchases, 0) AS purchases,
           coalesce(b.customers, 0) AS customers
    FROM read_customer AS c
    LEFT JOIN customer_revenue AS v ON v.customer_id = c.customer_id
    LEFT JOIN brought AS b ON b.customer_id = c.customer_id
    LEFT JOIN came AS e ON e.customer_id = c.customer_id
    WHERE c.joined_at IS NOT NULL),
stratum AS (
    SELECT segment, quarter, sum(is_referred) AS referred, sum(NOT is_referred) AS others
    FROM person GROUP BY segment, quarter HAVING sum(is_referred) > 0 AND sum(NOT is_referred) > 0),
measured AS (
    SELECT each_measure.place, n.is_referred,
           CASE WHEN n.is_referred THEN 1.0 ELSE 1.0 * s.referred / s.others END AS weight,
           1.0 * CASE each_measure.place WHEN 1 THEN n.revenue WHEN 2 THEN n.purchases ELSE n.customers END AS value
    FROM person AS n JOIN stratum AS s ON s.segment IS n.segment AND s.quarter = n.quarter
    CROSS JOIN (SELECT 1 AS place UNION ALL SELECT 2 UNION ALL SELECT 3) AS each_measure),
mean AS (
    SELECT place, sum(is_referred) AS referred, sum(NOT is_referred) AS others, count(*) AS people,
           sum(CASE WHEN is_referred THEN value END) / sum(is_referred) AS mean_referred,
           sum(CASE WHEN NOT is_referred THEN weight * value END) / sum(CASE WHEN NOT is_referred THEN weight END)
               AS mean_others
    FROM measured GROUP BY place),
-- What each customer adds to the ratio (its influence), so that their mean is the ratio and their spread its error.
compared AS (
    SELECT a.place, max(a.referred) AS referred, max(a.others) AS others, max(a.mean_referred) AS mean_referred,
           max(a.mean_others) AS mean_others,
           CASE WHEN min(a.referred, a.others) >= p.minimum_responses AND a.mean_others > 0 THEN ratio_of_sums(
               a.mean_referred / a.mean_others + 1.0 * a.people / a.referred / a.mean_others
                   * CASE WHEN m.is_referred THEN m.value - a.mean_referred
                          ELSE m.weight * (a.mean_others - m.value) * a.mean_referred / a.mean_others END,
               1, p.confidence) END AS ratio
    FROM mean AS a JOIN measured AS m ON m.place = a.place CROSS JOIN advocacy_period AS p
    GROUP BY a.place)
SELECT CASE place WHEN 1 THEN 'revenue to date' WHEN 2 THEN 'purchases to date' ELSE 'customers brought' END AS measure,
       CASE place WHEN 1 THEN 'money' WHEN 2 THEN 'purchases' ELSE 'customers' END AS unit, referred, others,
       mean_referred, mean_others, advocacy_number(ratio, 'ratio') AS ratio,
       max(advocacy_number(ratio, 'lower'), 0.0) AS lower, advocacy_number(ratio, 'upper') AS upper
FROM compared;

COMMIT;
