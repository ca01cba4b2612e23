-- What advocates need from us, and get.

INSERT INTO dashboard_panel VALUES
    ('needs', 44, 'What advocates need from us', '',
     'Six things that advocates need so that they go on, and how many of them got each.',
     'touchpoint, referral, review, mention, advocacy_act');

CREATE TEMP TABLE dashboard_need AS
SELECT need, advocates, reached, share, touchpoints, days_since_last, days_to_answer, days_to_resolve,
       row_number() OVER (ORDER BY share, need) AS place
FROM advocate_needs WHERE EXISTS (SELECT 1 FROM read_touchpoint);

INSERT INTO dashboard_block VALUES ('needs', 1, 'table', 'needs', 'What advocates of the period got from us, the least first');
INSERT INTO dashboard_column VALUES
    ('needs', 1, 1, 'need', 'Need', 'text', 0), ('needs', 1, 2, 'reached', 'Advocates', 'count', 0),
    ('needs', 1, 3, 'share', 'Share of all', 'share', 0), ('needs', 1, 4, 'touchpoints', 'Times', 'count', 0),
    ('needs', 1, 5, 'days_since_last', 'The last', 'whole days', 0), ('needs', 1, 6, 'days_to_answer', 'Half answered after', 'days', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6)
SELECT 'needs', 1, place, need, reached, share, touchpoints, days_since_last, days_to_answer FROM dashboard_need;

INSERT INTO dashboard_basis
SELECT 'needs', printf('%,d advocate%s, %,d time%s that somebody of us turned to one, %s.', max(n.advocates), substr('s', 1, max(n.advocates) <> 1),
                       sum(n.touchpoints), substr('s', 1, sum(n.touchpoints) <> 1), s.period_text)
FROM dashboard_need AS n CROSS JOIN dashboard_setting AS s GROUP BY s.as_of;
