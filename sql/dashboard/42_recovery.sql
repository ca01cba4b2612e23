-- Whom we lost, whom we won back, and what becomes of what customers tell us.

INSERT INTO dashboard_panel VALUES
    ('recovery', 42, 'Win back who is unhappy', '',
     'Detractors of the period before: those whom somebody contacted soon after their answer, and those whom nobody did; and what becomes of what customers bring forward.',
     'survey_response, touchpoint, feedback');

CREATE TEMP TABLE dashboard_recovery AS
SELECT contacted, customers, answered, recovered, recovered_share, lower, upper, bought_share, bought_lower, bought_upper
FROM detractor_recovery;
CREATE TEMP TABLE dashboard_feedback AS
SELECT source, raised, answered_share, answered_lower, answered_upper, resolved_share, resolved_lower, resolved_upper, in_time_share,
       in_time_lower, in_time_upper, days_to_answer, row_number() OVER (ORDER BY raised DESC, source) AS place
FROM feedback_response;

INSERT INTO dashboard_block VALUES ('recovery', 1, 'table', 'recovery', 'What became of detractors');
INSERT INTO dashboard_column VALUES
    ('recovery', 1, 1, 'contacted', 'We', 'text', 0), ('recovery', 1, 2, 'customers', 'Detractors', 'count', 0),
    ('recovery', 1, 3, 'answered', 'Answered again', 'count', 0),
    ('recovery', 1, 4, 'recovered_share', 'Of these, detractors no more', 'share', 1),
    ('recovery', 1, 7, 'bought_share', 'Of all, bought again', 'share', 1);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7, s8, s9)
SELECT 'recovery', 1, 2 - contacted, CASE WHEN contacted THEN 'contacted them in time' ELSE 'did not' END, customers, answered, recovered_share,
       lower, upper, bought_share, bought_lower, bought_upper
FROM dashboard_recovery;

INSERT INTO dashboard_block VALUES ('recovery', 2, 'table', 'feedback', 'What customers brought forward');
INSERT INTO dashboard_column VALUES
    ('recovery', 2, 1, 'source', 'Through', 'text', 0), ('recovery', 2, 2, 'raised', 'Matters', 'count', 0),
    ('recovery', 2, 3, 'answered_share', 'Answered', 'share', 1), ('recovery', 2, 6, 'resolved_share', 'Resolved', 'share', 1),
    ('recovery', 2, 9, 'in_time_share', 'Answered in time', 'share', 1), ('recovery', 2, 12, 'days_to_answer', 'Half of them after', 'days', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12)
SELECT 'recovery', 2, place, source, raised, answered_share, answered_lower, answered_upper, resolved_share, resolved_lower,
       resolved_upper, in_time_share, in_time_lower, in_time_upper, days_to_answer
FROM dashboard_feedback WHERE place <= 10;

INSERT INTO dashboard_basis
SELECT 'recovery', printf('%,d detractor%s of %s; %,d matter%s brought forward, %s. In time is within %.10g hours. Whom we contact may be whom it was easier to win.',
                          n.detractors, substr('s', 1, n.detractors <> 1), s.previous_text, n.raised, substr('s', 1, n.raised <> 1), s.period_text,
                          n.answer_hours)
FROM dashboard_setting AS s
CROSS JOIN (SELECT coalesce((SELECT sum(customers) FROM dashboard_recovery), 0) AS detractors,
                   coalesce((SELECT sum(raised) FROM dashboard_feedback), 0) AS raised, p.answer_hours
            FROM advocacy_period AS p) AS n
WHERE n.detractors > 0 OR n.raised > 0;
