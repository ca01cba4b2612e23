-- One page of HTML on all of customer advocacy, for people who have no SQL: self-contained, without JavaScript,
-- and nothing that it fetches from anywhere. advocacy_dashboard() runs the files of this folder in the order of their
-- names, over a snapshot of the database. Nothing is written into the database: all of it is TEMP, and the last
-- statement gives the page, in one row and one column.
--
-- How it is made: each panel has a file, whose queries put plain numbers and texts into dashboard_row. What a column
-- means, how its figures are written and whether an interval follows stands in dashboard_column. 90_page.sql renders
-- all panels alike; there, and nowhere else, is text of the database made into HTML, by chart_escape().
--
-- To add a panel: a file whose name has its place among the others, with a row in dashboard_panel. It stands in the last
-- chapter that does not begin after it.

-- What advocacy_dashboard() was asked for, one row: a title, the currency of the amounts, the day to look back from.
CREATE TEMP TABLE IF NOT EXISTS dashboard_option (title TEXT, currency TEXT, as_of TEXT);
INSERT INTO dashboard_option(title) SELECT NULL WHERE NOT EXISTS (SELECT 1 FROM dashboard_option);

-- What the page is about, one row. Days in words: '31 Oct 2026'.
CREATE TEMP TABLE dashboard_setting AS
WITH day(name, date) AS (
    SELECT 'as_of', as_of FROM advocacy_period
    UNION ALL SELECT 'start', period_start FROM advocacy_period
    UNION ALL SELECT 'previous', previous_start FROM advocacy_period
    UNION ALL SELECT 'before', date(period_start, '-1 day') FROM advocacy_period
    UNION ALL SELECT 'quarter', quarter_start FROM advocacy_period),
spelled(name, text) AS (
    SELECT name, CAST(substr(date, 9, 2) AS INTEGER) || ' '
                 || substr('JanFebMarAprMayJunJulAugSepOctNovDec', 3 * substr(date, 6, 2) - 2, 3)
                 || ' ' || substr(date, 1, 4)
    FROM day)
SELECT p.own_brand, p.as_of, p.period_days, p.confidence, p.minimum_responses, p.ask_pause_days, p.quarter_days,
       printf('%.10g%%', 100 * p.confidence) AS confidence_text,
       (SELECT text FROM spelled WHERE name = 'as_of') AS as_of_text,
       CASE WHEN (SELECT as_of FROM dashboard_option) IS NOT NULL THEN 'as asked for'
            WHEN p.as_of_source = 'setting' THEN 'as advocacy_settings says'
            WHEN p.as_of_source = 'today' THEN 'today, because there is neither an answer nor a purchase'
            ELSE 'the ' || p.as_of_source END AS as_of_source,
       (SELECT text FROM spelled WHERE name = 'start') || ' to ' || (SELECT text FROM spelled WHERE name = 'as_of')
           AS period_text,
       (SELECT text FROM spelled WHERE name = 'previous') || ' to '
           || (SELECT text FROM spelled WHERE name = 'before') AS previous_text,
       (SELECT text FROM spelled WHERE name = 'quarter') || ' to '
           || (SELECT text FROM spelled WHERE name = 'as_of') AS quarter_text
FROM advocacy_period AS p;

-- How amounts are called: 'amounts in EUR'.
CREATE TEMP TABLE dashboard_currency AS
SELECT 'in ' || coalesce(currency, 'the currency of the data') AS text FROM dashboard_option;

-- How much there is of each source, and what of it cannot be read.
CREATE TEMP TABLE dashboard_quality AS
SELECT source, column_name, rows, blank, unreadable, future, substr(CAST(example AS TEXT), 1, 40) AS example, note
FROM data_quality;

-- Whether customers have names beside their ids.
CREATE TEMP TABLE dashboard_names AS SELECT EXISTS (SELECT 1 FROM read_customer WHERE name IS NOT NULL) AS are_known;

-- The chapters, in the order in which somebody asks who has to decide: a chapter without a panel is left out.
CREATE TEMP TABLE dashboard_chapter (chapter TEXT PRIMARY KEY, position INTEGER NOT NULL, title TEXT NOT NULL);
INSERT INTO dashboard_chapter VALUES
    ('standing', 0, 'How do we stand?'), ('reasons', 23, 'Why?'), ('advocacy', 25, 'Who speaks for us, and what it brings'),
    ('actions', 40, 'What to do next'), ('company', 50, 'The programme and the company'),
    ('market', 55, 'In the market'), ('origin', 70, 'What this is made of');

-- The first screen: a question of a manager, the answer in one sentence, and the panel that says more.
CREATE TEMP TABLE dashboard_answer_in_short (
    place INTEGER PRIMARY KEY, question TEXT NOT NULL, sentence TEXT NOT NULL, panel TEXT NOT NULL);

-- Numbers as they are written in sentences: 'five'.
CREATE TEMP TABLE dashboard_number (number INTEGER PRIMARY KEY, word TEXT NOT NULL);
INSERT INTO dashboard_number VALUES
    (1, 'one'), (2, 'two'), (3, 'three'), (4, 'four'), (5, 'five'), (6, 'six'), (7, 'seven'), (8, 'eight'), (9, 'nine'),
    (10, 'ten'), (11, 'eleven'), (12, 'twelve');

-- A panel: its id, its place among the others, `shows`: what it shows, `tables`: those that fill it, the first ones above
-- all; the panel says what of them cannot be read. The layout is 'wide' across the page or '' in a column; 'split' puts its
-- blocks beside each other. A panel without a row is left out, and the end of the page says so.
CREATE TEMP TABLE dashboard_panel (
    panel TEXT PRIMARY KEY, position INTEGER NOT NULL, title TEXT NOT NULL, layout TEXT NOT NULL, shows TEXT NOT NULL,
    tables TEXT NOT NULL);

-- Over how many observations, and which period. Without data, no row. Here and in other sentences, substr('s', 1, n <> 1)
-- is the s of the plural, and nothing where n is 1.
CREATE TEMP TABLE dashboard_basis (panel TEXT PRIMARY KEY, text TEXT);

-- A panel's blocks: figures (one row, each column one figure), table, chart (rows of finished SVG), text (paragraphs),
-- steps (a list with the current one marked). A block without rows is left out.
CREATE TEMP TABLE dashboard_block (
    panel TEXT, block INTEGER, kind TEXT NOT NULL, name TEXT NOT NULL, caption TEXT, PRIMARY KEY (panel, block));

-- Blocks that are second: folded away until somebody asks for them, under these words.
CREATE TEMP TABLE dashboard_details (panel TEXT, block INTEGER, summary TEXT NOT NULL, PRIMARY KEY (panel, block));

-- What stands in a slot of the block's rows. `format` as dashboard_format has it, or 'text'; 'row': as the row says.
-- With has_interval the next two slots are its limits, and of a 'change' the one after them is its p value: the
-- adjusted one where it stands among many.
CREATE TEMP TABLE dashboard_column (
    panel TEXT, block INTEGER, slot INTEGER, name TEXT NOT NULL, heading TEXT NOT NULL, format TEXT NOT NULL,
    has_interval INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (panel, block, slot));

CREATE TEMP TABLE dashboard_row (
    panel TEXT, block INTEGER, place INTEGER, format TEXT, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12,
    PRIMARY KEY (panel, block, place));

-- How figures are written: decimals, the factor, what stands after and before. A sign is shown for changes. An amount
-- below 1,000 has its cents; its currency stands before it, such as €, or after it where it is a word, such as EUR.
CREATE TEMP TABLE dashboard_format (
    format TEXT PRIMARY KEY, decimals INTEGER NOT NULL, factor REAL NOT NULL, unit TEXT NOT NULL, is_signed INTEGER NOT NULL,
    prefix TEXT NOT NULL DEFAULT '');
INSERT INTO dashboard_format(format, decimals, factor, unit, is_signed) VALUES
    ('count', 0, 1, '', 0), ('score', 1, 1, '', 0), ('change', 1, 1, '', 1), ('share', 1, 1, '%', 0),
    ('probability', 1, 100, '%', 0), ('ratio', 2, 1, '×', 0), ('mean', 2, 1, '', 0),
    ('days', 1, 1, ' days', 0), ('whole days', 0, 1, ' days', 0);
INSERT INTO dashboard_format
SELECT 'money', 2, 1, CASE WHEN is_word THEN ' ' || currency ELSE '' END, 0, CASE WHEN is_word THEN '' ELSE currency END
FROM (SELECT coalesce(currency, '') AS currency, coalesce(currency GLOB '*[A-Za-z]*', 0) AS is_word FROM dashboard_option);
