-- Who speaks for us month by month, who stays, and what saying leads to.

INSERT INTO dashboard_panel VALUES
    ('activity', 27, 'Do they keep speaking for us?', '',
     'Of all customers, the share who recommended us unpaid in a month; which advocates stay; and how many of those who say that they would recommend us do.',
     'referral, review, mention, advocacy_act, customer, survey_response');

CREATE TEMP TABLE dashboard_rate AS
SELECT scope, coalesce(segment, 'no segment') AS segment, month, customers, advocates, rate, lower, upper FROM advocacy_rate;
CREATE TEMP TABLE dashboard_stay AS
SELECT place, state, advocates, of_advocates, share, lower, upper FROM advocate_retention;
CREATE TEMP TABLE dashboard_activation AS
SELECT category, customers, activated, share, lower, upper, acts FROM promoter_activation;

INSERT INTO dashboard_block VALUES ('activity', 1, 'chart', 'rate', 'Customers who recommended us in the month, %');
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'activity', 1, 1, chart_trend(month, round(rate, 2), lower, upper)
FROM (SELECT * FROM dashboard_rate WHERE scope = 'all' ORDER BY month);

INSERT INTO dashboard_block VALUES ('activity', 2, 'table', 'stay', 'Advocates of the period before, and those of this one');
INSERT INTO dashboard_column VALUES
    ('activity', 2, 1, 'state', 'They', 'text', 0), ('activity', 2, 2, 'advocates', 'Advocates', 'count', 0),
    ('activity', 2, 3, 'share', 'Share', 'share', 1), ('activity', 2, 6, 'of', 'Of', 'text', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6)
SELECT 'activity', 2, place,
       CASE state WHEN 'retained' THEN 'stayed' WHEN 'lapsed' THEN 'fell silent' WHEN 'reactivated' THEN 'came back' ELSE 'are new' END,
       advocates, share, lower, upper,
       printf('%,d of %s', of_advocates, CASE WHEN place <= 2 THEN 'the period before' ELSE 'this period' END)
FROM dashboard_stay;

INSERT INTO dashboard_block VALUES ('activity', 3, 'table', 'activation', 'Who said that they would recommend us, and did within a period of their answer');
INSERT INTO dashboard_column VALUES
    ('activity', 3, 1, 'category', 'By their answer', 'text', 0), ('activity', 3, 2, 'customers', 'Customers', 'count', 0),
    ('activity', 3, 3, 'activated', 'Recommended us', 'count', 0), ('activity', 3, 4, 'share', 'Share', 'share', 1),
    ('activity', 3, 7, 'acts', 'Acts each', 'mean', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7)
SELECT 'activity', 3, row_number() OVER (ORDER BY category DESC), category || 's', customers, activated, share, lower, upper, acts
FROM dashboard_activation;

INSERT INTO dashboard_block VALUES ('activity', 4, 'table', 'rates', 'By segment, the newest month');
INSERT INTO dashboard_column VALUES
    ('activity', 4, 1, 'segment', 'Segment', 'text', 0), ('activity', 4, 2, 'customers', 'Customers', 'count', 0),
    ('activity', 4, 3, 'advocates', 'Advocates', 'count', 0), ('activity', 4, 4, 'rate', 'Share', 'share', 1);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6)
SELECT 'activity', 4, row_number() OVER (ORDER BY customers DESC, segment), segment, customers, advocates, rate, lower, upper
FROM dashboard_rate WHERE scope = 'segment' AND month = (SELECT max(month) FROM dashboard_rate) ORDER BY 3 LIMIT 12;
INSERT INTO dashboard_details VALUES ('activity', 4, 'By segment, the newest month');

INSERT INTO dashboard_basis
SELECT 'activity', printf('%,d advocate%s of the period before, %,d of this one, %s.', n.before, substr('s', 1, n.before <> 1), n.now, s.period_text)
FROM dashboard_setting AS s
CROSS JOIN (SELECT coalesce((SELECT max(of_advocates) FROM dashboard_stay WHERE place <= 2), 0) AS before,
                   coalesce((SELECT max(of_advocates) FROM dashboard_stay WHERE place > 2), 0) AS now) AS n
WHERE EXISTS (SELECT 1 FROM dashboard_row WHERE panel = 'activity');
