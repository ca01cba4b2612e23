-- Surveys: which there are, what accounts say, whether the silent would change the score, satisfaction and effort.

BEGIN;

-- The newest answer to each survey of each customer in the period and in the one before; each without a customer counts
-- by itself.
CREATE VIEW newest_survey_answer AS /* advocacy */
SELECT survey, period, customer_id, answer
FROM (SELECT survey, period, customer_id, answer, max(newness)
      FROM survey_answer WHERE customer_id IS NOT NULL AND period IN ('current', 'previous')
      GROUP BY survey, period, customer_id)
UNION ALL
SELECT survey, period, NULL, answer FROM survey_answer
WHERE customer_id IS NULL AND period IN ('current', 'previous');

-- The score of each survey in the period, of each customer's newest answer to it, and its change against the previous
-- period with its interval by customer. Surveys are never pooled: somebody who was just helped answers otherwise
-- than somebody who is asked once a year. `is_headline` says which one the other views are of (1 or 0).
CREATE VIEW nps_surveys AS /* advocacy */
WITH counted AS (
    SELECT a.survey, p.minimum_responses, count(*) FILTER (WHERE a.period = 'current') AS responses,
           count(*) FILTER (WHERE a.period = 'previous') AS responses_before,
           nps_summary(a.answer, p.confidence) FILTER (WHERE a.period = 'current') AS summary,
           nps_overlap(a.answer, a.period = 'current', a.customer_id, p.confidence) AS comparison
    FROM newest_survey_answer AS a CROSS JOIN advocacy_period AS p
    GROUP BY a.survey),
enough AS (
    SELECT survey, responses, responses_before, CASE WHEN responses >= minimum_responses THEN summary END AS summary,
           CASE WHEN min(responses, responses_before) >= minimum_responses THEN comparison END AS comparison
    FROM counted)
SELECT e.survey, e.survey IS the_headline.survey AS is_headline, e.responses,
       advocacy_number(e.summary, 'nps') AS nps, advocacy_number(e.summary, 'lower') AS lower,
       advocacy_number(e.summary, 'upper') AS upper, e.responses_before,
       advocacy_number(e.comparison, 'difference') AS change, advocacy_number(e.comparison, 'lower') AS change_lower,
       advocacy_number(e.comparison, 'upper') AS change_upper, advocacy_number(e.comparison, 'p_value') AS p_value
FROM enough AS e CROSS JOIN headline_survey AS the_headline;

-- Accounts, companies of which several people are customers: how many people there are, how many answered in the
-- period, the mean of their newest answers as +100, 0 or -100 (NULL: nobody answered), and the revenue of the period.
CREATE VIEW account_score AS /* advocacy */
SELECT c.account_id, count(*) AS people, count(l.answer) AS responses,
       avg(CASE l.category WHEN 'promoter' THEN 100.0 WHEN 'passive' THEN 0.0 WHEN 'detractor' THEN -100.0 END) AS score,
       coalesce(sum(b.revenue), 0.0) AS revenue
FROM read_customer AS c
LEFT JOIN latest_answer AS l ON l.customer_id = c.customer_id
LEFT JOIN (SELECT customer_id, revenue FROM period_revenue WHERE period = 'current') AS b
    ON b.customer_id = c.customer_id
WHERE c.account_id IS NOT NULL
GROUP BY c.account_id;

-- The score of accounts: each counts once (`weight` 'account'), however many of its people answer, or by its revenue of
-- the period ('revenue'; accounts without any are left out). Points, the interval by account. `covered` is the share of
-- the revenue of all accounts that comes from those with an answer, in percent: how much of the business the score
-- speaks for.
CREATE VIEW account_nps AS /* advocacy */
WITH weighed AS (
    SELECT each_weight.name, a.score, a.responses, a.revenue, p.minimum_responses, p.confidence,
           CASE each_weight.name WHEN 'account' THEN 1.0 ELSE a.revenue END AS weight
    FROM account_score AS a CROSS JOIN (SELECT 'account' AS name UNION ALL SELECT 'revenue') AS each_weight
    CROSS JOIN advocacy_period AS p),
counted AS (
    SELECT name, count(*) AS accounts, count(score) FILTER (WHERE weight > 0) AS answered, sum(responses) AS responses,
           100.0 * sum(CASE WHEN score IS NOT NULL THEN max(revenue, 0) END) / nullif(sum(max(revenue, 0)), 0) AS covered,
           CASE WHEN count(score) FILTER (WHERE weight > 0) >= minimum_responses
                THEN ratio_of_sums(score * weight, weight, confidence) FILTER (WHERE weight > 0) END AS mean
    FROM weighed GROUP BY name)
SELECT name AS weight, accounts, answered, responses, advocacy_number(mean, 'ratio') AS nps,
       max(advocacy_number(mean, 'lower'), -100.0) AS lower, min(advocacy_number(mean, 'upper'), 100.0) AS upper,
       coalesce(covered, 0.0) AS covered
FROM counted;

-- Whether those who do not answer would change the score: the score of the period, and beside it the one of all
-- customers if those of a segment who are silent think as those who answer (post-stratification: an answer weighs the
-- segment's share of customers over its share of answers). Points, intervals by customer. NULL where a segment with
-- customers has no answer, which `reason` says. Answers of strangers are left out. One row.
CREATE VIEW nps_weighted AS /* advocacy */
WITH known AS (
    SELECT c.segment, l.answer
    FROM latest_answer AS l JOIN read_customer AS c ON c.customer_id = l.customer_id),
size AS (SELECT segment, count(*) AS customers FROM read_customer GROUP BY segment),
answered AS (SELECT segment, count(*) AS responses FROM known GROUP BY segment),
part AS (
    SELECT s.segment, s.customers, coalesce(a.responses, 0) AS responses
    FROM size AS s LEFT JOIN answered AS a ON a.segment IS s.segment),
total AS (
    SELECT sum(customers) AS customers, sum(responses) AS responses, count(*) AS segments,
           count(*) FILTER (WHERE responses = 0) AS silent,
           min(CASE WHEN responses = 0 THEN coalesce(segment, 'none') END) AS example
    FROM part),
scored AS (
    SELECT CASE WHEN count(*) >= p.minimum_responses THEN nps_summary(k.answer, p.confidence) END AS plain,
           CASE WHEN count(*) >= p.minimum_responses THEN
               nps_summary(k.answer, p.confidence, 1.0 * t.customers / t.responses) END AS weighted
    FROM known AS k JOIN part AS t ON t.segment IS k.segment CROSS JOIN advocacy_period AS p)
SELECT the_total.customers, the_total.responses, the_total.segments,
       advocacy_number(s.plain, 'nps') AS nps, advocacy_number(s.plain, 'lower') AS lower,
       advocacy_number(s.plain, 'upper') AS upper,
       CASE WHEN the_total.silent = 0 THEN advocacy_number(s.weighted, 'nps') END AS weighted_nps,
       CASE WHEN the_total.silent = 0 THEN advocacy_number(s.weighted, 'lower') END AS weighted_lower,
       CASE WHEN the_total.silent = 0 THEN advocacy_number(s.weighted, 'upper') END AS weighted_upper,
       CASE WHEN the_total.silent > 0
            THEN printf('%d of %d segments with customers have no answer, such as %s', the_total.silent,
                        the_total.segments, the_total.example) END AS reason
FROM total AS the_total CROSS JOIN scored AS s
WHERE the_total.responses > 0;

-- Satisfaction (csat) and effort (ces) by survey and month: the mean of the scale, and the share of the boxes on top,
-- in percent: two, and of the effort on seven points three, which is CES 2.0 as it is counted today. All answers count,
-- as each is about an occasion of its own; intervals by customer, an answer without one is a stranger's.
CREATE VIEW satisfaction AS /* advocacy */
WITH answer AS (
    SELECT measure, survey, substr(answered_at, 1, 7) AS month, points, customer_id, rating,
           CASE WHEN measure = 'ces' AND points >= 7 THEN 3 ELSE 2 END AS boxes
    FROM read_satisfaction_response),
person AS (
    SELECT measure, survey, month, points, boxes, count(*) AS responses, sum(rating) AS ratings,
           sum(rating > points - boxes) AS tops
    FROM answer WHERE customer_id IS NOT NULL GROUP BY measure, survey, month, points, boxes, customer_id
    UNION ALL
    SELECT measure, survey, month, points, boxes, 1, rating, rating > points - boxes
    FROM answer WHERE customer_id IS NULL),
top AS (
    SELECT a.measure, a.survey, a.month, a.points,
           share_clustered(a.rating > a.points - a.boxes, a.customer_id, p.confidence) AS share
    FROM answer AS a CROSS JOIN advocacy_period AS p
    GROUP BY a.measure, a.survey, a.month, a.points),
counted AS (
    SELECT n.measure, n.survey, n.month, n.points, n.boxes, sum(n.responses) AS responses, p.minimum_responses,
           ratio_of_sums(n.ratings, n.responses, p.confidence) AS mean
    FROM person AS n CROSS JOIN advocacy_period AS p
    GROUP BY n.measure, n.survey, n.month, n.points, n.boxes),
enough AS (
    SELECT c.measure, c.survey, c.month, c.points, c.boxes, c.responses,
           CASE WHEN c.responses >= c.minimum_responses THEN c.mean END AS mean,
           CASE WHEN c.responses >= c.minimum_responses THEN t.share END AS share
    FROM counted AS c
    JOIN top AS t ON t.measure = c.measure AND t.survey IS c.survey AND t.month = c.month AND t.points = c.points)
SELECT measure, survey, month, points, boxes, responses, advocacy_number(mean, 'ratio') AS mean,
       max(advocacy_number(mean, 'lower'), 1.0) AS mean_lower,
       min(advocacy_number(mean, 'upper'), 1.0 * points) AS mean_upper,
       advocacy_number(share, 'share') AS top_box, advocacy_number(share, 'lower') AS lower,
       advocacy_number(share, 'upper') AS upper
FROM enough;

COMMIT;
