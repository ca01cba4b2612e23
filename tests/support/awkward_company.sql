-- A small company that is awkward on purpose, with as_of 2026-10-31, so that the period begins with 2025-11-01, the one
-- before it with 2024-11-01, the one before that with 2023-11-02, the last quarter with 2026-08-02 and the one before
-- with 2026-05-03. Its tables have no types and no rules, as a mapping may give them. For each limit there is a row on
-- it and one beyond; there are ids and words with the end of a line behind them, customers without a segment, without a
-- name, without a row of their own, who joined after as_of, answers of nobody, rivals, and NULL wherever it can be.
-- Small enough for every figure of every view to be worked out by hand: tests/sql/awkward_*.test.
CREATE TABLE customer(customer_id, joined_at, segment, channel, name);
INSERT INTO customer VALUES
    ('a', '2024-01-15', 'Team', 'organic', 'Ada'),
    ('b', '2025-11-01', 'Team' || char(13), 'referral' || char(13), 'Bob' || char(13)),
    ('c' || char(13), NULL, NULL, '', NULL),
    ('d', '2026-10-31 23:59:59', ' ', 'advertising', ''),
    ('e', '2026-11-01', 'Team', 'organic', 'Eve'),
    ('f', '2025-10-31 23:59:59', 'Solo', 'advertising', 'Fay'),
    ('i', '31 Oct 2024', 'Firm', 'sales', 'Ida'),
    (NULL, '2024-01-01', 'Team', 'organic', 'Nobody'),
    ('', '2024-01-01', 'Team', 'organic', 'Nobody else');

CREATE TABLE invitation(invitation_id, customer_id, channel, sent_at);
INSERT INTO invitation VALUES
    (1, 'a', 'email', '2025-11-01'), (2, 'a', 'email', '2026-10-31 23:59:59'), (3, 'b', 'email' || char(13), '2026-01-01'),
    (4, 'c', 'in app', '2026-10-31 12:00:00'), (5, 'd', NULL, '2026-01-01'), (6, NULL, 'email', '2026-01-01'),
    (7, 'f', 'email', '2025-10-31 23:59:59'), (8, 'f', 'email', '2026-11-01'), (9, 'h', 'email', '2026-02-01'),
    (10, 'f', 'email', 'soon');

CREATE TABLE survey_response(response_id, customer_id, answered_at, score);
INSERT INTO survey_response VALUES
    (1, 'a', '2026-10-31 23:59:59', '10' || char(13)), (2, 'a', '2026-11-01', 0), (3, 'a', '2026-08-02', 9),
    (4, 'a', '2026-08-01 23:59:59', 3), (5, 'a', '2025-10-31 23:59:59', 6),
    (6, 'b', '2025-11-01', 9), (7, 'b', '2025-11-01', '8'),
    (8, NULL, '2026-10-30', '10 - Extremely likely'), (9, '', '2026-10-30', 2),
    (10, 'c', '31 Oct 2026', 5), (11, 'c', '2026-10-31', 'eleven'), (12, 'c', NULL, 9),
    (13, 'd', 'soon', 9), (14, 'd', '2024-11-01', 9), (15, 'd', '2024-10-31', 1), (16, 'd', '2026-10-31', ' '),
    (17, 'd', '2026-05-03', '0'), (18, 'e', '2026-09-01', 10), (19, 'f', '2026-09-15', 7), (20, 'f', '2025-06-01', 10),
    (21, 'g', '2026-05-02', 6), (22, 'g', '2023-11-02', 10), (23, 'g', '2023-11-01', 0), (24, 'h', '2025-05-01', 8),
    (25, 'i', '2025-03-01', 10);

CREATE TABLE purchase(purchase_id, customer_id, purchased_at, amount, reason);
INSERT INTO purchase VALUES
    (1, 'a', '2025-11-01', '€ 10,50', 'reviews' || char(13)), (2, 'a', '2026-10-31 23:59:59', -0.5, 'Advertising'),
    (3, 'a', '2026-11-01', 99, 'reviews'), (4, 'a', '2025-10-31', 20, NULL), (5, 'a', '2024-10-31', 5, NULL),
    (6, 'f', '2025-07-01', 40, 'other'), (7, 'f', '2025-06-01', 7, ''), (8, 'f', '2026-06-01', 3, NULL),
    (9, 'd', '2024-11-02', 0, 'weather'), (10, 'd', '2026-01-01', 'free', NULL), (11, NULL, '2026-01-01', 50, 'other'),
    (12, 'g', '2026-02-01', 100, NULL), (13, 'b', '1/2/2026', 10, NULL), (14, 'e', '2026-02-01', 30, NULL),
    (15, 'i', '2025-02-01', 10, NULL);

CREATE TABLE review(review_id, customer_id, platform, posted_at, rating, length, rewarded, answered_at);
INSERT INTO review VALUES
    (1, 'a', 'Google', '2026-10-31 23:59:59', '4' || char(13), 10, 0, '2026-11-01'),
    (2, 'a', 'Google' || char(13), '2025-11-01', 2, NULL, 'yes' || char(13), '2025-11-02'),
    (3, NULL, 'Google', '2026-01-01', 3.9, '30', NULL, NULL), (4, 'b', 'Google', '2025-10-31 23:59:59', 5, 1, 0, NULL),
    (5, 'b', NULL, '2026-05-01', 5, 20, 0, NULL), (6, 'c', 'Trustpilot', '2026-05-01', 6, 1, 0, NULL),
    (7, 'c', 'Trustpilot', '2026-11-01', 1, 1, 0, NULL), (8, 'd', 'Trustpilot', '2026-02-01', 1, -5, 'maybe', NULL),
    (9, 'd', 'Trustpilot', '2026-02-01', '5 ', 'many', 0, '2026-01-01');

CREATE TABLE mention(mention_id, brand, customer_id, author, platform, posted_at, sentiment, reach, engagements,
                     conversions, user_made, paid, comment);
INSERT INTO mention VALUES
    (1, 'us', 'a', 'Ann', 'Reddit', '2026-10-31 23:59:59', 'positive' || char(13), 100, 5, 1, 1, 0, 'dear'),
    (2, 'us', 'a', NULL, 'Reddit', '2025-11-01', 'Negative', NULL, NULL, NULL, NULL, NULL, NULL),
    (3, 'them', NULL, NULL, 'Reddit', '2026-03-01', 'positive', 9, 9, 9, 1, 0, 'slow'),
    (4, 'us', 'b', 'Bob', 'Reddit', '2026-03-01', 'positive', 1000, 50, 2, 0, 25, ' '),
    (5, 'us', 'b', 'Bob', 'Reddit', '2026-11-01', 'positive', 1, 1, 1, 1, 0, 'x'),
    (6, 'us', 'b', 'Bob', 'Reddit', '2025-10-31 23:59:59', 'positive', 1, 1, 1, 1, 0, 'x'),
    (7, NULL, NULL, 'Zed', 'Reddit', '2026-03-02', 'neutral', 1, 1, 1, 0, 0, 'x'),
    (8, 'them', NULL, 'Rex', NULL, '2026-03-02', NULL, 1, 1, 1, 0, 0, 'x'),
    (9, 'us', 'c', 'Cy', 'X', '2026-04-01', 'meh', 1.4, '7', -1, 'no', '', x'61'),
    (10, 'us', 'c', 'Cy', 'X', '2026-04-02', 'neutral', 1, 1, 1, 0, 'some', NULL);

CREATE TABLE ai_answer(ai_answer_id, platform, asked_at, question, brand, sentiment, cited, review_id, customer_id);
INSERT INTO ai_answer VALUES
    (1, 'Sage', '2026-10-31', 'Q1', 'us', 'positive', 1, 1, 'a'), (2, 'Sage', '2026-10-31', 'Q1', 'them', 'negative', 0, 2, 'b'),
    (3, 'Sage', '2026-10-30', 'Q1', NULL, NULL, NULL, NULL, NULL),
    (4, 'Sage', '2025-11-01', 'Q2', 'us' || char(13), 'neutral', 'no', NULL, NULL),
    (5, 'Sage', '2025-10-31', 'Q2', 'us', 'positive', 1, 1, 'a'), (6, 'Sage', '2026-11-01', 'Q2', 'us', 'positive', 1, 1, 'a'),
    (7, NULL, '2026-01-01', NULL, 'them', 'positive', 1, NULL, NULL), (8, 'Oracle', '2026-01-01', 'Q1', NULL, NULL, 1, NULL, NULL),
    (9, 'Sage', 'soon', 'Q3', 'us', 'positive', 1, 1, 'a');

CREATE TABLE feedback(feedback_id, customer_id, source, raised_at, answered_at, resolved_at, outcome, topic, product, comment);
INSERT INTO feedback VALUES
    (1, 'a', 'support', '2025-11-01', '2025-11-02', '2025-11-03', 'fixed' || char(13), 'billing' || char(13), 'App', 'slow'),
    (2, 'a', 'support', '2026-10-31', '2026-11-01', '2026-11-02', 'declined', 'billing', NULL, NULL),
    (3, NULL, 'support' || char(13), '2026-05-01', '2026-05-01 12:00', NULL, 'explained', ' ', 'App' || char(13), ' '),
    (4, 'b', NULL, '2026-05-01', NULL, NULL, NULL, NULL, 7, 'dear'), (5, 'b', 'support', '2026-11-01', NULL, NULL, NULL, 'speed', 'App', NULL),
    (6, 'b', 'support', '2025-10-31', NULL, NULL, NULL, 'speed', 'Desk', x'61'), (7, 'b', 'calls', 'soon', NULL, NULL, NULL, 'speed', '', NULL),
    (8, 'c', 'support', '2026-06-01', '2026-05-31', '2026-06-11', 'shrug', 'speed', 'Desk', 'x');

CREATE TABLE feedback_source(source, chosen, owner);
INSERT INTO feedback_source VALUES
    ('support', 1, 'Care'), ('diary', NULL, NULL), ('review', 'maybe', 'Shop'), (NULL, 1, 'Nobody'),
    ('purchase' || char(13), 'yes', '');

CREATE TABLE driver_rating(response_id, driver, rating);
INSERT INTO driver_rating VALUES
    (1, 'price' || char(13), '4,5'), (1, 'support', 3), (8, 'price', 2), (9, 'price', 'well'), (2, 'price', 1), (NULL, 'price', 1),
    (3, NULL, 5), (10, 'price', NULL), (99, 'price', 5);

CREATE TABLE theme(theme, pattern);
INSERT INTO theme VALUES ('price' || char(13), 'dear'), ('price', NULL), (NULL, 'slow'), ('speed', ' '), ('speed', 'slow*');

CREATE TABLE subscription(customer_id, started_at, ended_at);
INSERT INTO subscription VALUES
    ('a', '2026-05-31', NULL), ('b', '2026-01-15' || char(13), '2026-03-15'), ('b', '2026-04-01', '2026-11-01'), ('c', '2026-10-01', '2026-10-05'),
    ('d', '2026-11-01', NULL), (NULL, '2026-01-01', NULL), ('e', 'soon', NULL), ('f', '2026-06-10', 'never'), ('g', '2026-09-30', ' ');

CREATE TABLE benchmark(market, year, nps, responses, source);
INSERT INTO benchmark VALUES
    ('software' || char(13), 2026, 30, 100, 'institute'), ('software', '2027', 1, NULL, 'institute'),
    ('retail', 2025.0, '90', 'many', NULL), (NULL, 2026, -90, 0, 'institute'), ('retail', 2026, 'n/a', 5, 'institute'),
    ('retail', 2026, 101, 5, 'institute'), ('retail', 'last', 5, 5, 'institute');

INSERT INTO purchase VALUES (16, 'b', '2026-03-01', 6, 'Friends and Family');

CREATE TABLE advocacy_act(act_id, customer_id, kind, channel, acted_at, rewarded, paid, value);
INSERT INTO advocacy_act VALUES
    (1, 'a', 'Testimonial' || char(13), 'site', '2025-11-01', 0, 0, 5), (2, 'a', 'warning', 'forum', '2026-10-31 23:59:59', 0, 0, NULL),
    (3, 'b', 'video', NULL, '2026-05-01', 'yes', 0, 'much'), (4, 'b', 'podcast', 'site', '2026-05-01', 1, 1, NULL),
    (5, 'c', 'defence', 'forum', '2026-11-01', 0, 0, NULL), (6, 'c', 'defence', 'forum', '2025-10-31 23:59:59', 0, 0, NULL),
    (7, 'd', 'poster', 'forum', '2026-01-01', 0, 0, NULL), (8, NULL, 'video', 'site', '2026-01-01', 0, 0, NULL),
    (9, 'd', 'webinar', 'site', '2026-01-01', 'maybe', 0, NULL), (10, 'g', 'community answer', 'forum', '2026-03-01', '', NULL, NULL),
    (11, 'f', 'case study', 'site', '2026-02-01', 0, 'x', NULL);

CREATE TABLE referral(referral_id, referrer_id, channel, referred_at, rewarded, referred_id, converted_at, would_have_come);
INSERT INTO referral VALUES
    (1, 'a', 'link', '2026-10-01', 0, 'b' || char(13), '2026-10-31 23:59:59', 'no'),
    (2, 'a', NULL, '2026-10-02', 0, 'c', '2026-11-01', NULL), (3, 'b', 'code', '2025-11-01', 'yes', 'f', '2025-11-02', 'yes'),
    (4, 'b', 'code', '2025-10-31', 0, 'i', '2025-11-01', NULL), (5, 'c', 'code', '2026-01-01', 0, NULL, NULL, NULL),
    (6, NULL, 'code', '2026-01-01', 0, 'a', '2026-01-02', 0), (7, 'd', 'code', '2026-01-01', 'maybe', 'e', '2026-01-02', 0),
    (8, 'g', 'link', '2026-11-01', 0, NULL, NULL, NULL), (9, 'f', 'link', '2026-02-01', 1, 'd', 'soon', 'x');

CREATE TABLE acquisition_cost(channel, month, cost);
INSERT INTO acquisition_cost VALUES
    ('advertising', '2025-10', 1000), ('advertising', '2025-11' || char(13), '€ 90'), ('organic', '2026-10', 0),
    ('advertising', '2026-11', 500), ('sales', '2026-05', -5), ('sales', 'spring', 7), (NULL, '2026-05', 10);

CREATE TABLE programme_cost(month, kind, cost);
INSERT INTO programme_cost VALUES
    ('2025-11', 'Rewards' || char(13), 30), ('2026-10', 'running', 20), ('2025-10', 'rewards', 100), ('2026-11', 'rewards', 1),
    ('2026-05', 'gifts', 5), ('2026-05', 'running', 'x'), (NULL, 'running', 3);

CREATE TABLE programme_member(customer_id, identified_at, recruited_at, activated_at, nurtured_at, measured_at);
INSERT INTO programme_member VALUES
    ('a', '2025-11-01', '2025-11-02', '2025-11-03', '2026-10-31 23:59:59', '2026-11-01'),
    ('b', '2024-01-01', NULL, '2024-02-01', NULL, NULL), ('c', '2026-10-31', 'soon', NULL, NULL, NULL),
    ('d', '2026-11-01', '2026-11-01', NULL, NULL, NULL), (NULL, '2026-01-01', '2026-01-01', NULL, NULL, NULL),
    ('f', '2026-01-01', '2026-01-02', NULL, '2026-02-01', '2026-03-01');

CREATE TABLE ask(ask_id, customer_id, kind, channel, asked_at, acted_at);
INSERT INTO ask VALUES
    (1, 'a', 'review', 'email', '2025-11-01', '2025-11-03'), (2, 'a', 'review', 'email' || char(13), '2026-10-31', '2026-11-01'),
    (3, 'b', 'review', NULL, '2026-01-01', NULL), (4, 'c', NULL, 'email', '2026-01-01', '2026-01-01 12:00'),
    (5, 'd', 'review', 'email', '2025-10-31', '2025-11-01'), (6, 'd', 'review', 'email', '2026-11-01', NULL),
    (7, NULL, 'review', 'email', '2026-01-01', '2026-01-02'), (8, 'f', 'review', 'email', '2026-02-01', 'soon');

CREATE TABLE touchpoint(touchpoint_id, customer_id, need, monetary, opened_at, answered_at, resolved_at);
INSERT INTO touchpoint VALUES
    (1, 'a', 'Respect' || char(13), 0, '2025-11-01', '2025-11-02', '2025-11-05'),
    (2, 'a', 'recognition', 'yes', '2026-10-31', '2026-11-01', NULL), (3, 'b', 'respect', NULL, '2026-05-01', '2026-05-03', '2026-05-04'),
    (4, 'b', 'hugs', 0, '2026-06-01', NULL, NULL), (5, 'c', 'respect', 0, '2026-05-01', '2026-05-02', NULL),
    (6, 'd', 'presence', 0, '2025-10-31', NULL, NULL), (7, 'g', 'appreciation', 1, '2026-10-30', NULL, NULL),
    (8, 'a', 'respect', 0, '2026-11-01', NULL, NULL), (9, NULL, 'respect', 0, '2026-05-01', NULL, NULL),
    (10, 'a', 'respect', 0, 'soon', NULL, NULL);

CREATE TABLE community(community_id, name, platform, members, active_members, engagements, conversions);
INSERT INTO community VALUES
    (1, 'Club' || char(13), 'chat', 1000, 100, '50', 2), (2, 'Big', 'chat', 1001, 100, 50, 2), (3, 'Ghost', NULL, 0, 0, 0, 0),
    (4, 'Odd', 'forum', 10, 20, NULL, NULL), (5, 'Many', 'forum', 'many', 1, 1, 1), (6, NULL, 'forum', 10, NULL, 5, 1);

CREATE TABLE department(department, employees, engaged, is_advocacy_team, coordinated);
INSERT INTO department VALUES
    ('Sales', 10, 5, 0, 1), ('Care', '20', '30', 1, NULL), ('Lab', 5, NULL, NULL, 0), (NULL, 5, 5, 1, 1), ('IT', 'few', 1, 0, 0);

CREATE TABLE satisfaction_response(satisfaction_id, customer_id, answered_at, survey, measure, rating, points);
INSERT INTO satisfaction_response VALUES
    (1, 'a', '2026-10-31 23:59:59', 'help' || char(13), 'CSAT', '5', NULL), (2, 'a', '2026-10-01', 'help', 'csat', 3, 5),
    (3, NULL, '2026-10-15', 'help', 'csat' || char(13), 4, ' '), (4, 'b', '2026-11-01', 'help', 'csat', 1, NULL),
    (5, 'b', '2026-10-02', 'help', 'csat', 6, NULL), (6, 'b', '2026-10-02', 'help', 'csat', 4.5, NULL),
    (7, 'c' || char(13), '2026-10-31', 'help', 'csat', '2' || char(13), NULL), (8, 'c', '2026-10-31', ' ', 'csat', 2, NULL),
    (9, 'd', '2026-10-05', 'help', 'ces', 5, NULL), (10, 'd', '2026-10-05', 'help', 'ces', 4, 7),
    (11, 'd', '2026-10-05', 'help', 'ces', 4, 5), (12, 'd', 'soon', 'help', 'csat', 5, NULL),
    (13, 'd', '2026-10-05', 'help', 'joy', 5, NULL), (14, 'd', '2025-10-31', 'help', 'csat', 1, NULL),
    (15, 'd', '2026-10-05', 'help', 'csat', x'35', NULL);

CREATE TABLE target(metric, value, "by");
INSERT INTO target VALUES
    ('advocates', 3, '2026-10-31'), ('advocates' || char(13), '15', ' '), ('advocates', 57, '2026-10-30 23:59'),
    ('advocates', 57.5, '2026-10-31'), ('acts', 3, '2025-01-01'), ('acts', 4, 'soon'), (NULL, 1, NULL), ('score', 'many', NULL);
