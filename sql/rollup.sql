-- Rollups: how many promoters, passives and detractors there are in each segment on each day, kept by triggers
-- while answers are written, so that a report reads a few thousand rows in place of every answer. Counts add up,
-- so days make months and segments make the whole; nps_counts() makes the score and its interval of them.
--
-- To be read after schema.sql, into a database with or without answers (it counts those that are there). The tables
-- survey_response and customer must be tables, for the triggers; rollup_own.sed makes the same for tables of your own
-- with other names. Its views read the table advocacy_settings. To count anew, where rows were written past the
-- triggers, and to remove it all, also before a newer version is read:
--
--     sqlite3 company.db "INSERT INTO nps_rollup_recount(what) VALUES ('everything')"
--     sqlite3 company.db <sql/rollup_remove.sql | sqlite3 -bail company.db
--
-- It drops nothing: a name that is taken is an error, and then nothing is made. What it makes carries a mark behind
-- its name, by which rollup_remove.sql knows it.
--
-- The triggers are plain SQL: the database stays writable where the extension is missing. They read what needs no
-- reading (9, 9.0, '9', '9.0', nothing) and keep any other score as it came, with its number; the views read those
-- with nps_answer(), so that labels, blanks and what is no answer at all come out as in survey_quality, and nothing
-- is lost.
--
-- Every answer counts, also the second of a customer, with the segment that the customer has now. NULL stands for
-- the segment of an answer without a known customer, and for the day of one without a time; a BLOB is neither a
-- segment nor a time.

BEGIN;

---------------------------------------------------------------------------------------------------
-- What is kept
---------------------------------------------------------------------------------------------------

-- NULL can be no part of a key: the empty BLOB stands for it. It also stands for the score of the row that
-- holds what needs no reading; `unread` counts the answers of a row with a score of its own.
CREATE TABLE nps_rollup /* rollup of advocacy */ (
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
CREATE TABLE nps_rollup_customer /* rollup of advocacy */ (
    customer_id PRIMARY KEY NOT NULL,
    segment NOT NULL
) WITHOUT ROWID;

-- The answer whose place a statement is about to take, at most one row. INSERT OR REPLACE deletes it, but no
-- DELETE trigger fires, unless recursive_triggers is on; and whether it will be deleted is not known beforehand
-- (OR IGNORE, ON CONFLICT DO UPDATE), only afterwards.
CREATE TABLE nps_rollup_replaced /* rollup of advocacy */ (
    response_id,
    customer_id,
    answered_at,
    score
);

-- Both tables are written through a view, as one calls a procedure. An insert into this one adds `rows`
-- (negative: takes away) answers with that score to a segment and a day.
CREATE VIEW nps_rollup_change /* rollup of advocacy */ AS
SELECT NULL AS segment, NULL AS day, NULL AS score, 0 AS rows WHERE 0;

CREATE TRIGGER nps_rollup_add /* rollup of advocacy */ INSTEAD OF INSERT ON nps_rollup_change
BEGIN
    INSERT INTO nps_rollup(segment, day, score, promoters, passives, detractors, blank, unread)
    SELECT CASE WHEN typeof(NEW.segment) IN ('null', 'blob') THEN x'' ELSE NEW.segment END,
           CASE WHEN typeof(NEW.day) IN ('null', 'blob') THEN x'' ELSE NEW.day END,
           CASE kind WHEN 'unread' THEN NEW.score ELSE x'' END,
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
    WHERE NEW.rows < 0 AND segment = CASE WHEN typeof(NEW.segment) IN ('null', 'blob') THEN x'' ELSE NEW.segment END
          AND day = CASE WHEN typeof(NEW.day) IN ('null', 'blob') THEN x'' ELSE NEW.day END
          AND score IN (x'', NEW.score) -- the whole key, or every other unread score of that day would be looked at
          AND promoters = 0 AND passives = 0 AND detractors = 0 AND blank = 0 AND unread = 0;
END;

-- An insert into this one counts the answers of a customer with the segment that the table customer has now.
CREATE VIEW nps_rollup_customer_change /* rollup of advocacy */ AS SELECT NULL AS customer_id WHERE 0;

CREATE TRIGGER nps_rollup_move /* rollup of advocacy */ INSTEAD OF INSERT ON nps_rollup_customer_change
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

CREATE TRIGGER survey_response_rollup_replace /* rollup of advocacy */ BEFORE INSERT ON survey_response
WHEN EXISTS (SELECT 1 FROM survey_response WHERE response_id = NEW.response_id)
     OR EXISTS (SELECT 1 FROM nps_rollup_replaced)
BEGIN
    DELETE FROM nps_rollup_replaced;
    INSERT INTO nps_rollup_replaced(response_id, customer_id, answered_at, score)
    SELECT response_id, customer_id, answered_at, score FROM survey_response WHERE response_id = NEW.response_id;
END;

CREATE TRIGGER survey_response_rollup_insert /* rollup of advocacy */ AFTER INSERT ON survey_response
BEGIN
    INSERT INTO nps_rollup_change(segment, day, score, rows)
    VALUES ((SELECT segment FROM nps_rollup_customer WHERE customer_id = NEW.customer_id),
            substr(NEW.answered_at, 1, 10), NEW.score, 1);
END;

CREATE TRIGGER survey_response_rollup_replaced /* rollup of advocacy */ AFTER INSERT ON survey_response
WHEN EXISTS (SELECT 1 FROM nps_rollup_replaced)
BEGIN
    INSERT INTO nps_rollup_change(segment, day, score, rows)
    SELECT (SELECT segment FROM nps_rollup_customer AS c WHERE c.customer_id = r.customer_id),
           substr(r.answered_at, 1, 10), r.score, -1
    FROM nps_rollup_replaced AS r WHERE r.response_id = NEW.response_id;
    DELETE FROM nps_rollup_replaced;
END;

CREATE TRIGGER survey_response_rollup_update /* rollup of advocacy */ AFTER UPDATE ON survey_response
WHEN NEW.score IS NOT OLD.score OR NEW.answered_at IS NOT OLD.answered_at OR NEW.customer_id IS NOT OLD.customer_id
BEGIN
    INSERT INTO nps_rollup_change(segment, day, score, rows)
    VALUES ((SELECT segment FROM nps_rollup_customer WHERE customer_id = NEW.customer_id),
            substr(NEW.answered_at, 1, 10), NEW.score, 1);
    INSERT INTO nps_rollup_change(segment, day, score, rows)
    VALUES ((SELECT segment FROM nps_rollup_customer WHERE customer_id = OLD.customer_id),
            substr(OLD.answered_at, 1, 10), OLD.score, -1);
END;

CREATE TRIGGER survey_response_rollup_delete /* rollup of advocacy */ AFTER DELETE ON survey_response
BEGIN
    INSERT INTO nps_rollup_change(segment, day, score, rows)
    VALUES ((SELECT segment FROM nps_rollup_customer WHERE customer_id = OLD.customer_id),
            substr(OLD.answered_at, 1, 10), OLD.score, -1);
    DELETE FROM nps_rollup_replaced WHERE response_id = OLD.response_id;
END;

-- UPDATE OR REPLACE can give an answer the number of another one, which it deletes. No trigger of an UPDATE says which
-- columns it is for: to SQLite, SET rowid = 7 is no update of response_id.
CREATE TRIGGER survey_response_rollup_renumber /* rollup of advocacy */ BEFORE UPDATE ON survey_response
WHEN NEW.response_id IS NOT OLD.response_id
BEGIN
    DELETE FROM nps_rollup_replaced;
    INSERT INTO nps_rollup_replaced(response_id, customer_id, answered_at, score)
    SELECT response_id, customer_id, answered_at, score FROM survey_response WHERE response_id = NEW.response_id;
END;

CREATE TRIGGER survey_response_rollup_renumbered /* rollup of advocacy */ AFTER UPDATE ON survey_response
WHEN NEW.response_id IS NOT OLD.response_id AND EXISTS (SELECT 1 FROM nps_rollup_replaced)
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

CREATE TRIGGER customer_rollup_insert /* rollup of advocacy */ AFTER INSERT ON customer
BEGIN
    INSERT INTO nps_rollup_customer_change(customer_id) VALUES (NEW.customer_id);
END;

CREATE TRIGGER customer_rollup_update /* rollup of advocacy */ AFTER UPDATE ON customer
WHEN NEW.customer_id IS NOT OLD.customer_id OR NEW.segment IS NOT OLD.segment
BEGIN
    INSERT INTO nps_rollup_customer_change(customer_id) VALUES (OLD.customer_id);
    INSERT INTO nps_rollup_customer_change(customer_id)
    SELECT NEW.customer_id WHERE NEW.customer_id IS NOT OLD.customer_id;
END;

CREATE TRIGGER customer_rollup_delete /* rollup of advocacy */ AFTER DELETE ON customer
BEGIN
    INSERT INTO nps_rollup_customer_change(customer_id) VALUES (OLD.customer_id);
END;

---------------------------------------------------------------------------------------------------
-- What there is to read. These views need the extension.
---------------------------------------------------------------------------------------------------

-- The counts of each segment and day, to be added up over any rows: SELECT ... sum(promoters) ... GROUP BY. A
-- segment and day can have several rows.
CREATE VIEW nps_rollup_counts /* rollup of advocacy */ AS
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
CREATE VIEW nps_rollup_settings /* rollup of advocacy */ AS
SELECT coalesce((SELECT minimum_responses FROM advocacy_settings), 30) AS minimum_responses,
       coalesce((SELECT confidence FROM advocacy_settings), 0.95) AS confidence;

-- The score of each segment, all days.
CREATE VIEW nps_rollup_segment /* rollup of advocacy */ AS
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
CREATE VIEW nps_rollup_day /* rollup of advocacy */ AS
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
CREATE VIEW nps_rollup_month /* rollup of advocacy */ AS
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
CREATE VIEW nps_rollup_whole /* rollup of advocacy */ AS
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

---------------------------------------------------------------------------------------------------
-- The answers that are there already
---------------------------------------------------------------------------------------------------

-- An insert into this one counts everything anew.
CREATE VIEW nps_rollup_recount /* rollup of advocacy */ AS SELECT NULL AS what WHERE 0;

CREATE TRIGGER nps_rollup_count_anew /* rollup of advocacy */ INSTEAD OF INSERT ON nps_rollup_recount
BEGIN
    DELETE FROM nps_rollup_replaced;
    DELETE FROM nps_rollup_customer;
    DELETE FROM nps_rollup;
    INSERT INTO nps_rollup_customer(customer_id, segment)
    SELECT customer_id, segment FROM customer WHERE segment IS NOT NULL;
    INSERT INTO nps_rollup_change(segment, day, score, rows)
    SELECT c.segment, substr(r.answered_at, 1, 10), r.score, count(*)
    FROM survey_response AS r LEFT JOIN nps_rollup_customer AS c ON c.customer_id = r.customer_id
    GROUP BY 1, 2, 3;
END;

INSERT INTO nps_rollup_recount(what) VALUES ('everything');

---------------------------------------------------------------------------------------------------
-- All or nothing
---------------------------------------------------------------------------------------------------

-- A shell goes on after an error unless it is told -bail. Unless all of the rollup stands, the transaction ends here,
-- and with it what was made; the COMMIT then has nothing to do. Asked in two places, of which one may be taken by
-- something else. The first refers to nothing that could be missing.
CREATE VIEW nps_rollup_made /* rollup of advocacy */ AS SELECT NULL AS what WHERE 0;

CREATE TRIGGER nps_rollup_check /* rollup of advocacy */ INSTEAD OF INSERT ON nps_rollup_made
BEGIN
    SELECT RAISE(ROLLBACK, 'the rollup would not be whole, so nothing was made; the first error says why')
    WHERE (SELECT count(*) FROM sqlite_master WHERE sql LIKE 'CREATE % /* rollup of advocacy */%'
                                                    OR name = 'survey_response_by_customer' AND type = 'index') <> 29;
END;

CREATE TRIGGER nps_rollup_check_again /* rollup of advocacy */ BEFORE INSERT ON nps_rollup_replaced
WHEN NEW.response_id = x''
BEGIN
    SELECT RAISE(ROLLBACK, 'the rollup would not be whole, so nothing was made; the first error says why')
    WHERE (SELECT count(*) FROM sqlite_master WHERE sql LIKE 'CREATE % /* rollup of advocacy */%'
                                                    OR name = 'survey_response_by_customer' AND type = 'index') <> 29
          OR (SELECT total(promoters + passives + detractors + blank + unread) FROM nps_rollup)
             <> (SELECT count(*) FROM survey_response);
    SELECT RAISE(IGNORE);
END;

INSERT INTO nps_rollup_made(what) VALUES ('everything');
INSERT INTO nps_rollup_replaced(response_id) VALUES (x'');

COMMIT;
