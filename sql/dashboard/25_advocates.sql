-- Who recommends us unpaid, and what they are worth beside all others.

INSERT INTO dashboard_panel VALUES
    ('advocates', 25, 'Advocates and their worth', '',
     'Customers who recommend us unpaid and are no detractors, by what they did and never by what they spend. Acts first, money after: who was an advocate in the period before, beside others who bought or answered in it, by what they spent in this one. Where they bought as much more before they first acted, spending led to acting.',
     'referral, review, mention, advocacy_act, customer, purchase');

CREATE TEMP TABLE dashboard_act AS
SELECT sum(acts) AS acts, count(*) AS people, (SELECT count(*) FROM read_customer) AS customers
FROM period_advocate WHERE period = 'current';

CREATE TEMP TABLE dashboard_advocate AS
SELECT customer_id, segment, answer, acts, score, explanation, count(*) OVER () AS advocates
FROM brand_advocates ORDER BY score DESC, customer_id LIMIT 5;

CREATE TEMP TABLE dashboard_worth AS
SELECT measure, unit, advocates, others, mean_advocates, mean_others, ratio, lower, upper, placebo_ratio, placebo_lower,
       placebo_upper, models_at_boundary,
       instr('revenue in the period, purchases in the period, predicted revenue of 12 months, acquisition cost', measure) AS place
FROM advocate_worth;

INSERT INTO dashboard_block VALUES ('advocates', 1, 'figures', 'advocates', NULL);
INSERT INTO dashboard_column VALUES
    ('advocates', 1, 1, 'people', 'Unpaid advocates', 'count', 0),
    ('advocates', 1, 2, 'acts', 'What they did, acts', 'count', 0),
    ('advocates', 1, 3, 'brand_advocates', 'Promoters among them', 'count', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3)
SELECT 'advocates', 1, 1, a.people, a.acts, coalesce((SELECT max(advocates) FROM dashboard_advocate), 0)
FROM dashboard_act AS a WHERE a.people > 0;

INSERT INTO dashboard_block VALUES ('advocates', 2, 'chart', 'ratios', 'Advocates as a multiple of others');
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'advocates', 2, 1, chart_bars(label, round(ratio, 2), lower, upper)
FROM (SELECT *, replace(replace(measure, ' in the period', ''), ' of 12 months', '') AS label FROM dashboard_worth WHERE ratio IS NOT NULL ORDER BY place);

INSERT INTO dashboard_block
SELECT 'advocates', 3, 'table', 'worth', 'What advocates are worth, per customer, amounts ' || text FROM dashboard_currency;
INSERT INTO dashboard_column VALUES
    ('advocates', 3, 1, 'measure', 'Measure', 'text', 0), ('advocates', 3, 2, 'mean_advocates', 'Advocates', 'row', 0),
    ('advocates', 3, 3, 'mean_others', 'Others', 'row', 0), ('advocates', 3, 4, 'ratio', 'Ratio', 'ratio', 1),
    ('advocates', 3, 7, 'placebo_ratio', 'Before they first acted', 'ratio', 1);
INSERT INTO dashboard_row(panel, block, place, format, s1, s2, s3, s4, s5, s6, s7, s8, s9)
SELECT 'advocates', 3, row_number() OVER (ORDER BY place), CASE unit WHEN 'money' THEN 'money' ELSE 'mean' END,
       measure, mean_advocates, mean_others, ratio, lower, upper, placebo_ratio, placebo_lower, placebo_upper
FROM dashboard_worth;

-- How well the models behind the predicted revenue fit, and how well they foretold the last period.
CREATE TEMP TABLE dashboard_holdout AS
SELECT actual_purchases, bias, revenue_bias FROM purchase_holdout WHERE repeat_purchases IS NULL AND bias IS NOT NULL;

CREATE TEMP TABLE dashboard_fit AS SELECT repeat_purchases, customers, expected FROM purchase_fit WHERE expected IS NOT NULL;

INSERT INTO dashboard_block VALUES ('advocates', 5, 'chart', 'fit', 'Customers by number of repeat purchases: how many there are, and how many the model behind the prediction has');
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'advocates', 5, 1, chart_bars(label, value)
FROM (SELECT e.repeat_purchases || substr('+', 1, e.repeat_purchases = 7) || each_series.words AS label,
             CASE each_series.place WHEN 1 THEN e.customers ELSE round(e.expected, 1) END AS value
      FROM dashboard_fit AS e CROSS JOIN (SELECT 1 AS place, ', actual' AS words UNION ALL SELECT 2, ', model') AS each_series
      ORDER BY e.repeat_purchases, each_series.place)
HAVING count(*) > 0;

INSERT INTO dashboard_details VALUES ('advocates', 5, 'How well the model behind the prediction fits');

INSERT INTO dashboard_block VALUES ('advocates', 6, 'text', 'limits', NULL);
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'advocates', 6, 1, 'Predicted revenue is rough: the data do not tell every parameter of the model of the ' || models_at_boundary || '.'
FROM dashboard_worth WHERE models_at_boundary IS NOT NULL;
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'advocates', 6, 2, printf('No ratio is shown where fewer than %,d advocates or others have bought.', s.minimum_responses)
FROM dashboard_setting AS s WHERE EXISTS (SELECT 1 FROM dashboard_worth WHERE ratio IS NULL);

INSERT INTO dashboard_block VALUES ('advocates', 4, 'table', 'strongest', 'The strongest, by a score of 0 to 100 that weighs what people do');
INSERT INTO dashboard_column VALUES
    ('advocates', 4, 1, 'customer_id', 'Customer', 'text', 0), ('advocates', 4, 3, 'segment', 'Segment', 'text', 0),
    ('advocates', 4, 4, 'acts', 'Acts', 'count', 0), ('advocates', 4, 5, 'score', 'Score', 'score', 0),
    ('advocates', 4, 6, 'reasons', 'Most points for', 'text', 0);
INSERT INTO dashboard_column SELECT 'advocates', 4, 2, 'name', 'Name', 'text', 0 FROM dashboard_names WHERE are_known;
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6)
SELECT 'advocates', 4, row_number() OVER (ORDER BY score DESC, customer_id), customer_id,
       (SELECT name FROM read_customer AS c WHERE c.customer_id = dashboard_advocate.customer_id), segment, acts, score,
       (SELECT group_concat(printf('%s %.0f', CASE n.signal WHEN 'nps' THEN 'the answer' WHEN 'value' THEN 'spending'
                                                           WHEN 'frequency' THEN 'purchases' ELSE n.signal END, n.points), ', ')
        FROM (SELECT advocacy_text(explanation, 'signals', each_place.place, 'signal') AS signal,
                     advocacy_number(explanation, 'signals', each_place.place, 'points') AS points
              FROM (SELECT 0 AS place UNION ALL SELECT 1 UNION ALL SELECT 2) AS each_place) AS n
        WHERE n.points > 0)
FROM dashboard_advocate;

INSERT INTO dashboard_basis
SELECT 'advocates', printf('%,d of %,d customer%s, %s.%s', a.people, a.customers, substr('s', 1, a.customers <> 1), s.period_text,
                 coalesce((SELECT printf(' The worth in the period is that of %,d advocate%s of the period before it and %,d other%s who bought or answered then.',
                                         advocates, substr('s', 1, advocates <> 1), others, substr('s', 1, others <> 1))
                           FROM dashboard_worth ORDER BY place LIMIT 1), '')
                 || coalesce((SELECT printf(' Believe the prediction as far as one of a period earlier: of the %,d purchases of this period by earlier buyers it foretold %+.1f%%',
                                            actual_purchases, bias)
                                     || coalesce(printf(', of their revenue %+.1f%%', revenue_bias), '') || '.'
                              FROM dashboard_holdout), ''))
FROM dashboard_act AS a CROSS JOIN dashboard_setting AS s WHERE a.people > 0;
