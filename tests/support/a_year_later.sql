-- What happens to the company of the demonstration after its as_of, 2026-10-31: new rows in every table that has a
-- time, and what had not been answered, resolved, converted or reached until then is.
INSERT INTO customer(customer_id, joined_at, segment, channel) SELECT 'L' || customer_id, '2026-11-01', segment, channel FROM customer LIMIT 500;
INSERT INTO invitation(customer_id, channel, sent_at) SELECT customer_id, 'email', '2026-11-01' FROM customer LIMIT 500;
INSERT INTO survey_response(customer_id, answered_at, score, comment)
SELECT customer_id, '2026-11-01 00:00:00', 0, 'Worse' FROM customer LIMIT 3000;
INSERT INTO purchase(customer_id, purchased_at, amount, reason)
SELECT customer_id, '2027-01-05', 1000, 'reviews' FROM customer LIMIT 3000;
INSERT INTO advocacy_act(customer_id, kind, channel, acted_at, value)
SELECT customer_id, 'reference', 'call', '2026-11-01', 100 FROM customer LIMIT 300;
INSERT INTO referral(referrer_id, channel, referred_at, rewarded) SELECT customer_id, 'link', '2026-12-01', 0 FROM customer LIMIT 300;
INSERT INTO review(customer_id, platform, posted_at, rating, length)
SELECT customer_id, 'Google', '2027-02-01', 1, 3 FROM customer LIMIT 300;
INSERT INTO mention(brand, customer_id, platform, posted_at, sentiment, reach)
SELECT 'Northwind', customer_id, 'Reddit', '2027-02-01', 'positive', 9 FROM customer LIMIT 300;
INSERT INTO ai_answer(platform, asked_at, question, brand, sentiment, cited)
SELECT 'Sage', '2027-02-01', 'Which? ' || customer_id, 'Northwind', 'positive', 1 FROM customer LIMIT 300;
INSERT INTO ask(customer_id, kind, channel, asked_at) SELECT customer_id, 'review', 'email', '2026-11-01' FROM customer LIMIT 3000;
INSERT INTO programme_member(customer_id, identified_at)
SELECT customer_id, '2026-11-01' FROM customer WHERE customer_id NOT IN (SELECT customer_id FROM programme_member) LIMIT 300;
INSERT INTO touchpoint(customer_id, need, opened_at) SELECT customer_id, 'respect', '2026-11-01' FROM customer LIMIT 300;
INSERT INTO feedback(customer_id, source, raised_at, topic, product) SELECT customer_id, 'support', '2026-11-01', 'billing', 'App' FROM customer LIMIT 300;
INSERT INTO driver_rating SELECT response_id, 'support', 1 FROM survey_response WHERE answered_at = '2026-11-01 00:00:00';
INSERT INTO acquisition_cost SELECT channel, '2026-11', 1e6 FROM acquisition_cost GROUP BY channel;
INSERT INTO programme_cost VALUES ('2026-11', 'rewards', 1e6), ('2026-11', 'running', 1e6);
INSERT INTO satisfaction_response(customer_id, answered_at, survey, measure, rating)
SELECT customer_id, '2026-11-01', 'after support', 'csat', 1 FROM customer LIMIT 300;
INSERT INTO subscription SELECT customer_id, '2026-11-01', NULL FROM customer LIMIT 300;
UPDATE subscription SET ended_at = '2026-11-01' WHERE ended_at IS NULL;
INSERT INTO benchmark SELECT market, 2027, 99, 9, source FROM benchmark GROUP BY market;
UPDATE referral SET converted_at = '2026-11-01', referred_id = 'R' || referral_id, would_have_come = 1
WHERE converted_at IS NULL;
UPDATE review SET answered_at = '2026-11-01' WHERE answered_at IS NULL;
UPDATE ask SET acted_at = '2026-11-01' WHERE acted_at IS NULL;
UPDATE programme_member SET recruited_at = coalesce(recruited_at, '2026-11-01'),
    activated_at = coalesce(activated_at, '2026-11-02'), nurtured_at = coalesce(nurtured_at, '2026-11-03'),
    measured_at = coalesce(measured_at, '2026-11-04');
UPDATE touchpoint SET answered_at = coalesce(answered_at, '2026-11-01'), resolved_at = coalesce(resolved_at, '2026-11-02');
UPDATE feedback SET answered_at = coalesce(answered_at, '2026-11-01') WHERE answered_at IS NULL;
UPDATE feedback SET resolved_at = '2026-11-02', outcome = 'fixed' WHERE resolved_at IS NULL;
