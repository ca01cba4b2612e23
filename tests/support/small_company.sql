-- A small company with rows in every table, of which each view has something to say: 48 customers over three periods
-- that end with 2026-10-31. For tests that spoil a column and look at all views.
INSERT INTO advocacy_settings(as_of, minimum_responses) VALUES ('2026-10-31', 2);

CREATE TEMP TABLE person AS
WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 48)
SELECT n, 'c' || n AS id FROM number;
CREATE TEMP TABLE year AS SELECT 0 AS ago UNION ALL SELECT 1 UNION ALL SELECT 2;

INSERT INTO customer(customer_id, name, account_id, joined_at, segment, channel)
SELECT id, 'Customer ' || n, 'account ' || (n / 3), CASE WHEN n % 4 = 0 THEN date('2026-01-01', n || ' days') ELSE date('2023-01-01', (7 * n) || ' days') END,
       CASE n % 3 WHEN 0 THEN 'Solo' WHEN 1 THEN 'Team' ELSE 'Firm' END,
       CASE n % 5 WHEN 0 THEN 'referral' WHEN 1 THEN 'organic' WHEN 2 THEN 'sales' ELSE 'advertising' END
FROM person;
INSERT INTO invitation(invitation_id, customer_id, channel, sent_at)
SELECT n, id, CASE n % 2 WHEN 0 THEN 'email' ELSE 'in app' END, date('2026-02-01', (3 * n) || ' days') FROM person;
INSERT INTO survey_response(response_id, customer_id, survey, answered_at, score, comment)
SELECT 100 * y.ago + p.n, p.id, CASE p.n % 16 WHEN 5 THEN 'after support' ELSE 'yearly' END, date('2026-10-28', (-(365 * y.ago + 4 * (p.n % 43))) || ' days'),
       CASE (p.n * 7 + y.ago) % 9 WHEN 0 THEN 6 WHEN 1 THEN '7' WHEN 2 THEN 3 WHEN 3 THEN '8' ELSE 10 - p.n % 2 END,
       CASE (p.n * 7 + y.ago) % 9 WHEN 0 THEN 'Slow to answer' WHEN 2 THEN 'Slow and dear' WHEN 3 THEN 'Good'
                                  ELSE CASE p.n % 3 WHEN 0 THEN 'Good, and quick' WHEN 1 THEN 'Quick and kind' ELSE 'Good' END END
FROM person AS p, year AS y WHERE (p.n + y.ago) % 6 > 0;
INSERT INTO survey_response(response_id, customer_id, survey, answered_at, score, comment)
SELECT 1000 + n, id, 'yearly', date('2026-10-28', (-n) || ' days'), NULL, CASE n % 2 WHEN 0 THEN 'Quick' ELSE 'Too slow' END
FROM person WHERE n % 9 = 4;
INSERT INTO purchase(purchase_id, customer_id, purchased_at, amount, reason)
SELECT 1000 * y.ago + 10 * p.n + each_time.k, p.id,
       date('2026-10-20', (-(365 * y.ago + (37 * each_time.k * (1 + p.n % 4) + 5 * p.n) % 330)) || ' days'),
       CASE (p.n + each_time.k) % 17 WHEN 0 THEN -5.5 ELSE 10 + (p.n * 13 + 7 * each_time.k) % 40 END,
       CASE (p.n + each_time.k) % 4 WHEN 0 THEN 'reviews' WHEN 1 THEN 'advertising' WHEN 2 THEN 'friends and family' END
FROM person AS p, year AS y, (SELECT 1 AS k UNION ALL SELECT 2 UNION ALL SELECT 3) AS each_time
WHERE each_time.k <= 1 + p.n % 3 AND (p.n + y.ago) % 4 > 0;
INSERT INTO advocacy_act(act_id, customer_id, kind, channel, acted_at, rewarded, paid, value)
SELECT 100 * y.ago + p.n, p.id,
       CASE p.n % 4 WHEN 0 THEN 'testimonial' WHEN 1 THEN 'community answer' WHEN 2 THEN 'reference' ELSE 'warning' END,
       CASE p.n % 2 WHEN 0 THEN 'website' ELSE 'forum' END, date('2026-10-01', (-(365 * y.ago + 5 * p.n)) || ' days'),
       p.n % 7 = 0, p.n % 11 = 0, 10.5 * p.n
FROM person AS p, year AS y WHERE p.n % 3 = y.ago;
INSERT INTO referral(referral_id, referrer_id, channel, referred_at, rewarded, referred_id, converted_at, would_have_come)
SELECT n, id, CASE n % 2 WHEN 0 THEN 'link' ELSE 'code' END, date('2026-10-01', (-(9 * n)) || ' days'), n % 3 = 0,
       CASE WHEN n % 4 > 0 THEN 'c' || (49 - n) END, CASE WHEN n % 4 > 0 THEN date('2026-10-20', (-(9 * n)) || ' days') END,
       CASE n % 5 WHEN 0 THEN 1 WHEN 1 THEN 0 END
FROM person WHERE n <= 45 AND n % 2 = 1 OR n % 10 = 0;
INSERT INTO review(review_id, customer_id, platform, posted_at, rating, length, rewarded, answered_at)
SELECT n, id, CASE n % 2 WHEN 0 THEN 'Google' ELSE 'Trustpilot' END, date('2026-10-10', (-(11 * n)) || ' days'),
       1 + (n * 3) % 5, 5 + n, n % 6 = 0, CASE WHEN n % 3 > 0 THEN date('2026-10-13', (-(11 * n)) || ' days') END
FROM person WHERE n % 3 < 2;
INSERT INTO mention(mention_id, brand, customer_id, author, platform, posted_at, sentiment, reach, engagements,
                    conversions, user_made, paid, comment)
SELECT n, CASE WHEN n % 4 > 0 THEN 'us' ELSE 'them' END, id, 'author ' || (n / 2),
       CASE n % 2 WHEN 0 THEN 'Reddit' ELSE 'LinkedIn' END,
       date('2026-10-15', (-(6 * n)) || ' days'), CASE n % 6 WHEN 0 THEN 'negative' WHEN 3 THEN NULL ELSE 'positive' END, 100 * n, 9 * n, n,
       n % 5 = 0, CASE WHEN n % 5 = 1 THEN 12.5 * n ELSE 0 END, CASE n % 5 WHEN 3 THEN 'Too slow' ELSE 'Good, and quick' END
FROM person;
INSERT INTO ai_answer(ai_answer_id, platform, asked_at, question, brand, sentiment, cited, review_id, customer_id)
SELECT n, CASE n % 2 WHEN 0 THEN 'Sage' ELSE 'Oracle' END, date('2026-10-15', (-(n / 2)) || ' days'), 'Which? ' || (n / 3),
       CASE n % 3 WHEN 0 THEN 'us' WHEN 1 THEN 'them' END, CASE n % 4 WHEN 0 THEN 'neutral' ELSE 'positive' END,
       n % 2, CASE WHEN n % 3 = 0 THEN n END, CASE WHEN n % 3 = 0 THEN id END
FROM person WHERE n <= 40;
INSERT INTO ask(ask_id, customer_id, message, kind, channel, asked_at, acted_at)
SELECT n, id, CASE n / 2 % 2 WHEN 0 THEN 'plain' ELSE 'story' END, CASE n % 2 WHEN 0 THEN 'review' ELSE 'reference' END, CASE n % 3 WHEN 0 THEN 'call' ELSE 'email' END,
       date('2026-10-12', (-(8 * n)) || ' days'), CASE WHEN n % 3 > 0 THEN date('2026-10-15', (-(8 * n)) || ' days') END
FROM person;
INSERT INTO programme_member(customer_id, identified_at, recruited_at, activated_at, nurtured_at, measured_at)
SELECT id, date('2026-01-01', n || ' days'), date('2026-02-01', n || ' days'), date('2026-03-01', n || ' days'),
       CASE WHEN n % 2 = 0 THEN date('2026-04-01', n || ' days') END, CASE WHEN n % 4 = 0 THEN date('2026-05-01', n || ' days') END
FROM person WHERE n % 2 = 0 OR n % 5 = 0;
INSERT INTO touchpoint(touchpoint_id, customer_id, need, monetary, opened_at, answered_at, resolved_at)
SELECT n, id, CASE n % 6 WHEN 0 THEN 'respect' WHEN 1 THEN 'appreciation' WHEN 2 THEN 'accessibility'
                         WHEN 3 THEN 'being listened to' WHEN 4 THEN 'recognition' ELSE 'presence' END,
       n % 4 = 0, date('2026-09-01', (-n) || ' days'), date('2026-09-03', (-n) || ' days'), date('2026-09-05', (-n) || ' days')
FROM person;
INSERT INTO feedback(feedback_id, customer_id, source, raised_at, answered_at, resolved_at, outcome, topic, product, comment)
SELECT n, id, CASE n % 2 WHEN 0 THEN 'support' ELSE 'sales calls' END, date('2026-08-01', (-(4 * n)) || ' days'),
       date('2026-08-03', (-(4 * n)) || ' days'), CASE WHEN n % 3 > 0 THEN date('2026-08-06', (-(4 * n)) || ' days') END,
       CASE n % 3 WHEN 1 THEN 'fixed' WHEN 2 THEN 'explained' END, CASE n % 4 WHEN 0 THEN 'billing' ELSE 'speed' END,
       CASE n % 5 WHEN 0 THEN 'App' ELSE 'Desk' END,
       CASE n % 3 WHEN 0 THEN 'Slow' WHEN 1 THEN 'Too dear' END
FROM person;
INSERT INTO feedback_source(source, chosen, owner)
SELECT name, name <> 'mention', 'Marketing' FROM (SELECT 'support' AS name UNION ALL SELECT 'sales calls' UNION ALL SELECT 'review' UNION ALL SELECT 'mention'
      UNION ALL SELECT 'interviews ' || n FROM person WHERE n <= 20);
INSERT INTO community(community_id, name, platform, members, active_members, engagements, conversions)
SELECT n, 'Group ' || n, CASE n % 2 WHEN 0 THEN 'forum' ELSE 'chat' END, 10 * n, 4 * n, 30 * n, n FROM person WHERE n <= 40;
INSERT INTO department(department, employees, engaged, is_advocacy_team, coordinated)
SELECT 'Department ' || n, 4 + n, 1 + n % 3, n = 2, n % 2 FROM person WHERE n <= 40;
INSERT INTO acquisition_cost(channel, month, cost)
SELECT each_channel.name, substr(date('2025-11-01', (n - 1) || ' months'), 1, 7), 100 + 10 * n
FROM person, (SELECT 'advertising' AS name UNION ALL SELECT 'sales') AS each_channel WHERE n <= 12;
INSERT INTO programme_cost(month, kind, cost)
SELECT substr(date('2025-11-01', (n - 1) || ' months'), 1, 7), each_kind.name, 20 + n
FROM person, (SELECT 'rewards' AS name UNION ALL SELECT 'running') AS each_kind WHERE n <= 12;
INSERT INTO benchmark(market, year, nps, responses, source)
SELECT CASE n % 2 WHEN 0 THEN 'software' ELSE 'services' END, 2000 + n % 27, 30 - n, 100 * n, 'institute ' || n FROM person;
INSERT INTO satisfaction_response(satisfaction_id, customer_id, answered_at, survey, measure, rating, points)
SELECT n, id, date('2026-10-20', (-(3 * n)) || ' days'), CASE n % 3 WHEN 0 THEN 'onboarding' ELSE 'after support' END,
       CASE n / 2 % 2 WHEN 0 THEN 'csat' ELSE 'ces' END, 1 + n % 5, CASE n / 2 % 2 WHEN 0 THEN 5 ELSE 7 END
FROM person;
INSERT INTO driver_rating(response_id, driver, rating)
SELECT r.response_id, each_driver.name, 1 + (r.response_id * each_driver.place + CASE WHEN r.score + 0 >= 9 THEN 2 ELSE 0 END) % 5
FROM survey_response AS r, (SELECT 1 AS place, 'support' AS name UNION ALL SELECT 2, 'price' UNION ALL SELECT 3, 'speed') AS each_driver
WHERE r.response_id % 7 > 0;
INSERT INTO theme(theme, pattern)
SELECT theme, pattern FROM (SELECT 'speed' AS theme, 'slow' AS pattern UNION ALL SELECT 'speed', 'quick' UNION ALL SELECT 'price', 'dear'
      UNION ALL SELECT 'answers', 'to answer' UNION ALL SELECT 'quality', 'good a*' UNION ALL SELECT 'manners', 'kind')
UNION ALL SELECT 'theme ' || n, 'word ' || n FROM person WHERE n <= 20;
INSERT INTO subscription(customer_id, started_at, ended_at)
SELECT id, date('2025-06-01', (3 * n) || ' days'), CASE WHEN n % 3 = 0 THEN date('2025-12-01', (4 * n) || ' days') END FROM person;
INSERT INTO target(metric, value, "by")
SELECT CASE n % 10 WHEN 1 THEN 'score' WHEN 2 THEN 'advocates' WHEN 3 THEN 'rating' WHEN 4 THEN 'share of voice'
                   ELSE 'goal ' || n END, 10 + n, date('2026-06-01', n || ' days') FROM person WHERE n <= 40;

DROP TABLE person;
DROP TABLE year;
