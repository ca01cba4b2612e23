-- The first session of the demonstration: an imported survey and its score.
.mode box
.import --csv survey.csv survey
.echo on

-- A survey of some 50,000 answers, imported from CSV with .import --csv: every column is text.
SELECT * FROM survey LIMIT 5;

-- The query that everyone writes. On imported text it is wrong: '10' >= '9' is false.
SELECT round(100.0 * (sum(score >= 9) - sum(score <= 6)) / count(score), 1) AS wrong_nps FROM survey;

-- The right one.
SELECT round(nps(score), 1) AS nps FROM survey;

-- With its error bars, and what it was computed from: blanks are not answers.
SELECT count(*) AS rows, nps_responses(score) AS answers, round(nps(score), 1) AS nps,
       round(nps_lower(score), 1) AS lower, round(nps_upper(score), 1) AS upper
FROM survey;

-- By segment, largest first.
SELECT segment, nps_responses(score) AS answers, round(nps(score), 1) AS nps,
       round(nps_margin(score), 1) AS "+/-",
       round(nps_share(score, 'promoter'), 1) AS "promoters %",
       round(nps_share(score, 'passive'), 1) AS "passives %",
       round(nps_share(score, 'detractor'), 1) AS "detractors %"
FROM survey GROUP BY segment ORDER BY answers DESC;

-- As pictures: the shares of promoters, passives and detractors, and the score month by month.
SELECT segment, nps_bar(score, 30) AS "promoters, passives, detractors",
       (SELECT chart_sparkline(nps)
        FROM (SELECT nps(m.score) AS nps FROM survey AS m WHERE m.segment = survey.segment
              GROUP BY substr(m.answered_at, 1, 7) ORDER BY substr(m.answered_at, 1, 7))) AS "24 months"
FROM survey GROUP BY segment ORDER BY nps(score) DESC;

-- The score of each month, and of the twelve months up to it: nps() is a window function.
WITH answer AS (
    SELECT substr(answered_at, 1, 7) AS month, score,
           12 * substr(answered_at, 1, 4) + substr(answered_at, 6, 2) AS number
    FROM survey WHERE answered_at >= '2024-11-01')
SELECT DISTINCT month,
       round(nps(score) OVER (PARTITION BY month), 1) AS nps,
       round(nps_margin(score) OVER (PARTITION BY month), 1) AS "+/-",
       round(nps(score) OVER twelve_months, 1) AS "nps, 12 months",
       round(nps_margin(score) OVER twelve_months, 1) AS "+/-, 12 months"
FROM answer
WINDOW twelve_months AS (ORDER BY number RANGE BETWEEN 11 PRECEDING AND CURRENT ROW)
ORDER BY month DESC LIMIT 12;

-- Did Business get worse in the last quarter, or is that noise?
SELECT segment, round(json_extract(c, '$.first_nps'), 1) AS before,
       round(json_extract(c, '$.second_nps'), 1) AS "last quarter",
       round(json_extract(c, '$.difference'), 1) AS difference,
       round(json_extract(c, '$.lower'), 1) || ' to ' || round(json_extract(c, '$.upper'), 1) AS "95%",
       CASE WHEN json_extract(c, '$.p_value') < 0.0001 THEN '< 0.0001'
            ELSE printf('%.4f', json_extract(c, '$.p_value')) END AS p,
       CASE WHEN json_extract(c, '$.p_value') < 0.05 THEN 'more than noise' ELSE 'noise' END AS verdict
FROM (SELECT segment, nps_compare(score, answered_at >= '2026-08-01') AS c
      FROM survey WHERE answered_at >= '2026-05-01' GROUP BY segment);

-- Customers who answer often must not weigh more: only each customer's newest answer counts.
SELECT json_extract(latest, '$.responses') AS customers, json_extract(latest, '$.repeats') AS "answers left out",
       round(json_extract(latest, '$.nps'), 1) AS nps, round(json_extract(latest, '$.margin'), 1) AS "+/-"
FROM (SELECT nps_latest(score, customer, answered_at) AS latest FROM survey);

