-- Rollups: how many promoters, passives and detractors there are in each segment on each day, kept by triggers
-- while answers are written, so that a report reads a few thousand rows in place of every answer. Counts add up,
-- so days make months and segments make the whole; nps_counts() makes the score and its interval of them.
--
-- To be read after schema.sql, into a database with or without answers (it counts those that are there), again
-- after a newer version, and again where rows were written past the triggers: each time it counts anew. The tables
-- survey_response and customer must be tables, for the triggers; rollup_own.sed makes the same for tables of your own
-- with other names. Its views read the table advocacy_settings. To remove it all:
--
--     grep '^DROP' sql/rollup.sql | sqlite3 company.db
--
-- The triggers are plain SQL: the database stays writable where the extension is missing. They read what needs no
-- reading (9, 9.0, '9', '9.0', nothing) and keep any other score as it came, with its number; the views read those
-- with nps_answer(), so that labels, blanks and what is no answer at all come out as in survey_quality, and nothing
-- is lost.
--
-- Every answer counts, also the second of a customer, with the segment that the customer has now. NULL stands for
-- the segment of an answer without a known customer, and for the day of one without a time.

BEGIN;

DROP TRIGGER IF EXISTS survey_response_rollup_replace;
DROP TRIGGER IF EXISTS survey_response_rollup_insert;
DROP TRIGGER IF EXISTS survey_response_rollup_replaced;
DROP TRIGGER IF EXISTS survey_response_rollup_renumber;
DROP TRIGGER IF EXISTS survey_response_rollup_renumbered;
DROP TRIGGER IF EXISTS survey_response_rollup_update;
DROP TRIGGER IF EXISTS survey_response_rollup_delete;
DROP TRIGGER IF EXISTS customer_rollup_insert;
DROP TRIGGER IF EXISTS customer_rollup_update;
DROP TRIGGER IF EXISTS customer_rollup_delete;
DROP VIEW IF EXISTS nps_rollup_whole;
DROP VIEW IF EXISTS nps_rollup_month;
DROP VIEW IF EXISTS nps_rollup_day;
DROP VIEW IF EXISTS nps_rollup_segment;
DROP VIEW IF EXISTS nps_rollup_settings;
DROP VIEW IF EXISTS nps_rollup_counts;
DROP VIEW IF EXISTS nps_rollup_customer_change;
DROP VIEW IF EXISTS nps_rollup_change;
DROP TABLE IF EXISTS nps_rollup_replaced;
DROP TABLE IF EXISTS nps_rollup_customer;
DROP TABLE IF EXISTS nps_rollup;

---------------------------------------------------------------------------------------------------
-- What is kept
---------------------------------------------------------------------------------------------------

-- NULL can be no part of a key: the empty BLOB stands for it. It also stands for the score of the row that
-- holds what needs no reading; `unread` counts the answers of a row with a score of its own.
CREATE TABLE nps_rollup (
    segment NOT NULL,
    day NOT NULL,                                 -- the first ten characters of answered_at
    score NOT NULL,
    promoters INTEGER NOT NULL,
    passives INTEGER NOT NULL,
    detractors INTEGER NOT NULL,
    blank INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    PRIMARY KEY (segment, day, score)
) WITHOUT ROWID;

-- The segment with which a customer's answers are counted at the moment, where it is not NULL. Statements can
-- delete or rename customers before, after or without a trigger's turn; what was counted stands here.
CREATE TABLE nps_rollup_customer (
    customer_id PRIMARY KEY NOT NULL,
    segment NOT NULL
) WITHOUT ROWID;

-- The answer whose place a statement is about to take, at most one row. INSERT OR REPLACE deletes it, but no
-- DELETE trigger fires, unless recursive_triggers is on; and whether it will be deleted is not known beforehand
-- (OR IGNORE, ON CONFLICT DO UPDATE), only afterwards.
CREATE TABLE nps_rollup_replaced (
    response_id,
    customer_id,
    answered_at,
    score
);

-- Both tables are written through a view, as one calls a procedure. An insert into this one adds `rows`
-- (negative: takes away) answers with that score to a segment and a day.
CREATE VIEW nps_rollup_change AS SELECT NULL AS segment, NULL AS day, NULL AS score, 0 AS rows WHERE 0;

CREATE TRIGGER nps_rollup_add INSTEAD OF INSERT ON nps_rollup_change
BEGIN
    INSERT INTO nps_rollup(segment, day, score, promoters, passives, detractors, blank, unread)
    SELECT coalesce(NEW.segment, x''), coalesce(NEW.day, x''), CASE kind WHEN 'unread' THEN NEW.score ELSE x'' END,
           CASE kind WHEN 'promoter' THEN NEW.rows ELSE 0 END, CASE kind WHEN 'passive' THEN NEW.rows ELSE 0 END,
           CASE kind WHEN 'detractor' THEN NEW.rows ELSE 0 END, CASE kind WHEN 'blank' THEN NEW.rows ELSE 0 END,
           CASE kind WHEN 'unread' THEN NEW.rows ELSE 0 END
    FROM (SELECT CASE coalesce(NEW.score, '')
                     WHEN 10 THEN 'promoter' WHEN 9 THEN 'promoter' WHEN 8 THEN 'passive' WHEN 7 THEN 'passive'
                     WHEN '10' THEN 'promoter' WHEN '9' THEN 'promoter' WHEN '8' THEN 'passive'
                     WHEN '7' THEN 'passive' WHEN '' THEN 'blank' WHEN x'' THEN 'blank'
                     WHEN 6 THEN 'detractor' WHEN '6' THEN 'detractor' WHEN 5 THEN 'detractor'
                     WHEN '5' THEN 'detractor' WHEN 4 THEN 'detractor' WHEN '4' THEN 'detractor'
                     WHEN 3 THEN 'detractor' WHEN '3' THEN 'detractor' WHEN 2 THEN 'detractor'
                     WHEN '2' THEN 'detractor' WHEN 1 THEN 'detractor' WHEN '1' THEN 'detractor'
                     WHEN 0 THEN 'detractor' WHEN '0' THEN 'detractor'
                     WHEN '10.0' THEN 'promoter' WHEN '9.0' THEN 'promoter' WHEN '8.0' THEN 'passive'
                     WHEN '7.0' THEN 'passive' WHEN '6.0' THEN 'detractor' WHEN '5.0' THEN 'detractor'
                     WHEN '4.0' THEN 'detractor' WHEN '3.0' THEN 'detractor' WHEN '2.0' THEN 'detractor'
                     WHEN '1.0' THEN 'detractor' WHEN '0.0' THEN 'detractor'
                     ELSE 'unread' END AS kind)
    WHERE true
    ON CONFLICT(segment, day, score) DO UPDATE
    SET promoters = promoters + excluded.promoters, passives = passives + excluded.passives,
        detractors = detractors + excluded.detractors, blank = blank + excluded.blank,
        unread = unread + excluded.unread;
    DELETE FROM nps_rollup
    WHERE NEW.rows < 0 AND segment = coalesce(NEW.segment, x'') AND day = coalesce(NEW.day, x'')
          AND promoters = 0 AND passives = 0 AND detractors = 0 AND blank = 0 AND unread = 0;
END;

-- An insert into this one counts the answers of a customer with the segment that the table customer has now.
CREATE VIEW nps_rollup_customer_change AS SELECT NULL AS customer_id WHERE 0;

CREATE TRIGGER nps_rollup_move INSTEAD OF INSERT ON nps_rollup_customer_change
WHEN (SELECT segment FROM nps_rollup_customer WHERE customer_id = NEW.customer_id)
     IS NOT (SELECT segment FROM customer WHERE customer_id = NEW.customer_id)
BEGIN
    INSERT INTO nps_rollup_change(segment, day, score, rows)
    SELECT (SELECT segment FROM customer WHERE customer_id = NEW.customer_id), substr(answered_at, 1, 10), score, 1
    FROM survey_response WHERE customer_id = NEW.customer_id;
    INSERT INTO nps_rollup_change(segment, day, score, rows)
    SELECT (SELECT segment FROM nps_rollup_customer WHERE customer_id = NEW.customer_id), substr(answered_at, 1, 10),
           score, -1
    FROM survey_response WHERE customer_id = NEW.customer_id;
    DELETE FROM nps_rollup_customer WHERE customer_id = NEW.customer_id;
    INSERT INTO nps_rollup_customer(customer_id, segment)
    SELECT customer_id, segment FROM customer WHERE customer_id = NEW.customer_id AND segment IS NOT NULL;
END;

---------------------------------------------------------------------------------------------------
-- Answers
---------------------------------------------------------------------------------------------------

CREATE TRIGGER survey_response_rollup_replace BEFORE INSERT ON survey_response
WHEN EXISTS (SELECT 1 FROM survey_response WHERE response_id = NEW.response_id)
     OR EXISTS (SELECT 1 FROM nps_rollup_replaced)
BEGIN
    DELETE FROM nps_rollup_replaced;
    INSERT INTO nps_rollup_replaced(response_id, customer_id, answered_at, score)
    SELECT response_id, customer_id, answered_at, score FROM survey_response WHERE response_id = NEW.response_id;
END;

CREATE TRIGGER survey_response_rollup_insert AFTER INSERT ON survey_response
BEGIN
    INSERT INTO nps_rollup_change(segment, day, score, rows)
    VALUES ((SELECT segment FROM nps_rollup_customer WHERE customer_id = NEW.customer_id),
            substr(NEW.answered_at, 1, 10), NEW.score, 1);
END;

CREATE TRIGGER survey_response_rollup_replaced AFTER INSERT ON survey_response
WHEN EXISTS (SELECT 1 FROM nps_rollup_replaced)
BEGIN
    INSERT INTO nps_rollup_change(segment, day, score, rows)
    SELECT (SELECT segment FROM nps_rollup_customer AS c WHERE c.customer_id = r.customer_id),
           substr(r.answered_at, 1, 10), r.score, -1
    FROM nps_rollup_replaced AS r WHERE r.response_id = NEW.response_id;
    DELETE FROM nps_rollup_replaced;
END;

CREATE TRIGGER survey_response_rollup_update AFTER UPDATE OF customer_id, answered_at, score ON survey_response
WHEN NEW.score IS NOT OLD.score OR NEW.answered_at IS NOT OLD.answered_at OR NEW.customer_id IS NOT OLD.customer_id
BEGIN
    INSERT INTO nps_rollup_change(segment, day, score, rows)
    VALUES ((SELECT segment FROM nps_rollup_customer WHERE customer_id = NEW.customer_id),
            substr(NEW.answered_at, 1, 10), NEW.score, 1);
    INSERT INTO nps_rollup_change(segment, day, score, rows)
    VALUES ((SELECT segment FROM nps_rollup_customer WHERE customer_id = OLD.customer_id),
            substr(OLD.answered_at, 1, 10), OLD.score, -1);
END;

CREATE TRIGGER survey_response_rollup_delete AFTER DELETE ON survey_response
BEGIN
    INSERT INTO nps_rollup_change(segment, day, score, rows)
    VALUES ((SELECT segment FROM nps_rollup_customer WHERE customer_id = OLD.customer_id),
            substr(OLD.answered_at, 1, 10), OLD.score, -1);
    DELETE FROM nps_rollup_replaced WHERE response_id = OLD.response_id;
END;

-- UPDATE OR REPLACE can give an answer the number of another one, which it deletes.
CREATE TRIGGER survey_response_rollup_renumber BEFORE UPDATE OF response_id ON survey_response
WHEN NEW.response_id IS NOT OLD.response_id
BEGIN
    DELETE FROM nps_rollup_replaced;
    INSERT INTO nps_rollup_replaced(response_id, customer_id, answered_at, score)
    SELECT response_id, customer_id, answered_at, score FROM survey_response WHERE response_id = NEW.response_id;
END;

CREATE TRIGGER survey_response_rollup_renumbered AFTER UPDATE OF response_id ON survey_response
WHEN EXISTS (SELECT 1 FROM nps_rollup_replaced)
BEGIN
    INSERT INTO nps_rollup_change(segment, day, score, rows)
    SELECT (SELECT segment FROM nps_rollup_customer AS c WHERE c.customer_id = r.customer_id),
           substr(r.answered_at, 1, 10), r.score, -1
    FROM nps_rollup_replaced AS r WHERE r.response_id = NEW.response_id;
    DELETE FROM nps_rollup_replaced;
END;

---------------------------------------------------------------------------------------------------
-- Customers
---------------------------------------------------------------------------------------------------

-- Moving a customer to another segment moves that customer's answers, which this index finds (indexes.sql has it too).
CREATE INDEX IF NOT EXISTS survey_response_by_customer ON survey_response(customer_id, answered_at);

CREATE TRIGGER customer_rollup_insert AFTER INSERT ON customer
BEGIN
    INSERT INTO nps_rollup_customer_change(customer_id) VALUES (NEW.customer_id);
END;

CREATE TRIGGER customer_rollup_update AFTER UPDATE OF customer_id, segment ON customer
BEGIN
    INSERT INTO nps_rollup_customer_change(customer_id) VALUES (OLD.customer_id);
    INSERT INTO nps_rollup_customer_change(customer_id)
    SELECT NEW.customer_id WHERE NEW.customer_id IS NOT OLD.customer_id;
END;

CREATE TRIGGER customer_rollup_delete AFTER DELETE ON customer
BEGIN
    INSERT INTO nps_rollup_customer_change(customer_id) VALUES (OLD.customer_id);
END;

---------------------------------------------------------------------------------------------------
-- The answers that are there already
---------------------------------------------------------------------------------------------------

INSERT INTO nps_rollup_customer(customer_id, segment)
SELECT customer_id, segment FROM customer WHERE segment IS NOT NULL;

INSERT INTO nps_rollup_change(segment, day, score, rows)
SELECT c.segment, substr(r.answered_at, 1, 10), r.score, count(*)
FROM survey_response AS r LEFT JOIN nps_rollup_customer AS c ON c.customer_id = r.customer_id
GROUP BY 1, 2, 3;

---------------------------------------------------------------------------------------------------
-- What there is to read. These views need the extension.
---------------------------------------------------------------------------------------------------

-- The counts of each segment and day, to be added up over any rows: SELECT ... sum(promoters) ... GROUP BY. A
-- segment and day can have several rows.
CREATE VIEW nps_rollup_counts AS
SELECT nullif(segment, x'') AS segment, nullif(day, x'') AS day,
       promoters + CASE category WHEN 'promoter' THEN unread ELSE 0 END AS promoters,
       passives + CASE category WHEN 'passive' THEN unread ELSE 0 END AS passives,
       detractors + CASE category WHEN 'detractor' THEN unread ELSE 0 END AS detractors,
       blank + CASE WHEN is_blank THEN unread ELSE 0 END AS blank,
       CASE WHEN category IS NULL AND NOT is_blank THEN unread ELSE 0 END AS rejected
FROM (SELECT *, nps_category(nps_answer(score)) AS category,
             advocacy_id(score) IS NULL AS is_blank
      FROM nps_rollup);

-- The settings of the views, or their defaults where advocacy_settings has no row.
CREATE VIEW nps_rollup_settings AS
SELECT coalesce((SELECT minimum_responses FROM advocacy_settings), 30) AS minimum_responses,
       coalesce((SELECT confidence FROM advocacy_settings), 0.95) AS confidence;

-- The score of each segment, all days.
CREATE VIEW nps_rollup_segment AS
SELECT segment, promoters + passives + detractors AS responses, promoters, passives, detractors,
       CASE WHEN is_enough THEN advocacy_number(summary, 'nps') END AS nps,
       CASE WHEN is_enough THEN advocacy_number(summary, 'lower') END AS lower,
       CASE WHEN is_enough THEN advocacy_number(summary, 'upper') END AS upper, blank, rejected
FROM (SELECT c.*, c.promoters + c.passives + c.detractors >= s.minimum_responses AS is_enough,
             nps_counts(c.promoters, c.passives, c.detractors, s.confidence) AS summary
      FROM (SELECT segment, sum(promoters) AS promoters, sum(passives) AS passives,
                   sum(detractors) AS detractors, sum(blank) AS blank, sum(rejected) AS rejected
            FROM nps_rollup_counts GROUP BY 1) AS c CROSS JOIN nps_rollup_settings AS s);

-- The score of each day, all segments.
CREATE VIEW nps_rollup_day AS
SELECT day, promoters + passives + detractors AS responses, promoters, passives, detractors,
       CASE WHEN is_enough THEN advocacy_number(summary, 'nps') END AS nps,
       CASE WHEN is_enough THEN advocacy_number(summary, 'lower') END AS lower,
       CASE WHEN is_enough THEN advocacy_number(summary, 'upper') END AS upper, blank, rejected
FROM (SELECT c.*, c.promoters + c.passives + c.detractors >= s.minimum_responses AS is_enough,
             nps_counts(c.promoters, c.passives, c.detractors, s.confidence) AS summary
      FROM (SELECT day, sum(promoters) AS promoters, sum(passives) AS passives,
                   sum(detractors) AS detractors, sum(blank) AS blank, sum(rejected) AS rejected
            FROM nps_rollup_counts GROUP BY 1) AS c CROSS JOIN nps_rollup_settings AS s);

-- The score of each month ('2026-10'), all segments.
CREATE VIEW nps_rollup_month AS
SELECT month, promoters + passives + detractors AS responses, promoters, passives, detractors,
       CASE WHEN is_enough THEN advocacy_number(summary, 'nps') END AS nps,
       CASE WHEN is_enough THEN advocacy_number(summary, 'lower') END AS lower,
       CASE WHEN is_enough THEN advocacy_number(summary, 'upper') END AS upper, blank, rejected
FROM (SELECT c.*, c.promoters + c.passives + c.detractors >= s.minimum_responses AS is_enough,
             nps_counts(c.promoters, c.passives, c.detractors, s.confidence) AS summary
      FROM (SELECT substr(day, 1, 7) AS month, sum(promoters) AS promoters, sum(passives) AS passives,
                   sum(detractors) AS detractors, sum(blank) AS blank, sum(rejected) AS rejected
            FROM nps_rollup_counts GROUP BY 1) AS c CROSS JOIN nps_rollup_settings AS s);

-- The score of all answers. One row, none while nothing was answered.
CREATE VIEW nps_rollup_whole AS
SELECT promoters + passives + detractors AS responses, promoters, passives, detractors,
       CASE WHEN is_enough THEN advocacy_number(summary, 'nps') END AS nps,
       CASE WHEN is_enough THEN advocacy_number(summary, 'lower') END AS lower,
       CASE WHEN is_enough THEN advocacy_number(summary, 'upper') END AS upper, blank, rejected
FROM (SELECT c.*, c.promoters + c.passives + c.detractors >= s.minimum_responses AS is_enough,
             nps_counts(c.promoters, c.passives, c.detractors, s.confidence) AS summary
      FROM (SELECT sum(promoters) AS promoters, sum(passives) AS passives,
                   sum(detractors) AS detractors, sum(blank) AS blank, sum(rejected) AS rejected
            FROM nps_rollup_counts) AS c CROSS JOIN nps_rollup_settings AS s
      WHERE c.promoters IS NOT NULL);

COMMIT;
