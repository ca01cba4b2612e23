-- The score of each segment in the last quarter, and a sentence on the one that changed most for the panel of the score.

INSERT INTO dashboard_panel VALUES
    ('segments', 20, 'Segments', '',
     'The score of each segment in the last quarter, and its change against the quarter before.',
     'survey_response, customer');

CREATE TEMP TABLE dashboard_segment AS
SELECT coalesce(segment, 'no segment') AS segment, responses, nps, lower, upper, change, change_lower, change_upper,
       p_adjusted, responses_before, row_number() OVER (ORDER BY responses DESC, segment) AS place
FROM nps_segments WHERE responses > 0;

INSERT INTO dashboard_block VALUES ('segments', 1, 'chart', 'segments', 'Score of the last quarter');
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'segments', 1, 1, chart_bars(substr(segment, 1, 40), round(nps, 1), lower, upper)
FROM (SELECT * FROM dashboard_segment WHERE place <= 12 AND nps IS NOT NULL ORDER BY place);

INSERT INTO dashboard_block VALUES ('segments', 2, 'table', 'segments', 'The last quarter by segment, the largest first');
INSERT INTO dashboard_column VALUES
    ('segments', 2, 1, 'segment', 'Segment', 'text', 0), ('segments', 2, 2, 'responses', 'Answers', 'count', 0),
    ('segments', 2, 3, 'nps', 'Score', 'score', 1), ('segments', 2, 6, 'change', 'Change on the quarter before', 'change', 1);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7, s8, s9)
SELECT 'segments', 2, place, segment, responses, nps, lower, upper, change, change_lower, change_upper, p_adjusted
FROM dashboard_segment WHERE place <= 12;

-- In the headline panel: the one that changed most of those that did when all are looked at.
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'score', 2, 2,
       CASE WHEN changed > 1
            THEN printf('Of %,d segments %,d changed more than chance would explain in the last quarter, most of all %s, which',
                        compared, changed, name)
            WHEN compared > 1
            THEN printf('Of %,d segments one changed more than chance would explain in the last quarter: %s', compared, name)
            ELSE printf('In the last quarter %s', name) END
       || printf(' %s by %.1f points.', CASE WHEN change > 0 THEN 'rose' ELSE 'fell' END, abs(change))
FROM (SELECT change, CASE WHEN trim(segment) = '' THEN '(blank)' ELSE substr(segment, 1, 60) END AS name,
             p_adjusted < 1 - s.confidence AS has_changed, count(change) OVER () AS compared,
             sum(p_adjusted < 1 - s.confidence) OVER () AS changed
      FROM dashboard_setting AS s CROSS JOIN dashboard_segment)
WHERE has_changed AND EXISTS (SELECT 1 FROM dashboard_score WHERE is_shown)
ORDER BY abs(change) DESC, name LIMIT 1;

INSERT INTO dashboard_basis
SELECT 'segments', printf('%,d answer%s of %s, against %,d of the %d days before.%s', sum(d.responses),
                 substr('s', 1, sum(d.responses) <> 1), s.quarter_text,
                 sum(d.responses_before), s.quarter_days, CASE WHEN count(*) > 12 THEN printf(' The 12 largest of %,d segments.', count(*)) ELSE '' END)
FROM dashboard_segment AS d CROSS JOIN dashboard_setting AS s GROUP BY s.as_of;
