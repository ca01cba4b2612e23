-- The score of the period, its change, and whether that is more than chance; beside it what is published for the market.

INSERT INTO dashboard_panel VALUES
    ('score', 10, 'Would they recommend us?', 'wide split',
     'The Net Promoter Score: the share of promoters (9 or 10 of 10) less the share of detractors (0 to 6). It lies between −100 and 100.',
     'survey_response');

CREATE TEMP TABLE dashboard_answer AS SELECT period, customer_id, answer FROM period_answer;

-- `paired`: of the customers who answered in both periods, where they are enough.
CREATE TEMP TABLE dashboard_score AS
SELECT s.*, responses >= s.minimum_responses AS is_shown,
       responses_before >= s.minimum_responses AND responses >= s.minimum_responses AS is_compared,
       a.*, advocacy_number(comparison, 'difference') AS change, advocacy_number(comparison, 'lower') AS change_lower,
       advocacy_number(comparison, 'upper') AS change_upper, advocacy_number(comparison, 'p_value') AS change_p, p.*
FROM dashboard_setting AS s
CROSS JOIN (SELECT count(*) FILTER (WHERE period = 'current') AS responses,
                   count(*) FILTER (WHERE period = 'current' AND customer_id IS NULL) AS anonymous,
                   count(*) FILTER (WHERE period = 'previous') AS responses_before,
                   nps_summary(answer, t.confidence) FILTER (WHERE period = 'current') AS summary,
                   nps_overlap(answer, period = 'current', customer_id, t.confidence) AS comparison
            FROM dashboard_answer CROSS JOIN dashboard_setting AS t) AS a
LEFT JOIN (SELECT paired, advocacy_number(paired, 'pairs') AS pairs, advocacy_number(paired, 'change') AS paired_change,
                  advocacy_number(paired, 'lower') AS paired_lower, advocacy_number(paired, 'upper') AS paired_upper
           FROM (SELECT nps_change(was.answer, is_now.answer, t.confidence) AS paired
                 FROM dashboard_setting AS t CROSS JOIN dashboard_answer AS was
                 JOIN dashboard_answer AS is_now ON is_now.customer_id = was.customer_id AND is_now.period = 'current'
                 WHERE was.period = 'previous')) AS p ON p.pairs >= s.minimum_responses
WHERE responses > 0;

INSERT INTO dashboard_block VALUES ('score', 1, 'figures', 'period', NULL);
INSERT INTO dashboard_column VALUES
    ('score', 1, 1, 'nps', 'Net Promoter Score', 'score', 1),
    ('score', 1, 4, 'change', 'Change against the period before', 'change', 1);
-- An answer without a customer is somebody's, but who gave how many of them is not known.
INSERT INTO dashboard_column
SELECT 'score', 1, 8, 'responses',
       CASE WHEN anonymous > 0 THEN printf('Answers, %,d of them anonymous', anonymous) ELSE 'Customers who answered' END, 'count', 0
FROM dashboard_score;
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7, s8)
SELECT 'score', 1, 1, CASE WHEN is_shown THEN advocacy_number(summary, 'nps') END,
       CASE WHEN is_shown THEN advocacy_number(summary, 'lower') END,
       CASE WHEN is_shown THEN advocacy_number(summary, 'upper') END,
       CASE WHEN is_compared THEN change END, CASE WHEN is_compared THEN change_lower END,
       CASE WHEN is_compared THEN change_upper END, CASE WHEN is_compared THEN change_p END, responses
FROM dashboard_score;

-- In words. The headline goes by both tests, of the periods and of the customers who answered in both; of two that
-- find something, the one that asks the same customers may differ in its sign. Below five points is little.
CREATE TEMP TABLE dashboard_verdict AS
SELECT *, CASE WHEN change_lower > 0 THEN 1 WHEN change_upper < 0 THEN -1 ELSE 0 END AS direction,
       CASE WHEN paired_lower > 0 THEN 1 WHEN paired_upper < 0 THEN -1 ELSE 0 END AS paired_direction,
       replace(printf('%+.1f', round(change, 1) + 0.0), '-', '−') AS change_text,
       replace(printf('%+.1f', round(paired_change, 1) + 0.0), '-', '−') AS paired_text
FROM dashboard_score;

INSERT INTO dashboard_block VALUES ('score', 2, 'text', 'verdict', NULL);
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'score', 2, 1,
       CASE WHEN NOT is_shown
            THEN printf('%,d answer%s too few for a score; it is shown from %,d.', responses,
                        CASE responses WHEN 1 THEN ' is' ELSE 's are' END, minimum_responses)
            WHEN NOT is_compared
            THEN printf('The period before has %,d answer%s, too few to compare with.', responses_before,
                        substr('s', 1, responses_before <> 1))
            WHEN direction = 0 AND paired_direction = 0
            THEN printf('No clear change: %s points may be chance alone.', change_text)
            WHEN direction = 0
            THEN CASE WHEN abs(paired_change) < 5 THEN 'A little ' ELSE '' END
                 || CASE WHEN abs(paired_change) >= 5 THEN CASE paired_direction WHEN 1 THEN 'Better' ELSE 'Worse' END
                         WHEN paired_direction = 1 THEN 'better' ELSE 'worse' END
                 || printf(': %s points between the periods may be chance, the %s of those who answered both times are not.',
                           change_text, paired_text)
            ELSE printf('%s by %.1f points, more than chance would explain',
                        CASE direction WHEN 1 THEN 'Better: the score rose' ELSE 'Worse: the score fell' END, abs(change))
                 || CASE WHEN paired_direction = -direction
                         THEN printf('; but that of those who answered both times changed by %s.', paired_text)
                         ELSE '.' END END
FROM dashboard_verdict;
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'score', 2, 3,
       replace(printf('Of the %,d customer%s who answered in both periods, %,d went from promoter to detractor and %,d the other way; their score changed by %s points (%s interval %+.1f to %+.1f), ',
                      pairs, substr('s', 1, pairs <> 1), advocacy_number(paired, 'promoter_to_detractor'),
                      advocacy_number(paired, 'detractor_to_promoter'), paired_text,
                      confidence_text, paired_lower, paired_upper), '-', '−')
       || CASE paired_direction WHEN 0 THEN 'which may be chance.' ELSE 'more than chance would explain.' END
       || CASE WHEN is_compared AND paired_upper - paired_lower < change_upper - change_lower
               THEN ' Asking the same customers twice shows smaller changes than comparing different ones.' ELSE '' END
FROM dashboard_verdict WHERE pairs > 0;

-- A score of answers on another scale is a wrong one.
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'score', 2, 0, 'Is this the right scale? ' || upper(substr(note, 1, 1)) || substr(note, 2)
FROM dashboard_quality
WHERE source = 'survey_response' AND column_name = 'score' AND note LIKE '%nps_rescale%'
  AND EXISTS (SELECT 1 FROM dashboard_score);

INSERT INTO dashboard_block VALUES ('score', 3, 'chart', 'shares', 'Promoters, passives and detractors: this period and the one before');
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'score', 3, 1, chart_stack(label, promoters, passives, detractors)
FROM (SELECT CASE period WHEN 'current' THEN 'this period' ELSE 'before' END AS label, sum(answer >= 9) AS promoters,
             sum(answer IN (7, 8)) AS passives, sum(answer <= 6) AS detractors
      FROM dashboard_answer WHERE EXISTS (SELECT 1 FROM dashboard_score WHERE is_shown)
      GROUP BY period ORDER BY period);

INSERT INTO dashboard_block VALUES ('score', 4, 'table', 'benchmark', 'Beside what is published for the market');
INSERT INTO dashboard_column VALUES
    ('score', 4, 1, 'market', 'Market', 'text', 0), ('score', 4, 2, 'year', 'Year', 'text', 0),
    ('score', 4, 3, 'market_nps', 'Its score', 'score', 1), ('score', 4, 6, 'verdict', 'Ours is', 'text', 0),
    ('score', 4, 7, 'source', 'Source', 'text', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7)
SELECT 'score', 4, row_number() OVER (ORDER BY year DESC, market, source), market, year, market_nps, market_lower,
       market_upper, coalesce(verdict, 'not known yet'), source
FROM nps_benchmark WHERE EXISTS (SELECT 1 FROM dashboard_score) ORDER BY 3 LIMIT 6;

INSERT INTO dashboard_basis
SELECT 'score', CASE WHEN anonymous > 0
               THEN printf('%,d answer%s, %,d of them anonymous, otherwise the newest of each customer', responses,
                           substr('s', 1, responses <> 1), anonymous)
               ELSE printf('%,d customer%s, the newest answer of each', responses, substr('s', 1, responses <> 1)) END
          || printf(', %s; compared with %,d, %s.', period_text, responses_before, previous_text)
FROM dashboard_score;
