.mode box
.import --csv survey.csv survey
.echo on
-- How the score of every segment compares, as rows: nps_by() hashes segments instead of sorting rows.
SELECT segment, responses, round(nps, 1) AS nps, round(lower, 1) AS lower, round(upper, 1) AS upper
FROM nps_rows((SELECT nps_by(score, segment) FROM survey));

-- The same customers asked twice: their lowest answer of the first year and of the second.
WITH answer AS (SELECT customer, min(nps_answer(score)) FILTER (WHERE answered_at < '2025-11-01') AS before,
                       min(nps_answer(score)) FILTER (WHERE answered_at >= '2025-11-01') AS after
                FROM survey WHERE segment = 'Business' GROUP BY customer)
SELECT json_extract(c, '$.pairs') AS customers, round(json_extract(c, '$.change'), 1) AS change,
       round(json_extract(c, '$.lower'), 1) AS lower, round(json_extract(c, '$.upper'), 1) AS upper,
       json_extract(c, '$.promoter_to_detractor') AS lost, json_extract(c, '$.detractor_to_promoter') AS won
FROM (SELECT nps_change(before, after) AS c FROM answer);

-- Labels of a survey tool, another scale, and counts from a report.
SELECT nps_answer('10 - Extremely likely') AS label, nps_answer('7 or 8') AS ambiguous,
       nps_rescale(4, 5) AS "4 of 5", nps_category(nps_rescale(4, 5)) AS category,
       round(json_extract(nps_counts(120, 45, 30), '$.nps'), 1) AS reported;

-- How many answers are needed for a margin of 5 points?
SELECT nps_sample_size(5) AS usual, nps_sample_size(5, 0.95, 1) AS "worst case";
