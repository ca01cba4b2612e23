-- What removes the rollup of rollup.sql: it writes the statements that drop whatever carries its mark, and nothing else.
--
--     sqlite3 company.db <sql/rollup_remove.sql | sqlite3 -bail company.db
--
-- The same for a rollup on tables with other names. The index on the answers stays: it serves others too.

SELECT line
FROM (SELECT 0 AS place, '' AS name, 'BEGIN;' AS line
      UNION ALL
      SELECT CASE type WHEN 'trigger' THEN 1 WHEN 'view' THEN 2 ELSE 3 END, name,
             printf('DROP %s IF EXISTS "%w";', upper(type), name)
      FROM sqlite_master WHERE sql LIKE 'CREATE % /* rollup of advocacy */%'
      UNION ALL
      SELECT 4, '', 'COMMIT;')
ORDER BY place, name;
