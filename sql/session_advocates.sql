-- The second session of the demonstration: advocates, what they are worth and what they bring.
.mode box
.echo on
-- From the score to people. Each question below is one query on a view of sql/views, over the tables
-- of company.db, for the year to 2026-10-31.

-- The ten strongest advocates: promoters who recommend unpaid. The score is 0 to 100; it weighs what people
-- do, and little what they buy. The reasons are the four signals that add most, and their points.
SELECT customer_id AS customer, segment, answer, acts, round(score, 1) AS score,
       (SELECT group_concat(json_extract(s.value, '$.signal') || ' ' || round(json_extract(s.value, '$.points'), 1), ', ')
        FROM json_each(a.explanation, '$.signals') AS s WHERE s.key < 4) AS "because of"
FROM brand_advocates AS a ORDER BY a.score DESC, customer_id LIMIT 10;

-- Advocacy beside its neighbours, each with its own measures.
SELECT kind, measure,
       CASE WHEN unit IN ('acts', 'customers', 'people') THEN CAST(value AS INTEGER) ELSE round(value, 2) END AS value, unit,
       coalesce(round(lower, 2) || ' to ' || round(upper, 2), '') AS "95%", observations
FROM advocacy_channels;

-- What advocates are worth beside other customers, by what they did, not by what they spend. Acts first, money after:
-- advocates of the year before, by what they spent in this one; and those of this year, by what MBG/NBD and Gamma-Gamma
-- models of each group predict for the next. "before" is the same ratio of the year before they first acted: here it is as
-- large, so that it was not acting that made them spend.
SELECT measure, unit, advocates, others, round(mean_advocates, 2) AS "mean of advocates",
       round(mean_others, 2) AS "mean of others", round(ratio, 2) AS ratio,
       round(lower, 2) || ' to ' || round(upper, 2) AS "95%", coalesce(round(placebo_ratio, 2), '') AS before
FROM advocate_worth;

-- Who brings whom: the referrals of the year, and what was paid for each customer in rewards.
SELECT kind, referrers, referrals, converted, round(conversion, 1) AS "conversion %",
       round(lower, 1) || ' to ' || round(upper, 1) AS "95%", round(share_of_new, 1) AS "of new customers %",
       round(reward_per_customer, 2) AS "reward each"
FROM referral_funnel ORDER BY kind;

-- What a new customer costs by channel, everything included, and after how many months it is earned back (empty: not yet).
SELECT channel, customers, round(share, 1) AS "share %", round(cost_per_customer, 2) AS "cost each",
       coalesce(payback_months, '') AS "back after, months"
FROM acquisition_channels ORDER BY channel;

-- Does the programme pay? Customers whom it brought in the year, and what they cost elsewhere. 0% would be even.
SELECT round(cost, 2) AS cost, round(gross_profit, 2) AS "profit from them", round(saved_acquisition_cost, 2) AS saved,
       round(return_on_investment, 1) AS "return %", round(earlier_revenue, 2) AS "not in it: from earlier ones"
FROM programme_return;

-- Whom to invite next: customers who never recommended us, are not detractors and were not asked in the last 90 days,
-- by the probability that they do so of their own accord in the next year. It comes from a model of the year before;
-- the reasons are the three things that move it most, in log-odds. Years as a customer lower it: those who have been
-- here long and never spoke will hardly begin.
SELECT place, customer_id AS customer, segment, answer, round(100 * probability, 1) AS "probability %", reasons
FROM advocate_candidates ORDER BY place LIMIT 10;

-- Does it work? The same, one year earlier: everyone who had not recommended us by 2025-10-31, most probable
-- first, and who of them did in the year after, which the model had not seen. captured_share says what part of them
-- somebody finds who calls the most probable tenth, two tenths and so on.
SELECT bin, customers, advocates, round(rate, 2) AS "rate %", round(lower, 2) || ' to ' || round(upper, 2) AS "95%",
       round(lift, 1) AS lift, round(captured_share, 1) AS "captured %", round(auc, 3) AS auc
FROM advocate_gains ORDER BY bin;

-- Why did Business fall? What came up more often of late than the half year before lets expect.
SELECT kind, subject, segment, days, observed, round(expected, 1) AS expected,
       CASE WHEN p_adjusted < 0.0001 THEN '< 0.0001' ELSE printf('%.4f', p_adjusted) END AS "p, adjusted"
FROM feedback_alert WHERE is_alarm ORDER BY p_value;

-- What comments are about, and what each theme has in the score, in points.
SELECT theme, responses, round(nps, 1) AS nps, round(impact, 1) AS impact,
       round(impact_lower, 1) || ' to ' || round(impact_upper, 1) AS "95%", round(share_change, 1) AS "change of share"
FROM nps_themes ORDER BY impact;

-- What matters most to those who answer, and how it is rated.
SELECT driver, round(mean, 2) AS rating, round(share, 1) AS "share %", round(lower, 1) || ' to ' || round(upper, 1) AS "95%", quadrant
FROM nps_drivers WHERE scope = 'all' ORDER BY share DESC;

-- How far the company is: 1 single employees, 2 an advocacy team, 3 a team that coordinates every department,
-- 4 every department and every employee.
SELECT level, coordinated_departments || ' of ' || departments AS "departments coordinated",
       engaged_employees || ' of ' || employees AS "employees engaged", round(engaged_share, 1) AS "engaged %"
FROM advocacy_maturity;

