-- What has become more frequent of late: warnings before the score falls, and what they say on the first screen.

INSERT INTO dashboard_panel VALUES
    ('warnings', 24, 'Warnings', 'wide',
     'Themes of comments, detractors, topics and products that come up more often in the last 7 or 28 days than the half year before lets expect, also where all that was looked at is counted in.',
     'survey_response, feedback, theme, customer');

CREATE TEMP TABLE dashboard_alarm AS
SELECT kind, subject, segment, days, observed, items, expected, p_adjusted, is_alarm,
       row_number() OVER (ORDER BY p_value, kind, subject, segment, days) AS place, count(*) OVER () AS looked_at,
       sum(is_alarm) OVER () AS alarms,
       substr(coalesce(subject, 'detractors'), 1, 60) || coalesce(' in ' || substr(segment, 1, 60), '') AS name
FROM feedback_alert;

INSERT INTO dashboard_block VALUES ('warnings', 1, 'table', 'warnings', 'More often than expected, the surest first');
INSERT INTO dashboard_column VALUES
    ('warnings', 1, 1, 'kind', 'What', 'text', 0), ('warnings', 1, 2, 'subject', 'Which', 'text', 0),
    ('warnings', 1, 3, 'segment', 'Segment', 'text', 0), ('warnings', 1, 4, 'days', 'Days', 'count', 0),
    ('warnings', 1, 5, 'observed', 'Times', 'count', 0), ('warnings', 1, 6, 'expected', 'Expected', 'mean', 0),
    ('warnings', 1, 7, 'items', 'Of', 'count', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7)
SELECT 'warnings', 1, place, kind, subject, segment, days, observed, expected, items FROM dashboard_alarm WHERE is_alarm AND place <= 10;

INSERT INTO dashboard_block VALUES ('warnings', 2, 'text', 'none', NULL);
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'warnings', 2, 1, 'Nothing comes up more often than chance would explain.' FROM dashboard_alarm WHERE place = 1 AND alarms = 0;

INSERT INTO dashboard_basis
SELECT 'warnings', printf('%,d counts were compared, up to %s.', looked_at, s.as_of_text)
FROM dashboard_alarm CROSS JOIN dashboard_setting AS s WHERE place = 1;

INSERT INTO dashboard_answer_in_short
SELECT 5, 'Is something going wrong?',
       CASE WHEN alarms > 0
            THEN printf('Yes: %s came up %,d time%s in the last %d days, where %.1f were to be expected.', name, observed,
                        substr('s', 1, observed <> 1), days, expected)
            ELSE printf('Nothing that can be told: none of %,d counts of themes, detractors and topics is higher than chance would explain.',
                        looked_at) END,
       'warnings'
FROM dashboard_alarm ORDER BY is_alarm DESC, segment IS NULL, place LIMIT 1;
