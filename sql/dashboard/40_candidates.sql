-- Whom to invite next.

INSERT INTO dashboard_panel VALUES
    ('candidates', 40, 'Whom to invite next', 'wide',
     'Customers who never recommended us, are not detractors and have not been asked lately, the most promising first.',
     'customer, purchase, survey_response');

CREATE TEMP TABLE dashboard_candidate AS
SELECT place, customer_id, segment, answer, purchases, score, probability, reasons,
       count(*) OVER (PARTITION BY probability, score) AS equals
FROM advocate_candidates;

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

INSERT INTO dashboard_block VALUES ('candidates', 3, 'text', 'ties', NULL);
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'candidates', 3, 1,
       CASE WHEN unlisted > 0
            THEN printf('The last %s tied with %,d other%s, not listed: among equals the order is that of the id, which means nothing.',
                        CASE WHEN listed > 1 THEN printf('%d are', listed) ELSE 'one is' END, unlisted,
                        substr('s', 1, unlisted <> 1))
            ELSE 'Some are tied: among equals the order is that of the id, which means nothing.' END
FROM (SELECT max(equals) FILTER (WHERE place = 10) - count(*) FILTER (WHERE is_last) AS unlisted,
             count(*) FILTER (WHERE is_last) AS listed, max(equals) > 1 AS has_ties
      FROM (SELECT c.place, c.equals, c.probability IS t.probability AND c.score IS t.score AS is_last
            FROM dashboard_candidate AS c
            LEFT JOIN (SELECT probability, score FROM dashboard_candidate WHERE place = 10) AS t ON 1
            WHERE c.place <= 10))
WHERE unlisted > 0 OR has_ties;

INSERT INTO dashboard_block SELECT 'candidates', 2, 'table', 'candidates', caption FROM dashboard_ranking;
INSERT INTO dashboard_column VALUES
    ('candidates', 2, 1, 'customer_id', 'Customer', 'text', 0),
    ('candidates', 2, 4, 'segment', 'Segment', 'text', 0), ('candidates', 2, 5, 'answer', 'Answer', 'count', 0),
    ('candidates', 2, 6, 'purchases', 'Purchases', 'count', 0);
INSERT INTO dashboard_column SELECT 'candidates', 2, 2, 'name', 'Name', 'text', 0 FROM dashboard_names WHERE are_known;
INSERT INTO dashboard_column SELECT 'candidates', 2, 3, 'probability', 'Probability', 'probability', 0 FROM dashboard_ranking WHERE is_modelled;
INSERT INTO dashboard_column SELECT 'candidates', 2, 3, 'score', 'Score', 'score', 0 FROM dashboard_ranking WHERE NOT is_modelled;
INSERT INTO dashboard_column SELECT 'candidates', 2, 7, 'reasons', 'What speaks for it most', 'text', 0 FROM dashboard_ranking WHERE is_modelled;
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7)
SELECT 'candidates', 2, c.place, c.customer_id,
       (SELECT name FROM read_customer AS n WHERE n.customer_id = c.customer_id),
       CASE WHEN r.is_modelled THEN c.probability ELSE c.score END, c.segment, c.answer,
       c.purchases, c.reasons
FROM dashboard_candidate AS c CROSS JOIN dashboard_ranking AS r WHERE c.place <= 10;

INSERT INTO dashboard_basis
SELECT 'candidates', printf('%,d customer%s, by what they did in %s%s.', r.candidates, substr('s', 1, r.candidates <> 1), s.period_text,
                  CASE WHEN r.is_modelled
                       THEN '; the probability is that of recommending us unpaid in the next period. What speaks for it: '
                            || 'the customer''s value and, in brackets, its weight in log-odds' ELSE '' END)
FROM dashboard_ranking AS r CROSS JOIN dashboard_setting AS s WHERE r.candidates > 0;
