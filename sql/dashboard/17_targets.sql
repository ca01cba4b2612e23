-- Where each target stands, and every measure month by month.

INSERT INTO dashboard_panel VALUES
    ('targets', 17, 'Measures and targets', '',
     'What was aimed at, and where it stands by the newest month that says so: reached where the whole interval is, open where chance does not let us say.',
     'target, survey_response, review, mention');

CREATE TEMP TABLE dashboard_target AS
SELECT metric, target, "by", month, value, lower, upper, observations, standing, row_number() OVER (ORDER BY "by", metric) AS place
FROM target_standing;

CREATE TEMP TABLE dashboard_measure AS
SELECT metric, month, value, lower, upper, observations,
       instr('score, advocates, acts, referrals, rating, share of voice, AI visibility, response rate', metric) AS place
FROM advocacy_trend;

-- How the figures of a measure are written.
CREATE TEMP TABLE dashboard_measure_format (metric TEXT PRIMARY KEY, format TEXT NOT NULL);
INSERT INTO dashboard_measure_format VALUES
    ('score', 'score'), ('advocates', 'share'), ('acts', 'count'), ('referrals', 'count'), ('rating', 'mean'),
    ('share of voice', 'share'), ('AI visibility', 'share'), ('response rate', 'share');

INSERT INTO dashboard_block VALUES ('targets', 1, 'table', 'targets', 'Targets, the one that is due first on top');
INSERT INTO dashboard_column VALUES
    ('targets', 1, 1, 'metric', 'Measure', 'text', 0), ('targets', 1, 2, 'target', 'Target', 'row', 0),
    ('targets', 1, 3, 'by', 'By', 'text', 0), ('targets', 1, 4, 'value', 'Stands at', 'row', 1),
    ('targets', 1, 7, 'month', 'In', 'text', 0), ('targets', 1, 8, 'standing', 'Is', 'text', 0);
INSERT INTO dashboard_row(panel, block, place, format, s1, s2, s3, s4, s5, s6, s7, s8)
SELECT 'targets', 1, t.place, coalesce(f.format, 'mean'), t.metric, t.target, t."by", t.value, t.lower, t.upper, t.month, t.standing
FROM dashboard_target AS t LEFT JOIN dashboard_measure_format AS f ON f.metric = t.metric WHERE t.place <= 12;

INSERT INTO dashboard_block VALUES ('targets', 2, 'table', 'measures', 'Each measure in its newest month, and a year before');
INSERT INTO dashboard_column VALUES
    ('targets', 2, 1, 'metric', 'Measure', 'text', 0), ('targets', 2, 2, 'month', 'Month', 'text', 0),
    ('targets', 2, 3, 'value', 'Value', 'row', 1), ('targets', 2, 6, 'observations', 'Observations', 'count', 0),
    ('targets', 2, 7, 'before', 'A year before', 'row', 1);
INSERT INTO dashboard_row(panel, block, place, format, s1, s2, s3, s4, s5, s6, s7, s8, s9)
SELECT 'targets', 2, n.place, f.format, n.metric, n.month, n.value, n.lower, n.upper, n.observations, b.value, b.lower, b.upper
FROM (SELECT metric, value, lower, upper, observations, place, max(month) AS month FROM dashboard_measure GROUP BY metric) AS n
JOIN dashboard_measure_format AS f ON f.metric = n.metric
LEFT JOIN dashboard_measure AS b ON b.metric = n.metric
    AND b.month = printf('%04d', substr(n.month, 1, 4) - 1) || substr(n.month, 5);
INSERT INTO dashboard_details
SELECT 'targets', 2, 'Each measure in its newest month, and a year before' WHERE EXISTS (SELECT 1 FROM dashboard_target);

INSERT INTO dashboard_basis
SELECT 'targets', printf('%,d target%s; %,d measure%s of the months from %s to %s.', n.targets, substr('s', 1, n.targets <> 1), n.measures,
                         substr('s', 1, n.measures <> 1), n.first, n.last)
FROM (SELECT (SELECT count(*) FROM dashboard_target) AS targets, count(DISTINCT metric) AS measures, min(month) AS first,
             max(month) AS last FROM dashboard_measure) AS n
WHERE n.measures > 0;
INSERT OR IGNORE INTO dashboard_basis
SELECT 'targets', printf('%,d target%s; nothing was measured up to %s.', count(*), substr('s', 1, count(*) <> 1), max(s.as_of_text))
FROM dashboard_target CROSS JOIN dashboard_setting AS s GROUP BY s.as_of;
