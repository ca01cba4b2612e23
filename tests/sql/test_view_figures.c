/*
 * What the views say about the company of the demonstration, compared with SQL written for this
 * purpose: the dates are written out, a customer's newest answer is the lowest one of their last
 * day, scores are counted by hand, and nothing reads a view.
 */
#include "support/company.h"

/*
 * answer: what counts, by the words that the demonstration uses. newest and before: the newest
 * answers of the year to 2026-10-31 and of the year before it.
 */
static const char helpers[] =
    "CREATE TEMP TABLE answer AS SELECT customer_id, answered_at, CAST(score AS INTEGER) AS answer "
    "FROM survey_response WHERE survey = 'relationship' AND score NOT IN ('', '99') AND "
    "answered_at <= '2026-10-31';"
    "CREATE INDEX temp.answer_by_customer ON answer(customer_id, answered_at);"
    "CREATE TEMP TABLE newest AS SELECT customer_id, min(answer) AS answer FROM answer AS a WHERE "
    "answered_at = (SELECT max(answered_at) FROM answer AS b WHERE b.customer_id = a.customer_id) "
    "AND answered_at >= '2025-11-01' GROUP BY customer_id;"
    "CREATE TEMP TABLE before AS SELECT customer_id, answered_at, min(answer) AS answer FROM "
    "answer "
    "AS a WHERE answered_at = (SELECT max(answered_at) FROM answer AS b WHERE b.customer_id = "
    "a.customer_id AND b.answered_at <= '2025-10-31') AND answered_at >= '2024-11-01' GROUP BY "
    "customer_id;"
    "CREATE TEMP TABLE free_act AS SELECT customer_id, 'references' AS sort FROM advocacy_act "
    "WHERE "
    "acted_at BETWEEN '2025-11-01' AND '2026-10-31' AND paid + rewarded = 0 AND kind IN "
    "('testimonial', 'reference', 'case study', 'video', 'podcast', 'webinar') "
    "UNION ALL SELECT customer_id, 'mentions' FROM advocacy_act WHERE acted_at BETWEEN "
    "'2025-11-01' "
    "AND '2026-10-31' AND paid + rewarded = 0 AND kind IN ('community answer', 'user-made "
    "content', "
    "'defence') UNION ALL SELECT referrer_id, 'referrals' FROM referral WHERE converted_at BETWEEN "
    "'2025-11-01' AND '2026-10-31' AND rewarded = 0 UNION ALL SELECT customer_id, 'reviews' FROM "
    "review WHERE posted_at BETWEEN '2025-11-01' AND '2026-10-31' AND rating > 3 AND rewarded = 0 "
    "AND "
    "customer_id IS NOT NULL UNION ALL SELECT customer_id, 'mentions' FROM mention WHERE posted_at "
    "BETWEEN '2025-11-01' AND '2026-10-31' AND sentiment = 'positive' AND brand = 'Northwind' AND "
    "paid "
    "= 0 AND customer_id IS NOT NULL;"
    "CREATE TEMP TABLE spent AS SELECT customer_id, sum(purchased_at >= '2025-11-01') AS "
    "purchases, "
    "sum(CASE WHEN purchased_at >= '2025-11-01' THEN amount ELSE 0 END) AS revenue, "
    "sum(CASE WHEN purchased_at >= '2024-11-01' AND purchased_at < '2025-11-01' THEN amount ELSE 0 "
    "END) AS earlier, sum(purchased_at BETWEEN '2024-11-01' AND '2025-10-31') AS "
    "earlier_purchases, "
    "sum(amount) AS total, min(purchased_at) AS first FROM purchase GROUP BY customer_id;"
    "CREATE UNIQUE INDEX temp.spent_by_customer ON spent(customer_id);"
    "CREATE TEMP TABLE advocate AS SELECT customer_id FROM free_act EXCEPT SELECT customer_id FROM newest WHERE answer < 7;"
    "CREATE TEMP TABLE act_day AS SELECT customer_id, acted_at AS day FROM advocacy_act WHERE paid + rewarded = 0 AND kind <> 'warning' "
    "UNION ALL SELECT referrer_id, converted_at FROM referral WHERE rewarded = 0 AND converted_at > '' UNION ALL SELECT customer_id, "
    "posted_at FROM review WHERE rating > 3 AND rewarded = 0 AND customer_id IS NOT NULL UNION ALL SELECT customer_id, posted_at FROM "
    "mention WHERE sentiment = 'positive' AND brand = 'Northwind' AND paid = 0 AND customer_id IS NOT NULL;"
    "CREATE TEMP TABLE sent AS SELECT * FROM invitation;"
    "CREATE INDEX temp.sent_by_customer ON sent(customer_id, sent_at);"
    "CREATE TEMP TABLE reviewer AS SELECT customer_id FROM review WHERE customer_id IS NOT NULL;"
    "CREATE INDEX temp.reviewer_by_customer ON reviewer(customer_id);";

#define SCORE(answer) "100.0 * (sum(" answer " > 8) - sum(" answer " < 7)) / count(" answer ")"
#define KIND(answer)                                                                               \
    "CASE WHEN " answer " < 7 THEN 'detractor' WHEN " answer                                       \
    " < 9 THEN 'passive' ELSE 'promoter' END"
/* What had happened by then. */
#define BY_THEN(time) "(CASE WHEN " time " <= '2026-10-31' THEN " time " END)"
#define YEAR(time) time " BETWEEN '2025-11-01' AND '2026-10-31'"

struct Pair {
    const char *view;
    const char *independent;
};

static const struct Pair survey[] = {
    {"SELECT count(*), sum(answer), sum(category = 'promoter') FROM latest_answer",
     "SELECT count(*), sum(answer), sum(answer > 8) FROM newest"},
    {"SELECT rows, answers, blank, rejected, future_dated, repeated FROM survey_quality",
     "SELECT count(*), sum(score NOT IN ('', '99')), sum(score = ''), sum(score = '99'), "
     "sum(answered_at > '2026-10-31'), (SELECT count(*) FROM answer WHERE answered_at >= "
     "'2025-11-01') "
     "- (SELECT count(*) FROM newest) FROM survey_response"},
    {"SELECT channel, invitations, answered, rate, customers, customers_answered, "
     "customer_rate, open_invitations FROM response_rate ORDER BY 1",
     "WITH i AS (SELECT i.channel, i.customer_id, sent_at <= '2026-10-17' AS old, EXISTS "
     "(SELECT 1 FROM answer AS a WHERE a.customer_id = i.customer_id AND "
     "julianday(a.answered_at) - julianday(i.sent_at) BETWEEN 0 AND 14 AND NOT EXISTS (SELECT "
     "1 FROM sent AS j WHERE j.customer_id = i.customer_id AND j.sent_at <= "
     "a.answered_at AND (j.sent_at > i.sent_at OR (j.sent_at = i.sent_at AND j.invitation_id > "
     "i.invitation_id)))) AS has FROM invitation AS i WHERE i.sent_at BETWEEN '2025-11-01' AND "
     "'2026-10-31'), c AS (SELECT channel, max(has) AS has FROM i WHERE old GROUP BY channel, "
     "customer_id) SELECT channel, sum(old), sum(old * has), 100.0 * sum(old * has) / "
     "sum(old), (SELECT count(*) FROM c WHERE c.channel = i.channel), (SELECT sum(has) FROM c "
     "WHERE c.channel = i.channel), (SELECT avg(100.0 * has) FROM c WHERE c.channel = "
     "i.channel), sum(NOT old) FROM i GROUP BY channel ORDER BY 1"},
    {"SELECT month, responses, nps, change FROM nps_trend ORDER BY 1",
     "SELECT month, n, score, score - lag(score) OVER (ORDER BY month) FROM (SELECT month, "
     "count(*) AS "
     "n, " SCORE("answer") " AS score FROM (SELECT substr(a.answered_at, 1, 7) AS month, "
                           "min(a.answer) AS answer FROM answer AS a WHERE NOT EXISTS (SELECT 1 "
                           "FROM answer AS b WHERE "
                           "b.customer_id = a.customer_id AND b.answered_at > a.answered_at AND "
                           "substr(b.answered_at, 1, 7) "
                           "= substr(a.answered_at, 1, 7)) GROUP BY a.customer_id, month) GROUP BY "
                           "month) ORDER BY 1"},
    {"SELECT segment, responses, nps, responses_before, nps - change FROM nps_segments ORDER BY 1",
     "SELECT segment, sum(now), " SCORE("CASE WHEN now THEN answer END") ", sum(NOT now), " SCORE(
         "CASE WHEN NOT now THEN answer END") " FROM (SELECT c.segment, a.answered_at > "
                                              "'2026-08-01' AS "
                                              "now, min(a.answer) AS answer FROM answer AS a JOIN "
                                              "customer AS c USING (customer_id) WHERE "
                                              "a.answered_at >= '2026-05-03' AND NOT EXISTS "
                                              "(SELECT 1 FROM answer AS b WHERE b.customer_id = "
                                              "a.customer_id AND b.answered_at > a.answered_at AND "
                                              "(b.answered_at > '2026-08-01') = "
                                              "(a.answered_at > '2026-08-01')) GROUP BY "
                                              "a.customer_id, now) GROUP BY segment ORDER BY 1"},
    {"SELECT before, after, customers, customers_before, share FROM nps_transitions ORDER BY 1, 2",
     "SELECT was, now, n, sum(n) OVER (PARTITION BY was), 100.0 * n / sum(n) OVER (PARTITION BY "
     "was) "
     "FROM (SELECT " KIND("b.answer") " AS was, " KIND(
         "n.answer") " AS now, count(*) AS n FROM before "
                     "AS b JOIN newest AS n USING (customer_id) GROUP BY 1, 2) ORDER BY 1, 2"},
    {"SELECT customers, before, after, change, promoters_lost, detractors_won FROM "
     "nps_period_change",
     "SELECT count(*), " SCORE("b.answer") ", " SCORE("n.answer") ", " SCORE(
         "n.answer") " - " SCORE("b.answer") ", sum(b.answer > 8 AND n.answer < 7), sum(b.answer < "
                                             "7 AND n.answer > 8) FROM "
                                             "before AS b JOIN newest AS n USING (customer_id)"},
    {"SELECT category, customers, repurchased, purchases, spend FROM nps_outcomes ORDER BY 1",
     "SELECT " KIND(
         "answer") " AS k, count(*), avg(100.0 * (n > 0)), avg(n), avg(money) FROM (SELECT "
                   "b.answer, (SELECT count(*) FROM purchase AS p WHERE p.customer_id = "
                   "b.customer_id AND "
                   "julianday(p.purchased_at) - julianday(b.answered_at) BETWEEN 1 AND 364) AS n, "
                   "(SELECT "
                   "coalesce(sum(amount), 0) FROM purchase AS p WHERE p.customer_id = "
                   "b.customer_id AND "
                   "julianday(p.purchased_at) - julianday(b.answered_at) BETWEEN 1 AND 364) AS "
                   "money FROM before AS "
                   "b) GROUP BY k ORDER BY 1"},
    {"SELECT segment, responses, nps, revenue_before, revenue, growth FROM nps_growth ORDER BY 1",
     "SELECT c.segment, count(b.answer), " SCORE(
         "b.answer") ", sum(s.earlier), sum(s.revenue), 100.0 * "
                     "sum(s.revenue) / sum(s.earlier) - 100 FROM customer AS c LEFT JOIN before AS "
                     "b USING "
                     "(customer_id) LEFT JOIN spent AS s USING (customer_id) GROUP BY 1 ORDER BY "
                     "1"},
    {"SELECT market, year, responses, nps, difference, verdict FROM nps_benchmark ORDER BY 1, 2",
     "WITH s AS (SELECT count(*) AS n, avg(100.0 * (answer > 8)) - avg(100.0 * (answer < 7)) AS "
     "nps, avg(1e4 * (answer > 8)) + avg(1e4 * (answer < 7)) AS square FROM newest) "
     "SELECT market, year, n, s.nps, s.nps - b.nps, CASE WHEN (s.nps - b.nps) * (s.nps - b.nps) < "
     "1.96 * 1.96 * (square - s.nps * s.nps) / n THEN 'no difference that shows' WHEN s.nps < "
     "b.nps THEN 'below' ELSE 'above' END FROM benchmark AS b, s ORDER BY 1, 2"},
};

static const struct Pair advocates[] = {
    {"SELECT signal, count(*) FROM customer_act WHERE NOT rewarded AND NOT paid GROUP BY 1 ORDER "
     "BY 1",
     "SELECT sort, count(*) FROM free_act GROUP BY 1 ORDER BY 1"},
    {"SELECT signal, count(*) FROM customer_act WHERE rewarded OR paid GROUP BY 1 ORDER BY 1",
     "SELECT 'paid', (SELECT count(*) FROM advocacy_act WHERE paid AND kind <> 'warning' AND " YEAR(
         "acted_at") ") UNION ALL SELECT 'rewarded', (SELECT count(*) FROM referral WHERE rewarded "
                     "AND "
                     "" YEAR("converted_at") ") + (SELECT count(*) FROM review WHERE rewarded AND "
                                             "rating > 3 AND " YEAR("posted_at") ")"},
    {"SELECT count(*), sum(unpaid), total(answer), sum(purchases), sum(spend), avg(frequency) FROM "
     "customer_signal WHERE purchases > 0",
     "SELECT count(*), (SELECT count(*) FROM free_act WHERE customer_id IN (SELECT customer_id "
     "FROM "
     "spent WHERE purchases > 0)), (SELECT total(answer) FROM newest WHERE customer_id IN (SELECT "
     "customer_id FROM spent WHERE purchases > 0)), sum(purchases), sum(revenue), 1.0 FROM spent "
     "WHERE "
     "purchases > 0"},
    {"SELECT total(mentions), total(referrals) FROM customer_signal",
     "SELECT (SELECT sum(advocate_decay(julianday('2026-10-31') - julianday(day), 180)) FROM "
     "(SELECT "
     "acted_at AS day FROM advocacy_act WHERE kind IN ('community answer', 'user-made content', "
     "'defence') AND paid + rewarded = 0 AND " YEAR(
         "acted_at") " UNION ALL SELECT posted_at FROM "
                     "mention WHERE sentiment = 'positive' AND brand = 'Northwind' AND paid = 0 "
                     "AND customer_id IS NOT "
                     "NULL AND " YEAR(
                         "posted_at") ")), (SELECT sum(advocate_decay(julianday('2026-10-31') - "
                                      "julianday(converted_at), 180)) FROM referral WHERE NOT "
                                      "rewarded AND " YEAR("converted_at") ")"},
    {"SELECT count(*), sum(acts) FROM brand_advocates",
     "SELECT count(DISTINCT customer_id), count(*) FROM free_act WHERE customer_id IN (SELECT "
     "customer_id FROM newest WHERE answer > 8)"},
    {"SELECT count(*), sum(acts), sum(customer_id IN (SELECT customer_id FROM customer_voice "
     "WHERE category IN ('brand advocate', 'advocate'))) FROM period_advocate WHERE period = "
     "'current'",
     "SELECT count(DISTINCT customer_id), count(*), count(DISTINCT customer_id) FROM free_act "
     "WHERE customer_id IN (SELECT customer_id FROM advocate)"},
    {"SELECT count(*) FROM brand_advocates AS b JOIN customer_voice AS v USING (customer_id) WHERE "
     "b.score = v.score AND abs(json_extract(b.explanation, '$.score') - b.score) < 1e-9",
     "SELECT count(*) FROM customer_voice WHERE category = 'brand advocate'"},
    {"SELECT count(*), sum(revenue_to_date), sum(reviews), count(last_asked_at) FROM "
     "advocate_candidates WHERE answer IS NOT NULL",
     "SELECT count(*), sum(coalesce((SELECT total FROM spent WHERE customer_id = n.customer_id), "
     "0)), "
     "sum((SELECT count(*) FROM reviewer WHERE customer_id = n.customer_id)), sum(EXISTS (SELECT 1 "
     "FROM "
     "ask WHERE customer_id = n.customer_id)) FROM newest AS n WHERE n.answer > 6 AND "
     "n.customer_id NOT "
     "IN (SELECT customer_id FROM free_act) AND n.customer_id NOT IN (SELECT customer_id FROM ask "
     "WHERE "
     "asked_at >= '2026-08-03') AND n.customer_id NOT IN (SELECT customer_id FROM advocacy_act "
     "WHERE "
     "paid AND kind <> 'warning' AND " YEAR("acted_at") ")"},
    {"SELECT channel, acts, people FROM acts_by_channel WHERE kind = 'warning' ORDER BY 1",
     "SELECT channel, count(*), count(DISTINCT customer_id) FROM advocacy_act WHERE kind = "
     "'warning' "
     "AND " YEAR("acted_at") " GROUP BY 1 ORDER BY 1"},
    {"SELECT kind, sum(acts), sum(acts * bought_share / 100) FROM acts_by_channel WHERE kind IN "
     "('referral', 'review') GROUP BY 1 ORDER BY 1",
     "SELECT 'referral', count(*), 1.0 * sum(rewarded) FROM referral WHERE " YEAR(
         "converted_at") " UNION "
                         "ALL SELECT 'review', count(*), 1.0 * sum(rewarded) FROM review WHERE "
                         "rating > 3 AND customer_id "
                         "IS NOT NULL AND " YEAR("posted_at")},
    {"SELECT measure, advocates, others, buyers_advocates, buyers_others, mean_advocates, "
     "mean_others, ratio FROM advocate_worth WHERE measure LIKE '%in the period' ORDER BY 1",
     "WITH c AS (SELECT customer_id, customer_id IN (SELECT customer_id FROM act_day WHERE day "
     "BETWEEN '2024-11-01' AND '2025-10-31') AND customer_id NOT IN (SELECT customer_id FROM "
     "before WHERE answer < 7) AS a, joined_at, coalesce(s.revenue, 0) AS revenue, "
     "coalesce(s.purchases, 0) AS purchases FROM customer LEFT JOIN spent AS s USING "
     "(customer_id) WHERE joined_at < '2025-11-01' AND (s.earlier_purchases > 0 OR customer_id "
     "IN (SELECT customer_id FROM before))), m AS (SELECT 'purchases in the period' AS name, "
     "a, purchases AS x, purchases > 0 AS b FROM c UNION ALL SELECT 'revenue in the period', "
     "a, revenue, purchases > 0 FROM c) SELECT name, sum(a), sum(NOT a), sum(a AND b), sum(NOT "
     "a AND b), avg(CASE WHEN a THEN x END), avg(CASE WHEN NOT a THEN x END), avg(CASE WHEN a "
     "THEN x END) / avg(CASE WHEN NOT a THEN x END) FROM m GROUP BY 1 ORDER BY 1"},
    {"SELECT placebo_ratio FROM advocate_worth WHERE measure LIKE '%in the period' ORDER BY "
     "measure",
     "WITH c AS (SELECT customer_id, customer_id IN (SELECT customer_id FROM act_day WHERE day "
     "BETWEEN '2024-11-01' AND '2025-10-31') AND customer_id NOT IN (SELECT customer_id FROM "
     "before WHERE answer < 7) AS a, joined_at, coalesce(s.revenue, 0) AS revenue, "
     "coalesce(s.purchases, 0) AS purchases FROM customer LEFT JOIN spent AS s USING "
     "(customer_id) WHERE joined_at < '2025-11-01' AND (s.earlier_purchases > 0 OR customer_id "
     "IN (SELECT customer_id FROM before))), f AS (SELECT customer_id, min(day) AS day FROM "
     "act_day GROUP BY 1 HAVING min(day) BETWEEN '2024-11-01' AND '2025-10-31'), e AS (SELECT "
     "c.customer_id, a, joined_at, CASE WHEN a THEN f.day ELSE (SELECT "
     "date(avg(julianday(day))) FROM f) END AS day FROM c LEFT JOIN f USING (customer_id)), w "
     "AS (SELECT e.a, (SELECT total(amount) FROM purchase AS p WHERE p.customer_id = "
     "e.customer_id AND julianday(e.day) - julianday(p.purchased_at) BETWEEN 1 AND 365) AS "
     "money, (SELECT count(*) FROM purchase AS p WHERE p.customer_id = e.customer_id AND "
     "julianday(e.day) - julianday(p.purchased_at) BETWEEN 1 AND 365) AS n FROM e WHERE "
     "julianday(day) - julianday(joined_at) >= 365) SELECT avg(CASE WHEN a THEN n END) / "
     "avg(CASE WHEN NOT a THEN n END) FROM w UNION ALL SELECT avg(CASE WHEN a THEN money END) "
     "/ avg(CASE WHEN NOT a THEN money END) FROM w"},
    {"SELECT customers, previous_revenue, revenue, net_revenue_retention, bought_new, "
     "reactivated, rate FROM earned_growth_rate",
     "WITH s AS (SELECT s.*, first < '2024-11-01' AND earlier_purchases = 0 AS back, "
     "customer_id IN (SELECT referred_id FROM referral WHERE referred_id > '') OR customer_id "
     "IN (SELECT customer_id FROM customer WHERE channel = 'referral') OR coalesce((SELECT "
     "reason FROM purchase AS p WHERE p.customer_id = s.customer_id AND purchased_at BETWEEN "
     "'2025-11-01' AND '2026-10-31' ORDER BY purchased_at, purchase_id LIMIT 1), '') IN "
     "('friends and family', 'reviews', 'advocates'' content') AS earned FROM spent AS s), t "
     "AS (SELECT sum(earlier) AS earlier FROM s) SELECT sum(earlier_purchases > 0), "
     "sum(s.earlier), sum(revenue), 100 * sum(CASE WHEN earlier_purchases > 0 THEN revenue "
     "END) / t.earlier, 100 * sum(CASE WHEN earlier_purchases = 0 AND NOT earned AND NOT back "
     "THEN revenue END) / t.earlier, 100 * sum(CASE WHEN back THEN revenue END) / t.earlier, "
     "100 * sum(CASE WHEN earlier_purchases > 0 OR (earned AND NOT back) THEN revenue END) / "
     "t.earlier - 100 FROM s, t"},
    {"SELECT sum(lifetime_value), sum(referred_customers), sum(rewards), sum(referral_value), "
     "count(*) FROM customer_referral_value",
     "WITH r AS (SELECT sum(rewarded) AS paid, sum(CASE would_have_come WHEN 1 THEN 0 WHEN 0 "
     "THEN 1 ELSE 0.5 END * coalesce((SELECT total FROM spent WHERE customer_id = "
     "referred_id), 0)) AS money, sum(would_have_come) AS anyway, count(*) AS n FROM referral "
     "WHERE converted_at IS NOT NULL) SELECT (SELECT sum(total) FROM spent), n, (SELECT "
     "sum(cost) FROM programme_cost WHERE kind = 'rewards') / (SELECT count(*) FROM referral "
     "WHERE rewarded AND converted_at >= '2023-11-01') * paid, money + anyway * (SELECT "
     "sum(cost) FROM acquisition_cost WHERE month > '2025-10') / (SELECT count(*) FROM "
     "customer WHERE channel <> 'referral' AND joined_at BETWEEN '2025-11-01' AND "
     "'2026-10-31') - (SELECT sum(cost) FROM programme_cost WHERE kind = 'rewards') / (SELECT "
     "count(*) FROM referral WHERE rewarded AND converted_at >= '2023-11-01') * paid, (SELECT "
     "count(*) FROM (SELECT customer_id FROM spent UNION SELECT referrer_id FROM referral "
     "WHERE converted_at IS NOT NULL)) FROM r"},
    {"SELECT quadrant, count(*) > 0 FROM customer_referral_value GROUP BY 1 ORDER BY 1",
     "VALUES ('advocate', 1), ('affluent', 1), ('champion', 1), ('miser', 1)"},
    {"SELECT reason, purchases, revenue, share FROM purchase_reasons ORDER BY 1",
     "SELECT reason, count(*), sum(amount), 100.0 * count(*) / (SELECT count(reason) FROM purchase "
     "WHERE " YEAR("purchased_at") ") FROM purchase WHERE reason IS NOT NULL AND " YEAR(
         "purchased_at") " GROUP BY 1 ORDER BY 1"},
};

static const struct Pair channels[] = {
    {"SELECT measure, value FROM advocacy_channels WHERE measure IN ('net promoter score', "
     "'revenue per customer to date', 'reach', 'cost per engagement', 'acquisition cost') "
     "ORDER BY 1",
     "WITH m AS (SELECT sum(reach) AS reach, sum(paid) / sum(engagements) AS each FROM mention "
     "WHERE paid > 0 AND posted_at BETWEEN '2025-11-01' AND '2026-10-31') SELECT 'acquisition "
     "cost', (SELECT sum(cost) FROM programme_cost WHERE month BETWEEN '2025-11' AND "
     "'2026-10') / (SELECT count(*) FROM customer WHERE channel = 'referral' AND joined_at "
     "BETWEEN '2025-11-01' AND '2026-10-31') UNION ALL SELECT 'cost per engagement', each FROM "
     "m UNION ALL SELECT 'net promoter score', (SELECT 100.0 * (sum(answer > 8) - sum(answer < "
     "7)) / count(answer) FROM newest) UNION ALL SELECT 'reach', reach FROM m UNION ALL SELECT "
     "'revenue per customer to date', avg(total) FROM spent"},
    {"SELECT kind, referrers, referrals, converted, conversion, customers_per_referrer, "
     "revenue_to_date, reward_per_customer FROM referral_funnel ORDER BY 1",
     "SELECT CASE rewarded WHEN 0 THEN 'free' ELSE 'rewarded' END, count(DISTINCT "
     "referrer_id), count(*), sum(referred_id IS NOT NULL), avg(100.0 * (referred_id IS NOT "
     "NULL)), 1.0 * sum(referred_id IS NOT NULL) / count(DISTINCT referrer_id), sum((SELECT "
     "total FROM spent WHERE customer_id = referred_id)), rewarded * (SELECT sum(cost) FROM "
     "programme_cost WHERE month > '2025-10' AND kind = 'rewards') / sum(referred_id IS NOT "
     "NULL) FROM referral WHERE referred_at BETWEEN '2025-11-01' AND '2026-10-31' GROUP BY "
     "rewarded ORDER BY 1"},
    {"SELECT customers, referrals, converted, referrals_per_customer, conversion, "
     "viral_factor, referrals_per_customer * conversion / 100, cycle_days FROM viral_factor",
     "WITH b AS (SELECT sum(joined_at < '2025-11-01') AS n FROM customer), r AS (SELECT "
     "count(*) AS made, count(referred_id) AS came FROM referral WHERE referred_at BETWEEN "
     "'2025-11-01' AND '2026-10-31'), d AS (SELECT min(julianday(referred_at)) - "
     "julianday(joined_at) AS days FROM referral JOIN customer ON customer_id = referrer_id "
     "GROUP BY customer_id), o AS (SELECT days, row_number() OVER (ORDER BY days) AS place, "
     "count(*) OVER () AS n FROM d WHERE days >= 0) SELECT n, made, came, 1.0 * made / n, "
     "100.0 * came / made, 1.0 * came / n, 1.0 * came / n, (SELECT avg(days) FROM o WHERE 2 * "
     "place BETWEEN o.n AND o.n + 2) FROM b, r"},
    {"SELECT channel, customers, share, cost, cost_per_customer FROM acquisition_channels "
     "ORDER BY 1",
     "WITH n AS (SELECT channel, count(*) AS n FROM customer WHERE joined_at BETWEEN "
     "'2025-11-01' AND '2026-10-31' GROUP BY 1), paid AS (SELECT channel, cost FROM "
     "acquisition_cost WHERE month > '2025-10' UNION ALL SELECT 'referral', cost FROM "
     "programme_cost WHERE month > '2025-10') SELECT channel, n, 100.0 * n / (SELECT sum(n) "
     "FROM n), sum(cost), sum(cost) / n FROM n LEFT JOIN paid USING (channel) GROUP BY channel "
     "ORDER BY 1"},
    {"SELECT channel, payback_months FROM acquisition_channels ORDER BY 1",
     "WITH RECURSIVE k(m) AS (SELECT 1 UNION ALL SELECT m + 1 FROM k WHERE m < 12), j AS "
     "(SELECT customer_id, channel, julianday('2026-11-01') - julianday(joined_at) AS age, "
     "julianday(joined_at) AS day FROM customer WHERE joined_at BETWEEN '2025-11-01' AND "
     "'2026-10-31'), b AS (SELECT channel, age, julianday(purchased_at) - day AS since, amount "
     "FROM j JOIN purchase USING (customer_id) WHERE purchased_at <= '2026-10-31'), mean AS "
     "(SELECT channel, m, (SELECT total(amount) FROM b WHERE b.channel = c.channel AND age >= "
     "m * 30.4375 AND since >= (m - 1) * 30.4375 AND since < m * 30.4375) / (SELECT count(*) "
     "FROM j WHERE j.channel = c.channel AND age >= m * 30.4375) AS money FROM k, (SELECT "
     "DISTINCT channel FROM customer) AS c), so_far AS (SELECT channel, m, sum(money) OVER "
     "(PARTITION BY channel ORDER BY m) AS money FROM mean), paid AS (SELECT channel, "
     "sum(cost) AS cost FROM (SELECT channel, month, cost FROM acquisition_cost UNION ALL "
     "SELECT 'referral', month, cost FROM programme_cost) WHERE month > '2025-10' GROUP BY 1) "
     "SELECT p.channel, min(m) FROM paid AS p LEFT JOIN so_far AS f ON f.channel = p.channel "
     "AND money >= cost / (SELECT count(*) FROM j WHERE j.channel = p.channel) GROUP BY 1 "
     "ORDER BY 1"},
    {"SELECT platform, reviews, rating, bayes_rating, positive, answered, words FROM "
     "review_quality "
     "ORDER BY 1",
     "WITH y AS (SELECT * FROM review WHERE " YEAR(
         "posted_at") ") SELECT platform, count(*), "
                      "sum(rating) / count(*), (sum(rating) + 10 * (SELECT avg(rating) FROM y)) / "
                      "(count(*) + 10), "
                      "avg(100.0 * (rating IN (4, 5))), avg(100.0 * (" BY_THEN(
                          "answered_at") " IS NOT NULL)), "
                                         "1.0 * sum(length) / "
                                         "count(*) FROM y GROUP BY 1 ORDER BY 1"},
    {"SELECT platform, all_brands, mentions, share_of_voice, net_sentiment, engagements, user_made "
     "FROM "
     "social_presence ORDER BY 1",
     "SELECT platform, count(*), sum(brand = 'Northwind'), avg(100.0 * (brand = 'Northwind')), "
     "(SELECT "
     "100.0 * (sum(sentiment = 'positive') - sum(sentiment = 'negative')) / count(sentiment) FROM "
     "mention AS o WHERE o.platform = m.platform AND o.brand = 'Northwind' AND o.paid = 0 "
     "AND " YEAR(
         "o.posted_at") "), sum(engagements * (brand = 'Northwind')), sum(user_made AND brand = "
                        "'Northwind') FROM mention AS m WHERE paid = 0 AND " YEAR(
                            "posted_at") " GROUP BY 1 ORDER BY 1"},
    {"SELECT platform, questions, named, visibility, brands_named, share_of_brands, cited, "
     "cited_reviews FROM ai_visibility ORDER BY 1",
     "WITH q AS (SELECT platform, max(brand = 'Northwind') AS us, max(CASE brand WHEN "
     "'Northwind' THEN cited ELSE 0 END) AS c, max(brand = 'Northwind' AND review_id > 0) AS v "
     "FROM ai_answer WHERE asked_at BETWEEN '2025-11-01' AND '2026-10-31' GROUP BY platform, "
     "question, asked_at) SELECT platform, count(*), total(us), 100 * total(us) / count(*), "
     "(SELECT count(brand) FROM ai_answer AS a WHERE a.platform = q.platform AND asked_at "
     "BETWEEN '2025-11-01' AND '2026-10-31'), (SELECT avg(100.0 * (brand = 'Northwind')) FROM "
     "ai_answer AS a WHERE a.platform = q.platform AND asked_at BETWEEN '2025-11-01' AND "
     "'2026-10-31'), 100 * total(c) / count(*), 100 * total(v) / count(*) FROM q GROUP BY 1 "
     "ORDER BY 1"},
};

static const struct Pair programme[] = {
    {"SELECT source, rows, newest, customers, chosen, owner FROM feedback_sources WHERE source IN "
     "('purchase', 'support', 'sales calls') ORDER BY 1",
     "SELECT 'purchase', count(*), max(purchased_at), count(DISTINCT customer_id), 1, 'Finance' "
     "FROM "
     "purchase UNION ALL SELECT 'sales calls', 0, NULL, 0, 0, NULL UNION ALL SELECT 'support', "
     "count(*), max(raised_at), count(DISTINCT customer_id), 1, 'Support' FROM feedback WHERE "
     "source = "
     "'support'"},
    {"SELECT source, raised, answered_share, resolved_share, old_enough, in_time_share, fixed + "
     "explained + declined + other_outcome FROM feedback_response ORDER BY 1",
     "WITH f AS (SELECT source, raised_at, CASE WHEN answered_at <= '2026-10-31' THEN answered_at END AS a, CASE "
     "WHEN resolved_at <= '2026-10-31' THEN resolved_at END AS r FROM feedback WHERE raised_at BETWEEN '2025-11-01' "
     "AND '2026-10-31') SELECT source, count(*), avg(100.0 * (a > '')) * count(a) / count(*), avg(100.0 * (r > '')) * "
     "count(r) / count(*), sum(raised_at <= '2026-10-30'), 100.0 * sum(raised_at <= '2026-10-30' AND "
     "coalesce(julianday(a) - julianday(raised_at), 9) <= 2) / sum(raised_at <= '2026-10-30'), count(r) FROM f GROUP BY 1 ORDER BY 1"},
    {"SELECT cost, new_customers, new_revenue, gross_profit, came_by_referral, "
     "saved_acquisition_cost, earlier_revenue, return_on_investment FROM programme_return",
     "WITH m AS (SELECT referred_id, converted_at > '2025-10-31' AS is_new FROM referral AS r "
     "WHERE would_have_come IS NOT 1 AND converted_at <= '2026-10-31' AND (rewarded OR "
     "referred_at >= (SELECT recruited_at FROM programme_member WHERE customer_id = "
     "referrer_id))), c AS (SELECT (SELECT sum(cost) FROM programme_cost WHERE month BETWEEN "
     "'2025-11' AND '2026-10') AS cost, (SELECT sum(is_new) FROM m) AS people, (SELECT "
     "sum(revenue) FROM spent WHERE customer_id IN (SELECT referred_id FROM m WHERE is_new)) "
     "AS money, (SELECT sum(revenue) FROM spent WHERE customer_id IN (SELECT referred_id FROM "
     "m WHERE NOT is_new)) AS older, (SELECT count(*) FROM customer WHERE channel = 'referral' "
     "AND joined_at BETWEEN '2025-11-01' AND '2026-10-31') AS came, (SELECT sum(cost) FROM "
     "acquisition_cost WHERE month BETWEEN '2025-11' AND '2026-10') / (SELECT count(*) FROM "
     "customer WHERE channel <> 'referral' AND joined_at BETWEEN '2025-11-01' AND "
     "'2026-10-31') AS each) SELECT cost, people, money, money, came, came * each, older, 100 "
     "* (money + came * each) / cost - 100 FROM c"},
    {"SELECT need, reached, touchpoints FROM advocate_needs ORDER BY 1",
     "SELECT need, count(DISTINCT customer_id), count(*) FROM touchpoint WHERE customer_id IN (SELECT customer_id FROM "
     "advocate) AND opened_at BETWEEN '2025-11-01' AND '2026-10-31' GROUP BY 1 ORDER BY 1"},
    {"SELECT count(*), sum(acts), sum(touchpoints), sum(recognition) FROM advocate_attention",
     "SELECT count(DISTINCT customer_id), count(*), (SELECT count(*) FROM touchpoint WHERE "
     "customer_id "
     "IN (SELECT customer_id FROM advocate)), (SELECT sum(age) FROM (SELECT "
     "julianday('2026-10-31') - "
     "julianday(max(opened_at)) AS age FROM touchpoint WHERE need = 'recognition' AND customer_id "
     "IN "
     "(SELECT customer_id FROM advocate) GROUP BY customer_id)) FROM free_act WHERE customer_id IN "
     "(SELECT customer_id FROM advocate)"},
    {"SELECT name, active_share, conversions_per_thousand_members FROM micro_advocates ORDER BY 1",
     "SELECT name, 100.0 * active_members / members, 1000.0 * conversions / members FROM community "
     "WHERE name <> 'Everybody' ORDER BY 1"},
    {"SELECT level, departments, engaged_employees, engaged_share FROM advocacy_maturity",
     "SELECT 2, count(*), sum(engaged), 100.0 * sum(engaged) / sum(employees) FROM department"},
};

static void assert_pairs(sqlite3 *db, const struct Pair *pairs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char *rows = query(db, pairs[i].independent);
        assert_string_not_equal(rows, "");
        sqlite3_free(rows);
        assert_same_results(db, pairs[i].view, pairs[i].independent, 1e-9);
    }
}

static void views_of_answers_agree_with_independent_sql(void **state)
{
    assert_pairs(*state, survey, sizeof survey / sizeof *survey);
}

static void views_of_advocates_agree_with_independent_sql(void **state)
{
    assert_pairs(*state, advocates, sizeof advocates / sizeof *advocates);
}

static void views_of_channels_agree_with_independent_sql(void **state)
{
    assert_pairs(*state, channels, sizeof channels / sizeof *channels);
}

static void views_of_the_programme_agree_with_independent_sql(void **state)
{
    assert_pairs(*state, programme, sizeof programme / sizeof *programme);
}

static int open_with_helpers(void **state)
{
    tenth_company_fixture(state);
    execute(*state, helpers);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(views_of_answers_agree_with_independent_sql),
        cmocka_unit_test(views_of_advocates_agree_with_independent_sql),
        cmocka_unit_test(views_of_channels_agree_with_independent_sql),
        cmocka_unit_test(views_of_the_programme_agree_with_independent_sql),
    };
    return cmocka_run_group_tests_name("view figures", tests, open_with_helpers, close_fixture);
}
