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
                     conversions, user_made, paid);
INSERT INTO mention VALUES
    (1, 'us', 'a', 'Ann', 'Reddit', '2026-10-31 23:59:59', 'positive' || char(13), 100, 5, 1, 1, 0),
    (2, 'us', 'a', NULL, 'Reddit', '2025-11-01', 'Negative', NULL, NULL, NULL, NULL, NULL),
    (3, 'them', NULL, NULL, 'Reddit', '2026-03-01', 'positive', 9, 9, 9, 1, 0),
    (4, 'us', 'b', 'Bob', 'Reddit', '2026-03-01', 'positive', 1000, 50, 2, 0, 25),
    (5, 'us', 'b', 'Bob', 'Reddit', '2026-11-01', 'positive', 1, 1, 1, 1, 0),
    (6, 'us', 'b', 'Bob', 'Reddit', '2025-10-31 23:59:59', 'positive', 1, 1, 1, 1, 0),
    (7, NULL, NULL, 'Zed', 'Reddit', '2026-03-02', 'neutral', 1, 1, 1, 0, 0),
    (8, 'them', NULL, 'Rex', NULL, '2026-03-02', NULL, 1, 1, 1, 0, 0),
    (9, 'us', 'c', 'Cy', 'X', '2026-04-01', 'meh', 1.4, '7', -1, 'no', ''),
    (10, 'us', 'c', 'Cy', 'X', '2026-04-02', 'neutral', 1, 1, 1, 0, 'some');

CREATE TABLE ai_answer(ai_answer_id, platform, asked_at, question, brand, sentiment, cited, review_id, customer_id);
INSERT INTO ai_answer VALUES
    (1, 'Sage', '2026-10-31', 'Q1', 'us', 'positive', 1, 1, 'a'), (2, 'Sage', '2026-10-31', 'Q1', 'them', 'negative', 0, 2, 'b'),
    (3, 'Sage', '2026-10-30', 'Q1', NULL, NULL, NULL, NULL, NULL),
    (4, 'Sage', '2025-11-01', 'Q2', 'us' || char(13), 'neutral', 'no', NULL, NULL),
    (5, 'Sage', '2025-10-31', 'Q2', 'us', 'positive', 1, 1, 'a'), (6, 'Sage', '2026-11-01', 'Q2', 'us', 'positive', 1, 1, 'a'),
    (7, NULL, '2026-01-01', NULL, 'them', 'positive', 1, NULL, NULL), (8, 'Oracle', '2026-01-01', 'Q1', NULL, NULL, 1, NULL, NULL),
    (9, 'Sage', 'soon', 'Q3', 'us', 'positive', 1, 1, 'a');

CREATE TABLE feedback(feedback_id, customer_id, source, raised_at, answered_at, resolved_at, outcome);
INSERT INTO feedback VALUES
    (1, 'a', 'support', '2025-11-01', '2025-11-02', '2025-11-03', 'fixed' || char(13)),
    (2, 'a', 'support', '2026-10-31', '2026-11-01', '2026-11-02', 'declined'),
    (3, NULL, 'support' || char(13), '2026-05-01', '2026-05-01 12:00', NULL, 'explained'),
    (4, 'b', NULL, '2026-05-01', NULL, NULL, NULL), (5, 'b', 'support', '2026-11-01', NULL, NULL, NULL),
    (6, 'b', 'support', '2025-10-31', NULL, NULL, NULL), (7, 'b', 'calls', 'soon', NULL, NULL, NULL),
    (8, 'c', 'support', '2026-06-01', '2026-05-31', '2026-06-11', 'shrug');

CREATE TABLE feedback_source(source, chosen, owner);
INSERT INTO feedback_source VALUES
    ('support', 1, 'Care'), ('diary', NULL, NULL), ('review', 'maybe', 'Shop'), (NULL, 1, 'Nobody'),
    ('purchase' || char(13), 'yes', '');

CREATE TABLE benchmark(market, year, nps, responses, source);
INSERT INTO benchmark VALUES
    ('software' || char(13), 2026, 30, 100, 'institute'), ('software', '2027', 1, NULL, 'institute'),
    ('retail', 2025.0, '90', 'many', NULL), (NULL, 2026, -90, 0, 'institute'), ('retail', 2026, 'n/a', 5, 'institute'),
    ('retail', 2026, 101, 5, 'institute'), ('retail', 'last', 5, 5, 'institute');
