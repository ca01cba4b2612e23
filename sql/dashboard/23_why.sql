-- Why they answer as they do: what matters to them, what they write of, and in which words.

INSERT INTO dashboard_panel VALUES
    ('why', 23, 'Why do they answer so?', 'wide split',
     'Which parts of the experience go with the answer, what comments are about, and the words of those who recommend us and of those who do not. What goes with the score need not be what moves it: only a trial tells that.',
     'survey_response, driver_rating, theme');

CREATE TEMP TABLE dashboard_driver AS
SELECT driver, responses, skipped, mean, share, lower, upper, quadrant, r2, row_number() OVER (ORDER BY share DESC, driver) AS place
FROM nps_drivers WHERE scope = 'all';
CREATE TEMP TABLE dashboard_term AS
SELECT term, said_by, responses, promoters, detractors, abs(z) AS strength, example,
       row_number() OVER (PARTITION BY said_by ORDER BY abs(z) DESC, term) AS place
FROM nps_terms;
CREATE TEMP TABLE dashboard_theme AS
SELECT theme, comments, responses, share, nps, lower, upper, impact, impact_lower, impact_upper, share_change, share_change_lower,
       share_change_upper, p_adjusted, row_number() OVER (ORDER BY impact IS NULL, impact, theme) AS place
FROM nps_themes;

INSERT INTO dashboard_block VALUES ('why', 1, 'chart', 'drivers', 'What matters (upwards, % of what all explain) and how it is rated (to the right)');
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'why', 1, 1, chart_scatter(substr(driver, 1, 40), round(mean, 2), round(share, 1))
FROM (SELECT * FROM dashboard_driver WHERE share IS NOT NULL ORDER BY place);

INSERT INTO dashboard_block VALUES ('why', 2, 'chart', 'themes', 'What each theme has in the score, points');
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'why', 2, 1, chart_bars(substr(theme, 1, 40), round(impact, 1), impact_lower, impact_upper)
FROM (SELECT * FROM dashboard_theme WHERE impact IS NOT NULL AND place <= 10 ORDER BY place);

INSERT INTO dashboard_block VALUES ('why', 3, 'chart', 'detractors', 'Words of detractors, by how surely they are theirs (z)');
INSERT INTO dashboard_block VALUES ('why', 4, 'chart', 'promoters', 'Words of promoters, by how surely they are theirs (z)');
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'why', CASE said_by WHEN 'detractors' THEN 3 ELSE 4 END, 1,
       chart_bars(substr(term, 1, 40), round(strength, 1), NULL, NULL)
FROM (SELECT * FROM dashboard_term WHERE place <= 8 ORDER BY said_by, place) GROUP BY said_by;

INSERT INTO dashboard_block VALUES ('why', 5, 'text', 'in words', NULL);
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'why', 5, 1, printf('Matters most and is rated lower than the other parts: %s (%.0f%% of what all of them explain).',
                           substr(driver, 1, 60), share)
FROM dashboard_driver WHERE quadrant = 'key weakness' ORDER BY place LIMIT 1;
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'why', 5, 2, replace(printf('Of the themes, %s goes with the lowest score: without those comments it would be %.1f points higher.',
                                   substr(theme, 1, 60), -impact), '-', '−')
FROM dashboard_theme WHERE place = 1 AND impact_upper < 0;

INSERT INTO dashboard_block VALUES ('why', 6, 'table', 'themes', 'Themes of the comments of the period');
INSERT INTO dashboard_details VALUES ('why', 6, 'The themes as a table');
INSERT INTO dashboard_column VALUES
    ('why', 6, 1, 'theme', 'Theme', 'text', 0), ('why', 6, 2, 'responses', 'Comments', 'count', 0),
    ('why', 6, 3, 'nps', 'Score with it', 'score', 1), ('why', 6, 6, 'impact', 'What it has in the score, points', 'score', 1),
    ('why', 6, 9, 'share_change', 'Change of its share, points', 'change', 1);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12)
SELECT 'why', 6, place, theme, responses, nps, lower, upper, impact, impact_lower, impact_upper, share_change, share_change_lower,
       share_change_upper, p_adjusted
FROM dashboard_theme WHERE place <= 12;

INSERT INTO dashboard_block VALUES ('why', 7, 'table', 'drivers', 'Parts of the experience, what matters most first');
INSERT INTO dashboard_details VALUES ('why', 7, 'The parts of the experience as a table');
INSERT INTO dashboard_column VALUES
    ('why', 7, 1, 'driver', 'Part', 'text', 0), ('why', 7, 2, 'mean', 'Mean rating', 'mean', 0),
    ('why', 7, 3, 'share', 'Share of what all explain', 'share', 1), ('why', 7, 6, 'quadrant', 'Is a', 'text', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6)
SELECT 'why', 7, place, driver, mean, share, lower, upper, quadrant FROM dashboard_driver;

INSERT INTO dashboard_block VALUES ('why', 8, 'table', 'words', 'Words with a comment that has them');
INSERT INTO dashboard_details VALUES ('why', 8, 'Words and comments');
INSERT INTO dashboard_column VALUES
    ('why', 8, 1, 'term', 'Word', 'text', 0), ('why', 8, 2, 'said_by', 'Said more by', 'text', 0),
    ('why', 8, 3, 'responses', 'Comments', 'count', 0), ('why', 8, 4, 'example', 'For example', 'text', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4)
SELECT 'why', 8, row_number() OVER (ORDER BY said_by, place), term, said_by, responses, substr(example, 1, 160)
FROM dashboard_term WHERE place <= 8;

INSERT INTO dashboard_basis
SELECT panel, group_concat(text, ' ')
FROM (SELECT 'why' AS panel, printf('%,d answer%s with ratings of all %,d parts.', responses, substr('s', 1, responses <> 1), count(*)) AS text
      FROM dashboard_driver GROUP BY responses
      UNION ALL
      SELECT 'why', printf('%,d comment%s of the period, the newest of each customer.', comments, substr('s', 1, comments <> 1))
      FROM dashboard_theme WHERE place = 1)
GROUP BY panel;
