.mode box
.echo on
-- Fitted to one period: who of those known at the end of it recommended us first in the year to 2025-10-31. Asked
-- about the next: who did in the year to 2026-10-31. The second figure is the one to quote.
WITH fitted(model) AS (
    SELECT advocate_fit(became_advocate, 'purchases', purchases, 'promoter', promoter, 'feedback', feedback)
    FROM advocate_features WHERE period = 'before previous'),
asked(model, probability, became_advocate) AS (
    SELECT model, advocate_predict(model, 'purchases', purchases, 'promoter', promoter, 'feedback', feedback),
           became_advocate
    FROM fitted CROSS JOIN advocate_features WHERE period = 'previous')
SELECT round(advocacy_number(max(model), 'auc'), 3) AS "AUC where fitted", count(*) AS customers,
       sum(became_advocate) AS advocates,
       round(advocacy_number(advocate_lift(probability, became_advocate), 'auc'), 3) AS "AUC on the next period"
FROM asked;

-- The same of the model behind advocate_candidates, which knows more about each customer.
SELECT round(m.auc, 3) AS "AUC where fitted", g.customers, g.advocates, round(g.auc, 3) AS "AUC on the next period"
FROM advocate_model AS m
CROSS JOIN (SELECT sum(customers) AS customers, sum(advocates) AS advocates, max(auc) AS auc FROM advocate_gains) AS g
WHERE m.predicts = 'previous';
