-- What referrals lead to, and what a new customer costs by channel.

INSERT INTO dashboard_panel VALUES
    ('referrals', 31, 'Referrals', '',
     'Who was recommended to us, how many came, and what a new customer costs by channel: all that was spent on the channel over its new customers, for referral the rewards and the running cost of the programme.',
     'referral, customer, acquisition_cost');

CREATE TEMP TABLE dashboard_referral AS
SELECT kind, referrers, referrals, converted, conversion, lower, upper, share_of_new, reward_per_customer FROM referral_funnel;
CREATE TEMP TABLE dashboard_acquisition AS
SELECT channel, customers, new_customers, share, lower, upper, cost_per_customer, payback_months FROM acquisition_channels;

INSERT INTO dashboard_block VALUES ('referrals', 1, 'chart', 'conversion', 'Share of referrals that brought a customer, %');
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'referrals', 1, 1, chart_bars(kind, round(conversion, 1), lower, upper)
FROM (SELECT * FROM dashboard_referral WHERE conversion IS NOT NULL ORDER BY kind);

INSERT INTO dashboard_block VALUES ('referrals', 2, 'table', 'funnel', 'Referrals that were made');
INSERT INTO dashboard_column VALUES
    ('referrals', 2, 1, 'kind', 'Referral', 'text', 0), ('referrals', 2, 2, 'referrers', 'By customers', 'count', 0),
    ('referrals', 2, 3, 'referrals', 'Referrals', 'count', 0), ('referrals', 2, 4, 'converted', 'Came', 'count', 0),
    ('referrals', 2, 5, 'conversion', 'Conversion', 'share', 1), ('referrals', 2, 8, 'reward_per_customer', 'Reward each', 'money', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7, s8)
SELECT 'referrals', 2, row_number() OVER (ORDER BY kind), kind, referrers, referrals, converted, conversion, lower, upper, reward_per_customer
FROM dashboard_referral;

INSERT INTO dashboard_block VALUES ('referrals', 3, 'table', 'acquisition', 'New customers by the channel they came through');
INSERT INTO dashboard_column VALUES
    ('referrals', 3, 1, 'channel', 'Channel', 'text', 0), ('referrals', 3, 2, 'customers', 'New customers', 'count', 0),
    ('referrals', 3, 3, 'share', 'Share', 'share', 1), ('referrals', 3, 6, 'cost_per_customer', 'Cost each', 'money', 0),
    ('referrals', 3, 7, 'payback_months', 'Earned back after, months', 'count', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7)
SELECT 'referrals', 3, row_number() OVER (ORDER BY customers DESC, channel), channel, customers, share, lower, upper, cost_per_customer,
       payback_months
FROM dashboard_acquisition ORDER BY 3 LIMIT 10;

INSERT INTO dashboard_block VALUES ('referrals', 4, 'figures', 'viral', NULL);
INSERT INTO dashboard_column VALUES
    ('referrals', 4, 1, 'brought', 'New customers whom a hundred customers bring in the period', 'mean', 1),
    ('referrals', 4, 4, 'cycle_days', 'From joining to the first referral, half of those who make one', 'whole days', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4)
SELECT 'referrals', 4, 1, 100 * viral_factor, 100 * lower, 100 * upper, cycle_days FROM viral_factor WHERE referrals > 0;

INSERT INTO dashboard_block
SELECT 'referrals', 5, 'table', 'worth', 'Who was recommended to us, beside others of the same time and segment, per customer, amounts ' || text
FROM dashboard_currency;
INSERT INTO dashboard_column VALUES
    ('referrals', 5, 1, 'measure', 'Measure', 'text', 0), ('referrals', 5, 2, 'mean_referred', 'Recommended', 'row', 0),
    ('referrals', 5, 3, 'mean_others', 'Others', 'row', 0), ('referrals', 5, 4, 'ratio', 'Ratio', 'ratio', 1);
INSERT INTO dashboard_row(panel, block, place, format, s1, s2, s3, s4, s5, s6)
SELECT 'referrals', 5, row_number() OVER (ORDER BY measure DESC), CASE unit WHEN 'money' THEN 'money' ELSE 'mean' END, measure,
       mean_referred, mean_others, ratio, lower, upper
FROM referred_worth;

INSERT INTO dashboard_basis
SELECT 'referrals', printf('%,d referral%s and %,d new customer%s, %s. Amounts %s.', n.referrals,
                           substr('s', 1, n.referrals <> 1), n.came, substr('s', 1, n.came <> 1), s.period_text, c.text)
FROM dashboard_setting AS s CROSS JOIN dashboard_currency AS c
CROSS JOIN (SELECT coalesce((SELECT sum(referrals) FROM dashboard_referral), 0) AS referrals,
                   coalesce((SELECT max(new_customers) FROM dashboard_acquisition), 0) AS came) AS n
WHERE EXISTS (SELECT 1 FROM dashboard_referral) OR EXISTS (SELECT 1 FROM dashboard_acquisition);
