-- Advocacy beside loyalty, influencers and the referral programme, and why people bought.

INSERT INTO dashboard_panel VALUES
    ('channels', 55, 'Channels beside each other', '',
     'Advocacy beside its neighbours, loyalty, influencers and the referral programme, each with its own measure.',
     'survey_response, advocacy_act, purchase, mention, referral');

CREATE TEMP TABLE dashboard_channel AS
SELECT kind, measure, value, lower, upper, observations, unit FROM advocacy_channels;

INSERT INTO dashboard_block
SELECT 'channels', 1, 'table', 'channels', 'Measures of the period, amounts ' || text FROM dashboard_currency;
INSERT INTO dashboard_column VALUES
    ('channels', 1, 1, 'measure', 'Measure', 'text', 0), ('channels', 1, 2, 'kind', 'Channel', 'text', 0), ('channels', 1, 3, 'value', 'Value', 'row', 1),
    ('channels', 1, 6, 'unit', 'Unit', 'text', 0), ('channels', 1, 7, 'observations', 'Observations', 'count', 0);
INSERT INTO dashboard_row(panel, block, place, format, s1, s2, s3, s4, s5, s6, s7)
SELECT 'channels', 1, row_number() OVER (ORDER BY c.rowid),
       CASE WHEN unit = 'points' THEN 'score' WHEN unit LIKE '\%%' ESCAPE '\' THEN 'share'
            WHEN unit = 'money' THEN 'money' ELSE 'count' END,
       measure, kind, value, lower, upper, CASE unit WHEN 'money' THEN coalesce(o.currency, unit) ELSE replace(unit, '% of', 'of') END, observations
FROM dashboard_channel AS c CROSS JOIN dashboard_option AS o;

CREATE TEMP TABLE dashboard_reason AS
SELECT reason, purchases, purchases_with_reason, share, lower, upper FROM purchase_reasons ORDER BY share DESC, reason;

INSERT INTO dashboard_block VALUES ('channels', 2, 'chart', 'reasons', 'Why people bought, as they say: share of purchases, %');
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'channels', 2, 1, chart_bars(reason, round(share, 1), lower, upper)
FROM (SELECT * FROM dashboard_reason WHERE share IS NOT NULL ORDER BY share DESC, reason);

INSERT INTO dashboard_basis
SELECT 'channels', printf('%s.%s', s.period_text,
                 coalesce((SELECT printf(' Why people bought is from %,d purchase%s with a reason.', purchases_with_reason,
                                         substr('s', 1, purchases_with_reason <> 1))
                           FROM dashboard_reason LIMIT 1), ''))
FROM dashboard_setting AS s WHERE EXISTS (SELECT 1 FROM dashboard_channel) OR EXISTS (SELECT 1 FROM dashboard_reason);
