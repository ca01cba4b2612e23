-- Growth that customers bring, what they will buy, who comes back, and who they are by what they buy.

INSERT INTO dashboard_panel VALUES
    ('growth', 33, 'Do customers come back, and what will they buy?', 'wide',
     'Growth in percent of the revenue of the period before: what old customers still bring, and what came with new ones, who were recommended to us or bought by advertising. Then what all buyers should buy in the next twelve months, who came back month after month, and who they are by when, how often and for how much they bought.',
     'purchase, customer, referral');

CREATE TEMP TABLE dashboard_growth AS
SELECT net_revenue_retention, earned_new, bought_new, reactivated, growth, rate, ratio, customers, previous_revenue, revenue
FROM earned_growth_rate;
CREATE TEMP TABLE dashboard_prediction AS
SELECT CASE customers WHEN 'all' THEN 'all buyers' ELSE customers END AS customers, buyers, purchases, purchases_lower, purchases_upper,
       revenue, revenue_lower, revenue_upper, instr('advocates, others, all', customers) AS place
FROM predicted_purchases;
CREATE TEMP TABLE dashboard_cohort AS
SELECT cohort, months_since, customers, bought, share, lower, upper FROM cohort_retention;
CREATE TEMP TABLE dashboard_rfm AS
SELECT segment, count(*) AS customers, 100.0 * count(*) / sum(count(*)) OVER () AS share, avg(recency) AS recency,
       avg(frequency) AS frequency, avg(monetary) AS monetary, sum(monetary) AS revenue,
       row_number() OVER (ORDER BY sum(monetary) DESC, segment) AS place
FROM rfm GROUP BY segment;

INSERT INTO dashboard_block VALUES ('growth', 1, 'figures', 'earned', NULL);
INSERT INTO dashboard_column VALUES
    ('growth', 1, 1, 'net_revenue_retention', 'Old customers still bring', 'share', 0),
    ('growth', 1, 2, 'earned_new', 'New ones who were recommended to us', 'share', 0),
    ('growth', 1, 3, 'bought_new', 'New ones who were not', 'share', 0),
    ('growth', 1, 4, 'reactivated', 'Those who had left and came back', 'share', 0),
    ('growth', 1, 5, 'growth', 'All growth', 'share', 0),
    ('growth', 1, 6, 'rate', 'Growth that we earned', 'share', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6)
SELECT 'growth', 1, 1, net_revenue_retention, earned_new, bought_new, reactivated, growth, rate
FROM dashboard_growth WHERE previous_revenue > 0;

INSERT INTO dashboard_block
SELECT 'growth', 2, 'table', 'predicted', 'What they should buy in the next twelve months, amounts ' || text FROM dashboard_currency;
INSERT INTO dashboard_column VALUES
    ('growth', 2, 1, 'customers', 'Customers', 'text', 0), ('growth', 2, 2, 'buyers', 'Buyers', 'count', 0),
    ('growth', 2, 3, 'purchases', 'Purchases', 'count', 1), ('growth', 2, 6, 'revenue', 'Revenue', 'money', 1);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7, s8)
SELECT 'growth', 2, row_number() OVER (ORDER BY place), customers, buyers, purchases, purchases_lower, purchases_upper, revenue, revenue_lower,
       revenue_upper
FROM dashboard_prediction;

-- The newest eighteen cohorts and their first year, so that the picture fits a phone.
INSERT INTO dashboard_block VALUES ('growth', 3, 'chart', 'cohorts', 'By the month of the first purchase: bought in the 1st, 2nd, ... month after it, %');
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'growth', 3, 1, chart_heat(cohort, months_since, round(share, 1))
FROM (SELECT * FROM dashboard_cohort
      WHERE months_since <= 12 AND cohort IN (SELECT DISTINCT cohort FROM dashboard_cohort ORDER BY cohort DESC LIMIT 18)
      ORDER BY cohort, months_since);

INSERT INTO dashboard_block
SELECT 'growth', 4, 'table', 'rfm', 'Buyers by when, how often and for how much they bought, means per customer, amounts ' || text FROM dashboard_currency;
INSERT INTO dashboard_column VALUES
    ('growth', 4, 1, 'segment', 'They are', 'text', 0), ('growth', 4, 2, 'customers', 'Customers', 'count', 0),
    ('growth', 4, 3, 'share', 'Share', 'share', 0), ('growth', 4, 4, 'recency', 'Last purchase before', 'whole days', 0),
    ('growth', 4, 5, 'frequency', 'Days with a purchase', 'mean', 0), ('growth', 4, 6, 'monetary', 'Spent', 'money', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6)
SELECT 'growth', 4, place, segment, customers, share, recency, frequency, monetary FROM dashboard_rfm;
INSERT INTO dashboard_details VALUES ('growth', 4, 'Buyers by when, how often and for how much they bought (RFM)');

INSERT INTO dashboard_basis
SELECT 'growth', printf('%,d buyer%s to date, %,d of them in %s; amounts %s.', n.buyers, substr('s', 1, n.buyers <> 1), n.now, s.period_text, c.text)
       || coalesce((SELECT printf(' Such a prediction of a period earlier was %+.1f%% off the purchases that came.', bias)
                    FROM dashboard_holdout), '')
FROM dashboard_setting AS s CROSS JOIN dashboard_currency AS c
CROSS JOIN (SELECT coalesce((SELECT max(buyers) FROM dashboard_prediction), 0) AS buyers,
                   coalesce((SELECT sum(customers) FROM dashboard_rfm), 0) AS now) AS n
WHERE n.buyers > 0 OR n.now > 0;
