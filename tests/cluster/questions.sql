-- What all servers and the local shell are asked: a title, a query, a blank line. Order is part of the answer.

-- the version of the extension, and how many functions it has
SELECT advocacy_version() AS version, count(*) AS functions FROM advocacy_functions;

-- what is in the survey
SELECT * FROM survey_quality;

-- the score of each segment, hashed and read back as rows
SELECT * FROM nps_rows((SELECT nps_by(nps_answer(r.score), c.segment)
                        FROM survey_response AS r JOIN customer AS c ON c.customer_id = r.customer_id)) ORDER BY segment;

-- a sliding window over the days
SELECT day, nps(answer) OVER days AS nps, nps_lower(answer) OVER days AS lower
FROM (SELECT response_id, substr(answered_at, 1, 10) AS day, nps_answer(score) AS answer FROM survey_response
      WHERE answered_at >= '2026-10-01' AND answered_at < '2026-11-01')
WINDOW days AS (ORDER BY day, response_id ROWS 499 PRECEDING) ORDER BY day, response_id;

-- JSON that nests as an object, not as text
SELECT json_type(json_object('summary', nps_counts(120, 45, 30)), '$.summary') AS type,
       json_extract(json_object('summary', nps_counts(120, 45, 30)), '$.summary.lower') AS lower;

-- segments, this quarter against the last
SELECT * FROM nps_segments ORDER BY segment;

-- months, each against the month before
SELECT * FROM nps_trend ORDER BY month;

-- who moved
SELECT * FROM nps_period_change;

-- the score of each segment, from the rollup
SELECT * FROM nps_rollup_segment ORDER BY segment;

-- the score of each month, from the rollup
SELECT * FROM nps_rollup_month ORDER BY month;

-- rollup and scan: no segment and day differs
SELECT count(*) AS differences FROM (
    SELECT segment, day, sum(promoters), sum(passives), sum(detractors) FROM nps_rollup_counts GROUP BY 1, 2
    EXCEPT
    SELECT c.segment, substr(r.answered_at, 1, 10), sum(coalesce(nps_category(nps_answer(r.score)) = 'promoter', 0)),
           sum(coalesce(nps_category(nps_answer(r.score)) = 'passive', 0)),
           sum(coalesce(nps_category(nps_answer(r.score)) = 'detractor', 0))
    FROM survey_response AS r LEFT JOIN customer AS c ON c.customer_id = r.customer_id GROUP BY 1, 2);

-- the strongest advocates
SELECT customer_id, segment, acts, score FROM brand_advocates ORDER BY score DESC, customer_id LIMIT 25;

-- advocacy beside its neighbours
SELECT kind, measure, unit, value, lower, upper FROM advocacy_channels ORDER BY kind, measure, unit;

-- who brings whom
SELECT * FROM referral_funnel ORDER BY kind;

-- what advocates are worth
SELECT measure, unit, mean_advocates, mean_others, ratio, lower, upper FROM advocate_worth ORDER BY measure, unit;

-- does prediction work
SELECT bin, customers, advocates, rate, lift, auc FROM advocate_gains ORDER BY bin;

-- the most valuable customers, predicted
SELECT customer_id, value FROM customer_value ORDER BY value DESC, customer_id LIMIT 25;

-- who comes back
SELECT * FROM repeat_purchase_rate ORDER BY scope, segment;

-- how much growth customers bring
SELECT * FROM earned_growth_rate;
