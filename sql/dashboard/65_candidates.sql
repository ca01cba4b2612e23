-- Whom to invite next.

INSERT INTO dashboard_panel VALUES
    ('candidates', 65, 'Whom to invite next', 'wide',
     'Customers who never recommended us, are no detractors and were not asked lately, the most promising first.',
     'There is nobody to invite: nobody bought or answered, or all were asked lately. The tables customer, purchase and survey_response fill this panel.');

CREATE TEMP TABLE dashboard_candidate AS
SELECT place, customer_id, segment, answer, purchases, score, probability, reasons FROM advocate_candidates;

-- Without a model, which takes examples of people who became advocates and of people who did not, the score ranks.
CREATE TEMP TABLE dashboard_ranking AS
SELECT count(*) AS candidates, count(probability) > 0 AS is_modelled,
       CASE WHEN count(*) > 10 THEN 'The ten ' ELSE 'Those ' END
       || CASE WHEN count(probability) > 0 THEN 'most probable' ELSE 'with the highest score of what they did' END AS caption
FROM dashboard_candidate;

INSERT INTO dashboard_block VALUES ('candidates', 1, 'text', 'ranking', NULL);
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'candidates', 1, 1, 'Too few examples for a model: ranked by the score of 0 to 100 that weighs what people did, without probabilities.'
FROM dashboard_ranking WHERE candidates > 0 AND NOT is_modelled;

INSERT INTO dashboard_block SELECT 'candidates', 2, 'table', 'candidates', caption FROM dashboard_ranking;
INSERT INTO dashboard_column VALUES
    ('candidates', 2, 1, 'customer_id', 'Customer', 'text', 0),
    ('candidates', 2, 3, 'segment', 'Segment', 'text', 0), ('candidates', 2, 4, 'answer', 'Answer', 'count', 0),
    ('candidates', 2, 5, 'purchases', 'Purchases', 'count', 0);
INSERT INTO dashboard_column SELECT 'candidates', 2, 2, 'probability', 'Probability', 'probability', 0 FROM dashboard_ranking WHERE is_modelled;
INSERT INTO dashboard_column SELECT 'candidates', 2, 2, 'score', 'Score', 'score', 0 FROM dashboard_ranking WHERE NOT is_modelled;
INSERT INTO dashboard_column SELECT 'candidates', 2, 6, 'reasons', 'What speaks for it most', 'text', 0 FROM dashboard_ranking WHERE is_modelled;
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6)
SELECT 'candidates', 2, c.place, c.customer_id, CASE WHEN r.is_modelled THEN c.probability ELSE c.score END, c.segment, c.answer,
       c.purchases, c.reasons
FROM dashboard_candidate AS c CROSS JOIN dashboard_ranking AS r WHERE c.place <= 10;

INSERT INTO dashboard_basis
SELECT 'candidates', printf('%,d customer%s, by what they did in %s%s.', r.candidates, substr('s', 1, r.candidates <> 1), s.period_text,
                  CASE WHEN r.is_modelled
                       THEN '; the probability is that of recommending us unpaid in the next period. What speaks for it: '
                            || 'the customer''s value and, in brackets, its weight in log-odds' ELSE '' END)
FROM dashboard_ranking AS r CROSS JOIN dashboard_setting AS s WHERE r.candidates > 0;
