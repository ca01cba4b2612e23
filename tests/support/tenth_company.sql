-- Leaves of the company of the demonstration every tenth customer and, of what there is little, more: those whom these
-- brought in, referrals with a reward, whom an assistant cites and who were paid. With all that they did it is enough
-- for suites that compare what is computed in two ways.
BEGIN;
CREATE TEMP TABLE brought AS
SELECT referral_id, referrer_id, referred_id FROM referral
WHERE referrer_id LIKE '%1' OR rewarded AND referred_at >= '2025-11-01' AND substr(referrer_id, -2) IN ('10', '40', '70');
CREATE TEMP TABLE kept(customer_id TEXT PRIMARY KEY);
INSERT INTO kept SELECT customer_id FROM customer WHERE customer_id LIKE '%1';
INSERT OR IGNORE INTO kept SELECT referrer_id FROM brought;
INSERT OR IGNORE INTO kept SELECT referred_id FROM brought WHERE referred_id IS NOT NULL;
INSERT OR IGNORE INTO kept SELECT r.customer_id FROM ai_answer AS a JOIN review AS r ON r.review_id = a.review_id
WHERE r.customer_id IS NOT NULL;
INSERT OR IGNORE INTO kept SELECT customer_id FROM advocacy_act WHERE paid;
DELETE FROM customer WHERE customer_id NOT IN (SELECT customer_id FROM kept);
DELETE FROM invitation WHERE customer_id NOT IN (SELECT customer_id FROM kept);
DELETE FROM survey_response WHERE customer_id NOT IN (SELECT customer_id FROM kept);
DELETE FROM driver_rating WHERE response_id NOT IN (SELECT response_id FROM survey_response);
DELETE FROM subscription WHERE customer_id NOT IN (SELECT customer_id FROM kept);
DELETE FROM purchase WHERE customer_id NOT IN (SELECT customer_id FROM kept);
DELETE FROM advocacy_act WHERE customer_id NOT IN (SELECT customer_id FROM kept);
DELETE FROM ask WHERE customer_id NOT IN (SELECT customer_id FROM kept);
DELETE FROM programme_member WHERE customer_id NOT IN (SELECT customer_id FROM kept);
DELETE FROM touchpoint WHERE customer_id NOT IN (SELECT customer_id FROM kept);
DELETE FROM feedback WHERE customer_id NOT IN (SELECT customer_id FROM kept);
DELETE FROM referral WHERE referral_id NOT IN (SELECT referral_id FROM brought);
DELETE FROM review WHERE coalesce(customer_id NOT IN (SELECT customer_id FROM kept), review_id % 10 <> 1);
DELETE FROM mention WHERE coalesce(customer_id NOT IN (SELECT customer_id FROM kept), mention_id % 10 <> 1 AND NOT paid);
DELETE FROM ai_answer
WHERE review_id IS NULL AND question NOT IN (SELECT DISTINCT question FROM ai_answer ORDER BY question LIMIT 3);
COMMIT;
VACUUM;
