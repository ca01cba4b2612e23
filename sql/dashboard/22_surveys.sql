-- What other surveys, accounts and questions say, and how many answer.

INSERT INTO dashboard_panel VALUES
    ('surveys', 22, 'Other surveys, accounts and questions', 'wide',
     'The score of each survey by itself, that of accounts, of which several people may answer, how satisfied customers are and how easy we make it for them, and how many answer at all.',
     'survey_response, satisfaction_response, invitation, customer');

CREATE TEMP TABLE dashboard_survey AS
SELECT coalesce(survey, 'no name') AS survey, is_headline, responses, nps, lower, upper, change, change_lower, change_upper, p_value,
       row_number() OVER (ORDER BY responses DESC, survey) AS place
FROM nps_surveys;
CREATE TEMP TABLE dashboard_account AS
SELECT CASE weight WHEN 'account' THEN 'each account once' ELSE 'by the revenue of each' END AS weight, accounts, answered, nps,
       lower, upper, covered
FROM account_nps;
CREATE TEMP TABLE dashboard_satisfaction AS
SELECT measure, coalesce(survey, 'no name') AS survey, max(month) AS month, points, boxes, responses, mean, mean_lower, mean_upper,
       top_box, lower, upper
FROM satisfaction GROUP BY measure, survey, points;
CREATE TEMP TABLE dashboard_response AS
SELECT coalesce(channel, 'no channel') AS channel, invitations, answered, rate, lower, upper, customer_rate, customer_lower,
       customer_upper, open_invitations, row_number() OVER (ORDER BY invitations DESC, channel) AS place
FROM response_rate;

INSERT INTO dashboard_block VALUES ('surveys', 1, 'table', 'surveys', 'The score of each survey; they are never added up');
INSERT INTO dashboard_column VALUES
    ('surveys', 1, 1, 'survey', 'Survey', 'text', 0), ('surveys', 1, 2, 'responses', 'Answers', 'count', 0),
    ('surveys', 1, 3, 'nps', 'Score', 'score', 1), ('surveys', 1, 6, 'change', 'Change on the period before', 'change', 1),
    ('surveys', 1, 10, 'use', 'On this page', 'text', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10)
SELECT 'surveys', 1, place, survey, responses, nps, lower, upper, change, change_lower, change_upper, p_value,
       CASE WHEN is_headline THEN 'the score of this page' ELSE 'only here' END
FROM dashboard_survey WHERE place <= 10 AND (SELECT count(*) FROM dashboard_survey) > 1;

INSERT INTO dashboard_block VALUES ('surveys', 2, 'table', 'accounts', 'The score of accounts');
INSERT INTO dashboard_column VALUES
    ('surveys', 2, 1, 'weight', 'Counted', 'text', 0), ('surveys', 2, 2, 'accounts', 'Accounts', 'count', 0),
    ('surveys', 2, 3, 'answered', 'With an answer', 'count', 0), ('surveys', 2, 4, 'nps', 'Score', 'score', 1),
    ('surveys', 2, 7, 'covered', 'Share of the revenue that they stand for', 'share', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7)
SELECT 'surveys', 2, row_number() OVER (ORDER BY weight DESC), weight, accounts, answered, nps, lower, upper, covered
FROM dashboard_account;

INSERT INTO dashboard_block VALUES ('surveys', 3, 'table', 'satisfaction', 'Satisfaction and ease, the newest month of each');
INSERT INTO dashboard_column VALUES
    ('surveys', 3, 1, 'survey', 'Survey', 'text', 0), ('surveys', 3, 2, 'measure', 'Question', 'text', 0),
    ('surveys', 3, 3, 'month', 'Month', 'text', 0), ('surveys', 3, 4, 'responses', 'Answers', 'count', 0),
    ('surveys', 3, 5, 'mean', 'Mean', 'mean', 1), ('surveys', 3, 8, 'points', 'Of points', 'count', 0),
    ('surveys', 3, 9, 'top_box', 'In the best boxes', 'share', 1);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11)
SELECT 'surveys', 3, row_number() OVER (ORDER BY measure, survey, points), survey,
       CASE measure WHEN 'csat' THEN 'How satisfied?' WHEN 'ces' THEN 'How easy?' ELSE measure END, month, responses, mean, mean_lower,
       mean_upper, points, top_box, lower, upper
FROM dashboard_satisfaction ORDER BY 3 LIMIT 12;

INSERT INTO dashboard_block VALUES ('surveys', 4, 'table', 'responses', 'How many of those who were asked answer, by channel');
INSERT INTO dashboard_column VALUES
    ('surveys', 4, 1, 'channel', 'Channel', 'text', 0), ('surveys', 4, 2, 'invitations', 'Invitations', 'count', 0),
    ('surveys', 4, 3, 'answered', 'Answered', 'count', 0), ('surveys', 4, 4, 'rate', 'Response rate', 'share', 1),
    ('surveys', 4, 7, 'customer_rate', 'Customers who answered any', 'share', 1),
    ('surveys', 4, 10, 'open_invitations', 'Too young to count', 'count', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10)
SELECT 'surveys', 4, place, channel, invitations, answered, rate, lower, upper, customer_rate, customer_lower, customer_upper,
       open_invitations
FROM dashboard_response WHERE place <= 10;

INSERT INTO dashboard_basis
SELECT 'surveys', printf('%,d survey%s, %,d account%s and %,d invitation%s, %s. Two of seven or five boxes are the best, of the effort on seven points three.',
                         n.surveys, substr('s', 1, n.surveys <> 1), n.accounts, substr('s', 1, n.accounts <> 1), n.invitations,
                         substr('s', 1, n.invitations <> 1), s.period_text)
FROM dashboard_setting AS s
CROSS JOIN (SELECT (SELECT count(*) FROM dashboard_survey) AS surveys, coalesce((SELECT max(accounts) FROM dashboard_account), 0) AS accounts,
                   coalesce((SELECT sum(invitations) FROM dashboard_response), 0) AS invitations) AS n
WHERE EXISTS (SELECT 1 FROM dashboard_row WHERE panel = 'surveys');
