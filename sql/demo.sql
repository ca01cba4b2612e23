-- A made-up survey for the demonstration: 50,000 answers of 18,000 customers in four segments over
-- the 24 months to October 2026. Pure SQL without random(), so that every run makes the same rows.
--
-- Planted, so that there is something to find:
--   * Enterprise answers better than the others, Starter worse;
--   * Business declines in the last quarter;
--   * about 3 in 100 answers are left blank, as in every export.

CREATE TABLE survey_response (
    id INTEGER PRIMARY KEY,
    customer TEXT NOT NULL,
    segment TEXT NOT NULL,
    answered_at TEXT NOT NULL, -- ISO 8601 date, UTC
    score TEXT NOT NULL        -- as a survey tool exports it: '' is a question left blank
);

-- Park and Miller's generator (Communications of the ACM 31, 1988, with their later multiplier
-- 48271): three draws a row, each a whole number below 2^31 - 1.
WITH RECURSIVE draw(id, a, b, c) AS (
    SELECT 1, 20260101, 20260101 * 48271 % 2147483647,
           20260101 * 48271 % 2147483647 * 48271 % 2147483647
    UNION ALL
    SELECT id + 1,
           c * 48271 % 2147483647,
           c * 48271 % 2147483647 * 48271 % 2147483647,
           c * 48271 % 2147483647 * 48271 % 2147483647 * 48271 % 2147483647
    FROM draw
    WHERE id < 50000
),
-- Who answers and when. The segment belongs to the customer, so it is made from the customer's
-- number: 45, 30, 17 and 8 in 100.
answer AS (
    SELECT id,
           a % 18000 AS customer,
           (a % 18000) * 7919 % 100 AS segment_draw,
           b % 730 AS day,
           b / 730 % 1000 AS mood,
           c % 1000 AS blank_draw,
           c / 1000 % 1000 AS step
    FROM draw
),
placed AS (
    SELECT id, customer, day, blank_draw, step, mood,
           CASE WHEN segment_draw < 45 THEN 'Starter'
                WHEN segment_draw < 75 THEN 'Team'
                WHEN segment_draw < 92 THEN 'Business'
                ELSE 'Enterprise' END AS segment
    FROM answer
),
-- Shares of promoters and of promoters and passives together, in thousandths.
inclined AS (
    SELECT *,
           CASE segment WHEN 'Starter' THEN 370 WHEN 'Team' THEN 440 WHEN 'Business' THEN 460 ELSE 540 END
           - CASE WHEN segment = 'Business' AND day >= 638 THEN 140 ELSE 0 END AS promoters,
           CASE segment WHEN 'Starter' THEN 700 WHEN 'Team' THEN 770 WHEN 'Business' THEN 780 ELSE 850 END
           - CASE WHEN segment = 'Business' AND day >= 638 THEN 110 ELSE 0 END AS not_detractors
    FROM placed
)
INSERT INTO survey_response
SELECT id,
       printf('C%05d', customer + 1),
       segment,
       date('2024-11-01', '+' || day || ' days'),
       CASE WHEN blank_draw < 30 THEN ''
            WHEN mood < promoters THEN CASE WHEN step < 550 THEN '10' ELSE '9' END
            WHEN mood < not_detractors THEN CASE WHEN step < 600 THEN '8' ELSE '7' END
            ELSE CAST(CASE WHEN step < 300 THEN 6 WHEN step < 550 THEN 5 WHEN step < 680 THEN 4
                           WHEN step < 790 THEN 3 WHEN step < 880 THEN 2 WHEN step < 940 THEN 1
                           ELSE 0 END AS TEXT) END
FROM inclined
ORDER BY id;
