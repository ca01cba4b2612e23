-- Stages, asks, costs and return of the advocacy programme.

INSERT INTO dashboard_panel VALUES
    ('programme', 50, 'The advocacy programme', '',
     'How far its members came, what asking leads to, and what it costs and returns: the gross profit from customers whom it brought in this period, but for those who would have come anyway, and what other channels would have cost for all who came by referral, less its own cost, over its cost.',
     'programme_member, ask, programme_cost');

CREATE TEMP TABLE dashboard_stage AS
SELECT place, stage, customers, conversion, lower, upper FROM programme_funnel;
CREATE TEMP TABLE dashboard_return AS
SELECT cost, gross_profit, saved_acquisition_cost, return_on_investment, earlier_revenue FROM programme_return;
CREATE TEMP TABLE dashboard_ask AS
SELECT kind, channel, asks, acts, conversion, lower, upper, days_to_act,
       row_number() OVER (ORDER BY asks DESC, kind, channel) AS place
FROM ask_to_act;

INSERT INTO dashboard_block VALUES ('programme', 1, 'figures', 'return', NULL);
INSERT INTO dashboard_column VALUES
    ('programme', 1, 1, 'cost', 'Cost of the programme', 'money', 0),
    ('programme', 1, 2, 'gross_profit', 'Gross profit from whom it brought', 'money', 0),
    ('programme', 1, 3, 'saved_acquisition_cost', 'Acquisition cost saved', 'money', 0),
    ('programme', 1, 4, 'return_on_investment', 'Return on its cost', 'share', 0),
    ('programme', 1, 5, 'earlier_revenue', 'Not in it: revenue from those it brought before', 'money', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5)
SELECT 'programme', 1, 1, cost, gross_profit, saved_acquisition_cost, return_on_investment, earlier_revenue FROM dashboard_return;

INSERT INTO dashboard_block VALUES ('programme', 2, 'chart', 'stages', 'Members who reached each stage');
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'programme', 2, 1, chart_bars(stage, customers)
FROM (SELECT * FROM dashboard_stage WHERE customers IS NOT NULL ORDER BY place);

INSERT INTO dashboard_block VALUES ('programme', 3, 'table', 'funnel', 'Members by the stage they reached');
INSERT INTO dashboard_column VALUES
    ('programme', 3, 1, 'stage', 'Stage', 'text', 0), ('programme', 3, 2, 'customers', 'Customers', 'count', 0),
    ('programme', 3, 3, 'conversion', 'Of the stage before', 'share', 1);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5)
SELECT 'programme', 3, place, stage, customers, conversion, lower, upper FROM dashboard_stage;

INSERT INTO dashboard_block VALUES ('programme', 4, 'table', 'asks', 'What came of asking');
INSERT INTO dashboard_column VALUES
    ('programme', 4, 1, 'kind', 'Asked for', 'text', 0), ('programme', 4, 2, 'channel', 'By', 'text', 0), ('programme', 4, 3, 'asks', 'Asks', 'count', 0),
    ('programme', 4, 4, 'conversion', 'Led to the act', 'share', 1), ('programme', 4, 7, 'days_to_act', 'Median time', 'days', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7)
SELECT 'programme', 4, place, kind, channel, asks, conversion, lower, upper, days_to_act FROM dashboard_ask WHERE place <= 8;

INSERT INTO dashboard_basis
SELECT 'programme', printf('%,d member%s up to %s; %,d ask%s, costs and revenue of %s. Amounts %s.', n.members,
                           substr('s', 1, n.members <> 1), s.as_of_text, n.asks, substr('s', 1, n.asks <> 1), s.period_text, c.text)
FROM dashboard_setting AS s CROSS JOIN dashboard_currency AS c
CROSS JOIN (SELECT coalesce((SELECT max(customers) FROM dashboard_stage), 0) AS members,
                   coalesce((SELECT sum(asks) FROM dashboard_ask), 0) AS asks) AS n
WHERE EXISTS (SELECT 1 FROM dashboard_stage) OR EXISTS (SELECT 1 FROM dashboard_return) OR EXISTS (SELECT 1 FROM dashboard_ask);
