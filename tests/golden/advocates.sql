ATTACH 'company.db' AS company;
.mode box
.echo on
-- How strong an advocate is somebody who says so, and somebody who acts? 0 to 100.
SELECT round(advocate_score('nps', 10, 'referrals', 0, 'reviews', 0), 1) AS "says so",
       round(advocate_score('nps', 8, 'referrals', 3, 'reviews', 2), 1) AS acts;

-- What advocates are worth beside other customers: a view, like every question of sql/README.md.
SELECT measure, round(ratio, 2) AS ratio, round(lower, 2) || ' to ' || round(upper, 2) AS "95%"
FROM advocate_worth;

-- What customers will buy: fit the purchase models once, then ask them about everyone. Time is in weeks, so a
-- month is about 4.345 of them; 1% is the discount of a month.
WITH model AS (
    SELECT mbgnbd_fit(x, t_x, T) AS purchases,
           gamma_gamma_fit(x, mean_spend) FILTER (WHERE mean_spend > 0) AS spend
    FROM purchase_rhythm)
SELECT customer_id AS customer, x AS "repeat purchases", round(100 * clv_alive(purchases, x, t_x, T), 1) AS "alive %",
       round(clv(purchases, spend, x, t_x, T, mean_spend, 12, 0.01, 4.345), 2) AS "value, 12 months"
FROM purchase_rhythm CROSS JOIN model ORDER BY 4 DESC LIMIT 3;
