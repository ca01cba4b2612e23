-- One page of HTML on all of customer advocacy, for people who have no SQL: self-contained, without JavaScript,
-- and nothing that it fetches from anywhere. From the checkout, on a database with the tables and views of
-- schema.sql, reading.sql and views/*.sql:
--
--     sqlite3 company.db <sql/dashboard.sql >dashboard.html
--
-- `make dashboard DB=company.db` does the same for a database that has the tables, or some of them, and no views.
-- The extension is taken from build/ unless it is loaded already. Nothing is written into the database; everything
-- below is TEMP, and the page is printed by the last statement alone, so that an error leaves no half of a page.
--
-- How it is made: each panel's queries put plain numbers and texts into dashboard_row. What a column means, how
-- its figures are written and whether an interval follows stands in dashboard_column. The rendering at the end is
-- the same for all panels; there, and nowhere else, is text of the database made into HTML (dashboard_word).

.bail on
.headers off
.mode list

-- Room for all pages of a database of some size, which the views read again and again; for this connection alone.
PRAGMA cache_size = -65536;

-- A table, so that it prints nothing.
CREATE TEMP TABLE dashboard_library AS
SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM pragma_function_list WHERE name = 'advocacy_version')
            THEN load_extension('build/advocacy') END AS loaded;

-- The name of the constraint is the error message.
CREATE TEMP TABLE dashboard_check (
    missing TEXT,
    CONSTRAINT "the views of sql/views are not in this database: read them into it after sql/schema.sql and sql/reading.sql, or run make dashboard DB=file"
    CHECK (missing IS NULL));
INSERT INTO dashboard_check
SELECT needed.name
FROM (SELECT 'advocacy_period' AS name UNION ALL SELECT 'period_answer' UNION ALL SELECT 'advocate_candidates'
      UNION ALL SELECT 'advocacy_maturity') AS needed
WHERE NOT EXISTS (SELECT 1 FROM pragma_table_info(needed.name));

---------------------------------------------------------------------------------------------------
-- What the page is about
---------------------------------------------------------------------------------------------------

-- One row, and none where advocacy_settings has none. Days in words: '31 Oct 2026'.
CREATE TEMP TABLE dashboard_setting AS
WITH day(name, date) AS (
    SELECT 'as_of', as_of FROM advocacy_period
    UNION ALL SELECT 'start', period_start FROM advocacy_period
    UNION ALL SELECT 'previous', previous_start FROM advocacy_period
    UNION ALL SELECT 'before', date(period_start, '-1 day') FROM advocacy_period
    UNION ALL SELECT 'quarter', date(period_end, '-91 days') FROM advocacy_period),
spelled(name, text) AS (
    SELECT name, CAST(substr(date, 9, 2) AS INTEGER) || ' '
                 || substr('JanFebMarAprMayJunJulAugSepOctNovDec', 3 * substr(date, 6, 2) - 2, 3)
                 || ' ' || substr(date, 1, 4)
    FROM day)
SELECT p.own_brand, p.as_of, p.confidence, p.minimum_responses, p.ask_pause_days,
       printf('%.10g%%', 100 * p.confidence) AS confidence_text,
       (SELECT text FROM spelled WHERE name = 'as_of') AS as_of_text,
       (SELECT text FROM spelled WHERE name = 'start') || ' to ' || (SELECT text FROM spelled WHERE name = 'as_of')
           AS period_text,
       (SELECT text FROM spelled WHERE name = 'previous') || ' to '
           || (SELECT text FROM spelled WHERE name = 'before') AS previous_text,
       (SELECT text FROM spelled WHERE name = 'quarter') || ' to '
           || (SELECT text FROM spelled WHERE name = 'as_of') AS quarter_text
FROM advocacy_period AS p;

-- `shows` says what a panel shows, `empty` what it says instead of data.
CREATE TEMP TABLE dashboard_panel (
    panel INTEGER PRIMARY KEY, id TEXT NOT NULL, title TEXT NOT NULL, layout TEXT NOT NULL, shows TEXT NOT NULL,
    empty TEXT NOT NULL);
INSERT INTO dashboard_panel VALUES
    (1, 'score', 'Would they recommend us?', 'wide split',
     'The Net Promoter Score: the share of promoters (9 or 10 of 10) less the share of detractors (0 to 6). It lies between −100 and 100.',
     'No customer gave a valid answer in this period. The table survey_response fills this panel.'),
    (2, 'trend', 'How the score develops', 'wide split beside',
     'The score of each month, the newest answer of each customer. The band is where it may really lie.',
     'There are no valid answers with a date. The table survey_response fills this panel.'),
    (3, 'segments', 'Segments', '',
     'The score of each segment in the last quarter, and its change against the quarter before.',
     'There are no valid answers in the last two quarters. The tables survey_response and customer fill this panel.'),
    (4, 'advocates', 'Advocates and their worth', '',
     'Customers who recommend us unpaid, by what they did and never by what they spend, beside all others. It says what goes together, not what causes what.',
     'Nobody recommended us unpaid in this period. The tables referral, review, mention, advocacy_act, customer and purchase fill this panel.'),
    (5, 'channels', 'Channels beside each other', '',
     'Advocacy beside its neighbours, loyalty, influencers and the referral programme, each with its own measure.',
     'There are no answers, acts, purchases or referrals in this period. The tables survey_response, advocacy_act, purchase, mention and referral fill this panel.'),
    (6, 'referrals', 'Referrals', '',
     'Who was recommended to us, how many came, and what a new customer costs by channel.',
     'There are no referrals and no new customers in this period. The tables referral, customer and acquisition_cost fill this panel.'),
    (7, 'reviews', 'Reviews', '',
     'How many reviews there are on each platform, and how good they are. The careful mean adds ten average reviews, so that a handful cannot swing it.',
     'There are no reviews in this period. The table review fills this panel.'),
    (8, 'social', 'Social visibility', '',
     'Our share of all posts about us and our competitors, and how they speak of us. Posts that were paid for are left out.',
     'There are no posts in this period. The table mention fills this panel.'),
    (9, 'ai', 'Visibility in AI answers', '',
     'How often assistants name us when they are asked about our market.',
     'No assistant was asked in this period. The table ai_answer fills this panel.'),
    (10, 'programme', 'The advocacy programme', '',
     'How far its members came, what asking leads to, and what it costs and returns: the return counts the revenue of this period from everyone who ever came by referral, but for those who would have come anyway.',
     'The programme has no members, asks or costs. The tables programme_member, ask and programme_cost fill this panel.'),
    (11, 'maturity', 'How far the company is', '',
     'From single employees who act for customers to a whole company that does.',
     'No department is known. The table department fills this panel.'),
    (12, 'candidates', 'Whom to invite next', 'wide',
     'Customers who never recommended us, are no detractors and were not asked lately, the most promising first.',
     'There is nobody to invite: nobody bought or answered, or all were asked lately. The tables customer, purchase and survey_response fill this panel.'),
    (13, 'sources', 'Where this comes from', 'wide',
     'The sources of customer information: how much there is, how fresh, and of how many of the customers.',
     'No source of customer information has a row. The tables survey_response, purchase, review, feedback and the like fill this panel.');

-- Over how many observations, and which period. Without data, no row. Here and in other sentences, substr('s', 1, n <> 1)
-- is the s of the plural, and nothing where n is 1.
CREATE TEMP TABLE dashboard_basis (panel INTEGER PRIMARY KEY, text TEXT);

-- A panel's blocks: figures (one row, each column one figure), table, chart (rows of finished SVG), text (paragraphs),
-- steps (a list with the current one marked). A block without rows is left out.
CREATE TEMP TABLE dashboard_block (
    panel INTEGER, block INTEGER, kind TEXT NOT NULL, name TEXT NOT NULL, caption TEXT, PRIMARY KEY (panel, block));

-- What stands in a slot of the block's rows. `format` as dashboard_format has it; `row`: as the row says.
-- With has_interval the next two slots are its limits.
CREATE TEMP TABLE dashboard_column (
    panel INTEGER, block INTEGER, slot INTEGER, name TEXT NOT NULL, heading TEXT NOT NULL, format TEXT NOT NULL,
    has_interval INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (panel, block, slot));

CREATE TEMP TABLE dashboard_row (
    panel INTEGER, block INTEGER, place INTEGER, format TEXT, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12,
    PRIMARY KEY (panel, block, place));

-- How figures are written: decimals, what stands before and after, the factor. A sign is shown for changes. An amount
-- below 1,000 has its cents.
CREATE TEMP TABLE dashboard_format (
    format TEXT PRIMARY KEY, decimals INTEGER NOT NULL, factor REAL NOT NULL, unit TEXT NOT NULL, is_signed INTEGER NOT NULL);
INSERT INTO dashboard_format VALUES
    ('count', 0, 1, '', 0), ('score', 1, 1, '', 0), ('change', 1, 1, '', 1), ('share', 1, 1, '%', 0),
    ('probability', 1, 100, '%', 0), ('money', 2, 1, '', 0), ('ratio', 2, 1, '×', 0), ('mean', 2, 1, '', 0),
    ('days', 1, 1, ' days', 0), ('whole days', 0, 1, ' days', 0);

---------------------------------------------------------------------------------------------------
-- 1. The score
---------------------------------------------------------------------------------------------------

CREATE TEMP TABLE dashboard_answer AS SELECT period, customer_id, answer FROM period_answer;

-- `paired`: of the customers who answered in both periods, where they are enough.
CREATE TEMP TABLE dashboard_score AS
SELECT s.*, responses >= s.minimum_responses AS is_shown,
       responses_before >= s.minimum_responses AND responses >= s.minimum_responses AS is_compared,
       a.*, advocacy_number(comparison, 'difference') AS change, advocacy_number(comparison, 'lower') AS change_lower,
       advocacy_number(comparison, 'upper') AS change_upper, p.*
FROM dashboard_setting AS s
CROSS JOIN (SELECT count(*) FILTER (WHERE period = 'current') AS responses,
                   count(*) FILTER (WHERE period = 'current' AND customer_id IS NULL) AS anonymous,
                   count(*) FILTER (WHERE period = 'previous') AS responses_before,
                   nps_summary(answer, t.confidence) FILTER (WHERE period = 'current') AS summary,
                   nps_compare(answer, period = 'current', t.confidence) AS comparison
            FROM dashboard_answer CROSS JOIN dashboard_setting AS t) AS a
LEFT JOIN (SELECT paired, advocacy_number(paired, 'pairs') AS pairs, advocacy_number(paired, 'change') AS paired_change,
                  advocacy_number(paired, 'lower') AS paired_lower, advocacy_number(paired, 'upper') AS paired_upper
           FROM (SELECT nps_change(was.answer, is_now.answer, t.confidence) AS paired
                 FROM dashboard_setting AS t CROSS JOIN dashboard_answer AS was
                 JOIN dashboard_answer AS is_now ON is_now.customer_id = was.customer_id AND is_now.period = 'current'
                 WHERE was.period = 'previous')) AS p ON p.pairs >= s.minimum_responses
WHERE responses > 0;

INSERT INTO dashboard_block VALUES (1, 1, 'figures', 'period', NULL);
INSERT INTO dashboard_column VALUES
    (1, 1, 1, 'nps', 'Net Promoter Score', 'score', 1),
    (1, 1, 4, 'change', 'Change against the period before', 'change', 1);
-- An answer without a customer is somebody's, but who gave how many of them is not known.
INSERT INTO dashboard_column
SELECT 1, 1, 7, 'responses',
       CASE WHEN anonymous > 0 THEN printf('Answers, %,d of them anonymous', anonymous) ELSE 'Customers who answered' END, 'count', 0
FROM dashboard_score;
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7)
SELECT 1, 1, 1, CASE WHEN is_shown THEN advocacy_number(summary, 'nps') END,
       CASE WHEN is_shown THEN advocacy_number(summary, 'lower') END,
       CASE WHEN is_shown THEN advocacy_number(summary, 'upper') END,
       CASE WHEN is_compared THEN change END, CASE WHEN is_compared THEN change_lower END,
       CASE WHEN is_compared THEN change_upper END, responses
FROM dashboard_score;

-- In words. The headline goes by both tests, of the periods and of the customers who answered in both; of two that
-- find something, the one that asks the same customers may differ in its sign. Below five points is little.
CREATE TEMP TABLE dashboard_verdict AS
SELECT *, CASE WHEN change_lower > 0 THEN 1 WHEN change_upper < 0 THEN -1 ELSE 0 END AS direction,
       CASE WHEN paired_lower > 0 THEN 1 WHEN paired_upper < 0 THEN -1 ELSE 0 END AS paired_direction,
       replace(printf('%+.1f', round(change, 1) + 0.0), '-', '−') AS change_text,
       replace(printf('%+.1f', round(paired_change, 1) + 0.0), '-', '−') AS paired_text
FROM dashboard_score;

INSERT INTO dashboard_block VALUES (1, 2, 'text', 'verdict', NULL);
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 1, 2, 1,
       CASE WHEN NOT is_shown
            THEN printf('%,d answer%s too few for a score; it is shown from %,d.', responses,
                        CASE responses WHEN 1 THEN ' is' ELSE 's are' END, minimum_responses)
            WHEN NOT is_compared
            THEN printf('The period before has %,d answer%s, too few to compare with.', responses_before,
                        substr('s', 1, responses_before <> 1))
            WHEN direction = 0 AND paired_direction = 0
            THEN printf('No change that shows: %s points may be chance alone.', change_text)
            WHEN direction = 0
            THEN CASE WHEN abs(paired_change) < 5 THEN 'A little ' ELSE '' END
                 || CASE WHEN abs(paired_change) >= 5 THEN CASE paired_direction WHEN 1 THEN 'Better' ELSE 'Worse' END
                         WHEN paired_direction = 1 THEN 'better' ELSE 'worse' END
                 || printf(': %s points between the periods may be chance, the %s of those who answered both times are not.',
                           change_text, paired_text)
            ELSE printf('%s by %.1f points, more than chance would explain',
                        CASE direction WHEN 1 THEN 'Better: the score rose' ELSE 'Worse: the score fell' END, abs(change))
                 || CASE WHEN paired_direction = -direction
                         THEN printf('; but that of those who answered both times changed by %s.', paired_text)
                         ELSE '.' END END
FROM dashboard_verdict;
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 1, 2, 3,
       replace(printf('Of the %,d customer%s who answered in both periods, %,d went from promoter to detractor and %,d the other way; their score changed by %s points (%s interval %+.1f to %+.1f), ',
                      pairs, substr('s', 1, pairs <> 1), advocacy_number(paired, 'promoter_to_detractor'),
                      advocacy_number(paired, 'detractor_to_promoter'), paired_text,
                      confidence_text, paired_lower, paired_upper), '-', '−')
       || CASE paired_direction WHEN 0 THEN 'which may be chance.' ELSE 'more than chance would explain.' END
       || CASE WHEN is_compared AND paired_upper - paired_lower < change_upper - change_lower
               THEN ' Asking the same customers twice shows smaller changes than comparing different ones.' ELSE '' END
FROM dashboard_verdict WHERE pairs > 0;

INSERT INTO dashboard_block VALUES (1, 3, 'chart', 'shares', 'Promoters, passives and detractors: this period and the one before');
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 1, 3, 1, chart_stack(label, promoters, passives, detractors)
FROM (SELECT CASE period WHEN 'current' THEN 'this period' ELSE 'before' END AS label, sum(answer >= 9) AS promoters,
             sum(answer IN (7, 8)) AS passives, sum(answer <= 6) AS detractors
      FROM dashboard_answer WHERE EXISTS (SELECT 1 FROM dashboard_score WHERE is_shown)
      GROUP BY period ORDER BY period);

INSERT INTO dashboard_block VALUES (1, 4, 'table', 'benchmark', 'Beside what is published for the market');
INSERT INTO dashboard_column VALUES
    (1, 4, 1, 'market', 'Market', 'text', 0), (1, 4, 2, 'year', 'Year', 'text', 0),
    (1, 4, 3, 'market_nps', 'Its score', 'score', 0), (1, 4, 4, 'verdict', 'Ours is', 'text', 0),
    (1, 4, 5, 'source', 'Source', 'text', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5)
SELECT 1, 4, row_number() OVER (ORDER BY b.year DESC, b.market, b.source), b.market, b.year, b.nps,
       CASE WHEN NOT s.is_shown THEN 'not known yet' WHEN advocacy_number(s.summary, 'lower') > b.nps THEN 'above'
            WHEN advocacy_number(s.summary, 'upper') < b.nps THEN 'below' ELSE 'no difference that shows' END, b.source
FROM dashboard_score AS s CROSS JOIN benchmark AS b ORDER BY 3 LIMIT 6;

INSERT INTO dashboard_basis
SELECT 1, CASE WHEN anonymous > 0
               THEN printf('%,d answer%s, %,d of them anonymous, otherwise the newest of each customer', responses,
                           substr('s', 1, responses <> 1), anonymous)
               ELSE printf('%,d customer%s, the newest answer of each', responses, substr('s', 1, responses <> 1)) END
          || printf(', %s; compared with %,d, %s.', period_text, responses_before, previous_text)
FROM dashboard_score;

---------------------------------------------------------------------------------------------------
-- 2. Trend
---------------------------------------------------------------------------------------------------

CREATE TEMP TABLE dashboard_trend AS
SELECT month, responses, nps, lower, upper, change, change_lower, change_upper FROM nps_trend ORDER BY month;

INSERT INTO dashboard_block VALUES (2, 1, 'chart', 'trend', 'Score by month');
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 2, 1, 1, chart_trend(month, round(nps, 1), lower, upper) 
FROM (SELECT * FROM dashboard_trend WHERE (SELECT count(nps) FROM dashboard_trend) > 1 ORDER BY month);

-- So many changes would look like more than chance by chance alone: one in twenty at 95%.
INSERT INTO dashboard_block VALUES (2, 2, 'text', 'changes', NULL);
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 2, 2, 1,
       CASE WHEN up IS NULL AND down IS NULL THEN 'No month differs from the one before by more than chance would explain. '
            ELSE 'More than chance: ' || coalesce('up in ' || up, '') || CASE WHEN up IS NULL OR down IS NULL THEN '' ELSE '; ' END
                 || coalesce('down in ' || down, '') || '. ' END
       || printf('Of %,d changes, about %.0f would look so by chance alone.', changes, expected)
FROM (SELECT count(t.change) AS changes, (1 - s.confidence) * count(t.change) AS expected,
             group_concat(CASE WHEN t.change_lower > 0 THEN t.month END, ', ') AS up,
             group_concat(CASE WHEN t.change_upper < 0 THEN t.month END, ', ') AS down
      FROM dashboard_setting AS s CROSS JOIN (SELECT * FROM dashboard_trend ORDER BY month DESC LIMIT 36) AS t)
WHERE changes > 0;

INSERT INTO dashboard_block VALUES (2, 3, 'table', 'months', 'The last six months');
INSERT INTO dashboard_column VALUES
    (2, 3, 1, 'month', 'Month', 'text', 0), (2, 3, 2, 'responses', 'Answers', 'count', 0),
    (2, 3, 3, 'nps', 'Score', 'score', 1), (2, 3, 6, 'change', 'Change on the month before', 'change', 1);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7, s8)
SELECT 2, 3, row_number() OVER (ORDER BY month DESC), month, responses, nps, lower, upper, change, change_lower, change_upper
FROM dashboard_trend ORDER BY month DESC LIMIT 6;

INSERT INTO dashboard_basis
SELECT 2, printf('%,d answer%s in %,d month%s, %s to %s. A month with fewer than %,d shows no score.', sum(t.responses),
                 substr('s', 1, sum(t.responses) <> 1), count(*), substr('s', 1, count(*) <> 1), min(t.month), max(t.month),
                 s.minimum_responses)
FROM dashboard_trend AS t CROSS JOIN dashboard_setting AS s GROUP BY s.as_of;

---------------------------------------------------------------------------------------------------
-- 3. Segments
---------------------------------------------------------------------------------------------------

CREATE TEMP TABLE dashboard_segment AS
SELECT coalesce(segment, 'no segment') AS segment, responses, nps, lower, upper, change, change_lower, change_upper,
       responses_before, row_number() OVER (ORDER BY responses DESC, segment) AS place
FROM nps_segments WHERE responses > 0;

INSERT INTO dashboard_block VALUES (3, 1, 'chart', 'segments', 'Score of the last quarter');
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 3, 1, 1, chart_bars(substr(segment, 1, 40), round(nps, 1), lower, upper)
FROM (SELECT * FROM dashboard_segment WHERE place <= 12 AND nps IS NOT NULL ORDER BY place);

INSERT INTO dashboard_block VALUES (3, 2, 'table', 'segments', 'The last quarter by segment, the largest first');
INSERT INTO dashboard_column VALUES
    (3, 2, 1, 'segment', 'Segment', 'text', 0), (3, 2, 2, 'responses', 'Answers', 'count', 0),
    (3, 2, 3, 'nps', 'Score', 'score', 1), (3, 2, 6, 'change', 'Change on the quarter before', 'change', 1);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7, s8)
SELECT 3, 2, place, segment, responses, nps, lower, upper, change, change_lower, change_upper
FROM dashboard_segment WHERE place <= 12;

-- In the headline panel: the one that changed most, among how many, for of twenty one would do so by chance alone.
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 1, 2, 2,
       CASE WHEN changed > 1
            THEN printf('Of %,d segments %,d changed more than chance would explain in the last quarter, most of all %s, which',
                        compared, changed, name)
            WHEN compared > 1
            THEN printf('Of %,d segments one changed more than chance would explain in the last quarter: %s', compared, name)
            ELSE printf('In the last quarter %s', name) END
       || printf(' %s by %.1f points.', CASE WHEN change > 0 THEN 'rose' ELSE 'fell' END, abs(change))
FROM (SELECT change, CASE WHEN trim(segment) = '' THEN '(blank)' ELSE substr(segment, 1, 60) END AS name,
             change_lower > 0 OR change_upper < 0 AS has_changed, count(change) OVER () AS compared,
             sum(change_lower > 0 OR change_upper < 0) OVER () AS changed
      FROM dashboard_segment)
WHERE has_changed AND EXISTS (SELECT 1 FROM dashboard_score WHERE is_shown)
ORDER BY abs(change) DESC, name LIMIT 1;

INSERT INTO dashboard_basis
SELECT 3, printf('%,d answer%s of %s, against %,d of the 91 days before.%s', sum(d.responses),
                 substr('s', 1, sum(d.responses) <> 1), s.quarter_text,
                 sum(d.responses_before), CASE WHEN count(*) > 12 THEN printf(' The 12 largest of %,d segments.', count(*)) ELSE '' END)
FROM dashboard_segment AS d CROSS JOIN dashboard_setting AS s GROUP BY s.as_of;

---------------------------------------------------------------------------------------------------
-- 4. Advocates
---------------------------------------------------------------------------------------------------

CREATE TEMP TABLE dashboard_act AS
SELECT count(*) AS acts, count(DISTINCT customer_id) AS people, (SELECT count(*) FROM customer) AS customers
FROM customer_act WHERE NOT rewarded AND NOT paid;

CREATE TEMP TABLE dashboard_advocate AS
SELECT customer_id, segment, answer, acts, score, explanation, count(*) OVER () AS advocates
FROM brand_advocates ORDER BY score DESC, customer_id LIMIT 5;

CREATE TEMP TABLE dashboard_worth AS
SELECT measure, unit, advocates, others, mean_advocates, mean_others, ratio, lower, upper FROM advocate_worth;

INSERT INTO dashboard_block VALUES (4, 1, 'figures', 'advocates', NULL);
INSERT INTO dashboard_column VALUES
    (4, 1, 1, 'people', 'Unpaid advocates', 'count', 0),
    (4, 1, 2, 'acts', 'What they did, acts', 'count', 0),
    (4, 1, 3, 'brand_advocates', 'Promoters among them', 'count', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3)
SELECT 4, 1, 1, a.people, a.acts, coalesce((SELECT max(advocates) FROM dashboard_advocate), 0)
FROM dashboard_act AS a WHERE a.people > 0;

INSERT INTO dashboard_block VALUES (4, 2, 'chart', 'ratios', 'Advocates as a multiple of others');
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 4, 2, 1, chart_bars(label, round(ratio, 2), lower, upper)
FROM (SELECT *, replace(replace(measure, ' in the period', ''), ' of 12 months', '') AS label FROM dashboard_worth WHERE ratio IS NOT NULL ORDER BY rowid);

INSERT INTO dashboard_block VALUES (4, 3, 'table', 'worth', 'What advocates are worth, per customer, amounts in the currency of the data');
INSERT INTO dashboard_column VALUES
    (4, 3, 1, 'measure', 'Measure', 'text', 0), (4, 3, 2, 'mean_advocates', 'Advocates', 'row', 0),
    (4, 3, 3, 'mean_others', 'Others', 'row', 0), (4, 3, 4, 'ratio', 'Ratio', 'ratio', 1);
INSERT INTO dashboard_row(panel, block, place, format, s1, s2, s3, s4, s5, s6)
SELECT 4, 3, row_number() OVER (ORDER BY rowid), CASE unit WHEN 'money' THEN 'money' ELSE 'mean' END,
       measure, mean_advocates, mean_others, ratio, lower, upper
FROM dashboard_worth;

INSERT INTO dashboard_block VALUES (4, 4, 'table', 'strongest', 'The strongest, by a score of 0 to 100 that weighs what people do');
INSERT INTO dashboard_column VALUES
    (4, 4, 1, 'customer_id', 'Customer', 'text', 0), (4, 4, 2, 'segment', 'Segment', 'text', 0),
    (4, 4, 3, 'acts', 'Acts', 'count', 0), (4, 4, 4, 'score', 'Score', 'score', 0),
    (4, 4, 5, 'reasons', 'Most of it from', 'text', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5)
SELECT 4, 4, row_number() OVER (ORDER BY score DESC, customer_id), customer_id, segment, acts, score,
       printf('%s %.0f, %s %.0f, %s %.0f',
              advocacy_text(explanation, 'signals', 0, 'signal'), advocacy_number(explanation, 'signals', 0, 'points'),
              advocacy_text(explanation, 'signals', 1, 'signal'), advocacy_number(explanation, 'signals', 1, 'points'),
              advocacy_text(explanation, 'signals', 2, 'signal'), advocacy_number(explanation, 'signals', 2, 'points'))
FROM dashboard_advocate;

INSERT INTO dashboard_basis
SELECT 4, printf('%,d of %,d customer%s, %s.%s', a.people, a.customers, substr('s', 1, a.customers <> 1), s.period_text,
                 coalesce((SELECT printf(' The worth is that of %,d advocate%s and %,d other%s who were customers all that time.',
                                         advocates, substr('s', 1, advocates <> 1), others, substr('s', 1, others <> 1))
                           FROM dashboard_worth ORDER BY rowid LIMIT 1), ''))
FROM dashboard_act AS a CROSS JOIN dashboard_setting AS s WHERE a.people > 0;

---------------------------------------------------------------------------------------------------
-- 5. Channels
---------------------------------------------------------------------------------------------------

CREATE TEMP TABLE dashboard_channel AS
SELECT kind, measure, value, lower, upper, observations, unit FROM advocacy_channels;

INSERT INTO dashboard_block VALUES (5, 1, 'table', 'channels', 'Measures of the period, amounts in the currency of the data');
INSERT INTO dashboard_column VALUES
    (5, 1, 1, 'measure', 'Measure', 'text', 0), (5, 1, 2, 'kind', 'Channel', 'text', 0), (5, 1, 3, 'value', 'Value', 'row', 1),
    (5, 1, 6, 'unit', 'Unit', 'text', 0), (5, 1, 7, 'observations', 'Observations', 'count', 0);
INSERT INTO dashboard_row(panel, block, place, format, s1, s2, s3, s4, s5, s6, s7)
SELECT 5, 1, row_number() OVER (ORDER BY rowid),
       CASE WHEN unit = 'points' THEN 'score' WHEN unit LIKE '\%%' ESCAPE '\' THEN 'share'
            WHEN unit = 'money' THEN 'money' ELSE 'count' END,
       measure, kind, value, lower, upper, replace(unit, '% of', 'of'), observations
FROM dashboard_channel;

CREATE TEMP TABLE dashboard_reason AS
SELECT reason, purchases, purchases_with_reason, share, lower, upper FROM purchase_reasons ORDER BY share DESC, reason;

INSERT INTO dashboard_block VALUES (5, 2, 'chart', 'reasons', 'Why people bought, as they say: share of purchases, %');
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 5, 2, 1, chart_bars(reason, round(share, 1), lower, upper)
FROM (SELECT * FROM dashboard_reason WHERE share IS NOT NULL ORDER BY share DESC, reason);

INSERT INTO dashboard_basis
SELECT 5, printf('%s.%s', s.period_text,
                 coalesce((SELECT printf(' Why people bought is from %,d purchase%s with a reason.', purchases_with_reason,
                                         substr('s', 1, purchases_with_reason <> 1))
                           FROM dashboard_reason LIMIT 1), ''))
FROM dashboard_setting AS s WHERE EXISTS (SELECT 1 FROM dashboard_channel) OR EXISTS (SELECT 1 FROM dashboard_reason);

---------------------------------------------------------------------------------------------------
-- 6. Referrals
---------------------------------------------------------------------------------------------------

CREATE TEMP TABLE dashboard_referral AS
SELECT kind, referrers, referrals, converted, conversion, lower, upper, share_of_new, cost_per_customer FROM referral_funnel;
CREATE TEMP TABLE dashboard_acquisition AS
SELECT channel, customers, new_customers, share, lower, upper, cost_per_customer FROM acquisition_channels;

INSERT INTO dashboard_block VALUES (6, 1, 'chart', 'conversion', 'Share of referrals that brought a customer, %');
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 6, 1, 1, chart_bars(kind, round(conversion, 1), lower, upper)
FROM (SELECT * FROM dashboard_referral WHERE conversion IS NOT NULL ORDER BY kind);

INSERT INTO dashboard_block VALUES (6, 2, 'table', 'funnel', 'Referrals that were made');
INSERT INTO dashboard_column VALUES
    (6, 2, 1, 'kind', 'Referral', 'text', 0), (6, 2, 2, 'referrers', 'By customers', 'count', 0),
    (6, 2, 3, 'referrals', 'Referrals', 'count', 0), (6, 2, 4, 'converted', 'Came', 'count', 0),
    (6, 2, 5, 'conversion', 'Conversion', 'share', 1), (6, 2, 8, 'cost_per_customer', 'Reward each', 'money', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7, s8)
SELECT 6, 2, row_number() OVER (ORDER BY kind), kind, referrers, referrals, converted, conversion, lower, upper, cost_per_customer
FROM dashboard_referral;

INSERT INTO dashboard_block VALUES (6, 3, 'table', 'acquisition', 'New customers by the channel they came through');
INSERT INTO dashboard_column VALUES
    (6, 3, 1, 'channel', 'Channel', 'text', 0), (6, 3, 2, 'customers', 'New customers', 'count', 0),
    (6, 3, 3, 'share', 'Share', 'share', 1), (6, 3, 6, 'cost_per_customer', 'Cost each', 'money', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6)
SELECT 6, 3, row_number() OVER (ORDER BY customers DESC, channel), channel, customers, share, lower, upper, cost_per_customer
FROM dashboard_acquisition ORDER BY 3 LIMIT 10;

INSERT INTO dashboard_basis
SELECT 6, printf('%,d referral%s and %,d new customer%s, %s. Amounts in the currency of the data.', n.referrals,
                 substr('s', 1, n.referrals <> 1), n.came, substr('s', 1, n.came <> 1), s.period_text)
FROM dashboard_setting AS s
CROSS JOIN (SELECT coalesce((SELECT sum(referrals) FROM dashboard_referral), 0) AS referrals,
                   coalesce((SELECT max(new_customers) FROM dashboard_acquisition), 0) AS came) AS n
WHERE EXISTS (SELECT 1 FROM dashboard_referral) OR EXISTS (SELECT 1 FROM dashboard_acquisition);

---------------------------------------------------------------------------------------------------
-- 7. Reviews
---------------------------------------------------------------------------------------------------

CREATE TEMP TABLE dashboard_review AS
SELECT platform, reviews, rating, bayes_rating, positive, lower, upper, answered, few,
       row_number() OVER (ORDER BY reviews DESC, platform) AS place
FROM review_quality;

INSERT INTO dashboard_block VALUES (7, 1, 'chart', 'positive', 'Share of reviews with four stars and more, %');
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 7, 1, 1, chart_bars(substr(platform, 1, 40), round(positive, 1), lower, upper)
FROM (SELECT * FROM dashboard_review WHERE place <= 10 AND positive IS NOT NULL ORDER BY place);

INSERT INTO dashboard_block VALUES (7, 2, 'table', 'reviews', 'Reviews by platform, rated with 1 to 5 stars');
INSERT INTO dashboard_column VALUES
    (7, 2, 1, 'platform', 'Platform', 'text', 0), (7, 2, 2, 'reviews', 'Reviews', 'count', 0),
    (7, 2, 3, 'rating', 'Mean stars', 'mean', 0), (7, 2, 4, 'bayes_rating', 'Careful mean', 'mean', 0),
    (7, 2, 5, 'positive', 'Four stars and more', 'share', 1), (7, 2, 8, 'answered', 'Answered by us', 'share', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7, s8)
SELECT 7, 2, place, platform, reviews, rating, bayes_rating, positive, lower, upper, answered
FROM dashboard_review WHERE place <= 10;

INSERT INTO dashboard_basis
SELECT 7, printf('%,d review%s on %,d platform%s, %s.%s', sum(r.reviews), substr('s', 1, sum(r.reviews) <> 1), count(*),
                 substr('s', 1, count(*) <> 1), s.period_text,
                 coalesce((SELECT ' Too few to be read by themselves: ' || group_concat(platform, ', ') || '.'
                           FROM dashboard_review WHERE few AND place <= 10), ''))
FROM dashboard_review AS r CROSS JOIN dashboard_setting AS s GROUP BY s.as_of;

---------------------------------------------------------------------------------------------------
-- 8. Social
---------------------------------------------------------------------------------------------------

CREATE TEMP TABLE dashboard_social AS
SELECT platform, all_brands, mentions, share_of_voice, lower, upper, net_sentiment, net_sentiment_lower,
       net_sentiment_upper, engagements, user_made, row_number() OVER (ORDER BY all_brands DESC, platform) AS place
FROM social_presence;

INSERT INTO dashboard_block VALUES (8, 1, 'chart', 'voice', 'Our share of all posts, %');
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 8, 1, 1, chart_bars(substr(platform, 1, 40), round(share_of_voice, 1), lower, upper)
FROM (SELECT * FROM dashboard_social WHERE place <= 10 AND share_of_voice IS NOT NULL ORDER BY place);

INSERT INTO dashboard_block VALUES (8, 2, 'table', 'social', 'Our posts by platform; sentiment is from −100 (all negative) to 100');
INSERT INTO dashboard_column VALUES
    (8, 2, 1, 'platform', 'Platform', 'text', 0), (8, 2, 2, 'mentions', 'Posts about us', 'count', 0),
    (8, 2, 3, 'share_of_voice', 'Share of voice', 'share', 1), (8, 2, 6, 'net_sentiment', 'Net sentiment', 'score', 1),
    (8, 2, 9, 'engagements', 'Engagements', 'count', 0), (8, 2, 10, 'user_made', 'Made by customers', 'count', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10)
SELECT 8, 2, place, platform, mentions, share_of_voice, lower, upper, net_sentiment, net_sentiment_lower,
       net_sentiment_upper, engagements, user_made
FROM dashboard_social WHERE place <= 10;

INSERT INTO dashboard_basis
SELECT 8, printf('%,d post%s about all brands, %,d of them about us, %s.', sum(d.all_brands),
                 substr('s', 1, sum(d.all_brands) <> 1), sum(d.mentions), s.period_text)
FROM dashboard_social AS d CROSS JOIN dashboard_setting AS s GROUP BY s.as_of;

---------------------------------------------------------------------------------------------------
-- 9. AI answers
---------------------------------------------------------------------------------------------------

CREATE TEMP TABLE dashboard_assistant AS
SELECT platform, questions, named, visibility, lower, upper, share_of_brands, share_lower, share_upper, cited,
       cited_reviews, net_sentiment, row_number() OVER (ORDER BY visibility DESC, platform) AS place
FROM ai_visibility;

INSERT INTO dashboard_block VALUES (9, 1, 'chart', 'visibility', 'Share of questions whose answer names us, %');
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 9, 1, 1, chart_bars(substr(platform, 1, 40), round(visibility, 1), lower, upper)
FROM (SELECT * FROM dashboard_assistant WHERE place <= 10 AND visibility IS NOT NULL ORDER BY place);

INSERT INTO dashboard_block VALUES (9, 2, 'table', 'assistants', 'By assistant, the one that names us most first');
INSERT INTO dashboard_column VALUES
    (9, 2, 1, 'platform', 'Assistant', 'text', 0), (9, 2, 2, 'questions', 'Questions', 'count', 0),
    (9, 2, 3, 'visibility', 'Names us', 'share', 1), (9, 2, 6, 'share_of_brands', 'Share of brands named', 'share', 1),
    (9, 2, 9, 'cited', 'With a source', 'share', 0), (9, 2, 10, 'net_sentiment', 'Net sentiment', 'score', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10)
SELECT 9, 2, place, platform, questions, visibility, lower, upper, share_of_brands, share_lower, share_upper, cited, net_sentiment
FROM dashboard_assistant WHERE place <= 10;

INSERT INTO dashboard_basis
SELECT 9, printf('%,d question%s to %,d assistant%s, us named in %,d of the answers, %s.', sum(d.questions),
                 substr('s', 1, sum(d.questions) <> 1), count(*), substr('s', 1, count(*) <> 1), sum(d.named), s.period_text)
FROM dashboard_assistant AS d CROSS JOIN dashboard_setting AS s GROUP BY s.as_of;

---------------------------------------------------------------------------------------------------
-- 10. Programme
---------------------------------------------------------------------------------------------------

CREATE TEMP TABLE dashboard_stage AS
SELECT place, stage, customers, conversion, lower, upper FROM programme_funnel;
CREATE TEMP TABLE dashboard_return AS
SELECT cost, earned_revenue, new_revenue, saved_acquisition_cost, return_ratio FROM programme_return;
CREATE TEMP TABLE dashboard_ask AS
SELECT kind, channel, asks, acts, conversion, lower, upper, days_to_act,
       row_number() OVER (ORDER BY asks DESC, kind, channel) AS place
FROM ask_to_act;

INSERT INTO dashboard_block VALUES (10, 1, 'figures', 'return', NULL);
INSERT INTO dashboard_column VALUES
    (10, 1, 1, 'cost', 'Cost of the programme', 'money', 0),
    (10, 1, 2, 'earned_revenue', 'Revenue from all ever referred', 'money', 0),
    (10, 1, 3, 'new_revenue', 'Of it, referred in the period', 'money', 0),
    (10, 1, 4, 'saved_acquisition_cost', 'Acquisition cost saved', 'money', 0),
    (10, 1, 5, 'return_ratio', 'Return on its cost', 'ratio', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5)
SELECT 10, 1, 1, cost, earned_revenue, new_revenue, saved_acquisition_cost, return_ratio FROM dashboard_return;

INSERT INTO dashboard_block VALUES (10, 2, 'chart', 'stages', 'Members who reached each stage');
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 10, 2, 1, chart_bars(stage, customers)
FROM (SELECT * FROM dashboard_stage WHERE customers IS NOT NULL ORDER BY place);

INSERT INTO dashboard_block VALUES (10, 3, 'table', 'funnel', 'Members by the stage they reached');
INSERT INTO dashboard_column VALUES
    (10, 3, 1, 'stage', 'Stage', 'text', 0), (10, 3, 2, 'customers', 'Customers', 'count', 0),
    (10, 3, 3, 'conversion', 'Of the stage before', 'share', 1);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5)
SELECT 10, 3, place, stage, customers, conversion, lower, upper FROM dashboard_stage;

INSERT INTO dashboard_block VALUES (10, 4, 'table', 'asks', 'What came of asking');
INSERT INTO dashboard_column VALUES
    (10, 4, 1, 'kind', 'Asked for', 'text', 0), (10, 4, 2, 'channel', 'By', 'text', 0), (10, 4, 3, 'asks', 'Asks', 'count', 0),
    (10, 4, 4, 'conversion', 'Led to the act', 'share', 1), (10, 4, 7, 'days_to_act', 'Mean time', 'days', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7)
SELECT 10, 4, place, kind, channel, asks, conversion, lower, upper, days_to_act FROM dashboard_ask WHERE place <= 8;

INSERT INTO dashboard_basis
SELECT 10, printf('%,d member%s up to %s; %,d ask%s, costs and revenue of %s. Amounts in the currency of the data.', n.members,
                  substr('s', 1, n.members <> 1), s.as_of_text, n.asks, substr('s', 1, n.asks <> 1), s.period_text)
FROM dashboard_setting AS s
CROSS JOIN (SELECT coalesce((SELECT max(customers) FROM dashboard_stage), 0) AS members,
                   coalesce((SELECT sum(asks) FROM dashboard_ask), 0) AS asks) AS n
WHERE EXISTS (SELECT 1 FROM dashboard_stage) OR EXISTS (SELECT 1 FROM dashboard_return) OR EXISTS (SELECT 1 FROM dashboard_ask);

---------------------------------------------------------------------------------------------------
-- 11. Maturity
---------------------------------------------------------------------------------------------------

CREATE TEMP TABLE dashboard_maturity AS
SELECT level, departments, coordinated_departments, employees, engaged_employees, engaged_share, lower, upper
FROM advocacy_maturity;

INSERT INTO dashboard_block VALUES (11, 1, 'steps', 'level', NULL);
INSERT INTO dashboard_row(panel, block, place, s1, s2)
SELECT 11, 1, each_step.place, each_step.text, m.level = each_step.place
FROM dashboard_maturity AS m
CROSS JOIN (SELECT 1 AS place, 'Single employees act for customers' AS text
            UNION ALL SELECT 2, 'There is an advocacy team'
            UNION ALL SELECT 3, 'A team coordinates every department'
            UNION ALL SELECT 4, 'Every department and every employee takes part') AS each_step;

INSERT INTO dashboard_block VALUES (11, 2, 'figures', 'reach', NULL);
INSERT INTO dashboard_column VALUES
    (11, 2, 2, 'engaged_share', 'Employees who act for customers', 'share', 1);
INSERT INTO dashboard_column
SELECT 11, 2, 1, 'coordinated_departments', printf('Departments coordinated, of %,d', departments), 'count', 0
FROM dashboard_maturity;
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4)
SELECT 11, 2, 1, coordinated_departments, engaged_share, lower, upper FROM dashboard_maturity;

INSERT INTO dashboard_basis
SELECT 11, printf('%,d of %,d department%s, %,d of %,d employee%s, as recorded by %s.', m.coordinated_departments,
                  m.departments, substr('s', 1, m.departments <> 1), m.engaged_employees, m.employees,
                  substr('s', 1, m.employees <> 1), s.as_of_text)
FROM dashboard_maturity AS m CROSS JOIN dashboard_setting AS s;

---------------------------------------------------------------------------------------------------
-- 12. Candidates
---------------------------------------------------------------------------------------------------

CREATE TEMP TABLE dashboard_candidate AS
SELECT place, customer_id, segment, answer, purchases, score, probability, reasons FROM advocate_candidates;

-- Without a model, which takes examples of people who became advocates and of people who did not, the score ranks.
CREATE TEMP TABLE dashboard_ranking AS
SELECT count(*) AS candidates, count(probability) > 0 AS is_modelled,
       CASE WHEN count(*) > 10 THEN 'The ten ' ELSE 'Those ' END
       || CASE WHEN count(probability) > 0 THEN 'most probable' ELSE 'with the highest score of what they did' END AS caption
FROM dashboard_candidate;

INSERT INTO dashboard_block VALUES (12, 1, 'text', 'ranking', NULL);
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 12, 1, 1, 'Too few examples for a model: ranked by the score of 0 to 100 that weighs what people did, without probabilities.'
FROM dashboard_ranking WHERE candidates > 0 AND NOT is_modelled;

INSERT INTO dashboard_block SELECT 12, 2, 'table', 'candidates', caption FROM dashboard_ranking;
INSERT INTO dashboard_column VALUES
    (12, 2, 1, 'customer_id', 'Customer', 'text', 0),
    (12, 2, 3, 'segment', 'Segment', 'text', 0), (12, 2, 4, 'answer', 'Answer', 'count', 0),
    (12, 2, 5, 'purchases', 'Purchases', 'count', 0);
INSERT INTO dashboard_column SELECT 12, 2, 2, 'probability', 'Probability', 'probability', 0 FROM dashboard_ranking WHERE is_modelled;
INSERT INTO dashboard_column SELECT 12, 2, 2, 'score', 'Score', 'score', 0 FROM dashboard_ranking WHERE NOT is_modelled;
INSERT INTO dashboard_column SELECT 12, 2, 6, 'reasons', 'What speaks for it most', 'text', 0 FROM dashboard_ranking WHERE is_modelled;
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6)
SELECT 12, 2, c.place, c.customer_id, CASE WHEN r.is_modelled THEN c.probability ELSE c.score END, c.segment, c.answer,
       c.purchases, c.reasons
FROM dashboard_candidate AS c CROSS JOIN dashboard_ranking AS r WHERE c.place <= 10;

INSERT INTO dashboard_basis
SELECT 12, printf('%,d customer%s, by what they did in %s%s.', r.candidates, substr('s', 1, r.candidates <> 1), s.period_text,
                  CASE WHEN r.is_modelled
                       THEN '; the probability is that of recommending us unpaid in the next period. What speaks for it: '
                            || 'the customer''s value and, in brackets, its weight in log-odds' ELSE '' END)
FROM dashboard_ranking AS r CROSS JOIN dashboard_setting AS s WHERE r.candidates > 0;

---------------------------------------------------------------------------------------------------
-- 13. Sources
---------------------------------------------------------------------------------------------------

CREATE TEMP TABLE dashboard_source AS
SELECT source, rows, substr(newest, 1, 10) AS newest, days_old, coverage, lower, upper, chosen, owner,
       row_number() OVER (ORDER BY rows DESC, source) AS place
FROM feedback_sources;

INSERT INTO dashboard_block VALUES (13, 1, 'table', 'sources', 'Sources of customer information');
INSERT INTO dashboard_column VALUES
    (13, 1, 1, 'source', 'Source', 'text', 0), (13, 1, 2, 'rows', 'Rows', 'count', 0),
    (13, 1, 3, 'newest', 'Newest', 'text', 0), (13, 1, 4, 'days_old', 'Age', 'whole days', 0),
    (13, 1, 5, 'coverage', 'Customers covered', 'share', 1), (13, 1, 8, 'chosen', 'Used', 'text', 0),
    (13, 1, 9, 'owner', 'Answers for it', 'text', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7, s8, s9)
SELECT 13, 1, place, source, rows, newest, days_old, coverage, lower, upper,
       CASE WHEN chosen THEN 'yes' ELSE 'no' END, coalesce(owner, 'nobody')
FROM dashboard_source WHERE place <= 20;

INSERT INTO dashboard_block VALUES (13, 2, 'text', 'quality', NULL);
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 13, 2, 1, printf('Of %,d survey row%s %,d are answers; %,d are blank, %,d are rejected because they are no answer from 0 to 10, %,d are dated after %s%s %,d have no date',
                        q.rows, substr('s', 1, q.rows <> 1), q.answers, q.blank, q.rejected, q.future_dated, s.as_of_text,
                        CASE WHEN q.unreadable_time > 0 THEN ',' ELSE ' and' END, q.without_time)
                 || CASE WHEN q.unreadable_time > 0
                         THEN printf(' and %,d have a time that cannot be read, such as 31.10.2026 instead of 2026-10-31: these are left out.',
                                     q.unreadable_time)
                         ELSE '.' END
FROM survey_quality AS q CROSS JOIN dashboard_setting AS s;

INSERT INTO dashboard_basis
SELECT 13, printf('%,d row%s in %,d source%s, all time up to %s.', sum(d.rows), substr('s', 1, sum(d.rows) <> 1), count(*),
                  substr('s', 1, count(*) <> 1), s.as_of_text)
FROM dashboard_source AS d CROSS JOIN dashboard_setting AS s GROUP BY s.as_of;

---------------------------------------------------------------------------------------------------
-- Rendering: the figures
---------------------------------------------------------------------------------------------------

-- A chart with nothing to draw is NULL.
DELETE FROM dashboard_row
WHERE s1 IS NULL AND EXISTS (SELECT 1 FROM dashboard_block AS b
                             WHERE b.panel = dashboard_row.panel AND b.block = dashboard_row.block AND b.kind = 'chart');

-- The rows' slots one below the other, each with what its column says.
CREATE TEMP TABLE dashboard_cell AS
WITH slot(panel, block, place, row_format, slot, value, lower, upper) AS (
    SELECT panel, block, place, format, 1, s1, s2, s3 FROM dashboard_row
    UNION ALL SELECT panel, block, place, format, 2, s2, s3, s4 FROM dashboard_row
    UNION ALL SELECT panel, block, place, format, 3, s3, s4, s5 FROM dashboard_row
    UNION ALL SELECT panel, block, place, format, 4, s4, s5, s6 FROM dashboard_row
    UNION ALL SELECT panel, block, place, format, 5, s5, s6, s7 FROM dashboard_row
    UNION ALL SELECT panel, block, place, format, 6, s6, s7, s8 FROM dashboard_row
    UNION ALL SELECT panel, block, place, format, 7, s7, s8, s9 FROM dashboard_row
    UNION ALL SELECT panel, block, place, format, 8, s8, s9, s10 FROM dashboard_row
    UNION ALL SELECT panel, block, place, format, 9, s9, s10, s11 FROM dashboard_row
    UNION ALL SELECT panel, block, place, format, 10, s10, s11, s12 FROM dashboard_row)
SELECT s.panel, s.block, s.place, s.slot, c.name, c.heading, c.has_interval,
       CASE c.format WHEN 'row' THEN s.row_format ELSE c.format END AS format,
       s.value, CASE WHEN c.has_interval THEN s.lower END AS lower, CASE WHEN c.has_interval THEN s.upper END AS upper
FROM slot AS s JOIN dashboard_column AS c ON c.panel = s.panel AND c.block = s.block AND c.slot = s.slot;

-- Each figure as it is read: '-27,641.5' with a real minus sign. What is too large for digits is shown as a power of ten.
-- Limits that would read alike and are not, and the value between them, have a digit more, or two.
CREATE TEMP TABLE dashboard_figure AS
WITH finer AS (
    SELECT c.*, CASE WHEN c.lower IS NULL OR c.upper IS NULL OR c.lower = c.upper THEN 0
                     WHEN printf('%.*f', f.decimals, c.lower * f.factor) <> printf('%.*f', f.decimals, c.upper * f.factor) THEN 0
                     WHEN printf('%.*f', f.decimals + 1, c.lower * f.factor) <> printf('%.*f', f.decimals + 1, c.upper * f.factor)
                     THEN 1
                     ELSE 2 END AS more
    FROM dashboard_cell AS c JOIN dashboard_format AS f ON f.format = c.format),
part(panel, block, place, slot, part, format, value, more) AS (
    SELECT panel, block, place, slot, 'value', format, value, more FROM finer WHERE typeof(value) IN ('integer', 'real')
    UNION ALL SELECT panel, block, place, slot, 'lower', format, lower, more FROM finer WHERE lower IS NOT NULL
    UNION ALL SELECT panel, block, place, slot, 'upper', format, upper, more FROM finer WHERE upper IS NOT NULL),
scaled AS (
    SELECT p.panel, p.block, p.place, p.slot, p.part, p.value, f.unit, f.is_signed,
           CASE WHEN p.format = 'money' AND abs(p.value) >= 1000 THEN 0 ELSE f.decimals + p.more END AS decimals,
           abs(p.value * f.factor) AS size
    FROM part AS p JOIN dashboard_format AS f ON f.format = p.format),
digits AS (
    SELECT *, CASE WHEN size < 1e15 THEN printf('%.*f', decimals, size) ELSE printf('%.3g', size) END AS text FROM scaled)
SELECT panel, block, place, slot, part, value,
       CASE WHEN text + 0 = 0 THEN '' WHEN value < 0 THEN '−' WHEN is_signed THEN '+' ELSE '' END
       || CASE WHEN size >= 1e15 THEN text
               WHEN decimals = 0 THEN printf('%,d', CAST(text AS INTEGER))
               ELSE printf('%,d', CAST(text AS INTEGER)) || substr(text, instr(text, '.')) END AS text,
       CASE WHEN unit = ' days' AND text = '1' THEN ' day' ELSE unit END AS unit
FROM digits;
CREATE INDEX temp.dashboard_figure_by_cell ON dashboard_figure(panel, block, place, slot, part);

---------------------------------------------------------------------------------------------------
-- Rendering: text into HTML
---------------------------------------------------------------------------------------------------

-- Every text that is shown, whichever place it comes from, once. The longest are cut.
CREATE TEMP TABLE dashboard_text(text TEXT PRIMARY KEY, longest INTEGER NOT NULL);
INSERT OR IGNORE INTO dashboard_text SELECT CAST(text AS TEXT), 2000 FROM dashboard_basis;
INSERT OR IGNORE INTO dashboard_text SELECT CAST(s1 AS TEXT), 2000
FROM dashboard_row AS r JOIN dashboard_block AS b USING (panel, block) WHERE b.kind IN ('text', 'steps');
INSERT OR IGNORE INTO dashboard_text SELECT shows, 2000 FROM dashboard_panel;
INSERT OR IGNORE INTO dashboard_text SELECT empty, 2000 FROM dashboard_panel;
INSERT OR IGNORE INTO dashboard_text SELECT title, 2000 FROM dashboard_panel;
INSERT OR IGNORE INTO dashboard_text SELECT caption, 2000 FROM dashboard_block WHERE caption IS NOT NULL;
INSERT OR IGNORE INTO dashboard_text SELECT heading, 2000 FROM dashboard_column;
INSERT OR IGNORE INTO dashboard_text SELECT own_brand, 80 FROM dashboard_setting;
INSERT OR IGNORE INTO dashboard_text SELECT period_text, 80 FROM dashboard_setting;
INSERT OR IGNORE INTO dashboard_text SELECT confidence_text, 80 FROM dashboard_setting;
INSERT OR IGNORE INTO dashboard_text
SELECT CAST(value AS TEXT), 60 FROM dashboard_cell WHERE value IS NOT NULL AND format = 'text';

-- Letter by letter, so that nothing gets through that is not meant to: what means something in HTML as a reference;
-- controls, line ends and marks that turn the direction of text as a space; what is no character as U+FFFD.
-- length() ends at a NUL, and so does the text.
CREATE TEMP TABLE dashboard_word AS
WITH RECURSIVE spelled(text, size, place, html) AS (
    SELECT text, min(length(text), longest), 1, '' FROM dashboard_text
    UNION ALL
    SELECT text, size, place + 1,
           html || (SELECT CASE WHEN code = 38 THEN '&amp;' WHEN code = 60 THEN '&lt;' WHEN code = 62 THEN '&gt;'
                                WHEN code = 34 THEN '&quot;' WHEN code = 39 THEN '&#39;'
                                WHEN code < 32 OR code BETWEEN 127 AND 159 OR code BETWEEN 8232 AND 8238
                                     OR code BETWEEN 8294 AND 8297 THEN ' '
                                WHEN code % 65536 >= 65534 OR code BETWEEN 64976 AND 65007 THEN char(65533)
                                ELSE char(code) END
                    FROM (SELECT unicode(substr(spelled.text, spelled.place, 1)) AS code))
    FROM spelled WHERE place <= size)
SELECT text, CASE WHEN trim(html) = '' THEN '(blank)' ELSE html || CASE WHEN length(text) > size THEN '…' ELSE '' END END AS html
FROM spelled WHERE place > size;
CREATE UNIQUE INDEX temp.dashboard_word_by_text ON dashboard_word(text);

---------------------------------------------------------------------------------------------------
-- Rendering: the lines of the page
---------------------------------------------------------------------------------------------------

-- In the order of panel, block, part (0 opening, 1 head, 2 body, 3 closing), place, slot.
CREATE TEMP TABLE dashboard_line (
    panel INTEGER, block INTEGER, part INTEGER, place INTEGER, slot INTEGER, html TEXT NOT NULL,
    PRIMARY KEY (panel, block, part, place, slot));

CREATE TEMP TABLE dashboard_full AS SELECT DISTINCT panel, block FROM dashboard_row;

-- Panels.
INSERT INTO dashboard_line
SELECT p.panel, 0, 0, 0, 0,
       '<section class="panel ' || p.layout || '" id="' || p.id || '" data-panel="' || p.id || '" aria-labelledby="' || p.id
       || '-title">' || char(10) || '<h2 id="' || p.id || '-title">' || title.html || '</h2>' || char(10) || '<p class="shows">' || shows.html || '</p>'
FROM dashboard_panel AS p JOIN dashboard_word AS title ON title.text = p.title JOIN dashboard_word AS shows ON shows.text = p.shows;
INSERT INTO dashboard_line
SELECT b.panel, 0, 1, 0, 0, '<p class="basis">' || w.html || '</p>'
FROM dashboard_basis AS b JOIN dashboard_word AS w ON w.text = b.text;
INSERT INTO dashboard_line
SELECT p.panel, 0, 2, 0, 0, '<p class="empty"><strong>No data.</strong> ' || w.html || '</p>'
FROM dashboard_panel AS p JOIN dashboard_word AS w ON w.text = p.empty
WHERE p.panel NOT IN (SELECT panel FROM dashboard_full);
INSERT INTO dashboard_line SELECT panel, 999, 0, 0, 0, '</section>' FROM dashboard_panel;

-- Blocks: what opens and closes each kind. A table is wide, so it scrolls within its own box, from the keyboard too.
INSERT INTO dashboard_line
SELECT b.panel, b.block, 0, 0, 0,
       CASE b.kind
       WHEN 'figures' THEN '<ul class="figures figures-' || (SELECT count(*) FROM dashboard_column AS c WHERE c.panel = b.panel AND c.block = b.block)
                           || '" data-block="' || b.name || '">'
       WHEN 'text' THEN '<div class="text" data-block="' || b.name || '">'
       WHEN 'steps' THEN '<ol class="steps" data-block="' || b.name || '">'
       WHEN 'chart' THEN '<figure data-block="' || b.name || '"><figcaption>' || w.html || '</figcaption>'
       ELSE '<div class="scroll" role="region" tabindex="0" aria-labelledby="caption-' || b.panel || '-' || b.block
            || '"><table data-block="' || b.name || '"><caption id="caption-' || b.panel || '-' || b.block || '">'
            || '<span>' || w.html || '</span></caption>' END
FROM dashboard_full JOIN dashboard_block AS b USING (panel, block) LEFT JOIN dashboard_word AS w ON w.text = b.caption;
INSERT INTO dashboard_line
SELECT b.panel, b.block, 3, 0, 0,
       CASE b.kind WHEN 'figures' THEN '</ul>' WHEN 'text' THEN '</div>' WHEN 'steps' THEN '</ol>' WHEN 'chart' THEN '</figure>'
                   ELSE '</tbody></table></div>' END
FROM dashboard_full JOIN dashboard_block AS b USING (panel, block);

-- Tables: the head, and where rows begin and end.
INSERT INTO dashboard_line
SELECT c.panel, c.block, 1, 0, c.slot, '<th scope="col"' || CASE c.format WHEN 'text' THEN '' ELSE ' class="number"' END || '>'
       || w.html || '</th>'
FROM dashboard_full JOIN dashboard_block AS b USING (panel, block) JOIN dashboard_column AS c USING (panel, block)
JOIN dashboard_word AS w ON w.text = c.heading
WHERE b.kind = 'table';
INSERT INTO dashboard_line
SELECT panel, block, 1, 0, 0, '<thead><tr>' FROM dashboard_full JOIN dashboard_block AS b USING (panel, block) WHERE b.kind = 'table'
UNION ALL
SELECT panel, block, 1, 0, 99, '</tr></thead><tbody>' FROM dashboard_full JOIN dashboard_block AS b USING (panel, block)
WHERE b.kind = 'table';
INSERT INTO dashboard_line
SELECT panel, block, 2, r.place, 0, '<tr>' FROM dashboard_row AS r JOIN dashboard_block AS b USING (panel, block) WHERE b.kind = 'table'
UNION ALL
SELECT panel, block, 2, r.place, 99, '</tr>' FROM dashboard_row AS r JOIN dashboard_block AS b USING (panel, block)
WHERE b.kind = 'table';

-- Cells and figures: the value as it is read, below it its interval, and of a change whether it is more than chance
-- would explain. The exact numbers are in data-value, data-lower and data-upper.
WITH shown AS (
    SELECT c.panel, c.block, c.place, c.slot, c.name, c.heading, c.format, b.kind,
           CASE WHEN v.value IS NOT NULL THEN printf(' data-value="%.10g"', v.value) ELSE '' END
           || CASE WHEN l.value IS NOT NULL AND u.value IS NOT NULL
                   THEN printf(' data-lower="%.10g" data-upper="%.10g"', l.value, u.value) ELSE '' END AS data,
           CASE WHEN c.format = 'text' THEN coalesce(w.html, '–')
                ELSE coalesce(v.text || v.unit, '–') END AS html,
           coalesce('<span class="interval">' || l.text || ' to ' || u.text || u.unit || '</span>', '') AS interval,
           CASE WHEN c.format <> 'change' OR c.lower IS NULL THEN ''
                WHEN c.lower > 0 THEN ' <span class="verdict up">▲ more than chance</span>'
                WHEN c.upper < 0 THEN ' <span class="verdict down">▼ more than chance</span>'
                ELSE ' <span class="verdict">may be chance</span>' END AS verdict
    FROM dashboard_cell AS c JOIN dashboard_block AS b USING (panel, block)
    LEFT JOIN dashboard_figure AS v ON v.panel = c.panel AND v.block = c.block AND v.place = c.place AND v.slot = c.slot AND v.part = 'value'
    LEFT JOIN dashboard_figure AS l ON l.panel = c.panel AND l.block = c.block AND l.place = c.place AND l.slot = c.slot AND l.part = 'lower'
    LEFT JOIN dashboard_figure AS u ON u.panel = c.panel AND u.block = c.block AND u.place = c.place AND u.slot = c.slot AND u.part = 'upper'
    LEFT JOIN dashboard_word AS w ON w.text = CAST(c.value AS TEXT) AND c.format = 'text')
INSERT INTO dashboard_line
SELECT s.panel, s.block, 2, s.place, s.slot,
       CASE WHEN s.kind = 'figures'
            THEN '<li data-column="' || s.name || '"' || s.data || '><span class="name">' || w.html || '</span> <strong>' || s.html
                 || '</strong>' || s.interval || s.verdict || '</li>'
            WHEN s.slot = 1 THEN '<th scope="row" data-column="' || s.name || '">' || s.html || '</th>'
            ELSE '<td data-column="' || s.name || '" data-heading="' || w.html || '"' || CASE s.format WHEN 'text' THEN '>' || s.html
                 ELSE ' class="number"' || s.data || '><b>' || s.html || '</b>' || s.interval || s.verdict END || '</td>' END
FROM shown AS s JOIN dashboard_word AS w ON w.text = s.heading;

-- Paragraphs, steps, charts.
INSERT INTO dashboard_line
SELECT panel, block, 2, r.place, 1,
       CASE b.kind WHEN 'chart' THEN r.s1
                   WHEN 'text' THEN '<p>' || w.html || '</p>'
                   ELSE '<li' || CASE WHEN r.s2 THEN ' aria-current="step"' ELSE '' END || '>' || w.html || '</li>' END
FROM dashboard_row AS r JOIN dashboard_block AS b USING (panel, block)
LEFT JOIN dashboard_word AS w ON w.text = r.s1 AND b.kind <> 'chart'
WHERE b.kind IN ('chart', 'text', 'steps') AND r.s1 IS NOT NULL;

-- Before and after the panels. Blue and orange are told apart by all kinds of colour blindness, and in print by
-- their lightness; what matters is said in words too.
INSERT INTO dashboard_line VALUES (-1, 0, 0, 0, 0, '<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<style>
:root {
  color-scheme: light dark;
  --paper: #f3f5f8; --panel: #ffffff; --ink: #17212b; --muted: #51606e; --line: #dbe2e9;
  --blue: #1d5c9f; --orange: #b4520b; --tint: #e8f0f9; --bar: #5b93cc; --grey: #d7dde3; --warm: #e0a068;
  --on-bar: #17212b;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #0f141a; --panel: #18202a; --ink: #e9eef3; --muted: #a9b6c3; --line: #303d4a;
    --blue: #7fb9f2; --orange: #f4a660; --tint: #1f3043; --bar: #5f9fdd; --grey: #c3ccd5; --warm: #f0a663;
    --on-bar: #0f141a;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif;
}
header, nav, main, footer { max-width: 82rem; margin: 0 auto; padding: 0 1rem; }
header { padding-top: 1.75rem; }
h1 { font-size: 1.75rem; line-height: 1.2; letter-spacing: -0.01em; margin: 0; overflow-wrap: anywhere; }
header p { margin: 0.35rem 0 0; color: var(--muted); overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; line-height: 1.3; margin: 0; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.4rem; list-style: none; margin: 1rem 0 0; padding: 0 0 0.4rem; }
nav a {
  display: block; padding: 0.25rem 0.7rem; border: 1px solid var(--line); border-radius: 1rem; background: var(--panel);
  color: var(--ink); font-size: 0.8125rem; text-decoration: none; white-space: nowrap;
}
nav a:hover { border-color: var(--blue); color: var(--blue); }
a:focus-visible, .scroll:focus-visible { outline: 2px solid var(--blue); outline-offset: 2px; }
main { columns: 30rem 2; column-gap: 1rem; padding-top: 1rem; }
.panel {
  break-inside: avoid; margin: 0 0 1rem; padding: 1.1rem 1.25rem 1.25rem; background: var(--panel);
  border: 1px solid var(--line); border-radius: 0.6rem; scroll-margin-top: 0.5rem;
}
.panel.wide { column-span: all; }
.shows { margin: 0.35rem 0 0; max-width: 60rem; font-size: 0.9375rem; }
.shows, .basis, .text p, footer p { text-wrap: pretty; }
.basis, .empty { margin: 0.3rem 0 0; color: var(--muted); font-size: 0.875rem; max-width: 60rem; overflow-wrap: anywhere; }
.empty { margin-top: 0.9rem; padding: 0.7rem 0.9rem; border: 1px dashed var(--muted); border-radius: 0.4rem; }
.figures, .text, .steps, figure, .scroll { margin: 1.1rem 0 0; }
.figures { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: 0.9rem 1.25rem; }
.figures-4 { grid-template-columns: 1fr 1fr; }
.figures li { border-left: 3px solid var(--line); padding-left: 0.75rem; font-variant-numeric: tabular-nums; }
.figures .name { display: block; color: var(--muted); font-size: 0.8125rem; line-height: 1.35; }
.figures strong { display: block; padding-top: 0.15rem; font-size: 1.5rem; font-weight: 600; line-height: 1.25; }
.interval, .verdict { display: inline-block; color: var(--muted); font-size: 0.75rem; font-weight: 400; line-height: 1.35; white-space: nowrap; }
.interval:not(:last-child) { padding-right: 0.4rem; }
li .verdict { display: block; }
.verdict.up { color: var(--blue); font-weight: 600; }
.verdict.down { color: var(--orange); font-weight: 600; }
.text p { margin: 0 0 0.6rem; max-width: 46rem; font-size: 0.9375rem; overflow-wrap: anywhere; }
.text p:last-child { margin-bottom: 0; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 0.875rem; line-height: 1.4; font-variant-numeric: tabular-nums; }
caption, figcaption { text-align: left; font-weight: 600; font-size: 0.875rem; padding: 0 0 0.4rem; }
caption span { display: inline-block; position: sticky; left: 0; max-width: min(100%, calc(100vw - 3.5rem)); }
th, td { padding: 0.4rem 0.6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: break-word; }
th:first-child { padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
thead th { vertical-align: bottom; color: var(--muted); font-weight: 500; font-size: 0.8125rem; line-height: 1.3; }
tbody th { font-weight: 500; max-width: 12rem; }
td { max-width: 26rem; }
tbody tr:last-child th, tbody tr:last-child td { border-bottom: 0; }
.number { text-align: right; }
.number b { display: block; font-weight: inherit; white-space: nowrap; }
.steps { list-style: none; padding: 0; display: grid; gap: 0.4rem; counter-reset: step; }
.steps li {
  counter-increment: step; display: flex; gap: 0.75rem; align-items: center; padding: 0.45rem 0.75rem; color: var(--muted);
  border: 1px solid var(--line); border-radius: 0.4rem;
}
.steps li::before { content: counter(step); font-weight: 600; font-variant-numeric: tabular-nums; }
.steps [aria-current] { border-color: var(--blue); background: var(--tint); color: var(--ink); font-weight: 600; }
.steps [aria-current]::after { content: "we are here"; margin-left: auto; color: var(--blue); font-size: 0.8125rem; white-space: nowrap; }
figure { margin-left: 0; margin-right: 0; }
.chart { display: block; width: 100%; max-width: 35rem; height: auto; color: var(--ink); font-family: inherit; }
.chart-axis, .chart-zero { stroke: var(--muted); stroke-opacity: 1; }
.chart-grid { stroke: var(--line); stroke-opacity: 1; }
.chart-tick { fill: var(--muted); fill-opacity: 1; }
.chart-line { stroke: var(--blue); }
.chart-point { fill: var(--blue); }
.chart-band { fill: var(--blue); fill-opacity: 0.2; }
.chart-bar, .chart-promoters { fill: var(--bar); fill-opacity: 1; }
.chart-passives { fill: var(--grey); fill-opacity: 1; }
.chart-detractors { fill: var(--warm); fill-opacity: 1; stroke: var(--ink); }
.chart-share { fill: var(--on-bar); }
[data-block="period"] li:first-child strong { font-size: 3rem; line-height: 1.05; letter-spacing: -0.02em; }
[data-block="period"] .interval, [data-block="period"] .verdict { font-size: 0.875rem; letter-spacing: 0; }
[data-column="month"], [data-column="newest"] { white-space: nowrap; }
td[data-column="reasons"] { min-width: 15rem; }
[data-block="verdict"] p:first-child { font-size: 1.15rem; font-weight: 600; line-height: 1.35; }
footer { color: var(--muted); font-size: 0.875rem; padding-top: 0.5rem; padding-bottom: 2rem; }
footer p { max-width: 60rem; margin: 0 0 0.5rem; }
@media (min-width: 62rem) {
  header, nav, main, footer { padding-left: 1.5rem; padding-right: 1.5rem; }
  .panel:not(.wide) + .wide { margin-top: 1rem; }
  .split { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); column-gap: 2.5rem; align-items: start; }
  .split.beside { grid-template-rows: repeat(4, auto) 1fr; }
  .split.beside > .scroll { grid-column: 2; grid-row: 4 / span 2; }
  .split > h2, .split > .shows, .split > .basis, .split > .empty { grid-column: 1 / -1; }
}
@media (max-width: 30rem) {
  header, footer { padding-left: 0.9rem; padding-right: 0.9rem; }
  nav, main { padding-left: 0.5rem; padding-right: 0.5rem; }
  nav ul { flex-wrap: nowrap; overflow-x: auto; }
  h1 { font-size: 1.5rem; }
  .panel { padding: 0.9rem 0.75rem 1rem; border-radius: 0.5rem; }
  .figures { grid-template-columns: repeat(auto-fit, minmax(7.5rem, 1fr)); gap: 0.9rem 0.75rem; }
  [data-block="period"] { grid-template-columns: 1fr 1fr; }
  [data-block="period"] li:first-child { grid-column: 1 / -1; }
  figure .chart { width: calc(100% + 1rem); margin: 0 -0.5rem; }
  .verdict { white-space: normal; }
  /* Each row is a card, two figures beside each other, the name of the column above each. */
  .scroll { overflow: visible; }
  table, caption, tbody { display: block; }
  caption span { position: static; max-width: none; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tbody tr {
    display: grid; grid-template-columns: 1fr 1fr; gap: 0.4rem 0.75rem; padding: 0.6rem 0;
    border-bottom: 1px solid var(--line);
  }
  tbody tr:last-child { border-bottom: 0; padding-bottom: 0; }
  tbody th, td { display: block; min-width: 0; max-width: none; padding: 0; border: 0; overflow-wrap: anywhere; }
  .number { text-align: left; }
  tbody th { grid-column: 1 / -1; font-weight: 600; }
  td::before { content: attr(data-heading); display: block; color: var(--muted); font-size: 0.75rem; line-height: 1.3; }
  td[data-column="reasons"], td[data-column="source"] { grid-column: 1 / -1; min-width: 0; }
}
@media print {
  @page { size: A4; margin: 14mm 13mm; }
  :root {
    color-scheme: light;
    --paper: #ffffff; --panel: #ffffff; --ink: #000000; --muted: #3f4a55; --line: #c3ccd5;
    --blue: #1d5c9f; --orange: #b4520b; --tint: #ffffff; --bar: #5b93cc; --grey: #d7dde3; --warm: #e0a068;
    --on-bar: #000000;
  }
  html { font-size: 10pt; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  nav { display: none; }
  header, main, footer { max-width: none; padding-left: 0; padding-right: 0; }
  header { padding-top: 0; }
  main { columns: auto; }
  .panel { break-inside: auto; padding: 0.8rem 0; border: 0; border-top: 1px solid var(--line); border-radius: 0; margin: 0; }
  .scroll { overflow: visible; }
  th, td { padding: 0.25rem 0.4rem; }
  .number b { display: inline; margin-right: 0.4rem; }
  .figures, .text, .steps, figure, .scroll { margin-top: 0.8rem; }
  .figures-4 { grid-template-columns: repeat(4, 1fr); }
  /* A panel may go on overleaf between its blocks, and a table between its rows; its beginning stays together. */
  h2, .shows, .basis, caption, thead { break-after: avoid; }
  tr, figure, ul, ol, p, .chart { break-inside: avoid; }
  .chart { max-width: 115mm; }
}
</style>');
INSERT INTO dashboard_line
SELECT -1, 0, 1, 0, 0,
       '<title>Customer advocacy' || coalesce(': ' || brand, '') || '</title>' || char(10) || '</head>' || char(10) || '<body>' || char(10)
       || '<header>' || char(10) || '<h1>Customer advocacy' || coalesce(': ' || brand, '') || '</h1>' || char(10)
       || coalesce('<p>' || period || '. Small print below a figure is its ' || confidence
                   || ' interval: where the true figure may well lie.</p>',
                   '<p class="empty"><strong>No settings.</strong> '
                   || CASE WHEN EXISTS (SELECT 1 FROM sqlite_temp_master WHERE name = 'advocacy_settings')
                           THEN 'There is no answer and no purchase whose day could be looked back from; make dashboard with '
                                || 'AS_OF=2026-10-31, or that day as the last argument of dashboard.sh, says from which.'
                           ELSE 'The table advocacy_settings has no row; INSERT INTO advocacy_settings(as_of) '
                                || 'VALUES (''2026-10-31'') says from which day to look back.' END || '</p>')
       || char(10) || '</header>'
FROM (SELECT max(CASE WHEN s.own_brand <> 'us' THEN b.html END) AS brand, max(p.html) AS period, max(c.html) AS confidence
      FROM dashboard_setting AS s JOIN dashboard_word AS b ON b.text = s.own_brand
      JOIN dashboard_word AS p ON p.text = s.period_text JOIN dashboard_word AS c ON c.text = s.confidence_text);
INSERT INTO dashboard_line VALUES (-1, 1, 0, 0, 0, '<nav aria-label="Panels"><ul>');
INSERT INTO dashboard_line
SELECT -1, 1, 1, p.panel, 0, '<li><a href="#' || p.id || '">' || w.html || '</a></li>'
FROM dashboard_panel AS p JOIN dashboard_word AS w ON w.text = p.title;
INSERT INTO dashboard_line VALUES (-1, 1, 3, 0, 0, '</ul></nav>
<main>');
INSERT INTO dashboard_line
SELECT 9999, 0, 0, 0, 0, '</main>
<footer>
<p>How to read this: a change is called more than chance where its interval leaves out zero. A dash means that there are too few
observations, or none. Advocates are told by what they do, never by what they spend.</p>
<p>Made by advocacy ' || advocacy_version() || ' from the views of sql/views, each of which says how its figures are computed.</p>
</footer>
</body>
</html>';

SELECT html FROM dashboard_line ORDER BY panel, block, part, place, slot;
