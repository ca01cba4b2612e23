-- Criticism, and who answers it.

INSERT INTO dashboard_panel VALUES
    ('reputation', 63, 'Criticism, and who speaks up for us', '',
     'Posts against us and warnings to others, where they are, and how many of them a customer answered in our favour, unpaid. That one followed does not say that it was meant.',
     'mention, advocacy_act');

CREATE TEMP TABLE dashboard_criticism AS
SELECT channel, negative_posts, warnings, criticism, defences, defended_share, lower, upper, median_hours,
       row_number() OVER (ORDER BY criticism DESC, channel) AS place
FROM reputation;

INSERT INTO dashboard_block VALUES ('reputation', 1, 'table', 'reputation', 'By channel, the most criticism first');
INSERT INTO dashboard_column VALUES
    ('reputation', 1, 1, 'channel', 'Where', 'text', 0), ('reputation', 1, 2, 'negative_posts', 'Posts against us', 'count', 0),
    ('reputation', 1, 3, 'warnings', 'Warnings', 'count', 0), ('reputation', 1, 4, 'defences', 'Spoke up for us', 'count', 0),
    ('reputation', 1, 5, 'defended_share', 'Criticism that was answered', 'share', 1),
    ('reputation', 1, 8, 'median_hours', 'Half of it after, hours', 'count', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7, s8)
SELECT 'reputation', 1, place, channel, negative_posts, warnings, defences, defended_share, lower, upper, median_hours
FROM dashboard_criticism WHERE place <= 10;

INSERT INTO dashboard_basis
SELECT 'reputation', printf('%,d time%s of criticism and %,d defence%s, %s.', sum(c.criticism), substr('s', 1, sum(c.criticism) <> 1), sum(c.defences),
                            substr('s', 1, sum(c.defences) <> 1), s.period_text)
FROM dashboard_criticism AS c CROSS JOIN dashboard_setting AS s GROUP BY s.as_of;
