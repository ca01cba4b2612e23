-- What all views stand on, read after schema.sql and before views/*.sql: the period that they look at.

BEGIN;

-- The limits of the period, for the views below: period_start <= time < period_end. One row; that the view says so
-- keeps SQLite from working the dates out again for each row that is compared with them.
DROP VIEW IF EXISTS advocacy_period;
CREATE VIEW advocacy_period AS
SELECT *,
       date(as_of, '+1 day') AS period_end,
       date(as_of, '+1 day', '-' || period_days || ' days') AS period_start,
       date(as_of, '+1 day', '-' || (2 * period_days) || ' days') AS previous_start
FROM advocacy_settings
LIMIT 1;

COMMIT;
