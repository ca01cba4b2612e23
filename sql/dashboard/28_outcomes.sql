-- What those do who are satisfied, and what the acts of advocates brought.

INSERT INTO dashboard_panel VALUES
    ('outcomes', 28, 'What a good score and an act bring', '',
     'Customers by what they answered in the period before, and what they bought in the period after it; and what free acts brought, where somebody wrote it down.',
     'survey_response, purchase, advocacy_act, mention');

CREATE TEMP TABLE dashboard_outcome AS
SELECT category, customers, repurchased, lower, upper, purchases, spend, row_number() OVER (ORDER BY category DESC) AS place FROM nps_outcomes;
CREATE TEMP TABLE dashboard_act_value AS
SELECT kind, coalesce(channel, 'no channel') AS channel, acts, people, valued, influenced_revenue, mean_value, lower, upper, reach,
       row_number() OVER (ORDER BY influenced_revenue IS NULL, influenced_revenue DESC, acts DESC, kind, channel) AS place
FROM act_value;

INSERT INTO dashboard_block VALUES ('outcomes', 1, 'chart', 'repurchased', 'Bought again, % of customers');
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'outcomes', 1, 1, chart_bars(category || 's', round(repurchased, 1), lower, upper) FROM (SELECT * FROM dashboard_outcome ORDER BY place);

INSERT INTO dashboard_block
SELECT 'outcomes', 2, 'table', 'outcomes', 'What they did in the period after their answer, per customer, amounts ' || text FROM dashboard_currency;
INSERT INTO dashboard_column VALUES
    ('outcomes', 2, 1, 'category', 'By their answer', 'text', 0), ('outcomes', 2, 2, 'customers', 'Customers', 'count', 0),
    ('outcomes', 2, 3, 'repurchased', 'Bought again', 'share', 1), ('outcomes', 2, 6, 'purchases', 'Purchases', 'mean', 0),
    ('outcomes', 2, 7, 'spend', 'Spent', 'money', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7)
SELECT 'outcomes', 2, place, category || 's', customers, repurchased, lower, upper, purchases, spend FROM dashboard_outcome;

INSERT INTO dashboard_block
SELECT 'outcomes', 3, 'table', 'acts', 'What acts brought, as it was written down with them, amounts ' || text FROM dashboard_currency;
INSERT INTO dashboard_column VALUES
    ('outcomes', 3, 1, 'kind', 'Act', 'text', 0), ('outcomes', 3, 2, 'channel', 'Where', 'text', 0),
    ('outcomes', 3, 3, 'acts', 'Acts', 'count', 0), ('outcomes', 3, 4, 'people', 'People', 'count', 0),
    ('outcomes', 3, 5, 'influenced_revenue', 'Revenue influenced', 'money', 0),
    ('outcomes', 3, 6, 'mean_value', 'Each', 'money', 1), ('outcomes', 3, 9, 'reach', 'Reach', 'count', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7, s8, s9)
SELECT 'outcomes', 3, place, kind, channel, acts, people, influenced_revenue, mean_value, lower, upper, reach
FROM dashboard_act_value WHERE place <= 10;
INSERT INTO dashboard_details
SELECT 'outcomes', 3, 'What acts brought, as it was written down with them' WHERE EXISTS (SELECT 1 FROM dashboard_outcome);

INSERT INTO dashboard_basis
SELECT 'outcomes', printf('%,d customer%s who answered from %s; %,d act%s of %s, %,d of them with a value. It says what goes together, not what leads to what.',
                          n.customers, substr('s', 1, n.customers <> 1), s.previous_text, n.acts, substr('s', 1, n.acts <> 1), s.period_text, n.valued)
FROM dashboard_setting AS s
CROSS JOIN (SELECT coalesce((SELECT sum(customers) FROM dashboard_outcome), 0) AS customers,
                   coalesce((SELECT sum(acts) FROM dashboard_act_value), 0) AS acts,
                   coalesce((SELECT sum(valued) FROM dashboard_act_value), 0) AS valued) AS n
WHERE n.customers > 0 OR n.acts > 0;
