-- A small company with something in every table, and in every text column what a page must not take at its word: HTML,
-- quotes, references, controls, a NUL, invalid UTF-8, marks of direction, nothing, much. To be read after schema.sql
-- and the views.

BEGIN;

CREATE TEMP TABLE name(place INTEGER PRIMARY KEY, text);
INSERT INTO name(text) VALUES
    ('</section><script>document.title = "broken"</script>'),
    ('<img src="https://hostile.invalid/x" onerror="document.title = ''broken''">'),
    ('"><b style=''position:fixed'' onmouseover=''x''>'),
    (''' OR 1=1; -- &amp; &lt; &#60; &bogus'),
    (']]></svg></title></style></head><!-- '),
    ('tab' || char(9) || 'line' || char(10) || char(13) || 'bell' || char(7) || 'escape' || char(27) || '[31m' || char(127, 133)),
    ('before' || char(0) || '<b>after a NUL'),
    (CAST(x'ff3c623ec3' AS TEXT)),
    ('right ' || char(8238) || 'to left ' || char(8295) || ' and ' || char(65534, 64976) || ' and ' || char(127881)),
    ('long<' || replace(hex(zeroblob(2500)), '0', 'x')),
    (''),
    ('Ordinary'),
    (x'3c736372697074');

INSERT INTO advocacy_settings(as_of, minimum_responses, own_brand)
SELECT '2026-10-31', 3, text FROM name WHERE place = 1;

CREATE TEMP TABLE person AS
WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 156)
SELECT n, CASE n WHEN 20 THEN 20 WHEN 21 THEN 21.5 ELSE CAST(name.text AS TEXT) || ' ' || n END AS id, name.text AS name
FROM number JOIN name ON name.place = 1 + n % 13;

INSERT INTO customer(customer_id, joined_at, segment, channel, name, account_id)
SELECT id, date('2024-01-01', (n % 300) || ' days'), name, name, name, name FROM person;
INSERT INTO customer(customer_id, joined_at, segment, channel, name)
SELECT 'new ' || n, date('2026-03-01', n || ' days'), name, CASE n % 2 WHEN 0 THEN 'referral' ELSE name END, name
FROM person WHERE n <= 40;
INSERT INTO invitation(customer_id, channel, sent_at) SELECT id, name, '2026-06-01' FROM person;
INSERT INTO survey_response(customer_id, answered_at, score, comment)
SELECT p.id, w.at, CASE WHEN (p.n * 7 + w.shift) % 17 = 0 THEN p.name ELSE (p.n * 7 + w.shift) % 11 END, p.name
FROM person AS p
JOIN (SELECT '2025-03-01' AS at, 0 AS shift UNION ALL SELECT '2026-06-15', 3 UNION ALL SELECT '2026-09-15', 5) AS w;
INSERT INTO purchase(customer_id, purchased_at, amount, reason)
SELECT p.id, date(w.at, (p.n % 50) || ' days'), 10 + p.n % 37,
       CASE p.n % 3 WHEN 0 THEN 'reviews' WHEN 1 THEN 'advocates'' content' END
FROM person AS p
JOIN (SELECT '2024-12-01' AS at UNION ALL SELECT '2025-06-01' UNION ALL SELECT '2025-12-01' UNION ALL SELECT '2026-07-01') AS w
WHERE (p.n + substr(w.at, 6, 2)) % 5 > 0;
INSERT INTO advocacy_act(customer_id, kind, channel, acted_at)
SELECT id, 'testimonial', name, '2026-05-01' FROM person WHERE n % 4 = 0;
INSERT INTO referral(referrer_id, channel, referred_at, rewarded, referred_id, converted_at)
SELECT p.id, p.name, date('2026-02-20', p.n || ' days'), p.n % 2, CASE WHEN p.n % 2 = 0 THEN 'new ' || p.n END,
       CASE WHEN p.n % 2 = 0 THEN date('2026-03-01', p.n || ' days') END
FROM person AS p WHERE p.n <= 40;
INSERT INTO referral(referrer_id, channel, referred_at, rewarded, referred_id, converted_at)
SELECT id, name, '2026-02-20', 1, 'new 1', '2026-03-02' FROM person WHERE n = 41;
INSERT INTO review(customer_id, platform, posted_at, rating, length)
SELECT id, name, '2026-04-01', 1 + n % 5, n FROM person;
INSERT INTO mention(brand, customer_id, platform, posted_at, sentiment, reach, engagements, conversions, paid, comment)
SELECT CASE n % 2 WHEN 0 THEN (SELECT own_brand FROM advocacy_settings) ELSE name END, id, name, '2026-04-02',
       CASE n % 3 WHEN 0 THEN 'positive' WHEN 1 THEN 'negative' END, 1000, n, 1, n % 10 = 0, name
FROM person;
INSERT INTO mention(brand, author, platform, posted_at, sentiment, reach, engagements, paid)
SELECT (SELECT own_brand FROM advocacy_settings), name, name, '2026-09-15', 'positive', 1000, n, 0 FROM person WHERE n <= 40;
INSERT INTO ai_answer(platform, asked_at, question, brand, sentiment)
SELECT name, '2026-04-03', name || n, CASE n % 2 WHEN 0 THEN (SELECT own_brand FROM advocacy_settings) ELSE name END, 'positive'
FROM person;
INSERT INTO ask(customer_id, kind, channel, asked_at, acted_at)
SELECT id, name, name, '2026-03-05', CASE WHEN n % 4 = 0 THEN '2026-03-09' END FROM person WHERE n % 3 = 0;
INSERT INTO programme_member(customer_id, identified_at, recruited_at, activated_at)
SELECT id, '2025-01-01', CASE WHEN n % 2 = 0 THEN '2025-02-01' END, CASE WHEN n % 4 = 0 THEN '2025-03-01' END FROM person;
INSERT INTO touchpoint(customer_id, need, opened_at) SELECT id, 'respect', '2026-03-01' FROM person;
INSERT INTO feedback(customer_id, source, raised_at, outcome, topic, product, comment)
SELECT id, name, '2026-07-01', name, name, name, name FROM person;
INSERT INTO feedback(customer_id, source, raised_at, topic, product)
SELECT p.id, p.name, '2026-10-29', n.text, n.text FROM person AS p JOIN name AS n ON n.place = 1 WHERE p.n <= 30;
INSERT OR IGNORE INTO feedback_source SELECT text, place % 2, text FROM name;
INSERT INTO community(name, platform, members, active_members, engagements, conversions)
SELECT text, text, 100, 50, 20, 3 FROM name;
INSERT INTO department SELECT text, 10 + place, place, place = 1, place % 2 FROM name;
INSERT INTO acquisition_cost SELECT text, '2026-04', 100 * place FROM name;
INSERT INTO programme_cost VALUES ('2026-04', 'rewards', 120), ('2026-04', 'running', 300);
INSERT INTO benchmark SELECT text, 2026, place, 50, text FROM name;
INSERT INTO satisfaction_response(customer_id, answered_at, survey, measure, rating)
SELECT id, '2026-05-01', name, CASE n % 2 WHEN 0 THEN 'csat' ELSE 'ces' END, 1 + n % 5 FROM person;
INSERT INTO driver_rating SELECT r.response_id, n.text, 1 + (r.response_id + n.place) % 5 FROM survey_response AS r, name AS n;
INSERT OR IGNORE INTO theme SELECT text, text FROM name;
INSERT INTO subscription SELECT id, date('2025-01-15', '+' || n || ' days'), CASE WHEN n % 3 = 0 THEN date('2026-01-15', '+' || n || ' days') END FROM person;
INSERT OR IGNORE INTO target SELECT text, place, '2026-12-31' FROM name;
INSERT INTO target VALUES ('score', 1e308, '2026-12-31');
INSERT INTO benchmark SELECT 'a megabyte', 2027, 1, 50, replace(hex(zeroblob(250000)), '00', '<b>"');

DROP TABLE temp.person;
DROP TABLE temp.name;

COMMIT;
