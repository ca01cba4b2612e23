-- The score month by month.

INSERT INTO dashboard_panel VALUES
    ('trend', 15, 'How the score develops', 'wide split beside',
     'The score of each month, from the newest answer of each customer. The band is where the true score may well lie.',
     'survey_response');

CREATE TEMP TABLE dashboard_trend AS
SELECT month, responses, nps, lower, upper, change, change_lower, change_upper, p_adjusted FROM nps_trend ORDER BY month;

INSERT INTO dashboard_block VALUES ('trend', 1, 'chart', 'trend', 'Score by month');
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'trend', 1, 1, chart_trend(month, round(nps, 1), lower, upper)
FROM (SELECT * FROM dashboard_trend WHERE (SELECT count(nps) FROM dashboard_trend) > 1 ORDER BY month);

-- The months of the last three years that changed by more than chance would explain in any of all months.
INSERT INTO dashboard_block VALUES ('trend', 2, 'text', 'changes', NULL);
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'trend', 2, 1,
       CASE WHEN up IS NULL AND down IS NULL THEN 'No month differs from the one before by more than chance would explain. '
            ELSE 'More than chance: ' || coalesce('up in ' || up, '') || CASE WHEN up IS NULL OR down IS NULL THEN '' ELSE '; ' END
                 || coalesce('down in ' || down, '') || '. ' END
       || CASE changes WHEN 1 THEN 'There is one change so far.'
                       ELSE printf('All %,d changes are looked at together: chance alone may make any of them large.', changes) END
FROM (SELECT (SELECT count(p_adjusted) FROM dashboard_trend) AS changes,
             group_concat(CASE WHEN t.p_adjusted < 1 - s.confidence AND t.change > 0 THEN t.month END, ', ') AS up,
             group_concat(CASE WHEN t.p_adjusted < 1 - s.confidence AND t.change < 0 THEN t.month END, ', ') AS down
      FROM dashboard_setting AS s CROSS JOIN (SELECT * FROM dashboard_trend ORDER BY month DESC LIMIT 36) AS t)
WHERE changes > 0;

INSERT INTO dashboard_block VALUES ('trend', 3, 'table', 'months', 'The last six months');
INSERT INTO dashboard_column VALUES
    ('trend', 3, 1, 'month', 'Month', 'text', 0), ('trend', 3, 2, 'responses', 'Answers', 'count', 0),
    ('trend', 3, 3, 'nps', 'Score', 'score', 1), ('trend', 3, 6, 'change', 'Change on the month before', 'change', 1);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7, s8, s9)
SELECT 'trend', 3, row_number() OVER (ORDER BY month DESC), month, responses, nps, lower, upper, change, change_lower, change_upper,
       p_adjusted
FROM dashboard_trend ORDER BY month DESC LIMIT 6;

INSERT INTO dashboard_basis
SELECT 'trend', printf('%,d answer%s in %,d month%s, %s to %s.%s A month with fewer than %,d shows no score.', sum(t.responses),
                       substr('s', 1, sum(t.responses) <> 1), count(*), substr('s', 1, count(*) <> 1), min(t.month),
                       max(t.month), CASE WHEN count(*) = g.months THEN ''
                                          ELSE printf(' Nobody answered in %,d other%s between them.', g.months - count(*),
                                                      substr('s', 1, g.months - count(*) <> 1)) END, s.minimum_responses)
FROM dashboard_trend AS t CROSS JOIN dashboard_setting AS s
CROSS JOIN (SELECT count(*) AS months FROM dashboard_trend
            WHERE month <= (SELECT max(month) FROM dashboard_trend WHERE responses > 0)) AS g
WHERE t.responses > 0 GROUP BY s.as_of;
