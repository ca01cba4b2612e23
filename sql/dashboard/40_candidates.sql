-- Whom to invite next.

INSERT INTO dashboard_panel VALUES
    ('candidates', 40, 'Whom to invite next', 'wide',
     'Customers who never recommended us, are not detractors and have not been asked lately, the most promising first.',
     'customer, purchase, survey_response');

CREATE TEMP TABLE dashboard_candidate AS
SELECT place, customer_id, segment, answer, purchases, score, probability, reasons,
       count(*) OVER (PARTITION BY probability, score) AS equals
FROM advocate_candidates;

-- Why, in words, of the ten that are listed: the view has them as 'purchases 5 (+1.98), years 0.3 (+3.87)', of which those
-- above 0 speak for it.
CREATE TEMP TABLE dashboard_candidate_reason AS
WITH RECURSIVE part(customer_id, answer, place, text, rest) AS (
    SELECT customer_id, answer, 0, NULL, reasons || ', ' FROM dashboard_candidate WHERE place <= 10 AND reasons IS NOT NULL
    UNION ALL
    SELECT customer_id, answer, place + 1, substr(rest, 1, instr(rest, ', ') - 1), substr(rest, instr(rest, ', ') + 2)
    FROM part WHERE rest <> ''),
reason AS (
    SELECT customer_id, answer, place, substr(text, 1, instr(text, ' ') - 1) AS name,
           CAST(substr(text, instr(text, ' ') + 1) AS REAL) AS value
    FROM part WHERE text LIKE '%(+%' AND text NOT LIKE '%(+0.00)'),
counted AS (
    SELECT r.*, coalesce(n.word, printf('%,d', CAST(round(r.value) AS INTEGER))) AS number
    FROM reason AS r LEFT JOIN dashboard_number AS n ON n.number = r.value)
SELECT c.customer_id, c.place,
       CASE c.name
       WHEN 'years' THEN CASE WHEN c.value < 1 THEN 'new here' ELSE printf('with us for %.0f year%s', c.value, substr('s', 1, c.value >= 1.5)) END
       WHEN 'purchases' THEN CASE WHEN c.value = 0 THEN 'no purchase' ELSE c.number || ' purchase' || substr('s', 1, c.value <> 1) END
                             || CASE WHEN s.period_days BETWEEN 360 AND 370 THEN ' this year' ELSE ' in the period' END
       WHEN 'spend' THEN printf('spent %,d', CAST(c.value AS INTEGER))
       WHEN 'feedback' THEN CASE WHEN c.value = 0 THEN 'raised nothing'
                                 ELSE 'raised ' || c.number || ' matter' || substr('s', 1, c.value <> 1) END
       WHEN 'referred' THEN CASE WHEN c.value = 1 THEN 'came by referral' ELSE 'did not come by referral' END
       WHEN 'silent' THEN CASE WHEN c.value = 1 THEN 'gave no score' ELSE printf('scored %d', c.answer) END
       ELSE CASE WHEN c.answer IS NULL THEN 'gave no score' ELSE printf('scored %d', c.answer) END END AS words
FROM counted AS c CROSS JOIN dashboard_setting AS s;

-- How well such a ranking did a period ago.
CREATE TEMP TABLE dashboard_gain AS
SELECT bin, customers, advocates, rate, lower, upper, lift, captured_share, auc FROM advocate_gains;

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
       c.purchases,
       (SELECT group_concat(words, ', ') FROM (SELECT DISTINCT words FROM dashboard_candidate_reason AS w
                                               WHERE w.customer_id IS c.customer_id ORDER BY w.place))
FROM dashboard_candidate AS c CROSS JOIN dashboard_ranking AS r WHERE c.place <= 10;

INSERT INTO dashboard_block VALUES
    ('candidates', 4, 'table', 'gains', 'How well such a ranking of the period before foretold who would recommend us in this one');
INSERT INTO dashboard_column VALUES
    ('candidates', 4, 1, 'bin', 'Tenth', 'text', 0), ('candidates', 4, 2, 'customers', 'Customers', 'count', 0),
    ('candidates', 4, 3, 'advocates', 'Recommended us', 'count', 0), ('candidates', 4, 4, 'rate', 'Share', 'share', 1),
    ('candidates', 4, 7, 'lift', 'Against the mean of all', 'ratio', 0),
    ('candidates', 4, 8, 'captured_share', 'Found so far', 'share', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7, s8)
SELECT 'candidates', 4, bin, CAST(bin AS INTEGER), customers, advocates, rate, lower, upper, lift, captured_share FROM dashboard_gain;
INSERT INTO dashboard_details VALUES ('candidates', 4, 'How far to trust this list');

INSERT INTO dashboard_basis
SELECT 'candidates', printf('%,d customer%s, by what they did in %s%s.', r.candidates, substr('s', 1, r.candidates <> 1), s.period_text,
                  CASE WHEN r.is_modelled
                       THEN '; the probability is that of recommending us unpaid in the next period' ELSE '' END)
FROM dashboard_ranking AS r CROSS JOIN dashboard_setting AS s WHERE r.candidates > 0;
