-- Writes the SQL that multiplies a company: each of its customers N times over, under ids of their own ('C00001-2'),
-- with all that is recorded of them. Read with `.parameter set :times N`; what it prints is read into the same database.
-- What has no customer (costs, benchmarks, departments, settings) stays as it is.
WITH each_column AS (
    SELECT t.name AS own_table, i.cid, i.name AS own_column,
           -- An id that SQLite gives by itself.
           i.pk = 1 AND lower(i.type) = 'integer' AS is_row_id,
           i.name IN ('customer_id', 'referrer_id', 'referred_id', 'author', 'account_id') AS is_person
    FROM sqlite_master AS t JOIN pragma_table_info(t.name) AS i
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'),
each_table AS (
    SELECT own_table,
           group_concat('"' || own_column || '"', ', ') AS written,
           group_concat(CASE WHEN is_person THEN '"' || own_column || '" || ''-'' || each_copy.number'
                             ELSE '"' || own_column || '"' END, ', ') AS read
    FROM (SELECT * FROM each_column ORDER BY own_table, cid)
    WHERE NOT is_row_id
    GROUP BY own_table HAVING max(own_column IN ('customer_id', 'referrer_id')))
SELECT 'BEGIN;'
UNION ALL
SELECT printf('CREATE TEMP TABLE each_copy AS WITH RECURSIVE r(number) AS (SELECT 2 UNION ALL SELECT number + 1 FROM r '
              || 'WHERE number < %d) SELECT number FROM r WHERE number <= %d;', :times, :times)
UNION ALL
SELECT printf('INSERT INTO "%s"(%s) SELECT %s FROM (SELECT * FROM "%s" LIMIT -1) CROSS JOIN each_copy;',
              own_table, written, read, own_table)
FROM each_table
UNION ALL
SELECT 'COMMIT;';
